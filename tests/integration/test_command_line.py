"""The executables as pre-commit and people run them."""

import itertools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from standards_hooks import __version__, cli
from standards_hooks.rules import HOOK_IDS
from tests.integration.executables import (
    RELATIVE_IMPORTS,
    STANDARDS,
    environment,
    git,
    lines,
    run,
)


pytestmark = pytest.mark.slow


FAULTY = "from .models import User\n"
CLEAN = "from app.models import User\n"
ONLY_IMPORTS = ("check", "--select", "relative-imports")


@pytest.fixture
def repository(tmp_path):
    """A repository with a package; the working directory of the executables."""
    root = tmp_path / "repository"
    (root / "app").mkdir(parents=True)
    git(root, "init", "--quiet")
    for name, text in (("__init__", ""), ("clean", CLEAN), ("faulty", FAULTY), ("other", FAULTY)):
        (root / "app" / f"{name}.py").write_text(text)
    return root


def finding(path: str) -> str:
    return f"{path}:1:1: relative-imports `from .models import User` is relative"


def found(finished: subprocess.CompletedProcess[bytes]) -> list[str]:
    """The findings without what to write instead, which the tests of the rule are about."""
    return [line.partition(";")[0] for line in lines(finished.stdout)]


def test_a_clean_file_is_silent_and_ends_with_0(repository):
    finished = run((*RELATIVE_IMPORTS, "app/clean.py"), repository)
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, b"", b"")


def test_no_file_at_all_ends_with_0(repository):
    finished = run(RELATIVE_IMPORTS, repository)
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, b"", b"")


def test_a_finding_is_a_line_and_ends_with_1(repository):
    finished = run((*RELATIVE_IMPORTS, "app/faulty.py", "app/clean.py"), repository)
    assert finished.returncode == 1
    assert found(finished) == [finding("app/faulty.py")]
    assert finished.stderr == b""


def test_wrong_configuration_ends_with_2_and_says_where(repository):
    (repository / "pyproject.toml").write_text("[tool.standards-hooks]\nexcldue = []\n")
    finished = run((*RELATIVE_IMPORTS, "app/faulty.py"), repository)
    assert (finished.returncode, finished.stdout) == (2, b"")
    mistake = "unknown option `tool.standards-hooks.excldue`; did you mean `exclude`?"
    assert lines(finished.stderr) == [f"relative-imports: pyproject.toml: {mistake}"]


def test_a_wrong_option_ends_with_2(repository):
    finished = run((*RELATIVE_IMPORTS, "--no-such-option", "app/faulty.py"), repository)
    assert (finished.returncode, finished.stdout) == (2, b"")
    assert b"--no-such-option" in finished.stderr


def test_the_output_is_the_same_for_every_order_and_any_batches(repository):
    (repository / "app" / "many.py").write_text(FAULTY * 12)
    files = ["app/faulty.py", "app/many.py", "app/other.py"]
    outputs = {
        run((*RELATIVE_IMPORTS, *order), repository).stdout
        for order in itertools.permutations(files)
    }
    (whole,) = outputs
    assert len(lines(whole)) == 14
    batches = [run((*RELATIVE_IMPORTS, file), repository).stdout for file in files]
    assert sorted(b"".join(batches).splitlines()) == sorted(whole.splitlines())
    places = [int(line.split(":")[1]) for line in lines(whole) if "many.py" in line]
    assert places == list(range(1, 13))


def test_paths_are_shown_as_given(repository):
    absolute = str(repository / "app" / "faulty.py")
    given = ["./app/faulty.py", absolute, "app/../app/faulty.py"]
    finished = run((*RELATIVE_IMPORTS, *given), repository)
    assert sorted(found(finished)) == sorted(finding(path) for path in given)


def test_a_subdirectory_is_as_good_a_place_to_run_from(repository):
    (repository / "pyproject.toml").write_text(
        "[tool.standards-hooks]\nexclude = ['app/other.py']\n"
    )
    finished = run((*RELATIVE_IMPORTS, "faulty.py", "other.py"), repository / "app")
    assert found(finished) == [finding("faulty.py")]


