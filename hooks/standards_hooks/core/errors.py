"""The errors of the engine; each becomes one line at the edge, never a traceback."""

from __future__ import annotations


NESTED_TOO_DEEPLY = "is nested too deeply to check"
SAYS_SOMETHING_ELSE = "the result would say something else"
LOSES_A_COMMENT = "a comment would be lost"
NOT_COMPLETE = "one pass would not be enough"
"""Why fixes of any kind of file are not made: reasons of an `UnfixableError`."""
HOLDS_NUL = "contains NUL bytes; Python source is text, UTF-8 unless it declares otherwise"


class CheckError(Exception):
    """Base of the errors that a hook turns into one line."""


class UncheckableFileError(CheckError):
    """A file that cannot be checked: unreadable, undecodable, too large, not Python.

    Attributes:
        reason: Why, in a few words, without the path.
        line: Line of the trouble, counted from 1; 1 where the file as a whole is meant.
        column: Column of the trouble, counted from 1.
    """

    def __init__(self, reason: str, line: int = 1, column: int = 1) -> None:
        """Take the reason and the place of the trouble."""
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


class ConfigurationError(CheckError):
    """Wrong options or configuration: exit code 2.

    Attributes:
        source: The file that holds the mistake, or `command line`.
        reason: The key and what is wrong with it, in one line.
    """

    def __init__(self, source: str, reason: str) -> None:
        """Take the place and the reason of the mistake."""
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class UnfixableError(Exception):
    """A fix that cannot be made safely; the message says why, in a few words."""
