"""Blocks of configuration to paste, whole for `standards explain` and short for a finding.

A finding is one line, a block is several: `--show-source` prints it below the finding.
"""

from __future__ import annotations

from standards_hooks.project.document import MISSING
from standards_hooks.project.toml_notation import join_key, write_segment, write_value
from standards_hooks.rules.pyproject_drift.compare import version_to_write
from standards_hooks.rules.pyproject_drift.deviation import Deviation, assignment
from standards_hooks.rules.pyproject_drift.edits import Assign


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.edits import Edit
    from standards_hooks.rules.pyproject_drift.effective_configuration import EffectiveConfiguration
    from standards_hooks.rules.pyproject_drift.standard import RequiredTable, Requirement, Standard


ALWAYS_EXISTING = ("tests.*", "tests/**/*.py")
"""Patterns of files that every project has: their allowances are part of the block."""


def missing_table(
    found: Sequence[tuple[RequiredTable, list[Deviation]]],
    configuration: EffectiveConfiguration,
    standard: Standard,
) -> Deviation:
    """Return the deviation of a missing table.

    Args:
        found: The table and those inside it, each with its deviations.
        configuration: The project without it.
        standard: What is required and allowed.
    """
    outermost = found[0][0]
    parts = tuple(each.key for _, deviations in found for each in deviations if each.is_missing)

    def wording(_: tuple[Path, ...]) -> str:
        return (
            f"`[{join_key(outermost.path)}]` is missing; the standard requires it "
            f"({outermost.clause}): paste the lines that `--show-source` prints"
        )

    def advice(left: tuple[Path, ...]) -> str:
        lines = [
            line for table, deviations in found for line in short_block(table, deviations, left)
        ]
        lines += allowance_lines(outermost.path, standard)
        return "\n".join(lines)

    around = outermost.path[:-1]
    place = around if around != ("tool",) else ()
    is_fixed = not outermost.is_of_projects
    return Deviation(
        outermost.path,
        wording,
        place=place,
        parts=parts,
        is_missing=True,
        block=advice,
        fix=(lambda left: whole_edits(found, configuration, left)) if is_fixed else None,
    )


def whole_edits(
    found: Sequence[tuple[RequiredTable, list[Deviation]]],
    configuration: EffectiveConfiguration,
    left: tuple[Path, ...],
) -> list[Edit]:
    """Return the edits that add a missing table and those inside it, as in the standard.

    Args:
        found: The table and those inside it, each with its deviations.
        configuration: The project.
        left: The missing keys that are not waived.
    """
    edits: list[Edit] = []
    for table, deviations in found:
        missing = {each.key: each for each in deviations if each.is_missing}
        for requirement in table.requirements:
            deviation = missing.get(requirement.key)
            if deviation is not None:
                edits += deviation.edits if _is_left(deviation, left) else []
            else:
                edits += _allowed_edits(requirement, configuration)
    return edits


def _is_left(deviation: Deviation, left: tuple[Path, ...]) -> bool:
    return deviation.key in left


def _allowed_edits(requirement: Requirement, configuration: EffectiveConfiguration) -> list[Edit]:
    """Return the edit for a key that is not required here, but part of the standard's block."""
    is_read = configuration.reads(requirement.word("since"))
    if not is_read or requirement.is_limit or configuration.setting(requirement.key) is not None:
        return []
    if requirement.kind == "at-least":
        return [Assign(requirement.key, version_to_write(requirement, configuration))]
    return [Assign(requirement.key, requirement.proposal)] if requirement.kind == "equal" else []


def short_block(
    table: RequiredTable, deviations: Sequence[Deviation], keys: Sequence[Path]
) -> Iterator[str]:
    """Yield the header and the lines that a table needs, including its allowances.

    Args:
        table: The table.
        deviations: Its missing keys.
        keys: The missing keys that are not waived.
    """
    lines = [line for each in deviations if each.key in keys for line in each.lines]
    if not lines:
        return
    yield f"[{join_key(table.path)}]"
    yield from lines
    for requirement in table.requirements:
        yield from _allowed_lines(requirement)


def _allowed_lines(requirement: Requirement) -> Iterator[str]:
    """Yield the allowances of a key that every project needs."""
    if requirement.kind == "ignores-at-most":
        yield assignment(requirement.name, list(requirement.texts))
    elif requirement.kind == "file-ignores-at-most":
        for pattern, selectors in requirement.texts_by_pattern.items():
            if pattern in ALWAYS_EXISTING:
                yield f"{requirement.name}.{write_segment(pattern)} = {write_value(selectors)}"


def allowance_lines(table: Path, standard: Standard) -> Iterator[str]:
    """Yield the lines of mypy's overrides for every project."""
    if table != ("tool", "mypy"):
        return
    for module, settings in standard.allowances.items():
        if module in ALWAYS_EXISTING:
            yield "[[tool.mypy.overrides]]"
            yield assignment("module", module)
            yield from (assignment(key, value) for key, value in settings.items())


def whole_block(table: RequiredTable) -> list[str]:
    """Return the header and every line of a table in the standard."""
    lines = [line for each in table.requirements for line in _whole_lines(each)]
    return [f"[{join_key(table.path)}]", *lines] if lines else []


def _whole_lines(requirement: Requirement) -> Iterator[str]:
    if requirement.is_limit:
        return
    if requirement.kind == "file-ignores-at-most":
        for pattern, selectors in requirement.texts_by_pattern.items():
            yield f"{requirement.name}.{write_segment(pattern)} = {write_value(selectors)}"
    elif requirement.proposal is not MISSING:
        yield _whole_line(requirement)


def _whole_line(requirement: Requirement) -> str:
    default = requirement.default
    if requirement.added_by and isinstance(default, list):
        # The key itself would replace the tool's default, which has more.
        added = [text for text in requirement.texts if text not in default]
        return assignment(requirement.added_by[0][-1], added)
    line = assignment(requirement.name, requirement.proposal)
    package = requirement.word("only-with")
    return f"{line}  # only where {package} is a dependency" if package else line
