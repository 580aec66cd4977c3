"""What was measured, and the page that is made of it: `docs/performance.md`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Literal, TypedDict


sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import CHECKOUT, machine
from benchmarks.peers import PEERS as INSTALLED_PEERS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.measuring import Row

    class Section(TypedDict):
        """A section: where, with what and how often it was measured, and its rows."""

        machine: str
        versions: str
        rounds: int
        rows: Sequence[Row]


TOGETHER = "all file hooks, a clean file"
LONG_ENOUGH = 0.5
ROUND = 10
"""From here on a ratio is shown without decimals."""

DATA = Path(__file__).with_name("performance.json")
PAGE = CHECKOUT / "docs" / "performance.md"

INTRODUCTION = """\
# Performance

What the hooks cost, as `uv run python benchmarks/run.py` measured it: every round runs each
contestant once, one after the other, in fresh processes; a ratio is that of the medians, with the
least and the most of single rounds behind it. Times are processor time, that of child processes
included, unless it says otherwise: they hang least on what else a machine does. Compare ratios, not
seconds.
"""
GOALS = """\
## Against Python itself

Starts are compared with `python -I -c pass`; work over Django 5.2 (2,818 files, 488,000 lines) with
`ast.parse` of the same files; growth with a tenth of its files.

| work | at most | measured | rounds | took | memory |
|---|---|---|---|---|---|
"""
PEERS = """\
## Beside other tools

The same rule elsewhere, in times of what the hook takes. `clock` is the same ratio by the clock.
Django is given in two batches to two processes at once, as pre-commit does on two processors, less
the files that no Python can parse. flake8 looks for both of its rules at once. Where none has a
like rule, a tool stands for its kind: pyupgrade for a fast hook that rewrites, Fixit for rules on
LibCST; those that rewrite have been over their copy before. Who takes long has run once.

{peers}.

| workload | tool | times the hook | rounds | clock | took |
|---|---|---|---|---|---|
"""
COMMITS = """\
## A commit of ten files

`pre-commit run` over ten files of Django by the clock, in times of what it takes with one hook.

| configuration | times one hook | rounds | took |
|---|---|---|---|
"""
INSTALLING = """\
## Installing

| what | took |
|---|---|
"""
GROWTH = """\
## Growth

`standards check .` with every hook, those that look at a repository as a whole included, over files
of Django again and again, in times of what a tenth of the files takes; and over files as large as
`max-size` allows, once.

