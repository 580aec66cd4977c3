"""A repository as repository rules see it: what git knows, and the projects in it."""

from __future__ import annotations

import os

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.core.options import MAX_SIZE
from standards_hooks.project import git
from standards_hooks.project.samples import is_sample_project
from standards_hooks.syntax.reading import read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set


PYPROJECT = "pyproject.toml"
OPTIONS_TABLE = "standards-hooks"
NOT_SOURCES = frozenset({".git", ".hg", ".tox", ".venv", "venv", "node_modules", "__pycache__"})
"""Directories that are not entered where no git says what belongs to the repository."""


class Repository:
    """A tree of files, by git where there is one.

    Attributes:
        root: Absolute directory of the repository; the given directory where there is no git.
        files: Paths of all files relative to the root, with forward slashes, sorted: tracked ones,
            and untracked ones that are not ignored; deleted ones are left out.
    """

    def __init__(self, root: str) -> None:
        """Take the root; files are listed on first use."""
        self.root = root
        self._files: list[str] | None = None
        self._projects: list[Project] | None = None
        self._by_project: dict[str, list[str]] | None = None
        self._tracked: dict[str, bool] = {}

    @classmethod
    def around(cls, directory: str) -> Repository:
        """Return the repository that a directory belongs to."""
        start = candidate = os.path.abspath(directory)
        while not os.path.exists(os.path.join(candidate, ".git")):
            parent = os.path.dirname(candidate)
            if parent == candidate:
                return cls(start)
            candidate = parent
        return cls(candidate)

    def relative(self, path: str) -> str:
        """Return an absolute path from the root on, with forward slashes; empty for the root."""
        relative = os.path.relpath(path, self.root).replace(os.sep, "/")
        return "" if relative == os.curdir else relative

    @property
    def files(self) -> list[str]:
        """The files, listed on first use.

        Raises:
            ConfigurationError: If git does not answer.
        """
        if self._files is None:
            is_git = os.path.exists(os.path.join(self.root, ".git"))
            listed = self._listed_by_git() if is_git else self.walked()
            self._files = sorted(set(listed))
        return self._files

    def is_tracked(self, path: str) -> bool:
        """Return whether a file is in git's index, as the next commit has it.

        Args:
            path: The file, relative to the root.

        Returns:
            Whether it is; True for every file where there is no git.

        Raises:
            ConfigurationError: If git does not answer.
        """
        if path not in self._tracked:
            has_git = os.path.exists(os.path.join(self.root, ".git"))
            is_known = not has_git or bool(self._list("--cached", "--", f":(literal){path}"))
            self._tracked[path] = is_known
        return self._tracked[path]

    def _listed_by_git(self) -> Iterable[str]:
        for name in self._list("--cached", "--others", "--exclude-standard").split(b"\0"):
            path = os.fsdecode(name)
            if path and self._is_there(path):
                yield path

    def _list(self, *arguments: str) -> bytes:
        return git.ask(self.root, "ls-files", "-z", *arguments)

    def _is_there(self, path: str) -> bool:
        """Return whether a name is that of a file, or of a link that leads nowhere."""
        absolute = os.path.join(self.root, path)
        return os.path.isfile(absolute) or (
            os.path.islink(absolute) and not os.path.exists(absolute)
        )

    def walked(self) -> Iterable[str]:
        """Yield the files on the disk, whatever git knows of them."""
        for directory, names, files in os.walk(self.root):
            names[:] = [name for name in names if name not in NOT_SOURCES]
            for file in files:
                relative = os.path.relpath(os.path.join(directory, file), self.root)
                if self._is_there(relative):
                    yield relative.replace(os.sep, "/")

    def projects(self) -> list[Project]:
        """Return the repository's own projects, outer before inner: no samples."""
        return [each for each in self._with_pyproject() if not each.is_sample]

    def _with_pyproject(self) -> list[Project]:
        """Return every directory with a `pyproject.toml` as a project."""
        if self._projects is None:
            found = self._directories_of_projects()
            if self._has_odd_pyproject():
                found.add("")
            self._projects = [Project(self, directory) for directory in sorted(found)]
        return list(self._projects)

    def _directories_of_projects(self) -> set[str]:
        return {
            path.rpartition("/")[0] for path in self.files if path.rpartition("/")[2] == PYPROJECT
        }

    def files_of(self, directory: str) -> list[str]:
        """Return the files below a directory that belong to no project inside it.

        Args:
            directory: The directory of a project, or the root.
        """
        if self._by_project is None:
            self._by_project = {}
            projects = self._directories_of_projects()
            holders = {"": ""}
            for path in self.files:
                holder = _holder_of(path.rpartition("/")[0], projects, holders)
                self._by_project.setdefault(holder, []).append(path)
        return self._by_project.get(directory, [])

    def _has_odd_pyproject(self) -> bool:
        """Return whether the root's `pyproject.toml` is a pipe or the like, which git ignores."""
        path = os.path.join(self.root, PYPROJECT)
        return os.path.exists(path) and not os.path.isfile(path)

    def places(self) -> list[Project]:
        """Return all projects, before them the root where it is none and holds other files.

        So every file of the repository belongs to exactly one place, one of a sample included.
        """
        found = self._with_pyproject()
        if any(not project.directory for project in found):
            return found
        root = Project(self, "", is_declared=False)
        return [root, *found] if root.files else found


