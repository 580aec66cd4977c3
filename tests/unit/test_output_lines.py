"""What becomes of a line on its way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.core.finding import Finding
from standards_hooks.core.wording import LONGEST_MESSAGE, LONGEST_QUOTE, bounded, shortened
from standards_hooks.engine.output import Code, one_line, styled, write_difference, write_lines
from standards_hooks.engine.reports.contents import Report
from standards_hooks.engine.reports.documents import document_of


if TYPE_CHECKING:
    from collections.abc import Callable


ANY_TEXT = st.text(st.characters(exclude_categories=()))

LINES = [
    pytest.param("größe 倉庫 🎉 a::b::", "größe 倉庫 🎉 a::b::", id="printable"),
    pytest.param("a\x1b[31m\r\n\x85b", r"a\x1b[31m\r\n\x85b", id="control"),
    pytest.param("a\u202eb\u2066", r"a\u202eb\u2066", id="bidi"),
    pytest.param("a\u2028b\udcff", r"a\u2028b\udcff", id="separator-and-surrogate"),
    pytest.param("::error::x", r"\x3a:error::x", id="workflow-command"),
    pytest.param("  ::error file=a::x", r"  \x3a:error file=a::x", id="behind-blanks"),
    pytest.param("::", "::", id="two-colons"),
    pytest.param("::1.py:2:3", "::1.py:2:3", id="address"),
    pytest.param("a ##[error]b", r"a \x23#[error]b", id="older-workflow-command"),
    pytest.param("a###VSO[x]", r"a#\x23#VSO[x]", id="azure"),
    pytest.param("##teamcity[x]", r"\x23#teamcity[x]", id="teamcity"),
    pytest.param("## vso[x] ##", "## vso[x] ##", id="heading"),
    pytest.param("--- a", r"\x2d-- a", id="buildkite"),
    pytest.param("---a", "---a", id="dashes"),
    pytest.param("travis_fold:start:a", r"\x74ravis_fold:start:a", id="travis"),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line_is_only_text(line: str, expected: str) -> None:
    assert one_line(line) == expected


@given(ANY_TEXT)
def test_a_line_that_is_only_text_stays_as_it_is(text: str) -> None:
    line = one_line(text)

    assert line.isprintable()
    assert one_line(line) == line


def test_codes_of_our_own_are_written_and_no_others(capsys: pytest.CaptureFixture[str]) -> None:
    write_lines([styled(Code("\x1b[1m"), "a\x1b[31m", Code("\x1b[0m")), "\x1b[1m"])

    assert capsys.readouterr().out == "\x1b[1ma\\x1b[31m\x1b[0m\n\\x1b[1m\n"


DIFFERENCES = [
    pytest.param("--- a/a.py\n+++ b/a.py\n", "--- a/a.py\n+++ b/a.py\n", id="head"),
    pytest.param("+\tnaïve\u00a0\u3000\r\n", "+\tnaïve\u00a0\u3000\r\n", id="blanks"),
    pytest.param("+👩\u200d💻\ue000\n", "+👩\u200d💻\ue000\n", id="joined-and-private"),
    pytest.param("+a\rb\r\r\n", "+a\\rb\\r\r\n", id="carriage-return"),
    pytest.param("+\x0c\x1b\u202e\u2028\n", "+\\x0c\\x1b\\u202e\\u2028\n", id="control"),
    pytest.param(" ::error::x\n", " \\x3a:error::x\n", id="workflow-command"),
    pytest.param(" ::\n", " ::\n", id="two-colons"),
    pytest.param("-##vso[x]\n", "-\\x23#vso[x]\n", id="azure"),
]


@pytest.mark.parametrize(("text", "expected"), DIFFERENCES)
def test_a_difference_keeps_what_does_no_harm(
    text: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_difference(text)

    assert capsys.readouterr().out == expected


def test_github_gets_properties_and_data_escaped_by_its_own_rules() -> None:
    found = Finding("a:b,c%\n.py", 1, 2, "env-files", "50%: a, b\r\n::x:: ##[x]")

    assert document_of("github", Report([found])) == (
        "::error file=a%3Ab%2Cc%25\\n.py,line=1,col=2,title=env-files::"
        "50%25: a, b\\r\\n::x:: \\x23#[x]\n"
    )


QUOTED = "`{}` is wrong; write `{}`"
LONG = "x" * 5_000_000


@pytest.mark.parametrize(
    "message_of",
    [
        pytest.param(lambda text: Finding("a.py", 1, 1, "env-files", text).message, id="finding"),
        pytest.param(lambda text: ConfigurationError("a.toml", text).reason, id="configuration"),
        pytest.param(bounded, id="text"),
    ],
)
def test_a_message_quotes_the_ends_of_what_is_long(message_of: Callable[[str], str]) -> None:
    assert message_of(QUOTED.format(LONG, "a")) == QUOTED.format(shortened(LONG), "a")
    assert len(shortened(LONG)) == LONGEST_QUOTE
    assert message_of(QUOTED.format("a", "b")) == QUOTED.format("a", "b")
    assert message_of(LONG) == shortened(LONG)
    assert len(message_of("`a" * len(LONG))) == LONGEST_MESSAGE


@given(ANY_TEXT, st.integers(1, 30))
def test_what_is_short_stays_and_what_is_long_gets_its_length(text: str, limit: int) -> None:
    cut = shortened(text, limit)

    assert cut == text if len(text) <= limit else len(cut) == limit
