"""The modules of a project and what each imports when it is imported.

Parsing every file would cost a commit seconds. So the graph is first made of what the bytes of the
files may import, and only the files on a cycle of that graph are parsed.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.engine.suppressions import read_suppressions
from standards_hooks.rules.circular_imports.cycles import components
from standards_hooks.rules.circular_imports.module_imports import imports_of
from standards_hooks.rules.circular_imports.places import is_package_around
from standards_hooks.rules.circular_imports.scanning import mentions_in
from standards_hooks.semantic.module import Module
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from standards_hooks.engine.suppressions import Suppression
    from standards_hooks.rules.circular_imports.cycles import Edge
    from standards_hooks.rules.circular_imports.places import Places, Target

    type Links = Mapping[str, Mapping[str, Link]]
    type Sources = Callable[[str], bytes]


SUPPRESSION_MARK = b"standards:"
"""The bytes without which a file has no suppression."""


@dataclass(eq=False)
class Link:
    """An import of one module by another.

    Attributes:
        line: Line of the import, counted from 1; 0 as long as only the bytes were read.
        column: Its column, counted from 1.
        needed: The names that are imported from the other module.
        is_decisive: Whether the import fails, or gives an unfinished module, when the other module
            is being imported already. A package that runs because of a module in it does neither,
            nor does a module that its own package imports, because the package comes first.
        is_certain: Whether the bytes alone show that the import runs.
    """

    needed: Sequence[str]
    is_decisive: bool
    is_certain: bool = True
    line: int = 0
    column: int = 0


class Graph:
    """The imports between modules.

    Attributes:
        links: The imports by the importing file, then by the imported one.
        suppressed: Those that a suppression takes out, in the same way.
        suppressions: The suppressions of each file that has any.
    """

    def __init__(
        self,
        hook_id: str,
        places: Places,
        sources: Sources,
        *,
        is_own_package_counted: bool = False,
    ) -> None:
        """Store where the modules are.

        Args:
            hook_id: The hook whose suppressions count.
            places: The modules.
            sources: Returns the bytes of a module.
            is_own_package_counted: Whether `import app` in a module of `app` is decisive.
        """
        self.links: dict[str, dict[str, Link]] = {}
        self.suppressed: dict[str, dict[str, Link]] = {}
        self.suppressions: dict[str, list[Suppression]] = {}
        self._covering: dict[str, _Covering] = {}
        self._suppressing: dict[Edge, list[Suppression]] = {}
        self._hook_id = hook_id
        self._places = places
        self._sources = sources
        self._is_own_package_counted = is_own_package_counted
        self._parsed: set[str] = set()

    def add(self, file: str) -> None:
        """Add a module by what its bytes may import; one that cannot be read imports nothing."""
        self.links[file] = {}
        try:
            source = self._sources(file)
        except UncheckableFileError:
            return  # A finding of the hooks that look at single files.
        mentions = None if self._may_have_suppressions(source) else mentions_in(source)
        if mentions is None:
            self._parse(file)
            return
        for mention in mentions:
            for target in self._places.targets(file, mention.level, mention.module, mention.names):
                link = self._link(file, target)
                if link is not None:
                    link.is_certain = mention.is_certain
                    _keep_better(self.links[file], target.file, link)

    def settle(self) -> None:
        """Parse modules until those on a cycle have exactly the imports that run."""
        while unsettled := self._unsettled():
            for file in unsettled:
                self._parse(file)

    def decisive(self) -> set[Edge]:
        """Return the decisive imports, each as the importing and the imported file."""
        return _decisive(self.links)

    def mark_used(self) -> None:
        """Mark the suppressions that take an import out of a cycle as used."""
        everything = self._everything()
        part_of = {
            file: number for number, part in enumerate(components(everything)) for file in part
        }

        def is_inside(here: str, there: str) -> bool:
            return here in part_of and part_of[here] == part_of.get(there)

        decisive = {
            part_of[here] for here, there in _decisive(everything) if is_inside(here, there)
        }
        files = set()
        for (here, there), suppressions in self._suppressing.items():
            if is_inside(here, there) and part_of[here] in decisive:
                files.add(here)
                for suppression in suppressions:
                    suppression.is_used = True
        for file in files:
            for suppression in self._covering[file].for_file:
                suppression.is_used = True

    def _everything(self) -> Links:
        """Return the imports, including those that suppressions take out."""
        if not self.suppressed:
            return self.links
        return {
            file: {**self.suppressed.get(file, {}), **links} for file, links in self.links.items()
        }

    def _may_have_suppressions(self, source: bytes) -> bool:
        return SUPPRESSION_MARK in source and self._hook_id.encode() in source

    def _unsettled(self) -> list[str]:
        """Return the modules to parse next.

        First those whose import in a cycle is in some block, because it may not run at all.
        """
        doubtful, others = [], []
        for part in components(self._everything()):
            inside = set(part)
            for file in part:
                if file in self._parsed:
                    continue
                others.append(file)
                links = self.links[file].items()
                if any(other in inside and not link.is_certain for other, link in links):
                    doubtful.append(file)
        return doubtful or others

    def _parse(self, file: str) -> None:
        """Replace what the bytes of a module may import by what its tree imports."""
        self._parsed.add(file)
        self.links[file] = {}
        try:
            module = Module(file, self._sources(file))
            if self._may_have_suppressions(module.source):
                self._read_suppressions(module)
            for statement in imports_of(module):
                self._add_statement(module, statement)
        except (UncheckableFileError, RecursionError):
            self.links[file] = {}  # A finding of the hooks that look at single files.

    def _read_suppressions(self, module: Module) -> None:
        found = [each for each in read_suppressions(module.lines) if each.hook == self._hook_id]
        if found:
            self.suppressions[module.path] = found
            self._covering[module.path] = _Covering(found)

    def _add_statement(self, module: Module, statement: ast.Import | ast.ImportFrom) -> None:
        file = module.path
        place = module.place(statement.lineno, statement.col_offset)
        covering = self._covering.get(file)
        suppressing = covering.at(place) if covering is not None else []
        is_suppressed = bool(suppressing or (covering is not None and covering.for_file))
        links = self.suppressed.setdefault(file, {}) if is_suppressed else self.links[file]
        for level, name, names in _parts_of(statement):
            for target in self._places.targets(file, level, name, names):
                link = self._link(file, target)
                if link is not None:
                    link.line, link.column = place
                    _keep_better(links, target.file, link)
                    if is_suppressed:
                        self._suppressing.setdefault((file, target.file), []).extend(suppressing)

    def _link(self, file: str, target: Target) -> Link | None:
        """Return the link from a module to another; None where it can never close a cycle."""
        other = target.file
        is_own_package = is_package_around(other, file)
        if other == file or (is_own_package and target.is_implied):
            return None
        if is_own_package and not target.needed and not self._is_own_package_counted:
            return None
        is_decisive = not target.is_implied and not is_package_around(file, other)
        return Link(target.needed, is_decisive=is_decisive)


class _Covering:
    """The suppressions of one file, found by the place that they cover.

    Attributes:
        for_file: Those that cover every place.
    """

    __slots__ = ("_by_end", "_ends", "for_file")

    def __init__(self, suppressions: Sequence[Suppression]) -> None:
        """Take the suppressions of one hook."""
        effective = [each for each in suppressions if not each.is_misplaced]
        self.for_file: list[Suppression] = [each for each in effective if each.is_for_file]
        # Statements do not overlap: what covers a place ends where its statement does.
        self._by_end: dict[tuple[int, int], list[Suppression]] = {}
        for each in effective:
            if not each.is_for_file:
                self._by_end.setdefault(each.last, []).append(each)
        self._ends: list[tuple[int, int]] = sorted(self._by_end)

    def at(self, place: tuple[int, int]) -> list[Suppression]:
        """Return those that cover a place, without those for the file."""
        number = bisect_left(self._ends, place)
        if number == len(self._ends):
            return []
        return [each for each in self._by_end[self._ends[number]] if each.first <= place]


def _keep_better(links: dict[str, Link], other: str, link: Link) -> None:
    """Record an import of a module; of several the first decisive one counts, else the first."""
    known = links.get(other)
    if known is None or (link.is_decisive and not known.is_decisive):
        links[other] = link
    elif link.is_certain:
        known.is_certain = True


def _decisive(links: Links) -> set[Edge]:
    return {
        (file, other)
        for file, others in links.items()
        for other, link in others.items()
        if link.is_decisive
    }


def _parts_of(statement: ast.Import | ast.ImportFrom) -> list[tuple[int, str, list[str]]]:
    """Return dots, module and names of each import in a statement."""
    if isinstance(statement, ast.Import):
        return [(0, alias.name, []) for alias in statement.names]
    names = [alias.name for alias in statement.names]
    return [(statement.level, statement.module or "", names)]
