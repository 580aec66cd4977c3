"""Which module has tests, exceptions or settings, by its text."""

from __future__ import annotations

import ast
import re

from standards_hooks.project.violation import Violation
from standards_hooks.semantic.expressions import last_name


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


TEST = re.compile(r"^(?:    )?(?:async )?def test_?\w*\(|^class Test\w*\b", re.MULTILINE)
EXCEPTION_CLASS = re.compile(r"^class [A-Za-z]\w*\(.*(?:Exception|Error)\b", re.MULTILINE)
SETTINGS = "BaseSettings"
SETTINGS_PACKAGE = "settings"
"""A whole package of settings is fine; a module of that name should be `config.py`."""
SHOWN = 3
"""The most names of classes in a message."""
EXCEPTIONS_CLAUSE = "Error Handling, Create custom exceptions"
SETTINGS_CLAUSE = "Code Organization, Project Structure"


def has_tests(text: str) -> bool:
    """Return whether a module defines a test."""
    return TEST.search(text) is not None


def is_module(path: str, name: str) -> bool:
    """Return whether a path is the module of a name, or in the package of that name."""
    parts = path.removesuffix(".py").split("/")
    return name in parts[1:]


def exception_violations(package: str, sources: Iterable[tuple[str, str]]) -> Iterator[Violation]:
    """Yield the violation of a package with exceptions of its own and without a module for them.

    Args:
        package: Directory of the package.
        sources: Its modules and their texts.
    """
    modules = list(sources)
    if any(is_module(path, "exceptions") for path, _ in modules):
        return
    for path, text in modules:
        if EXCEPTION_CLASS.search(text) is None:
            continue
        for name, line in _classes(text, _is_exception):
            if not name.startswith("_"):
                message = (
                    f"`{name}` is an exception, and `{package}` has no module for them "
                    f"({EXCEPTIONS_CLAUSE}): create `{package}/exceptions.py` and move it there"
                )
                yield Violation("exceptions-module", path, message, line)
                return


def settings_violations(package: str, sources: Iterable[tuple[str, str]]) -> Iterator[Violation]:
    """Yield a violation for each module with settings classes that is not the one for them.

    Args:
        package: Directory of the package.
        sources: Its modules and their texts.
    """
    for path, text in sources:
        if SETTINGS not in text or is_module(path, "config") or SETTINGS_PACKAGE in path.split("/"):
            continue
        found = list(_classes(text, lambda base: base == SETTINGS))
        if found:
            names = ", ".join(f"`{name}`" for name, _ in found[:SHOWN])
            more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
            what = "is a settings class" if len(found) == 1 else "are settings classes"
            pronoun = "it" if len(found) == 1 else "them"
            message = (
                f"{names}{more} {what} outside `config.py` ({SETTINGS_CLAUSE}): move {pronoun} to "
                f"`{package}/config.py`"
            )
            yield Violation("configuration-module", path, message, found[0][1])


def _is_exception(base: str) -> bool:
    return base.endswith(("Exception", "Error"))


def _classes(text: str, is_base: Callable[[str], bool]) -> Iterator[tuple[str, int]]:
    """Yield the classes of a module with such a base, with their lines."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return  # It is a finding of the hooks that look at single files.
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and any(map(is_base, map(last_name, node.bases))):
            yield node.name, node.lineno
