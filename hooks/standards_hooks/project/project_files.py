"""The files of a project that a repository rule reads."""

from __future__ import annotations

import os

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.core.options import MAX_SIZE
from standards_hooks.project import globs
from standards_hooks.project.violation import unreadable
from standards_hooks.syntax.reading import decode_utf8, read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.core.options import Options
    from standards_hooks.project.repository import Project
    from standards_hooks.project.violation import Violation


def files_of(project: Project, options: Options) -> list[str]:
    """Return the files of a project that no `exclude` glob matches, relative to its directory."""
    patterns = options.strings("exclude")
    if not patterns:
        return project.files
    return [
        path
        for path in project.files
        if not any(globs.matches(seen_from(project, path, options), each) for each in patterns)
    ]


def seen_from(project: Project, path: str, options: Options) -> str:
    """Return the path of a project's file from the directory of the options in force."""
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
            bytes, or is not UTF-8.
    """
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
    return read_source(path, MAX_SIZE)
