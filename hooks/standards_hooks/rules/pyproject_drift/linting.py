"""Ruff's keys that select and ignore rules, compared with the standard."""

from __future__ import annotations

from standards_hooks.project.selectors import spelled
from standards_hooks.project.toml_notation import quoted
from standards_hooks.project.tool_settings import RUFF_LINT
from standards_hooks.rules.pyproject_drift.deviation import (
    Deviation,
    Setting,
    differs,
    few,
    has_beyond,
    lacks,
    missing,
)
from standards_hooks.rules.pyproject_drift.effective_configuration import setting_in
from standards_hooks.rules.pyproject_drift.rule_set import Layer, RuleSet


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from standards_hooks.project.document import Document
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.effective_configuration import EffectiveConfiguration
    from standards_hooks.rules.pyproject_drift.standard import Requirement, Standard


SELECT = (*RUFF_LINT, "select")


def rule_set_of(configuration: EffectiveConfiguration, standard: Standard) -> RuleSet:
    """Return the selectors in force for a document."""
    by_kind = {requirement.kind: requirement for requirement in standard.requirements}
    required = by_kind["selects"]
    allowed = by_kind["ignores-at-most"]
    has_preview = _is_true(configuration, "preview") and not _is_true(
        configuration, "explicit-preview-rules"
    )
    layers = [
        Layer(
            tuple(_all_texts(required, document)),
            tuple(_all_texts(allowed, document)),
        )
        for document in _layered(configuration)
    ]
    return RuleSet(
        required.texts,
        (*allowed.texts, *_allowed_within(configuration, standard)),
        layers,
        has_preview=has_preview,
    )


def _layered(configuration: EffectiveConfiguration) -> list[Document]:
    """Return the documents whose selectors count: one with `select` overrides those it extends."""
    layered: list[Document] = []
    for document in configuration.chain(SELECT):
        layered.insert(0, document)
        if setting_in(document, SELECT) is not None:
            break
    return layered


def _allowed_within(configuration: EffectiveConfiguration, standard: Standard) -> tuple[str, ...]:
    """Return what else may be ignored in the checked directory."""
    if not configuration.within:
        return ()
    by_kind = {requirement.kind: requirement for requirement in standard.requirements}
    return allowed_in(f"{configuration.within}/", by_kind["file-ignores-at-most"].texts_by_pattern)


def _is_true(configuration: EffectiveConfiguration, name: str) -> bool:
    setting = configuration.setting((*RUFF_LINT, name))
    return setting is not None and setting.value is True


def _all_texts(requirement: Requirement, document: Document) -> Iterator[str]:
    for key in (requirement.key, *requirement.added_by):
        setting = setting_in(document, key)
        if setting is not None and isinstance(setting.value, list):
            yield from (text for text in setting.value if isinstance(text, str))


def compare_selects(
    requirement: Requirement, configuration: EffectiveConfiguration, rules: RuleSet
) -> Iterator[Deviation]:
    """Require that every rule under certain selectors is selected."""
    required = [_spelled(text, configuration) for text in requirement.texts]
    requires = f"a list that selects {few(required)}"
    settings = [
        setting
        for document in _layered(configuration)
        for key in (requirement.key, *requirement.added_by)
        if (setting := setting_in(document, key)) is not None
    ]
    for setting in settings:
        if not _is_list_of_texts(setting.value):
            yield differs(requirement, setting, requires, required)
            return
    unselected = [_spelled(text, configuration) for text in rules.unselected]
    if not unselected:
        return
    setting = configuration.setting(requirement.key)
    if setting is None:
        yield missing(requirement, requires, required)
    else:
        yield lacks(requirement, setting, unselected)


def _spelled(selector: str, configuration: EffectiveConfiguration) -> str:
    """Return a selector as the pinned Ruff loads it."""
    pin = configuration.ruff
    return selector if pin is None else spelled(selector, pin.newest)


def compare_ignores(
    requirement: Requirement, configuration: EffectiveConfiguration, rules: RuleSet
) -> Iterator[Deviation]:
    """Require that no rules but certain ones are ignored."""
    allowed = f"only {quoted(requirement.texts)}"
    for layer, document in enumerate(_layered(configuration)):
        for key in (requirement.key, *requirement.added_by):
            setting = setting_in(document, key)
            if setting is None:
                continue
            if not _is_list_of_texts(setting.value):
                yield _no_list(requirement, setting, list(requirement.texts))
                continue
            beyond = [text for text in _texts(setting.value) if rules.loosens(text, layer)]
            if beyond:
                yield has_beyond(requirement, key, setting, beyond, allowed)


def compare_file_ignores(
    requirement: Requirement, configuration: EffectiveConfiguration, rules: RuleSet
) -> Iterator[Deviation]:
    """Require that no rules but certain ones are ignored for the files of a pattern."""
    own = configuration.setting(requirement.key)
    found = [] if own is None else [(requirement.key, own)]
    found += [(key, each) for key in requirement.added_by for each in configuration.settings(key)]
    for key, setting in found:
        if not isinstance(setting.value, dict):
            yield _no_patterns(requirement, setting)
            continue
        within = _within(setting.document, configuration.document)
        for pattern, value in setting.value.items():
            entry = Setting((*setting.path, pattern), value, setting.document)
            yield from _compare_pattern(requirement, (*key, pattern), entry, rules, within)


def _within(document: Document, project: Document) -> str:
    """Return the directory that a file's patterns start in, relative to the project."""
    start = f"{project.directory}/" if project.directory else ""
    return document.directory[len(start) :] if document.directory.startswith(start) else ""


def _no_list(requirement: Requirement, setting: Setting, write: list[str]) -> Deviation:
    """Return the deviation of what ignores rules and is no list; what it means is for people."""
    deviation = differs(requirement, setting, "a list of selectors", write)
    deviation.fix = None
    return deviation


def _no_patterns(requirement: Requirement, setting: Setting) -> Deviation:
    deviation = differs(requirement, setting, "a table of patterns", {})
    deviation.fix = None
    return deviation


def _compare_pattern(
    requirement: Requirement, key: Path, setting: Setting, rules: RuleSet, within: str
) -> Iterator[Deviation]:
    pattern = str(key[-1])
    if not _is_list_of_texts(setting.value):
        yield _no_list(requirement, setting, [])
        return
    if matches_nothing(pattern):
        return
    plain = pattern.removeprefix("./")
    allowed = allowed_in(f"{within}/{plain}" if within else plain, requirement.texts_by_pattern)
    beyond = [text for text in _texts(setting.value) if rules.loosens_files(text, allowed)]
    if beyond:
        words = f"only {quoted(allowed)} there" if allowed else "none there"
        yield has_beyond(requirement, key, setting, beyond, words)


def allowed_in(pattern: str, allowances: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what may be ignored in the files of a pattern.

    Args:
        pattern: The pattern of a per-file ignore, relative to the project.
        allowances: What the standard allows, by a pattern that begins with a directory.

    Returns:
        What is allowed in the directory of all the pattern's files.
    """
    for allowing, selectors in allowances.items():
        directory = allowing.partition("*")[0]
        if pattern.startswith(directory) and ".." not in pattern:
            return selectors
    return ()


def matches_nothing(pattern: str) -> bool:
    """Return whether a per-file ignore has no effect: it names a directory, or starts at `/`.

    By experiment: `tests`, `tests/` and `/tests/**/*.py` match no file, silently.
    """
    last = pattern.rpartition("/")[2]
    return pattern.startswith("/") or not last or not any(mark in last for mark in ".*?[{")


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
