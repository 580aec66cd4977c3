"""Where a file opens what has to be closed.

Only statements with one of the names on a line of theirs are walked.
"""

from __future__ import annotations

from standards_hooks.rules.unmanaged_resources.openers import (
    ASYNC_SESSION,
    CONNECTED,
    CONNECTIONS,
    LAST_NAMES,
    NAMES_BY_PACKAGE,
    NAMES_OF_CONNECTIONS,
    OPENERS,
    PATH_OPEN,
    PIPES,
    SESSION,
    SESSION_MAKERS,
    WORDS,
)
from standards_hooks.semantic.annotations import admits
from standards_hooks.semantic.bindings import targets_of
from standards_hooks.semantic.expressions import argument_of, callee, last_name, root_of
from standards_hooks.semantic.lookup import is_rebound, lookup
from standards_hooks.semantic.origins import A_PATH, Origins
from standards_hooks.syntax.marked_lines import Marks
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.reading import has_ascii_markup


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    makers = _session_makers(module)
    names = known | renamed | NAMES_BY_PACKAGE["builtins"] | makers.keys()
    names |= {name for name, origin in module.imported.items() if origin in SESSION_MAKERS}
    source = module.source
    marks = Marks(source, [name.encode() for name in names]) if has_ascii_markup(source) else None
    origins = Origins(module)
    for call in parents.walk(
        module.tree,
        lambda node: marks is None or not isinstance(node, ast.stmt) or marks.has_part_of(node),
    ):
        if isinstance(call, ast.Call) and last_name(callee(call.func)) in names:
            origin = _opened_by(call, module, parents, origins) or _made_by(
                call, makers, module, origins
            )
            if origin and not _is_borrowed(call, origin, makers, module, origins):
                yield call, origin


def _session_makers(module: Module) -> dict[str, ast.Call]:
    """Return the calls that make factories of sessions, by the last names that hold them."""
    return {
        last_name(target): statement.value
        for scope in module.scopes
        for statement in scope.assignments
        if isinstance(statement.value, ast.Call)
        and module.resolve(statement.value.func) in SESSION_MAKERS
        for target in targets_of(statement)
        if last_name(target)
    }


def _made_by(
    call: ast.Call, makers: Mapping[str, ast.Call], module: Module, origins: Origins
) -> str:
    """Return the opener that a call of a factory, or of an engine's `connect`, amounts to."""
    name = last_name(call.func)
    maker = call.func if isinstance(call.func, ast.Call) else makers.get(name)
    if maker is None and name != "connect":
        return ""
    origin = origins.of(call, module.scopes_around(call)[0])
    if maker is None:
        return CONNECTED.get(origin, "")
    made = SESSION_MAKERS.get(origin.removesuffix("()()"), "")
    class_ = argument_of(maker, None, "class_")
    given = module.resolve(class_) if class_ is not None else ""
    return given if made and given in OPENERS else made


def _is_borrowed(
    call: ast.Call,
    origin: str,
    makers: Mapping[str, ast.Call],
    module: Module,
    origins: Origins,
) -> bool:
    """Return whether a call opens nothing of its own.

    A session that is bound to a connection uses that one, which its owner closes: in a migration
    Alembic. A process without pipes keeps nothing open here.
    """
    if origin == "subprocess.Popen":
        return not any(
            keyword.arg in PIPES and module.resolve(keyword.value) == "subprocess.PIPE"
            for keyword in call.keywords
        )
    if OPENERS[origin] not in {SESSION, ASYNC_SESSION}:
        return False
    maker = call.func if isinstance(call.func, ast.Call) else makers.get(last_name(call.func))
    for each in (call, maker):
        bind = argument_of(each, 0, "bind") if each is not None else None
        if bind is not None and (
            last_name(callee(bind)) in NAMES_OF_CONNECTIONS
            or origins.of(bind, module.scopes_around(each or call)[0]) in CONNECTIONS
        ):
            return True
    return False


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
