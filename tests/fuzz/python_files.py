"""Batches of Python files: the laws of the hooks that look at one file at a time."""

from __future__ import annotations

import functools
import json
import re
import sysconfig
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.rules import FILE_HOOK_IDS, load_hook
from standards_hooks.syntax.concrete import LARGEST_SAFE_SIZE
from standards_hooks.syntax.parsing import parse
from standards_hooks.syntax.reading import decode, lines_of
from tests.fuzz.grammar import Writer
from tests.fuzz.mutations import mutated
from tests.fuzz.trial import run_in_process, snapshot


if TYPE_CHECKING:
    from random import Random

    from tests.fuzz.trial import Trial


FINDING = re.compile(
    r"(?P<path>f\d+\.pyi?):(?P<line>\d+):(?P<column>\d+): (?P<hook>[\w-]+) (?P<message>.+)"
)
FIXED = re.compile(r"Fixed (?P<path>f\d+\.pyi?) \(.+\)|Fixed \d+ findings? in .+")
NOT_CHECKED = "could not be checked: it "
UNDECODABLE = ("cannot be", "contains NUL", "is larger", "is nested")
BATCH = 6
BINARY = frozenset({0, 1})


@functools.cache
def library() -> tuple[Path, ...]:
    """Return every file of the standard library's tests that may be meant for a parser."""
    tests = Path(sysconfig.get_path("stdlib")) / "test"
    return tuple(sorted([*tests.rglob("*.py"), *tests.rglob("*.pyi"), *tests.rglob("*.txt")]))


@functools.cache
def packages() -> tuple[Path, ...]:
    """Return every Python file of the packages that are installed, and of the standard library."""
    roots = [Path(sysconfig.get_path(name)) for name in ("purelib", "stdlib")]
    found = {path for root in roots for path in root.rglob("*.py") if "/test/" not in str(path)}
    return tuple(sorted(found))


@functools.cache
def seeds() -> tuple[Path, ...]:
    """Return files that are short enough to be damaged in many ways."""
    candidates = (*library(), *packages())
    return tuple(path for path in candidates if path.stat().st_size < 12_000)


def try_library(trial: Trial, number: int) -> None:
    """Check and fix the next files of the standard library's tests."""
    _try_taken(trial, number, library())


def try_packages(trial: Trial, number: int) -> None:
    """Check and fix the next files of what is installed."""
    _try_taken(trial, number, packages())


def _try_taken(trial: Trial, number: int, files: tuple[Path, ...]) -> None:
    start = number * BATCH % len(files)
    check(trial, [path.read_bytes() for path in files[start : start + BATCH]])


def try_mutated(trial: Trial, number: int) -> None:
    """Check and fix damaged files."""
    random = trial.random

    def source() -> bytes:
        if random.random() < 0.3:
            return Writer(random, has_newer=random.random() < 0.3).encoded()
        if random.random() < 0.3:
            return example(random)
        return random.choice(seeds()).read_bytes()

    check(trial, [mutated(random, source(), source()) for _ in range(BATCH)])


def try_grammar(trial: Trial, number: int) -> None:
    """Check and fix what the grammar made."""
    random = trial.random
    sources = []
    for _ in range(BATCH):
        made = Writer(random, has_newer=random.random() < 0.3).encoded()
        sources.append(made + b"\n" + example(random) if random.random() < 0.2 else made)
    check(trial, sources)


def example(random: Random) -> bytes:
    """Return the bad example of a hook, which has something to find."""
    hook = load_hook(random.choice(FILE_HOOK_IDS))
    return random.choice(hook.examples).bad.encode() if hook.examples else b"x = 1\n"


def check(trial: Trial, sources: list[bytes]) -> None:
    """Hold all file hooks to their laws over a batch of files."""
    random = trial.random
    names = [f"f{number}.py{random.choice(('', '', '', 'i'))}" for number in range(len(sources))]
    for name, source in zip(names, sources, strict=True):
        Path(name).write_bytes(source)
    configure(random)
    trial.counts["files"] += len(names)
    before = snapshot(trial.directory)
    said = trial.check(*names, codes=BINARY)
    found = _parsed(trial, said.lines)
    trial.counts["findings"] += len(found)
    trial.expect(said.errors == "", "silent on standard error", said.errors)
    trial.expect(bool(said.lines) == bool(said.code), "exit code says whether there is a line")
    trial.expect(
        said.lines == sorted(set(said.lines), key=_order), "sorted, each once", *said.lines
    )
    _stand_in_the_file(trial, dict(zip(names, sources, strict=True)), found)
    _depend_on_no_batch(trial, names, said.lines)
    _depend_on_no_other_hook(trial, names, said.lines)
    _can_be_reported_in_other_formats(trial, names, len(found))
    trial.expect(trial.check("--diff", *names).code in BINARY, "diff ends")
    trial.expect(snapshot(trial.directory) == before, "checking writes nothing")
    _fix_is_safe(trial, names)


