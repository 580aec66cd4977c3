"""The oldest Python that a project says it supports, whichever tool it says it to."""

from __future__ import annotations

import configparser

from standards_hooks.project.versions import lower_bound, specifiers_of


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.project.document import Document
    from standards_hooks.project.versions import Release


REQUIRES_PYTHON = ("project", "requires-python")
OF_POETRY = ("tool", "poetry", "dependencies", "python")


def oldest_python_of(document: Document, setup_cfg: str = "") -> Release | None:
    """Return the oldest Python that a project supports by its metadata.

    `requires-python` counts first, then Poetry's `python`, then setuptools' `python_requires`.

    Args:
        document: The project's `pyproject.toml`.
        setup_cfg: The text of the `setup.cfg` beside it; empty where there is none.

    Returns:
        The release, as exactly as it is written; None where nothing bounds it.
    """
    required = document.value(REQUIRES_PYTHON)
    if isinstance(required, str):
        return lower_bound(required)
    constraint = document.value(OF_POETRY)
    if isinstance(constraint, str):
        bounds = [lower_bound(each) if each else None for each in specifiers_of(constraint)]
        return None if None in bounds else min(filter(None, bounds), default=None)
    return _oldest_by_setuptools(setup_cfg) if "python_requires" in setup_cfg else None


def _oldest_by_setuptools(setup_cfg: str) -> Release | None:
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(setup_cfg)
    except configparser.Error:
        return None
    required = parser.get("options", "python_requires", fallback="")
    return lower_bound(required) if required else None
