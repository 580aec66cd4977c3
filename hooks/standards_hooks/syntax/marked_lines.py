"""The lines of a file that hold certain words, so that statements without them are not walked."""

from __future__ import annotations

from bisect import bisect_left


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from standards_hooks.syntax.parsing import ast


class Marks:
    """Lines that hold one of some words, or what may be another spelling of one.

    An identifier beyond ASCII may be another spelling of a word, so lines beyond ASCII are marked.
    """

    __slots__ = ("_lines",)

    def __init__(self, source: bytes, words: Iterable[bytes]) -> None:
        """Find the lines.

        Args:
            source: A file in an encoding that is a superset of ASCII.
            words: What to look for.
        """
        starts = [0]
        marked: set[int] = set()
        for line in source.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
            if not line.isascii():
                marked.add(len(starts) - 1)
        for word in words:
            at = source.find(word)
            while at >= 0:
                line_number = bisect_left(starts, at + 1)
                marked.add(line_number)
                # The next one that matters is on a later line.
                at = source.find(word, starts[line_number])
        self._lines: list[int] = sorted(marked)

    def has_any(self, first: int, last: int) -> bool:
        """Return whether one of the lines from the first to the last is marked."""
        position = bisect_left(self._lines, first)
        return position < len(self._lines) and self._lines[position] <= last

    def has_part_of(self, statement: ast.stmt) -> bool:
        """Return whether a line of a statement is marked, its decorators included."""
        first = statement.lineno
        for decorator in getattr(statement, "decorator_list", ()):
            first = min(first, decorator.lineno)
        return self.has_any(first, statement.end_lineno or first)
