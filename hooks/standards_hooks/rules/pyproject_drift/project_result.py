"""The result of checking a project, by its effective configuration."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from standards_hooks.project.layout import Layout, is_own, joined, layout_of, modules_in
from standards_hooks.project.pinned_tools import pins_of
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.project.settings_in_force import SourceError, Sources
from standards_hooks.project.supported_python import oldest_python_of
from standards_hooks.project.tool_settings import RUFF
from standards_hooks.rules.pyproject_drift.effective_configuration import (
    EffectiveConfiguration,
    Facts,
)
from standards_hooks.rules.pyproject_drift.table_checks import TOOLS, check, check_tool


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.project.document import Document
    from standards_hooks.project.pinned_tools import Pin
    from standards_hooks.project.repository import Project
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.project.versions import Release
    from standards_hooks.rules.pyproject_drift.deviation import Deviation
    from standards_hooks.rules.pyproject_drift.standard import Standard


@dataclass(eq=False)
class ProjectResult:
    """The differences of a project from the standard.

    Attributes:
        document: The project's `pyproject.toml`.
        deviations: The differences, each with the document that it is in.
        errors: The configuration files that cannot be read.
    """

    document: Document
    deviations: list[Deviation] = field(default_factory=list)
    errors: list[SourceError] = field(default_factory=list)

    def add(self, deviations: list[Deviation], own: Document) -> None:
        """Add deviations; those without a document are in the one in force."""
        for deviation in deviations:
            deviation.document = deviation.document or own
        self.deviations += deviations


def result_of(
    project: Project, sources: Sources, standard: Standard, replaced: Document | None = None
) -> ProjectResult:
    """Check a project by its effective configuration.

    Args:
        project: The project.
        sources: The files of its repository.
        standard: What is required.
        replaced: A document to check instead of its `pyproject.toml`; None for the file.

    Returns:
        What differs, and the files that could not be read.

    Raises:
        SourceError: If its `pyproject.toml` cannot be read.
    """
    directory = project.directory
    document = sources.read(_pyproject(directory)) if replaced is None else replaced
    result = ProjectResult(document)
    chains: dict[Path, list[Document]] = {}
    left_out = set()
    for tool in TOOLS:
        try:
            found = _in_force(tool, directory, sources, document)
        except SourceError as error:
            result.errors.append(error)
            left_out.add(tool)
            continue
        if found is None:
            left_out.add(tool)
        else:
            chains[tool] = found
    configuration = EffectiveConfiguration(document, _facts(project, sources, document), chains)
    for deviation in check(configuration, standard, frozenset(left_out)):
        chain = chains.get(deviation.key[:2], [document])
        if deviation.document in chain[1:] and sources.is_in_force_itself(deviation.document):
            continue  # A finding of the project there.
        result.add([deviation], chain[0])
    for each in sources.nested(directory):
        _check_nested(each, configuration, sources, standard, result)
    return result


def _facts(project: Project, sources: Sources, document: Document) -> Facts:
    """Return what a repository shows of a project."""
    repository = project.repository

    def ruff() -> list[Pin]:
        documents = [document, *_around(project, sources)]
        pins = pins_of("ruff", repository, project.directory, documents)
        return sorted(pins, key=lambda pin: pin.newest)

    def oldest_python(tool: Path) -> Release | None:
        directories = [each for each in _members(project, sources, tool) if each and is_own(each)]
        inner = [_readable(_joined(project.directory, each), sources) for each in directories]
        there = [each for each in (document, *inner) if each is not None]
        bounds = [oldest_python_of(each, sources.setup_cfg(each.directory)) for each in there]
        return min(filter(None, bounds), default=None)

    return Facts(
        layout=lambda: _layout(project, sources),
        outer=lambda: _around(project, sources),
        modules=functools.cache(lambda tool: _modules(project, sources, tool)),
        oldest_python=functools.cache(oldest_python),
        ruff=functools.cache(ruff),
        directories=frozenset(
            path.partition("/")[0] for path in project.files if path.endswith(".py")
        ),
    )


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
    directory: str,
    outer: EffectiveConfiguration,
    sources: Sources,
    standard: Standard,
    result: ProjectResult,
) -> None:
    """Check a directory of a project with its own file of Ruff's settings."""
    start = result.document.directory
    within = directory[len(start) + 1 :] if start else directory
    try:
        own = sources.in_directory(RUFF, directory)
        chain = sources.chain(own) if own is not None else []
    except SourceError as error:
        result.errors.append(error)
        return
    if not chain:
        return
    layout = Layout(packages=outer.layout.packages)
    facts = Facts(
        layout=lambda: layout,
        modules=lambda tool: [
            path for path in outer.facts.modules(tool) if path.startswith(f"{directory}/")
        ],
        oldest_python=outer.facts.oldest_python,
        ruff=outer.facts.ruff,
    )
    configuration = EffectiveConfiguration(result.document, facts, {RUFF: chain}, within)
    found = check_tool(configuration, standard, RUFF)
    others = [each for each in chain[1:] if sources.is_in_force_itself(each)]
    result.add([each for each in found if each.document not in others], chain[0])


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
    """Return the layout of the projects under a project's Ruff settings, its own first."""
    members = _members(project, sources, RUFF)
    return joined({each: layout_of(paths) for each, paths in members.items() if is_own(each)})


def _modules(project: Project, sources: Sources, tool: Path) -> list[str]:
    """Return the code of the projects under a project's settings of a tool."""
    start = f"{project.directory}/" if project.directory else ""
    return [
        _joined(start + member, path)
        for member, paths in _members(project, sources, tool).items()
        if is_own(member)
        for path in modules_in(paths)
    ]


def _members(project: Project, sources: Sources, tool: Path) -> dict[str, list[str]]:
    """Return the files of the projects under a project's settings of a tool.

    Returns:
        By the directory of each, relative to the project, its files, relative to that.
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
        return None  # A finding of its own project.


def _pyproject(directory: str) -> str:
    return _joined(directory, PYPROJECT)


def _joined(directory: str, path: str) -> str:
    directory = directory.rstrip("/")
    return f"{directory}/{path}" if directory else path
