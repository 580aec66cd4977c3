"""What a project requires of the interpreter."""

from __future__ import annotations

import os


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
            return _oldest_in(pyproject)
        if parent == directory or os.path.exists(os.path.join(directory, ".git")):
            return None
        directory = parent


def _oldest_in(pyproject: str) -> tuple[int, int] | None:
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
