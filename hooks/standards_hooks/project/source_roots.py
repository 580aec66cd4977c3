"""Source roots: the directories that import names begin in. All questions about them end here.

A directory is a source root because, in this order of weight,

1. the options name it (`source-roots`), or its project's `pyproject.toml` does (`named_roots`);
2. it is called `src`, stands in its project, and is no package itself;
3. it holds the highest package of an unbroken chain of packages.

Who knows one file asks `packages.package_of` for its module's name; who knows the list of a
project's files asks `layout.layout_of` for its roots and packages, or `SearchPaths` where an import
may begin. What the rest of the repository says for or against a root is in `names_in_use`.

Paths have forward slashes here, and are absolute on the disk or relative to a project; `is_file`
answers for either. Imported for clean files too: nothing heavy is imported at the top.
"""

from __future__ import annotations

import os
import posixpath
import sys


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    type IsFile = Callable[[str], bool]


SOURCE = "src"
INIT = "__init__.py"
INIT_FILES = (INIT, "__init__.pyi")
PYPROJECT = "pyproject.toml"
GIT = ".git"


def upwards(directory: str) -> Iterator[str]:
    """Yield a directory and those around it, to the top of the disk or of a relative path."""
    is_absolute = os.path.isabs(directory)
    while True:
        yield directory
        parent = posixpath.dirname(directory)
        if parent == directory or (is_absolute and not parent):
            return
        directory = parent


def joined_path(directory: str, path: str) -> str:
    """Return a path in a directory, in its shortest form; empty for the repository itself.

    Args:
        directory: From the repository's top on; empty for the repository.
        path: From the directory on; it may lead out of it with `..`.
    """
    joined = posixpath.normpath(posixpath.join(directory, path))
    return "" if joined == posixpath.curdir else joined


def is_package(directory: str, is_file: IsFile = os.path.isfile) -> bool:
    """Return whether a directory is a package: whether it has an `__init__` file."""
    return any(is_file(posixpath.join(directory, name)) for name in INIT_FILES)


def package_chain(directory: str, is_file: IsFile = os.path.isfile) -> list[str]:
    """Return the packages of an unbroken chain, from a directory upwards; none if it is none."""
    chain = []
    for candidate in upwards(directory):
        if not is_package(candidate, is_file):
            break
        chain.append(candidate)
    return chain


def chain_root(directory: str, is_file: IsFile = os.path.isfile) -> str | None:
    """Return the directory above the highest package of a chain; None outside any package."""
    chain = package_chain(directory, is_file)
    return posixpath.dirname(chain[-1]) if chain else None


def src_root(directory: str) -> str | None:
    """Return the outermost `src` around a directory on the disk, in its project; None without.

    The project's own directory is none, nor is what is above: a checkout may be called `src`.
    """
    found = None
    for candidate in upwards(directory):
        if any(os.path.exists(posixpath.join(candidate, mark)) for mark in (GIT, PYPROJECT)):
            return found
        if posixpath.basename(candidate) == SOURCE and not is_package(candidate):
            found = candidate
    return found


def project_directory(directory: str) -> str:
    """Return the nearest directory with a `pyproject.toml`, inside the repository; else nothing."""
    for candidate in upwards(directory):
        if os.path.isfile(posixpath.join(candidate, PYPROJECT)):
            return candidate
        if os.path.exists(posixpath.join(candidate, GIT)):
            break
    return ""


def named_roots(project: str) -> list[str]:
    """Return the roots that the `pyproject.toml` in a directory on the disk names, as paths there.

    Args:
        project: Absolute directory of the project; empty for none.
    """
    from standards_hooks.project.metadata import named_roots_in

    return _roots_of(project, named_roots_in)


def search_roots(project: str) -> list[str]:
    """Return those of the named roots that hold whatever is in them, not single packages.

    Args:
        project: Absolute directory of the project; empty for none.
    """
    from standards_hooks.project.metadata import search_roots_in

    return _roots_of(project, search_roots_in)


def _roots_of(project: str, roots_in: Callable[[str], Iterable[str]]) -> list[str]:
    roots = roots_in(posixpath.join(project, PYPROJECT)) if project else ()
    return [posixpath.normpath(posixpath.join(project, root)) for root in roots]


def deepest_holding(roots: Iterable[str], directory: str) -> str | None:
    """Return the deepest of some roots that a directory is, or is in; None where none is."""
    holding = [root for root in roots if f"{directory}/".startswith(f"{root.rstrip('/')}/")]
    return max(holding, key=len, default=None)


def is_standard_library(name: str, root: str, is_file: IsFile = os.path.isfile) -> bool:
    """Return whether a top-level name means the standard library, whatever a root holds.

    Args:
        name: The first part of a dotted name.
        root: The root that it would begin in; in the standard library's own its names are its own.
        is_file: Whether there is a file.
    """
    return name in sys.stdlib_module_names and not is_file(posixpath.join(root, "os.py"))


def unknown_root(_directory: str) -> None:
    """Return no root: nothing is known of the names in use."""


class SearchPaths:
    """Where absolute imports may begin in a project whose files are known.

    Attributes:
        directories: The directories that hold modules, and those around them.
    """

    def __init__(
        self,
        files: Iterable[str],
        named: Sequence[str],
        proved: Callable[[str], str | None] = unknown_root,
    ) -> None:
        """Take the modules of a project.

        Args:
            files: Paths of the `.py` files, relative to the project.
            named: The roots that options and project name, relative to it; empty for its own
                directory.
            proved: Returns the root of a directory by the names that the repository has in use,
                None where it has none; asked only where nothing else finds a name of the project.
        """
        self._files = frozenset(files)
        self._proved = proved
        self.directories: set[str] = set()
        for file in self._files:
            for directory in upwards(posixpath.dirname(file)):
                if not directory or directory in self.directories:
                    break
                self.directories.add(directory)
        self._shared = (*named, *([SOURCE] if SOURCE in self.directories else []), "")
        self._found: dict[str, list[str]] = {}
        self._names: set[str] = {posixpath.basename(each) for each in self.directories}

    def of(self, directory: str) -> list[str]:
        """Return the directories that a file in a directory imports from, the likeliest first.

        A script's own directory is where it imports from; that of a package's module is not, nor
        is a directory without modules of its own in a package.
        """
        roots = self._found.get(directory)
        if roots is None:
            around = (chain_root(each, self.is_file) for each in upwards(directory))
            own = next((root for root in around if root is not None), directory)
            roots = self._found[directory] = list(dict.fromkeys([own, *self._shared]))
        return roots

    def is_file(self, path: str) -> bool:
        """Return whether a path is a module of the project."""
        return path in self._files

    def root_of(self, name: str, directory: str) -> str | None:
        """Return the root that a top-level name begins in; None outside the project.

        Args:
            name: The first part of a dotted name.
            directory: Where the file is that imports it.
        """
        for root in self.of(directory):
            if self._begins_in(root, name):
                return None if is_standard_library(name, root, self.is_file) else root
        proved = self._proved(directory) if name in self._names else None
        if proved is None or not self._begins_in(proved, name):
            return None
        return None if is_standard_library(name, proved, self.is_file) else proved

    def _begins_in(self, root: str, name: str) -> bool:
        path = posixpath.join(root, name)
        return path in self.directories or f"{path}.py" in self._files
