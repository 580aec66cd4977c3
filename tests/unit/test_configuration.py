"""`[tool.standards-hooks]`: which table is in force, and what is wrong with one."""

from pathlib import Path

import pytest

from tests.unit.bad_names import BAD_NAMES, OTHER, check


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """The root of a repository, as the working directory."""
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    monkeypatch.chdir(root)
    return root


def write(root, files):
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


BAD = "1:1: bad-names `bad` is bad"
WORSE = "1:6: bad-names `worse` is bad"
SOURCE = "bad; worse\n"
TABLE = "[tool.standards-hooks.bad-names]\n"
STRICT = f"{TABLE}strict = true\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, [BAD], id="none"),
        pytest.param({"pyproject.toml": STRICT}, [BAD, WORSE], id="at-the-root"),
        pytest.param({"a/pyproject.toml": STRICT}, [BAD, WORSE], id="above-the-file"),
        pytest.param({"a/b/pyproject.toml": STRICT}, [BAD, WORSE], id="beside-the-file"),
        pytest.param({"c/pyproject.toml": STRICT}, [BAD], id="in-another-directory"),
        pytest.param({"../pyproject.toml": STRICT}, [BAD], id="above-the-repository"),
        pytest.param(
            {"pyproject.toml": STRICT, "a/pyproject.toml": "[project]\n"},
            [BAD, WORSE],
            id="a-nearer-file-without-a-table-counts-for-nothing",
        ),
        pytest.param(
            {"pyproject.toml": STRICT, "a/pyproject.toml": "# standards-hooks\n[project]\n"},
            [BAD, WORSE],
            id="a-nearer-file-that-only-mentions-the-name-counts-for-nothing",
        ),
        pytest.param(
            {"pyproject.toml": STRICT, "a/pyproject.toml": "[tool.standards-hooks]\n"},
            [BAD],
            id="the-nearest-table-wins-whole-even-empty",
        ),
        pytest.param(
            {"pyproject.toml": STRICT, "a/pyproject.toml": "[tool.standards-hooks.other-hook]\n"},
            [BAD],
            id="the-nearest-table-wins-whole-for-every-hook",
        ),
        pytest.param(
            {
                "pyproject.toml": STRICT,
                "a/pyproject.toml": '[tool.standards-hooks]\nextend = "../pyproject.toml"\n',
            },
            [BAD, WORSE],
            id="extend-inherits",
        ),
        pytest.param(
            {
                "pyproject.toml": STRICT,
                "a/pyproject.toml": '[tool.standards-hooks]\nextend = "../pyproject.toml"\n'
                f"{TABLE}strict = false\n",
            },
            [BAD],
            id="extend-is-overridden",
        ),
        pytest.param(
            {
                "pyproject.toml": STRICT,
                "a/pyproject.toml": '[tool.standards-hooks]\nextend = "../pyproject.toml"\n'
                f"{TABLE}limit = 5\n",
            },
            [BAD, WORSE],
            id="extend-merges-the-table-of-a-hook",
        ),
        pytest.param(
            {
                "pyproject.toml": STRICT,
                "a/pyproject.toml": '[tool.standards-hooks]\nextend = "../pyproject.toml"\n',
                "a/b/pyproject.toml": '[tool.standards-hooks]\nextend = "../pyproject.toml"\n',
            },
            [BAD, WORSE],
            id="extend-twice",
        ),
        pytest.param({"a/pyproject.toml": b"\xff\xfe not TOML ["}, [BAD], id="broken-fixture"),
        pytest.param({"a/pyproject.toml/x": ""}, [BAD], id="a-directory-of-that-name"),
        pytest.param({"a/.git": "gitdir: x", "pyproject.toml": STRICT}, [BAD], id="submodule"),
    ],
)
def test_the_nearest_table_up_to_the_root_of_the_repository_is_in_force(
    repository, files, expected
):
    write(repository, {"a/b/app.py": SOURCE, **files})
    assert check("a/b/app.py") == (expected, [])
    assert check(repository / "a/b/app.py") == (expected, [])


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param("[tool.standards-hooks]\nexclude = ['a']\n", [], id="directory"),
        pytest.param("[tool.standards-hooks]\nexclude = ['*.py']\n", [], id="ending"),
        pytest.param("[tool.standards-hooks]\nexclude = ['a/b/app.py']\n", [], id="path"),
        pytest.param("[tool.standards-hooks]\nexclude = ['b/app.py']\n", [BAD], id="not-from-here"),
        pytest.param(f"{TABLE}exclude = ['a']\n", [], id="for-the-hook"),
        pytest.param(
            "[tool.standards-hooks.other-hook]\nexclude = ['a']\n", [BAD], id="for-another-hook"
        ),
    ],
)
def test_excluded_files_are_not_checked(repository, table, expected):
    write(repository, {"a/b/app.py": "bad\n", "pyproject.toml": table})
    assert check("a/b/app.py") == (expected, [])


