"""What a repository shows of its tools: who installs packages, formats code, checks types.

Read are names of files, `pyproject.toml`, mypy's settings and declarations of dependencies. What
cannot be read shows nothing: `standards init` works in a broken repository, too.
"""

from __future__ import annotations

import posixpath
import re
import shlex
from dataclasses import dataclass
from functools import cached_property

from standards_hooks.core.errors import ConfigurationError, UncheckableFileError
from standards_hooks.project.document import MISSING, document_of
from standards_hooks.project.globs import matches
from standards_hooks.project.layout import is_own, joined, layout_of
from standards_hooks.project.mypy_options import MYPY
from standards_hooks.project.poetry import dependency_tables
from standards_hooks.project.project_files import read_text
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.project.source_roots import SOURCE
from standards_hooks.project.tool_settings import FILES, parse_settings
from standards_hooks.project.versions import read_requirement


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from standards_hooks.project.document import Document
    from standards_hooks.project.repository import Project, Repository
    from standards_hooks.project.toml_notation import Path


@dataclass(frozen=True)
class Manager:
    """A package manager.

    Attributes:
        name: As a sentence names it.
        runner: The words in front of a command that runs in its environment.
        adding: The command that adds mypy to the dependencies of development.
    """

    name: str
    runner: tuple[str, ...]
    adding: str


UV = Manager("uv", ("uv", "run"), "`uv add --dev mypy`")
POETRY = Manager("Poetry", ("poetry", "run"), "`poetry add --group dev mypy`")
PDM = Manager("PDM", ("pdm", "run"), "`pdm add --dev mypy`")
PIPENV = Manager("Pipenv", ("pipenv", "run"), "`pipenv install --dev mypy`")
CONDA = Manager("Conda", (), "add it to the environment")
PIP = Manager("pip", (), "add it to the requirements")
UV_LOCK = "uv.lock"
MARKS = (
    ("poetry.lock", POETRY),
    ("pdm.lock", PDM),
    ("Pipfile", PIPENV),
    ("environment.yml", CONDA),
    ("environment.yaml", CONDA),
    ("*requirements*.txt", PIP),
    ("*requirements*.in", PIP),
    ("requirements/*.txt", PIP),
    ("requirements/*.in", PIP),
)
"""Files of a project that show its package manager, after `uv.lock`, which goes before all."""
NOT_DEVELOPMENT = frozenset({"doc", "docs", "example", "examples", "samples", "vendor"})
"""Directories whose requirements are for readers, or for somebody else's code."""

LISTED = re.compile(r"^[ \t]*+mypy(?![\w.-])", re.MULTILINE)
LOCKED = re.compile(r'^name = "mypy"$', re.MULTILINE)
DECLARATIONS = {
    "*requirements*.txt": LISTED,
    "*requirements*.in": LISTED,
    "requirements/*.txt": LISTED,
    "requirements/*.in": LISTED,
    "setup.cfg": LISTED,
    "setup.py": re.compile(r"""["']mypy(?![\w.-])"""),
    "Pipfile": re.compile(r'^"?mypy"? *=', re.MULTILINE),
    "environment.y*ml": re.compile(r"""^[ \t]*+-[ \t]*+["']?mypy(?![\w.-])""", re.MULTILINE),
    "uv.lock": LOCKED,
    "poetry.lock": LOCKED,
    "pdm.lock": LOCKED,
}
"""How a file beside `pyproject.toml` says that mypy is installed, by globs of its last parts."""

POETRY_TABLE: Path = ("tool", "poetry")
OF_FORMATTERS = {"black": "black", "blue": "blue", "yapf": "yapf", "autopep8": "autopep8"}
OF_SORTERS = {"isort": "isort", "usort": "usort"}
OWN_FILES = {".isort.cfg": "isort", ".style.yapf": "yapf"}
TARGETS = ("files", "packages", "modules")
"""mypy's own settings that name what it checks."""
MANY = 6
"""Packages of which a command names no more, and checks the whole directory instead."""
LARGEST_SCRIPT = 64 * 1024
"""Characters of a script that is read for what it runs."""


@dataclass(frozen=True)
class TypeCheck:
    """How mypy checks a project.

    Attributes:
        directory: The project's, from the repository's root on; empty for the root.
        entry: The command, to be run at the root.
    """

    directory: str
    entry: str


@dataclass(frozen=True)
class Evidence:
    """That a program works on the code here.

    Attributes:
        program: Its name.
        shown_by: What shows it, as a message names it.
    """

    program: str
    shown_by: str


