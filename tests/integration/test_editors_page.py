"""The samples for editors read the lines that the hooks really print."""

import json
import re
from pathlib import Path

import pytest

from tests.integration.executables import FILE_HOOKS, STANDARDS, git, lines, run
from tests.pages import CHECKOUT


PAGE = (CHECKOUT / "docs" / "editors.md").read_text(encoding="utf-8")
OLD = '"""Shelves."""\n\n\ndef stack(*, high: bool) -> None:\n    """Stack."""\n'
NAMES = ["shelves.py", "d e/f g.py", "a:1:2/b.py", "é/ü.py", "x-y/@z.py", "(1)/[2].py"]


def block(language: str) -> str:
    """Return the one block of the page in a language."""
    text: str
    (text,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return text


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose files have odd names, each with one finding."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "pyproject.toml").write_text(FILE_HOOKS)
    for name in NAMES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(OLD)
    return tmp_path


def printed(repository: Path, *arguments: str) -> list[str]:
    return lines(run((*STANDARDS, "check", *arguments), repository).stdout)


def visual_studio_code(line: str) -> tuple[str, ...] | None:
    """Read a line as the task's pattern does: JavaScript and Python read it alike."""
    (task,) = json.loads(block("json"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    found = re.search(pattern["regexp"], line)
    parts = ("file", "line", "column", "code", "message")
    return found and tuple(found[pattern[part]] for part in parts)


def pycharm(line: str) -> tuple[str, ...] | None:
    """Read a line as the filter does, each macro standing for what it names."""
    filter_ = re.escape(block("text").strip())
    for name, pattern in (
        ("FILE_PATH", r"(.+?)"),
        ("LINE", r"(\d+)"),
        ("COLUMN", r"(\d+)"),
        ("MESSAGE", r"(.*)"),
    ):
        filter_ = filter_.replace(re.escape(f"${name}$"), pattern)
    found = re.fullmatch(filter_, line)
    return found and found.groups()


MESSAGE = "`high` holds a bool; ask a question with it: `is_high`"


def test_the_problem_matcher_of_visual_studio_code_reads_every_finding(repository: Path) -> None:
    read = [visual_studio_code(line) for line in printed(repository, ".")]

    assert read == [(name, "4", "14", "boolean-naming", MESSAGE) for name in sorted(NAMES)]


@pytest.mark.parametrize("path", ["C:\\shop\\shelves.py", "/home/me/shop/shelves.py"])
def test_a_drive_or_an_absolute_path_is_read_too(path: str) -> None:
    line = f"{path}:4:14: boolean-naming {MESSAGE}"

    assert visual_studio_code(line) == (path, "4", "14", "boolean-naming", MESSAGE)


@pytest.mark.parametrize(
    "line",
    [
        "3 findings in 2 files; `--fix` can fix 1 of them",
        "Fixed app/shelves.py (relative-imports: 1)",
        "Fixed 3 findings in 2 files, none left. Next: ruff check --fix, ruff format, git add -u",
        "standards: pyproject.toml: unknown option `tool.standards-hooks.excludes`",
        "4 | def stack(*, high: bool) -> None:",
        "  |              ^",
    ],
)
def test_what_is_no_finding_is_no_problem(line: str) -> None:
    assert visual_studio_code(line) is None


def test_the_task_runs_what_there_is(repository: Path) -> None:
    (task,) = json.loads(block("json"))["tasks"]

    assert task["command"] == "standards"
    finished = run((*STANDARDS, *task["args"]), repository, task["options"]["env"])
    assert (finished.returncode, finished.stderr) == (1, b"")


def test_the_output_filter_of_pycharm_reads_every_finding(repository: Path) -> None:
    path = str(repository / "d e" / "f g.py")

    (line,) = printed(repository, path)

    assert pycharm(line) == (path, "4", "14", f"boolean-naming {MESSAGE}")


def test_the_error_format_of_vim_is_the_form_of_a_finding(repository: Path) -> None:
    (error_format,) = re.findall(r"^set errorformat=(.*)$", block("vim"), re.MULTILINE)
    pattern = re.escape(error_format.replace("\\ ", " "))
    for item, meaning in (("f", r"(.+?)"), ("l", r"(\d+)"), ("c", r"(\d+)"), ("m", r"(.*)")):
        pattern = pattern.replace(f"%{item}", meaning)

    read = [re.fullmatch(pattern, line) for line in printed(repository, ".")]

    assert [found and found[1] for found in read] == sorted(NAMES)
    assert "standards\\ check\\ $*" in block("vim")
