"""The names in the imports of a file, read line by line: text in a string may be among them."""

from __future__ import annotations

import re
from dataclasses import dataclass


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


IMPORTED = re.compile(
    rb"\n[ \t]*+(?:from|import)[ \t]++(?P<module>\.|[A-Za-z_]\w*+(?:\.\w++)*+)"
    rb"(?:[ \t]++import[ \t]++(?:\([ \t]*+(?:\n[ \t]*+)?+)?+(?P<name>\w++))?+"
)
"""What a line imports: the module, or a dot, and the first of the names. The line end in front
makes the search several times faster than a test at each line's start."""
RUN = re.compile(rb"""["']([A-Za-z_]\w*+(?:\.\w++)++):[A-Za-z_]\w*+["']""")
"""A string such as `"app.main:app"`."""
SERVERS = (b"uvicorn", b"granian", b"hypercorn", b"gunicorn")
RELATIVE = "."


@dataclass(frozen=True)
class Imported:
    """What a line names.

    Attributes:
        module: The dotted name of the module; a dot where it is relative.
        name: The first name that is imported from it; possibly none.
        line: The line, counted from 1.
    """

    module: str
    name: str
    line: int


def imports_in(source: bytes) -> Iterator[Imported]:
    """Yield what the lines of a file import, and the programs that its servers are given.

    Args:
        source: The bytes of a Python file.
    """
    text = b"\n" + (source.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
    line, at = 0, 0
    for match in IMPORTED.finditer(text):
        line += text.count(b"\n", at, match.start() + 1)
        at = match.start() + 1
        name = (match["name"] or b"").decode("ascii", "replace")
        yield Imported(match["module"].decode("ascii", "replace"), name, line)
    if not any(server in text for server in SERVERS):
        return
    line, at = 0, 0
    for match in RUN.finditer(text):
        line += text.count(b"\n", at, match.start())
        at = match.start()
        yield Imported(match[1].decode("ascii", "replace"), "", line)
