"""The order that the Ruff settings in force want for the imports of a file.

By experiment with Ruff 0.17.6, and by its documentation: `lint.isort` counts as a whole, I001 is
among the rules that Ruff checks by default, and a module is first-party if it is in the package of
the file or under one of the directories of `src`.
"""

from __future__ import annotations

import fnmatch
import glob
import os
import posixpath
import re
import sys
from dataclasses import dataclass, field, fields

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project import globs
from standards_hooks.project.declaration_reading import oldest_python
from standards_hooks.project.document import MISSING
from standards_hooks.project.selectors import Layer, covers, normalised
from standards_hooks.project.settings_in_force import Sources
from standards_hooks.project.source_roots import GIT, package_chain, upwards
from standards_hooks.project.tool_settings import FILES, RUFF, RUFF_LINT, written_key


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from standards_hooks.project.document import Document
    from standards_hooks.project.toml_notation import Path


UNSORTED = "I001"
FUTURE = "future"
STANDARD_LIBRARY = "standard-library"
THIRD_PARTY = "third-party"
FIRST_PARTY = "first-party"
LOCAL_FOLDER = "local-folder"
SECTIONS = (FUTURE, STANDARD_LIBRARY, THIRD_PARTY, FIRST_PARTY, LOCAL_FOLDER)
CLOSEST_FIRST = "closest-to-furthest"
WITHOUT_EFFECT = frozenset({"lines-after-imports", "required-imports"})
"""Keys that say nothing of the order."""
DEFAULT_SOURCES = (".", "src")
DEFAULT_PYTHON = (3, 10)
DEFAULT_LINE_LENGTH = 88
DEFAULT_INDENT_WIDTH = 4
ADDED = {
    **dict.fromkeys(["graphlib", "zoneinfo"], 9),
    **dict.fromkeys(["tomllib"], 11),
    **dict.fromkeys(["annotationlib", "compression"], 14),
    **dict.fromkeys(["profiling"], 15),
}
"""Modules of the standard library, with the minor version of Python that has them first."""
REMOVED = {
    **dict.fromkeys(["dummy_threading"], 9),
    **dict.fromkeys(["formatter", "parser", "symbol"], 10),
    **dict.fromkeys(["binhex"], 11),
    **dict.fromkeys(["asynchat", "asyncore", "distutils", "imp", "smtpd"], 12),
    **dict.fromkeys(["aifc", "audioop", "cgi", "cgitb", "chunk", "crypt", "imghdr"], 13),
    **dict.fromkeys(["lib2to3", "mailcap", "msilib", "nis", "nntplib", "ossaudiodev"], 13),
    **dict.fromkeys(["pipes", "sndhdr", "spwd", "sunau", "telnetlib", "uu", "xdrlib"], 13),
}
"""Modules of the standard library, with the minor version of Python that no longer has them."""


