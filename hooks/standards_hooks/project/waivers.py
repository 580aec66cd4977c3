"""Waivers: violations that a repository declares in its own `pyproject.toml`, with a reason.

`[tool.standards-hooks.<hook>.waivers]` holds a key and a reason each. What keys there are, and what
a key covers, is the rule's to say (`Keys`): the id of an expectation, a path or glob of files, a
dotted key of a configuration. A waiver without a reason waives as well; what is wrong with it is a
finding of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.core.finding import Finding
from standards_hooks.core.wording import has_word
from standards_hooks.project import globs
from standards_hooks.project.project_files import seen_from
from standards_hooks.project.toml_notation import split_key
from standards_hooks.project.violation import finding_of


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from standards_hooks.core.options import Options
    from standards_hooks.project.document import Document
    from standards_hooks.project.repository import Project
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.project.violation import Violation, ViolationsOf


WAIVERS = "waivers"


@dataclass(eq=False)
class Target:
    """What a waiver may cover.

    Attributes:
        key: The segments of a dotted key, or the id of an expectation alone; empty for a file.
        file: The file, from the directory of the options on; empty where it does not count.
    """

    key: Path = ()
    file: str = ""


@dataclass(eq=False)
class Keys:
    """The keys of one rule's waivers.

    Attributes:
        covers: Returns whether a declared key names a target, or what it is in.
        is_known: Returns whether there can be such a key.
        names: The keys to propose where a key is unknown.
        unknown: What is said of an unknown key.
        likeness: How like an unknown key a proposal must be, from 0 to 1.
    """

    covers: Callable[[str, Target], bool]
    is_known: Callable[[str], bool]
    names: Sequence[str]
    unknown: str
    likeness: float


@dataclass(eq=False)
class Waiver:
    """One declared exception.

    Attributes:
        key: What it names, as it was given.
        reason: Why, in the words of the repository.
        is_used: Whether it waived something so far.
    """

    key: str
    reason: str
    is_used: bool = field(default=False, init=False)


class Waivers:
    """The waivers of one hook that are in force for a project."""

    def __init__(self, hook_id: str, options: Options, keys: Keys) -> None:
        """Take what the options declare.

        Args:
            hook_id: The hook.
            options: Its options, `waivers` among them.
            keys: What its keys cover.
        """
        self._table = ("tool", "standards-hooks", hook_id, WAIVERS)
        self._keys = keys
        declared = options.table(WAIVERS)
        self._waivers = [Waiver(key, reason.strip()) for key, reason in declared.items()]

    def waive(self, target: Target) -> bool:
        """Return whether a waiver covers a target, and note that it is used."""
        covering = [each for each in self._waivers if self._keys.covers(each.key, target)]
        for waiver in covering:
            waiver.is_used = True
        return bool(covering)

    def problems_in(
        self, document: Document, use_inside: Callable[[], None]
    ) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield what is wrong with the waivers that a document declares itself, and where.

        Args:
            document: The `pyproject.toml` of a project.
            use_inside: Notes what is used in the projects inside, which the waivers are in force
                for too; called where some are not used yet.
        """
        declared = [
            (place, each) for each in self._waivers if (place := self._place(each, document))
        ]
        if not all(waiver.is_used for _, waiver in declared):
            use_inside()
        for place, waiver in declared:
            if problem := self._problem(waiver):
                yield document.place(place), f"the waiver of `{waiver.key}` {problem}"

    def _place(self, waiver: Waiver, document: Document) -> Path:
        """Return the path under which a document declares a waiver; empty where it does not."""
        table = self._table
        for path in ((*table, waiver.key), (*table, *(split_key(waiver.key) or ()))):
            if len(path) > len(table) and document.has(path):
                return path
        return ()

    def _problem(self, waiver: Waiver) -> str:
        if waiver.is_used:
            return "" if has_word(waiver.reason) else "has no reason: say why the project deviates"
        if self._keys.is_known(waiver.key):
            return "waives nothing: remove it"
        import difflib

        names = sorted(self._keys.names)
        near = difflib.get_close_matches(waiver.key, names, n=1, cutoff=self._keys.likeness)
        return f"{self._keys.unknown}{f'; did you mean `{near[0]}`?' if near else ': remove it'}"


def projects_inside(project: Project) -> Iterator[Project]:
    """Yield the projects inside one that are under its options: they have none of their own."""
    start = f"{project.directory}/" if project.directory else ""
    for inner in project.repository.projects():
        if inner.directory != project.directory and inner.directory.startswith(start):
            document = _document(inner)
            own = document.table(("tool", "standards-hooks")) if document else {}
            if not own or "extend" in own:
                yield inner


def _document(project: Project) -> Document | None:
    from standards_hooks.project.document import document_of  # Most projects declare no waivers.

    try:
        return document_of(project)
    except UncheckableFileError:
        return None  # It is a finding of pyproject-drift.


def expectation_keys(expectations: Sequence[str]) -> Keys:
    """Return the keys of a rule whose waivers name an expectation, or files by path or glob."""

    def covers(key: str, target: Target) -> bool:
        return (key,) == target.key or globs.matches(target.file, key)

    def is_known(key: str) -> bool:
        return key in expectations

    return Keys(covers, is_known, expectations, "waives nothing", likeness=0.6)


def findings_of(
    hook_id: str,
    project: Project,
    options: Options,
    violations_of: ViolationsOf,
    expectations: Sequence[str],
) -> Iterator[Finding]:
    """Yield a finding for each violation that is not waived, and for each waiver that is wrong.

    Args:
        hook_id: The hook.
        project: The project to check.
        options: Its options, `waivers` among them.
        violations_of: Checks one project.
        expectations: The ids of all expectations of the hook.
    """
    waivers = Waivers(hook_id, options, expectation_keys(expectations))

    def unwaived(project: Project) -> Iterator[Violation]:
        for violation in violations_of(project, options):
            file = seen_from(project, violation.path, options)
            if not waivers.waive(Target((violation.key,), file)):
                yield violation

    def use_inside() -> None:
        for inner in projects_inside(project):
            list(unwaived(inner))

    for violation in unwaived(project):
        yield finding_of(violation, hook_id, project)
    document = _document(project) if project.is_declared and options.table(WAIVERS) else None
    if document is not None:
        for place, problem in waivers.problems_in(document, use_inside):
            finding = Finding(document.path, *place, hook_id, problem)
            finding.can_be_known = False
            yield finding
