"""The errors of the project; each becomes one line at the edge, never a traceback."""

from __future__ import annotations

from standards_hooks.core.wording import bounded, shortened


NESTED_TOO_DEEPLY = "is nested too deeply to check"
DIFFERS_FROM_INTENT = "the result would differ from the intended change"
LOSES_A_COMMENT = "a comment would be lost"
NOT_COMPLETE = "one pass would not be enough"
"""Reasons of an `UnfixableError` that all kinds of files share."""
HOLDS_NUL = "contains NUL bytes; Python source is text, UTF-8 unless it declares otherwise"


class CheckError(Exception):
    """Base of the errors that a hook turns into one line."""


class UncheckableFileError(CheckError):
    """A file that cannot be checked: unreadable, undecodable, too large, not Python.

    Attributes:
        reason: Why, in a few words, without the path.
        line: Line of the problem, counted from 1; 1 for the file as a whole.
        column: Column of the problem, counted from 1.
    """

    def __init__(self, reason: str, line: int = 1, column: int = 1) -> None:
        """Take the reason and the place of the problem."""
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


class ConfigurationError(CheckError):
    """Wrong options or configuration: exit code 2.

    Attributes:
        source: The file with the mistake, or `command line`.
        reason: The key and what is wrong with it, in one line, cut as `bounded` does.
    """

    def __init__(self, source: str, reason: str) -> None:
        """Take the place and the reason of the mistake."""
        self.source = source
        self.reason: str = bounded(reason)
        super().__init__(f"{shortened(source)}: {self.reason}")


class UnfixableError(Exception):
    """A fix that cannot be made safely; the message says why, in a few words."""
