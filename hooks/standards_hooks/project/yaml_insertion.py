"""Text put into a YAML file at places that its own tree names; every other byte stays.

Nothing is written anew: a configuration is read for where its items stand, and what is missing is
inserted there as text, in the style that it has around it.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from standards_hooks.project.yaml_document import items_of


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class Insertion:
    """Text to put into a file.

    Attributes:
        index: Where: the number of characters before it.
        text: What.
    """

    index: int
    text: str


class UninsertableError(Exception):
    """A layout that nothing can be put into; the message says which, in a few words."""


def with_insertions(text: str, insertions: Iterable[Insertion]) -> str:
    """Return a text with others put into it; of two at one place the first stands first."""
    parts: list[str] = []
    done = 0
    for insertion in sorted(insertions, key=lambda each: each.index):
        parts += [text[done : insertion.index], insertion.text]
        done = insertion.index
    return "".join([*parts, text[done:]])


class Lines:
    """The lines of a YAML text, and where something can be put between them."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self.text = text
        self.end_of_line = "\r\n" if "\r\n" in text else "\n"
        self._lines: list[str] = text.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))

    def block(self, indent: int, lines: Iterable[str]) -> str:
        """Return lines, indented, as a block of this text."""
        margin = " " * indent
        return "".join(f"{margin}{line}".rstrip() + self.end_of_line for line in lines)

    def before(self, line: int, block: str) -> Insertion:
        """Return how to put a block before a line and the comments directly above it.

        Comments that begin the file are about all of it, and stay above.

        Args:
            line: Line, counted from 0.
            block: Whole lines.
        """
        first = line
        while first > 0 and self._lines[first - 1].lstrip().startswith("#"):
            first -= 1
        return Insertion(self._starts[first or line], block)

    def after(self, node: yaml.Node, indent: int, block: str) -> Insertion:
        """Return how to put a block behind a list item, and behind the comments in it.

        Args:
            node: The item, in block style.
            indent: Column of its dash; a comment further to the right belongs to it.
            block: Whole lines.
        """
        last = min(node.end_mark.line, len(self._lines) - 1)
        is_block = isinstance(node, yaml.CollectionNode) and not node.flow_style
        if is_block and node.end_mark.index < len(self.text):
            last = node.end_mark.line - 1  # What follows a block begins where the block ends.
        while last > node.start_mark.line and not self._is_deeper(last, indent):
            last -= 1
        is_open = not self._lines[last].endswith(("\n", "\r"))
        return Insertion(self._starts[last + 1], self.end_of_line * is_open + block)

    def _is_deeper(self, line: int, indent: int) -> bool:
        text = self._lines[line]
        return bool(text.strip()) and len(text) - len(text.lstrip(" ")) > indent


def appended(lines: Lines, sequence: yaml.Node, items: Iterable[Sequence[str]]) -> list[Insertion]:
    """Return how to put items behind the last one of a sequence, in the style that it has.

    Args:
        lines: The text.
        sequence: A sequence of scalars, or of mappings.
        items: Each item as its lines: a scalar, or the keys of a mapping, such as `id: mypy`.

    Raises:
        UninsertableError: If the sequence is empty, or is none.
    """
    present = items_of(sequence)
    written = list(items)
    if not isinstance(sequence, yaml.SequenceNode) or not present:
        message = "an empty list"
        raise UninsertableError(message)
    if sequence.flow_style:
        text = "".join(f", {_in_braces(item)}" for item in written)
        return [Insertion(present[-1].end_mark.index, text)]
    block = [
        f"{'  ' if number else '- '}{line}" for item in written for number, line in enumerate(item)
    ]
    indent = dash_of(lines, present[-1])
    return [lines.after(present[-1], indent, lines.block(indent, block))]


def _in_braces(item: Sequence[str]) -> str:
    """Return an item in flow style."""
    text = ", ".join(item)
    return f"{{{text}}}" if ": " in text else text


def dash_of(lines: Lines, item: yaml.Node) -> int:
    """Return the column of the dash before an item of a sequence in block style."""
    line = lines.text[: item.start_mark.index].rpartition("\n")[2]
    if line.count("-") != 1 or line.strip() != "-":
        message = "a list in a list"
        raise UninsertableError(message)
    return line.index("-")
