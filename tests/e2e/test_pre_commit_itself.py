"""What pre-commit brings along to look at a repository of hooks."""

import pytest
from examples.first_commit import HookRepository

from tests.e2e.scratch_repository import (
    CLEAN_MODULE,
    FAULTY_MODULE,
    FIVE,
    PRE_COMMIT,
    ScratchRepository,
    fix_pyproject,
)


META = """
  - repo: meta
    hooks:
      - id: check-hooks-apply
"""


def test_a_hook_can_be_tried_without_being_configured(
    repository: ScratchRepository, hook_repository: HookRepository
) -> None:
    repository.write("stock.py", FAULTY_MODULE)
    repository.stage()

    output = repository.run(
        *PRE_COMMIT.command,
        "try-repo",
        str(hook_repository.path),
        "mutable-defaults",
        "--all-files",
    )

    assert output.exit_code == 1, output.text
    assert "stock.py:4:45: mutable-defaults " in output.text


@pytest.mark.parametrize(
    ("files", "idle_hooks"),
    [
        pytest.param({"app.py": CLEAN_MODULE, "pyproject.toml": fix_pyproject()}, (), id="both"),
        pytest.param({"app.py": CLEAN_MODULE}, ("pyproject-drift",), id="no-pyproject"),
        pytest.param({"pyproject.toml": fix_pyproject()}, FIVE[:-1], id="no-python"),
    ],
)
def test_check_hooks_apply_names_the_hooks_that_would_never_run(
    repository: ScratchRepository, files: dict[str, str], idle_hooks: tuple[str, ...]
) -> None:
    for name, text in files.items():
        repository.write(name, text)
    configuration = repository.path / ".pre-commit-config.yaml"
    repository.configure(configuration.read_text(encoding="utf-8") + META)
    repository.stage()

    output = repository.run(*PRE_COMMIT.command, "run", "check-hooks-apply", "--all-files")

    assert output.exit_code == (1 if idle_hooks else 0), output.text
    for hook in FIVE:
        is_named = f"{hook} does not apply to this repository" in output.text
        assert is_named == (hook in idle_hooks), output.text
