"""What the relative imports of a repository show: which directories are packages, and of one tree.

A relative import names nothing, but it ties two places: whatever the package is called that it
starts from, what it reaches is called by the same name and the parts below it. So a name that is
proved for the one is proved for the other, which is also what a fix would write.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from dataclasses import dataclass


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.project.module_index import ModuleIndex


@dataclass(frozen=True)
class Link:
    """A relative import.

    Attributes:
        directory: The directory of the file.
        level: Its dots.
        reach: The path of the module that it means, without suffix.
        place: Where it is, as a report shows it.
    """

    directory: str
    level: int
    reach: str
    place: str


class RelativeLinks:
    """The relative imports of a repository.

    Attributes:
        reached: The directories that relative imports start from or go through, each with a place.
    """

    def __init__(self, index: ModuleIndex) -> None:
        """Take the modules of the repository."""
        self.reached: dict[str, str] = {}
        self._index = index
        self._waiting: defaultdict[str, list[Link]] = defaultdict(list)
        self._seen: set[tuple[str, str, str]] = set()

    def add(self, directory: str, module: str, name: str, place: str) -> None:
        """Note a relative import.

        Args:
            directory: The directory of the file.
            module: What it imports from, with its dots.
            name: What it imports, which may be a module too; possibly none.
            place: Where it is.
        """
        self.reached.setdefault(directory, place)
        if (directory, module, name) in self._seen:
            return
        self._seen.add((directory, module, name))
        below = module.lstrip(".")
        level = len(module) - len(below)
        bases = [directory]
        while len(bases) < level and bases[-1]:
            bases.append(posixpath.dirname(bases[-1]))
        base = bases[-1]
        if not base or len(bases) < level:
            return
        path = posixpath.join(base, *below.split(".")) if below else base
        inside = posixpath.join(path, name)
        reach = inside if name and self._index.has(inside) else path
        if not self._index.has(reach):
            return
        for each in bases:
            self.reached.setdefault(each, place)
        if self._is_crossing(base, directory) or self._is_crossing(base, reach):
            link = Link(directory, level, reach, place)
            for scope in self._index.scopes_around(directory):
                self._waiting[scope].append(link)

    def of_scope(self, scope: str) -> Sequence[Link]:
        """Return those whose directory a scope may name, of which the other end may be unnamed."""
        return self._waiting.get(scope, ())

    def _is_crossing(self, base: str, reach: str) -> bool:
        """Return whether names of a directory do not continue into what is below it."""
        return self._index.scope(base, self._index.directory_of(reach)) != base
