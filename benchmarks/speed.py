"""What the hooks cost, as ratios that are measured side by side in one run.

    uv run python benchmarks/speed.py [--rounds N] [--rows TEXT]

Every round runs each command of a row and what it is compared with once, in fresh processes, one
after the other, so that a busy minute hits both. The time is the processor time of the process,
its start included. A ratio is that of the medians; the spread is that of the single rounds.

Django's source distribution is fetched on the first run, and so is made a copy of it that
`relative-imports --fix` has been over; both stay in `.corpus/`. POSIX only, for `os.wait4`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path


CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

from tests.integration.corpus import KEPT, fetch_django  # noqa: E402

from standards_hooks.rules import FILE_HOOK_IDS  # noqa: E402


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    type Command = Sequence[str]


PROGRAMS = Path(sys.executable).parent
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
"""A hook's environment has its bytecode compiled: no variable may keep Python from that."""

BARE_PYTHON = (sys.executable, "-I", "-c", "pass")
PARSER = """\
import ast, sys, warnings
warnings.simplefilter("ignore")
for path in sys.argv[1:]:
    with open(path, "rb") as stream:
        source = stream.read()
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        pass
"""
"""Reads and parses files with `ast` as it comes, the collector on."""

FUNCTION = '''

def count_crates_{number}(shelf: str, crates: tuple[int, ...] = (), *, is_open: bool = True) -> int:
    """Count the crates on a shelf."""
    heights = [crate for crate in crates if crate > {number}]
    label = f"{{shelf}}-{{len(heights)}}"
    if not is_open or not label:
        return 0
    return sum(heights)
'''
CLEAN_FILE = '"""The shelves of a warehouse."""\n\nfrom collections import abc\n' + "".join(
    FUNCTION.format(number=number) for number in range(22)
)
"""A file of 200 lines in which no hook finds anything."""

NEWER_FILE = CLEAN_FILE + "\n\nlazy import json\n"
"""The same with syntax of Python 3.15, which has to be lowered."""

SUBSET = 10
"""Growth is measured with every tenth file of the corpus, once and ten times over."""

STARTS_A_ROUND = 5
"""How often a round repeats what takes milliseconds."""


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        work: What is measured.
        allowed: The most that it may cost, in times of what it is compared with; None: no limit.
        command: The program that does the work, with its arguments.
        compared: The program that it is compared with.
        directory: The working directory of both.
        repeats: How often each runs in one round.
        is_clean: Whether a finding would mean that the row does not measure what it says.
    """

    work: str
    allowed: float | None
    command: Command
    compared: Command
    directory: Path
    repeats: int = 1
    is_clean: bool = False


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds of processor time, and MiB of memory at its peak."""

    seconds: float
    memory: float


def rows(scratch: Path) -> Iterator[Row]:
    """Yield the rows of the table, smallest work first.

    Args:
        scratch: A directory for the files that are made up.
    """
    yield from _start_rows(scratch)
    django = fetch_django()
    files = _python_files(django)
    parse = (sys.executable, "-c", PARSER, *files)
    for hook, allowed in (
        ("blocking-async", 1.1),
        ("boolean-naming", 1.6),
        ("mutable-defaults", 1.6),
        ("docstring-presence", 1.3),
        ("docstring-sections", 1.3),
        ("query-in-loop", 1.1),
        ("relative-imports", 1.1),
        ("environment-access", 0.5),
        ("password-hashing", 0.5),
        ("validated-input", 0.3),
        ("unmanaged-resources", 0.8),
    ):
        yield Row(f"{hook} over Django", allowed, (_program(hook), *files), parse, django)
    absolute = _with_absolute_imports(django)
    command = (_program("relative-imports"), *files)
    yield Row("relative-imports over Django after --fix", 0.3, command, parse, absolute)
    # Where the corpus is kept, git ignores it, and a repository rule would see nothing.
    alone = shutil.copytree(django, scratch / "alone")
    command = (_program("circular-imports"),)
    yield Row("circular-imports over Django", 1, command, parse, alone)
    check = (_program("standards"), "check")
    yield Row("all file rules over Django", 3, (*check, *files), parse, django)
    once, tenfold = _copies(files[::SUBSET], django, scratch / "growth")
    yield Row(
        "growth: ten times the files", 10.5, (*check, *tenfold), (*check, *once), scratch / "growth"
    )


