"""Identifiers as words: taken apart, and put together again in the style of an old name.

Every name of a file under check passes here, so nothing is imported: `re` alone would cost as
much as half a start of the interpreter.
"""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


QUESTION_WORDS = frozenset(
    [
        "are",
        "can",
        "could",
        "did",
        "does",
        "had",
        "has",
        "have",
        "is",
        "may",
        "might",
        "must",
        "needs",
        "requires",
        "should",
        "was",
        "were",
        "will",
        "would",
    ]
)
"""What a question begins with. A name that holds one asks already, or asks badly."""


def split(name: str) -> list[str]:
    """Return the lower-case words of an identifier.

    Words end at underscores and at the borders of camelCase; a digit stays with the word before
    it, and an acronym is one word: `isHTTPActive` is `is`, `http`, `active`.

    Args:
        name: Identifier in any style, with or without leading and trailing underscores.

    Returns:
        The words in order; none for a name of underscores alone.
    """
    return [piece.lower() for piece in _pieces(name)]


def join(words: Sequence[str], like: str) -> str:
    """Put words together in the style of an existing name.

    The name's leading underscores are kept, because they say who may use it; trailing ones only
    kept it apart from another name, and are dropped. An acronym of a camelCase name keeps its
    capitals.

    Args:
        words: The lower-case words of the new name.
        like: The old name: its style is the new one's (PEP 8, "Naming Conventions").

    Returns:
        The new identifier: `is`, `user`, `active` like `_userActive` is `_isUserActive`.
    """
    stem = like.lstrip("_")
    underscores = like[: len(like) - len(stem)]
    stem = stem.rstrip("_")
    if stem.isupper():
        return underscores + "_".join(words).upper()
    if "_" in stem or stem == stem.lower():
        return underscores + "_".join(words)
    acronyms = {piece.lower(): piece for piece in _pieces(stem) if piece.isupper()}
    humps = [acronyms.get(word) or word.capitalize() for word in words]
    if not stem[0].isupper():
        humps[:1] = words[:1]
    return underscores + "".join(humps)


def _pieces(name: str) -> list[str]:
    """Return the words of an identifier as they are spelled in it."""
    pieces = []
    for part in name.split("_"):
        start = 0
        for index in range(1, len(part)):
            if _starts_hump(part, index):
                pieces.append(part[start:index])
                start = index
        if part:
            pieces.append(part[start:])
    return pieces


def _starts_hump(part: str, index: int) -> bool:
    """Return whether a camelCase word starts at the index, which is above 0.

    A capital starts one after a small letter (`user|Active`), and before one, where an acronym
    ends (`HTTP|Active`). A capital after a digit does so only before a small letter, so that
    `http2|Enabled` is two words, and `I18N` and `has2FA` are one.
    """
    return part[index].isupper() and (
        part[index - 1].islower() or part[index + 1 : index + 2].islower()
    )
