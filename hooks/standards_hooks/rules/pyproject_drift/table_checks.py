"""The comparison of a project with the standard: each required key, and missing tables."""

from __future__ import annotations

from dataclasses import replace

from standards_hooks.project.document import MISSING
from standards_hooks.project.mypy_options import MYPY
from standards_hooks.project.toml_notation import join_key, show
from standards_hooks.project.tool_settings import RUFF
from standards_hooks.rules.pyproject_drift import compare, dependencies, linting, ownership
from standards_hooks.rules.pyproject_drift.blocks import missing_table
from standards_hooks.rules.pyproject_drift.dependencies import OPTIONAL
from standards_hooks.rules.pyproject_drift.deviation import Deviation
from standards_hooks.rules.pyproject_drift.excluded_code import compare_excluded_code
from standards_hooks.rules.pyproject_drift.exemptions import (
    with_exempted_modules,
    with_exempted_rules,
)
from standards_hooks.rules.pyproject_drift.mypy_tables import compare_names, compare_shapes
from standards_hooks.rules.pyproject_drift.overrides import compare_overrides
from standards_hooks.rules.pyproject_drift.ruff_release import compare_release, compare_selectors


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.effective_configuration import EffectiveConfiguration
    from standards_hooks.rules.pyproject_drift.rule_set import RuleSet
    from standards_hooks.rules.pyproject_drift.standard import RequiredTable, Requirement, Standard

    type Comparison = Callable[[Requirement, EffectiveConfiguration], Iterator[Deviation]]
    type RuleComparison = Callable[
        [Requirement, EffectiveConfiguration, RuleSet], Iterator[Deviation]
    ]


COMPARISONS: dict[str, Comparison] = {
    "equal": compare.compare_equal,
    "one-of": compare.compare_one_of,
    "absent": compare.compare_absent,
    "present": compare.compare_present,
    "at-least": compare.compare_at_least,
    "contains": compare.compare_contains,
    "requires": dependencies.compare_requires,
    "releases-at-least": dependencies.compare_releases,
    "development-tools": dependencies.compare_development_tools,
    "holds-own-roots": ownership.compare_own_roots,
    "holds-own-packages": ownership.compare_own_packages,
}
RULE_COMPARISONS: dict[str, RuleComparison] = {
    "selects": linting.compare_selects,
    "ignores-at-most": linting.compare_ignores,
    "file-ignores-at-most": linting.compare_file_ignores,
}
OLDEST_WITH_LINT = "0.0.290"
"""The first Ruff that reads `[tool.ruff.lint]`: nothing is written for an older one."""
TOOLS = (RUFF, MYPY)
"""The tables of the tools that a project can inherit from a project around it."""


def check(
    configuration: EffectiveConfiguration,
    standard: Standard,
    tools_elsewhere: frozenset[Path] = frozenset(),
) -> list[Deviation]:
    """Compare a project with the standard.

    Args:
        configuration: The project and its effective configuration.
        standard: What is required.
        tools_elsewhere: Those of `TOOLS` that are checked elsewhere, or cannot be read.

    Returns:
        The deviations, in the order of the standard.
    """
    tables = [
        table
        for table in standard.tables
        if (configuration.is_project or not table.is_of_projects)
        and table.path[:2] not in tools_elsewhere
    ]
    wrong = _wrong_tables(configuration, tables)
    found = [*wrong.values(), *check_tables(configuration, standard, tables, wrong)]
    for tool in TOOLS:
        if tool not in tools_elsewhere:
            found += compare_excluded_code(configuration, standard, tool)
    if RUFF not in tools_elsewhere:
        found += compare_release(configuration, standard)
    if MYPY not in tools_elsewhere:
        found += compare_overrides(configuration, standard)
        found += compare_names(configuration)
        found += compare_shapes(configuration)
    if not configuration.reads(OLDEST_WITH_LINT):
        found = [replace(each, fix=None) if each.key[:2] == RUFF else each for each in found]
    return found


