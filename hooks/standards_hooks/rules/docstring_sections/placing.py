"""Where a line of a docstring is in the file."""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.rules.docstring_sections.sections import Docstring
    from standards_hooks.semantic.module import Module
    from standards_hooks.syntax.parsing import ast


def place_of_line(
    module: Module, literal: ast.Constant, docstring: Docstring, number: int
) -> tuple[int, int]:
    """Find a line of a docstring in the source.

    The lines of the source are compared with those of the text: a backslash at the end of a line,
    an escaped line break and adjacent strings make their numbers differ.

    Args:
        module: The file.
        literal: The docstring in its tree.
        docstring: Its text.
        number: The line in it, counted from 0.

    Returns:
        Line and column as they are reported; those of the literal where source and text do not
        contain the line equally often.
    """
    beginning = module.place(literal.lineno, literal.col_offset)
    wanted = docstring.lines[number]
    before = [each for each, line in enumerate(docstring.lines) if line == wanted]
    rows = range(literal.lineno, (literal.end_lineno or literal.lineno) + 1)
    written = [row for row in rows if _text_of(module.lines[row - 1]) == wanted]
    if number == 0 or len(before) != len(written):
        return beginning
    row = written[before.index(number)]
    line = module.lines[row - 1]
    return row, len(line) - len(line.lstrip()) + 1


def _text_of(line: str) -> str:
    """Return the text in a line of the source, without the closing quotes of the literal."""
    text = line.expandtabs().strip()
    for quotes in ('"""', "'''"):
        text = text.removesuffix(quotes)
    return text.rstrip()
