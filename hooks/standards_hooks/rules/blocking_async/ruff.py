"""Which blocking calls Ruff's `ASYNC` rules report, so that none is reported twice.

Measured with Ruff 0.17.6, whose inference follows a name to its only binding: a constructor, or an
annotation that is not a string. It follows no attribute and no expression.
"""

from __future__ import annotations

from standards_hooks.semantic.annotations import elements_of, is_typing
from standards_hooks.semantic.bindings import value_assigned, value_entered
from standards_hooks.semantic.lookup import only_binding
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.semantic.bindings import Binding
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


HTTPX_CLIENT = "httpx.Client"
PATH = "pathlib.Path"


def is_reported_by_ruff(function: ast.Attribute, scope: Scope, module: Module) -> bool:
    """Return whether Ruff reports the call of a method itself.

    Args:
        function: What is called, `client.get`.
        scope: The coroutine.
        module: The file.

    Returns:
        Whether the object is a name, or for paths a constructor, that Ruff follows, too.
    """
    receiver = function.value
    if isinstance(receiver, ast.Call):
        return module.resolve(receiver.func) == PATH
    if not isinstance(receiver, ast.Name):
        return False
    binding = only_binding(receiver.id, scope, module)
    kinds = _inferred(binding, receiver.id, module) if binding is not None else []
    return HTTPX_CLIENT in kinds or (PATH in kinds and function.attr != "open")


def _inferred(binding: Binding, name: str, module: Module) -> list[str]:
    """Return the classes that Ruff can infer from a binding."""
    if isinstance(binding, ast.arg | ast.AnnAssign) and binding.annotation is not None:
        return _members(binding.annotation, module)
    value = value_assigned(binding, name) or value_entered(binding, name)
    return [module.resolve(value.func)] if isinstance(value, ast.Call) else []


def _members(annotation: ast.expr, module: Module) -> list[str]:
    """Return the origins of the members of a union; one that blocks is enough for Ruff."""
    members: list[str] = []
    pending = [annotation]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.BinOp):
            pending += (node.left, node.right)
        elif isinstance(node, ast.Subscript):
            origin = module.resolve(node.value)
            if is_typing(origin, "Optional") or is_typing(origin, "Union"):
                pending += elements_of(node)
        else:
            members.append(module.resolve(node))
    return members
