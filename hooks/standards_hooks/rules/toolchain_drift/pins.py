"""Places that name a Python version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


TYPE_CHECKING = False
if TYPE_CHECKING:
    type Release = tuple[int, int]


VERSION = re.compile(r"(?:(?:c?python|pypy|graalpy)[-@]?)?(\d)\.(\d{1,2})(?!\d)", re.IGNORECASE)
TARGET = re.compile(r"py(\d)(\d{1,2})")
LAST_OF_2 = 7


class Purpose(Enum):
    """What a place names a Python version for."""

    DEVELOP = "what developers and their tools run"
    RUN = "what the application runs on"
    TEST = "what tests run on: each version that the project supports, also an old one"
    TARGET = "the oldest version that a tool assumes"


@dataclass(eq=False)
class Pin:
    """One place that names a Python version.

    Attributes:
        path: The file, relative to the project's directory.
        place: Line and column, counted from 1.
        what: What names it, in the words of a message.
        text: The version as written.
        release: Major and minor version.
        form: How to write another version here, with `{}` as its placeholder.
        purpose: What the version is for.
        value: Line and column of the value that it is in, which may list other versions.
        alternative: What may be done instead of writing another version; empty for nothing.
    """

    path: str
    place: tuple[int, int]
    what: str
    text: str
    release: Release
    form: str = "{}"
    purpose: Purpose = Purpose.DEVELOP
    value: tuple[int, int] | None = None
    alternative: str = ""

    @property
    def origin(self) -> tuple[str, tuple[int, int]]:
        """The file and the value that the version is in, together with the others there."""
        return self.path, self.value or self.place


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
