"""The requirements of a project: dependencies, development tools, build back end."""

from __future__ import annotations

from standards_hooks.project.toml_notation import join_key, quoted, show, write_text
from standards_hooks.project.versions import is_at_least, normalised_name, read_requirement
from standards_hooks.rules.pyproject_drift.deviation import (
    Deviation,
    Setting,
    differs,
    labels_of,
    lacks,
    missing,
)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.project.document import Document
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.project.versions import Required
    from standards_hooks.rules.pyproject_drift.effective_configuration import EffectiveConfiguration
    from standards_hooks.rules.pyproject_drift.standard import Requirement


DEPENDENCIES = ("project", "dependencies")
OPTIONAL = ("project", "optional-dependencies")
GROUPS = ("dependency-groups",)
UV_DEVELOPMENT = ("tool", "uv", "dev-dependencies")


def compare_requires(
    requirement: Requirement, configuration: EffectiveConfiguration
) -> Iterator[Deviation]:
    """Require a list of requirements with certain packages."""
    setting = configuration.setting(requirement.key)
    requires = f"a list with {', '.join(map(write_text, requirement.texts))}"
    if setting is None:
        yield missing(requirement, requires, list(requirement.texts))
    elif not isinstance(setting.value, list):
        yield differs(requirement, setting, requires, list(requirement.texts))
    else:
        named = {required.name for _, _, required in _listed(setting.path, setting.value)}
        absent = [text for text in requirement.texts if text not in named]
        if absent:
            yield lacks(requirement, setting, absent)


def compare_releases(
    requirement: Requirement, configuration: EffectiveConfiguration
) -> Iterator[Deviation]:
    """Require that listed packages admit no release older than the standard's."""
    setting = configuration.setting(requirement.key)
    if setting is not None and not isinstance(setting.value, list):
        yield differs(requirement, setting, "a list of requirements", [])
        return
    document = configuration.document
    sources = [DEPENDENCIES, *_lists_in(document, OPTIONAL)]
    yield from _too_old(requirement, document, sources)
    yield from _unreadable(requirement, document, sources)


def compare_development_tools(
    requirement: Requirement, configuration: EffectiveConfiguration
) -> Iterator[Deviation]:
    """Require the tools in a dependency group, or in one of the older places.

    The tools of a project around this one count, too, as in a uv workspace.
    """
    document = configuration.document
    sources = development_lists(document)
    yield from _too_old(requirement, document, sources)
    yield from _unreadable(requirement, document, [key for key in sources if key[:2] != OPTIONAL])
    listed = _names(document, sources)
    wanted = [text for text in requirement.texts if _name(text) not in listed]
    if wanted:
        for outer in configuration.facts.outer():
            listed |= _names(outer, development_lists(outer))
    absent = [text for text in wanted if _name(text) not in listed]
    is_list = all(isinstance(document.value(key), list) for key in _usual(requirement, sources))
    if absent and is_list:
        yield _missing_tools(requirement, document, _usual(requirement, sources), absent)


def development_lists(document: Document) -> list[Path]:
    """Return the keys of the lists for development tools."""
    lists = [*_lists_in(document, GROUPS), *_lists_in(document, OPTIONAL)]
    return [*lists, UV_DEVELOPMENT] if document.has(UV_DEVELOPMENT) else lists


def depends_on(document: Document, package: str) -> bool:
    """Return whether a project requires a package, also optionally or for development."""
    return package in _names(document, [DEPENDENCIES, *development_lists(document)])


def _lists_in(document: Document, table: Path) -> list[Path]:
    return [(*table, name) for name in document.table(table)]


def _names(document: Document, keys: list[Path]) -> set[str]:
    return {required.name for key in keys for _, _, required in _listed(key, document.value(key))}


def _listed(key: Path, value: object) -> Iterator[tuple[Path, str, Required]]:
    """Yield the readable requirements of a list, each with its path and its text."""
    for index, text in enumerate(value if isinstance(value, list) else []):
        required = read_requirement(text) if isinstance(text, str) else None
        if required is not None:
            yield (*key, index), text, required


def _too_old(requirement: Requirement, document: Document, keys: list[Path]) -> Iterator[Deviation]:
    """Yield a deviation for each requirement that admits a release older than the standard's."""
    least = {
        each.name: (text, each.bound)
        for text in requirement.texts
        if (each := read_requirement(text)) is not None and each.bound is not None
    }
    for key in keys:
        for path, text, required in _listed(key, document.value(key)):
            if required.name not in least or required.is_direct:
                continue
            wanted, release = least[required.name]
            if required.bound is None or not is_at_least(required.bound, release):
                yield _admits_older(requirement, path, text, wanted)


def _admits_older(requirement: Requirement, path: Path, text: str, wanted: str) -> Deviation:
    required = read_requirement(text)
    name = required.name if required is not None else text
    version = wanted.partition(">=")[2]
    message = (
        f"`{join_key(path)}` has {show(text)}; the standard requires {name} {version} or newer "
        f"({requirement.clause}): raise the lower bound to `>={version}`"
    )
    key = (*path[:-1], name)
    return Deviation(key, lambda _: message, place=path)


def _unreadable(
    requirement: Requirement, document: Document, keys: list[Path]
) -> Iterator[Deviation]:
    """Yield a deviation for each invalid requirement."""
    for key in keys:
        value = document.value(key)
        if not isinstance(value, list):
            if document.has(key):
                yield _not_readable(requirement, key, value, "a list of requirements")
            continue
        for index, text in enumerate(value):
            is_included = isinstance(text, dict) and key[:1] == GROUPS
            if not is_included and (not isinstance(text, str) or read_requirement(text) is None):
                yield _not_readable(requirement, (*key, index), text, "a requirement (PEP 508)")


def _not_readable(requirement: Requirement, path: Path, value: object, wanted: str) -> Deviation:
    message = (
        f"`{join_key(path)}` has {show(value)}, which is not {wanted}; the standard requires "
        f"readable ones ({requirement.clause}): write {wanted}"
    )
    return Deviation(path, lambda _: message)


def _usual(requirement: Requirement, sources: list[Path]) -> list[Path]:
    """Return the lists meant for development tools, the best place first."""
    usual = [requirement.key, (*OPTIONAL, "dev"), UV_DEVELOPMENT]
    return [key for key in usual if key in sources]


def _missing_tools(
    requirement: Requirement, document: Document, usual: list[Path], absent: list[str]
) -> Deviation:
    """Return the deviation of the tools that no list has, at the list for development."""
    texts = {_name(text): text for text in absent}
    if usual:
        deviation = lacks(
            requirement, Setting(usual[0], document.value(usual[0]), document), absent
        )
    else:
        deviation = missing(requirement, f"{quoted(absent)} for development", absent)
    wording = deviation.wording
    deviation.wording = lambda parts: wording(
        tuple((*requirement.key, texts[name]) for name in labels_of(parts))
    )
    deviation.parts = tuple((*requirement.key, name) for name in texts)
    return deviation


def _name(text: str) -> str:
    return normalised_name(text.partition(">=")[0])
