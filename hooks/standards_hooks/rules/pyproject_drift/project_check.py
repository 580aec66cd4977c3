"""A project checked under its options: its standard, its waivers."""

from __future__ import annotations

import os

from standards_hooks.rules.pyproject_drift.own_standard import standard_for
from standards_hooks.rules.pyproject_drift.project_result import verdict_of
from standards_hooks.rules.pyproject_drift.sources import SourceError, Sources


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.options import Options
    from standards_hooks.project.document import Document, Place
    from standards_hooks.project.repository import Project
    from standards_hooks.rules.pyproject_drift.deviation import Deviation
    from standards_hooks.rules.pyproject_drift.edits import Edit
    from standards_hooks.rules.pyproject_drift.project_result import Verdict
    from standards_hooks.rules.pyproject_drift.standard import Standard
    from standards_hooks.rules.pyproject_drift.waivers import Waiver


class Checking:
    """One project, its options and the files around it, each read once."""

    def __init__(self, project: Project, options: Options) -> None:
        """Take the project and its options.

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

    def verdict(self, replaced: Document | None = None) -> Verdict:
        """Check the project.

        Args:
            replaced: What its `pyproject.toml` shall be taken for; None for what it is.

        Returns:
            What differs, and the files that could not be read.

        Raises:
            SourceError: If its `pyproject.toml` cannot be read.
        """
        return verdict_of(self._project, self._sources, self._standard, replaced)

    def unwaived(self, verdict: Verdict) -> list[Deviation]:
        """Return the deviations, or the parts of them, that no waiver reaches."""
        if not self._waivers:
            return verdict.deviations
        from standards_hooks.rules.pyproject_drift.waivers import apply_waivers

        return list(apply_waivers(self._waivers, verdict.deviations, self._name_of))

    def errors_in(self, verdict: Verdict) -> Iterator[SourceError]:
        """Yield the files that cannot be read, but for those that a waiver names."""
        from standards_hooks.rules.pyproject_drift.waivers import is_file_waived

        for error in verdict.errors:
            if not is_file_waived(self._waivers, self._name_of(error.path)):
                yield error

    def edits_in(self, verdict: Verdict) -> list[Edit]:
        """Return what fixes the project's own file."""
        return [
            edit
            for deviation in self.unwaived(verdict)
            if deviation.document in (None, verdict.document)
            for edit in deviation.edits
        ]

    def waiver_problems(self, verdict: Verdict) -> Iterator[tuple[Place, str]]:
        """Yield what is wrong with the waivers that the project's file declares itself."""
        if not self._waivers:
            return
        from standards_hooks.rules.pyproject_drift.waivers import place_of, problem_of

        document = verdict.document
        declared = [(place, each) for each in self._waivers if (place := place_of(each, document))]
        if not all(waiver.is_used for _, waiver in declared):
            self._use_inside()
        for place, waiver in declared:
            problem = problem_of(waiver, self._standard)
            if problem:
                yield document.place(place), problem

    def _use_inside(self) -> None:
        """Mark the waivers that projects inside this one need, which they are in force for."""
        outer = self._project.directory
        start = f"{outer}/" if outer else ""
        for inner in self._project.repository.projects():
            if inner.directory == outer or not inner.directory.startswith(start):
                continue
            try:
                verdict = verdict_of(inner, self._sources, self._standard)
            except SourceError:
                continue
            own = verdict.document.table(("tool", "standards-hooks"))
            if not own or "extend" in own:
                self.unwaived(verdict)
                list(self.errors_in(verdict))

    def _name_of(self, path: str) -> str:
        """Return the path of a file from the directory of the waivers on."""
        relative = os.path.relpath(os.path.abspath(path), self._directory or os.curdir)
        return relative.replace(os.sep, "/")
