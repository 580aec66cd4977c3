"""`--standard`: an organisation's own requirements, in the format of the built-in ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standards_hooks.rules.pyproject_drift import main
from tests.unit.drifting_projects import GOOD, LAYOUT, changed, repository


if TYPE_CHECKING:
    from pathlib import Path
    from typing import Protocol

    class Run(Protocol):
        """A run under a standard."""

        def __call__(self, standard: str, text: str = ...) -> tuple[int, str, str]: ...


WIDE = """\
builds-on = "built-in"

[[table]]
name = "tool.ruff"
clause = "House rules, 3"

[table.keys]
line-length = { one-of = [110, 120] }
target-version = { dropped = true }
"""
ALONE = """\
[[table]]
name = "tool.ruff"
clause = "House rules, 3"

[table.keys]
line-length = { equal = 110 }
"""


@pytest.fixture
def said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Return exit code, output and errors of a run under a standard."""
    monkeypatch.chdir(tmp_path)

    def run(standard: str, text: str = GOOD) -> tuple[int, str, str]:
        repository(tmp_path, {**LAYOUT, "house.toml": standard, "pyproject.toml": text})
        code = main(["--standard", "house.toml", "pyproject.toml"])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_it_is_laid_over_the_built_in_one(said: Run) -> None:
    code, out, _ = said(WIDE)
    assert code == 1
    assert (
        "`tool.ruff.line-length` is 100; the standard requires 110 or 120 (House rules, 3)" in out
    )
    assert said(WIDE, changed(("= 100", "= 120"), ("py312", "py39")))[0] == 0


def test_a_key_that_must_be_one_of_some_and_is_missing_is_found(said: Run) -> None:
    _, out, _ = said(WIDE, changed(("line-length = 100\n", "")))
    assert "`tool.ruff.line-length` is missing; the standard requires 110 or 120" in out


@pytest.mark.parametrize(
    ("standard", "message"),
    [
        pytest.param("[[table]\n", "is not valid TOML", id="no TOML"),
        pytest.param("tables = 1\n", "`tables` is not a key of a standard; did you mean `table`?",
                     id="unknown key"),
        pytest.param('builds-on = "x"\n', '`builds-on` must be "built-in"', id="builds on"),
        pytest.param("table = 1\n", "`table` must be an array of tables", id="no tables"),
        pytest.param(ALONE.replace("name = ", "nam = "), "did you mean `name`?", id="no name"),
        pytest.param(ALONE.replace("clause", "#"), "has no `clause`", id="no clause"),
        pytest.param(ALONE.replace("[table.keys]", "[keys]"), "`keys` is not a key", id="no keys"),
        pytest.param(ALONE.replace("{ equal = 110 }", "110"),
                     "`tool.ruff.line-length` must be a table with a comparison", id="plain"),
        pytest.param(ALONE.replace("equal", "equals"), "has no comparison", id="no comparison"),
        pytest.param(ALONE.replace("equal = 110", "equal = 1, absent = true"),
                     "has 2 comparisons", id="two comparisons"),
        pytest.param(ALONE.replace("equal = 110", "one-of = 110"),
                     "`one-of` must be a list of strings", id="wrong type"),
        pytest.param(ALONE.replace("equal = 110", "equal = 1, defalt = 2"),
                     "did you mean `default`?", id="misspelt"),
        pytest.param(ALONE.replace("equal = 110", 'ignores-at-most = ["E501"]'),
                     "`ignores-at-most` needs", id="ignored without selected"),
        pytest.param("[[allowance]]\n", "has no `module`", id="no module"),
    ],
)  # fmt: skip
def test_a_wrong_standard_is_one_line_and_exit_code_two(
    said: Run, standard: str, message: str
) -> None:
    code, out, err = said(standard)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("pyproject-drift: house.toml: ")
    assert message in err


def test_a_missing_standard_is_exit_code_two(said: Run, capsys: pytest.CaptureFixture[str]) -> None:
    said(WIDE)
    assert main(["--standard", "nowhere.toml", "."]) == 2
    assert "nowhere.toml: cannot be read" in capsys.readouterr().err


def test_a_standard_with_a_long_name_is_not_quoted_whole(
    said: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    said(WIDE)
    assert main(["--standard", "x" * 9000, "."]) == 2
    assert "x" * 201 not in capsys.readouterr().err


def test_a_standard_without_ruffs_rules_requires_none(said: Run) -> None:
    assert said(ALONE, changed(("= 100", "= 110"), ('"S", ', "")))[0] == 0
