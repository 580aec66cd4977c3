"""Which files have another name since the baseline was last written, as far as git tells."""

from __future__ import annotations

import os

from standards_hooks.project.git import answer_of


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
    commit = answer_of(directory, "log", "-1", "--format=%H", "--", name).strip()
    if not commit:
        return {}
    parts = answer_of(
        directory,
        *("diff", "--find-renames", "--diff-filter=R", "--name-status", "--relative", "-z"),
        *("--cached", commit.decode(), "--", "."),
    ).split(b"\0")
    renamed = {}
    while len(parts) > len(["status", "old", "new"]) - 1:
        _, old, new, *parts = parts
        renamed[os.fsdecode(old)] = os.fsdecode(new)
    return renamed
