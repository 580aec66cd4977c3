"""`standards init --adopt`: what is found today is recorded, so that only what is new is reported.

Three records, each where its kind of finding has one:

- what a project as a whole decides, its configuration and its layout, becomes a waiver in its
  `pyproject.toml`: a person will give it a better reason, or remove it;
- a file that cannot be checked is excluded there, because nothing in it has been found;
- everything else is in the baseline: a waiver would hide the next mistake of its kind, too.

A nested project under the options of another has its findings in the baseline: a table of its own
would take the place of the one that is in force for it.
"""

from __future__ import annotations

import glob
import os
import time

from standards_hooks.commands import baseline
from standards_hooks.core.errors import ConfigurationError, UncheckableFileError
from standards_hooks.core.finding import SUITE
from standards_hooks.core.wording import counted
from standards_hooks.engine.configuration import LARGEST, TOOL
from standards_hooks.engine.output import write_error, write_lines
from standards_hooks.engine.repository_check import checked_repository
from standards_hooks.engine.running import MISCONFIGURED
from standards_hooks.engine.writing import UnwritableError, write_file
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.project.toml_insertion import UninsertableTomlError, with_items, with_keys
from standards_hooks.project.waivers import WAIVERS
from standards_hooks.rules import HOOK_IDS, load_hook
from standards_hooks.syntax.reading import read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.core.finding import Finding
    from standards_hooks.engine.checking import Checker


COMMAND = "standards init"
EXCLUDE = "exclude"
DECIDED_AS_A_WHOLE = frozenset({"project-layout"})
"""The hooks whose findings are about the whole wherever they stand: where tests are, say."""
NEXT_STEPS = "Next: look at the change, `git add` it, and commit"


class Records:
    """What is to be written into the `pyproject.toml` files of a repository.

    Attributes:
        waivers: The keys to waive, by file and hook.
        excluded: The files to exclude, by the file with the table, relative to its directory.
    """

    def __init__(self, root: str) -> None:
        """Begin with nothing.

        Args:
            root: Absolute root of the repository.
        """
        self._root = root
        self.waivers: dict[str, dict[str, dict[str, None]]] = {}
        self.excluded: dict[str, dict[str, None]] = {}

    def add(self, finding: Finding, checker: Checker) -> None:
        """Record a finding, if it is one for a `pyproject.toml`.

        Args:
            finding: A finding that no baseline holds.
            checker: What found it.
        """
        table = self._file_with_table(finding, checker)
        if not table:
            return
        if finding.hook == SUITE:
            if not finding.can_be_known and os.path.basename(finding.path) != PYPROJECT:
                start = os.path.dirname(os.path.abspath(table))
                path = os.path.relpath(os.path.abspath(finding.path), start)
                self.excluded.setdefault(table, {})[glob.escape(path.replace(os.sep, "/"))] = None
        elif finding.can_be_known and _has_waiver(finding) and _is_decision(finding, table):
            keys = self.waivers.setdefault(table, {}).setdefault(finding.hook, {})
            keys[finding.symbol] = None

    def _file_with_table(self, finding: Finding, checker: Checker) -> str:
        """Return the `pyproject.toml` whose table is in force for a finding, or can be.

        Where there is no table yet, it is that of the root; without one, that of the project
        itself. Empty where there is none.
        """
        configuration = checker.configuration_of(finding.path)
        if configuration.path:
            return configuration.path
        of_root = os.path.relpath(os.path.join(self._root, PYPROJECT))
        own = finding.path if os.path.basename(finding.path) == PYPROJECT else ""
        return next((path for path in (of_root, own) if os.path.isfile(path)), "")


def adopt(directory: str) -> int:
    """Record everything that is found in a repository.

    Args:
        directory: A directory of the repository.

    Returns:
        0; 1 where something is left that could not be recorded.

    Raises:
        ConfigurationError: If the configuration or a baseline is wrong, or cannot be written.
    """
    hooks = [load_hook(hook_id) for hook_id in HOOK_IDS]
    root, checker = checked_repository(
        directory, hooks, HOOK_IDS, {}, is_suite=True, may_lack_baseline=True
    )
    if checker.errors:
        for error in checker.errors:
            write_error(f"{COMMAND}: {error}")
        return MISCONFIGURED
    records = Records(root)
    for finding in checker.findings_beyond_baseline():
        records.add(finding, checker)
    for path in sorted({*records.waivers, *records.excluded}):
        _write(path, records)
    code = baseline.run(baseline.WRITE, directory, {})
    write_lines([NEXT_STEPS])
    return code


def _has_waiver(finding: Finding) -> bool:
    """Return whether the symbol of a finding is the key of a waiver."""
    is_of_hook = finding.hook in HOOK_IDS and load_hook(finding.hook).has_waivers
    return is_of_hook and bool(finding.symbol)


def _is_decision(finding: Finding, table: str) -> bool:
    """Return whether a finding is about a project as a whole, not about one of its files."""
    is_in_table = os.path.abspath(finding.path) == os.path.abspath(table)
    return is_in_table or finding.hook in DECIDED_AS_A_WHOLE


def _write(path: str, records: Records) -> None:
    """Add the records of one `pyproject.toml`, and print what was added.

    What its layout leaves no place for, the baseline will hold.
    """
    today = time.strftime("%Y-%m-%d")
    reason = f"before the standard, {today}"
    try:
        old = read_source(path, LARGEST)
        new = old.decode()
        added = []
        excluded = list(records.excluded.get(path, ()))
        if excluded:
            comment = f"could not be checked on {today}"
            new = with_items(new, ("tool", TOOL, EXCLUDE), excluded, comment)
            added.append(f"{counted(len(excluded), 'file')} excluded")
        for hook_id, keys in sorted(records.waivers.get(path, {}).items()):
            table = ("tool", TOOL, hook_id, WAIVERS)
            new = with_keys(new, table, dict.fromkeys(keys, reason))
            added.append(f"{counted(len(keys), 'waiver')} of {hook_id}")
        write_file(path, old, new.encode())
    except UncheckableFileError as error:
        raise ConfigurationError(path, f"it {error.reason}") from error
    except UninsertableTomlError as error:
        write_lines([f"{path} is left as it is: {error}"])
        return
    except UnwritableError as error:
        raise ConfigurationError(path, str(error)) from error
    write_lines([f"Wrote {path}: {', '.join(added)}"])
