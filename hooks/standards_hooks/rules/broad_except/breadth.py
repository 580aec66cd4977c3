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
    values = values_of(node.id, scope, module)
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
    values = values_of(node.id, scope, module)
    return bool(values) and all(is_made_broad(value, module, scope, chain - 1) for value in values)
