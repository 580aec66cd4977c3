"""The hook repository, made once, and scratch repositories that install hooks from it.

All processes of a test run share the hook repository and the caches of pre-commit and prek, which
lock these themselves: the hooks' environment is built once. Nothing here skips: a program or an
interpreter that is missing fails the test that needs it.
"""

import os
import re
import sys
from pathlib import Path

import pytest
from examples.first_commit import (
    CHECKOUT,
    HookRepository,
    caller_environment,
    isolated_environment,
    make_hook_repository,
    render_configuration,
    run_or_raise,
)
from filelock import FileLock

from tests.e2e.scratch_repository import FIVE, PRE_COMMIT, PREK, Runner, ScratchRepository


HOOK_PYTHON = "3.12"
DIRECTORY = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this directory as slow: each starts real programs."""
    for item in items:
        if item.path.parent == DIRECTORY:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A directory that all processes of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def uv() -> Path:
    """The uv program itself: a pyenv shim would answer differently in a scratch directory."""
    if "UV" in os.environ:
        return Path(os.environ["UV"])
    asked = ["uv", "run", "--quiet", "--no-project", "python", "-c"]
    program = "import os; print(os.environ['UV'])"
    return Path(run_or_raise([*asked, program], CHECKOUT, caller_environment()).strip())


@pytest.fixture(scope="session")
def hook_python_directory(tmp_path_factory: pytest.TempPathFactory, uv: Path) -> Path:
    """The directory of the interpreter that the README's configuration names."""
    if f"{sys.version_info.major}.{sys.version_info.minor}" == HOOK_PYTHON:
        return Path(sys.base_prefix, "bin")
    venv = tmp_path_factory.mktemp("hook-python") / "venv"
    run_or_raise(
        [uv, "venv", "--quiet", "--python", HOOK_PYTHON, venv], CHECKOUT, caller_environment()
    )
    program = "import sys; print(sys.base_prefix)"
    prefix = run_or_raise([venv / "bin" / "python", "-c", program], CHECKOUT, caller_environment())
    return Path(prefix.strip(), "bin")


@pytest.fixture(scope="session")
def environment(shared: Path, uv: Path, hook_python_directory: Path) -> dict[str, str]:
    """Environment variables with caches of their own and real interpreters first on the path."""
    variables = isolated_environment(shared / "pre-commit-home")
    for name in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"):
        variables.pop(name, None)
    directories = (Path(sys.base_prefix, "bin"), hook_python_directory, uv.parent)
    return {
        **variables,
        "PATH": os.pathsep.join([*map(str, directories), variables["PATH"]]),
        "PREK_HOME": str(shared / "prek-home"),
        "UV_PYTHON_DOWNLOADS": "never",
    }


@pytest.fixture(scope="session")
def hook_repository(shared: Path, environment: dict[str, str]) -> HookRepository:
    """This checkout as a repository that hooks can be installed from."""
    place = shared / "hooks"
    with FileLock(shared / "hooks.lock"):
        if not place.exists():
            return make_hook_repository(place, environment)
        revision = run_or_raise(["git", "rev-parse", "HEAD"], place, environment)
        return HookRepository(place, revision.strip())


@pytest.fixture(scope="session")
def readme_configuration(hook_repository: HookRepository) -> str:
    """The README's configuration, as written but for where the hooks come from."""
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(
        r"^```yaml\n(# [^\n]*\.pre-commit-config\.yaml.*?)^```$", readme, re.MULTILINE | re.DOTALL
    )
    assert len(blocks) == 1, "the README has one configuration to copy"
    place = rf"\g<1>{hook_repository.path}\g<2>{hook_repository.revision}"
    configuration, replaced = re.subn(
        r"(^ *- repo: )https?://\S+/standards-hooks(?:\.git)?(\n *rev: )\S+",
        place,
        blocks[0],
        flags=re.MULTILINE,
    )
    assert replaced == 1, "the README's configuration names this repository once"
    return configuration


@pytest.fixture
def repository(
    tmp_path: Path, environment: dict[str, str], hook_repository: HookRepository
) -> ScratchRepository:
    """An empty repository that is configured to run the five hooks."""
    path = tmp_path / "repository"
    path.mkdir()
    run_or_raise(["git", "init", "--quiet", "-b", "main"], path, environment)
    scratch = ScratchRepository(path, environment)
    scratch.configure(render_configuration(hook_repository, FIVE))
    return scratch


@pytest.fixture(params=[PRE_COMMIT, PREK], ids=["pre-commit", "prek"])
def runner(request: pytest.FixtureRequest) -> Runner:
    """Each program that runs the hooks."""
    chosen: Runner = request.param
    return chosen
