"""Columns of a line: the same as decoding everything before the offset."""

from __future__ import annotations

import pytest

from standards_hooks.syntax.columns import STRIDE, Columns


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="empty"),
        pytest.param("x = 'ä' + y", id="short"),
        pytest.param("aä€😀" * STRIDE, id="longer-than-a-stride"),
        pytest.param("é" * (STRIDE // 2), id="exactly-a-stride"),
        pytest.param("x = '\udcff' + ü", id="lone-surrogate"),
    ],
)
def test_a_column_counts_the_characters_before_it(line: str) -> None:
    columns = Columns(line)
    offset = 0
    for column, character in enumerate(line, start=1):
        assert columns.at(offset) == column
        offset += len(character.encode("utf-8", "surrogatepass"))
    assert columns.at(offset) == len(line) + 1
