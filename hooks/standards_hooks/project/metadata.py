"""Where the packages of a project are, by its `pyproject.toml`."""

from __future__ import annotations

import os
import tomllib
from functools import cache

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.syntax.reading import read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


FLAT = "."
LARGEST_READ = 1024 * 1024
"""Bytes of a file that are worth reading for what it says of the project."""


def named_roots_in(pyproject: str) -> list[str]:
    """Return the roots that a `pyproject.toml` names, relative to it; none if it is broken."""
    return [root or FLAT for root in (*search_roots_in(pyproject), *_package_roots_in(pyproject))]


def search_roots_in(pyproject: str) -> list[str]:
    """Return those of the named roots that hold whatever is in them, not single packages."""
    document = _document_in(pyproject)
    roots = strings_in(value_at(document, "tool", "ruff", "src"))
    for sources in _hatch_settings(document, "sources"):
        roots += strings_in(sources)
        if isinstance(sources, dict):
            roots += [old for old, new in sources.items() if not new]
    roots += strings_in(value_at(document, "tool", "setuptools", "packages", "find", "where"))
    directory = value_at(document, "tool", "setuptools", "package-dir", "")
    roots += [directory] if isinstance(directory, str) else []
    if value_at(document, "build-system", "build-backend") == "uv_build":
        module_root = value_at(document, "tool", "uv", "build-backend", "module-root")
        roots.append(module_root if isinstance(module_root, str) else "src")
    return [root or FLAT for root in roots]


def _package_roots_in(pyproject: str) -> list[str]:
    """Return the roots of the packages that are built one by one."""
    document = _document_in(pyproject)
    roots = []
    for packages in _hatch_settings(document, "packages"):
        roots += [os.path.dirname(package.rstrip("/")) for package in strings_in(packages)]
    for sources in _hatch_settings(document, "sources"):
        if isinstance(sources, dict):
            roots += _roots_of((new, old) for old, new in sources.items() if new)
    directories = value_at(document, "tool", "setuptools", "package-dir")
    if isinstance(directories, dict):
        packages = ((name.replace(".", "/"), where) for name, where in directories.items() if name)
        roots += _roots_of(packages)
    return roots


def _hatch_settings(document: Mapping[str, object], key: str) -> list[object]:
    tables = (("build",), ("build", "targets", "wheel"))
    return [value_at(document, "tool", "hatch", *table, key) for table in tables]


def _document_in(pyproject: str) -> Mapping[str, object]:
    """Return a `pyproject.toml` as data; nothing of one that is missing or broken."""
    try:
        there = os.stat(pyproject)
    except OSError:
        return {}
    return _document(pyproject, there.st_mtime_ns, there.st_size)


@cache
def _document(pyproject: str, _changed: int, _size: int) -> Mapping[str, object]:
    """Read a file once, as long as it does not change: every file below needs it."""
    try:
        return tomllib.loads(read_source(pyproject, LARGEST_READ).decode())
    except (UncheckableFileError, ValueError, RecursionError):
        return {}


def _roots_of(packages: Iterable[tuple[object, object]]) -> Iterator[str]:
    """Yield the root of each package, from its path in the wheel and its directory.

    A package that is renamed on the way has no root that its name starts in, and is left out.
    """
    for package, directory in packages:
        if isinstance(package, str) and isinstance(directory, str):
            place = f"./{directory.strip('/')}"
            if not package:
                yield place
            elif place.endswith(f"/{package}"):
                yield place.removesuffix(f"/{package}")


def value_at(document: object, *keys: str) -> object:
    """Return the value at a path of keys in a document of TOML, or None where there is none."""
    for key in keys:
        document = document.get(key) if isinstance(document, dict) else None
    return document


def strings_in(value: object) -> list[str]:
    """Return the strings of a list; nothing for anything else."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
