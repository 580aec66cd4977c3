"""Whole runs of the real pre-commit, and what installing the hooks takes."""

from __future__ import annotations

import sys
import time
from pathlib import Path


sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import Work, side_by_side
from benchmarks.peers import shuffled
from examples.first_commit import (
    CONFIGURATION,
    PRE_COMMIT,
    isolated_environment,
    make_hook_repository,
    render_configuration,
    run_or_raise,
)
from tests.integration.corpus import fetch_django

from standards_hooks.rules import FILE_HOOK_IDS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.measuring import Row
    from examples.first_commit import HookRepository


FIVE = (
    "boolean-naming",
    "docstring-presence",
    "mutable-defaults",
    "relative-imports",
    "variable-annotations",
)
TEN = 10
PER_MEBIBYTE = 1024**2
CONFIGURATIONS: dict[str, Sequence[str]] = {
    "no hook at all": (),
    "one hook, mutable-defaults": ("mutable-defaults",),
    "five hooks, one after the other": FIVE,
    f"`standards`: all {len(FILE_HOOK_IDS)} file hooks": ("standards",),
}


def measure(scratch: Path, rounds: int) -> Iterator[Row]:
    """Measure `pre-commit run` over a commit of ten files, under several configurations.

    Args:
        scratch: A directory for repositories and pre-commit's cache.
        rounds: How many rounds.

    Yields:
        A row for each configuration.
    """
    environment = _environment(scratch)
    hooks = make_hook_repository(scratch / "hooks", environment)
    django = fetch_django()
    chosen = [each for each in shuffled(django) if each.startswith("django/")][:TEN]
    works = []
    for number, (name, ids) in enumerate(CONFIGURATIONS.items()):
        directory = scratch / f"commit-{number}"
        _repository(directory, hooks, ids, environment)
        for file in chosen:
            path = directory / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((django / file).read_bytes())
        run_or_raise(["git", "add", "--all"], directory, environment)
        run_or_raise([*PRE_COMMIT, "install-hooks"], directory, environment)
        command = (*PRE_COMMIT, "run")
        works.append(Work(name, (command,), directory, repeats=2, environment=environment))
    measured = side_by_side(works, rounds)
    for each in measured:
        ratio, least, most = each.times(measured[1], lambda cost: cost.elapsed)
        yield {
            "work": each.work.name,
            "ratio": ratio,
            "least": least,
            "most": most,
            "seconds": each.seconds,
            "elapsed": each.elapsed,
        }


def measure_installing(scratch: Path, _rounds: int) -> Iterator[Row]:
    """Measure how long pre-commit takes to install the hooks, and how much space they take.

    Args:
        scratch: A directory for repositories and pre-commit's cache.

    Yields:
        A row for each.
    """
    environment = _environment(scratch)
    hooks = make_hook_repository(scratch / "hooks", environment)
    directory = scratch / "commit"
    _repository(directory, hooks, ("standards",), environment)
    start = time.perf_counter()
    run_or_raise([*PRE_COMMIT, "install-hooks"], directory, environment)
    yield {"work": "installing the hooks", "elapsed": time.perf_counter() - start}
    (made,) = Path(environment["PRE_COMMIT_HOME"]).glob("repo*/py_env-*")
    size = sum(path.lstat().st_size for path in made.rglob("*") if not path.is_dir())
    yield {"work": "the hooks' environment", "memory": size / PER_MEBIBYTE}


def _environment(scratch: Path) -> dict[str, str]:
    """Return an environment with a cache of its own, and without variables for Python."""
    variables = isolated_environment(scratch / "cache")
    return {key: each for key, each in variables.items() if not key.startswith("PYTHON")}


def _repository(
    directory: Path, hooks: HookRepository, ids: Sequence[str], environment: Mapping[str, str]
) -> None:
    directory.mkdir()
    run_or_raise(["git", "init", "--quiet", "-b", "main"], directory, environment)
    # `args: []`: what is measured is looking, not fixing.
    text = render_configuration(hooks, ids) if ids else "repos: []\n"
    for id_ in ids:
        text = text.replace(f"- id: {id_}\n", f"- id: {id_}\n        args: []\n")
    (directory / CONFIGURATION).write_text(text, encoding="utf-8")
    run_or_raise(["git", "add", "--all"], directory, environment)
