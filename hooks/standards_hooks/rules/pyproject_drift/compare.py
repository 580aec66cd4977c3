"""The comparisons of single values with what the standard requires."""

from __future__ import annotations

from standards_hooks.project.document import MISSING
from standards_hooks.project.toml_notation import write_value
from standards_hooks.project.tool_settings import written_key
from standards_hooks.project.versions import TARGET, is_at_least, lower_bound
from standards_hooks.rules.pyproject_drift.dependencies import depends_on
from standards_hooks.rules.pyproject_drift.deviation import (
    PLACEHOLDER,
    differs,
    forbidden,
    labels_of,
    lacks,
    missing,
)
from standards_hooks.rules.pyproject_drift.edits import Assign


OLDEST_TARGET = (3, 7)
"""The oldest Python that Ruff has a target for."""
OLDEST_FOR_MYPY = "3.10"
"""The oldest `python_version` that current releases of mypy read: they pass over an older one.

By judgement, nothing older is written, though an older mypy would read it.
"""
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.project.versions import Release
    from standards_hooks.rules.pyproject_drift.deviation import Deviation, Setting
    from standards_hooks.rules.pyproject_drift.effective_configuration import EffectiveConfiguration
    from standards_hooks.rules.pyproject_drift.standard import Requirement

    type IsHeldBy = Callable[[str, str], bool]


def compare_equal(
    requirement: Requirement, configuration: EffectiveConfiguration
) -> Iterator[Deviation]:
    """Require one value; `implied-by` and `default` replace it where the key is absent."""
    required = requirement.value
    setting = configuration.setting(requirement.key)
    requires = f"`{write_value(required)}`" if isinstance(required, list) else write_value(required)
    if setting is not None:
        if not _is_same(setting.meaning, required):
            write = not required if setting.is_opposite else required
            requires = write_value(write) if setting.is_opposite else requires
            yield differs(requirement, setting, requires, write)
    elif not _is_same(requirement.default, required) and not _is_implied(
        requirement, configuration
    ):
        yield _absent(requirement, configuration, requires, required)


def compare_one_of(
    requirement: Requirement, configuration: EffectiveConfiguration
) -> Iterator[Deviation]:
    """Require one of several values."""
    choices = requirement.value if isinstance(requirement.value, list) else []
    setting = configuration.setting(requirement.key)
    value = requirement.default if setting is None else setting.value
    if any(_is_same(value, choice) for choice in choices):
        return
    requires = " or ".join(map(write_value, choices))
    if setting is None:
        yield _absent(requirement, configuration, requires, choices[0])
    else:
        yield differs(requirement, setting, requires, choices[0])


def compare_absent(
    requirement: Requirement, configuration: EffectiveConfiguration
) -> Iterator[Deviation]:
    """Require that the key is absent; an empty list has no effect and may stay."""
    setting = configuration.setting(requirement.key)
    if setting is not None and setting.value != []:
        yield forbidden(requirement, setting)


def compare_present(
    requirement: Requirement, configuration: EffectiveConfiguration
) -> Iterator[Deviation]:
    """Require some string or table; in `[project]` the build back end may set it (`dynamic`)."""
    setting = configuration.setting(requirement.key)
    if setting is None:
        if not _is_dynamic(requirement, configuration):
            yield missing(requirement, "one", PLACEHOLDER)
    elif not isinstance(setting.value, str | dict) or not setting.value:
        yield differs(requirement, setting, "a string", PLACEHOLDER)


def compare_at_least(
    requirement: Requirement, configuration: EffectiveConfiguration
) -> Iterator[Deviation]:
    """Require a version of Python that is not older; `default-from` may imply it.

    Where the project supports an older Python, a key that follows it is as old as that.
    """
    supported = _supported(requirement, configuration)
    required = _required_version(str(requirement.value), supported)
    setting = configuration.setting(requirement.key)
    write = version_to_write(requirement, configuration)
    requires = f"{write_value(required)} or newer"
    source = tuple(filter(None, requirement.word("default-from").split(".")))
    if setting is not None and not _is_overruled(setting, configuration, source):
        is_spelled_right = _has_form(setting.value, requirement)
        if not is_spelled_right or not _is_new_enough(setting.value, required):
            deviation = differs(requirement, setting, requires, write)
            if is_spelled_right and supported is None:
                deviation.fix = None  # Nothing but this value says what the project supports.
            yield deviation
        return
    implied = configuration.document.value(source) if source else MISSING
    if not _is_new_enough(implied, required) and not _is_dynamic(requirement, configuration):
        yield _absent(requirement, configuration, requires, write)


def version_to_write(requirement: Requirement, configuration: EffectiveConfiguration) -> str:
    """Return the version to write for a key that must not be older than one."""
    written = requirement.word("write")
    if written:
        return written
    required = str(requirement.value)
    version = _required_version(required, _supported(requirement, configuration))
    is_target = TARGET.fullmatch(required) is not None
    return version if is_target or _is_new_enough(version, OLDEST_FOR_MYPY) else OLDEST_FOR_MYPY


def _supported(requirement: Requirement, configuration: EffectiveConfiguration) -> Release | None:
    """Return the oldest Python that a key has to follow."""
    if not requirement.word("follows"):
        return lower_bound(str(requirement.value))
    return configuration.facts.oldest_python(requirement.key[:2])


def _required_version(required: str, supported: Release | None) -> str:
    """Return the version to require: the standard's, or the older one that is supported."""
    least = lower_bound(required)
    if supported is None or least is None or is_at_least(supported, least):
        return required
    major, minor = (*supported, 0)[:2]
    if TARGET.fullmatch(required) is None:
        return f"{major}.{minor}"
    major, minor = max((major, minor), OLDEST_TARGET)
    return f"py{major}{minor}"