| work | times a tenth | rounds | took | for a thousand files | memory |
|---|---|---|---|---|---|
"""


def read() -> dict[str, Section]:
    """Return what was measured, by the section."""
    found: dict[str, Section] = json.loads(DATA.read_text(encoding="utf-8"))
    return found


def keep(name: str, rows: Sequence[Row], rounds: int) -> None:
    """Write down what was measured for a section, with where and on what.

    Args:
        name: The section.
        rows: Its rows.
        rounds: How many rounds there were.
    """
    known = dict[str, object](read()) if DATA.is_file() else {}
    known[name] = {
        "machine": machine(),
        "versions": _versions(),
        "rounds": rounds,
        "rows": [
            {key: round(each, 4) if isinstance(each, float) else each for key, each in row.items()}
            for row in rows
        ],
    }
    DATA.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _versions() -> str:
    pre_commit = subprocess.run(
        [sys.executable, "-P", "-m", "pre_commit", "--version"],
        capture_output=True,
        check=True,
        text=True,
    )
    return f"Python {sys.version.split()[0]}, {pre_commit.stdout.strip()}"


def line_of(row: Row) -> str:
    """Return a row as it is printed while it is measured."""
    return ", ".join(
        f"{key} {each:.4g}" if isinstance(each, float) else str(each)
        for key, each in row.items()
        if each is not None
    )


def page_of(known: Mapping[str, Section]) -> str:
    """Return the page.

    Args:
        known: What was measured, by the section; one that was not is left out.
    """
    parts = [INTRODUCTION]
    for name, (head, cells) in TABLES.items():
        if name in known:
            section = known[name]
            rows = [f"| {' | '.join(cells(row))} |\n" for row in section["rows"]]
            installed = ", ".join(INSTALLED_PEERS).replace("==", " ")
            parts.append(
                head.replace("{peers}", installed) + "".join(rows) + f"\n{_where(section)}\n"
            )
    return "\n".join(parts)


def quotation(known: Mapping[str, Section]) -> str:
    """Return what the README says of the cost, in a sentence or two.

    Args:
        known: What was measured, by the section.
    """
    starts = [
        row["ratio"]
        for row in known["goals"]["rows"]
        if row["work"].endswith(", a clean file") and row["allowed"] is not None
    ]
    (together,) = [row["ratio"] for row in known["goals"]["rows"] if row["work"] == TOGETHER]
    others: dict[str, list[float]] = {}
    for row in known["peers"]["rows"]:
        if row["workload"] == "Django" and row["tool"] != row["hook"]:
            others.setdefault(row["tool"].partition(" ")[0], []).append(row["ratio"])
    compared = ", ".join(
        f"{tool} {_span(others[tool])}"
        for tool in sorted(others, key=lambda each: -max(others[each]))
    )
    return (
        f"Starting Python is 1: a clean file costs {_span(starts)}, and {together:.1f} where all"
        " hooks that look at single files share a process. Over Django, the hook with the same rule"
        f" being 1, {compared}: [side by side](docs/performance.md)."
    )


def _span(ratios: Sequence[float]) -> str:
    """Return ratios as one, or as the least and the most of them."""
    least, most = (
        f"{each:.0f}" if each >= ROUND else f"{each:.1f}" for each in (min(ratios), max(ratios))
    )
    return least if least == most else f"{least} to {most}"


def _where(section: Section) -> str:
    rounds = section["rounds"]
    return f"Rounds: {rounds}. {section['machine']}; {section['versions']}."


def _goal(row: Row) -> list[str]:
    allowed = "" if row["allowed"] is None else f"{row['allowed']:g}"
    # A start takes less than the benchmark itself, which Linux counts as the least.
    memory = f"{row['memory']:.0f} MiB" if row["seconds"] > LONG_ENOUGH else ""
    return [row["work"], allowed, f"{row['ratio']:.2f}", _rounds(row), _seconds(row), memory]


def _peer(row: Row) -> list[str]:
    is_own = row["tool"] == row["hook"]
    tool = f"**{row['tool']}**" if is_own else row["tool"]
    if is_own:
        return [row["workload"], tool, "1", "", "", _seconds(row)]
    clock = f"{row['clock']:.2f}"
    return [row["workload"], tool, f"{row['ratio']:.2f}", _rounds(row), clock, _seconds(row)]


def _commit(row: Row) -> list[str]:
    return [row["work"], f"{row['ratio']:.2f}", _rounds(row), _seconds(row, "elapsed")]


def _installation(row: Row) -> list[str]:
    if "memory" in row:
        return [row["work"], f"{row['memory']:.1f} MiB"]
    return [row["work"], f"{row['elapsed']:.0f} s by the clock"]


def _size(row: Row) -> list[str]:
    is_single = row["files"] == 1
    each = "" if is_single else f"{row['seconds'] / row['files'] * 1000:.2f} s"
    growth = [f"{row['ratio']:.2f}", _rounds(row)] if "ratio" in row else ["", ""]
    return [row["work"], *growth, _seconds(row), each, f"{row['memory']:.0f} MiB"]


def _rounds(row: Row) -> str:
    if row["least"] == row["most"] == 1:
        return ""  # What the others are compared with.
    is_single = row["least"] == row["most"]
    return "once" if is_single else f"{row['least']:.2f} to {row['most']:.2f}"


def _seconds(row: Row, name: Literal["seconds", "elapsed"] = "seconds") -> str:
    taken = row[name]
    return f"{taken:.2f} s" if taken >= 1 else f"{taken * 1000:.0f} ms"


TABLES = {
    "goals": (GOALS, _goal),
    "peers": (PEERS, _peer),
    "commits": (COMMITS, _commit),
    "installing": (INSTALLING, _installation),
    "growth": (GROWTH, _size),
}
"""The sections of the page, each with what stands above its rows and what makes a row."""
