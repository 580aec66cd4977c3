"""Regular expressions of configuration, against Python's own."""

import re
import sys
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.rules.pyproject_drift import linear_expressions
from standards_hooks.rules.pyproject_drift.linear_expressions import Expression, RefusedError


ATOMS = st.sampled_from(
    [
        *("a", "b", "/", r"\.", ".", "[ab]", "[^a]", "[a-c.]", r"[\w/]", r"\w", r"\W", r"\d", "é"),
        *(r"\b", r"\B", "^", "$", r"\A", r"\Z", r"\n", "(?<=a)", "(?<!/)", "(?!)", "()", "A"),
    ]
)
REPEATS = st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}", "{0}", "*?", "+?", "??"])


def _combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        st.tuples(inner, REPEATS).map(lambda pair: f"({pair[0]}){pair[1]}"),
        st.tuples(st.sampled_from(["?=", "?!", "?i:", "?s-i:"]), inner).map(
            lambda pair: f"({pair[0]}{pair[1]})"
        ),
    )


EXPRESSIONS = st.recursive(ATOMS, _combined, max_leaves=10)
FLAGS = st.sampled_from([0, re.IGNORECASE, re.MULTILINE, re.DOTALL, re.ASCII])
TEXTS = st.lists(
    st.text(st.sampled_from("abcAÉé/. 1\n"), min_size=1, max_size=12), min_size=1, max_size=5
)


@given(pattern=EXPRESSIONS, flags=FLAGS, texts=TEXTS)
def test_an_expression_matches_what_python_matches(pattern, flags, texts):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = re.compile(pattern, flags)
    ours = Expression(pattern, flags)
    for text in texts:
        assert ours.search(text) == (theirs.search(text) is not None)
        assert ours.fullmatch(text) == (theirs.fullmatch(text) is not None)


@given(
    text=st.text(max_size=4), pattern=st.text(st.sampled_from("a[]^-\\wd(|)?*+{,}1"), max_size=8)
)
def test_what_is_no_expression_for_python_is_none(pattern, text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            theirs = re.compile(pattern)
        except re.error:
            with pytest.raises(re.error):
                Expression(pattern)
            return
    try:
        ours = Expression(pattern)
    except RefusedError:
        return
    assert ours.search(text) == (theirs.search(text) is not None)


def _steps_of(work, count):
    """Return how many lines of the module are executed by some work of a size."""
    steps = 0

    def trace(frame, event, argument):
        nonlocal steps
        if frame.f_code.co_filename != linear_expressions.__file__:
            return None
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work(count)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.threat("bounded")
@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        pytest.param("(a+)+$", "a", id="nested-repeats"),
        pytest.param("(a|a)*b", "a", id="equal-alternatives"),
        pytest.param("(a|aa)+$", "a", id="overlapping-alternatives"),
        pytest.param(".*a.*a.*a.*b", "a", id="many-stars"),
        pytest.param("(.*/)*(.*/)*x", "a/", id="many-directories"),
        pytest.param("(?=(a+)+$)b|c", "a", id="lookahead"),
        pytest.param("^(?!.*(a+)+$)c", "a", id="negative-lookahead"),
        pytest.param("(?:a?){50}a{50}b", "a", id="optional-parts"),
        pytest.param("(?:a|b)*a(?:a|b){12}$", "abbab", id="as-many-states-as-there-are-texts"),
    ],
)
def test_twice_the_text_takes_twice_the_steps(pattern, part):
    def search(count):
        Expression(pattern).search(part * count + "!")

    short, long = _steps_of(search, 300), _steps_of(search, 600)
    assert long <= 2.4 * short


@pytest.mark.threat("bounded")
@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        pytest.param(r"(a)\1", "a back reference", id="back-reference"),
        pytest.param("(a)?(?(1)b|c)", "a condition on a group", id="condition"),
        pytest.param("(?>a*)", "an atomic group", id="atomic-group"),
        pytest.param("a*+", "a possessive repeat", id="possessive-repeat"),
        pytest.param("a{6000}", "more repeats or alternatives", id="large-repeat"),
        pytest.param(
            "(?:|){9999999}", "more repeats or alternatives", id="large-repeat-of-nothing"
        ),
        pytest.param("(?=" * 3 + "a{900}" + "){900}" * 3, "more repeats", id="nested-lookarounds"),
        pytest.param("(" * 2000 + ")" * 2000, "groups nested too deeply", id="nested-groups"),
        pytest.param("a" * 4097, "more than 4,096 characters", id="long"),
    ],
)
def test_what_has_no_automaton_is_refused(pattern, reason):
    with pytest.raises(RefusedError, match=reason):
        Expression(pattern)
