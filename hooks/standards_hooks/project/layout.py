"""The project's own source roots and import packages, from the list of its files.

A package is a directory with an `__init__.py` in a directory without one, and its parent is a root.
Of a project's roots `src` counts alone, else the outermost ones; what lies deeper beside them is an
example or a fixture. Tests, documentation and the like are nobody's packages.
"""

from __future__ import annotations

from dataclasses import dataclass

from standards_hooks.project.source_roots import INIT, SOURCE


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence


HERE = "."
NOT_PACKAGES = frozenset(
    {
        "alembic",
        "benchmark",
        "benchmarks",
        "doc",
        "docs",
        "example",
        "examples",
        "migrations",
        "samples",
        "scripts",
        "test",
        "testing",
        "tests",
        "tools",
        "vendor",
    }
)
"""Names of directories that hold no package of the project, though they may look like one."""
NOT_APPLICATION = frozenset({"alembic", "migrations", "test", "testing", "tests"})
"""Names of directories of a package that hold something else than the application."""
GENERATED = ("_pb2.py", "_pb2_grpc.py")


@dataclass
class Layout:
    """Where the project's code is.

    Attributes:
        roots: Directories that hold its packages, from the document's directory on, sorted.
        packages: Names of its import packages, sorted.
        directories: Directories of these packages, in the order of their roots, then sorted.
    """

    roots: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    directories: tuple[str, ...] = ()


def layout_of(files: Iterable[str]) -> Layout:
    """Return a project's source roots and packages.

    Args:
        files: Paths from the document's directory on, with forward slashes.

    Returns:
        The layout; empty where the names show nothing.
    """
    sources = [path for path in files if path.endswith(".py")]
    marked = {path.rpartition("/")[0] for path in sources if path.endswith(f"/{INIT}")}
    tops = [path for path in marked if path.rpartition("/")[0] not in marked]
    found = {_root_and_name(top) for top in tops if is_own(top)}
    roots = {root for root, _ in found}
    if SOURCE in roots or any(path.startswith(f"{SOURCE}/") for path in sources):
        roots = {SOURCE}
    outermost = min(map(_depth, roots), default=0)
    roots = {root for root in roots if _depth(root) == outermost}
    own = sorted((root, name) for root, name in found if root in roots)
    return Layout(
        tuple(sorted(roots)),
        tuple(sorted({name for _, name in own})),
        tuple(name if root == HERE else f"{root}/{name}" for root, name in own),
    )


def package_directories(files: Sequence[str]) -> list[str]:
    """Return the directories of the project's packages.

    In `src` every directory with modules is one, whether it has an `__init__.py` or not.

    Args:
        files: Paths from the document's directory on, with forward slashes.
    """
    inside = {
        "/".join(path.split("/")[:2])
        for path in files
        if path.startswith(f"{SOURCE}/") and path.endswith(".py") and path.count("/") > 1
    }
    known = frozenset(files)
    own = [each for each in layout_of(files).directories if f"{each}/{INIT}" in known]
    return sorted(inside) or own


def holding(packages: Collection[str], path: str) -> str | None:
    """Return the nearest of some directories that a path is in; None where it is in none.

    Args:
        packages: The directories, a set where there are many.
        path: The path, with forward slashes.
    """
    directory = path.rpartition("/")[0]
    while directory and directory not in packages:
        directory = directory.rpartition("/")[0]
    return directory or None


def modules_in(files: Iterable[str]) -> list[str]:
    """Return the modules of the project's own packages, and all that is under `src`.

    Tests and migrations among them are left out, and what protobuf generates.

    Args:
        files: Paths from the document's directory on, with forward slashes.
    """
    sources = [path for path in files if path.endswith(".py")]
    layout = layout_of(sources)
    starts = [SOURCE] if SOURCE in layout.roots else layout.directories
    own = tuple(f"{start}/" for start in starts)
    return [path for path in sources if path.startswith(own) and _is_of_application(path)]


def _is_of_application(path: str) -> bool:
    *directories, name = path.split("/")
    is_test = name.startswith("test_") or name.endswith("_test.py") or name == "conftest.py"
    is_written = not is_test and not name.endswith(GENERATED)
    return is_written and NOT_APPLICATION.isdisjoint(directories)


def joined(layouts: Mapping[str, Layout]) -> Layout:
    """Return the layout of several projects as one.

    Args:
        layouts: The layout of each, by its directory from the document's on; empty for its own.
    """
    return Layout(
        tuple(sorted({_moved(d, root) for d, layout in layouts.items() for root in layout.roots})),
        tuple(sorted({name for layout in layouts.values() for name in layout.packages})),
        tuple(_moved(d, each) for d, layout in layouts.items() for each in layout.directories),
    )


def _moved(directory: str, path: str) -> str:
    """Return a path below a directory as it is from where the directory is."""
    if not directory:
        return path
    return directory if path == HERE else f"{directory}/{path}"


def _depth(root: str) -> int:
    return 0 if root == HERE else root.count("/") + 1


def is_own(package: str) -> bool:
    """Return whether no part of a path says that what is there is somebody else's, or a sample."""
    return NOT_PACKAGES.isdisjoint(package.split("/"))


def _root_and_name(package: str) -> tuple[str, str]:
    """Split the path of a package; what is under `src` belongs to `src`, whatever lies between."""
    parts = package.split("/")
    if SOURCE in parts[:-1]:
        end = parts.index(SOURCE) + 1
        return "/".join(parts[:end]), parts[end]
    return "/".join(parts[:-1]) or HERE, parts[-1]
