"""Things that go wrong while a file is fixed: each file is old or new afterwards, never half."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from standards_hooks.engine import writing
from standards_hooks.syntax import reading
from tests.fuzz.trial import run_in_process


if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fuzz.trial import Trial


FAULTY = b"from .a import b\n\n\ndef f(items=[]):\n    return items\n"
NUMBERS = (
    errno.ENOSPC,
    errno.EIO,
    errno.EACCES,
    errno.EROFS,
    errno.EPERM,
    errno.ENOENT,
    errno.EINTR,
    errno.EDQUOT,
)
CALLS = ("replace", "fsync", "chmod", "lstat", "write", "open")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
FILES = 12
LONGEST_WAIT = 0.9
"""Seconds; the whole work of a child takes about as long."""


def try_faults(trial: Trial, number: int) -> None:
    """Let one kind of fault happen."""
    kinds = (_failing_call, _changed_meanwhile, _vanished, _ended, _ended, _no_room_to_speak)
    Path("pkg").mkdir()
    for each in range(FILES):
        Path("pkg", f"f{each}.py").write_bytes(FAULTY + b"# %d\n" % each)
    kinds[number % len(kinds)](trial)


def _paths() -> list[str]:
    return [f"pkg/f{number}.py" for number in range(FILES)]


def _old() -> dict[str, bytes]:
    return {path: Path(path).read_bytes() for path in _paths()}


def _new() -> dict[str, bytes]:
    """Return what the fix makes of each file when nothing goes wrong."""
    before = _old()
    run_in_process(["check", "--fix", *_paths()])
    after = _old()
    for path, content in before.items():
        Path(path).write_bytes(content)
    return after


def _expect_whole(trial: Trial, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    for path, before in old.items():
        content = Path(path).read_bytes()
        trial.expect(content in {before, new[path]}, "old or new, never half", path, content)


def _expect_no_rest(trial: Trial) -> None:
    rest = _rest()
    trial.expect(not rest, "no temporary file", *rest)


def _rest() -> list[str]:
    """Return the files that were not there before."""
    return sorted({str(path) for path in Path("pkg").iterdir()} - set(_paths()))


def _failing_call(trial: Trial) -> None:
    """Let a system call of the writing fail."""
    old, new = _old(), _new()
    name = trial.random.choice(CALLS)
    number = trial.random.choice(NUMBERS)
    real: Callable[..., object] = getattr(os, name)
    after = trial.random.randrange(30)
    seen = 0

    def failing(*arguments: object, **named: object) -> object:
        nonlocal seen
        caller = sys._getframe(1).f_code.co_filename  # noqa: SLF001 - no public way to ask
        seen += caller == writing.__file__
        if caller == writing.__file__ and seen > after:
            trial.counts["faults"] += 1
            raise OSError(number, os.strerror(number))
        return real(*arguments, **named)

    with mock.patch.object(os, name, failing):
        said = trial.check("--fix", *_paths(), codes=frozenset({1}))
    trial.expect(said.errors == "", "silent on standard error", said.errors)
    _expect_whole(trial, old, new)
    _expect_no_rest(trial)


def _changed_meanwhile(trial: Trial) -> None:
    """Let somebody else write, replace or remove a file after it was read."""
    victim = trial.random.choice(_paths())
    kind = trial.random.choice(("write", "replace", "remove", "chmod"))
    real = writing._fill  # noqa: SLF001 - the last moment before the file is compared
    theirs = b"x = 'theirs'\n"

    def filling(temporary: str, content: bytes, mode: int) -> None:
        real(temporary, content, mode)
        if Path(victim).name in temporary:
            trial.counts["faults"] += 1
            if kind == "remove":
                Path(victim).unlink()
            elif kind == "replace":
                Path("theirs").write_bytes(theirs)
                Path("theirs").replace(victim)
            elif kind == "write":
                Path(victim).write_bytes(theirs)
            else:
                Path(victim).chmod(0o600)

    with mock.patch.object(writing, "_fill", filling):
        said = trial.check("--fix", *_paths(), codes=frozenset({1}))
    trial.expect(said.errors == "", "silent on standard error", said.errors)
    if kind == "remove":
        trial.expect(not Path(victim).exists(), "what was removed stays so", said.lines)
        Path(victim).write_bytes(theirs)
    elif kind != "chmod":
        trial.expect(Path(victim).read_bytes() == theirs, "what others wrote stays", said.lines)
    _expect_no_rest(trial)


def _vanished(trial: Trial) -> None:
    """Let a file vanish, shrink or become something else between being listed and read."""
    kind = trial.random.choice(("remove", "directory", "empty", "fifo", "loop"))
    victim = Path(trial.random.choice(_paths()))
    subprocess.run(["git", "init", "-q"], check=True)  # noqa: S607 - whichever there is
    real = reading.read_source

    def read(path: str, max_size: int) -> bytes:
        if Path(path) == victim and stat.S_ISREG(victim.lstat().st_mode):
            trial.counts["faults"] += 1
            victim.unlink()
            if kind == "directory":
                victim.mkdir()
            elif kind == "empty":
                victim.touch()
            elif kind == "fifo":
                os.mkfifo(victim)
            elif kind == "loop":
                victim.symlink_to(victim.name)
        return real(path, max_size)

    with mock.patch.object(reading, "read_source", read):
        said = trial.check(*trial.random.choice(([], ["--fix"])), ".", codes=frozenset({1}))
    trial.expect(said.errors == "", "silent on standard error", said.errors)
    about = [line for line in said.lines if line.startswith(f"{victim}:")]
    is_reported = (
        kind == "empty" or len([line for line in about if "could not be checked" in line]) == 1
    )
    trial.expect(is_reported, "what vanished is one line", kind, *about)


def _ended(trial: Trial) -> None:
    """End a process at any moment, by a signal."""
    old, new = _old(), _new()
    number = trial.random.choice(SIGNALS)
    command = [sys.executable, "-m", "standards_hooks.cli", "check", "--fix", *_paths()]
    with subprocess.Popen(  # noqa: S603 - ourselves
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as process:
        time.sleep(trial.random.random() * LONGEST_WAIT)
        process.send_signal(number)
        _, errors = process.communicate()
    trial.counts["faults"] += 1
    _expect_whole(trial, old, new)
    if number == signal.SIGKILL:
        trial.counts["temporary files after SIGKILL"] += len(_rest())
        return
    _expect_no_rest(trial)
    trial.expect(
        process.returncode in {0, 1, 130, -number}, "exit code", number, process.returncode
    )
    is_ours = b"in guarded" in errors
    if b"Traceback" in errors and not is_ours:
        trial.counts["tracebacks of Python's own start"] += 1
    trial.expect(not is_ours, "traceback", number, errors[-600:])


def _no_room_to_speak(trial: Trial) -> None:
    """Close the output, or let it be full."""
    old, new = _old(), _new()
    kind = trial.random.choice((">&-", "2>&-", "> /dev/full", "| true", ">&- 2>&-", "2> /dev/full"))
    mode = trial.random.choice(("", "--fix", "--diff", "--output-format json", "--statistics"))
    line = f'"{sys.executable}" -m standards_hooks.cli check {mode} {" ".join(_paths())} {kind}'
    finished = subprocess.run(  # noqa: S602 - a line of ours, for the sake of its redirections
        line, shell=True, capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    trial.counts["faults"] += 1
    trial.expect(finished.returncode in {0, 1}, "exit code", line, finished.returncode)
    trial.expect(b"Traceback" not in finished.stderr, "traceback", line, finished.stderr)
    trial.expect(b"Exception ignored" not in finished.stderr, "noise", line, finished.stderr)
    _expect_whole(trial, old, new)
    _expect_no_rest(trial)
