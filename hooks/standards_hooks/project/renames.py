"""Files that were renamed since a certain file last changed, as far as git knows."""

from __future__ import annotations

import os

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.project import git
from standards_hooks.project.repository import Repository


def renames_since_change(path: str) -> dict[str, str]:
    """Return how files were renamed since the last commit that changed a file.

    git detects a rename by the similarity of two files (`git diff-index --find-renames`). Staged
    and committed renames count, those of untracked files do not.

    Args:
        path: Absolute path of the file; the renames are those below its directory.

    Returns:
        The new path of each old one, both from the directory of the file; empty without git and
        for a file that was never committed.
    """
    directory = os.path.dirname(path)
    repository = Repository.around(directory)
    try:
        listed = _renames_in(repository, repository.relative(directory), os.path.basename(path))
    except ConfigurationError:
        return {}
    fields = map(os.fsdecode, listed.split(b"\0")[:-1])
    return {old: new for _, old, new in zip(fields, fields, fields, strict=True)}


def _renames_in(repository: Repository, directory: str, name: str) -> bytes:
    """Return status, old and new name of each renamed file, as git prints them."""
    start = f"{directory}/" if directory else ""
    commit = git.ask(repository.root, "rev-list", "-1", "HEAD", "--", start + name).strip()
    if not commit:
        return b""
    return git.ask(
        repository.root,
        *("diff-index", "--cached", "--find-renames", "--diff-filter=R", "--name-status", "-z"),
        *(f"--relative={start}" if start else "--no-relative", commit.decode()),
    )
