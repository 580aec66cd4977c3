"""What doubling a count costs, for every hook, reader and fix; and what the largest file takes.

    uv run python benchmarks/growth.py [--only WORDS] [--seconds N] [--limit]

Each shape (`growth_shapes.py`) makes one count grow. `standards check` and its `--fix` run over it
at a number and at twice that number, each in a fresh process forked from one that has imported
everything, so that start-up is not counted; what each hook and each fix takes of the processor time
is measured inside, the rest (reading, suppressions, the baseline, output) is a row of its own. The
number grows until a check takes long enough to be measured, or until the file is as large as files
may be.

Fails where doubling costs more than 2.4 times, measured again before it is believed; with
`--limit`, where a file of the size limit takes a hook or a fix more than 20 s, or the check of all
of them more than 512 MiB. POSIX only.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import os
import pkgutil
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import libcst
import tree_sitter_containerfile
import yaml
from benchmarks.growth_shapes import IN_A_FILE, TREES, TreeShape

import standards_hooks
from standards_hooks import cli
from standards_hooks.core.options import MAX_SIZE
from standards_hooks.rules import HOOK_IDS, load_hook


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.growth_shapes import Shape


IMPORTED = (libcst, tree_sitter_containerfile, yaml)
"""What a check imports only where it needs it: here before the fork, so that it is not counted."""

MOST_TIMES = 2.4
SHORTEST = 0.3
"""Seconds that the check of the smaller number should take, to be measured."""
NEGLIGIBLE = 0.02
"""Seconds up to which nothing is said of a part: it is more noise than work."""
MOST_SECONDS = 20.0
MOST_MEMORY = 512.0
SMALLEST = 16_384
"""Bytes of the first file of a shape that is measured."""
GIVE_UP = 60
"""Seconds of processor time after which a check is ended."""
AGAIN = 4
"""How often a row that fails is measured again before it counts."""
SAMPLE = 64
"""How many of a shape tell how large it grows."""
NEAR = 0.95
"""What part of a size is near enough to it."""
GUESSES = 8
REST = "the rest"
PARTS = ("find", "find_in_project", "fix", "fix_project")


@dataclass(frozen=True)
class Cost:
    """What a check took.

    Attributes:
        seconds: The processor time of all of it.
        memory: MiB at the peak.
        parts: The processor time of each hook and each fix, and the rest.
        has_ended: Whether it came to its end.
    """

    seconds: float
    memory: float
    parts: Mapping[str, float]
    has_ended: bool


class Repository:
    """The files of a shape, written into a directory of their own."""

    def __init__(self, directory: Path, files: Mapping[str, str]) -> None:
        """Write the files, and begin a repository around them."""
        self.directory = directory
        self._files = files
        directory.mkdir(parents=True)
        subprocess.run(["git", "init", "-q", str(directory)], check=True)  # noqa: S603, S607
        self.restore()

    def restore(self) -> None:
        """Write the files as they were."""
        for name, text in self._files.items():
            path = self.directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def cost_of(self, arguments: tuple[str, ...]) -> Cost:
        """Run `standards` in a process of its own, its output unread.

        Args:
            arguments: Its arguments.

        Returns:
            What the process cost.

        Raises:
            SystemExit: If it ended otherwise than a check does.
        """
        if "--fix" in arguments or "write" in arguments or "prune" in arguments:
            self.restore()
        reading, writing = os.pipe()
        process = os.fork()
        if process == 0:
            _be_the_check(self.directory, arguments, writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as stream:
            said = stream.read()
        _, status, usage = os.wait4(process, 0)
        memory = usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
        code = os.waitstatus_to_exitcode(status)
        if code not in {0, 1, 2, -signal.SIGXCPU, -signal.SIGKILL}:
            message = f"{arguments}: ended with {code} in {self.directory}"
            raise SystemExit(message)
        parts: dict[str, float] = json.loads(said) if code >= 0 else {}
        seconds = usage.ru_utime + usage.ru_stime
        return Cost(seconds, memory, parts or {REST: seconds}, has_ended=code >= 0)


def _be_the_check(directory: Path, arguments: tuple[str, ...], writing: int) -> None:
    """Run the command, say what its parts took, and end this process."""
    code = 70
    try:
        os.chdir(directory)
        resource.setrlimit(resource.RLIMIT_CPU, (GIVE_UP, GIVE_UP))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        parts: dict[str, float] = {}
        for hook_id in HOOK_IDS:
            hook = load_hook(hook_id)
            for name in PARTS:
                part = getattr(hook, name)
                if part is not None:
                    label = f"{hook_id} --fix" if name.startswith("fix") else hook_id
                    setattr(hook, name, _timed(part, label, parts))
        start = _processor_time()
        code = cli.main(arguments)
        parts[REST] = _processor_time() - start - sum(parts.values())
        os.write(writing, json.dumps(parts).encode())
    finally:
        os._exit(code)


def _processor_time() -> float:
    """Return the seconds of this process and of what it started and waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _timed(
    part: Callable[..., object], label: str, parts: dict[str, float]
) -> Callable[..., object]:
    def timed(*arguments: object) -> object:
        start = _processor_time()
        nested = sum(parts.values())
        try:
            result = part(*arguments)
            return list(result) if isinstance(result, Iterator) else result
        finally:
            # A part that another one calls is not counted twice.
            own = _processor_time() - start - (sum(parts.values()) - nested)
            parts[label] = parts.get(label, 0) + own

    return timed


