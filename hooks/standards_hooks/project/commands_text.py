"""The modules that commands name: those of servers and workers, and those that `python -m` runs.

Commands are read as a shell, a list of YAML or the brackets of a Dockerfile write them: quotes and
brackets separate words here, nothing is expanded, and what is not understood names nothing.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from itertools import pairwise


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


INTERPRETERS = ("python", "pypy", "coverage", "debugpy", "viztracer", "scalene", "ddtrace-run")
"""Programs, or how their names begin, that run the module after `-m`."""
PROGRAMS = frozenset(
    {
        "arq",
        "celery",
        "daphne",
        "dramatiq",
        "faust",
        "fastapi",
        "flask",
        "granian",
        "gunicorn",
        "huey_consumer",
        "huey_consumer.py",
        "hypercorn",
        "litestar",
        "quart",
        "sanic",
        "taskiq",
        "uvicorn",
        "uwsgi",
        "waitress-serve",
    }
)
"""Programs whose arguments name a module: `app.main:app`, `app.worker.Settings`."""
APP_OPTIONS = ("-A", "--app", "-w", "--module", "--wsgi-file")
DIRECTORY_OPTIONS = ("--app-dir", "--chdir", "--working-dir", "--workdir")
SETTINGS = frozenset({"APP_MODULE", "CELERY_APP", "DJANGO_SETTINGS_MODULE", "FLASK_APP"})
"""Variables of the environment that name a module."""
PYTHONPATH = "PYTHONPATH"
NAMING = (PYTHONPATH, *SETTINGS, *PROGRAMS, *INTERPRETERS)
"""Words of which one stands in every text that names a module or a root."""
BLANKS = str.maketrans(dict.fromkeys("\"'[](),`", " "))
SEPARATOR = re.compile(r"&&|\|\||[;|&]")
MODULE = re.compile(r"[A-Za-z_]\w*+(?:\.[A-Za-z_]\w*+)*+(?P<object>:[A-Za-z_][\w.]*+)?+")
ASSIGNMENT = re.compile(r"(?P<name>[A-Za-z_]\w*+)=(?P<value>\S*+)")


@dataclass(frozen=True)
class NamedModule:
    """A module that a command names.

    Attributes:
        name: The dotted name; its last part may be something in the module.
        directory: Where the command runs, from where the text begins.
        paths: The directories of `PYTHONPATH`, from there too.
        line: The line in the text, counted from 1.
    """

    name: str
    directory: str
    paths: tuple[str, ...]
    line: int


def names_modules(text: str) -> bool:
    """Return whether a text may name a module or a root, by the words that it must have then."""
    return any(word in text for word in NAMING)


class CommandReader:
    """Reads the commands of one text, one after another.

    Attributes:
        modules: The modules that were named.
        paths: The directories that `PYTHONPATH` was set to, from where the text begins.
    """

    def __init__(self) -> None:
        """Begin where the text begins."""
        self.modules: list[NamedModule] = []
        self.paths: list[str] = []
        self._directory = ""

    def read(self, text: str) -> None:
        """Read a text.

        Args:
            text: Commands in lines.
        """
        words: list[str] = []
        first = 1
        for number, line in enumerate(text.split("\n"), 1):
            is_continued = line.rstrip().endswith("\\")
            parts = SEPARATOR.split(line.rstrip().rstrip("\\"))
            for part in parts[:-1]:
                self._read_command([*words, *_words(part)], first if words else number)
                words = []
            first = first if words else number
            words += _words(parts[-1])
            if not is_continued:
                self._read_command(words, first)
                words = []
        self._read_command(words, first)

    def _read_command(self, words: list[str], line: int) -> None:
        if words[:1] == ["cd"] and len(words) > 1:
            self._directory = posixpath.join(self._directory, words[1])
            return
        directory = self._directory
        for option, value in pairwise(words):
            if option in DIRECTORY_OPTIONS:
                directory = posixpath.join(directory, value)
        named = list(_modules_of(words))
        paths: list[str] = []
        for word in words:
            assigned = ASSIGNMENT.fullmatch(word)
            if assigned is None:
                continue
            if assigned["name"] == PYTHONPATH:
                paths += paths_in(assigned["value"], directory)
            elif assigned["name"] in SETTINGS and MODULE.fullmatch(assigned["value"]):
                named.append(assigned["value"])
        self.paths += paths
        for name in named:
            module = name.partition(":")[0]
            self.modules.append(NamedModule(module, directory, tuple(paths), line))


def paths_in(value: str, directory: str) -> list[str]:
    """Return the directories that a value of `PYTHONPATH` names, variables left out.

    Args:
        value: The directories, with colons between them.
        directory: Where relative ones begin.
    """
    parts = value.removeprefix("$PWD/").replace("$(pwd)", "").split(":")
    return [posixpath.join(directory, part) for part in parts if part and "$" not in part]


def _words(part: str) -> list[str]:
    words = part.translate(BLANKS).split()
    end = next((at for at, word in enumerate(words) if word.startswith("#")), len(words))
    return words[:end]


def _modules_of(words: list[str]) -> Iterator[str]:
    """Yield the modules that the words of one command name."""
    program = ""
    before = ""
    for word in words:
        name = posixpath.basename(word)
        matched = MODULE.fullmatch(word)
        if before == "-m" and program.startswith(INTERPRETERS) and matched:
            yield word
            program = name
        elif program not in PROGRAMS and (name in PROGRAMS or name.startswith(INTERPRETERS)):
            program = name
        elif program in PROGRAMS:
            option, equals, value = word.partition("=")
            if equals and option in APP_OPTIONS and MODULE.fullmatch(value):
                yield value
            elif matched and (before in APP_OPTIONS or "." in word or matched["object"]):
                yield word
        before = word
