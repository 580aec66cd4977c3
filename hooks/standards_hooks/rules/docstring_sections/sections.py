"""A docstring, split into the sections of Google style.

A section is a heading on a line of its own, at the indentation of the docstring, and what is
indented below it: https://google.github.io/styleguide/pyguide.html#383-functions-and-methods
"""

from __future__ import annotations

from standards_hooks.rules.docstring_sections.headings import (
    OTHERS,
    SPELLINGS,
    canonical,
    is_spelled_right,
)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.syntax.parsing import ast

    type Node = ast.AST


class Section:
    """One heading and its body.

    Attributes:
        name: The heading as Google style spells it.
        title: The heading as written, its colon included.
        line: Line of the heading in the docstring, counted from 0.
        indent: How far it is indented, in columns; 0 is right.
        has_text: Whether text follows the heading on its own line.
        body: The lines below it that are not blank and indented deeper.
    """

    __slots__ = ("body", "has_text", "indent", "line", "name", "title")

    def __init__(self, title: str, line: int, indent: int, *, has_text: bool = False) -> None:
        """Start a section without a body."""
        self.name: str = canonical(title.rstrip(": "))
        self.title = title
        self.line = line
        self.indent = indent
        self.has_text = has_text
        self.body: list[int] = []

    @property
    def is_free(self) -> bool:
        """Whether its text says nothing that can be compared with the code."""
        return self.name in OTHERS


class Docstring:
    """The text of a docstring, line by line, and its sections.

    Attributes:
        lines: The lines without the blanks around them.
        indents: How far each line is indented beyond the least indented one, in columns.
        sections: The sections in their order.
        foreign: Style, line and first words of the first mark of NumPy or Sphinx style.
    """

    __slots__ = ("_verbatim", "foreign", "indents", "lines", "sections")

    def __init__(self, text: str) -> None:
        """Read a docstring.

        Args:
            text: Its value, the indentation of the source included.
        """
        written = text.expandtabs().split("\n")
        self.lines: list[str] = [line.strip() for line in written]
        indents = [len(line) - len(line.lstrip()) for line in written]
        below = zip(self.lines[1:], indents[1:], strict=True)
        margin = min((indent for line, indent in below if line), default=0)
        self.indents = [0, *(indent - margin for indent in indents[1:])]
        self.sections: list[Section] = []
        self.foreign: tuple[str, int, str] | None = None
        self._verbatim = _Verbatim(self.lines)
        self._read()

    def named(self, *names: str) -> list[Section]:
        """Return the sections of these names."""
        return [section for section in self.sections if section.name in names]

    def has(self, *names: str) -> bool:
        """Return whether there is a section of one of these names."""
        return any(section.name in names for section in self.sections)

    def next_line(self, number: int) -> int | None:
        """Return the next line that is not blank; None after the last."""
        later = range(number + 1, len(self.lines))
        return next((each for each in later if self.lines[each]), None)

    def _read(self) -> None:
        section: Section | None = None
        for number, line in enumerate(self.lines):
            if not line:
                self._verbatim.pass_blank()
                continue
            indent = self.indents[number]
            if not self._verbatim.holds(line, indent):
                heading = self._heading(number, section)
                if heading is not None:
                    self.sections.append(heading)
                    section = heading
                    continue
                if self.foreign is None and not (section and section.is_free):
                    self.foreign = self._foreign_mark(number)
            if section is not None and indent <= section.indent:
                section = None
            if section is not None:
                section.body.append(number)

    def _heading(self, number: int, around: Section | None) -> Section | None:
        """Return the section that begins on a line, if one does."""
        line, indent = self.lines[number], self.indents[number]
        title, colon, text = line.partition(":")
        name = canonical(title.rstrip())
        if not name or text.startswith(":"):
            return None
        if indent:
            is_misplaced = not text and colon and self._is_among_entries(number, around)
            return Section(line, number, indent) if is_misplaced and title == name else None
        is_paragraph = number == 0 or not self.lines[number - 1] or around is not None
        if text:
            is_meant = title[0].isupper() and text[0] == " " and name not in OTHERS and number > 0
            return (
                Section(f"{title}:", number, 0, has_text=True)
                if is_meant and is_paragraph
                else None
            )
        is_followed = self._is_followed_by_entries(number)
        if colon and is_spelled_right(title) and (name not in OTHERS or is_followed):
            return Section(line, number, 0)
        is_meant = is_followed and is_paragraph and number > 0
        if not colon:
            is_meant = is_meant and title == name and number + 1 == self.next_line(number)
        return Section(line, number, 0) if is_meant else None

    def _is_among_entries(self, number: int, around: Section | None) -> bool:
        """Return whether an indented line is among the entries of a section."""
        if around is None or around.is_free or not around.body:
            return False
        return self.indents[number] <= self.indents[around.body[0]]

    def _is_followed_by_entries(self, number: int) -> bool:
        """Return whether what follows a line is indented deeper, or a list."""
        following = self.next_line(number)
        if following is None or self.lines[following].startswith(BULLETS):
            return True
        return self.indents[following] > self.indents[number]

    def _foreign_mark(self, number: int) -> tuple[str, int, str] | None:
        if self.indents[number]:
            return None
        line = self.lines[number]
        if line[0] in "-=" and number and len(line) > UNDERLINE and set(line) == {line[0]}:
            title = self.lines[number - 1]
            if title.lower() in SPELLINGS and self.indents[number - 1] == self.indents[number]:
                return "NumPy", number - 1, title
        if line[0] == ":":
            field = line[1:].partition(":")[0].split()
            if (
                field
                and line.count(":") > 1
                and len(field) > SPHINX_FIELDS.get(field[0], len(field))
            ):
                return "Sphinx", number, f":{' '.join(field)}:"
        return None


BULLETS = ("- ", "* ", "+ ", "• ")
"""How the points of a list begin."""

UNDERLINE = 2
"""The most dashes that are not yet an underline."""

SPHINX_FIELDS = {
    **dict.fromkeys(("param", "parameter", "arg", "argument", "key", "keyword", "type"), 1),
    **dict.fromkeys(("raises", "raise", "except", "exception"), 1),
    **dict.fromkeys(("ivar", "cvar", "var", "vartype"), 1),
    **dict.fromkeys(("return", "returns", "rtype", "yield", "yields", "ytype"), 0),
}
"""The fields that are sections in Google style; a field has more words than this."""


class _Verbatim:
    """The code in a docstring: doctests and fenced blocks."""

    def __init__(self, lines: list[str]) -> None:
        # Fences without a partner are text.
        self._has_fences = sum(map(_is_fence, lines)) % 2 == 0
        self._is_fenced = False
        self._prompt: int | None = None

    def pass_blank(self) -> None:
        """Record a blank line, which ends a doctest."""
        self._prompt = None

    def holds(self, line: str, indent: int) -> bool:
        """Return whether a line is code; to be called for the lines in order."""
        if self._has_fences and _is_fence(line):
            self._is_fenced = not self._is_fenced
            return True
        if self._is_fenced:
            return True
        if line.startswith(">>>"):
            self._prompt = indent
        elif self._prompt is not None and indent < self._prompt:
            self._prompt = None
        return self._prompt is not None


def _is_fence(line: str) -> bool:
    return line.startswith(("```", "~~~")) and line.count(line[:3]) == 1
