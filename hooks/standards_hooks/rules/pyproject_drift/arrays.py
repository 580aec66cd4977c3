"""Where entries are added to the text of an array, so that all text around them stays.

tomlkit adds an entry to the comment of the line above it where that line holds two. Imported only
when a fix is due.
"""

from __future__ import annotations

from dataclasses import dataclass

from standards_hooks.project.toml_notation import write_text


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.project.toml_outline import Entry, Outline


INDENT = "    "
"""The indentation of an entry where no other shows it."""


@dataclass(frozen=True)
class Patch:
    """One change of a text.

    Attributes:
        start: Offset of what is replaced.
        stop: Offset after it; the same as the start where text is only inserted.
        text: What stands there instead.
        is_block: Whether it is a whole table, to stand between blank lines.
    """

    start: int
    stop: int
    text: str
    is_block: bool = False


@dataclass(frozen=True)
class Array:
    """An array in the text of a document.

    Attributes:
        start: Offset of the opening bracket.
        stop: Offset after the closing one.
        entries: The entries, in order.
    """

    start: int
    stop: int
    entries: Sequence[Entry]


def array_at(outline: Outline, path: Path) -> Array | None:
    """Return the array that is the value of a key, or None where it has another value, or none."""
    if path not in outline.entries:
        return None
    return Array(*outline.values[path], outline.entries[path])


def additions(text: str, array: Array, written: Sequence[str], end: str) -> list[Patch]:
    """Return the patches that add entries to the end of an array.

    Args:
        text: The text.
        array: The array in it.
        written: The entries as TOML; on their own lines if those that are there are.
        end: The line end.
    """
    if not array.entries:
        return [_filling(text, array, written, end)]
    last = array.entries[-1]
    if "\n" not in text[last.end : array.stop]:
        if last.has_comma:
            return [_insertion(last.end, f" {', '.join(written)},")]
        return [_insertion(last.stop, f", {', '.join(written)}")]
    at = line_end(text, last.end)
    lines = f",{end}".join(_indent_of(text, array, last) + each for each in written)
    if last.has_comma:
        return [_insertion(at, f"{lines},{end}")]
    return [_insertion(last.stop, ","), _insertion(at, f"{lines}{end}")]


def _insertion(at: int, text: str) -> Patch:
    return Patch(at, at, text)


def _filling(text: str, array: Array, written: Sequence[str], end: str) -> Patch:
    """Return the patch with the first entries of an empty array, below the comments in it."""
    if not text[array.start + 1 : array.stop - 1].strip():
        return Patch(array.start, array.stop, f"[{', '.join(written)}]")
    at = line_start(text, array.stop)
    indent = text[at : array.stop - 1] + INDENT
    return _insertion(at, "".join(f"{indent}{each},{end}" for each in written))


def _indent_of(text: str, array: Array, entry: Entry) -> str:
    """Return the text before the first entry of a line."""
    start = line_start(text, entry.start)
    line = text[start : entry.start]
    blank = line[: len(line) - len(line.lstrip())]
    return blank + INDENT if array.start >= start else blank


def quoted_like(entries: Sequence[Entry], text: str, added: str) -> str:
    """Return a string as TOML, in single quotes if all entries are."""
    is_literal = bool(entries) and all(text[each.start] == "'" for each in entries)
    return in_single_quotes(added) if is_literal else write_text(added)


def in_single_quotes(text: str) -> str:
    """Return a string in single quotes, or in double ones where it needs escapes."""
    written = write_text(text)
    is_plain = written == f'"{text}"' and "'" not in text
    return f"'{text}'" if is_plain else written


def line_start(text: str, at: int) -> int:
    """Return the offset of the line that an offset is in."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return the offset after the line that an offset is in."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1
