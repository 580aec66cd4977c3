"""The same rules in other tools, side by side.

The tools are installed with pinned versions, on the first run, into a virtual environment of their
own in `.corpus/`, by uv; no dependency of the project comes from there. Where none has a like rule,
a tool stands for its kind: pyupgrade for a fast hook that rewrites, Fixit (with one of its own
rules) for rules on LibCST.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import Work, program, python_files, side_by_side
from benchmarks.speed import (
    CLEAN_FILE,
    STARTS_A_ROUND,
    SUBSET,
    with_absolute_imports,
)
from tests.integration.corpus import KEPT, fetch_django


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.measuring import Command, Measured, Row


PEERS = (
    "absolufy-imports==0.3.1",
    "fixit==2.2.1",
    "flake8==7.5.0",
    "flake8-bugbear==26.10.27",
    "flake8-tidy-imports==4.12.0",
    "interrogate==1.7.0",
    "nitpick==0.38.1",
    "pydocstyle==6.3.0",
    "pyupgrade==3.22.0",
    "ruff==0.17.6",
)
HOME = KEPT / "peers"
INSTALLED = HOME / "installed.txt"

DOCSTRINGS = "D100,D101,D102,D103,D104"
RELATIVE = 'lint.flake8-tidy-imports.ban-relative-imports = "all"'
RUFF = ("ruff", "check", "--isolated", "--no-cache", "--quiet", "--select")
FLAKE8 = ("flake8", "--isolated", "--ban-relative-imports", "--select", "B006,I252", "-j1")
"""Both rules at once: its time does not hang on how many are selected."""

FIXIT = ("fixit", "--quiet", "--rules", "fixit.rules.no_inherit_from_object", "lint")
PYUPGRADE = ("pyupgrade", "--py312-plus", "--exit-zero-even-if-changed")
RULES: dict[str, dict[str, Command]] = {
    "mutable-defaults": {
        "ruff B006": (*RUFF, "B006"),
        "flake8 B006": FLAKE8,
        "fixit": FIXIT,
        "pyupgrade": PYUPGRADE,
    },
    "relative-imports": {
        "ruff TID252": (*RUFF, "TID252", "--config", RELATIVE),
        "flake8 I252": FLAKE8,
        "absolufy-imports": ("absolufy-imports",),
    },
    "docstring-presence": {
        "ruff D1": (*RUFF, DOCSTRINGS),
        "pydocstyle": ("pydocstyle", f"--select={DOCSTRINGS}"),
        "interrogate": ("interrogate", "--quiet", "--fail-under", "100"),
    },
}
"""The hook, and its like in other tools."""

REWRITING = frozenset({"absolufy-imports", "pyupgrade"})
"""Those that rewrite what they find: they get a copy, and have been over it once before."""

TOO_SLOW = frozenset({("Django", "fixit")})
"""What would take a quarter of an hour, and says no more than a tenth of it does."""

PROCESSES = 2
"""How many processes pre-commit starts on a machine with two processors."""
SEED = 1542676187
"""What pre-commit shuffles by."""

NITPICK_STYLE = """\
["pyproject.toml".tool.ruff]
line-length = 100

["pyproject.toml".tool.mypy]
strict_equality = true
"""
NITPICK_PROJECT = """\
[tool.nitpick]
style = "./nitpick-style.toml"

[tool.ruff]
line-length = 100

