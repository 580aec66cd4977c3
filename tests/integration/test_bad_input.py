"""Input that is no Python, or no file at all: a line for each, and the others are checked."""

import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from standards_hooks.rules import FILE_HOOK_IDS, load_hook, relative_imports
from tests.integration.executables import RELATIVE_IMPORTS, STANDARDS, environment, lines, run


pytestmark = pytest.mark.slow


MEMORY = 400 * 1024 * 1024
"""Bytes of address space that a hook may take, whatever it is given."""

DENIED = "cannot be read: Permission denied"
NUL_MESSAGE = "contains NUL bytes; Python source is text, UTF-8 unless it declares otherwise"


def write(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def write_large(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)


BAD = [
    pytest.param(Path.mkdir, "is a directory", id="directory"),
    pytest.param(lambda path: None, "cannot be read: No such file or directory", id="missing"),
    pytest.param(
        lambda path: path.symlink_to("nowhere.py"),
        "cannot be read: No such file or directory",
        id="broken-symlink",
    ),
    pytest.param(
        lambda path: path.symlink_to(path.name),
        "cannot be read: Too many levels of symbolic links",
        id="circular-symlink",
    ),
    pytest.param(os.mkfifo, "is no regular file", id="fifo"),
    pytest.param(
        lambda path: path.symlink_to("/dev/zero"), "is no regular file", id="endless-device"
    ),
    pytest.param(write(b"x = 1\n\0\n"), NUL_MESSAGE, id="nul-bytes"),
    pytest.param(write(b"\0" * 4_096), NUL_MESSAGE, id="nothing-but-nul-bytes"),
    pytest.param(write("from .a import b\n".encode("utf-16")), NUL_MESSAGE, id="utf-16"),
    pytest.param(write("from .a import b\n".encode("utf-32")), NUL_MESSAGE, id="utf-32"),
    pytest.param(
        write(b"# coding: ascii\nfrom .a import b  # \xe9\n"),
        "cannot be decoded as ascii: ordinal not in range(128)",
        id="wrong-cookie",
    ),
    pytest.param(
        write(b"# coding: klingon\nfrom .a import b\n"),
        "cannot be decoded: unknown encoding: klingon",
        id="unknown-cookie",
    ),
    pytest.param(
        write(b"# coding: hex\nfrom .a import b\n"),
        "cannot be decoded",
        id="cookie-of-no-text-encoding",
    ),
    pytest.param(
        write(b"from .a import b  # \xe9\n"),
        "cannot be decoded as utf-8: invalid continuation byte",
        id="latin-1-without-a-cookie",
    ),
    pytest.param(
        write(b"from .a import b\nx = " + b"(" * 5_000 + b")" * 5_000 + b"\n"),
        "is nested too deeply to check",
        id="5000-brackets",
    ),
    pytest.param(
        write(b"from .a import b\nx = " + b"-" * 500_000 + b"a\n"),
        "is nested too deeply to check",
        id="500000-operators",
    ),
    pytest.param(
        write(b"from .a import b\n" + b"".join(b" " * n + b"if x:\n" for n in range(1_000))),
        "is nested too deeply to check",
        id="1000-blocks",
    ),
    pytest.param(
        write(b"from .a import b\nx = = 1\ntry: pass\nexcept A, B: pass\ny = " + b"-" * 100_000),
        "has a syntax error: invalid syntax",
        id="syntax-error-before-a-long-chain",
    ),
    pytest.param(
        write_large, "is larger than max-size, 1048576 bytes", id="50-megabytes"
    ),
    pytest.param(
        write(b"from .a import b\n\x89PNG\r\n\x1a\n\xff\xd8"), "cannot be decoded", id="image"
    ),
    pytest.param(
        write(b"from .a import b\n<<<<<<< HEAD\n"), "has a syntax error", id="merge-conflict"
    ),
    pytest.param(
        write(b"from .a import b\nprint 'x'\n"),
        "has a syntax error: Missing parentheses in call to 'print'",
        id="python-2",
    ),
]  # fmt: skip


@pytest.fixture
def directory(tmp_path):
    """A directory with a file that has a finding."""
    (tmp_path / "faulty.py").write_text("from .a import b\n")
    return tmp_path


def snapshot(directory: Path) -> list[tuple[str, int, int, int]]:
    """Every file with its mode, size and time."""
    states = [(str(path), path.lstat()) for path in sorted(directory.rglob("*"))]
    return [(path, state.st_mode, state.st_size, state.st_mtime_ns) for path, state in states]


def limited(command: tuple[str, ...]) -> tuple[str, ...]:
    """A command that runs with a limit on its memory."""
    code = (
        "import os, resource, sys; "
        f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY})); "
        "os.execv(sys.argv[1], sys.argv[1:])"
    )
    return (sys.executable, "-I", "-c", code, *command)


@pytest.mark.parametrize(("make", "reason"), BAD)
@pytest.mark.parametrize(
    ("command", "hook_id"),
    [
        pytest.param(RELATIVE_IMPORTS, "relative-imports", id="one-hook"),
        pytest.param((*STANDARDS, "check"), "standards", id="all-hooks"),
    ],
)
def test_a_bad_file_is_one_line_and_the_others_are_checked(
    directory, make, reason, command, hook_id
):
    make(directory / "strange.py")
    before = snapshot(directory)
    if command[-1] == "check" and (directory / "strange.py").is_dir():
        # Of a directory it takes the files.
        reason = ""
    finished = run(limited((*command, "strange.py", "faulty.py")), directory)
    assert finished.stderr == b""
    assert finished.returncode == 1
    said = lines(finished.stdout)
    assert [line for line in said if line.startswith("faulty.py:1:1: relative-imports ")]
    about = [line for line in said if line.startswith("strange.py:")]
    assert len(about) == (1 if reason else 0)
    for line in about:
        assert f": {hook_id} could not be checked: it {reason}" in line
    assert snapshot(directory) == before


