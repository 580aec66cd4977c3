"""What a developer meets at `git commit` when the hooks fix files."""

from collections.abc import Callable

import pytest
from examples.first_commit import HookRepository, Output, render_configuration

from tests.e2e.scratch_repository import Runner, ScratchRepository


STOCK = "src/app/stock.py"
OLD = '''"""The stock of a warehouse."""

from .depot import Depot


def restock(depot: Depot, crates: list[str] = []) -> None:
    """Receive crates."""
    depot.receive(crates)


def count(depot: Depot) -> int:
    """Count crates."""
    return depot.count()
'''
NEW = '''"""The stock of a warehouse."""

from app.depot import Depot


def restock(depot: Depot, crates: list[str] | None = None) -> None:
    """Receive crates."""
    if crates is None:
        crates = []
    depot.receive(crates)


def count(depot: Depot) -> int:
    """Count crates."""
    return depot.count()
'''
ADDED = "\n\nLIMIT = 3\n"
ENTRIES = [("mutable-defaults", "relative-imports"), ("standards",)]


@pytest.fixture
def project(repository: ScratchRepository) -> ScratchRepository:
    """A repository with a file that two hooks fix completely."""
    repository.write("src/app/__init__.py", '"""A warehouse."""\n')
    repository.write("src/app/depot.py", '"""A depot."""\n\n\nclass Depot:\n    """A depot."""\n')
    repository.write(STOCK, OLD)
    return repository


def read(project: ScratchRepository) -> str:
    return (project.path / STOCK).read_text(encoding="utf-8")


def commit_what_is_staged(project: ScratchRepository) -> Output:
    return project.run("git", "commit", "-m", "Try")


@pytest.mark.parametrize("entries", ENTRIES, ids=["two-hooks", "one-process"])
def test_the_first_commit_fixes_and_the_second_passes(
    project: ScratchRepository,
    hook_repository: HookRepository,
    runner: Runner,
    entries: tuple[str, ...],
) -> None:
    project.configure(render_configuration(hook_repository, entries))
    project.install(runner)

    first = project.commit()

    assert first.exit_code == 1, first.text
    assert first.text.count(f"Fixed {STOCK} (") == len(entries), first.text
    assert first.text.count("Next: ruff check --fix, ruff format, git add -u\n") == len(entries)
    assert project.count_commits() == 0
    assert read(project) == NEW

    unstaged = commit_what_is_staged(project)

    assert unstaged.exit_code == 1, unstaged.text
    assert read(project) == NEW

    second = project.commit()

    assert second.exit_code == 0, second.text
    assert "Fixed" not in second.text
    assert project.count_commits() == 1


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        pytest.param(lambda old: old + ADDED, NEW + ADDED, id="elsewhere"),
        pytest.param(
            lambda old: old.replace("crates: list[str] = []", "crates: list[str] = [], n: int = 0"),
            OLD.replace("crates: list[str] = []", "crates: list[str] = [], n: int = 0"),
            id="on-the-fixed-line",
        ),
    ],
)
def test_unstaged_changes_in_the_same_file_are_not_lost(
    project: ScratchRepository,
    hook_repository: HookRepository,
    runner: Runner,
    edit: Callable[[str], str],
    expected: str,
) -> None:
    project.configure(render_configuration(hook_repository, ["standards"]))
    project.install(runner)
    project.stage()
    project.write(STOCK, edit(OLD))

    output = commit_what_is_staged(project)

    assert output.exit_code == 1, output.text
    assert f"Fixed {STOCK} (mutable-defaults: 1, relative-imports: 1)\n" in output.text
    assert read(project) == expected, output.text
    assert project.run("git", "show", f":{STOCK}").text == OLD
    assert project.count_commits() == 0


def test_empty_args_make_the_hook_check_only(
    project: ScratchRepository, hook_repository: HookRepository, runner: Runner
) -> None:
    configuration = render_configuration(hook_repository, ["mutable-defaults"])
    project.configure(f"{configuration}        args: []\n")
    project.install(runner)

    output = project.commit()

    assert output.exit_code == 1, output.text
    assert f"{STOCK}:6:47: mutable-defaults `crates` " in output.text
    assert "Fixed" not in output.text
    assert read(project) == OLD
