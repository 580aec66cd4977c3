"""The standard's requirements in words, and as blocks to paste: for `standards explain`."""

from __future__ import annotations

import textwrap

from standards_hooks.project.document import MISSING
from standards_hooks.project.toml_notation import join_key, write_segment, write_value
from standards_hooks.rules.pyproject_drift.blocks import whole_block
from standards_hooks.rules.pyproject_drift.deviation import assignment
from standards_hooks.rules.pyproject_drift.standard import load_standard


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.rules.pyproject_drift.standard import RequiredTable, Requirement, Standard


WORDS = {
    "equal": "is",
    "one-of": "is one of",
    "absent": "is absent",
    "present": "is present, or listed in `project.dynamic`",
    "at-least": "is this or newer:",
    "contains": "contains",
    "requires": "lists",
    "releases-at-least": "where it lists one of these, admits no older release:",
    "development-tools": "lists, here or in another list for development, no older than",
    "selects": "selects every rule under",
    "ignores-at-most": "ignores no required rule except",
    "file-ignores-at-most": "ignores no required rule except, by pattern,",
    "holds-own-roots": "contains the source roots of the project's own packages",
    "holds-own-packages": "contains the project's own import packages",
}
"""The words for each comparison, after the key."""
WIDTH = 100
WITHOUT_VALUE = ("absent", "present", "holds-own-roots", "holds-own-packages")


def requirements_text() -> str:
    """Return all that the standard requires of a `pyproject.toml`.

    Returns:
        Every key with its comparison, value and clause; then the blocks, ready to paste.
    """
    standard = load_standard()
    lines = ["What is required:", ""]
    for table in standard.tables:
        lines += [*_table_lines(table), ""]
    lines += _allowance_lines(standard)
    lines += ["Ready to paste; `src` and `known-first-party` name your own project's code:", ""]
    for block in pasteable_blocks(standard):
        lines += [*block, ""]
    return "\n".join(lines).rstrip() + "\n"


def pasteable_blocks(standard: Standard) -> list[list[str]]:
    """Return the blocks that are the same for every project, each as its lines."""
    blocks = [whole_block(table) for table in standard.tables if table.path != ("project",)]
    for module, settings in standard.allowances.items():
        lines = [assignment(key, value) for key, value in settings.items()]
        blocks.append(["[[tool.mypy.overrides]]", assignment("module", module), *lines])
    return [block for block in blocks if block]


def _table_lines(table: RequiredTable) -> list[str]:
    only = ", in a file that has a [project]" if table.is_of_projects else ""
    lines = [f"[{join_key(table.path)}]  ({table.clause}){only}"]
    for requirement in table.requirements:
        clause = f"  ({requirement.clause})" if requirement.clause != table.clause else ""
        words = _wrapped(f"  {write_segment(requirement.name)} {_in_words(requirement)}{clause}")
        lines += words
    return lines


def _in_words(requirement: Requirement) -> str:
    words = WORDS[requirement.kind]
    if requirement.kind not in WITHOUT_VALUE:
        words = f"{words} {write_value(requirement.value)}"
    extras = []
    if requirement.default is not MISSING:
        extras.append(f"default {write_value(requirement.default)}")
    extras += [
        f"{name.replace('-', ' ')} `{requirement.word(name)}`"
        for name in ("default-from", "implied-by", "only-with")
        if requirement.word(name)
    ]
    extras += [f"added to by `{key[-1]}`" for key in requirement.added_by]
    return f"{words}; {', '.join(extras)}" if extras else words


def _allowance_lines(standard: Standard) -> list[str]:
    lines = ["[[tool.mypy.overrides]]  of the project's own modules loosen nothing, except"]
    for module, settings in standard.allowances.items():
        pairs = [assignment(key, value) for key, value in settings.items()]
        lines.append(f"  {write_value(module)}: {', '.join(pairs)}")
    return [*lines, ""]


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, WIDTH, subsequent_indent="      ", break_on_hyphens=False)
