"""Every fixer over a small repository, in any order: the result is the same, and the program runs.

A repository is made of a layout, a configuration and a place that uses the package. The fixers are
those of the registry.
"""

from __future__ import annotations

import itertools
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from standards_hooks.project import names_in_use
from standards_hooks.rules import HOOK_IDS, load_hook
from tests.fuzz.trial import run_in_process
from tests.integration.executables import git
from tests.integration.imported_modules import imported


if TYPE_CHECKING:
    from pathlib import Path


FIXERS = tuple(hook_id for hook_id in HOOK_IDS if load_hook(hook_id).can_fix)
ORDERS = tuple(itertools.islice(itertools.permutations(FIXERS), 0, None, 2))
"""Every second one: of three fixers each is first once, and each pair comes in both orders."""


@dataclass(frozen=True)
class Layout:
    """Where the code of a repository is.

    Attributes:
        package: Path of the package.
        paths: The directories that its users put on the path.
        name: The name that they import.
        inits: The directories with an `__init__.py`.
    """

    package: str
    paths: tuple[str, ...]
    name: str
    inits: tuple[str, ...]


LAYOUTS = {
    "src": Layout("src/depot", ("src",), "depot", ("src/depot",)),
    "flat": Layout("depot", (".",), "depot", ("depot",)),
    "source-is-a-namespace": Layout("src/depot", (".",), "src.depot", ("src/depot",)),
    "below-a-service": Layout(
        "services/api/depot", ("services/api",), "depot", ("services/api/depot",)
    ),
    "namespace": Layout("depot", (".",), "depot", ()),
    "source-is-a-package": Layout("src/depot", ("src",), "depot", ("src", "src/depot")),
}
CONFIGURATIONS = {
    "none": "",
    "empty-project": '[project]\nname = "depot"\nversion = "1"\nrequires-python = ">=3.10"\n',
    "setuptools": (
        '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
        '[project]\nname = "depot"\nversion = "1"\n'
    ),
    "partial-tables": (
        '[project]\nname = "depot"\nversion = "1"\nrequires-python = ">=3.12"\n'
        '[tool.ruff]\nline-length = 80  # as printed\n[tool.ruff.lint]\nselect = ["E", "I"]\n'
        "[tool.ruff.lint.isort]\nforce-single-line = true\n[tool.mypy]\nstrict = true\n"
    ),
}
USES = {
    "tests": ("tests/test_depot.py", "from {name}.stock import restock\n\nrestock()\n"),
    "nothing": ("README.md", "# Depot\n"),
    "container": ("Dockerfile", 'FROM python:3.12\nCMD ["python", "-m", "{name}.stock"]\n'),
}
AGAINST_CONVENTION = ("source-is-a-namespace", "nothing")
"""Names begin in a `src` that is no package, unless something shows another name."""
LOTS = '"""Lots."""\n\n\nclass Lot:\n    """A lot."""\n'
STOCK = '''"""Stock."""

import os
from . import lots
from .lots import Lot
from .parts.shelf import (
    Shelf,  # of wood
)


def restock(lots: list[Lot] = [], *, names: list[str] | None = ["a"], by: dict[str, int] = {}):
    """Restock."""
    return lots, names, by, os.sep, Shelf


ALL = restock(lots=[lots.Lot()])
'''
SHELF = '''"""Shelves."""

from ..lots import Lot


class Shelf:
    """A shelf."""

    def put(self, rows: 'list[Lot]' = []) -> "list[Lot]":
        """Put."""
        from .. import lots
        return [*rows, lots.Lot()]


Shelf().put()
'''


def lay_out(root: Path, layout: Layout, configuration: str, use: tuple[str, str]) -> None:
    """Write a repository."""
    package = root / layout.package
    (package / "parts").mkdir(parents=True)
    for name, text in (("lots.py", LOTS), ("stock.py", STOCK), ("parts/shelf.py", SHELF)):
        (package / name).write_text(text)
    (package / "parts/__init__.py").touch()
    for directory in layout.inits:
        (root / directory / "__init__.py").write_text('"""A depot."""\n')
    if configuration:
        (root / "pyproject.toml").write_text(configuration)
    path, text = use
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(text.format(name=layout.name))
    git(root, "init", "--quiet")
    git(root, "add", "--all")


def fix(root: Path, fixers: tuple[str, ...]) -> dict[str, str]:
    """Run fixers one after the other, each as if in a process of its own; return all texts."""
    for hook_id in fixers:
        names_in_use.names_in.cache_clear()
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(root)
            said = run_in_process(["check", "--fix", "--select", hook_id, "."])
        assert said.code in {0, 1}, said.text + said.errors
    files = (path for path in root.rglob("*") if path.is_file())
    return {
        str(path.relative_to(root)): path.read_text()
        for path in files
        if ".git" not in path.relative_to(root).parts
    }


def errors_of(root: Path, layout: Layout) -> dict[str, str]:
    """Return for each module of the program why it cannot be imported."""
    modules = [f"{layout.name}.{name}" for name in ("lots", "stock", "parts.shelf")]
    paths = [str(root / path) for path in layout.paths]
    return imported(paths, modules, frozenset({layout.name.partition(".")[0]}))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("layout", "configuration", "use"),
    [
        (layout, configuration, use)
        for one, layout in enumerate(LAYOUTS)
        for two, configuration in enumerate(CONFIGURATIONS)
        for three, use in enumerate(USES)
        if (one + two + three) % len(USES) == 0 and (layout, use) != AGAINST_CONVENTION
    ],
)
def test_any_order_of_the_fixers_comes_to_the_same_and_the_program_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str, configuration: str, use: str
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    original = tmp_path / "original"
    lay_out(original, LAYOUTS[layout], CONFIGURATIONS[configuration], USES[use])
    before = errors_of(original, LAYOUTS[layout])
    assert set(before.values()) == {""}
    results = []
    for number, order in enumerate(ORDERS):
        root = tmp_path / str(number) / "checkout"
        shutil.copytree(original, root)
        results.append(fix(root, order))

    for result in [*results, fix(root, FIXERS)]:
        assert result == results[0]
    assert errors_of(root, LAYOUTS[layout]) == before
