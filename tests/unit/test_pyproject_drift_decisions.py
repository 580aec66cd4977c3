"""pyproject-drift and what a repository has decided: its Pythons, its Ruff, its exemptions.

A fix adds no restriction without what the standard exempts from it, asks for nothing that the
repository does not support or its Ruff does not load, and removes nothing.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from standards_hooks.core.options import Options
from standards_hooks.project.repository import Project, Repository
from standards_hooks.rules.pyproject_drift import main, waiver_lines
from tests.unit.drifting_projects import (
    GOOD,
    LAYOUT,
    PROJECT,
    SELECT,
    changed,
    findings_in,
    repository,
    waived,
)


if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    type Fix = Callable[..., dict[str, dict[str, object]]]


@pytest.fixture
def fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fix:
    """Return the tools' tables that `--fix` makes of a file, every old line of which is kept."""
    monkeypatch.chdir(tmp_path)

    def run(text: str, **others: str) -> dict[str, dict[str, object]]:
        repository(tmp_path, {**LAYOUT, "pyproject.toml": text, **others})
        main(["--fix"])
        new = (tmp_path / "pyproject.toml").read_text()
        comments = [line.partition("#")[2] for line in text.splitlines() if "#" in line]
        assert [each for each in comments if each not in new] == []
        tool: dict[str, dict[str, object]] = tomllib.loads(new)["tool"]
        return tool

    return run


def lint_of(tool: dict[str, dict[str, object]]) -> dict[str, object]:
    """Return the linter's table."""
    lint = tool["ruff"]["lint"]
    assert isinstance(lint, dict)
    return lint


TESTS = "tests/**/*.py"
OF_TESTS = ["S101", "ARG", "PLR2004", "ANN"]
LINT = "\n[tool.ruff.lint]\n"


@pytest.mark.parametrize(
    ("lint", "ignore", "in_tests"),
    [
        pytest.param(
            'select = ["E"]\n', ["ANN401", "PLR0913", "TRY003", "ISC001"], OF_TESTS, id="few rules"
        ),
        pytest.param(
            'select = ["E", "ANN", "PL"]\n', ["TRY003", "ISC001"], ["S101", "ARG"], id="some rules"
        ),
        pytest.param(
            'select = ["E"]\nignore = ["TRY"]\n',
            ["TRY", "ANN401", "PLR0913", "ISC001"],
            OF_TESTS,
            id="an ignore that covers one",
        ),
        pytest.param(
            f'select = ["E"]\nper-file-ignores."{TESTS}" = ["S", "D"]\n',
            ["ANN401", "PLR0913", "TRY003", "ISC001"],
            ["S", "D", "ARG", "PLR2004", "ANN"],
            id="a pattern that is there",
        ),
        pytest.param(
            SELECT.replace('"S", ', ""), None, ["S101"], id="one linter is missing, one exemption"
        ),
        pytest.param(SELECT, None, None, id="every rule was selected: the project's own business"),
    ],
)
def test_new_rules_come_with_what_the_standard_exempts_from_them(
    fixed: Fix, lint: str, ignore: list[str] | None, in_tests: list[str] | None
) -> None:
    table = lint_of(fixed(PROJECT + LINT + lint))
    assert table.get("ignore") == ignore
    patterns = table.get("per-file-ignores", {})
    assert isinstance(patterns, dict)
    assert patterns.get(TESTS) == in_tests


def test_a_waived_rule_gets_no_exemption(fixed: Fix) -> None:
    text = PROJECT + LINT + SELECT.replace('"S", ', "") + 'ignore = ["ISC001"]\n'
    table = lint_of(fixed(waived('tool.ruff.lint.select.S = "another tool finds these"', text)))
    assert table["ignore"] == ["ISC001"]
    assert "per-file-ignores" not in table


