"""Which release of a tool a repository runs, by its lock files, hooks and requirements.

A lock and the `rev` of a pre-commit hook name one release. A requirement does where no lock says
more and it has an upper bound; without one, it means whatever is the newest.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project.poetry import dependency_tables
from standards_hooks.project.versions import (
    lower_bound,
    normalised_name,
    specifiers_of,
    upper_bound,
)
from standards_hooks.syntax.reading import decode_utf8, read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.project.document import Document
    from standards_hooks.project.repository import Repository
    from standards_hooks.project.versions import Release


PRE_COMMIT = ".pre-commit-config.yaml"
LOCKS = {
    "uv.lock": "run `uv lock --upgrade-package {}`",
    "poetry.lock": "raise its constraint, and run `poetry update {}`",
    "pdm.lock": "run `pdm update {}`",
}
"""The lock files, and how a package in each is raised."""
LOCKED = re.compile(r'^name = "([^"\n]{1,128})"\r?\nversion = "([^"\n]{1,64})"', re.MULTILINE)
"""A package in a lock file: its name and release."""
LARGEST_LOCK = 16 * 1024 * 1024
"""Bytes of a lock file that are worth reading for one release."""
NAMED = re.compile(r"([A-Za-z0-9._-]+)[ \t]*+(?:\[[^\]]*+\])?[ \t]*+([^;]*+)")
"""A requirement: its name and its specifier."""


@dataclass(frozen=True)
class Pin:
    """Where a repository says which release of a tool it runs.

    Attributes:
        newest: The newest release that this can be; `-1` ends one that is just left out.
        text: The release or specifier, as it is written.
        path: The file, relative to the repository's root.
        way_out: How to raise it.
    """

    newest: Release
    text: str
    path: str
    way_out: str


def pins_of(
    package: str, repository: Repository, directory: str, documents: Iterable[Document]
) -> list[Pin]:
    """Return what pins a tool for a project.

    Args:
        package: The tool's name on the package index, and in the name of its pre-commit repository.
        repository: The repository.
        directory: The project's directory in it.
        documents: The `pyproject.toml` of the project, and those around it.

    Returns:
        The pins: of the nearest lock files, else of the requirements, and of pre-commit.
    """
    files = frozenset(repository.files)
    locked = list(_locked(package, repository.root, directory, files))
    if not locked:
        locked = [pin for each in documents for pin in _required(package, each)]
    if PRE_COMMIT in files:
        locked += _of_pre_commit(package, _text(repository.root, PRE_COMMIT))
    return locked


def _locked(package: str, root: str, directory: str, files: frozenset[str]) -> Iterator[Pin]:
    """Yield the releases in the lock files of the nearest directory that has one."""
    while True:
        paths = [f"{directory}/{name}" if directory else name for name in LOCKS]
        there = [path for path in paths if path in files]
        if there or not directory:
            break
        directory = directory.rpartition("/")[0]
    for path in there:
        for name, version in LOCKED.findall(_text(root, path)):
            release = lower_bound(version) if name == package else None
            if release is not None:
                way_out = LOCKS[path.rpartition("/")[2]].format(package)
                yield Pin(release, version, path, way_out)


def _text(root: str, path: str) -> str:
    try:
        return decode_utf8(read_source(os.path.join(root, path), LARGEST_LOCK))
    except UncheckableFileError:
        return ""  # A finding of the hooks that read it for its own sake.


def _required(package: str, document: Document) -> Iterator[Pin]:
    """Yield the requirements of a document that leave newer releases out."""
    path = f"{document.directory}/pyproject.toml".lstrip("/")
    for text in _requirements(document):
        named = NAMED.fullmatch(text.partition(";")[0].strip())
        if named is not None and normalised_name(named[1]) == package:
            newest = upper_bound(named[2].strip())
            if newest is not None:
                yield Pin(newest, named[2].strip(), path, "raise its requirement")
    for constraint in _constraints(package, document):
        ends = [upper_bound(each) for each in specifiers_of(constraint)]
        if ends and ends[-1] is not None:
            yield Pin(ends[-1], constraint, path, "raise its constraint")


def _requirements(document: Document) -> Iterator[str]:
    """Yield the requirements for development, in each of the places that they may have."""
    lists = [
        *document.table(("dependency-groups",)).values(),
        *document.table(("project", "optional-dependencies")).values(),
        document.value(("tool", "uv", "dev-dependencies")),
    ]
    for each in lists:
        if isinstance(each, list):
            yield from (text for text in each if isinstance(text, str))


def _constraints(package: str, document: Document) -> Iterator[str]:
    """Yield Poetry's constraints of a package, in its groups and outside them."""
    for table in dependency_tables(document.table(("tool", "poetry"))):
        said = table.get(package)
        said = said.get("version") if isinstance(said, dict) else said
        if isinstance(said, str):
            yield said


def _of_pre_commit(package: str, text: str) -> Iterator[Pin]:
    """Yield the `rev` of the tool's own repository of hooks, such as `ruff-pre-commit`."""
    name = f"{package}-pre-commit"
    if name not in text:
        return
    from standards_hooks.project.yaml_document import documents_in, pairs_of

    try:
        top = dict(pairs_of(next(iter(documents_in(text)), None)))
    except UncheckableFileError:
        return
    repos = top.get("repos")
    for repo in repos.value if repos is not None and isinstance(repos.value, list) else []:
        if isinstance(repo, tuple):
            continue  # A mapping instead of a list, which pre-commit rejects.
        fields = {key: str(node.value) for key, node in pairs_of(repo)}
        rev = fields.get("rev", "")
        release = lower_bound(rev.removeprefix("v")) if rev else None
        address = fields.get("repo", "").removesuffix(".git").rstrip("/")
        if address.rpartition("/")[2] == name and release is not None:
            yield Pin(release, rev, PRE_COMMIT, "raise its `rev`")
