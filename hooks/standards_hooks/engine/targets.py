"""From the paths on a command line to the files and projects to check."""

from __future__ import annotations

import os


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standards_hooks.engine.hook import Hook
    from standards_hooks.project.repository import Project


PYTHON_ENDINGS = (".py", ".pyi")
PYTHON_TAGS = frozenset({"python", "pyi"})


class Targets:
    """What is to be checked.

    Attributes:
        files: Python files for the file rules, as they shall be reported.
        projects: Projects for the repository rules.
    """

    __slots__ = ("files", "projects")

    def __init__(self, files: Sequence[str], projects: Sequence[Project]) -> None:
        """Take what was found."""
        self.files = files
        self.projects = projects


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
        from standards_hooks.project.repository import projects_holding

        projects = projects_holding(held)
    return Targets(list(files), projects)


def python_files_in(directory: str) -> list[str]:
    """Return the Python files in a directory that git knows; all where there is no git.

    A file without an ending is asked for its shebang, by `identify`, as pre-commit does.

    Args:
        directory: The directory, as given.

    Returns:
        Paths that begin with the directory as given, sorted.
    """
    from standards_hooks.project.repository import Repository

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
        # A pipe would be opened, and waited for.
        return False
    import identify.identify

    try:
        return not PYTHON_TAGS.isdisjoint(identify.identify.tags_from_path(path))
    except (OSError, ValueError):
        # Gone since it was listed, or not to be read: nothing says that it is Python.
        return False