class Project:
    """A directory with a `pyproject.toml`, or a repository's root without one.

    Attributes:
        repository: The repository around it.
        directory: Its directory relative to the repository's root, with forward slashes; empty
            for the root itself.
        pyproject: Path of its `pyproject.toml`, relative to the working directory.
        is_declared: Whether there is a `pyproject.toml`.
    """

    def __init__(self, repository: Repository, directory: str, *, is_declared: bool = True) -> None:
        """Take the place of the project."""
        self.repository = repository
        self.directory = directory
        self.is_declared = is_declared
        self._files: list[str] | None = None
        self._is_sample: bool | None = None
        self.pyproject: str = self.shown(PYPROJECT)

    def path(self, *parts: str) -> str:
        """Return the absolute path of something in the project."""
        return os.path.join(self.repository.root, self.directory, *parts)

    def shown(self, *parts: str) -> str:
        """Return the path of something in the project as a report gives it."""
        return os.path.relpath(self.path(*parts))

    @property
    def is_sample(self) -> bool:
        """Whether it is an example, a fixture or a template, by the names of its directories.

        One with a table `[tool.standards-hooks]` of its own asks to be checked like any other.
        """
        if self._is_sample is None:
            is_shown = self.is_declared and is_sample_project(self.directory)
            self._is_sample = is_shown and not _has_options(self.path(PYPROJECT))
        return self._is_sample

    @property
    def files(self) -> list[str]:
        """The files of no project inside this one, relative to its directory, sorted."""
        if self._files is None:
            start = len(f"{self.directory}/") if self.directory else 0
            self._files = [path[start:] for path in self.repository.files_of(self.directory)]
        return self._files


def _holder_of(directory: str, projects: Set[str], known: dict[str, str]) -> str:
    """Return the directory of the project that a directory belongs to; empty for the root.

    Args:
        directory: The directory, relative to the root.
        projects: The directories of all projects.
        known: The answers so far, the root's among them; receives those for the directories passed.
    """
    passed = []
    while directory not in known and directory not in projects:
        passed.append(directory)
        directory = directory.rpartition("/")[0]
    holder = directory if directory in projects else known[directory]
    known.update(dict.fromkeys(passed, holder))
    return holder


def _has_options(pyproject: str) -> bool:
    """Return whether a `pyproject.toml` has a table of the suite's options."""
    try:
        source = read_source(pyproject, MAX_SIZE)
        if OPTIONS_TABLE.encode() not in source:
            return False
        import tomllib

        tool = tomllib.loads(source.decode()).get("tool")
    except (UncheckableFileError, ValueError, RecursionError):
        return False
    return isinstance(tool, dict) and OPTIONS_TABLE in tool


def projects_holding(paths: Sequence[str]) -> list[Project]:
    """Return the places that hold the given files; all of the repository for no files.

    A place is a project, or a root that is none (`Repository.places`).

    Args:
        paths: Files or directories; a directory stands for every project in it and for the
            one that holds it.

    Raises:
        ConfigurationError: If git does not answer.
    """
    if not paths:
        return Repository.around(os.getcwd()).places()
    held: dict[str, Project] = {}
    repositories: dict[str, dict[str, Project]] = {}
    for path in paths:
        absolute = os.path.abspath(path)
        directory = absolute if os.path.isdir(absolute) else os.path.dirname(absolute)
        repository = Repository.around(directory)
        if repository.root not in repositories:
            repositories[repository.root] = {
                each.path().rstrip(os.sep): each for each in repository.places()
            }
        projects = repositories[repository.root]
        chosen = _around(directory, projects)
        if os.path.isdir(absolute):
            chosen += [project for path, project in projects.items() if _contains(absolute, path)]
        held.update((project.path(), project) for project in chosen)
    return [held[key] for key in sorted(held)]


def _around(directory: str, projects: Mapping[str, Project]) -> list[Project]:
    """Return the innermost project around a directory, or none, of projects by their paths."""
    candidate = directory.rstrip(os.sep)
    while candidate not in projects:
        parent = os.path.dirname(candidate)
        if parent == candidate:
            return []
        candidate = parent
    return [projects[candidate]]


def _contains(outer: str, inner: str) -> bool:
    outer = outer.rstrip(os.sep)
    return inner.rstrip(os.sep) == outer or inner.startswith(outer + os.sep)
