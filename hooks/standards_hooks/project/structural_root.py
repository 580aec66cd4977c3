"""Where the names of a directory begin by where its files are, and what leaves that in doubt.

This is what counts where the repository names none of its packages: see `names_in_use`.
"""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project.metadata import LARGEST_READ
from standards_hooks.project.packaging_names import is_setup_script
from standards_hooks.project.source_roots import (
    GIT,
    PYPROJECT,
    SOURCE,
    deepest_holding,
    is_package,
    package_chain,
    project_directory,
    search_roots,
    src_root,
    upwards,
)
from standards_hooks.syntax.reading import read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


AMBIGUOUS = "the package root is ambiguous"
WITH_INIT = "has an `__init__.py`; remove it, or set `source-roots`"
NONE_KNOWN = "no package root is known: there is no `__init__.py` beside it"
FILES_OF_PROJECTS = (PYPROJECT, "setup.cfg", GIT)
SETUP = "setup.py"


@dataclass(frozen=True)
class StructuralRoot:
    """The source root of a directory.

    Attributes:
        directory: Absolute directory; empty where none is known.
        doubt: Why there is none, or may be another one; empty where it is certain.
    """

    directory: str
    doubt: str = ""


class Structure:
    """Answers for the directories of one repository."""

    def __init__(
        self, repository: str, is_root: Callable[[str], bool], is_imported: Callable[[str], bool]
    ) -> None:
        """Take what the repository shows.

        Args:
            repository: Absolute directory of the repository; empty for none.
            is_root: Whether names are known to begin in a directory, relative to it.
            is_imported: Whether such a directory is itself imported as a package.
        """
        self._repository = repository
        self._is_root = is_root
        self._is_imported = is_imported

    def root_of(self, directory: str) -> StructuralRoot:
        """Return the root of an absolute directory."""
        named = deepest_holding(search_roots(project_directory(directory)), directory)
        if named is not None:
            return root_named(named)
        root = src_root(directory)
        if root is not None:
            doubt = f"{AMBIGUOUS}, `src` is imported as a package; set `source-roots`"
            return StructuralRoot(root, doubt if self._is_imported(self._relative(root)) else "")
        chain = package_chain(directory)
        if not chain:
            return StructuralRoot("", NONE_KNOWN)
        root = posixpath.dirname(chain[-1])
        if posixpath.basename(chain[-1]) == SOURCE:
            return self._root_of_source(chain[-1])
        return StructuralRoot(root, self._doubt_about_chain(directory, root))

    def _root_of_source(self, source: str) -> StructuralRoot:
        """Return the root of what is in a `src` that is a package, and the highest of its chain.

        Its `__init__.py` may be there by accident: then names begin in it, as in any other `src`.
        """
        root = posixpath.dirname(source)
        if self._is_root(self._relative(source)):
            return StructuralRoot(source)
        if self._is_imported(self._relative(source)):
            return StructuralRoot(root, self._doubt_about_chain(source, root))
        return StructuralRoot(root, f"{AMBIGUOUS}, `src` {WITH_INIT}")

    def _doubt_about_chain(self, directory: str, root: str) -> str:
        """Say why the root of a chain of packages may be another one.

        A package that is a project of its own has an `__init__.py` by accident, or is called after
        its checkout. The directory above the chain may be a package too, for a namespace package
        has no `__init__.py` (PEP 420): not the root of a project, nor a directory whose name no
        import can spell; of any other, what is imported from it must show it.
        """
        for candidate in upwards(directory):
            if candidate == root:
                break
            if _holds_any(candidate):
                return f"{AMBIGUOUS}, `{posixpath.basename(candidate)}` is a project and a package"
        name = posixpath.basename(root)
        if is_project(root) or not name.isidentifier() or self._is_root(self._relative(root)):
            return ""
        return f"{AMBIGUOUS}, `{name}` may be a namespace package; set `source-roots`"

    def _relative(self, directory: str) -> str:
        return directory.removeprefix(self._repository).strip("/")


def root_named(directory: str) -> StructuralRoot:
    """Return the root that options name: none if it is a package itself.

    Args:
        directory: Absolute directory.
    """
    if is_package(directory):
        shown = os.path.relpath(directory)
        return StructuralRoot("", f"{AMBIGUOUS}: `{shown}` is named as one, but is a package")
    return StructuralRoot(directory)


def is_project(directory: str) -> bool:
    """Return whether a directory is a project: whether it holds what only a project has.

    A module that happens to be called `setup.py` makes none.

    Args:
        directory: Absolute directory.
    """
    if _holds_any(directory):
        return True
    try:
        source = read_source(posixpath.join(directory, SETUP), LARGEST_READ)
    except UncheckableFileError:
        return False
    return is_setup_script(source.decode("utf-8", "replace"))


def _holds_any(directory: str) -> bool:
    return any(os.path.exists(posixpath.join(directory, name)) for name in FILES_OF_PROJECTS)
