"""How a run is reported to people and to other programs."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.core.finding import Finding
from standards_hooks.engine import progress
from standards_hooks.engine.arguments import FORMATS
from standards_hooks.engine.fixed_files import FixedFile
from standards_hooks.engine.progress import counted_on_terminal
from standards_hooks.engine.reports import terminal
from standards_hooks.engine.reports.contents import Report
from standards_hooks.engine.reports.documents import document_of
from standards_hooks.engine.running import line_of
from standards_hooks.rules import HOOK_IDS, load_hook


if TYPE_CHECKING:
    from collections.abc import Sequence


SCHEMAS = Path(__file__).parents[1] / "schemas"
SARIF = jsonschema.Draft7Validator(
    json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
)
JUNIT = xmlschema.XMLSchema(str(SCHEMAS / "junit-4.xsd"))
HOOKS = [load_hook(hook_id) for hook_id in HOOK_IDS]


def finding(path: str = "app.py", line: int = 1, column: int = 1, **values: str | bool) -> Finding:
    message = str(values.get("message", "`a` is wrong"))
    symbol = str(values.get("symbol", ""))
    hook = str(values.get("hook", "boolean-naming"))
    is_fixable = bool(values.get("is_fixable"))
    return Finding(path, line, column, hook, message, symbol=symbol, is_fixable=is_fixable)


NOTHING = Report([], hooks=HOOKS)
ODD = [
    finding("a b/ü,%:.py", 3, 7, message='50% <of> "it"\x1b & ü\ud800', symbol="A.b"),
    finding("a b/ü,%:.py", 4, 7, message="twice", symbol="A.b", is_fixable=True),
    finding("z.py", 1, 1, hook="standards", message="could not be checked"),
]
FIXED = FixedFile("b.py", counts={"relative-imports": 3, "mutable-defaults": 1})
EVERYTHING = Report(ODD, [FIXED], ["pyproject.toml: unknown option `x`"], HOOKS)
TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)
PATHS = st.binary(min_size=1, max_size=20).map(os.fsdecode)
"""What a file system may hand over: any bytes."""
FINDINGS = st.lists(
    st.builds(
        finding,
        PATHS,
        st.integers(1, 10_000),
        st.integers(1, 500),
        message=TEXTS,
        symbol=TEXTS,
        hook=st.sampled_from([*HOOK_IDS, "standards"]),
        is_fixable=st.booleans(),
    ),
    max_size=5,
)


def test_json_has_every_field_of_a_finding() -> None:
    document = json.loads(document_of("json", EVERYTHING))

    assert document["version"] == 1
    assert document["findings"][1] == {
        "path": "a b/ü,%:.py",
        "line": 4,
        "column": 7,
        "hook": "boolean-naming",
        "message": "twice",
        "symbol": "A.b",
        "fixable": True,
        "severity": "error",
    }
    assert document["changed"] == ["b.py"]
    assert document["fixed"] == [
        {"path": "b.py", "hook": "mutable-defaults", "count": 1},
        {"path": "b.py", "hook": "relative-imports", "count": 3},
    ]
    assert document["errors"] == ["pyproject.toml: unknown option `x`"]


def test_a_warning_is_one_in_every_format() -> None:
    found = finding(message="meh <>")
    found.is_warning = True
    report = Report([found])

    assert json.loads(document_of("json", report))["findings"][0]["severity"] == "warning"
    assert document_of("github", report).startswith("::warning file=")
    assert json.loads(document_of("sarif", report))["runs"][0]["results"][0]["level"] == "note"
    junit = document_of("junit", report)
    assert 'failures="0"' in junit
    assert "<system-out>meh &lt;&gt;</system-out>" in junit


@pytest.mark.threat("output-is-inert")
def test_github_gets_one_annotation_a_line_with_what_it_needs_escaped() -> None:
    assert document_of("github", EVERYTHING).split("\n") == [
        (
            "::error file=a b/ü%2C%25%3A.py,line=3,col=7,title=boolean-naming::"
            '50%25 <of> "it"\\x1b & ü\\ud800'
        ),
        "::error file=a b/ü%2C%25%3A.py,line=4,col=7,title=boolean-naming::twice",
        "::error file=z.py,line=1,col=1,title=standards::could not be checked",
        (
            "::notice file=b.py,title=standards-hooks::"
            "rewritten by --fix (mutable-defaults: 1, relative-imports: 3)"
        ),
        "::error title=standards-hooks::pyproject.toml: unknown option `x`",
        "",
    ]


def test_sarif_names_the_rules_with_their_help_and_the_places_as_uris() -> None:
    run = json.loads(document_of("sarif", EVERYTHING))["runs"][0]
    result = run["results"][0]

    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted([*HOOK_IDS, "standards"])
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "boolean-naming"
    assert rules[result["ruleIndex"]]["help"]["text"].startswith("A boolean's name asks")
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b/%C3%BC%2C%25%3A.py"},
        "region": {"startLine": 3, "startColumn": 7},
    }


def fingerprints(findings: Sequence[Finding]) -> list[dict[str, str]]:
    run = json.loads(document_of("sarif", Report(findings, hooks=HOOKS)))["runs"][0]
    return [result["partialFingerprints"] for result in run["results"]]


def test_an_alert_keeps_its_fingerprint_when_lines_move_and_messages_change() -> None:
    one, two = finding(line=1, symbol="A.b"), finding(line=5, symbol="A.b")
    moved = [finding(line=7, symbol="A.b", message="translated"), finding(line=9, symbol="A.b")]

    assert fingerprints([one, two]) == fingerprints(moved)
    assert len({str(each) for each in fingerprints([one, two, finding(line=6)])}) == 3


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_finding() -> None:
    root = ET.fromstring(document_of("junit", EVERYTHING))  # noqa: S314 - our own output

    assert [(suite.get("name"), suite.get("failures"), suite.get("errors")) for suite in root] == [
        ("a b/ü,%:.py", "2", "0"),
        ("z.py", "1", "0"),
        ("configuration", "0", "1"),
    ]
    failure = root[0][0][0]
    assert failure.get("message") == '50% <of> "it"\\x1b & ü\\ud800'
    assert root[0][0].get("name") == "boolean-naming 3:7"


def test_junit_reports_a_run_without_findings_as_passed() -> None:
    root = ET.fromstring(document_of("junit", NOTHING))  # noqa: S314 - our own output

    assert [(suite.get("tests"), suite.get("failures")) for suite in root] == [("1", "0")]


@given(FINDINGS, st.lists(TEXTS, max_size=2))
def test_sarif_is_valid_whatever_was_found(findings: list[Finding], errors: list[str]) -> None:
    SARIF.validate(json.loads(document_of("sarif", Report(findings, [], errors, HOOKS))))


@given(FINDINGS, st.lists(TEXTS, max_size=2))
def test_junit_is_valid_whatever_was_found(findings: list[Finding], errors: list[str]) -> None:
    JUNIT.validate(document_of("junit", Report(findings, [], errors, HOOKS)))


@given(FINDINGS)
@pytest.mark.threat("output-is-inert")
def test_github_gets_a_line_for_each_finding_whatever_was_found(findings: list[Finding]) -> None:
    lines = document_of("github", Report(findings)).split("\n")

    assert len(lines) == len(findings) + 1
    assert all(line.startswith("::error file=") for line in lines[:-1])


def test_a_format_that_there_is_not_is_reported_with_those_that_there_are() -> None:
    with pytest.raises(ConfigurationError, match="`xml` is not one of text, json, github, sarif"):
        document_of("xml", NOTHING)


def test_every_format_but_text_has_its_module() -> None:
    assert all(document_of(name, NOTHING) is not None for name in FORMATS[1:])


@pytest.mark.parametrize(
    ("environment", "is_terminal", "is_expected"),
    [
        pytest.param({}, True, True, id="terminal"),
        pytest.param({}, False, False, id="pipe"),
        pytest.param({"TERM": "dumb"}, True, False, id="dumb"),
        pytest.param({"NO_COLOR": "1"}, True, False, id="no-color"),
        pytest.param({"NO_COLOR": ""}, True, True, id="empty-no-color"),
        pytest.param({"FORCE_COLOR": "1"}, False, True, id="force-color"),
        pytest.param({"FORCE_COLOR": ""}, False, False, id="empty-force-color"),
        pytest.param({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False, id="both"),
    ],
)
def test_colour_is_for_terminals_and_for_who_asks(
    environment: dict[str, str], is_terminal: bool, is_expected: bool
) -> None:
    assert terminal.is_coloured(environment, is_terminal=is_terminal) is is_expected


def test_colour_changes_nothing_but_the_colour() -> None:
    for each in ODD:
        line = line_of(each)
        coloured = terminal.coloured_line(each, line)
        plain = str(coloured)
        for code in (terminal.BOLD, terminal.RED, terminal.CYAN, terminal.PLAIN):
            plain = plain.replace(code, "")
        assert plain == line
        assert coloured != line


FRAMES = [
    pytest.param("x = 1\n", 1, 5, ["  |", "1 | x = 1", "  |     ^", ""], id="plain"),
    pytest.param("\n" * 9 + "y\n", 10, 1, ["   |", "10 | y", "   | ^", ""], id="two-digits"),
    pytest.param("\tx = 1\n", 1, 2, ["  |", "1 |     x = 1", "  |     ^", ""], id="tab"),
    pytest.param("名 = b\n", 1, 5, ["  |", "1 | 名 = b", "  |      ^", ""], id="wide"),
    pytest.param(
        "e\u0301 = b\n", 1, 6, ["  |", "1 | e\u0301 = b", "  |     ^", ""], id="combining"
    ),
    pytest.param("a\x1b[31m\n", 1, 1, ["  |", "1 | a\\x1b[31m", "  | ^", ""], id="control"),
    pytest.param(
        'k = "kX83hQz0' + 'pL2vT9sW"\n',
        1,
        1,
        ["  |", f'1 | k = "{"•" * 16}"', "  | ^", ""],
        id="key",
    ),
    pytest.param(
        'k = "OAuth2PasswordBearer"\n',
        1,
        1,
        ["  |", '1 | k = "OAuth2PasswordBearer"', "  | ^", ""],
        id="long-name",
    ),
    pytest.param("", 1, 1, [], id="empty-file"),
    pytest.param("\n", 1, 1, [], id="empty-line"),
    pytest.param("x" * 201, 1, 1, [], id="long-line"),
    pytest.param("x\n", 7, 1, [], id="beyond-the-end"),
]


@pytest.mark.parametrize(("source", "line", "column", "expected"), FRAMES)
def test_the_line_is_shown_with_a_mark_below_the_column(
    source: str, line: int, column: int, expected: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "app.py"
    path.write_text(source, encoding="utf-8")

    frames = terminal.Frames()

    assert frames.of(finding(str(path), line, column)) == expected


def test_no_line_is_shown_of_what_cannot_be_read(tmp_path: Path) -> None:
    assert terminal.Frames().of(finding(str(tmp_path / "gone.py"))) == []
    assert terminal.Frames().of(finding(str(tmp_path))) == []


@pytest.mark.parametrize(
    ("findings", "can_fix", "expected"),
    [
        ([finding()], True, "1 finding in 1 file"),
        ([finding(is_fixable=True), finding("b.py")], False, "2 findings in 2 files"),
        (
            [finding(is_fixable=True), finding()],
            True,
            "2 findings in 1 file; `--fix` can fix 1 of them",
        ),
    ],
)
def test_a_closing_line_counts_findings_and_what_can_be_fixed(
    findings: list[Finding], can_fix: bool, expected: str
) -> None:
    assert terminal.summary_of(findings, can_fix=can_fix) == expected


@pytest.mark.parametrize(
    ("environment", "is_terminal", "is_expected"),
    [({}, True, True), ({}, False, False), ({"PRE_COMMIT": "1"}, True, False)],
)
def test_the_closing_line_is_for_people_who_see_the_whole_run(
    environment: dict[str, str], is_terminal: bool, is_expected: bool
) -> None:
    assert terminal.wants_summary(environment, is_terminal=is_terminal) is is_expected


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the clock shows next; each look at it takes one of them."""
    seconds: list[float] = []
    monkeypatch.setattr(progress.time, "monotonic", lambda: seconds.pop(0))
    monkeypatch.delenv("PRE_COMMIT", raising=False)
    return seconds


def test_a_long_run_says_how_far_it_is_and_takes_the_line_back(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    clock += [0, 0.5, 2.5, 2.5, 2.55, 2.7, 2.7]

    assert list(counted_on_terminal(["a", "b", "c", "d"], 4)) == ["a", "b", "c", "d"]
    assert screen.getvalue() == ("\r\x1b[K1 of 4 files checked\r\x1b[K3 of 4 files checked\r\x1b[K")


def test_a_short_run_says_nothing(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    clock += [0, 0.5, 1.9]

    assert list(counted_on_terminal(["a", "b"], 2)) == ["a", "b"]
    assert screen.getvalue() == ""


@pytest.mark.parametrize(("is_terminal", "variables"), [(False, {}), (True, {"PRE_COMMIT": "1"})])
def test_pipes_and_pre_commit_get_nothing(
    is_terminal: bool, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal() if is_terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.delenv("PRE_COMMIT", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert list(counted_on_terminal(["a", "b"], 2)) == ["a", "b"]
    assert screen.getvalue() == ""