@pytest.mark.parametrize(
    "variables",
    [
        pytest.param({"LC_ALL": "C"}, id="locale-c"),
        pytest.param({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, id="bare-c"),
        pytest.param({"PYTHONIOENCODING": "ascii"}, id="ascii"),
        pytest.param({"PYTHONIOENCODING": "utf-16"}, id="utf-16"),
        pytest.param({"PYTHONUTF8": "1"}, id="utf-8"),
    ],
)
def test_output_is_utf_8_whatever_the_locale(repository, variables):
    (repository / "app" / "größe.py").write_text("from .größe import 漢\n", encoding="utf-8")
    finished = run((*RELATIVE_IMPORTS, "app/größe.py"), repository, variables)
    assert finished.stderr == b""
    (line,) = lines(finished.stdout)
    assert line.startswith(("app/größe.py:1:1: ", "app/gr\\udcc3\\udcb6\\udcc3\\udc9fe.py:1:1: "))
    assert " `from .größe import 漢` is relative" in line


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param(b"\xff.py", "\\udcff.py", id="not-utf-8"),
        pytest.param(b"a\nb.py", "a\\nb.py", id="line-feed"),
        pytest.param(b"a\rb.py", "a\\rb.py", id="carriage-return"),
        pytest.param(b"\x1b[31m.py", "\\x1b[31m.py", id="escape-sequence"),
        pytest.param("a\u2028b.py".encode(), "a\\u2028b.py", id="line-separator"),
        pytest.param(b"a b.py", "a b.py", id="blank"),
    ],
)
def test_an_odd_file_name_stays_one_line(repository, name, shown):
    Path(os.fsdecode(os.fsencode(repository) + b"/app/" + name)).write_text(FAULTY)
    finished = run((*RELATIVE_IMPORTS, name), repository / "app")
    assert (finished.returncode, finished.stderr) == (1, b"")
    assert found(finished) == [finding(shown)]


@pytest.mark.parametrize("name", ["-a.py", "--help", "--fix", "--exclude=*.py"])
def test_a_file_called_like_an_option_is_checked_and_reported(repository, name):
    (repository / "app" / name).write_text(FAULTY)
    finished = run((*RELATIVE_IMPORTS, name), repository / "app")
    assert (finished.returncode, finished.stderr) == (1, b"")
    renaming = f"{name}:1:1: relative-imports the name begins with `-`, so that programs"
    assert found(finished)[0] == finding(name)
    assert found(finished)[1].startswith(renaming)
    assert (repository / "app" / name).read_text() == FAULTY


@pytest.mark.parametrize("option", ["--help", "--version"])
@pytest.mark.parametrize(
    "command", [pytest.param(RELATIVE_IMPORTS, id="hook"), pytest.param(STANDARDS, id="standards")]
)
def test_help_and_version_end_with_0(repository, command, option):
    finished = run((*command, option), repository)
    assert (finished.returncode, finished.stderr) == (0, b"")
    expected = f"standards-hooks {__version__}" if option == "--version" else "examples:"
    assert expected in lines(finished.stdout)


