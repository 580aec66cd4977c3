"""One walk over the statements of a tree, shared by all rules.

Expressions are not entered: a rule that looks for calls or lambdas asks `Module.nodes`, which
walks them on first use.
"""

from __future__ import annotations

from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    type ScopeNode = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    type Function = ast.FunctionDef | ast.AsyncFunctionDef


class Scope:
    """A module, class or function, with the statements that stand directly in it.

    Blocks such as `if` and `try` open no scope: what stands in them belongs to the scope around.

    Attributes:
        node: The node that opens the scope.
        parent: The scope around it; None for the module.
        name: Name of the class or function; empty for the module.
        assignments: `=`, annotated and augmented assignments.
        imports: Both kinds of import.
        raises: What raises an exception.
        others: Statements that bind names or hold none of the above: loops, `with`, `del`, ….
        bindings: What `bindings_in` found out; None before.
    """

    __slots__ = (
        "_parameters",
        "assignments",
        "bindings",
        "imports",
        "name",
        "node",
        "others",
        "parent",
        "raises",
    )

    def __init__(self, node: ScopeNode, parent: Scope | None) -> None:
        """Open a scope without statements."""
        self.node = node
        self.parent = parent
        self.name: str = "" if isinstance(node, ast.Module) else node.name
        self.assignments: list[ast.Assign | ast.AnnAssign | ast.AugAssign] = []
        self.imports: list[ast.Import | ast.ImportFrom] = []
        self.raises: list[ast.Raise] = []
        self.others: list[ast.stmt] = []
        self.bindings: dict[str, list[ast.stmt]] | None = None
        self._parameters: dict[str, ast.arg] | None = None

    @property
    def is_class(self) -> bool:
        """Whether the scope is a class."""
        return type(self.node) is ast.ClassDef

    @property
    def is_function(self) -> bool:
        """Whether the scope is a function or method."""
        return type(self.node) in FUNCTIONS

    @property
    def qualified_name(self) -> str:
        """Dotted name within the module, `User.rename`; empty for the module itself."""
        outer = self.parent.qualified_name if self.parent else ""
        return f"{outer}.{self.name}" if outer else self.name

    @property
    def parameters(self) -> list[ast.arg]:
        """Every parameter of a function, as `parameters_of` has them; none of any other scope."""
        node = self.node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            return parameters_of(node.args)
        return []

    def parameter(self, name: str) -> ast.arg | None:
        """Return the parameter of a name; None where the scope has none."""
        if self._parameters is None:
            self._parameters = {each.arg: each for each in reversed(self.parameters)}
        return self._parameters.get(name)

    def around(self) -> Iterator[Scope]:
        """Yield the scope itself and those around it, near before far, the module last."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent

    def symbol(self, name: str) -> str:
        """Return the qualified name of `name` in this scope."""
        outer = self.qualified_name
        return f"{outer}.{name}" if outer else name


FUNCTIONS = frozenset({ast.FunctionDef, ast.AsyncFunctionDef})
SCOPES = FUNCTIONS | {ast.ClassDef}
ASSIGNMENTS = frozenset({ast.Assign, ast.AnnAssign, ast.AugAssign})
IMPORTS = frozenset({ast.Import, ast.ImportFrom})
WITHOUT_BINDING = frozenset(
    {ast.Expr, ast.Return, ast.Raise, ast.Pass, ast.Break, ast.Continue, ast.Assert}
)


def parameters_of(arguments: ast.arguments) -> list[ast.arg]:
    """Return every parameter of a function or lambda, the starred ones last."""
    starred = [each for each in (arguments.vararg, arguments.kwarg) if each is not None]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *starred]


def parameters_with_defaults(
    arguments: ast.arguments,
) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    """Yield each parameter that may have a default, with it; the starred ones may not.

    Args:
        arguments: Those of a function or lambda.

    Yields:
        The parameter, and its default or None.
    """
    positional = [*arguments.posonlyargs, *arguments.args]
    required = len(positional) - len(arguments.defaults)
    for parameter in positional[:required]:
        yield parameter, None
    yield from zip(positional[required:], arguments.defaults, strict=True)
    yield from zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)


def scopes_of(tree: ast.Module) -> list[Scope]:
    """Walk the statements of a tree once.

    Args:
        tree: The tree of a whole file.

    Returns:
        Every scope, the module first, and a scope before the scopes in it.
    """
    scopes = [Scope(tree, None)]
    pending: list[tuple[list[ast.stmt], Scope]] = [(tree.body, scopes[0])]
    # The list grows while it is walked: what stands first in the file comes first.
    for body, scope in pending:
        for statement in body:
            kind = type(statement)
            if kind in WITHOUT_BINDING:
                if kind is ast.Raise:
                    scope.raises.append(statement)  # type: ignore[arg-type]
                continue
            if kind in ASSIGNMENTS:
                scope.assignments.append(statement)  # type: ignore[arg-type]
            elif kind in IMPORTS:
                scope.imports.append(statement)  # type: ignore[arg-type]
            elif kind in SCOPES:
                inner = Scope(statement, scope)  # type: ignore[arg-type]
                scopes.append(inner)
                pending.append((statement.body, inner))  # type: ignore[attr-defined]
            else:
                scope.others.append(statement)
                pending.extend((block, scope) for block in blocks_of(statement))
    return scopes


def blocks_of(statement: ast.stmt) -> list[list[ast.stmt]]:
    """Return the lists of statements in a compound statement that opens no scope.

    Unknown statements of later Pythons are asked field by field like the known ones.
    """
    blocks = []
    for field in statement._fields:
        value = getattr(statement, field, None)
        if type(value) is not list or not value:
            continue
        if isinstance(value[0], ast.stmt):
            blocks.append(value)
        elif isinstance(value[0], ast.ExceptHandler | ast.match_case):
            blocks.extend(part.body for part in value)
    return blocks
