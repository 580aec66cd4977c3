"""Where logging is configured, so that loggers of the standard library are allowed."""

from __future__ import annotations

import os

from standards_hooks.semantic.programs import is_in_guard
from standards_hooks.semantic.words import split


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope
    from standards_hooks.syntax.parsing import ast


CONFIGURATION_WORDS = frozenset(
    [
        *("conf", "config", "configs", "configuration", "settings"),
        *("log", "logger", "loggers", "logging", "logs", "structlog"),
    ]
)
"""Words in the names of modules and packages that configure: `settings`, `logging_setup`."""

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


def is_configuration_module(path: str, further: Container[str] = ()) -> bool:
    """Return whether a file configures logging, by its name and those of its directories.

    Args:
        path: The file; the directories above the working directory do not count.
        further: Names of modules, without `.py`, that configure logging as well.

    Returns:
        Whether its name contains one of the words, or a directory is called by one: `config.py`,
        `logging_setup.py`, `app/settings/local.py`.
    """
    relative = os.path.relpath(path) if os.path.isabs(path) else path
    *directories, name = relative.replace(os.sep, "/").split("/")
    stem = name.partition(".")[0]
    return (
        stem in further
        or not CONFIGURATION_WORDS.isdisjoint(split(stem))
        or any(directory.strip("_") in CONFIGURATION_WORDS for directory in directories)
    )


def is_command(path: str) -> bool:
    """Return whether a file is a command-line program, by its name and directories."""
    relative = os.path.relpath(path) if os.path.isabs(path) else path
    parts = relative.replace(os.sep, "/").partition(".")[0].split("/")
    return any(not COMMAND_WORDS.isdisjoint(split(part)) for part in parts)


def is_setting_up(scope: Scope) -> bool:
    """Return whether a scope is in a function that is called like `setup_logging`."""
    return _is_called(scope, SETTING_UP)


def is_providing(scope: Scope) -> bool:
    """Return whether a scope is in a function that is called like `get_logger`."""
    return _is_called(scope, PROVIDING)


def _is_called(scope: Scope, verbs: frozenset[str]) -> bool:
    for around in scope.around():
        words = frozenset(split(around.name) if around.is_function else ())
        if not (words.isdisjoint(verbs) or words.isdisjoint(LOGGING_WORDS)):
            return True
    return False


def is_in_main(statement: ast.stmt, scope: Scope, module: Module) -> bool:
    """Return whether a statement runs where a program starts.

    Args:
        statement: The statement.
        scope: The scope that it is in.
        module: The file.

    Returns:
        Whether it is in a function `main`, in `__main__.py`, or under `if __name__ == "__main__"`.
    """
    if any(each.is_function and each.name.strip("_") == MAIN for each in scope.around()):
        return True
    return os.path.basename(module.path) == "__main__.py" or is_in_guard(statement, module)
