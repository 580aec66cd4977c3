"""Edits of a TOML document: what is said in comments survives them, or they are not made."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.core.errors import UnfixableError
from standards_hooks.project.document import parse_document
from standards_hooks.project.toml_outline import outline_of
from standards_hooks.rules.pyproject_drift import fixing, main
from standards_hooks.rules.pyproject_drift.edits import Add, Assign
from standards_hooks.rules.pyproject_drift.fixing import comments_in, edited
from tests.unit.drifting_projects import LAYOUT, SELECT, changed, repository


if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from standards_hooks.project.toml_outline import Outline
    from standards_hooks.rules.pyproject_drift.edits import Edit


LIST = ("a", "list")


def after(text: str, *edits: Edit) -> str:
    """Return a document after edits."""
    return edited(parse_document("pyproject.toml", "", text), edits).text


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        pytest.param("a = 1 # b\n", ["# b"], id="behind a value"),
        pytest.param("# a  \r\n[b] # c\r\n", ["# a", "# c"], id="CRLF"),
        pytest.param("a = '# b' # c\n", ["# c"], id="in single quotes there is none"),
        pytest.param('a = "\\"# b" # c\n', ["# c"], id="behind an escaped quote there is none"),
        pytest.param('"#" = 1\n', [], id="in a key there is none"),
        pytest.param('a = """\n# b\n""\\""""" # c\n', ["# c"], id="lines in double quotes"),
        pytest.param("a = '''\n# b\n''''' # c\n", ["# c"], id="lines in single quotes"),
        pytest.param("a = '' # ' b\nc = '#'\n", ["# ' b"], id="a quote in a comment"),
        pytest.param("a = [ # b\n# c\n1, # d\n]#e", ["# b", "# c", "# d", "#e"], id="in an array"),
    ],
)
def test_comments_are_distinguished_from_strings(text: str, comments: list[str]) -> None:
    tomllib.loads(text)
    assert comments_in(outline_of(text)) == comments


