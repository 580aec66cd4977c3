"""Files that extend one another: Ruff itself says which rules are on, and the hook must agree."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.unit.drifting_projects import GOOD, LAYOUT, RUFF, findings_of, repository
from tests.unit.test_pyproject_drift_selectors import enabled_by_ruff_in, required_codes


if TYPE_CHECKING:
    from pathlib import Path


TOML = RUFF.replace("[tool.ruff]\n", "").replace("[tool.ruff.", "[")
BASES = {
    "required": TOML,
    "without S": TOML.replace('"S", ', ""),
    "ignores PLR0911": TOML.replace('"ANN401"', '"PLR0911", "ANN401"'),
    "ignores PL": TOML.replace('"ANN401"', '"PL", "ANN401"'),
}
CHILDREN = (
    "",
    'select = ["ALL"]',
    'select = ["E", "F"]',
    'ignore = ["F401"]',
    'ignore = ["E203", "D"]',
    'extend-select = ["S"]',
    'extend-select = ["PLR0911"]',
    'extend-select = ["PL"]',
    'extend-select = ["PLR09"]\nignore = ["PLR0911"]',
    'extend-ignore = ["PL"]\nextend-select = ["PLR0911"]',
    'select = ["ALL"]\nignore = ["PLR"]',
    'select = ["ALL"]\nignore = ["PLR0913", "ISC001"]',
)
PLACES = ("ruff.toml", ".ruff.toml", "part/ruff.toml")


@pytest.mark.slow
def test_of_files_that_extend_one_another_the_same_rules_are_on_as_in_ruff(tmp_path: Path) -> None:
    family = list(itertools.product(BASES.items(), CHILDREN, PLACES))
    roots = [tmp_path / str(number) for number in range(len(family))]
    for root, ((_, base), child, place) in zip(roots, family, strict=True):
        up = "../" if "/" in place else ""
        files = {place: f'extend = "{up}base.toml"\n[lint]\n{child}\n', "base.toml": base}
        repository(root, {**LAYOUT, "pyproject.toml": GOOD, "part/a.py": "", "a.py": "", **files})
    probes = ["part/a.py" if "/" in place else "a.py" for _, _, place in family]
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(enabled_by_ruff_in, roots, probes))
    disagreements = []
    for root, ((name, _), child, place), enabled in zip(roots, family, answers, strict=True):
        is_enough = required_codes(has_preview=False) <= (enabled or set())
        if is_enough != (not findings_of(root)):
            disagreements.append((is_enough, name, child, place))
    assert [str(each) for each in disagreements] == []
