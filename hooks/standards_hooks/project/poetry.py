"""What a `pyproject.toml` declares to Poetry, in the terms of everybody else."""

from __future__ import annotations

import re

from standards_hooks.project.declaration import PYPROJECT, Declaration, RequiredPython


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


TABLE = "tool.poetry"
CARET = re.compile(r"\^\s*v?(\d+)((?:\.\d+)*)")
TILDE = re.compile(r"~\s*v?(\d+)(?:\.(\d+))?((?:\.\d+)*)")
EXACT = re.compile(r"v?\d+(?:\.\d+)+")


def declared_to_poetry(poetry: Mapping[str, object]) -> Declaration:
    """Return what a `[tool.poetry]` declares.

    Args:
        poetry: The table.
    """
    name = poetry.get("name")
    return Declaration(
        PYPROJECT,
        TABLE,
        name if isinstance(name, str) else "",
        _python_of(poetry.get("dependencies")),
    )


def _python_of(dependencies: object) -> RequiredPython | None:
    value = dependencies.get("python") if isinstance(dependencies, dict) else None
    written = value.get("version") if isinstance(value, dict) else value
    if not isinstance(written, str):
        return None
    return RequiredPython(specifier_of_poetry(written), written, f"{TABLE}.dependencies.python")


def specifier_of_poetry(constraint: str) -> str:
    """Return a constraint of Poetry's as a specifier of PEP 440.

    Args:
        constraint: Such as `^3.9`, `~3.11`, `3.12.*`, `>=3.9,<4` or `^3.9 || ^3.12`.

    Returns:
        The specifier; for alternatives that of the first, without its upper bound. Empty for `*`.
    """
    first, bar, _ = constraint.partition("|")
    clauses = [_clause_of_poetry(each.strip()) for each in first.split(",")]
    if bar:
        clauses = [each for each in clauses if not each.startswith("<")]
        clauses = [each.partition(",")[0] for each in clauses]
    return ",".join(each for each in clauses if each)


def _clause_of_poetry(clause: str) -> str:
    if clause == "*":
        return ""
    caret, tilde = CARET.fullmatch(clause), TILDE.fullmatch(clause)
    if caret is not None:
        return f">={caret[1]}{caret[2]},<{int(caret[1]) + 1}"
    if tilde is not None and tilde[2] is not None:
        return f">={tilde[1]}.{tilde[2]}{tilde[3]},<{tilde[1]}.{int(tilde[2]) + 1}"
    if tilde is not None:
        return f">={tilde[1]},<{int(tilde[1]) + 1}"
    is_exact = EXACT.fullmatch(clause) is not None or clause.endswith(".*")
    return f"=={clause}" if is_exact and clause[0].isdigit() else clause