@dataclass(frozen=True)
class IsortTable:
    """Ruff's table `lint.isort`: each attribute is the key of that name; a switch is a question."""

    is_case_sensitive: bool = False
    classes: tuple[str, ...] = ()
    should_combine_as_imports: bool = False
    constants: tuple[str, ...] = ()
    default_section: str = THIRD_PARTY
    should_detect_same_package: bool = True
    extra_standard_library: tuple[str, ...] = ()
    should_force_single_line: bool = False
    should_force_sort_within_sections: bool = False
    force_to_top: tuple[str, ...] = ()
    should_force_wrap_aliases: bool = False
    is_from_first: bool = False
    known_first_party: tuple[str, ...] = ()
    known_local_folder: tuple[str, ...] = ()
    known_third_party: tuple[str, ...] = ()
    lines_between_types: int = 0
    no_lines_before: tuple[str, ...] = ()
    has_no_sections: bool = False
    should_order_by_type: bool = True
    relative_imports_order: str = "furthest-to-closest"
    section_order: tuple[str, ...] = SECTIONS
    sections: dict[str, tuple[str, ...]] = field(default_factory=dict)
    single_line_exclusions: tuple[str, ...] = ()
    should_split_on_trailing_comma: bool = True
    variables: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportOrder:
    """What decides about the order of the imports of one file.

    Attributes:
        isort: The table `lint.isort`.
        roots: The directories of `src`, absolute.
        package: Name of the highest package around the file; empty for none.
        python: The oldest Python that the project supports.
        line_length: The most columns of a line.
        indent_width: The columns of a tab.
    """

    isort: IsortTable = IsortTable()
    roots: tuple[str, ...] = ()
    package: str = ""
    python: tuple[int, int] = DEFAULT_PYTHON
    line_length: int = DEFAULT_LINE_LENGTH
    indent_width: int = DEFAULT_INDENT_WIDTH

    def section_of(self, module: str, level: int) -> str:
        """Return the section that a module is imported in.

        Args:
            module: Its dotted name; after the dots of a relative import, possibly nothing.
            level: The number of dots before it.
        """
        section = self._section_of(module, level)
        return section if section in self.isort.section_order else self.isort.default_section

    def _section_of(self, module: str, level: int) -> str:
        top = module.partition(".")[0]
        if top == "__future__" and not level:
            return FUTURE
        if self.isort.has_no_sections:
            return FIRST_PARTY
        if level:
            return LOCAL_FOLDER
        return self._known_section_of(module) or self._usual_section_of(module, top)

    def _usual_section_of(self, module: str, top: str) -> str:
        if _is_standard(top, self.python[1]):
            return STANDARD_LIBRARY
        is_of_package = self.isort.should_detect_same_package and top == self.package
        if is_of_package or self._is_under_root(module) or module == "__main__":
            return FIRST_PARTY
        return self.isort.default_section

    def _known_section_of(self, module: str) -> str:
        """Return the section that the settings give a module or a package around it."""
        isort = self.isort
        known = [
            *((pattern, name) for name, each in isort.sections.items() for pattern in each),
            *((pattern, FIRST_PARTY) for pattern in isort.known_first_party),
            *((pattern, THIRD_PARTY) for pattern in isort.known_third_party),
            *((pattern, LOCAL_FOLDER) for pattern in isort.known_local_folder),
            *((pattern, STANDARD_LIBRARY) for pattern in isort.extra_standard_library),
        ]
        parts = module.split(".")
        longest = len(parts) if any("." in pattern for pattern, _ in known) else 1
        for length in range(longest, 0, -1):
            name = ".".join(parts[:length])
            for pattern, section in known:
                if fnmatch.fnmatchcase(name, pattern):
                    return section
        return ""

    def _is_under_root(self, module: str) -> bool:
        paths = [os.path.join(root, *module.split(".")) for root in self.roots]
        return any(
            os.path.isdir(path) or os.path.isfile(f"{path}.py") or os.path.isfile(f"{path}.pyi")
            for path in paths
        )


def _is_standard(name: str, minor: int) -> bool:
    if name not in sys.stdlib_module_names and name not in ADDED and name not in REMOVED:
        return False
    return ADDED.get(name, 0) <= minor < REMOVED.get(name, minor + 1)


def order_in_force(path: str) -> ImportOrder | None:
    """Return the order that Ruff wants for the imports of a file.

    Args:
        path: The file.

    Returns:
        The order; None where Ruff's settings do not select I001 for the file, where there are
        none, and where they have a key that is not supported.
    """
    directories = _directories_around(os.path.abspath(path))
    root = directories[-1]
    within = posixpath.relpath(directories[0], root) if root != directories[0] else ""
    candidates = [posixpath.join(each, name) for each in directories for name in FILES[RUFF]]
    files = [posixpath.relpath(each, root) for each in candidates if os.path.isfile(each)]
    try:
        sources = Sources(root, files)
        document = sources.in_force(RUFF, within)
        chain = [] if document is None else sources.chain(document)
    except UncheckableFileError:
        return None
    if not _is_order_checked(chain, posixpath.join(within, os.path.basename(path))):
        return None
    return _order_of(chain, path, sources)


def _directories_around(path: str) -> list[str]:
    """Return the directories around a file, the nearest first, up to that of its repository."""
    found = []
    for directory in upwards(posixpath.dirname(path.replace(os.sep, "/"))):
        found.append(directory)
        if os.path.exists(posixpath.join(directory, GIT)):
            break
    return found


