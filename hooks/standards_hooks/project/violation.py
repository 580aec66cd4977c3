"""One place where a repository is not as a repository rule expects it."""

from __future__ import annotations

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project import globs


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from standards_hooks.core.options import Options
    from standards_hooks.project.repository import Project

    type ViolationsOf = Callable[[Project, Options], Iterable["Violation"]]


UNREADABLE = "readable"
"""The expectation that a file which takes part can be read."""


class Violation:
    """One expectation that is not met at one place.

    Attributes:
        expectation: Id of the expectation, which waivers may name.
        path: The file, relative to the project's directory, with forward slashes; waivers may
            name it too.
        line: Line, counted from 1.
        column: Column in characters, counted from 1.
        message: What is there, what must be there, the clause, and what to write.
    """

    __slots__ = ("column", "expectation", "line", "message", "path")

    def __init__(
        self, expectation: str, path: str, message: str, line: int = 1, column: int = 1
    ) -> None:
        """Take the violation as the class describes it."""
        self.expectation = expectation
        self.path = path
        self.message = message
        self.line = line
        self.column = column


def unreadable(path: str, error: UncheckableFileError) -> Violation:
    """Return the violation of a file that takes part and cannot be read."""
    message = f"could not be checked: it {error.reason}"
    return Violation(UNREADABLE, path, message, error.line, error.column)


def files_of(project: Project, options: Options) -> list[str]:
    """Return the files of a project that no `exclude` glob matches, relative to its directory."""
    patterns = options.strings("exclude")
    if not patterns:
        return project.files
    return [path for path in project.files if not _is_excluded(project, path, patterns, options)]


def _is_excluded(project: Project, path: str, patterns: Iterable[str], options: Options) -> bool:
    seen = seen_from(project, path, options)
    return any(globs.matches(seen, pattern) for pattern in patterns)


def seen_from(project: Project, path: str, options: Options) -> str:
    """Return the path of a project's file from the directory of the options in force."""
    import os

    start = options.directory or project.repository.root
    return os.path.relpath(project.path(path), start).replace(os.sep, "/")


def texts_of(
    project: Project, paths: Iterable[str], problems: list[Violation]
) -> Iterator[tuple[str, str]]:
    """Yield each file with its text; what cannot be read becomes a violation instead.

    Args:
        project: The project.
        paths: Files of it, relative to its directory.
        problems: Takes the violations of what cannot be read.
    """
    for path in paths:
        try:
            yield path, read_text(project.path(path))
        except UncheckableFileError as error:
            problems.append(unreadable(path, error))


def read_text(path: str) -> str:
    """Read a text file; a byte order mark is passed over.

    Args:
        path: The file.

    Returns:
        Its text.

    Raises:
        UncheckableFileError: If it cannot be read, is larger than the suite's limit, holds NUL
            bytes, or is no UTF-8.
    """
    from standards_hooks.syntax.reading import decode_utf8

    source = read_bytes(path)
    if b"\0" in source:
        reason = "contains NUL bytes, and is no text"
        raise UncheckableFileError(reason)
    return decode_utf8(source)


def read_bytes(path: str) -> bytes:
    """Read a file whole.

    Args:
        path: The file.

    Returns:
        Its bytes.

    Raises:
        UncheckableFileError: If it cannot be read, or is larger than the suite's limit.
    """
    from standards_hooks.core.options import MAX_SIZE
    from standards_hooks.syntax.reading import read_source

    return read_source(path, MAX_SIZE)
