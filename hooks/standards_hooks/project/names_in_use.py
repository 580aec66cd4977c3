"""What a repository itself calls its modules: the names that its packages have in use.

The name of a package is where imports begin, and that nobody can see in a directory: `src/app` is
`app` for who has `src` on the path, and `src.app` for who has the directory above. It is proved by
what the repository does, in this order:

1. absolute imports: `from app.models import User` names `backend/app` where
   `backend/app/models.py` is there, and nothing else satisfies it as well;
2. commands that name a module: of servers and workers (`uvicorn app.main:app`, `celery -A
   app.work`) and `python -m`, in Dockerfiles, compose files, workflows, pipelines, Procfiles,
   Makefiles and scripts; in a container, by what was copied where;
3. packaging: what a build backend is given by name, scripts and other entry points, and a package
   that is called as its project is.

A name proves what everything below its package is called (`ModuleIndex.scope`), up to a directory
where names begin anew. Two names of one package contradict each other: then both contexts work only
as long as its imports are relative.

Where nothing names a package, what is certain by where the files are (`structural_root`) counts,
and then a directory on a path (`PYTHONPATH`, pytest's `pythonpath`, mypy's `mypy_path`), which
shows where a name may begin that is otherwise in doubt.

A fix is complete in one pass: what it will write is known before, so that a second run knows no
more than the first. Therefore a proved name goes along the relative imports (`relative_links`), and
what is found by structure and paths counts for what is beside it, until nothing is added.

All is read once for each repository and process, from the files that git knows; nothing of it is
executed.
"""

from __future__ import annotations

import os
import posixpath
from bisect import bisect
from collections import defaultdict
from functools import cache

from standards_hooks.core.errors import ConfigurationError, UncheckableFileError
from standards_hooks.project.command_files import CommandFiles
from standards_hooks.project.declaration import DECLARING
from standards_hooks.project.imported_names import RELATIVE, names_in_lines
from standards_hooks.project.metadata import LARGEST_READ
from standards_hooks.project.module_index import SOURCE_ENDINGS, ModuleIndex
from standards_hooks.project.packaging_names import (
    Packaging,
    is_setup_script,
    normalised,
    packaging_in_cfg,
    packaging_in_ini,
    packaging_in_setup,
    packaging_in_toml,
)
from standards_hooks.project.relative_links import RelativeLinks
from standards_hooks.project.repository import Repository
from standards_hooks.project.source_roots import (
    INIT_FILES,
    PYPROJECT,
    deepest_holding,
    is_package,
    joined_path,
    upwards,
)
from standards_hooks.project.structural_root import StructuralRoot, Structure
from standards_hooks.syntax.reading import read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from standards_hooks.project.relative_links import Link


REQUIREMENTS = "requirements"
MANY = 20
"""Packages of one name from which on none is asked for what it defines."""
INI_FILES = ("pytest.ini", "tox.ini", "mypy.ini", ".mypy.ini")


