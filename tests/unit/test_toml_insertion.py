"""Keys and entries added to TOML, and everything else kept byte by byte."""

import pytest

from standards_hooks.project.toml_insertion import UninsertableTomlError, with_items, with_keys


WAIVERS = ("tool", "suite", "hook", "waivers")
EXCLUDE = ("tool", "suite", "exclude")
ADDED = '[tool.suite.hook.waivers]\n"a.b" = "old"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", ADDED, id="empty"),
        pytest.param("a = 1\n", f"a = 1\n\n{ADDED}", id="new-table"),
        pytest.param("a = 1", f"a = 1\n\n{ADDED}", id="no-end-of-the-last-line"),
        pytest.param("a = 1\r\n", f"a = 1\n\n{ADDED}".replace("\n", "\r\n"), id="of-windows"),
        pytest.param(
            '[tool.suite.hook.waivers]\nx = "y"  # why\n\n[other]\n',
            '[tool.suite.hook.waivers]\nx = "y"  # why\n"a.b" = "old"\n\n[other]\n',
            id="table-that-is-there",
        ),
        pytest.param(
            "[tool.suite.hook.waivers]",
            '[tool.suite.hook.waivers]\n"a.b" = "old"\n',
            id="empty-table-at-the-end",
        ),
        pytest.param(
            "[tool.suite]\nx = 1\n\n[tool.suite.hook]\ny = 2\n",
            f"[tool.suite]\nx = 1\n\n[tool.suite.hook]\ny = 2\n\n{ADDED}",
            id="tables-around-it",
        ),
    ],
)
def test_keys_are_added_to_their_table(text, expected):
    assert with_keys(text, WAIVERS, {"a.b": "old"}) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('[tool.suite.hook]\nwaivers = { x = "y" }\n', id="inline-table"),
        pytest.param('[tool.suite.hook]\nwaivers.x = "y"\n', id="dotted-keys"),
        pytest.param('[tool.suite]\nhook = "z"\n', id="no-table"),
        pytest.param('[tool.suite.hook.waivers]\n"a.b" = "before"\n', id="key-that-is-there"),
    ],
)
def test_where_there_is_no_place_for_keys_nothing_is_added(text):
    with pytest.raises(UninsertableTomlError):
        with_keys(text, WAIVERS, {"a.b": "old"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "", '[tool.suite]\n# broken\nexclude = [\n    "x.py",\n]\n', id="no-table-and-no-array"
        ),
        pytest.param(
            "[tool.suite]\ny = 1\n\n[z]\n",
            '[tool.suite]\ny = 1\n# broken\nexclude = [\n    "x.py",\n]\n\n[z]\n',
            id="no-array",
        ),
        pytest.param(
            "[tool.suite]\nexclude = []\n",
            '[tool.suite]\nexclude = [\n    # broken\n    "x.py",\n]\n',
            id="empty-array",
        ),
        pytest.param(
            '[tool.suite]\nexclude = ["a"]  # why\n',
            '[tool.suite]\nexclude = ["a",\n    # broken\n    "x.py",\n]  # why\n',
            id="array-on-one-line",
        ),
        pytest.param(
            '[tool.suite]\nexclude = [\n  "a",  # one\n  "b",  # two\n]\n',
            '[tool.suite]\nexclude = [\n  "a",  # one\n  "b",  # two\n  # broken\n  "x.py",\n]\n',
            id="array-on-lines",
        ),
        pytest.param(
            '[tool.suite]\nexclude = [\n  "a"  # one\n]\n',
            '[tool.suite]\nexclude = [\n  "a",  # one\n  # broken\n  "x.py",\n]\n',
            id="no-last-comma",
        ),
    ],
)
def test_items_are_added_to_their_array(text, expected):
    assert with_items(text, EXCLUDE, ["x.py"], "broken") == expected
