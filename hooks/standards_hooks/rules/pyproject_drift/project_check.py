"""The check of a project with its options: its standard and its waivers."""

from __future__ import annotations

import contextlib
import os

from standards_hooks.core.wording import counted
from standards_hooks.project.reasons import has_reason_beside
from standards_hooks.project.settings_in_force import SourceError, Sources
from standards_hooks.project.toml_notation import join_key
from standards_hooks.project.violation import Violation, unreadable
from standards_hooks.project.waivers import Target, Waivers, projects_inside
from standards_hooks.rules.pyproject_drift.messages import (
    advice_of,
    message_of,
    with_waivers,
    with_way_to_waive,
)
from standards_hooks.rules.pyproject_drift.own_standard import standard_for
from standards_hooks.rules.pyproject_drift.project_result import result_of
from standards_hooks.rules.pyproject_drift.waivers import (
    declaration,
    keys_apart,
    keys_of,
    keys_waiving,
    unwaived,
)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.core.options import Options
    from standards_hooks.project.document import Document
    from standards_hooks.project.repository import Project
    from standards_hooks.rules.pyproject_drift.deviation import Deviation
    from standards_hooks.rules.pyproject_drift.edits import Edit
    from standards_hooks.rules.pyproject_drift.project_result import ProjectResult
    from standards_hooks.rules.pyproject_drift.standard import Standard


NAMED = ("tool", "standards-hooks", "pyproject-drift", "standard")
LINTED = (("tool", "ruff"), ("tool", "mypy"))
"""The tables without which a standard leaves the rest of the suite on its own."""


class ProjectCheck:
    """One project, its options and the files around it, each read once."""

    def __init__(self, hook_id: str, project: Project, options: Options) -> None:
        """Store the project and its options.

        Args:
            hook_id: The hook, whose waivers count.
            project: The project.
            options: The options; a `standard` among them names an organisation's own.

        Raises:
            ConfigurationError: If the standard that the options name is wrong.
        """
        self._project = project
        self._directory = options.directory
        self._sources = Sources(project.repository.root, project.repository.files)
        self._standard: Standard = standard_for(options)
        self._waivers = Waivers(hook_id, options, keys_of(self._standard))

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
        return list(unwaived(self._waivers, result.deviations, self._name_of))

    def violations_in(self, result: ProjectResult) -> Iterator[tuple[Violation, Deviation | None]]:
        """Yield what is not waived, each with the deviation that it is about, if it is about one.

        Files that cannot be read come first; a waiver may name these too.
        """
        for error in result.errors:
            name = self._name_of(error.path)
            if not self._waivers.waive(Target(file=name)):
                yield self.unreadable(error, name), None
        if violation := self._hollow_standard(result.document):
            yield violation, None
        for deviation in self.unwaived(result):
            document = deviation.document or result.document
            is_fixable = document is result.document and bool(deviation.edits)
            is_elsewhere = not document.is_pyproject  # What to do is to move the settings.
            waivers = [declaration(key) for key in keys_waiving(deviation)]
            message = message_of(deviation)
            violation = Violation(
                join_key(deviation.key),
                self._path_of(document.path),
                message if is_fixable or is_elsewhere else with_way_to_waive(message, waivers),
                *document.place(deviation.points_at),
                is_fixable=is_fixable,
                advice=with_waivers(advice_of(deviation), waivers),
            )
            yield violation, deviation

    def _hollow_standard(self, document: Document) -> Violation | None:
        """Return the violation of a file that names a standard without a table that tools need."""
        if has_reason_beside(document, NAMED) or not document.has(NAMED):
            return None
        required = {each.key[:2] for each in self._standard.requirements}
        lacking = [f"`[{join_key(table)}]`" for table in LINTED if table not in required]
        if not lacking:
            return None
        number = len(self._standard.requirements)
        message = (
            f"`{document.value(NAMED)}` requires {counted(number, 'key')}, and nothing of"
            f" {' and '.join(lacking)}: build on the built-in standard, or say why in a comment"
            " beside it"
        )
        return Violation(
            join_key(NAMED), self._path_of(document.path), message, *document.place(NAMED)
        )

    def unreadable(self, error: SourceError, key: str = "") -> Violation:
        """Return the violation of a file that cannot be read."""
        return unreadable(self._path_of(error.path), error, key)

    def edits_in(self, result: ProjectResult) -> list[list[Edit]]:
        """Return the edits that fix the project's own file, those of one deviation together."""
        own = (None, result.document)
        groups = [each.edits for each in self.unwaived(result) if each.document in own]
        return [group for group in groups if group]

    def proposed_waivers(self) -> Iterator[str]:
        """Yield the lines that would waive all that differs from the standard.

        Where a file cannot be read there is nothing to waive but the file.
        """
        try:
            result = self.result()
        except SourceError:
            return
        keys = [self._name_of(error.path) for error in result.errors]
        keys += [key for each in self.unwaived(result) for key in keys_waiving(each)]
        yield from map(declaration, keys_apart(keys))

    def waiver_problems(self, result: ProjectResult) -> Iterator[Violation]:
        """Yield what is wrong with the waivers that the project's file declares itself."""
        path = self._path_of(result.document.path)
        for place, problem in self._waivers.problems_in(result.document, self._use_inside):
            yield Violation("", path, problem, *place)

    def _use_inside(self) -> None:
        for inner in projects_inside(self._project):
            with contextlib.suppress(SourceError):
                list(self.violations_in(result_of(inner, self._sources, self._standard)))

    def _path_of(self, path: str) -> str:
        """Return the path of a file from the project's directory on."""
        return os.path.relpath(os.path.abspath(path), self._project.path()).replace(os.sep, "/")

    def _name_of(self, path: str) -> str:
        """Return the path of a file, relative to the directory of the waivers."""
        relative = os.path.relpath(os.path.abspath(path), self._directory or os.curdir)
        return relative.replace(os.sep, "/")
