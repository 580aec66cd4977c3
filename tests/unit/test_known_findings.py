"""What a baseline knows, what it does not, and what cannot be a baseline."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.core.finding import Finding
from standards_hooks.core.options import Options
from standards_hooks.engine.known_findings import (
    FILE_NAME,
    MAX_SIZE,
    EntriesIn,
    baseline_path,
    beyond,
    counted_entries,
    parse_baseline,
    read_baseline,
    text_of,
)
from standards_hooks.rules import load_hook
from standards_hooks.semantic.module import Module
from tests.unit.repositories import write_files


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random


def finding(path: str, symbol: str, line: int = 1, hook: str = "boolean-naming") -> Finding:
    return Finding(path, line, 1, hook, f"`{symbol}` is wrong", symbol=symbol)


def recorded(findings: Iterable[Finding], place: Path) -> None:
    """Write the baseline of some findings."""
    place.write_text(text_of(counted_entries(findings, EntriesIn(str(place)))), encoding="utf-8")


def symbols_beyond(findings: Sequence[Finding], place: Path) -> list[str]:
    return sorted(each.symbol for each in beyond(findings, lambda _: str(place)))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a baseline in the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / FILE_NAME


def test_what_is_known_is_no_finding_wherever_it_has_moved(place: Path) -> None:
    recorded([finding("app/a.py", "User.active", 3)], place)

    assert symbols_beyond([finding("app/a.py", "User.active", 77)], place) == []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(finding("app/a.py", "User.visible"), id="symbol"),
        pytest.param(finding("app/b.py", "User.active"), id="path"),
        pytest.param(finding("app/a.py", "User.active", hook="mutable-defaults"), id="hook"),
    ],
)
def test_exchanging_one_finding_for_another_does_not_pass(other: Finding, place: Path) -> None:
    write_files(place.parent, {"app/a.py": ""})
    recorded([finding("app/a.py", "User.active")], place)

    assert symbols_beyond([other], place) == [other.symbol]


OLD = [finding("app/a.py", symbol) for symbol in ("User.active", "User.visible", "Cart.full", "")]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param([("app/b.py", "User.active"), ("app/b.py", "User.visible")], [], id="renamed"),
        pytest.param([("lib/a.py", "Cart.full"), ("lib/a.py", "")], [], id="moved"),
        pytest.param([("app/a.py", "User.new")], ["User.new"], id="still-there-by-another-name"),
        pytest.param([("app/b.py", "User.active")], ["User.active"], id="a-third-of-it"),
        pytest.param([("app/b.py", "")], [""], id="nothing-but-a-module-of-another-name"),
        pytest.param([("lib/a.py", "")], [""], id="nothing-but-a-module-of-the-same-name"),
        pytest.param(
            [("app/b.py", "User.active"), ("app/b.py", "User.visible"), ("app/b.py", "User.new")],
            ["User.new"],
            id="renamed-and-one-more",
        ),
        pytest.param(
            [*[("app/b.py", "User.active")] * 2, ("app/b.py", "User.visible")],
            ["User.active"] * 2,
            id="renamed-and-one-more-of-a-symbol",
        ),
    ],
)
def test_a_file_that_was_moved_keeps_what_is_known_of_it(
    found: list[tuple[str, str]], expected: list[str], place: Path
) -> None:
    recorded(OLD, place)

    findings = [finding(path, symbol, line) for line, (path, symbol) in enumerate(found, start=1)]

    assert symbols_beyond(findings, place) == expected


def about(*paths: str) -> Finding:
    """Return a finding about several files."""
    found = finding(paths[0], "", hook="circular-imports")
    found.subjects = paths
    return found


@pytest.mark.parametrize(
    ("found", "is_new"),
    [
        pytest.param([about("a.py", "b.py", "c.py")], False, id="the-same"),
        pytest.param([about("b.py", "c.py")], False, id="fewer"),
        pytest.param([about("a.py", "b.py", "c.py"), about("a.py", "b.py")], False, id="in-two"),
        pytest.param([about("a.py", "b.py", "d.py")], True, id="another-one"),
        pytest.param([about("d.py", "e.py")], True, id="others"),
    ],
)
def test_a_finding_about_several_files_is_known_where_all_of_them_are(
    found: list[Finding], is_new: bool, place: Path
) -> None:
    write_files(place.parent, dict.fromkeys(("a.py", "b.py", "c.py"), ""))
    recorded([about("a.py", "b.py", "c.py")], place)

    assert beyond(found, lambda _: str(place)) == (found if is_new else [])


def test_a_file_that_was_copied_is_new(place: Path) -> None:
    write_files(place.parent, {"app/a.py": ""})
    recorded(OLD, place)

    copied = [finding("app/b.py", each.symbol) for each in OLD]

    assert symbols_beyond(copied, place) == sorted(each.symbol for each in OLD)


def test_each_hook_knows_a_moved_file_alone_as_beside_others(place: Path) -> None:
    other = [finding("app/a.py", each.symbol, hook="broad-except") for each in OLD]
    recorded([*OLD, *other], place)
    moved = [finding("app/b.py", each.symbol) for each in OLD[:2]]
    few = [finding("app/b.py", OLD[0].symbol, hook="broad-except")]

    assert symbols_beyond(moved, place) == []
    assert symbols_beyond(few, place) == [OLD[0].symbol]
    assert symbols_beyond([*moved, *few], place) == [OLD[0].symbol]


def test_the_likeliest_of_several_files_that_are_gone_is_the_old_one(place: Path) -> None:
    recorded(
        [
            finding("a/x.py", "main"),
            finding("b/x.py", "main"),
            finding("b/x.py", "load"),
            finding("c/y.py", "main"),
            finding("c/y.py", "main", 2),
        ],
        place,
    )
    new = [finding("d/y.py", "main"), finding("d/y.py", "main", 2)]

    assert symbols_beyond(new, place) == []


def test_more_of_one_symbol_than_known_are_all_reported_with_their_number(place: Path) -> None:
    two = [finding("a.py", "load", 1), finding("a.py", "load", 5)]
    recorded(two, place)

    left = beyond([*two, finding("a.py", "load", 9)], lambda _: str(place))

    assert [each.line for each in left] == [1, 5, 9]
    assert {each.message for each in left} == {
        "`load` is wrong (2 of 3 such findings are in the baseline)"
    }


def test_fewer_than_known_are_no_finding(place: Path) -> None:
    recorded([finding("a.py", "load", 1), finding("a.py", "load", 5)], place)

    assert symbols_beyond([finding("a.py", "load", 5)], place) == []


def test_without_a_baseline_everything_is_new(place: Path) -> None:
    assert symbols_beyond([finding("a.py", "load")], place) == ["load"]


def test_what_no_baseline_may_know_is_always_reported(place: Path) -> None:
    recorded([finding("a.py", "load")], place)

    assert [each.symbol for each in beyond([finding("a.py", "load")], lambda _: "")] == ["load"]


def test_a_path_is_known_from_the_directory_of_the_baseline(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded([finding("app/a.py", "load")], place)
    (place.parent / "app").mkdir()
    monkeypatch.chdir(place.parent / "app")

    assert symbols_beyond([finding("a.py", "load")], place) == []
    assert symbols_beyond([finding(str(place.parent / "app" / "a.py"), "load")], place) == []


def test_a_baseline_is_sorted_and_has_one_entry_a_line() -> None:
    entries = Counter({("b.py", "x", "B.c"): 1, ("a.py", "x", ""): 12, ('q"\\.py', "x", "é"): 1})

    assert text_of(entries) == (
        "# Findings from before the standard; `standards baseline prune` removes what has been"
        " fixed.\n"
        "version = 1\n"
        "findings = [\n"
        '    "a.py::x::::12",\n'
        '    "b.py::x::B.c::1",\n'
        '    "q\\"\\\\.py::x::é::1",\n'
        "]\n"
    )


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
HOOKS = st.sampled_from(["boolean-naming", "broad-except"])
SYMBOLS = st.from_regex(r"\A(?:[a-z_]{1,8}(?:\.[a-z_]{1,8}){0,2})?\Z")


@pytest.mark.slow
@given(st.dictionaries(st.tuples(NAMES, HOOKS, SYMBOLS), st.integers(1, 999_999), max_size=8))
def test_what_is_written_is_read_again(entries: dict[tuple[str, str, str], int]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, FILE_NAME)
        path.write_text(text_of(entries), encoding="utf-8", newline="")

        assert read_baseline(str(path)) == entries


@given(st.binary(min_size=1, max_size=30).filter(lambda name: b"\0" not in name))
def test_a_name_of_any_bytes_is_known_again(name: bytes) -> None:
    each = finding(os.fsdecode(name), "load")
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory, FILE_NAME)
        recorded([each], place)

        assert symbols_beyond([each], place) == []


@pytest.mark.slow
@given(st.dictionaries(st.tuples(NAMES, HOOKS, SYMBOLS), st.integers(1, 999_999), max_size=8))
def test_a_baseline_means_the_same_however_it_is_laid_out(
    entries: dict[tuple[str, str, str], int],
) -> None:
    text = text_of(entries)
    others = [text.replace("\n", "\r\n"), f"{text}# The end.\n", text.replace("    ", "\t")]

    assert [parse_baseline("it", other.encode()) for other in others] == [entries] * 3


EDITED = st.sampled_from(
    ["a.py::x::f::1", '"', "\\", "\\u00e9", ",", "\n", "    ", "\t", "#", "]", "é"]
)


@given(st.lists(EDITED, max_size=8).map("".join))
def test_what_hands_have_edited_means_what_it_means_as_toml(middle: str) -> None:
    text = text_of({("b.py", "x", "g"): 1}).replace("]\n", f"{middle}]\n")

    def meaning(layout: str) -> object:
        try:
            return parse_baseline("it", layout.encode())
        except ConfigurationError as error:
            return error.reason.partition(":")[0]

    # A comment at the end makes it another layout than the one that is written.
    assert meaning(text) == meaning(f"{text}#")


def test_a_file_that_was_handed_over_twice_counts_once(place: Path) -> None:
    recorded([finding("a.py", "load", 1)], place)
    twice = [finding("a.py", "load", 1), finding("./a.py", "load", 1)]

    assert symbols_beyond(twice, place) == []


def test_files_of_one_commit_in_several_batches_are_checked_alike(place: Path) -> None:
    old = [finding(f"{name}.py", "load") for name in "abcd"]
    recorded(old, place)
    new = finding("b.py", "store")
    together = symbols_beyond([*old, new], place)

    apart = [symbols_beyond(batch, place) for batch in (old[:1], [*old[1:2], new], old[2:])]

    assert apart == [[], together, []]


def test_entries_that_two_branches_have_added_count_once(place: Path) -> None:
    place.write_text(
        'version = 1\nfindings = ["a.py::x::f::1", "b.py::x::g::1", "a.py::x::f::2"]\n',
        encoding="utf-8",
    )

    assert read_baseline(str(place)) == {("a.py", "x", "f"): 2, ("b.py", "x", "g"): 1}


WRONG = [
    pytest.param(b"version = 1\nfindings = [\n", "it is not valid TOML: ", id="cut-off"),
    pytest.param(b"\xff", "it is not UTF-8", id="not-utf-8"),
    pytest.param(
        b"version = 1\n<<<<<<< HEAD\nfindings = []\n",
        "line 2: a merge has left its marks: decide, then remove them",
        id="merge-marks",
    ),
    pytest.param(
        b"version = 2\nnotes = 1\n",
        "it was written by a later version of these hooks (format 2)",
        id="later-version",
    ),
    pytest.param(b"", "`version` must be a number, 1 or more", id="empty"),
    pytest.param(b"version = '1'\n", "`version` must be a number, 1 or more", id="version-text"),
    pytest.param(b"version = true\n", "`version` must be a number, 1 or more", id="version-flag"),
    pytest.param(b"version = 1\nfinding = []\n", "`finding` is no key of a baseline", id="key"),
    pytest.param(b"version = 1\nfindings = 1\n", "`findings` must be a list of strings", id="list"),
    pytest.param(
        b"version = 1\nfindings = ['a.py']\n",
        "`a.py` is not an entry: write `path::hook::symbol::number`",
        id="entry",
    ),
    pytest.param(
        b"version = 1\nfindings = ['a::b::c::0']\n",
        "`a::b::c::0` is not an entry: write `path::hook::symbol::number`",
        id="zero",
    ),
    pytest.param(
        b"version = 1\nfindings = ['a::b::c::" + b"9" * 5000 + b"']\n", "`a::b::c::99", id="huge"
    ),
    pytest.param(b"version = 1\nfindings = [1]\n", "`1` is not an entry", id="number"),
    pytest.param(b"findings = " + b"[" * 5000, "it is not valid TOML", id="nested"),
    pytest.param(
        b"#" * (MAX_SIZE + 1), "it is larger than 16 MiB: give its subdirectories", id="large"
    ),
]


@pytest.mark.parametrize(("content", "reason"), WRONG)
def test_what_is_no_baseline_is_reported_in_one_line(
    content: bytes, reason: str, place: Path
) -> None:
    place.write_bytes(content)

    with pytest.raises(ConfigurationError) as raised:
        read_baseline(str(place))

    assert str(raised.value).startswith(f"{FILE_NAME}: {reason}")
    assert "\n" not in str(raised.value)


def test_a_directory_is_no_baseline(place: Path) -> None:
    place.mkdir()

    with pytest.raises(ConfigurationError, match="it is a directory"):
        read_baseline(str(place))


def test_the_nearest_baseline_is_in_force_and_none_above_the_repository(tmp_path: Path) -> None:
    outer, root = tmp_path, tmp_path / "repository"
    inner = root / "services" / "mail"
    inner.mkdir(parents=True)
    (root / ".git").mkdir()
    (outer / FILE_NAME).touch()
    path = str(inner / "app.py")

    assert baseline_path(path, FILE_NAME, str(root)) == str(root / FILE_NAME)
    (root / "services" / FILE_NAME).touch()
    assert baseline_path(path, FILE_NAME, str(root)) == str(root / "services" / FILE_NAME)
    assert baseline_path(path, "../known.toml", str(root)) == str(outer / "known.toml")


BAD = "def {name}(*, {flag}: bool, values: list[int] = []) -> None:\n    {comment}\n    ...\n"
"""A function with two findings: a boolean and a mutable default."""
FUNCTIONS = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["open", "fast"])),
    min_size=1,
    max_size=5,
    unique_by=lambda function: function[0],
)


def source_of(functions: Sequence[tuple[str, str]], comment: str = "# why") -> str:
    return "\n\n".join(
        BAD.format(name=name, flag=flag, comment=comment) for name, flag in functions
    )


def found_in(source: str) -> list[Finding]:
    module = Module("app.py", source.encode())
    findings: list[Finding] = []
    for hook in map(load_hook, ("boolean-naming", "mutable-defaults")):
        options = Options({option.name: option.default for option in hook.options})
        findings += hook.run(module, options)
    return findings


def new_in(old: str, new: str) -> list[str]:
    """Return the symbols of what is found in a source and was not known of an older one."""
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory, FILE_NAME)
        recorded(found_in(old), place)
        return symbols_beyond(found_in(new), place)


@pytest.mark.slow
@settings(deadline=None)  # the first example pays for loading the hooks
@given(FUNCTIONS, st.randoms(use_true_random=False), st.integers(0, 5))
def test_moving_reformatting_and_inserting_lines_make_nothing_new(
    functions: list[tuple[str, str]], random: Random, lines: int
) -> None:
    moved = list(functions)
    random.shuffle(moved)
    new = "import os\n" * lines + source_of(moved, comment="\n    # other words")
    reformatted = new.replace("(*, ", "(\n    *,\n    ").replace(", values", ",\n    values")

    assert new_in(source_of(functions), new) == []
    assert new_in(source_of(functions), reformatted) == []


@given(FUNCTIONS, st.sampled_from(["open", "fast"]))
def test_a_new_function_in_an_old_file_is_checked(
    functions: list[tuple[str, str]], flag: str
) -> None:
    new = source_of([*functions, ("z", flag)])

    assert new_in(source_of(functions), new) == sorted([f"z.{flag}", "z.values"])


@pytest.mark.slow
@given(FUNCTIONS, st.data())
def test_a_renamed_or_exchanged_finding_is_new(
    functions: list[tuple[str, str]], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(functions) - 1))
    name, flag = functions[index]
    renamed, exchanged = list(functions), list(functions)
    renamed[index] = ("z", flag)
    exchanged[index] = (name, "hidden")

    assert new_in(source_of(functions), source_of(renamed)) == sorted([f"z.{flag}", "z.values"])
    assert new_in(source_of(functions), source_of(exchanged)) == [f"{name}.hidden"]


def test_without_a_repository_no_baseline_is_sought_at_the_root_of_all_files(tmp_path):
    path = str(tmp_path / "app" / "main.py")
    assert baseline_path(path, FILE_NAME, str(tmp_path)) == str(tmp_path / FILE_NAME)
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / FILE_NAME).touch()
    assert baseline_path(path, FILE_NAME, str(tmp_path)) == str(tmp_path / "app" / FILE_NAME)
