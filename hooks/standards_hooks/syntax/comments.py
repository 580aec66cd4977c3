"""The real comments of a file: never what only looks like one inside a string.

Imported only for a file that holds what somebody looks for in comments.
"""

from __future__ import annotations

import tokenize

from standards_hooks.syntax.templates import with_f_strings
from standards_hooks.syntax.tokens import split, split_until_trouble


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Comment:
    """One comment.

    Attributes:
        text: From the `#` to the end of the line.
        line: Line, counted from 1.
        column: Column of the `#`, counted from 1, in characters.
        is_alone: Whether it is all that stands on its line.
    """

    __slots__ = ("column", "is_alone", "line", "text")

    def __init__(self, text: str, line: int, column: int, *, is_alone: bool) -> None:
        """Take the parts of a comment."""
        self.text = text
        self.line = line
        self.column = column
        self.is_alone = is_alone


def tokens_in(lines: list[str]) -> Iterator[tokenize.TokenInfo]:
    """Split the lines of a file into tokens.

    Args:
        lines: The lines without their ends.

    Returns:
        The tokens; template strings as if they were f-strings, because a tokeniser that does not
        know them would take parts of them for comments.

    Raises:
        SyntaxError, ValueError, tokenize.TokenError: If the file cannot be split, while it is.
    """
    return split(_without_templates(lines))


def comments_in(lines: list[str]) -> list[Comment]:
    """Return the comments of a file in their order.

    Args:
        lines: The lines without their ends.

    Returns:
        The comments; those before the trouble where the file cannot be split into tokens.
    """
    comments = []
    for token in split_until_trouble(_without_templates(lines)):
        if token.type == tokenize.COMMENT:
            line, offset = token.start
            is_alone = not lines[line - 1][:offset].strip()
            comments.append(Comment(token.string, line, offset + 1, is_alone=is_alone))
    return comments


def _without_templates(lines: list[str]) -> list[str]:
    return with_f_strings("\n".join(lines)).split("\n")
