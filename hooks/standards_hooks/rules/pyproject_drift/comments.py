"""The comments of a TOML document, and which of them an edit may remove.

A comment after an entry or key on the same line belongs to it, and is removed with it. One on its
own line stays. This is computed from the old text alone, so that it can verify the rewritten one.
Imported only when a fix is due.
"""

from __future__ import annotations

from standards_hooks.rules.pyproject_drift.arrays import (
    array_at,
    is_whole,
    line_end,
    line_start,
    lines_of,
)
from standards_hooks.rules.pyproject_drift.edits import Delete, Take


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.project.toml_outline import Outline
    from standards_hooks.rules.pyproject_drift.edits import Edit


def comments_in(outline: Outline) -> list[str]:
    """Return the comments of a document, in order."""
    return [outline.text[start:stop] for start, stop in outline.comments]


def comments_after(outline: Outline, edit: Edit) -> list[str]:
    """Return the comments that a document must have after an edit.

    Args:
        outline: The document.
        edit: The edit.
    """
    removed = set(_removed(outline, edit))
    return [outline.text[start:stop] for start, stop in outline.comments if start not in removed]


def _removed(outline: Outline, edit: Edit) -> Iterator[int]:
    """Yield the offsets of the comments that an edit removes."""
    text = outline.text
    if type(edit) is Delete:
        pair = outline.holder(edit.path)
        if pair is not None and pair.path == edit.path:
            yield from _trailing(outline, pair.start, line_end(text, pair.end))
    elif type(edit) is Take and (array := array_at(outline, edit.path)) is not None:
        taken = array.entries_saying(edit.texts)
        for line in lines_of(text, array):
            if all(each in taken for each in line) and is_whole(text, array, line):
                yield from _trailing(outline, line[0].start, line_end(text, line[-1].end))


def _trailing(outline: Outline, begin: int, end: int) -> Iterator[int]:
    """Yield the offsets of the comments between two places that are not alone on their line."""
    for start, _ in outline.comments:
        is_between = begin <= start < end
        if is_between and outline.text[line_start(outline.text, start) : start].strip():
            yield start
