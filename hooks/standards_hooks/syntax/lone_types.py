"""Handlers of one type and a comma (PEP 758), which LibCST does not know."""

from __future__ import annotations

import re
import tokenize
from itertools import accumulate

from standards_hooks.syntax.tokens import split_until_trouble


MAY_HOLD_LONE_TYPE = re.compile(r",[ \t\f]*:")


def lone_types(text: str) -> list[tuple[int, int, int]]:
    """Find `except A,:`.

    Args:
        text: The text of a file, in any state.

    Returns:
        The offsets, in characters, of each such `except`, of the end of its type and of its colon.
    """
    if MAY_HOLD_LONE_TYPE.search(text) is None:
        return []
    parts = re.split(r"(\r\n|\r|\n)", text)
    starts = [0, *accumulate(map(len, parts))][::2]
    found: list[tuple[int, int, int]] = []
    handler: int | None = None
    commas: list[int] = []
    depth = previous = end = type_end = 0
    for token in split_until_trouble(parts[::2]):
        if token.type not in {tokenize.NAME, tokenize.OP}:
            continue
        offset = starts[token.start[0] - 1] + token.start[1]
        match token.string:
            case "except":
                handler, commas, depth = offset, [], 0
            case "(" | "[" | "{":
                depth += 1
            case ")" | "]" | "}":
                depth -= 1
            case "," if depth == 0:
                commas.append(offset)
                type_end = end
            case ":" if depth == 0:
                if handler is not None and commas == [previous]:
                    found.append((handler, type_end, offset))
                handler = None
        previous, end = offset, offset + len(token.string)
    return found
