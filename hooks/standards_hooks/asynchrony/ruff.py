"""Which blocking calls Ruff's `ASYNC` rules report, so that nobody reads of one place twice.

Measured with Ruff 0.17.6, whose inference follows a name to its only binding: a constructor, or an
annotation that is no string. It follows no attribute and no expression.
"""

from __future__ import annotations

import _ast as ast

from standards_hooks.engine.annotations import is_none, is_typing


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.engine.module import Module
    from standards_hooks.engine.scopes import Scope
    from standards_hooks.provenance.origins import Origins


HTTPX_CLIENT = "httpx.Client"
PATH = "pathlib.Path"


def is_told_by_ruff(
    function: ast.Attribute, scope: Scope, module: Module, origins: Origins
) -> bool:
    """Tell whether Ruff reports the call of a method itself.

    Args:
        function: What is called, `client.get`.
        scope: The coroutine.
        module: The file.
        origins: Where its values come from.

    Returns:
        Whether the object is a name, or for paths a constructor, that Ruff follows too.
    """
    receiver = function.value
    if isinstance(receiver, ast.Call):
        return module.resolve(receiver.func) == PATH
    if not isinstance(receiver, ast.Name):
        return False
    found = origins.binding_of(receiver.id, scope)
    if found is None or len(found[1]) != 1:
        return False
    kind = _inferred(found[1][0], receiver.id, module)
    return kind == HTTPX_CLIENT or (kind == PATH and function.attr != "open")


def _inferred(binding: ast.AST, name: str, module: Module) -> str:
    """Return the class that Ruff infers from one binding; nothing where it infers none."""
    if isinstance(binding, ast.arg):
        return _annotated(binding.annotation, module)
    if isinstance(binding, ast.AnnAssign):
        return _annotated(binding.annotation, module)
    if isinstance(binding, ast.Assign):
        return _constructed(binding.value, module)
    if isinstance(binding, ast.With):
        for item in binding.items:
            target = item.optional_vars
            if isinstance(target, ast.Name) and target.id == name:
                return _constructed(item.context_expr, module)
    return ""


def _constructed(value: ast.expr, module: Module) -> str:
    return module.resolve(value.func) if isinstance(value, ast.Call) else ""


def _annotated(annotation: ast.expr | None, module: Module) -> str:
    if isinstance(annotation, ast.BinOp):
        sides = [side for side in (annotation.left, annotation.right) if not is_none(side)]
        return _annotated(sides[0], module) if len(sides) == 1 else ""
    if isinstance(annotation, ast.Subscript):
        is_optional = is_typing(module.resolve(annotation.value), "Optional")
        return _annotated(annotation.slice, module) if is_optional else ""
    return module.resolve(annotation) if annotation is not None else ""
