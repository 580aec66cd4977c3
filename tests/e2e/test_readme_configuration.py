"""The configuration that the README asks the reader to copy works as it is written."""

from pathlib import Path

import pytest
from examples.first_commit import CHECKOUT, HOOKS, caller_environment, run_or_raise

from tests.e2e.scratch_repository import (
    CIRCULAR_COUNTERPART,
    CIRCULAR_MODULE,
    CLEAN_MODULE,
    FAULTY_MODULE,
    FAULTY_PYPROJECT,
    Runner,
    ScratchRepository,
    fix_pyproject,
)


@pytest.fixture(scope="module")
def pre_commit_on_python_3_11(tmp_path_factory: pytest.TempPathFactory, uv: Path) -> Runner:
    """A pre-commit that runs on the last Python before the one that the hooks need."""
    python = tmp_path_factory.mktemp("python-3.11") / "venv" / "bin" / "python"
    venv = python.parent.parent
    create: list[str | Path] = [uv, "venv", "--quiet", "--python", "3.11", venv]
    run_or_raise(create, CHECKOUT, caller_environment())
    install: list[str | Path] = [uv, "pip", "install", "--quiet", "--python", python, "pre-commit"]
    run_or_raise(install, CHECKOUT, caller_environment())
    return Runner((str(python), "-P", "-m", "pre_commit"), "install-hooks")


def assert_blocks_and_passes(repository: ScratchRepository, runner: Runner) -> None:
    """Try a faulty commit, fix it, and try again."""
    repository.install(runner)
    repository.write("src/app/__init__.py", '"""A warehouse."""\n')
    repository.write("src/app/stock.py", FAULTY_MODULE)
    repository.write("src/app/shelves.py", CIRCULAR_MODULE)
    repository.write("src/app/orders.py", CIRCULAR_COUNTERPART)
    repository.write("pyproject.toml", FAULTY_PYPROJECT)
    repository.write(".env", "STAGE=test\n")

    blocked = repository.commit()

    assert blocked.exit_code == 1, blocked.text
    for hook in HOOKS:
        assert f"- hook id: {hook}\n" in blocked.text, blocked.text

    repository.write("src/app/stock.py", CLEAN_MODULE)
    repository.write("src/app/shelves.py", CLEAN_MODULE)
    repository.write("pyproject.toml", fix_pyproject())
    repository.write(".gitignore", ".env\n")
    (repository.path / ".env").unlink()
    for name in ("README.md", "uv.lock"):
        repository.write(name, "")
    for kind in ("unit", "integration", "e2e"):
        repository.write(f"tests/{kind}/__init__.py", '"""Tests."""\n')

    passed = repository.commit()

    assert passed.exit_code == 0, passed.text
    assert repository.count_commits() == 1


def test_it_works_under_every_runner(
    repository: ScratchRepository, readme_configuration: str, runner: Runner
) -> None:
    repository.configure(readme_configuration)
    assert_blocks_and_passes(repository, runner)


def test_it_works_under_a_pre_commit_that_runs_on_python_3_11(
    repository: ScratchRepository,
    readme_configuration: str,
    pre_commit_on_python_3_11: Runner,
    tmp_path: Path,
) -> None:
    home = {"PRE_COMMIT_HOME": str(tmp_path / "pre-commit-home")}
    separate = ScratchRepository(repository.path, {**repository.environment, **home})
    separate.configure(readme_configuration)
    assert_blocks_and_passes(separate, pre_commit_on_python_3_11)
