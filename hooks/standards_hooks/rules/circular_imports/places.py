"""The files of a project that an import runs."""

from __future__ import annotations

from dataclasses import dataclass

from standards_hooks.project.source_roots import INIT, SearchPaths


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


@dataclass(eq=False)
class Target:
    """A file that an import runs.

    Attributes:
        file: The file.
        needed: The names that are imported from it, and must exist already; empty where the module
            itself is imported.
        is_implied: Whether it runs only because it is a package around the imported module.
    """

    file: str
    needed: Sequence[str] = ()
    is_implied: bool = False


class Places:
    """The modules of a project by their paths, relative to it and with forward slashes."""

    def __init__(
        self,
        files: Iterable[str],
        named_roots: Sequence[str],
        proved_root: Callable[[str], str | None],
    ) -> None:
        """Store the modules.

        Args:
            files: Paths of the `.py` files.
            named_roots: The directories that modules are imported from, as options and project
                say; empty for its own directory.
            proved_root: Returns where the name of a directory begins that the repository has in
                use; None where it has none.
        """
        self._paths = SearchPaths(files, named_roots, proved_root)

    def targets(self, file: str, level: int, module: str, names: Sequence[str]) -> Iterator[Target]:
        """Yield the files of the project that an import runs, outer packages before inner ones.

        Args:
            file: The file that imports.
            level: The number of leading dots.
            module: The dotted name after them, or after `import`; possibly empty.
            names: What is imported from the module; empty for `import module`.
        """
        parts = module.split(".") if module else []
        start = self._start(file, level, parts)
        if start is None:
            return
        path = start
        for part in parts[: None if names else -1]:
            path = _joined(path, part)
            package = self._module_at(path)
            if package is None and path not in self._paths.directories:
                return
            is_whole = path == _joined(start, *parts)
            if package is not None and not package.endswith(INIT) and not is_whole:
                return  # Not a package: it must be an installed one of the same name.
            if package is not None and not is_whole:
                yield Target(package, is_implied=True)
        if names:
            yield from self._named(path, names)
        elif parts and (target := self._module_at(_joined(path, parts[-1]))):
            yield Target(target)

    def _named(self, path: str, names: Sequence[str]) -> Iterator[Target]:
        """Yield what `from path import names` runs: the module, and submodules among the names."""
        package = self._module_at(path)
        submodules = {}
        if package is None or package.endswith(INIT):
            submodules = {
                name: found
                for name in names
                if (found := self._module_at(_joined(path, name))) is not None
            }
        if package is not None:
            needed = [name for name in names if name not in submodules]
            yield Target(package, needed, is_implied=not needed)
        for submodule in submodules.values():
            yield Target(submodule)

    def _start(self, file: str, level: int, parts: Sequence[str]) -> str | None:
        """Return the directory in which the name of an import begins; None outside the project."""
        directory = _directory_of(file)
        if level:
            for _ in range(level - 1):
                if not directory:
                    return None
                directory = _directory_of(directory)
            return directory
        return self._paths.root_of(parts[0], directory)

    def _module_at(self, path: str) -> str | None:
        """Return the file of the module or package at a path without suffix."""
        package = _joined(path, INIT)
        if self._paths.is_file(package):
            return package
        return f"{path}.py" if self._paths.is_file(f"{path}.py") else None


def is_package_around(package: str, file: str) -> bool:
    """Return whether a file is the `__init__.py` of a package that another file is in."""
    return (
        package != file and package.endswith(INIT) and file.startswith(package.removesuffix(INIT))
    )


def packages_around(file: str) -> list[str]:
    """Return the files of the packages that may be around a module, which run before it."""
    directory = _directory_of(file.removesuffix(f"/{INIT}"))
    packages = [INIT]
    while directory:
        packages.append(_joined(directory, INIT))
        directory = _directory_of(directory)
    return [package for package in packages if package != file]


def _directory_of(path: str) -> str:
    return path.rpartition("/")[0]


def _joined(*parts: str) -> str:
    return "/".join(part for part in parts if part)
