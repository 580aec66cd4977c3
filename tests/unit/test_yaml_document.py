"""YAML read as nodes: what is where, whatever its style, tags and aliases."""

from __future__ import annotations

import pytest

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project.yaml_document import (
    documents_in,
    items_of,
    pairs_in,
    place_of,
    scalars_in,
    text_of,
    texts_in,
    value_at,
)


JOBS = """\
env: { PY: 3.10 }
jobs:
  test:
    steps:
      - uses: checkout
      - uses: python
        with:
          version: "3.12"
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("a: 3.10", [("", "a", "3.10")], id="a number keeps its text"),
        pytest.param("a: !mine x", [("", "a", "x")], id="a tag of anybody's own"),
        pytest.param("- a: 1\n- a: 2", [("", "a", "2"), ("", "a", "1")], id="items of a list"),
        pytest.param(
            "a: {b: {c: 1}}", [("", "a", ""), ("a", "b", ""), ("a.b", "c", "1")], id="deep"
        ),
        pytest.param("a: 1\n---\na: 2", [("", "a", "2"), ("", "a", "1")], id="two documents"),
        pytest.param("a: 1\na: 2", [("", "a", "1"), ("", "a", "2")], id="a key that stands twice"),
        pytest.param(
            "a: &x {b: 1}\nc: {<<: *x}",
            [("", "a", ""), ("", "c", ""), ("c", "<<", ""), ("c", "b", "1"), ("a", "b", "1")],
            id="what is merged counts as written there",
        ),
        pytest.param("", [], id="nothing"),
        pytest.param("just text", [], id="a text alone"),
    ],
)
def test_every_key_is_found_with_the_keys_around_it(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    pairs = pairs_in(text)
    assert [(".".join(each.around), each.key, text_of(each.value)) for each in pairs] == found


def test_aliases_of_aliases_are_seen_once() -> None:
    lines = ["a0: &a0 {x: 1}"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    assert len(pairs_in("\n".join(lines))) < 2000


def test_a_value_is_found_by_its_key_with_its_place() -> None:
    (root,) = documents_in(JOBS)
    steps = value_at(value_at(value_at(root, "jobs"), "test"), "steps")
    python = items_of(steps)[1]
    assert list(scalars_in(python)) == [("uses", "python", (6, 15))]
    version = value_at(value_at(python, "with"), "version")
    assert version is not None
    assert (text_of(version), place_of(version)) == ("3.12", (8, 20))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("a: 3.12", [("3.12", (1, 4))], id="a text"),
        pytest.param("a: [x, {y: 1}, z]", [("x", (1, 5)), ("z", (1, 16))], id="texts of a list"),
        pytest.param("a: []", [], id="an empty list"),
        pytest.param("a: {x: 1}", [], id="a mapping"),
    ],
)
def test_texts_are_found_one_by_one(text: str, found: list[tuple[str, tuple[int, int]]]) -> None:
    (pair, *_) = pairs_in(text)
    assert list(texts_in(pair.value)) == found


@pytest.mark.parametrize("node", [None, *documents_in("x"), *documents_in("[x]")])
def test_where_there_is_no_mapping_there_is_no_value(node: object) -> None:
    assert value_at(node, "a") is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        pytest.param("a: [x", (1, 6), "is not valid YAML: ", id="left open"),
        pytest.param("a: \x07", (1, 1), "is not valid YAML: ", id="characters"),
        pytest.param("[" * 3000, (1, 1), "is nested too deeply to check", id="nested too deeply"),
    ],
)
def test_what_is_not_yaml_is_reported_with_its_place(
    text: str, place: tuple[int, int], reason: str
) -> None:
    with pytest.raises(UncheckableFileError) as raised:
        documents_in(text)
    assert (raised.value.line, raised.value.column) == place
    assert raised.value.reason.startswith(reason)
