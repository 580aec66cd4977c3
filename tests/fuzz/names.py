"""Files with odd names and of odd kinds, reported in locales that cannot print them."""

# Names of files are bytes here, which pathlib does not hold.
# ruff: noqa: PTH102, PTH103, PTH120, PTH123, PTH211

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.fuzz.repositories import GIT


if TYPE_CHECKING:
    from random import Random

    from tests.fuzz.trial import Trial


PARTS = (
    *(
        b"a",
        b"-",
        b"--",
        b"--fix",
        b"-h",
        b" ",
        b"\n",
        b"\r",
        b"\t",
        b"\x1b[31m",
        b"\x7f",
        b"\xff\xfe",
        b"\xed\xa0\x80",
    ),
    *(
        "é".encode(),
        "漢字".encode(),
        "😀".encode(),
        "\u2028".encode(),
        "\u202e".encode(),
        b"'",
        b'"',
        b"\\",
        b"*",
        b"?",
    ),
    *(
        b"[",
        b":",
        b"::",
        b"%s",
        b"{}",
        b"$(x)",
        b"`",
        b"&",
        b";",
        b"<",
        b"#",
        b".",
        b"..",
        b"=",
        b"@",
        b"\x01",
        b"x" * 150,
    ),
)
ENDS = (
    b".py",
    b".py",
    b".pyi",
    b"",
    b".env",
    b".toml",
    b".yml",
    b".dockerfile",
    b"/pyproject.toml",
    b"/__init__.py",
)
LOCALES: tuple[dict[str, str], ...] = (
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1:strict", "PYTHONUTF8": "0"},
    {"LANG": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "nowhere.UTF-9"},
    {"LC_ALL": "C.UTF-8"},
    {"PYTHONUTF8": "1"},
)
SOURCES = (
    b"from . import a\n",
    b"x = (\n",
    b"x = 1\n",
    b"x = '\xff'\n",
    b"def f(a=[]): pass\n",
    b"",
    b"\0",
    b"#!/usr/bin/python\n",
)
FORMATS = ("json", "sarif", "junit", "github")
FINDING = re.compile(r"[^\r\n]+:\d+:\d+: [\w-]+ .+")


def try_names(trial: Trial, number: int) -> None:
    """Make a directory of odd files, and have it checked by real processes."""
    random = trial.random
    if random.random() < 0.6:
        subprocess.run(["git", "init", "-q"], env=GIT, check=True)  # noqa: S607 - whichever there is
    made = [name for name in (_name(random) for _ in range(8)) if _make(random, name)]
    trial.counts["odd files"] += len(made)
    variables = LOCALES[number % len(LOCALES)]
    given = [b".", *made]
    for arguments in (made, [b"."], given, [b"--fix", *made], [b"--diff", b"."]):
        _check(trial, variables, [b"check", *arguments])
    _check(trial, variables, [b"check", b"--output-format", random.choice(FORMATS).encode(), b"."])
    _check(trial, variables, [b"baseline", random.choice((b"write", b"check", b"prune")), b"."])


def _name(random: Random) -> bytes:
    parts = [random.choice(PARTS) for _ in range(random.choice((1, 1, 2, 3)))]
    name = b"".join(parts)[:200]
    # Nothing outside of the directory.
    name = (b"x" if name == b".." else name) + random.choice(ENDS)
    # What is called like an option is one.
    return b"x" + name if name in {b"-h", b"--fix", b"--"} else name


def _make(random: Random, name: bytes) -> bool:
    """Make a file or what looks like one; return whether it was made."""
    kind = random.random()
    try:
        os.makedirs(os.path.dirname(name) or b".", exist_ok=True)
        if os.path.lexists(name):
            return False
        if kind < 0.05:
            os.mkdir(name)
        elif kind < 0.1:
            os.mkfifo(name)
        elif kind < 0.15:
            with socket.socket(socket.AF_UNIX) as end:
                end.bind(name)
        elif kind < 0.25:
            # Never out of the directory: a link to a directory stands for all the files in it.
            os.symlink(random.choice((name, b"nowhere", b"/dev/zero", b".")), name)
        elif kind > 0.28:
            # Else it is named, and is not there.
            with open(name, "wb") as stream:
                stream.write(random.choice(SOURCES))
    except (OSError, ValueError):
        return False
    return True


def _check(trial: Trial, variables: dict[str, str], arguments: list[bytes]) -> None:
    kept = {k: v for k, v in GIT.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    finished = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", "standards_hooks.cli", *arguments],
        env={**kept, **variables},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    trial.counts["processes"] += 1
    said, errors = finished.stdout, finished.stderr
    about = (arguments, variables)
    trial.expect(finished.returncode in {0, 1, 2}, "exit code", finished.returncode, *about, errors)
    trial.expect(b"Traceback" not in errors, "traceback", *about, errors[-600:])
    trial.expect(b"internal error" not in said, "internal error", *about, said[-600:])
    try:
        text = said.decode("utf-8")
        errors.decode("utf-8")
    except UnicodeDecodeError as error:
        trial.expect(False, "output is UTF-8", *about, error)
        return
    if arguments[0] == b"check" and not {b"--fix", b"--diff", b"--output-format"} & set(arguments):
        for line in text.split("\n")[:-1]:
            trial.expect(FINDING.fullmatch(line) is not None, "one finding a line", line, *about)