class Tools:
    """The tools of a repository."""

    def __init__(self, repository: Repository) -> None:
        """Take the repository; it is read on demand."""
        self._repository = repository
        self._scripts: dict[str, str] = {}

    def read(self, path: str) -> str:
        """Return the text of a script by its path from the root on; nothing for what is none."""
        if path not in self._scripts:
            place = posixpath.join(self._repository.root, path)
            text = _text_of(place) if path in self._files else ""
            self._scripts[path] = text if len(text) <= LARGEST_SCRIPT else ""
        return self._scripts[path]

    @cached_property
    def is_new(self) -> bool:
        """Whether there is neither Python nor a declaration of dependencies yet."""
        names = [path.rpartition("/")[2] for path in self._files]
        is_python = any(name.endswith((".py", ".pyi")) for name in names)
        is_declared = any(map(_places_of_declaration, self._files))
        return not (is_python or is_declared or PYPROJECT in names)

    @cached_property
    def manager(self) -> Manager | None:
        """The package manager of the root; None where nothing shows one."""
        return next((place.manager for place in self._places if not place.directory), None)

    @cached_property
    def locked_directory(self) -> str | None:
        """The directory that uv locks; None where there is none, or more than one.

        Directly in the root a `[project]` that no other manager claims is enough; deeper only a
        lock file shows that it is uv's.
        """
        if self.manager is UV:
            return ""
        locked = [place.directory for place in self._places if UV_LOCK in place.project.files]
        return locked[0] if len(locked) == 1 else None

    @cached_property
    def type_checks(self) -> list[TypeCheck]:
        """How mypy runs: in the root, if that depends on it, else in each project that does."""
        checks = [
            TypeCheck(place.directory, entry)
            for place in self._places
            for entry in [self._entry_of(place)]
            if entry
        ]
        return checks[:1] if checks and not checks[0].directory else checks

    @cached_property
    def formatters(self) -> list[Evidence]:
        """The formatters beside Ruff's that have settings here."""
        return [each for place in self._places for each in place.settings_of(OF_FORMATTERS)]

    @cached_property
    def sorters(self) -> list[Evidence]:
        """The programs beside Ruff that sort imports and have settings here."""
        return [each for place in self._places for each in place.settings_of(OF_SORTERS)]

    @cached_property
    def _files(self) -> frozenset[str]:
        try:
            return frozenset(self._repository.files)
        except ConfigurationError:
            return frozenset()

    @cached_property
    def _places(self) -> list[_Place]:
        """The projects, the root first if it is one or holds other files; no fixtures."""
        if not self._files:
            return []
        projects = [each for each in self._repository.places() if is_own(each.directory)]
        return [_Place(project) for project in projects]

    def _entry_of(self, place: _Place) -> str:
        """Return the command of mypy in a project; nothing where nothing installs it."""
        options = place.installed_by
        if options is None:
            return ""
        runner = self._runner_of(place, options)
        mypy = ["mypy", *self._targets_of(place)]
        if not place.directory:
            return shlex.join([*runner, *mypy])
        if runner[:1] == ["uv"]:
            return shlex.join([*runner, "--directory", place.directory, *mypy])
        command = shlex.join([*runner, *mypy])
        return shlex.join(["bash", "-c", f"cd {shlex.quote(place.directory)} && {command}"])

    def _runner_of(self, place: _Place, options: Sequence[str]) -> list[str]:
        """Return what runs a command in a project's environment.

        `uv run` would lock and install a project that pip's users install themselves; for them
        mypy is the one of the environment that is active at the commit.
        """
        if place.manager not in {UV, None}:
            return list(place.manager.runner)
        if self._is_locked(place):
            return [*UV.runner, "--frozen", *options]
        return [*UV.runner, *options] if place.is_run_by_uv else []

    def _is_locked(self, place: _Place) -> bool:
        """Return whether a lock file of uv is in a project, or around it."""
        directories = [place.directory]
        while directories[-1]:
            directories.append(posixpath.dirname(directories[-1]))
        return any(posixpath.join(each, UV_LOCK) in self._files for each in directories)

    def _targets_of(self, place: _Place) -> list[str]:
        """Return what mypy is to check: nothing where its own settings say so."""
        if place.has_own_targets:
            return []
        layout = layout_of(place.project.files)
        if not layout.directories and not layout.roots and not place.directory:
            layout = joined(
                {each.directory: layout_of(each.project.files) for each in self._places}
            )
        if SOURCE in layout.roots:
            return [SOURCE]
        is_listable = 0 < len(layout.directories) <= MANY
        return list(layout.directories) if is_listable else ["."]


