"""The check of a project with its options: its standard and its waivers."""

from __future__ import annotations

import os

from standards_hooks.rules.pyproject_drift.own_standard import standard_for
from standards_hooks.rules.pyproject_drift.project_result import result_of
from standards_hooks.rules.pyproject_drift.sources import SourceError, Sources


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.options import Options
    from standards_hooks.project.document import Document, Place
    from standards_hooks.project.repository import Project
    from standards_hooks.rules.pyproject_drift.deviation import Deviation
    from standards_hooks.rules.pyproject_drift.edits import Edit
    from standards_hooks.rules.pyproject_drift.project_result import ProjectResult
    from standards_hooks.rules.pyproject_drift.standard import Standard
    from standards_hooks.rules.pyproject_drift.waivers import Waiver


class ProjectCheck:
    """One project, its options and the files around it, each read once."""

    def __init__(self, project: Project, options: Options) -> None:
        """Store the project and its options.

        Args:
            project: The project.
            options: The options; a `standard` among them names an organisation's own.

        Raises:
            ConfigurationError: If the standard that the options name is wrong.
        """
        self._project = project
        self._directory = options.directory
        self._sources = Sources(project.repository)
        self._standard: Standard = standard_for(options)
        self._waivers: Sequence[Waiver] = ()
        if declared := options.table("waivers"):
            from standards_hooks.rules.pyproject_drift.waivers import read_waivers

            self._waivers = read_waivers(declared)

    def result(self, replaced: Document | None = None) -> ProjectResult:
        """Check the project.

        Args:
            replaced: A document to check instead of its `pyproject.toml`; None for the file.

        Returns:
            What differs, and the files that could not be read.

        Raises:
            SourceError: If its `pyproject.toml` cannot be read.
        """
        return result_of(self._project, self._sources, self._standard, replaced)

    def unwaived(self, result: ProjectResult) -> list[Deviation]:
        """Return the deviations, or the parts of them, that no waiver covers."""
        if not self._waivers:
            return result.deviations
        from standards_hooks.rules.pyproject_drift.waivers import apply_waivers

        return list(apply_waivers(self._waivers, result.deviations, self._name_of))

    def errors_in(self, result: ProjectResult) -> Iterator[SourceError]:
        """Yield the files that cannot be read, except for those that a waiver names."""
        from standards_hooks.rules.pyproject_drift.waivers import is_file_waived

        for error in result.errors:
            if not is_file_waived(self._waivers, self._name_of(error.path)):
                yield error

    def edits_in(self, result: ProjectResult) -> list[Edit]:
        """Return the edits that fix the project's own file."""
        return [
            edit
            for deviation in self.unwaived(result)
            if deviation.document in (None, result.document)
            for edit in deviation.edits
        ]

    def waiver_problems(self, result: ProjectResult) -> Iterator[tuple[Place, str]]:
        """Yield what is wrong with the waivers that the project's own file declares."""
        if not self._waivers:
            return
        from standards_hooks.rules.pyproject_drift.waivers import place_of, problem_of

        document = result.document
        declared = [(place, each) for each in self._waivers if (place := place_of(each, document))]
        if not all(waiver.is_used for _, waiver in declared):
            self._use_inside()
        for place, waiver in declared:
            problem = problem_of(waiver, self._standard)
            if problem:
                yield document.place(place), problem

    def _use_inside(self) -> None:
        """Mark the waivers that projects inside this one use, as they hold for these, too."""
        outer = self._project.directory
        start = f"{outer}/" if outer else ""
        for inner in self._project.repository.projects():
            if inner.directory == outer or not inner.directory.startswith(start):
                continue
            try:
                result = result_of(inner, self._sources, self._standard)
            except SourceError:
                continue
            own = result.document.table(("tool", "standards-hooks"))
            if not own or "extend" in own:
                self.unwaived(result)
                list(self.errors_in(result))

    def _name_of(self, path: str) -> str:
        """Return the path of a file, relative to the directory of the waivers."""
        relative = os.path.relpath(os.path.abspath(path), self._directory or os.curdir)
        return relative.replace(os.sep, "/")
