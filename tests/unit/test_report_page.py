"""Findings counted, and the page that shows them."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.commands.baseline_trend import Point
from standards_hooks.commands.report_page import LISTED, page_of
from standards_hooks.core.finding import Finding
from standards_hooks.engine.statistics import Statistics, directory_of


def finding(path: str, hook: str = "boolean-naming", message: str = "`a` is wrong") -> Finding:
    return Finding(path, 1, 1, hook, message, is_fixable=hook == "mutable-defaults")


FOUND = [
    finding("src/app/models/user.py"),
    finding("src/app/models/item.py"),
    finding("src/app/api.py", "mutable-defaults"),
    finding("setup.py", "mutable-defaults"),
    finding("src/app/api.py", "broad-except"),
]


def test_findings_are_counted_by_hook_and_directory_the_known_ones_apart() -> None:
    assert list(Statistics.of(FOUND, FOUND[2:]).lines()) == [
        "hook              new  known  fixable",
        "boolean-naming      0      2        0",
        "mutable-defaults    2      0        2",
        "broad-except        1      0        0",
        "total               3      2        2",
        "",
        "directory  new  known  fixable",
        "src/app      2      2        1",
        ".            1      0        1",
        "total        3      2        2",
    ]


def test_nothing_found_is_counted_too() -> None:
    assert list(Statistics.of([], []).lines())[:2] == [
        "hook   new  known  fixable",
        "total    0      0        0",
    ]


@pytest.mark.parametrize(
    ("path", "directory"),
    [
        ("a.py", "."),
        ("app/a.py", "app"),
        ("app/api/v1/a.py", "app/api"),
        ("../other/app/a.py", "../other"),
        ("/srv/app/api/a.py", "/srv/app"),
    ],
)
def test_directories_are_distinguished_by_two_names(path: str, directory: str) -> None:
    assert directory_of(path) == directory


class Page(HTMLParser):
    """The text of a page, what it loads, and the tags that are open at its end."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.loaded: list[str] = []
        self.open: list[str] = []
        self.line = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loaded += [value or "" for name, value in attrs if name in {"src", "href"}]
        self.line += "".join(value or "" for name, value in attrs if name == "points")
        if tag not in {"meta", "polyline"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


def page(found: list[Finding], points: list[Point] | None = None, name: str = "shop") -> Page:
    trends = {".standards-baseline.toml": points or []}
    return Page(page_of(name, Statistics.of(found, found), found, trends))


def test_a_page_shows_the_numbers_and_the_new_findings() -> None:
    shown = page(FOUND)

    assert "5 new findings, 0 known ones; --fix can fix 2." in shown.text
    assert "src/app/models/user.py:1:1 boolean-naming a is wrong" in shown.text
    assert "Trend" not in shown.text


def test_a_page_lists_so_many_findings_and_counts_the_rest() -> None:
    shown = page([finding(f"{number}.py") for number in range(LISTED + 7)])

    assert f"{LISTED - 1}.py:1:1" in shown.text
    assert f"{LISTED}.py:1:1" not in shown.text
    assert "… and 7 more: standards check lists them." in shown.text


def test_a_trend_is_drawn_from_left_to_right_and_reported_in_words() -> None:
    shown = page([], [Point("2026-01-01", 40), Point("2026-02-01", 20), Point("2026-03-01", 0)])

    assert shown.line == "8.0,8.0 300.0,80.0 592.0,152.0"
    assert "40 known findings on 2026-01-01, 0 on 2026-03-01." in shown.text


@pytest.mark.parametrize("points", [[], [Point("2026-01-01", 40)]])
def test_one_point_is_no_trend(points: list[Point]) -> None:
    assert page([], points).line == ""


def test_a_trend_of_nothing_is_a_flat_line() -> None:
    assert page([], [Point("2026-01-01", 0)] * 2).line == "8.0,152.0 592.0,152.0"


TEXTS = st.text(max_size=30)


@given(st.lists(st.builds(finding, TEXTS, TEXTS, TEXTS), max_size=4), TEXTS)
def test_a_page_is_whole_and_loads_nothing_whatever_was_found(
    found: list[Finding], name: str
) -> None:
    shown = page(found, [Point("2026-01-01", 1)] * 2, name)

    assert shown.open == []
    assert shown.loaded == []
    assert "script" not in shown.open


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a`b", "`", "&amp;", '"><b>'])
def test_text_is_shown_as_it_is(text: str) -> None:
    assert text.replace("`", "") in page([finding("a.py", "x", text)]).text.replace("`", "")
