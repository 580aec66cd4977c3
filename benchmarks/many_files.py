"""How time and memory grow with the number of files, and what the largest file takes."""

from __future__ import annotations

import math
import os
import sys
from pathlib import Path


sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import Work, program, python_files, side_by_side
from tests.integration.corpus import fetch_django


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.measuring import Row


SHORT = (1_000, 10_000)
LONG = (*SHORT, 100_000)
CONFIGURATION = "[tool.standards-hooks]\n"
LIMIT = 1_048_576
"""The default of `max-size`, in bytes."""

PART_SIZE = 12_000
"""Files of the corpus that are larger are left out: a few of them would be all of a thousand."""

STRIDE = 997
"""How far apart in the corpus two files in a row are: any thousand of them are of all its kinds."""

DENSE = "x = [[0, 1, 2, 3], {4: 5, 6: 7}, (8, 9), f(a, b, c=d)]\n"
CALLS = "def f_{0}(items: list[int] = []) -> None:\n    items.append({0}).strip().lower()\n\n\n"


def measure(scratch: Path, rounds: int, *, is_long: bool) -> Iterator[Row]:
    """Measure growth, and files as large as files may be.

    Args:
        scratch: A directory for the files.
        rounds: How many rounds of each number of files.
        is_long: Whether growth goes up to 100,000 files.

    Yields:
        A row for each number of files, with its ratio to the number before, and for each large
        file.
    """
    works = []
    for number in LONG if is_long else SHORT:
        directory = scratch / str(number)
        _copy(number, directory)
        # More names than a command line can hold, and the walk of a directory belongs to it.
        works.append(Work(f"{number:,} files", ((program("standards"), "check", "."),), directory))
    fewer = None
    for measured in side_by_side(works, rounds, slow=math.inf):
        row: Row = {
            "work": measured.work.name,
            "files": int(measured.work.directory.name),
            "seconds": measured.seconds,
            "memory": measured.memory,
        }
        if fewer is not None:
            row["ratio"], row["least"], row["most"] = measured.times(fewer)
        yield row
        fewer = measured
    for name, text in _large_files():
        (scratch / "large.py").write_text(text[:LIMIT].rpartition("\n")[0] + "\n", encoding="utf-8")
        work = Work(name, ((program("standards"), "check", "large.py"),), scratch)
        (measured,) = side_by_side([work], 1)
        yield {
            "work": name,
            "files": 1,
            "seconds": measured.seconds,
            "memory": measured.memory,
        }


def _copy(number: int, directory: Path) -> None:
    """Make a tree of many files, whose contents are those of the corpus over and over."""
    django = fetch_django()
    files = [each for each in python_files(django) if (django / each).stat().st_size < PART_SIZE]
    for index in range(number):
        file = files[index * STRIDE % len(files)]
        path = directory / f"turn_{index // len(files)}" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        os.link(_kept(directory.parent / "parts", django, file), path)
    (directory / "pyproject.toml").write_text(CONFIGURATION, encoding="utf-8")


def _kept(parts: Path, django: Path, file: str) -> Path:
    """Return a copy of a file of the corpus that links can be made to, made on first use."""
    path = parts / file.replace("/", "__")
    if not path.exists():
        parts.mkdir(exist_ok=True)
        path.write_bytes((django / file).read_bytes())
    return path


def _large_files() -> Iterator[tuple[str, str]]:
    code = fetch_django() / "django" / "db"
    texts = [(code / file).read_text(encoding="utf-8") for file in python_files(code)]
    yield "a file of 1 MiB, code of Django", "".join(texts * 2)
    yield "a file of 1 MiB, findings alone", "".join(map(CALLS.format, range(LIMIT // 60)))
    yield "a file of 1 MiB, displays alone", DENSE * (LIMIT // len(DENSE) + 1)
