"""How a Dockerfile installs the project's dependencies: with uv, from the lock file."""

from __future__ import annotations

import re
import shlex

from standards_hooks.core.wording import shortened
from standards_hooks.project.dockerfiles import SHELLS
from standards_hooks.project.violation import Violation
from standards_hooks.rules.toolchain_drift.managers import UV_CLAUSE


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.project.dockerfiles import Dockerfile


PIP = re.compile(r"(?:.*/)?pip(?:\d(?:\.\d+)?)?")
PYTHON = re.compile(r"(?:.*/)?python(?:\d(?:\.\d+)?)?")
ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
REDIRECTION = re.compile(r"\d*[<>]")
SEPARATORS = ";&|()\n"
"""Characters that end a command; quoted ones do not."""
BEFORE_COMMAND = frozenset({"if", "then", "else", "elif", "do", "while", "!", "{"})
WRAPPERS = frozenset(
    {"sudo", "env", "exec", "time", "nice", "gosu", "su-exec", "conda", "mamba", "micromamba"}
)
"""Commands that run the command in their arguments, after options of their own."""
INSTALLERS = frozenset({"uv", "pip", "setuptools", "wheel", "pipx"})
"""Installers, which pip may install."""
WITH_VALUE = frozenset(
    {
        *("-c", "--constraint", "-i", "--index-url", "--extra-index-url", "-f", "--find-links"),
        *("-t", "--target", "--prefix", "--root", "--trusted-host", "--timeout", "--proxy"),
        *("--cache-dir", "--retries", "--progress-bar", "--python", "--platform", "--only-binary"),
    }
)
"""Options of pip whose value is the next word."""
FROM_ELSEWHERE = ("-r", "--requirement", "-e", "--editable")
FROM_LOCK = frozenset({"--frozen", "--locked"})
LONGEST = 50_000
"""The most characters of a command whose quotes are read; `shlex` is slow."""
SHOWN = 5
"""The most packages in a message."""
LONGEST_SHOWN = 60
"""The most characters of the requirements that a message shows."""
IMAGE_CLAUSE = "Python Version, Dockerfile"
LOCKED_BY_ENV = re.compile(r"\bUV_(?:FROZEN|LOCKED)[= ]\s*[\"']?(?:1|true)", re.IGNORECASE)


def command_violations(path: str, dockerfile: Dockerfile) -> Iterator[Violation]:
    """Yield what a Dockerfile installs without uv, or without the lock file.

    Args:
        path: The Dockerfile, relative to the project's directory.
        dockerfile: Its content.
    """
    is_locked = is_locked_by_environment(dockerfile)
    for words, line in commands_in(dockerfile):
        names = installed_by_pip(words)
        if names:
            shown = " ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
            shown = shortened(shown, LONGEST_SHOWN)
            message = (
                f"pip installs `{shown}`; uv is the only package manager ({UV_CLAUSE}): write "
                "`RUN uv sync --frozen --no-dev`, and list it in `pyproject.toml`"
            )
            yield Violation("uv-alone", path, message, line)
        elif not is_locked and is_unlocked_sync(words):
            message = (
                "`uv sync` may change `uv.lock`; an image has to be built from the lock file "
                f"({IMAGE_CLAUSE}): write `uv sync --frozen`, or `--locked`"
            )
            yield Violation("uv-frozen", path, message, line)


def commands_in(dockerfile: Dockerfile) -> Iterator[tuple[list[str], int]]:
    """Yield the words of each command that a Dockerfile runs, and the line of its instruction.

    Only instructions with `pip` or `uv` in them are split into commands.
    """
    for instruction in dockerfile.instructions:
        is_install = "pip" in instruction.value or "uv" in instruction.value
        if instruction.name == "RUN" and is_install:
            for words in _commands(instruction.value):
                yield words, instruction.line


def installed_by_pip(words: list[str]) -> list[str]:
    """Return what a command installs with pip, except for installers; `uv pip` is uv.

    Args:
        words: The words of the command.
    """
    if PYTHON.fullmatch(words[0]) and words[1:3] == ["-m", "pip"]:
        words = words[2:]
    if PIP.fullmatch(words[0]) is None or "install" not in words:
        return []
    names = []
    pending = iter(words[words.index("install") + 1 :])
    for word in pending:
        if REDIRECTION.match(word):
            break
        if word in WITH_VALUE:
            next(pending, "")
        elif word in FROM_ELSEWHERE:
            names.append(f"{word} {next(pending, '')}".rstrip())
        elif word.startswith(FROM_ELSEWHERE) or _is_package(word):
            names.append(word)
    return names


def is_unlocked_sync(words: list[str]) -> bool:
    """Return whether a command is a `uv sync` that may change the lock file."""
    if _base(words[0]) != "uv" or "sync" not in words:
        return False
    is_other = "pip" in words[1 : words.index("sync")]
    return not is_other and FROM_LOCK.isdisjoint(words)


def is_locked_by_environment(dockerfile: Dockerfile) -> bool:
    """Return whether `UV_FROZEN` or `UV_LOCKED` keeps every `uv sync` to the lock file."""
    return any(
        each.name in {"ENV", "ARG", "RUN"} and LOCKED_BY_ENV.search(each.value)
        for each in dockerfile.instructions
    )


def _commands(text: str) -> Iterator[list[str]]:
    """Yield the words of each command in a shell script, without variables and keywords before."""
    words: list[str] = []
    is_comment = False
    for token in [*_tokens(text), "\n"]:
        if token.strip(SEPARATORS):
            is_comment = is_comment or token.startswith("#")
            words += [] if is_comment else [token]
        elif not is_comment or "\n" in token:
            yield from _from_command_on(words)
            words, is_comment = [], False


def _tokens(text: str) -> list[str]:
    lexer = shlex.shlex(text, posix=True, punctuation_chars=SEPARATORS)
    lexer.whitespace, lexer.whitespace_split, lexer.commenters = " \t\r", True, ""
    try:
        return list(lexer) if len(text) < LONGEST else _tokens_unquoted(text)
    except ValueError:  # A quote without an end, such as an apostrophe in a comment.
        return _tokens_unquoted(text)


def _tokens_unquoted(text: str) -> list[str]:
    return [word for part in re.split(r"([;&|()\n]+)", text) for word in part.split(" ") if word]


def _from_command_on(words: list[str]) -> Iterator[list[str]]:
    """Yield the command itself, or those of the script that it passes to a shell."""
    for index, word in enumerate(words):
        if word in BEFORE_COMMAND or ASSIGNMENT.match(word):
            continue
        command = _unwrapped(words[index:])
        script = _script(command)
        yield from _commands(script) if script else [command]
        return


def _unwrapped(words: list[str]) -> list[str]:
    if _base(words[0]) in WRAPPERS:
        for index, word in enumerate(words):
            is_known = _base(word) == "uv" or _base(word) in SHELLS
            if is_known or PIP.fullmatch(word) or PYTHON.fullmatch(word):
                return words[index:]
    return words


def _script(words: list[str]) -> str:
    """Return the script that a command passes to a shell, as `bash -c` does; empty for none."""
    if _base(words[0]) not in SHELLS:
        return ""
    options = [index for index, word in enumerate(words) if re.fullmatch(r"-\w*c", word)]
    return words[options[0] + 1] if options and options[0] + 1 < len(words) else ""


def _base(word: str) -> str:
    return word.rpartition("/")[2]


def _is_package(word: str) -> bool:
    return not word.startswith("-") and _name(word) not in INSTALLERS


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!~;@ ]", requirement, maxsplit=1)[0].lower()
