"""Patterns of `exclude` options."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.project.globs import Globs, matches


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        pytest.param("migrations", "app/migrations/0001.py", id="directory-anywhere"),
        pytest.param("migrations/", "app/migrations/0001.py", id="directory-with-a-slash"),
        pytest.param("conftest.py", "tests/conftest.py", id="file-anywhere"),
        pytest.param("*_pb2.py", "app/api_pb2.py", id="ending"),
        pytest.param("test_*", "app/test_models.py", id="beginning"),
        pytest.param("*", "a/b.py", id="everything"),
        pytest.param("[ab].py", "x/a.py", id="class-of-characters"),
        pytest.param("?.py", "x/a.py", id="one-character"),
        pytest.param("app/models.py", "app/models.py", id="exact-path"),
        pytest.param("app/models", "app/models/user.py", id="exact-directory"),
        pytest.param("./app/models.py", "app/models.py", id="dot-in-front"),
        pytest.param("/app", "app/models.py", id="anchored"),
        pytest.param("app/*.py", "app/models.py", id="star-in-a-part"),
        pytest.param("app/**", "app/a/b.py", id="two-stars-at-the-end"),
        pytest.param("**/fixtures/*.py", "fixtures/a.py", id="two-stars-stand-for-nothing"),
        pytest.param("**/fixtures/*.py", "a/b/fixtures/c.py", id="two-stars-stand-for-some"),
        pytest.param("a/**/b.py", "a/b.py", id="two-stars-inside-for-nothing"),
        pytest.param("a/**/b.py", "a/x/y/b.py", id="two-stars-inside-for-some"),
        pytest.param("größe/*", "größe/ä.py", id="beyond-ascii"),
        pytest.param("a b", "x/a b/c.py", id="blank"),
    ],
)
def test_a_pattern_matches(pattern, path):
    assert matches(path, pattern)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        pytest.param("migrations", "app/migrations_old/0001.py", id="part-of-a-name"),
        pytest.param("conftest", "tests/conftest.py", id="name-without-ending"),
        pytest.param("app/*.py", "app/a/b.py", id="one-star-stays-in-its-part"),
        pytest.param("models/user.py", "app/models/user.py", id="path-from-the-configuration-on"),
        pytest.param("/models", "app/models/user.py", id="anchored"),
        pytest.param("App", "app/a.py", id="case"),
        pytest.param("a/**/b.py", "a/c.py", id="two-stars-need-the-rest"),
        pytest.param("", "a.py", id="empty"),
        pytest.param("**/a/" * 40 + "b", "a/" * 200 + "c", id="two-stars-again-and-again"),
        pytest.param("*a" * 40 + "b", "a" * 200, id="one-star-again-and-again"),
    ],
)
def test_a_pattern_does_not_match(pattern, path):
    assert not matches(path, pattern)


PARTS = st.sampled_from(["a", "b.py", "a_pb2.py", "*", "*.py", "?.py", "**", "[ab].py", "", "."])
PATTERNS = st.lists(st.lists(PARTS, max_size=3).map("/".join), max_size=3)
PATHS = st.lists(st.sampled_from(["a", "b", "b.py", "a_pb2.py", "*"]), min_size=1).map("/".join)


@given(patterns=PATTERNS, path=PATHS)
def test_several_patterns_match_what_any_of_them_matches(patterns, path):
    assert Globs(patterns).match(path) == any(matches(path, each) for each in patterns)
