"""Which files a pattern of Ruff or mypy leaves out, by the tools' own rules.

By experiment with Ruff 0.17.6: a pattern starts at the directory of its file; `*` and `?` cross
slashes; one without a slash matches any name too. `exclude` leaves out what is below a matching
directory, `lint.exclude` and `format.exclude` only matching files, `include` is compared with whole
paths alone. mypy 2.4.1 searches its regular expressions in paths from the directory of its file
on, those of directories with a slash at their end (`mypy.modulefinder.matches_exclude`).
"""

from __future__ import annotations

import functools
import posixpath
import re
import warnings


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


TOKEN = re.compile(
    r"(?P<start>^\*\*/)|(?P<between>/\*\*/)|(?P<end>/\*\*$)|(?P<class>\[!?\]?[^\]]*\])"
)
PLAIN = {"*": ".*", "?": ".", "{": "(?:", "}": ")"}


class Glob:
    """One pattern of Ruff, in the directory that it starts from.

    Attributes:
        pattern: The pattern as it is written.
    """

    __slots__ = ("_held", "_names", "_paths", "pattern")

    def __init__(self, pattern: str, directory: str) -> None:
        """Take a pattern.

        Args:
            pattern: The pattern.
            directory: Where it starts, from the repository's root on.
        """
        self.pattern = pattern
        self._held: dict[str, bool] = {}  # of directories, which hold many files
        is_absolute = pattern.startswith(("/", "~"))
        whole = pattern if is_absolute else posixpath.normpath(f"/{directory}/{pattern}")
        self._paths: re.Pattern[str] | None = (
            None if is_absolute or not pattern else _compiled(whole.lstrip("/"))
        )
        self._names: re.Pattern[str] | None = (
            None if "/" in pattern or not pattern else _compiled(pattern)
        )

    def is_path(self, path: str) -> bool:
        """Return whether it matches a whole path, from the repository's root on."""
        return self._paths is not None and self._paths.fullmatch(path) is not None

    def is_path_or_name(self, path: str) -> bool:
        """Return whether it matches a path or its last part."""
        name = path.rpartition("/")[2]
        is_name = self._names is not None and self._names.fullmatch(name) is not None
        return is_name or self.is_path(path)

    def holds(self, path: str) -> bool:
        """Return whether it matches a path, a directory around it or the name of one."""
        around = path.rpartition("/")[0]
        if around not in self._held:
            self._held[around] = bool(around) and self.holds(around)
        return self._held[around] or self.is_path_or_name(path)


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    """Return the regular expression of a glob, or None for what is none; Ruff refuses that."""
    try:
        return re.compile(_translated(pattern), re.DOTALL)
    except re.error:
        return None


def _translated(pattern: str) -> str:
    written: list[str] = []
    at = depth = 0
    while at < len(pattern):
        match = TOKEN.match(pattern, at)
        character = pattern[at]
        if match is not None:
            written.append(_special(match))
            at = match.end()
            continue
        depth += (character == "{") - (character == "}")
        at += 1
        if character == "\\" and at < len(pattern):
            written.append(re.escape(pattern[at]))
            at += 1
        elif character == "," and depth:
            written.append("|")
        else:
            written.append(PLAIN.get(character) or re.escape(character))
    return "".join(written)


def _special(match: re.Match[str]) -> str:
    """Return what stands for `**` between slashes, or for a class of characters."""
    if match.lastgroup == "class":
        inside = match.group()[1:-1].replace("\\", "\\\\").replace("[", "\\[")
        return f"[^{inside[1:]}]" if inside.startswith("!") else f"[{inside}]"
    return {"start": "(?:.*/)?", "between": "/(?:.*/)?", "end": "/.*"}[str(match.lastgroup)]


def is_found(pattern: str, path: str) -> bool:
    """Return whether a regular expression of mypy's `exclude` leaves a file out.

    Args:
        pattern: The expression; one that is none leaves nothing out.
        path: The file, from the directory of mypy's settings on.

    Returns:
        Whether it finds something in the path, as mypy searches it.
    """
    expression = _expression(pattern)
    if expression is None:
        return False
    first, *around = _with_parents(path)
    return any(expression.search(each) for each in (first, *(f"{each}/" for each in around)))


@functools.cache
def _expression(pattern: str) -> re.Pattern[str] | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return re.compile(pattern)
        except (re.error, RecursionError, OverflowError):
            return None


def _with_parents(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]
