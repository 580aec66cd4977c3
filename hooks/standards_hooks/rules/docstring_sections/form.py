"""What is wrong with the form of a docstring's sections, whatever the code."""

from __future__ import annotations

from standards_hooks.rules.docstring_sections.headings import ORDER, is_spelled_right


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.rules.docstring_sections.sections import Docstring, Section

    type Problem = tuple[int, str]


def problems_of_form(docstring: Docstring) -> Iterator[Problem]:
    """Find headings that are misspelled, misplaced or empty.

    Args:
        docstring: The docstring.

    Yields:
        The line in the docstring, counted from 0, and the message.
    """
    if docstring.foreign is not None:
        style, number, mark = docstring.foreign
        yield (
            number,
            f"`{mark}` is {style} style; write Google style, `Args:`, `Returns:`, `Raises:`",
        )
        return
    last: Section | None = None
    for section in docstring.sections:
        problem = _problem_of_heading(section) or _problem_of_body(section, docstring)
        if problem:
            yield section.line, problem
        rank = ORDER.get(section.name)
        if rank is None:
            continue
        if last is not None and rank < ORDER[last.name]:
            yield section.line, f"`{section.name}:` comes after `{last.name}:`; put it before"
        else:
            last = section


def _problem_of_heading(section: Section) -> str:
    if section.has_text:
        return f"`{section.title}` has text on its line; put it below, indented"
    right = f"{section.name}:"
    if section.indent:
        return f"`{right}` is indented like an entry; indent it like the other headings"
    if section.title.endswith(":") and is_spelled_right(section.title[:-1]):
        return ""
    return f"Google style spells the heading `{section.title}` as `{right}`"


def _problem_of_body(section: Section, docstring: Docstring) -> str:
    if section.body:
        return ""
    following = docstring.next_line(section.line)
    is_last = following is None or any(each.line == following for each in docstring.sections)
    if is_last:
        return f"`{section.title}` has nothing below it; fill it or remove it"
    return "" if section.is_free else f"the text of `{section.title}` is not indented; indent it"
