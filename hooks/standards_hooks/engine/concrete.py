"""LibCST's parser, and the guard before it."""

from __future__ import annotations


LARGEST_SAFE_SIZE = 256 * 1024
"""Bytes. LibCST takes a thousand times a source's size in memory."""

DEEPEST_SAFE_NESTING = 200
"""Open brackets. At about 1,500 its parser kills the process; `ast` refuses beyond 200 itself."""

LONGEST_SAFE_CHAIN = 1000
"""Prefix operators in one logical line, which LibCST's parser nests as deep as brackets."""


def is_safe_to_parse(source: bytes) -> bool:
    """Tell whether LibCST can be trusted with a source.

    Brackets are counted on the bytes, those in strings and comments included: the answer errs
    towards caution.

    Args:
        source: The bytes of a Python file, in an encoding like ASCII.

    Returns:
        True within the limits of size, of open brackets, and of chains of operators.
    """
    if len(source) > LARGEST_SAFE_SIZE:
        return False
    depth = 0
    for byte in source:
        if byte in b"([{":
            depth += 1
            if depth > DEEPEST_SAFE_NESTING:
                return False
        elif byte in b")]}" and depth:
            depth -= 1
    return True
