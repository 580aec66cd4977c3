"""Versions and constraints, as packaging, Poetry and setuptools write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standards_hooks.project.document import parse_document
from standards_hooks.project.supported_python import oldest_python_of
from standards_hooks.project.versions import specifiers_of, upper_bound


if TYPE_CHECKING:
    from standards_hooks.project.versions import Release


@pytest.mark.parametrize(
    ("text", "newest"),
    [
        pytest.param("==0.7.4", (0, 7, 4), id="one release"),
        pytest.param("==0.7.*", (0, 8, -1), id="all of a minor release"),
        pytest.param("~=0.7.1", (0, 8, -1), id="compatible"),
        pytest.param(">=0.5,<0.8", (0, 8, -1), id="below"),
        pytest.param("<=0.7", (0, 7), id="up to"),
        pytest.param("<1,<0.8", (0, 8, -1), id="the lower of two"),
        pytest.param(">=0.5", None, id="no end"),
        pytest.param("!=0.5", None, id="all but one"),
        pytest.param("of old", None, id="no specifier"),
    ],
)
def test_the_newest_release_that_a_specifier_admits(text: str, newest: Release | None) -> None:
    assert upper_bound(text) == newest


@pytest.mark.parametrize(
    ("constraint", "specifiers"),
    [
        pytest.param("^3.10", [">=3.10,<4"], id="caret"),
        pytest.param("^0.7.1", [">=0.7.1,<0.8"], id="caret below 1"),
        pytest.param("^0.0.3", [">=0.0.3,<0.0.4"], id="caret below 0.1"),
        pytest.param("~3.10", [">=3.10,<3.11"], id="tilde"),
        pytest.param("~1", [">=1,<2"], id="tilde of a major release"),
        pytest.param("0.7.4", ["==0.7.4"], id="one release"),
        pytest.param("3.*", ["==3.*"], id="wildcard"),
        pytest.param(">=3.9 <4", [">=3.9,<4"], id="blank for a comma"),
        pytest.param(">= 3.9, < 4", [">=3.9,<4"], id="blanks"),
        pytest.param("^3.8 || ^4.0", [">=3.8,<4", ">=4.0,<5"], id="alternatives"),
        pytest.param("*", [""], id="any"),
        pytest.param("of old", [""], id="no constraint"),
    ],
)
def test_what_a_constraint_of_poetry_admits(constraint: str, specifiers: list[str]) -> None:
    assert specifiers_of(constraint) == specifiers


POETRY = "[tool.poetry.dependencies]\npython = {}\n"
SETUP = "[options]\npython_requires = >=3.9\n"


@pytest.mark.parametrize(
    ("text", "setup_cfg", "oldest"),
    [
        pytest.param('[project]\nrequires-python = ">=3.10"\n', "", (3, 10), id="requires-python"),
        pytest.param(POETRY.format('"^3.10"'), "", (3, 10), id="Poetry"),
        pytest.param(POETRY.format('"^3.9 || ^3.12"'), "", (3, 9), id="Poetry's alternatives"),
        pytest.param(POETRY.format('"*"'), "", None, id="any, says Poetry"),
        pytest.param(POETRY.format("3"), "", None, id="no text"),
        pytest.param("", SETUP, (3, 9), id="setuptools"),
        pytest.param('[project]\nrequires-python = ">=3.10"\n', SETUP, (3, 10), id="both"),
        pytest.param("", "[options\npython_requires", None, id="broken setup.cfg"),
        pytest.param("", "[metadata]\nname = python_requires\n", None, id="other section"),
        pytest.param("", "", None, id="nothing"),
    ],
)
def test_the_oldest_python_that_a_project_supports(
    text: str, setup_cfg: str, oldest: Release | None
) -> None:
    assert oldest_python_of(parse_document("pyproject.toml", "", text), setup_cfg) == oldest
