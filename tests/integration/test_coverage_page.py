"""What the coverage page says is true, and it says all that its data does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import standards_hooks
from standards_hooks.rules import HOOK_IDS
from tests.coverage.clauses import read_standard
from tests.coverage.enforcement import catches_of


pytestmark = pytest.mark.slow


STANDARD = read_standard()
BUILT_IN = Path(standards_hooks.__file__).parent / "rules" / "pyproject_drift" / "standard.toml"
HEADINGS = (
    "Overview",
    "Python Version",
    "Package Management",
    "Code Style and Formatting",
    "Type Hints",
    "Code Organization",
    "Naming Conventions",
    "Error Handling",
    "Logging",
    "Documentation",
    "Best Practices",
    "Performance Guidelines",
    "Security Guidelines",
)
WITH_PAIRS = [clause for clause in STANDARD.clauses if not clause.review]


@pytest.fixture(scope="module")
def catches(tmp_path_factory):
    """What the real tools and hooks say about every pair."""
    return catches_of(tmp_path_factory.mktemp("pairs"))


@pytest.mark.parametrize("clause", WITH_PAIRS, ids=lambda clause: clause.id)
def test_the_bad_side_is_caught_by_exactly_what_the_page_names(clause, catches):
    assert set(catches[clause.id, "bad"]) == set(clause.expected)


@pytest.mark.parametrize("clause", WITH_PAIRS, ids=lambda clause: clause.id)
def test_the_good_side_is_caught_by_nothing(clause, catches):
    assert set(catches[clause.id, "good"]) == set()


def test_every_heading_of_the_standard_has_clauses():
    assert STANDARD.sections == HEADINGS
    assert {clause.section for clause in STANDARD.clauses} == set(HEADINGS)


def test_every_clause_has_a_name_of_its_own_and_something_that_enforces_it():
    ids = [clause.id for clause in STANDARD.clauses]
    assert sorted(set(ids)) == sorted(ids)
    assert [clause.id for clause in STANDARD.clauses if not clause.kinds] == []
    assert [clause.id for clause in STANDARD.clauses if not clause.asks.endswith(".")] == []


def test_a_clause_for_review_has_its_reason_and_nothing_else():
    for_review = [clause for clause in STANDARD.clauses if clause.review]
    assert [clause.id for clause in for_review if clause.kinds != ("review",) or clause.bad] == []
    assert [clause.id for clause in for_review if not clause.review.endswith(".")] == []


def test_a_hook_that_is_there_is_not_still_to_come():
    assert [hook for hook in STANDARD.coming if hook in HOOK_IDS] == [], (
        "remove it from `coming` in tests/coverage/clauses.toml, which closes its clauses"
    )


def test_every_hook_that_is_named_is_there_or_still_to_come():
    named = {hook for clause in STANDARD.clauses for hook in clause.hooks}
    assert named - set(HOOK_IDS) == set(STANDARD.coming)


def test_every_required_key_of_the_configuration_has_a_clause():
    required = {
        f"{table['name']}.{key}"
        for table in tomllib.loads(BUILT_IN.read_text(encoding="utf-8"))["table"]
        for key, comparison in table["keys"].items()
        if "is-limit" not in comparison
    }
    watched = tuple(clause.drift for clause in STANDARD.clauses)
    assert [key for key in required if not any(drift.startswith(key) for drift in watched)] == []


def test_every_required_family_of_rules_has_a_pair_but_the_one_without_work():
    tables = tomllib.loads(BUILT_IN.read_text(encoding="utf-8"))["table"]
    (lint,) = [table for table in tables if table["name"] == "tool.ruff.lint"]
    codes = [code for clause in STANDARD.clauses for code in clause.ruff]
    assert [
        family
        for family in lint["keys"]["select"]["selects"]
        if not any(re.fullmatch(rf"{family}[CEWR]?[0-9]+", code) for code in codes)
    ] == ["FA"]


def test_every_item_of_the_checklist_names_clauses():
    ids = {clause.id for clause in STANDARD.clauses}
    assert len(STANDARD.checklist) == 12
    assert [
        name for names in STANDARD.checklist.values() for name in names if name not in ids
    ] == []
