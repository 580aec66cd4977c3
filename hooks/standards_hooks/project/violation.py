"""One place where a repository is not as a repository rule requires it."""

from __future__ import annotations

from dataclasses import dataclass

from standards_hooks.core.finding import Finding, left_because


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from standards_hooks.core.errors import UncheckableFileError
    from standards_hooks.core.options import Options
    from standards_hooks.project.repository import Project

    type ViolationsOf = Callable[[Project, Options], Iterable[Violation]]


UNREADABLE = "readable"
"""The expectation that a file which takes part can be read."""


@dataclass(eq=False)
class Violation:
    """One requirement that is not met at one place.

    Attributes:
        key: What a waiver names to silence it: the id of an expectation, or a dotted key; empty
            where only the file can be named.
        path: The file, relative to the project's directory, with forward slashes.
        message: What is there, what must be there, the clause, and what to write.
        line: Line, counted from 1.
        column: Column in characters, counted from 1.
        is_fixable: Whether `--fix` would fix it.
        advice: A block to paste, of several lines, which `--show-source` prints.
        is_unchecked: Whether a file could not be checked, which no baseline may hold.
    """

    key: str
    path: str
    message: str
    line: int = 1
    column: int = 1
    is_fixable: bool = False
    advice: str = ""
    is_unchecked: bool = False

    def leave_because(self, reason: str) -> None:
        """Say why nothing fixes it after all."""
        self.message += left_because(reason)
        self.is_fixable = False


def unreadable(path: str, error: UncheckableFileError, key: str = UNREADABLE) -> Violation:
    """Return the violation of a file that takes part and cannot be read."""
    message = f"could not be checked: it {error.reason}"
    return Violation(key, path, message, error.line, error.column, is_unchecked=True)


def finding_of(violation: Violation, hook_id: str, project: Project) -> Finding:
    """Return the finding that reports a violation; its symbol is the key that would waive it."""
    finding = Finding(
        project.shown(violation.path),
        violation.line,
        violation.column,
        hook_id,
        violation.message,
        symbol=violation.key,
        is_fixable=violation.is_fixable,
    )
    finding.advice = violation.advice
    finding.can_be_known = not violation.is_unchecked
    return finding
