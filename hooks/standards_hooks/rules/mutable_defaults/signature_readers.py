"""Who reads the signature of a function, and would publish another default after a fix.

FastAPI's routes and dependencies, the tools of agents and MCP servers, Typer's commands, Celery's
tasks and many others make a schema, a form or a command line of a signature: a default that becomes
`None` there is another interface. A decorator reads the signature unless it is known not to.
"""

from __future__ import annotations

from standards_hooks.semantic.annotations import annotated_with
from standards_hooks.semantic.expressions import arguments_of, callee, last_name
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Function


TYPING_MARKS = ("final", "no_type_check", "overload", "override")
HARMLESS_DECORATORS = frozenset(
    [
        *("builtins.classmethod", "builtins.property", "builtins.staticmethod"),
        *("abc.abstractclassmethod", "abc.abstractmethod", "abc.abstractproperty"),
        *("abc.abstractstaticmethod", "atexit.register", "types.coroutine"),
        *("contextlib.asynccontextmanager", "contextlib.contextmanager"),
        *("functools.cache", "functools.cached_property", "functools.lru_cache"),
        *("functools.singledispatch", "functools.singledispatchmethod", "functools.wraps"),
        *(f"typing.{name}" for name in TYPING_MARKS),
        *(f"typing_extensions.{name}" for name in (*TYPING_MARKS, "deprecated")),
        *("unittest.expectedFailure", "unittest.skip", "unittest.skipIf", "unittest.skipUnless"),
        *("unittest.mock.patch", "unittest.mock.patch.dict", "unittest.mock.patch.multiple"),
        *("unittest.mock.patch.object", "warnings.deprecated"),
        *("pytest.fixture", "pytest_asyncio.fixture"),
        *("backoff.on_exception", "backoff.on_predicate", "tenacity.retry"),
        "django.db.transaction.atomic",
    ]
)
"""Decorators that read no default: by their documentation they mark, wrap or only call.

pytest asks which parameters have a default, not which one, and requests no fixture for those.
`functools.singledispatch` looks at the first argument of a call, which has no default there.
"""

HARMLESS_FAMILY = "pytest.mark."
READERS = frozenset(
    [
        *("Depends", "Security", "add_api_route", "add_api_websocket_route", "add_tool"),
        *("Fire", "command", "from_function", "getfullargspec", "prompt", "resource"),
        *("signature", "task", "tool", "typer.run", "validate_arguments", "validate_call"),
    ]
)
"""The last names, or origins, of calls that read the signature of a function they are given."""

TOOLS = frozenset({"dependencies", "tools"})
"""The keywords by which lists of functions are given to agents and applications."""

MARKING_PACKAGES = frozenset(
    [
        *("annotated_types", "cyclopts", "fast_depends", "fastapi", "fastmcp", "litestar"),
        *("msgspec", "pydantic", "typer"),
    ]
)
"""Packages whose marks in `Annotated[X, …]` are for somebody who reads the signature."""


class SignatureReaders:
    """Says of the functions of one file who reads their signatures."""

    __slots__ = ("_given", "_module")

    def __init__(self, module: Module) -> None:
        """Take the file; its calls are looked at on first use."""
        self._module = module
        self._given: dict[str, str] | None = None

    def of_function(self, node: Function) -> str:
        """Return who may read a function's signature, as a reason; empty where nobody does."""
        for decorator in node.decorator_list:
            name = callee(decorator)
            origin = self._module.resolve(name)
            if origin not in HARMLESS_DECORATORS and not origin.startswith(HARMLESS_FAMILY):
                return f"`@{self._module.segment(name)}` may read the default from the signature"
        if self._given is None:
            self._given = dict(_functions_given(self._module))
        reader = self._given.get(node.name)
        return f"`{reader}` reads the default from the signature" if reader else ""

    def of_parameter(self, parameter: ast.arg) -> str:
        """Return which mark in an annotation is for a reader of the signature, as a reason."""
        if parameter.annotation is None:
            return ""
        for mark in annotated_with(parameter.annotation, self._module):
            name = callee(mark)
            if self._module.resolve(name).partition(".")[0] in MARKING_PACKAGES:
                return f"`{self._module.segment(name)}` is for who reads it from the signature"
        return ""


def _functions_given(module: Module) -> Iterator[tuple[str, str]]:
    """Yield the name of each function that a reader of signatures is given, and the reader's.

    `app.get("/")(search)` is a decorator that is called by hand.
    """
    for call in module.nodes(ast.Call):
        reader = last_name(callee(call.func)) or "a call"
        is_decorator = isinstance(call.func, ast.Call)
        if is_decorator or reader in READERS or module.resolve(call.func) in READERS:
            for argument in arguments_of(call):
                yield last_name(argument), reader
        for keyword in call.keywords:
            if keyword.arg in TOOLS and isinstance(keyword.value, ast.List | ast.Tuple):
                for element in keyword.value.elts:
                    yield last_name(element), keyword.arg or ""
