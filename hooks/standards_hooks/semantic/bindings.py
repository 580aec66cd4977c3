"""Which names a statement or a scope binds, and what a binding gives a name."""

from __future__ import annotations

from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.semantic.scopes import Scope

    type Binding = ast.stmt | ast.arg
    """What gives a name its meaning: a statement, or a parameter."""


def names_bound_by_import(statement: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """Yield each name that an import binds with the dotted origin that it stands for.

    A relative import's origin keeps its dots: `.models.User`.
    """
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            if alias.asname:
                yield alias.asname, alias.name
            else:
                top = alias.name.partition(".")[0]
                yield top, top
        return
    prefix = "." * statement.level + (statement.module or "")
    for alias in statement.names:
        separator = "" if prefix.endswith(".") else "."
        yield alias.asname or alias.name, f"{prefix}{separator}{alias.name}"


def names_bound_by(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that one statement binds itself; those bound in its blocks are not meant.

    Walrus expressions are not entered.
    """
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
    elif isinstance(statement, ast.Import | ast.ImportFrom):
        for name, _ in names_bound_by_import(statement):
            yield name
    elif isinstance(statement, ast.Try | ast.TryStar):
        for handler in statement.handlers:
            if handler.name:
                yield handler.name
    else:
        for target in targets_of(statement):
            yield from names_in_target(target)


def targets_of(node: ast.AST) -> list[ast.expr]:
    """Return the expressions that a statement, a loop or a walrus assigns to or deletes."""
    if isinstance(node, ast.Assign | ast.Delete):
        return node.targets
    if isinstance(node, ast.AnnAssign | ast.AugAssign | ast.For | ast.AsyncFor):
        return [node.target]
    if isinstance(node, ast.With | ast.AsyncWith):
        return [item.optional_vars for item in node.items if item.optional_vars]
    if isinstance(node, ast.NamedExpr | ast.comprehension):
        return [node.target]
    return [node.name] if isinstance(node, ast.TypeAlias) else []


def names_in_target(target: ast.expr) -> Iterator[str]:
    """Yield the names in the target of an assignment, tuples and stars unpacked."""
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, ast.Starred):
        yield from names_in_target(target.value)
    elif isinstance(target, ast.Tuple | ast.List):
        for element in target.elts:
            yield from names_in_target(element)


def bindings_of(
    scope: Scope, inner: Iterable[Scope], scopes: Iterable[Scope]
) -> dict[str, list[ast.stmt]]:
    """Collect the statements that bind names in a scope, by the name, each once.

    Args:
        scope: The scope.
        inner: The classes and functions that stand directly in it.
        scopes: All scopes of the file, whose `global` binds names of the module.

    Returns:
        The statements; parameters and walrus expressions are not among them.
    """
    bindings: dict[str, list[ast.stmt]] = {}
    definitions = [each.node for each in inner if not isinstance(each.node, ast.Module)]
    for statement in (*scope.assignments, *scope.imports, *scope.others, *definitions):
        for name in set(names_bound_by(statement)):
            bindings.setdefault(name, []).append(statement)
    if scope.parent is None:
        for each in scopes:
            for statement in each.others:
                for name in statement.names if isinstance(statement, ast.Global) else ():
                    bindings.setdefault(name, []).append(statement)
    return bindings


def is_declaration(binding: Binding) -> bool:
    """Return whether a statement gives a name a type and no value."""
    return isinstance(binding, ast.AnnAssign) and binding.value is None


def value_assigned(binding: ast.AST, name: str) -> ast.expr | None:
    """Return the value that a plain assignment gives a name as it is.

    Args:
        binding: A statement that binds the name, or a parameter.
        name: The name.

    Returns:
        What stands behind `name =`; None for every other binding, and for what is unpacked.
    """
    if isinstance(binding, ast.Assign | ast.AnnAssign) and any(
        isinstance(target, ast.Name) and target.id == name for target in targets_of(binding)
    ):
        return binding.value
    return None


def aliased_type(binding: ast.AST, name: str) -> ast.expr | None:
    """Return the type that a statement gives another name; None where it gives none."""
    return binding.value if isinstance(binding, ast.TypeAlias) else value_assigned(binding, name)


def value_entered(binding: ast.AST, name: str) -> ast.expr | None:
    """Return the context manager that `with … as name:` enters; None for any other binding."""
    if isinstance(binding, ast.With):
        for item in binding.items:
            target = item.optional_vars
            if isinstance(target, ast.Name) and target.id == name:
                return item.context_expr
    return None


def is_import(binding: Binding) -> bool:
    """Return whether a binding is an import."""
    return isinstance(binding, ast.Import | ast.ImportFrom)
