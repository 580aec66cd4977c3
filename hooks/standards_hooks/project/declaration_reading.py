"""What a directory on the disk declares about its project, and the oldest Python by that."""

from __future__ import annotations

import os
import tomllib
from functools import cache

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project.declaration import (
    DECLARING,
    PYPROJECT,
    SETUP_CFG,
    SETUP_PY,
    Declaration,
    RequiredPython,
)
from standards_hooks.project.metadata import LARGEST_READ, value_at
from standards_hooks.project.poetry import declared_to_poetry
from standards_hooks.project.setup_files import declared_to_setuptools
from standards_hooks.syntax.reading import decode_utf8, read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def declaration_in(directory: str) -> Declaration | None:
    """Return what a directory on the disk declares about its project.

    Args:
        directory: The directory.

    Returns:
        The declaration in `[project]`, else in `[tool.poetry]`, else to setuptools; None where
        there is none, or it cannot be read.
    """
    return _declaration_in(directory, tuple(_state(directory, name) for name in DECLARING))


def _state(directory: str, name: str) -> tuple[int, int]:
    """Return what changes whenever a file does: every finding of some rules asks again."""
    try:
        there = os.stat(os.path.join(directory, name))
    except OSError:
        return (0, 0)
    return there.st_mtime_ns, there.st_size


@cache
def _declaration_in(directory: str, _states: tuple[tuple[int, int], ...]) -> Declaration | None:
    try:
        tables = tomllib.loads(_text(os.path.join(directory, PYPROJECT)))
    except (ValueError, RecursionError):
        return None  # Whatever else is there, this is a finding first.
    return declared_in(tables) or declared_to_setuptools(
        _text(os.path.join(directory, SETUP_CFG)), _text(os.path.join(directory, SETUP_PY))
    )


def declared_in(pyproject: Mapping[str, object]) -> Declaration | None:
    """Return what a `pyproject.toml` declares, to everybody or to Poetry.

    Args:
        pyproject: Its content, as `tomllib` gives it.
    """
    project, poetry = pyproject.get("project"), value_at(pyproject, "tool", "poetry")
    to_poetry = declared_to_poetry(poetry) if isinstance(poetry, dict) else None
    if not isinstance(project, dict):
        return to_poetry
    name, required = project.get("name"), project.get("requires-python")
    python = to_poetry.python if to_poetry else None
    if isinstance(required, str):
        python = RequiredPython(required, required, "project.requires-python")
    return Declaration(PYPROJECT, "project", name if isinstance(name, str) else "", python)


def _text(path: str) -> str:
    """Return the text of a file; nothing where it cannot be read."""
    try:
        return decode_utf8(read_source(path, LARGEST_READ))
    except UncheckableFileError:
        return ""


def oldest_python(path: str) -> tuple[int, int] | None:
    """Return the oldest Python that the project of a file admits.

    Args:
        path: A file of the project.

    Returns:
        Major and minor version by what the nearest directory with a `pyproject.toml`, or else one
        that declares a project to setuptools, requires; None where there is none, or no lower bound
        in it.
    """
    directory = os.path.dirname(os.path.abspath(path))
    while True:
        parent = os.path.dirname(directory)
        declaration = declaration_in(directory)
        if declaration is not None or os.path.isfile(os.path.join(directory, PYPROJECT)):
            required = declaration.python if declaration else None
            return _oldest_in(required.specifier) if required else None
        if parent == directory or os.path.exists(os.path.join(directory, ".git")):
            return None
        directory = parent


@cache
def _oldest_in(specifier: str) -> tuple[int, int] | None:
    """Return the oldest Python that a specifier admits; None for an empty or a wrong one."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        specifiers = SpecifierSet(specifier)
    except InvalidSpecifier:
        return None
    candidates = [(3, minor) for minor in range(40)]
    if not specifiers:
        return None
    admitted = (v for v in candidates if specifiers.contains(f"{v[0]}.{v[1]}.99"))
    return next(admitted, None)
