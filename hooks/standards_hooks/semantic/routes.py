"""The routes of FastAPI and Starlette, by their decorators."""

from __future__ import annotations

from standards_hooks.semantic.expressions import argument_of, last_name, literal_text
from standards_hooks.semantic.lookup import values_of
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Function, Scope


FRAMEWORKS = frozenset({"fastapi", "starlette"})
APPLICATIONS = frozenset({"FastAPI", "APIRouter", "Starlette", "Router"})
"""Classes of the frameworks whose objects have routes."""
ROUTERS = ("app", "router", "api", "application")
"""Names, or last words of names, of such an object from another file."""
WITH_BODY = frozenset({"post", "put", "patch"})
METHODS = WITH_BODY | {"get", "delete", "head", "options", "route", "api_route"}


class Route:
    """A function that answers requests.

    Attributes:
        scope: The function.
        function: Its node.
        has_body: Whether its requests have a body, by the method.
        path: The path, as far as it is literal.
        response_model: The decorator's `response_model`.
    """

    __slots__ = ("function", "has_body", "path", "response_model", "scope")

    def __init__(
        self,
        scope: Scope,
        function: Function,
        path: str,
        response_model: ast.expr | None,
        *,
        has_body: bool,
    ) -> None:
        """Store what the decorator says."""
        self.scope = scope
        self.function = function
        self.path = path
        self.response_model = response_model
        self.has_body = has_body


def routes_in(module: Module) -> Iterator[Route]:
    """Yield each route whose decorator is visible.

    Args:
        module: The file; one that imports neither framework has none.
    """
    origins = module.imported.values()
    if not any(origin.partition(".")[0] in FRAMEWORKS for origin in origins):
        return
    for scope in module.scopes:
        node = scope.node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and _is_route(decorator.func, scope, module):
                yield _route(scope, node, decorator)
                break


def _route(scope: Scope, function: Function, decorator: ast.Call) -> Route:
    path = argument_of(decorator, 0, "path")
    model = argument_of(decorator, None, "response_model")
    methods = {last_name(decorator.func)}
    listed = argument_of(decorator, None, "methods")
    if isinstance(listed, ast.List | ast.Tuple | ast.Set):
        methods |= {literal_text(each).lower() for each in listed.elts}
    has_body = not WITH_BODY.isdisjoint(methods)
    return Route(scope, function, literal_text(path), model, has_body=has_body)


def _is_route(function: ast.expr, scope: Scope, module: Module) -> bool:
    """Return whether a decorator's function is a router's method for routes."""
    if not isinstance(function, ast.Attribute) or function.attr not in METHODS:
        return False
    holder = function.value
    if isinstance(holder, ast.Name):
        made = _is_made_here(holder.id, scope.parent or scope, module)
        if made is not None:
            return made
    return last_name(holder).lower().rpartition("_")[2] in ROUTERS


def _is_made_here(name: str, scope: Scope, module: Module) -> bool | None:
    """Return whether a name is bound to an application or router; None where it is unknown."""
    for value in values_of(name, scope, module):
        origin = module.resolve(value.func) if isinstance(value, ast.Call) else ""
        if origin.partition(".")[0] in FRAMEWORKS:
            return origin.rpartition(".")[2] in APPLICATIONS
    return None
