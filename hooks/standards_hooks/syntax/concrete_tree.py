"""The concrete tree of a file, which fixes edit: every byte of the source is in it.

Imported only when a fix is due.
"""

from __future__ import annotations

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from libcst.metadata import CodeRange

    from standards_hooks.syntax.parsing import ast

    type VisitorMethod = Callable[[cst.CSTNode], None]
    type Place = tuple[int, int]


class Change:
    """What a rule's fix makes of a file.

    Attributes:
        source: The bytes of the edited file.
        tree: What the syntax tree of the new source must be, positions left aside.
    """

    __slots__ = ("source", "tree")

    def __init__(self, source: bytes, tree: ast.Module) -> None:
        """Take both descriptions of the new file."""
        self.source = source
        self.tree = tree


class StatementTransformer(cst.CSTTransformer):
    """Rewrites statements. What cannot hold one, expressions above all, is not walked through."""

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Return whether to look for statements inside a node."""
        return isinstance(node, HOLDERS_OF_STATEMENTS)


HOLDERS_OF_STATEMENTS = (
    cst.Module,
    cst.BaseSuite,
    cst.BaseCompoundStatement,
    cst.SimpleStatementLine,
    cst.Else,
    cst.ExceptHandler,
    cst.ExceptStarHandler,
    cst.Finally,
    cst.MatchCase,
)


class _Wrapper(MetadataWrapper):
    """A wrapper that does not walk through the whole tree for nobody."""

    def visit_batched(
        self,
        visitors: Iterable[cst.BatchableCSTVisitor],
        before_visit: VisitorMethod | None = None,
        after_leave: VisitorMethod | None = None,
    ) -> cst.CSTNode:
        """Walk through the tree for all visitors at once."""
        waiting = list(visitors)
        if not waiting:
            return self.module
        return super().visit_batched(waiting, before_visit, after_leave)


class Concrete:
    """The concrete tree of a file, whose nodes know their place.

    Attributes:
        module: The concrete tree.
    """

    def __init__(self, module: cst.Module) -> None:
        """Take a tree that is not used otherwise: it is not copied."""
        self._wrapper = _Wrapper(module, unsafe_skip_copy=True)
        self._positions: Mapping[cst.CSTNode, CodeRange] | None = None
        self.module = self._wrapper.module

    def place(self, node: cst.CSTNode) -> Place:
        """Return line and column of a node, both counted from 1, as findings have them."""
        if self._positions is None:
            self._positions = self._wrapper.resolve(PositionProvider)
        start = self._positions[node].start
        return start.line, start.column + 1
