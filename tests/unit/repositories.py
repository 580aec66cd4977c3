"""What the tables of the repository rules share: files of a repository in, findings out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standards_hooks.engine.checking import Checker
from standards_hooks.project.repository import Repository
from standards_hooks.rules import HOOK_IDS, load_hook


if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

    from standards_hooks.core.finding import Finding


PYPROJECT = '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.12"\n'


def write_files(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a directory."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def check(
    hook_id: str, root: Path, files: Mapping[str, str | bytes], patch: pytest.MonkeyPatch
) -> list[Finding]:
    """Return what a repository rule finds in a repository of these files, sorted.

    Args:
        hook_id: The rule.
        root: An empty directory for the repository, which becomes the working directory.
        files: The files.
        patch: Changes the working directory.
    """
    write_files(root, files)
    patch.chdir(root)
    checker = Checker([load_hook(hook_id)], HOOK_IDS, {})
    for place in Repository(str(root)).places():
        checker.check_project(place)
    assert checker.errors == []
    return sorted(checker.findings, key=lambda finding: finding.order())
