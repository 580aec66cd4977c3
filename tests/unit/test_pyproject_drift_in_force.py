"""What is in force, not what is written: shadow files, nested tables, what is extended."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from mypy.config_parser import toml_config_types
from mypy.options import Options

from standards_hooks.project import mypy_options
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
    waived,
)


if TYPE_CHECKING:
    from pathlib import Path


EXTENDS = 'extend = "../pyproject.toml"\n'
RUFF_TOML = RUFF.replace("[tool.ruff]\n", "").replace("[tool.ruff.", "[")
INI_PAIRS = [line for line in MYPY.split("\n\n")[0].splitlines()[1:] if "plugins" not in line]
MYPY_INI = "[mypy]\n" + "\n".join(line.replace('"', "") for line in INI_PAIRS)
MYPY_INI += "\nplugins = pydantic.mypy\n\n[mypy-tests.*]\ndisallow_untyped_defs = False\n"


def found_in(
    root: Path, files: dict[str, str], text: str = GOOD
) -> list[tuple[str, int, int, str]]:
    """Return file, line, column and beginning of each finding."""
    repository(root, {**LAYOUT, "pyproject.toml": text, **files})
    return [
        (os.path.relpath(each.path, root), each.line, each.column, each.message.partition(";")[0])
        for each in findings_of(root)
    ]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"ruff.toml": RUFF_TOML}, id="ruff.toml"),
        pytest.param({".ruff.toml": RUFF_TOML, "ruff.toml": ""}, id=".ruff.toml hides ruff.toml"),
        pytest.param({"mypy.ini": MYPY_INI}, id="mypy.ini"),
        pytest.param({".mypy.ini": MYPY_INI}, id=".mypy.ini"),
        pytest.param({"mypy.ini": MYPY_INI, ".mypy.ini": ""}, id="mypy.ini hides .mypy.ini"),
        pytest.param({"setup.cfg": "[mypy]\n"}, id="[tool.mypy] hides setup.cfg"),
        pytest.param({"a/ruff.toml": 'extend = "../pyproject.toml"\n'}, id="extends the project"),
        pytest.param(
            {"tests/ruff.toml": 'extend = "../pyproject.toml"\nlint.ignore = ["S101"]\n'},
            id="ignores what tests may ignore",
        ),
        pytest.param(
            {"tests/ruff.toml": f'{EXTENDS}[lint.per-file-ignores]\n"a.py" = ["ARG"]\n'},
            id="ignores it for a file of the tests",
        ),
        pytest.param(
            {"a/ruff.toml": 'extend = "../pyproject.toml"\nlint.extend-select = ["D"]\n'},
            id="selects more",
        ),
    ],
)  # fmt: skip
def test_a_file_with_the_required_settings_is_clean(tmp_path: Path, files: dict[str, str]) -> None:
    assert found_in(tmp_path, files) == []


@pytest.mark.parametrize(
    ("files", "found"),
    [
        pytest.param({"ruff.toml": ""}, ("ruff.toml", 1, 1, "`ruff.toml` has none of"), id="empty"),
        pytest.param(
            {".ruff.toml": ""}, (".ruff.toml", 1, 1, "`.ruff.toml` has none of"), id="hidden"
        ),
        pytest.param(
            {"ruff.toml": RUFF_TOML.replace("= 100", "= 120")},
            ("ruff.toml", 2, 1, "`line-length` is 120"),
            id="a key",
        ),
        pytest.param(
            {"ruff.toml": RUFF_TOML.replace('"S", ', "")},
            ("ruff.toml", 7, 1, "`lint.select` lacks `S`"),
            id="a rule",
        ),
        pytest.param({"mypy.ini": ""}, ("mypy.ini", 1, 1, "`mypy.ini` has none"), id="no ini"),
        pytest.param(
            {"mypy.ini": MYPY_INI.replace("warn_unreachable = true\n", "")},
            ("mypy.ini", 1, 1, "`warn_unreachable` is missing"),
            id="ini lacks a key",
        ),
        pytest.param(
            {".mypy.ini": MYPY_INI.replace("check_untyped_defs = true", "check_untyped_defs=0")},
            (".mypy.ini", 7, 1, "`check_untyped_defs` is false"),
            id="ini",
        ),
        pytest.param(
            {"mypy.ini": MYPY_INI + "[mypy-app.old]\nignore_errors = yes\n"},
            ("mypy.ini", 21, 1, '`[mypy-app.old] ignore_errors` is true for "app.old"'),
            id="ini of modules",
        ),
        pytest.param(
            {"mypy.ini": MYPY_INI + "[mypy-x.*,app.*]\n# old\nwarn_unreachable: on\n"
             "allow_untyped_defs = 1\n"},
            ("mypy.ini", 23, 1, '`[mypy-x.*,app.*] allow_untyped_defs` is true for "app.*"'),
            id="ini of several modules",
        ),
        pytest.param(
            {"mypy.ini": MYPY_INI + "ignore_errors = on\n"},
            ("mypy.ini", 20, 1, '`[mypy-tests.*] ignore_errors` is true for "tests.*"'),
            id="ini of tests",
        ),
        pytest.param(
            {".mypy.ini": MYPY_INI + "\n[mypy-boto3]\nignore_error = on\n"},
            (".mypy.ini", 22, 1, "`[mypy-boto3] ignore_error` is not an option of mypy, which"),
            id="ini with an unknown option",
        ),
        pytest.param(
            {"src/ruff.toml": 'extend = "../pyproject.toml"\nline-length = 120\n'},
            ("src/ruff.toml", 2, 1, "`line-length` is 120"),
            id="a directory below",
        ),
        pytest.param(
            {"tests/.ruff.toml": ""}, ("tests/.ruff.toml", 1, 1, "`.ruff.toml` has none of"),
            id="reset",
        ),
        pytest.param(
            {"a/ruff.toml": 'extend = "../pyproject.toml"\nlint.ignore = ["F401"]\n'},
            ("a/ruff.toml", 2, 1, "`lint.ignore` ignores `F401`"),
            id="ignores more than it extends",
        ),
        pytest.param(
            {"ruff.toml": 'extend = "base.toml"\n', "base.toml": RUFF_TOML.replace("100", "99")},
            ("base.toml", 2, 1, "`line-length` is 99"),
            id="trouble in what is extended",
        ),
        pytest.param(
            {"ruff.toml": 'line-length = 100\nextend = "nowhere.toml"\n'},
            ("ruff.toml", 2, 1, "could not be checked: it extends `nowhere.toml`, which cannot"),
            id="extends nothing",
        ),
        pytest.param(
            {"ruff.toml": 'extend = "a.toml"\n', "a.toml": 'extend = "ruff.toml"\n'},
            ("a.toml", 1, 1, "could not be checked: it extends itself"),
            id="a circle",
        ),
        pytest.param(
            {"ruff.toml": "extend = 1\n"}, ("ruff.toml", 1, 1, "could not be checked: it has an"),
            id="extends no text",
        ),
        pytest.param(
            {"ruff.toml": "a = \n"}, ("ruff.toml", 1, 5, "could not be checked: it is not valid"),
            id="no TOML",
        ),
        pytest.param(
            {"mypy.ini": "[mypy\n"}, ("mypy.ini", 1, 1, "could not be checked: it is not a valid"),
            id="no ini file",
        ),
    ],
)  # fmt: skip
def test_the_finding_is_in_the_file_that_causes_it(
    tmp_path: Path, files: dict[str, str], found: tuple[str, int, int, str]
) -> None:
    (finding,) = found_in(tmp_path, files)
    assert (finding[:3], finding[3][: len(found[3])]) == (found[:3], found[3])


@pytest.mark.parametrize(
    ("name", "old", "new", "ending"),
    [
        pytest.param(
            "mypy.ini", "python_version = 3.12", "",
            "write `python_version = 3.12` at `[mypy]`; `mypy.ini` hides `pyproject.toml`, where "
            "the standard requires this: move its settings to `[tool.mypy]` there, and remove it",
            id="no quotes",
        ),
        pytest.param(
            "mypy.ini", "python_version = 3.12", 'python_version = "3.12"',
            "write `python_version = 3.12`; `mypy.ini` hides `pyproject.toml`, where the standard "
            "requires this: move its settings to `[tool.mypy]` there, and remove it",
            id="quotes too many",
        ),
        pytest.param(
            ".mypy.ini", "plugins = pydantic.mypy", "",
            "write `plugins = pydantic.mypy` at `[mypy]`; `.mypy.ini` hides `pyproject.toml`, "
            "where the standard requires this: move its settings to `[tool.mypy]` there, and "
            "remove it",
            id="no list",
        ),
        pytest.param(
            "mypy.ini", "plugins = pydantic.mypy", "plugins = other",
            "add `pydantic.mypy`; `mypy.ini` hides `pyproject.toml`, where the standard requires "
            "this: move its settings to `[tool.mypy]` there, and remove it",
            id="one more",
        ),
        pytest.param(
            "setup.cfg", "warn_unreachable = true", "warn_unreachable = no",
            "write `warn_unreachable = true`; the standard requires this in `[tool.mypy]` of "
            "`pyproject.toml`: move the settings there",
            id="setup.cfg hides nothing",
        ),
    ],
)  # fmt: skip
def test_the_message_for_an_ini_file_is_in_ini_syntax(
    tmp_path: Path, name: str, old: str, new: str, ending: str
) -> None:
    assert old in MYPY_INI
    text = PROJECT + RUFF
    repository(tmp_path, {**LAYOUT, "pyproject.toml": text, name: MYPY_INI.replace(old, new)})
    (found,) = findings_of(tmp_path)
    assert found.message.endswith(f"): {ending}")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param("disallow_untyped_defs = true", "allow_untyped_defs = true",
                     "`tool.mypy.allow_untyped_defs` is true", id="allow"),
        pytest.param("warn_return_any = true", "no_warn_return_any = true",
                     "`tool.mypy.no_warn_return_any` is true", id="no"),
        pytest.param("no_implicit_optional = true", "implicit_optional = true",
                     "`tool.mypy.implicit_optional` is true", id="without no"),
        pytest.param("show_error_codes = true", "hide_error_codes = true",
                     "`tool.mypy.hide_error_codes` is true", id="hide"),
        pytest.param("strict_equality = true", "strict_equality = true\nno_strict_equality = true",
                     "`tool.mypy.no_strict_equality` is true", id="the last one wins"),
        pytest.param("warn_unreachable = true", "warn_unreachable = true\nwarn_unreachble = true",
                     "`tool.mypy.warn_unreachble` is not an option of mypy, which ignores it",
                     id="unknown"),
    ],
)  # fmt: skip
def test_mypy_options_count_as_mypy_reads_them(
    tmp_path: Path, old: str, new: str, found: str
) -> None:
    assert [each[3] for each in found_in(tmp_path, {}, changed((old, new)))] == [found]


@pytest.mark.parametrize(
    ("override", "findings"),
    [
        pytest.param('module = "app.*"\nallow_untyped_defs = true', 1, id="the opposite"),
        pytest.param('module = "*.models"\nignore_errors = true', 1, id="any package"),
        pytest.param('module = "app.*"\nno_check_untyped_defs = false', 0, id="no loosening"),
        pytest.param('module = "app.*"\nwarn_redundant_casts = false', 0, id="not of modules"),
        pytest.param('module = "boto3.*"\nallow_untyped_defs = true', 0, id="foreign"),
        pytest.param('module = "*"\nignore_errors = true', 0, id="no module at all"),
        pytest.param('module = "*.boto3"\nignore_errors = true', 0, id="anybody else's"),
        pytest.param('module = "*.app"\nignore_errors = true', 1, id="any of that name"),
        pytest.param('module = "ap*"\nignore_errors = true', 0, id="a pattern that is none"),
        pytest.param('module = "app.*"\ndisable_error_code = "misc"', 1, id="a code in a text"),
        pytest.param('module = "app.*"\ndisable_error_code = ""', 0, id="no code"),
        pytest.param(
            'module = "app.*"\ndisable_error_code = "misc"\nenable_error_code = ["misc"]',
            0,
            id="a code that is on again",
        ),
        pytest.param('module = "app.*"\ndisable_error_code = ["redundant-expr"]', 0, id="off yet"),
        pytest.param('module = "app.*"\nwarn_unreachable = "on"', 0, id="on in words"),
        pytest.param('module = "app.*"\nwarn_unreachable = "off"', 1, id="off in words"),
        pytest.param('module = "tests.unit.*"\nallow_untyped_defs = true', 0, id="tests may"),
        pytest.param('module = "tests.*"\nignore_errors = true', 1, id="tests may not"),
        pytest.param('module = ["tests", "app.x"]\ncheck_untyped_defs = false', 1, id="both"),
        pytest.param('module = "testsuite.*"\nignore_errors = true', 0, id="like tests"),
        pytest.param('module = "alembic.env"\nwarn_unreachable = false', 0, id="migrations may"),
    ],
)
def test_overrides_of_own_modules_must_not_loosen(
    tmp_path: Path, override: str, findings: int
) -> None:
    text = f"{GOOD}[[tool.mypy.overrides]]\n{override}\n"
    assert len(found_in(tmp_path, {"src/app/models.py": ""}, text)) == findings


def test_the_message_says_what_tests_may_set(tmp_path: Path) -> None:
    text = f'{GOOD}[[tool.mypy.overrides]]\nmodule = "tests.unit.*"\nignore_errors = true\n'
    repository(tmp_path, {**LAYOUT, "pyproject.toml": text})
    (found,) = findings_of(tmp_path)
    assert found.message == (
        '`tool.mypy.overrides.ignore_errors` is true for "tests.unit.*"; the standard allows '
        'only `disallow_untyped_defs = false` for "tests.*" (Type Hints, mypy Configuration): '
        "remove it, or waive it (`--show-source`)"
    )
    assert found.advice.endswith('\ntool.mypy.overrides."tests.unit.*".ignore_errors = "reason"')


@pytest.mark.parametrize(
    ("overrides", "what"),
    [
        pytest.param("[[tool.mypy.overrides]]\nignore_errors = true\n",
                     "has an entry whose `module` names no modules", id="no module"),
        pytest.param("[[tool.mypy.overrides]]\nmodule = [1]\n",
                     "has an entry whose `module` names no modules", id="a number"),
        pytest.param('[tool.mypy.overrides]\nmodule = "a"\n', 'is { module = "a" }, not an array',
                     id="one table"),
        pytest.param('[[tool.mypy.overrides]]\nmodule = "a"\nfollow_imports = "skip"\n'
                     '[[tool.mypy.overrides]]\nmodule = ["b", "a"]\nfollow_imports = "silent"\n',
                     'has two values of `follow_imports` for "a"', id="two things"),
    ],
)  # fmt: skip
def test_overrides_that_make_mypy_pass_over_the_whole_table_are_a_finding(
    tmp_path: Path, overrides: str, what: str
) -> None:
    text = GOOD.partition("[[tool.mypy.overrides]]")[0] + overrides
    (found,) = found_in(tmp_path, {}, text)
    assert found[3].startswith(f"`tool.mypy.overrides` {what}")
    assert "ignores all of `[tool.mypy]`" in found[3]


def test_the_options_are_those_of_the_installed_mypy() -> None:
    options = Options()
    own = {name for name in dir(options) if not name.startswith("_")}
    values = {name: getattr(options, name) for name in own}
    switches = {name for name, value in values.items() if type(value) is bool}
    assert set(mypy_options.SWITCHES.split()) == switches
    assert set(toml_config_types) <= mypy_options.names()


@pytest.mark.parametrize(
    ("waiver", "name", "content"),
    [
        pytest.param('ruff.toml = "generated"', "ruff.toml", "", id="bare"),
        pytest.param('".ruff.toml" = "generated"', ".ruff.toml", "a = ", id="unreadable"),
        pytest.param('"src/ruff.toml" = "generated"', "src/ruff.toml", "", id="below"),
        pytest.param('mypy.ini = "generated"', "mypy.ini", "", id="mypy"),
        pytest.param('tool.ruff.line-length = "wide"', "ruff.toml",
                     RUFF_TOML.replace("= 100", "= 120"), id="a key in it"),
    ],
)  # fmt: skip
def test_a_waiver_reaches_a_file(tmp_path: Path, waiver: str, name: str, content: str) -> None:
    files = {name: content}
    assert found_in(tmp_path, files) != []
    assert found_in(tmp_path, files, waived(waiver)) == []


def test_a_waiver_of_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, {}, waived('ruff.toml = "generated"'))
    assert found[3] == "the waiver of `ruff.toml` waives nothing: remove it"


def test_an_outer_file_without_a_project_is_checked_once_for_all_that_inherit_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tools = PROJECT + MYPY
    files = {"a/pyproject.toml": tools, "b/pyproject.toml": tools, "ruff.toml": RUFF_TOML}
    repository(tmp_path, {**files, "ruff.toml": RUFF_TOML.replace("= 100", "= 99")})
    monkeypatch.chdir(tmp_path)
    assert main(["."]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("ruff.toml:2:1: pyproject-drift `line-length` is 99")


def test_a_child_that_extends_a_project_is_reported_only_for_its_own_settings(
    tmp_path: Path,
) -> None:
    child = f'{PROJECT}[tool.ruff]\nextend = "../pyproject.toml"\n'
    repository(tmp_path, {**LAYOUT, "pyproject.toml": changed(("= 100", "= 99"))})
    repository(tmp_path, {"part/pyproject.toml": child, "part/src/part/__init__.py": ""})
    packages, roots = findings_of(tmp_path, "part")
    assert 'known-first-party = ["app", "part"]' in packages.message
    # What it extends says `src` of its own directory, so that Ruff does not look into `part/src`.
    assert 'write `src = ["src"]` under `[tool.ruff]`' in roots.message


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_a_pyproject_that_is_no_file_is_a_finding(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pyproject.toml"
    path.symlink_to("nowhere") if kind == "link" else os.mkfifo(path)
    monkeypatch.chdir(tmp_path)
    assert main([]) == 1
    assert main(["pyproject.toml"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert all(
        "pyproject.toml:1:1: pyproject-drift could not be checked: it" in each for each in lines
    )