TWO_ON_A_LINE = """\
[a]
list = [
  "A1", "A2",  # both
  "B1",   "B2", "B3" # three
]
"""


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        pytest.param(
            "a.list = ['A', 'B']\n", Add(LIST, ["C"]), "a.list = ['A', 'B', 'C']\n", id="quotes"
        ),
        pytest.param("a.list = [ ]\n", Add(LIST, ["C"]), 'a.list = ["C"]\n', id="into nothing"),
        pytest.param(
            "a.list = [\n    # c\n]\n",
            Add(LIST, ["C"]),
            'a.list = [\n    # c\n    "C",\n]\n',
            id="below the comment of an empty list",
        ),
        pytest.param(
            'a.list = ["A",]\n', Add(LIST, ["B"]), 'a.list = ["A", "B",]\n', id="comma on one line"
        ),
        pytest.param(
            'a.list = [\n\t"A", # c\n\t# d\n]\n',
            Add(LIST, ["B", "C"]),
            'a.list = [\n\t"A", # c\n\t"B",\n\t"C",\n\t# d\n]\n',
            id="a line each, indented alike",
        ),
        pytest.param(
            'a.list = [\n  "A" # c\n]\n',
            Add(LIST, ["B"]),
            'a.list = [\n  "A", # c\n  "B"\n]\n',
            id="no comma at the end",
        ),
        pytest.param(
            'a.list = ["A", # c\n]\n',
            Add(LIST, ["B"]),
            'a.list = ["A", # c\n    "B",\n]\n',
            id="an entry beside the bracket",
        ),
        pytest.param(
            'a.list = [\n  "A",\n  "B"]\n',
            Add(LIST, ["C"]),
            'a.list = [\n  "A",\n  "B", "C"]\n',
            id="a bracket beside the last entry",
        ),
        pytest.param(
            TWO_ON_A_LINE,
            Add(LIST, ["C"]),
            TWO_ON_A_LINE.replace('"B3" # three\n', '"B3", # three\n  "C"\n'),
            id="below a line of several entries, not in its comment",
        ),
        pytest.param(
            'a = { list = [\n  "A", # c\n] }\n',
            Add(LIST, ["B"]),
            'a = { list = [\n  "A", # c\n  "B",\n] }\n',
            id="over lines in an inline table",
        ),
        pytest.param(
            "a = { b = { c = [ # x\n 1, ], d = '}' } } # c\n",
            Assign(("a", "b", "e", "f"), [2]),
            "a = { b = { c = [ # x\n 1, ], d = '}', e.f = [2] } } # c\n",
            id="a new key in an inline table",
        ),
        pytest.param(
            "a = {} # c\n",
            Assign(("a", "b"), True),
            "a = { b = true } # c\n",
            id="the first key of an inline table",
        ),
        pytest.param(
            "a.b = 1 # c\na.list = '#'\n",
            Assign(("a", "b"), 2),
            "a.b = 2 # c\na.list = '#'\n",
            id="a value",
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_an_edit_keeps_comments(text: str, edit: Edit, expected: str, end: str) -> None:
    assert after(text.replace("\n", end), edit) == expected.replace("\n", end)


def test_an_edit_that_would_lose_a_comment_is_not_made() -> None:
    text = 'a.list = [\n  # why\n  1,\n  "A",\n]\n'
    with pytest.raises(UnfixableError, match="a comment would be lost"):
        after(text, Assign(LIST, ["B"]))


def without_comments(outline: Outline, edits: Sequence[Edit]) -> str:
    """Make edits, and lose the comments about quotes on the way."""
    return rewritten_truly(outline, edits).replace("  # as everywhere", "")


rewritten_truly = fixing.rewritten


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(("= 120", "= 120  # as everywhere"), id="of the key itself"),
        pytest.param(("[tool.mypy]\n", "[tool.mypy]  # as everywhere\n"), id="elsewhere"),
    ],
)
def test_a_wrong_rewriting_is_not_written_and_the_finding_says_why(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    said: tuple[str, str],
) -> None:
    text = changed(("line-length = 100", "line-length = 120"), said)
    repository(tmp_path, {**LAYOUT, "pyproject.toml": text})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fixing, "rewritten", without_comments)
    assert main(["--fix"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert "`tool.ruff.line-length` is 120;" in line
    assert line.endswith(" (`--fix` leaves it: a comment would be lost)")
    assert (tmp_path / "pyproject.toml").read_text() == text


def test_what_cannot_be_fixed_does_not_prevent_other_fixes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = changed(
        ("line-length = 100", "line-length = 120"),
        (SELECT, "select = [\n    # what counts\n    1,\n]\n"),
        ("warn_no_return = true", "warn_no_return = false  # sometimes"),
    )
    repository(tmp_path, {**LAYOUT, "pyproject.toml": text})
    monkeypatch.chdir(tmp_path)
    assert main(["--fix"]) == 1
    fixed, *changes, line, _ = capsys.readouterr().out.splitlines()
    assert fixed == "Fixed pyproject.toml (pyproject-drift: 2)"
    assert changes == [
        "pyproject.toml: tool.ruff.line-length: 120 -> 100",
        "pyproject.toml: tool.mypy.warn_no_return: false -> true",
    ]
    assert "`tool.ruff.lint.select` is [1];" in line
    assert line.endswith(" (`--fix` leaves it: a comment would be lost)")
    written = (tmp_path / "pyproject.toml").read_text()
    assert "line-length = 100\n" in written
    assert "select = [\n    # what counts\n    1,\n]\n" in written
    assert "warn_no_return = true  # sometimes\n" in written
    assert main(["--fix"]) == 1
    assert capsys.readouterr().out.splitlines() == [line]
    assert (tmp_path / "pyproject.toml").read_text() == written


NAMES = st.sampled_from(["A", "B", "C", "D1", "E'", "#"])
BETWEEN = st.sampled_from([" ", "\n  ", " # c\n  ", "\n  # own\n  ", "", "\n\n"])


@st.composite
def arrays(draw: st.DrawFn) -> str:
    """Draw a document with one array, laid out anyhow."""
    names = draw(st.lists(NAMES, max_size=5))
    pieces = [draw(BETWEEN)]
    for number, name in enumerate(names):
        is_last = number == len(names) - 1
        comma = "," if not is_last or draw(st.booleans()) else ""
        pieces += [f'"{name}"', draw(BETWEEN), comma, draw(BETWEEN)]
    return f"[a]\nlist = [{''.join(pieces)}] # end\nb = 1 # last\n"


@given(arrays(), st.lists(NAMES, min_size=1, max_size=3))
def test_to_any_array_entries_can_be_added_and_every_line_stays(
    text: str, names: list[str]
) -> None:
    new = after(text, Add(LIST, names))
    assert tomllib.loads(new)["a"]["list"] == tomllib.loads(text)["a"]["list"] + names
    assert comments_in(outline_of(new)) == comments_in(outline_of(text))
