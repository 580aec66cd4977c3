"""Whether an expression is an exception class that includes every error."""

from __future__ import annotations

from standards_hooks.semantic.scopes import parameters_of
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


EVERYTHING = frozenset({"builtins.Exception", "builtins.BaseException"})

LONGEST_CHAIN = 8
"""How many aliases of aliases are followed."""


def is_broad(node: ast.expr, module: Module, scope: Scope, chain: int = LONGEST_CHAIN) -> bool:
    """Return whether an expression is `Exception`, `BaseException`, or holds one of them.

    Tuples, sums of tuples, and names that are bound once are resolved.

    Args:
        node: What a handler catches, or an argument of `suppress`.
        module: The file.
        scope: The scope that the expression is in.
        chain: How many names may still be followed.

    Returns:
        False for anything that the file does not show.
    """
    if isinstance(node, ast.Tuple):
        return any(is_broad(element, module, scope, chain) for element in node.elts)
    if isinstance(node, ast.Starred):
        return is_broad(node.value, module, scope, chain)
    if isinstance(node, ast.BinOp):
        return any(is_broad(side, module, scope, chain) for side in (node.left, node.right))
    if module.resolve(node) in EVERYTHING:
        return True
    if not isinstance(node, ast.Name) or not chain:
        return False
    values = _values_of(node.id, module, scope)
    return len(values) == 1 and is_broad(values[0], module, scope, chain - 1)


def is_made_broad(node: ast.expr, module: Module, scope: Scope, chain: int = LONGEST_CHAIN) -> bool:
    """Return whether what is raised is an `Exception` or `BaseException` itself.

    Args:
        node: What a `raise` raises: a class, a call of it, or a variable.
        module: The file.
        scope: The scope that the expression is in.
        chain: How many names may still be followed.

    Returns:
        True where every value that the file gives the variable is one.
    """
    if isinstance(node, ast.NamedExpr):
        return is_made_broad(node.value, module, scope, chain)
    if isinstance(node, ast.Call):
        is_single = isinstance(node.func, ast.Name | ast.Attribute)
        return is_single and is_broad(node.func, module, scope, chain)
    if module.resolve(node) in EVERYTHING:
        return True
    if not isinstance(node, ast.Name) or not chain:
        return False
    values = _values_of(node.id, module, scope)
    return bool(values) and all(is_made_broad(value, module, scope, chain - 1) for value in values)


def _values_of(name: str, module: Module, scope: Scope) -> list[ast.expr]:
    """Return what plain assignments bind a name to; nothing where anything else binds it too."""
    where: Scope | None = scope
    while where is not None:
        if name in _parameters(where):
            return []
        bindings = module.bindings_in(where).get(name)
        if bindings:
            values = [_value(binding, name) for binding in bindings]
            return [] if None in values else [value for value in values if value is not None]
        where = where.parent
        while where is not None and where.is_class:
            where = where.parent
    return []


def _parameters(scope: Scope) -> set[str]:
    node = scope.node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return set()
    return {parameter.arg for parameter in parameters_of(node.args)}


def _value(statement: ast.stmt, name: str) -> ast.expr | None:
    """Return the value of a plain assignment to the name alone."""
    if isinstance(statement, ast.Assign):
        is_plain = any(isinstance(each, ast.Name) and each.id == name for each in statement.targets)
        return statement.value if is_plain else None
    return statement.value if isinstance(statement, ast.AnnAssign) else None
