"""The command line of a hook."""

import pytest

from standards_hooks import __version__
from standards_hooks.engine.arguments import read_arguments
from tests.unit.bad_names import BAD_NAMES


def read(*argv: str) -> tuple[list[str], dict[str, object]]:
    arguments = read_arguments(BAD_NAMES, argv)
    return arguments.paths, dict(arguments.overrides)


@pytest.mark.parametrize(
    ("argv", "paths", "overrides"),
    [
        pytest.param([], [], {}, id="nothing"),
        pytest.param(["a.py", "b c.py"], ["a.py", "b c.py"], {}, id="files"),
        pytest.param(["--strict", "a.py"], ["a.py"], {"strict": True}, id="flag"),
        pytest.param(["a.py", "--strict"], ["a.py"], {"strict": True}, id="flag-behind"),
        pytest.param(["--no-strict", "a.py"], ["a.py"], {"strict": False}, id="flag-off"),
        pytest.param(["--limit", "5", "a.py"], ["a.py"], {"limit": 5}, id="number"),
        pytest.param(["--limit=5"], [], {"limit": 5}, id="equals-sign"),
        pytest.param(["--mode", "tight"], [], {"mode": "tight"}, id="choice"),
        pytest.param(["--names", "ugly,vile"], [], {"names": ("ugly", "vile")}, id="list"),
        pytest.param(
            ["--names", "ugly", "--names=vile"], [], {"names": ("ugly", "vile")}, id="list-twice"
        ),
        pytest.param(
            ["--names", "ugly,"], [], {"names": ("ugly",)}, id="list-with-a-comma-too-many"
        ),
        pytest.param(
            ["--exclude", "a,b", "--max-size", "9", "--unparsable", "skip"],
            [],
            {"exclude": ("a", "b"), "max-size": 9, "unparsable": "skip"},
            id="options-of-the-suite",
        ),
        pytest.param(["--strict", "--", "-a.py"], ["-a.py"], {"strict": True}, id="two-dashes"),
        pytest.param(["--", "--strict"], ["--strict"], {}, id="two-dashes-alone"),
    ],
)
def test_files_and_options_are_read(argv, paths, overrides):
    assert read(*argv) == (paths, overrides)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("-a.py", id="one-dash"),
        pytest.param("--a.py", id="two-dashes"),
        pytest.param("-", id="dash-alone"),
        pytest.param("--stric", id="beginning-of-an-option"),
        pytest.param("--a=b.py", id="equals-sign"),
        pytest.param("-s t.py", id="blank"),
    ],
)
def test_a_file_whose_name_begins_with_a_dash_is_a_file(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).touch()
    assert read("b.py", name, "--strict") == (["b.py", name], {"strict": True})
    assert read(name) == ([name], {})


@pytest.mark.parametrize(
    ("argv", "paths", "overrides"),
    [
        pytest.param(["a.py", "--strict"], ["a.py", "--strict"], {}, id="a-file-alone"),
        pytest.param(["--strict", "a.py"], ["a.py", "--strict"], {}, id="the-file-comes-first"),
        pytest.param(
            ["--strict", "a.py", "--strict"],
            ["a.py", "--strict"],
            {"strict": True},
            id="an-option-of-the-user-and-a-file",
        ),
        pytest.param(["a.py", "--limit=5"], ["a.py", "--limit=5"], {}, id="with-a-value"),
        pytest.param(["--limit=6", "--limit=5"], ["--limit=5"], {"limit": 6}, id="other-value"),
        pytest.param(
            ["a.py", "--help", "--version"], ["a.py", "--help", "--version"], {}, id="end"
        ),
        pytest.param(["a.py", "--", "b.py"], ["a.py", "b.py", "--"], {}, id="two-dashes"),
        pytest.param(["--", "b.py", "--"], ["b.py", "--"], {}, id="two-dashes-and-their-file"),
    ],
)
def test_a_file_called_like_an_option_is_a_file(tmp_path, monkeypatch, argv, paths, overrides):
    monkeypatch.chdir(tmp_path)
    for name in ("--strict", "--limit=5", "--help", "--version", "--"):
        (tmp_path / name).touch()
    assert read(*argv) == (paths, overrides)


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        pytest.param(["--no-such-option"], "--no-such-option", id="unknown"),
        pytest.param(["--stric"], "--stric", id="abbreviated"),
        pytest.param(["--limit", "x"], "invalid int value: 'x'", id="no-number"),
        pytest.param(["--limit"], "expected one argument", id="no-value"),
        pytest.param(["--mode", "x"], "invalid choice: 'x'", id="no-such-choice"),
        pytest.param(
            ["--names", "ugly,x"], "--names: `x` is not one of ugly, vile", id="in-a-list"
        ),
        pytest.param(["-missing.py"], "-missing.py", id="a-dash-and-no-such-file"),
    ],
)
def test_a_wrong_option_says_which_and_ends_with_2(capsys, argv, message):
    with pytest.raises(SystemExit) as caught:
        read(*argv)
    assert caught.value.code == 2
    assert message in capsys.readouterr().err


def test_the_version_is_reported(capsys):
    with pytest.raises(SystemExit) as caught:
        read("--version")
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"standards-hooks {__version__}\n"


@pytest.mark.parametrize(
    "text",
    [
        "No bad names.",
        "--strict",
        "find `worse` as well",
        "--unparsable {report,skip}",
        "examples:",
        "  bad-names app/models.py",
        "[tool.standards-hooks.bad-names]",
        "# standards: ignore[bad-names] the reason",
        "`standards explain bad-names` prints the documentation.",
    ],
)
def test_help_shows_options_and_examples(capsys, text):
    with pytest.raises(SystemExit) as caught:
        read("--help")
    assert caught.value.code == 0
    assert text in capsys.readouterr().out


def test_a_table_has_no_form_on_the_command_line(capsys):
    with pytest.raises(SystemExit):
        read("--reasons", "a=b")
