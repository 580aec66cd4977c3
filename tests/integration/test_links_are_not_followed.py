"""Links of a repository lead neither out of it nor to what is no regular file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.executables import STANDARDS, environment, git, run


pytestmark = pytest.mark.slow


SECRET = "do-not-read-me"  # noqa: S105 - what no output may hold
OUTSIDE = {
    "memory": "/proc/self/mem",
    "kernel-log": "/proc/kmsg",
    "endless-device": "/dev/zero",
    "terminal": "/dev/tty",
    "pipe": "../pipe",
    "file": "../secret",
    "file-by-its-full-path": "{parent}/secret",
}
READ_BY_RULES = (
    "Dockerfile",
    ".github/workflows/ci.yml",
    "docker-compose.yml",
    ".python-version",
    ".env.example",
    "ruff.toml",
    "app/linked.py",
    "app/settings.toml",
    ".standards-baseline.toml",
)
LEAVES = "is a symbolic link that leaves the repository"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "app").mkdir(parents=True)
    (root / ".github/workflows").mkdir(parents=True)
    (tmp_path / "secret").write_text(f"{SECRET} = {SECRET}\n")
    os.mkfifo(tmp_path / "pipe")
    git(root, "init", "--quiet")
    (root / "pyproject.toml").write_text('[project]\nname = "app"\nversion = "1"\n')
    (root / "app/__init__.py").write_text('"""An application."""\n')
    (root / "app/models.py").write_text("from .linked import *\n\n\ndef f(x=[]):\n    pass\n")
    return root


def link(root: Path, names: tuple[str, ...], target: str) -> None:
    """Put links into a repository, and add everything to the index."""
    for name in names:
        path = root / name
        path.unlink(missing_ok=True)
        up = "../" * name.count("/") if target.startswith("..") else ""
        path.symlink_to(up + target.format(parent=root.parent))
    git(root, "add", "--all")


def check(root: Path, *arguments: str) -> tuple[int, str]:
    """Check the repository in a process that may take a minute; return code and output."""
    finished = subprocess.run(  # noqa: S603 - ourselves
        (*STANDARDS, "check", *(arguments or (".",))),
        cwd=root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
    output = finished.stdout.decode()
    assert SECRET not in output
    assert "Traceback" not in output
    assert "internal error" not in output
    return finished.returncode, output


@pytest.mark.threat("reading")
@pytest.mark.parametrize("target", OUTSIDE.values(), ids=OUTSIDE)
def test_a_check_ends_whatever_its_files_lead_to(repository: Path, target: str) -> None:
    link(repository, READ_BY_RULES, target)

    code, output = check(repository)

    assert code in {1, 2}
    if target not in {"/dev/zero", "/dev/tty", "../pipe"}:
        assert LEAVES in output


@pytest.mark.threat("reading")
@pytest.mark.parametrize("target", OUTSIDE.values(), ids=OUTSIDE)
def test_a_configuration_is_not_read_through_a_link(repository: Path, target: str) -> None:
    link(repository, ("pyproject.toml",), target)

    code, output = check(repository)

    assert code in {1, 2}
    assert f"pyproject.toml: {LEAVES}" in output or f"could not be checked: it {LEAVES}" in output


@pytest.mark.threat("reading")
def test_a_linked_module_is_named_when_it_is_asked_for(repository: Path) -> None:
    link(repository, ("app/linked.py",), "../secret")

    code, output = check(repository, "app/linked.py")

    assert (code, output.count("could not be checked")) == (1, 1)
    assert LEAVES in output


@pytest.mark.threat("reading")
def test_a_directory_that_leads_outside_is_not_entered(repository: Path) -> None:
    (repository.parent / "elsewhere").mkdir()
    (repository.parent / "elsewhere/module.py").write_text(f"{SECRET!r}\ndef f(x=[]): pass\n")
    link(repository, ("shared",), "../elsewhere")

    _, whole = check(repository)
    code, named = check(repository, "shared/module.py")

    assert "shared" not in whole
    assert code == 1
    assert "is behind a symbolic link that leaves the repository" in named


@pytest.mark.threat("reading")
def test_links_within_the_repository_are_followed(repository: Path) -> None:
    (repository / "pyproject.toml").rename(repository / "app/project.toml")
    (repository / "pyproject.toml").symlink_to("app/project.toml")
    link(repository, ("also",), "app")

    _, output = check(repository, ".", "also/models.py")

    assert "could not be checked" not in output
    assert "also/models.py:4:9: mutable-defaults" in output


@pytest.mark.threat("reading")
@pytest.mark.parametrize("number", ["file", "pipe", "/proc/self/mem", "/dev/zero", "/dev/tty"])
def test_a_table_may_extend_a_regular_file_outside_and_nothing_else(
    repository: Path, number: str
) -> None:
    shared = repository.parent / "shared.toml"
    shared.write_text('[tool.standards-hooks]\nexclude = ["app"]\n')
    target = {"file": "../shared.toml", "pipe": "../pipe"}.get(number, number)
    table = f'[tool.standards-hooks]\nextend = "{target}"\n'
    (repository / "pyproject.toml").write_text(table)

    code, output = check(repository, "app/models.py")

    if number == "file":
        assert (code, output) == (0, "")
    else:
        assert code == 2
        assert len(output.splitlines()) == 1


@pytest.mark.threat("reading")
def test_what_proc_holds_is_not_read_without_a_repository_either(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").symlink_to("/proc/self/mem")
    (tmp_path / "log.py").symlink_to("/proc/kmsg")
    (tmp_path / "status.py").symlink_to("/proc/self/status")

    code, output = check(tmp_path, "log.py", "status.py")

    assert code in {1, 2}
    assert "Pid:" not in output


@pytest.mark.threat("reading")
def test_a_link_is_followed_where_there_is_no_repository_to_leave(tmp_path: Path) -> None:
    """A build system makes trees of links into its store."""
    (tmp_path / "store").mkdir()
    (tmp_path / "tree").mkdir()
    (tmp_path / "store/module.py").write_text("def f(x=[]):\n    pass\n")
    (tmp_path / "tree/module.py").symlink_to("../store/module.py")

    _, output = check(tmp_path / "tree", "module.py")

    assert "module.py:1:9: mutable-defaults" in output


@pytest.mark.threat("reading")
def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    """Between the question for its kind and the opening."""
    program = """
import os, sys
from standards_hooks.syntax import reading
os.mkfifo("pipe")
regular = os.stat(__file__ if "__file__" in globals() else sys.executable)
reading.os.stat = lambda path: regular
try:
    reading.read_source("pipe", 1000)
except reading.UncheckableFileError as error:
    print(error.reason)
"""
    finished = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, timeout=60, check=True
    )

    assert finished.stdout == b"is no regular file\n"


@pytest.mark.threat("reading")
def test_a_linked_baseline_is_neither_read_nor_written(repository: Path) -> None:
    link(repository, (".standards-baseline.toml",), "../secret")

    finished = run((*STANDARDS, "baseline", "write"), repository)

    assert finished.returncode == 2
    assert LEAVES.encode() in finished.stderr
    assert SECRET.encode() not in finished.stderr
    assert (repository.parent / "secret").read_text() == f"{SECRET} = {SECRET}\n"
