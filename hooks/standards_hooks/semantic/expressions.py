"""What an expression says of itself, without being run."""

from __future__ import annotations

from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.semantic.module import Module


def last_name(node: ast.AST | None) -> str:
    """Return the last name of what an expression refers to, or calls.

    Args:
        node: Any expression.

    Returns:
        `execute` for `execute`, `session.execute` and `session.execute(query)`; nothing for any
        other expression.
    """
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def literal_text(node: ast.AST | None) -> str:
    """Return the text of a string literal; nothing for any other expression."""
    value = node.value if isinstance(node, ast.Constant) else ""
    return value if isinstance(value, str) else ""


def is_literal(node: ast.AST | None, value: object) -> bool:
    """Return whether an expression is the given literal: `True`, `False` or `None`."""
    return isinstance(node, ast.Constant) and node.value is value


def argument_of(call: ast.Call, position: int | None, name: str) -> ast.expr | None:
    """Return the argument of a call that stands at a position, or has a name.

    Args:
        call: The call.
        position: From 0; None for an argument that has to be named.
        name: Its keyword.
    """
    if position is not None and position < len(call.args):
        return call.args[position]
    return next((each.value for each in call.keywords if each.arg == name), None)


def constant_of(name: str, module: Module) -> ast.expr | None:
    """Return what a name of the module's own is bound to, where it is bound once."""
    bindings = module.bindings_in(module.scopes[0]).get(name, [])
    if len(bindings) == 1 and isinstance(bindings[0], ast.Assign | ast.AnnAssign):
        return bindings[0].value
    return None