def test_a_file_that_may_not_be_read_is_one_line():
    # Not below the directory of the test run, which others may not enter.
    directory = Path(tempfile.mkdtemp())
    try:
        directory.chmod(0o755)
        (directory / "faulty.py").write_text("from .a import b\n")
        (directory / "secret.py").write_text("from .a import b\n")
        (directory / "secret.py").chmod(0)
        said = _report_without_privileges(directory)
    finally:
        shutil.rmtree(directory)
    assert [line.partition("; ")[0] for line in said] == [
        "faulty.py:1:1: relative-imports `from .a import b` is relative",
        f"secret.py:1:1: relative-imports could not be checked: it {DENIED}",
    ]


def _report_without_privileges(directory: Path) -> list[str]:
    """Check the directory in this process's child, as nobody where the tests run as root."""
    receiver, sender = os.pipe()
    child = os.fork()
    if child == 0:
        os.chdir(directory)
        os.dup2(sender, 1)
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65_534)
            os.setuid(65_534)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        os._exit(relative_imports.main(["faulty.py", "secret.py"]))
    os.close(sender)
    with os.fdopen(receiver, encoding="utf-8") as stream:
        said = stream.read().splitlines()
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 1
    return said


@pytest.mark.parametrize(
    ("table", "mistake"),
    [
        pytest.param("[tool.standards-hooks\n", "is not valid TOML", id="broken"),
        pytest.param("# standards-hooks\n\0", "is not valid TOML", id="nul-bytes"),
        pytest.param(
            "[tool.standards-hooks]\nx = 1\n",
            "unknown option `tool.standards-hooks.x`",
            id="unknown-key",
        ),
        pytest.param(
            f"[tool.standards-hooks]\nexclude = {'[' * 50_000}\n", "nested too deeply", id="deep"
        ),
    ],
)
def test_invalid_configuration_is_one_line_and_the_files_elsewhere_are_checked(
    directory, table, mistake
):
    (directory / "inner").mkdir()
    (directory / "inner" / "pyproject.toml").write_text(table)
    for name in ("a.py", "b.py"):
        (directory / "inner" / name).write_text("from .a import b\n")
    before = snapshot(directory)
    files = ("inner/a.py", "inner/b.py", "faulty.py")
    finished = run(limited((*RELATIVE_IMPORTS, *files)), directory)
    assert finished.returncode == 2
    (line,) = lines(finished.stderr)
    assert line.startswith("relative-imports: inner/pyproject.toml: ")
    assert mistake in line
    (line,) = lines(finished.stdout)
    assert line.startswith("faulty.py:1:1: ")
    assert snapshot(directory) == before


def test_a_broken_fixture_that_does_not_name_the_suite_blocks_nobody(directory):
    (directory / "pyproject.toml").write_bytes(b"\xff[[[not TOML")
    finished = run((*RELATIVE_IMPORTS, "faulty.py"), directory)
    assert (finished.returncode, finished.stderr) == (1, b"")


def test_memory_does_not_grow_with_the_number_of_files(directory):
    text = "x = [" + "1, " * 100_000 + "]\n"
    for number in range(14):
        (directory / f"file_{number}.py").write_text(f"from .a import b\n{text}")
    files = [path.name for path in directory.glob("file_*.py")]
    finished = run(limited((*RELATIVE_IMPORTS, *files)), directory)
    assert (finished.returncode, finished.stderr) == (1, b"")
    assert len(lines(finished.stdout)) == len(files)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0


def python_like(pieces: list[str]) -> bytes:
    return " ".join(pieces).encode("utf-8", "surrogatepass")


FRAGMENTS = """
def class lambda yield await async from import lazy except try type : ( ) [ ] { } = == , ; . * **
-> @ f g bool True 1 t'' t'{x}' f'{x}' ' " ''' # \\ .a é 漢 standards: ignore ignore-file
[relative-imports] [boolean-naming] coding: utf-7
"""
SOURCES = st.one_of(
    st.binary(max_size=120),
    st.text(max_size=120).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from([*FRAGMENTS.split(), *"\n\t\f\r\0"]), max_size=40).map(python_like),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(SOURCES)
@example(b"# coding: utf-7\nfrom .a import b +")
@example(b"# coding: idna\nx = 1")
@example(b"\xef\xbb\xbf\xef\xbb\xbfx")
@example(b"x = '\xed\xa0\x80'  # standards: ignore[relative-imports] y")
@pytest.mark.parametrize("hook_id", FILE_HOOK_IDS)
def test_no_content_whatever_gives_anything_but_findings(tmp_path, capsys, hook_id, source):
    file = tmp_path / "any.py"
    file.write_bytes(source)
    module = sys.modules[load_hook(hook_id).find.__module__]
    code = module.main([str(file)])
    said = capsys.readouterr()
    assert code in {0, 1}
    assert said.err == ""
    assert "internal error" not in said.out
    assert bool(said.out) is bool(code)
    for line in said.out.splitlines():
        assert line.startswith(f"{file}:")


def test_the_environment_of_these_tests_has_no_settings_of_python():
    assert not [name for name in environment() if name.startswith("PYTHON")]
