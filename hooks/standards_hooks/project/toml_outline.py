"""Where everything stands in the text of a TOML document: keys, headers, values, comments.

`tomllib` decides what is valid, and gives values without places; tomlkit edits, and gives none
either. So the text is scanned once more. It is valid by then: the scanner checks nothing, it only
follows, and where it cannot, the outline ends (`is_complete`).

The grammar of tree-sitter (`tree-sitter-toml` 0.7.0) was tried in its place. Dotted paths, the
indexes of arrays of tables and offsets in characters remain to be worked out from its nodes, so
that it saves 29 of 286 lines here, for one more dependency that every hook environment downloads;
it is no faster, and knows no TOML 1.1, which later versions of `tomllib` read.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from functools import cached_property

from standards_hooks.project.toml_notation import split_key


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.project.toml_notation import Path

    type Place = tuple[int, int]
    type Span = tuple[int, int]


EQUALS = re.compile("=")
BLANK = re.compile(r"[ \t]*")
WHITE = re.compile(r"[ \t\r\n]*")
COMMENT = re.compile(r"#[^\n]*")
SEGMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
    r"|\d{4}-\d\d-\d\d [0-9:.]+(?:Z|[+-]\d\d:\d\d)?|[^\s,\]}#]+",
    re.DOTALL,
)


@dataclass(eq=False)
class Block:
    """A header with the pairs under it; the first has no header.

    Attributes:
        path: The path of the header; empty for what stands before the first one.
        start: Offset of the header.
        end: Offset after the header, or after the last pair under it.
    """

    path: Path
    start: int
    end: int


@dataclass(frozen=True)
class Pair:
    """A key and its value on lines of a table; not one of an inline table.

    Attributes:
        path: The whole path of the key, with the header's.
        block: The header that it stands under.
        start: Offset of the key.
        value: Offset of the value.
        end: Offset after the value.
    """

    path: Path
    block: Block
    start: int
    value: int
    end: int


@dataclass(frozen=True)
class Entry:
    """One entry of an array.

    Attributes:
        start: Offset of the entry.
        stop: Offset after it.
        end: Offset after its comma; after the entry itself where there is none.
    """

    start: int
    stop: int
    end: int

    @property
    def has_comma(self) -> bool:
        """Whether a comma stands behind it."""
        return self.end > self.stop


@dataclass
class Outline:
    """What stands where in one document; all places are offsets in characters.

    Attributes:
        text: The document.
        keys: Where each key, header and element of an array begins, those that a longer key
            implies included; an element has its index as the last segment of its path.
        values: Where each value begins and ends, those inside others included.
        entries: The entries of each array.
        blocks: The headers, in order; what stands before the first one is first.
        pairs: The keys that have lines of their own, in order.
        comments: Where each comment begins and ends.
        is_complete: Whether the scanner could follow the text to its end.
    """

    text: str
    keys: dict[Path, int] = field(default_factory=dict)
    values: dict[Path, Span] = field(default_factory=dict)
    entries: dict[Path, list[Entry]] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=lambda: [Block((), 0, 0)])
    pairs: list[Pair] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    is_complete: bool = False

    def place(self, path: Path) -> Place:
        """Return line and column, both counted from 1, of a key or of the nearest table around it.

        Args:
            path: The key's segments, an index for an element of an array.
        """
        while path and path not in self.keys:
            path = path[:-1]
        offset = self.keys.get(path, 0)
        start = self.text.rfind("\n", 0, offset) + 1
        return self.text.count("\n", 0, offset) + 1, offset - start + 1

    @cached_property
    def lines(self) -> dict[Path, Pair]:
        """The keys that have lines of their own, by their path."""
        return {pair.path: pair for pair in self.pairs}


def outline_of(text: str) -> Outline:
    """Return the outline of a text that is valid TOML, as far as the scanner can follow it."""
    scanner = _Scanner(text)
    with contextlib.suppress(_LostError, RecursionError):
        scanner.scan()
        scanner.outline.is_complete = True
    return scanner.outline


class _LostError(Exception):
    """The scanner cannot follow the text."""


class _Scanner:
    """Walks over a text once and notes what stands where."""

    def __init__(self, text: str) -> None:
        self.outline = Outline(text)
        self._text = text
        self._at = 0
        self._tables: dict[Path, int] = {}

    def scan(self) -> None:
        """Read header after header and pair after pair up to the end."""
        block = self.outline.blocks[0]
        self._skip_space()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                block = self._header()
            else:
                start = self._at
                path = self._pair(block.path)
                block.end = self._at
                value, end = self.outline.values[path]
                self.outline.pairs.append(Pair(path, block, start, value, end))
            self._skip_space()

    def _header(self) -> Block:
        start = self._at
        brackets = 2 if self._text.startswith("[[", start) else 1
        self._at += brackets
        path = self._in_arrays(self._key(), is_array=brackets > 1)
        self._at += brackets
        self._note(path, start)
        self.outline.keys[path] = start
        block = Block(path, start, self._at)
        self.outline.blocks.append(block)
        return block

    def _in_arrays(self, key: Path, *, is_array: bool) -> Path:
        """Turn the key of a header into a path, with the indexes of arrays of tables on its way."""
        path: Path = ()
        for segment in key[:-1]:
            path = (*path, segment)
            if path in self._tables:
                path = (*path, self._tables[path] - 1)
        path = (*path, key[-1])
        if is_array:
            count = self._tables[path] = self._tables.get(path, 0) + 1
            path = (*path, count - 1)
        return path

    def _note(self, path: Path, offset: int) -> None:
        """Note a path, and what it implies on its way, unless they have a place already."""
        for end in range(1, len(path) + 1):
            self.outline.keys.setdefault(path[:end], offset)

    def _pair(self, table: Path) -> Path:
        start = self._at
        path = (*table, *self._key())
        self._note(path, start)
        self._take(EQUALS)
        self._take(BLANK)
        self._value(path)
        return path

    def _value(self, path: Path) -> None:
        start = self._at
        opening = self._text[start : start + 1]
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            self._take(SCALAR)
        self.outline.values[path] = (start, self._at)

    def _array(self, path: Path) -> None:
        entries = self.outline.entries[path] = []
        self._open()
        while not self._text.startswith("]", self._at):
            start = self.outline.keys[(*path, len(entries))] = self._at
            self._value((*path, len(entries)))
            stop = self._at
            entries.append(Entry(start, stop, self._after_comma()))
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        self._open()
        while not self._text.startswith("}", self._at):
            self._pair(path)
            self._after_comma()
        self._at += 1

    def _open(self) -> None:
        self._at += 1
        self._skip_space()

    def _after_comma(self) -> int:
        """Pass over the comma behind an entry, if there is one, and return the offset after it."""
        end = self._at
        self._skip_space()
        if self._text.startswith(",", self._at):
            end = self._at + 1
            self._open()
        return end

    def _key(self) -> tuple[str, ...]:
        segments = []
        while True:
            self._take(BLANK)
            segments.append(_unquoted(self._take(SEGMENT)))
            self._take(BLANK)
            if not self._text.startswith(".", self._at):
                return tuple(segments)
            self._at += 1

    def _skip_space(self) -> None:
        """Pass over white space, line ends and comments, which are noted."""
        self._take(WHITE)
        while self._text.startswith("#", self._at):
            start = self._at
            comment = self._take(COMMENT).rstrip()
            self.outline.comments.append((start, start + len(comment)))
            self._take(WHITE)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            raise _LostError
        self._at = match.end()
        return match.group()


def _unquoted(segment: str) -> str:
    """Return a part of a key without its quotes, escapes resolved."""
    if segment.startswith("'"):
        return segment[1:-1]
    path = split_key(segment) if segment.startswith('"') else None
    return path[0] if path else segment
