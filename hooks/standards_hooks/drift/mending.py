"""A `pyproject.toml` mended in memory, and the proof that it is.

Imported only when a fix is due.
"""

from __future__ import annotations

from standards_hooks.drift.document import Document, parse_document
from standards_hooks.drift.edits import Take, applied
from standards_hooks.drift.rewriting import UnmendableError, rewritten
from standards_hooks.drift.ruff_rules import REMOVED
from standards_hooks.drift.subject import RUFF_LINT, setting_in
from standards_hooks.engine.errors import UncheckableFileError


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from standards_hooks.drift.edits import Edit

    type EditsFor = Callable[[Document], list[Edit]]


SAYS_SOMETHING_ELSE = "the result would say something else"
NOT_COMPLETE = "one pass would not be enough"
PASSES = 5


def mended(document: Document, edits_for: EditsFor) -> Document:
    """Return a document with all that can be mended in it.

    Args:
        document: A `pyproject.toml`.
        edits_for: Returns what mends a version of it.

    Returns:
        The new document, for which there are no edits; the old one where there are none.

    Raises:
        UnmendableError: If an edit cannot be made, or the result is not what was meant.
    """
    edits = edits_for(document)
    if not edits:
        return document
    edits += _gone_rules(document)
    for _ in range(PASSES):
        document = _edited(document, edits)
        edits = edits_for(document)
        if not edits:
            return document
    raise UnmendableError(NOT_COMPLETE)


def _edited(document: Document, edits: list[Edit]) -> Document:
    text = rewritten(document.text, edits)
    try:
        new = parse_document(document.path, document.directory, text)
    except UncheckableFileError as error:
        raise UnmendableError(SAYS_SOMETHING_ELSE) from error
    if not _is_same(new.tables, applied(document.tables, edits)):
        raise UnmendableError(SAYS_SOMETHING_ELSE)
    return new


def _is_same(one: object, other: object) -> bool:
    """Tell whether two values are one in TOML, where `true` is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return type(one) is type(other) and (one == other or one != one)  # noqa: PLR0124 - NaN


def _gone_rules(document: Document) -> list[Edit]:
    """Return what drops the rules from `ignore` that Ruff does not have any more."""
    setting = setting_in(document, (*RUFF_LINT, "ignore"))
    if setting is None or not isinstance(setting.value, list):
        return []
    gone = {
        prefix + number
        for prefix, *numbers in map(str.split, REMOVED.strip().splitlines())
        for number in numbers
    }
    texts = tuple(text for text in setting.value if isinstance(text, str) and text in gone)
    return [Take(setting.path, texts)] if texts else []
