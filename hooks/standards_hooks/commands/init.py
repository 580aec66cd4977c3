"""`standards init`: the sample configuration, written into a repository or added to its own."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from importlib import metadata

from standards_hooks.commands.init_completion import (
    CONFIGURATION,
    completed,
    read_configuration,
    sample,
)
from standards_hooks.commands.init_fit import OF_OLD_CODE, Present, fit_of, present_in
from standards_hooks.commands.init_recognition import SUITE
from standards_hooks.commands.init_tools import Tools
from standards_hooks.core.errors import ConfigurationError, UncheckableFileError
from standards_hooks.engine import output
from standards_hooks.engine.file_fixes import difference
from standards_hooks.engine.writing import UnwritableError, write_file
from standards_hooks.project.repository import Repository
from standards_hooks.syntax.reading import read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


COMMAND = "standards init"
MAX_SIZE = 1024 * 1024
DISTRIBUTION = "standards-hooks"
INSTALLATION_RECORD = "direct_url.json"
RELEASE = re.compile(r"\d+(?:\.\d+)*")
TAG = re.compile(r"v?\d+\.\d")
"""How a requested revision begins that is a tag; a branch would change under its users."""
NEXT_STEPS = "Next: `pre-commit install`, and `pre-commit autoupdate` for the revisions"


@dataclass(frozen=True)
class Change:
    """The change of a configuration.

    Attributes:
        path: The configuration.
        old: Its bytes; None where there is none yet.
        new: The bytes to write; the old ones where nothing is missing.
        message: What to print after writing.
        notes: What of the standard was left out or changed, and why, in lines.
    """

    path: str
    old: bytes | None
    new: bytes
    message: str
    notes: Sequence[str] = ()


def planned_change(
    directory: str, address: str | None, revision: str | None, *, is_adopting: bool = False
) -> Change:
    """Return what `standards init` changes in a repository; nothing is written.

    Args:
        directory: A directory of the repository.
        address: URL of the repository of these hooks; None for the one they were installed from.
        revision: Tag or commit of it; None for the installed one.
        is_adopting: Whether hooks that old code would not pass, and that no baseline restrains,
            are added for the stage `manual`.

    Raises:
        ConfigurationError: If there is no repository, address or revision are unknown, or an
            existing configuration cannot be read or completed.
    """
    root = _root_of(directory)
    path = os.path.join(root, CONFIGURATION)
    old = _read(path)
    text = "" if old is None else _decode(old)
    tools = Tools(Repository(root))
    present = Present() if old is None else present_in(read_configuration(text), tools.read)
    fit = fit_of(present, tools, OF_OLD_CODE if is_adopting else ())
    # Where these hooks run already, their entry says where they come from.
    source = ("", "") if present.runs(SUITE) else _source(address, revision)
    whole = sample(*source, fit)
    if old is None:
        return Change(path, None, whole.encode(), f"Wrote {CONFIGURATION}", fit.notes)
    completion = completed(text, present, whole, fit)
    message = f"Added to {CONFIGURATION}: {', '.join(completion.added)}"
    return Change(path, old, completion.text.encode(), message, fit.notes)


def show(change: Change) -> None:
    """Print a change as a difference, and what was left out."""
    if change.old == change.new:
        _print_complete(change)
        return
    output.write_difference(difference(CONFIGURATION, change.old or b"", change.new))
    output.write_lines(change.notes)


def write(change: Change) -> None:
    """Write a change, and print what was done.

    Args:
        change: The configuration before and after.

    Raises:
        ConfigurationError: If the file cannot be written.
    """
    if change.old == change.new:
        _print_complete(change)
        return
    try:
        write_file(change.path, change.old, change.new)
    except UnwritableError as error:
        raise ConfigurationError(CONFIGURATION, str(error)) from error
    output.write_lines([change.message, *change.notes, NEXT_STEPS])


def _print_complete(change: Change) -> None:
    output.write_lines([f"{CONFIGURATION} is complete", *change.notes])


def _root_of(directory: str) -> str:
    """Return the root of a directory's repository, where pre-commit looks for its configuration.

    Raises:
        ConfigurationError: If the directory is not in a git repository.
    """
    root = Repository.around(directory).root
    if not os.path.exists(os.path.join(root, ".git")):
        reason = f"`{directory}` is not in a git repository: run `git init` first"
        raise ConfigurationError(COMMAND, reason)
    return root


def _read(path: str) -> bytes | None:
    """Return the bytes of the configuration; None if it does not exist.

    Raises:
        ConfigurationError: If it exists and cannot be read.
    """
    if not os.path.lexists(path):
        return None
    try:
        return read_source(path, MAX_SIZE)
    except UncheckableFileError as error:
        raise ConfigurationError(CONFIGURATION, f"it {error.reason}") from error


def _decode(source: bytes) -> str:
    """Return the text of the configuration.

    Raises:
        ConfigurationError: If it is not UTF-8.
    """
    try:
        return source.decode()
    except UnicodeDecodeError as error:
        raise ConfigurationError(CONFIGURATION, "it is not UTF-8") from error


def _source(address: str | None, revision: str | None) -> tuple[str, str]:
    """Return repository and revision of these hooks: what was given, else the installed ones.

    Raises:
        ConfigurationError: If one of them is unknown.
    """
    installed_address, installed_revision = _installed_from()
    address = address or installed_address
    if address is None:
        reason = "unknown address of these hooks: give their repository with `--repo URL`"
        raise ConfigurationError(COMMAND, reason)
    revision = revision or installed_revision
    if revision is None:
        reason = "unknown revision of these hooks: give their tag or commit with `--rev REV`"
        raise ConfigurationError(COMMAND, reason)
    return address, revision


def _installed_from() -> tuple[str | None, str | None]:
    """Return repository and revision that these hooks were installed from, as far as known.

    pip and uv record an installation from anywhere but an index (PEP 610). One from a repository
    gives both; one from a directory or an archive may be of no revision at all, and pre-commit's
    own clone has an address of no use to anyone else. What comes from an index is a release, and
    each release has the tag of its version.
    """
    try:
        distribution = metadata.distribution(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return None, None
    record = distribution.read_text(INSTALLATION_RECORD)
    if record is None:
        is_release = RELEASE.fullmatch(distribution.version) is not None
        return None, f"v{distribution.version}" if is_release else None
    origin = json.loads(record)
    info = origin.get("vcs_info")
    if info is None or str(origin["url"]).startswith("file:"):
        return None, None
    requested = str(info.get("requested_revision", ""))
    is_tag = TAG.match(requested) is not None
    return str(origin["url"]), requested if is_tag else str(info["commit_id"])
