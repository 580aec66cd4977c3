"""What names the project's own code: Ruff's source roots and first-party packages."""

from __future__ import annotations

from standards_hooks.drift.compare import contained
from standards_hooks.drift.layout import HERE


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.drift.deviation import Deviation
    from standards_hooks.drift.standard import Requirement
    from standards_hooks.drift.subject import Subject


def compare_own_roots(requirement: Requirement, subject: Subject) -> Iterator[Deviation]:
    """Require a list that holds the directories of the project's packages.

    Where none can be told nothing is required; Ruff's default, `[".", "src"]`, is as good as
    what it holds. Entries may be globs.
    """
    yield from contained(requirement, subject, subject.layout.roots, _holds_root)


def compare_own_packages(requirement: Requirement, subject: Subject) -> Iterator[Deviation]:
    """Require a list that holds the project's import packages, as names or globs."""
    yield from contained(requirement, subject, subject.layout.packages, _matches)


def _holds_root(entry: str, root: str) -> bool:
    plain = entry.removeprefix("./").rstrip("/") or HERE
    return _matches(plain, root)


def _matches(pattern: str, name: str) -> bool:
    if pattern == name:
        return True
    if not any(mark in pattern for mark in "*?["):
        return False
    import fnmatch

    return fnmatch.fnmatchcase(name, pattern)
