"""A git repository to try the hooks in, and the programs that run them there."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from examples.first_commit import CONFIGURATION, SERVICE, Output, run, run_or_raise


# The hooks that most tests of commits are about.
FIVE = (
    "boolean-naming",
    "mutable-defaults",
    "relative-imports",
    "docstring-presence",
    "pyproject-drift",
)

CLEAN_MODULE = '''"""Shelves of the warehouse."""


def count_shelves(*, is_open: bool) -> int:
    """Count the shelves."""
    return 3 if is_open else 0
'''

# A finding of each hook that looks at Python, none of which can be fixed: there is no such module,
# and what is called `seen` may be shared on purpose.
FAULTY_MODULE = """from .depot import Depot


def restock(depot: Depot, seen: list[str] = [], urgent: bool = False) -> None:
    try:
        depot.receive(seen, urgent=urgent)  # noqa
    except Exception:
        return


import logging
import os
import shutil

from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession


app = FastAPI()
logger = logging.getLogger(__name__)


@app.post("/crates")
def store(crate: dict, depot: Depot) -> None:
    if crate["password"] == depot.password:
        logger.warning("stored", extra={"password": depot.password})
        depot.receive(os.environ["SHELF"])


async def clear(session: AsyncSession, crates: list[int]) -> None:
    shutil.rmtree("old")
    for crate in crates:
        await session.execute(select(Shelf).where(Shelf.crate == crate))


class Shelf:
    def __init__(self) -> None:
        self.cratesAbove = []

    def lift(self, crate: int) -> None:
        \"\"\"Lift a crate.

        Args:
            box: The crate.
        \"\"\"
        self.cratesAbove.append(crate)
"""

# What the hooks find that look at more than single definitions, in a package called `app`.
CIRCULAR_MODULE = """from app import orders


def read_list(path: str) -> str:
    return orders.clean(open(path).read())
"""
CIRCULAR_COUNTERPART = '''"""Orders of the warehouse."""

from app import shelves


def clean(text: str) -> str:
    """Strip blanks."""
    return text.strip() or shelves.__name__
'''

FAULTY_PYPROJECT = (SERVICE / "pyproject.toml").read_text(encoding="utf-8")


def fix_pyproject() -> str:
    """The service's `pyproject.toml` without its mistakes."""
    fixed = FAULTY_PYPROJECT
    for mistake, correction in (
        ('requires-python = ">=3.11"', 'requires-python = ">=3.12"'),
        ("line-length = 120  # wide screens", "line-length = 100"),
        ('    "ASYNC",\n', '    "ANN",\n    "ASYNC",\n'),
        ("disallow_incomplete_defs", "disallow_untyped_defs = true\ndisallow_incomplete_defs"),
    ):
        assert fixed.count(mistake) == 1
        fixed = fixed.replace(mistake, correction)
    return fixed


@dataclass(frozen=True)
class Runner:
    """A program that runs pre-commit hooks."""

    command: tuple[str, ...]
    prepare: str


PRE_COMMIT = Runner((sys.executable, "-P", "-m", "pre_commit"), "install-hooks")
PREK = Runner((str(Path(sys.executable).with_name("prek")),), "prepare-hooks")


@dataclass(frozen=True)
class ScratchRepository:
    """A git repository with hooks configured, and the environment that everything in it runs in."""

    path: Path
    environment: Mapping[str, str]

    def write(self, name: str, text: str) -> None:
        """Create a file, its directories included."""
        place = self.path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def configure(self, configuration: str) -> None:
        """Choose the hooks."""
        self.write(CONFIGURATION, configuration)

    def run(self, *command: str, **variables: str) -> Output:
        """Run a command here, with further environment variables."""
        return run(command, self.path, {**self.environment, **variables})

    def install(self, runner: Runner) -> None:
        """Build the environments of the hooks, and make git call the runner."""
        for step in ("install", runner.prepare):
            run_or_raise([*runner.command, step], self.path, self.environment)

    def stage(self) -> None:
        """Stage every file."""
        run_or_raise(["git", "add", "--all"], self.path, self.environment)

    def commit(self, *prefix: str, **variables: str) -> Output:
        """Try to commit every file, as the last arguments of a prefix command if there is one."""
        self.stage()
        return self.run(*prefix, "git", "commit", "-m", "Try", **variables)

    def commit_unchecked(self) -> None:
        """Commit every file past the hooks."""
        self.stage()
        run_or_raise(
            ["git", "commit", "--quiet", "--no-verify", "-m", "Go"], self.path, self.environment
        )

    def count_commits(self) -> int:
        """Count the commits on all branches."""
        counted = run_or_raise(["git", "rev-list", "--all", "--count"], self.path, self.environment)
        return int(counted)
