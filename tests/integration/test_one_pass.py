"""Absolute imports are written in one pass, however the packages of a repository lie and are named.

The repositories are random: directories with and without `__init__.py`, a `src` among them, with
relative imports in all directions, and a few lines that name some of the packages.
"""

from __future__ import annotations

import posixpath
from random import Random
from typing import TYPE_CHECKING

import pytest

from standards_hooks.project import names_in_use
from tests.fuzz.trial import run_in_process


if TYPE_CHECKING:
    from pathlib import Path


NUMBER = 8
"""Repositories of each row."""
PARTS = ("depot", "parts", "tools", "src", "lib")
SETTINGS = (
    "",
    '[project]\nname = "depot"\nversion = "1"\n',
    '[tool.pytest.ini_options]\npythonpath = ["lib"]\n',
    '[tool.mypy]\nmypy_path = "."\n',
    '[tool.ruff]\nlint.select = ["I"]\nlint.isort.force-single-line = true\n',
)


def directories(random: Random) -> list[str]:
    """Return directories, some in one another."""
    found = {""}
    for _ in range(random.randint(3, 7)):
        found.add(posixpath.join(random.choice(sorted(found)), random.choice(PARTS)))
    return sorted(found - {""})


def absolute(random: Random, module: str) -> str:
    """Return an import of a module by some end of its path."""
    name = module.replace("/", ".").split(".", random.randrange(module.count("/") + 1))[-1]
    return f"import {name}\n" if random.random() < 0.5 else f"from {name} import X\n"


def relative(random: Random, directory: str, module: str) -> str:
    """Return an import of a module with dots; nothing where they would lead beyond the top."""
    steps = posixpath.relpath(module, directory).split("/")
    level = steps.count("..")
    *package, name = steps[level:]
    if level > directory.count("/"):
        return ""
    start = "." * (level + 1) + ".".join(package)
    separator = "." if package else ""
    return random.choice(
        (f"from {start} import {name}\n", f"from {start}{separator}{name} import X\n")
    )


def repository(random: Random) -> dict[str, str]:
    """Return the files of a repository."""
    inside = directories(random)
    modules = [f"{directory}/{name}" for directory in inside for name in ("a", "b")]
    files = {f"{each}/__init__.py": "" for each in inside if random.random() < 0.6}
    files |= dict.fromkeys((f"{module}.py" for module in modules), "")
    for path in files:
        for other in random.sample(modules, random.randrange(3)):
            if f"{other}.py" != path:
                files[path] += relative(random, posixpath.dirname(path), other)
    named = absolute(random, random.choice(modules))
    command = random.choice(modules).replace("/", ".")
    return files | {
        "pyproject.toml": random.choice(SETTINGS),
        "tests/test_a.py": named if random.random() < 0.6 else "",
        "Procfile": f"work: python -m {command}\n" if random.random() < 0.2 else "",
    }


def fix(root: Path, files: dict[str, str]) -> dict[str, str]:
    """Run the fix once, as if in a process of its own, and return the texts."""
    names_in_use.names_in.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        said = run_in_process(["check", "--fix", "--select", "relative-imports", "."])
    assert said.code in {0, 1}, said.text + said.errors
    return {path: (root / path).read_text(encoding="utf-8") for path in files}


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 4 * NUMBER, NUMBER))
def test_a_second_pass_finds_nothing_more_to_fix(tmp_path: Path, start: int) -> None:
    fixed = 0
    for seed in range(start, start + NUMBER):
        files = repository(Random(seed))  # noqa: S311 - not for secrets
        root = tmp_path / str(seed)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        once = fix(root, files)
        assert fix(root, files) == once, seed
        fixed += once != files
    assert fixed >= NUMBER // 3
