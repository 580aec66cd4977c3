"""Which package a file belongs to: the package root, and the dotted name from there.

The root is computed, in this order, from the `source-roots` given; from `[tool.ruff] src` and the
package settings of hatch, setuptools or uv_build in the nearest `pyproject.toml`; from a `src`
directory; from the highest directory of an unbroken chain of `__init__.py`.

Imported only where a finding needs it.
"""

from __future__ import annotations

import keyword
import os
import re
import sys
from functools import cache

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project.metadata import FLAT, LARGEST_READ, named_roots
from standards_hooks.syntax.reading import read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


INIT_FILES = ("__init__.py", "__init__.pyi")
SOURCE_ENDINGS = (".py", ".pyi")
EXTENSION_ENDINGS = (".so", ".pyd")
AMBIGUOUS = "the package root is ambiguous"
ROOT = "root"
PARENT = "parent"
IMPORTED = re.compile(
    rb"^[ \t]*+(?:from|import)[ \t]++(?P<first>\.|[A-Za-z_]\w*+)"
    rb"(?:\.(?P<second>\w+)|[ \t]++import[ \t]++(?:\(\s*+)?(?P<name>\w+))?",
    re.MULTILINE,
)
"""What a line imports: the first two parts of the name, or a dot."""
FILES_OF_PROJECTS = ("pyproject.toml", "setup.cfg", ".git")
PROJECT_MARKS = (*FILES_OF_PROJECTS, "setup.py")
"""What only a project has; and what, inside a package, may be a module like any other."""


class UnknownPackageError(Exception):
    """The package of a file is unknown; the message says why."""


class Package:
    """The package that a file's relative imports start from.

    Attributes:
        root: Absolute directory that the package's name starts in.
        parts: The parts of the package's dotted name; none directly in the root.
        doubt: Why the name may mean another module, or have further parts in front; empty where it
            is certain.
    """

    __slots__ = ("doubt", "parts", "root")

    def __init__(self, root: str, parts: tuple[str, ...], doubt: str = "") -> None:
        """Take root and name."""
        self.root = root
        self.parts = parts
        self.doubt = doubt

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
        source_roots: Absolute directories that the user names as roots.

    Raises:
        UnknownPackageError: If there is no package, or more than one answer.
    """
    directory = os.path.dirname(os.path.abspath(path))
    doubt = ""
    root = _configured_root(directory, source_roots)
    if root is None:
        root = _src_directory(directory)
        doubt = "" if root is None else _doubt_about_src(root)
    if root is None:
        root = _chain_root(directory)
        doubt = _doubt_about_chain(directory, root)
    relative = os.path.relpath(directory, root)
    parts = () if relative == FLAT else tuple(relative.split(os.sep))
    for part in parts:
        if not part.isidentifier() or keyword.iskeyword(part):
            message = f"`{part}` is no name for a package"
            raise UnknownPackageError(message)
    return Package(root, parts, doubt or _doubt_about_name(root, parts))


def _configured_root(directory: str, source_roots: Iterable[str]) -> str | None:
    """Return the deepest root that the user or the project names and that holds the directory."""
    roots = [root for root in source_roots if _holds(root, directory)]
    if not roots:
        project = _project_directory(directory)
        named = named_roots(os.path.join(project, "pyproject.toml")) if project else []
        absolute = [os.path.normpath(os.path.join(project, root)) for root in named]
        roots = [root for root in absolute if _holds(root, directory)]
    if not roots:
        return None
    deepest = max(roots, key=len)
    if _is_package(deepest):
        shown = os.path.relpath(deepest)
        message = f"the package root is ambiguous: `{shown}` is named as one, but is a package"
        raise UnknownPackageError(message)
    return deepest


def _project_directory(directory: str) -> str:
    """Return the nearest directory with a `pyproject.toml`, inside the repository; else nothing."""
    for candidate in _upwards(directory):
        if os.path.isfile(os.path.join(candidate, "pyproject.toml")):
            return candidate
        if os.path.exists(os.path.join(candidate, ".git")):
            break
    return ""


def _src_directory(directory: str) -> str | None:
    """Return the outermost directory called `src` around a directory, in its project."""
    found = None
    for candidate in _upwards(directory):
        if os.path.basename(candidate) == "src" and not _is_package(candidate):
            found = candidate
        if any(
            os.path.exists(os.path.join(candidate, mark)) for mark in (".git", "pyproject.toml")
        ):
            break
    return found


def _chain_root(directory: str) -> str:
    """Return the directory above the highest one of an unbroken chain of packages."""
    if not _is_package(directory):
        message = "no package root is known: there is no `__init__.py` beside it"
        raise UnknownPackageError(message)
    return next(candidate for candidate in _upwards(directory) if not _is_package(candidate))


def _doubt_about_chain(directory: str, root: str) -> str:
    """Say why the root of a chain of packages may be another one.

    A package that is a project of its own has an `__init__.py` by accident, or is called after
    its checkout. The directory above the chain may be a package too, for a namespace package has
    no `__init__.py` (PEP 420): not the root of a project, nor a directory whose name no import
    can spell; of any other, the imports in it must show it.
    """
    for candidate in _upwards(directory):
        if candidate == root:
            break
        if _holds_any(candidate, FILES_OF_PROJECTS):
            return f"{AMBIGUOUS}, `{os.path.basename(candidate)}` is a project and a package"
    name = os.path.basename(root)
    if _holds_any(root, PROJECT_MARKS) or not name.isidentifier() or _imports_from(root) == ROOT:
        return ""
    return f"{AMBIGUOUS}, `{name}` may be a namespace package; set `source-roots`"


def _doubt_about_src(root: str) -> str:
    """Say why a directory called `src` may be no root."""
    if _imports_from(root) == PARENT:
        return f"{AMBIGUOUS}, `src` is imported as a package; set `source-roots`"
    return ""


def _doubt_about_name(root: str, parts: tuple[str, ...]) -> str:
    """Say which other module a name may mean; the standard library's own names mean themselves."""
    is_taken = bool(parts) and parts[0] in sys.stdlib_module_names
    if is_taken and not os.path.isfile(os.path.join(root, "os.py")):
        return f"the standard library has a `{parts[0]}` too"
    return ""


