"""The page of precision is what its data says, and the data is whole."""

from __future__ import annotations

import random

import pytest
from benchmarks.precision import (
    DATA,
    DRAWN,
    LEAST_PRECISION,
    RIGHT,
    SERVICES,
    WRONG,
    Reading,
    Verdict,
    as_read_before,
    data_of,
    drawn_of,
    read_data,
)

from standards_hooks.core.finding import Finding
from standards_hooks.rules import HOOK_IDS


READINGS = read_data()


def test_what_was_read_is_of_hooks_that_are_there():
    assert set(READINGS) <= set(HOOK_IDS)


@pytest.mark.parametrize("hook_id", READINGS)
def test_twenty_findings_were_drawn_or_all_there_are(hook_id):
    reading = READINGS[hook_id]
    assert len(reading.verdicts) == min(DRAWN, sum(reading.counts.values()))


@pytest.mark.parametrize("hook_id", READINGS)
def test_every_drawn_finding_was_read_and_its_verdict_has_a_reason(hook_id):
    verdicts = READINGS[hook_id].verdicts
    assert [each for each in verdicts if each.verdict not in {RIGHT, WRONG}] == []
    assert [each for each in verdicts if not each.reason.endswith(".")] == []


@pytest.mark.parametrize("hook_id", READINGS)
def test_every_drawn_finding_is_of_a_service_that_is_fetched(hook_id):
    reading = READINGS[hook_id]
    fetched = {str(service) for service in SERVICES}
    assert {f"{each.package} {each.version}" for each in reading.verdicts} <= set(reading.counts)
    assert set(reading.counts) <= fetched


@pytest.mark.parametrize("hook_id", READINGS)
def test_a_hook_is_precise_enough(hook_id):
    assert READINGS[hook_id].precision >= LEAST_PRECISION


def test_the_data_is_written_as_it_is_read(tmp_path):
    assert DATA.read_text(encoding="utf-8") == data_of(READINGS)


def test_quotes_and_line_breaks_of_a_message_survive_the_data(monkeypatch, tmp_path):
    message = "write `\"a\"`, not 'b\\n' \t or\nc \x7f"
    readings = {
        "mutable-defaults": Reading(
            {"prefect 3.9.1": 1}, [Verdict("prefect", "3.9.1", "a.py", 1, message)]
        )
    }
    file = tmp_path / "precision.toml"
    file.write_text(data_of(readings), encoding="utf-8")
    monkeypatch.setattr("benchmarks.precision.DATA", file)
    assert read_data() == readings


def _findings(count, first=0):
    return [
        Finding(f"app/{number}.py", number, 1, "mutable-defaults", "message")
        for number in range(first, first + count)
    ]


def test_the_order_of_findings_has_no_part_in_what_is_drawn():
    findings = _findings(100)
    shuffled = random.Random(1).sample(findings, len(findings))  # noqa: S311 - any other order
    drawn = drawn_of({SERVICES[0]: findings})
    assert [pair[1].path for pair in drawn] == [
        pair[1].path for pair in drawn_of({SERVICES[0]: shuffled})
    ]
    assert len(drawn) == DRAWN


def test_what_is_no_longer_found_is_replaced_and_moves_nothing_else():
    findings = _findings(100)
    before = [pair[1] for pair in drawn_of({SERVICES[0]: findings})]
    left = [finding for finding in findings if finding is not before[3]]
    after = [pair[1] for pair in drawn_of({SERVICES[0]: left})]
    assert {each.path for each in before} - {each.path for each in after} == {before[3].path}


def test_each_service_has_its_share_as_far_as_it_goes():
    found = {SERVICES[0]: _findings(50), SERVICES[1]: _findings(4), SERVICES[2]: _findings(50)}
    drawn = [service for service, _ in drawn_of(found)]
    assert [drawn.count(service) for service in found] == [8, 4, 8]


VERDICT = Verdict("prefect", "3.9.1", "app/1.py", 1, "message", RIGHT, "Shared.")


@pytest.mark.parametrize(
    ("fresh", "expected"),
    [
        pytest.param(VERDICT._replace(verdict="unread", reason=""), VERDICT, id="as-it-was"),
        pytest.param(
            Verdict("prefect", "3.9.1", "app/1.py", 1, "another"),
            Verdict(
                *("prefect", "3.9.1", "app/1.py", 1, "another", "unread"),
                "With another message it was right: Shared.",
            ),
            id="another-message",
        ),
        pytest.param(
            Verdict("prefect", "3.9.1", "app/1.py", 2, "message"),
            Verdict("prefect", "3.9.1", "app/1.py", 2, "message"),
            id="another-line",
        ),
    ],
)
def test_a_finding_that_is_drawn_again_keeps_its_verdict_while_its_message_stays(fresh, expected):
    assert as_read_before(fresh, [VERDICT]) == expected


def test_two_findings_at_one_place_are_two():
    twice = [
        Finding("pyproject.toml", 1, 1, "pyproject-drift", message) for message in ("one", "two")
    ]
    assert len(drawn_of({SERVICES[0]: twice})) == 2
