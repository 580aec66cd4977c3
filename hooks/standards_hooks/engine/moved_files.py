"""Which file of a baseline a file was, before it was moved or renamed.

A file without entries of a hook was another one if that one is gone from the disk and at least half
of its entries fit, as git calls two files of half the same lines a rename. An entry without a
symbol, such as that of a module without a docstring, fits only a file of the same name. What is
left is git's to say: a clone without history may know less than the one in which the file moved.

Each hook is compared on its own, so that it finds the same alone and beside others. Imported only
if something was found that the baseline does not hold.
"""

from __future__ import annotations

import os
import posixpath
from collections import Counter, defaultdict
from functools import cached_property


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    type Entry = tuple[str, str, str]
    type Symbols = Mapping[str, int]


LEAST_SHARE = 0.5
"""The part of a file's entries that has to fit; git's own threshold for renames."""


class MovedFiles:
    """The files of a baseline that are gone, and what they held."""

    def __init__(self, baseline: Mapping[Entry, int], directory: str) -> None:
        """Take a baseline.

        Args:
            baseline: How often each entry is recorded.
            directory: Absolute directory that its paths begin in.
        """
        self._directory = directory
        self._symbols: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for (path, hook, symbol), number in baseline.items():
            self._symbols[path, hook][symbol] += number
        self._gone: dict[str, bool] = {}

    def origin_of(self, path: str, hook: str, found: Symbols) -> str:
        """Return the path under which the baseline has the findings of a hook in a file.

        Args:
            path: The file, from the baseline's directory on.
            hook: The hook.
            found: How many findings it has there, by symbol.

        Returns:
            The path itself where the baseline has entries of the hook for it, or no file that is
            gone fits.
        """
        if (path, hook) in self._symbols:
            return path
        ranked = [
            (share, posixpath.basename(each) == posixpath.basename(path), each)
            for each in self._candidates(path, hook, found)
            if (share := self._share(each, path, hook, found)) >= LEAST_SHARE
        ]
        return max(ranked, default=(0, False, path))[2]

    def _share(self, old: str, new: str, hook: str, found: Symbols) -> float:
        """Return which part of the entries of an old file fit the findings of a new one."""
        has_same_name = posixpath.basename(old) == posixpath.basename(new)
        held = {
            symbol: number
            for symbol, number in self._symbols[old, hook].items()
            if symbol or has_same_name
        }
        fitting = sum(min(number, found.get(symbol, 0)) for symbol, number in held.items())
        return fitting / sum(held.values()) if held else 0

    def _candidates(self, path: str, hook: str, found: Symbols) -> Iterable[str]:
        """Return the files that are gone and share an entry with a file, each once."""
        keys = {symbol or f"/{posixpath.basename(path)}" for symbol in found}
        return dict.fromkeys(
            old for key in sorted(keys) for old in self._gone_by_symbol.get((hook, key), ())
        )

    @cached_property
    def _gone_by_symbol(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """The files that are gone, by hook and symbol, or the file's name where there is none."""
        gone: dict[tuple[str, str], list[str]] = defaultdict(list)
        for old, hook in self._symbols:
            if self._is_gone(old):
                name = posixpath.basename(old)
                for symbol in self._symbols[old, hook]:
                    gone[hook, symbol or f"/{name}"].append(old)
        return gone

    def _is_gone(self, path: str) -> bool:
        if path not in self._gone:
            self._gone[path] = not os.path.lexists(os.path.join(self._directory, path))
        return self._gone[path]


def origins_of(
    found: Mapping[Entry, int],
    baseline: Mapping[Entry, int],
    directory: str,
    renamed: Callable[[], Mapping[str, str]],
) -> dict[tuple[str, str], str]:
    """Return under which paths a baseline has the findings of files.

    Args:
        found: How often each entry is found, under the current path of its file.
        baseline: How often each entry is recorded.
        directory: Absolute directory that the paths begin in.
        renamed: Asks git for the new path of each old one; called only where the entries do not
            say enough.

    Returns:
        The path in the baseline, by path and hook, where it is another one.
    """
    symbols: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (path, hook, symbol), number in found.items():
        symbols[path, hook][symbol] += number
    moved = MovedFiles(baseline, directory)
    known = {(path, hook) for path, hook, _ in baseline}
    origins = {
        (path, hook): moved.origin_of(path, hook, counts)
        for (path, hook), counts in symbols.items()
    }
    unknown = [key for key, origin in origins.items() if origin == key[0] and key not in known]
    hooks = {hook for _, hook in known}
    if any(hook in hooks for _, hook in unknown):
        old_names = {new: old for old, new in renamed().items()}
        for path, hook in unknown:
            origins[path, hook] = old_names.get(path, path)
    return {key: origin for key, origin in origins.items() if origin != key[0]}
