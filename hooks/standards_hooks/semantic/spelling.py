"""How a message spells what is called, however long its arguments are."""

from __future__ import annotations

from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.semantic.module import Module


def spelled(node: ast.expr, module: Module) -> str:
    """Return the text of a chain of names, attributes and calls, arguments left out.

    Args:
        node: The expression.
        module: The file.

    Returns:
        `session.query(…).filter(…).first` for example, on one line; what the chain begins with as
        it is in the source.
    """
    ends: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            ends.append(f".{node.attr}")
            node = node.value
        elif isinstance(node, ast.Call):
            ends.append("(…)" if node.args or node.keywords else "()")
            node = node.func
        else:
            break
    begin = module.segment(node)
    if ends and not isinstance(node, ast.Name | ast.Subscript):
        begin = f"({begin})"
    return begin + "".join(reversed(ends))
