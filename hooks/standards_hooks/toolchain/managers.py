"""Files and tables of package managers and tools that uv and Ruff replace, and uv's lock file."""

from __future__ import annotations

from standards_hooks.drift.notation import join_key
from standards_hooks.engine import globs
from standards_hooks.expectations.breach import Breach


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.drift.document import Document
    from standards_hooks.drift.notation import Path
    from standards_hooks.engine.repository import Project


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


def other_files(paths: Iterable[str]) -> Iterator[Breach]:
    """Yield a breach for each file of another package manager or linter.

    Args:
        paths: Files, relative to the project's directory.
    """
    for path in paths:
        tail = "/".join(path.split("/")[-2:])
        name = path.rpartition("/")[2]
        for glob, expected, way_out in OTHER_FILES:
            if globs.matches(tail if "/" in glob else name, glob):
                yield Breach(expected, path, _not_there(f"`{name}`", expected, way_out))
                break


def other_tables(document: Document, path: str) -> Iterator[Breach]:
    """Yield a breach for each table of another package manager or formatter."""
    for key, expected, way_out in OTHER_TABLES:
        if document.has(key):
            message = _not_there(f"`[{join_key(key)}]`", expected, way_out)
            yield Breach(expected, path, message, *document.positions.of(key))


def _not_there(what: str, expected: str, way_out: str) -> str:
    if expected == RUFF_EXPECTED:
        return f"{what} is there; Ruff is the one linter and formatter ({RUFF_CLAUSE}): {way_out}"
    return f"{what} is there; uv is the one package manager ({UV_CLAUSE}): {way_out}"


def lock_breaches(project: Project, document: Document, path: str) -> Iterator[Breach]:
    """Yield the breach of a project with dependencies that has no lock file git knows.

    The lock file of a workspace stands beside a `pyproject.toml` around the project.
    """
    import os

    listed = next((key for key in DEPENDENCIES if document.value(key)), None)
    listed = listed if listed is not None and document.has(listed) else None
    if listed is None or not document.has(("project",)) or _has_lock(project):
        return
    is_ignored = os.path.exists(project.path(LOCK))
    state = "is not known to git" if is_ignored else "is missing"
    way_out = "take it out of `.gitignore` and add it" if is_ignored else "run `uv lock` and add it"
    message = (
        f"`{LOCK}` {state}, and the project has dependencies; every install is to have the same "
        f"ones ({UV_CLAUSE}): {way_out}"
    )
    yield Breach(LOCK_EXPECTED, path, message, *document.positions.of(listed))


def _has_lock(project: Project) -> bool:
    directory = project.directory
    files = frozenset(project.repository.files)
    while directory:
        if f"{directory}/{LOCK}" in files:
            return True
        directory = directory.rpartition("/")[0]
    return LOCK in files
