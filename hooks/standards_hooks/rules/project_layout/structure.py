"""Source root, packages and tests, told from the names of a project's files."""

from __future__ import annotations

from standards_hooks.core.options import GENERATED
from standards_hooks.project import globs
from standards_hooks.project.layout import HERE, SOURCE, is_own, layout_of
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.project.violation import Violation


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


CLAUSE = "Code Organization, Project Structure"
INIT = "__init__.py"
TESTS = "tests"
KINDS = ("unit", "integration", "e2e")
MIGRATIONS = ("env.py", "versions")
"""What Alembic's directory holds; it runs modules by path, and the standard asks for no package."""


def source_violations(files: Sequence[str]) -> Iterator[Violation]:
    """Yield a violation where the project's code is in no package below `src`.

    Args:
        files: The project's files, relative to its directory.
    """
    inside = [path for path in files if path.startswith(f"{SOURCE}/") and path.endswith(".py")]
    for path in inside:
        if path.count("/") == 1:
            yield Violation("source-root", path, _in_no_package(path))
    if inside:
        return
    layout = layout_of(files)
    if layout.packages:
        named = ", ".join(f"`{package}`" for package in package_roots(files))
        message = (
            f"the project's code is in {named}; the standard has `src/<package>/` ({CLAUSE}): "
            f"write `git mv` to `{SOURCE}/{layout.packages[0]}`"
        )
        yield Violation("source-root", PYPROJECT, message)
    elif any(path.endswith(".py") and is_own(path.partition("/")[0]) for path in files):
        message = (
            f"the project's code is in no package; the standard has `src/<package>/` ({CLAUSE}): "
            f"write `{SOURCE}/<package>/{INIT}`, and move the modules there"
        )
        yield Violation("source-root", PYPROJECT, message)


def _in_no_package(path: str) -> str:
    if path.endswith(f"/{INIT}"):
        return f"`{SOURCE}` is the root of packages and none itself ({CLAUSE}): remove `{path}`"
    return (
        f"`{path}` is in no package; the standard has `{SOURCE}/<package>/` ({CLAUSE}): move it "
        "into one"
    )


def package_roots(files: Sequence[str]) -> list[str]:
    """Return the directories of the project's packages: those in `src`, else where they are."""
    inside = {
        "/".join(path.split("/")[:2])
        for path in files
        if path.startswith(f"{SOURCE}/") and path.endswith(".py") and path.count("/") > 1
    }
    outside = [name if root == HERE else f"{root}/{name}" for root, name in _own_packages(files)]
    return sorted(inside) or outside


def _own_packages(files: Sequence[str]) -> list[tuple[str, str]]:
    layout = layout_of(files)
    known = frozenset(files)
    return [
        (root, name)
        for root in layout.roots
        for name in layout.packages
        if (f"{name}/{INIT}" if root == HERE else f"{root}/{name}/{INIT}") in known
    ]


def package_violations(files: Sequence[str]) -> Iterator[Violation]:
    """Yield a violation for each directory of a package that holds modules and no `__init__.py`.

    Directories whose names cannot be imported, Alembic's, and those of generated code, of scripts
    that cannot be imported and of misplaced tests alone are no packages.
    """
    known = frozenset(files)
    roots = package_roots(files)
    migrations = _migrations(files)
    first: dict[str, str] = {}
    for path in files:
        root = next((each for each in roots if path.startswith(f"{each}/")), None)
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
                f"`{directory}` holds modules and no `{INIT}`; every package has one ({CLAUSE}): "
                f"write `{directory}/{INIT}`, a docstring in it"
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
    """Return the directories of Alembic, wherever the project has them, each with a slash."""
    environment, versions = MIGRATIONS
    holders = {path.partition(f"/{versions}/")[0] for path in files if f"/{versions}/" in path}
    known = frozenset(files)
    return tuple(f"{each}/" for each in holders if f"{each}/{environment}" in known)


def _is_generated(path: str, migrations: tuple[str, ...]) -> bool:
    return path.startswith(migrations) or any(globs.matches(path, pattern) for pattern in GENERATED)


def kind_violations(files: Sequence[str]) -> Iterator[Violation]:
    """Yield a violation for each of the three kinds of tests that has no file."""
    if not any(path.endswith(".py") for path in files):
        return
    for kind in KINDS:
        place = f"{TESTS}/{kind}"
        if not any(path.startswith(f"{place}/") for path in files):
            message = (
                f"`{place}/` is missing; the standard has `{TESTS}/unit`, `{TESTS}/integration` "
                f"and `{TESTS}/e2e` ({CLAUSE}): put the {kind} tests there"
            )
            yield Violation(f"tests-{kind}", PYPROJECT, message)


def readme_violations(files: Iterable[str]) -> Iterator[Violation]:
    """Yield the violation of a project without `README.md`."""
    if "README.md" not in files:
        message = f"`README.md` is missing; every repository has one ({CLAUSE}): write it"
        yield Violation("readme", PYPROJECT, message)


def is_test_name(path: str) -> bool:
    """Return whether pytest would look for tests in a file, by its name."""
    name = path.rpartition("/")[2]
    return name.endswith("_test.py") or (name.startswith("test_") and name.endswith(".py"))


def misplaced_test(path: str) -> Violation | None:
    """Return the violation of a file with tests that is in none of the standard's places."""
    parts = path.split("/")
    if parts[0] != TESTS:
        message = (
            f"`{path}` holds tests outside `{TESTS}/` ({CLAUSE}): move it to `{TESTS}/unit`, "
            f"`{TESTS}/integration` or `{TESTS}/e2e`"
        )
        return Violation("tests-place", path, message)
    if parts[1] in KINDS:
        return None
    directory = path.rpartition("/")[0]
    message = (
        f"`{directory}` holds tests of no kind, this file and maybe others; the standard has "
        f"`{TESTS}/unit`, `{TESTS}/integration` and `{TESTS}/e2e` ({CLAUSE}): move each to the one "
        "that it is of"
    )
    return Violation("tests-kind", path, message)
