"""`standards init`: the sample configuration, written into a repository or added to its own."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from importlib import metadata

from standards_hooks import __version__
from standards_hooks.commands.init_completion import CONFIGURATION, completed, sample
from standards_hooks.core.errors import ConfigurationError, UncheckableFileError
from standards_hooks.engine import output
from standards_hooks.engine.file_fixes import difference
from standards_hooks.engine.writing import UnwritableError, write_file
from standards_hooks.project.repository import Repository
from standards_hooks.syntax.reading import read_source


COMMAND = "standards init"
MAX_SIZE = 1024 * 1024
DISTRIBUTION = "standards-hooks"
INSTALLATION_RECORD = "direct_url.json"
NEXT_STEPS = "Next: `pre-commit install`, and `pre-commit autoupdate` for the revisions"


@dataclass(frozen=True)
class Change:
    """The change of a configuration.

    Attributes:
        path: The configuration.
        old: Its bytes; None where there is none yet.
        new: The bytes to write; the old ones where nothing is missing.
        message: What to print after writing.
    """

    path: str
    old: bytes | None
    new: bytes
    message: str


def planned_change(directory: str, address: str | None, revision: str | None) -> Change:
    """Return what `standards init` changes in a repository; nothing is written.

    Args:
        directory: A directory of the repository.
        address: URL of the repository of these hooks; None for the one they were installed from.
        revision: Tag or commit of it; None for the installed one, or the version's tag.

    Raises:
        ConfigurationError: If there is no repository, the address is unknown, or an existing
            configuration cannot be read or completed.
    """
    path = os.path.join(_root_of(directory), CONFIGURATION)
    old = _read(path)
    installed_address, installed_revision = _installed_from()
    text = "" if old is None else _decode(old)
    address = address or installed_address
    revision = revision or installed_revision or f"v{__version__}"
    if address is None:
        reason = "unknown address of these hooks: give their repository with `--repo URL`"
        raise ConfigurationError(COMMAND, reason)
    whole = sample(address, revision)
    if old is None:
        return Change(path, None, whole.encode(), f"Wrote {CONFIGURATION}")
    completion = completed(text, whole)
    message = f"Added to {CONFIGURATION}: {', '.join(completion.added)}"
    return Change(path, old, completion.text.encode(), message)


def show(change: Change) -> None:
    """Print a change as a difference."""
    if change.old == change.new:
        _print_complete()
    else:
        output.write_difference(difference(CONFIGURATION, change.old or b"", change.new))


def write(change: Change) -> None:
    """Write a change, and print what was done.

    Args:
        change: The configuration before and after.

    Raises:
        ConfigurationError: If the file cannot be written.
    """
    if change.old == change.new:
        _print_complete()
        return
    try:
        write_file(change.path, change.old, change.new)
    except UnwritableError as error:
        raise ConfigurationError(CONFIGURATION, str(error)) from error
    output.write_lines([change.message, NEXT_STEPS])


def _print_complete() -> None:
    output.write_lines([f"{CONFIGURATION} is complete"])


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


def _installed_from() -> tuple[str | None, str | None]:
    """Return repository and revision that these hooks were installed from, if pip recorded them.

    pip records an installation from a repository (PEP 610). pre-commit installs from a local clone,
    whose address is of no use to anyone else.
    """
    try:
        record = metadata.distribution(DISTRIBUTION).read_text(INSTALLATION_RECORD)
    except metadata.PackageNotFoundError:
        return None, None
    origin = json.loads(record) if record else {}
    is_repository = "vcs_info" in origin and not str(origin["url"]).startswith("file:")
    if not is_repository:
        return None, None
    info = origin["vcs_info"]
    return origin["url"], info.get("requested_revision") or info["commit_id"]
