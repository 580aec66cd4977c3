"""What a message takes over of a name, a value or a piece of code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.core.finding import Finding
from standards_hooks.core.wording import LONGEST_MESSAGE, LONGEST_QUOTE, bounded


LONG = "x" * 5000


@pytest.mark.threat("output-is-inert")
@pytest.mark.parametrize(
    "message",
    [
        pytest.param(f"`{LONG}` is wrong", id="in-backticks"),
        pytest.param(f'it is "{LONG}", which is wrong', id="in-quotes"),
        pytest.param(f"it is {LONG}", id="bare"),
        pytest.param(f"`{LONG[:2500]} {LONG[2500:]}`", id="of-two-words"),
        pytest.param(f"`a` {LONG}` is wrong", id="with-a-backtick-in-it"),
    ],
)
def test_nothing_long_is_quoted_whole(message):
    assert "x" * (LONGEST_QUOTE + 1) not in bounded(message)
    assert "x" * (LONGEST_QUOTE + 1) not in Finding("a.py", 1, 1, "hook", message).message
    assert "x" * (LONGEST_QUOTE + 1) not in str(ConfigurationError(LONG, message))


def test_words_behind_a_backtick_are_not_quoted_whole():
    assert "some words " * 37 not in bounded(f"`a` {'some words ' * 500}` is wrong")


def test_the_rest_of_a_message_stays():
    assert bounded(f"`{LONG}` is wrong: remove it").endswith("xxx` is wrong: remove it")
    usual = (
        "`line-length` is 120; the standard requires 100 (Code Style): write `line-length = 100` "
    )
    assert bounded(3 * usual) == 3 * usual


@pytest.mark.threat("output-is-inert")
@given(st.text(st.sampled_from("ab `\"'\n"), max_size=3000))
def test_a_message_has_a_bound(message):
    assert len(bounded(message)) <= LONGEST_MESSAGE
    assert bounded(bounded(message)) == bounded(message)
