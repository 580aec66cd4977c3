"""From files to findings: each file read once, parsed once, checked by every rule that is due."""

from __future__ import annotations

import os
import sys

from standards_hooks.core.errors import (
    NESTED_TOO_DEEPLY,
    CheckError,
    ConfigurationError,
    UncheckableFileError,
)
from standards_hooks.core.finding import SUITE, Finding, left_because
from standards_hooks.core.options import GENERATED
from standards_hooks.engine.configuration import Configurations
from standards_hooks.engine.selection import Selection, check_selection
from standards_hooks.project import globs
from standards_hooks.semantic.module import Module
from standards_hooks.syntax import reading


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from standards_hooks.core.options import Options, Value
    from standards_hooks.engine.configuration import Configuration
    from standards_hooks.engine.fixed_files import FixedFile
    from standards_hooks.engine.hook import Hook
    from standards_hooks.engine.known_findings import Baselines
    from standards_hooks.project.repository import Project

    type Apply = Callable[[str, bytes, bytes], str]


SUPPRESSION_MARK = b"standards:"
"""The bytes without which a file has no suppression."""

COMMAND_LINE = "command line"
DASH = "the name begins with `-`, so that programs take the file for an option: rename it"


class Work:
    """The hooks that check the files of one directory.

    Attributes:
        common: The options of the whole suite.
        selection: The hooks that these options select.
    """

    __slots__ = ("_excluded", "_hooks", "_prefix", "common", "selection")

    def __init__(self, hooks: list[tuple[Hook, Options]], common: Options, prefix: str) -> None:
        """Take the hooks, their options and where the directory is.

        Args:
            hooks: The file rules, each with its options.
            common: The options of the whole suite.
            prefix: What the names of the files follow in their paths from the configuration's
                directory on: nothing, or a path with a slash at its end.
        """
        self.common = common
        self.selection = Selection(common)
        self._prefix = prefix
        self._excluded = globs.Globs(common.strings("exclude"))
        self._hooks: list[tuple[Hook, Options, globs.Globs | None]] = []
        for hook, options in hooks:
            if not self.selection.has(hook.id):
                continue
            excluded = options.strings("exclude")
            self._hooks.append((hook, options, globs.Globs(excluded) if excluded else None))

    def due_for(self, name: str) -> list[tuple[Hook, Options]]:
        """Return the hooks that check a file of the directory, with their options."""
        path = f"{self._prefix}{name}"
        if name.endswith(GENERATED) or self._excluded.match(path):
            return []
        due = [
            (hook, options)
            for hook, options, excluded in self._hooks
            if excluded is None or not excluded.match(path)
        ]
        if self.selection.is_by_file:
            return [each for each in due if not self.selection.ignores(each[0].id, path)]
        return due