def check_tool(
    configuration: EffectiveConfiguration, standard: Standard, tool: Path
) -> list[Deviation]:
    """Compare the configuration of one tool in a directory that is not a project."""
    tables = [table for table in standard.tables if table.path[:2] == tool]
    found = check_tables(configuration, standard, tables, {})
    return [*found, *compare_excluded_code(configuration, standard, tool)]


def check_tables(
    configuration: EffectiveConfiguration,
    standard: Standard,
    tables: Sequence[RequiredTable],
    wrong: Mapping[Path, Deviation],
) -> list[Deviation]:
    """Return the deviations of tables, without those under a wrong one."""
    found: list[Deviation] = []
    absent: dict[Path, list[RequiredTable]] = {}
    for table in tables:
        path = table.path
        if _is_under(path, wrong):
            continue
        outermost = next((key for key in absent if path[: len(key)] == key), path)
        if outermost in absent or _is_absent(table, configuration):
            absent.setdefault(outermost, []).append(table)
        else:
            found += check_table(table, configuration, standard)
    for missing in absent.values():
        found += _check_absent(missing, configuration, standard)
    return found


def check_table(
    table: RequiredTable, configuration: EffectiveConfiguration, standard: Standard
) -> list[Deviation]:
    """Return the deviations of the keys of one table."""
    found = [
        each
        for requirement in table.requirements
        if configuration.reads(requirement.word("since"))
        for each in _compare(requirement, configuration, standard)
    ]
    if table.is_of_projects:
        for deviation in found:
            deviation.fix = None  # What a project is and depends on is for people to say.
    return found


def _compare(
    requirement: Requirement, configuration: EffectiveConfiguration, standard: Standard
) -> Iterator[Deviation]:
    if requirement.kind in RULE_COMPARISONS:
        rules = linting.rule_set_of(configuration, standard)
        for each in RULE_COMPARISONS[requirement.kind](requirement, configuration, rules):
            yield with_exempted_rules(each, configuration, standard, rules)
        yield from compare_selectors(configuration, requirement)
        return
    for each in COMPARISONS[requirement.kind](requirement, configuration):
        is_option = requirement.table == MYPY
        yield with_exempted_modules(each, configuration, standard) if is_option else each


def _check_absent(
    tables: list[RequiredTable], configuration: EffectiveConfiguration, standard: Standard
) -> list[Deviation]:
    """Return one deviation for a missing table, with all its required keys."""
    found = [(table, check_table(table, configuration, standard)) for table in tables]
    if not any(deviation.is_missing for _, deviations in found for deviation in deviations):
        return [deviation for _, deviations in found for deviation in deviations]
    there = [each for _, deviations in found for each in deviations if not each.is_missing]
    return [*there, missing_table(found, configuration, standard)]


def _is_absent(table: RequiredTable, configuration: EffectiveConfiguration) -> bool:
    """Return whether no key of a table is present, not even in a deprecated place."""
    if configuration.has(table.path):
        return False
    keys = [key for each in table.requirements for key in (each.key, *each.added_by)]
    return all(configuration.setting(key) is None for key in keys)


def _is_under(path: Path, wrong: Mapping[Path, Deviation]) -> bool:
    return any(path[: len(key)] == key for key in wrong)


def _wrong_tables(
    configuration: EffectiveConfiguration, tables: Sequence[RequiredTable]
) -> dict[Path, Deviation]:
    """Return a deviation for each key that must be a table and is something else."""
    wrong: dict[Path, Deviation] = {}
    needed = [table.path[:end] for table in tables for end in range(1, 5)]
    for path in dict.fromkeys([*needed, OPTIONAL] if configuration.is_project else needed):
        for document in configuration.chain(path):
            value = document.value(path)
            is_table = value is MISSING or isinstance(value, dict)
            if not is_table and not _is_under(path, wrong):
                wrong[path] = _not_a_table(path, value)
                wrong[path].document = document
    return wrong


def _not_a_table(path: Path, value: object) -> Deviation:
    key = join_key(path)
    content = "a list of requirements for each extra"
    if path != OPTIONAL:
        content = "its keys, which `standards explain pyproject-drift` prints"
    message = (
        f"`{key}` is {show(value)}; the standard requires a table there: write `[{key}]` and "
        f"{content}"
    )
    return Deviation(path, lambda _: message)
