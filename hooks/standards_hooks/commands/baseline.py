"""`standards baseline`: records the findings of old code, and keeps the record up to date.

Hooks only read a baseline; this command is the only writer.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass

from standards_hooks.core.errors import ConfigurationError, UncheckableFileError
from standards_hooks.core.wording import bounded, counted, shortened
from standards_hooks.engine.known_findings import (
    FILE_NAME,
    MAX_SIZE,
    TOO_LARGE,
    EntriesIn,
    counted_entries,
    read_baseline,
    text_of,
)
from standards_hooks.engine.moved_files import origins_of
from standards_hooks.engine.output import write_error, write_lines
from standards_hooks.engine.repository_check import checked_repository
from standards_hooks.engine.running import CLEAN, FOUND, MISCONFIGURED, line_of
from standards_hooks.engine.writing import UnwritableError, write_file
from standards_hooks.project.renames import renames_since_change
from standards_hooks.project.repository import Repository
from standards_hooks.rules import HOOK_IDS, load_hook
from standards_hooks.syntax.reading import read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Value
    from standards_hooks.engine.checking import Checker
    from standards_hooks.engine.hook import Hook
    from standards_hooks.engine.known_findings import Entry

    type Entries = Counter[Entry]


PROGRAM = "standards baseline"
LIST = b"findings"
WRITE, PRUNE, CHECK = "write", "prune", "check"
ACTIONS = {
    WRITE: "record today's findings",
    PRUNE: "remove what has been fixed",
    CHECK: "say what is fixed and still recorded; with --strict, fail",
}
"""The actions, and what each does."""


@dataclass(frozen=True)
class Baseline:
    """One baseline of a repository, before and after a check of the whole.

    Attributes:
        place: Absolute path of the file.
        recorded: What it holds, under the current names of the files.
        written: What it holds as it is written; None where there is no list of findings yet.
        found: What was found now.
    """

    place: str
    recorded: Entries
    written: Entries | None
    found: Entries

    @property
    def shown(self) -> str:
        """The path as messages give it."""
        return os.path.relpath(self.place)

    @property
    def new(self) -> Entries:
        """What was found and is not recorded."""
        return self.found - self.recorded

    @property
    def fixed(self) -> Entries:
        """What is recorded and was not found."""
        return self.recorded - self.found


def run(
    action: str,
    directory: str,
    overrides: Mapping[str, Value],
    *,
    accepts_new: bool = False,
    is_strict: bool = False,
) -> int:
    """Write, prune or check the baselines of a repository.

    Args:
        action: One of `ACTIONS`.
        directory: A directory of the repository.
        overrides: Values of options from the command line.
        accepts_new: Whether `write` records what is new in a baseline that is there already.
        is_strict: Whether `check` fails where something fixed is still recorded.

    Returns:
        0, or 1 where `check` or `write` refuses, or a file could not be checked.

    Raises:
        ConfigurationError: If a baseline, or the configuration, is wrong.
    """
    root, checker = checked_repository(
        directory, _hooks(), HOOK_IDS, overrides, may_lack_baseline=action == WRITE
    )
    if checker.errors:
        for error in checker.errors:
            write_error(f"{PROGRAM}: {error}")
        return MISCONFIGURED
    baselines = _baselines(root, checker)
    if not baselines:
        write_lines(["nothing to record"])
    if action == CHECK:
        return max([_check(each, is_strict=is_strict) for each in baselines], default=CLEAN)
    if action == PRUNE:
        for each in baselines:
            _write(each, each.recorded & each.found)
        return CLEAN
    if not accepts_new and _refuse_new(baselines, checker):
        return FOUND
    for each in baselines:
        _write(each, each.found)
    left = [finding for finding in checker.findings if not checker.baseline_of(finding)]
    write_lines(line_of(finding) for finding in sorted(left, key=lambda each: each.order()))
    return FOUND if left else CLEAN


def _baselines(root: str, checker: Checker) -> list[Baseline]:
    """Return the baselines of a repository, and those that its findings would need."""
    findings: dict[str, list[Finding]] = {}
    for finding in checker.findings:
        place = checker.baseline_of(finding)
        if place:
            findings.setdefault(place, []).append(finding)
    found = {place: counted_entries(each, EntriesIn(place)) for place, each in findings.items()}
    present = (*_files_in(root), *checker.named_baselines())
    places = found.keys() | {place for place in present if os.path.isfile(place)}
    baselines = []
    for place in sorted(places):
        written = read_baseline(place)
        now = found.get(place, Counter())
        recorded = _under_current_names(written, now, place)
        baselines.append(Baseline(place, recorded, written if _has_list(place) else None, now))
    return baselines


def _has_list(place: str) -> bool:
    """Return whether a file has a list of findings, be it an empty one.

    One without it only says that its directory is to have a baseline of its own.
    """
    return os.path.isfile(place) and LIST in read_source(place, MAX_SIZE)


def _under_current_names(written: Entries, found: Entries, place: str) -> Entries:
    """Return the entries of a baseline under the current names of files that have moved."""
    by_git = renames_since_change(place)
    origins = origins_of(found, written, os.path.dirname(place), lambda: by_git)
    new_names = {(old, hook): new for (new, hook), old in sorted(origins.items())}
    current: Entries = Counter()
    for (path, hook, symbol), number in written.items():
        name = new_names.get((path, hook)) or by_git.get(path, path)
        current[name, hook, symbol] += number
    return current


def _refuse_new(baselines: Sequence[Baseline], checker: Checker) -> bool:
    """Print what baselines that are there do not hold; return whether there is any."""
    new = {each.place: each.new for each in baselines if each.written is not None}
    entries = {place: EntriesIn(place) for place in new}
    refused = [
        finding
        for finding in checker.findings
        if (place := checker.baseline_of(finding)) in new
        and any(new[place][entry] > 0 for entry in entries[place].of(finding))
    ]
    if not refused:
        return False
    write_lines(line_of(finding) for finding in sorted(refused, key=lambda each: each.order()))
    number = sum(entries.total() for entries in new.values())
    them = "it" if number == 1 else "them"
    advice = f"fix {them}, or record {them} with `{PROGRAM} {WRITE} --accept-new`"
    write_lines([f"{counted(number, 'new finding')}, nothing is written: {advice}"])
    return True


def suggest(directory: str) -> None:
    """Print how many findings `standards init --adopt` would record, if there are any.

    Args:
        directory: A directory of the repository; nothing is printed where its configuration or a
            baseline is wrong, or git fails.
    """
    try:
        _, checker = checked_repository(directory, _hooks(), HOOK_IDS, {})
    except ConfigurationError:
        return
    new = checker.findings_beyond_baseline()
    if checker.errors:
        return
    number = sum(bool(checker.baseline_of(finding)) for finding in new)
    if number:
        them = "it" if number == 1 else "them"
        write_lines(
            [f"{counted(number, 'finding')} today: `standards init --adopt` records {them}"]
        )


def _hooks() -> list[Hook]:
    return [load_hook(hook_id) for hook_id in HOOK_IDS]


def _files_in(root: str) -> list[str]:
    """Return the baselines with the default name in a repository."""
    files = Repository(root).files
    return [os.path.join(root, path) for path in files if os.path.basename(path) == FILE_NAME]


def _write(baseline: Baseline, new: Entries) -> None:
    """Write a baseline if it changes, and print what has changed."""
    place, shown = baseline.place, baseline.shown
    if baseline.written == new:
        write_lines([f"{shown} is up to date: {_counted(new)}"])
        return
    content = text_of(new).encode()
    if len(content) > MAX_SIZE:
        raise ConfigurationError(shown, f"it would be {TOO_LARGE}")
    before = None
    try:
        if os.path.lexists(place):
            before = read_source(place, MAX_SIZE)
            if b"\r\n" in before:
                content = content.replace(b"\n", b"\r\n")
        write_file(place, before, content)
    except UncheckableFileError as error:
        raise ConfigurationError(shown, f"it {error.reason}") from error
    except UnwritableError as error:
        raise ConfigurationError(shown, str(error)) from error
    write_lines([f"Wrote {shown}: {_counted(new)}{_changes(baseline, new)}"])


def _changes(baseline: Baseline, new: Entries) -> str:
    """Return how many entries were added and removed, as ` (+2 -1)`; empty for a new file."""
    if baseline.written is None:
        return ""
    added, removed = new - baseline.recorded, baseline.recorded - new
    moved = (baseline.recorded - baseline.written).total()
    renamed = f", {moved} under new names" if moved else ""
    return f" (+{added.total()} -{removed.total()}{renamed})"


def _counted(entries: Entries) -> str:
    files = len({path for path, _, _ in entries})
    return f"{counted(entries.total(), 'finding')} in {counted(files, 'file')}"


def _check(baseline: Baseline, *, is_strict: bool) -> int:
    """Print what was fixed and is still recorded; return the exit code."""
    fixed = baseline.fixed
    if not fixed:
        return CLEAN
    if is_strict:
        for (path, hook, symbol), number in sorted(fixed.items()):
            about = f" of `{symbol}`" if symbol else ""
            message = f"{counted(number, 'finding')} of {shortened(hook)}{about} in `{path}` fixed"
            write_lines([f"{baseline.shown}: {bounded(message)}"])
    number = fixed.total()
    are = "finding is" if number == 1 else "findings are"
    advice = f"`{PROGRAM} {PRUNE}` removes {'it' if number == 1 else 'them'}"
    write_lines([f"{baseline.shown}: {number} recorded {are} fixed: {advice}"])
    return FOUND if is_strict else CLEAN