class Checker:
    """Checks files and projects by hooks, one after the other.

    Attributes:
        hooks: The hooks that check.
        findings: What was found so far, in no particular order.
        errors: What is wrong with configurations met so far, each once.
        fixed: The files that were fixed, or would be, by path.
    """

    def __init__(
        self,
        hooks: Sequence[Hook],
        hook_ids: Iterable[str],
        overrides: Mapping[str, Value],
        *,
        is_suite: bool = False,
        apply: Apply | None = None,
        may_lack_baseline: bool = False,
        uses_baseline: bool = True,
    ) -> None:
        """Take the hooks and how to run them.

        Args:
            hooks: The hooks to run.
            hook_ids: The ids of all hooks.
            overrides: Values of options from the command line.
            is_suite: Whether suppressions of unknown hooks are findings, too.
            apply: Writes or shows a fixed file: takes its path and its bytes before and after,
                returns what is to be shown of it. None where nothing is to be fixed.
            may_lack_baseline: Whether a baseline that is named need not exist: it is to be written.
            uses_baseline: Whether the findings that a baseline holds are known, and left alone.

        Raises:
            ConfigurationError: If the command line selects an unknown hook.
        """
        self.findings: list[Finding] = []
        self.errors: list[ConfigurationError] = []
        self.fixed: dict[str, FixedFile] = {}
        self._apply = apply
        self._uses_baseline = uses_baseline
        self._baselines: Baselines = {}
        self.hooks = hooks
        self._known = tuple(hook_ids)
        self._overrides = overrides
        if overrides:
            check_selection(overrides, self._known, COMMAND_LINE, "--")
        self._is_suite = is_suite
        self._may_lack_baseline = may_lack_baseline
        self._configurations = Configurations(self._known)
        self._work_in: dict[str, Work] = {}
        self._baseline_of_directory: dict[str, str] = {}
        self._examined: set[str] = set()

    def check_all(self, files: Sequence[str], projects: Iterable[Project]) -> None:
        """Check files and projects; at a terminal, show how many files are done.

        Args:
            files: Python files, as they are to be reported.
            projects: Projects, for the repository rules.
        """
        paths: Iterable[str] = files
        if sys.stderr.isatty():
            from standards_hooks.engine.progress import counted_on_terminal

            paths = counted_on_terminal(files, len(files))
        for path in paths:
            self.check_file(path)
        for project in projects:
            self.check_project(project)

    def check_file(self, path: str) -> None:
        """Check one file by every file rule.

        Args:
            path: The file, as it is to be reported.
        """
        directory, name = os.path.split(path)
        work = self._work_in.get(directory)
        if work is None:
            try:
                work = self._work_in[directory] = self._prepare(path)
            except ConfigurationError as error:
                self._note(error)
                return
        due = work.due_for(name)
        if due:
            if path.startswith("-"):
                self._report_dash(path, due[0][0])
            self._check(path, due, work)

    def _report_dash(self, path: str, hook: Hook) -> None:
        hook_id = SUITE if self._is_suite else hook.id
        self.findings.append(Finding(path, 1, 1, hook_id, DASH))

    def _report_silencing(self, configuration: Configuration) -> None:
        """Report what the table of a directory silences beyond the root's, once for each table."""
        if configuration.path in self._examined:
            return
        self._examined.add(configuration.path)
        if not configuration.tables:
            return
        from standards_hooks.core.boundary import root_around

        root = root_around(configuration.directory)
        if root is None or root == configuration.directory:
            return
        from standards_hooks.engine.silencing import silenced_by

        of_root = self._configurations.of(os.path.join(root, "pyproject.toml"))
        self.findings += silenced_by(configuration, of_root, self._own_id)

    @property
    def _own_id(self) -> str:
        """The hook id of findings about the run as a whole."""
        return SUITE if self._is_suite or not self.hooks else self.hooks[0].id

    def _prepare(self, path: str) -> Work:
        """Return the hooks for the files of one directory.

        Args:
            path: One of the files.

        Raises:
            ConfigurationError: If their configuration is wrong.
        """
        configuration, common = self._configured(path)
        hooks = [
            (hook, configuration.options_of(hook, self._overrides))
            for hook in self.hooks
            if hook.find is not None
        ]
        absolute = os.path.dirname(os.path.abspath(path))
        relative = os.path.relpath(absolute, configuration.directory).replace(os.sep, "/")
        return Work(hooks, common, "" if relative == os.curdir else f"{relative}/")

    def _configured(self, path: str) -> tuple[Configuration, Options]:
        """Return the configuration in force for a file, and the options of the suite in it.

        Raises:
            ConfigurationError: If it is wrong, or names a baseline that does not exist.
        """
        configuration = self._configurations.of(path)
        self._report_silencing(configuration)
        common = configuration.common(self._overrides)
        if not self._may_lack_baseline:
            configuration.check_named_baseline(common)
        return configuration, common

    def configuration_of(self, path: str) -> Configuration:
        """Return the configuration that is in force for a file.

        Args:
            path: The file, relative to the working directory or absolute.

        Raises:
            ConfigurationError: If it is wrong.
        """
        return self._configurations.of(path)

    def baseline_of(self, finding: Finding) -> str:
        """Return the path of the baseline that may hold a finding.

        Args:
            finding: A finding of one of the hooks.

        Returns:
            An absolute path, of a file that need not exist; empty for a file that could not be
            checked, for what belongs to no single hook, and where baselines do not count.
        """
        if not self._uses_baseline:
            return ""
        if not finding.can_be_known or all(hook.id != finding.hook for hook in self.hooks):
            return ""
        directory = os.path.dirname(finding.path)
        if directory not in self._baseline_of_directory:
            from standards_hooks.engine.known_findings import baseline_path

            configuration = self._configurations.of(finding.path)
            name = configuration.common(self._overrides).choice("baseline")
            path = baseline_path(finding.path, name, configuration.directory)
            self._baseline_of_directory[directory] = path
        return self._baseline_of_directory[directory]

    def named_baselines(self) -> list[str]:
        """Return the absolute paths of the baselines that the configurations in use name."""
        named = []
        for configuration in self._configurations.met():
            name = configuration.common(self._overrides).choice("baseline")
            named.append(os.path.normpath(os.path.join(configuration.directory, name)))
        return named

    def findings_beyond_baseline(self) -> list[Finding]:
        """Return the findings that no baseline holds; none where a baseline is unreadable."""
        if not self.findings:
            return []
        from standards_hooks.engine.known_findings import beyond

        try:
            left = beyond(self.findings, self.baseline_of)
            if len(left) < len(self.findings) and "baseline" not in self._overrides:
                left += self._untracked_baselines(left)
        except ConfigurationError as error:
            self._note(error)
            return []
        return left

    def _untracked_baselines(self, left: list[Finding]) -> list[Finding]:
        """Return a finding for each baseline that hides something here and for nobody else."""
        from standards_hooks.engine.silencing import untracked_baselines

        reported = set(map(id, left))
        hiding = [self.baseline_of(each) for each in self.findings if id(each) not in reported]
        found = untracked_baselines(hiding, self._own_id)
        self.findings += found
        return found

    def check_project(self, project: Project) -> None:
        """Check one project by every repository rule."""
        try:
            configuration, common = self._configured(project.pyproject)
            if _is_excluded(project.pyproject, common.strings("exclude"), configuration):
                return
            selection = Selection(common)
            for hook in self.hooks:
                if hook.find_in_project is None or not selection.has(hook.id):
                    continue
                if not hook.is_due_in(project):
                    continue
                options = self._options_where_due(hook, project.pyproject, configuration)
                if options is None:
                    continue
                try:
                    whole = options.excluding(common.strings("exclude"))
                    found = list(self._project_findings(hook, project, whole))
                    self._add_once(_reported(found, selection, configuration))
                except CheckError:
                    raise
                except RecursionError:
                    self._report_unchecked(
                        project.pyproject, hook, (1, 1), f"a file of it {NESTED_TOO_DEEPLY}"
                    )
                # standards: ignore[broad-except] one rule's mistake must not stop the others
                except Exception as error:
                    self._report_internal_error(project.pyproject, hook, error)
        except ConfigurationError as error:
            self._note(error)

    def _project_findings(
        self, hook: Hook, project: Project, options: Options
    ) -> Iterable[Finding]:
        """Fix a project if fixing is on; return the findings that remain."""
        if hook.find_in_project is None:
            return ()
        if self._apply is None or hook.fix_project is None:
            return hook.find_in_project(project, options)
        from standards_hooks.engine.writing import UnwritableError

        found = list(hook.find_in_project(project, options))
        new = self._new_among(found)
        if not any(each.is_fixable and _key(each) in new for each in found):
            return found
        known = [each for each in found if _key(each) not in new]
        # What is known stays as it is, like what is waived.
        due = options.waiving(each.symbol for each in known) if known else options
        change = hook.fix_project(project, due)
        left = [*known, *change.findings]
        if change.new == change.old:
            return left
        try:
            shown = self._apply(change.path, change.old, change.new)
        except UnwritableError as error:
            for finding in found:
                if finding.is_fixable:
                    finding.message += left_because(str(error))
            return found
        counts = {hook.id: _number_gone(found, left)}
        self._count_fixed(change.path, shown, counts, change.changes)
        return left

    def _add_once(self, findings: Iterable[Finding]) -> None:
        """Add findings, without repeating those of a file that several projects share."""
        known = {finding.order() for finding in self.findings}
        self.findings += [each for each in findings if each.order() not in known]

    def _note(self, error: ConfigurationError) -> None:
        if str(error) not in map(str, self.errors):
            self.errors.append(error)

    def _options_where_due(
        self, hook: Hook, path: str, configuration: Configuration
    ) -> Options | None:
        """Return a hook's options for a file; None if they exclude it."""
        options = configuration.options_of(hook, self._overrides)
        excluded = options.strings("exclude")
        return None if excluded and _is_excluded(path, excluded, configuration) else options

    def _check(self, path: str, due: list[tuple[Hook, Options]], work: Work) -> None:
        common = work.common
        try:
            source = reading.read_source(path, common.number("max-size"))
        except UncheckableFileError as error:
            self._report_uncheckable(path, due, error)
            return
        try:
            module = Module(path, source)
            findings = self._run_rules(module, due)
            if self._apply is not None and any(finding.is_fixable for finding in findings):
                findings = self._fix(module, due, findings, self._apply)
            for finding in findings:
                finding.is_warning = work.selection.is_warning(finding.hook)
            self.findings.extend(findings)
        except UncheckableFileError as error:
            if common.choice("unparsable") == "report":
                self._report_uncheckable(path, due, error)
        except RecursionError:
            self._report_uncheckable(path, due, UncheckableFileError(NESTED_TOO_DEEPLY))
        except ConfigurationError as error:
            self._note(error)
        # standards: ignore[broad-except] one rule's mistake must not stop the other files
        except Exception as error:
            self._report_internal_error(path, due[0][0], error)

    def _fix(
        self,
        module: Module,
        due: list[tuple[Hook, Options]],
        findings: list[Finding],
        apply: Apply,
    ) -> list[Finding]:
        """Fix what is new among the findings of a file; return what is left, and why."""
        from standards_hooks.engine.file_fixes import fixed_file
        from standards_hooks.engine.writing import UnwritableError

        new = self._new_among(findings)
        result = fixed_file(
            module,
            due,
            lambda version, some: [
                each for each in self._run_rules(version, some) if _key(each) in new
            ],
        )
        reasons = result.reasons
        if result.module is not module:
            try:
                shown = apply(module.path, module.source, result.module.source)
            except UnwritableError as error:
                reasons = {each.about(): str(error) for each in findings if each.is_fixable}
            else:
                self._count_fixed(module.path, shown, result.counts)
                findings = self._run_rules(result.module, due)
        for finding in findings:
            reason = reasons.get(finding.about())
            if reason:
                finding.message += left_because(reason)
        return findings

    def _new_among(self, findings: Iterable[Finding]) -> set[tuple[str, str, str]]:
        """Return path, hook and symbol of the findings that no baseline holds."""
        from standards_hooks.engine.known_findings import new_among

        return set(map(_key, new_among(findings, self.baseline_of, self._baselines)))

    def _count_fixed(
        self, path: str, shown: str, counts: Mapping[str, int], changes: Iterable[str] = ()
    ) -> None:
        """Remember that findings of a file were fixed, and what is shown of it."""
        from standards_hooks.engine.fixed_files import FixedFile

        self.fixed.setdefault(path, FixedFile(path, shown)).add(counts, changes)

    def _run_rules(self, module: Module, due: list[tuple[Hook, Options]]) -> list[Finding]:
        """Run the rules that can find something, and apply the suppressions of the file."""
        source = module.source
        reading.require_text(source)
        is_like_ascii = reading.has_ascii_markup(source)
        may_have_suppressions = not is_like_ascii or SUPPRESSION_MARK in source
        if may_have_suppressions:
            return self._run_with_suppressions(module, due)
        findings: list[Finding] = []
        for hook, options in due:
            if hook.may_find is None or hook.may_find(source):
                findings.extend(hook.run(module, options))
        return findings

    def _run_with_suppressions(
        self, module: Module, due: list[tuple[Hook, Options]]
    ) -> list[Finding]:
        from standards_hooks.engine import suppressions as comments

        findings = [finding for hook, options in due for finding in hook.run(module, options)]
        suppressions = comments.read_suppressions(module.lines)
        left = comments.apply_suppressions(suppressions, findings)
        if not all(each.is_used for each in suppressions):
            # In a file that cannot be parsed nothing is known to be unused.
            module.require_tree()
        for hook, options in due:
            unused = [each for each in suppressions if each.hook == hook.id and not each.is_used]
            if unused:
                strictest = options.at_strictest(hook.options)
                comments.apply_suppressions(unused, hook.run(module, strictest))
        checked = {hook.id for hook, _ in due}
        known = self._known if self._is_suite else None
        left.extend(comments.check_suppressions(module.path, suppressions, checked, known))
        return left

    def _report_uncheckable(
        self, path: str, due: list[tuple[Hook, Options]], error: UncheckableFileError
    ) -> None:
        reason = f"it {error.reason}"
        self._report_unchecked(path, due[0][0], (error.line, error.column), reason)

    def _report_internal_error(self, path: str, hook: Hook, error: Exception) -> None:
        reason = f"internal error, {type(error).__name__}: {error}; please report it"
        self._report_unchecked(path, hook, (1, 1), reason)

    def _report_unchecked(self, path: str, hook: Hook, place: tuple[int, int], reason: str) -> None:
        hook_id = SUITE if self._is_suite else hook.id
        finding = Finding(path, *place, hook_id, f"could not be checked: {reason}")
        finding.can_be_known = False
        self.findings.append(finding)


