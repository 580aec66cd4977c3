"""Keys and entries added to the text of a TOML document, which stays as it is around them.

Everything is an insertion, made at a place that the outline of the text gives, and read again: a
text that does not mean exactly what it meant with the additions is refused.
"""

from __future__ import annotations

from standards_hooks.core.toml import parse_toml
from standards_hooks.project.metadata import value_at
from standards_hooks.project.toml_notation import join_key, write_segment, write_text
from standards_hooks.project.toml_outline import outline_of


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.project.toml_outline import Outline


class UninsertableTomlError(Exception):
    """A text has no place for an addition; the message says why, in a few words."""


def with_keys(text: str, table: Path, values: Mapping[str, str]) -> str:
    """Add keys to a table, at its end, or a new table at the end of the text.

    Args:
        text: Valid TOML; its lines end as its first one does.
        table: The path of the table.
        values: The keys, each one segment, and their values, which are strings.

    Returns:
        The text with the keys.

    Raises:
        UninsertableTomlError: If the table stands where nothing can be added, such as inline.
    """
    lines = [f"{write_segment(key)} = {write_text(value)}" for key, value in values.items()]
    return _verified(text, _with_lines(text, table, lines), table, dict(values))


def with_items(text: str, path: Path, items: Sequence[str], comment: str) -> str:
    """Add strings to an array, or a new array to its table.

    Args:
        text: Valid TOML; its lines end as its first one does.
        path: The path of the array.
        items: The strings.
        comment: What stands above them, without its `#`.

    Returns:
        The text with the strings.

    Raises:
        UninsertableTomlError: If there is no place for them, as in an inline table.
    """
    table, key = path[:-1], str(path[-1])
    outline = outline_of(text)
    written = list(map(write_text, items))
    if path in outline.entries:
        new = _with_entries(
            text, outline, path, [f"# {comment}", *(f"{each}," for each in written)]
        )
    else:
        lines = [f"# {comment}", f"{write_segment(key)} = ["]
        new = _with_lines(text, table, [*lines, *(f"    {each}," for each in written), "]"])
    old = value_at(parse_toml(text), *map(str, path))
    return _verified(text, new, table, {key: [*(old if isinstance(old, list) else []), *items]})


def _with_lines(text: str, table: Path, lines: Sequence[str]) -> str:
    """Insert lines at the end of a table, or with a header at the end of the text."""
    end = _line_end(text)
    block = end.join(lines)
    for each in reversed(outline_of(text).blocks):
        if each.path == table:
            stop = text.find("\n", each.end)
            stop = len(text) if stop < 0 else stop + 1
            before = text[:stop] if text[:stop].endswith("\n") else f"{text[:stop]}{end}"
            return f"{before}{block}{end}{text[stop:]}"
    start = text if not text or text.endswith("\n") else f"{text}{end}"
    return f"{start}{end if text else ''}[{join_key(table)}]{end}{block}{end}"


def _with_entries(text: str, outline: Outline, path: Path, lines: Sequence[str]) -> str:
    """Insert lines at the end of an array, behind its last entry and the comment beside that."""
    end = _line_end(text)
    start, stop = outline.values[path]
    entries = outline.entries[path]
    indent = "    "
    if entries:
        last = entries[-1]
        head = text[: last.end] + ("" if last.has_comma else ",")
        tail = text[last.end : stop - 1]
        before = text[text.rfind("\n", 0, entries[0].start) + 1 : entries[0].start]
        indent = before if before and not before.strip() else indent
    else:
        head, tail = text[: start + 1], text[start + 1 : stop - 1]
    block = "".join(f"{indent}{each}{end}" for each in lines)
    return f"{head}{tail.rstrip()}{end}{block}{text[stop - 1 :]}"


def _line_end(text: str) -> str:
    first = text.partition("\n")[0]
    return "\r\n" if first.endswith("\r") else "\n"


def _verified(old: str, new: str, table: Path, added: Mapping[str, object]) -> str:
    """Return a text, if it means what the old one means with some keys set.

    Raises:
        UninsertableTomlError: If it does not.
    """
    try:
        meaning = parse_toml(new)
        intended = parse_toml(old)
    except ValueError as error:
        message = f"its layout leaves no place for `{join_key(table)}`"
        raise UninsertableTomlError(message) from error
    level = intended
    for segment in table:
        inner = level.setdefault(str(segment), {})
        if not isinstance(inner, dict):
            message = f"`{join_key(table)}` is no table"
            raise UninsertableTomlError(message)
        level = inner
    level.update(added)
    if meaning != intended:
        message = f"its layout leaves no place for `{join_key(table)}`"
        raise UninsertableTomlError(message)
    return new
