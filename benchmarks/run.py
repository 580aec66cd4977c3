"""Measure everything, print it, and write `docs/performance.md` from this very run.

    uv run python benchmarks/run.py [--rounds N] [--long] [--only SECTION]

A section that is run again replaces what `performance.json` says of it; the page is made of that.
The tools that the hooks are compared with, and Django, are fetched on the first run.
"""

from __future__ import annotations

import argparse
import functools
import sys
import tempfile
from pathlib import Path


sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import commits, many_files, peers, performance, speed


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.measuring import Row

    type Section = Callable[[Path, int], Iterator[Row]]


MOST_ROUNDS = {"growth": 3, "installing": 1}
"""The sections that take too long for more rounds than these, however many are requested."""


def _goals(scratch: Path, rounds: int) -> Iterator[Row]:
    for goal in speed.goals(scratch):
        yield speed.measure(goal, rounds)


def sections(*, is_long: bool) -> dict[str, Section]:
    """Return what measures each section of the page.

    Args:
        is_long: Whether growth goes up to 100,000 files.
    """
    return {
        "goals": _goals,
        "peers": peers.measure,
        "commits": commits.measure,
        "installing": commits.measure_installing,
        "growth": functools.partial(many_files.measure, is_long=is_long),
    }


def main() -> int:
    """Measure the requested sections, and write the page."""
    parser = argparse.ArgumentParser(description="Measure everything, and write it down.")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each row (default: 5)")
    parser.add_argument("--long", action="store_true", help="growth up to 100,000 files")
    parser.add_argument("--only", action="append", choices=sections(is_long=False))
    arguments = parser.parse_args()
    for name, measure in sections(is_long=arguments.long).items():
        if arguments.only and name not in arguments.only:
            continue
        rounds = min(arguments.rounds, MOST_ROUNDS.get(name, arguments.rounds))
        rows = []
        with tempfile.TemporaryDirectory() as scratch:
            for row in measure(Path(scratch), rounds):
                sys.stdout.write(f"{name}: {performance.line_of(row)}\n")
                sys.stdout.flush()
                rows.append(row)
        performance.keep(name, rows, rounds)
    performance.PAGE.write_text(performance.page_of(performance.read()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
