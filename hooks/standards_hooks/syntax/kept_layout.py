"""Where the comments of a file keep the formatter away: `# fmt: off`, `# fmt: skip` and YAPF's.

Imported only where a rule has found something, or has seen such a comment.
"""

from __future__ import annotations

import re
import tokenize
from bisect import bisect_right

from standards_hooks.syntax.comments import tokens_in
from standards_hooks.syntax.reading import has_ascii_markup
from standards_hooks.syntax.tokens import TOKENS_BROKEN


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    type Lines = tuple[int, int]
    """The first and the last line of a region, counted from 1."""


SWITCH = re.compile(r"#\s*(?P<tool>fmt|yapf):\s*(?P<to>off|on|disable|enable)\s*", re.ASCII)
ON = frozenset({"on", "enable"})
SKIP = re.compile(r"#\s*fmt:\s*skip\b", re.ASCII)
MARKS = (b"fmt:", b"yapf:")
"""The bytes of which one is in every file, in an ASCII-compatible encoding, with such a comment."""
BLANKS = frozenset({tokenize.NL, tokenize.INDENT, tokenize.DEDENT})


def kept_regions(source: bytes, lines: list[str]) -> list[Lines]:
    """Return the regions of a file that the formatter leaves alone.

    Args:
        source: The bytes of the file.
        lines: Its lines without their ends.

    Returns:
        The regions, sorted and apart from each other. `# fmt: off` reaches to `# fmt: on` in its
        own block or in one around it, or else to the end of its block, as with Ruff; `# fmt: skip`
        is for its line. From where the file cannot be split into tokens, all of it is kept.
    """
    regions: list[Lines] = []
    if not any(mark in source for mark in MARKS) and has_ascii_markup(source):
        return regions
    for first, last in sorted(_regions_in(lines)):
        if regions and first <= regions[-1][1]:
            regions[-1] = (regions[-1][0], max(last, regions[-1][1]))
        else:
            regions.append((first, last))
    return regions


def _regions_in(lines: list[str]) -> Iterator[Lines]:
    opened: tuple[int, int] | None = None
    is_between_statements = True
    line = 1
    try:
        for token in tokens_in(lines):
            line, column = token.start
            if token.type == tokenize.COMMENT:
                if SKIP.search(token.string):
                    yield line, line
                switch = SWITCH.fullmatch(token.string)
                if switch is None or lines[line - 1][:column].strip():
                    continue
                if switch["to"] not in ON:
                    opened = opened or token.start
                elif opened is not None and column <= opened[1]:
                    yield opened[0], line
                    opened = None
            elif token.type == tokenize.NEWLINE:
                is_between_statements = True
            elif token.type not in BLANKS:
                if opened is not None and is_between_statements and column < opened[1]:
                    yield opened[0], line - 1
                    opened = None
                is_between_statements = False
    except TOKENS_BROKEN:
        opened = opened or (line, 0)
    if opened is not None:
        yield opened[0], len(lines)


def is_kept(regions: Sequence[Lines], first: int, last: int) -> bool:
    """Return whether one of some lines is in a region.

    Args:
        regions: What `kept_regions` returned.
        first: The first line.
        last: The last one.
    """
    at = bisect_right(regions, last, key=lambda region: region[0]) - 1
    return at >= 0 and regions[at][1] >= first
