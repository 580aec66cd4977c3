"""Ruff's settings for the project's own code: source roots and first-party packages."""

from __future__ import annotations

import fnmatch
import posixpath

from standards_hooks.rules.pyproject_drift.compare import contained


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.rules.pyproject_drift.deviation import Deviation
    from standards_hooks.rules.pyproject_drift.effective_configuration import EffectiveConfiguration
    from standards_hooks.rules.pyproject_drift.standard import Requirement


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

    yield from contained(requirement, configuration, configuration.layout.roots, holds)


def compare_own_packages(
    requirement: Requirement, configuration: EffectiveConfiguration
) -> Iterator[Deviation]:
    """Require a list with the project's import packages, as names or globs."""
    yield from contained(requirement, configuration, configuration.layout.packages, _matches)


def _moved(entry: str, start: str, to: str) -> str:
    """Return a path relative to one directory of the repository, relative to another."""
    return posixpath.relpath(posixpath.join("/", start, entry), posixpath.join("/", to))


def _matches(pattern: str, name: str) -> bool:
    if pattern == name:
        return True
    if not any(mark in pattern for mark in "*?["):
        return False
    return fnmatch.fnmatchcase(name, pattern)
