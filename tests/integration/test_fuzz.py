"""The short form: a few trials of every kind, always the same."""

import os
import signal

import pytest

from tests.fuzz.run import KINDS, run


pytestmark = pytest.mark.slow


TRIALS = {
    "library": 4,
    "packages": 3,
    "mutated": 10,
    "grammar": 10,
    "newer": 10,
    "guard": 4,
    "repositories": 6,
    "keys": 3,
    "names": 1,
    "faults": 12,
}
"""How many of each; the numbers of other rows are left to the long form."""
SEED = 20


def test_there_are_trials_of_every_kind():
    assert TRIALS.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_no_law_is_broken(kind):
    outcome = run(SEED, ((kind, number) for number in range(TRIALS[kind])))
    assert outcome.violations == []
    assert outcome.counts[kind]["trials"] == TRIALS[kind]


def test_a_process_that_is_killed_is_reported_and_the_next_trial_is_made(monkeypatch):
    def die(trial, number):
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setitem(KINDS, "guard", die)
    outcome = run(SEED, (("guard", number) for number in range(3)))
    assert outcome.violations == ["guard:1 the process was ended: SIGKILL"]
    assert outcome.counts["guard"]["trials"] == 3


def test_a_broken_law_is_reported_with_the_trial_that_broke_it(monkeypatch):
    monkeypatch.setitem(KINDS, "guard", lambda trial, number: trial.expect(False, "law", number))
    outcome = run(SEED, iter([("guard", 7)]))
    assert outcome.violations == ["guard:7 law: 7"]
