"""The comments that silence a linter or a type checker, and which of them name no rule.

What each tool reads was tried with Ruff 0.17 and mypy 2.4; a test runs the installed ones. A
directive without a rule for one of the tools (`# noqa: because` hides everything from flake8, and
nothing from Ruff) counts as one without a rule.
"""

from __future__ import annotations

import re


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.syntax.comments import Comment


MARK = re.compile(
    r"#\s*(?:noqa|(?:ruff|flake8)\s*[:=]|(?:type|mypy|pyright|pyrefly|ty|pylint|fmt|yapf):)",
    re.ASCII | re.IGNORECASE,
)
"""The start of every directive, as a quick test of a line."""

NOQA = re.compile(r"#\s*noqa(?![\w-])", re.ASCII | re.IGNORECASE)
FILE_NOQA = re.compile(r"#\s*(?:ruff|flake8)\s*[:=]\s*noqa(?![\w-])", re.ASCII | re.IGNORECASE)
CODES = re.compile(r"\s*:[\s,]*[A-Z]+[0-9]{3}", re.ASCII | re.IGNORECASE)
"""A colon and a rule's code: letters, then three digits or more. Fewer are a group of rules."""

RUFF = re.compile(
    r"#\s*ruff\s*:\s*(?P<kind>disable|file-ignore|ignore)(?![\w-])\s*+(?:\[(?P<rules>[^\]#]*+)\])?",
    re.ASCII,
)
GROUP = re.compile(r"[A-Z]+[0-9]{0,2}", re.ASCII)

TYPES = re.compile(
    r"#\s*(?P<tool>type|pyright|pyrefly|ty):\s*ignore(?=[\s\[#]|$)(?!\s*+\[[^\]#]*+(?:#|$))"
    r"(?:\s*+\[(?P<codes>[^\]#]*+)\])?",
    re.ASCII,
)
MYPY = re.compile(r"# mypy:(?P<options>.*)")
TRUE = frozenset({"", "1", "on", "true", "yes"})
PYREFLY = re.compile(r"#\s*pyrefly:\s*ignore-errors(?![\w-])", re.ASCII)
PYLINT = re.compile(
    r"#\s*pylint:\s*(?:skip-file|disable(?:-next)?\s*=[\w\s,-]*?\ball)(?![\w-])", re.ASCII
)

LONGEST_QUOTE = 40
RUFF_PRINTS = "`ruff check --ignore-noqa` prints the code"
HIDES_ALL_TYPES = (
    "hides every type error of the file; write `# type: ignore[code]` on the lines that need it, or"
    ' `# mypy: disable-error-code="code"`, with the codes that mypy prints without it'
)
MYPY_PRINTS = "`mypy --enable-error-code ignore-without-code` prints the code"


class Blanket:
    """A directive that silences more than single rules.

    Attributes:
        offset: Where it begins in its comment, counted from 0.
        message: What is wrong with it, and what to write instead.
    """

    __slots__ = ("message", "offset")

    def __init__(self, offset: int, message: str) -> None:
        """Store the place and the message."""
        self.offset = offset
        self.message = message


def blankets_in(comment: Comment, first_statement: int) -> Iterator[Blanket]:
    """Find the directives of one comment that name no rule.

    Args:
        comment: The comment.
        first_statement: The line of the file's first statement.

    Yields:
        One result for each.
    """
    text = comment.text
    for match in NOQA.finditer(text):
        if CODES.match(text, match.end()) is None:
            advice = f"write `# noqa: CODE`: {RUFF_PRINTS}"
            yield Blanket(match.start(), f"`{_quote(text, match)}` names no rule; {advice}")
    for match in FILE_NOQA.finditer(text):
        if CODES.match(text, match.end()) is None:
            advice = (
                "write `# noqa: CODE` on the lines that need it, or `# ruff: noqa: CODE`:"
                f" {RUFF_PRINTS}"
            )
            subject = f"`{_quote(text, match)}` names no rule, and applies to the whole file"
            yield Blanket(match.start(), f"{subject}; {advice}")
    for match in RUFF.finditer(text):
        problem = _problem_of_rules(match["rules"])
        if problem:
            advice = f"write `# ruff: {match['kind']}[CODE]`: {RUFF_PRINTS}"
            yield Blanket(match.start(), f"`{match[0].rstrip()}` {problem}; {advice}")
    is_first = comment.is_alone and comment.line < first_statement
    for match in TYPES.finditer(text):
        if not (match["codes"] or "").strip(" \t,"):
            yield Blanket(match.start(), _message_of_types(match, is_first=is_first))
    yield from _for_whole_file(comment)


def _problem_of_rules(rules: str | None) -> str:
    """Return what is wrong with the rules in brackets; empty where they are single ones."""
    names = [rule.strip() for rule in (rules or "").split(",") if rule.strip()]
    if not names:
        return "names no rule"
    groups = [name for name in names if GROUP.fullmatch(name)]
    return f"names `{groups[0]}`, which is not a single rule" if groups else ""


def _message_of_types(match: re.Match[str], *, is_first: bool) -> str:
    tool, subject = match["tool"], f"`{match[0].rstrip()}`"
    if tool != "type":
        advice = f"write `# {tool}: ignore[rule]` with the rule that {tool} prints without it"
        return f"{subject} names no rule; {advice}"
    if is_first:
        return f"{subject} above the first statement {HIDES_ALL_TYPES}"
    return f"{subject} names no error; write `# type: ignore[code]`: {MYPY_PRINTS}"


def _for_whole_file(comment: Comment) -> Iterator[Blanket]:
    """Find comments that silence a type checker or pylint for the rest of the file."""
    text = comment.text
    match = MYPY.match(text) if comment.column == 1 else None
    if match is not None and any(map(_ignores_errors, match["options"].split(","))):
        yield Blanket(
            0,
            f"`# mypy: ignore-errors` {HIDES_ALL_TYPES}",
        )
    for match in PYREFLY.finditer(text):
        advice = "write `# pyrefly: ignore[rule]` on the lines that need it"
        yield Blanket(match.start(), f"`{match[0]}` hides every type error of the file; {advice}")
    for match in PYLINT.finditer(text):
        advice = "write `# pylint: disable=message` with the names that pylint prints without it"
        yield Blanket(match.start(), f"`{match[0]}` names no message; {advice}")


def _ignores_errors(option: str) -> bool:
    name, _, value = option.partition("=")
    is_meant = name.strip().lower().replace("-", "_") == "ignore_errors"
    return is_meant and value.strip().lower() in TRUE


def _quote(text: str, match: re.Match[str]) -> str:
    """Return a directive with the text after it, if that stands in for a code and is short."""
    behind = text[match.end() :].partition("#")[0]
    whole = match[0] + behind.rstrip() if behind.lstrip().startswith((":", "[")) else match[0]
    return whole if len(whole) <= LONGEST_QUOTE else match[0]
