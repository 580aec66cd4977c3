"""pyproject-drift on the `pyproject.toml` of packages that everybody knows, and its `--fix`.

Each is checked in a repository with one package of its own, with the line ends that it has and with
those of Windows.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from mypy.config_parser import parse_config_file
from mypy.options import Options

from standards_hooks.rules.pyproject_drift import main
from tests.integration.executables import git
from tests.integration.real_projects import NAMES, pyproject_of


if TYPE_CHECKING:
    from collections.abc import Iterator


pytestmark = pytest.mark.slow


RUFF = Path(sys.executable).with_name("ruff")
NAME = "pyproject.toml"
FINDING = re.compile(r"pyproject\.toml:(\d+):(\d+): pyproject-drift (.*)")
SAID = re.compile(r"`\[?([^`\]]+)\]?` (?:is|lacks|ignores|has)\b")
FOR_PEOPLE = ("project", "build-system", "dependency-groups")
"""Tables that `--fix` leaves to people."""
LEFT = (".src", ".known-first-party", ".max-line-length")
"""Keys that `--fix` leaves to people: where the code is, and what only sets a limit."""
CHANGE = re.compile(r"pyproject\.toml: ((?:\"[^\"]*\"|[^:\"])+): ")
"""A line about a key that `--fix` has changed."""


class Outcome(NamedTuple):
    """What became of a file.

    Attributes:
        old: The file.
        found: The findings before.
        new: The file after `--fix`.
        left: What `--fix` said is left.
        found_again: The findings afterwards.
        trouble: What was written to standard error.
        codes: The exit code of each run.
        once_more: The file after a second `--fix`.
    """

    old: str
    found: list[str]
    new: str
    left: list[str]
    found_again: list[str]
    trouble: str
    codes: list[int]
    once_more: str


@cache
def outcome_of(name: str, end: str) -> Outcome:
    """Check a package's file, fix it, check it and fix it again."""
    old = pyproject_of(name).decode().replace("\r\n", "\n").replace("\n", end)
    trouble = io.StringIO()
    codes = []
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        package = root / "src" / name.rpartition("-")[0].replace("-", "_")
        for each in (package / "__init__.py", root / "tests" / "__init__.py"):
            each.parent.mkdir(parents=True)
            each.touch()
        file = root / NAME
        file.write_bytes(old.encode())
        git(root, "init", "--quiet")
        git(root, "add", "--all")

        def run(*arguments: str) -> list[str]:
            output = io.StringIO()
            with (
                contextlib.chdir(root),
                contextlib.redirect_stdout(output),
                contextlib.redirect_stderr(trouble),
            ):
                codes.append(main(arguments))
            return output.getvalue().splitlines()

        found = run()
        assert file.read_bytes() == old.encode()
        left = run("--fix")
        new = file.read_bytes().decode()
        found_again = run()
        run("--fix")
        once_more = file.read_bytes().decode()
    return Outcome(old, found, new, left, found_again, trouble.getvalue(), codes, once_more)


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """Return the name of a package, with its version."""
    return str(request.param)


@pytest.fixture(params=["\n", "\r\n"], ids=["LF", "CRLF"])
def outcome(name: str, request: pytest.FixtureRequest) -> Outcome:
    """Return what became of a package's file, with one kind of line ends."""
    return outcome_of(name, request.param)


def test_at_least_thirty_packages_are_checked() -> None:
    assert len(set(NAMES)) >= 30


def test_each_finding_has_a_place_in_the_file_and_says_what_to_write(outcome: Outcome) -> None:
    assert outcome.trouble == ""
    assert outcome.codes[0] == 1  # Nobody keeps this standard by chance.
    lines = outcome.old.split("\n")
    for line in outcome.found:
        match = FINDING.fullmatch(line)
        assert match is not None
        number, column, message = int(match[1]), int(match[2]), match[3]
        assert number <= len(lines)
        assert column <= max(1, len(lines[number - 1]))
        assert "could not be checked" not in message
        assert re.search(r"; the standard (requires|allows|has no|applies to all of) ", message)
        assert re.search(r"\): (write|add|remove|paste|raise|take) ", message)


def test_fix_leaves_what_a_person_must_decide_alone(outcome: Outcome) -> None:
    fixed, *_, closing = outcome.left
    assert fixed.startswith(f"Fixed {NAME} (pyproject-drift: ")
    assert closing.startswith("Fixed ")
    left = [line for line in outcome.left if FINDING.fullmatch(line)]
    assert left == outcome.found_again
    for line in left:
        assert "`--fix` leaves it" not in line
        (key,) = SAID.findall(line)[:1]
        is_decision = " ignores " in line or "which excludes" in line or "allow" in line
        assert key.startswith(FOR_PEOPLE) or key.endswith(LEFT) or is_decision
    assert outcome.codes[1:] == [1, int(bool(left)), int(bool(left))]


def test_a_second_fix_changes_nothing(outcome: Outcome) -> None:
    assert outcome.once_more == outcome.new


