"""Questions to git, which only read.

`subprocess` brings `threading`, `selectors` and `locale` along: five milliseconds of processor
time, half of what bare Python takes to start. Where the system can start a program by itself it is
asked to; `subprocess` is there for all others, and to say what went wrong.
"""

from __future__ import annotations

import os

from standards_hooks.core.errors import ConfigurationError


GIT = "git"
STANDARD_OUTPUT, STANDARD_ERROR = 1, 2


def answer_of(directory: str, *arguments: str) -> bytes:
    """Return what git says.

    Args:
        directory: Where to ask.
        arguments: What: a subcommand that only reads, and its options.

    Returns:
        Its standard output; nothing where there is no git, no repository, or no such thing.
    """
    try:
        return ask(directory, *arguments)
    except ConfigurationError:
        return b""


def ask(directory: str, *arguments: str) -> bytes:
    """Return what git says, where it has to say something.

    Args:
        directory: Where to ask.
        arguments: What: a subcommand that only reads, and its options.

    Returns:
        Its standard output.

    Raises:
        ConfigurationError: If git cannot be run, or fails.
    """
    answer = _spawned(directory, arguments)
    return _asked_again(directory, arguments) if answer is None else answer


def _spawned(directory: str, arguments: tuple[str, ...]) -> bytes | None:
    """Return what git says; None where it fails, or cannot be started like this."""
    if not hasattr(os, "posix_spawnp"):
        return None
    reading, writing = os.pipe()
    with open(reading, "rb", buffering=0) as stream:
        try:
            process = os.posix_spawnp(
                GIT,
                [GIT, "-C", directory, *arguments],
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, writing, STANDARD_OUTPUT),
                    (os.POSIX_SPAWN_OPEN, STANDARD_ERROR, os.devnull, os.O_WRONLY, 0),
                ],
            )
        except OSError:
            return None
        finally:
            os.close(writing)
        answer = stream.read()
    _, status = os.waitpid(process, 0)
    return answer if status == 0 else None


def _asked_again(directory: str, arguments: tuple[str, ...]) -> bytes:
    """Return what git says, or raise why it says nothing."""
    import subprocess

    command = [GIT, *arguments]
    try:
        answer = subprocess.run(command, cwd=directory, capture_output=True, check=True)  # noqa: S603 - git, asked about paths of ours
    except OSError as error:
        raise ConfigurationError(directory, f"git cannot be run: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        said = os.fsdecode(error.stderr).strip().partition("\n")[0]
        raise ConfigurationError(directory, f"git {arguments[0]} failed: {said}") from error
    return answer.stdout
