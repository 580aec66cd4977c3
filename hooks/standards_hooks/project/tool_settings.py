"""Which files hold the settings of Ruff and mypy, and how each of them is read."""

from __future__ import annotations

from standards_hooks.project.document import parse_document
from standards_hooks.project.mypy_options import MYPY
from standards_hooks.project.repository import PYPROJECT


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.project.document import Document
    from standards_hooks.project.toml_notation import Path


RUFF = ("tool", "ruff")
RUFF_LINT = (*RUFF, "lint")
SETUP = "setup.cfg"
FILES: dict[Path, tuple[str, ...]] = {
    RUFF: (".ruff.toml", "ruff.toml", PYPROJECT),
    MYPY: ("mypy.ini", ".mypy.ini", PYPROJECT, SETUP),
}
"""The files of each tool, those first that hide the others (by experiment)."""


def parse_settings(shown: str, directory: str, name: str, text: str) -> Document:
    """Read the text of a file that holds settings of Ruff or mypy.

    Args:
        shown: The file as findings shall name it.
        directory: Its directory relative to the repository's root.
        name: Its base name: one of `FILES`, or that of a file which Ruff's settings extend.
        text: The text.

    Returns:
        A document whose keys are those of a `pyproject.toml`.

    Raises:
        UncheckableFileError: If the text is not valid TOML, or not a valid INI file.
    """
    if name == PYPROJECT:
        return parse_document(shown, directory, text)
    if name in FILES[MYPY]:
        from standards_hooks.project.mypy_ini import parse_ini  # Few projects have such a file.

        return parse_ini(shown, directory, text)
    return parse_document(shown, directory, text, RUFF)


def written_key(document: Document, key: Path) -> Path:
    """Return where a document has, or should have, a key: the linter's may be in `[tool.ruff]`."""
    if key[:3] == RUFF_LINT and not document.has(key[:4]) and document.has((*RUFF, key[3])):
        return (*RUFF, *key[3:])
    return key