def test_globs_start_at_the_table_that_holds_them(repository):
    write(
        repository,
        {
            "a/b/app.py": "bad\n",
            "a/pyproject.toml": "[tool.standards-hooks]\nexclude = ['b/*.py']  # for now\n",
        },
    )
    assert check("a/b/app.py") == ([], [])


@pytest.mark.parametrize("name", ["api_pb2.py", "api_pb2_grpc.py", "api_pb2.pyi"])
def test_generated_files_are_not_checked(repository, name):
    write(repository, {name: "bad\n"})
    assert check(name) == ([], [])


def test_exclude_on_the_command_line_works_as_in_the_table(repository):
    write(repository, {"a/app.py": "bad\n"})
    assert check("a/app.py", overrides={"exclude": ("a",)}) == ([], [])


def test_the_command_line_wins_over_the_table(repository):
    write(repository, {"app.py": SOURCE, "pyproject.toml": STRICT})
    assert check("app.py", overrides={"strict": False}) == ([BAD], [])


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "max-size = 3",
            ["1:1: bad-names could not be checked: it is larger than max-size, 3 bytes"],
            id="too-small",
        ),
        pytest.param("max-size = 4", [BAD], id="exactly"),
    ],
)
def test_the_largest_file_is_an_option(repository, table, expected):
    write(repository, {"app.py": "bad\n", "pyproject.toml": f"[tool.standards-hooks]\n{table}\n"})
    assert check("app.py") == (expected, [])


def test_the_largest_file_is_a_mebibyte_unless_said_otherwise(repository):
    write(repository, {"fits.py": "#" * 1_048_576, "large.py": "#" * 1_048_577})
    assert check("fits.py", "large.py") == (
        ["1:1: bad-names could not be checked: it is larger than max-size, 1048576 bytes"],
        [],
    )


UNPARSABLE = {
    "broken.py": "x = = 1\n",
    "latin.py": b"x = '\xe9'\n",
    "nul.py": b"\0",
    "deep.py": "(" * 5_000,
    "newer.py": "try: pass\nexcept not A, B: pass\n",
}


@pytest.mark.parametrize("name", UNPARSABLE)
def test_what_cannot_be_parsed_is_reported_or_skipped(repository, name):
    write(repository, {**UNPARSABLE, "app.py": "bad\n"})
    findings, errors = check(name, "app.py")
    assert [finding for finding in findings if "could not be checked: it " in finding]
    assert not errors
    assert check(name, "app.py", overrides={"unparsable": "skip"}) == ([BAD], [])


def test_a_missing_file_is_reported_even_where_unparsable_ones_are_skipped(repository):
    findings, _ = check("missing.py", overrides={"unparsable": "skip"})
    assert findings == [
        "1:1: bad-names could not be checked: it cannot be read: No such file or directory"
    ]


