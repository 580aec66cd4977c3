"""Source root, packages and documents, by the names of a project's files."""

from __future__ import annotations

from standards_hooks.core.options import GENERATED
from standards_hooks.project.layout import holding, is_own, layout_of, package_directories
from standards_hooks.project.source_roots import INIT, SOURCE
from standards_hooks.project.violation import Violation
from standards_hooks.rules.project_layout.tests_directories import is_test_name


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


CLAUSE = "Code Organization, Project Structure"
OF_TOOLS = frozenset({"conftest.py", "noxfile.py", "setup.py"})
"""Modules that tools run, and that are no code of a project alone."""
MIGRATIONS = ("env.py", "versions")
"""The contents of Alembic's directory, which is not a package: it runs modules by path."""


def name_violations(files: Iterable[str]) -> Iterator[Violation]:
    """Yield a violation for each file whose path begins with a dash.

    Python files are left out: the hooks that check files report them.

    Args:
        files: The repository's files, relative to its root.
    """
    for path in files:
        if path.startswith("-") and not path.endswith((".py", ".pyi")):
            message = (
                "the name begins with `-`, so that programs take the file for an option: "
                f"write `git mv -- '{path}' './{path.lstrip('-')}'`"
            )
            yield Violation("file-names", path, message)


def source_violations(files: Sequence[str], declared_in: str) -> Iterator[Violation]:
    """Yield a violation where the project's code is not in a package below `src`.

    Args:
        files: The project's files, relative to its directory.
        declared_in: The file that declares the project.
    """
    inside = [path for path in files if path.startswith(f"{SOURCE}/") and path.endswith(".py")]
    for path in inside:
        if path.count("/") == 1:
            yield Violation("source-root", path, _message_for_module(path))
    if inside:
        return
    layout = layout_of(files)
    if layout.packages:
        named = ", ".join(f"`{package}`" for package in package_directories(files))
        message = (
            f"the project's code is in {named}; the standard requires `src/<package>/` ({CLAUSE}): "
            f"move it to `{SOURCE}/{layout.packages[0]}` with `git mv`"
        )
        yield Violation("source-root", declared_in, message)
    elif any(is_code(path) and is_own(path.partition("/")[0]) for path in files):
        message = (
            f"the project's code is not in a package; the standard requires `src/<package>/` "
            f"({CLAUSE}): create `{SOURCE}/<package>/{INIT}`, and move the modules there"
        )
        yield Violation("source-root", declared_in, message)


def is_code(path: str) -> bool:
    """Return whether a path is that of a module which is more than a file of some tool."""
    return path.endswith(".py") and path.rpartition("/")[2] not in OF_TOOLS


def _message_for_module(path: str) -> str:
    if path.endswith(f"/{INIT}"):
        return f"`{SOURCE}` is the source root, not a package ({CLAUSE}): remove `{path}`"
    return (
        f"`{path}` is not in a package; the standard requires `{SOURCE}/<package>/` ({CLAUSE}): "
        "move it into one"
    )


def package_violations(files: Sequence[str]) -> Iterator[Violation]:
    """Yield a violation for each directory of a package with modules and without `__init__.py`.

    Directories whose names cannot be imported, Alembic's, and those with only generated code,
    scripts that cannot be imported or misplaced tests are not packages.
    """
    known = frozenset(files)
    roots = frozenset(package_directories(files))
    migrations = _migrations(files)
    first: dict[str, str] = {}
    for path in files:
        root = holding(roots, path)
        if root is None or not _is_module(path) or _is_generated(path, migrations):
            continue
        directory = path.rpartition("/")[0]
        while len(directory) >= len(root):
            if _is_importable(directory[len(root) :]):
                first.setdefault(directory, path)
            directory = directory.rpartition("/")[0]
    for directory, path in first.items():
        if f"{directory}/{INIT}" not in known:
            message = (
                f"`{directory}` has modules but no `{INIT}` ({CLAUSE}): "
                f"create `{directory}/{INIT}` with a docstring"
            )
            yield Violation("package-init", path, message)


def _is_module(path: str) -> bool:
    name = path.rpartition("/")[2]
    is_test = name == "conftest.py" or is_test_name(name)
    return name.endswith(".py") and name.removesuffix(".py").isidentifier() and not is_test


def _is_importable(below: str) -> bool:
    parts = [part for part in below.split("/") if part]
    return all(part.isidentifier() for part in parts)


def _migrations(files: Sequence[str]) -> tuple[str, ...]:
    """Return the directories of Alembic anywhere in the project, each with a slash."""
    environment, versions = MIGRATIONS
    holders = {path.partition(f"/{versions}/")[0] for path in files if f"/{versions}/" in path}
    known = frozenset(files)
    return tuple(f"{each}/" for each in holders if f"{each}/{environment}" in known)


def _is_generated(path: str, migrations: tuple[str, ...]) -> bool:
    return path.startswith(migrations) or path.endswith(GENERATED)


def readme_violations(files: Iterable[str], declared_in: str) -> Iterator[Violation]:
    """Yield the violation of a project without `README.md`.

    Args:
        files: The project's files, relative to its directory.
        declared_in: The file that declares the project.
    """
    if "README.md" not in files:
        message = f"`README.md` is missing ({CLAUSE}): write it"
        yield Violation("readme", declared_in, message)
