"""Where a file's loggers come from, and which expressions are loggers."""

from __future__ import annotations

from standards_hooks.semantic.bindings import is_import, targets_of
from standards_hooks.semantic.calls import calls_on_lines_with
from standards_hooks.semantic.expressions import last_name
from standards_hooks.semantic.words import split
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module


STANDARD_FACTORY = "logging.getLogger"
STRUCTURED_FACTORIES = frozenset(
    {"structlog.get_logger", "structlog.getLogger", "structlog.stdlib.get_logger"}
)
FACTORIES = STRUCTURED_FACTORIES | {
    *(STANDARD_FACTORY, "logging.Logger", "logging.LoggerAdapter", "structlog.wrap_logger"),
}

LEVELS = frozenset(
    [
        *("debug", "info", "warning", "warn", "error", "critical", "exception", "fatal", "log"),
        *("trace", "success", "msg"),
        *("adebug", "ainfo", "awarning", "awarn", "aerror", "acritical", "aexception", "afatal"),
        "alog",
    ]
)
"""The methods that log an event: of `logging`, of structlog and its coroutines, and of loguru."""

LEVEL_FIRST = frozenset({"log", "alog"})
"""Of them those that are given the level before the event."""

DERIVING = frozenset({"bind", "getChild", "new", "opt", "patch", "try_unbind", "unbind"})
"""The methods of a logger that return a logger."""


class Loggers:
    """The loggers of one file.

    Attributes:
        places: The calls in all statements that have to do with logging.
    """

    __slots__ = ("_module", "_names", "places")

    def __init__(self, module: Module) -> None:
        """Find where the file makes loggers, and what it calls them."""
        self._module = module
        self._names: frozenset[str] = frozenset()
        self.places = list(calls_on_lines_with(self._words(), module))
        self._names = frozenset(self._made())
        unusual = [name for name in self._names if "log" not in name.lower()]
        if unusual:
            words = [*self._words(), *(name.lower().encode() for name in unusual)]
            self.places = list(calls_on_lines_with(words, module))

    def _words(self) -> list[bytes]:
        """Return what the lines hold on which loggers are made or used by their common names."""
        renamed = [
            name.lower().encode()
            for name, origin in self._module.imported.items()
            if "log" not in name.lower() and _is_about_logging(origin)
        ]
        return [b"log", *renamed]

    def _made(self) -> Iterator[str]:
        """Yield the names and attributes that are assigned a logger."""
        for place in self.places:
            statement = place.statement
            if (
                isinstance(statement, ast.Assign | ast.AnnAssign)
                and statement.value is not None
                and self.is_made(statement.value)
            ):
                yield from filter(None, map(last_name, targets_of(statement)))

    def name_in_module(self) -> str:
        """Return the name of the logger that the module makes or imports; empty without one."""
        module = self._module
        for name, bindings in module.bindings_in(module.scopes[0]).items():
            if all(map(is_import, bindings)):
                if is_logger_name(name) and (name.islower() or name.isupper()):
                    return name
            elif name in self._names:
                return name
        return ""

    def is_made(self, node: ast.expr) -> bool:
        """Return whether an expression makes a logger, or binds values to one."""
        if not isinstance(node, ast.Call):
            return False
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr in DERIVING:
            return self.is_logger(function.value)
        return self._module.resolve(function) in FACTORIES or _promises_logger(function)

    def is_logger(self, node: ast.expr) -> bool:
        """Return whether an expression is a logger: by what it is assigned from, or by its name."""
        if isinstance(node, ast.Call):
            return self.is_made(node)
        name = last_name(node)
        if name in self._names or is_logger_name(name):
            return True
        origin = self._module.imported.get(name, "") if isinstance(node, ast.Name) else ""
        # The functions of the module `logging` log, too.
        return origin == "logging" or is_logger_name(origin.rpartition(".")[2])

    def is_logging(self, call: ast.Call) -> bool:
        """Return whether a call logs an event."""
        function = call.func
        return (
            isinstance(function, ast.Attribute)
            and function.attr in LEVELS
            and self.is_logger(function.value)
        )


def _is_about_logging(origin: str) -> bool:
    """Return whether an import brings a logger, or something of `logging` or structlog."""
    return origin.startswith(("logging", "structlog")) or is_logger_name(origin.rpartition(".")[2])


def is_logger_name(name: str) -> bool:
    """Return whether a name is one that loggers have."""
    return split(name)[-1:] in (["log"], ["logger"])


def _promises_logger(function: ast.expr) -> bool:
    """Return whether a function is called `get_logger`, `get_run_logger` or the like."""
    words = split(last_name(function))
    return words[:1] == ["get"] and words[-1] == "logger"
