"""Where logging is configured, so that loggers of the standard library are allowed."""

from __future__ import annotations

import os

from standards_hooks.semantic.expressions import last_name, literal_text
from standards_hooks.semantic.words import split
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from standards_hooks.semantic.calls import Place
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


CONFIGURATION_WORDS = frozenset(
    [
        *("conf", "config", "configs", "configuration", "settings"),
        *("log", "logger", "loggers", "logging", "logs", "structlog"),
    ]
)
"""Words in the names of modules and packages that may configure: `settings`, `logging_setup`."""

CONFIGURING = frozenset(
    [
        *("logging.basicConfig", "logging.config.dictConfig", "logging.config.fileConfig"),
        *("structlog.configure", "structlog.configure_once"),
    ]
)
HANDLING = frozenset({"addFilter", "addHandler", "removeHandler", "setFormatter"})
"""Methods of loggers and handlers that configure them."""

DICTIONARY = frozenset({"filters", "formatters", "handlers", "loggers", "root"})
"""The keys of a dictionary for `dictConfig`, one of which it has beside `version`."""

LOGGING_WORDS = frozenset({"log", "logger", "loggers", "logging", "logs", "structlog"})

SETTING_UP = frozenset(
    [
        *("begin", "capture", "config", "configure", "disable", "enable", "init", "initialise"),
        *("initialize", "install", "intercept", "mute", "patch", "prepare", "quiet", "redirect"),
        *("reset", "restore", "set", "setup", "silence", "start", "suppress"),
    ]
)
"""Words of functions that configure logging, beside one of `LOGGING_WORDS`."""

PROVIDING = frozenset({"build", "create", "get", "make", "new"})
"""Words of functions that make a logger for others, beside one of `LOGGING_WORDS`."""

COMMAND_WORDS = frozenset({"cli", "command", "commands", "console", "script", "scripts"})
MAIN = "main"


def configures_logging(module: Module, places: Iterable[Place]) -> bool:
    """Return whether logging is configured in a module: its name does not suffice.

    Args:
        module: The file.
        places: The calls that have to do with logging.

    Returns:
        Whether it is where one looks for that, by its name or those of its packages, and it calls
        `basicConfig`, `structlog.configure` or the like, adds handlers, or holds the dictionary
        that Django or a server configures logging with.
    """
    return _may_configure(module.path) and (
        any(_configures(place.call, module) for place in places)
        or any(
            isinstance(statement, ast.Assign | ast.AnnAssign) and _is_dictionary(statement.value)
            for statement in module.scopes[0].assignments
        )
    )


def _may_configure(path: str) -> bool:
    """Return whether a file is called after logging or settings, or a directory of it is."""
    *directories, name = _parts_of(path)
    return not CONFIGURATION_WORDS.isdisjoint(split(name.partition(".")[0])) or any(
        directory.strip("_") in CONFIGURATION_WORDS for directory in directories
    )


def _configures(call: ast.Call, module: Module) -> bool:
    return last_name(call.func) in HANDLING or module.resolve(call.func) in CONFIGURING


def _is_dictionary(value: ast.expr | None) -> bool:
    if not isinstance(value, ast.Dict):
        return False
    keys = frozenset(map(literal_text, value.keys))
    return "version" in keys and not DICTIONARY.isdisjoint(keys)


def is_named(path: str, names: Container[str]) -> bool:
    """Return whether a file is called by one of several names of modules, without `.py`."""
    return _parts_of(path)[-1].partition(".")[0] in names


def _parts_of(path: str) -> list[str]:
    relative = os.path.relpath(path) if os.path.isabs(path) else path
    return relative.replace(os.sep, "/").split("/")


def is_command(path: str) -> bool:
    """Return whether a file is a command-line program, by its name and directories."""
    *directories, name = _parts_of(path)
    parts = [*directories, name.partition(".")[0]]
    return any(not COMMAND_WORDS.isdisjoint(split(part)) for part in parts)


def is_setting_up(scope: Scope) -> bool:
    """Return whether a scope is in a function that is called like `setup_logging`."""
    return _is_called(scope, SETTING_UP)


def is_providing(place: Place) -> bool:
    """Return whether a function returns the logger that it makes, or is called `get_logger`."""
    return isinstance(place.parent, ast.Return) or _is_called(place.scope, PROVIDING)


def _is_called(scope: Scope, verbs: frozenset[str]) -> bool:
    for around in scope.around():
        words = frozenset(split(around.name) if around.is_function else ())
        if not (words.isdisjoint(verbs) or words.isdisjoint(LOGGING_WORDS)):
            return True
    return False


def is_in_main(place: Place, module: Module) -> bool:
    """Return whether a call is in a function `main`, or in `__main__.py`."""
    return os.path.basename(module.path) == "__main__.py" or any(
        each.is_function and each.name.strip("_") == MAIN for each in place.scope.around()
    )