def _key(finding: Finding) -> tuple[str, str, str]:
    """Return by what a baseline knows a finding."""
    return finding.path, finding.hook, finding.symbol


def _number_gone(before: Iterable[Finding], after: Iterable[Finding]) -> int:
    """Return how many findings a fix has resolved, by what they are about."""
    from collections import Counter

    gone = Counter(each.symbol for each in before) - Counter(each.symbol for each in after)
    return gone.total()


def _reported(
    findings: Iterable[Finding], selection: Selection, configuration: Configuration
) -> list[Finding]:
    """Return the findings of a project that no glob exempts, those of `warn` as warnings."""
    reported = []
    for finding in findings:
        finding.is_warning = selection.is_warning(finding.hook)
        path = _from_configuration(finding.path, configuration)
        if not selection.ignores(finding.hook, path):
            reported.append(finding)
    return reported


def _is_excluded(path: str, patterns: Iterable[str], configuration: Configuration) -> bool:
    """Return whether a pattern matches the path from the configuration's directory on."""
    relative = _from_configuration(path, configuration)
    return any(globs.matches(relative, pattern) for pattern in patterns)


def _from_configuration(path: str, configuration: Configuration) -> str:
    """Return a path from the configuration's directory on, with forward slashes."""
    return os.path.relpath(os.path.abspath(path), configuration.directory).replace(os.sep, "/")
