"""`--fix` of pyproject-drift: the keys it owns, and no other byte."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from standards_hooks.rules.pyproject_drift import fixing, main
from tests.unit.drifting_projects import GOOD, LAYOUT, MYPY, PROJECT, SELECT, changed, repository


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    type Fix = Callable[[str], tuple[str, list[str]]]


@pytest.fixture
def fixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Fix:
    """Return what `--fix` makes of a file, after a second run that changes nothing."""
    monkeypatch.chdir(tmp_path)

    def run(text: str) -> tuple[str, list[str]]:
        repository(tmp_path, {**LAYOUT, "pyproject.toml": text})
        assert main(["--fix", "pyproject.toml"]) == 1
        once = (tmp_path / "pyproject.toml").read_bytes()
        said = capsys.readouterr().out.splitlines()
        lines = [line for line in said if not line.startswith("Fixed ")]
        main(["--fix", "pyproject.toml"])
        assert (tmp_path / "pyproject.toml").read_bytes() == once
        tomllib.loads(once.decode("utf-8-sig"))
        return once.decode(), lines

    return run


def keys_in(lines: Sequence[str]) -> list[str]:
    """Return the keys that the findings among some lines are about."""
    findings = [line for line in lines if ": pyproject-drift " in line]
    return [line.partition("`")[2].partition("`")[0] for line in findings]


CASES = {
    "a value": (("line-length = 100", "line-length = 120  # wide"),
                ("line-length = 100", "line-length = 100  # wide")),
    "a number in quotes": (("line-length = 100", 'line-length = "100"'),),
    "an entry of a list": (('"S", ', ""), ('"S", ', ""), ('"RUF"]', '"RUF", "S"]')),
    "a missing key": (("line-length = 100\n", ""),
                      ("line-length = 100\n", ""),
                      ('"dist"]\n', '"dist"]\nline-length = 100\n')),
    "quotes": (('"double"', "'single'"), ('"double"', "'double'")),
    "a switch the other way": (("warn_return_any = true", "no_warn_return_any = true"),
                               ("warn_return_any = true", "no_warn_return_any = false")),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_only_what_differs_is_rewritten(
    fixed: Fix, case: Sequence[tuple[str, str]], end: str
) -> None:
    broken, *expected = case
    text = changed(broken).replace("\n", end)
    assert fixed(text)[0] == changed(*expected).replace("\n", end)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("", "[tool.ruff]", id="an empty file"),
        pytest.param(PROJECT, PROJECT, id="a project alone"),
    ],
)
def test_the_tools_are_configured_whole_and_nothing_is_invented(
    fixed: Fix, text: str, written: str
) -> None:
    new, lines = fixed(text)
    assert written in new
    assert keys_in(lines) == ["tool.ruff.lint.isort.known-first-party"]
    content = tomllib.loads(new)
    assert "src" not in content["tool"]["ruff"]
    assert "known-first-party" not in content["tool"]["ruff"]["lint"]["isort"]
    assert content["tool"]["ruff"]["lint"]["per-file-ignores"].keys() == {"tests/**/*.py"}
    modules = [each["module"] for each in content["tool"]["mypy"]["overrides"]]
    assert modules == ["alembic.*", "tests.*"]
    assert content["tool"]["ruff"]["format"]["quote-style"] == "double"
    assert content["tool"]["mypy"]["show_error_codes"] is True
    assert content.get("project") == tomllib.loads(text).get("project")


def test_a_new_key_stays_above_the_banner_of_the_next_section(fixed: Fix) -> None:
    banner = "# ---------- mypy ----------\n"
    text = changed(("docstring-code-format = true\n", "# more to come\n")).replace(
        "[tool.mypy]\n", f"{banner}[tool.mypy]\n"
    )
    new, _ = fixed(text)
    assert 'line-ending = "auto"\ndocstring-code-format = true\n# more to come\n' in new
    assert f"\n\n{banner}[tool.mypy]\n" in new


def test_a_table_of_dotted_keys_gets_dotted_keys_and_swallows_nothing(fixed: Fix) -> None:
    text = f"{PROJECT}\n[tool]\nruff.line-length = 90\nother.key = 1\n\n{MYPY}"
    new, lines = fixed(text)
    content = tomllib.loads(new)["tool"]
    assert keys_in(lines) == ["tool.ruff.lint.isort.known-first-party"]
    assert content["other"] == {"key": 1}
    assert content["ruff"]["line-length"] == 100
    assert "ruff.lint.select = [\n" in new


def test_an_inline_table_stays_inline(fixed: Fix) -> None:
    new, _ = fixed(f"{PROJECT}\n[tool]\nruff = {{ line-length = 90 }}\n\n{MYPY}")
    assert "ruff = { line-length = 100" in new


def test_a_list_of_selectors_that_is_none_is_written_whole(fixed: Fix) -> None:
    new, lines = fixed(changed((SELECT, 'select = "ALL"  # all of them\n')))
    assert keys_in(lines) == []
    assert lines[0].startswith('pyproject.toml: tool.ruff.lint.select: "ALL" -> ["E", "W", ')
    assert 'select = [\n    "E",\n    "W",\n' in new
    assert '    "RUF",\n]  # all of them\n' in new


def test_a_byte_order_mark_stays(fixed: Fix) -> None:
    new, _ = fixed("\ufeff" + changed(("= 100", "= 120")))
    assert new == "\ufeff" + GOOD


def test_more_work_than_a_commit_waits_for_is_left(
    fixed: Fix, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = changed(("= 100", "= 120"))
    monkeypatch.setattr(fixing, "MOST_ATTEMPTS", 0)
    new, lines = fixed(text)
    assert new == text
    assert all("too many of its edits cannot be made" in line for line in lines)


def test_what_a_person_must_decide_is_not_fixed(fixed: Fix) -> None:
    text = changed(
        (">=3.12", ">=3.10"), ("hatchling.build", "flit_core.buildapi"), ("= 100", "= 9")
    )
    new, lines = fixed(text)
    assert 'requires-python = ">=3.10"' in new
    assert keys_in(lines) == [
        "project.requires-python",
        "build-system.build-backend",
    ]


def test_diff_shows_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository(tmp_path, {**LAYOUT, "pyproject.toml": changed(("= 100", "= 120"))})
    monkeypatch.chdir(tmp_path)
    assert main(["--diff"]) == 1
    assert "-line-length = 120\n+line-length = 100\n" in capsys.readouterr().out
    assert "= 120" in (tmp_path / "pyproject.toml").read_text()


def test_an_encoding_cookie_has_no_meaning_in_toml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "# coding: yield\n" + changed(("= 100", "= 120  # é"))
    repository(tmp_path, {**LAYOUT, "pyproject.toml": text})
    monkeypatch.chdir(tmp_path)
    assert main(["--diff"]) == 1
    assert "-line-length = 120  # é\n+line-length = 100  # é\n" in capsys.readouterr().out


def test_a_clean_file_is_not_rewritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path, {**LAYOUT, "pyproject.toml": GOOD})
    monkeypatch.chdir(tmp_path)
    assert main(["--fix"]) == 0


def test_a_shadow_file_is_reported_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository(tmp_path, {**LAYOUT, "pyproject.toml": GOOD, "ruff.toml": ""})
    monkeypatch.chdir(tmp_path)
    assert main(["--fix"]) == 1
    assert capsys.readouterr().out.startswith("ruff.toml:1:1: ")
    assert (tmp_path / "ruff.toml").read_text() == ""