def _holds_any(directory: str, names: Iterable[str]) -> bool:
    return any(os.path.exists(os.path.join(directory, name)) for name in names)


@cache
def _imports_from(root: str) -> str:
    """Return from where the imports in a directory import its packages.

    Its own modules are read first, then those of its packages, in the order of their paths; the
    first that imports one of its packages or modules decides.

    Returns:
        ROOT for the directory (`from models.user import …`), PARENT if the directory itself is
        imported as a package (`from app.models.user import …`), empty if no import shows it.
    """
    for directory, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name.isidentifier())
        for file in sorted(files):
            if not file.endswith(SOURCE_ENDINGS):
                continue
            for first, second in _imported_in(os.path.join(directory, file)):
                if first == "." and directory != root:
                    continue
                if first == "." or (first == os.path.basename(root) and _is_in(root, second)):
                    return PARENT
                if (
                    first not in sys.stdlib_module_names
                    and _is_package(os.path.join(root, first))
                    and _is_in(os.path.join(root, first), second)
                ):
                    return ROOT
    return ""


def _imported_in(file: str) -> Iterator[tuple[str, str]]:
    """Yield the first two parts of what a file imports; the first is a dot where that is relative.

    Lines are read, not statements: text in a string may be among them.
    """
    try:
        source = read_source(file, LARGEST_READ)
    except UncheckableFileError:
        return
    for match in IMPORTED.finditer(source):
        second = match["second"] or match["name"] or b""
        yield match["first"].decode(), second.decode("ascii", "replace")


def _is_in(directory: str, name: str) -> bool:
    """Return whether a directory holds a module, or a directory, of a name."""
    path = os.path.join(directory, name)
    return bool(name) and (os.path.isfile(f"{path}.py") or os.path.isdir(path))


def package_chain(directory: str) -> list[str]:
    """Return the names of the packages of an unbroken chain, from a directory upwards."""
    chain = []
    for candidate in _upwards(directory):
        if not _is_package(candidate):
            break
        chain.append(os.path.basename(candidate))
    return chain


def _upwards(directory: str) -> Iterator[str]:
    while True:
        yield directory
        parent = os.path.dirname(directory)
        if parent == directory:
            return
        directory = parent


def _is_package(directory: str) -> bool:
    return any(os.path.isfile(os.path.join(directory, name)) for name in INIT_FILES)


def _holds(root: str, directory: str) -> bool:
    return directory == root or directory.startswith(root.rstrip(os.sep) + os.sep)
