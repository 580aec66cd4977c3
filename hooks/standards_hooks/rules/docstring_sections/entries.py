"""The entries of a section: what they describe, and on which line."""

from __future__ import annotations

from standards_hooks.rules.docstring_sections.sections import BULLETS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.rules.docstring_sections.sections import Docstring, Section


class Entry:
    """One line of a section that describes something by its name.

    Attributes:
        names: The names, without stars and markup.
        line: Line in the docstring, counted from 0.
        has_form: Whether it has the form `name: text` or `name (type): text`; of any other line
            the first word counts as a name.
        is_certain: Whether it has the form of Google style and is indented as entries are; any
            other line may continue a description, or be part of a list.
    """

    __slots__ = ("has_form", "is_certain", "line", "names")

    def __init__(
        self, names: list[str], line: int, *, has_form: bool = False, is_certain: bool = False
    ) -> None:
        """Store the parts of an entry."""
        self.names = names
        self.line = line
        self.has_form = has_form
        self.is_certain = is_certain


def entries_of(docstring: Docstring, sections: list[Section]) -> list[Entry]:
    """Return the entries of sections, including those that may be none.

    Args:
        docstring: The docstring.
        sections: Sections of it.

    Returns:
        The entries in the order of the lines.
    """
    entries = []
    for section in sections:
        for number in section.body:
            line = docstring.lines[number]
            is_bullet = line.startswith(BULLETS)
            names, has_form = _names_in_front(line[2:].lstrip() if is_bullet else line)
            if names:
                is_first = docstring.indents[number] <= docstring.indents[section.body[0]]
                is_certain = has_form and is_first and not is_bullet
                entries.append(Entry(names, number, has_form=has_form, is_certain=is_certain))
    return entries


def _names_in_front(line: str) -> tuple[list[str], bool]:
    """Return the names that a line describes, and whether it has the form of an entry.

    `a, b (int): text` describes two; for a line without that form it is the first word.
    """
    head = _before_colon(line)
    if head is not None:
        names = [_bare(name) for name in _separated(head.partition("(")[0])]
        if all(name.isidentifier() for name in names):
            return names, True
    words = line.replace(":", " ").replace("(", " ").replace("[", " ").split(None, 1)
    first = [_bare(name) for name in _separated(words[0])] if words else []
    return [name for name in first if name.isidentifier()], False


def _before_colon(line: str) -> str | None:
    """Return the text before the first colon outside brackets; None without such a colon."""
    depth = 0
    for place, character in enumerate(line):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == ":" and depth <= 0:
            return line[:place] if line[place + 1 : place + 2] in {"", " "} else None
    return None


def _separated(text: str) -> list[str]:
    for separator in SEPARATORS:
        text = text.replace(separator, ",")
    return [part for part in text.split(",") if part.strip()]


def _bare(name: str) -> str:
    """Return a name without stars, backticks and backslashes."""
    return name.strip(" *`\\").replace("\\_", "_")


SEPARATORS = (" and ", " or ", "/", " & ")
