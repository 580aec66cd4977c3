"""Places that name a Python version."""

from __future__ import annotations

import re
from dataclasses import dataclass


TYPE_CHECKING = False
if TYPE_CHECKING:
    type Release = tuple[int, int]


VERSION = re.compile(r"(?:(?:c?python|pypy|graalpy)[-@]?)?(\d)\.(\d{1,2})(?!\d)", re.IGNORECASE)
TARGET = re.compile(r"py(\d)(\d{1,2})")
LAST_OF_2 = 7


@dataclass(eq=False)
class Pin:
    """One place that names a Python version.

    Attributes:
        path: The file, relative to the project's directory.
        place: Line and column, counted from 1.
        what: What names it, in the words of a message.
        text: The version as written.
        release: Major and minor version.
        is_run: Whether the application runs on it, rather than a test or a tool.
        form: How to write another version here, with `{}` as its placeholder.
        is_target: Whether it is the oldest Python that a tool assumes, rather than one that
            something runs on.
    """

    path: str
    place: tuple[int, int]
    what: str
    text: str
    release: Release
    form: str = "{}"
    is_target: bool = False
    is_run: bool = False


def release_in(text: str) -> Release | None:
    """Return the Python version that a string begins with.

    Args:
        text: Such as `3.12`, `3.13.1`, `python3.12`, `py312`, `pypy3.10`, `3.14.0-rc.1`.

    Returns:
        Major and minor version; None where the text leaves one open (`3.x`, `3`, `>=3.12`) or is
        something else.
    """
    match = TARGET.fullmatch(text) or VERSION.match(text.strip())
    release = (int(match[1]), int(match[2])) if match else None
    return release if release and is_released(release) else None


def is_released(release: Release) -> bool:
    """Return whether such a Python exists; an image's tag such as `1.4` is something else."""
    return release[0] == 3 or (release[0] == 2 and release[1] <= LAST_OF_2)  # noqa: PLR2004


def written(release: Release) -> str:
    """Return a version as text."""
    return f"{release[0]}.{release[1]}"
