"""Which files have another name since the baseline was last written, as far as git tells."""

from __future__ import annotations

import os
import subprocess


def renamed_since(baseline: str) -> dict[str, str]:
    """Return the renames of files since the last commit that changed a baseline.

    git finds a rename by the likeness of two files (`git diff --find-renames`); staged and
    committed ones count, and those of files that git does not know yet do not.

    Args:
        baseline: Absolute path of the baseline.

    Returns:
        The new path for each old one, both from the baseline's directory; none without git, and
        none for a baseline that was never committed.
    """
    directory, name = os.path.split(baseline)
    commit = _git(directory, "log", "-1", "--format=%H", "--", name).strip()
    if not commit:
        return {}
    parts = _git(
        directory,
        *("diff", "--find-renames", "--diff-filter=R", "--name-status", "--relative", "-z"),
        *("--cached", commit.decode(), "--", "."),
    ).split(b"\0")
    renamed = {}
    while len(parts) > len(["status", "old", "new"]) - 1:
        _, old, new, *parts = parts
        renamed[os.fsdecode(old)] = os.fsdecode(new)
    return renamed


def _git(directory: str, *arguments: str) -> bytes:
    """Return what git says; nothing where it cannot."""
    try:
        answer = subprocess.run(  # noqa: S603 - git, asked about a path of ours
            ["git", *arguments],  # noqa: S607 - whichever git the user has
            cwd=directory,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return b""
    return answer.stdout