def _is_overruled(setting: Setting, configuration: EffectiveConfiguration, source: Path) -> bool:
    """Return whether the nearest file implies a value, which overrides an extended one."""
    nearest = configuration.chain(setting.path)[0]
    is_extended = setting.document is not nearest
    return (
        is_extended and nearest is configuration.document and bool(source) and nearest.has(source)
    )


def compare_contains(
    requirement: Requirement, configuration: EffectiveConfiguration
) -> Iterator[Deviation]:
    """Require a list that contains certain strings; the lists of `added-by` count, too."""
    package = requirement.word("only-with")
    if not package or depends_on(configuration.document, package):
        yield from contained(requirement, configuration, requirement.texts, names_directory)


def contained(
    requirement: Requirement,
    configuration: EffectiveConfiguration,
    required: Sequence[str],
    is_held_by: IsHeldBy,
) -> Iterator[Deviation]:
    """Require a list that contains certain strings.

    Args:
        requirement: What the standard says about the key.
        configuration: What is checked.
        required: The strings; nothing is required where there are none.
        is_held_by: Returns whether an entry of the list, its first argument, matches a string.

    Yields:
        The deviation of the list, if any.
    """
    own = configuration.setting(requirement.key)
    settings = [] if own is None else [own]
    settings += [each for key in requirement.added_by for each in configuration.settings(key)]
    wrong = [each for each in settings if _texts(each.value, requirement) is None]
    if wrong:
        write = list(required or requirement.texts)
        yield differs(requirement, wrong[0], _holding(write), write)
        return
    values = [each.value for each in settings]
    if own is None:
        values.append(requirement.default)
    held = [text for value in values for text in _texts(value, requirement) or []]
    absent = [text for text in required if not any(is_held_by(entry, text) for entry in held)]
    if not absent:
        return
    nearest = configuration.chain(requirement.key)[0]
    there = [each for each in settings if each.document is nearest]
    if there:
        yield lacks(requirement, there[0], absent)
    elif requirement.added_by:
        yield _missing_beside_default(requirement, absent)
    else:
        kept = [text for value in values for text in _texts(value, requirement) or []]
        inherited = [text for text in kept if own is not None and text not in required]
        yield _absent(requirement, configuration, _holding(required), [*inherited, *required])


def _absent(
    requirement: Requirement, configuration: EffectiveConfiguration, requires: str, value: object
) -> Deviation:
    """Return the deviation of a missing key, to be added where its table is."""
    nearest = configuration.chain(requirement.key)[0]
    table = written_key(nearest, requirement.key)[:-1]
    return missing(requirement, requires, value, table=table)


def _missing_beside_default(requirement: Requirement, absent: Sequence[str]) -> Deviation:
    """Propose the key that adds to the tool's default, because the key itself replaces it."""
    adding = requirement.added_by[0][-1]
    deviation = missing(requirement, _holding(absent), list(absent), adding)
    deviation.parts = tuple((*requirement.key, text) for text in absent)
    key = (*requirement.table, adding)
    deviation.fix = lambda parts: [Assign(key, labels_of(parts) or list(absent))]
    return deviation


def _holding(texts: Sequence[str]) -> str:
    return f"a list with {', '.join(map(write_value, texts))}"


def _texts(value: object, requirement: Requirement) -> list[str] | None:
    """Return the strings of a list, or None for anything else."""
    if requirement.is_one_text and isinstance(value, str):
        return [text.strip() for text in value.split(",")]
    if isinstance(value, list) and all(isinstance(text, str) for text in value):
        return list(value)
    return None


def names_directory(pattern: str, name: str) -> bool:
    """Return whether a pattern of Ruff means a directory: `build/**` for `build`."""
    plain = pattern.removeprefix("./").removeprefix("**/")
    for end in ("/**/*", "/**", "/*", "/"):
        plain = plain.removesuffix(end)
    return plain == name


def _is_same(value: object, required: object) -> bool:
    """Return whether two values are equal in TOML, where `true` is not 1."""
    return type(value) is type(required) and value == required


def _is_implied(requirement: Requirement, configuration: EffectiveConfiguration) -> bool:
    implying = requirement.word("implied-by")
    return bool(implying) and _is_true(configuration, (*requirement.table, implying))


def _is_true(configuration: EffectiveConfiguration, key: Path) -> bool:
    setting = configuration.setting(key)
    return setting is not None and setting.value is True


def _is_dynamic(requirement: Requirement, configuration: EffectiveConfiguration) -> bool:
    dynamic = configuration.document.value((*requirement.table, "dynamic"))
    return isinstance(dynamic, list) and requirement.name in dynamic and requirement.name != "name"


def _has_form(value: object, requirement: Requirement) -> bool:
    """Return whether a version is spelled as the tool reads it; mypy accepts a number, too."""
    is_target = TARGET.fullmatch(str(requirement.value)) is not None
    if isinstance(value, float):
        return not is_target and not requirement.word("write")
    return isinstance(value, str) and (TARGET.fullmatch(value) is not None) == is_target


def _is_new_enough(value: object, required: str) -> bool:
    """Return whether a version, target or specifier admits nothing older than the required one."""
    if isinstance(value, bool) or not isinstance(value, str | float):
        return False
    bound = lower_bound(str(value))
    least = lower_bound(required)
    return bound is not None and least is not None and is_at_least(bound, least)
