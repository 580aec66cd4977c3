"""`standards init`: the sample configuration, written into a repository or added to its own."""

from __future__ import annotations

import json
import os
import sys

from standards_hooks import __version__
from standards_hooks.commands.completion import CONFIGURATION, completed, sample
from standards_hooks.core.errors import ConfigurationError, UncheckableFileError


COMMAND = "standards init"
MAX_SIZE = 1024 * 1024
DISTRIBUTION = "standards-hooks"
OWN_RECORD = "direct_url.json"


def init(directory: str, address: str | None, revision: str | None, *, is_trial: bool) -> int:
    """Write `.pre-commit-config.yaml` into a repository, or add what is missing to it.

    Nothing else is written.

    Args:
        directory: A directory of the repository.
        address: Where the repository of these hooks is; None takes where they were installed from.
        revision: Tag or commit of it; None takes the one installed, or the version's tag.
        is_trial: Whether to show what would be written instead.

    Returns:
        0.

    Raises:
        ConfigurationError: If there is no repository, the address is not known, or the
            configuration there cannot be read or added to.
    """
    path = os.path.join(_root_of(directory), CONFIGURATION)
    old = _read(path)
    known_address, known_revision = _installed_from()
    text = "" if old is None else _decode(old)
    address = address or known_address
    revision = revision or known_revision or f"v{__version__}"
    if address is None:
        reason = "where are these hooks kept? give their repository: `--repo URL`"
        raise ConfigurationError(COMMAND, reason)
    whole = sample(address, revision)
    if old is None:
        return _conclude(path, None, whole, "Wrote {}", is_trial=is_trial)
    completion = completed(text, whole)
    if not completion.added:
        sys.stdout.write(f"{CONFIGURATION} has everything\n")
        return 0
    told = f"Added to {{}}: {', '.join(completion.added)}"
    return _conclude(path, old, completion.text, told, is_trial=is_trial)


def _conclude(path: str, old: bytes | None, text: str, told: str, *, is_trial: bool) -> int:
    """Write the new text, or show it, and say what has been done."""
    from standards_hooks.engine.file_fixes import difference

    new = text.encode()
    if is_trial:
        sys.stdout.write(difference(CONFIGURATION, old or b"", new))
        return 0
    from standards_hooks.engine.writing import UnwritableError, write_file

    try:
        write_file(path, old, new)
    except UnwritableError as error:
        raise ConfigurationError(CONFIGURATION, str(error)) from error
    sys.stdout.write(told.format(CONFIGURATION) + "\n")
    sys.stdout.write("Next: `pre-commit install`, and `pre-commit autoupdate` for the revisions\n")
    return 0


def _root_of(directory: str) -> str:
    """Return the root of a directory's repository, where pre-commit looks for its settings.

    Raises:
        ConfigurationError: If it is in none.
    """
    from standards_hooks.project.repository import Repository

    root = Repository.around(directory).root
    if not os.path.exists(os.path.join(root, ".git")):
        reason = f"`{directory}` is in no git repository: `git init` makes one"
        raise ConfigurationError(COMMAND, reason)
    return root


def _read(path: str) -> bytes | None:
    """Return the bytes of the configuration; None where there is none.

    Raises:
        ConfigurationError: If it is there and cannot be read.
    """
    from standards_hooks.syntax.reading import read_source

    if not os.path.lexists(path):
        return None
    try:
        return read_source(path, MAX_SIZE)
    except UncheckableFileError as error:
        raise ConfigurationError(CONFIGURATION, f"it {error.reason}") from error


def _decode(source: bytes) -> str:
    """Return the text of the configuration.

    Raises:
        ConfigurationError: If it is not UTF-8, or begins with a byte-order mark.
    """
    try:
        return source.decode()
    except UnicodeDecodeError as error:
        raise ConfigurationError(CONFIGURATION, "it is not UTF-8") from error


def _installed_from() -> tuple[str | None, str | None]:
    """Return repository and revision that these hooks were installed from, as far as pip knows.

    pip writes it down (PEP 610) where that was a repository; pre-commit installs from a clone of
    its own, which is nobody's address.
    """
    from importlib import metadata

    try:
        record = metadata.distribution(DISTRIBUTION).read_text(OWN_RECORD)
    except metadata.PackageNotFoundError:
        return None, None
    origin = json.loads(record) if record else {}
    is_repository = "vcs_info" in origin and not str(origin["url"]).startswith("file:")
    if not is_repository:
        return None, None
    info = origin["vcs_info"]
    return origin["url"], info.get("requested_revision") or info["commit_id"]
