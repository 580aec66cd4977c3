"""What the hooks of a pre-commit configuration run, whatever their ids are.

A hook is known by its command: by the words of its `entry`, by the script or the target of a
Makefile that they start, and only where these show nothing by its id or alias. Nothing is executed.
"""

from __future__ import annotations

import posixpath
import re
import shlex
from functools import cache

from standards_hooks.project.yaml_document import items_of, text_of, value_at
from standards_hooks.rules import HOOK_IDS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import yaml

    type ReadText = Callable[[str], str]


SUITE = "standards"
SCANNER = "gitleaks"
LOCK = "uv-lock"
LINTER = "ruff-check"
FORMATTER = "ruff-format"
TYPE_CHECKER = "mypy"
"""The programs of the standard, each under the id of its hook in the sample."""

OTHER_FORMATTERS = ("black", "blue", "yapf", "autopep8", "darker")
IMPORT_SORTERS = ("isort", "usort", "reorder-python-imports")
SCANNERS = frozenset(
    {
        *("gitleaks", "gitleaks-docker", "gitleaks-system"),
        *("detect-secrets", "detect-secrets-hook"),
        *("ggshield", "ripsecrets", "talisman", "talisman-commit", "trufflehog"),
    }
)
PROGRAMS = {
    **{name: name for name in (*OTHER_FORMATTERS, *IMPORT_SORTERS)},
    **dict.fromkeys((TYPE_CHECKER, "dmypy"), TYPE_CHECKER),
    **dict.fromkeys(SCANNERS, SCANNER),
    **dict.fromkeys((SUITE, *HOOK_IDS), SUITE),
}
"""Commands, and ids of hooks, that are always the same program."""

NOT_COMMANDS = frozenset({"fail", "pygrep"})
"""Languages of pre-commit whose `entry` is a message, or a pattern."""
KEYWORDS = frozenset({"if", "then", "else", "elif", "do", "while", "until", "time", "!", "{"})
SHELLS = frozenset({"sh", "bash", "zsh", "dash"})
RUNNERS = SHELLS | {
    *("uv", "uvx", "poetry", "pdm", "pipenv", "pipx", "hatch", "rye", "pixi", "conda", "run"),
    *("python", "python3", "py", "env", "nice", "exec", "command", "xargs", "sudo"),
    *("docker", "docker-compose", "podman", "nix", "mise", "$"),
}
"""Commands that run the command among their arguments."""
OTHER_WORK = frozenset({"add", "echo", "install", "pip", "pre-commit", "prek", "pytest", "sync"})
"""Arguments of runners that make of what follows something else than a command."""
MAKE = frozenset({"make", "gmake"})
MAKEFILES = ("GNUmakefile", "makefile", "Makefile")
VERSION = re.compile(r"@.*|\.exe$")
INTERPRETER = re.compile(r"python3?\.\d+")
ASSIGNMENT = re.compile(r"\w+=.*", re.DOTALL)
RULE = re.compile(r"([\w.\- ]+):(?!=)([^=#]*)")
OPERATORS = frozenset("();<>|&")
OTHER_SUBJECTS = frozenset(
    {"nbqa", "version", "versions", "config", "sync", "ignore", "ignores", "no", "ban", "forbid"}
)
"""Words in an id beside a program's name: the hook is about it, or about notebooks alone."""
FORMATTING = frozenset({"fmt", "format", "formatter", "formatting"})
LINTING = frozenset({"check", "fix", "lint", "linter", "linting"})


def programs_of(hook: yaml.Node, read: ReadText) -> frozenset[str]:
    """Return what a hook runs.

    Args:
        hook: The hook, as the configuration has it.
        read: Returns the text of a file of the repository by its path from the root on; nothing
            where there is no such text.

    Returns:
        Names of programs: those of the standard by their ids in the sample, others by their own.
    """
    if text_of(value_at(hook, "language")) in NOT_COMMANDS:
        return frozenset()
    words = _words(text_of(value_at(hook, "entry")))
    if words:
        words += [text_of(item) for item in items_of(value_at(hook, "args"))]
    names = [text_of(value_at(hook, key)) for key in ("id", "alias")]
    stems = [posixpath.splitext(posixpath.basename(word))[0] for word in words[:1] if "/" in word]
    by_name = (program for name in (*names, *stems) for program in _named(name))
    return frozenset(_run_by(words, read)) or frozenset(by_name)


