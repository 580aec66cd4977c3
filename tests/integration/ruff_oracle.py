"""What Ruff itself says of a configuration: by its settings for a file, and by what it reports.

`ruff check --show-settings` prints the settings that are in force for a file. It is blind to
`pydocstyle` but for the rules that a convention takes away, which show where `D` is selected, and
to the files that are left out; so each file of the project breaks rules and is badly formatted.
"""

from __future__ import annotations

import fnmatch
import functools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from standards_hooks.project.selectors import codes_under, normalised
from tests.unit import drifting_projects


RUFF = str(Path(sys.executable).parent / "ruff")
PROBES = ("src/app/probe.py", "src/app/sub/deep.py")
PACKAGE = "app => Known(FirstParty)"
SELECTORS = tuple(drifting_projects.SELECTORS)
ALLOWED = ("ANN401", "PLR0913", "TRY003", "ISC001")
ALLOWED_IN = {"tests/": ("S101", "ARG", "PLR2004", "ANN"), "alembic/": ("INP001",)}
SHOWING = ("--extend-select", "D", "--no-force-exclude", "--show-settings")
PLAIN = (
    *("linter.line_length", "linter.pycodestyle.max_line_length", "formatter.line_width"),
    *("linter.isort.force_single_line", "linter.isort.lines_after_imports"),
    *("formatter.line_ending", "formatter.indent_style", "formatter.quote_style"),
    *("formatter.magic_trailing_comma", "formatter.docstring_code_format"),
)
"""Settings that must be what they are with the required configuration."""


class RefusedError(Exception):
    """Ruff does not run with a configuration."""


class Answer:
    """What Ruff makes of the configuration of a directory.

    Attributes:
        settings: The settings in force, by probe and name; lists as sets.
        reported: The file, line and code of each violation.
        formatted: The files that it would format.
    """

    def __init__(self, directory: Path) -> None:
        """Ask Ruff.

        Raises:
            RefusedError: If it does not run.
        """
        root = os.path.realpath(directory)
        self.settings = {
            probe: _settings(_run(directory, "check", *SHOWING, probe), root) for probe in PROBES
        }
        report = _run(directory, "check", "--output-format", "json", "--exit-zero", "--no-fix")
        self.reported = frozenset(
            (os.path.relpath(each["filename"], root), each["location"]["row"], each["code"])
            for each in json.loads(report)
        )
        formatted = _run(directory, "format", "--check", "--output-format", "concise")
        self.formatted = frozenset(re.findall(r"^(\S+?\.py)[:\s]", formatted, re.MULTILINE))

    def keeps(self, required: Answer) -> bool:
        """Return whether all of another answer is true of this one too.

        What is no code of the application may be left out as a whole.
        """
        looked_at = {file for file, *_ in self.reported}
        return (
            all(self._has_settings_of(required, probe) for probe in PROBES)
            and self.formatted >= {file for file in required.formatted if _is_of_application(file)}
            and self.reported
            >= {
                each
                for each in required.reported
                if each[2] in required_codes(each[0])
                and (each[0] in looked_at or _is_of_application(each[0]))
            }
        )

    def _has_settings_of(self, required: Answer, probe: str) -> bool:
        own, wanted = self.settings[probe], required.settings[probe]
        excluded = own["file_resolver.exclude"] | own["file_resolver.extend_exclude"]
        return (
            all(own[name] == wanted[name] for name in PLAIN)
            and own["codes"] >= required_codes(probe)
            and _of_docstrings(own["codes"]) == _of_docstrings(wanted["codes"])
            and _version(own["formatter.unresolved_target_version"]) >= (3, 12)
            and (probe != PROBES[0] or own["linter.src"] >= wanted["linter.src"])
            and any(fnmatch.fnmatch(PACKAGE, each) for each in own["linter.isort.known_modules"])
            and {_plain(each) for each in excluded} >= wanted["file_resolver.exclude"]
        )


def required_codes(file: str) -> frozenset[str]:
    """Return the codes that must be on for a file."""
    for directory, allowed in ALLOWED_IN.items():
        if file.startswith(directory):
            return _under(SELECTORS) - _under(ALLOWED) - _under(allowed)
    return _under(SELECTORS) - _under(ALLOWED)


@functools.cache
def _under(selectors: tuple[str, ...]) -> frozenset[str]:
    codes = [codes_under(normalised(each), has_preview=False) for each in selectors]
    return frozenset().union(*codes)


def _is_of_application(file: str) -> bool:
    return file.startswith("src/") and "tests" not in file.split("/")


def _of_docstrings(codes: frozenset[str]) -> frozenset[str]:
    return codes & _under(("D",))


def _version(text: frozenset[str]) -> tuple[int, ...]:
    return tuple(int(part) for part in next(iter(text)).split(".") if part.isdigit())


def _plain(pattern: str) -> str:
    return pattern.removeprefix("./").removeprefix("**/").removesuffix("/**").rstrip("/")


def _run(directory: Path, *arguments: str) -> str:
    answer = subprocess.run(  # noqa: S603
        [RUFF, arguments[0], "--no-cache", *arguments[1:]],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )
    if answer.returncode not in (0, 1):
        raise RefusedError(answer.stderr)
    return answer.stdout


def _settings(text: str, root: str) -> dict[str, frozenset[str]]:
    """Return what is printed as `name = value`, or as a list with a line for each value."""
    found: dict[str, frozenset[str]] = {}
    for name, plain, listed in re.findall(
        r"^([a-z0-9_.]+) = (?:[\[{]\n(.*?)^[\]}]|([^\n]*))$", text, re.MULTILINE | re.DOTALL
    ):
        lines = plain.splitlines() if plain else [listed]
        found[name] = frozenset(
            line.strip().rstrip(",").strip('"').removeprefix(f"{root}/") for line in lines
        )
    enabled = found["linter.rules.enabled"]
    found["codes"] = frozenset(line.rpartition("(")[2].rstrip(")") for line in enabled)
    return found
