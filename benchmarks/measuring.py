"""Programs run side by side: what each took, in turns, in fresh processes.

Every round runs each contestant once, one after the other, so that a busy minute hits all of them.
The time that is compared is the processor time of the processes and of what they started; the
clock's time hangs on what else the machine does, and stands beside it. POSIX only, for `os.wait4`.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    type Command = Sequence[str]


CHECKOUT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.executable).parent
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
"""A hook's environment has its bytecode compiled: no variable may keep Python from that."""

BARE_PYTHON = (sys.executable, "-I", "-c", "pass")
SLOW = 15.0
"""Seconds of processor time from which on a contestant runs in one round only, by default."""


class Row(TypedDict, total=False):
    """A row of what was measured; each section has some of these columns.

    Attributes:
        work: What was done.
        workload: What several tools were given.
        hook: The hook that a tool is compared with.
        tool: The tool.
        files: How many files there were.
        allowed: The most that the ratio may be; None where nothing is required.
        ratio: How many times of what it is compared with it took.
        least: The least ratio of a round.
        most: The greatest ratio of a round.
        clock: The ratio by the clock.
        seconds: The processor time.
        elapsed: The seconds by the clock.
        compared: The processor time, in seconds, of what it is compared with.
        memory: The most memory of a process, or the space on disk, in MiB.
    """

    work: str
    workload: str
    hook: str
    tool: str
    files: int
    allowed: float | None
    ratio: float
    least: float
    most: float
    clock: float
    seconds: float
    elapsed: float
    compared: float
    memory: float


@dataclass(frozen=True)
class Work:
    """What one contestant does in a round: one command, or several side by side.

    Attributes:
        name: The contestant.
        commands: Programs with their arguments; they start together.
        directory: Where they run.
        allowed_codes: Exit codes that say that the work was done.
        repeats: How often it is done in one round, one after the other.
        environment: Environment variables.
    """

    name: str
    commands: tuple[Command, ...]
    directory: Path
    allowed_codes: frozenset[int] = frozenset({0, 1})
    repeats: int = 1
    environment: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Cost:
    """What work took: seconds of processor time and of the clock, and MiB at the peak."""

    seconds: float
    elapsed: float
    memory: float


@dataclass(frozen=True)
class Measured:
    """What a contestant took in several rounds.

    Attributes:
        work: What it did.
        rounds: The cost of each round, a round's repeats as their median.
    """

    work: Work
    rounds: tuple[Cost, ...]

    @property
    def seconds(self) -> float:
        """The median of the processor time."""
        return statistics.median(cost.seconds for cost in self.rounds)

    @property
    def elapsed(self) -> float:
        """The median of the clock's time."""
        return statistics.median(cost.elapsed for cost in self.rounds)

    @property
    def memory(self) -> float:
        """The most memory that a process of it took, in MiB."""
        return max(cost.memory for cost in self.rounds)

    def times(
        self, other: Measured, what: Callable[[Cost], float] = lambda cost: cost.seconds
    ) -> tuple[float, float, float]:
        """Return how many times of another it took, by the medians, and the rounds' extremes.

        Args:
            other: The other contestant of the same rounds.
            what: The part of the cost that is compared.
        """
        medians = [statistics.median(map(what, each.rounds)) for each in (self, other)]
        pairs = zip(self.rounds, other.rounds, strict=False)
        single = [what(own) / what(others) for own, others in pairs]
        return medians[0] / medians[1], min(single), max(single)


def cost_of(work: Work) -> Cost:
    """Do the work once, its output unread.

    Args:
        work: What is to be done.

    Returns:
        What it took.

    Raises:
        SystemExit: If it ended otherwise than it should.
    """
    start = time.perf_counter()
    processes = [
        subprocess.Popen(  # noqa: S603 - the interpreter, and programs that were installed for this
            command,
            cwd=work.directory,
            env=work.environment or ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in work.commands
    ]
    seconds = memory = 0.0
    for process in processes:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in work.allowed_codes:
            message = f"{work.name}: {work.commands[0][0]} ended with {process.returncode}"
            raise SystemExit(message)
        seconds += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))
    return Cost(seconds, time.perf_counter() - start, memory)


def side_by_side(works: Sequence[Work], rounds: int, slow: float = SLOW) -> list[Measured]:
    """Let contestants do their work in turns.

    Args:
        works: The contestants.
        rounds: How many rounds; who is slow is in the first alone.
        slow: Seconds of processor time from which on a contestant is slow.

    Returns:
        What each took, in their order.
    """
    costs: list[list[Cost]] = [[] for _ in works]
    for work in works:
        if work.repeats > 1:
            cost_of(work)  # The first start compiles.
    for number in range(rounds):
        for work, taken in zip(works, costs, strict=True):
            if number and taken[0].seconds > slow:
                continue
            single = [cost_of(work) for _ in range(work.repeats)]
            taken.append(
                Cost(
                    statistics.median(cost.seconds for cost in single),
                    statistics.median(cost.elapsed for cost in single),
                    max(cost.memory for cost in single),
                )
            )
    return [Measured(work, tuple(taken)) for work, taken in zip(works, costs, strict=True)]


def program(name: str) -> str:
    """Return the path of a program beside the interpreter."""
    return str(PROGRAMS / name)


def python_files(directory: Path) -> list[str]:
    """Return the Python files in a directory, relative to it."""
    return sorted(str(path.relative_to(directory)) for path in directory.rglob("*.py"))


def machine() -> str:
    """Return what the measurements ran on."""
    model = platform.processor() or platform.machine()
    known = Path("/proc/cpuinfo")
    if known.is_file():
        lines = known.read_text(encoding="utf-8").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        model = names[0] if names else model
    return f"{model}, {os.cpu_count()} processors, {platform.system()}"
