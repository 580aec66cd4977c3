"""The only module that writes to standard output and standard error.

Names, values and comments of the checked repository are written by whoever proposes a branch. On
their way out a character that would move a terminal's cursor, reorder a line or end it becomes a
visible escape, and a line that a CI server would execute as a command is made plain text.
"""

from __future__ import annotations

import os
import sys


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


STARTS = ("--- ", "+++ ", "~~~ ", "^^^ ", "travis_fold:", "travis_time:")
"""The beginnings of lines by which Buildkite and Travis fold a log."""
JOINERS = "\u200c\u200d"
"""Invisible characters that some scripts, and joined emoji, are written with."""
BLANK_OR_UNKNOWN = frozenset({"Zs", "Co", "Cn"})
"""The categories of blanks, of private characters and of those that this Python does not know."""
ERASED = "\r\x1b[K"
"""Erases the line of a terminal that the cursor is in."""


class Code(str):
    """A control sequence of our own, which is written as it is."""

    __slots__ = ()


class Styled(str):
    """A line whose text is escaped, with codes of our own."""

    __slots__ = ()


def styled(*parts: str) -> Styled:
    """Return a line of texts, which are escaped, and of codes, which are not."""
    return Styled("".join(part if isinstance(part, Code) else visible(part) for part in parts))


def visible(text: str) -> str:
    r"""Return a text as one line, each character that is not printable as `\xNN` or `\uNNNN`.

    Letters of any script, symbols and emoji are printable (`str.isprintable`); controls, line
    separators, bidirectional and other format characters, and surrogates are not.
    """
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else escape(each) for each in text)


def escape(character: str) -> str:
    """Return the escape of a character in a string of Python."""
    return character.encode("unicode_escape").decode("ascii")


def one_line(text: str) -> str:
    """Return a text as one visible line that no CI server takes for a command."""
    line = without_inner_commands(visible(text))
    if line.startswith(STARTS):
        return f"\\x{ord(line[0]):02x}{line[1:]}"
    return _without_workflow_command(line)


def without_inner_commands(text: str, mark: str = r"\x23") -> str:
    """Return a text without the commands that a CI server executes anywhere in a line.

    GitHub (in its older syntax), Azure Pipelines and TeamCity do.

    Args:
        text: The text.
        mark: What replaces the first character of a command; a format may have its own escape.
    """
    if "##" not in text:
        return text
    import re

    commands = re.compile(r"##(?=\[|vso\[|teamcity\[)", re.IGNORECASE)
    return commands.sub(lambda _: f"{mark}#", text)


def _without_workflow_command(line: str) -> str:
    """Return a line that GitHub's runner does not take for `::name::`.

    The runner passes over blanks before it (`actions/runner`, `ActionCommand.cs`).
    """
    text = line.lstrip()
    if not text.startswith("::") or "::" not in text[2:]:
        return line
    return f"{line[: len(line) - len(text)]}\\x3a{text[1:]}"


def write_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output."""
    for line in lines:
        text = line if isinstance(line, Styled) else one_line(line)
        sys.stdout.write(f"{text}\n")


def write_error(message: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(f"{one_line(message)}\n")


def write_document(document: str) -> None:
    """Write a document of another program's format, or a page of our own, to standard output.

    A format escapes by its own rules before; what is not printable even so becomes visible here.
    """
    sys.stdout.write("\n".join(map(_document_line, document.split("\n"))))


def _document_line(line: str) -> str:
    return without_inner_commands(visible(line))


def write_difference(text: str) -> None:
    """Write a unified difference to standard output.

    It stays applicable unless it has something that must be escaped: tabs, blanks of any width, the
    ends of Windows' lines, and characters that are private or newer than this Python are kept. A
    difference that cannot be applied is better than a command that a CI server executes.
    """
    sys.stdout.write("\n".join(map(_difference_line, text.split("\n"))))


def _difference_line(line: str) -> str:
    content = line.removesuffix("\r")
    end = line[len(content) :]
    if not content.isprintable():
        content = "".join(each if _is_kept(each) else escape(each) for each in content)
    return _without_workflow_command(without_inner_commands(content)) + end


def _is_kept(character: str) -> bool:
    if character.isprintable() or character in f"\t{JOINERS}":
        return True
    import unicodedata

    return unicodedata.category(character) in BLANK_OR_UNKNOWN


def write_help(text: str, *, is_error: bool) -> None:
    """Write a text of `argparse`, in which what was given is escaped already."""
    (sys.stderr if is_error else sys.stdout).write(text)


def show_progress(text: str) -> None:
    """Replace the line of the terminal that standard error is; an empty text erases it."""
    sys.stderr.write(f"{ERASED}{visible(text)}")
    sys.stderr.flush()


def prepare() -> None:
    """Make both streams UTF-8 whatever the locale, and discard what is written to a closed one."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            setattr(sys, name, open(nowhere, "w", encoding="utf-8", closefd=False))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def flush() -> None:
    """Write what standard output still buffers.

    Raises:
        OSError: If it cannot be written.
    """
    sys.stdout.flush()


def discard() -> None:
    """Discard what standard output still buffers: the flush at exit must not try again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
