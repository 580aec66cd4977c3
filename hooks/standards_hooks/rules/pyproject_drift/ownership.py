"""What names the project's own code: Ruff's source roots and first-party packages."""

from __future__ import annotations

import posixpath

from standards_hooks.rules.pyproject_drift.compare import contained


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.rules.pyproject_drift.deviation import Deviation
    from standards_hooks.rules.pyproject_drift.effective_configuration import Subject
    from standards_hooks.rules.pyproject_drift.standard import Requirement


def compare_own_roots(requirement: Requirement, subject: Subject) -> Iterator[Deviation]:
    """Require a list that holds the directories of the project's packages.

    Where none can be told nothing is required; Ruff's default, `[".", "src"]`, is as good as
    what it holds. Entries may be globs, and start at the directory of their file.
    """
    setting = subject.setting(requirement.key)
    document = subject.document if setting is None else setting.document

    def holds(entry: str, root: str) -> bool:
        return _matches(_moved(entry, document.directory, subject.document.directory), root)

    yield from contained(requirement, subject, subject.layout.roots, holds)


def compare_own_packages(requirement: Requirement, subject: Subject) -> Iterator[Deviation]:
    """Require a list that holds the project's import packages, as names or globs."""
    yield from contained(requirement, subject, subject.layout.packages, _matches)


def _moved(entry: str, start: str, to: str) -> str:
    """Return a path from one directory of the repository as it is from another."""
    return posixpath.relpath(posixpath.join("/", start, entry), posixpath.join("/", to))


def _matches(pattern: str, name: str) -> bool:
    if pattern == name:
        return True
    if not any(mark in pattern for mark in "*?["):
        return False
    import fnmatch

    return fnmatch.fnmatchcase(name, pattern)
