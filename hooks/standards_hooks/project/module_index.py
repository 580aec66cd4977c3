"""Every module of a repository by the names that it can have, from whatever directory it is seen.

`app.models.user` can mean `backend/app/models/user.py` only if `backend` is where imports begin. So
each module stands here under every end of its path, with the directory in front of that end.

Paths are relative to the repository, with forward slashes; its own directory is the empty one.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from functools import lru_cache

from standards_hooks.project.source_roots import (
    INIT_FILES,
    SOURCE,
    is_standard_library,
    upwards,
)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


SOURCE_ENDINGS = (".py", ".pyi")


@lru_cache(maxsize=4096)
def _around(directory: str) -> tuple[str, ...]:
    """Return a directory and those around it: the same few are asked for by many imports."""
    return tuple(upwards(directory))


class Candidates:
    """The directories that a name may begin in."""

    def __init__(self, roots: Iterable[str]) -> None:
        """Take the directories."""
        self._roots = frozenset(roots)
        self._below: dict[str, str | None] = {}
        for root in self._roots:
            for around in upwards(root):
                self._below[around] = None if around in self._below else root

    def nearest(self, start: str, first: str) -> str | None:
        """Return the one that is nearest to a directory; None where several are.

        Args:
            start: The directory.
            first: The first part of the name: what is in a package of that name means its own.
        """
        around = _around(start)
        holding = [each for each in around if each in self._roots]
        if holding[1:]:
            return None
        if holding and f"{start}/".startswith(posixpath.join(holding[0], first, "")):
            return holding[0]
        found = next((self._below[each] for each in around if each in self._below), None)
        return None if holding and found != holding[0] else found


class ModuleIndex:
    """The modules of a repository.

    Attributes:
        directories: The directories with modules in or below them.
        packages: The directories with an `__init__` file.
    """

    def __init__(self, files: Iterable[str], projects: Collection[str]) -> None:
        """Take the files.

        Args:
            files: Paths of all files.
            projects: Directories that are projects of their own.
        """
        self.directories: set[str] = set()
        self.packages: set[str] = set()
        self._projects = frozenset(projects)
        self._modules: set[str] = set()
        self._roots: dict[str, list[str]] = {}
        self._candidates: dict[str, dict[str | None, Candidates]] = {}
        for file in files:
            if file.endswith(SOURCE_ENDINGS):
                self._add(file)
        self._names: set[str] = {
            posixpath.basename(path) for path in self._modules | self.directories
        }

    def _add(self, file: str) -> None:
        directory, name = posixpath.split(file)
        if name in INIT_FILES:
            self.packages.add(directory)
        self._modules.add(file.rpartition(".")[0])
        for around in upwards(directory):
            if not around or around in self.directories:
                break
            self.directories.add(around)

    def is_known(self, name: str) -> bool:
        """Return whether any module or directory of the repository has a name without dots."""
        return name in self._names

    def has(self, path: str) -> bool:
        """Return whether a path without a suffix is that of a module or a directory of modules."""
        return path in self._modules or path in self.directories

    def directory_of(self, path: str) -> str:
        """Return the directory that a module is in: its own where it is a directory itself."""
        return path if path in self.directories else posixpath.dirname(path)

    def is_start(self, directory: str) -> bool:
        """Return whether names begin anew at a directory: a project, or a `src` that is no package.

        So they do in a directory whose name no import can spell.
        """
        name = posixpath.basename(directory)
        if directory in self._projects or not name.isidentifier():
            return True
        return name == SOURCE and directory not in self.packages

    def roots_of(self, name: str) -> Sequence[str]:
        """Return the directories in which a dotted name begins that means something there."""
        if not self._roots:
            self._roots = self._make_roots()
        return self._roots.get(name.replace(".", "/"), ())

    def _make_roots(self) -> dict[str, list[str]]:
        roots = defaultdict(list)
        for path in sorted(self._modules | self.directories):
            at = len(path)
            while at > 0:
                at = path.rfind("/", 0, at)
                roots[path[at + 1 :]].append(path[: max(at, 0)])
        return dict(roots)

    def root_of(self, name: str, start: str) -> str | None:
        """Return the one directory that a dotted name begins in for a file.

        Of several it is the one that shares most of its path with the file, in the file's own
        project first, or that whose package the file is in. Where another is around the file as
        well, either may be meant.

        Args:
            name: The dotted name.
            start: The directory of the file that has the name.

        Returns:
            The directory; None for a name that is ambiguous, or means nothing here.
        """
        candidates = self._candidates.get(name)
        if candidates is None:
            candidates = self._candidates[name] = self._candidates_of(self.roots_of(name))
        group = candidates.get(self._project_of(start)) or candidates.get(None)
        return group.nearest(start, name.partition(".")[0]) if group else None

    def is_of_standard_library(self, name: str, root: str) -> bool:
        """Return whether a dotted name means the standard library, whatever a root holds."""
        return is_standard_library(name.partition(".")[0], root, self._is_source)

    def _candidates_of(self, roots: Sequence[str]) -> dict[str | None, Candidates]:
        """Return the directories that satisfy a name by their projects; all of them by None."""
        groups: defaultdict[str | None, list[str]] = defaultdict(list)
        for root in roots:
            groups[None].append(root)
            groups[self._project_of(root)].append(root)
        return {project: Candidates(group) for project, group in groups.items()}

    def _project_of(self, directory: str) -> str:
        """Return the project that a directory is in; empty for the repository itself."""
        return next((each for each in _around(directory) if each in self._projects), "")

    def _is_source(self, path: str) -> bool:
        return path.rpartition(".")[0] in self._modules

    def scope(self, top: str, reach: str) -> str:
        """Return the outermost directory of which a name shows what everything below is called.

        A name that means something in a package shows what the whole package is called; one in a
        directory without `__init__` shows nothing about the packages beside it.

        Args:
            top: The directory that the first part of the name means.
            reach: The directory that the whole name means, or is in.
        """
        found = top
        directory = top
        for part in reach[len(top) :].split("/"):
            if part:
                directory = posixpath.join(directory, part)
                is_package = directory in self.packages and found not in self.packages
                if is_package or self.is_start(directory):
                    found = directory
        return found

    def scopes_around(self, directory: str) -> Iterable[str]:
        """Yield the directories whose names are known to continue into a directory, inner first."""
        has_package = False
        for around in upwards(directory):
            if around in self.packages or not has_package:
                yield around
            if not around or self.is_start(around):
                return
            has_package = has_package or around in self.packages