@pytest.mark.parametrize(
    ("table", "error"),
    [
        pytest.param(
            "[tool.standards-hooks]\nexcldue = []\n",
            "unknown option `tool.standards-hooks.excldue`; did you mean `exclude`?",
            id="unknown-key",
        ),
        pytest.param(
            "[tool.standards-hooks.bad-name]\n",
            "unknown option `tool.standards-hooks.bad-name`; did you mean `bad-names`?",
            id="unknown-hook",
        ),
        pytest.param(
            "[tool.standards-hooks]\nzzzzzz = 1\n",
            "unknown option `tool.standards-hooks.zzzzzz`",
            id="unlike-any",
        ),
        pytest.param(
            f"{TABLE}stricd = true\n",
            "unknown option `tool.standards-hooks.bad-names.stricd`; did you mean `strict`?",
            id="unknown-key-of-a-hook",
        ),
        pytest.param(
            f"{TABLE}max-size = 1\n",
            "unknown option `tool.standards-hooks.bad-names.max-size`",
            id="common-key-at-a-hook",
        ),
        pytest.param(
            "[tool.standards-hooks]\nexclude = 'a'\n",
            "`tool.standards-hooks.exclude` must be a list of strings",
            id="string-for-a-list",
        ),
        pytest.param(
            "[tool.standards-hooks]\nexclude = [1]\n",
            "`tool.standards-hooks.exclude` must be a list of strings",
            id="list-of-numbers",
        ),
        pytest.param(
            "[tool.standards-hooks]\nmax-size = '1'\n",
            "`tool.standards-hooks.max-size` must be a number, 0 or more",
            id="string-for-a-number",
        ),
        pytest.param(
            "[tool.standards-hooks]\nmax-size = true\n",
            "`tool.standards-hooks.max-size` must be a number, 0 or more",
            id="flag-for-a-number",
        ),
        pytest.param(
            "[tool.standards-hooks]\nmax-size = -1\n",
            "`tool.standards-hooks.max-size` must be a number, 0 or more",
            id="negative-number",
        ),
        pytest.param(
            "[tool.standards-hooks]\nunparsable = 'ignore'  # for now\n",
            "`tool.standards-hooks.unparsable` must be `report` or `skip`, not `ignore`",
            id="no-such-choice",
        ),
        pytest.param(
            f"{TABLE}strict = 1\n",
            "`tool.standards-hooks.bad-names.strict` must be true or false",
            id="number-for-a-flag",
        ),
        pytest.param(
            f"{TABLE}mode = ['loose']\n",
            "`tool.standards-hooks.bad-names.mode` must be a string",
            id="list-for-a-string",
        ),
        pytest.param(
            f"{TABLE}names = ['ugly', 'pretty']\n",
            "`tool.standards-hooks.bad-names.names` must be `ugly` or `vile`, not `pretty`",
            id="no-such-choice-in-a-list",
        ),
        pytest.param(
            f"{TABLE}reasons = ['x']\n",
            "`tool.standards-hooks.bad-names.reasons` must be a table of strings",
            id="list-for-a-table",
        ),
        pytest.param(
            f"{TABLE}reasons = {{a = 1}}\n",
            "`tool.standards-hooks.bad-names.reasons` must be a table of strings",
            id="table-of-numbers",
        ),
        pytest.param(
            "[tool]\nstandards-hooks = 1\n", "`tool.standards-hooks` must be a table", id="number"
        ),
        pytest.param(
            "[tool.standards-hooks]\nbad-names = 1\n",
            "`tool.standards-hooks.bad-names` must be a table",
            id="number-for-a-hook",
        ),
        pytest.param(
            "[tool.standards-hooks]\nextend = 1\n",
            "`tool.standards-hooks.extend` must be a string",
            id="extend-is-a-number",
        ),
        pytest.param(
            "[tool.standards-hooks]\nextend = 'nowhere.toml'\n",
            "`tool.standards-hooks.extend`: `nowhere.toml` has no `[tool.standards-hooks]`",
            id="extend-leads-nowhere",
        ),
        pytest.param(
            "[tool.standards-hooks]\nextend = 'pyproject.toml'\n",
            "`tool.standards-hooks.extend` is circular",
            id="extend-leads-to-itself",
        ),
        pytest.param(
            "[tool.standards-hooks\n",
            "is not valid TOML: Expected ']' at the end of a table declaration"
            " (at line 1, column 22)",
            id="broken",
        ),
        pytest.param(b"[tool.standards-hooks]\n# \xe9\n", "is not UTF-8", id="latin-1"),
        pytest.param(
            f"[tool.standards-hooks]\nmax-size = {'1' * 5_000}\n",
            "is not valid TOML: a number in it has more than 64 bits",
            id="number-too-long",
        ),
        pytest.param(
            f"[tool.standards-hooks]\nmax-size = 0x{'f' * 5_000}\n",
            "is not valid TOML: a number in it has more than 64 bits",
            id="hexadecimal-number-too-long",
        ),
        pytest.param(
            f"[tool.standards-hooks]\nexclude = {'[' * 5_000}\n",
            "is nested too deeply",
            id="too-deep",
        ),
    ],
)
def test_a_mistake_is_one_line_and_the_files_elsewhere_are_checked(repository, table, error):
    write(
        repository,
        {"a/app.py": "bad\n", "a/b/app.py": "bad\n", "a/pyproject.toml": table, "app.py": "bad\n"},
    )
    expected = f"{Path('a', 'pyproject.toml')}: {error}"
    assert check("a/app.py", "a/b/app.py", "app.py") == ([BAD], [expected])


