"""Who a name is for: the public, its own module or class, or the tests."""

from __future__ import annotations

import os


TESTS_DIRECTORY = "tests"


def is_dunder(name: str) -> bool:
    """Return whether the language gives a name its meaning, as it does to `__init__`."""
    return name.startswith("__") and name.endswith("__") and bool(name.strip("_"))


def is_private(name: str) -> bool:
    """Return whether an underscore hides a name."""
    return name.startswith("_") and not is_dunder(name)


def is_test(path: str) -> bool:
    """Return whether a file belongs to the tests, by the names that pytest collects.

    Args:
        path: The file; the directories above the working directory do not count.

    Returns:
        Whether it is called `test_*`, `*_test` or `conftest`, or lies in a directory `tests`.
    """
    relative = os.path.relpath(path) if os.path.isabs(path) else path
    *directories, name = relative.replace(os.sep, "/").split("/")
    stem = name.partition(".")[0]
    return (
        stem.startswith("test_")
        or stem.endswith("_test")
        or stem == "conftest"
        or TESTS_DIRECTORY in directories
    )


def is_in_private_module(path: str) -> bool:
    """Return whether the module or a package around it has a private name.

    Only directories with an `__init__` file are packages; the disk is asked only where a name of
    the path begins with an underscore.
    """
    directory, name = os.path.split(os.path.abspath(path))
    if is_private(name.partition(".")[0]):
        return True
    if f"{os.sep}_" not in directory:
        return False
    from standards_hooks.project.source_roots import package_chain

    chain = package_chain(directory.replace(os.sep, "/"))
    return any(is_private(package.rpartition("/")[2]) for package in chain)
