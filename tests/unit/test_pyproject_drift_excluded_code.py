"""Code of the project that Ruff or mypy excludes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standards_hooks.project.layout import modules_in
from standards_hooks.rules.pyproject_drift.exclude_patterns import Exclude, Glob
from tests.unit.drifting_projects import GOOD, LAYOUT, changed, findings_of, repository, waived


if TYPE_CHECKING:
    from pathlib import Path


FILES = {
    **LAYOUT,
    "src/app/old/__init__.py": "",
    "src/app/old/a.py": "",
    "src/app/b.py": "",
    "src/app/tests/test_c.py": "",
    "src/app/migrations/d.py": "",
    "src/app/api_pb2.py": "",
    "docs/conf.py": "",
}
RUFF = "[tool.ruff]\n"
LINT = "[tool.ruff.lint]\n"
FORMAT = "[tool.ruff.format]\n"
MYPY = "[tool.mypy]\n"


def messages_in(root: Path, text: str, **others: str) -> list[str]:
    """Return what is said of a project with these files."""
    repository(root, {**FILES, "pyproject.toml": text, **others})
    return [finding.message for finding in findings_of(root)]


def adding(table: str, line: str) -> str:
    """Return the good configuration with a line added to a table."""
    return changed((table, f"{table}{line}\n"))


@pytest.mark.parametrize(
    ("table", "line"),
    [
        pytest.param(RUFF, 'extend-exclude = ["docs", "examples"]', id="no code of the project"),
        pytest.param(RUFF, 'extend-exclude = ["src/app/gone"]', id="what is not there"),
        pytest.param(RUFF, 'extend-exclude = ["src/app/tests"]', id="tests in a package"),
        pytest.param(RUFF, 'extend-exclude = ["tests", "alembic"]', id="tests and migrations"),
        pytest.param(RUFF, 'extend-exclude = ["migrations"]', id="migrations in a package"),
        pytest.param(RUFF, 'extend-exclude = ["*_pb2.py"]', id="what protobuf generates"),
        pytest.param(RUFF, 'extend-exclude = ["test_*.py"]', id="files of tests"),
        pytest.param(RUFF, 'extend-exclude = ["old/a.py"]', id="a path from nowhere"),
        pytest.param(RUFF, 'extend-exclude = ["/old", "~/old"]', id="somewhere else"),
        pytest.param(RUFF, 'extend-exclude = ["OLD"]', id="another case"),
        pytest.param(RUFF, 'include = ["*.py", "*.pyi"]', id="all of Python"),
        pytest.param(RUFF, 'include = ["src/app/*.py"]', id="a star crosses slashes"),
        pytest.param(RUFF, 'extend-include = ["*.txt"]', id="more than Python"),
        pytest.param(RUFF, "force-exclude = true", id="what is excluded stays so"),
        pytest.param(LINT, 'exclude = ["src/app/old"]', id="a directory, which is no file"),
        pytest.param(FORMAT, 'exclude = ["old"]', id="its name neither"),
        pytest.param(MYPY, 'exclude = "^docs/"', id="mypy: documentation"),
        pytest.param(MYPY, 'exclude = ["/migrations/", "_pb2"]', id="mypy: migrations"),
        pytest.param(MYPY, 'exclude = ["^old/", "^app"]', id="mypy: from the start"),
        pytest.param(MYPY, 'exclude = ["", "("]', id="mypy: nothing, and no expression"),
        pytest.param(MYPY, 'files = ["src", "tests"]', id="mypy: all"),
        pytest.param(MYPY, 'files = "."', id="mypy: here"),
        pytest.param(MYPY, 'files = "src/*, tests"', id="mypy: a text"),
        pytest.param(MYPY, 'files = ["$MYPY_CONFIG_FILE_DIR/src/app/b.py"]', id="mypy: variables"),
    ],
)
def test_what_excludes_no_code_of_the_application_is_clean(
    tmp_path: Path, table: str, line: str
) -> None:
    assert messages_in(tmp_path, adding(table, line)) == []


OLD = "excludes `src/app/old/__init__.py` and 1 more"
ALL = "excludes `src/app/__init__.py` and 3 more"
OF_RUFF = (
    "the standard applies to all of the project's own code (Code Style and Formatting, Ruff Conf"
)
OF_MYPY = (
    "the standard applies to all of the project's own code (Type Hints, mypy Configuration): remo"
)


@pytest.mark.parametrize(
    ("table", "line", "beginning"),
    [
        pytest.param(
            RUFF, 'extend-exclude = ["docs", "src/app/old"]',
            f'`tool.ruff.extend-exclude` has "src/app/old", which {OLD}; {OF_RUFF}', id="a path"),
        pytest.param(
            RUFF, 'extend-exclude = ["old"]',
            f'`tool.ruff.extend-exclude` has "old", which {OLD}; {OF_RUFF}', id="a name"),
        pytest.param(
            RUFF, 'extend-exclude = ["src"]',
            f'`tool.ruff.extend-exclude` has "src", which {ALL}; {OF_RUFF}', id="everything"),
        pytest.param(
            RUFF, 'include = ["src/app/b.py"]',
            '`tool.ruff.include` is ["src/app/b.py"], which excludes `src/app/__init__.py` and '
            f"2 more; {OF_RUFF}", id="included alone"),
        pytest.param(
            LINT, 'exclude = ["src/app/old/*"]',
            f'`tool.ruff.lint.exclude` has "src/app/old/*", which {OLD}; {OF_RUFF}', id="lint"),
        pytest.param(
            FORMAT, 'exclude = ["b.py"]',
            '`tool.ruff.format.exclude` has "b.py", which excludes `src/app/b.py`; '
            f"{OF_RUFF}", id="format"),
        pytest.param(
            MYPY, 'exclude = "^src/app/old"',
            f'`tool.mypy.exclude` has "^src/app/old", which {OLD} unless it is imported; {OF_MYPY}',
            id="mypy"),
        pytest.param(
            MYPY, 'files = ["src/app/old"]',
            '`tool.mypy.files` is ["src/app/old"], which excludes `src/app/__init__.py` and 1 '
            f"more unless it is imported; {OF_MYPY}", id="mypy's files"),
    ],
)  # fmt: skip
def test_what_excludes_code_of_the_application_is_a_finding(
    tmp_path: Path, table: str, line: str, beginning: str
) -> None:
    (message,) = messages_in(tmp_path, adding(table, line))
    assert message[: len(beginning)] == beginning


def test_a_pattern_of_the_standards_own_list_may_exclude_code(tmp_path: Path) -> None:
    assert messages_in(tmp_path, GOOD, **{"src/app/build/a.py": ""}) == []


def test_the_finding_is_at_the_pattern_and_is_not_fixed(tmp_path: Path) -> None:
    text = adding(RUFF, 'extend-exclude = [\n    "docs",\n    "src/app/old",\n]')
    repository(tmp_path, {**FILES, "pyproject.toml": text})
    (found,) = findings_of(tmp_path)
    line = text.splitlines().index('    "src/app/old",') + 1
    assert (found.line, found.column, found.is_fixable) == (line, 5, False)


@pytest.mark.parametrize(
    ("table", "key", "pattern", "reason"),
    [
        pytest.param(MYPY, "exclude", r"(a)\\1", "a back reference", id="a back reference"),
        pytest.param(MYPY, "exclude", "(?>a*)b", "an atomic group", id="an atomic group"),
        pytest.param(MYPY, "exclude", "((a{99}){99}){99}", "more repeats", id="a large repeat"),
        pytest.param(RUFF, "extend-exclude", "a" * 5000, "more than 4,096 characters", id="a glob"),
        pytest.param(RUFF, "include", "a" * 5000, "more than 4,096 characters", id="an include"),
    ],
)
def test_a_pattern_that_cannot_be_evaluated_is_a_finding_that_a_waiver_reaches(
    tmp_path: Path, table: str, key: str, pattern: str, reason: str
) -> None:
    text = adding(table, f'{key} = ["{pattern}"]')
    (message,) = messages_in(tmp_path, text)
    name = f"{table.strip()[1:-1]}.{key}"
    assert message.startswith(f"`{name}` has ")
    assert f"which is not evaluated because of {reason}" in message
    assert messages_in(tmp_path, waived(f'{name} = "it is ours"', text)) == []


def test_a_path_of_a_thousand_directories_is_compared(tmp_path: Path) -> None:
    path = "a/" * 1900 + "b.py"
    assert Glob("b.py", "").holds(path)
    assert not Glob("c", "").holds(path)
    assert Exclude("b").holds(path)
    assert not Exclude("c").holds(path)


@pytest.mark.parametrize(
    "waiver",
    [
        'tool.ruff.extend-exclude."src/app/old" = "vendored"',
        'tool.ruff.extend-exclude = "vendored"',
    ],
)
def test_a_waiver_reaches_a_pattern_or_all_of_them(tmp_path: Path, waiver: str) -> None:
    text = adding(RUFF, 'extend-exclude = ["src/app/old"]')
    assert len(messages_in(tmp_path, text)) == 1
    assert messages_in(tmp_path, waived(waiver, text)) == []


def test_a_waiver_of_a_pattern_that_excludes_nothing_is_a_finding(tmp_path: Path) -> None:
    waiver = 'tool.ruff.extend-exclude."src/app/old" = "vendored"'
    (message,) = messages_in(tmp_path, waived(waiver))
    assert message.endswith("waives nothing: remove it")


def test_patterns_start_at_the_file_that_has_them(tmp_path: Path) -> None:
    extends = 'extend = "../../pyproject.toml"\n'
    below = {"src/app/ruff.toml": f'{extends}extend-exclude = ["src/app/old"]\n'}
    assert messages_in(tmp_path, GOOD, **below) == []
    below = {"src/app/ruff.toml": f'{extends}extend-exclude = ["old/a.py"]\n'}
    (message,) = messages_in(tmp_path, GOOD, **below)
    assert message.startswith('`extend-exclude` has "old/a.py", which excludes')


def test_settings_of_a_workspace_leave_out_code_of_its_members(tmp_path: Path) -> None:
    member = '[project]\nname = "part"\nversion = "1"\ndescription = "d"\nreadme = "r"\n'
    files = {"part/pyproject.toml": member, "part/src/part/__init__.py": ""}
    text = adding(RUFF, 'extend-exclude = ["part/src"]').replace('["app"]', '["app", "part"]')
    (message,) = messages_in(tmp_path, text.replace('["src"]', '["src", "part/src"]'), **files)
    assert "excludes `part/src/part/__init__.py`;" in message


@pytest.mark.parametrize(
    ("pattern", "path", "is_held"),
    [
        pytest.param("a/{b,c}", "a/c/x.py", True, id="either"),
        pytest.param("a/{b,c}", "a/d/x.py", False, id="neither"),
        pytest.param("a,b", "a,b/x.py", True, id="a comma outside"),
        pytest.param("[!b]", "a/x.py", True, id="not that"),
        pytest.param("[!a].py", "b/a.py", False, id="just that"),
        pytest.param("**/x.py", "x.py", True, id="any number of directories"),
        pytest.param("a/**/x.py", "a/x.py", True, id="none between"),
        pytest.param("a/**/x.py", "a/b/c/x.py", True, id="two between"),
        pytest.param("a/**", "a/b", True, id="all below"),
        pytest.param("a.b", "axb", False, id="a dot is a dot"),
        pytest.param("../d/a", "a/x.py", True, id="there and back"),
        pytest.param("a\\*b", "a*b", True, id="a star that is one"),
        pytest.param("{a", "a", False, id="no pattern"),
        pytest.param("*a" * 30 + "b", "a" * 200, False, id="many stars"),
        pytest.param("{a,aa}" * 30 + "b", "a" * 60, False, id="many alternatives"),
        pytest.param("**/a/" * 30 + "b", "a/" * 200 + "c", False, id="many times any directories"),
    ],
)
def test_a_glob_of_ruff(pattern: str, path: str, *, is_held: bool) -> None:
    assert Glob(pattern, "d").holds(f"d/{path}") is is_held


@pytest.mark.parametrize(
    ("pattern", "path", "is_left_out"),
    [
        pytest.param("old/$", "app/old/a.py", True, id="a directory ends with a slash"),
        pytest.param("old/$", "app/told.py", False, id="a file does not"),
        pytest.param("a\\.py$", "app/a.py", True, id="a file"),
        pytest.param("^a\\.py$", "app/a.py", False, id="from the start"),
        pytest.param("(?x) old / # all of it", "app/old/a.py", True, id="verbose"),
        pytest.param("[[a]", "app/a.py", True, id="that Python warns of"),
        pytest.param("(", "app/a.py", False, id="no expression"),
        pytest.param("^(?!app/)", "src/a.py", True, id="what does not follow"),
        pytest.param("^(?!app/)", "app/a.py", False, id="what follows"),
        pytest.param("(a+)+$", f"app/{'a' * 200}.py", False, id="all ways to split a run"),
        pytest.param("(.*)*(.*)*x$", f"{'a/' * 200}b.py", False, id="any number of anything"),
    ],
)
def test_an_expression_of_mypy(pattern: str, path: str, *, is_left_out: bool) -> None:
    assert Exclude(pattern).holds(path) is is_left_out


def test_the_code_of_the_application_is_its_packages_without_tests_and_migrations() -> None:
    assert modules_in([*FILES, "src/run.py", "setup.py", "scripts/a.py"]) == [
        "src/app/__init__.py",
        "src/app/old/__init__.py",
        "src/app/old/a.py",
        "src/app/b.py",
        "src/run.py",
    ]
    assert modules_in(["app/__init__.py", "app/a.py", "tests/__init__.py", "b.py"]) == [
        "app/__init__.py",
        "app/a.py",
    ]
