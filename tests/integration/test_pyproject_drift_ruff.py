"""pyproject-drift against Ruff itself, over the family of configurations in `ruff_family.py`.

Where the hook says otherwise, `drift_differences.toml` says why.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from standards_hooks.project.repository import Repository
from standards_hooks.rules.pyproject_drift.standard import load_standard
from tests.integration.drift_differences import differences_of
from tests.integration.ruff_family import LAYOUT, REQUIRED, family
from tests.integration.ruff_oracle import Answer
from tests.unit.drifting_projects import findings_of, repository


if TYPE_CHECKING:
    from pathlib import Path


AS_REQUIRED = "as required"


def is_clean(root: Path) -> bool:
    """Return whether the hook finds nothing in any project of a repository."""
    projects = Repository(str(root)).projects()
    return not any(findings_of(root, project.directory) for project in projects)


@pytest.mark.slow
def test_the_standard_is_in_force_where_ruff_says_so(tmp_path: Path) -> None:
    directories = {name: tmp_path / str(number) for number, name in enumerate(family())}
    for name, files in family().items():
        repository(directories[name], {**LAYOUT, **files})
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = dict(zip(directories, pool.map(Answer, directories.values()), strict=True))
    found = {}
    kept = 0
    for name, answer in answers.items():
        is_kept = answer.keeps(answers[AS_REQUIRED])
        kept += is_kept
        if is_kept != is_clean(directories[name]):
            found[name] = "in force" if is_kept else "not in force"
    assert found == differences_of("Ruff")
    assert len(answers) // 5 < kept < len(answers) * 4 // 5


def test_the_family_changes_every_key_that_the_standard_requires() -> None:
    required = {
        ".".join(each.key[2:])
        for each in load_standard().requirements
        if each.key[:2] == ("tool", "ruff") and not each.is_limit
    }
    assert required == REQUIRED.keys()