def first_line_only(command, directory):
    """Run a command whose reader leaves after the first line, as `head -1` does."""
    process = subprocess.Popen(  # noqa: S603
        command,
        cwd=directory,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    first = process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    return first, said, process.wait()


def test_a_reader_that_leaves_early_gets_no_traceback(repository):
    (repository / "app" / "many.py").write_text(FAULTY * 3_000)
    first, said, code = first_line_only((*RELATIVE_IMPORTS, "app/many.py"), repository)
    assert first.startswith(b"app/many.py:1:1: ")
    assert (said, code) == (b"", 1)


@pytest.mark.parametrize("arguments", [("--help",), ("app/faulty.py",)], ids=["help", "finding"])
def test_a_reader_that_left_before_the_start_gets_no_traceback(repository, arguments):
    receiver, sender = os.pipe()
    os.close(receiver)
    process = subprocess.run(  # noqa: S603
        (*RELATIVE_IMPORTS, *arguments),
        cwd=repository,
        env=environment(),
        stdout=sender,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(sender)
    assert (process.stderr, process.returncode) == (b"", 1)


@pytest.mark.parametrize("redirection", [">&-", "2>&-", ">&- 2>&-"])
def test_streams_that_are_closed_give_no_traceback(repository, redirection):
    shell = f'"$@" {redirection}'
    command = ("sh", "-c", shell, "sh", *RELATIVE_IMPORTS, "app/faulty.py")
    finished = run(command, repository, {"PYTHONWARNINGS": "error"})
    assert finished.returncode == 1
    assert finished.stderr == b""


def test_a_full_disk_is_one_line(repository):
    command = ("sh", "-c", '"$@" > /dev/full', "sh", *RELATIVE_IMPORTS, "app/faulty.py")
    finished = run(command, repository)
    assert finished.returncode == 1
    assert lines(finished.stderr) == ["error: [Errno 28] No space left on device"]


def test_ctrl_c_ends_without_a_traceback(repository):
    (repository / "app" / "large.py").write_text("x = [" + "1, " * 300_000 + "]\n" + FAULTY)
    files = ["app/large.py"] * 200
    process = subprocess.Popen(  # noqa: S603
        (*RELATIVE_IMPORTS, *files),
        cwd=repository,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    status = Path("/proc", str(process.pid), "statm")
    while int(status.read_text().split()[1]) < 10_000:
        # It parses once it holds 40 MB, and does so for many seconds.
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert (said, process.returncode) == (b"", 130)


@pytest.mark.parametrize(
    "variables",
    [
        pytest.param({"PYTHONWARNINGS": "error"}, id="warnings-are-errors"),
        pytest.param({"PYTHONDEVMODE": "1"}, id="development-mode"),
        pytest.param({"PYTHONOPTIMIZE": "2"}, id="optimised"),
        pytest.param({"PYTHONDONTWRITEBYTECODE": "1"}, id="no-bytecode"),
        pytest.param({"PYTHONHASHSEED": "1"}, id="hash-seed"),
        pytest.param({"PYTHONINTMAXSTRDIGITS": "640"}, id="short-numbers"),
    ],
)
def test_the_environment_of_the_user_changes_nothing(repository, variables):
    (repository / "app" / "faulty.py").write_text(f"{FAULTY}x = '\\d' if 1 is 1 else 2\n")
    finished = run((*RELATIVE_IMPORTS, "app/faulty.py"), repository, variables)
    assert (finished.returncode, finished.stderr) == (1, b"")
    assert found(finished) == [finding("app/faulty.py")]


def test_a_package_called_hooks_on_the_path_does_no_harm(repository, tmp_path):
    for name in ("hooks", "rules", "engine"):
        package = tmp_path / "elsewhere" / name
        package.mkdir(parents=True)
        (package / "__init__.py").write_text("raise SystemExit('imported the wrong package')\n")
    variables = {"PYTHONPATH": str(tmp_path / "elsewhere")}
    finished = run((*RELATIVE_IMPORTS, "app/faulty.py"), repository, variables)
    assert found(finished) == [finding("app/faulty.py")]


def test_the_code_under_check_is_never_run(repository):
    (repository / "app" / "__init__.py").write_text("raise SystemExit('imported')\n")
    (repository / "app" / "faulty.py").write_text(f"raise SystemExit('run')\n{FAULTY}")
    finished = run((*STANDARDS, *ONLY_IMPORTS, "."), repository)
    assert len(lines(finished.stdout)) == 2
    assert finished.stderr == b""


def test_a_directory_that_is_gone_is_one_line(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    command = ("sh", "-c", 'rmdir "$PWD"; "$@"', "sh", *RELATIVE_IMPORTS, "app.py")
    finished = run(command, gone)
    assert finished.returncode == 1
    assert b"Traceback" not in finished.stderr
    assert lines(finished.stderr) == ["error: [Errno 2] No such file or directory"]


def checked(directory: Path, *arguments: str) -> list[str]:
    """The files in which `standards check` finds relative imports."""
    finished = run((*STANDARDS, *ONLY_IMPORTS, *arguments), directory)
    assert finished.stderr == b""
    found = [line.partition(":")[0] for line in lines(finished.stdout)]
    assert finished.returncode == (1 if found else 0)
    return found


def test_check_looks_at_what_git_knows(repository):
    (repository / ".gitignore").write_text("ignored/\n")
    (repository / "ignored").mkdir()
    (repository / "ignored" / "faulty.py").write_text(FAULTY)
    (repository / "app" / "tracked.py").write_text(FAULTY)
    git(repository, "add", "app/tracked.py")
    (repository / "app" / "deleted.py").write_text(FAULTY)
    git(repository, "add", "app/deleted.py")
    (repository / "app" / "deleted.py").unlink()
    (repository / "app" / "notes.txt").write_text(FAULTY)
    (repository / "app" / "stub.pyi").write_text(FAULTY)
    expected = ["app/faulty.py", "app/other.py", "app/stub.pyi", "app/tracked.py"]
    assert checked(repository, ".") == expected
    assert checked(repository) == expected


def test_check_takes_directories_and_files_together(repository):
    (repository / "app" / "inner").mkdir()
    (repository / "app" / "inner" / "faulty.py").write_text(FAULTY)
    (repository / "apples").mkdir()
    (repository / "apples" / "faulty.py").write_text(FAULTY)
    assert checked(repository, "app/inner", "app/other.py") == [
        "app/inner/faulty.py",
        "app/other.py",
    ]
    assert checked(repository / "app", "inner", "..") == [
        "../app/faulty.py",
        "../app/inner/faulty.py",
        "../app/other.py",
        "../apples/faulty.py",
        "inner/faulty.py",
    ]


def test_check_takes_options_and_paths_in_any_order(repository):
    (repository / "-dash.py").write_text(FAULTY)
    mixed = ("app/other.py", "--max-size", "9999", "-dash.py", "--unparsable=skip", "app/faulty.py")
    dashed = ["-dash.py", "-dash.py"]  # The second finding is about its name.
    assert checked(repository, *mixed) == [*dashed, "app/faulty.py", "app/other.py"]
    assert checked(repository, "--", "-dash.py") == dashed


def test_check_works_without_git(tmp_path):
    for name in ("app/a.py", "app/.venv/b.py", "app/node_modules/c.py", "d.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(FAULTY)
    assert checked(tmp_path, ".") == ["app/a.py", "d.py"]
    assert checked(tmp_path, "app") == ["app/a.py"]


def test_check_finds_scripts_without_an_ending(repository):
    (repository / "script").write_text(f"#!/usr/bin/env python3\n{FAULTY}")
    (repository / "script").chmod(0o755)
    (repository / "shell").write_text("#!/bin/sh\nfrom . import x\n")
    (repository / "shell").chmod(0o755)
    (repository / "README").write_text(FAULTY)
    assert checked(repository, ".") == ["app/faulty.py", "app/other.py", "script"]


def test_check_follows_no_symlink(repository):
    (repository / "link.py").symlink_to("app/faulty.py")
    (repository / "broken.py").symlink_to("nowhere.py")
    (repository / "linked").symlink_to("app")
    assert checked(repository, ".") == ["app/faulty.py", "app/other.py"]


def test_a_repository_reached_through_a_symlink_is_checked(repository, tmp_path):
    (tmp_path / "link").symlink_to(repository)
    assert checked(tmp_path, "link") == ["link/app/faulty.py", "link/app/other.py"]
    assert checked(tmp_path, "link/app") == ["link/app/faulty.py", "link/app/other.py"]


def test_a_submodule_is_a_repository_of_its_own(repository, tmp_path):
    inner = tmp_path / "inner"
    (inner / "lib").mkdir(parents=True)
    (inner / "lib" / "faulty.py").write_text(FAULTY)
    git(inner, "init", "--quiet")
    git(inner, "add", ".")
    git(inner, "commit", "--quiet", "-m", "Begin")
    allow = ("-c", "protocol.file.allow=always")
    git(repository, *allow, "submodule", "--quiet", "add", str(inner), "vendored")
    assert checked(repository, ".") == ["app/faulty.py", "app/other.py"]
    assert checked(repository, "vendored") == ["vendored/lib/faulty.py"]


def test_check_leaves_excluded_files_out(repository):
    (repository / "pyproject.toml").write_text(
        "[tool.standards-hooks]\nexclude = ['app/other.py']\n"
    )
    assert checked(repository, ".") == ["app/faulty.py"]
    assert checked(repository, "--exclude", "faulty.py", ".") == ["app/other.py"]


def test_a_directory_that_git_refuses_is_one_line_and_ends_with_2(repository):
    (repository / ".git" / "HEAD").unlink()
    finished = run((*STANDARDS, *ONLY_IMPORTS, "."), repository)
    assert (finished.returncode, finished.stdout) == (2, b"")
    (line,) = lines(finished.stderr)
    assert "git ls-files failed" in line


def test_check_with_a_missing_git_is_one_line_and_ends_with_2(repository, tmp_path):
    finished = run((*STANDARDS, *ONLY_IMPORTS, "."), repository, {"PATH": str(tmp_path)})
    assert (finished.returncode, finished.stdout) == (2, b"")
    (line,) = lines(finished.stderr)
    assert "git cannot be run: no directory of PATH holds it" in line


def test_an_empty_repository_is_clean(tmp_path):
    git(tmp_path, "init", "--quiet")
    assert checked(tmp_path, ".") == []


def test_list_names_every_hook_with_what_it_asks(repository):
    finished = run((*STANDARDS, "list"), repository)
    assert (finished.returncode, finished.stderr) == (0, b"")
    listed = [line.split(maxsplit=1) for line in lines(finished.stdout)]
    assert [hook_id for hook_id, _ in listed] == list(HOOK_IDS)
    assert all(summary.endswith(".") for _, summary in listed)


@pytest.mark.parametrize("hook_id", HOOK_IDS)
def test_explain_prints_what_a_hook_is_about(repository, hook_id):
    finished = run((*STANDARDS, "explain", hook_id), repository)
    assert (finished.returncode, finished.stderr) == (0, b"")
    assert lines(finished.stdout)[0] == f"# {hook_id}"


def test_explain_says_when_there_is_no_such_hook(repository):
    finished = run((*STANDARDS, "explain", "relative-import"), repository)
    assert (finished.returncode, finished.stdout) == (2, b"")
    assert lines(finished.stderr) == [
        "standards explain: unknown hook `relative-import`; did you mean `relative-imports`?"
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param((), id="nothing"),
        pytest.param(("chek",), id="unknown-command"),
        pytest.param(("explain",), id="explain-what"),
    ],
)
def test_a_command_that_makes_no_sense_ends_with_2(repository, arguments):
    finished = run((*STANDARDS, *arguments), repository)
    assert (finished.returncode, finished.stdout) == (2, b"")
    assert finished.stderr.startswith(b"usage: standards")


@pytest.mark.parametrize("arguments", [("baseline", "check"), ("baseline", "write"), ("report",)])
def test_a_directory_that_is_not_there_is_one_line_and_ends_with_2(arguments, capsys):
    assert cli.main([*arguments, "no/such"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "no/such: there is no such directory" in said.err


def test_an_unknown_hook_to_select_is_one_line_and_ends_with_2(repository):
    finished = run((*STANDARDS, "check", "--select", "relative-import", "."), repository)
    assert (finished.returncode, finished.stdout) == (2, b"")
    message = (
        "command line: `--select` names an unknown hook `relative-import`;"
        " did you mean `relative-imports`?"
    )
    assert lines(finished.stderr) == [message]


@pytest.mark.parametrize(
    ("arguments", "expected", "code"),
    [
        pytest.param(("--warn", "relative-imports"), ["warning: "], 0, id="warn"),
        pytest.param(("--warn", "mutable-defaults"), [""], 1, id="warn-of-another-hook"),
        pytest.param(("--ignore", "relative-imports"), [], 0, id="ignore"),
        pytest.param(("--select", "mutable-defaults"), [], 0, id="select-another-hook"),
        pytest.param(("--per-file-ignores", "app:relative-imports"), [], 0, id="by-file"),
        pytest.param(("--per-file-ignores", "lib:relative-imports"), [""], 1, id="by-other-file"),
    ],
)
@pytest.mark.parametrize(
    "command", [RELATIVE_IMPORTS, (*STANDARDS, "check")], ids=["hook-alone", "standards"]
)
def test_a_selection_means_the_same_for_a_hook_alone_and_for_all(
    repository, command, arguments, expected, code
):
    finished = run((*command, *arguments, "app/faulty.py"), repository)
    about_imports = [line for line in found(finished) if " relative-imports " in line]
    others = [line for line in found(finished) if " relative-imports " not in line]
    place, _, message = finding("app/faulty.py").partition("relative-imports ")
    assert about_imports == [f"{place}relative-imports {each}{message}" for each in expected]
    assert finished.returncode == (code or bool(others))


def test_the_installed_commands_are_these(repository):
    directory = Path(sys.executable).parent
    finished = run((str(directory / "relative-imports"), "app/faulty.py"), repository)
    assert found(finished) == [finding("app/faulty.py")]
    finished = run((str(directory / "standards"), "--version"), repository)
    assert lines(finished.stdout) == [f"standards-hooks {__version__}"]