def configure(random: Random) -> None:
    """Write a `pyproject.toml` with options at random, or none."""
    if random.random() < 0.6:
        return
    lines = []
    for hook_id in FILE_HOOK_IDS:
        lines.append(f"[tool.standards-hooks.{hook_id}]")
        for option in load_hook(hook_id).options:
            value = option.strictest
            if isinstance(option.default, bool):
                value = random.random() < 0.5
            elif option.choices and isinstance(option.default, str):
                value = random.choice(option.choices)
            if value is not None and not isinstance(value, dict) and random.random() < 0.5:
                plain = list(value) if isinstance(value, tuple) else value
                lines.append(f"{option.name} = {json.dumps(plain)}")
    Path("pyproject.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _order(line: str) -> tuple[str, int, int, str]:
    path, number, column, rest = line.split(":", 3)
    return path, int(number), int(column), rest


def _parsed(trial: Trial, lines: list[str]) -> list[re.Match[str]]:
    matches = []
    for line in lines:
        match = FINDING.fullmatch(line)
        if trial.expect(match is not None, "one finding a line", line) and match:
            matches.append(match)
    return matches


def _stand_in_the_file(trial: Trial, sources: dict[str, bytes], found: list[re.Match[str]]) -> None:
    texts: dict[str, list[str]] = {}
    for match in found:
        path = match["path"]
        if path not in texts:
            try:
                texts[path] = lines_of(decode(sources[path]))
            except UncheckableFileError:
                texts[path] = [""]
        lines = texts[path]
        line, column = int(match["line"]), int(match["column"])
        is_inside = 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1
        trial.expect(is_inside, "position within the file", match[0], sources[path][:300])


def _depend_on_no_batch(trial: Trial, names: list[str], lines: list[str]) -> None:
    chosen = trial.random.sample(names, len(names))
    half = len(chosen) // 2
    parts = [part for part in (chosen[:half], chosen[half:-1], chosen[-1:]) if part]
    reported = [line for part in parts for line in trial.check(*part).lines]
    trial.expect(
        sorted(reported) == sorted(lines), "batches find the same", *(set(reported) ^ set(lines))
    )


def _depend_on_no_other_hook(trial: Trial, names: list[str], lines: list[str]) -> None:
    hook_id = trial.random.choice(FILE_HOOK_IDS)
    alone = trial.check("--select", hook_id, *names, codes=BINARY).lines
    mark = f": {hook_id} "
    for name in names:
        together = [line for line in lines if line.startswith(f"{name}:") and mark in line]
        by_itself = [line for line in alone if line.startswith(f"{name}:")]
        if any(NOT_CHECKED in line for line in lines if line.startswith(f"{name}:")):
            # Every hook that reads the file reports under its own name that it cannot be checked.
            by_itself = [line for line in by_itself if NOT_CHECKED not in line]
        trial.expect(together == by_itself, f"{hook_id} alone finds the same", together, by_itself)


def _can_be_reported_in_other_formats(trial: Trial, names: list[str], number: int) -> None:
    readers = {
        "json": lambda text: len(json.loads(text)["findings"]),
        "sarif": lambda text: len(json.loads(text)["runs"][0]["results"]),
        "junit": lambda text: len(list(ET.fromstring(text).iter("failure"))),  # noqa: S314 - ours
        "github": lambda text: sum(line.startswith("::") for line in text.split("\n")),
    }
    format_ = trial.random.choice(sorted(readers))
    text = trial.check("--output-format", format_, *names).text
    try:
        reported = readers[format_](text)
    except (ValueError, KeyError, ET.ParseError) as error:
        trial.expect(False, f"{format_} can be read", error, text[:500])
    else:
        trial.expect(
            format_ == "junit" or reported == number,
            f"{format_} has every finding",
            reported,
            number,
        )


def _fix_is_safe(trial: Trial, names: list[str]) -> None:
    old = {name: Path(name).read_bytes() for name in names}
    files = _names()
    said = trial.check("--fix", *names, codes=BINARY)
    new = {name: Path(name).read_bytes() for name in names}
    changed = {name for name in names if old[name] != new[name]}
    trial.counts["files rewritten by a fix"] += len(changed)
    matches = filter(None, map(FIXED.fullmatch, said.lines))
    reported = {match["path"] for match in matches if match["path"]}
    trial.expect(reported == changed, "says which files it fixes", reported ^ changed)
    trial.expect(_names() == files, "no temporary file", _names() ^ files)
    for name in changed:
        trial.expect(_is_read(new[name]), "a fix leaves code", old[name], new[name])
        can_compile = not _can_compile(old[name]) or _can_compile(new[name])
        trial.expect(can_compile, "a fix leaves what compiles", old[name], new[name])
    again = run_in_process(["check", "--fix", *names])
    stable = {name for name in names if Path(name).read_bytes() != new[name]}
    trial.expect(not stable, "a second fix changes nothing", *(old[name] for name in stable))
    left = [line for line in said.lines if not FIXED.fullmatch(line)]
    trial.expect(
        again.lines == left, "a second run reports what is left", *(set(again.lines) ^ set(left))
    )


def _names() -> set[str]:
    return {path.name for path in Path().iterdir()}


def _is_read(source: bytes) -> bool:
    try:
        parse(source)
    except UncheckableFileError:
        return False
    return True


def _can_compile(source: bytes) -> bool:
    if len(source) > LARGEST_SAFE_SIZE:
        return True
    try:
        compile(source, "<source>", "exec", dont_inherit=True)
    except (
        SyntaxError,
        ValueError,
        LookupError,
        OverflowError,
        RecursionError,
        MemoryError,
        SystemError,
    ):
        return False
    return True
