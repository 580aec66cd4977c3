"""Trials in processes of their own, so that one that is killed, or waits forever, is only one."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.fuzz import faults, guard, keys, names, newer, python_files, repositories
from tests.fuzz.trial import Trial


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


KINDS: dict[str, Callable[[Trial, int], None]] = {
    "library": python_files.try_library,
    "packages": python_files.try_packages,
    "mutated": python_files.try_mutated,
    "grammar": python_files.try_grammar,
    "newer": newer.try_newer,
    "guard": guard.try_chains,
    "repositories": repositories.try_repositories,
    "keys": keys.try_keys,
    "names": names.try_names,
    "faults": faults.try_faults,
}
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space that a process of trials may take, its interpreter included."""
PATIENCE = 300
"""Seconds that one trial may take."""


class Outcome:
    """What a run came to.

    Attributes:
        counts: By kind of trial: trials, and what was tried in them.
        violations: Lines that say how to repeat a trial and which law it broke.
        largest: The most memory that a process of trials took, in bytes.
        slowest: The most processor time that a trial took, in seconds, and which one it was.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
        self.violations: list[str] = []
        self.largest = 0
        self.slowest = (0.0, "")

    def note(self, line: str) -> None:
        """Add what a process reported about one trial."""
        report = json.loads(line)
        kind = report["kind"]
        self.counts[kind].update(report["counts"])
        self.counts[kind]["trials"] += 1
        self.largest = max(self.largest, report["memory"])
        where = f"{kind}:{report['number']}"
        self.slowest = max(self.slowest, (report["seconds"], where))
        self.violations += [f"{where} {violation}" for violation in report["violations"]]


def trials(only: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield trials without end, all kinds in turn."""
    chosen = [kind for kind in KINDS if kind in only]
    number = 0
    while True:
        for kind in chosen:
            yield kind, number
        number += 1


def run(seed: int, wanted: Iterator[tuple[str, int]], seconds: float | None = None) -> Outcome:
    """Make trials one after the other, until there are no more or the time is up.

    Args:
        seed: The start of chance.
        wanted: Kinds and numbers of trials.
        seconds: How long to go on.

    Returns:
        What came of them.
    """
    outcome = Outcome()
    python_files.seeds()  # once, not in every child
    until = None if seconds is None else time.monotonic() + seconds
    is_done = False
    while not is_done:
        is_done = _run_until_killed(seed, wanted, until, outcome)
    return outcome


def _run_until_killed(
    seed: int, wanted: Iterator[tuple[str, int]], until: float | None, outcome: Outcome
) -> bool:
    """Make trials in one child; return False where it was killed and another must go on."""
    requested, requesting = os.pipe()
    answered, answering = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(requesting)
        os.close(answered)
        _answer(seed, requested, answering)
    os.close(requested)
    os.close(answering)
    is_done = True
    made = 0
    with os.fdopen(requesting, "w") as requests, os.fdopen(answered) as answers:
        for kind, number in wanted:
            requests.write(f"{kind} {number}\n")
            requests.flush()
            line = answers.readline()
            if not line:
                _, status = os.waitpid(child, 0)
                code = os.waitstatus_to_exitcode(status)
                ended = signal.Signals(-code).name if code < 0 else f"exit {code}"
                outcome.counts[kind]["trials"] += 1
                outcome.violations.append(f"{kind}:{number} the process was ended: {ended}")
                return False
            outcome.note(line)
            made += 1
            if until is not None and time.monotonic() >= until:
                break
            if made >= RENEWED_AFTER:
                is_done = False
                break
    os.waitpid(child, 0)
    return is_done


RENEWED_AFTER = 400
"""Trials, after which memory is measured anew."""


def _answer(seed: int, requested: int, answering: int) -> None:
    """Make the requested trials in this child, and end it."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    code = 0
    try:
        with os.fdopen(requested) as requests, os.fdopen(answering, "w") as answers:
            for request in requests:
                kind, number = request.split()
                answers.write(json.dumps(_made(seed, kind, int(number))) + "\n")
                answers.flush()
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
        code = 70
    os._exit(code)


def _made(seed: int, kind: str, number: int) -> dict[str, object]:
    around = Path(tempfile.mkdtemp(prefix="fuzz-"))
    directory = around / "inside"
    directory.mkdir()
    trial = Trial(Random(f"{seed}:{kind}:{number}"), directory)  # noqa: S311 - no secret
    before = Path.cwd()
    os.chdir(directory)
    signal.alarm(PATIENCE)
    start = time.process_time()
    try:
        KINDS[kind](trial, number)
    finally:
        seconds = time.process_time() - start
        signal.alarm(0)
        os.chdir(before)
        beside = [path.name for path in around.iterdir() if path != directory]
        trial.expect(not beside, "nothing is written outside", *beside)
        shutil.rmtree(around, ignore_errors=True)
    return {
        "kind": kind,
        "number": number,
        "counts": trial.counts,
        "violations": trial.violations,
        "seconds": seconds,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
