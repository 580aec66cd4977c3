"""What the standard exempts, beside the restrictions that a fix adds.

A repository that gets a restriction without the exemption that belongs to it gets findings which
the standard does not ask for: of every `assert` in its tests, for one. Where the restriction was
there before, the exemption is the repository's own business.
"""

from __future__ import annotations

from dataclasses import replace

from standards_hooks.project.mypy_options import MYPY, canonical, names
from standards_hooks.project.selectors import covers, normalised
from standards_hooks.project.tool_settings import written_key
from standards_hooks.rules.pyproject_drift.edits import Add, Append, Assign
from standards_hooks.rules.pyproject_drift.overrides import (
    OVERRIDES,
    UNCHECKED,
    modules_of,
    overrides_in,
)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from standards_hooks.project.document import Document
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.deviation import Deviation
    from standards_hooks.rules.pyproject_drift.edits import Edit
    from standards_hooks.rules.pyproject_drift.effective_configuration import EffectiveConfiguration
    from standards_hooks.rules.pyproject_drift.rule_set import RuleSet
    from standards_hooks.rules.pyproject_drift.standard import Requirement, Standard


TESTS = "tests"
"""The directory whose exemptions are written whether it is there or not."""


def with_exempted_rules(
    deviation: Deviation, configuration: EffectiveConfiguration, standard: Standard, rules: RuleSet
) -> Deviation:
    """Return a deviation whose fix ignores, of the rules that it selects, what the standard does.

    Args:
        deviation: The deviation of a list of selectors.
        configuration: What is checked.
        standard: What is required and allowed.
        rules: The selectors in force before the fix.
    """
    fix = deviation.fix
    if fix is None:
        return deviation

    def whole(parts: tuple[Path, ...]) -> list[Edit]:
        edits = fix(parts)
        added = [normalised(text) for edit in edits for text in edit.texts]
        return [*edits, *_of_ruff(configuration, standard, rules, added)]

    return replace(deviation, fix=whole)


def with_exempted_modules(
    deviation: Deviation, configuration: EffectiveConfiguration, standard: Standard
) -> Deviation:
    """Return a deviation whose fix adds the overrides that the standard has of the option.

    Args:
        deviation: The deviation of an option of mypy.
        configuration: What is checked.
        standard: What is required and allowed.
    """
    fix = deviation.fix
    if fix is None:
        return deviation

    def whole(parts: tuple[Path, ...]) -> list[Edit]:
        edits = fix(parts)
        names_set = [str(edit.path[-1]) for edit in edits]
        return [*edits, *_of_mypy(configuration, standard, names_set)]

    return replace(deviation, fix=whole)


def _of_ruff(
    configuration: EffectiveConfiguration,
    standard: Standard,
    rules: RuleSet,
    added: Sequence[str],
) -> Iterator[Edit]:
    """Yield the edits that ignore what the standard ignores, of the rules that are now selected."""

    def new(selectors: Sequence[str]) -> tuple[str, ...]:
        return tuple(each for each in selectors if rules.is_first_selected_by(each, added))

    for requirement in standard.requirements:
        if requirement.kind == "ignores-at-most":
            yield from _ignores(requirement, configuration, new(requirement.texts))
        elif requirement.kind == "file-ignores-at-most":
            for pattern, selectors in requirement.texts_by_pattern.items():
                if _is_there(pattern, configuration):
                    yield from _file_ignores(requirement, configuration, pattern, new(selectors))


def _is_there(pattern: str, configuration: EffectiveConfiguration) -> bool:
    """Return whether the project has code under the directory that a pattern begins with."""
    directory = pattern.replace(".", "/").partition("/")[0]
    return directory == TESTS or directory in configuration.facts.directories


def _ignores(
    requirement: Requirement, configuration: EffectiveConfiguration, selectors: Sequence[str]
) -> Iterator[Edit]:
    settings = [
        each
        for key in (requirement.key, *requirement.added_by)
        for each in configuration.settings(key)
    ]
    ignored = [text for each in settings for text in _texts(each.value)]
    left = _left(selectors, ignored)
    if left:
        yield _written(configuration, requirement.key, left)


def _file_ignores(
    requirement: Requirement,
    configuration: EffectiveConfiguration,
    pattern: str,
    selectors: Sequence[str],
) -> Iterator[Edit]:
    settings = configuration.settings(requirement.key)
    tables = [each.value for each in settings if isinstance(each.value, dict)]
    ignored = [text for table in tables[:1] for text in _texts(table.get(pattern))]
    left = _left(selectors, ignored)
    if not left:
        return
    key = requirement.key
    nearest = configuration.chain(key)[0]
    if settings and settings[0].document is not nearest and requirement.added_by:
        key = requirement.added_by[0]  # The key itself would replace what is extended.
    yield _written(configuration, (*key, pattern), left)


def _written(configuration: EffectiveConfiguration, key: Path, left: Sequence[str]) -> Edit:
    """Return the edit that adds selectors to a list, or writes it."""
    nearest = configuration.chain(key)[0]
    path = written_key(nearest, key)
    return Add(path, left) if isinstance(nearest.value(path), list) else Assign(path, list(left))


def _left(selectors: Sequence[str], ignored: Sequence[str]) -> list[str]:
    """Return the selectors that are not ignored yet."""
    held = list(map(normalised, ignored))
    return [each for each in selectors if not any(covers(other, each) for other in held)]


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _of_mypy(
    configuration: EffectiveConfiguration, standard: Standard, keys: Sequence[str]
) -> Iterator[Edit]:
    """Yield the overrides that the standard has, of the switches that are now on."""
    document = configuration.chain(MYPY)[0]
    for module, settings in standard.allowances.items():
        is_loosened = any(
            _options(settings) & _options({key: True}) or UNCHECKED in settings for key in keys
        )
        if is_loosened and _is_there(module, configuration):
            said = _said_of(document, module)
            if not said & {*_options(settings), UNCHECKED}:
                yield Append(OVERRIDES, {"module": module, **settings})


def _options(settings: Mapping[str, object]) -> set[str]:
    """Return the options that some keys set, whether by their name or by the opposite."""
    known = names()
    return {canonical(key, known)[0] for key in settings}


def _said_of(document: Document, module: str) -> set[str]:
    """Return the options that overrides of a pattern of modules set already, either way."""
    return {
        option
        for _, override in overrides_in(document)
        if module in modules_of(override)
        for option in _options({key: None for key in override if key != "module"})
    }