class _Place:
    """A project, or the root of the repository."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.directory: str = project.directory

    @cached_property
    def document(self) -> Document | None:
        """The `pyproject.toml`; None where there is none that can be read."""
        try:
            return document_of(self.project) if self.project.is_declared else None
        except UncheckableFileError:
            return None

    @cached_property
    def manager(self) -> Manager | None:
        """The package manager; None where nothing shows one."""
        files = self.project.files
        if UV_LOCK in files:
            return UV
        marked = (
            manager
            for glob, manager in MARKS
            if any(matches(path, glob) for path in files if path.count("/") <= glob.count("/"))
        )
        marks = next(marked, None)
        if marks is not None:
            return marks
        if self._has(POETRY_TABLE):
            return POETRY
        if self._has(("tool", "pdm")):
            return PDM
        if self._has(("project",)) or self._has(("tool", "uv", "workspace")):
            return UV
        return PIP if {"setup.py", "setup.cfg"} & set(files) else None

    @property
    def is_run_by_uv(self) -> bool:
        """Whether settings say that uv runs commands here, though no lock file does."""
        backend = self._value(("build-system", "build-backend"))
        return self._has(("tool", "uv")) or backend == "uv_build"

    @cached_property
    def installed_by(self) -> list[str] | None:
        """The options with which uv installs mypy: none for a default; None if nothing does."""
        groups = self._names_in_groups()
        holding = [name for name in groups if _is_held(groups, name)]
        default = self._value(("tool", "uv", "default-groups"))
        defaults = default if isinstance(default, list) else ["dev"]
        if self._is_listed(("project", "dependencies")) or self._is_of_other_manager():
            return []
        if holding and (default == "all" or any(name in defaults for name in holding)):
            return []
        extras = self._table(("project", "optional-dependencies"))
        by_extra = [name for name, listed in extras.items() if _has_mypy(listed)]
        if holding or by_extra:
            return ["--group", holding[0]] if holding else ["--extra", by_extra[0]]
        return [] if any(self._is_declared_in(path) for path in self.project.files) else None

    @cached_property
    def has_own_targets(self) -> bool:
        """Whether mypy's own settings name what it checks."""
        for name in FILES[MYPY]:
            if name in self.project.files:
                try:
                    text = read_text(self.project.path(name))
                    settings = parse_settings(name, self.directory, name, text)
                except UncheckableFileError:
                    return False
                if settings.has(MYPY):
                    return any(settings.table(MYPY).get(key) for key in TARGETS)
        return False

    def settings_of(self, programs: Mapping[str, str]) -> Iterator[Evidence]:
        """Yield what shows that programs work here, by their tables and files."""
        for table, program in programs.items():
            if self._has(("tool", table)):
                yield Evidence(program, f"`[tool.{table}]`{self._place_of('pyproject.toml')}")
        for name, program in OWN_FILES.items():
            if name in self.project.files and program in programs.values():
                yield Evidence(program, f"`{posixpath.join(self.directory, name)}`")
        if "setup.cfg" in self.project.files:
            lines = _text_of(self.project.path("setup.cfg")).splitlines()
            for program in programs.values():
                if any(line.startswith(f"[{program}]") for line in lines):
                    yield Evidence(program, f"`[{program}]` of `{self._path_of('setup.cfg')}`")

    def _place_of(self, name: str) -> str:
        return f" of `{self._path_of(name)}`" if self.directory else ""

    def _path_of(self, name: str) -> str:
        return posixpath.join(self.directory, name)

    def _value(self, path: Path) -> object:
        return MISSING if self.document is None else self.document.value(path)

    def _has(self, path: Path) -> bool:
        return self._value(path) is not MISSING

    def _table(self, path: Path) -> Mapping[str, object]:
        return {} if self.document is None else self.document.table(path)

    def _is_listed(self, path: Path) -> bool:
        return _has_mypy(self._value(path))

    def _names_in_groups(self) -> Mapping[str, object]:
        """Return the groups of uv: PEP 735's, and the list that came before them."""
        older = self._value(("tool", "uv", "dev-dependencies"))
        groups = dict(self._table(("dependency-groups",)))
        return {**groups, **({} if older is MISSING or "dev" in groups else {"dev": older})}

    def _is_of_other_manager(self) -> bool:
        """Return whether Poetry's or PDM's tables have mypy."""
        tables = dependency_tables(self._table(POETRY_TABLE))
        lists = self._table(("tool", "pdm", "dev-dependencies")).values()
        return any("mypy" in table for table in tables) or any(map(_has_mypy, lists))

    def _is_declared_in(self, path: str) -> bool:
        return any(
            DECLARATIONS[glob].search(_text_of(self.project.path(path)))
            for glob in _places_of_declaration(path)
        )


def _places_of_declaration(path: str) -> list[str]:
    """Return the globs by which a file may declare dependencies of development."""
    *directories, name = path.split("/")
    if not NOT_DEVELOPMENT.isdisjoint(directories):
        return []
    tail = "/".join([*directories[-1:], name])
    return [glob for glob in DECLARATIONS if matches(tail if "/" in glob else name, glob)]


def _has_mypy(listed: object) -> bool:
    """Return whether a list of requirements has mypy."""
    texts = [text for text in listed if isinstance(text, str)] if isinstance(listed, list) else []
    requirements = map(read_requirement, texts)
    return any(each is not None and each.name == "mypy" for each in requirements)


def _is_held(groups: Mapping[str, object], name: str) -> bool:
    """Return whether a group has mypy, or includes one that has."""
    pending: list[object] = [name]
    seen: list[object] = []
    while pending:
        current = pending.pop()
        if current in seen or not isinstance(current, str):
            continue
        seen.append(current)
        listed = groups.get(current)
        if _has_mypy(listed):
            return True
        items: Sequence[object] = listed if isinstance(listed, list) else []
        pending += [item.get("include-group") for item in items if isinstance(item, dict)]
    return False


def _text_of(path: str) -> str:
    """Return the text of a file; nothing for what cannot be read."""
    try:
        return read_text(path)
    except UncheckableFileError:
        return ""
