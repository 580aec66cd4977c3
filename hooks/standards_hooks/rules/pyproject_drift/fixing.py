"""A `pyproject.toml`, fixed in memory and verified.

Imported only when a fix is due.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from standards_hooks.core.errors import (
    DIFFERS_FROM_INTENT,
    LOSES_A_COMMENT,
    NOT_COMPLETE,
    UncheckableFileError,
    UnfixableError,
)
from standards_hooks.project.document import Document, parse_document
from standards_hooks.project.ruff_rules import REMOVED
from standards_hooks.project.tool_settings import RUFF_LINT
from standards_hooks.rules.pyproject_drift.comments import comments_after, comments_in
from standards_hooks.rules.pyproject_drift.edits import Delete, Take, applied
from standards_hooks.rules.pyproject_drift.effective_configuration import setting_in
from standards_hooks.rules.pyproject_drift.rewriting import UNREADABLE, rewritten


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.edits import Edit

    type EditsFor = Callable[[Document], list[Edit]]


PASSES = 5
MOST_WORK = 4_194_304
"""Characters to read for all edits together: after each one the document is read again."""
TOO_MUCH = "it differs in too many places to fix them all at once"


@dataclass(eq=False)
class Fixing:
    """A document while it is fixed.

    Attributes:
        document: The document, with all edits that could be made.
    """

    document: Document
    _reasons: dict[tuple[str, str], str] = field(default_factory=dict)

    def make(self, edits: Sequence[Edit]) -> None:
        """Make edits one by one, and keep the reasons of those that cannot be made."""
        for edit in edits:
            try:
                self.document = edited(self.document, edit)
            except UnfixableError as error:
                self._reasons[edit.identity] = str(error)

    def has_refused(self, edit: Edit) -> bool:
        """Return whether an edit could not be made."""
        return edit.identity in self._reasons

    def reason_for(self, edits: Sequence[Edit]) -> str:
        """Return why one of the edits could not be made; empty where all were."""
        reasons = (self._reasons.get(each.identity, "") for each in edits)
        return next(filter(None, reasons), "")


def fixed(document: Document, edits_for: EditsFor) -> Fixing:
    """Fix all that can be fixed in a document.

    Args:
        document: A `pyproject.toml`.
        edits_for: Returns the edits for a version of it.

    Returns:
        The new document, without the edits that cannot be made.

    Raises:
        UnfixableError: If the edits do not converge, or take too long.
    """
    fixing = Fixing(document)
    edits = [*edits_for(document), *_removed_rules(document)]
    if len(edits) * len(document.text) > MOST_WORK:
        raise UnfixableError(TOO_MUCH)
    for _ in range(PASSES):
        fixing.make(edits)
        edits = [each for each in edits_for(fixing.document) if not fixing.has_refused(each)]
        if not edits:
            return fixing
    raise UnfixableError(NOT_COMPLETE)


def edited(document: Document, edit: Edit) -> Document:
    """Return a document after an edit, verified to be the intended one.

    Args:
        document: The document before.
        edit: The change.

    Raises:
        UnfixableError: If the edit cannot be made, the result is not the intended one, or a
            comment would be lost that does not belong to what is removed.
    """
    try:
        return _edited(document, edit)
    except UnfixableError:
        if edit.otherwise is None:
            raise
        return _edited(document, edit.otherwise)


def _edited(document: Document, edit: Edit) -> Document:
    outline = document.outline
    if not outline.is_complete:
        raise UnfixableError(UNREADABLE)
    text = rewritten(outline, edit)
    try:
        new = parse_document(document.path, document.directory, text)
    except UncheckableFileError as error:
        raise UnfixableError(DIFFERS_FROM_INTENT) from error
    intended = applied(document.tables, [edit])
    if type(edit) is Delete:  # A table that only dotted keys define goes with the last of them.
        is_same = _is_same(_pruned(new.tables, edit.path), _pruned(intended, edit.path))
    else:
        is_same = _is_same(new.tables, intended)
    if not is_same:
        raise UnfixableError(DIFFERS_FROM_INTENT)
    if comments_in(new.outline) != comments_after(outline, edit):
        raise UnfixableError(LOSES_A_COMMENT)
    return new


def _pruned(tables: Mapping[str, object], path: Path) -> Mapping[str, object]:
    """Return a content without the empty tables on the way to a key."""
    name = path[0]
    inner = tables.get(name) if isinstance(name, str) else None
    if not isinstance(inner, dict):
        return tables
    left = _pruned(inner, path[1:]) if len(path) > 1 else inner
    others = {key: value for key, value in tables.items() if key != name}
    return {**others, str(name): left} if left else others


def _is_same(one: object, other: object) -> bool:
    """Return whether two values are equal in TOML, where `true` is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return type(one) is type(other) and (one == other or one != one)  # noqa: PLR0124 - NaN


def _removed_rules(document: Document) -> list[Edit]:
    """Return the edit that deletes rules from `ignore` that Ruff has removed."""
    setting = setting_in(document, (*RUFF_LINT, "ignore"))
    if setting is None or not isinstance(setting.value, list):
        return []
    removed = {
        prefix + number
        for prefix, *numbers in map(str.split, REMOVED.strip().splitlines())
        for number in numbers
    }
    texts = tuple(text for text in setting.value if isinstance(text, str) and text in removed)
    return [Take(setting.path, texts)] if texts else []
