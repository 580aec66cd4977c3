"""The oldest Python that a project says it supports, whichever tool it says it to."""

from __future__ import annotations

from standards_hooks.project.declaration_reading import declared_in
from standards_hooks.project.setup_files import declared_to_setuptools
from standards_hooks.project.versions import lower_bound


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.project.document import Document
    from standards_hooks.project.versions import Release


def oldest_python_of(document: Document, setup_cfg: str = "") -> Release | None:
    """Return the oldest Python that a project supports by its metadata.

    `requires-python` counts first, then Poetry's `python`, then setuptools' `python_requires`.

    Args:
        document: The project's `pyproject.toml`.
        setup_cfg: The text of the `setup.cfg` beside it; empty where there is none.

    Returns:
        The release, as exactly as it is written; None where nothing bounds it.
    """
    found = declared_in(document.tables), declared_to_setuptools(setup_cfg, "")
    python = next((each.python for each in found if each and each.python), None)
    return lower_bound(python.specifier) if python and python.specifier else None