[tool.mypy]
strict_equality = true
"""


@dataclass(frozen=True)
class Workload:
    """What every contestant is given.

    Attributes:
        name: What it is called in the table.
        files: The files, relative to the directory.
        directory: Makes the directory for a contestant; those that rewrite have one of their own.
        processes: How many processes share the files.
        repeats: How often it is done in one round.
    """

    name: str
    files: Sequence[str]
    directory: Callable[[str], Path]
    processes: int = 1
    repeats: int = 1

    def work(self, name: str, command: Command) -> Work:
        """Return what a contestant has to do.

        Args:
            name: The contestant.
            command: Its program and options.
        """
        batches = [self.files[number :: self.processes] for number in range(self.processes)]
        return Work(
            name,
            tuple((*command, *batch) for batch in batches),
            self.directory(command[0]),
            repeats=self.repeats,
        )


def install() -> None:
    """Install the tools, where they are not there yet in these versions."""
    wanted = "\n".join(PEERS)
    if INSTALLED.is_file() and INSTALLED.read_text(encoding="utf-8") == wanted:
        return
    sys.stderr.write("installing the other tools, once\n")
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    for command in (
        ("uv", "venv", "--quiet", "--clear", "--python", python, str(HOME)),
        ("uv", "pip", "install", "--quiet", "--python", peer("python"), *PEERS),
    ):
        subprocess.run(command, check=True)  # noqa: S603 - uv, which the project needs anyway
    INSTALLED.write_text(wanted, encoding="utf-8")


def peer(name: str) -> str:
    """Return the path of another tool."""
    return str(HOME / "bin" / name)


def measure(scratch: Path, rounds: int) -> Iterator[Row]:
    """Measure every hook that has a like elsewhere, on every workload, beside that.

    Args:
        scratch: A directory for what is made up.
        rounds: How many rounds; who is slow is in the first alone.

    Yields:
        A row for each contestant.
    """
    install()
    for workload in _workloads(scratch):
        for hook, likes in RULES.items():
            works = [workload.work(hook, (program(hook),))]
            for name, (tool, *options) in likes.items():
                if (workload.name, tool) not in TOO_SLOW:
                    works.append(workload.work(name, (peer(tool), *options)))
            yield from _rows(workload.name, side_by_side(works, rounds))
    yield from _rows("a clean repository", side_by_side(_configurations(scratch), rounds))
    yield from _rows("relative-imports, Django after --fix", _after_fixing(rounds))


def _rows(workload: str, measured: Sequence[Measured]) -> Iterator[Row]:
    ours = measured[0]
    for each in measured:
        ratio, least, most = each.times(ours)
        on_the_clock, _, _ = each.times(ours, lambda cost: cost.elapsed)
        yield {
            "workload": workload,
            "hook": ours.work.name,
            "tool": each.work.name,
            "ratio": ratio,
            "least": least,
            "most": most,
            "clock": on_the_clock,
            "seconds": each.seconds,
            "elapsed": each.elapsed,
        }


def _workloads(scratch: Path) -> Iterator[Workload]:
    project = scratch / "shelves"
    project.mkdir()
    (project / "__init__.py").write_text('"""Shelves."""\n', encoding="utf-8")
    (project / "shelves.py").write_text(CLEAN_FILE, encoding="utf-8")
    yield Workload("one clean file", ["shelves.py"], lambda _: project, repeats=STARTS_A_ROUND)
    django = fetch_django()
    files = shuffled(django)
    some = [file for file in files if file.startswith("django/")][:10]
    yield Workload(
        "ten files", some, _directories(django, some, scratch / "ten"), repeats=STARTS_A_ROUND
    )
    copies = _directories(django, files, scratch / "all")
    yield Workload("every tenth file of Django", files[::SUBSET], copies, PROCESSES)
    yield Workload("Django", files, copies, PROCESSES)


def shuffled(django: Path) -> list[str]:
    """Return the files of Django that can be parsed, which some tools insist on, shuffled."""
    files = [file for file in python_files(django) if _is_python(django / file)]
    random.Random(SEED).shuffle(files)  # noqa: S311 - an order, not a secret
    return files


def _is_python(path: Path) -> bool:
    try:
        compile(path.read_bytes(), "<source>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _directories(origin: Path, files: Sequence[str], target: Path) -> Callable[[str], Path]:
    """Return what gives a tool its directory: a copy that it has been over, if it rewrites."""

    def directory(tool: str) -> Path:
        name = Path(tool).name
        if name not in REWRITING:
            return origin
        copy = target / name
        if not copy.is_dir():
            for file in files:
                path = copy / file
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(origin / file, path)
            commands = (each for likes in RULES.values() for each in likes.values())
            _, *options = next(each for each in commands if each[0] == name)
            subprocess.run(  # noqa: S603 - one of the tools
                [tool, *options, *files], cwd=copy, check=False, capture_output=True
            )
        return copy

    return directory


def _configurations(scratch: Path) -> list[Work]:
    """Return what the hook about `pyproject.toml` and nitpick have to do in a clean repository."""
    project = scratch / "configuration"
    project.mkdir()
    subprocess.run(["git", "init", "--quiet", str(project)], check=True)  # noqa: S603, S607
    text = NITPICK_PROJECT.replace('style = "./', f'style = "{project}/')
    (project / "nitpick-style.toml").write_text(NITPICK_STYLE, encoding="utf-8")
    (project / "setup.py").write_text("", encoding="utf-8")
    (project / "pyproject.toml").write_text(text, encoding="utf-8")
    commands = (
        ("pyproject-drift", (program("pyproject-drift"),)),
        ("nitpick", (peer("nitpick"), "--offline", "check")),
    )
    return [Work(name, (each,), project, repeats=STARTS_A_ROUND) for name, each in commands]


def _after_fixing(rounds: int) -> list[Measured]:
    """Measure Ruff where imports are absolute already, as they are after the first day."""
    django = fetch_django()
    absolute = with_absolute_imports(django)
    workload = Workload("", shuffled(django), lambda _: absolute, PROCESSES)
    _, *options = RULES["relative-imports"]["ruff TID252"]
    works = [
        workload.work("relative-imports", (program("relative-imports"),)),
        workload.work("ruff TID252", (peer("ruff"), *options)),
    ]
    return side_by_side(works, max(rounds, 5))
