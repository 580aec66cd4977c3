"""What a fix has changed, key by key, for the person whose file it is."""

from __future__ import annotations

from standards_hooks.core.wording import counted, shortened
from standards_hooks.project.toml_notation import join_key, show, write_value
from standards_hooks.rules.pyproject_drift.edits import Add, Append, merged


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.edits import Edit


MOST = 60
"""The most keys that are named: a file without tables of Ruff and mypy gets fewer than these."""
ABSENT = object()


def changes_of(content: Mapping[str, object], edits: Sequence[Edit]) -> list[str]:
    """Return what edits have changed, a line for each key.

    Args:
        content: What the document had before.
        edits: The edits, in order.

    Returns:
        Such as `tool.ruff.line-length: 88 -> 100`, at most `MOST` of these and one that counts the
        others.
    """
    lines = [_change(content, edit) for edit in merged(edits)]
    more = len(lines) - MOST
    return [*lines[:MOST], f"and {counted(more, 'other key')}"] if more > 0 else lines


def _change(content: Mapping[str, object], edit: Edit) -> str:
    old = _value_at(content, edit.path)
    key = shortened(join_key(edit.path))
    if isinstance(edit, Add):
        return f"{key}: added {shortened(', '.join(map(write_value, edit.texts)))}"
    if old is ABSENT or isinstance(edit, Append):
        return f"{key}: added {show(edit.value)}"
    return f"{key}: {show(old)} -> {show(edit.value)}"


def _value_at(content: Mapping[str, object], path: Path) -> object:
    value: object = content
    for segment in path:
        if isinstance(value, dict):
            value = value.get(segment, ABSENT)
        elif isinstance(value, list) and isinstance(segment, int):
            value = value[segment]
    return value
