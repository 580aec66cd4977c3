"""The comments of a TOML document, and which of them an edit may remove.

A comment after an entry or key on the same line belongs to it, and is removed with it. One on its
own line stays. This is computed from the old text alone, so that it can verify the rewritten one.
Imported only when a fix is due.
"""

from __future__ import annotations

import re

from standards_hooks.rules.pyproject_drift.arrays import (
    Array,
    is_whole,
    line_end,
    line_start,
    lines_of,
)
from standards_hooks.rules.pyproject_drift.edits import Delete, Take


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.rules.pyproject_drift.edits import Edit
    from standards_hooks.rules.pyproject_drift.outline import Outline


STRING_OR_COMMENT = re.compile(
    r'"""(?:\\.|[^\\"]|"(?!""))*+(?:"{3,5})?|\'\'\'(?:[^\']|\'(?!\'\'))*+(?:\'{3,5})?'
    r'|"(?:[^"\\\n]|\\.)*+"?|\'[^\'\n]*\'|(?P<comment>#[^\n]*)',
    re.DOTALL,
)
"""A string that does not end is passed over, too, so that nothing is scanned twice."""


def comments_in(text: str) -> list[str]:
    """Return the comments of a text that is valid TOML, in order."""
    return [text[start:stop].rstrip() for start, stop in _places(text, 0, len(text))]


def comments_after(text: str, outline: Outline, edit: Edit) -> list[str]:
    """Return the comments that a document must have after an edit.

    Args:
        text: The document.
        outline: Its keys.
        edit: The edit.
    """
    removed = set(_removed(text, outline, edit))
    return [
        text[start:stop].rstrip()
        for start, stop in _places(text, 0, len(text))
        if start not in removed
    ]


def _removed(text: str, outline: Outline, edit: Edit) -> Iterator[int]:
    """Yield the offsets of the comments that an edit removes."""
    start, stop = outline.values.get(edit.path, (0, 0))
    if type(edit) is Delete:
        pair = outline.holder(edit.path)
        if pair is not None and pair.path == edit.path:
            yield from _trailing(text, pair.start, line_end(text, pair.end))
    elif type(edit) is Take and text[start:stop].startswith("["):
        array = Array(text, start)
        for line in lines_of(text, array):
            is_taken = all(each.value in edit.texts for each in line)
            if is_taken and is_whole(text, array, line):
                yield from _trailing(text, line[0].start, line_end(text, line[-1].end))


def _trailing(text: str, start: int, stop: int) -> Iterator[int]:
    """Yield the offsets of the comments between two places that are not alone on their line."""
    for at, _ in _places(text, start, stop):
        if text[line_start(text, at) : at].strip():
            yield at


def _places(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    for match in STRING_OR_COMMENT.finditer(text, start, stop):
        if match["comment"] is not None:
            yield match.span()
