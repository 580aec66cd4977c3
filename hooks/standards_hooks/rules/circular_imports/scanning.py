"""What a source may import, by its bytes: everything that it imports, and perhaps more."""

from __future__ import annotations

import re
from dataclasses import dataclass

from standards_hooks.syntax.reading import has_ascii_markup


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(eq=False)
class Mention:
    """An import that a line of a source seems to contain.

    Attributes:
        level: The number of leading dots.
        module: The dotted name after them, or after `import`; possibly empty.
        names: What is imported from the module; empty for `import module`.
        is_certain: Whether it is at the start of a line, outside any block.
    """

    level: int
    module: str
    names: list[str]
    is_certain: bool


GAP = rb"(?:[ \t\f]|\\\n)"
WORD = rb"[\w\x80-\xff]"
NAME = rb"(?!(?:import|from)(?!" + WORD + rb"))" + WORD + rb"++"
"""A word that no import begins with or goes on with, so that no import is scanned twice."""
REST = (
    rb"(?=(?P<%s>"
    + GAP
    + rb"*+\((?:[^()#]|\#[^\n]*+)*+|(?:[^\n;#\\(\w\x80-\xff]|\\\n|"
    + NAME
    + rb")*+))"
)
IMPORT = re.compile(
    rb"(?:^|[:;])(?P<indent>[ \t\f]*+(?P<continued>(?:\\\n[ \t\f]*+)++)?)(?:lazy"
    + GAP
    + rb"++)?(?:import\b"
    + REST % b"modules"
    + rb"|from(?P<module>(?:"
    + GAP
    + rb"|\.|"
    + NAME
    + rb")++)import\b"
    + REST % b"names"
    + rb"|(?(continued)|(?!)))",
    re.MULTILINE,
)
"""A statement begins on a new line, after a colon or after a semicolon.

The imported names are a lookahead: in a string they might be anything. Continued lines without an
import are consumed, so that none of them is scanned twice.
"""
SKIPPED = (b"def ", b"async def ", b"if TYPE_CHECKING:")
"""Starts of the headers of blocks that do not run when the module is imported."""

CONTINUED = (b"#", b")", b"]", b"}")
"""Starts of lines whose indentation has no meaning."""

BLANKS = str.maketrans("", "", " \t\f\\\n")
COMMENT = re.compile(r"#[^\n]*")


def mentions_in(source: bytes) -> Iterator[Mention] | None:
    """Return the imports that a source may contain.

    Args:
        source: The bytes of a file.

    Returns:
        At least the imports that run on import; None where that needs the tree.
    """
    if not has_ascii_markup(source):
        return None
    if b"\r" in source:
        source = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    source = source.removeprefix(b"\xef\xbb\xbf")
    found = [each for each in IMPORT.finditer(source) if each["modules"] or each["names"]]
    matches = [each for each in found if not _is_skipped(source, each)]
    parts = [match.group("modules", "module", "names") for match in matches]
    # Names beyond ASCII have several spellings.
    if not all(part is None or part.isascii() for each in parts for part in each):
        return None
    return _read(matches)


def _is_skipped(source: bytes, match: re.Match[bytes]) -> bool:
    """Return whether an import certainly does not run on import, by the indentation above."""
    end = start = match.start()
    indent = len(match["indent"])
    if not indent or source.startswith((b":", b";"), end) or b"\n" in match["indent"]:
        return False
    while start:
        start = source.rfind(b"\n", 0, start - 1) + 1
        line = source[start : source.find(b"\n", start)]
        code = line.lstrip(b" \t\f")
        width = len(line) - len(code)
        if not code or width >= indent or code.startswith(CONTINUED):
            continue
        if code.startswith(SKIPPED):
            return not _may_be_text(source, start, end)
        indent = width
        if not width:
            break
    return False


def _may_be_text(source: bytes, start: int, end: int) -> bool:
    """Return whether a string that began before a line may end between it and another one."""
    quotes = source.count(b'"""', start, end) + source.count(b"'''", start, end)
    return quotes % 2 == 1 or source.endswith(b"\\\n", 0, start)


def _read(matches: list[re.Match[bytes]]) -> Iterator[Mention]:
    for match in matches:
        is_certain = not match["indent"] and not match.group().startswith((b":", b";"))
        if match["module"] is None:
            for name in _names(match["modules"]):
                yield Mention(0, name, [], is_certain=is_certain)
            continue
        dotted = match["module"].decode().translate(BLANKS)
        module = dotted.lstrip(".")
        names = _names(match["names"])
        yield Mention(len(dotted) - len(module), module, names, is_certain=is_certain)


def _names(listed: bytes) -> list[str]:
    """Return the names in what follows `import`, without what they are renamed to."""
    text = COMMENT.sub("", listed.decode()).replace("\\\n", " ").replace("(", " ")
    parts = [part.split(" as ")[0].translate(BLANKS) for part in " ".join(text.split()).split(",")]
    return [part for part in parts if part]
