"""What a `pyproject.toml` declares to Poetry, in the terms of everybody else."""

from __future__ import annotations

from standards_hooks.project.declaration import PYPROJECT, Declaration, RequiredPython
from standards_hooks.project.metadata import value_at
from standards_hooks.project.versions import lower_bound, specifiers_of


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


TABLE = "tool.poetry"


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
        python_of_poetry(poetry),
    )


def dependency_tables(poetry: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Return the tables of dependencies of a `[tool.poetry]`: in its groups and outside them.

    Args:
        poetry: The table.
    """
    groups = poetry.get("group")
    holders = [poetry, *(groups.values() if isinstance(groups, dict) else ())]
    tables = [poetry.get("dev-dependencies"), *(value_at(each, "dependencies") for each in holders)]
    return [table for table in tables if isinstance(table, dict)]


def python_of_poetry(poetry: Mapping[str, object]) -> RequiredPython | None:
    """Return the Pythons that a `[tool.poetry]` admits; None where it does not say.

    Args:
        poetry: The table.
    """
    dependencies = poetry.get("dependencies")
    value = dependencies.get("python") if isinstance(dependencies, dict) else None
    written = value.get("version") if isinstance(value, dict) else value
    if not isinstance(written, str):
        return None
    return RequiredPython(_specifier_of(written), written, f"{TABLE}.dependencies.python")


def _specifier_of(constraint: str) -> str:
    """Return a constraint as a specifier; of alternatives the lowest bound, empty for any."""
    specifiers = specifiers_of(constraint)
    if len(specifiers) == 1:
        return specifiers[0]
    bounds = [lower_bound(each) if each else None for each in specifiers]
    lowest = None if None in bounds else min(filter(None, bounds), default=None)
    return f">={'.'.join(map(str, lowest))}" if lowest else ""