class NamesInUse:
    """The names of a repository's packages, as far as the repository shows them.

    Attributes:
        root: Absolute directory of the repository.
        index: Its modules.
        paths: Directories where names may begin, by the paths of tools and of the environment.
    """

    def __init__(self, root: str, files: Iterable[str]) -> None:
        """Read the evidence.

        Args:
            root: Absolute directory of the repository.
            files: Its files, relative to it, with forward slashes.
        """
        self.root = root
        self._files = frozenset(files)
        self._known: list[str] = sorted(self._files)
        self._scopes: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._begun: defaultdict[str, set[str]] = defaultdict(set)
        self._continued: defaultdict[str, set[str]] = defaultdict(set)
        self._newly_named: list[str] = []
        self._used: set[tuple[str, str, str]] = set()
        self._inits: dict[str, bytes] = {}
        self.paths: list[str] = []
        packaging = {path: found for path in self._known if (found := self._packaging(path))}
        projects = {posixpath.dirname(path) for path in packaging} | {
            posixpath.dirname(path) for path in self._known if posixpath.basename(path) == PYPROJECT
        }
        self.index = ModuleIndex(self._known, projects - {""})
        self._links = RelativeLinks(self.index)
        self._structure = Structure(root, self.is_root, self.is_imported)
        self._packages: list[str] = sorted(self.index.packages - {""})
        self._searched: set[str] = set()
        self._foreign: set[str] = _foreign(packaging.values(), self._required())
        self._read_imports()
        self._read_commands()
        for path, found in packaging.items():
            self._take_packaging(path, found)
        for path in self._known:
            directory, name = posixpath.split(path)
            if name in INI_FILES:
                paths = packaging_in_ini(self.text(path))
                self.paths += [joined_path(directory, each) for each in paths]
        self._follow_links()
        self._take_structure(self._structure.root_of)
        self._take_structure(self.structural_root)

    def of(self, directory: str) -> dict[str, str]:
        """Return the names that a directory has as a package, each with a place that shows it.

        Args:
            directory: The directory, relative to the repository.
        """
        names: dict[str, str] = {}
        for scope in self.index.scopes_around(directory):
            inside = directory[len(scope) :].strip("/").replace("/", ".")
            for name, place in self._scopes.get(scope, {}).items():
                names.setdefault(f"{name}.{inside}" if inside else name, place)
        return names

    def root_of(self, directory: str) -> str | None:
        """Return where the name of a directory begins; None where it has none, or several.

        Args:
            directory: The directory, relative to the repository.
        """
        names = list(self.of(directory))
        end = names[0].replace(".", "/") if len(names) == 1 else ""
        if not end or not f"/{directory}".endswith(f"/{end}"):
            return None
        return directory[: len(directory) - len(end)].rstrip("/")

    def is_root(self, directory: str) -> bool:
        """Return whether names begin in a directory: those of most packages in it that have one.

        None begin in a directory that is known to be a package itself.
        """
        begun, continued = self._begun.get(directory, ()), self._continued.get(directory, ())
        return len(begun) > len(continued) and not self._is_known_package(directory)

    def is_imported(self, directory: str) -> bool:
        """Return whether a directory itself is imported as a package, and is no root."""
        is_named = directory in self._continued or self._is_known_package(directory)
        return is_named and not self.is_root(directory)

    def _is_known_package(self, directory: str) -> bool:
        """Return whether relative imports reach a directory, or did before they were fixed."""
        return directory in self._links.reached or bool(self.of(directory))

    def structural_root(self, directory: str) -> StructuralRoot:
        """Return where the names of a directory begin that has none in use.

        Args:
            directory: The absolute directory.

        Returns:
            By where the files are; else the deepest of the paths that are known to tools.
        """
        found = self._structure.root_of(directory)
        if not found.doubt:
            return found
        paths = [posixpath.join(self.root, each).rstrip("/") for each in self.paths]
        root = deepest_holding([each for each in paths if not is_package(each)], directory)
        return StructuralRoot(root) if root not in {None, directory} and root else found

    def use(self, top: str, name: str, place: str, reach: str) -> None:
        """Note that something names a module.

        Args:
            top: The directory that the first part of the name means.
            name: That first part, or more of them.
            place: Where it is named, as a report shows it.
            reach: The path of the module, without suffix.
        """
        if top not in self.index.directories:
            return
        used = (top, name, self.index.directory_of(reach))
        if used in self._used:
            return
        self._used.add(used)
        scope = self.index.scope(top, used[2])
        inside = scope[len(top) :].replace("/", ".")
        if name + inside not in self._scopes[scope]:
            self._scopes[scope][name + inside] = place
            self._newly_named.append(scope)
        if posixpath.basename(top) == name:
            root = posixpath.dirname(top)
            self._begun[root].add(scope)
            for around in upwards(posixpath.dirname(scope)):
                if len(around) <= len(root):
                    break
                self._continued[around].add(scope)

    def resolve(self, name: str, imported: str, start: str) -> tuple[str, str] | None:
        """Return the root that a dotted name begins in, and the path of what it means.

        Args:
            name: The dotted name.
            imported: What is imported from it, which may be a module too; possibly none.
            start: The directory of the file that names it.

        Returns:
            Both without a suffix; None where nothing of the repository is meant, or one of several.
        """
        first = name.partition(".")[0]
        if not self.index.is_known(first) or first in self._foreign:
            return None
        whole = f"{name}.{imported}" if imported else name
        if self.index.roots_of(whole):
            found = self._root_of(whole, start)
        elif "." in name:
            whole, found = name, self._root_of(name, start)
        else:
            whole, found = name, self._root_that_defines(name, imported)
        return None if found is None else (found, joined_path(found, whole.replace(".", "/")))

    def _root_of(self, name: str, start: str) -> str | None:
        """Return the root of a name with several parts, which a package alone does not prove."""
        root = self.index.root_of(name, start) if "." in name else None
        return None if root is None or self.index.is_of_standard_library(name, root) else root

    def _root_that_defines(self, name: str, imported: str) -> str | None:
        """Return the root of a package whose `__init__` has a word, where there is only one."""
        roots = self.index.roots_of(name)
        if not imported or len(roots) > MANY:
            return None
        defining = [root for root in roots if self._defines(root, name, imported)]
        found = defining[0] if len(defining) == 1 else None
        return None if found is None or self.index.is_of_standard_library(name, found) else found

    def _defines(self, root: str, name: str, imported: str) -> bool:
        """Return whether the `__init__` of a package has a word."""
        package = joined_path(root, name)
        return any(
            imported.encode() in self._init(file)
            for init in INIT_FILES
            if (file := joined_path(package, init)) in self._files
        )

    def _init(self, path: str) -> bytes:
        """Return the bytes of an `__init__` file, read once."""
        if path not in self._inits:
            self._inits[path] = self.read(path)
        return self._inits[path]

    def read(self, path: str) -> bytes:
        """Return the bytes of a file of the repository; none of one that cannot be read."""
        try:
            return read_source(f"{self.root}/{path}", LARGEST_READ)
        except UncheckableFileError:
            return b""

    def text(self, path: str) -> str:
        """Return the text of a file of the repository; none of one that is no text."""
        try:
            return self.read(path).decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            return ""

    def _packaging(self, path: str) -> Packaging | None:
        """Return the metadata of a project in a file; None in a file without."""
        directory, name = posixpath.split(path)
        if name == PYPROJECT:

            def has(module: str) -> bool:
                inside = joined_path(directory, module)
                return any(
                    f"{inside}{end}" in self._files
                    for end in (*SOURCE_ENDINGS, *(f"/{init}" for init in INIT_FILES))
                )

            return packaging_in_toml(self.text(path), has)
        if name == "setup.cfg":
            return packaging_in_cfg(self.text(path))
        if name == "setup.py" and is_setup_script(text := self.text(path)):
            return packaging_in_setup(text)
        return None

    def _required(self) -> list[str]:
        """Return the lines of the files of requirements."""
        lines: list[str] = []
        for path in self._known:
            if REQUIREMENTS in path and path.endswith((".txt", ".in")):
                lines += self.text(path).split("\n")
        return lines

    def _read_imports(self) -> None:
        resolved: set[tuple[str, str, str]] = set()
        for path in self._known:
            if not path.endswith(SOURCE_ENDINGS):
                continue
            directory = posixpath.dirname(path)
            for module, name, line in names_in_lines(self.read(path)):
                if module.startswith(RELATIVE):
                    self._links.add(directory, module, name, f"{path}:{line}")
                    continue
                first = module.partition(".")[0]
                asked = (directory, module, name)
                if not self.index.is_known(first) or asked in resolved:
                    continue
                resolved.add(asked)
                found = self.resolve(module, name, directory)
                if found is not None:
                    self.use(joined_path(found[0], first), first, f"{path}:{line}", found[1])

    def _read_commands(self) -> None:
        files = CommandFiles(self.index, self._files, self.text)
        for named in files.read():
            if named.top is not None:
                self.use(named.top, named.name.partition(".")[0], named.place, named.path)
                continue
            found = self._resolve_command(named.name, posixpath.dirname(named.file))
            if found is not None:
                top = named.name.partition(".")[0]
                self.use(joined_path(found[0], top), top, named.place, found[1])
        self.paths += files.paths

    def _resolve_command(self, name: str, start: str) -> tuple[str, str] | None:
        """Resolve a module that a command names; its last part may be something in the module."""
        module = name.rpartition(".")[0]
        found = self.resolve(name, "", start) if module else None
        return found or (self.resolve(module, "", start) if "." in module else None)

    def _take_packaging(self, path: str, found: Packaging) -> None:
        directory = posixpath.dirname(path)
        for written, name in found.packages:
            package = joined_path(directory, written)
            self._use_package(package, name, path)
        for root in found.roots:
            self._use_all_in(joined_path(directory, root), path)
        for name in found.modules:
            resolved = self._resolve_command(name, directory) if "." in name else None
            if resolved is not None:
                top = name.partition(".")[0]
                self.use(joined_path(resolved[0], top), top, path, resolved[1])
        self.paths += [joined_path(directory, each) for each in found.paths]

    def _use_package(self, package: str, name: str, place: str) -> None:
        """Note a package with its name, by its first part where the directories are so called."""
        first, _, rest = name.replace(".", "/").partition("/")
        if f"/{package}".endswith(f"/{first}/{rest}".rstrip("/")):
            top = package.removesuffix(f"/{rest}") if rest else package
            self.use(top, first, place, package)
        else:
            self.use(package, name, place, package)

    def _use_all_in(self, root: str, place: str) -> None:
        """Note the packages in a directory that a backend finds packages in."""
        if root in self._searched:
            return
        self._searched.add(root)
        start = f"{root}/" if root else ""
        first = bisect(self._packages, start)
        for package in self._packages[first:]:
            if not package.startswith(start):
                break
            parent = posixpath.dirname(package)
            if parent == root or parent not in self.index.packages:
                top = start + package[len(start) :].partition("/")[0]
                self.use(top, posixpath.basename(top), place, package)

    def _take_structure(self, root_of: Callable[[str], StructuralRoot]) -> None:
        """Note where names begin in directories that nothing names, until nothing is added.

        Args:
            root_of: Returns the root of an absolute directory.
        """
        unnamed = sorted(self._links.reached.items())
        is_new = True
        while is_new:
            is_new = False
            unnamed = [(directory, place) for directory, place in unnamed if not self.of(directory)]
            for directory, place in unnamed:
                if not self.of(directory):
                    found = root_of(posixpath.join(self.root, directory))
                    is_new |= self._take_root(directory, found, place)

    def _take_root(self, directory: str, found: StructuralRoot, place: str) -> bool:
        """Note the root of a directory; return whether it is certain, and shows a name."""
        root = self.relative(found.directory) if not found.doubt else None
        if root is None or root == directory:
            return False
        top = directory.removeprefix(root).strip("/").partition("/")[0]
        self.use(joined_path(root, top), top, place, directory)
        self._follow_links()
        return bool(self.of(directory))

    def _follow_links(self) -> None:
        """Take new names along relative imports, as far as they go."""
        while self._newly_named:
            for link in self._links.of_scope(self._newly_named.pop()):
                for name in self.of(link.directory):
                    self._take_link(link, name)

    def _take_link(self, link: Link, name: str) -> None:
        """Note what a relative import means in a package of a name, if the name is long enough."""
        parts = name.split(".")
        if len(parts) < link.level:
            return
        end = "/" + name.replace(".", "/")
        if f"/{link.directory}".endswith(end):
            top = f"/{link.directory}".removesuffix(end) + "/" + parts[0]
            self.use(top[1:], parts[0], link.place, link.reach)
            return
        start = link.directory.split("/")[: 1 - link.level or None]
        kept = parts[: 1 - link.level or None]
        self.use("/".join(start), ".".join(kept), link.place, link.reach)

    def relative(self, directory: str) -> str | None:
        """Return an absolute directory as it is called here; None outside of the repository."""
        if directory == self.root:
            return ""
        start = self.root.rstrip("/") + "/"
        return directory.removeprefix(start) if directory.startswith(start) else None


