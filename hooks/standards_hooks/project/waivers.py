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
from standards_hooks.core.wording import has_word, shortened
from standards_hooks.project import globs
from standards_hooks.project.project_files import seen_from
from standards_hooks.project.toml_notation import split_key
from standards_hooks.project.violation import finding_of


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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
        paths_of: Returns what a declared key names, as paths; none for a pattern.
        places_of: Returns the paths at which a target is. What is named covers the target where it
            is the beginning of one of them.
        matches: Returns whether a key that is a pattern covers a target.
        is_known: Returns whether there can be such a key.
        names: The keys to propose where a key is unknown.
        unknown: What is said of an unknown key.
        likeness: How like an unknown key a proposal must be, from 0 to 1.
    """

    paths_of: Callable[[str], Sequence[Path]]
    places_of: Callable[[Target], Iterable[Path]]
    matches: Callable[[str, Target], bool]
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


@dataclass(eq=False)
class _Named:
    """What waivers name, by the segments of the paths, so that a target costs one look-up.

    Attributes:
        is_named: Whether a waiver names just this.
        unused: The waivers that do and are not used yet.
        inside: What is in it, by the next segment.
    """

    is_named: bool = False
    unused: list[Waiver] = field(default_factory=list)
    inside: dict[str | int, _Named] = field(default_factory=dict)

    def add(self, path: Path, waiver: Waiver) -> None:
        """Add a waiver under a path that it names."""
        place = self
        for segment in path:
            place = place.inside.setdefault(segment, _Named())
        place.is_named = True
        place.unused.append(waiver)

    def use_along(self, path: Path) -> bool:
        """Return whether a waiver names the beginning of a path, and note that it is used."""
        is_covered = False
        place = self
        for segment in path:
            inside = place.inside.get(segment)
            if inside is None:
                break
            place = inside
            is_covered = is_covered or place.is_named
            for waiver in place.unused:
                waiver.is_used = True
            place.unused.clear()
        return is_covered


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
        self._named = _Named()
        self._patterns: list[Waiver] = []
        for waiver in self._waivers:
            paths = keys.paths_of(waiver.key)
            for path in paths:
                self._named.add(path, waiver)
            if not paths:
                self._patterns.append(waiver)

    def waive(self, target: Target) -> bool:
        """Return whether a waiver covers a target, and note that it is used."""
        named = [self._named.use_along(path) for path in self._keys.places_of(target)]
        matching = [each for each in self._patterns if self._keys.matches(each.key, target)]
        for waiver in matching:
            waiver.is_used = True
        return any(named) or bool(matching)

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
    for inner in project.repository.places():
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

    def matches(key: str, target: Target) -> bool:
        return globs.matches(target.file, key)

    def is_known(key: str) -> bool:
        return key in expectations

    return Keys(
        _paths_of, _places_of, matches, is_known, expectations, "waives nothing", likeness=0.6
    )


EXPECTATION, NAME, FILE = range(3)
"""The first segments of paths: an expectation, any part of a file's path, or all of it."""


def _paths_of(key: str) -> Sequence[Path]:
    """Return what a key names: an expectation, or a path as globs take it; none for a glob."""
    plain = key.removeprefix("./").rstrip("/")
    if not globs.WILDCARDS.isdisjoint(plain):
        return ()
    if "/" in plain:
        return ((FILE, *plain.lstrip("/").split("/")),)
    return ((EXPECTATION, key), (NAME, plain))


def _places_of(target: Target) -> Iterator[Path]:
    parts = target.file.split("/")
    yield (EXPECTATION, *target.key)
    yield (FILE, *parts)
    for part in parts:
        yield (NAME, part)


def as_they_are(violations: Iterable[Violation]) -> Iterable[Violation]:
    """Return each violation as one finding."""
    return violations


def findings_of(
    hook_id: str,
    project: Project,
    options: Options,
    violations_of: ViolationsOf,
    expectations: Sequence[str],
    *,
    joined: Callable[[Iterable[Violation]], Iterable[Violation]] = as_they_are,
) -> Iterator[Finding]:
    """Yield a finding for each violation that is not waived, and for each waiver that is wrong.

    The message of a violation ends with the key of the waiver that would silence it.

    Args:
        hook_id: The hook.
        project: The project to check.
        options: Its options, `waivers` among them.
        violations_of: Checks one project.
        expectations: The ids of all expectations of the hook.
        joined: Makes one violation of those that one decision resolves; waivers come before it.
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

    for violation in joined(unwaived(project)):
        finding = finding_of(violation, hook_id, project)
        finding.message += f" [waiver: {shortened(violation.key)}]"
        yield finding
    document = _document(project) if project.is_declared and options.table(WAIVERS) else None
    if document is not None:
        for place, problem in waivers.problems_in(document, use_inside):
            finding = Finding(document.path, *place, hook_id, problem)
            finding.can_be_known = False
            yield finding
