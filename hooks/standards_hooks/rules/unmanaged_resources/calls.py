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
from standards_hooks.rules.unmanaged_resources.paths import is_path
from standards_hooks.syntax.marked_lines import Marks
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.reading import has_ascii_markup
from standards_hooks.syntax.walking import children


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.rules.unmanaged_resources.context import Context
    from standards_hooks.semantic.module import Module


def has_opener(source: bytes) -> bool:
    """Return whether a source contains the last name of such a call, renamed or not."""
    return any(word in source for word in WORDS)


def opening_calls(module: Module, context: Context) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call that opens something, with its origin, in no particular order.

    Args:
        module: The file.
        context: Records the parents of the nodes that are walked.
    """
    renamed = {
        name
        for name, origin in module.imported.items()
        if origin in OPENERS and name not in LAST_NAMES
    }
    packages = {origin.partition(".")[0] for origin in module.imported.values()}
    known = {name for package in packages for name in NAMES_BY_PACKAGE.get(package, ())}
    names = known | renamed | NAMES_BY_PACKAGE["builtins"]
    for call in _calls(module, context, [name.encode() for name in names]):
        function = call.func
        if isinstance(function, ast.Attribute):
            name = function.attr
        elif isinstance(function, ast.Name):
            name = function.id
        else:
            continue
        if name not in names:
            continue
        origin = module.resolve(function)
        if origin in OPENERS:
            is_other = context.rebinds(call, root_of(function))
            if not is_other and not _is_in_memory(call, module, context):
                yield call, origin
        elif (
            name == "open"
            and isinstance(function, ast.Attribute)
            and is_path(function.value, call, module, context)
        ):
            yield call, PATH_OPEN


def _is_in_memory(call: ast.Call, module: Module, context: Context) -> bool:
    """Return whether a call opens what another file object, or memory, holds already."""
    if any(keyword.arg == "fileobj" for keyword in call.keywords):
        return True
    holder = call.args[0] if call.args else None
    if isinstance(holder, ast.Name):
        function = context.function_around(call)
        bindings = context.bindings_in(function).get(holder.id, ()) if function else ()
        holder = next((each.value for each in bindings if isinstance(each, ast.Assign)), None)
    return isinstance(holder, ast.Call) and module.resolve(holder.func) in MEMORY_FILES


MEMORY_FILES = frozenset({"io.BytesIO", "io.StringIO"})


def root_of(node: ast.expr) -> str:
    """Return the name that a chain of attributes starts with."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _calls(module: Module, context: Context, names: Iterable[bytes]) -> Iterator[ast.Call]:
    """Yield the calls in the statements that hold one of the names."""
    source = module.source
    marks = Marks(source, names) if has_ascii_markup(source) else None
    pending: list[ast.AST] = [module.tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Call):
            yield node
        for child in children(node):
            if marks and isinstance(child, ast.stmt) and not marks.has_part_of(child):
                continue
            context.parents[child] = node
            pending.append(child)
