"""Ruff's settings for the project's own code: source roots and first-party packages."""

from __future__ import annotations

import fnmatch
import posixpath

from standards_hooks.project.metadata import named_roots_in
from standards_hooks.project.versions import normalised_name
from standards_hooks.rules.pyproject_drift.compare import contained


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.deviation import Deviation, Wording
    from standards_hooks.rules.pyproject_drift.effective_configuration import EffectiveConfiguration
    from standards_hooks.rules.pyproject_drift.standard import Requirement


UNPROVED = ", if your code is imported so"
"""What follows advice that no packaging metadata proves."""


def compare_own_roots(
    requirement: Requirement, configuration: EffectiveConfiguration
) -> Iterator[Deviation]:
    """Require a list with the directories of the project's packages.

    Where they are unknown nothing is required; Ruff's default, `[".", "src"]`, counts as if it were
    written. Entries may be globs, relative to their file.
    """
    setting = configuration.setting(requirement.key)
    document = configuration.document if setting is None else setting.document

    def holds(entry: str, root: str) -> bool:
        return _matches(_moved(entry, document.directory, configuration.document.directory), root)

    found = contained(requirement, configuration, configuration.layout.roots, holds)
    yield from _for_people(found, configuration)


def compare_own_packages(
    requirement: Requirement, configuration: EffectiveConfiguration
) -> Iterator[Deviation]:
    """Require a list with the project's import packages, as names or globs."""
    found = contained(requirement, configuration, configuration.layout.packages, _matches)
    yield from _for_people(found, configuration)


def _for_people(
    found: Iterable[Deviation], configuration: EffectiveConfiguration
) -> Iterator[Deviation]:
    """Yield deviations that nothing fixes: other tools would take a guess for what is known."""
    for deviation in found:
        deviation.fix = None
        if not _is_proved(configuration):
            deviation.lines = ()
            deviation.wording = _unproved(deviation.wording)
        yield deviation


def _unproved(wording: Wording) -> Wording:
    def said(parts: tuple[Path, ...]) -> str:
        return wording(parts) + UNPROVED

    return said


def _is_proved(configuration: EffectiveConfiguration) -> bool:
    """Return whether packaging metadata says where the packages are: by root, or by name."""
    layout = configuration.layout
    named = set(map(posixpath.normpath, named_roots_in(configuration.document.path)))
    name = configuration.document.value(("project", "name"))
    is_named = isinstance(name, str) and layout.packages == (
        normalised_name(name).replace("-", "_"),
    )
    return is_named or named.issuperset(layout.roots)


def _moved(entry: str, start: str, to: str) -> str:
    """Return a path relative to one directory of the repository, relative to another."""
    return posixpath.relpath(posixpath.join("/", start, entry), posixpath.join("/", to))


def _matches(pattern: str, name: str) -> bool:
    if pattern == name:
        return True
    if not any(mark in pattern for mark in "*?["):
        return False
    return fnmatch.fnmatchcase(name, pattern)