def commands_for(shape: Shape | TreeShape) -> list[tuple[str, ...]]:
    """Return what is run over the files of a shape.

    Args:
        shape: The shape.
    """
    if isinstance(shape, TreeShape):
        return [("check", "."), ("baseline", "check"), ("baseline", "write")]
    if shape.path == ".standards-baseline.toml":
        return [("check", "."), ("baseline", "check"), ("baseline", "prune")]
    target = shape.path if shape.path.endswith(".py") else "."
    return [("check", target), ("check", "--fix", target)]


class Files:
    """The repositories of one shape, by the number."""

    def __init__(self, shape: Shape | TreeShape, scratch: Path) -> None:
        """Begin with none of them written."""
        self._shape = shape
        self._scratch = scratch
        self._written: dict[int, Repository] = {}

    def at(self, number: int) -> Repository:
        """Return the repository with so many."""
        if number not in self._written:
            directory = self._scratch / str(number)
            self._written[number] = Repository(directory, files_of(self._shape, number))
        return self._written[number]


def files_of(shape: Shape | TreeShape, number: int) -> dict[str, str]:
    """Return the files of a shape with so many."""
    if isinstance(shape, TreeShape):
        return shape.files(number)
    return {**dict(shape.around), shape.path: shape.text(number)}


def number_for_size(shape: Shape, size: int) -> int:
    """Return how many of a shape a file of about that size, and no larger, holds.

    Args:
        shape: The shape.
        size: The size, in bytes.
    """
    number = min(SAMPLE, shape.most)
    for _ in range(GUESSES):
        taken = len(shape.text(number).encode())
        if NEAR * size <= taken <= size or (taken < size and number == shape.most):
            break
        number = max(1, min(shape.most, int(number * size / taken * (1 - (1 - NEAR) / 2))))
    return number


@dataclass
class Growth:
    """What doubling cost one part of a check.

    Attributes:
        name: The shape, the command and the part.
        number: The smaller number.
        once: The seconds that it took.
        twice: The seconds that twice the number took.
    """

    name: str
    number: int
    once: float
    twice: float

    @property
    def times(self) -> float:
        """How many times of the smaller number's time twice the number took."""
        return self.twice / max(self.once, NEGLIGIBLE / 2)

    @property
    def line(self) -> str:
        """The row as text."""
        return (
            f"{self.times:6.2f}  {self.once:7.3f} s {self.twice:7.3f} s  {self.number:7}  "
            f"{self.name}"
        )


