"""A report for people: in colour, with source lines and a summary."""

from __future__ import annotations

import re
import unicodedata

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.core.wording import counted
from standards_hooks.engine.output import Code, styled, visible
from standards_hooks.syntax.reading import decode, lines_of, read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.engine.output import Styled


BOLD = Code("\x1b[1m")
RED = Code("\x1b[1;31m")
CYAN = Code("\x1b[36m")
PLAIN = Code("\x1b[0m")
MAX_SIZE = 16 * 1024 * 1024
"""Largest file whose lines are shown, in bytes."""
MAX_WIDTH = 200
"""Longest line that is shown, in characters."""
TAB = "    "
LITERAL = re.compile(r"(?<=[\"'])[A-Za-z0-9+/=_.!@#^&~-]{16,}(?=[\"'])")
"""The whole of a quoted text that is long enough for a key, and has no blank."""
LEAST_DIGITS = 2
"""The fewest digits of a random string; a name has fewer."""
MASK = "•"
WIDE = frozenset({"F", "W"})
"""The widths of characters that take two columns of a terminal (Unicode, annex 11)."""


def is_coloured(environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Return whether output is to be coloured.

    A non-empty `NO_COLOR` prevents it, otherwise a non-empty `FORCE_COLOR` requires it
    (no-color.org, force-color.org); otherwise any terminal that is not dumb is coloured.
    """
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return is_terminal and environment.get("TERM") != "dumb"


def coloured_line(finding: Finding, line: str) -> Styled:
    """Return the line of a finding with its path, place and hook in colour.

    Args:
        finding: The finding.
        line: Its line without colour.
    """
    path, separator, rest = line.partition(f":{finding.line}:{finding.column}: {finding.hook} ")
    place, _, hook = separator.strip().partition(": ")
    return styled(BOLD, path, PLAIN, CYAN, f"{place}:", PLAIN, " ", RED, hook, PLAIN, f" {rest}")


class Frames:
    """Shows the source lines of findings; each file is read once."""

    def __init__(self) -> None:
        """Begin without any file."""
        self._lines: dict[str, list[str]] = {}

    def of(self, finding: Finding) -> list[str]:
        """Return the source line of a finding, and the lines of its advice."""
        advice = [visible(line) for line in finding.advice.splitlines()]
        return [*self._source_of(finding), *advice, *([""] if advice else [])]

    def _source_of(self, finding: Finding) -> list[str]:
        """Return the source line of a finding with a mark below its column.

        Nothing is shown of a line that has a secret, of a file that cannot be read, of an empty
        line, or of a very long one; what looks like a key in any other line is masked.
        """
        if finding.hides_source:
            return []
        lines = self._lines_of(finding.path)
        if finding.line > len(lines):
            return []
        text = lines[finding.line - 1].rstrip()
        if not text or len(text) > MAX_WIDTH:
            return []
        number = str(finding.line)
        margin = " " * len(number)
        text = LITERAL.sub(_masked, text)
        before = _shown(text[: finding.column - 1])
        mark = " " * sum(map(_width, before)) + "^"
        return [f"{margin} |", f"{number} | {_shown(text)}", f"{margin} | {mark}", ""]

    def _lines_of(self, path: str) -> list[str]:
        if path not in self._lines:
            try:
                self._lines[path] = lines_of(decode(read_source(path, MAX_SIZE)))
            except UncheckableFileError:
                self._lines[path] = []
        return self._lines[path]


def _masked(literal: re.Match[str]) -> str:
    """Return a quoted text, masked where it may be a key: upper and lower case, and digits."""
    text = literal.group()
    is_random = (
        sum(map(str.isdigit, text)) >= LEAST_DIGITS
        and any(map(str.isupper, text))
        and any(map(str.islower, text))
    )
    return MASK * len(text) if is_random else text


def _shown(text: str) -> str:
    return visible(text.replace("\t", TAB))


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in WIDE else 1


def summary_of(findings: Sequence[Finding], *, can_fix: bool) -> str:
    """Return the last line of a run that found something."""
    fixable = sum(finding.is_fixable for finding in findings) if can_fix else 0
    found = counted(len(findings), "finding")
    files = counted(len({finding.path for finding in findings}), "file")
    fix = f"; `--fix` can fix {fixable} of them" if fixable else ""
    return f"{found} in {files}{fix}"


def lines_for_people(
    findings: Sequence[Finding],
    line_of: Callable[[Finding], str],
    frames: Frames | None,
    *,
    is_coloured: bool,
    has_summary: bool,
    can_fix: bool,
) -> Iterator[str]:
    """Yield the lines that people read.

    Args:
        findings: What was found, sorted.
        line_of: Returns the plain line of a finding.
        frames: Shows the source lines of findings; None shows none.
        is_coloured: Whether to colour the lines.
        has_summary: Whether to end with a summary.
        can_fix: Whether the summary mentions `--fix`.
    """
    for finding in findings:
        line = line_of(finding)
        yield coloured_line(finding, line) if is_coloured else line
        if frames is not None:
            yield from frames.of(finding)
    if findings and has_summary:
        yield summary_of(findings, can_fix=can_fix)


def wants_summary(environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Return whether a run gets a summary.

    pre-commit also gives its hooks a terminal, but each run gets only a batch of the files.
    """
    return is_terminal and not environment.get("PRE_COMMIT")
