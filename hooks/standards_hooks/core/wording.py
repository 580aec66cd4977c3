"""Wording that messages share."""

from __future__ import annotations

import operator


def has_word(text: str) -> bool:
    """Return whether a text has a word in it: two letters in a row, of any script."""
    letters = [character.isalpha() for character in text]
    return any(map(operator.and_, letters, letters[1:]))


LONGEST_QUOTE = 200
"""The most characters that a message shows of a name, a value or a piece of code."""
LONGEST_MESSAGE = 1000
"""The most characters of a message, whatever it quotes."""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 file`, `2 files`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def shortened(text: str, limit: int = LONGEST_QUOTE) -> str:
    """Return a text, its middle cut out where it has more characters than a limit."""
    if len(text) <= limit:
        return text
    end = (limit - 1) // 2
    return f"{text[: limit - 1 - end]}…{text[len(text) - end :]}"


def bounded(message: str) -> str:
    """Return a message in which each piece between backticks, and the whole, has a bound."""
    if len(message) <= LONGEST_QUOTE:
        return message
    pieces = message.split("`")
    pieces[1::2] = map(shortened, pieces[1::2])
    return shortened("`".join(pieces), LONGEST_MESSAGE)
