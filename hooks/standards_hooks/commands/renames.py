"""Which files have another name since the baseline was last written, as far as git knows."""

from __future__ import annotations

import os

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.project import git
from standards_hooks.project.repository import Repository


def renamed_since(baseline: str) -> dict[str, str]:
    """Return the renames of files since the last commit that changed a baseline.

    git finds a rename by the likeness of two files (`git diff-index --find-renames`); staged and
    committed ones count, and those of files that git does not know yet do not.

    Args:
        baseline: Absolute path of the baseline.

    Returns:
        The new path for each old one, both from the baseline's directory; none without git, and
        none for a baseline that was never committed.
    """
    directory = os.path.dirname(baseline)
    repository = Repository.around(directory)
    try:
        listed = _renames_in(repository, repository.relative(directory), os.path.basename(baseline))
    except ConfigurationError:
        return {}
    fields = map(os.fsdecode, listed.split(b"\0")[:-1])
    return {old: new for _, old, new in zip(fields, fields, fields, strict=True)}


def _renames_in(repository: Repository, directory: str, name: str) -> bytes:
    """Return the status, old and new name of each file that a directory knows by another name."""
    start = f"{directory}/" if directory else ""
    commit = git.ask(repository.root, "rev-list", "-1", "HEAD", "--", start + name).strip()
    if not commit:
        return b""
    return git.ask(
        repository.root,
        *("diff-index", "--cached", "--find-renames", "--diff-filter=R", "--name-status", "-z"),
        *(f"--relative={start}" if start else "--no-relative", commit.decode()),
    )
