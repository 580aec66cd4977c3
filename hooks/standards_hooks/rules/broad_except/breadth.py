"""Whether an expression is an exception class that includes every error."""

from __future__ import annotations

from standards_hooks.semantic.lookup import values_of
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


EVERYTHING = frozenset({"builtins.Exception", "builtins.BaseException"})

LONGEST_CHAIN = 8
"""How many aliases of aliases are followed."""


class Breadth:
    """Says which expressions of a file name every error; each name is followed once.

    Attributes:
        module: The file.
    """

    __slots__ = ("_broad", "_made_broad", "module")

    def __init__(self, module: Module) -> None:
        """Store the file."""
        self.module = module
        self._broad: dict[tuple[Scope, str, int], bool] = {}
        self._made_broad: dict[tuple[Scope, str, int], bool] = {}

    def is_broad(self, node: ast.expr, scope: Scope, chain: int = LONGEST_CHAIN) -> bool:
        """Return whether an expression is `Exception`, `BaseException`, or holds one of them.

        Tuples, sums of tuples, and names that are bound once are resolved.

        Args:
            node: What a handler catches, or an argument of `suppress`.
            scope: The scope that the expression is in.
            chain: How many names may still be followed.

        Returns:
            False for anything that the file does not show.
        """
        if isinstance(node, ast.Tuple):
            return any(self.is_broad(element, scope, chain) for element in node.elts)
        if isinstance(node, ast.Starred):
            return self.is_broad(node.value, scope, chain)
        if isinstance(node, ast.BinOp):
            return any(self.is_broad(side, scope, chain) for side in (node.left, node.right))
        if self.module.resolve(node) in EVERYTHING:
            return True
        if not isinstance(node, ast.Name) or not chain:
            return False
        key = (scope, node.id, chain)
        if key not in self._broad:
            values = values_of(node.id, scope, self.module)
            is_only = len(values) == 1
            self._broad[key] = is_only and self.is_broad(values[0], scope, chain - 1)
        return self._broad[key]

    def is_made_broad(self, node: ast.expr, scope: Scope, chain: int = LONGEST_CHAIN) -> bool:
        """Return whether what is raised is an `Exception` or `BaseException` itself.

        Args:
            node: What a `raise` raises: a class, a call of it, or a variable.
            scope: The scope that the expression is in.
            chain: How many names may still be followed.

        Returns:
            True where every value that the file gives the variable is one.
        """
        if isinstance(node, ast.NamedExpr):
            return self.is_made_broad(node.value, scope, chain)
        if isinstance(node, ast.Call):
            is_single = isinstance(node.func, ast.Name | ast.Attribute)
            return is_single and self.is_broad(node.func, scope, chain)
        if self.module.resolve(node) in EVERYTHING:
            return True
        if not isinstance(node, ast.Name) or not chain:
            return False
        key = (scope, node.id, chain)
        if key not in self._made_broad:
            values = values_of(node.id, scope, self.module)
            self._made_broad[key] = bool(values) and all(
                self.is_made_broad(value, scope, chain - 1) for value in values
            )
        return self._made_broad[key]