def test_line_ends_stay(outcome: Outcome) -> None:
    assert outcome.new.count("\r\n") in (0, outcome.new.count("\n"))
    assert ("\r" in outcome.new) is ("\r" in outcome.old)


def test_every_comment_stays(outcome: Outcome) -> None:
    old, new = commented_lines(outcome.old), commented_lines(outcome.new)
    assert [said for _, said in old] == [said for _, said in new]


def commented_lines(text: str) -> list[tuple[str, str]]:
    """Return what stands before each comment on its line, and the comment.

    Read character by character, unlike the hook does it.
    """
    found = []
    quote = ""
    start = at = 0
    while at < len(text):
        if quote:
            if quote[0] == '"' and text[at] == "\\":
                at += 1
            elif text.startswith(quote, at):
                at += len(quote) - 1
                quote = ""
        elif text[at] in "\"'":
            quote = text[at] * 3 if text.startswith(text[at] * 3, at) else text[at]
            at += len(quote) - 1
        elif text[at] == "#":
            end = min(each for each in (text.find("\n", at), len(text)) if each >= 0)
            found.append((text[start:at].strip(), text[at:end].strip()))
            at = end
        if text[at : at + 1] == "\n":
            start = at + 1
        at += 1
    return found


def test_old_keys_tables_and_entries_keep_their_order(outcome: Outcome) -> None:
    old, new = tomllib.loads(outcome.old), tomllib.loads(outcome.new)
    assert_same_order(old, new)
    assert headers_of(outcome.old) == [
        each for each in headers_of(outcome.new) if each in headers_of(outcome.old)
    ]


def assert_same_order(old: object, new: object) -> None:
    """Compare the order of what two values both have."""
    if isinstance(old, dict) and isinstance(new, dict):
        assert [key for key in old if key in new] == [key for key in new if key in old]
        for key in old.keys() & new.keys():
            assert_same_order(old[key], new[key])
    elif isinstance(old, list) and isinstance(new, list):
        if all(isinstance(each, str) for each in old):
            assert [each for each in old if each in new] == [each for each in new if each in old]
        else:
            assert len(old) <= len(new)
            for one, other in zip(old, new, strict=False):
                assert_same_order(one, other)


def headers_of(text: str) -> list[str]:
    """Return the lines that open tables, one of each."""
    lines = re.findall(r"^\[\[?[\w.\"'-]+\]\]?", text, re.MULTILINE)
    return list(dict.fromkeys(lines))


def test_what_changed_is_what_was_said_and_nothing_is_removed(outcome: Outcome) -> None:
    told = {match[1] for match in map(CHANGE.match, outcome.left) if match}
    old, new = tomllib.loads(outcome.old), tomllib.loads(outcome.new)
    for path, before, after in differences(old, new):
        key = ".".join(path)
        assert any(key == each or each.startswith(f"{key}.") for each in told), key
        assert set(texts(before)) <= set(texts(after))
        assert (before is None) <= (after is not None)
    untouched = {key: value for key, value in old.items() if key != "tool"}
    assert untouched == {key: value for key, value in new.items() if key != "tool"}


def texts(value: object) -> list[str]:
    """Return a list of texts as one; nothing for anything else."""
    return [str(each) for each in value] if isinstance(value, list) else []


def differences(
    old: object, new: object, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], object, object]]:
    """Yield the keys that two documents differ in, written as findings write them."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            shown = key if re.fullmatch(r"[\w-]+", key) else f'"{key}"'
            yield from differences(old.get(key), new.get(key), (*path, shown))
    elif path[-1:] == ("overrides",) and isinstance(old, list) and isinstance(new, list):
        assert len(old) <= len(new)
        for one, other in zip(old, new, strict=False):
            yield from differences(one, other, path)
    elif old is None and isinstance(new, dict):
        yield from differences({}, new, path)
    elif old != new:
        yield path, old, new


def read_by_mypy(file: Path) -> tuple[Options, list[bool], list[str]]:
    """Return mypy's options from a file, whether it is strict, and the lines of what is wrong."""
    trouble = io.StringIO()
    options = Options()
    strict: list[bool] = []
    parse_config_file(options, lambda: strict.append(True), os.fspath(file), trouble, trouble)
    return options, strict, trouble.getvalue().splitlines()


def test_ruff_and_mypy_read_the_result(outcome: Outcome, tmp_path: Path) -> None:
    file = tmp_path / NAME
    file.write_bytes(outcome.new.encode())
    ruff = subprocess.run(  # noqa: S603 - the Ruff of this environment
        [str(RUFF), "check", "--no-cache", "--exit-zero", "--stdin-filename", "src/a.py", "-"],
        cwd=tmp_path,
        input=b"",
        capture_output=True,
        check=False,
    )
    assert ruff.returncode == 0, ruff.stderr.decode()
    options, strict, trouble = read_by_mypy(file)
    file.write_bytes(outcome.old.encode())
    # What was there before is the project's own decision: a `python_version` that mypy is past.
    assert set(trouble) <= set(read_by_mypy(file)[2])
    assert strict or options.disallow_untyped_defs
    assert options.warn_unreachable
