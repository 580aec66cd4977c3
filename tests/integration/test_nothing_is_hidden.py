"""What silences the hooks is reported, unless its reason stands where a reviewer reads it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.integration.executables import STANDARDS, git, lines, run


if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.slow


HOOK = (sys.executable, "-m", "standards_hooks.rules.boolean_naming")
BAD = '"""Shelves."""\n\n\ndef stack(*, high: bool) -> None:\n    """Stack."""\n'
ROOT = '[project]\nname = "shop"\nversion = "1"\n'
TABLE = "[tool.standards-hooks]\n"


def write(root: Path, files: dict[str, str]) -> None:
    git(root, "init", "--quiet")
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    git(root, "add", "--all")


def found(root: Path, hook: str, *paths: str) -> list[str]:
    """Return the lines of one hook."""
    finished = run((*STANDARDS, "check", "--select", hook, *paths), root)
    assert finished.stderr == b""
    return lines(finished.stdout)


SKIPS = (
    "`unparsable` is `skip` here and not in the table of the root:"
    " say why in a comment beside it, or give the root the same"
)
COVERS = (
    "`exclude` leaves no Python file below it, so that nothing is checked here:"
    " say why in a comment beside it, or exclude the directory in the root's table"
)


@pytest.mark.threat("nothing-is-hidden")
@pytest.mark.parametrize(
    ("root", "nested", "expected"),
    [
        ("", f'{TABLE}exclude = ["*"]\n', [f"lib/pyproject.toml:2:1: boolean-naming {COVERS}"]),
        ("", f'{TABLE}exclude = ["src"]\n', [f"lib/pyproject.toml:2:1: boolean-naming {COVERS}"]),
        (
            "",
            f'{TABLE}unparsable = "skip"\n',
            [
                f"lib/pyproject.toml:2:1: boolean-naming {SKIPS}",
                "lib/src/shelves.py:4:",
            ],
        ),
        ("", f'{TABLE}exclude = ["*"]  # copied from upstream\n', []),
        ("", f'{TABLE}# copied from upstream\nexclude = ["*"]\n', []),
        ("", f'{TABLE}exclude = ["*", "# copied"]  # ...\n', ["lib/pyproject.toml:2:1"]),
        (f'{TABLE}exclude = ["lib"]\n', f'{TABLE}exclude = ["*"]\n', []),
        ("", f'{TABLE}exclude = ["migrations"]\n', ["lib/src/shelves.py:4:"]),
        ("", f'{TABLE}unparsable = "report"\n', ["lib/src/shelves.py:4:"]),
        (
            f'{TABLE}unparsable = "skip"\n',
            f'{TABLE}unparsable = "skip"\n',
            ["lib/src/shelves.py:4:"],
        ),
    ],
    ids=[
        "everything",
        "every-directory",
        "what-cannot-be-parsed",
        "reason-behind",
        "reason-above",
        "a-reason-in-a-string-is-none",
        "the-root-excludes-it",
        "a-part-is-excluded",
        "the-default",
        "as-the-root",
    ],
)
@pytest.mark.parametrize("path", [".", "lib/src/shelves.py"], ids=["repository", "file"])
def test_what_a_nested_table_silences_is_reported(
    tmp_path: Path, root: str, nested: str, expected: list[str], path: str
) -> None:
    files = {"pyproject.toml": root, "lib/pyproject.toml": nested, "lib/src/shelves.py": BAD}
    write(tmp_path, files)

    said = found(tmp_path, "boolean-naming", path)

    assert len(said) == len(expected)
    assert all(line.startswith(each) for line, each in zip(said, expected, strict=True))


UNLIKE = (
    " here and not in the table of the root:"
    " say why in a comment beside it, or give the root the same"
)


@pytest.mark.threat("nothing-is-hidden")
@pytest.mark.parametrize(
    ("root", "nested", "expected"),
    [
        ("", 'ignore = ["boolean-naming"]\n', "`ignore` leaves out boolean-naming"),
        ("", 'ignore = ["ALL"]\n', "`ignore` leaves out ALL"),
        ("", 'ignore = ["broad-except"]\n', ""),
        ("", 'ignore = ["boolean-naming"]  # names of the vendor\n', ""),
        ('ignore = ["boolean-naming"]\n', 'ignore = ["boolean-naming"]\n', ""),
        ("", 'warn = ["boolean-naming"]\n', "`warn` only warns of boolean-naming"),
        ("", 'select = ["broad-except"]\n', "`select` runs only broad-except"),
        ("", 'select = ["boolean-naming"]\n', ""),
        ('select = ["broad-except"]\n', 'select = ["broad-except"]\n', ""),
        (
            "",
            'per-file-ignores."*.py" = ["boolean-naming"]\n',
            "`*.py` matches every Python file, which leaves out boolean-naming",
        ),
        ("", 'per-file-ignores."vendored" = ["boolean-naming"]\n', ""),
    ],
    ids=[
        "ignored",
        "all-ignored",
        "another-ignored",
        "with-a-reason",
        "as-the-root-ignores",
        "only-warns",
        "not-selected",
        "selected",
        "as-the-root-selects",
        "every-file",
        "some-files",
    ],
)
def test_a_nested_table_that_turns_a_hook_off_is_reported_by_that_hook(
    tmp_path: Path, root: str, nested: str, expected: str
) -> None:
    files = {
        "pyproject.toml": TABLE + root,
        "lib/pyproject.toml": TABLE + nested,
        "lib/src/shelves.py": BAD,
    }
    write(tmp_path, files)

    finished = run((*HOOK, "lib/src/shelves.py"), tmp_path)
    said = [line for line in lines(finished.stdout) if line.startswith("lib/pyproject.toml:2:1:")]

    assert said == (
        [f"lib/pyproject.toml:2:1: boolean-naming {expected}{UNLIKE}"] if expected else []
    )
    assert finished.stderr == b""


HOLLOW = '[[table]]\nname = "project"\nclause = "1"\n[table.keys]\nname = { equal = "shop" }\n'
RUFF = '[[table]]\nname = "tool.ruff"\nclause = "1"\n[table.keys]\nline-length = { equal = 99 }\n'
MYPY = '[[table]]\nname = "tool.mypy"\nclause = "1"\n[table.keys]\nstrict = { equal = true }\n'
NAMES = '\n[tool.standards-hooks.pyproject-drift]\nstandard = "own.toml"'


@pytest.mark.threat("nothing-is-hidden")
@pytest.mark.parametrize(
    ("standard", "named", "required"),
    [
        ("", NAMES, ["0 keys, and nothing of `[tool.ruff]` and `[tool.mypy]`"]),
        (HOLLOW, NAMES, ["1 key, and nothing of `[tool.ruff]` and `[tool.mypy]`"]),
        (RUFF, NAMES, ["1 key, and nothing of `[tool.mypy]`"]),
        (MYPY, NAMES, ["1 key, and nothing of `[tool.ruff]`"]),
        ("", f"{NAMES}  # an archive, kept for its history", []),
        (RUFF + MYPY, NAMES, []),
        ('builds-on = "built-in"\n', NAMES, []),
    ],
    ids=["empty", "next-to-nothing", "ruff", "mypy", "with-a-reason", "both", "built-on"],
)
def test_an_own_standard_that_leaves_out_a_tool_is_reported(
    tmp_path: Path, standard: str, named: str, required: list[str]
) -> None:
    write(tmp_path, {"pyproject.toml": f"{ROOT}{named}\n", "own.toml": standard})

    said = [line for line in found(tmp_path, "pyproject-drift", ".") if "own.toml" in line]

    start = "pyproject.toml:6:1: pyproject-drift `own.toml` requires "
    assert [line.removeprefix(start).partition(":")[0] for line in said] == required


@pytest.mark.threat("nothing-is-hidden")
@pytest.mark.parametrize("state", ["untracked", "ignored", "tracked"])
@pytest.mark.parametrize("path", [".", "shelves.py"], ids=["repository", "file"])
def test_a_baseline_that_git_does_not_track_is_reported(
    tmp_path: Path, state: str, path: str
) -> None:
    write(tmp_path, {"shelves.py": BAD})
    assert run((*STANDARDS, "baseline", "write"), tmp_path).returncode == 0
    if state == "ignored":
        (tmp_path / ".gitignore").write_text(".standards-*\n")
    git(tmp_path, *(["add", "--all"] if state == "tracked" else ["add", "shelves.py"]))

    said = found(tmp_path, "boolean-naming", path)

    message = (
        ".standards-baseline.toml:1:1: boolean-naming hides 1 finding here, but git does not track"
        " it: commit it, so that everyone has the same"
    )
    assert said == ([] if state == "tracked" else [message])


@pytest.mark.threat("nothing-is-hidden")
@pytest.mark.parametrize(
    ("name", "is_checked"),
    [
        ("things_pb2.py/shelves.py", True),
        ("app/things_pb2.pyi/shelves.py", True),
        ("app/things_pb2.py", False),
        ("app/things_pb2_grpc.py", False),
    ],
)
def test_a_directory_is_not_generated_whatever_its_name(
    tmp_path: Path, name: str, is_checked: bool
) -> None:
    write(tmp_path, {name: BAD})

    assert len(found(tmp_path, "boolean-naming", ".")) == is_checked


@pytest.mark.threat("nothing-is-hidden")
@pytest.mark.parametrize(
    ("reason", "is_reason"),
    [
        ("-", False),
        ("...", False),
        ("1", False),
        ("x", False),
        ("", False),
        ("the API names it", True),
        ("外部の名前", True),
    ],
)
def test_a_reason_has_a_word(tmp_path: Path, reason: str, is_reason: bool) -> None:
    suppressed = BAD.replace("None:", f"None:  # standards: ignore[boolean-naming] {reason}")
    waived = f'{ROOT}[tool.standards-hooks.pyproject-drift.waivers]\nproject = "{reason}"\n'
    write(tmp_path, {"shelves.py": suppressed, "pyproject.toml": waived})

    of_file = found(tmp_path, "boolean-naming", "shelves.py")
    of_project = [line for line in found(tmp_path, "pyproject-drift", ".") if "waiver of" in line]

    assert ["has no reason" in line for line in of_file] == ([] if is_reason else [True])
    assert ["has no reason" in line for line in of_project] == ([] if is_reason else [True])