@pytest.mark.parametrize(
    ("mypy", "modules"),
    [
        pytest.param("pretty = true\n", ["alembic.*", "tests.*"], id="switches are added"),
        pytest.param("strict = true\n", ["alembic.*"], id="strict before"),
        pytest.param(
            'pretty = true\n[[tool.mypy.overrides]]\nmodule = ["tests.*", "x"]\n'
            "disallow_untyped_defs = true\n",
            [["tests.*", "x"], "alembic.*"],
            id="the tests are strict by decision",
        ),
        pytest.param(
            'pretty = true\n[[tool.mypy.overrides]]\nmodule = "tests.*"\npretty = false\n',
            ["tests.*", "alembic.*", "tests.*"],
            id="another option of the tests",
        ),
    ],
)
def test_new_switches_come_with_the_overrides_of_the_standard(
    fixed: Fix, mypy: str, modules: list[object]
) -> None:
    overrides = fixed(f"{PROJECT}\n[tool.mypy]\n{mypy}")["mypy"]["overrides"]
    assert isinstance(overrides, list)
    assert [each["module"] for each in overrides] == modules


@pytest.mark.parametrize(
    ("text", "others", "target", "version"),
    [
        pytest.param(
            changed((">=3.12", ">=3.10"), ("py312", "py38"), ('"3.12"', '"3.8"')),
            {},
            "py310",
            "3.10",
            id="as old as requires-python",
        ),
        pytest.param(
            changed((">=3.12", ">=3.10"), ("py312", "py310"), ('"3.12"', '"3.10"')),
            {},
            "py310",
            "3.10",
            id="not raised above requires-python",
        ),
        pytest.param(
            waived(
                'project.requires-python = "a library"',
                changed((">=3.12", ">=3.10"), ("py312", "py39"), ('"3.12"', '"3.9"')),
            ),
            {},
            "py310",
            "3.10",
            id="the same where it is waived",
        ),
        pytest.param(
            changed(("py312", "py38"), ('"3.12"', '"3.8"')),
            {},
            "py312",
            "3.12",
            id="the standard's",
        ),
        pytest.param(
            GOOD[GOOD.index("[tool.ruff]") :].replace("py312", "py38").replace('"3.12"', '"3.8"')
            + '[tool.poetry.dependencies]\npython = "^3.10"\n',
            {},
            "py310",
            "3.10",
            id="Poetry",
        ),
        pytest.param(
            GOOD[GOOD.index("[tool.ruff]") :].replace("py312", "py38").replace('"3.12"', '"3.8"'),
            {"setup.cfg": "[options]\npython_requires = >=3.9\n"},
            "py39",
            "3.10",
            id="setuptools",
        ),
        pytest.param(
            GOOD[GOOD.index("[tool.ruff]") :].replace("py312", "py38").replace('"3.12"', '"3.8"'),
            {},
            "py38",
            "3.8",
            id="nothing else says what is supported",
        ),
        pytest.param(
            PROJECT.replace(">=3.12", ">=3.11"), {}, "py311", "3.11", id="tables that are missing"
        ),
        pytest.param(
            changed((">=3.12", ">=3.6"), ("py312", "py36"), ('"3.12"', '"3.6"')),
            {},
            "py37",
            "3.6",
            id="older than every target of Ruff",
        ),
    ],
)
def test_versions_follow_what_the_repository_supports(
    fixed: Fix, text: str, others: dict[str, str], target: str, version: str
) -> None:
    tool = fixed(text, **others)
    assert tool["ruff"]["target-version"] == target
    assert tool["mypy"]["python_version"] == version


def test_a_project_inside_may_support_an_older_python(fixed: Fix) -> None:
    inner = {"lib/pyproject.toml": '[project]\nname = "lib"\nrequires-python = ">=3.10"\n'}
    tool = fixed(changed(("py312", "py39"), ('"3.12"', '"3.9"')), **inner)
    assert tool["ruff"]["target-version"] == "py310"


