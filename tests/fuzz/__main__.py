"""The long form: as many trials as fit into some minutes, and the page about them."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from tests.fuzz import page
from tests.fuzz.run import KINDS, run, trials


if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the trials.

    Args:
        argv: The arguments; None takes those of the process.

    Returns:
        0, or 1 where a law was broken.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long to go on")
    parser.add_argument("--seed", type=int, default=1, help="the start of chance")
    parser.add_argument("--kind", action="append", choices=KINDS, help="these kinds only")
    parser.add_argument("--only", metavar="KIND:NUMBER", help="repeat one trial")
    parser.add_argument("--write", action="store_true", help="add the run to docs/reliability.md")
    given = parser.parse_args(argv)
    if given.only:
        kind, _, number = given.only.partition(":")
        outcome = run(given.seed, iter([(kind, int(number))]))
    else:
        wanted = trials(given.kind or KINDS)
        outcome = run(given.seed, wanted, given.minutes * 60)
    sys.stdout.write(page.table_of(outcome))
    sys.stdout.writelines(f"{violation}\n" for violation in outcome.violations)
    if given.write:
        page.add_run(outcome, given.minutes, given.seed)
    return 1 if outcome.violations else 0


if __name__ == "__main__":
    raise SystemExit(main())
