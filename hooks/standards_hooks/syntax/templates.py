"""Template strings (PEP 750) as a tokeniser that does not know them sees them."""

from __future__ import annotations

import re
import tokenize

from standards_hooks.syntax.tokens import split_until_trouble


PREFIXES = frozenset({"t", "rt", "tr"})
MAY_HOLD_TEMPLATE = re.compile(r"\b(?:t|rt|tr)[\"']", re.IGNORECASE)
AS_F_STRING = {ord("t"): "f", ord("T"): "F"}
DEEPEST_TEMPLATES = 10
"""How often the tokeniser looks for template strings; each look reaches one level deeper."""


def with_f_strings(text: str) -> str:
    """Turn the prefix of every template string into that of an f-string.

    To a tokeniser that knows no template strings, the prefix is a name right before a string,
    which no valid source of its time has; only once the outer ones are f-strings does it see
    those nested in them.

    Args:
        text: The text of a file, in any state.

    Returns:
        A text of the same length.
    """
    if MAY_HOLD_TEMPLATE.search(text) is None:
        return text
    parts = re.split(r"(\r\n|\r|\n)", text)
    for _ in range(DEEPEST_TEMPLATES):
        prefixes = _template_prefixes(parts[::2])
        if not prefixes:
            break
        for row, start, end in prefixes:
            line = parts[2 * row]
            parts[2 * row] = line[:start] + line[start:end].translate(AS_F_STRING) + line[end:]
    return "".join(parts)


def _template_prefixes(lines: list[str]) -> list[tuple[int, int, int]]:
    """Return row, start and end of each name that is the prefix of a string, rows from 0."""
    prefixes = []
    for token in split_until_trouble(lines):
        if token.type == tokenize.NAME and token.string.lower() in PREFIXES:
            row, end = token.end[0] - 1, token.end[1]
            if lines[row][end : end + 1] in {"'", '"'}:
                prefixes.append((row, token.start[1], end))
    return prefixes