def _start_rows(scratch: Path) -> Iterator[Row]:
    project = scratch / "project"
    project.mkdir()
    (project / "pyproject.toml").write_text('[project]\nname = "warehouse"\n', encoding="utf-8")
    (project / "shelves.py").write_text(CLEAN_FILE, encoding="utf-8")
    (project / "newer.py").write_text(NEWER_FILE, encoding="utf-8")
    starts: list[tuple[str, float | None, Command]] = [
        (f"{hook}, one clean file", 3, (_program(hook), "shelves.py")) for hook in FILE_HOOK_IDS
    ]
    check = (_program("standards"), "check")
    starts.append(("all file rules, one clean file", None, (*check, "shelves.py")))
    starts.append(("all file rules, one file to lower", None, (*check, "newer.py")))
    for work, allowed, command in starts:
        yield Row(work, allowed, command, BARE_PYTHON, project, STARTS_A_ROUND, is_clean=True)
    drift = (_program("pyproject-drift"),)
    yield Row(
        "pyproject-drift, this project",
        8,
        drift,
        BARE_PYTHON,
        CHECKOUT,
        STARTS_A_ROUND,
        is_clean=True,
    )


def _program(name: str) -> str:
    return str(PROGRAMS / name)


def _python_files(directory: Path) -> list[str]:
    """Return the Python files in a directory, relative to it."""
    return sorted(str(path.relative_to(directory)) for path in directory.rglob("*.py"))


def _with_absolute_imports(django: Path) -> Path:
    """Return a copy of Django that `relative-imports --fix` has been over, made on first use."""
    fixed = KEPT / f"{django.name}-absolute"
    if not fixed.is_dir():
        sys.stderr.write("making a copy of Django with absolute imports, once: minutes\n")
        with tempfile.TemporaryDirectory(dir=KEPT) as directory:
            copy = Path(directory, fixed.name)
            shutil.copytree(django, copy)
            command = [_program("relative-imports"), "--fix", *_python_files(copy)]
            subprocess.run(command, cwd=copy, stdout=subprocess.DEVNULL, check=False)  # noqa: S603
            copy.rename(fixed)
    return fixed


def _copies(files: Sequence[str], origin: Path, target: Path) -> tuple[list[str], list[str]]:
    """Copy files ten times over; return the paths of the first copies, and those of all."""
    copied = []
    for number in range(10):
        for file in files:
            path = target / str(number) / file
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(origin / file, path)
            copied.append(str(path.relative_to(target)))
    return copied[: len(files)], copied


def cost_of(command: Command, row: Row) -> Cost:
    """Run one command of a row in a fresh process, its output unread, and return what it took.

    Args:
        command: Program and arguments.
        row: The row that it is measured for.

    Returns:
        What it took.

    Raises:
        SystemExit: If it ended otherwise than it should.
    """
    process = subprocess.Popen(  # noqa: S603 - the interpreter and the programs beside it
        command, cwd=row.directory, env=ENVIRONMENT, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ({0} if row.is_clean else {0, 1}):
        message = f"{command[0]} ended with {process.returncode}"
        raise SystemExit(message)
    per_mebibyte = 1024**2 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_mebibyte)


def measure(row: Row, rounds: int) -> tuple[str, float]:
    """Measure a row.

    Args:
        row: The row.
        rounds: How often both commands run, in turns.

    Returns:
        The line of the table, and the most memory that the work took, in MiB.
    """
    work, compared, single = [], [], []
    memory = 0.0
    if row.repeats > 1:
        cost_of(row.command, row)  # The first start compiles.
    for _ in range(rounds):
        ours = [cost_of(row.command, row) for _ in range(row.repeats)]
        theirs = [cost_of(row.compared, row) for _ in range(row.repeats)]
        work += [cost.seconds for cost in ours]
        compared += [cost.seconds for cost in theirs]
        single.append(
            statistics.median(cost.seconds for cost in ours)
            / statistics.median(cost.seconds for cost in theirs)
        )
        memory = max(memory, *(cost.memory for cost in ours))
    took, base = statistics.median(work), statistics.median(compared)
    allowed = "-" if row.allowed is None else f"{row.allowed:g}"
    line = (
        f"{row.work:44} {allowed:>7} {took / base:8.2f}  {min(single):5.2f} to {max(single):5.2f}"
        f"  {_seconds(took):>9} {_seconds(base):>9} {memory:5.0f} MiB"
    )
    return line, memory


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure what the hooks cost, as ratios.")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each row (default: 3)")
    parser.add_argument("--rows", default="", help="measure only the rows that hold this text")
    arguments = parser.parse_args()
    sys.stdout.write(
        f"Python {sys.version.split()[0]}, {arguments.rounds} rounds; starts are compared with"
        " `python -I -c pass`,\ncorpus rows with `ast.parse` of the same files, growth with a"
        " tenth of its files\n\n"
        f"{'work':44} {'allowed':>7} {'measured':>8}  {'spread':>14}  {'took':>9}"
        f" {'compared':>9} {'memory':>9}\n"
    )
    most = 0.0
    with tempfile.TemporaryDirectory() as scratch:
        for row in rows(Path(scratch)):
            if arguments.rows in row.work:
                line, memory = measure(row, arguments.rounds)
                most = max(most, memory)
                sys.stdout.write(line + "\n")
                sys.stdout.flush()
    sys.stdout.write(f"\nmost memory: {most:.0f} MiB, allowed over Django: 150\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
