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


class ImportLines:
    """What the lines of a file import, and the programs that its servers are given.

    Attributes:
        text: The bytes of the file, a line end before the first line, and LF alone as line ends.
    """

    def __init__(self, source: bytes) -> None:
        """Take the bytes of a Python file."""
        if b"\r" in source:
            source = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        self.text = b"\n" + source

    def names(self) -> Iterator[tuple[str, str, int]]:
        """Yield module, first imported name and place of each; a relative module is a dot."""
        for match in IMPORTED.finditer(self.text):
            module, name = match.groups(b"")
            yield module.decode("ascii", "replace"), name.decode("ascii", "replace"), match.start()
        if any(server in self.text for server in SERVERS):
            for match in RUN.finditer(self.text):
                yield match[1].decode("ascii", "replace"), "", match.start() - 1

    def line(self, place: int) -> int:
        """Return the line of a place, counted from 1."""
        return self.text.count(b"\n", 0, place + 1)
