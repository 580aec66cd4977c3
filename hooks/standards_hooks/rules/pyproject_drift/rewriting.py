"""Edits of the text: each changes its own lines of a document and no other byte.

tomlkit rewrites single values, so that quotes and commas in them stay; `arrays` edits the entries
of an array. tomlkit never gets the whole document, because it lays that out wrongly (a sub-table
beside dotted keys swallows what follows, a new key is added under the comment of the next section,
CRLF becomes LF). The places of new lines are chosen here. Imported only when a fix is due.
"""

from __future__ import annotations

from collections.abc import MutableMapping

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import String

from standards_hooks.core.errors import UnfixableError
from standards_hooks.project.toml_notation import write_segment, write_value
from standards_hooks.rules.pyproject_drift.arrays import (
    array_at,
    in_single_quotes,
    line_end,
    line_start,
    with_added,
    with_taken,
)
from standards_hooks.rules.pyproject_drift.edits import Add, Append, Assign, Delete, Take


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.project.toml_outline import Block, Outline, Pair
    from standards_hooks.rules.pyproject_drift.edits import Edit


UNREADABLE = "the layout of the file is unusual"
"""The reason where an edit cannot be made."""
NAME_LENGTH = 2
"""Segments that name a tool's table: `tool.ruff`."""
ON_ONE_LINE = 3
"""Longest list on one line; the standard writes longer ones over several."""


def rewritten(outline: Outline, edit: Edit) -> str:
    """Return the text of a document after an edit.

    Args:
        outline: The document.
        edit: The edit.

    Raises:
        UnfixableError: If it cannot be made.
    """
    text = outline.text
    end = "\r\n" if "\r\n" in text else "\n"
    array = array_at(outline, edit.path)
    if array is not None and type(edit) is Add:
        return with_added(text, array, edit.texts, end)
    if array is not None and type(edit) is Take:
        return with_taken(text, array, edit.texts)
    return _rewritten(text, outline, edit, end)


def _rewritten(text: str, outline: Outline, edit: Edit, end: str) -> str:
    holder = outline.holder(edit.path)
    if holder is not None:
        if type(edit) is Assign and edit.path not in outline.values:
            return _with_inline_key(text, outline, edit)
        if type(edit) is Delete and holder.path == edit.path:
            return _without(text, holder)
        value = _value_after(text[holder.value : holder.end], edit, len(holder.path), end)
        return text[: holder.value] + value + text[holder.end :]
    if type(edit) is Append and isinstance(edit.value, dict):
        lines = [f"{write_segment(key)} = {write_value(each)}" for key, each in edit.value.items()]
        header = f"[[{_dotted(edit.path)}]]"
        return _with_block(text, outline, edit.path, [header, *lines], end)
    if type(edit) is not Assign:
        raise UnfixableError(UNREADABLE)
    return _with_key(text, outline, edit, end)


def _without(text: str, pair: Pair) -> str:
    """Return the text without the lines of a pair and the comment after it."""
    return text[: line_start(text, pair.start)] + text[line_end(text, pair.end) :]


def _with_inline_key(text: str, outline: Outline, edit: Edit) -> str:
    """Return the text with a new key at the end of an inline table, dotted if it is deeper."""
    depth = max(each for each in range(len(edit.path)) if edit.path[:each] in outline.values)
    table = edit.path[:depth]
    start, stop = outline.values[table]
    if not text.startswith("{", start):
        raise UnfixableError(UNREADABLE)
    pair = f"{_dotted(edit.path[depth:])} = {write_value(edit.value)}"
    inside = [each for path, (_, each) in outline.values.items() if path[:depth] == table != path]
    if not inside:
        return f"{text[:start]}{{ {pair} }}{text[stop:]}"
    return f"{text[: max(inside)]}, {pair}{text[max(inside) :]}"


def _value_after(value: str, edit: Edit, depth: int, end: str) -> str:
    """Return the text of a value after an edit in it.

    Args:
        value: The text of the value.
        edit: The edit, of the value itself or of a key in it.
        depth: The number of segments of the edit's path that lead to the value.
        end: The line end.
    """
    try:
        fragment = tomlkit.parse(f"x = {value}\n")
        holder: object = fragment
        keys = ["x", *edit.path[depth:]]
        for key in keys[:-1]:
            holder = _inside(holder, key)
        _change(holder, keys[-1], edit, end)
    except (TOMLKitError, KeyError, TypeError, ValueError, IndexError) as error:
        raise UnfixableError(UNREADABLE) from error
    return fragment.as_string()[len("x = ") : -1]


def _inside(holder: object, key: str | int) -> object:
    if isinstance(holder, list) and isinstance(key, int):
        return holder[key]
    if not isinstance(holder, MutableMapping):
        return None
    return holder.get(key)


