"""Which package a file on the disk belongs to: its source root, and the dotted name from there.

Imported only where a finding needs it.
"""

from __future__ import annotations

import keyword
import os
import posixpath
from dataclasses import dataclass

from standards_hooks.project.root_evidence import (
    SOURCE_ENDINGS,
    doubt_about_chain,
    doubt_about_src,
)
from standards_hooks.project.source_roots import (
    chain_root,
    deepest_holding,
    is_package,
    is_standard_library,
    named_roots,
    project_directory,
    src_root,
)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


EXTENSION_ENDINGS = (".so", ".pyd")


class UnknownPackageError(Exception):
    """The package of a file is unknown; the message says why."""


@dataclass(frozen=True)
class Package:
    """The package that a file's relative imports start from.

    Attributes:
        root: Absolute directory that the package's name starts in.
        parts: The parts of the package's dotted name; none directly in the root.
        doubt: Why the name may mean another module, or have further parts in front; empty where it
            is certain.
    """

    root: str
    parts: tuple[str, ...]
    doubt: str = ""

    def holds(self, name: str) -> bool:
        """Return whether a module or package of an absolute name exists under the root.

        Args:
            name: Dotted name.

        Returns:
            True for a source file, a stub, a directory, or a compiled extension.
        """
        path = os.path.join(self.root, *name.split("."))
        if os.path.isdir(path) or any(os.path.isfile(path + end) for end in SOURCE_ENDINGS):
            return True
        directory, stem = os.path.split(path)
        try:
            entries = os.listdir(directory)
        except OSError:
            return False
        return any(
            entry.startswith(f"{stem}.") and entry.endswith(EXTENSION_ENDINGS) for entry in entries
        )

    def absolute(self, level: int, target: str) -> str:
        """Return the absolute name of what a relative import names.

        Args:
            level: Number of leading dots, 1 or more.
            target: What follows the dots, possibly nothing.

        Raises:
            UnknownPackageError: If the dots lead beyond the root.
        """
        kept = len(self.parts) - (level - 1)
        if kept < 1:
            shown = os.path.relpath(self.root)
            message = f"the dots lead beyond the package root `{shown}`"
            raise UnknownPackageError(message)
        return ".".join((*self.parts[:kept], *([target] if target else [])))


def package_of(path: str, source_roots: Iterable[str]) -> Package:
    """Return the package of a file.

    Args:
        path: The file.
        source_roots: Absolute directories that the options name as roots.

    Raises:
        UnknownPackageError: If there is no package, or more than one answer.
    """
    directory = _with_slashes(os.path.dirname(os.path.abspath(path)))
    root, doubt = _root_of(directory, map(_with_slashes, source_roots))
    parts = tuple(part for part in directory[len(root) :].split("/") if part)
    for part in parts:
        if not part.isidentifier() or keyword.iskeyword(part):
            message = f"`{part}` is no name for a package"
            raise UnknownPackageError(message)
    if parts and is_standard_library(parts[0], root):
        doubt = doubt or f"the standard library has a `{parts[0]}` too"
    return Package(os.path.normpath(root), parts, doubt)


def _root_of(directory: str, source_roots: Iterable[str]) -> tuple[str, str]:
    """Return the source root of a directory, and why it may be another one."""
    named = deepest_holding(source_roots, directory)
    if named is None:
        named = deepest_holding(named_roots(project_directory(directory)), directory)
    if named is not None:
        if is_package(named):
            shown = os.path.relpath(named)
            message = f"the package root is ambiguous: `{shown}` is named as one, but is a package"
            raise UnknownPackageError(message)
        return named, ""
    root = src_root(directory)
    if root is not None:
        return root, doubt_about_src(root)
    root = chain_root(directory)
    if root is None:
        message = "no package root is known: there is no `__init__.py` beside it"
        raise UnknownPackageError(message)
    return root, doubt_about_chain(directory, root)


def _with_slashes(path: str) -> str:
    return path.replace(os.sep, posixpath.sep)
