"""Where a file opens what has to be closed.

Only statements with one of the names on a line of theirs are walked.
"""

from __future__ import annotations

from standards_hooks.rules.unmanaged_resources.openers import (
    LAST_NAMES,
    NAMES_BY_PACKAGE,
    OPENERS,
    PATH_OPEN,
    WORDS,
)
from standards_hooks.semantic.annotations import admits
from standards_hooks.semantic.expressions import argument_of, last_name, root_of
from standards_hooks.semantic.lookup import is_rebound, lookup
from standards_hooks.semantic.origins import A_PATH, Origins
from standards_hooks.syntax.marked_lines import Marks
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.reading import has_ascii_markup


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.parents import Parents
    from standards_hooks.semantic.scopes import Scope


PATHS = frozenset({"pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath"})
MEMORY_FILES = frozenset({"io.BytesIO()", "io.StringIO()"})


def has_opener(source: bytes) -> bool:
    """Return whether a source contains the last name of such a call, renamed or not."""
    return any(word in source for word in WORDS)


def opening_calls(module: Module, parents: Parents) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call that opens something, with its origin, in no particular order.

    Args:
        module: The file.
        parents: Records the parents of the nodes that are walked.
    """
    renamed = {
        name
        for name, origin in module.imported.items()
        if origin in OPENERS and name not in LAST_NAMES
    }
    packages = {origin.partition(".")[0] for origin in module.imported.values()}
    known = {name for package in packages for name in NAMES_BY_PACKAGE.get(package, ())}
    names = known | renamed | NAMES_BY_PACKAGE["builtins"]
    source = module.source
    marks = Marks(source, [name.encode() for name in names]) if has_ascii_markup(source) else None
    origins = Origins(module)
    for call in parents.walk(
        module.tree,
        lambda node: marks is None or not isinstance(node, ast.stmt) or marks.has_part_of(node),
    ):
        if isinstance(call, ast.Call) and last_name(call.func) in names:
            origin = _opened_by(call, module, parents, origins)
            if origin:
                yield call, origin


def _opened_by(call: ast.Call, module: Module, parents: Parents, origins: Origins) -> str:
    """Return the origin of a call that opens something; nothing for any other call."""
    function = call.func
    origin = module.resolve(function)
    is_open = origin in OPENERS
    if not is_open and not (isinstance(function, ast.Attribute) and function.attr == "open"):
        return ""
    root = root_of(function)
    if root is not None and parents.is_parameter_of_lambda(root.id, call):
        return ""
    scopes = module.scopes_around(call)
    if is_open:
        is_other = root is not None and is_rebound(root.id, scopes, module)
        return "" if is_other or _is_in_memory(call, scopes[0], origins) else origin
    is_path = isinstance(function, ast.Attribute) and _is_path(
        function.value, scopes[0], module, origins
    )
    return PATH_OPEN if is_path else ""


def _is_in_memory(call: ast.Call, scope: Scope, origins: Origins) -> bool:
    """Return whether a call opens what another file object, or memory, holds already."""
    if argument_of(call, None, "fileobj") is not None:
        return True
    return bool(call.args) and origins.of(call.args[0], scope) in MEMORY_FILES


def _is_path(node: ast.expr, scope: Scope, module: Module, origins: Origins) -> bool:
    """Return whether what `open` is called on is certainly a path.

    Of the types that an annotation admits only a path has this method.
    """
    if origins.of(node, scope) == A_PATH:
        return True
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        node = node.left
    found = lookup(node.id, scope, module) if isinstance(node, ast.Name) else None
    return found is not None and any(
        isinstance(binding, ast.arg | ast.AnnAssign)
        and binding.annotation is not None
        and admits(binding.annotation, PATHS, module)
        for binding in found[1]
    )
