"""Day one on ten years of code: Django under a baseline, committed through the real pre-commit."""

import shutil
import sys
from pathlib import Path

import pytest
from examples.first_commit import HookRepository, render_configuration

from tests.e2e.scratch_repository import PRE_COMMIT, ScratchRepository
from tests.integration.corpus import fetch_django


STANDARDS = (sys.executable, "-m", "standards_hooks.cli")
OLD_FILE = "django/core/signing.py"
NEW_MISTAKE = '\n\ndef reshelve(crates: list[str], urgent: bool) -> None:\n    """Reshelve."""\n'
HOOKS = ("boolean-naming", "docstring-presence")


@pytest.fixture
def legacy(
    tmp_path: Path, environment: dict[str, str], hook_repository: HookRepository
) -> ScratchRepository:
    """Django's package as a repository, and the hooks configured."""
    path = tmp_path / "legacy"
    shutil.copytree(fetch_django() / "django", path / "django")
    repository = ScratchRepository(path, environment)
    assert repository.run("git", "init", "--quiet", "-b", "main").exit_code == 0
    repository.configure(render_configuration(hook_repository, HOOKS))
    repository.commit_unchecked()
    return repository


def test_an_old_mistake_passes_and_a_new_one_is_blocked(legacy: ScratchRepository) -> None:
    written = legacy.run(*STANDARDS, "baseline", "write")
    assert written.exit_code == 0, written.text
    assert written.text.startswith("Wrote .standards-baseline.toml: ")
    legacy.commit_unchecked()
    legacy.install(PRE_COMMIT)
    old = legacy.path / OLD_FILE
    source = old.read_text(encoding="utf-8")

    old.write_text(f"# A comment.\n{source}", encoding="utf-8")
    passed = legacy.commit()
    assert passed.exit_code == 0, passed.text

    old.write_text(f"# A comment.\n{source}{NEW_MISTAKE}", encoding="utf-8")
    blocked = legacy.commit()
    assert blocked.exit_code == 1, blocked.text
    findings = [line for line in blocked.text.splitlines() if line.startswith(OLD_FILE)]
    assert len(findings) == 1, blocked.text
    assert " boolean-naming `urgent` holds a bool" in findings[0]

    fixed = source.replace("compress", "should_compress")
    assert fixed != source
    old.write_text(fixed, encoding="utf-8")
    assert legacy.commit().exit_code == 0
    stale = legacy.run(*STANDARDS, "baseline", "check", "--strict")
    assert stale.exit_code == 1, stale.text
    assert OLD_FILE in stale.text
    pruned = legacy.run(*STANDARDS, "baseline", "prune")
    assert pruned.exit_code == 0, pruned.text
    assert legacy.run(*STANDARDS, "baseline", "check").text == ""
