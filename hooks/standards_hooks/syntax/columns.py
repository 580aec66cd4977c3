"""Columns of a line in characters, from offsets in bytes of UTF-8."""

from __future__ import annotations

from itertools import accumulate


STRIDE = 1024
"""Bytes between two offsets whose columns are known: no look-up reads more than these."""
FURTHER_BYTES = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that begin no character."""


class Columns:
    """The columns of one line, which may be as long as a file and hold thousands of findings."""

    __slots__ = ("_columns", "_encoded")

    def __init__(self, line: str) -> None:
        """Read a line, without its end."""
        self._encoded = line.encode("utf-8", "surrogatepass")
        parts = range(0, len(self._encoded), STRIDE)
        self._columns = list(
            accumulate((self._characters(at, at + STRIDE) for at in parts), initial=1)
        )

    def at(self, offset: int) -> int:
        """Return the column, counted from 1, of an offset in bytes, counted from 0."""
        part = min(offset // STRIDE, len(self._columns) - 1)
        return self._columns[part] + self._characters(part * STRIDE, offset)

    def _characters(self, start: int, stop: int) -> int:
        """Return how many characters begin between two offsets."""
        return len(self._encoded[start:stop].translate(None, FURTHER_BYTES))