def _foreign(packagings: Iterable[Packaging], required: Iterable[str]) -> set[str]:
    """Return the import names of other projects' distributions, as far as these are called so."""
    own: set[str] = set()
    needed: set[str] = set()
    for each in packagings:
        own.add(normalised(each.name))
        needed.update(each.dependencies)
    needed.update(required)
    names = {_distribution(line) for line in needed}
    return {normalised(name) for name in names if name} - own


def _distribution(requirement: str) -> str:
    """Return the name at the beginning of a requirement; none of an option or a comment."""
    requirement = requirement.strip()
    end = next(
        (
            at
            for at, character in enumerate(requirement)
            if not (character.isalnum() or character in "-_.")
        ),
        len(requirement),
    )
    return requirement[:end] if requirement[:1].isalnum() else ""


@cache
def names_in(root: str) -> NamesInUse:
    """Return the names in use of a repository, read once.

    Args:
        root: Absolute directory of the repository.
    """
    repository = Repository(root)
    try:
        return NamesInUse(root, repository.files)
    except ConfigurationError:
        return NamesInUse(root, repository.walked())


def evidence_root(directory: str) -> str | None:
    """Return the directory whose files say what the packages in a directory are called.

    Args:
        directory: Absolute directory of a file.

    Returns:
        The repository; without git the outermost project; None outside of both.
    """
    project = None
    for candidate in upwards(directory):
        if os.path.exists(posixpath.join(candidate, ".git")):
            return candidate
        if any(os.path.isfile(posixpath.join(candidate, name)) for name in DECLARING):
            project = candidate
    return project