def growths_of(shape: Shape | TreeShape, scratch: Path, shortest: float) -> Iterator[Growth]:
    """Measure what doubling costs every part of every command over a shape.

    Args:
        shape: The shape.
        scratch: A directory that is not there yet.
        shortest: Seconds that the smaller number should take.

    Yields:
        A row for each part whose time can be measured.
    """
    files = Files(shape, scratch)
    if isinstance(shape, TreeShape):
        first, last = shape.start, shape.most // 2
    else:
        first, last = number_for_size(shape, SMALLEST), number_for_size(shape, MAX_SIZE) // 2
    for command in commands_for(shape):
        number = min(first, last)
        once = files.at(number).cost_of(command)
        while once.seconds < shortest and number < last and once.has_ended:
            number = min(last, number * (4 if once.seconds < shortest / 4 else 2))
            once = files.at(number).cost_of(command)
        twice = files.at(2 * number).cost_of(command)
        for part in sorted(twice.parts):
            growth = Growth(
                f"{shape.name}: {' '.join(command[:2])}: {part}",
                number,
                once.parts.get(part, 0),
                twice.parts[part],
            )
            for _ in range(AGAIN):
                if growth.twice < NEGLIGIBLE or growth.times < MOST_TIMES or not twice.has_ended:
                    break
                for attribute, times in (("once", 1), ("twice", 2)):
                    again = files.at(times * number).cost_of(command).parts.get(part, GIVE_UP)
                    setattr(growth, attribute, min(getattr(growth, attribute), again))
            if growth.twice >= NEGLIGIBLE:
                yield growth


def limits_of(shape: Shape, scratch: Path) -> Iterator[tuple[str, float, float]]:
    """Measure what a file of the size limit takes every part of every command.

    Args:
        shape: The shape.
        scratch: A directory that is not there yet.

    Yields:
        What was done, the seconds of it, and the MiB of all of the check.
    """
    repository = Files(shape, scratch).at(number_for_size(shape, MAX_SIZE))
    for command in commands_for(shape):
        cost = repository.cost_of(command)
        for part, seconds in sorted(cost.parts.items()):
            yield f"{shape.name}: {' '.join(command[:2])}: {part}", seconds, cost.memory


def main() -> int:
    """Measure the shapes asked for; return 1 where one grows too fast, or takes too much."""
    parser = argparse.ArgumentParser(description="Measure what doubling a count costs.")
    parser.add_argument("--only", default="", help="the shapes with these words in their names")
    parser.add_argument("--seconds", type=float, default=SHORTEST, help="what a check should take")
    parser.add_argument("--limit", action="store_true", help="measure files of the size limit")
    parser.add_argument("--verbose", action="store_true", help="print every row")
    arguments = parser.parse_args()
    for module in pkgutil.walk_packages(standards_hooks.__path__, "standards_hooks."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    shapes = [each for each in (*IN_A_FILE, *TREES) if arguments.only in each.name]
    number = 0
    for shape in shapes:
        with tempfile.TemporaryDirectory() as parent:
            scratch = Path(parent) / "files"
            if arguments.limit:
                rows = _limit_rows(shape, scratch)
            else:
                rows = _growth_rows(shape, scratch, arguments.seconds)
            for line, is_kept in rows:
                number += not is_kept
                if arguments.verbose or not is_kept:
                    sys.stdout.write(line + "\n")
                    sys.stdout.flush()
    sys.stdout.write(f"{len(shapes)} shapes, {number} rows beyond the bounds\n")
    return 1 if number else 0


def _growth_rows(
    shape: Shape | TreeShape, scratch: Path, shortest: float
) -> Iterator[tuple[str, bool]]:
    for growth in growths_of(shape, scratch, shortest):
        yield growth.line, growth.times <= MOST_TIMES


def _limit_rows(shape: Shape | TreeShape, scratch: Path) -> Iterator[tuple[str, bool]]:
    if isinstance(shape, TreeShape):
        return
    for name, seconds, memory in limits_of(shape, scratch):
        is_kept = seconds <= MOST_SECONDS and memory <= MOST_MEMORY
        yield f"{seconds:7.2f} s {memory:6.0f} MiB  {name}", is_kept


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        raise SystemExit(main())
