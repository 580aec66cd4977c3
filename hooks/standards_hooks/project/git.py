"""Questions to git, which only read, and which nothing of the repository can turn into a program.

A repository's own `.git/config`, its attributes, and a committed folder that is shaped like a bare
repository can each name programs that git runs. So git is asked in one place: at the root of the
repository, with the git directory given and not searched for, and with every key off that names a
program for a command that reads (git-config(1) of git 2.52). What is asked is plumbing, which
knows neither pagers nor aliases.
"""

from __future__ import annotations

import os
import subprocess

from standards_hooks.core.errors import ConfigurationError


GIT_DIRECTORY = ".git"
CONFIGURATION = (
    "core.alternateRefsCommand=",
    "core.askPass=",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.sshCommand=false",
    "core.useBuiltinFSMonitor=false",
    "credential.helper=",
    "diff.external=",
    "diff.ignoreSubmodules=all",
    "gpg.openpgp.program=false",
    "gpg.program=false",
    "gpg.ssh.defaultKeyCommand=",
    "gpg.ssh.program=false",
    "gpg.x509.program=false",
    "log.showSignature=false",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
    "submodule.recurse=false",
)
"""Keys that the command line sets, and so nothing that git reads can set otherwise."""
ENVIRONMENT = {
    # A missing object of a partial clone would be fetched, and a fetch runs other programs.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
PROGRAM_NAMES = ("git.exe", "git") if os.name == "nt" else ("git",)


def ask(root: str, *arguments: str) -> bytes:
    """Return what git answers about a repository.

    Args:
        root: The root of the repository, the directory that holds `.git`; git is asked nowhere
            else.
        arguments: A subcommand of git's plumbing that only reads, and its options; paths start
            from the root.

    Returns:
        The standard output of git.

    Raises:
        ConfigurationError: If git cannot be run, or fails.
    """
    command = [_program(root), "--no-pager"]
    for setting in CONFIGURATION:
        command += ["-c", setting]
    command += [f"--git-dir={os.path.join(root, GIT_DIRECTORY)}", f"--work-tree={root}", *arguments]
    environment = {**os.environ, **ENVIRONMENT}
    try:
        answer = subprocess.run(  # noqa: S603 - git, asked about paths of ours
            command, cwd=root, env=environment, capture_output=True, check=True
        )
    except OSError as error:
        raise ConfigurationError(root, f"git cannot be run: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        reason = os.fsdecode(error.stderr).strip().partition("\n")[0]
        raise ConfigurationError(root, f"git {arguments[0]} failed: {reason}") from error
    return answer.stdout


def _program(root: str) -> str:
    """Return the path of git.

    Looked up here because Windows, and a `PATH` with a relative directory in it, would find a
    `git` that the repository holds.

    Raises:
        ConfigurationError: If no directory of `PATH` outside the repository holds a git.
    """
    inside = os.path.join(root, "")
    for directory in os.get_exec_path():
        if not os.path.isabs(directory):
            continue
        for name in PROGRAM_NAMES:
            path = os.path.join(directory, name)
            if not path.startswith(inside) and os.access(path, os.X_OK) and os.path.isfile(path):
                return path
    raise ConfigurationError(root, "git cannot be run: no directory of PATH holds it")
