"""What `setup.cfg` and `setup.py` declare to setuptools.

A `setup.py` is read, never run: of its call of `setup()` only literals count.
"""

from __future__ import annotations

import configparser
import re

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project.declaration import (
    SETUP_CFG,
    SETUP_PY,
    Declaration,
    RequiredPython,
)
from standards_hooks.semantic.expressions import last_name
from standards_hooks.syntax.parsing import ast, parse


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


BUILD_ALONE = frozenset(
    {
        "cffi_modules",
        "cmdclass",
        "distclass",
        "ext_modules",
        "ext_package",
        "include_dirs",
        "include_package_data",
        "libraries",
        "options",
        "rust_extensions",
        "zip_safe",
    }
)
"""Arguments of `setup()` about the build of extensions, which `[project]` has no keys for."""
CFG_PYTHON = re.compile(r"^[ \t]*python_requires[ \t]*[=:]", re.MULTILINE)


def declared_to_setuptools(cfg: str, script: str) -> Declaration | None:
    """Return what is declared to setuptools; the two files add up.

    Args:
        cfg: The text of the `setup.cfg`; empty for none.
        script: The text of the `setup.py`; empty for none.

    Returns:
        The declaration; None where neither has metadata or options of a project.
    """
    sections = _sections(cfg)
    metadata, options = sections.get("metadata", {}), sections.get("options", {})
    arguments = arguments_of_setup(script)
    declares = arguments is not None and not builds_alone(arguments)
    if not metadata.get("name") and not options and not declares:
        return None
    given = arguments or {}
    python: RequiredPython | None = None
    if options.get("python_requires"):
        found = CFG_PYTHON.search(cfg)
        line = cfg.count("\n", 0, found.start()) + 1 if found else 1
        required = options["python_requires"]
        python = RequiredPython(required, required, "options.python_requires", line)
    elif written := _literal(given.get("python_requires")):
        python = RequiredPython(
            written, written, "python_requires", given["python_requires"].lineno
        )
    name = metadata.get("name") or _literal(given.get("name"))
    if declares:
        return Declaration(SETUP_PY, "", name, python)
    return Declaration(SETUP_CFG, "metadata", name, python)


def _sections(text: str) -> dict[str, dict[str, str]]:
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text)
    except configparser.Error:
        return {}
    return {name: dict(parser.items(name)) for name in parser.sections()}


def arguments_of_setup(text: str) -> dict[str, ast.expr] | None:
    """Return the arguments of the call of `setup()` in a `setup.py`.

    Args:
        text: The text of the file.

    Returns:
        Its keyword arguments, with an empty name for what `**` passes; None without such a call.
    """
    if "setup" not in text:
        return None
    try:
        tree = parse(text.encode())
    except UncheckableFileError:
        return None
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Call) and last_name(node.func) == "setup":
            return {keyword.arg or "": keyword.value for keyword in node.keywords}
        for field in node._fields:
            value = getattr(node, field, None)
            items = value if isinstance(value, list) else [value]
            pending += [each for each in items if isinstance(each, ast.AST)]
    return None


def builds_alone(arguments: Mapping[str, ast.expr]) -> bool:
    """Return whether a call of `setup()` only builds extensions, and declares no metadata."""
    return bool(arguments) and BUILD_ALONE.issuperset(arguments)


def _literal(expression: ast.expr | None) -> str:
    """Return the text of a string; nothing for any other expression."""
    value = expression.value if isinstance(expression, ast.Constant) else None
    return value if isinstance(value, str) else ""
