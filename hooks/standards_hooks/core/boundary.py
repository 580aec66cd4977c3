"""Where a repository ends, which neither reading nor writing passes by a link of its own.

Imported where a link is met, and where something is written.
"""

from __future__ import annotations

import os


def root_around(directory: str) -> str | None:
    """Return the root of the repository that a directory is in, by the way it is named.

    A directory that is a link is a root only where no other is above it: a link of a repository
    may lead to another repository.

    Args:
        directory: An absolute directory.

    Returns:
        The nearest directory with `.git` that is no link; without one, the outermost link with
        `.git`; None where there is no repository.
    """
    linked_root = None
    candidate, below = directory, ""
    while candidate != below:
        if os.path.lexists(os.path.join(candidate, ".git")):
            if not os.path.islink(candidate):
                return candidate
            linked_root = candidate
        candidate, below = os.path.dirname(candidate), candidate
    return linked_root


def leaves_repository(path: str) -> bool:
    """Return whether a path leads out of the repository that it is named in.

    Args:
        path: An absolute path of a file.

    Returns:
        Whether it does, by a link; False where there is no repository to leave.
    """
    root = root_around(os.path.dirname(path))
    if root is None:
        return False
    outer = os.path.realpath(root).rstrip(os.sep) + os.sep
    return not os.path.realpath(path).startswith(outer)
