"""The settings of Ruff and mypy, read from whatever file they stand in as from one table."""

from __future__ import annotations

import pytest

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project.tool_settings import parse_settings


INI = """\
[metadata]
strict = no

[mypy]
# a comment
strict = yes
plugins = a.plugin, b.plugin
[mypy-shop.*,shop]
ignore_errors: True
"""


@pytest.mark.parametrize(
    ("name", "text", "key", "value", "place"),
    [
        pytest.param(
            *("pyproject.toml", "[tool.ruff]\nfix = true\n"),
            *(("tool", "ruff", "fix"), True, (2, 1)),
            id="in pyproject.toml",
        ),
        pytest.param(
            *("ruff.toml", "\nfix = true\n", ("tool", "ruff", "fix"), True, (2, 1)),
            id="in a file of Ruff's own",
        ),
        pytest.param(
            *("strict.toml", "[lint]\nselect = []\n"),
            *(("tool", "ruff", "lint", "select"), [], (2, 1)),
            id="in a file that Ruff's settings extend",
        ),
        pytest.param(
            *("mypy.ini", INI, ("tool", "mypy", "strict"), True, (6, 1)),
            id="a switch in an INI file",
        ),
        pytest.param(
            *("setup.cfg", INI, ("tool", "mypy", "plugins"), ["a.plugin", "b.plugin"], (7, 1)),
            id="a list in an INI file",
        ),
    ],
)
def test_a_key_has_one_name_whatever_file_it_stands_in(
    name: str, text: str, key: tuple[str, ...], value: object, place: tuple[int, int]
) -> None:
    document = parse_settings(f"app/{name}", "app", name, text)
    assert (document.value(key), document.place(key)) == (value, place)


def test_sections_of_modules_are_overrides() -> None:
    document = parse_settings("mypy.ini", "", "mypy.ini", INI)
    overrides = ("tool", "mypy", "overrides")
    assert document.value(overrides) == [{"module": ["shop.*", "shop"], "ignore_errors": True}]
    assert document.place((*overrides, 0, "ignore_errors")) == (9, 1)
    assert document.place((*overrides, 0, "absent")) == (8, 1)


def test_a_file_without_a_section_for_mypy_says_nothing() -> None:
    assert not parse_settings("setup.cfg", "", "setup.cfg", "[metadata]\n").has(("tool", "mypy"))


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        pytest.param("mypy.ini", "[mypy\n", "is not a valid ini file", id="INI"),
        pytest.param("ruff.toml", "a = \n", "is not valid TOML", id="TOML"),
    ],
)
def test_what_cannot_be_read_is_reported(name: str, text: str, reason: str) -> None:
    with pytest.raises(UncheckableFileError, match=reason):
        parse_settings(name, "", name, text)
