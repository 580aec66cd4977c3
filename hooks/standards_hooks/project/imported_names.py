"""The names in the imports of a file, read line by line: text in a string may be among them."""

from __future__ import annotations

import re


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


IMPORTED = re.compile(
    rb"\n[ \t]*+(?:from|import)(?:"
    rb"[ \t]++(?P<module>[A-Za-z_]\w*+(?:\.\w++)*+)"
    rb"(?:[ \t]++import[ \t]++(?:\([ \t]*+(?:\n[ \t]*+)?+)?+(?P<name>\w++))?+"
    rb"|[ \t]*+(?P<dots>\.[. \t]*+)(?P<below>(?!import\b)[A-Za-z_]\w*+(?:\.\w++)*+)?+"
    rb"(?:[ \t]*+import(?P<names>[ \t]*+\([^()]*+|[^\n]*+))?+"
    rb")"
)
"""What a line imports: the module and the first of its names, or the dots, what is below, and all
names. The line end in front makes the search several times faster than a test at each line's
start."""
WORD = re.compile(rb"\w++")
RUN = re.compile(rb"""["']([A-Za-z_]\w*+(?:\.\w++)++):[A-Za-z_]\w*+["']""")
"""A string such as `"app.main:app"`."""
SERVERS = (b"uvicorn", b"granian", b"hypercorn", b"gunicorn")
RELATIVE = "."


def names_in_lines(source: bytes) -> Iterator[tuple[str, str, int]]:
    """Yield what the lines of a file import, and the programs that its servers are given.

    Args:
        source: The bytes of a Python file.

    Yields:
        The module, with its dots where it is relative; a name that is imported from it, possibly
        none; the line, counted from 1. Of an absolute import it is the first name alone; a relative
        one comes once for each name.
    """
    if b"\r" in source:
        source = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text = b"\n" + source
    line = at = 0
    for match in IMPORTED.finditer(text):
        line += text.count(b"\n", at, match.start() + 1)
        at = match.start() + 1
        if match["module"] is not None:
            yield match["module"].decode("ascii"), (match["name"] or b"").decode("ascii"), line
            continue
        module = RELATIVE * match["dots"].count(b".") + (match["below"] or b"").decode("ascii")
        for name in dict.fromkeys(WORD.findall(match["names"] or b"")) or [b""]:
            yield module, name.decode("ascii"), line
    if not any(server in text for server in SERVERS):
        return
    line = at = 0
    for match in RUN.finditer(text):
        line += text.count(b"\n", at, match.start())
        at = match.start()
        yield match[1].decode("ascii", "replace"), "", line
