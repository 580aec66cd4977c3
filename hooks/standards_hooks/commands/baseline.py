"""`standards baseline`: records the findings of old code, and keeps the record up to date.

Hooks only read a baseline; this command is the only writer.
"""

from __future__ import annotations

import os
from collections import Counter

from standards_hooks.core.errors import ConfigurationError, UncheckableFileError
from standards_hooks.core.wording import bounded, counted, shortened
from standards_hooks.engine.known_findings import (
    FILE_NAME,
    MAX_SIZE,
    TOO_LARGE,
    entry_of,
    read_baseline,
    text_of,
)
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
    from collections.abc import Mapping

    from standards_hooks.core.options import Value
    from standards_hooks.engine.hook import Hook
    from standards_hooks.engine.known_findings import Entry

    type Entries = Counter[Entry]


PROGRAM = "standards baseline"
WRITE, PRUNE, CHECK = "write", "prune", "check"
ACTIONS = {
    WRITE: "record today's findings",
    PRUNE: "remove what has been fixed",
    CHECK: "fail if something fixed is still recorded",
}
"""The actions, and what each does."""


def run(action: str, directory: str, overrides: Mapping[str, Value]) -> int:
    """Write, prune or check the baselines of a repository.

    Args:
        action: One of `ACTIONS`.
        directory: A directory of the repository.
        overrides: Values of options from the command line.

    Returns:
        0, or 1 where `check` found something or a file could not be checked.

    Raises:
        ConfigurationError: If a baseline, or the configuration, is wrong.
    """
    root, checker = checked_repository(directory, _hooks(), HOOK_IDS, overrides)
    if checker.errors:
        for error in checker.errors:
            write_error(f"{PROGRAM}: {error}")
        return MISCONFIGURED
    found: dict[str, Entries] = {}
    for finding in checker.findings:
        place = checker.baseline_of(finding)
        if place:
            found.setdefault(place, Counter())[entry_of(finding, place)] += 1
    present = (*_baselines_in(root), *checker.named_baselines())
    places = found.keys() | {place for place in present if os.path.isfile(place)}
    known = {place: read_baseline(place) for place in sorted(places)}
    code = CLEAN
    for place, old in known.items():
        now = found.get(place, Counter())
        if action == CHECK:
            code = max(code, _check(place, old, now))
        else:
            new = now if action == WRITE else _pruned(old, now, renames_since_change(place))
            _write(place, old, new)
    if not known:
        write_lines(["nothing to record"])
    if action == WRITE:
        left = [finding for finding in checker.findings if not checker.baseline_of(finding)]
        write_lines(line_of(finding) for finding in sorted(left, key=lambda each: each.order()))
        code = FOUND if left else code
    return code


def suggest(directory: str) -> None:
    """Print how many findings `standards baseline write` would record, if there are any.

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
            [f"{counted(number, 'finding')} today: `standards baseline write` records {them}"]
        )


def _hooks() -> list[Hook]:
    """Return the hooks whose findings a baseline may hold."""
    return [hook for hook in map(load_hook, HOOK_IDS) if not hook.has_waivers]


def _baselines_in(root: str) -> list[str]:
    """Return the baselines with the default name in a repository."""
    files = Repository(root).files
    return [os.path.join(root, path) for path in files if os.path.basename(path) == FILE_NAME]


def _pruned(old: Entries, now: Entries, renamed: Mapping[str, str]) -> Entries:
    """Return the entries that are still found, under the current names of their files."""
    moved: Entries = Counter()
    for (path, hook, symbol), number in old.items():
        moved[(renamed.get(path, path), hook, symbol)] += number
    return moved & now


def _write(place: str, old: Entries, new: Entries) -> None:
    """Write a baseline if it changes, and print what has changed."""
    shown = os.path.relpath(place)
    if os.path.isfile(place) and old == new:
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
    gone = old.total() - new.total()
    removed = f", {gone} fewer than before" if gone > 0 else ""
    write_lines([f"Wrote {shown}: {_counted(new)}{removed}"])


def _counted(entries: Entries) -> str:
    files = len({path for path, _, _ in entries})
    return f"{counted(entries.total(), 'finding')} in {counted(files, 'file')}"


def _check(place: str, old: Entries, now: Entries) -> int:
    """Print the entries whose findings were fixed; return the exit code."""
    shown = os.path.relpath(place)
    for (path, hook, symbol), number in sorted((old - now).items()):
        about = f" of `{symbol}`" if symbol else ""
        message = (
            f"{counted(number, 'finding')} of {shortened(hook)}{about} in `{path}` fixed,"
            " but still recorded: run `standards baseline prune`"
        )
        write_lines([f"{shown}: {bounded(message)}"])
    return FOUND if old - now else CLEAN
