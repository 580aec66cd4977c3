"""Files fixed on disk: what is written, what is said, and what happens when something is wrong."""

import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from standards_hooks.engine import fixing
from standards_hooks.engine.checking import Checker
from standards_hooks.engine.running import FOUND, apply_of
from standards_hooks.rules import FILE_HOOK_IDS, HOOK_IDS, load_hook, mutable_defaults
from tests.integration.executables import STANDARDS, environment, lines, run


pytestmark = pytest.mark.slow


CHECKOUT = Path(__file__).parents[2]
MUTABLE_DEFAULTS = (sys.executable, "-m", "standards_hooks.rules.mutable_defaults")
RUFF = Path(sys.executable).with_name("ruff")

OLD = b'''"""Stock."""

from .lots import Lot


def restock(lots: list[Lot] = []) -> list[Lot]:  # all of them
    """Restock."""
    return lots
'''
NEW = b'''"""Stock."""

from depot.lots import Lot


def restock(lots: list[Lot] | None = None) -> list[Lot]:  # all of them
    """Restock."""
    if lots is None:
        lots = []
    return lots
'''
FIXED = "Fixed src/depot/stock.py (mutable-defaults: 1, relative-imports: 1)"
NEXT = "Next: ruff check --fix, ruff format, git add -u"
ALL_FIXED = [FIXED, f"Fixed 2 findings in 1 file, none left. {NEXT}"]
HALF = OLD.replace(b".lots", b"depot.lots")
STOCK = "src/depot/stock.py"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a file that two hooks fix completely."""
    lay_out(tmp_path)
    return tmp_path


def lay_out(root: Path) -> None:
    (root / "src/depot").mkdir(parents=True)
    (root / "pyproject.toml").touch()
    (root / "src/depot/__init__.py").write_bytes(b'"""A depot."""\n')
    (root / "src/depot/lots.py").write_bytes(b'"""Lots."""\n')
    (root / STOCK).write_bytes(OLD)


def names_in(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def fix(project: Path, *paths: str) -> subprocess.CompletedProcess[bytes]:
    return run((*STANDARDS, "check", "--fix", *paths), project)


def test_a_fixed_file_is_named_and_ends_with_1_once(project: Path) -> None:
    first = fix(project, STOCK)
    second = fix(project, STOCK)

    assert (first.returncode, lines(first.stdout), first.stderr) == (1, ALL_FIXED, b"")
    assert (project / STOCK).read_bytes() == NEW
    assert (second.returncode, second.stdout, second.stderr) == (0, b"", b"")
    assert names_in(project / "src/depot") == ["__init__.py", "lots.py", "stock.py"]


def test_what_is_left_follows_at_its_new_place(project: Path) -> None:
    rest = b'\n\ndef keep(memo: dict[str, str] = {}) -> None:\n    """Keep."""\n    print(memo)\n'
    (project / STOCK).write_bytes(OLD + rest)
    path = str(project / STOCK)

    finished = fix(project, path)

    assert finished.returncode == 1
    fixed_line, finding, closing_line = lines(finished.stdout)
    assert fixed_line == f"Fixed {path} (mutable-defaults: 1, relative-imports: 1)"
    assert closing_line == f"Fixed 2 findings in 1 file, 1 left. {NEXT}"
    assert finding.startswith(f"{path}:13:33: mutable-defaults `memo` ")
    assert finding.endswith("(`--fix` leaves it: it looks like a cache that is meant to be shared)")
    assert (project / STOCK).read_bytes() == NEW + rest
    assert fix(project, path).stdout.decode().splitlines() == [finding]


def test_without_fix_nothing_is_written(project: Path) -> None:
    finished = run((*STANDARDS, "check", STOCK), project)

    assert finished.returncode == 1
    assert [line.split()[1] for line in lines(finished.stdout)] == [
        "relative-imports",
        "mutable-defaults",
    ]
    assert (project / STOCK).read_bytes() == OLD


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda source: source, id="lf"),
        pytest.param(lambda source: source.replace(b"\n", b"\r\n"), id="crlf"),
        pytest.param(lambda source: source.rstrip(b"\n"), id="no-newline-at-end"),
        pytest.param(lambda source: source.replace(b"# all", b"\t# \xc2\xa0"), id="odd"),
    ],
)
def test_diff_shows_what_fix_would_do_and_writes_nothing(
    project: Path, edit: Callable[[bytes], bytes]
) -> None:
    (project / STOCK).write_bytes(edit(OLD))

    finished = run((*STANDARDS, "check", "--diff", STOCK), project)

    assert finished.returncode == 1
    assert finished.stdout.startswith(b"--- a/src/depot/stock.py\n+++ b/src/depot/stock.py\n@@ ")
    assert (project / STOCK).read_bytes() == edit(OLD)
    patch = project / "fix.patch"
    patch.write_bytes(finished.stdout)
    applied = run(("git", "apply", patch), project)
    assert applied.stderr == b""
    assert (project / STOCK).read_bytes() == edit(NEW)


def test_diff_of_a_clean_file_is_silent(project: Path) -> None:
    (project / STOCK).write_bytes(NEW)

    finished = run((*STANDARDS, "check", "--diff", STOCK), project)

    assert (finished.returncode, finished.stdout) == (0, b"")


def can_fix(hook_id: str) -> bool:
    hook = load_hook(hook_id)
    return hook.fix is not None or hook.fix_project is not None


@pytest.mark.parametrize("mode", ["--fix", "--diff"])
@pytest.mark.parametrize("hook", [id_ for id_ in HOOK_IDS if not can_fix(id_)])
def test_a_hook_that_fixes_nothing_refuses_to_try(project: Path, hook: str, mode: str) -> None:
    finished = run((Path(sys.executable).with_name(hook), mode, STOCK), project)

    assert finished.returncode == 2
    assert f"unrecognized arguments: {mode}" in finished.stderr.decode()


def test_fix_and_diff_exclude_each_other(project: Path) -> None:
    finished = run((*STANDARDS, "check", "--fix", "--diff", STOCK), project)

    assert finished.returncode == 2
    assert b"not allowed with argument" in finished.stderr
    assert (project / STOCK).read_bytes() == OLD


def test_what_an_ignore_excuses_is_not_fixed_and_the_rest_is(project: Path) -> None:
    excused = (
        b"\n\ndef keep(lots: list[Lot] = []) -> list[Lot]:"
        b"  # standards: ignore[mutable-defaults] grows on purpose\n"
        b'    """Keep."""\n    return lots\n'
    )
    (project / STOCK).write_bytes(OLD + excused)

    finished = fix(project, STOCK)

    assert lines(finished.stdout) == ALL_FIXED
    assert (project / STOCK).read_bytes() == NEW + excused


def test_a_file_that_is_ignored_whole_is_not_fixed(project: Path) -> None:
    whole = (
        b"# standards: ignore-file[mutable-defaults] as delivered\n"
        b"# standards: ignore-file[relative-imports] as delivered\n" + OLD
    )
    (project / STOCK).write_bytes(whole)

    assert fix(project, STOCK).returncode == 0
    assert (project / STOCK).read_bytes() == whole


@pytest.mark.parametrize("turn", [1, -1], ids=["in-order", "in-reverse"])
def test_the_order_of_the_hooks_does_not_matter(
    project: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    monkeypatch.chdir(project)
    hooks = [load_hook(hook_id) for hook_id in FILE_HOOK_IDS][::turn]
    checker = Checker(hooks, HOOK_IDS, {}, apply=apply_of("--fix"))

    checker.check_file(STOCK)

    assert [each.lines() for each in checker.fixed.values()] == [[FIXED]]
    assert checker.findings == []
    assert (project / STOCK).read_bytes() == NEW


@pytest.mark.parametrize("turn", [1, -1], ids=["in-order", "in-reverse"])
def test_hooks_that_run_one_after_the_other_come_to_the_same(project: Path, turn: int) -> None:
    for hook in ("mutable-defaults", "relative-imports")[::turn]:
        finished = run((*STANDARDS, "check", "--fix", "--select", hook, STOCK), project)
        assert lines(finished.stdout) == [
            f"Fixed {STOCK} ({hook}: 1)",
            f"Fixed 1 finding in 1 file, none left. {NEXT}",
        ]

    assert (project / STOCK).read_bytes() == NEW


BEFORE_RUFF = b'''"""Stock."""
from .lots import (Lot, # a lot
    Box)
from . import lots as l
import os
from .....depot import nothing


class Shelf:
    def put(self, lots: 'list[Lot]' = [ # none
            ], *, boxes: dict[str,list[Box]]={'a': [Box(1)],}, names = {
        "one": 1,   # first

        "two": 2}, rows=[]): return lots, boxes, names, rows  # all

    def take(self, lots: list[Lot]=[]):
        """Take."""
        import json
        from .lots import Crate; y = Crate
        return json, lots, y

    async def fill(
        self,
        rows: list[tuple[
            int, int
        ]] = [(1, 2), # why
        ],
    ):  # at night
        """Fill."""; return rows
'''


def test_the_formatter_and_the_import_sorter_bring_nothing_back(project: Path) -> None:
    shutil.copy(CHECKOUT / "pyproject.toml", project / "pyproject.toml")
    stock = project / STOCK
    stock.write_bytes(BEFORE_RUFF)
    hooks = ("--select", "mutable-defaults", "--select", "relative-imports")
    configuration = ("--config", project / "pyproject.toml")

    def format_and_sort() -> bytes:
        for arguments in (("check", "--select", "I", "--fix"), ("format",)):
            finished = run(
                (RUFF, *arguments, "--quiet", "--no-cache", *configuration, STOCK), project
            )
            assert finished.returncode == 0, finished
        return stock.read_bytes()

    first = fix(project, *hooks, STOCK)
    fixed_line, *left, _closing_line = lines(first.stdout)
    assert fixed_line == f"Fixed {STOCK} (mutable-defaults: 5, relative-imports: 3)"
    assert [line.partition(" `")[2].partition("`")[0] for line in left] == [
        "from .....depot import nothing",
        "boxes",
    ]

    formatted = format_and_sort()
    again = fix(project, *hooks, STOCK)

    assert b"Fixed" not in again.stdout
    assert len(lines(again.stdout)) == len(left)
    assert stock.read_bytes() == formatted == format_and_sort()


def test_the_mode_of_the_file_stays(project: Path) -> None:
    (project / STOCK).chmod(0o751)

    fix(project, STOCK)

    assert (project / STOCK).read_bytes() == NEW
    assert stat.S_IMODE((project / STOCK).stat().st_mode) == 0o751


def assert_left(finished: subprocess.CompletedProcess[bytes], path: str, reason: str) -> None:
    """Make sure that both findings are reported with a reason, and nothing else is said."""
    assert (finished.returncode, finished.stderr) == (1, b"")
    said = lines(finished.stdout)
    assert len(said) == 2
    for line in said:
        assert line.startswith(f"{path}:")
        assert line.endswith(f" (`--fix` leaves it: {reason})")


def test_a_symbolic_link_is_left_alone(project: Path) -> None:
    (project / "src/depot/link.py").symlink_to("stock.py")

    assert_left(fix(project, "src/depot/link.py"), "src/depot/link.py", "it is a symbolic link")
    assert (project / "src/depot/link.py").is_symlink()
    assert (project / STOCK).read_bytes() == OLD


def test_a_file_with_several_names_is_left_alone(project: Path) -> None:
    (project / "other.py").hardlink_to(project / STOCK)

    assert_left(fix(project, STOCK), STOCK, "it has several hard links")
    assert (project / "other.py").samefile(project / STOCK)
    assert (project / STOCK).read_bytes() == OLD


def test_a_file_that_its_owner_may_not_write_is_left_alone(project: Path) -> None:
    (project / STOCK).chmod(0o444)

    assert_left(fix(project, STOCK), STOCK, "it is read-only")
    assert (project / STOCK).read_bytes() == OLD
    assert stat.S_IMODE((project / STOCK).stat().st_mode) == 0o444


def test_a_full_disk_leaves_the_file_as_it_is(project: Path) -> None:
    limited = ("sh", "-c", 'ulimit -f 0; exec "$@"', "sh", *STANDARDS, "check", "--fix", STOCK)

    assert_left(run(limited, project), STOCK, "it cannot be written: File too large")
    assert (project / STOCK).read_bytes() == OLD
    assert names_in(project / "src/depot") == ["__init__.py", "lots.py", "stock.py"]


WITHOUT_PRIVILEGES = ("setpriv", "--bounding-set=-all") if os.geteuid() == 0 else ()
"""Root may write everywhere, unless it gives that up."""


def test_a_directory_that_may_not_be_written_keeps_its_file(project: Path) -> None:
    (project / "src/depot").chmod(0o555)

    finished = run((*WITHOUT_PRIVILEGES, *STANDARDS, "check", "--fix", STOCK), project)

    assert_left(finished, STOCK, "it cannot be written: Permission denied")
    assert (project / STOCK).read_bytes() == OLD
    assert names_in(project / "src/depot") == ["__init__.py", "lots.py", "stock.py"]


def test_a_file_keeps_its_owner_or_is_left_alone(project: Path) -> None:
    stock = project / STOCK
    if os.geteuid() == 0:
        os.chown(stock, 65534, -1)
        stock.chmod(0o644)
    before = stock.stat()

    finished = run((*WITHOUT_PRIVILEGES, *STANDARDS, "check", "--fix", STOCK), project)

    if os.geteuid() == 0:
        assert_left(finished, STOCK, "its owner could not be preserved")
        finished = fix(project, STOCK)
    after = stock.stat()
    assert lines(finished.stdout) == ALL_FIXED
    assert (after.st_uid, after.st_gid, after.st_mode) == (
        before.st_uid,
        before.st_gid,
        before.st_mode,
    )
    assert names_in(project / "src/depot") == ["__init__.py", "lots.py", "stock.py"]


def test_what_another_program_wrote_meanwhile_stays(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stock = project / STOCK
    original = fixing.fix_source

    def fix_slowly(*arguments):
        stock.write_bytes(b"# mine\n")
        return original(*arguments)

    monkeypatch.setattr(fixing, "fix_source", fix_slowly)

    code = mutable_defaults.main(["--fix", str(stock)])

    (line,) = capsys.readouterr().out.splitlines()
    assert code == FOUND
    assert line.startswith(f"{stock}:6:31: mutable-defaults ")
    assert line.endswith(" (`--fix` leaves it: it has changed since it was read)")
    assert stock.read_bytes() == b"# mine\n"
    assert names_in(stock.parent) == ["__init__.py", "lots.py", "stock.py"]


def test_one_file_that_cannot_be_written_does_not_hold_up_the_others(project: Path) -> None:
    (project / "src/depot/link.py").symlink_to("stock.py")

    finished = fix(project, "src/depot/link.py", STOCK)

    assert lines(finished.stdout)[0] == FIXED
    assert (project / STOCK).read_bytes() == NEW


BATCH = 20


@pytest.fixture
def batch(project: Path) -> list[str]:
    """Many files, each with something to fix."""
    paths = [f"src/depot/part{number}.py" for number in range(BATCH)]
    for path in paths:
        (project / path).write_bytes(OLD)
    return paths


def assert_old_or_new(project: Path, paths: list[str]) -> None:
    for path in paths:
        assert (project / path).read_bytes() in {OLD, HALF, NEW}


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_process_that_is_ended_leaves_every_file_old_or_new(
    project: Path, batch: list[str], ending: signal.Signals
) -> None:
    command = (*STANDARDS, "check", "--fix", *batch)
    kept = {"__init__.py", "lots.py", "stock.py", *(Path(path).name for path in batch)}
    chance = random.Random(ending)  # noqa: S311 - nothing is kept secret

    for moment in (0, BATCH // 2, chance.randrange(BATCH)):
        for path in batch:
            (project / path).write_bytes(OLD)
        with subprocess.Popen(  # noqa: S603
            command, cwd=project, env=environment(), stdout=subprocess.DEVNULL
        ) as process:
            while (project / batch[moment]).read_bytes() == OLD and process.poll() is None:
                time.sleep(chance.random() / 1000)
            process.send_signal(ending)
            assert process.wait(60) in {-ending, 1, 130}
        assert_old_or_new(project, batch)
        left = set(names_in(project / "src/depot"))
        if ending == signal.SIGKILL:
            left = {name for name in left if not name.endswith(".tmp")}
        assert left == kept

    fix(project, *batch)
    assert all((project / path).read_bytes() == NEW for path in batch)


ENDED_WHILE_WRITING = """
import os, signal, sys
from standards_hooks.rules.mutable_defaults import main
call, moment, ending, path = sys.argv[1:]
original = getattr(os, call)
def end(*arguments, **keywords):
    if moment == "after":
        result = original(*arguments, **keywords)
    os.kill(os.getpid(), getattr(signal, ending))
    return result if moment == "after" else original(*arguments, **keywords)
