"""Sorted imports after a fix where they were sorted before, as Ruff's I001 in force wants them.

A block of imports is sorted only if Ruff would have left it as it was. That is found out by writing
it as Ruff does, which shows as well that everything in it was understood.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from standards_hooks.rules.relative_imports.import_statements import STAR, read_statements, written
from standards_hooks.rules.relative_imports.order_settings import order_in_force
from standards_hooks.semantic.bindings import names_bound_by_import
from standards_hooks.semantic.module import Module
from standards_hooks.syntax.comments import comments_in
from standards_hooks.syntax.concrete_tree import Change
from standards_hooks.syntax.parsing import ast, parse_as_interpreter
from standards_hooks.syntax.reading import has_ascii_markup


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import libcst as cst

    from standards_hooks.rules.relative_imports.import_statements import AnyImport
    from standards_hooks.rules.relative_imports.order_settings import ImportOrder


DIRECTIVES = (b"isort:", b"I001", b"ruff: noqa", b"ruff:noqa", b"flake8: noqa", b"flake8:noqa")
"""What a file can say about the order of its imports; such a file is not sorted."""


def with_sorted_imports(module: Module, change: Change, concrete: cst.Module) -> Change:
    """Sort the blocks of imports that a change has put out of order.

    Args:
        module: The file before the change.
        change: The change, which moves no statement.
        concrete: The concrete tree of the file.

    Returns:
        The change with the blocks sorted, each with the same imports and comments. A block stays
        as it is where it was not sorted before, where the settings in force want no order, and
        where another order can have another effect.
    """
    if not has_ascii_markup(module.source) or any(each in module.source for each in DIRECTIVES):
        return change
    order = order_in_force(module.path)
    if order is None:
        return change
    after = Module(module.path, change.source)
    expected = blocks_in(change.tree)
    blocks = zip(blocks_in(module.tree), blocks_in(after.tree), expected, strict=True)
    source = change.source.splitlines(keepends=True)
    for old, new, intended in reversed(list(blocks)):
        found = new.lines(after)
        if found == old.lines(module) or not is_sorted(old, module, order):
            continue
        lines = _sorted_lines(new, after, order, concrete.default_indent)
        nodes = _nodes_of(lines)
        is_same = _have_same_effect(intended.nodes, nodes) and _have_same_comments(found, lines)
        is_moved = _imports_of(nodes)[0][:2] != _imports_of(intended.nodes)[0][:2]
        if not is_same or (is_moved and _has_comment_above(new, after)):
            continue
        start, stop = new.first - 1, new.last
        source[start:stop] = _written_again(source[start:stop], lines, concrete.encoding)
        intended.body[intended.start : intended.stop] = nodes
    return Change(b"".join(source), change.tree)


def _written_again(old: Sequence[bytes], lines: Sequence[str], encoding: str) -> list[bytes]:
    """Return the bytes of new lines, which end as the old ones do."""
    first = old[0][len(old[0].rstrip(b"\r\n")) :] or b"\n"
    last = old[-1][len(old[-1].rstrip(b"\r\n")) :]
    encoded = [line.encode(encoding.removesuffix("-sig")) for line in lines]
    if old[0].startswith(BOM_UTF8):
        encoded[0] = BOM_UTF8 + encoded[0]
    return [*(line + first for line in encoded[:-1]), encoded[-1] + last]


@dataclass(frozen=True)
class Block:
    """Imports that stand one after the other in a body.

    Attributes:
        body: The body.
        start: Index of the first of them.
        stop: Index after the last of them.
    """

    body: list[ast.stmt]
    start: int
    stop: int

    @property
    def nodes(self) -> list[AnyImport]:
        """The statements."""
        return [
            each
            for each in self.body[self.start : self.stop]
            if isinstance(each, ast.Import | ast.ImportFrom)
        ]

    @property
    def first(self) -> int:
        """The number of the first line."""
        return self.body[self.start].lineno

    @property
    def last(self) -> int:
        """The number of the last line."""
        node = self.body[self.stop - 1]
        return node.end_lineno or node.lineno

    def lines(self, module: Module) -> list[str]:
        """Return the lines of the block, whole."""
        return module.lines[self.first - 1 : self.last]


def blocks_in(tree: ast.Module) -> list[Block]:
    """Return the blocks of imports in a tree, in the order of the text."""
    found: list[Block] = []
    holders: list[ast.AST] = [tree]
    for holder in holders:  # The list grows while it is walked.
        for name in ("body", "orelse", "finalbody", "handlers", "cases"):
            within: list[ast.stmt] = getattr(holder, name, [])
            found += _blocks_of(within)
            holders += within
    return sorted(found, key=lambda each: (each.first, each.start))


def _blocks_of(body: list[ast.stmt]) -> Iterator[Block]:
    start = 0
    for index, statement in enumerate([*body, None]):
        if not isinstance(statement, ast.Import | ast.ImportFrom):
            if index > start:
                yield Block(body, start, index)
            start = index + 1


def is_sorted(block: Block, module: Module, order: ImportOrder) -> bool:
    """Return whether Ruff would leave the lines of a block as they are.

    Args:
        block: The block.
        module: The file that it is in.
        order: The order in force.
    """
    found = block.lines(module)
    indent = _indent_of(found[0])
    wanted = written(read_statements(block.nodes, found, block.first), order, indent)
    return [line.lstrip() for line in found] == [line.lstrip() for line in wanted]


def _indent_of(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _sorted_lines(block: Block, module: Module, order: ImportOrder, unit: str) -> list[str]:
    """Return the lines of a block as Ruff wants them; those that stay keep their blanks."""
    found = block.lines(module)
    indent = _indent_of(found[0])
    kept = {line.lstrip(): line for line in reversed(found)}
    statements = read_statements(block.nodes, found, block.first)
    lines = []
    for line in written(statements, order, indent):
        bare = line.lstrip()
        inner = unit if len(bare) < len(line) else ""
        lines.append(kept.get(bare, indent + inner + bare if bare else ""))
    return lines


def _nodes_of(lines: Sequence[str]) -> list[ast.stmt]:
    return parse_as_interpreter("\n".join(line.lstrip() for line in lines).encode()).body


def _have_same_effect(old: Sequence[AnyImport], new: Sequence[ast.stmt]) -> bool:
    """Return whether statements import the same, and bind each name to the same."""
    before, after = _imports_of(old), _imports_of(new)
    is_order_free = before == after or not _does_order_matter(old, new)
    return set(before) == set(after) and is_order_free


def _have_same_comments(old: Sequence[str], new: Sequence[str]) -> bool:
    before, after = ([each.text for each in comments_in(list(lines))] for lines in (old, new))
    return Counter(before) == Counter(after)


def _imports_of(nodes: Sequence[ast.stmt]) -> list[tuple[str, int, str, str | None]]:
    """Return what is imported, in the order of the text: module, dots, name and alias.

    A module that is imported itself has -1 dots and no name.
    """
    found: list[tuple[str, int, str, str | None]] = []
    for node in nodes:
        if isinstance(node, ast.Import):
            found += [(each.name, -1, "", each.asname) for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            source = (node.module or "", node.level)
            found += [(*source, each.name, each.asname) for each in node.names]
    return found


def _does_order_matter(old: Sequence[AnyImport], new: Sequence[ast.stmt]) -> bool:
    """Return whether an import can bind a name that another one binds, to something else."""
    bound = {each for node in old for each in names_bound_by_import(node)}
    known = {(name, origin) for name, origin in bound if name != STAR}
    if len(known) > len({name for name, _ in known}):
        return True
    # What a star binds is unknown.
    return known != bound and _modules_of(old) != _modules_of(new)


def _modules_of(nodes: Sequence[ast.stmt]) -> list[tuple[str, int]]:
    """Return the modules imported from, in the order of the text, those in a row once."""
    return [module for module, _ in groupby(each[:2] for each in _imports_of(nodes))]


def _has_comment_above(block: Block, module: Module) -> bool:
    """Return whether a comment ends right above the block, which may be about its first line."""
    return module.lines[max(block.first - 2, 0)].lstrip().startswith("#")
