"""The names in the imports of a file, read line by line: text in a string may be among them."""

from __future__ import annotations

import re


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


def names_in_lines(source: bytes) -> Iterator[tuple[str, str, int]]:
    """Yield what the lines of a file import, and the programs that its servers are given.

    Args:
        source: The bytes of a Python file.

    Yields:
        The module, a dot where it is relative; the first name that is imported from it, possibly
        none; the line, counted from 1.
    """
    if b"\r" in source:
        source = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text = b"\n" + source
    line = at = 0
    for match in IMPORTED.finditer(text):
        line += text.count(b"\n", at, match.start() + 1)
        at = match.start() + 1
        module, name = match.groups(b"")
        yield module.decode("ascii", "replace"), name.decode("ascii", "replace"), line
    if not any(server in text for server in SERVERS):
        return
    line = at = 0
    for match in RUN.finditer(text):
        line += text.count(b"\n", at, match.start())
        at = match.start()
        yield match[1].decode("ascii", "replace"), "", line
