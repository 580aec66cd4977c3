"""Real processes of the hooks."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


RELATIVE_IMPORTS = (sys.executable, "-m", "standards_hooks.rules.relative_imports")
STANDARDS = (sys.executable, "-m", "standards_hooks.cli")
GIT_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Somebody",
    "GIT_AUTHOR_EMAIL": "somebody@example.org",
    "GIT_COMMITTER_NAME": "Somebody",
    "GIT_COMMITTER_EMAIL": "somebody@example.org",
}
FILE_HOOKS = '[tool.standards-hooks]\nignore = ["project-layout", "pyproject-drift"]\n'
"""A `pyproject.toml` for a few files of which no rule of whole repositories has anything to say."""


def environment(**variables: str) -> dict[str, str]:
    """The environment of the tests without what would lead Python or git astray."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "GIT_", "LC_", "COV_"))
    }
    return {**kept, **GIT_ENVIRONMENT, **variables}


def run(
    command: Sequence[str | bytes | Path],
    directory: Path,
    variables: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end."""
    return subprocess.run(  # noqa: S603
        command,
        cwd=directory,
        env=environment(**(variables or {})),
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def lines(output: bytes) -> list[str]:
    """The lines of an output, which is UTF-8."""
    return output.decode("utf-8").splitlines()


def git(directory: Path, *arguments: str) -> None:
    """Run git."""
    finished = run(("git", *arguments), directory)
    assert finished.returncode == 0, finished.stderr
