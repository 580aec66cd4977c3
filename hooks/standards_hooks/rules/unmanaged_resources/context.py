"""The context of a node: its parents, its function, and the uses of a name."""

from __future__ import annotations

from standards_hooks.semantic.scopes import parameters_of
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.walking import children


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope

    type Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class Context:
    """The parents of the nodes of one file, as far as they were requested.

    Attributes:
        module: The file.
        parents: The parent of each known node.
    """

    __slots__ = ("_scopes", "_walked", "module", "parents")

    def __init__(self, module: Module) -> None:
        """Know nothing of a file so far."""
        self.module = module
        self.parents: dict[ast.AST, ast.AST] = {}
        self._walked: dict[ast.AST, list[ast.AST]] = {}
        self._scopes: dict[ast.AST, Scope] | None = None

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield the ancestors of a node, the innermost first."""
        parent = self.parents.get(node)
        while parent is not None:
            yield parent
            parent = self.parents.get(parent)

    def statement_of(self, node: ast.AST) -> ast.stmt | None:
        """Return the innermost statement that a node belongs to."""
        return next((each for each in self.above(node) if isinstance(each, ast.stmt)), None)

    def function_around(self, node: ast.AST) -> Function | None:
        """Return the innermost function or lambda around a node; None in a module or class."""
        for each in self.above(node):
            if isinstance(each, FUNCTIONS):
                return each
            if isinstance(each, ast.ClassDef):
                return None
        return None

    def class_around(self, function: ast.AST) -> ast.ClassDef | None:
        """Return the class that a function is a method of."""
        parent = self.parents.get(function)
        while parent is not None and not isinstance(parent, (*FUNCTIONS, ast.ClassDef)):
            parent = self.parents.get(parent)
        return parent if isinstance(parent, ast.ClassDef) else None

    def inside(self, node: ast.AST) -> list[ast.AST]:
        """Return every node in a node; the parents of each are known from then on."""
        walked = self._walked.get(node)
        if walked is None:
            walked = self._walked[node] = []
            pending = [node]
            while pending:
                current = pending.pop()
                for child in children(current):
                    self.parents[child] = current
                    walked.append(child)
                    pending.append(child)
        return walked

    def uses_of(self, name: str, function: ast.AST) -> Iterator[ast.Name]:
        """Yield the places in a function, inner ones included, where a name is read."""
        for node in self.inside(function):
            if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
                yield node

    def shares(self, name: str, function: ast.AST) -> bool:
        """Return whether a function declares a name `global` or `nonlocal`."""
        return any(
            isinstance(node, ast.Global | ast.Nonlocal) and name in node.names
            for node in self.inside(function)
        )

    def scope_of(self, node: ast.AST) -> Scope | None:
        """Return the scope that a node opens."""
        if self._scopes is None:
            self._scopes = {scope.node: scope for scope in self.module.scopes}
        return self._scopes.get(node)

    def bindings_in(self, function: ast.AST) -> Mapping[str, Sequence[ast.stmt]]:
        """Return the statements that bind names in a function, by the name."""
        scope = self.scope_of(function)
        return {} if scope is None else self.module.bindings_in(scope)

    def rebinds(self, node: ast.AST, name: str) -> bool:
        """Return whether a function around a node binds a name to something of its own."""
        for each in self.above(node):
            if isinstance(each, FUNCTIONS):
                if any(parameter.arg == name for parameter in parameters_of(each.args)):
                    return True
                bindings = self.bindings_in(each).get(name, ())
                if any(not isinstance(it, ast.Import | ast.ImportFrom) for it in bindings):
                    return True
        return False

    def qualified_name(self, node: ast.AST) -> str:
        """Return the dotted name of the innermost definition around a node; nothing outside."""
        for each in self.above(node):
            scope = self.scope_of(each)
            if scope is not None:
                return scope.qualified_name
        return ""
