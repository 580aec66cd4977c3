"""A `pyproject.toml`, fixed in memory and verified.

All edits are made at once and verified once; where that fails, half of them, and so on, until those
that cannot be made are known. Imported only when a fix is due.
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
from standards_hooks.rules.pyproject_drift.edits import applied, merged
from standards_hooks.rules.pyproject_drift.rewriting import UNREADABLE, rewritten


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from standards_hooks.project.toml_outline import Outline
    from standards_hooks.rules.pyproject_drift.edits import Edit

    type Group = Sequence[Edit]
    type GroupsFor = Callable[[Document], Sequence[Group]]
    type Identity = tuple[tuple[str, str], ...]


PASSES = 5
MOST_ATTEMPTS = 64
"""How often the document may be read again to find the edits that cannot be made."""
TOO_MUCH = "too many of its edits cannot be made"


@dataclass(eq=False)
class Fixing:
    """A document while it is fixed.

    Attributes:
        document: The document, with all edits that could be made.
        made: The edits that could be made, in order.
    """

    document: Document
    made: list[Edit] = field(default_factory=list)
    _reasons: dict[Identity, str] = field(default_factory=dict)
    _attempts: int = 0

    def make(self, groups: Sequence[Group]) -> None:
        """Make groups of edits, each whole or not at all; keep the reasons of those left out."""
        if not groups:
            return
        edits = [edit for group in groups for edit in group]
        reason = self._try(edits)
        if not reason:
            self.made += edits
        elif len(groups) == 1 or self._attempts >= MOST_ATTEMPTS:
            self._reasons |= {_identity(group): reason for group in groups}
        else:
            half = len(groups) // 2
            self.make(groups[:half])
            self.make(groups[half:])

    def _try(self, edits: Sequence[Edit]) -> str:
        """Make edits, or return why they cannot be made."""
        if self._attempts >= MOST_ATTEMPTS:
            return TOO_MUCH
        self._attempts += 1
        try:
            self.document = edited(self.document, edits)
        except UnfixableError as error:
            return str(error)
        return ""

    def has_refused(self, group: Group) -> bool:
        """Return whether a group of edits could not be made."""
        return _identity(group) in self._reasons

    def reason_for(self, group: Group) -> str:
        """Return why a group of edits could not be made; empty where it was."""
        return self._reasons.get(_identity(group), "")


def _identity(group: Group) -> Identity:
    return tuple(edit.identity for edit in group)


def fixed(document: Document, groups_for: GroupsFor) -> Fixing:
    """Fix all that can be fixed in a document.

    Args:
        document: A `pyproject.toml`.
        groups_for: Returns the edits for a version of it, in groups of those that belong together.

    Returns:
        The new document, without the edits that cannot be made.

    Raises:
        UnfixableError: If the edits do not converge.
    """
    fixing = Fixing(document)
    groups = [each for each in groups_for(document) if each]
    for _ in range(PASSES):
        fixing.make(groups)
        new = groups_for(fixing.document)
        groups = [each for each in new if each and not fixing.has_refused(each)]
        if not groups:
            return fixing
    raise UnfixableError(NOT_COMPLETE)


def edited(document: Document, edits: Sequence[Edit]) -> Document:
    """Return a document after edits, verified to be the intended one.

    Args:
        document: The document before.
        edits: The changes.

    Raises:
        UnfixableError: If they cannot be made, the result is not the intended one, or a comment
            would be lost.
    """
    outline = document.outline
    if not outline.is_complete:
        raise UnfixableError(UNREADABLE)
    text = rewritten(outline, edits)
    try:
        new = parse_document(document.path, document.directory, text)
    except UncheckableFileError as error:
        raise UnfixableError(DIFFERS_FROM_INTENT) from error
    if not _is_same(new.tables, applied(document.tables, merged(edits))):
        raise UnfixableError(DIFFERS_FROM_INTENT)
    if comments_in(new.outline) != comments_in(outline):
        raise UnfixableError(LOSES_A_COMMENT)
    return new


def comments_in(outline: Outline) -> list[str]:
    """Return the comments of a document, in order."""
    return [outline.text[start:stop] for start, stop in outline.comments]


def _is_same(one: object, other: object) -> bool:
    """Return whether two values are equal in TOML, where `true` is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return type(one) is type(other) and (one == other or one != one)  # noqa: PLR0124 - NaN
