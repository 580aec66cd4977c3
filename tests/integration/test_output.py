"""What the executables print for people at a terminal, for pipes, and for other programs."""

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.integration.executables import RELATIVE_IMPORTS, STANDARDS, environment, git, lines, run


FAULTY = "from .models import User\n"
LINE = (
    "app/faulty.py:1:1: relative-imports `from .models import User` is relative; "
    "write `from app.models import User`"
)
COLOURED = (
    "\x1b[1mapp/faulty.py\x1b[0m\x1b[36m:1:1:\x1b[0m \x1b[1;31mrelative-imports\x1b[0m"
    " `from .models import User` is relative; write `from app.models import User`"
)
FRAME = ["  |", "1 | from .models import User", "  | ^", ""]
CHECK = (*STANDARDS, "check", "--select", "relative-imports")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one relative import."""
    (tmp_path / "app").mkdir()
    git(tmp_path, "init", "--quiet")
    for name, text in (("__init__", ""), ("models", ""), ("faulty", FAULTY)):
        (tmp_path / "app" / f"{name}.py").write_text(text)
    return tmp_path


def at_terminal(command: tuple[str, ...], directory: Path, **variables: str) -> list[str]:
    """Run a command at a terminal of its own, and return the lines that it shows."""
    controller, worker = pty.openpty()
    process = subprocess.Popen(  # noqa: S603
        command,
        cwd=directory,
        env=environment(TERM="xterm", **variables),
        stdin=worker,
        stdout=worker,
        stderr=worker,
    )
    os.close(worker)
    output = b""
    while True:
        try:
            chunk = os.read(controller, 4096)
        except OSError:
            break
        if not chunk:
            break
        output += chunk
    os.close(controller)
    assert process.wait() == 1
    return output.decode().replace("\r\n", "\n").splitlines()


@pytest.mark.parametrize("program", [RELATIVE_IMPORTS, CHECK], ids=["hook", "suite"])
def test_a_pipe_gets_plain_lines(program: tuple[str, ...], repository: Path) -> None:
    assert lines(run((*program, "app/faulty.py"), repository).stdout) == [LINE]


def test_a_terminal_gets_colour_and_a_closing_line(repository: Path) -> None:
    assert at_terminal((*CHECK, "app"), repository) == [
        COLOURED,
        "1 finding in 1 file; `--fix` can fix 1 of them",
    ]


def test_under_pre_commit_there_is_no_closing_line_for_each_batch(repository: Path) -> None:
    assert at_terminal((*CHECK, "app"), repository, PRE_COMMIT="1") == [COLOURED]


def test_no_color_keeps_a_terminal_plain(repository: Path) -> None:
    assert at_terminal((*CHECK, "app"), repository, NO_COLOR="1")[0] == LINE


def test_force_color_colours_a_pipe(repository: Path) -> None:
    finished = run((*CHECK, "app"), repository, {"FORCE_COLOR": "1"})

    assert lines(finished.stdout) == [COLOURED]


@pytest.mark.parametrize("program", [RELATIVE_IMPORTS, CHECK], ids=["hook", "suite"])
def test_the_source_is_shown_where_it_is_asked_for(
    program: tuple[str, ...], repository: Path
) -> None:
    finished = run((*program, "--show-source", "app/faulty.py"), repository)

    assert lines(finished.stdout) == [LINE, *FRAME]


@pytest.mark.parametrize("program", [RELATIVE_IMPORTS, CHECK], ids=["hook", "suite"])
@pytest.mark.parametrize("way", ["option", "variable"])
def test_other_programs_get_their_format(
    program: tuple[str, ...], way: str, repository: Path
) -> None:
    options = ("--output-format", "json") if way == "option" else ()
    variables = {"STANDARDS_HOOKS_OUTPUT_FORMAT": "json"} if way == "variable" else {}

    finished = run((*program, *options, "app/faulty.py"), repository, variables)

    assert finished.returncode == 1
    found = json.loads(finished.stdout)["findings"]
    assert [(each["path"], each["line"], each["hook"]) for each in found] == [
        ("app/faulty.py", 1, "relative-imports")
    ]


def test_the_option_outweighs_the_variable(repository: Path) -> None:
    variables = {"STANDARDS_HOOKS_OUTPUT_FORMAT": "json"}

    finished = run((*CHECK, "--output-format", "text", "app/faulty.py"), repository, variables)

    assert lines(finished.stdout) == [LINE]


def test_what_was_rewritten_is_named_in_json(repository: Path) -> None:
    finished = run((*CHECK, "--fix", "--output-format", "json", "app/faulty.py"), repository)

    document = json.loads(finished.stdout)
    assert (finished.returncode, document["changed"]) == (1, ["app/faulty.py"])
    assert document["findings"] == []


def test_a_format_that_there_is_not_ends_with_2(repository: Path) -> None:
    variables = {"STANDARDS_HOOKS_OUTPUT_FORMAT": "xml"}

    finished = run((*RELATIVE_IMPORTS, "app/faulty.py"), repository, variables)

    assert (finished.returncode, finished.stdout) == (2, b"")
    assert finished.stderr == (
        b"STANDARDS_HOOKS_OUTPUT_FORMAT: `xml` is not one of text, json, github, sarif, junit\n"
    )


def test_a_difference_is_text(repository: Path) -> None:
    wrong = run((*CHECK, "--diff", "--output-format", "json", "app/faulty.py"), repository)
    right = run(
        (*CHECK, "--diff", "app/faulty.py"), repository, {"STANDARDS_HOOKS_OUTPUT_FORMAT": "json"}
    )

    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr == b"error: --diff: not with --output-format json\n"
    assert right.stdout.startswith(b"--- a/app/faulty.py\n")
