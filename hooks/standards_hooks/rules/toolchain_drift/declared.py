"""Python versions in `pyproject.toml`, in Ruff's and mypy's own files, and in `.python-version`."""

from __future__ import annotations

from standards_hooks.project.mypy_options import MYPY
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.project.toml_notation import join_key
from standards_hooks.project.tool_settings import FILES, RUFF, parse_settings
from standards_hooks.rules.toolchain_drift.pins import Pin, Purpose, release_in


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.project.document import Document
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.toolchain_drift.declarations import Declarations


PYTHON_VERSION = ".python-version"
TOOL_VERSIONS = ".tool-versions"
SETTINGS = frozenset(name for names in FILES.values() for name in names) - {PYPROJECT}
"""Files of Ruff's and mypy's own settings."""
TARGETS: tuple[tuple[Path, str], ...] = (
    ((*RUFF, "target-version"), "py{0}{1}"),
    ((*MYPY, "python_version"), "{0}.{1}"),
)


def target_pins(path: str, document: Document) -> Iterator[Pin]:
    """Yield the target versions of Ruff and mypy.

    Args:
        path: The file, relative to the project's directory.
        document: A `pyproject.toml`, or Ruff's or mypy's own file.
    """
    for key, form in TARGETS:
        value = document.value(key)
        release = release_in(value) if isinstance(value, str) else None
        if isinstance(value, str) and release is not None:
            what = f"`{join_key(key[len(document.root) :])}`"
            yield Pin(path, document.place(key), what, value, release, form, Purpose.TARGET)


def read_settings(path: str, text: str, reading: Declarations) -> None:
    """Read the target in Ruff's or mypy's own file.

    Args:
        path: The file.
        text: Its text.
        reading: Receives what is read.

    Raises:
        UncheckableFileError: If the file is not valid.
    """
    name = path.rpartition("/")[2]
    if name in FILES[RUFF] or "python_version" in text:
        reading.add(target_pins(path, parse_settings(path, "", name, text)))


def local_pins(path: str, text: str) -> Iterator[Pin]:
    """Yield the versions of a `.python-version`, or of a file that is read like one.

    Args:
        path: The file, relative to the project's directory.
        text: Its text: one version on each line, other words are ignored; in `.tool-versions`
            those after the word `python`.
    """
    name = path.rpartition("/")[2]
    for number, line in enumerate(text.splitlines(), 1):
        words = line.partition("#")[0].split()
        if name == TOOL_VERSIONS:
            words = words[1:] if words[:1] == ["python"] else []
        for word in words if name == TOOL_VERSIONS else words[:1]:
            release = release_in(word)
            if release is not None:
                place = (number, line.index(word) + 1)
                yield Pin(path, place, f"`{name}`", word, release, value=(1, 1))
