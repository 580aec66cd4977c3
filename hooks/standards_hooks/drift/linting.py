"""Ruff's keys that select and ignore rules, against what the standard requires."""

from __future__ import annotations

from standards_hooks.drift.deviation import Setting, differs, has_beyond, lacks, missing
from standards_hooks.drift.notation import quoted
from standards_hooks.drift.rule_set import RuleSet
from standards_hooks.drift.subject import RUFF_LINT


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from standards_hooks.drift.deviation import Deviation
    from standards_hooks.drift.notation import Path
    from standards_hooks.drift.standard import Requirement, Standard
    from standards_hooks.drift.subject import Subject


def rule_set_of(subject: Subject, standard: Standard) -> RuleSet:
    """Return the selectors in force for a document."""
    by_kind = {requirement.kind: requirement for requirement in standard.requirements}
    required = by_kind["selects"]
    allowed = by_kind["ignores-at-most"]
    has_preview = _is_true(subject, "preview") and not _is_true(subject, "explicit-preview-rules")
    return RuleSet(
        required.texts,
        allowed.texts,
        tuple(_all_texts(required, subject)),
        tuple(_all_texts(allowed, subject)),
        has_preview=has_preview,
    )


def _is_true(subject: Subject, name: str) -> bool:
    setting = subject.setting((*RUFF_LINT, name))
    return setting is not None and setting.value is True


def _all_texts(requirement: Requirement, subject: Subject) -> Iterator[str]:
    for key in (requirement.key, *requirement.added_by):
        setting = subject.setting(key)
        if setting is not None and isinstance(setting.value, list):
            yield from (text for text in setting.value if isinstance(text, str))


def compare_selects(
    requirement: Requirement, subject: Subject, rules: RuleSet
) -> Iterator[Deviation]:
    """Require that every rule under some selectors is selected."""
    requires = f"a list that selects {quoted(requirement.texts)}"
    for key in (requirement.key, *requirement.added_by):
        setting = subject.setting(key)
        if setting is not None and not _is_list_of_texts(setting.value):
            yield differs(requirement, setting, requires, list(requirement.texts))
            return
    unselected = rules.unselected()
    if not unselected:
        return
    setting = subject.setting(requirement.key)
    if setting is None:
        yield missing(requirement, requires, list(requirement.texts))
    else:
        yield lacks(requirement, setting, unselected)


def compare_ignores(
    requirement: Requirement, subject: Subject, rules: RuleSet
) -> Iterator[Deviation]:
    """Require that no rule is ignored beyond some."""
    allowed = f"{quoted(requirement.texts)} alone"
    for key in (requirement.key, *requirement.added_by):
        setting = subject.setting(key)
        if setting is None:
            continue
        if not _is_list_of_texts(setting.value):
            yield differs(requirement, setting, "a list of selectors", list(requirement.texts))
            continue
        beyond = [text for text in _texts(setting.value) if rules.loosens(text)]
        if beyond:
            yield has_beyond(requirement, key, setting, beyond, allowed)


def compare_file_ignores(
    requirement: Requirement, subject: Subject, rules: RuleSet
) -> Iterator[Deviation]:
    """Require that for the files of a pattern no rule is ignored beyond some."""
    for key in (requirement.key, *requirement.added_by):
        setting = subject.setting(key)
        if setting is None:
            continue
        if not isinstance(setting.value, dict):
            yield differs(requirement, setting, "a table of patterns", {})
            continue
        for pattern, value in setting.value.items():
            entry = Setting((*setting.path, pattern), value)
            yield from _compare_pattern(requirement, (*key, pattern), entry, rules)


def _compare_pattern(
    requirement: Requirement, key: Path, setting: Setting, rules: RuleSet
) -> Iterator[Deviation]:
    pattern = str(key[-1])
    if not _is_list_of_texts(setting.value):
        yield differs(requirement, setting, "a list of selectors", [])
        return
    if matches_nothing(pattern):
        return
    allowed = allowed_in(pattern, requirement.texts_by_pattern)
    beyond = [text for text in _texts(setting.value) if rules.loosens_files(text, allowed)]
    if beyond:
        words = f"{quoted(allowed)} alone there" if allowed else "no such rule there"
        yield has_beyond(requirement, key, setting, beyond, words)


def allowed_in(pattern: str, allowances: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what may be ignored in the files of a pattern.

    Args:
        pattern: The pattern of a per-file ignore.
        allowances: What the standard allows, by a pattern that begins with a directory.

    Returns:
        What is allowed in the directory that holds all of the pattern's files.
    """
    plain = pattern.removeprefix("./")
    for allowing, selectors in allowances.items():
        directory = allowing.partition("*")[0]
        if plain.startswith(directory) and ".." not in plain:
            return selectors
    return ()


def matches_nothing(pattern: str) -> bool:
    """Tell whether a per-file ignore has no effect: it names a directory, or starts at `/`.

    By experiment: `tests`, `tests/` and `/tests/**/*.py` match no file, silently.
    """
    last = pattern.rpartition("/")[2]
    return pattern.startswith("/") or not last or not any(mark in last for mark in ".*?[{")


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
