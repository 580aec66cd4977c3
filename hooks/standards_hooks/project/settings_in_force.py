"""Which files of a repository are in force for Ruff and mypy, in which directory.

By experiment: in one directory `.ruff.toml` hides `ruff.toml`, which hides `[tool.ruff]`, and
`mypy.ini` hides `.mypy.ini`, which hides `[tool.mypy]`, which hides `setup.cfg`; empty
files do, too. A directory without any has the configuration of the nearest one around it.
"""

from __future__ import annotations

import os

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project.document import MISSING, read_text
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.project.tool_settings import FILES, RUFF, SETUP, parse_settings


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from standards_hooks.project.document import Document
    from standards_hooks.project.toml_notation import Path


TAKING_PART = frozenset(name for names in FILES.values() for name in names)
LONGEST_CHAIN = 20
"""The most files in a chain of `extend`; it is read for every directory with settings."""
SHARED = (PYPROJECT, SETUP)
"""Files that are in force only if they have a section for the tool."""


class SourceError(UncheckableFileError):
    """A configuration file that cannot be read, or extends one that cannot be read.

    Attributes:
        path: The file, as in findings.
    """

    def __init__(self, path: str, reason: str, line: int = 1, column: int = 1) -> None:
        """Store the file, and what is wrong where in it."""
        super().__init__(reason, line, column)
        self.path = path


class Sources:
    """The configuration files of a repository, each read once.

    Attributes:
        names: Their paths relative to the repository's root, with forward slashes.
    """

    def __init__(self, root: str, files: Iterable[str]) -> None:
        """Take the files; they are read when they are needed.

        Args:
            root: Absolute directory of the repository.
            files: Files of the repository, relative to its root, with forward slashes: all that
                may hold settings, others are passed over.
        """
        self._root = root
        self.names = frozenset(path for path in files if path.rpartition("/")[2] in TAKING_PART)
        self._documents: dict[str, Document | SourceError] = {}

    def absolute(self, path: str) -> str:
        """Return the absolute path of a file or directory of the repository."""
        return os.path.normpath(os.path.join(self._root, path))

    def read(self, path: str) -> Document:
        """Read a file.

        Args:
            path: Its path relative to the repository's root, with forward slashes.

        Returns:
            The file as a document.

        Raises:
            SourceError: If it cannot be read.
        """
        found = self._documents.get(path)
        if found is None:
            found = self._documents[path] = self._read(path)
        if isinstance(found, SourceError):
            raise found
        return found

    def _read(self, path: str) -> Document | SourceError:
        directory, _, name = path.rpartition("/")
        absolute = self.absolute(path)
        shown = os.path.relpath(absolute)
        try:
            return parse_settings(shown, directory, name, read_text(absolute))
        except UncheckableFileError as error:
            return SourceError(shown, error.reason, error.line, error.column)

    def setup_cfg(self, directory: str) -> str:
        """Return the text of a directory's `setup.cfg`; empty where none can be read."""
        path = _join(directory, SETUP)
        try:
            return read_text(self.absolute(path)) if path in self.names else ""
        except UncheckableFileError:
            return ""

    def in_directory(self, tool: Path, directory: str) -> Document | None:
        """Return the file of one directory that is in force for a tool, or None.

        Args:
            tool: Path of the tool's table in a `pyproject.toml`.
            directory: The directory, relative to the repository's root.

        Raises:
            SourceError: If it cannot be read.
        """
        for name in FILES[tool]:
            path = f"{directory}/{name}" if directory else name
            if path not in self.names:
                continue
            try:
                document = self.read(path)
            except SourceError:
                if name in SHARED:
                    continue  # Reported for the project that it belongs to.
                raise
            if name not in SHARED or document.has(tool):
                return document
        return None

    def in_force(self, tool: Path, directory: str) -> Document | None:
        """Return the file that is in force for a tool in a directory, or None.

        Args:
            tool: Path of the tool's table in a `pyproject.toml`.
            directory: The directory, relative to the repository's root.

        Raises:
            SourceError: If it cannot be read.
        """
        while True:
            document = self.in_directory(tool, directory)
            if document is not None or not directory:
                return document
            directory = directory.rpartition("/")[0]

    def nested(self, directory: str) -> list[str]:
        """Return the directories with Ruff's own files in a project, without projects inside."""
        start = f"{directory}/" if directory else ""
        folders = {path.rpartition("/")[0] for path in self.names if path.startswith(start)}
        inner = {each for each in folders if _join(each, PYPROJECT) in self.names} - {directory}
        return sorted(
            each
            for each in folders - inner - {directory}
            if any(_join(each, name) in self.names for name in FILES[RUFF])
            and not any(each.startswith(f"{other}/") for other in inner)
        )

    def chain(self, document: Document) -> list[Document]:
        """Return a file of Ruff's settings and what it extends, the nearest first.

        Args:
            document: The file.

        Raises:
            SourceError: If it extends a file that cannot be read, itself, or too many in a row.
        """
        chain = [document]
        while (extended := chain[-1].value((*RUFF, "extend"))) is not MISSING:
            if len(chain) == LONGEST_CHAIN:
                raise _wrong(document, f"extends more than {LONGEST_CHAIN} files in a row")
            path = self._extended(chain[-1], extended)
            if path in [self._path(each) for each in chain]:
                raise _wrong(chain[-1], "extends itself; Ruff refuses to run")
            try:
                chain.append(self.read(path))
            except SourceError as error:
                reason = f"extends `{extended}`, which {error.reason}"
                if (error.line, error.column) != (1, 1):
                    reason += f" (line {error.line}, column {error.column})"
                raise _wrong(chain[-1], reason) from error
        return chain

    def _extended(self, document: Document, extended: object) -> str:
        if not isinstance(extended, str):
            raise _wrong(document, "has an `extend` that is not a string; Ruff refuses to run")
        target = os.path.expanduser(os.path.expandvars(extended))
        absolute = os.path.join(self.absolute(document.directory), target)
        return os.path.relpath(os.path.normpath(absolute), self._root).replace(os.sep, "/")

    def _path(self, document: Document) -> str:
        return os.path.relpath(os.path.abspath(document.path), self._root).replace(os.sep, "/")

    def is_in_force_itself(self, document: Document) -> bool:
        """Return whether a file of Ruff's settings is in force in its own directory."""
        try:
            return self.in_directory(RUFF, document.directory) is document
        except SourceError:
            return False


def _join(directory: str, name: str) -> str:
    return f"{directory}/{name}" if directory else name


def _wrong(document: Document, reason: str) -> SourceError:
    return SourceError(document.path, reason, *document.place((*RUFF, "extend")))