def _run_by(words: Sequence[str], read: ReadText) -> Iterator[str]:
    """Yield the programs that a line of a shell runs, and the scripts and targets that it starts.

    A text is followed once, so that scripts may start each other.
    """
    followed: set[str] = set()
    pending = [words]
    while pending:
        for command in _commands_in(pending.pop()):
            program, started = _meaning_of(command, read)
            if program:
                yield program
            for text in started:
                if text not in followed:
                    followed.add(text)
                    pending += map(_words, text.replace("\\\n", " ").splitlines())


def _words(text: str) -> list[str]:
    """Return the words of a command; operators are words of their own."""
    lexer = shlex.shlex(text, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    try:
        return list(lexer)
    except ValueError:  # A quotation that ends on another line, or never.
        return text.split()


def _commands_in(words: Iterable[str]) -> Iterator[list[str]]:
    """Yield the commands of a line, each without the keywords and assignments in front of it."""
    command: list[str] = []
    for word in words:
        if word and OPERATORS.issuperset(word):
            yield command
            command = []
        elif command or not (word in KEYWORDS or ASSIGNMENT.fullmatch(word)):
            command.append(word)
    yield command


def _meaning_of(command: Sequence[str], read: ReadText) -> tuple[str, list[str]]:
    """Return the program that a command runs, or else the texts of what it starts."""
    started: list[str] = []
    is_in_shell = False
    for position, word in enumerate(command):
        name = _name_of(word)
        rest = command[position + 1 :]
        program = _program(name, rest)
        if program or name in OTHER_WORK:
            return program, started
        is_in_shell = is_in_shell or name in SHELLS
        if name in MAKE:
            recipes = _recipes_in(next(filter(None, map(read, MAKEFILES)), ""))
            started += [recipes[target] for target in rest if target in recipes]
        elif is_in_shell and " " in word:
            started.append(word)
        elif "/" in word or word.endswith(".sh"):
            started.append(read(posixpath.normpath(word)))
        if position == 0 and name not in RUNNERS:
            break
    return "", started


def _name_of(word: str) -> str:
    """Return the name of the command that a word may be.

    A path counts where it leads to programs (`.venv/bin/ruff`) or is an image's
    (`ghcr.io/astral-sh/ruff:0.9`); Hatch puts an environment in front (`lint:ruff`).
    """
    path, _, name = word.rpartition("/")
    if path.startswith("ghcr.io/"):
        return name.partition(":")[0]
    if path and not path.endswith(("bin", "Scripts")):
        return ""
    bare = VERSION.sub("", name.rpartition(":")[2])
    return "python" if INTERPRETER.fullmatch(bare) else bare


def _program(name: str, arguments: Sequence[str]) -> str:
    """Return the program that a command of this name is; nothing for one of no interest."""
    words = [word for word in arguments if not word.startswith("-")]
    if name == "ruff":
        return FORMATTER if "format" in words else LINTER
    if name == "uv" and words[:1] == ["lock"]:
        return LOCK
    if name == "uv" and words[:1] == ["format"]:
        return FORMATTER
    return PROGRAMS.get(name, "")


@cache
def _recipes_in(makefile: str) -> Mapping[str, str]:
    """Return what each target of a Makefile runs, as a script; its prerequisites are made first."""
    recipes: dict[str, list[str]] = {}
    current: list[str] = []
    for line in makefile.replace("\\\n", " ").splitlines():
        rule = RULE.match(line)
        if line.startswith("\t"):
            current.append(line.strip().lstrip("@-+ "))
        elif rule is not None:
            names = rule[1].split()
            current = [f"make {name}" for name in rule[2].split() if name not in names]
            recipes.update(dict.fromkeys(names, current))
    return {name: "\n".join(lines) for name, lines in recipes.items()}


def _named(name: str) -> Iterator[str]:
    """Yield the programs that the id of a hook, or the name of a script, speaks of."""
    known = PROGRAMS.get(name, LOCK if name == LOCK else "")
    if known:
        yield known
        return
    tokens = frozenset(re.split(r"[^a-z0-9]+", name.lower()))
    if not tokens.isdisjoint(OTHER_SUBJECTS):
        return
    if "ruff" in tokens:
        is_formatter = not tokens.isdisjoint(FORMATTING)
        if is_formatter:
            yield FORMATTER
        if not is_formatter or not tokens.isdisjoint(LINTING):
            yield LINTER
    for program in (TYPE_CHECKER, "black", "yapf", "autopep8", "isort"):
        if program in tokens:
            yield program
