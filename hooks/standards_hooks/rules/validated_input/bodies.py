"""The bodies of requests that no model validates."""

from __future__ import annotations

from standards_hooks.semantic.annotations import (
    admits,
    admitted_types,
    annotated_with,
    elements_of,
    is_typing,
)
from standards_hooks.semantic.bindings import targets_of
from standards_hooks.semantic.expressions import arguments_of
from standards_hooks.semantic.parents import Parents
from standards_hooks.semantic.scopes import parameters_of, parameters_with_defaults
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.routes import Route
    from standards_hooks.semantic.scopes import Function


MARKERS = ("fastapi.", "fastapi.params.", "fastapi.param_functions.")
REQUESTS = frozenset(
    {
        *("fastapi.Request", "fastapi.requests.Request", "starlette.requests.Request"),
        "starlette.requests.HTTPConnection",
    }
)
READERS = frozenset({"json", "body", "form"})
DICTS = frozenset(
    {
        *("builtins.dict", "typing.Dict", "typing.Mapping", "typing.MutableMapping"),
        *("collections.abc.Mapping", "collections.abc.MutableMapping", "collections.OrderedDict"),
    }
)
LISTS = frozenset(
    {
        *("builtins.list", "builtins.set", "builtins.tuple", "typing.List", "typing.Sequence"),
        *("collections.abc.Sequence", "collections.abc.Iterable", "typing.Iterable"),
    }
)
VALIDATING = frozenset(
    {
        *("model_validate", "model_validate_json", "parse_obj", "parse_raw", "validate_python"),
        *("validate_json", "model_validate_strings", "from_dict", "validate"),
        *("deserialize", "load"),
    }
)
"""Methods of Pydantic's models and adapters, and of the like, that validate their argument."""
DECODERS = frozenset({"json.loads", "orjson.loads", "ujson.loads", "msgspec.json.decode"})


class Body:
    """A body that nothing validates.

    Attributes:
        node: The parameter, or the expression that reads the request.
        what: The source of the parameter with its type, or of the call.
        is_parameter: Whether it is a parameter.
    """

    __slots__ = ("is_parameter", "node", "what")

    def __init__(self, node: ast.arg | ast.expr, what: str, *, is_parameter: bool) -> None:
        """Store what was found."""
        self.node = node
        self.what = what
        self.is_parameter = is_parameter


def raw_bodies_of(route: Route, module: Module, *, is_strict: bool) -> Iterator[Body]:
    """Yield each body of a route that no model validates.

    FastAPI reads a mapping without a marker from the body, and a scalar from the query; `Any`,
    `object` and no annotation are scalars to it, unless `Body()` says otherwise.

    Args:
        route: The route.
        module: Its file.
        is_strict: Whether bytes and forms count that the function passes on unread.
    """
    arguments = route.function.args
    defaults = dict(parameters_with_defaults(arguments))
    requests = set()
    checked: set[str] | None = None
    for parameter in parameters_of(arguments):
        if parameter in {arguments.vararg, arguments.kwarg}:
            continue
        annotation = parameter.annotation
        if annotation is not None and admits(annotation, REQUESTS, module):
            requests.add(parameter.arg)
        elif route.has_body and f"{{{parameter.arg}" not in route.path:
            default = defaults.get(parameter)
            if not _is_raw(annotation, default, module):
                continue
            if checked is None:
                checked = _checked_names(route, module)
            if parameter.arg not in checked:
                shown = (
                    f"{parameter.arg}: {module.segment(annotation)}"
                    if annotation
                    else parameter.arg
                )
                yield Body(parameter, shown, is_parameter=True)
    if requests:
        yield from _raw_reads(route.function, requests, module, is_strict=is_strict)


def _checked_names(route: Route, module: Module) -> set[str]:
    """Return the names that a route passes to a model."""
    return {
        argument.id
        for call in _Function(route.function, module).calls
        if _checks(call, module)
        for argument in arguments_of(call)
        if isinstance(argument, ast.Name)
    }


def _is_raw(annotation: ast.expr | None, default: ast.expr | None, module: Module) -> bool:
    """Return whether a parameter accepts any body."""
    marker = _marker(default, module) or _marker_in(annotation, module)
    if marker not in {"", "Body"}:
        return False
    if annotation is None:
        return marker == "Body"
    types = admitted_types(annotation, module)
    if marker == "Body" and any(_admits_anything(each, module) for each in types):
        return True
    return any(_is_open_mapping(each, module) for each in types)


def _marker_in(annotation: ast.expr | None, module: Module) -> str:
    """Return the marker in `Annotated[dict, Body()]`: `Body`, `Depends` or another."""
    found = (_marker(each, module) for each in annotated_with(annotation, module))
    return next(filter(None, found), "")


