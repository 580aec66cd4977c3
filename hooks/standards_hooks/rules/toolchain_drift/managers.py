"""Files and tables of package managers and tools that uv and Ruff replace, and uv's lock file."""

from __future__ import annotations

import re

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project import globs
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
TO_DEPENDENCIES = "move what it lists to `pyproject.toml` with `uv add`, and remove it"
TO_RUFF = "move what is still wanted to `[tool.ruff]`, and remove it"
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
"""Globs of names that must not be there, and the way out."""
CONDA = re.compile(r"^(?:dependencies|channels)[ \t]*:", re.MULTILINE)
EXAMPLES = frozenset({"example", "examples", "sample", "samples"})
"""Directories of small programs that readers copy, and install as they like."""
SHAPES = {
    "setup.py": re.compile(r"^[ \t]*(?:from|import)[ \t]+(?:setuptools|distutils)\b", re.MULTILINE),
    "environment.yml": CONDA,
    "environment.yaml": CONDA,
}
"""What the files say whose names alone tell too little."""
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
        if found is not None and _is_what_it_is_called(project, path):
            yield Violation(found[0], path, _not_there(f"`{path.rpartition('/')[2]}`", *found))


def _is_of_example(path: str) -> bool:
    """Return whether a file belongs to an example, which is no part of the project it stands in."""
    return not EXAMPLES.isdisjoint(path.split("/")[:-1])


def may_be_other_file(name: str) -> bool:
    """Return whether a file of this base name may be one of another package manager or linter."""
    return _other_file(name) is not None or _other_file(f"requirements/{name}") is not None


def _other_file(path: str) -> tuple[str, str] | None:
    """Return the expectation that a file of this name breaks, and the way out."""
    name = path.rpartition("/")[2]
    tail = "/".join(path.split("/")[-2:])
    for glob, expected, way_out in OTHER_FILES:
        if globs.matches(tail if "/" in glob else name, glob):
            return expected, way_out
    return None


def _is_what_it_is_called(project: Project, path: str) -> bool:
    """Return whether a name that other files have as well is here that of a package manager's file.

    `src/shop/setup.py` may be a module, and `environment.yml` the application's own settings.
    """
    name = path.rpartition("/")[2]
    shape = SHAPES.get(name)
    if shape is None or path == "setup.py":
        return True
    from standards_hooks.project.violation import read_text

    try:
        return shape.search(read_text(project.path(path))) is not None
    except UncheckableFileError:
        return False


def other_tables(document: Document, path: str) -> Iterator[Violation]:
    """Yield a violation for each table of another package manager or formatter."""
    for key, expected, way_out in OTHER_TABLES:
        if document.has(key):
            message = _not_there(f"`[{join_key(key)}]`", expected, way_out)
            yield Violation(expected, path, message, *document.positions.of(key))


def _not_there(what: str, expected: str, way_out: str) -> str:
    if expected == RUFF_EXPECTED:
        return f"{what} is there; Ruff is the one linter and formatter ({RUFF_CLAUSE}): {way_out}"
    return f"{what} is there; uv is the one package manager ({UV_CLAUSE}): {way_out}"


def lock_violations(project: Project, document: Document, path: str) -> Iterator[Violation]:
    """Yield the violation of a project with dependencies whose lock file git does not track.

    The lock file of a workspace stands beside a `pyproject.toml` around the project. One that is
    there and not tracked is the one that somebody forgot to add: nobody else has it.
    """
    listed = next((key for key in DEPENDENCIES if document.value(key)), None)
    if listed is None or not document.has(listed) or not document.has(("project",)):
        return
    state, way_out = _state_of_lock(project)
    if state:
        message = (
            f"`{LOCK}` {state}, and the project has dependencies; every install is to have the "
            f"same ones ({UV_CLAUSE}): {way_out}"
        )
        yield Violation(LOCK_EXPECTED, path, message, *document.positions.of(listed))


def _state_of_lock(project: Project) -> tuple[str, str]:
    """Return what is wrong with the lock file and the way out; empty where git tracks one."""
    import os

    repository = project.repository
    known = [path for path in _places_of_lock(project.directory) if path in repository.files]
    if any(repository.is_tracked(path) for path in known):
        return "", ""
    there = [os.path.join(repository.root, path) for path in _places_of_lock(project.directory)]
    shown = [os.path.relpath(path).replace(os.sep, "/") for path in there if os.path.exists(path)]
    if not shown:
        return "is missing", "run `uv lock` and add it"
    if known:
        return "is not tracked by git", f"run `git add {shown[0]}`"
    return "is ignored by git", f"take it out of `.gitignore`, and run `git add {shown[0]}`"


def _places_of_lock(directory: str) -> Iterator[str]:
    while directory:
        yield f"{directory}/{LOCK}"
        directory = directory.rpartition("/")[0]
    yield LOCK
