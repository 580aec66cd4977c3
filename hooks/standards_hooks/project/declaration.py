"""How a directory declares its project: in `[project]`, to Poetry, or to setuptools.

The standard wants `[project]`. Until a repository is there, what it says to Poetry or setuptools
is read where a rule asks for the project.
"""

from __future__ import annotations

from dataclasses import dataclass

from standards_hooks.project.source_roots import PYPROJECT


SETUP_CFG = "setup.cfg"
SETUP_PY = "setup.py"
DECLARING = (PYPROJECT, SETUP_CFG, SETUP_PY)
"""Files that may declare a project, those first that count."""


@dataclass(frozen=True)
class RequiredPython:
    """The Pythons that a project admits.

    Attributes:
        specifier: The requirement, as `requires-python` would say it (PEP 440).
        written: The requirement as it is written.
        key: Where it is written, as a message names it.
        line: Its line in a `setup.cfg` or `setup.py`; 1 in a `pyproject.toml`.
    """

    specifier: str
    written: str
    key: str
    line: int = 1


@dataclass(frozen=True)
class Declaration:
    """What a directory declares about its project.

    Attributes:
        file: Base name of the file that declares it: one of `DECLARING`.
        table: The table that declares it; empty for a `setup.py`.
        name: Its name; empty where it is not a literal, or there is none.
        python: The Pythons that it admits; None where it does not say.
    """

    file: str
    table: str
    name: str = ""
    python: RequiredPython | None = None

    @property
    def is_standard(self) -> bool:
        """Whether it is in `[project]`, where the standard wants it."""
        return self.table == "project"
