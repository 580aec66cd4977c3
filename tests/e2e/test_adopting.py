"""The first hour, as `docs/adopting.md` has it: every command of the page, in a piece of Django."""

import re
import shutil
from pathlib import Path

import pytest
from examples.first_commit import CHECKOUT, HookRepository

from tests.e2e.scratch_repository import ScratchRepository
from tests.e2e.walkthrough import Step, stand_ins, steps_of, walk
from tests.integration.corpus import fetch_django


PAGE = (CHECKOUT / "docs" / "adopting.md").read_text(encoding="utf-8")
ADDRESS = "https://git.example.com/standards-hooks"
REVISION = "v0.1.0"
PARTS = (
    *("README.rst", "pyproject.toml", "docs/requirements.txt", "django/__init__.py"),
    *("django/core/__init__.py", "django/core/mail", "django/core/signing.py", "django/urls"),
    *("tests/requirements", "tests/test_runner_apps/tagged"),
    "tests/urlpatterns",
)
NUMBER = re.compile(r"\d+")


@pytest.fixture
def legacy(
    tmp_path: Path, environment: dict[str, str], hook_repository: HookRepository
) -> ScratchRepository:
    """Some of Django as a repository, and git taking every address of the page from here."""
    path = tmp_path / "django"
    for part in PARTS:
        source, target = fetch_django() / part, path / part
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, target)
    others = tmp_path / "others"
    others.mkdir()
    tools = tmp_path / "bin"
    variables = {
        **environment,
        **stand_ins(others, environment, {ADDRESS: hook_repository.path}),
        "UV_TOOL_DIR": str(tmp_path / "tools"),
        "UV_TOOL_BIN_DIR": str(tools),
        "PATH": f"{tools}:{environment['PATH']}",
    }
    repository = ScratchRepository(path, variables)
    assert repository.run("git", "init", "--quiet", "-b", "main").exit_code == 0
    repository.commit_unchecked()
    tag = ("git", "-C", str(hook_repository.path), "tag", "--force", REVISION)
    assert repository.run(*tag).exit_code == 0
    return repository


def shown_of(step: Step) -> list[str]:
    """Return the lines that the page shows, without numbers and what it leaves out."""
    return [NUMBER.sub("0", line) for line in step.answer.splitlines() if line != "…"]


def test_every_command_of_the_page_does_what_the_page_says(legacy: ScratchRepository) -> None:
    said = list(walk(PAGE, legacy.path, legacy.environment))

    assert len(said) == sum(bool(step.command) for step in steps_of(PAGE))
    for step, output in said:
        assert output.exit_code == step.exit_code, f"{step.command}\n{output.text}"
    by_command = {step.command: (step, output.text) for step, output in said}
    for start in EXACT:
        ((step, text),) = (
            each for command, each in by_command.items() if command.startswith(start)
        )
        assert shown_of(step) == [NUMBER.sub("0", line) for line in text.splitlines()]
    blocked = next(output.text for _, output in said if "`strict`" in output.text)
    assert blocked.count("boolean-naming") == 1
    log = legacy.run("git", "log", "--format=%s").text.splitlines()
    assert log == [
        "Import absolutely in django.urls",
        "Return whether a signature is fresh",
        "Say what signing is for",
        "Hold new code to the standard",
        "Go",
    ]
    assert legacy.run("standards", "check").text == ""
    assert legacy.run("standards", "baseline", "check").text == ""


EXACT = (
    *("standards --version", "standards init --adopt", "pre-commit install"),
    *("standards baseline check", "standards baseline prune", "standards check --fix"),
)
"""How commands begin whose answers are the page's, but for numbers, in any part of Django."""
