"""Imports modules in the contexts of a program, and prints which of them can be imported.

Run as a process: reads contexts as JSON, a list of paths and module names each. Whatever is not
installed is stood in for by modules that have every attribute, so that the imports of the modules
themselves decide.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import json
import sys
import types
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Sequence


class Anything(types.ModuleType):
    """A module, and everything in it: callable, a decorator, a base class, an item of itself."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__call__":
            raise AttributeError(name)
        return type(name, (), {"__init__": lambda self, *args, **kwargs: None})


class StandIns(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds whatever nobody else finds, but for the names that the program has itself."""

    def __init__(self, own: frozenset[str]) -> None:
        """Take the first parts of the program's own names."""
        self._own = own

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: types.ModuleType | None = None,
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname.partition(".")[0] in self._own:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        module = Anything(spec.name)
        module.__path__ = []
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        del module


def imported(paths: Sequence[str], modules: Sequence[str], own: frozenset[str]) -> dict[str, str]:
    """Import modules with directories in front of the path.

    Args:
        paths: The directories.
        modules: The names of the modules.
        own: The first parts of names that nothing stands in for.

    Returns:
        By the name of each module, the error; empty where there is none.
    """
    known = set(sys.modules)
    sys.path[:0] = paths
    finder = StandIns(own)
    sys.meta_path.append(finder)
    results = {}
    for name in modules:
        try:
            importlib.import_module(name)
            results[name] = ""
        except BaseException as error:
            results[name] = f"{type(error).__name__}: {error}"
    sys.meta_path.remove(finder)
    del sys.path[: len(paths)]
    for name in set(sys.modules) - known:
        del sys.modules[name]
    importlib.invalidate_caches()
    return results


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    contexts = json.load(sys.stdin)
    answers = [
        imported(each["paths"], each["modules"], frozenset(each["own"])) for each in contexts
    ]
    json.dump(answers, sys.stdout)