def _marker(node: ast.expr | None, module: Module) -> str:
    """Return the name of FastAPI's marker that a call makes: `Body`, `Query`, `Depends`, …."""
    if not isinstance(node, ast.Call):
        return ""
    origin = module.resolve(node.func)
    is_marker = origin.startswith(MARKERS)
    return origin.rpartition(".")[2] if is_marker else ("unknown" if origin else "")


def _admits_anything(node: ast.expr, module: Module) -> bool:
    origin = module.resolve(node)
    return is_typing(origin, "Any") or origin == "builtins.object"


def _is_open_mapping(node: ast.expr, module: Module) -> bool:
    """Return whether a type is a mapping with any values, or a list of such."""
    if not isinstance(node, ast.Subscript):
        return module.resolve(node) in DICTS
    origin = module.resolve(node.value)
    elements = elements_of(node)
    if origin in DICTS:
        values = admitted_types(elements[-1], module)
        return any(_admits_anything(each, module) for each in values)
    if origin in LISTS:
        return any(
            _admits_anything(each, module) or _is_open_mapping(each, module)
            for each in admitted_types(elements[0], module)
        )
    return False


class _Function:
    """A route's function, and what its nodes stand in."""

    __slots__ = ("_parents", "calls", "module", "nodes")

    def __init__(self, node: Function, module: Module) -> None:
        self.module = module
        self._parents = Parents()
        self.nodes: list[ast.AST] = self._parents.inside(node)
        self.calls: list[ast.Call] = [each for each in self.nodes if isinstance(each, ast.Call)]

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield the ancestors of a node, the innermost first, up to and including its statement."""
        for each in self._parents.above(node):
            yield each
            if isinstance(each, ast.stmt):
                return

    def names_of(self, node: ast.AST) -> set[str]:
        """Return the variables that the statement around a node assigns its value to."""
        for each in self.above(node):
            targets = targets_of(each)
            if isinstance(each, ast.withitem) and each.optional_vars is not None:
                targets = [each.optional_vars]
            if targets:
                return {target.id for target in targets if isinstance(target, ast.Name)}
        return set()


def _raw_reads(
    node: Function, requests: set[str], module: Module, *, is_strict: bool
) -> Iterator[Body]:
    """Yield each `await request.json()` or the like whose result no model checks."""
    function = _Function(node, module)
    for call in function.calls:
        method = _reader(call, requests)
        if not method:
            continue
        names = function.names_of(call)
        is_looked_into = method == "json" or is_strict
        if method == "body":
            decoded = set(_decoded(call, names, function))
            is_looked_into = is_looked_into or bool(decoded)
            names = names.union(*(function.names_of(each) for each in decoded))
        elif method == "form":
            is_looked_into = is_looked_into or _has_literal_keys(names, function)
        if is_looked_into and not _is_validated(call, names, function):
            yield Body(call, module.segment(call), is_parameter=False)


def _reader(call: ast.Call, requests: set[str]) -> str:
    """Return the method by which a call reads a request: `json`, `body` or `form`."""
    method = call.func
    if (
        isinstance(method, ast.Attribute)
        and method.attr in READERS
        and isinstance(method.value, ast.Name)
        and method.value.id in requests
    ):
        return method.attr
    return ""


def _decoded(read: ast.Call, names: set[str], function: _Function) -> Iterator[ast.Call]:
    """Yield the calls that decode the JSON that was read."""
    around = set(function.above(read))
    for call in function.calls:
        is_decoder = function.module.resolve(call.func) in DECODERS
        if is_decoder and (call in around or _takes(call, names)):
            yield call


def _has_literal_keys(names: set[str], function: _Function) -> bool:
    """Return whether the function reads named fields: `form["name"]`, `form.get("name")`."""
    for node in function.nodes:
        if isinstance(node, ast.Subscript):
            holder, key = node.value, node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            holder, key = node.func.value, node.args[0]
        else:
            continue
        if isinstance(holder, ast.Name) and holder.id in names and isinstance(key, ast.Constant):
            return True
    return False


def _is_validated(read: ast.Call, names: set[str], function: _Function) -> bool:
    """Return whether a value is passed to a model, directly or by a variable."""
    module = function.module
    if any(isinstance(each, ast.Call) and _checks(each, module) for each in function.above(read)):
        return True
    return any(_checks(call, module) and _takes(call, names) for call in function.calls)


def _checks(call: ast.Call, module: Module) -> bool:
    """Return whether a call checks its argument: `Model(**data)`, `Model.model_validate(data)`."""
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr in VALIDATING:
        return True
    unpacks = any(each.arg is None for each in call.keywords)
    return unpacks and module.resolve(function).rpartition(".")[2][:1].isupper()


def _takes(call: ast.Call, names: set[str]) -> bool:
    """Return whether one of the names is an argument of a call, unpacked or not."""
    return any(isinstance(each, ast.Name) and each.id in names for each in arguments_of(call))