setattr(os, call, end)
sys.exit(main(["--fix", path]))
"""


@pytest.mark.parametrize("ending", ["SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize("call", ["chmod", "fsync", "replace"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_process_that_is_ended_while_it_writes_leaves_no_other_file(
    project: Path, call: str, moment: str, ending: str
) -> None:
    finished = run(
        (sys.executable, "-c", ENDED_WHILE_WRITING, call, moment, ending, STOCK), project
    )

    assert finished.returncode == (130 if ending == "SIGINT" else -signal.Signals[ending])
    assert finished.stderr == b""
    assert b"if lots is None" in (project / STOCK).read_bytes()
    assert names_in(project / "src/depot") == ["__init__.py", "lots.py", "stock.py"]


def test_processes_that_fix_the_same_files_do_not_harm_each_other(
    project: Path, batch: list[str]
) -> None:
    reverse = batch[::-1]
    commands = [
        (*STANDARDS, "check", "--fix", *batch),
        (*STANDARDS, "check", "--fix", *batch),
        (*STANDARDS, "check", "--fix", *reverse),
        (*MUTABLE_DEFAULTS, "--fix", *batch),
    ]

    processes = [
        subprocess.Popen(  # noqa: S603
            command,
            cwd=project,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for command in commands
    ]
    for process in processes:
        output, trouble = process.communicate(timeout=120)
        assert trouble == b""
        assert process.returncode in {0, 1}
        for line in lines(output):
            assert line.startswith("Fixed ") or line.endswith(
                "(`--fix` leaves it: it has changed since it was read)"
            )
    assert_old_or_new(project, batch)
    assert not [name for name in names_in(project / "src/depot") if name.endswith(".tmp")]

    fix(project, *batch)
    assert all((project / path).read_bytes() == NEW for path in batch)


MODULES_LOADED = """
import sys
from standards_hooks import cli
code = cli.main(["check", "--fix", sys.argv[1]])
print(code, *sorted({"libcst", "signal", "difflib", "argparse", "tomllib"} & set(sys.modules)))
"""


def test_a_clean_file_costs_no_more_with_fix(project: Path) -> None:
    (project / STOCK).write_bytes(NEW)

    finished = run((sys.executable, "-I", "-c", MODULES_LOADED, STOCK), project)

    assert lines(finished.stdout) == ["0"]
