"""Whether a file changes an object in place."""

from __future__ import annotations

from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.semantic.module import Module


MUTATORS = frozenset(
    [
        "add",
        "append",
        "appendleft",
        "clear",
        "discard",
        "extend",
        "extendleft",
        "insert",
        "pop",
        "popitem",
        "popleft",
        "remove",
        "reverse",
        "setdefault",
        "sort",
        "update",
    ]
)
"""Methods that change a list, dict, set or deque."""


def is_changed(name: str, module: Module) -> bool:
    """Return whether a file changes what a variable or attribute of some name holds.

    Args:
        name: `registry`; `self.registry` and `app.registry` are looked at too.
        module: The file. In which scope the name is used is not asked.

    Returns:
        Whether a statement stores into it or deletes from it, or calls one of `MUTATORS`.
    """
    return any(
        _is_called(each.value, name) and not isinstance(each.ctx, ast.Load)
        for each in module.nodes(ast.Subscript)
    ) or any(
        isinstance(each.func, ast.Attribute)
        and each.func.attr in MUTATORS
        and _is_called(each.func.value, name)
        for each in module.nodes(ast.Call)
    )


def _is_called(node: ast.expr, name: str) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == name
    return isinstance(node, ast.Name) and node.id == name
