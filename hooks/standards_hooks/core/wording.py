"""Wording that messages share."""

from __future__ import annotations

import operator


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def has_word(text: str) -> bool:
    """Return whether a text has a word in it: two letters in a row, of any script."""
    letters = [character.isalpha() for character in text]
    return any(map(operator.and_, letters, letters[1:]))


LONGEST_QUOTE = 200
"""The most characters that a message shows of a name, a value or a piece of code."""
LONGEST_PROSE = 2 * LONGEST_QUOTE
"""The most characters of a message from one backtick to the next that are not in a quote."""
LONGEST_MESSAGE = 1000
"""The most characters of a message, whatever it quotes."""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 file`, `2 files`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def shortened(text: str, limit: int = LONGEST_QUOTE) -> str:
    """Return a text, its middle cut out where it has more characters than a limit."""
    if len(text) <= limit:
        return text
    end = (limit - 1) // 2
    return f"{text[: limit - 1 - end]}…{text[len(text) - end :]}"


def bounded(message: str) -> str:
    """Return a message that has a bound, as has each word and each piece between backticks.

    A backtick inside a quoted value makes prose of the piece behind it, so prose has a bound, too.
    """
    if len(message) <= LONGEST_QUOTE:
        return message
    pieces = message.split("`")
    pieces[1::2] = map(shortened, pieces[1::2])
    pieces[::2] = map(_bounded_prose, pieces[::2])
    return shortened("`".join(pieces), LONGEST_MESSAGE)


def _bounded_prose(text: str) -> str:
    """Return a text outside backticks with a bound on each word, and on the whole."""
    return shortened(" ".join(map(shortened, text.split(" "))), LONGEST_PROSE)


def hint_at_nearest(name: str, known: Iterable[str]) -> str:
    """Return the end of a message about an unknown name: the most similar known one, if any is.

    Args:
        name: What was given.
        known: What is accepted.
    """
    import difflib

    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.4)
    return f"; did you mean `{near[0]}`?" if near else ""
