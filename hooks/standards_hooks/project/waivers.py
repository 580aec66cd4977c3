"""Waivers of expectations: declared in `pyproject.toml`, each with its reason.

A key names an expectation by its id, or files by a path or glob as `exclude` reads it. A waiver
without a reason waives as well; what is wrong with it is a finding of its own.
"""

from __future__ import annotations

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.core.finding import Finding
from standards_hooks.project import globs
from standards_hooks.project.violation import seen_from


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from standards_hooks.core.options import Options
    from standards_hooks.project.document import Document
    from standards_hooks.project.repository import Project
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.project.violation import Violation, ViolationsOf


WAIVERS = "waivers"


class Waiver:
    """One declared exception.

    Attributes:
        key: Id of an expectation, or path or glob of files.
        reason: Why, in the words of the repository.
        is_used: Whether it waived something so far.
    """

    __slots__ = ("is_used", "key", "reason")

    def __init__(self, key: str, reason: str) -> None:
        """Take what was declared."""
        self.key = key
        self.reason = reason.strip()
        self.is_used = False

    def reaches(self, expectation: str, path: str) -> bool:
        """Return whether the waiver names the expectation, or the file.

        Args:
            expectation: Id of the expectation.
            path: The file, from the directory of the options on.

        Returns:
            Whether it names either.
        """
        return self.key == expectation or globs.matches(path, self.key)


def findings_of(
    hook_id: str,
    project: Project,
    options: Options,
    violations_of: ViolationsOf,
    known: Iterable[str],
) -> Iterator[Finding]:
    """Yield a finding for each violation that is not waived, and for each waiver that is wrong.

    Args:
        hook_id: The hook.
        project: The project to check.
        options: Its options, `waivers` among them.
        violations_of: Checks one project.
        known: The ids of all expectations.
    """
    waivers = [Waiver(*item) for item in options.table(WAIVERS).items()]
    for violation in _unwaived(waivers, project, options, violations_of):
        yield Finding(
            project.shown(violation.path),
            violation.line,
            violation.column,
            hook_id,
            violation.message,
        )
    if waivers and project.is_declared:
        yield from _check(hook_id, waivers, project, options, violations_of, known=tuple(known))


def _unwaived(
    waivers: Sequence[Waiver], project: Project, options: Options, violations_of: ViolationsOf
) -> Iterator[Violation]:
    for violation in violations_of(project, options):
        path = seen_from(project, violation.path, options)
        reaching = [each for each in waivers if each.reaches(violation.expectation, path)]
        for waiver in reaching:
            waiver.is_used = True
        if not reaching:
            yield violation


def _check(
    hook_id: str,
    waivers: Sequence[Waiver],
    project: Project,
    options: Options,
    violations_of: ViolationsOf,
    *,
    known: Sequence[str],
) -> Iterator[Finding]:
    """Yield what is wrong with the waivers that this project declares itself."""
    document = _document(project)
    if document is None:
        return
    declared = [(place, each) for each in waivers if (place := _place(hook_id, each.key, document))]
    unused = [each for _, each in declared if not each.is_used]
    for inner in _under_the_same_options(project) if unused else ():
        list(_unwaived(unused, inner, options, violations_of))
    for place, waiver in declared:
        problem = _problem(waiver, known)
        if problem:
            yield Finding(document.path, *document.positions.of(place), hook_id, problem)


def _problem(waiver: Waiver, known: Sequence[str]) -> str:
    shown = f"the waiver of `{waiver.key}`"
    if waiver.is_used:
        return "" if waiver.reason else f"{shown} has no reason: say why the project deviates"
    if waiver.key in known:
        return f"{shown} waives nothing: remove it"
    import difflib

    near = difflib.get_close_matches(waiver.key, known, n=1, cutoff=0.6)
    hint = f"did you mean `{near[0]}`?" if near else "remove it"
    return f"{shown} waives nothing: {hint}"


def _under_the_same_options(project: Project) -> Iterator[Project]:
    """Yield the projects inside that have no options of their own."""
    start = f"{project.directory}/" if project.directory else ""
    for inner in project.repository.projects():
        if inner.directory != project.directory and inner.directory.startswith(start):
            document = _document(inner)
            own = document.table(("tool", "standards-hooks")) if document else {}
            if not own or "extend" in own:
                yield inner


def _document(project: Project) -> Document | None:
    from standards_hooks.project.document import document_of

    try:
        return document_of(project)
    except UncheckableFileError:
        return None  # It is a finding of pyproject-drift.


def _place(hook_id: str, key: str, document: Document) -> Path:
    """Return the path under which a document declares a waiver; empty where it does not."""
    from standards_hooks.project.toml_notation import split_key

    table = ("tool", "standards-hooks", hook_id, WAIVERS)
    for path in ((*table, key), (*table, *(split_key(key) or ()))):
        if len(path) > len(table) and document.has(path):
            return path
    return ()
