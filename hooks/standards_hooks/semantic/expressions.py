"""What an expression says of itself, without being run."""

from __future__ import annotations

from standards_hooks.syntax.parsing import ast


def callee(node: ast.expr) -> ast.expr:
    """Return what a call calls, `f` of `f(x)`; any other expression as it is.

    A decorator, a base class and what is raised say the same with a call and without one.
    """
    return node.func if isinstance(node, ast.Call) else node


def last_name(node: ast.AST | None) -> str:
    """Return the last name of what an expression refers to.

    Args:
        node: Any expression.

    Returns:
        `execute` for `execute` and `session.execute`; nothing for any other expression, a call
        among them.
    """
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def root_of(node: ast.expr) -> ast.Name | None:
    """Return the name that a chain of attributes begins with, `a` of `a.b.c`.

    Args:
        node: Any expression.

    Returns:
        The name, which may be the whole chain; None where something else stands there.
    """
    while isinstance(node, ast.Attribute):
        node = node.value
    return node if isinstance(node, ast.Name) else None


def dotted_name(node: ast.expr) -> str:
    """Return a name, or a chain of attributes of one, as it is written; nothing for the rest."""
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(names)]) if isinstance(node, ast.Name) else ""


def literal_text(node: ast.AST | None) -> str:
    """Return the text of a string literal; nothing for any other expression."""
    value = node.value if isinstance(node, ast.Constant) else ""
    return value if isinstance(value, str) else ""


def is_text(node: ast.AST | None) -> bool:
    """Return whether an expression is a string literal; an f-string is none."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def is_literal(node: ast.AST | None, value: object) -> bool:
    """Return whether an expression is the given literal: `True` or `False`."""
    return isinstance(node, ast.Constant) and node.value is value


def argument_of(call: ast.Call, position: int | None, *names: str) -> ast.expr | None:
    """Return the argument of a call that stands at a position, or has a name.

    Args:
        call: The call.
        position: From 0; None for an argument that has to be named.
        names: Its keyword, or several that mean the same.

    Returns:
        The argument; None where it is missing, or behind a `*` that may unpack it.
    """
    if position is not None and position < len(call.args):
        before = call.args[: position + 1]
        if not any(isinstance(each, ast.Starred) for each in before):
            return call.args[position]
    return next((each.value for each in call.keywords if each.arg in names), None)


def arguments_of(call: ast.Call) -> list[ast.expr]:
    """Return everything that a call hands over, by position, by name and unpacked."""
    return [*call.args, *(each.value for each in call.keywords)]
