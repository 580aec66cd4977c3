"""Python versions in `pyproject.toml`, in files of Ruff's own and in `.python-version`."""

from __future__ import annotations

from standards_hooks.drift.document import MISSING
from standards_hooks.drift.notation import join_key
from standards_hooks.toolchain.pins import Pin, release_in


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.drift.document import Document
    from standards_hooks.drift.notation import Path


PYTHON_VERSION = ".python-version"
REQUIRES_PYTHON: Path = ("project", "requires-python")
RUFF_FILES = frozenset({"ruff.toml", ".ruff.toml"})
TARGETS: tuple[tuple[Path, str], ...] = (
    (("tool", "ruff", "target-version"), "py{0}{1}"),
    (("tool", "mypy", "python_version"), "{0}.{1}"),
)
RUFF_TARGET: tuple[tuple[Path, str], ...] = ((("target-version",), "py{0}{1}"),)


def required_python(document: Document | None) -> str:
    """Return `requires-python`, empty where a document has none."""
    value = MISSING if document is None else document.value(REQUIRES_PYTHON)
    return value if isinstance(value, str) else ""


def target_pins(path: str, document: Document) -> Iterator[Pin]:
    """Yield the versions that Ruff and mypy take for the project's.

    Args:
        path: The file, relative to the project's directory.
        document: A `pyproject.toml`, or a file of Ruff's own.
    """
    keys = RUFF_TARGET if path.rpartition("/")[2] in RUFF_FILES else TARGETS
    for key, form in keys:
        value = document.value(key)
        release = release_in(value) if isinstance(value, str) else None
        if isinstance(value, str) and release is not None:
            place = document.positions.of(key)
            what = f"`{join_key(key)}`"
            yield Pin(path, place, what, value, release, form=form, is_target=True)


def local_pins(path: str, text: str) -> Iterator[Pin]:
    """Yield the versions of a `.python-version`, a line each; other names are left alone."""
    for number, line in enumerate(text.splitlines(), 1):
        name = line.partition("#")[0].strip()
        release = release_in(name)
        if release is not None:
            place = (number, line.index(name) + 1)
            yield Pin(path, place, f"`{PYTHON_VERSION}`", name, release)
