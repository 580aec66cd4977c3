"""The documents around a project's, and the files that its own governs."""

from __future__ import annotations

from standards_hooks.drift.document import read_document
from standards_hooks.drift.layout import is_own, joined, layout_of
from standards_hooks.drift.subject import RUFF, Subject
from standards_hooks.engine.errors import UncheckableFileError
from standards_hooks.engine.repository import PYPROJECT, Project


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.drift.document import Document
    from standards_hooks.drift.layout import Layout


def document_of(project: Project) -> Document:
    """Read the `pyproject.toml` of a project.

    Raises:
        UncheckableFileError: If it cannot be read.
    """
    return read_document(project.path(PYPROJECT), project.pyproject, project.directory)


def subject_of(project: Project, document: Document) -> Subject:
    """Return a project's document with its surroundings, which are read when they are needed."""
    return Subject(document, lambda: _layout(project), lambda: documents_around(project))


def documents_around(project: Project) -> list[Document]:
    """Return the readable documents of the directories around a project, the nearest first."""
    directory = project.directory
    found = []
    while directory:
        directory = directory.rpartition("/")[0]
        outer = Project(project.repository, directory)
        document = _readable(outer) if _pyproject(directory) in project.repository.files else None
        if document is not None:
            found.append(document)
    return found


def _layout(project: Project) -> Layout:
    """Tell the layout of the projects that a project's Ruff settings govern, its own first."""
    start = f"{project.directory}/" if project.directory else ""
    files = [path[len(start) :] for path in project.repository.files if path.startswith(start)]
    inner = [path.removesuffix(f"/{PYPROJECT}") for path in files if path.endswith(f"/{PYPROJECT}")]
    foreign = [each for each in inner if _has_own_ruff(Project(project.repository, start + each))]
    members: dict[str, list[str]] = {"": []}
    for path in files:
        holders = [each for each in inner if path.startswith(f"{each}/")]
        if not any(each in foreign for each in holders):
            member = max(holders, key=len, default="")
            members.setdefault(member, []).append(path[len(member) :].lstrip("/"))
    return joined({each: layout_of(paths) for each, paths in members.items() if is_own(each)})


def _has_own_ruff(project: Project) -> bool:
    document = _readable(project)
    return document is not None and document.has(RUFF)


def _readable(project: Project) -> Document | None:
    try:
        return document_of(project)
    except UncheckableFileError:
        return None  # It is a finding of its own project.


def _pyproject(directory: str) -> str:
    return f"{directory}/{PYPROJECT}" if directory else PYPROJECT
