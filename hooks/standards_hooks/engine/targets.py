"""From the paths on a command line to the files and projects to check."""

from __future__ import annotations

import os
from dataclasses import dataclass

from standards_hooks.project.repository import Repository, projects_holding
from standards_hooks.syntax.reading import PYTHON_ENDINGS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standards_hooks.engine.hook import Hook
    from standards_hooks.project.repository import Project


PYTHON_TAGS = frozenset({"python", "pyi"})


@dataclass(frozen=True)
class Targets:
    """What is to be checked.

    Attributes:
        files: Python files for the file rules, as they are to be reported.
        projects: Projects for the repository rules.
    """

    files: Sequence[str]
    projects: Sequence[Project]


def targets_of(paths: Iterable[str], hooks: Sequence[Hook]) -> Targets:
    """Find what a list of paths stands for.

    Args:
        paths: Files, and directories that stand for the Python files and the projects in them.
        hooks: The hooks that will run: they say which files are a repository rule's.

    Returns:
        The files, each once, and the projects.

    Raises:
        ConfigurationError: If git does not answer.
    """
    files: dict[str, None] = {}
    held: list[str] = []
    for path in paths:
        if os.path.isdir(path):
            files.update(dict.fromkeys(python_files_in(path)))
            held.append(path)
            continue
        is_held = any(hook.takes_part and hook.takes_part(os.path.basename(path)) for hook in hooks)
        if is_held:
            held.append(path)
        if not is_held or path.endswith(PYTHON_ENDINGS):
            files[path] = None
    projects: list[Project] = []
    if held and any(hook.find_in_project for hook in hooks):
        projects = projects_holding(held)
    return Targets(list(files), projects)


def python_files_in(directory: str) -> list[str]:
    """Return the Python files in a directory that git knows; without git, all of them.

    `identify` reads the shebang of a file without an ending, as it does for pre-commit.

    Args:
        directory: The directory, as given.

    Returns:
        Paths that begin with the directory as given, sorted.
    """
    repository = Repository.around(directory)
    inside = os.path.relpath(os.path.realpath(directory), os.path.realpath(repository.root))
    prefix = "" if inside == os.curdir else inside.replace(os.sep, "/") + "/"
    found = []
    for file in repository.files:
        if file.startswith(prefix):
            relative = file.removeprefix(prefix)
            path = relative if directory == os.curdir else os.path.join(directory, relative)
            if _is_python(path):
                found.append(path)
    return found


def _is_python(path: str) -> bool:
    if os.path.islink(path):
        return False
    if path.endswith(PYTHON_ENDINGS):
        return True
    if "." in os.path.basename(path):
        return False
    if not os.path.isfile(path):
        # Opening a pipe would wait for its other end.
        return False
    import identify.identify

    try:
        return not PYTHON_TAGS.isdisjoint(identify.identify.tags_from_path(path))
    except (OSError, ValueError):
        # Deleted since it was listed, or unreadable: not known to be Python.
        return False
