"""Questions to git, which only read."""

from __future__ import annotations

import os
import subprocess

from standards_hooks.core.errors import ConfigurationError


def ask(root: str, *arguments: str) -> bytes:
    """Return what git answers about a repository.

    Args:
        root: The root of the repository; git is asked nowhere else.
        arguments: A subcommand that only reads, and its options; paths start from the root.

    Returns:
        The standard output of git.

    Raises:
        ConfigurationError: If git cannot be run, or fails.
    """
    command = ["git", *arguments]
    try:
        answer = subprocess.run(command, cwd=root, capture_output=True, check=True)  # noqa: S603 - git, asked about paths of ours
    except OSError as error:
        raise ConfigurationError(root, f"git cannot be run: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        reason = os.fsdecode(error.stderr).strip().partition("\n")[0]
        raise ConfigurationError(root, f"git {arguments[0]} failed: {reason}") from error
    return answer.stdout
