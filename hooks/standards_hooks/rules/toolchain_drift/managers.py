"""Files and tables of package managers and tools that uv and Ruff replace, and uv's lock file."""

from __future__ import annotations

import os
import re

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project import globs
from standards_hooks.project.project_files import read_text
from standards_hooks.project.toml_notation import join_key
from standards_hooks.project.violation import Violation


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.project.document import Document
    from standards_hooks.project.repository import Project
    from standards_hooks.project.toml_notation import Path


LOCK_EXPECTED = "uv-lock"
UV_EXPECTED = "uv-alone"
RUFF_EXPECTED = "ruff-alone"
UV_CLAUSE = "Package Management, uv"
RUFF_CLAUSE = "Code Style and Formatting, Ruff Configuration"
LOCK = "uv.lock"
TO_DEPENDENCIES = "move its dependencies to `pyproject.toml` with `uv add`, and remove it"
TO_RUFF = "move the settings that you need to `[tool.ruff]`, and remove it"
OTHER_FILES = (
    ("requirements*.txt", UV_EXPECTED, TO_DEPENDENCIES),
    ("requirements/*.txt", UV_EXPECTED, TO_DEPENDENCIES),
    ("Pipfile", UV_EXPECTED, TO_DEPENDENCIES),
    ("Pipfile.lock", UV_EXPECTED, "remove it: `uv lock` writes `uv.lock`"),
    ("poetry.lock", UV_EXPECTED, "remove it: `uv lock` writes `uv.lock`"),
    ("pdm.lock", UV_EXPECTED, "remove it: `uv lock` writes `uv.lock`"),
    ("setup.py", UV_EXPECTED, "move its metadata to `[project]`, and remove it"),
    ("environment.yml", UV_EXPECTED, TO_DEPENDENCIES),
    ("environment.yaml", UV_EXPECTED, TO_DEPENDENCIES),
    (".flake8", RUFF_EXPECTED, TO_RUFF),
    (".pylintrc", RUFF_EXPECTED, TO_RUFF),
)
"""Globs of files that must not exist, and what to do instead."""
CONDA = re.compile(r"^(?:dependencies|channels)[ \t]*:", re.MULTILINE)
EXAMPLES = frozenset({"example", "examples", "sample", "samples"})
"""Directories of small programs that readers copy and install on their own."""
SHAPES = {
    "setup.py": re.compile(r"^[ \t]*(?:from|import)[ \t]+(?:setuptools|distutils)\b", re.MULTILINE),
    "environment.yml": CONDA,
    "environment.yaml": CONDA,
}
"""The content of files whose names alone are not enough."""
OTHER_TABLES: tuple[tuple[Path, str, str], ...] = (
    (("tool", "poetry"), UV_EXPECTED, "move it to `[project]`, and remove it"),
    (("tool", "black"), RUFF_EXPECTED, "move it to `[tool.ruff.format]`, and remove it"),
    (("tool", "isort"), RUFF_EXPECTED, "move it to `[tool.ruff.lint.isort]`, and remove it"),
)
DEPENDENCIES: tuple[Path, ...] = (
    ("project", "dependencies"),
    ("project", "optional-dependencies"),
    ("dependency-groups",),
    ("tool", "uv", "dev-dependencies"),
)


def other_files(project: Project, paths: Iterable[str]) -> Iterator[Violation]:
    """Yield a violation for each file of another package manager or linter.

    Args:
        project: The project.
        paths: Files of it, relative to its directory.
    """
    for path in paths:
        found = _other_file(path)
        if found is not None and found[0] == UV_EXPECTED and _is_of_example(path):
            continue
        if found is not None and _is_really_other_file(project, path):
            yield Violation(found[0], path, _message(f"`{path.rpartition('/')[2]}`", *found))


def _is_of_example(path: str) -> bool:
    """Return whether a file belongs to an example, which is not part of the project around it."""
    return not EXAMPLES.isdisjoint(path.split("/")[:-1])


def may_be_other_file(name: str) -> bool:
    """Return whether a file of this base name may be one of another package manager or linter."""
    return _other_file(name) is not None or _other_file(f"requirements/{name}") is not None


def _other_file(path: str) -> tuple[str, str] | None:
    """Return the expectation that a file of this name violates, and what to do."""
    name = path.rpartition("/")[2]
    tail = "/".join(path.split("/")[-2:])
    for glob, expected, way_out in OTHER_FILES:
        if globs.matches(tail if "/" in glob else name, glob):
            return expected, way_out
    return None


def _is_really_other_file(project: Project, path: str) -> bool:
    """Return whether a file with a common name is really that of a package manager.

    `src/shop/setup.py` may be a module, and `environment.yml` the application's settings.
    """
    name = path.rpartition("/")[2]
    shape = SHAPES.get(name)
    if shape is None or path == "setup.py":
        return True
    try:
        return shape.search(read_text(project.path(path))) is not None
    except UncheckableFileError:
        return False


def other_tables(document: Document, path: str) -> Iterator[Violation]:
    """Yield a violation for each table of another package manager or formatter."""
    for key, expected, way_out in OTHER_TABLES:
        if document.has(key):
            message = _message(f"`[{join_key(key)}]`", expected, way_out)
            yield Violation(expected, path, message, *document.place(key))


def _message(what: str, expected: str, way_out: str) -> str:
    if expected == RUFF_EXPECTED:
        return f"{what} exists; Ruff is the only linter and formatter ({RUFF_CLAUSE}): {way_out}"
    return f"{what} exists; uv is the only package manager ({UV_CLAUSE}): {way_out}"


def lock_violations(project: Project, document: Document, path: str) -> Iterator[Violation]:
    """Yield the violation of a project with dependencies whose lock file git does not track.

    The lock file of a workspace is beside a `pyproject.toml` around the project. One that exists
    but is not tracked was probably forgotten: nobody else has it.
    """
    listed = next((key for key in DEPENDENCIES if document.value(key)), None)
    if listed is None or not document.has(listed) or not document.has(("project",)):
        return
    state, way_out = _state_of_lock(project)
    if state:
        message = (
            f"`{LOCK}` {state}, and the project has dependencies; every install needs the same "
            f"versions ({UV_CLAUSE}): {way_out}"
        )
        yield Violation(LOCK_EXPECTED, path, message, *document.place(listed))


def _state_of_lock(project: Project) -> tuple[str, str]:
    """Return what is wrong with the lock file and what to do; empty where git tracks one."""
    repository = project.repository
    known = [path for path in _places_of_lock(project.directory) if path in repository.files]
    if any(repository.is_tracked(path) for path in known):
        return "", ""
    there = [os.path.join(repository.root, path) for path in _places_of_lock(project.directory)]
    shown = [os.path.relpath(path).replace(os.sep, "/") for path in there if os.path.exists(path)]
    if not shown:
        return "is missing", "run `uv lock` and commit it"
    if known:
        return "is not tracked by git", f"run `git add {shown[0]}`"
    return "is ignored by git", f"remove it from `.gitignore`, and run `git add {shown[0]}`"


def _places_of_lock(directory: str) -> Iterator[str]:
    while directory:
        yield f"{directory}/{LOCK}"
        directory = directory.rpartition("/")[0]
    yield LOCK
