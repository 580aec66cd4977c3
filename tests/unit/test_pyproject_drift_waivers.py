"""Waivers: deviations that a repository declares, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.drifting_projects import (
    GOOD,
    LAYOUT,
    MYPY,
    changed,
    findings_in,
    findings_of,
    messages_in,
    repository,
    waived,
)


if TYPE_CHECKING:
    from pathlib import Path


LONG = ("line-length = 100", "line-length = 120")
FILES = ('"alembic/', '"src/**/*.py" = ["PTH", "PLC0415"]\n"alembic/')
IGNORED = ('"ANN401"', '"E501", "ANN401"')


@pytest.mark.parametrize(
    ("text", "waivers"),
    [
        pytest.param(changed(LONG), 'tool.ruff.line-length = "wide tables"', id="a key"),
        pytest.param(changed(LONG), '"tool.ruff.line-length" = "wide tables"', id="in quotes"),
        pytest.param(changed(IGNORED), 'tool.ruff.lint.ignore.E501 = "wrapped"', id="a code"),
        pytest.param(changed(IGNORED), 'tool.ruff.ignore.E501 = "wrapped"', id="in its old place"),
        pytest.param(changed(('"S", ', "")), 'tool.ruff.lint.select.S = "no"', id="a selector"),
        pytest.param(changed(('"TCH", ', "")), 'tool.ruff.lint.select.TCH = "no"', id="TCH for TC"),
        pytest.param(
            changed(FILES),
            'tool.ruff.lint.per-file-ignores."src/**/*.py" = "start-up"',
            id="all codes of a pattern",
        ),
        pytest.param(
            changed(FILES),
            'tool.ruff.lint.per-file-ignores."src/**/*.py".PTH = "start-up"\n'
            'tool.ruff.lint.per-file-ignores."src/**/*.py".PLC0415 = "start-up"',
            id="each code of a pattern",
        ),
        pytest.param(
            changed((', "mypy>=1.13.0"', "")), 'dependency-groups.dev.mypy = "pyright"', id="a tool"
        ),
        pytest.param(
            changed(("fastapi>=0.115.0", "fastapi>=0.100")),
            'project.dependencies.fastapi = "pinned"',
            id="a release",
        ),
        pytest.param(changed((MYPY, "")), 'tool.mypy = "pyright"', id="a missing table"),
        pytest.param(changed(("= true", "= false"), text=MYPY).join((GOOD[: -len(MYPY)], "")),
                     'tool.mypy = "later"', id="a table"),
        pytest.param(
            GOOD + '[[tool.mypy.overrides]]\nmodule = "app.*"\nignore_errors = true\n',
            'tool.mypy.overrides."app.*".ignore_errors = "legacy"',
            id="an override",
        ),
    ],
)  # fmt: skip
def test_a_waiver_covers_its_key_and_the_keys_below(
    tmp_path: Path, text: str, waivers: str
) -> None:
    assert messages_in(tmp_path, text) != []
    assert messages_in(tmp_path, waived(waivers, text)) == []


def test_what_a_waiver_does_not_cover_is_still_reported(tmp_path: Path) -> None:
    waivers = 'tool.ruff.lint.per-file-ignores."src/**/*.py".PTH = "start-up"'
    (found,) = messages_in(tmp_path, waived(waivers, changed(FILES)))
    assert "ignores `PLC0415`; the standard allows none there" in found


def test_one_missing_key_of_a_missing_table_can_be_waived(tmp_path: Path) -> None:
    waivers = 'tool.mypy.warn_unreachable = "too many"'
    (found,) = findings_in(tmp_path, waived(waivers, changed((MYPY, ""))))
    assert "\nstrict_equality = true\n" in found.advice
    assert "warn_unreachable" not in found.advice


@pytest.mark.parametrize(
    ("waiver", "message"),
    [
        pytest.param(
            'tool.ruff.lint.ignore.E501 = "x"',
            "the waiver of `tool.ruff.lint.ignore.E501` waives nothing: remove it",
            id="waives nothing",
        ),
        pytest.param(
            'tool.ruff.linelength = "x"',
            "the waiver of `tool.ruff.linelength` names no key of the standard; did you mean "
            "`tool.ruff.line-length`?",
            id="unknown key",
        ),
        pytest.param('tool = "x"', "the waiver of `tool` names no key", id="everything at once"),
        pytest.param('"a b" = "x"', "the waiver of `a b` names no key", id="no dotted key"),
        pytest.param('tool.mypy = "x"', "`tool.mypy` waives nothing: remove it", id="whole table"),
    ],
)
def test_a_waiver_that_waives_nothing_is_a_finding_at_its_key(
    tmp_path: Path, waiver: str, message: str
) -> None:
    (found,) = findings_in(tmp_path, waived(waiver))
    assert message in found.message
    assert (found.line, found.column) == (GOOD.count("\n") + 3, 1)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_waiver_without_a_reason_waives_and_is_a_finding(tmp_path: Path, reason: str) -> None:
    text = waived(f'tool.ruff.line-length = "{reason}"', changed(LONG))
    (found,) = messages_in(tmp_path, text)
    assert found == (
        "the waiver of `tool.ruff.line-length` has no reason: say why the project deviates"
    )


PART = '[project]\nname = "part"\nversion = "1"\ndescription = "d"\nreadme = "r"\n'
BACK_END = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
OLD_PART = f'{PART}requires-python = ">=3.11"\n{BACK_END}'


def test_projects_without_options_are_under_the_waivers_around_them(tmp_path: Path) -> None:
    text = waived('project.requires-python = "the client runs on 3.11"')
    repository(tmp_path, {**LAYOUT, "pyproject.toml": text, "client/pyproject.toml": OLD_PART})
    assert findings_of(tmp_path, "client") == []
    assert findings_of(tmp_path) == []


def test_projects_with_options_of_their_own_are_not_under_the_waivers_around_them(
    tmp_path: Path,
) -> None:
    text = waived('project.requires-python = "the client runs on 3.11"')
    own = f"{OLD_PART}[tool.standards-hooks]\nmax-size = 1000\n"
    repository(tmp_path, {**LAYOUT, "pyproject.toml": text, "client/pyproject.toml": own})
    assert len(findings_of(tmp_path, "client")) == 1
    (unused,) = findings_of(tmp_path)
    assert "waives nothing" in unused.message
