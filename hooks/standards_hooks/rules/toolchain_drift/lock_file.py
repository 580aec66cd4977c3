"""uv's lock file, which exists and is tracked by git."""

from __future__ import annotations

import os

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project.dockerfiles import is_dockerfile
from standards_hooks.project.project_files import read_text
from standards_hooks.project.violation import Violation
from standards_hooks.rules.toolchain_drift.managers import UV_CLAUSE


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.project.document import Document
    from standards_hooks.project.repository import Project, Repository
    from standards_hooks.project.toml_notation import Path


LOCK_EXPECTED = "uv-lock"
LOCK = "uv.lock"
GITIGNORE = ".gitignore"
IGNORES_LOCK = frozenset({LOCK, "*.lock"})
DEPENDENCIES: tuple[Path, ...] = (
    ("project", "dependencies"),
    ("project", "optional-dependencies"),
    ("dependency-groups",),
    ("tool", "uv", "dev-dependencies"),
)


def lock_violations(project: Project, document: Document, path: str) -> Iterator[Violation]:
    """Yield the violation of a project with dependencies whose lock file git does not track.

    The lock file of a workspace is beside a `pyproject.toml` around the project. One that exists
    but is not tracked was probably forgotten: nobody else has it. A library may ignore it on
    purpose: who installs it does so without.
    """
    listed = next((key for key in DEPENDENCIES if document.value(key)), None)
    if listed is None or not document.has(listed) or not document.has(("project",)):
        return
    state, way_out = _state_of_lock(project, is_library=_is_library(project, document))
    if state:
        message = (
            f"`{LOCK}` {state}, and the project has dependencies; every install needs the same "
            f"versions ({UV_CLAUSE}): {way_out}"
        )
        yield Violation(LOCK_EXPECTED, path, message, *document.place(listed))


def _is_library(project: Project, document: Document) -> bool:
    """Return whether a project is built for others to install, and runs in no image of its own."""
    return document.has(("build-system",)) and not any(map(is_dockerfile, project.files))


def _state_of_lock(project: Project, *, is_library: bool) -> tuple[str, str]:
    """Return what is wrong with the lock file and what to do; empty where git tracks one."""
    repository = project.repository
    places = list(_places_of_lock(project.directory))
    known = [path for path in places if path in repository.files]
    if any(repository.is_tracked(path) for path in known):
        return "", ""
    ignoring = _ignoring(repository, places)
    if ignoring:
        way_out = f"remove the line from `{ignoring}`, run `uv lock` and commit it"
        return ("", "") if is_library else ("is ignored by git", way_out)
    there = [os.path.join(repository.root, path) for path in places]
    shown = [os.path.relpath(path).replace(os.sep, "/") for path in there if os.path.exists(path)]
    if not shown:
        return "is missing", "run `uv lock` and commit it"
    if known:
        return "is not tracked by git", f"run `git add {shown[0]}`"
    return "is ignored by git", f"run `git add --force {shown[0]}`"


def _ignoring(repository: Repository, places: Iterable[str]) -> str:
    """Return the `.gitignore` of the repository that ignores a lock file; empty where none does.

    The file need not be there: what is ignored is never in a fresh clone.
    """
    for place in places:
        directory = place.rpartition("/")[0]
        path = f"{directory}/{GITIGNORE}" if directory else GITIGNORE
        if path in repository.files and _ignores_lock(os.path.join(repository.root, path)):
            return path
    return ""


def _ignores_lock(gitignore: str) -> bool:
    try:
        lines = read_text(gitignore).splitlines()
    except UncheckableFileError:
        return False
    return any(line.strip().removeprefix("**").removeprefix("/") in IGNORES_LOCK for line in lines)


def _places_of_lock(directory: str) -> Iterator[str]:
    while directory:
        yield f"{directory}/{LOCK}"
        directory = directory.rpartition("/")[0]
    yield LOCK
