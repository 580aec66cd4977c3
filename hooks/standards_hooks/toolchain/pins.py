"""Places that name a Python version."""

from __future__ import annotations

import re


TYPE_CHECKING = False
if TYPE_CHECKING:
    type Release = tuple[int, int]


VERSION = re.compile(r"(?:python|c?python@|cpython-?|pypy-?)?(\d)\.(\d{1,2})(?!\d)", re.IGNORECASE)
TARGET = re.compile(r"py(\d)(\d{1,2})")
PYTHONS = frozenset({2, 3})
"""Major versions there are; an image of somebody's own with a tag such as `1.4` names no Python."""


class Pin:
    """One place that names a Python version.

    Attributes:
        path: The file, relative to the project's directory.
        line: Line, counted from 1.
        column: Column, counted from 1.
        what: What names it, in words for a message.
        text: The version as it is written.
        release: Major and minor version.
        form: How another version is written here, `{}` standing for it.
        is_target: Whether tools take it for the oldest Python that the code runs on, rather than
            something running on it.
    """

    __slots__ = ("column", "form", "is_target", "line", "path", "release", "text", "what")

    def __init__(
        self,
        path: str,
        place: tuple[int, int],
        what: str,
        text: str,
        release: Release,
        *,
        form: str = "{}",
        is_target: bool = False,
    ) -> None:
        """Take the pin as the class describes it."""
        self.path = path
        self.line, self.column = place
        self.what = what
        self.text = text
        self.release = release
        self.form = form
        self.is_target = is_target


def release_in(text: str) -> Release | None:
    """Return the Python version that a text begins with.

    Args:
        text: Such as `3.12`, `3.13.1`, `python3.12`, `py312`, `pypy3.10`, `3.14.0-rc.1`.

    Returns:
        Major and minor version; None where the text leaves one open (`3.x`, `3`, `>=3.12`) or is
        something else.
    """
    match = TARGET.fullmatch(text) or VERSION.match(text.strip())
    if match is None or int(match[1]) not in PYTHONS:
        return None
    return int(match[1]), int(match[2])


def written(release: Release) -> str:
    """Return a version as text."""
    return f"{release[0]}.{release[1]}"
