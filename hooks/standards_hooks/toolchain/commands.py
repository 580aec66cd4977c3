"""How a Dockerfile installs what the project needs: by uv, from the lock file."""

from __future__ import annotations

import re


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.toolchain.containers import Dockerfile


PIP = re.compile(r"(?:.*/)?pip(?:\d(?:\.\d+)?)?")
PYTHON = re.compile(r"(?:.*/)?python(?:\d(?:\.\d+)?)?")
SEPARATORS = re.compile(r"&&|\|\||[;|\n]")
INSTALLERS = frozenset({"uv", "pip", "setuptools", "wheel", "pipx"})
"""What installs packages, and may be installed by pip itself."""
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
LOCKED_BY_ENV = re.compile(r"\bUV_(?:FROZEN|LOCKED)[= ]\s*[\"']?(?:1|true)", re.IGNORECASE)


def commands_in(dockerfile: Dockerfile) -> Iterator[tuple[list[str], int]]:
    """Yield the words of each command that a Dockerfile runs, and the line of its instruction."""
    for instruction in dockerfile.instructions:
        if instruction.name == "RUN":
            for part in SEPARATORS.split(_shell(instruction.value)):
                words = _words(part)
                if words:
                    yield words, instruction.line


def installed_by_pip(words: list[str]) -> list[str]:
    """Return what a command has pip install, installers left out; `uv pip` is uv.

    Args:
        words: The words of the command.
    """
    if PYTHON.fullmatch(words[0]) and words[1:3] == ["-m", "pip"]:
        words = words[2:]
    if PIP.fullmatch(words[0]) is None or "install" not in words:
        return []
    names = []
    pending = words[words.index("install") + 1 :]
    while pending:
        word = pending.pop(0)
        if word in WITH_VALUE:
            pending = pending[1:]
        elif word.startswith(FROM_ELSEWHERE):
            has_next = word in FROM_ELSEWHERE and pending
            names.append(f"{word} {pending.pop(0)}" if has_next else word)
        elif not word.startswith("-") and _name(word) not in INSTALLERS:
            names.append(word)
    return names


def is_sync_past_the_lock(words: list[str]) -> bool:
    """Tell whether a command is a `uv sync` that may change the lock file."""
    if words[0].rpartition("/")[2] != "uv" or "sync" not in words:
        return False
    is_other = "pip" in words[1 : words.index("sync")]
    return not is_other and FROM_LOCK.isdisjoint(words)


def is_locked_by_environment(dockerfile: Dockerfile) -> bool:
    """Tell whether a variable, `UV_FROZEN` or `UV_LOCKED`, makes every `uv sync` keep the lock."""
    return any(
        each.name in {"ENV", "ARG", "RUN"} and LOCKED_BY_ENV.search(each.value)
        for each in dockerfile.instructions
    )


def _shell(value: str) -> str:
    """Return the command of a `RUN` as text; the form in brackets becomes words."""
    if value.lstrip().startswith("["):
        return " ".join(re.findall(r'"((?:[^"\\]|\\.)*)"', value))
    return value


def _words(part: str) -> list[str]:
    import shlex

    try:
        words = shlex.split(part, comments=True)
    except ValueError:
        words = part.split()
    for index, word in enumerate(words):
        is_prefix = word in {"sudo", "env", "exec", "time"} or word.startswith("--")
        if not is_prefix and not re.match(r"[A-Za-z_]\w*=", word):
            return words[index:]
    return []


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!~;@ ]", requirement, maxsplit=1)[0].lower()
