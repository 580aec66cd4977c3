"""What mypy itself says of a configuration: by its own reading of it, and by what it catches.

The standard is in force where every module of the application has each required option, none of
the project's files is left out, and mypy passes over nothing that is written.
"""

from __future__ import annotations

import contextlib
import io
import os
from typing import TYPE_CHECKING

from mypy import api
from mypy.errorcodes import error_codes
from mypy.main import process_options

from tests.integration.mypy_family import PYDANTIC, SWITCHES


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mypy.options import Options

    type ModuleOptions = tuple[tuple[object, ...], frozenset[str]]
    type Caught = frozenset[tuple[str, ...]]


APPLICATION = ("app", "app.probes", "app.sub", "app.sub.deep")
TESTS = ("tests", "tests.test_probes")
NOT_BY_MODULE = ("no_implicit_optional", "show_error_codes", "warn_unused_configs")
"""Switches that mypy has by another name, or for all modules at once."""
OPTIONS = (
    *(switch for switch in SWITCHES if switch not in NOT_BY_MODULE),
    *("implicit_optional", "hide_error_codes", "ignore_errors", "strict_optional"),
)
OFF = {code for code, each in error_codes.items() if not each.default_enabled} - {"unused-ignore"}
"""Codes that are off anyway; `warn_unused_ignores` switches its own on."""
PASSES_OVER = ("Unrecognized option", "Not a boolean", "Invalid python version")
"""What mypy says where it passes over what is written."""
LEAST_PYTHON = (3, 12)


class RefusedError(Exception):
    """mypy does not run with a configuration."""


class Reading:
    """How mypy reads the configuration of a directory.

    Attributes:
        options: What is in force for each module, by the names of the options; the codes that are
            disabled are among them.
        python: The version of Python that it checks for, where the configuration says one.
        plugins: The plugins.
        is_for_unused: Whether it names the sections that no module uses.
        modules: The modules that it checks.
        complaint: What it says of the configuration.
    """

    def __init__(self, options: Options, modules: frozenset[str], complaint: str) -> None:
        """Take what mypy makes of its configuration."""
        of = {name: options.clone_for_module(name) for name in (*APPLICATION, *TESTS)}
        self.options = {
            name: (
                tuple(getattr(each, option) for option in OPTIONS),
                frozenset(code.code for code in each.disabled_error_codes) - OFF,
            )
            for name, each in of.items()
        }
        self.is_for_unused = options.warn_unused_configs
        self.python = options.python_version
        self.plugins = frozenset(options.plugins)
        self.modules = modules
        self.complaint = complaint

    def keeps(self, required: Reading, *, has_pydantic: bool) -> bool:
        """Return whether all of another reading is in force in this one too."""
        return (
            self.has_options_of(required)
            and not any(words in self.complaint for words in PASSES_OVER)
            and self.python >= LEAST_PYTHON
            and self.modules >= set(APPLICATION)
            and (not has_pydantic or PYDANTIC in self.plugins)
        )

    def has_options_of(self, required: Reading) -> bool:
        """Return whether each module is checked as strictly as in another reading."""
        return self.is_for_unused and all(
            is_as_strict(self.options[module], required.options[module], module)
            for module in self.options
        )


def is_as_strict(own: ModuleOptions, required: ModuleOptions, module: str) -> bool:
    """Return whether the options of a module are as strict as others; tests may have no types."""
    return own[1] <= required[1] and all(
        value == want or (module in TESTS and option == "disallow_untyped_defs")
        for option, value, want in zip(OPTIONS, own[0], required[0], strict=True)
    )


@contextlib.contextmanager
def inside(directory: Path) -> Iterator[None]:
    """Work in a directory; mypy leaves a variable behind, which goes too."""
    before = os.environ.copy()
    with contextlib.chdir(directory):
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def reading_of(directory: Path) -> Reading:
    """Return how mypy reads the configuration of a directory, without its defaults for Python."""
    said = io.StringIO()
    with inside(directory):
        try:
            sources, options = process_options(["."], stdout=said, stderr=said)
            if options.files:
                sources, options = process_options([], stdout=said, stderr=said)
        except SystemExit as refusal:
            raise RefusedError(said.getvalue()) from refusal
    options.process_error_codes(error_callback=said.write)
    return Reading(options, frozenset(source.module for source in sources), said.getvalue())


def caught_in(directory: Path) -> Caught:
    """Return what mypy catches in the probes: of each error the file, the line and the code.

    That it names the sections which no module uses counts as one more.
    """
    with inside(directory):
        out, _, _ = api.run(["src", "tests", "--no-incremental", "--no-error-summary"])
    errors = [line.split(": error: ") for line in out.splitlines() if ": error: " in line]
    found = {
        (*place.split(":"), message.rpartition("[")[2].removesuffix("]"))
        for place, message in errors
    }
    is_for_unused = ": note: unused section" in out
    return frozenset(found | {("configuration", "1", "unused")} if is_for_unused else found)
