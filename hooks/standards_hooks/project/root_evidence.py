"""What a repository says for or against a source root, beyond where its files are.

The one place for such evidence: today the imports of the modules in and below a root. Each kind of
evidence is a function that returns ROOT, PARENT, or nothing where it shows neither.
"""

from __future__ import annotations

import os
import posixpath
import re
import sys
from functools import cache

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project.metadata import LARGEST_READ
from standards_hooks.project.source_roots import GIT, PYPROJECT, is_package, upwards
from standards_hooks.syntax.reading import read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


SOURCE_ENDINGS = (".py", ".pyi")
AMBIGUOUS = "the package root is ambiguous"
ROOT = "root"
PARENT = "parent"
IMPORTED = re.compile(
    rb"^[ \t]*+(?:from|import)[ \t]++(?P<first>\.|[A-Za-z_]\w*+)"
    rb"(?:\.(?P<second>\w+)|[ \t]++import[ \t]++(?:\(\s*+)?(?P<name>\w+))?",
    re.MULTILINE,
)
"""What a line imports: the first two parts of the name, or a dot."""
FILES_OF_PROJECTS = (PYPROJECT, "setup.cfg", GIT)
PROJECT_MARKS = (*FILES_OF_PROJECTS, "setup.py")
"""What only a project has; and what, inside a package, may be a module like any other."""


def doubt_about_chain(directory: str, root: str) -> str:
    """Say why the root of a chain of packages may be another one; nothing where it is certain.

    A package that is a project of its own has an `__init__.py` by accident, or is called after
    its checkout. The directory above the chain may be a package too, for a namespace package has
    no `__init__.py` (PEP 420): not the root of a project, nor a directory whose name no import
    can spell; of any other, the imports in it must show it.

    Args:
        directory: Absolute directory of a file in the chain.
        root: The directory above the chain.

    Returns:
        The reason for a finding; empty where the root is certain.
    """
    for candidate in upwards(directory):
        if candidate == root:
            break
        if _holds_any(candidate, FILES_OF_PROJECTS):
            return f"{AMBIGUOUS}, `{posixpath.basename(candidate)}` is a project and a package"
    name = posixpath.basename(root)
    if _holds_any(root, PROJECT_MARKS) or not name.isidentifier() or imports_from(root) == ROOT:
        return ""
    return f"{AMBIGUOUS}, `{name}` may be a namespace package; set `source-roots`"


def doubt_about_src(root: str) -> str:
    """Say why a directory called `src` may be no root; nothing where it is certain."""
    if imports_from(root) == PARENT:
        return f"{AMBIGUOUS}, `src` is imported as a package; set `source-roots`"
    return ""


def _holds_any(directory: str, names: Iterable[str]) -> bool:
    return any(os.path.exists(os.path.join(directory, name)) for name in names)


@cache
def imports_from(root: str) -> str:
    """Return from where the imports in a directory import its packages.

    Its own modules are read first, then those of its packages, in the order of their paths; the
    first that imports one of its packages or modules decides.

    Args:
        root: Absolute directory.

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
                if first == "." or (first == posixpath.basename(root) and _is_in(root, second)):
                    return PARENT
                if (
                    first not in sys.stdlib_module_names
                    and is_package(os.path.join(root, first))
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
