"""Which package a file on the disk belongs to: its source root, and the dotted name from there.

Imported only where a finding needs it.
"""

from __future__ import annotations

import keyword
import os
import posixpath
from dataclasses import dataclass

from standards_hooks.project.module_index import SOURCE_ENDINGS
from standards_hooks.project.names_in_use import evidence_root, names_in
from standards_hooks.project.source_roots import (
    deepest_holding,
    is_standard_library,
)
from standards_hooks.project.structural_root import AMBIGUOUS, StructuralRoot, Structure, root_named


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


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


def package_of(path: str, source_roots: Iterable[str], level: int = 1) -> Package:
    """Return the package of a file.

    The roots of the options decide; then the names that the repository has in use; then where the
    files are.

    Args:
        path: The file.
        source_roots: Absolute directories that the options name as roots.
        level: The dots of an import that works in the package: a name with fewer parts is none.

    Raises:
        UnknownPackageError: If there is no package, or more than one answer.
    """
    directory = _with_slashes(os.path.dirname(os.path.abspath(path)))
    named = deepest_holding(map(_with_slashes, source_roots), directory)
    if named is not None:
        return _package_under(root_named(named), directory)
    repository = evidence_root(directory)
    names = names_in(repository) if repository is not None else None
    inside = names.relative(directory) if names is not None else None
    if names is not None and inside is not None:
        in_use = {
            name: place for name, place in names.of(inside).items() if name.count(".") + 1 >= level
        }
        if in_use:
            return _package_called(in_use, directory)
        found = names.structural_root(directory)
    else:
        found = Structure("", _is_unknown, _is_unknown).root_of(directory)
    return _package_under(found, directory)


def _package_under(root: StructuralRoot, directory: str) -> Package:
    if not root.directory:
        raise UnknownPackageError(root.doubt)
    return _package_in(root.directory, directory, root.doubt)


def _is_unknown(_directory: str) -> bool:
    return False


def _package_called(in_use: Mapping[str, str], directory: str) -> Package:
    """Return the package by its one name in use.

    Args:
        in_use: Its names, each with a place that shows it.
        directory: Its absolute directory.

    Raises:
        UnknownPackageError: If it has several names.
    """
    (name, place), *others = in_use.items()
    if others:
        shown = " and ".join(f"`{each}` in `{where}`" for each, where in in_use.items())
        number = "several" if others[1:] else "two"
        message = f"{number} names are in use: {shown}; use one, or set `source-roots`"
        raise UnknownPackageError(message)
    end = "/" + name.replace(".", "/")
    if not directory.endswith(end):
        doubt = f"{AMBIGUOUS}, `{posixpath.basename(directory)}` is `{name}` in `{place}`"
        return Package(os.path.dirname(directory), tuple(name.split(".")), doubt)
    return _package_in(directory.removesuffix(end) or "/", directory, "")


def _package_in(root: str, directory: str, doubt: str) -> Package:
    """Return the package that a directory is, seen from a root.

    Raises:
        UnknownPackageError: If no import can spell it.
    """
    parts = tuple(part for part in directory[len(root) :].split("/") if part)
    for part in parts:
        if not part.isidentifier() or keyword.iskeyword(part):
            message = f"`{part}` is no name for a package"
            raise UnknownPackageError(message)
    if parts and is_standard_library(parts[0], root):
        doubt = doubt or f"the standard library has a `{parts[0]}` too"
    return Package(os.path.normpath(root), parts, doubt)


def _with_slashes(path: str) -> str:
    return path.replace(os.sep, posixpath.sep)
