"""The tokens of a file, which need not be Python."""

from __future__ import annotations

import tokenize

from standards_hooks.core.errors import HOLDS_NUL


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


TOKENS_BROKEN = (tokenize.TokenError, SyntaxError, ValueError)
"""What says that a file cannot be split into tokens."""


def split(lines: Iterable[str]) -> Iterator[tokenize.TokenInfo]:
    """Split lines into tokens.

    Args:
        lines: The lines, without their ends.

    Yields:
        The tokens.

    Raises:
        SyntaxError, ValueError, tokenize.TokenError: If they cannot be split, while they are.
    """
    yield from tokenize.generate_tokens(map(_line, lines).__next__)


def split_until_trouble(lines: Iterable[str]) -> Iterator[tokenize.TokenInfo]:
    """Split lines into tokens, up to where the tokeniser gives up.

    Args:
        lines: The lines, without their ends.

    Yields:
        The tokens.
    """
    try:
        yield from split(lines)
    except TOKENS_BROKEN:
        # What comes after the trouble is out of reach.
        return


def _line(text: str) -> str:
    if "\0" in text:
        # The tokeniser of Python 3.12 may break over it with an error of the interpreter itself.
        raise ValueError(HOLDS_NUL)
    return f"{text}\n"
