"""What is in force for a project, from its own files and those around it."""

from __future__ import annotations

import functools

from standards_hooks.project.layout import Layout, is_own, joined, layout_of, modules_in
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.rules.pyproject_drift.effective_configuration import Subject
from standards_hooks.rules.pyproject_drift.sources import RUFF, SourceError, Sources
from standards_hooks.rules.pyproject_drift.table_checks import TOOLS, check, check_tool


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.project.document import Document
    from standards_hooks.project.repository import Project
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.deviation import Deviation
    from standards_hooks.rules.pyproject_drift.standard import Standard


class Verdict:
    """What differs from the standard in a project.

    Attributes:
        document: The project's `pyproject.toml`.
        deviations: What differs, each with the document that holds it.
        errors: The files that take part and cannot be read.
    """

    __slots__ = ("deviations", "document", "errors")

    def __init__(self, document: Document) -> None:
        """Start with nothing found."""
        self.document = document
        self.deviations: list[Deviation] = []
        self.errors: list[SourceError] = []

    def add(self, deviations: list[Deviation], own: Document) -> None:
        """Add what was found; what names no document is in the one in force."""
        for deviation in deviations:
            deviation.document = deviation.document or own
        self.deviations += deviations


def verdict_of(
    project: Project, sources: Sources, standard: Standard, replaced: Document | None = None
) -> Verdict:
    """Check a project by all that is in force in it.

    Args:
        project: The project.
        sources: The files of its repository.
        standard: What is required.
        replaced: What its `pyproject.toml` shall be taken for; None for what it is.

    Returns:
        What differs, and the files that could not be read.

    Raises:
        SourceError: If its `pyproject.toml` cannot be read.
    """
    directory = project.directory
    document = sources.read(_pyproject(directory)) if replaced is None else replaced
    verdict = Verdict(document)
    chains: dict[Path, list[Document]] = {}
    left_out = set()
    for tool in TOOLS:
        try:
            found = _in_force(tool, directory, sources, document)
        except SourceError as error:
            verdict.errors.append(error)
            left_out.add(tool)
            continue
        if found is None:
            left_out.add(tool)
        else:
            chains[tool] = found
    subject = Subject(
        document,
        lambda: _layout(project, sources),
        lambda: _around(project, sources),
        chains,
        modules=functools.cache(lambda tool: _modules(project, sources, tool)),
    )
    for deviation in check(subject, standard, frozenset(left_out)):
        chain = chains.get(deviation.key[:2], [document])
        if deviation.document in chain[1:] and sources.is_in_force_itself(deviation.document):
            continue  # It is a finding of the project there.
        verdict.add([deviation], chain[0])
    for each in sources.nested(directory):
        _check_nested(each, subject, sources, standard, verdict)
    return verdict


def _in_force(
    tool: Path, directory: str, sources: Sources, document: Document
) -> list[Document] | None:
    """Return the file in force for a project's tool and what it extends.

    Returns:
        The project's own document where there is none; None where another project has it.
    """
    found = sources.in_directory(tool, directory)
    if found is None or found.path == document.path:
        if not document.has(tool):
            found = sources.in_force(tool, directory)
            if found is not None and _pyproject(found.directory) in sources.names:
                return None
        else:
            found = document
    if found is None:
        return [document]
    return sources.chain(found) if tool == RUFF else [found]


def _check_nested(
    directory: str, outer: Subject, sources: Sources, standard: Standard, verdict: Verdict
) -> None:
    """Check a directory of a project that has a file of Ruff's settings of its own."""
    start = verdict.document.directory
    within = directory[len(start) + 1 :] if start else directory
    try:
        own = sources.in_directory(RUFF, directory)
        chain = sources.chain(own) if own is not None else []
    except SourceError as error:
        verdict.errors.append(error)
        return
    if not chain:
        return
    layout = Layout((), outer.layout.packages)
    subject = Subject(
        verdict.document,
        lambda: layout,
        list,
        {RUFF: chain},
        within,
        modules=lambda tool: [
            path for path in outer.modules(tool) if path.startswith(f"{directory}/")
        ],
    )
    found = check_tool(subject, standard, RUFF)
    others = [each for each in chain[1:] if sources.is_in_force_itself(each)]
    verdict.add([each for each in found if each.document not in others], chain[0])


def _around(project: Project, sources: Sources) -> list[Document]:
    """Return the readable documents of the directories around a project, the nearest first."""
    return list(_outer(project.directory, sources))


def _outer(directory: str, sources: Sources) -> Iterator[Document]:
    while directory:
        directory = directory.rpartition("/")[0]
        document = _readable(directory, sources)
        if document is not None:
            yield document


def _layout(project: Project, sources: Sources) -> Layout:
    """Tell the layout of the projects that a project's Ruff settings govern, its own first."""
    members = _members(project, sources, RUFF)
    return joined({each: layout_of(paths) for each, paths in members.items() if is_own(each)})


def _modules(project: Project, sources: Sources, tool: Path) -> list[str]:
    """List the code of the projects that a project's settings of a tool govern."""
    start = f"{project.directory}/" if project.directory else ""
    return [
        _joined(start + member, path)
        for member, paths in _members(project, sources, tool).items()
        if is_own(member)
        for path in modules_in(paths)
    ]


def _members(project: Project, sources: Sources, tool: Path) -> dict[str, list[str]]:
    """Return the files of the projects that a project's settings of a tool govern.

    Returns:
        By the directory of each, from the project's on, its files from there on.
    """
    start = f"{project.directory}/" if project.directory else ""
    files = [path[len(start) :] for path in project.repository.files if path.startswith(start)]
    inner = [path.removesuffix(f"/{PYPROJECT}") for path in files if path.endswith(f"/{PYPROJECT}")]
    foreign = [each for each in inner if _has_own(tool, start + each, sources)]
    members: dict[str, list[str]] = {"": []}
    starts = tuple(f"{each}/" for each in inner)
    for path in files:
        if not path.startswith(starts):
            members[""].append(path)
            continue
        holders = [each for each in inner if path.startswith(f"{each}/")]
        if not any(each in foreign for each in holders):
            member = max(holders, key=len, default="")
            members.setdefault(member, []).append(path[len(member) :].lstrip("/"))
    return members


def _has_own(tool: Path, directory: str, sources: Sources) -> bool:
    try:
        return sources.in_directory(tool, directory) is not None
    except SourceError:
        return True


def _readable(directory: str, sources: Sources) -> Document | None:
    path = _pyproject(directory)
    try:
        return sources.read(path) if path in sources.names else None
    except SourceError:
        return None  # It is a finding of its own project.


def _pyproject(directory: str) -> str:
    return _joined(directory, PYPROJECT)


def _joined(directory: str, path: str) -> str:
    directory = directory.rstrip("/")
    return f"{directory}/{path}" if directory else path