def test_a_fixture_among_the_tests_supports_nothing_for_the_project(fixed: Fix) -> None:
    old = '[project]\nname = "old"\nrequires-python = ">=3.9"\n'
    tool = fixed(changed(("py312", "py310")), **{"tests/old/pyproject.toml": old})
    assert tool["ruff"]["target-version"] == "py312"


UV_LOCK = '[[package]]\nname = "ruff"\nversion = "{}"\n'
HOOKS = "repos:\n- repo: https://github.com/astral-sh/ruff-pre-commit\n  rev: v{}\n  hooks: []\n"
WITHOUT_TC = changed(('"TCH", ', ""))


@pytest.mark.parametrize(
    ("files", "selector"),
    [
        pytest.param({}, "TC", id="nothing pins Ruff"),
        pytest.param({"uv.lock": UV_LOCK.format("0.7.4")}, "TCH", id="an older lock"),
        pytest.param({"uv.lock": UV_LOCK.format("0.8.0")}, "TC", id="a newer lock"),
        pytest.param({"poetry.lock": UV_LOCK.format("0.1.15")}, "TCH", id="Poetry's lock"),
        pytest.param({".pre-commit-config.yaml": HOOKS.format("0.7.0")}, "TCH", id="a hook"),
        pytest.param({".pre-commit-config.yaml": HOOKS.format("0.9.0")}, "TC", id="a newer hook"),
        pytest.param(
            {"uv.lock": UV_LOCK.format("0.14.0"), ".pre-commit-config.yaml": HOOKS.format("0.6.0")},
            "TCH",
            id="the older of both",
        ),
        pytest.param({".pre-commit-config.yaml": "repos: {a: [ruff-pre-commit]}"}, "TC", id="odd"),
        pytest.param({"uv.lock": UV_LOCK.format("0.7.4").encode("utf-16")}, "TC", id="unreadable"),
    ],
)
def test_selectors_are_those_that_the_pinned_ruff_loads(
    fixed: Fix, files: dict[str, str], selector: str
) -> None:
    select = lint_of(fixed(WITHOUT_TC, **files))["select"]
    assert isinstance(select, list)
    assert select[-1] == selector


@pytest.mark.parametrize(
    ("requirement", "selector"),
    [
        pytest.param("ruff==0.7.4", "TCH", id="one release"),
        pytest.param("ruff>=0.5,<0.8", "TCH", id="an end"),
        pytest.param("ruff>=0.5", "TC", id="no end: the newest"),
        pytest.param("ruff>=0.5,<1", "TC", id="an end far away"),
    ],
)
def test_a_requirement_pins_ruff_where_no_lock_does(
    fixed: Fix, requirement: str, selector: str
) -> None:
    select = lint_of(fixed(WITHOUT_TC.replace("ruff>=0.8.0", requirement)))["select"]
    assert isinstance(select, list)
    assert select[-1] == selector


def test_a_selector_at_which_the_pinned_ruff_stops_is_written_as_it_was(fixed: Fix) -> None:
    text = changed(('"TCH"', '"TC"'), ('"ANN401"', '"ANN401", "TC003"'))
    table = lint_of(fixed(text, **{"uv.lock": UV_LOCK.format("0.7.4")}))
    assert "TCH" in str(table["select"])
    assert "TCH003" in str(table["ignore"])
    assert "'TC" not in str(table).replace("TCH", "")


@pytest.mark.parametrize(
    ("version", "is_found"),
    [
        pytest.param("0.7.4", False, id="before it was removed"),
        pytest.param("0.8.0", True, id="since"),
        pytest.param("", True, id="nothing pins Ruff"),
    ],
)
def test_a_removed_rule_that_is_selected_ends_ruff(
    tmp_path: Path, version: str, is_found: bool
) -> None:
    others = {"uv.lock": UV_LOCK.format(version)} if version else {}
    found = findings_in(tmp_path, changed(('"RUF"]', '"RUF", "ANN101"]')), **others)
    said = [each for each in found if "stops" in each.message and "ANN101" in each.message]
    assert bool(said) is is_found


