"""A whole document against the standard: each required key, and tables that are missing."""

from __future__ import annotations

from standards_hooks.project.document import MISSING
from standards_hooks.project.toml_notation import join_key, show
from standards_hooks.rules.pyproject_drift import compare, dependencies, linting, ownership
from standards_hooks.rules.pyproject_drift.blocks import missing_table
from standards_hooks.rules.pyproject_drift.dependencies import OPTIONAL
from standards_hooks.rules.pyproject_drift.deviation import Deviation
from standards_hooks.rules.pyproject_drift.excluded_code import compare_left_out
from standards_hooks.rules.pyproject_drift.mypy_tables import compare_names, compare_shapes
from standards_hooks.rules.pyproject_drift.overrides import compare_overrides
from standards_hooks.rules.pyproject_drift.sources import MYPY, RUFF


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.effective_configuration import Subject
    from standards_hooks.rules.pyproject_drift.rule_set import RuleSet
    from standards_hooks.rules.pyproject_drift.standard import RequiredTable, Requirement, Standard

    type Comparison = Callable[[Requirement, Subject], Iterator[Deviation]]
    type RuleComparison = Callable[[Requirement, Subject, RuleSet], Iterator[Deviation]]


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
TOOLS = (RUFF, MYPY)
"""The tables of the tools that a project without them inherits from one around it."""


def check(
    subject: Subject, standard: Standard, tools_left_out: frozenset[Path] = frozenset()
) -> list[Deviation]:
    """Compare a project with the standard.

    Args:
        subject: The project, and what is in force for it.
        standard: What is required.
        tools_left_out: Those of `TOOLS` that are checked elsewhere, or cannot be.

    Returns:
        The deviations, in the order of the standard.
    """
    tables = [
        table
        for table in standard.tables
        if (subject.is_project or not table.is_of_projects) and table.path[:2] not in tools_left_out
    ]
    wrong = _wrong_tables(subject, tables)
    found = [*wrong.values(), *check_tables(subject, standard, tables, wrong)]
    for tool in TOOLS:
        if tool not in tools_left_out:
            found += compare_left_out(subject, standard, tool)
    if MYPY not in tools_left_out:
        found += compare_overrides(subject, standard)
        found += compare_names(subject)
        found += compare_shapes(subject)
    return found


def check_tool(subject: Subject, standard: Standard, tool: Path) -> list[Deviation]:
    """Compare what is in force for one tool in a directory that is no project of its own."""
    tables = [table for table in standard.tables if table.path[:2] == tool]
    found = check_tables(subject, standard, tables, {})
    return [*found, *compare_left_out(subject, standard, tool)]


def check_tables(
    subject: Subject,
    standard: Standard,
    tables: Sequence[RequiredTable],
    wrong: Mapping[Path, Deviation],
) -> list[Deviation]:
    """Return the deviations of some tables, those under a wrong one left out."""
    found: list[Deviation] = []
    absent: dict[Path, list[RequiredTable]] = {}
    for table in tables:
        path = table.path
        if _is_under(path, wrong):
            continue
        outermost = next((key for key in absent if path[: len(key)] == key), path)
        if outermost in absent or _is_absent(table, subject):
            absent.setdefault(outermost, []).append(table)
        else:
            found += check_table(table, subject, standard)
    for missing in absent.values():
        found += _check_absent(missing, subject, standard)
    return found


def check_table(table: RequiredTable, subject: Subject, standard: Standard) -> list[Deviation]:
    """Return the deviations of the keys of one table."""
    found = [
        each
        for requirement in table.requirements
        for each in _compare(requirement, subject, standard)
    ]
    if table.is_of_projects:
        for deviation in found:
            deviation.fix = None  # What a project is, and depends on, is for a person to say.
    return found


def _compare(requirement: Requirement, subject: Subject, standard: Standard) -> Iterator[Deviation]:
    if requirement.kind in COMPARISONS:
        return COMPARISONS[requirement.kind](requirement, subject)
    rules = linting.rule_set_of(subject, standard)
    return RULE_COMPARISONS[requirement.kind](requirement, subject, rules)


def _check_absent(
    tables: list[RequiredTable], subject: Subject, standard: Standard
) -> list[Deviation]:
    """Return one deviation for a table that is not there, with all that is required in it."""
    found = [(table, check_table(table, subject, standard)) for table in tables]
    if not any(deviation.is_missing for _, deviations in found for deviation in deviations):
        return [deviation for _, deviations in found for deviation in deviations]
    there = [each for _, deviations in found for each in deviations if not each.is_missing]
    return [*there, missing_table(found, subject, standard)]


def _is_absent(table: RequiredTable, subject: Subject) -> bool:
    """Return whether nothing of a table is there, not even in a place that is deprecated."""
    if subject.has(table.path):
        return False
    keys = [key for each in table.requirements for key in (each.key, *each.added_by)]
    return all(subject.setting(key) is None for key in keys)


def _is_under(path: Path, wrong: Mapping[Path, Deviation]) -> bool:
    return any(path[: len(key)] == key for key in wrong)


def _wrong_tables(subject: Subject, tables: Sequence[RequiredTable]) -> dict[Path, Deviation]:
    """Return a deviation for each key that is something else than the table it must be."""
    wrong: dict[Path, Deviation] = {}
    needed = [table.path[:end] for table in tables for end in range(1, 5)]
    for path in dict.fromkeys([*needed, OPTIONAL] if subject.is_project else needed):
        for document in subject.chain(path):
            value = document.value(path)
            is_table = value is MISSING or isinstance(value, dict)
            if not is_table and not _is_under(path, wrong):
                wrong[path] = _no_table(path, value)
                wrong[path].document = document
    return wrong


def _no_table(path: Path, value: object) -> Deviation:
    key = join_key(path)
    content = "a list of requirements for each extra"
    if path != OPTIONAL:
        content = "its keys, which `standards explain pyproject-drift` prints"
    message = (
        f"`{key}` is {show(value)}; the standard requires a table there: write `[{key}]` and "
        f"{content}"
    )
    return Deviation(path, lambda _: message)
