"""What a project requires of the interpreter."""

from __future__ import annotations

import os
from functools import cache


def oldest_python(path: str) -> tuple[int, int] | None:
    """Return the oldest Python that the project of a file admits.

    Args:
        path: A file of the project.

    Returns:
        Major and minor version by `requires-python` in the nearest `pyproject.toml`; None where
        there is none, or no lower bound in it.
    """
    directory = os.path.dirname(os.path.abspath(path))
    while True:
        pyproject = os.path.join(directory, "pyproject.toml")
        parent = os.path.dirname(directory)
        if os.path.isfile(pyproject):
            there = os.stat(pyproject)
            return _oldest_in(pyproject, there.st_mtime_ns, there.st_size)
        if parent == directory or os.path.exists(os.path.join(directory, ".git")):
            return None
        directory = parent


@cache
def _oldest_in(pyproject: str, _changed: int, _size: int) -> tuple[int, int] | None:
    """Read a file once, as long as it stays as it is: every finding of a default asks."""
    import tomllib

    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        with open(pyproject, "rb") as stream:
            project = tomllib.load(stream).get("project")
        required = project.get("requires-python") if isinstance(project, dict) else None
        specifiers = SpecifierSet(required if isinstance(required, str) else "")
    except (OSError, ValueError, RecursionError, InvalidSpecifier):
        return None
    candidates = [(3, minor) for minor in range(40)]
    if not specifiers:
        return None
    admitted = (v for v in candidates if specifiers.contains(f"{v[0]}.{v[1]}.99"))
    return next(admitted, None)
