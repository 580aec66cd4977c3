"""Questions to git whose answer may be nothing."""

from __future__ import annotations

import subprocess


def answer_of(directory: str, *arguments: str) -> bytes:
    """Return what git says.

    Args:
        directory: Where to ask.
        arguments: What: a subcommand that only reads, and its options.

    Returns:
        Its standard output; nothing where there is no git, no repository, or no such thing.
    """
    try:
        answer = subprocess.run(  # noqa: S603 - git, asked about paths of ours
            ["git", *arguments],  # noqa: S607 - whichever git the user has
            cwd=directory,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return b""
    return answer.stdout
