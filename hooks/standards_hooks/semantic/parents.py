"""What a node stands in."""

from __future__ import annotations

from standards_hooks.semantic.scopes import parameters_of
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.walking import children


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    type AnyFunction = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def _always(_: ast.AST) -> bool:
    return True


class Parents:
    """The parents of the nodes of one tree, as far as they were walked."""

    __slots__ = ("_inside", "_parents")

    def __init__(self) -> None:
        """Know nothing so far: `walk` and `inside` learn the parents of what they yield."""
        self._parents: dict[ast.AST, ast.AST] = {}
        self._inside: dict[ast.AST, list[ast.AST]] = {}

    def walk(
        self, node: ast.AST, is_entered: Callable[[ast.AST], bool] = _always
    ) -> Iterator[ast.AST]:
        """Yield every node in a node, without it, in no particular order.

        Args:
            node: Where to begin.
            is_entered: Whether a node is yielded, and what is in it.
        """
        pending = [node]
        while pending:
            current = pending.pop()
            for child in children(current):
                if is_entered(child):
                    self._parents[child] = current
                    yield child
                    pending.append(child)

    def inside(self, node: ast.AST) -> list[ast.AST]:
        """Return every node in a node, without it; it is walked once."""
        found = self._inside.get(node)
        if found is None:
            found = self._inside[node] = list(self.walk(node))
        return found

    def of(self, node: ast.AST) -> ast.AST:
        """Return what a node stands in directly.

        Args:
            node: A node that a walk yielded.

        Raises:
            KeyError: If no walk came by.
        """
        return self._parents[node]

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield what a node stands in, near before far."""
        parent = self._parents.get(node)
        while parent is not None:
            yield parent
            parent = self._parents.get(parent)

    def statement_of(self, node: ast.AST) -> ast.stmt | None:
        """Return the innermost statement that a node stands in."""
        return next((each for each in self.above(node) if isinstance(each, ast.stmt)), None)

    def function_around(self, node: ast.AST) -> AnyFunction | None:
        """Return the innermost function or lambda around a node; None in a module or class."""
        for each in self.above(node):
            if isinstance(each, FUNCTIONS):
                return each
            if isinstance(each, ast.ClassDef):
                return None
        return None

    def is_parameter_of_lambda(self, name: str, node: ast.AST) -> bool:
        """Return whether a lambda around a node has a parameter of a name."""
        return any(
            isinstance(each, ast.Lambda) and name in {it.arg for it in parameters_of(each.args)}
            for each in self.above(node)
        )
