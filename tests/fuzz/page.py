"""The page that says what was tried: made of the counts that long runs leave behind."""

from __future__ import annotations

import platform
import tomllib
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from tests.unit.newer_syntax import CONSTRUCTS


if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fuzz.run import Outcome


CHECKOUT = Path(__file__).parents[2]
PAGE = CHECKOUT / "docs" / "reliability.md"
COUNTS = Path(__file__).with_name("counts.toml")
HEAD = """\
# Reliability

What happens when the input is hostile, counted. Every hook checks and fixes files and repositories
that nobody would write, and after each of them these laws hold:

- the exit code is 0, 1 or 2, and there is never a traceback nor an internal error;
- checking writes nothing;
- a fix leaves code that compiles, the file is reported, and a second fix changes nothing;
- the findings are the same one hook at a time or all together, file by file or in any batch,
  sorted, each once, each at a line and a column that the file has;
- `--output-format` json, sarif, junit and github can be parsed, with every finding;
- a baseline that was just written knows everything, and writing it again changes nothing;
- whatever fails while a file is fixed, it is old or new afterwards, never half, and no temporary
  file remains.

## Counts

Each trial runs in a process whose address space ends at 1 GiB. `uv run python -m tests.fuzz
--minutes 10 --seed 1 --write` adds a run to these, `--only KIND:NUMBER` repeats a trial, and the
tests make some trials of every kind.

"""
KINDS = {
    "library": "the tests of the standard library, those of its tokeniser and parser included",
    "packages": "the standard library and every package that is installed",
    "mutated": "files with bits flipped, cut off, NUL bytes, mixed line ends, odd cookies",
    "grammar": "sources made by the grammar, in three encodings and three line ends",
    "newer": "mistakes behind syntax that is newer than the interpreter",
    "guard": "chains of operators and brackets, at and beyond the limits of LibCST's guard",
    "repositories": "broken TOML, YAML, INI, Dockerfiles and .env files; links in circles, pipes",
    "keys": "configuration with one hostile value, key by key, under every command",
    "names": "names of any bytes, files of any kind, in eight locales, by real processes",
    "faults": "calls that fail, files that change or vanish meanwhile, signals, a full disk",
}
TAIL = """
## What it cannot help

- After SIGKILL, or when the machine stops, a temporary file `.NAME.<random>.tmp` may stand beside a
  file that was being fixed; the file itself is whole, and the temporary one can be deleted.
- Ctrl-C before the hook has begun, while Python imports it, shows a traceback of Python's. Nothing
  has been read then, and nothing written.
- A pipe called `.gitignore` stops git itself.
- A hook alone reads no more of a file than it needs: where the bytes show that it can find
  nothing, it reports no syntax error. `standards`, all file hooks in one, always does.
- Mappings, lists and classes nested deep in a `case`, or brackets in a broken `del`, double the
  time of LibCST's parser with every level. Beyond ten doublings such a file is not fixed, and
  where its syntax is newer than the interpreter, reported.

## Syntax newer than the interpreter

Python 3.12 checks all of this, with every finding behind it at its place:

| since | what | for example |
|---|---|---|
"""
REJECTED = """
What `except` and `lazy` cannot say in the space that they have (`except A if b else C, D:`, a line
continued right after `lazy`) is reported as newer than the interpreter. A file with `except A,:`,
one type and a comma, is checked but not fixed, because LibCST does not know it.
"""


def page() -> str:
    """Return the page as the counts and the table of newer syntax have it.

    A run whose faults were fixed may say so in the counts, under `fixed`.
    """
    runs = tomllib.loads(COUNTS.read_text(encoding="utf-8")).get("runs", [])
    total: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for run in runs:
        for kind, counts in run["counts"].items():
            total[kind].update(counts)
    lines = ["| trials of | | |\n|---|---|---|\n"]
    lines += [
        f"| {KINDS[kind]} | {counts['trials']:,} | {_reported(counts)} |\n"
        for kind, counts in total.items()
    ]
    whole = sum(total.values(), Counter())
    lines.append(f"| all | {whole['trials']:,} | {_reported(whole)} |\n\n")
    lines += [
        f"- Seed {run['seed']}, {run['minutes']:g} minutes, {run['versions']}:"
        f" {run['violations']} laws broken; at most {run['memory']} MiB in one process."
        f"{' ' + run['fixed'] if 'fixed' in run else ''}\n"
        for run in runs
    ]
    rows = [f"| {each.version} | {each.name} | {_code(each.newer)} |\n" for each in CONSTRUCTS]
    return "".join([HEAD, *lines, TAIL, *rows, REJECTED])


def _reported(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{counts[name]:,} {name}" for name in sorted(counts) if name != "trials")


def _code(text: str) -> str:
    line = " ⏎ ".join(line.strip() for line in text.rstrip("\n").split("\n")).replace("|", "\\|")
    return f"`` {line} ``" if "`" in line else f"`{line}`"


def table_of(outcome: Outcome) -> str:
    """Return the counts of a run, a line for each kind of trial."""
    lines = [
        f"{kind:13}{counts['trials']:6,}  {_reported(counts)}\n"
        for kind, counts in outcome.counts.items()
        if counts
    ]
    seconds, slowest = outcome.slowest
    lines.append(f"slowest: {slowest}, {seconds:.1f} s; memory: {outcome.largest >> 20} MiB\n")
    return "".join(lines)


def add_run(outcome: Outcome, minutes: float, seed: int) -> None:
    """Add a run to the counts, and write the page anew."""
    versions = (
        f"Python {platform.python_version()}, LibCST {version('libcst')}, {platform.system()}"
    )
    lines = [
        "\n[[runs]]\n",
        f'seed = {seed}\nminutes = {minutes}\nversions = "{versions}"\n',
        f"violations = {len(outcome.violations)}\nmemory = {outcome.largest >> 20}\n",
    ]
    for kind, counts in outcome.counts.items():
        if not counts:
            continue
        lines.append(f"\n[runs.counts.{kind}]\n")
        lines += [f'"{name}" = {counts[name]}\n' for name in sorted(counts)]
    with COUNTS.open("a", encoding="utf-8") as stream:
        stream.writelines(lines)
    PAGE.write_text(page(), encoding="utf-8")