def _change(holder: object, key: str | int, edit: Edit, end: str) -> None:
    """Make an edit in a value that tomlkit has parsed."""
    if not isinstance(holder, MutableMapping):
        raise UnfixableError(UNREADABLE)
    there = holder.get(key)
    if isinstance(edit, Delete):
        del holder[key]
    elif isinstance(edit, Add) and isinstance(there, str):
        holder[key] = ", ".join((there, *edit.texts))
    elif isinstance(edit, Assign):
        is_alone = key == "x" and len(holder) == 1
        written = _written(edit.value, end) if is_alone else write_value(edit.value)
        is_literal = isinstance(there, String) and there.as_string().startswith("'")
        if is_literal and isinstance(edit.value, str):
            written = in_single_quotes(edit.value)
        holder[key] = tomlkit.value(written)
    else:
        raise UnfixableError(UNREADABLE)


def _written(value: object, end: str) -> str:
    """Return a value as in the standard: long lists over several lines."""
    if not isinstance(value, list | tuple) or len(value) <= ON_ONE_LINE:
        return write_value(value)
    items = "".join(f"    {write_value(each)},{end}" for each in value)
    return f"[{end}{items}]"


def _with_key(text: str, outline: Outline, edit: Edit, end: str) -> str:
    """Return the text with a line for a new key, in the place and style of its table."""
    table = edit.path[:-1]
    value = _written(edit.value, end)
    block = next((each for each in outline.blocks if each.path == table), None)
    if block is not None and (table or any(pair.block is block for pair in outline.pairs)):
        pairs = [pair for pair in outline.pairs if pair.block is block]
        key = _dotted(edit.path[-1:])
        return _after(text, pairs[-1] if pairs else block, f"{key} = {value}", end)
    for length in range(len(table), NAME_LENGTH - 1, -1):
        near = [each for each in outline.pairs if _is_dotted_into(each, table[:length])]
        if near:
            key = _dotted(edit.path[len(near[-1].block.path) :])
            return _after(text, near[-1], f"{key} = {value}", end)
    lines = [f"[{_dotted(table)}]", f"{_dotted(edit.path[-1:])} = {value}"]
    return _with_block(text, outline, table, lines, end)


def _is_dotted_into(pair: Pair, table: Path) -> bool:
    """Return whether a pair is in a table that only its dotted key defines, no header."""
    return len(pair.block.path) < len(table) < len(pair.path) and pair.path[: len(table)] == table


def _after(text: str, place: Pair | Block, line: str, end: str) -> str:
    """Return the text with a line after that of a pair or header, with the same indentation."""
    start = line_start(text, place.start)
    indent = text[start : place.start]
    indent = indent if not indent.strip() else ""
    at = line_end(text, place.end)
    return f"{text[:at]}{'' if text[:at].endswith(chr(10)) else end}{indent}{line}{end}{text[at:]}"


def _with_block(text: str, outline: Outline, path: Path, lines: list[str], end: str) -> str:
    """Return the text with a new table: before those inside it, or after its relatives."""
    body = "".join(f"{line}{end}" for line in lines)
    inner = [each for each in outline.blocks if len(each.path) > len(path) and _meet(each, path)]
    if inner and not lines[0].startswith("[["):
        at = _start_of_comments(text, inner[0].start)
        return f"{text[:at]}{body}{end}{text[at:]}"
    for length in range(len(path), NAME_LENGTH - 1, -1):
        related = [each for each in outline.blocks if _meet(each, path[:length])]
        if related:
            at = _end_of_comments(text, line_end(text, related[-1].end))
            return _between(text[:at], body, text[at:], end)
    return _between(text, body, "", end)


def _meet(block: Block, path: Path) -> bool:
    return block.path[: len(path)] == path


def _between(before: str, body: str, after: str, end: str) -> str:
    """Return three texts with blank lines between them."""
    if before.strip():
        before = before if before.endswith("\n") else before + end
        before = before if before.endswith(("\n\n", "\n\r\n")) else before + end
    is_apart = not after or after.startswith(("\n", "\r\n"))
    return before + body + ("" if is_apart else end) + after


def _start_of_comments(text: str, at: int) -> int:
    """Return the start of the comments directly above a header."""
    while at:
        start = line_start(text, at - 1)
        if not text[start:at].lstrip().startswith("#"):
            break
        at = start
    return at


def _end_of_comments(text: str, at: int) -> int:
    """Return the end of the comments directly below a line and above a blank one.

    Comments with a header right below them are that header's.
    """
    stop = at
    while text[stop : line_end(text, stop)].lstrip().startswith("#"):
        stop = line_end(text, stop)
    is_apart = not text[stop : line_end(text, stop)].strip()
    return stop if is_apart else at


def _dotted(path: Path) -> str:
    return ".".join(write_segment(str(each)) for each in path)
