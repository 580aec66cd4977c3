"""What Ruff, its formatter and mypy read in a comment is what blanket-suppressions checks."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from standards_hooks.core.options import Options
from standards_hooks.rules.blanket_suppressions import HOOK
from standards_hooks.semantic.module import Module


pytestmark = pytest.mark.slow


PROGRAMS = Path(sys.executable).parent
BOTH = frozenset({"E401", "F401"})
IMPORT = "import os, sys"

ON_THE_LINE = [
    *("# noqa", "# NOQA", "#noqa", "# noqa ", "## noqa", "# why # noqa", "# noqa# why"),
    *("# noqa why", "# noqa - why", "# noqa E401", "# noqa (E401)", "# noqa:", "# noqa: why"),
    *("# noqa: E401", "# noqa:E401", "# noqa : E401", "# noqa\t:E401", "# noqa:\tE401"),
    *("# noqa: E401 why", "# noqa: E401 -- why", "# noqa:,E401", "#noqa:E401 # why"),
    *("# noqa: E", "# noqa: F", "# noqa: E4", "# noqa: ALL", "# noqa:: E401", "# noqa: [E401]"),
    *("# noqa, E401", "# noqa; E401", "# noqa[E401]", "# noqa.", "# noqa:unused-import"),
    *("# xnoqa", "# noqa_x", "# noqa-x", "# noqaE401", "# why noqa", "#: noqa"),
    *("# ruff: ignore", "# ruff: ignore[ALL]", "# ruff: ignore[E]", "# ruff: ignore[E401]"),
    *("# ruff:ignore[E401]", "# pylint: disable=all", "# type: ignore", "# isort: skip"),
]
ABOVE = [
    *("# ruff: noqa", "#ruff:noqa", "# ruff: NOQA", "# Ruff: noqa", "# ruff : noqa"),
    *("# ruff: noqa why", "# why # ruff: noqa", "# why ruff: noqa", "## ruff: noqa"),
    *("# ruff: noqa: E401", "# ruff:noqa:E401", "# ruff: noqa E401", "# ruff: noqa: E"),
    *("# flake8: noqa", "# flake8 : noqa", "# flake8: noqa: E401", "# FLAKE8: NOQA"),
    *("# ruff: disable", "# ruff: disable[]", "# ruff: disable[ALL]", "# ruff: disable[E]"),
    *("# ruff: disable[E4]", "# ruff: disable[E401]", "# ruff:disable[E401] why"),
    *("# ruff: disable[ALL, E401]", "# ruff : disable [E401]", "# RUFF: disable[E401]"),
    *("# ruff: file-ignore", "# ruff: file-ignore[E]", "# ruff: file-ignore[E401]"),
    *("# ruff: enable[E]", "# noqa: E401", "# isort: skip_file"),
]
TYPE_ON_THE_LINE = [
    *("# type: ignore", "#type:ignore", "# type:ignore", "#   type:   ignore", "# type: ignore "),
    *("# type: ignore # why", "# type: ignore# why", "# type: ignore[]", "# type: ignore[ ]"),
    *("# type: ignore[name-defined]", "# type: ignore [name-defined]", "# type: ignore[misc, x]"),
    *("# type: ignored", "# type: ignore-x", "# type: ignore, x", "# type: ignore: x"),
    *("# type : ignore", "# Type: ignore", "# type: Ignore", "# type: ignore(x)"),
]
TYPE_ABOVE = [
    *("# type: ignore", "# why\n# type: ignore", "    # type: ignore", "# type: ignore[misc]"),
    *("# mypy: ignore-errors", "# mypy: ignore_errors", "# mypy:ignore-errors"),
    *("# mypy: Ignore-Errors", "# mypy: ignore-errors=True", "# mypy: ignore-errors = yes"),
    *("# mypy: ignore-errors=1", "# mypy: strict, ignore-errors", "# mypy: ignore-errors=False"),
    *("# mypy: no-ignore-errors", "#mypy: ignore-errors", "    # mypy: ignore-errors"),
    *("# why # mypy: ignore-errors", "# MYPY: ignore-errors", "# mypy : ignore-errors"),
    '# mypy: disable-error-code="name-defined"',
]

READ_BY_OTHERS = frozenset(
    {
        # pylint and Ruff's own file-wide comments, asked for in another place of the file.
        *("# pylint: disable=all", "# type: ignore"),
        # What flake8 takes for a comment without codes, and Ruff rejects with a warning.
        *("# noqa:", "# noqa: why", "# noqa:: E401", "# noqa: [E401]", "# noqa, E401"),
        *("# noqa; E401", "# noqa[E401]", "# noqa.", "# noqa:unused-import"),
        *("# FLAKE8: NOQA", "# Ruff: noqa", "# ruff: NOQA"),
        # Groups, which flake8 reads; Ruff 0.17 wants whole codes.
        *("# noqa: E", "# noqa: F", "# noqa: E4", "# noqa: ALL", "# ruff: noqa: E"),
        *("# ruff: ignore", "# ruff: ignore[ALL]", "# ruff: ignore[E]"),
        *("# ruff: disable", "# ruff: disable[]", "# ruff: disable[ALL]", "# ruff: disable[E]"),
        *("# ruff: disable[E4]", "# ruff: disable[ALL, E401]"),
        *("# ruff: file-ignore", "# ruff: file-ignore[E]"),
    }
)
"""Found although Ruff does not silence everything for it: it names no single rule for anybody."""


def run_tool(name: str, *arguments: str) -> str:
    """Run a program of the development environment, and return its standard output."""
    done = subprocess.run(  # noqa: S603 - Ruff and mypy over files of this test
        [str(PROGRAMS / name), *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout


def is_found(source: str) -> bool:
    return bool(list(HOOK.run(Module("app/x.py", source.encode()), Options({}))))


@cache
def directory_of(sources: tuple[str, ...], parent: Path) -> Path:
    directory = parent / f"sources_{len(sources)}"
    directory.mkdir()
    for number, source in enumerate(sources):
        (directory / f"x{number}.py").write_text(source, encoding="utf-8")
    return directory


LINTED = tuple([f"{IMPORT}  {each}\n" for each in ON_THE_LINE]) + tuple(
    f"{each}\n{IMPORT}\n" for each in ABOVE
)
TYPED = tuple([f"import sys\nx: int = y  {each}\n" for each in TYPE_ON_THE_LINE]) + tuple(
    f"{each}\nx: int = y\nz: int = ''\n" for each in TYPE_ABOVE
)


@pytest.fixture(scope="module")
def complaints_of_ruff(tmp_path_factory: pytest.TempPathFactory) -> list[set[str]]:
    """What Ruff complains about in each of the linted sources."""
    directory = directory_of(LINTED, tmp_path_factory.mktemp("ruff"))
    options = ["--isolated", "--no-cache", "--select", "E401,F401", "--output-format", "json"]
    found: list[set[str]] = [set() for _ in LINTED]
    for each in json.loads(run_tool("ruff", "check", *options, str(directory))):
        found[int(Path(each["filename"]).stem[1:])].add(each["code"])
    return found


@pytest.fixture(scope="module")
def complaints_of_mypy(tmp_path_factory: pytest.TempPathFactory) -> list[set[int]]:
    """The lines that mypy complains about in each of the typed sources."""
    directory = directory_of(TYPED, tmp_path_factory.mktemp("mypy"))
    options = ["--config-file=", "--cache-dir", str(directory / "cache")]
    said = run_tool("mypy", *options, *(str(directory / f"x{n}.py") for n in range(len(TYPED))))
    found: list[set[int]] = [set() for _ in TYPED]
    for number, line in re.findall(r"x(\d+)\.py:(\d+): error: ", said):
        found[int(number)].add(int(line))
    return found


@pytest.mark.parametrize("number", range(len(LINTED)), ids=[repr(each) for each in LINTED])
def test_what_silences_ruff_altogether_is_found_and_what_names_a_code_is_not(
    complaints_of_ruff, number
):
    silenced = BOTH - complaints_of_ruff[number]
    comment = [*ON_THE_LINE, *ABOVE][number]
    if silenced == BOTH:
        assert is_found(LINTED[number])
    elif silenced:
        # `ALL` beside a code is none, to Ruff; who writes it means everything.
        assert is_found(LINTED[number]) is ("ALL" in comment)
    else:
        assert is_found(LINTED[number]) is (comment in READ_BY_OTHERS)


@pytest.mark.parametrize("number", range(len(TYPED)), ids=[repr(each) for each in TYPED])
def test_what_silences_mypy_altogether_is_found_and_nothing_else(complaints_of_mypy, number):
    is_silent = not complaints_of_mypy[number]
    names_the_error = "name-defined" in TYPED[number]
    assert is_found(TYPED[number]) is (is_silent and not names_the_error)


@pytest.mark.parametrize(
    ("source", "is_off_at_the_end"),
    [
        ("# fmt: off\nx  =  1\n", True),
        ("#fmt:off\nx  =  1\n", True),
        ("# yapf: disable\nx  =  1\n", True),
        ("# fmt: off\nx  =  1\n# fmt: on\nx  =  1\n", False),
        ("# fmt: off\nx  =  1\n# yapf: enable\nx  =  1\n", False),
        ("# fmt: off\nif y:\n    # fmt: on\n    x  =  1\nx  =  1\n", True),
        ("if y:\n    # fmt: off\n    x  =  1\n# fmt: on\nx  =  1\n", False),
        ("y = 1  # fmt: off\nx  =  1\n", False),
        ("# fmt: off because\nx  =  1\n", False),
        ("# why # fmt: off\nx  =  1\n", False),
        ("# FMT: off\nx  =  1\n", False),
        ("y = 1  # fmt: skip\nx  =  1\n", False),
    ],
)
def test_what_keeps_the_formatter_off_to_the_end_is_found(tmp_path, source, is_off_at_the_end):
    file = tmp_path / "x.py"
    file.write_text(source, encoding="utf-8")
    run_tool("ruff", "format", "--isolated", "--no-cache", str(file))
    assert file.read_text(encoding="utf-8").endswith("x  =  1\n") is is_off_at_the_end
    assert is_found(source) is is_off_at_the_end


def test_what_the_messages_recommend_prints_the_codes(tmp_path):
    file = tmp_path / "x.py"
    file.write_text(
        "# ruff: disable[E401]\nimport os, sys  # noqa: F401\nx: int = ''  # type: ignore\n"
        "# ruff: enable[E401]\n",
        encoding="utf-8",
    )
    ruff = ["--isolated", "--no-cache", "--select", "E401,F401", "--ignore-noqa"]
    linted = run_tool("ruff", "check", *ruff, "--output-format", "concise", str(file))
    assert {"E401", "F401"} <= set(re.findall(r"\b[EF]\d+\b", linted))
    mypy = ["--config-file=", "--cache-dir", str(tmp_path / "cache")]
    typed = run_tool("mypy", *mypy, "--enable-error-code", "ignore-without-code", str(file))
    assert 'consider "type: ignore[assignment]"' in typed
