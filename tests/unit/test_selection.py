"""`select`, `ignore`, `per-file-ignores` and `warn`: which hooks check what, and what fails."""

import pytest

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.core.finding import Finding
from standards_hooks.engine.checking import Checker
from standards_hooks.engine.hook import Hook
from tests.unit.bad_names import BAD_NAMES, HOOK_IDS, check
from tests.unit.repositories import write_files


TABLE = "[tool.standards-hooks]\n"
BAD = "1:1: bad-names `bad` is bad"
UGLY = "1:1: other-hook ugly"


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """The root of a repository, as the working directory."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def find_ugly(module, options):
    yield Finding(module.path, 1, 1, "other-hook", "ugly")


UGLY_HOOK = Hook("other-hook", "Nothing ugly.", find=find_ugly)
BOTH = (BAD_NAMES, UGLY_HOOK)


@pytest.mark.parametrize(
    ("table", "overrides", "expected"),
    [
        pytest.param("", {}, [BAD, UGLY], id="all-by-default"),
        pytest.param('select = ["bad-names"]', {}, [BAD], id="select"),
        pytest.param('select = ["ALL"]', {}, [BAD, UGLY], id="select-all"),
        pytest.param("select = []", {}, [], id="select-none"),
        pytest.param('ignore = ["bad-names"]', {}, [UGLY], id="ignore"),
        pytest.param('ignore = ["ALL"]', {}, [], id="ignore-all"),
        pytest.param(
            'select = ["bad-names"]\nignore = ["bad-names"]', {}, [], id="ignore-wins-over-select"
        ),
        pytest.param("", {"select": ("other-hook",)}, [UGLY], id="select-by-the-command-line"),
        pytest.param("", {"ignore": ("other-hook",)}, [BAD], id="ignore-by-the-command-line"),
        pytest.param(
            'ignore = ["bad-names"]',
            {"select": ("bad-names",)},
            [BAD],
            id="the-command-line-selects-what-the-table-ignores",
        ),
        pytest.param(
            'select = ["bad-names"]',
            {"ignore": ("bad-names",)},
            [],
            id="the-command-line-ignores-what-the-table-selects",
        ),
        pytest.param('per-file-ignores."app/*.py" = ["bad-names"]', {}, [UGLY], id="by-path"),
        pytest.param('per-file-ignores."app" = ["ALL"]', {}, [], id="by-directory-and-all"),
        pytest.param('per-file-ignores."user.py" = ["bad-names"]', {}, [UGLY], id="by-name"),
        pytest.param('per-file-ignores."tests" = ["ALL"]', {}, [BAD, UGLY], id="another-directory"),
        pytest.param(
            'per-file-ignores."app" = ["bad-names"]\nper-file-ignores."*.py" = ["other-hook"]',
            {},
            [],
            id="two-globs",
        ),
        pytest.param(
            "", {"per-file-ignores": ("app:bad-names",)}, [UGLY], id="glob-by-the-command-line"
        ),
        pytest.param(
            'per-file-ignores."app" = ["bad-names"]',
            {"select": ("bad-names",)},
            [],
            id="files-stay-exempt-from-what-the-command-line-selects",
        ),
    ],
)
def test_which_hooks_check_a_file(repository, table, overrides, expected):
    write_files(repository, {"pyproject.toml": TABLE + table, "app/user.py": "bad\n"})
    assert check("app/user.py", hooks=BOTH, overrides=overrides) == (expected, [])


def test_a_file_that_cannot_be_parsed_is_reported_whatever_is_ignored_of_it(repository):
    table = f'{TABLE}ignore = ["other-hook"]\nper-file-ignores."*.pyi" = ["ALL"]\n'
    write_files(repository, {"pyproject.toml": table, "user.py": "def (\n"})
    found, _ = check("user.py", hooks=BOTH, is_suite=True)
    assert [each.partition(":")[0] for each in found] == ["1"]
    assert "standards could not be checked" in found[0]


def test_a_suppression_of_a_hook_that_does_not_run_is_not_called_unused(repository):
    source = "good = 1  # standards: ignore[bad-names] a name of the protocol\n"
    write_files(
        repository,
        {
            "pyproject.toml": f'{TABLE}ignore = ["bad-names"]\n',
            "user.py": source,
            "b/user.py": source,
        },
    )
    assert check("user.py", hooks=BOTH) == ([UGLY], [])


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        pytest.param(
            'ignore = ["bad-name"]',
            "`tool.standards-hooks.ignore` names an unknown hook `bad-name`;"
            " did you mean `bad-names`?",
            id="unknown-hook",
        ),
        pytest.param(
            'per-file-ignores.tests = ["F401"]',
            "`tool.standards-hooks.per-file-ignores` names an unknown hook `F401`",
            id="code-of-another-tool",
        ),
        pytest.param(
            'per-file-ignores = ["tests:bad-names"]',
            "`tool.standards-hooks.per-file-ignores` must be a table of lists of strings",
            id="list-for-a-table",
        ),
        pytest.param(
            'per-file-ignores.tests = "bad-names"',
            "`tool.standards-hooks.per-file-ignores` must be a table of lists of strings",
            id="string-for-a-list",
        ),
        pytest.param(
            'select = "bad-names"',
            "`tool.standards-hooks.select` must be a list of strings",
            id="string-for-select",
        ),
        pytest.param(
            "warn = [1]", "`tool.standards-hooks.warn` must be a list of strings", id="number"
        ),
    ],
)
def test_a_table_that_selects_wrongly_is_an_error_that_names_the_key(repository, table, reason):
    write_files(repository, {"pyproject.toml": TABLE + table, "user.py": "bad\n"})
    assert check("user.py", hooks=BOTH) == ([], [f"pyproject.toml: {reason}"])


@pytest.mark.parametrize(
    ("overrides", "reason"),
    [
        pytest.param(
            {"select": ("bad-name",)},
            "`--select` names an unknown hook `bad-name`; did you mean `bad-names`?",
            id="unknown-hook",
        ),
        pytest.param(
            {"per-file-ignores": ("bad-names",)},
            "`--per-file-ignores`: write `GLOB:HOOK`, not `bad-names`",
            id="no-glob",
        ),
    ],
)
def test_a_command_line_that_selects_wrongly_is_an_error(overrides, reason):
    with pytest.raises(ConfigurationError) as caught:
        Checker(BOTH, HOOK_IDS, overrides)
    assert str(caught.value) == f"command line: {reason}"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param("", [False, False], id="none"),
        pytest.param('warn = ["bad-names"]', [True, False], id="one"),
        pytest.param('warn = ["ALL"]', [True, True], id="all"),
    ],
)
def test_what_only_warns(repository, table, expected):
    write_files(repository, {"pyproject.toml": TABLE + table, "user.py": "bad\n"})
    checker = Checker(BOTH, HOOK_IDS, {})
    checker.check_file("user.py")
    checker.findings.sort(key=Finding.order)
    assert [finding.is_warning for finding in checker.findings] == expected


def test_a_file_that_cannot_be_checked_fails_whatever_warns(repository):
    write_files(repository, {"pyproject.toml": f'{TABLE}warn = ["ALL"]\n', "user.py": "def (\n"})
    checker = Checker(BOTH, HOOK_IDS, {}, is_suite=True)
    checker.check_file("user.py")
    assert [(each.hook, each.is_warning) for each in checker.findings] == [("standards", False)]