def test_an_older_ruff_is_one_finding_that_says_how_to_raise_it(tmp_path: Path) -> None:
    files = {
        "uv.lock": UV_LOCK.format("0.7.4"),
        ".pre-commit-config.yaml": HOOKS.format("0.6.9"),
    }
    (finding,) = findings_in(tmp_path, GOOD, **files)
    assert "Ruff v0.6.9, pinned in `.pre-commit-config.yaml`, `uv.lock`;" in finding.message
    assert "0.8.0 or newer" in finding.message
    assert finding.symbol == "tool.ruff.required-version"
    assert not finding.is_fixable
    text = waived('tool.ruff.required-version = "the runner has no newer one"')
    assert findings_in(tmp_path, text, **files) == []


@pytest.mark.parametrize(
    ("version", "is_written"),
    [
        pytest.param("0.1.7", False, id="before the key was"),
        pytest.param("0.1.8", True, id="since"),
    ],
)
def test_no_key_is_written_that_the_pinned_ruff_does_not_read(
    fixed: Fix, version: str, is_written: bool
) -> None:
    tool = fixed(PROJECT, **{"uv.lock": UV_LOCK.format(version)})
    table = tool["ruff"]["format"]
    assert isinstance(table, dict)
    assert ("docstring-code-format" in table) is is_written


def test_nothing_is_written_for_a_ruff_without_a_table_of_the_linter(fixed: Fix) -> None:
    assert "ruff" not in fixed(PROJECT, **{"uv.lock": UV_LOCK.format("0.0.289")})


DECISIONS = changed(
    ('"ANN401"', '"E501",  # the formatter wraps\n  "ANN401"'),
    ('"tests/**/*.py" = ["S101"', '"scripts/*.py" = ["T201"]  # print\n"tests/**/*.py" = ["S101"'),
    ("show_error_codes = true", 'show_error_codes = true\ndisable_error_code = ["misc"]  # old'),
    ('module = "alembic.*"', 'module = "app.old"  # to go'),
    ("line-length = 100", "line-length = 88"),
)


def test_no_decision_is_removed_and_each_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = findings_in(tmp_path, DECISIONS)
    monkeypatch.chdir(tmp_path)
    main(["--fix"])
    new = (tmp_path / "pyproject.toml").read_text()
    assert new == DECISIONS.replace("line-length = 88", "line-length = 100")
    assert {each.symbol for each in found if not each.is_fixable} == {
        "tool.ruff.lint.ignore",
        'tool.ruff.lint.per-file-ignores."scripts/*.py"',
        "tool.mypy.disable_error_code",
        'tool.mypy.overrides."app.old".ignore_errors',
    }


@pytest.mark.parametrize(
    ("text", "files"),
    [
        pytest.param(DECISIONS, {}, id="decisions"),
        pytest.param(
            changed(
                (">=3.12", ">=3.10"), ('"RUF"]', '"RUF", "ANN101"]'), ('"dist"]', '"src/app"]')
            ),
            {".pre-commit-config.yaml": HOOKS.format("0.6.9")},
            id="versions, rules and files",
        ),
        pytest.param(PROJECT, {}, id="a project alone"),
        pytest.param("", {}, id="an empty file"),
        pytest.param(GOOD, {"ruff.toml": "", "mypy.ini": "[mypy]\n"}, id="files that hide it"),
        pytest.param(GOOD, {}, id="nothing"),
    ],
)
def test_the_lines_that_waive_everything_do(
    tmp_path: Path, text: str, files: dict[str, str]
) -> None:
    found = findings_in(tmp_path, text, **files)
    options = Options({"standard": "", "waivers": {}}, str(tmp_path))
    lines = waiver_lines(Project(Repository(str(tmp_path)), ""), options)
    assert bool(lines) is bool(found)
    assert findings_in(tmp_path, waived("\n".join(lines), text), **files) == []
