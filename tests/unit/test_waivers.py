"""Waivers: one mechanism for every repository rule, with the key that each finding gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standards_hooks.core.options import Options
from standards_hooks.project.document import parse_document
from standards_hooks.project.waivers import Target, Waivers, expectation_keys
from tests.unit.repositories import PYPROJECT, check


if TYPE_CHECKING:
    from pathlib import Path


HOOK = "some-hook"
TABLE = f"[tool.standards-hooks.{HOOK}.waivers]\n"


def waivers_of(**declared: str) -> Waivers:
    """Return waivers of the expectations `big` and `small`."""
    options = Options({"waivers": {key.replace("__", "/"): each for key, each in declared.items()}})
    return Waivers(HOOK, options, expectation_keys(("big", "small")))


@pytest.mark.parametrize(
    ("key", "expectation", "file", "is_waived"),
    [
        pytest.param("big", "big", "a.txt", True, id="the expectation"),
        pytest.param("big", "small", "a.txt", False, id="another expectation"),
        pytest.param("docs__a.txt", "small", "docs/a.txt", True, id="the file"),
        pytest.param("docs", "small", "docs/a.txt", True, id="a directory around it"),
        pytest.param("docs__*.txt", "small", "docs/a.txt", True, id="a glob"),
        pytest.param("docs__*.md", "small", "docs/a.txt", False, id="another glob"),
    ],
)
def test_a_key_names_an_expectation_or_files(
    key: str, expectation: str, file: str, is_waived: bool
) -> None:
    assert waivers_of(**{key: "because"}).waive(Target((expectation,), file)) is is_waived


@pytest.mark.parametrize(
    ("declared", "used", "problems"),
    [
        pytest.param('big = "why"', ["big"], [], id="used, with a reason"),
        pytest.param(
            'big = " "',
            ["big"],
            [(2, "the waiver of `big` has no reason: say why the project deviates")],
            id="used, without a reason",
        ),
        pytest.param(
            '\nbig = ""',
            [],
            [(3, "the waiver of `big` waives nothing: remove it")],
            id="unused",
        ),
        pytest.param(
            'smal = "x"',
            [],
            [(2, "the waiver of `smal` waives nothing; did you mean `small`?")],
            id="unknown, and like a known one",
        ),
        pytest.param(
            '"docs/x" = "x"',
            [],
            [(2, "the waiver of `docs/x` waives nothing: remove it")],
            id="a file that nothing is found in",
        ),
        pytest.param(
            'small = "for now"\nbig = "for now"',
            ["small"],
            [(3, "the waiver of `big` waives nothing: remove it")],
            id="one of two",
        ),
    ],
)
def test_what_is_wrong_with_a_waiver_is_said_where_it_is_declared(
    declared: str, used: list[str], problems: list[tuple[int, str]]
) -> None:
    document = parse_document("pyproject.toml", "", TABLE + declared)
    table = document.table(("tool", "standards-hooks", HOOK, "waivers"))
    keys = {str(key): str(reason) for key, reason in table.items()}
    waivers = Waivers(HOOK, Options({"waivers": keys}), expectation_keys(("big", "small")))
    for key in used:
        assert waivers.waive(Target((key,), "a.txt"))
    found = [(place[0], problem) for place, problem in waivers.problems_in(document, lambda: None)]
    assert found == problems


def test_what_another_file_declares_is_not_checked_here() -> None:
    document = parse_document("inner/pyproject.toml", "inner", "[project]\n")
    assert list(waivers_of(big="").problems_in(document, lambda: None)) == []


def test_what_a_project_inside_needs_is_used() -> None:
    document = parse_document("pyproject.toml", "", f'{TABLE}big = "for now"\n')
    waivers = waivers_of(big="for now")

    def use_inside() -> None:
        waivers.waive(Target(("big",), "inner/a.txt"))

    assert list(waivers.problems_in(document, use_inside)) == []


SETTINGS = "from pydantic_settings import BaseSettings\nclass Shop(BaseSettings):\n    a: int\n"
VIOLATING = {
    "project-layout": {
        "shop/__init__.py": "",
        "shop/errors.py": "class ShopError(Exception):\n    pass\n",
        "shop/a/b.py": "",
        "shop/env.py": SETTINGS,
        "tests/test_a.py": "def test_a(): pass\n",
        "test_b.py": "def test_b(): pass\n",
    },
    "env-files": {".env": "A=1\n", ".env.example": f"API_TOKEN={'kX83hQz0pL2vT9sW'}\n"},
    "toolchain-drift": {
        ".python-version": "3.11\n",
        "Dockerfile": "FROM python:3.12\nRUN pip install flask\nRUN uv sync\n",
        ".flake8": "",
        "compose.yml": "services: {a: {image: 'python:3.13'}}\n",
        ".github/workflows/ci.yml": "a: [python",
    },
    "pyproject-drift": {
        "src/shop/__init__.py": "",
        "ruff.toml": 'line-length = 120\n[lint]\nselect = ["E"]\nignore = ["E501"]\n',
        "mypy.ini": "[mypy]\nstrict = False\nno_such = 1\n",
    },
}


@pytest.mark.parametrize("hook_id", VIOLATING)
def test_the_symbol_of_a_finding_is_the_key_that_waives_it(
    hook_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = VIOLATING[hook_id]
    found = check(hook_id, tmp_path / "before", {**files, "pyproject.toml": PYPROJECT}, monkeypatch)
    keys = sorted({each.symbol for each in found})
    assert len(keys) > 1
    assert "" not in keys
    for number, key in enumerate(keys):
        waiver = f'\n[tool.standards-hooks.{hook_id}.waivers]\n{key} = "because"\n'
        left = check(
            hook_id,
            tmp_path / f"waived-{number}",
            {**files, "pyproject.toml": PYPROJECT + waiver},
            monkeypatch,
        )
        before = [each.symbol for each in found if each.symbol != key]
        assert [each.symbol for each in left] == before
