"""Ruff's selectors: what pyproject-drift knows of them, held against Ruff itself."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from standards_hooks.project import ruff_rules
from standards_hooks.project.document import parse_document
from standards_hooks.project.layout import layout_of
from standards_hooks.project.selectors import (
    codes_under,
    covers,
    normalised,
    specificity,
)
from standards_hooks.rules.pyproject_drift.effective_configuration import (
    EffectiveConfiguration,
    Facts,
)
from standards_hooks.rules.pyproject_drift.rule_set import Layer, RuleSet
from standards_hooks.rules.pyproject_drift.standard import load_standard
from standards_hooks.rules.pyproject_drift.table_checks import check
from tests.unit.drifting_projects import SELECT, SELECTORS, changed


STANDARD = load_standard()
RUFF = str(Path(sys.executable).parent / "ruff")
ALLOWED = ("ANN401", "PLR0913", "TRY003", "ISC001")


@cache
def rules_of_ruff() -> list[dict[str, object]]:
    """Return the rules that the installed Ruff has."""
    command = [RUFF, "rule", "--all", "--output-format", "json"]
    answer = subprocess.run(command, capture_output=True, check=True)  # noqa: S603
    rules: list[dict[str, object]] = json.loads(answer.stdout)
    return [rule for rule in rules if rule["code"]]


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        pytest.param("STABLE", {"Stable", "Deprecated"}, id="stable"),
        pytest.param("PREVIEW", {"Preview"}, id="preview"),
    ],
)
def test_the_table_of_rules_is_that_of_the_installed_ruff(name: str, statuses: set[str]) -> None:
    lines = [line.split() for line in getattr(ruff_rules, name).strip().splitlines()]
    known = {prefix + number for prefix, *numbers in lines for number in numbers}
    assert known == {
        rule["code"]
        for rule in rules_of_ruff()
        if statuses & set(dict(rule["status"]))  # type: ignore[call-overload]
    }


def test_the_table_of_removed_rules_is_that_of_the_installed_ruff() -> None:
    statuses = {str(rule["code"]): dict(rule["status"]) for rule in rules_of_ruff()}  # type: ignore[call-overload]
    assert {
        code: tuple(map(int, status["Removed"]["since"].removeprefix("v").split(".")))
        for code, status in statuses.items()
        if "Removed" in status
    } == ruff_rules.REMOVED_SINCE


@pytest.mark.parametrize(
    ("outer", "inner", "is_covered"),
    [
        pytest.param("ALL", "PLR0913", True, id="ALL"),
        pytest.param("PL", "PLR", True, id="linter of linters"),
        pytest.param("PLR", "PLR0913", True, id="linter"),
        pytest.param("PLR", "PL", False, id="not the other way round"),
        pytest.param("ARG", "ARG001", True, id="code"),
        pytest.param("A", "ARG", False, id="A is not ARG"),
        pytest.param("A", "ANN401", False, id="A is not ANN"),
        pytest.param("E", "ERA001", False, id="E is not ERA"),
        pytest.param("F", "FURB101", False, id="F is not FURB"),
        pytest.param("S", "SIM", False, id="S is not SIM"),
        pytest.param("T", "T20", True, id="T is T10 and T20"),
        pytest.param("T", "TRY003", False, id="T is not TRY"),
        pytest.param("C", "C401", True, id="C is C4 and C90"),
        pytest.param("C4", "C420", True, id="a linter with a digit"),
        pytest.param("C4", "C901", False, id="C4 is not C90"),
        pytest.param("TCH", "TC001", True, id="TCH is TC"),
        pytest.param("TC", "TCH", True, id="TC is TCH"),
    ],
)
def test_a_selector_covers_what_ruff_says(outer: str, inner: str, *, is_covered: bool) -> None:
    assert covers(normalised(outer), normalised(inner)) is is_covered


def enabled_by_ruff(directory: Path, lint: str) -> set[str] | None:
    """Return the codes that Ruff enables for a file, None where it refuses the configuration."""
    directory.mkdir()
    (directory / "ruff.toml").write_text(f"[lint]\n{lint}\n")
    (directory / "app.py").touch()
    return enabled_by_ruff_in(directory, "app.py")


def enabled_by_ruff_in(directory: Path, probe: str) -> set[str] | None:
    """Return the same for a file of a directory that is there."""
    command = [RUFF, "check", "--no-cache", "--show-settings", probe]
    environment = {**os.environ, "NO_COLOR": "1"}
    answer = subprocess.run(  # noqa: S603
        command, cwd=directory, capture_output=True, text=True, check=False, env=environment
    )
    if answer.returncode:
        return None
    match = re.search(
        r"^linter\.rules\.enabled = \[\n(.*?)^\]", answer.stdout, re.MULTILINE | re.DOTALL
    )
    return set(re.findall(r"\(([A-Z]+[0-9]+)\)", match[1])) if match else set()


SELECTS = (
    ["ALL"],
    list(SELECTORS),
    [*SELECTORS[:-1], "RUF0", "RUF1", "RUF2"],
    [each for each in SELECTORS if each not in ("C4", "T10", "T20")] + ["C", "T"],
    [each for each in SELECTORS if each != "PL"] + ["PLC", "PLE", "PLR", "PLW"],
    [each for each in SELECTORS if each != "PL"] + ["PLC", "PLE", "PLR"],
    [each for each in SELECTORS if each != "ANN"] + ["ANN2", "ANN001"],
    ["E", "F"],
)
IGNORES: tuple[list[str], ...] = (
    [],
    ["ANN101", "ANN102", *ALLOWED],
    ["ALL"],
    ["PL"],
    ["PLR"],
    ["PLR0911", "E501"],
    ["D", "COM812", "CPY"],
    ["C"],
    ["T"],
    ["TC"],
    ["R"],
    ["ANN4", "TRY0"],
    ["E203", "E2"],
    ["E999", "PGH001"],
)
EXTENSIONS = (
    "",
    'extend-select = ["PLR0911", "PLR0912"]',
    'extend-ignore = ["B006"]',
    "preview = true",
    "preview = true\nexplicit-preview-rules = true",
)
WITH_EXTENSIONS = 2
CONFIGURATIONS = [
    f"select = {select}\nignore = {ignore}\n{extension}".replace("'", '"')
    for number, select in enumerate(SELECTS)
    for ignore, extension in itertools.product(
        IGNORES, EXTENSIONS if number < WITH_EXTENSIONS else [""]
    )
]


def required_codes(*, has_preview: bool) -> set[str]:
    """Return the codes that must be on."""
    required = {
        code
        for selector in SELECTORS
        for code in codes_under(normalised(selector), has_preview=has_preview)
    }
    return required - set(ALLOWED)


def is_clean_by_rule(lint: str) -> bool:
    """Return whether pyproject-drift finds nothing in the keys that select and ignore."""
    text = changed((SELECT, "")).replace(
        'ignore = ["ANN101", "ANN102", "ANN401", "PLR0913", "TRY003", "ISC001"]\n', f"{lint}\n"
    )
    document = parse_document("pyproject.toml", "", text)
    configuration = EffectiveConfiguration(
        document, Facts(lambda: layout_of(["src/app/__init__.py"]))
    )
    keys = {deviation.key[-1] for deviation in check(configuration, STANDARD)}
    assert keys <= {"select", "ignore", "extend-ignore"}
    return not keys


@pytest.mark.slow
def test_the_rules_that_are_on_are_those_that_ruff_enables(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as pool:
        directories = [tmp_path / str(number) for number in range(len(CONFIGURATIONS))]
        answers = list(pool.map(enabled_by_ruff, directories, CONFIGURATIONS))
    disagreements = []
    for lint, enabled in zip(CONFIGURATIONS, answers, strict=True):
        if enabled is None:
            continue
        is_enough = required_codes(has_preview=lint.endswith("preview = true")) <= enabled
        if is_enough != is_clean_by_rule(lint):
            disagreements.append((is_enough, lint))
    assert disagreements == []
    assert sum(answer is not None for answer in answers) > len(CONFIGURATIONS) // 2


@pytest.mark.parametrize(
    ("pattern", "ignored"),
    [
        pytest.param("tests/**/*.py", "S101", id="allowed"),
        pytest.param("tests/**/*.py", "F841", id="not allowed"),
        pytest.param("tests/**/*.py", "ARG002", id="narrower than allowed"),
        pytest.param("tests/**", "PLR2004", id="a shorter glob"),
        pytest.param("./tests/*", "ANN", id="a glob from here"),
        pytest.param("tests", "F", id="a directory matches nothing"),
        pytest.param("/tests/**/*.py", "F", id="an absolute glob matches nothing"),
        pytest.param("**/tests/**/*.py", "S101", id="wider"),
        pytest.param("*.py", "ARG", id="everywhere"),
        pytest.param("src/**/*.py", "ANN101", id="a removed rule"),
        pytest.param("src/**/*.py", "D", id="a rule that nobody requires"),
        pytest.param("src/**/*.py", "ANN401", id="ignored everywhere anyway"),
        pytest.param("!src/**", "S101", id="negated"),
    ],
)
def test_per_file_ignores_loosen_what_ruff_says(tmp_path: Path, pattern: str, ignored: str) -> None:
    """A pattern loosens where Ruff, probed with files, reports less than the standard allows."""
    probes = {
        "tests/unit/test_a.py": {"S101", "ARG", "PLR2004", "ANN"},
        "src/app/a.py": set(),
        "src/tests/a.py": set(),
        "scripts/a.py": set(),
    }
    (tmp_path / "ruff.toml").write_text(
        f'[lint]\nselect = ["ALL"]\n[lint.per-file-ignores]\n"{pattern}" = ["{ignored}"]\n'
    )
    is_loosened = False
    for probe, allowed in probes.items():
        path = tmp_path / probe
        path.parent.mkdir(parents=True)
        path.touch()
        command = [RUFF, "check", "--no-cache", "--show-settings", probe]
        answer = subprocess.run(  # noqa: S603
            command, cwd=tmp_path, capture_output=True, text=True, check=True
        )
        matcher = re.search(r'absolute_matcher = "(.*)"\n.*\nnegated = (\w+)', answer.stdout)
        assert matcher is not None
        is_matched = matches(path, matcher[1]) is not (matcher[2] == "true")
        codes = codes_under(ignored, has_preview=False) & required_codes(has_preview=False)
        beyond = {code for code in codes if not any(covers(each, code) for each in allowed)}
        is_loosened |= is_matched and bool(beyond)
    text = changed(
        (
            "[tool.ruff.lint.per-file-ignores]\n",
            f'[tool.ruff.lint.per-file-ignores]\n"{pattern}" = ["{ignored}"]\n',
        ),
        ('"tests/**/*.py" = ["S101", "ARG", "PLR2004", "ANN"]\n', ""),
    )
    document = parse_document("pyproject.toml", "", text)
    configuration = EffectiveConfiguration(
        document, Facts(lambda: layout_of(["src/app/__init__.py"]))
    )
    assert bool(check(configuration, STANDARD)) is is_loosened


def matches(path: Path, glob: str) -> bool:
    """Return whether a path matches a glob, `**` standing for any number of directories."""
    pattern = (
        re.escape(glob).replace(r"\*\*/", "(?:.*/)?").replace(r"\*\*", ".*").replace(r"\*", ".*")
    )
    return re.fullmatch(pattern, str(path)) is not None


def test_the_longest_selector_decides() -> None:
    order = ["ALL", "C", "C4", "C40", "C400"]
    assert sorted(order, key=specificity) == order


def test_a_name_of_a_rule_ignores_it_as_its_code_does() -> None:
    rules = RuleSet(tuple(SELECTORS), ALLOWED, [Layer(tuple(SELECTORS), ())], has_preview=True)
    assert rules.loosens("unused-import")