def _order_of(chain: Sequence[Document], path: str, sources: Sources) -> ImportOrder | None:
    isort = _isort_table(_value(chain, (*RUFF_LINT, "isort")))
    length = _value(chain, (*RUFF, "line-length"))
    width = _value(chain, (*RUFF, "indent-width"))
    # With namespace packages, another directory may be the package of the file.
    if isort is None or _value(chain, (*RUFF, "namespace-packages")) is not MISSING:
        return None
    packages = package_chain(os.path.dirname(os.path.abspath(path)))
    return ImportOrder(
        isort,
        roots=tuple(_roots(chain, sources)),
        package=os.path.basename(packages[-1]) if packages else "",
        python=_python(chain) or oldest_python(path) or DEFAULT_PYTHON,
        line_length=length if isinstance(length, int) else DEFAULT_LINE_LENGTH,
        indent_width=width if isinstance(width, int) else DEFAULT_INDENT_WIDTH,
    )


def _value(chain: Sequence[Document], key: Path) -> object:
    """Return the value of a key in the nearest document that has it, or `MISSING`."""
    found = (document.value(written_key(document, key)) for document in chain)
    return next((value for value in found if value is not MISSING), MISSING)


def _is_order_checked(chain: Sequence[Document], path: str) -> bool:
    """Return whether I001 is selected for a file, relative to the repository's root.

    Where a pattern of a per-file ignore may match the file, it counts as ignored.
    """
    if not chain or any(_may_be_ignored(document, path) for document in chain):
        return False
    for document in chain:
        selected = _texts(_own(document, "select"))
        layer = Layer(
            (*selected, *_texts(_own(document, "extend-select"))),
            (*_texts(_own(document, "ignore")), *_texts(_own(document, "extend-ignore"))),
        )
        state = layer.state_of(UNSORTED)
        if state is not None:
            return state
        if _own(document, "select") is not MISSING:
            return False
    return True


def _own(document: Document, name: str) -> object:
    return document.value(written_key(document, (*RUFF_LINT, name)))


def _may_be_ignored(document: Document, path: str) -> bool:
    within = os.path.relpath(path, document.directory or ".").replace(os.sep, "/")
    for name in ("per-file-ignores", "extend-per-file-ignores"):
        table = _own(document, name)
        for pattern, selectors in table.items() if isinstance(table, dict) else ():
            is_unsure = pattern.startswith("!") or "{" in pattern
            if not (is_unsure or globs.matches(within, pattern)):
                continue
            if any(covers(normalised(each), UNSORTED) for each in _texts(selectors)):
                return True
    return False


def _isort_table(value: object) -> IsortTable | None:
    """Return the table `lint.isort`; None where it is no such table, or has an unknown key."""
    table = {} if value is MISSING else value
    if not isinstance(table, dict):
        return None
    read: dict[str, Any] = {}
    for key, written in table.items():
        if key in WITHOUT_EFFECT:
            continue
        name = ATTRIBUTES.get(key, "")
        read[name] = _frozen(written)
        if type(read[name]) is not type(getattr(IsortTable(), name, None)):
            return None
    return IsortTable(**read)


QUESTION = re.compile("^(is|has|should)_")
ATTRIBUTES = {
    QUESTION.sub("", each.name).replace("_", "-"): each.name for each in fields(IsortTable)
}
"""The attributes of an `IsortTable`, by the keys that they stand for."""


def _frozen(value: object) -> object:
    """Return a list of strings as a tuple, also those in a table; None for any other list."""
    if isinstance(value, dict):
        entries = {key: _frozen(each) for key, each in value.items()}
        return entries if all(isinstance(each, tuple) for each in entries.values()) else None
    if isinstance(value, list):
        return tuple(value) if all(isinstance(each, str) for each in value) else None
    return value


def _roots(chain: Sequence[Document], sources: Sources) -> Iterator[str]:
    """Yield the directories of `src`, whose entries may be patterns."""
    key = (*RUFF, "src")
    document = next((each for each in chain if each.has(key)), chain[0])
    start = sources.absolute(document.directory)
    for entry in _texts(document.value(key)) if document.has(key) else DEFAULT_SOURCES:
        path = os.path.join(start, os.path.expanduser(os.path.expandvars(entry)))
        yield from glob.glob(path) if glob.has_magic(entry) else [os.path.normpath(path)]


def _python(chain: Sequence[Document]) -> tuple[int, int] | None:
    written = _value(chain, (*RUFF, "target-version"))
    match = re.fullmatch(r"py3(\d+)", written) if isinstance(written, str) else None
    return (3, int(match[1])) if match else None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()
