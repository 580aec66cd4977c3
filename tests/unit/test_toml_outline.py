"""Where the keys of a TOML document are said to stand."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.project.toml_notation import write_segment, write_value
from standards_hooks.project.toml_outline import outline_of


DOCUMENT = """\
# a comment with [a.header] in it
title = "x"   # and = more
[project]
name = 'it''s'
dependencies = [
    "one>=1",  # ], not the end
    "two>=2",
]
text = \"\"\"
[not.a.header]
key = 1 \\\"\"\" \"\"\"
  indented.key = 1

[tool.ruff]
"quoted key" = 1
'literal.key' = 2
lint.select = ["E",
  "F"]
format = { quote-style = "double", nested = { deep = 1 } }
when = 1979-05-27 07:32:00
[[tool.mypy.overrides]]
module = "a"
[[tool.mypy.overrides]]
module = "b"
[tool.mypy.overrides.inner]
x = 1
""".replace("'it''s'", "'its'")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        pytest.param(("title",), (2, 1), id="top-level key"),
        pytest.param(("project",), (3, 1), id="header"),
        pytest.param(("project", "name"), (4, 1), id="key of a table"),
        pytest.param(("project", "dependencies", 1), (7, 5), id="element of an array"),
        pytest.param(("project", "text"), (9, 1), id="multi-line string"),
        pytest.param(("project", "indented", "key"), (12, 3), id="indented dotted key"),
        pytest.param(("tool", "ruff", "quoted key"), (15, 1), id="quoted key"),
        pytest.param(("tool", "ruff", "literal.key"), (16, 1), id="literal key"),
        pytest.param(("tool", "ruff", "lint", "select"), (17, 1), id="dotted key"),
        pytest.param(("tool", "ruff", "lint"), (17, 1), id="table that a dotted key implies"),
        pytest.param(("tool", "ruff", "format", "quote-style"), (19, 12), id="inline table"),
        pytest.param(("tool", "ruff", "format", "nested", "deep"), (19, 47), id="nested inline"),
        pytest.param(("tool", "ruff", "when"), (20, 1), id="time with a space"),
        pytest.param(("tool", "mypy", "overrides", 0, "module"), (22, 1), id="first of array"),
        pytest.param(("tool", "mypy", "overrides", 1, "module"), (24, 1), id="second of array"),
        pytest.param(("tool", "mypy", "overrides", 1, "inner", "x"), (26, 1), id="inside it"),
        pytest.param(("tool", "ruff", "absent"), (14, 1), id="absent key: its table"),
        pytest.param(("absent",), (1, 1), id="absent table: the beginning"),
    ],
)
def test_a_key_is_reported_where_it_stands(path: tuple[str, ...], place: tuple[int, int]) -> None:
    tomllib.loads(DOCUMENT)
    assert outline_of(DOCUMENT).place(path) == place


def test_columns_count_characters_and_line_ends_of_windows_are_known() -> None:
    outline = outline_of('[t]\r\na = { "é" = 1, b = 2 }\r\nc = 1\r\n')
    assert outline.place(("t", "b")) == (1, 1)
    assert outline.place(("t", "a", "b")) == (2, 16)
    assert outline.place(("t", "c")) == (3, 1)


KEYS = st.text("ab.\"' é", min_size=1, max_size=4)
VALUES = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text(max_size=6)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_every_key_of_any_document_has_a_place(content: dict[str, object]) -> None:
    text = "".join(f"{write_segment(k)} = {write_value(v)}\n" for k, v in content.items())
    outline = outline_of(text)
    assert tomllib.loads(text) == content
    for line, key in enumerate(content, 1):
        assert (key,) in outline.keys
        assert outline.place((key,)) == (line, 1)
