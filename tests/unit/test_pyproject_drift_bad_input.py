"""What is no `pyproject.toml`, or half of one: one line says so, and nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standards_hooks.rules.pyproject_drift import main
from tests.unit.drifting_projects import GOOD, LAYOUT, PROJECT, RUFF, changed, repository


if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


UNREADABLE = "pyproject-drift could not be checked: it "
NOT_A_STRING = "has an `extend` that is not a string"
OPTIONAL = PROJECT[PROJECT.index("[project.optional") : PROJECT.index("[build-system]")]
BUILD = PROJECT[PROJECT.index("[build-system]") : PROJECT.index("[tool.uv]")]
GROUPS = OPTIONAL.replace("project.optional-dependencies", "dependency-groups")
FILES: dict[str, tuple[Mapping[str, str | bytes], str]] = {
    "no TOML": (
        {"pyproject.toml": "[tool.ruff\n"},
        f"pyproject.toml:1:11: {UNREADABLE}is not valid TOML: Expected ']'",
    ),
    "half a value": (
        {"pyproject.toml": f"{GOOD}[x]\ny = \n"},
        f"pyproject.toml:{GOOD.count(chr(10)) + 2}:5: {UNREADABLE}is not valid TOML: Invalid value",
    ),
    "a merge conflict": (
        {"pyproject.toml": f"<<<<<<< HEAD\n{GOOD}"},
        f"pyproject.toml:1:1: {UNREADABLE}is not valid TOML: ",
    ),
    "a key twice": (
        {"pyproject.toml": "[tool.ruff]\nfix = true\nfix = true\n"},
        f"pyproject.toml:3:11: {UNREADABLE}is not valid TOML: Cannot overwrite a value",
    ),
    "a table twice": (
        {"pyproject.toml": f"{GOOD}[tool.ruff]\n"},
        f"pyproject.toml:{GOOD.count(chr(10)) + 1}:11: {UNREADABLE}is not valid TOML: Cannot",
    ),
    "an array that does not end": (
        {"pyproject.toml": "a = [1,\n"},
        f"pyproject.toml:2:1: {UNREADABLE}is not valid TOML: ",
    ),
    "line ends of long ago": (
        {"pyproject.toml": GOOD.replace("\n", "\r")},
        f"pyproject.toml:1:10: {UNREADABLE}is not valid TOML: ",
    ),
    "NUL bytes": (
        {"pyproject.toml": b"\0" * 4_096},
        f"pyproject.toml:1:1: {UNREADABLE}is not valid TOML: ",
    ),
    "Latin-1": (
        {"pyproject.toml": "# caf\xe9\n".encode("latin-1") + GOOD.encode()},
        f"pyproject.toml:1:1: {UNREADABLE}is not UTF-8: invalid continuation byte",
    ),
    "UTF-16": (
        {"pyproject.toml": GOOD.encode("utf-16")},
        f"pyproject.toml:1:1: {UNREADABLE}is not UTF-8: invalid start byte",
    ),
    "two byte order marks": (
        {"pyproject.toml": b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode()},
        f"pyproject.toml:1:1: {UNREADABLE}is not valid TOML: ",
    ),
    "5 MB": (
        {"pyproject.toml": GOOD + "#" * 5_000_000},
        f"pyproject.toml:1:1: {UNREADABLE}is larger than max-size, 1048576 bytes",
    ),
    "nested too deeply": (
        {"pyproject.toml": "a = " + "[" * 90_000},
        f"pyproject.toml:1:1: {UNREADABLE}is nested too deeply to check",
    ),
    "a number of 9000 digits": (
        {"pyproject.toml": "a = " + "1" * 9_000},
        f"pyproject.toml:1:1: {UNREADABLE}is not valid TOML: a number in it has more than 64 bits",
    ),
    "a table of tools that is none": (
        {"pyproject.toml": f"tool = 3\n{PROJECT[: PROJECT.index('[tool.uv]')]}"},
        "pyproject.toml:1:1: pyproject-drift `tool` is 3; the standard requires a table there",
    ),
    "a project that is none": (
        {"pyproject.toml": f"project = []\n{GROUPS}{BUILD}{GOOD.removeprefix(PROJECT)}"},
        (
            "pyproject.toml:1:1: pyproject-drift `project` is []; the standard requires a table "
            "there: write `[project]` and its keys, which `standards explain pyproject-drift` "
        ),
    ),
    "optional dependencies that are no table": (
        {"pyproject.toml": changed((OPTIONAL, f'optional-dependencies = ["x"]\n{GROUPS}'))},
        (
            'pyproject.toml:9:1: pyproject-drift `project.optional-dependencies` is ["x"]; the '
            "standard requires a table there: write `[project.optional-dependencies]` and a list "
            "of requirements for each extra"
        ),
    ),
    "an extend to nowhere": (
        {"pyproject.toml": changed(("[tool.ruff]\n", '[tool.ruff]\nextend = "../no.toml"\n'))},
        (
            f"pyproject.toml:22:1: {UNREADABLE}extends `../no.toml`, which cannot be read: "
            "No such file or directory"
        ),
    ),
    "an extend of itself": (
        {"pyproject.toml": changed(("[tool.ruff]\n", '[tool.ruff]\nextend = "pyproject.toml"\n'))},
        f"pyproject.toml:22:1: {UNREADABLE}extends itself; Ruff refuses to run",
    ),
    "a circle": (
        {
            "pyproject.toml": changed(("[tool.ruff]\n", '[tool.ruff]\nextend = "a/b.toml"\n')),
            "a/b.toml": 'extend = "../pyproject.toml"\n',
        },
        f"a/b.toml:1:1: {UNREADABLE}extends itself; Ruff refuses to run",
    ),
    "a chain of five hundred": (
        {
            "pyproject.toml": changed(("[tool.ruff]\n", '[tool.ruff]\nextend = "0.toml"\n')),
            **{f"{number}.toml": f'extend = "{number + 1}.toml"\n' for number in range(500)},
        },
        f"pyproject.toml:22:1: {UNREADABLE}extends more than 20 files in a row",
    ),
    "an extend that is not a string": (
        {"pyproject.toml": changed(("[tool.ruff]\n", "[tool.ruff]\nextend = 3\n"))},
        f"pyproject.toml:22:1: {UNREADABLE}{NOT_A_STRING}; Ruff refuses to run",
    ),
    "an extended file that is not TOML": (
        {
            "pyproject.toml": changed(("[tool.ruff]\n", '[tool.ruff]\nextend = "b.toml"\n')),
            "b.toml": "a = 1\nb = \n",
        },
        (
            f"pyproject.toml:22:1: {UNREADABLE}extends `b.toml`, which is not valid TOML: "
            "Invalid value (line 2, column 5)"
        ),
    ),
    "a ruff.toml of 5 MB": (
        {"pyproject.toml": GOOD, "ruff.toml": "#" * 5_000_000},
        f"ruff.toml:1:1: {UNREADABLE}is larger than max-size, 1048576 bytes",
    ),
    "a mypy.ini in Latin-1": (
        {"pyproject.toml": GOOD, "mypy.ini": b"[mypy]\n# caf\xe9\n"},
        f"mypy.ini:2:1: {UNREADABLE}is not UTF-8: invalid continuation byte",
    ),
}


@pytest.mark.parametrize(("files", "said"), FILES.values(), ids=FILES.keys())
def test_bad_input_is_one_line_and_nothing_is_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    files: Mapping[str, str | bytes],
    said: str,
) -> None:
    repository(tmp_path, {**LAYOUT, **files})
    monkeypatch.chdir(tmp_path)
    before = content_of(tmp_path)
    for options in ([], ["--fix"], ["--diff"]):
        assert main(options) == 1
        output = capsys.readouterr()
        (line,) = output.out.splitlines()
        assert line.startswith(said)
        assert output.err == ""
        assert content_of(tmp_path) == before


def content_of(directory: Path) -> dict[Path, bytes]:
    """Return every file of a directory with its bytes."""
    return {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()}


def test_the_projects_beside_a_bad_one_are_fixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"a/pyproject.toml": "[", "b/pyproject.toml": changed(("= 100", "= 120"))}
    repository(tmp_path, {**files, **{f"b/{name}": text for name, text in LAYOUT.items()}})
    monkeypatch.chdir(tmp_path)
    assert main(["--fix"]) == 1
    fixed, change, line, _ = capsys.readouterr().out.splitlines()
    assert fixed == "Fixed b/pyproject.toml (pyproject-drift: 1)"
    assert change == "b/pyproject.toml: tool.ruff.line-length: 120 -> 100"
    assert line.startswith(f"a/pyproject.toml:1:2: {UNREADABLE}is not valid TOML: ")


def test_an_unreadable_file_of_one_tool_does_not_prevent_fixes_of_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = changed(
        (RUFF, '[tool.ruff]\nextend = "no.toml"\n'), ("warn_return_any = true", "strict = true")
    )
    text = text.replace("warn_unreachable = true", "warn_unreachable = false")
    repository(tmp_path, {**LAYOUT, "pyproject.toml": text})
    monkeypatch.chdir(tmp_path)
    assert main(["--fix"]) == 1
    fixed, change, line, _ = capsys.readouterr().out.splitlines()
    assert fixed == "Fixed pyproject.toml (pyproject-drift: 1)"
    assert change == "pyproject.toml: tool.mypy.warn_unreachable: false -> true"
    assert "extends `no.toml`" in line
    written = (tmp_path / "pyproject.toml").read_text()
    assert written == text.replace("warn_unreachable = false", "warn_unreachable = true")
