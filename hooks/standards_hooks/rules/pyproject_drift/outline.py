"""The places of keys and headers in a TOML document, for edits."""

from __future__ import annotations

from standards_hooks.project.toml_positions import LostError, Scanner


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.project.toml_notation import Path


class Pair:
    """A key and its value, as a line of a table; not one of an inline table.

    Attributes:
        path: The whole path of the key, with the header's.
        block: The header above it.
        start: Offset of the key.
        value: Offset of the value.
        end: Offset after the value.
    """

    __slots__ = ("block", "end", "path", "start", "value")

    def __init__(self, path: Path, block: Block, start: int, value: int, end: int) -> None:
        """Store the places."""
        self.path = path
        self.block = block
        self.start = start
        self.value = value
        self.end = end


class Block:
    """A header with the pairs under it; the first has no header.

    Attributes:
        path: The path of the header; empty for the keys before the first one.
        start: Offset of the header.
        end: Offset after the header, or after the last pair under it.
    """

    __slots__ = ("end", "path", "start")

    def __init__(self, path: Path, start: int, end: int) -> None:
        """Store the places."""
        self.path = path
        self.start = start
        self.end = end


class Outline(Scanner):
    """The blocks and pairs of one document.

    Attributes:
        blocks: The headers, in order; the keys before the first header are the first block.
        pairs: The keys with lines of their own, in order.
        values: The start and end of each value, including nested ones.
    """

    def __init__(self, text: str) -> None:
        """Scan a text that is valid TOML.

        Args:
            text: The text.

        Raises:
            LostError: If the scanner does not understand it.
        """
        super().__init__(text)
        self.blocks = [Block((), 0, 0)]
        self.pairs: list[Pair] = []
        self.values: dict[Path, tuple[int, int]] = {}
        self._depth = 0
        self._value_at = 0
        self.scan()

    def _header(self) -> Path:
        start = self.at
        path = super()._header()
        self.blocks.append(Block(path, start, self.at))
        return path

    def _pair(self, table: Path) -> None:
        start = self.at
        self._depth += 1
        path = (*table, *self._key())
        self._note(path, start)
        self._expect("=")
        self._skip_blank()
        value = self.at
        self._value(path)
        self._depth -= 1
        if self._depth == 0:
            block = self.blocks[-1]
            block.end = self.at
            self.pairs.append(Pair(path, block, start, value, self.at))

    def _value(self, path: Path) -> None:
        start = self.at
        super()._value(path)
        self.values[path] = (start, self.at)

    def holder(self, path: Path) -> Pair | None:
        """Return the pair whose value is, or contains, that of the key."""
        return next((each for each in self.pairs if path[: len(each.path)] == each.path), None)


def outline_of(text: str) -> Outline | None:
    """Return the outline of a text, or None where the scanner does not understand it."""
    try:
        return Outline(text)
    except (LostError, RecursionError):
        return None
