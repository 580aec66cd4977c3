"""Edits of the text of arrays: entries are added and removed, and all text around them stays.

tomlkit adds an entry to the comment of the line above it where that line holds two, and takes a
comment away with one of the entries that it is about. Imported only when a fix is due.
"""

from __future__ import annotations

import itertools
import tomllib
from dataclasses import dataclass

from standards_hooks.project.toml_notation import write_text
from standards_hooks.project.toml_outline import BLANK


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.project.toml_outline import Entry, Outline


INDENT = "    "
"""The indentation of an entry where no other shows it."""


@dataclass(frozen=True)
class Array:
    """An array in the text of a document.

    Attributes:
        start: Offset of the opening bracket.
        stop: Offset after the closing one.
        entries: The entries, in order.
        values: What each entry says.
    """

    start: int
    stop: int
    entries: Sequence[Entry]
    values: Sequence[object]

    def entries_saying(self, texts: Sequence[str]) -> frozenset[Entry]:
        """Return the entries whose value is one of some texts."""
        pairs = zip(self.entries, self.values, strict=True)
        return frozenset(entry for entry, value in pairs if value in texts)


def array_at(outline: Outline, path: Path) -> Array | None:
    """Return the array that is the value of a key, or None where it has another value, or none."""
    if path not in outline.entries:
        return None
    start, stop = outline.values[path]
    values = tomllib.loads(f"x = {outline.text[start:stop]}")["x"]
    return Array(start, stop, outline.entries[path], values)


def with_added(text: str, array: Array, texts: Sequence[str], end: str) -> str:
    """Return a text with strings added to the end of an array.

    Args:
        text: The text.
        array: The array in it.
        texts: The strings: quoted like the other entries, on their own lines if those are.
        end: The line end.
    """
    written = [_quoted_like(array.entries, text, each) for each in texts]
    if not array.entries:
        return _filled(text, array, written, end)
    last = array.entries[-1]
    if "\n" not in text[last.end : array.stop]:
        if last.has_comma:
            return f"{text[: last.end]} {', '.join(written)},{text[last.end :]}"
        return f"{text[: last.stop]}, {', '.join(written)}{text[last.stop :]}"
    at = line_end(text, last.end)
    lines = f",{end}".join(_indent_of(text, array, last) + each for each in written)
    if last.has_comma:
        return f"{text[:at]}{lines},{end}{text[at:]}"
    return f"{text[: last.stop]},{text[last.stop : at]}{lines}{end}{text[at:]}"


def _filled(text: str, array: Array, written: Sequence[str], end: str) -> str:
    """Return the text with the first entries of an empty array, below the comments in it."""
    if not text[array.start + 1 : array.stop - 1].strip():
        return f"{text[: array.start]}[{', '.join(written)}]{text[array.stop :]}"
    at = line_start(text, array.stop)
    indent = text[at : array.stop - 1] + INDENT
    return text[:at] + "".join(f"{indent}{each},{end}" for each in written) + text[at:]


def _indent_of(text: str, array: Array, entry: Entry) -> str:
    """Return the text before the first entry of a line."""
    start = line_start(text, entry.start)
    line = text[start : entry.start]
    blank = line[: len(line) - len(line.lstrip())]
    return blank + INDENT if array.start >= start else blank


def _quoted_like(entries: Sequence[Entry], text: str, added: str) -> str:
    """Return a string as TOML, in single quotes if all entries are."""
    is_literal = bool(entries) and all(text[each.start] == "'" for each in entries)
    return in_single_quotes(added) if is_literal else write_text(added)


def in_single_quotes(text: str) -> str:
    """Return a string in single quotes, or in double ones where it needs escapes."""
    written = write_text(text)
    is_plain = written == f'"{text}"' and "'" not in text
    return f"'{text}'" if is_plain else written


def with_taken(text: str, array: Array, texts: Sequence[str]) -> str:
    """Return a text with strings removed from an array.

    A line goes whole, and what is said at its end, where nothing that stays is in it.

    Args:
        text: The text.
        array: The array in it.
        texts: The strings.
    """
    taken = array.entries_saying(texts)
    kept = [each for each in array.entries if each not in taken]
    gaps = [gap for line in lines_of(text, array) for gap in _gaps(text, array, line, taken)]
    if kept and kept[-1] is not array.entries[-1] and not array.entries[-1].has_comma:
        gaps.append((kept[-1].end - 1, kept[-1].end))  # The last one had no comma.
    at = 0
    pieces = []
    for begin, end in sorted(gaps):
        pieces.append(text[at : max(at, begin)])
        at = max(at, end)
    return "".join(pieces) + text[at:]


def lines_of(text: str, array: Array) -> list[list[Entry]]:
    """Return the entries of an array, grouped by line."""
    lines: list[list[Entry]] = []
    for entry in array.entries:
        if lines and "\n" not in text[lines[-1][-1].end : entry.start]:
            lines[-1].append(entry)
        else:
            lines.append([entry])
    return lines


def is_whole(text: str, array: Array, line: Sequence[Entry]) -> bool:
    """Return whether entries and their commas are alone on their line."""
    closes = array.stop - 1 < line_end(text, line[-1].end)
    opens = array.start >= line_start(text, line[0].start)
    return not (opens or closes or _has_comma_below(text, line))


def _has_comma_below(text: str, line: Sequence[Entry]) -> bool:
    """Return whether a comma is on a line below its entry, with text possibly between."""
    return any("\n" in text[each.stop : each.end] for each in line)


def _gaps(
    text: str, array: Array, line: list[Entry], taken: frozenset[Entry]
) -> list[tuple[int, int]]:
    """Return the offsets to cut from entries that share a line."""
    entries = [each for each in line if each in taken]
    if entries == line and is_whole(text, array, line):
        return [(line_start(text, line[0].start), line_end(text, line[-1].end))]
    if _has_comma_below(text, line):
        commas = [(each.end - 1, each.end) for each in entries if each.has_comma]
        return [*((each.start, each.stop) for each in entries), *commas]
    followers = dict(itertools.pairwise(line))
    gaps = [(each.start, followers[each].start) for each in entries if each in followers]
    if line[-1] in taken:
        kept = [each for each in line if each not in entries]
        start = kept[-1].end if kept else line[-1].start
        gaps.append((start, line[-1].end if kept else _blanks_end(text, line[-1].end)))
    return gaps


def _blanks_end(text: str, at: int) -> int:
    blank = BLANK.match(text, at)
    return at if blank is None else blank.end()


def line_start(text: str, at: int) -> int:
    """Return the offset of the line that an offset is in."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return the offset after the line that an offset is in."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1
