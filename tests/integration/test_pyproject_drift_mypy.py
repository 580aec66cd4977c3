"""pyproject-drift against mypy itself, over the family of configurations in `mypy_family.py`.

Whether the standard is in force is asked twice: how mypy reads each configuration, by its own code,
and, of those that it reads differently, what it catches in probes that break what one option finds.
Where the hook says otherwise, `drift_differences.toml` says why.
"""

from __future__ import annotations

import contextlib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from standards_hooks.project import mypy_options
from tests.integration.drift_differences import differences_of
from tests.integration.mypy_family import CODES, LAYOUT, PROBE_FILES, family
from tests.integration.mypy_oracle import (
    OFF,
    TESTS,
    RefusedError,
    caught_in,
    is_as_strict,
    reading_of,
)
from tests.unit.drifting_projects import findings_of, repository


if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.mypy_oracle import Reading


pytestmark = pytest.mark.slow


REQUIRED = "as required"
REFUSED = {
    *("exclude: everything", "exclude: no expression", "setup.cfg: excludes nothing"),
    *("mypy.ini: excludes nothing", "mypy.ini beside a table: excludes nothing"),
    *(".mypy.ini: excludes nothing", ".mypy.ini beside a table: excludes nothing"),
}
"""Configurations with which mypy does not run at all."""


@pytest.fixture(scope="module")
def directories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the family, and return the directory of each by its name."""
    root = tmp_path_factory.mktemp("family")
    written = {name: root / str(number) for number, name in enumerate(family())}
    for name, files in family().items():
        repository(written[name], {**LAYOUT, **files})
    return written


@pytest.fixture(scope="module")
def readings(directories: dict[str, Path]) -> dict[str, Reading]:
    """Return how mypy reads each configuration that it takes."""
    taken = {}
    for name, directory in directories.items():
        with contextlib.suppress(RefusedError):
            taken[name] = reading_of(directory)
    return taken


def test_the_standard_is_in_force_where_mypy_reads_it_so(
    directories: dict[str, Path], readings: dict[str, Reading]
) -> None:
    found = {}
    kept = 0
    for name, reading in readings.items():
        is_kept = reading.keeps(readings[REQUIRED], has_pydantic=name.startswith("plugins"))
        kept += is_kept
        if is_kept != (not findings_of(directories[name])):
            found[name] = "in force" if is_kept else "not in force"
    assert found == differences_of("mypy")
    assert kept > len(readings) // 5
    assert len(readings) - kept > len(readings) // 5


def test_mypy_takes_the_configurations_that_it_is_known_to_take(
    directories: dict[str, Path], readings: dict[str, Reading]
) -> None:
    assert directories.keys() - readings.keys() == REFUSED


def test_mypy_catches_in_probes_what_its_reading_of_the_options_promises(
    directories: dict[str, Path], readings: dict[str, Reading]
) -> None:
    """One configuration is tried of those that come to the same for a module with probes."""
    tried: dict[object, tuple[str, str]] = {}
    for name, reading in readings.items():
        for module in PROBE_FILES:
            tried.setdefault((reading.options[module], module in TESTS), (name, module))
        tried.setdefault(reading.is_for_unused, (name, ""))
    names = sorted({REQUIRED, *(name for name, _ in tried.values())})
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        answers = pool.map(caught_in, [directories[name] for name in names])
        caught = dict(zip(names, answers, strict=True))
    assert {code for *_, code in caught[REQUIRED]} == {*CODES, "arg-type", "unused"}
    required = readings[REQUIRED]
    wrong = []
    for name, module in tried.values():
        file = PROBE_FILES.get(module, "configuration")
        lost = {each for each in caught[REQUIRED] - caught[name] if each[0] == file}
        reading = readings[name]
        is_whole = (
            is_as_strict(reading.options[module], required.options[module], module)
            if module
            else reading.is_for_unused
        )
        if is_whole != (not lost):
            wrong.append((name, module))
    # In the application `disallow_untyped_defs` catches all that it does.
    assert wrong == [("disallow_incomplete_defs: false", "app.probes")]


def test_the_codes_that_are_off_are_those_of_the_installed_mypy() -> None:
    assert set(mypy_options.OFF_CODES.split()) == OFF