def test_extend_in_a_circle_of_two_is_a_mistake(repository):
    for name, other in (("a", "b"), ("b", "a")):
        table = f"[tool.standards-hooks]\nextend = '../{other}/pyproject.toml'\n"
        write(repository, {f"{name}/pyproject.toml": table, f"{name}/app.py": "bad\n"})
    circle = "`tool.standards-hooks.extend` is circular"
    assert check("a/app.py") == (
        [],
        [f"{Path('b', 'pyproject.toml')}: {circle}"],
    )


@pytest.mark.threat("bounded")
@pytest.mark.parametrize(("others", "is_read"), [(19, True), (20, False), (2_000, False)])
def test_a_chain_of_extended_tables_ends(repository, others, is_read):
    for number in range(others):
        table = f"[tool.standards-hooks]\nextend = '{number + 1}.toml'\n"
        write(repository, {"pyproject.toml" if number == 0 else f"{number}.toml": table})
    write(repository, {f"{others}.toml": "[tool.standards-hooks]\n", "app.py": "bad\n"})
    reason = "`tool.standards-hooks.extend` goes through more than 20 files"
    assert check("app.py") == (([BAD], []) if is_read else ([], [f"pyproject.toml: {reason}"]))


def test_the_table_of_another_hook_is_not_checked(repository):
    table = "[tool.standards-hooks.other-hook]\nwhatever = 1\n"
    write(repository, {"app.py": "bad\n", "pyproject.toml": table})
    assert check("app.py") == ([BAD], [])
    findings, errors = check("app.py", hooks=(BAD_NAMES, OTHER))
    assert findings == []
    assert errors == ["pyproject.toml: unknown option `tool.standards-hooks.other-hook.whatever`"]


def test_lists_numbers_and_choices_reach_the_rule(repository):
    table = f"{TABLE}names = ['ugly']\nlimit = 7\nmode = 'tight'\nreasons = {{a = 'b'}}\n"
    write(repository, {"app.py": "ugly\n", "pyproject.toml": table})
    assert check("app.py") == (["1:1: bad-names `ugly` is bad"], [])


def test_nothing_is_written(repository):
    write(repository, {"app.py": SOURCE, "pyproject.toml": STRICT})
    before = sorted(repository.rglob("*"))
    check("app.py")
    assert sorted(repository.rglob("*")) == before
