"""Edits of the text of arrays: entries are added and removed, and all text around them stays.

tomlkit adds an entry to the comment of the line above it where that line holds two, and takes a
comment away with one of the entries that it is about. Imported only when a fix is due.
"""

from __future__ import annotations

import itertools
import tomllib

from standards_hooks.project.toml_notation import write_text
from standards_hooks.project.toml_positions import BLANK, SPACE, Scanner


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.project.toml_notation import Path


INDENT = "    "
"""The indentation of an entry where no other shows it."""


class Entry:
    """One entry of an array.

    Attributes:
        start: Offset of the entry.
        stop: Offset after it.
        end: Offset after its comma; after the entry itself where there is none.
        value: Its value.
    """

    __slots__ = ("end", "start", "stop", "value")

    def __init__(self, start: int, stop: int, end: int) -> None:
        """Store the places; the value is read later."""
        self.start = start
        self.stop = stop
        self.end = end
        self.value: object = None

    @property
    def has_comma(self) -> bool:
        """Whether a comma follows it."""
        return self.end > self.stop


class Array(Scanner):
    """An array in the text of a document.

    Attributes:
        start: Offset of the opening bracket.
        stop: Offset after the closing one.
        entries: The entries, in order.
        at: Offset of the next character to read.
    """

    def __init__(self, text: str, start: int) -> None:
        """Read the array that opens at an offset of a text that is valid TOML."""
        super().__init__(text)
        self.start = self.at = start
        self.entries: list[Entry] = []
        self._value(())
        self.stop = self.at
        values = tomllib.loads(f"x = {text[start : self.stop]}")["x"]
        for entry, value in zip(self.entries, values, strict=True):
            entry.value = value

    def _members(self, path: Path, closing: str) -> None:
        if path:
            super()._members(path, closing)
            return
        self.at += 1
        self._skip(SPACE)
        while not self.text.startswith(closing, self.at):
            start = self.at
            self._value((len(self.entries),))
            stop = end = self.at
            self._skip(SPACE)
            if self.text.startswith(",", self.at):
                self.at += 1
                end = self.at
                self._skip(SPACE)
            self.entries.append(Entry(start, stop, end))
        self.at += 1


def with_added(text: str, start: int, texts: Sequence[str], end: str) -> str:
    """Return a text with strings added to the end of the array at an offset.

    Args:
        text: The text.
        start: Offset of the opening bracket.
        texts: The strings: quoted like the other entries, on their own lines if those are.
        end: The line end.
    """
    array = Array(text, start)
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


def with_taken(text: str, start: int, texts: Sequence[str]) -> str:
    """Return a text with strings removed from the array at an offset.

    A line goes whole, and what is said at its end, where nothing that stays is in it.

    Args:
        text: The text.
        start: Offset of the opening bracket.
        texts: The strings.
    """
    array = Array(text, start)
    kept = [each for each in array.entries if each.value not in texts]
    gaps = [gap for line in lines_of(text, array) for gap in _gaps(text, array, line, texts)]
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
    text: str, array: Array, line: Sequence[Entry], texts: Sequence[str]
) -> list[tuple[int, int]]:
    """Return the offsets to cut from entries that share a line."""
    taken = [each.value in texts for each in line]
    if all(taken) and is_whole(text, array, line):
        return [(line_start(text, line[0].start), line_end(text, line[-1].end))]
    entries = [each for each, is_taken in zip(line, taken, strict=True) if is_taken]
    if _has_comma_below(text, line):
        commas = [(each.end - 1, each.end) for each in entries if each.has_comma]
        return [*((each.start, each.stop) for each in entries), *commas]
    followers = dict(itertools.pairwise(line))
    gaps = [(each.start, followers[each].start) for each in entries if each in followers]
    if taken[-1]:
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
