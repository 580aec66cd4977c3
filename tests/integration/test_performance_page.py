"""What was measured last keeps the goals, and the page says all of it; nothing here is timed."""

from __future__ import annotations

import itertools

import pytest
from benchmarks.performance import TABLES, page_of, quotation, read


KNOWN = read()
LEVEL = 1.1
"""As fast as, but for what one run differs from the next."""


def _rows(section):
    return KNOWN[section]["rows"]


def _ratio(workload, tool):
    (found,) = [
        each["ratio"]
        for each in _rows("peers")
        if each["workload"] == workload and each["tool"] == tool
    ]
    return found


def test_every_section_was_measured():
    assert set(KNOWN) == set(TABLES)


@pytest.mark.parametrize("row", _rows("goals"), ids=lambda row: row["work"])
def test_a_goal_is_kept(row):
    assert row["allowed"] is None or row["ratio"] <= row["allowed"]


@pytest.mark.parametrize(
    "row",
    [row for row in _rows("peers") if row["tool"] != row["hook"] and "ruff" not in row["tool"]],
    ids=lambda row: f"{row['workload']}, {row['hook']}, {row['tool']}",
)
def test_every_tool_in_python_takes_longer_by_a_third_at_least(row):
    assert row["ratio"] > 4 / 3


@pytest.mark.parametrize("tool", ["flake8 B006", "flake8 I252", "pydocstyle"])
def test_the_heavier_ones_take_five_times_as_long_over_django(tool):
    assert _ratio("Django", tool) >= 5


def test_fixit_takes_five_times_as_long_over_a_part_of_django():
    assert _ratio("every tenth file of Django", "fixit") >= 5


def test_ruff_is_no_faster_where_imports_are_absolute():
    assert _ratio("relative-imports, Django after --fix", "ruff TID252") >= 1 / LEVEL


def test_a_commit_with_all_hooks_takes_less_than_twice_one_hook():
    (together,) = [row for row in _rows("commits") if row["work"].startswith("`standards`")]
    assert together["ratio"] < 2


@pytest.mark.threat("bounded")
def test_no_file_as_large_as_files_may_be_takes_half_a_gibibyte():
    assert max(row["memory"] for row in _rows("growth") if row["files"] == 1) < 512


@pytest.mark.threat("bounded")
def test_time_grows_with_the_files():
    many = [row for row in _rows("growth") if row["files"] > 1]
    assert [row["files"] for row in many] == [1_000, 10_000, 100_000]
    for fewer, more in itertools.pairwise(many):
        assert more["ratio"] == pytest.approx(more["seconds"] / fewer["seconds"], rel=0.01)
        assert more["ratio"] <= 10.5


def test_the_page_has_every_row_and_the_quotation_names_each_tool():
    page = page_of(KNOWN)
    assert page.count("\n| ") - len(TABLES) == sum(len(_rows(section)) for section in TABLES)
    assert all(tool in quotation(KNOWN) for tool in ("ruff", "flake8", "pydocstyle", "interrogate"))
