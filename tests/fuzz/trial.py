"""One trial: a scratch directory, a source of chance, and what was seen to go wrong."""

# Names of files are bytes here, which pathlib does not hold.
# ruff: noqa: PTH113, PTH114, PTH118, PTH123

from __future__ import annotations

import io
import os
import sys
import traceback
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from standards_hooks import cli


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from random import Random


CODES = frozenset({0, 1, 2})


class Trial:
    """What one trial works with, and what came of it.

    Attributes:
        random: Chance, the same whenever the trial is repeated.
        directory: An empty directory of its own, which is the working directory.
        counts: What was tried, by the name of the row.
        violations: One line for each law that was broken.
    """

    def __init__(self, random: Random, directory: Path) -> None:
        """Begin with nothing tried."""
        self.random = random
        self.directory = directory
        self.counts: Counter[str] = Counter()
        self.violations: list[str] = []

    def expect(self, is_kept: bool, law: str, *details: object) -> bool:
        """Note that a law is broken, if it is not kept; return whether it is."""
        if not is_kept:
            self.violations.append(f"{law}: {' | '.join(map(str, details))}"[:2000])
        return is_kept

    def check(self, *arguments: str, codes: frozenset[int] = CODES) -> Said:
        """Run `standards check` in this process, which must end as every hook promises."""
        self.counts["runs"] += 1
        said = run_in_process(["check", *arguments])
        self.expect(said.code in codes, "exit code", said.code, arguments[:5], said.errors[:300])
        self.expect("internal error" not in said.text, "internal error", *said.broken_lines())
        self.expect("Traceback" not in said.errors, "traceback", said.errors)
        return said


class Said:
    """What one run said.

    Attributes:
        code: Its exit code; -1 where an exception came through.
        text: Its standard output.
        errors: Its standard error, or the exception that came through.
    """

    def __init__(self, code: int, text: str, errors: str) -> None:
        """Take what was said."""
        self.code = code
        self.text = text
        self.errors = errors

    @property
    def lines(self) -> list[str]:
        """The lines of the standard output."""
        return self.text.split("\n")[:-1]

    def broken_lines(self) -> list[str]:
        """Return the lines that report an error of the hooks themselves."""
        return [line for line in self.lines if "internal error" in line][:3]


def run_in_process(arguments: Sequence[str]) -> Said:
    """Run the command `standards` without a new process.

    Args:
        arguments: Its arguments.

    Returns:
        What it said; an exception that is not caught is among the errors.
    """
    with _captured() as (output, errors):
        try:
            code = cli.main(arguments)
        except Exception:
            code = -1
            sys.stderr.write(traceback.format_exc())
    return Said(code, *(_text(stream) for stream in (output, errors)))


@contextmanager
def _captured() -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    before = sys.stdout, sys.stderr
    output, errors = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    sys.stdout, sys.stderr = output, errors
    try:
        yield output, errors
    finally:
        sys.stdout, sys.stderr = before


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    content: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]
    return content.decode("utf-8")


def snapshot(directory: Path) -> dict[bytes, tuple[int, bytes]]:
    """Return every file under a directory with its mode and content, links not followed."""
    found: dict[bytes, tuple[int, bytes]] = {}
    for parent, directories, files in os.walk(os.fsencode(directory)):
        directories[:] = [name for name in directories if name != b".git"]
        for name in files:
            path = os.path.join(parent, name)
            status = os.lstat(path)
            content = b""
            if os.path.isfile(path) and not os.path.islink(path) and status.st_mode & 0o400:
                with open(path, "rb") as stream:
                    content = stream.read()
            found[path] = (status.st_mode, content)
    return found
