"""Several projects in one repository: each is checked by what is in force for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standards_hooks.rules.pyproject_drift import main
from tests.unit.drifting_projects import (
    GOOD,
    LAYOUT,
    MYPY,
    PROJECT,
    RUFF,
    changed,
    findings_of,
    repository,
)


if TYPE_CHECKING:
    from pathlib import Path


PART = PROJECT.replace("shop", "part")
NO_TOOLS = changed(
    (PART[PART.index("[project.opt") : PART.index("[build")], ""),
    (PART[PART.index("[tool.uv]") :], ""),
    text=PART,
)


def found_in(root: Path, outer: str, inner: str, **others: str) -> list[str]:
    """Return what is found in `part/`, with its code, inside a repository in good order."""
    files = {**LAYOUT, "pyproject.toml": outer, "part/pyproject.toml": inner, **others}
    repository(root, files)
    return [finding.message.partition(";")[0] for finding in findings_of(root, "part")]


@pytest.mark.parametrize(
    ("inner", "found"),
    [
        pytest.param(PART, [], id="no tables: the outer ones are in force"),
        pytest.param(NO_TOOLS, [], id="the development tools of the outer project serve it"),
        pytest.param(f"{PART}\n[tool.mypy]\nstrict = true\n",
                     ["`tool.mypy.plugins` is missing", "`tool.mypy.python_version` is missing",
                      "`tool.mypy.warn_unreachable` is missing",
                      "`tool.mypy.warn_unused_configs` is missing"],
                     id="its own [tool.mypy] is checked whole"),
        pytest.param(f"{PART}\n[tool.ruff]\n",
                     ["`[tool.ruff.format]` is missing", "`[tool.ruff.lint]` is missing",
                      "`tool.ruff.exclude` is missing", "`tool.ruff.line-length` is missing"],
                     id="an empty [tool.ruff] is checked whole"),
    ],
)  # fmt: skip
def test_a_project_is_checked_by_the_tables_in_force_for_it(
    tmp_path: Path, inner: str, found: list[str]
) -> None:
    assert found_in(tmp_path, GOOD, inner) == found


def test_a_drift_in_an_inherited_table_is_reported_once_in_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outer = changed(("line-length = 100", "line-length = 120"))
    repository(tmp_path, {**LAYOUT, "pyproject.toml": outer, "part/pyproject.toml": PART})
    monkeypatch.chdir(tmp_path)
    assert main(["."]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("pyproject.toml:")
    assert ":1: pyproject-drift `tool.ruff.line-length` is 120" in line


def test_where_no_table_is_in_force_each_project_hears_of_it(tmp_path: Path) -> None:
    assert found_in(tmp_path, PROJECT, PART) == [
        "`[tool.mypy]` is missing",
        "`[tool.ruff]` is missing",
    ]


def test_tables_are_inherited_from_the_nearest_project_that_has_them(tmp_path: Path) -> None:
    repository(tmp_path, {"pyproject.toml": f"{RUFF}\n{MYPY}", "a/pyproject.toml": PROJECT})
    repository(tmp_path, {"a/b/pyproject.toml": PART})
    assert findings_of(tmp_path, "a/b") == []


def test_an_unreadable_outer_file_is_not_in_force(tmp_path: Path) -> None:
    assert found_in(tmp_path, "[", PART) == ["`[tool.mypy]` is missing", "`[tool.ruff]` is missing"]


def test_the_outer_table_names_the_packages_of_the_projects_that_inherit_it(
    tmp_path: Path,
) -> None:
    inner = {"part/src/part/__init__.py": "", "other/src/other/__init__.py": ""}
    found_in(tmp_path, GOOD, PART, **inner, **{"other/pyproject.toml": f"{PART}\n[tool.ruff]\n"})
    assert [finding.message.partition(";")[0] for finding in findings_of(tmp_path)] == [
        "`tool.ruff.src` lacks `part/src`",
        "`tool.ruff.lint.isort.known-first-party` lacks `part`",
    ]


def test_packages_of_fixtures_with_a_pyproject_are_not_the_projects_own(tmp_path: Path) -> None:
    fixture = {"tests/data/pyproject.toml": "[project]\n", "tests/data/x/__init__.py": ""}
    found_in(tmp_path, GOOD, PART, **fixture)
    assert findings_of(tmp_path) == []
