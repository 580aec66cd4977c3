"""Where the keys of a TOML document stand.

`tomllib` returns values without their places. It has parsed the text before, so this scanner need
not check it, only follow: what it cannot follow ends it, and a key without a place is reported at
the nearest table around it.
"""

from __future__ import annotations

import contextlib
import re


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.project.toml_notation import Path


SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
BLANK = re.compile(r"[ \t]*")
SEGMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
    r"|\d{4}-\d\d-\d\d [0-9:.]+(?:Z|[+-]\d\d:\d\d)?|[^\s,\]}#]+",
    re.DOTALL,
)


class Positions:
    """The places of the keys, headers and array elements of one document."""

    __slots__ = ("_offsets", "_text")

    def __init__(self, text: str) -> None:
        """Scan a text that is valid TOML."""
        self._text = text
        scanner = Scanner(text)
        # What is found until then is right; the rest is reported at the table around it.
        with contextlib.suppress(LostError, RecursionError):
            scanner.scan()
        self._offsets = scanner.offsets

    def has(self, path: Path) -> bool:
        """Return whether the path itself has a place."""
        return path in self._offsets

    def of(self, path: Path) -> tuple[int, int]:
        """Return the line and column, both counted from 1, of a path.

        Args:
            path: The key's segments, an index for an element of an array.

        Returns:
            The place of the nearest of the path and what is around it that has one.
        """
        while path and path not in self._offsets:
            path = path[:-1]
        offset = self._offsets.get(path, 0)
        start = self._text.rfind("\n", 0, offset) + 1
        return self._text.count("\n", 0, offset) + 1, offset - start + 1


class LostError(Exception):
    """The scanner does not understand the text."""


class Scanner:
    """Walks over the text once and notes where each path begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.offsets: dict[Path, int] = {}
        self.tables: dict[Path, int] = {}

    def scan(self) -> None:
        """Read header after header and pair after pair up to the end."""
        table: Path = ()
        self._skip(SPACE)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(SPACE)

    def _header(self) -> Path:
        start = self.at
        is_array = self.text.startswith("[[", start)
        self.at += 2 if is_array else 1
        path = self._in_arrays(self._key(), is_array=is_array)
        self.at += 2 if is_array else 1
        self._note(path, start)
        self.offsets[path] = start
        return path

    def _in_arrays(self, key: Path, *, is_array: bool) -> Path:
        """Turn the key of a header into a path, with the indexes of arrays of tables on its way."""
        path: Path = ()
        for segment in key[:-1]:
            path = (*path, segment)
            if path in self.tables:
                path = (*path, self.tables[path] - 1)
        path = (*path, key[-1])
        if is_array:
            count = self.tables[path] = self.tables.get(path, 0) + 1
            path = (*path, count - 1)
        return path

    def _note(self, path: Path, offset: int) -> None:
        """Note a path, and what it implies on its way, unless they have a place already."""
        for end in range(1, len(path) + 1):
            self.offsets.setdefault(path[:end], offset)

    def _pair(self, table: Path) -> None:
        start = self.at
        path = (*table, *self._key())
        self._note(path, start)
        self._expect("=")
        self._skip_blank()
        self._value(path)

    def _value(self, path: Path) -> None:
        opening = self.text[self.at : self.at + 1]
        if opening == "[":
            self._members(path, "]")
        elif opening == "{":
            self._members(path, "}")
        else:
            self._take(SCALAR)

    def _members(self, path: Path, closing: str) -> None:
        """Read the elements of an array, or the pairs of an inline table."""
        self.at += 1
        index = 0
        self._skip(SPACE)
        while not self.text.startswith(closing, self.at):
            if closing == "]":
                self.offsets[(*path, index)] = self.at
                self._value((*path, index))
            else:
                self._pair(path)
            index += 1
            self._skip(SPACE)
            if self.text.startswith(",", self.at):
                self.at += 1
                self._skip(SPACE)
        self.at += 1

    def _key(self) -> tuple[str, ...]:
        segments = []
        while True:
            self._skip(BLANK)
            segments.append(_unquoted(self._take(SEGMENT)))
            self._skip(BLANK)
            if not self.text.startswith(".", self.at):
                return tuple(segments)
            self.at += 1

    def _expect(self, mark: str) -> None:
        if not self.text.startswith(mark, self.at):
            raise LostError
        self.at += len(mark)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise LostError
        self.at = match.end()
        return match.group()

    def _skip_blank(self) -> None:
        self._skip(BLANK)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        if match is not None:
            self.at = match.end()


def _unquoted(segment: str) -> str:
    if segment.startswith("'"):
        return segment[1:-1]
    if not segment.startswith('"'):
        return segment
    from standards_hooks.project.toml_notation import split_key

    path = split_key(segment)
    return path[0] if path else segment
