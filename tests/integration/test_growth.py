"""No count makes a rule, a reader or a fix take more than its share: doubled, it doubles the steps.

Steps of the interpreter are counted, not seconds; `benchmarks/growth.py` measures those, and what
C code does inside a step.
"""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from benchmarks.growth_shapes import IN_A_FILE, IN_PYTHON, TREES, Shape, TreeShape

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.syntax.parsing import parse
from tests.fuzz.trial import run_in_process
from tests.unit.counted_steps import steps_of


if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from _pytest.mark import ParameterSet


NUMBER = 12
"""How many of a shape there are, before they are doubled twice."""
OF_AN_OPTION = 600
"""Up to how many steps `--fix` may take more than a check where it fixes nothing."""
NO_PART = 0.02
"""And up to what part of the check's: twice as many of it would not be seen in the growth."""
FEWER = 5
"""The same of files."""
MOST_TIMES = 2.15
"""Exactly linear is twice as many steps; sorting, and tables that grow, take a little more."""
FEW_STEPS = 200
"""Up to how many steps a second dozen may take, and nothing is said about their growth."""
TREE_COMMANDS = (("check", "."), ("baseline", "write"))
IN_PROPORTION_TO_TEXT = 100
"""Up to this bound the size of the file itself grows faster than the number: indentation."""
STILL_GROWING = frozenset(
    {
        "segments of one key",
    }
)
"""Left out here: tomllib looks at what is around each segment of a key, a waiver at each file.
`benchmarks/growth.py` measures both."""


def shapes_of(shapes: Iterable[Shape | TreeShape]) -> list[ParameterSet]:
    """Return shapes as parameters, without those that are known to grow."""
    return [
        pytest.param(shape, id=shape.name)
        for shape in shapes
        if shape.most > IN_PROPORTION_TO_TEXT and shape.name not in STILL_GROWING
    ]


def write(directory: Path, files: dict[str, str]) -> None:
    """Write the files of a shape."""
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def files_of(shape: Shape, number: int) -> dict[str, str]:
    """Return the files of a shape with so many."""
    return {**dict(shape.around), shape.path: shape.text(min(number, shape.most))}


def numbers_for(shape: Shape) -> tuple[int, int, int]:
    """Return how many there are of a shape: one, two and four portions."""
    number = max(NUMBER, shape.least)
    return number, 2 * number, 4 * number


def check(command: tuple[str, ...]) -> None:
    """Run `standards`, which has to come to an end of its own."""
    said = run_in_process(list(command))
    assert "internal error" not in said.text
    assert "Traceback" not in said.errors


def steps(directory: Path, files: dict[str, str], command: tuple[str, ...]) -> int:
    """Return how many steps a command takes over files, which are written anew.

    Args:
        directory: A directory that is not there yet.
        files: What is checked.
        command: How: the arguments of `standards`.
    """
    directory.mkdir()
    write(directory, files)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(directory)
        return steps_of(functools.partial(check, command))


def growth(directory: Path, files: list[dict[str, str]], command: tuple[str, ...]) -> float:
    """Return how many times of the steps for a second portion the two portions after it take.

    Args:
        directory: An empty directory.
        files: What is checked: one, two and four portions of the same.
        command: How: the arguments of `standards`.
    """
    # The first run fills what is looked up once.
    runs = enumerate([files[0], *files])
    counts = [steps(directory / str(number), each, command) for number, each in runs]
    _, once, twice, four = counts
    return (four - twice) / (twice - once) if twice - once > FEW_STEPS else 0.0


def portions(shape: Shape) -> list[dict[str, str]]:
    """Return the files of a shape with one, two and four portions."""
    return [files_of(shape, number) for number in numbers_for(shape)]


IN_CODE, IN_CONFIGURATION = (
    [each for each in IN_A_FILE if each.path.endswith(".py") is is_code]
    for is_code in (True, False)
)


@pytest.mark.threat("bounded")
@pytest.mark.slow
@pytest.mark.parametrize("shape", shapes_of(IN_CODE))
def test_a_check_takes_steps_in_proportion(tmp_path: Path, shape: Shape) -> None:
    assert growth(tmp_path, portions(shape), ("check", shape.path)) <= MOST_TIMES


@pytest.mark.threat("bounded")
@pytest.mark.slow
@pytest.mark.parametrize("shape", shapes_of(IN_CODE))
def test_a_fix_takes_steps_in_proportion(tmp_path: Path, shape: Shape) -> None:
    files = portions(shape)
    fix = ("check", "--fix", shape.path)
    steps(tmp_path / "first", files[0], fix)
    checking = steps(tmp_path / "checked", files[0], ("check", shape.path))
    fixing = steps(tmp_path / "fixed", files[0], fix)
    if fixing - checking <= OF_AN_OPTION + checking * NO_PART:
        return  # It takes what the check takes, whose growth the other test looks at.
    assert growth(tmp_path, files, fix) <= MOST_TIMES


@pytest.mark.threat("bounded")
@pytest.mark.slow
@pytest.mark.parametrize("shape", shapes_of(IN_CONFIGURATION))
def test_checks_before_and_after_a_fix_take_steps_in_proportion(
    tmp_path: Path, shape: Shape
) -> None:
    assert growth(tmp_path, portions(shape), ("check", "--fix", ".")) <= MOST_TIMES


@pytest.mark.threat("bounded")
@pytest.mark.slow
@pytest.mark.parametrize("command", TREE_COMMANDS, ids=" ".join)
@pytest.mark.parametrize("shape", shapes_of(TREES))
def test_a_repository_takes_steps_in_proportion(
    tmp_path: Path, shape: TreeShape, command: tuple[str, ...]
) -> None:
    files = [shape.files(number) for number in (FEWER, 2 * FEWER, 4 * FEWER)]
    assert growth(tmp_path, files, command) <= MOST_TIMES


@pytest.mark.parametrize("shape", IN_PYTHON, ids=lambda shape: shape.name)
def test_a_shape_is_what_it_says(shape: Shape) -> None:
    try:
        parse(shape.text(3).encode())
    except UncheckableFileError:
        assert not shape.is_valid
    else:
        assert shape.is_valid


def test_there_are_shapes_enough_and_each_once() -> None:
    names = Counter(shape.name for shape in (*IN_A_FILE, *TREES))
    assert len(names) >= 60
    assert max(names.values()) == 1
