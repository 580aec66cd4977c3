"""Which expressions are paths, as far as one file shows."""

from __future__ import annotations

from standards_hooks.semantic.annotations import admitted_types
from standards_hooks.semantic.scopes import parameters_of
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.rules.unmanaged_resources.context import Context
    from standards_hooks.semantic.module import Module


PATHS = frozenset({"pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath"})
MAKERS = PATHS | {"pathlib.Path.cwd", "pathlib.Path.home"}
SAME_TYPE = frozenset(
    {
        *("absolute", "expanduser", "joinpath", "parent", "relative_to", "rename", "resolve"),
        *("with_name", "with_stem", "with_suffix"),
    }
)
"""Methods and attributes of a path that are paths again."""


def is_path(node: ast.expr, place: ast.AST, module: Module, context: Context) -> bool:
    """Return whether an expression is certainly a path.

    Args:
        node: The expression.
        place: A node that it belongs to.
        module: The file.
        context: Knows the parents of the place.

    Returns:
        Whether it is; False where the file does not show.
    """
    seen: set[str] = set()
    while True:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            node = node.left
        elif isinstance(node, ast.Call):
            if module.resolve(node.func) in MAKERS:
                return True
            node = node.func
            if not isinstance(node, ast.Attribute):
                return False
        elif isinstance(node, ast.Attribute):
            if node.attr not in SAME_TYPE:
                return False
            node = node.value
        elif isinstance(node, ast.Name):
            value = None if node.id in seen else _value_of(node.id, place, module, context)
            if value is None or isinstance(value, bool):
                return value is True
            seen.add(node.id)
            node = value
        else:
            return False


def _value_of(
    name: str, place: ast.AST, module: Module, context: Context
) -> ast.expr | bool | None:
    """Return what a name is assigned in its function.

    Returns:
        The value of its only assignment; True where an annotation says that it is a path; None
        where the function does not show it.
    """
    function = context.function_around(place)
    while function is not None:
        for parameter in parameters_of(function.args):
            if parameter.arg == name:
                annotation = parameter.annotation
                return annotation is not None and _names_path(annotation, module)
        bindings = context.bindings_in(function).get(name, ())
        if bindings:
            return _assigned(bindings, module)
        function = context.function_around(function)
    return None


def _assigned(bindings: Sequence[ast.stmt], module: Module) -> ast.expr | bool | None:
    """Return the value of a single assignment; True where its annotation is a path."""
    binding = bindings[0] if len(bindings) == 1 else None
    if isinstance(binding, ast.AnnAssign) and _names_path(binding.annotation, module):
        return True
    if isinstance(binding, ast.Assign) and isinstance(binding.targets[0], ast.Name):
        return binding.value
    return None


def _names_path(annotation: ast.expr, module: Module) -> bool:
    return any(module.resolve(each) in PATHS for each in admitted_types(annotation, module))
