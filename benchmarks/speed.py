"""What the hooks cost, as ratios that are measured side by side in one run.

    uv run python benchmarks/speed.py [--rounds N] [--rows TEXT]

These are the goals that the project has set itself; `benchmarks/run.py` measures them beside other
tools, and writes everything down. How is said in `benchmarks/measuring.py`.

Django's source distribution is fetched on the first run, and so is made a copy of it that
`relative-imports --fix` has been over; both stay in `.corpus/`.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path


sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import (
    BARE_PYTHON,
    CHECKOUT,
    Work,
    program,
    python_files,
    side_by_side,
)
from tests.integration.corpus import KEPT, fetch_django

from standards_hooks.rules import FILE_HOOK_IDS, REPOSITORY_HOOK_IDS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.measuring import Command, Row


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
"""The same with syntax of Python 3.15, which has to be rewritten."""

SUBSET = 10
"""Growth is measured with every tenth file of the corpus, once and ten times over."""

STARTS_A_ROUND = 5
"""How often a round repeats what takes milliseconds."""


IN_ONE_FILE = 3
IN_A_REPOSITORY = {"pyproject-drift": 8}
OVER_DJANGO = {
    "boolean-naming": 1.6,
    "docstring-presence": 1.3,
    "docstring-sections": 1.3,
    "mutable-defaults": 1.6,
    "relative-imports": 1.1,
    "unmanaged-resources": 0.8,
}
"""How often its comparison a hook may take: DESIGN's goals, and those of single hooks."""


@dataclass(frozen=True)
class Goal:
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


def goals(scratch: Path) -> Iterator[Goal]:
    """Yield the rows of the table, smallest work first.

    Args:
        scratch: A directory for the files that are made up.
    """
    yield from _starts(scratch)
    django = fetch_django()
    files = python_files(django)
    parse = (sys.executable, "-c", PARSER, *files)
    for hook in FILE_HOOK_IDS:
        yield Goal(f"{hook}, Django", OVER_DJANGO.get(hook), (program(hook), *files), parse, django)
    absolute = with_absolute_imports(django)
    command = (program("relative-imports"), *files)
    yield Goal("relative-imports, Django after --fix", 0.3, command, parse, absolute)
    # Where the corpus is kept, git ignores it, and a repository rule would see nothing.
    alone = shutil.copytree(django, scratch / "alone")
    command = (program("circular-imports"),)
    yield Goal("circular-imports, Django", 1, command, parse, alone)
    check = (program("standards"), "check")
    yield Goal("all file hooks, Django", 3, (*check, *files), parse, django)
    once, tenfold = _copies(files[::SUBSET], django, scratch / "growth")
    yield Goal(
        "growth: ten times the files", 10.5, (*check, *tenfold), (*check, *once), scratch / "growth"
    )


def clean_project(directory: Path) -> Path:
    """Make a project of one clean file, without a table of ours.

    Args:
        directory: Where it is made.

    Returns:
        Its directory.
    """
    project = directory / "project"
    project.mkdir()
    (project / "pyproject.toml").write_text('[project]\nname = "warehouse"\n', encoding="utf-8")
    (project / "shelves.py").write_text(CLEAN_FILE, encoding="utf-8")
    (project / "newer.py").write_text(NEWER_FILE, encoding="utf-8")
    return project


def _starts(scratch: Path) -> Iterator[Goal]:
    project = clean_project(scratch)
    check = (program("standards"), "check")
    starts: list[tuple[str, float | None, Command]] = [
        *(
            (f"{hook}, a clean file", IN_ONE_FILE, (program(hook), "shelves.py"))
            for hook in FILE_HOOK_IDS
        ),
        ("all file hooks, a clean file", None, (*check, "shelves.py")),
        ("all file hooks, a file in newer syntax", None, (*check, "newer.py")),
    ]
    for work, allowed, command in starts:
        yield Goal(work, allowed, command, BARE_PYTHON, project, STARTS_A_ROUND, is_clean=True)
    for hook in REPOSITORY_HOOK_IDS:
        work, allowed = f"{hook}, this project", IN_A_REPOSITORY.get(hook)
        command = (program(hook),)
        yield Goal(work, allowed, command, BARE_PYTHON, CHECKOUT, STARTS_A_ROUND, is_clean=True)


def with_absolute_imports(django: Path) -> Path:
    """Return a copy of Django that `relative-imports --fix` has been over, made on first use."""
    fixed = KEPT / f"{django.name}-absolute"
    if not fixed.is_dir():
        sys.stderr.write("making a copy of Django with absolute imports, once: minutes\n")
        with tempfile.TemporaryDirectory(dir=KEPT) as directory:
            copy = Path(directory, fixed.name)
            shutil.copytree(django, copy)
            command = [program("relative-imports"), "--fix", *python_files(copy)]
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


def measure(goal: Goal, rounds: int) -> Row:
    """Measure one line of the table.

    Args:
        goal: The line.
        rounds: How often both commands run, in turns.

    Returns:
        What it took, beside what is allowed.
    """
    codes = frozenset({0} if goal.is_clean else {0, 1})
    ours, theirs = side_by_side(
        [
            Work(goal.work, (command,), goal.directory, codes, goal.repeats)
            for command in (goal.command, goal.compared)
        ],
        rounds,
    )
    ratio, least, most = ours.times(theirs)
    return {
        "work": goal.work,
        "allowed": goal.allowed,
        "ratio": ratio,
        "least": least,
        "most": most,
        "seconds": ours.seconds,
        "compared": theirs.seconds,
        "memory": ours.memory,
    }


def line_of(row: Row) -> str:
    """Return a row as it is printed."""
    allowed = "-" if row["allowed"] is None else f"{row['allowed']:g}"
    return (
        f"{row['work']:44} {allowed:>7} {row['ratio']:8.2f}  {row['least']:5.2f} to"
        f" {row['most']:5.2f}  {seconds(row['seconds']):>9} {seconds(row['compared']):>9}"
        f" {row['memory']:5.0f} MiB"
    )


def seconds(taken: float) -> str:
    """Return seconds with a unit that fits them."""
    return f"{taken:.2f} s" if taken >= 1 else f"{taken * 1000:.1f} ms"


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
    with tempfile.TemporaryDirectory() as scratch:
        for goal in goals(Path(scratch)):
            if arguments.rows in goal.work:
                sys.stdout.write(line_of(measure(goal, arguments.rounds)) + "\n")
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
