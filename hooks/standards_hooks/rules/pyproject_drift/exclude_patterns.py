"""Which files a pattern of Ruff or mypy excludes, by the tools' own rules.

By experiment with Ruff 0.17.6: a pattern starts at the directory of its file; `*` and `?` cross
slashes; one without a slash also matches any name. `exclude` excludes everything below a matching
directory, `lint.exclude` and `format.exclude` only matching files, `include` is compared with whole
paths only. mypy 2.4.1 searches its regular expressions in paths relative to its file, those of
directories with a slash at their end (`mypy.modulefinder.matches_exclude`).

Both are matched in linear time, or refused.
"""

from __future__ import annotations

import contextlib
import functools
import posixpath
import re

from standards_hooks.rules.pyproject_drift.linear_expressions import (
    LONGEST,
    TOO_LONG,
    Expression,
    RefusedError,
)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


TOKEN = re.compile(
    r"(?P<start>^\*\*/)|(?P<between>/\*\*/)|(?P<end>/\*\*$)|(?P<class>\[!?\]?[^\]]*\])"
)
KEPT = 64
"""The most expressions in the cache; each may take some MiB."""
PLAIN = {"*": ".*", "?": ".", "{": "(?:", "}": ")"}


class Glob:
    """One pattern of Ruff, in the directory that it starts from.

    Attributes:
        pattern: The pattern as written.
    """

    def __init__(self, pattern: str, directory: str) -> None:
        """Compile a pattern.

        Args:
            pattern: The pattern.
            directory: The directory that it starts in, relative to the repository's root.

        Raises:
            RefusedError: If it is too large to be matched.
        """
        self.pattern = pattern
        self._held: dict[str, bool] = {}  # of directories, which hold many files
        is_absolute = pattern.startswith(("/", "~"))
        whole = pattern if is_absolute else posixpath.normpath(f"/{directory}/{pattern}")
        self._paths: Expression | None = (
            None if is_absolute or not pattern else _compiled(whole.lstrip("/"))
        )
        self._names: Expression | None = (
            None if "/" in pattern or not pattern else _compiled(pattern)
        )

    def is_path(self, path: str) -> bool:
        """Return whether it matches a whole path, relative to the repository's root."""
        return self._paths is not None and self._paths.fullmatch(path)

    def is_path_or_name(self, path: str) -> bool:
        """Return whether it matches a path or its last part."""
        name = path.rpartition("/")[2]
        is_name = self._names is not None and self._names.fullmatch(name)
        return is_name or self.is_path(path)

    def holds(self, path: str) -> bool:
        """Return whether it matches a path, a directory around it or the name of one."""
        return _is_around(path, self.is_path_or_name, self._held) or self.is_path_or_name(path)


class Exclude:
    """One regular expression of mypy's `exclude`; an invalid one excludes nothing."""

    def __init__(self, pattern: str) -> None:
        """Compile an expression.

        Args:
            pattern: The expression as the configuration spells it.

        Raises:
            RefusedError: If it cannot be matched in linear time.
        """
        self._held: dict[str, bool] = {}
        self._expression: Expression | None = None
        with contextlib.suppress(re.error):
            self._expression = Expression(pattern)

    def holds(self, path: str) -> bool:
        """Return whether it matches in a path, relative to the directory of mypy's settings."""
        expression = self._expression
        if expression is None:
            return False
        return expression.search(path) or _is_around(
            path, lambda directory: expression.search(f"{directory}/"), self._held
        )


def _is_around(path: str, is_matched: Callable[[str], bool], held: dict[str, bool]) -> bool:
    """Return whether a directory around a path is matched.

    Args:
        path: The path.
        is_matched: Returns whether a directory is matched itself.
        held: The directories that were checked before, each with whether it or one around it is
            matched: a directory has many files.
    """
    new = []
    around = path.rpartition("/")[0]
    while around and around not in held:
        new.append(around)
        around = around.rpartition("/")[0]
    is_held = bool(around) and held[around]
    for directory in reversed(new):
        is_held = held[directory] = is_held or is_matched(directory)
    return is_held


@functools.lru_cache(KEPT)
def _compiled(pattern: str) -> Expression | None:
    """Return the regular expression of a glob, or None for an invalid one, which Ruff rejects."""
    if len(pattern) > LONGEST:
        raise RefusedError(TOO_LONG)
    try:
        return Expression(_translated(pattern), re.DOTALL)
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
    """Return the regular expression for `**` between slashes, or for a character class."""
    if match.lastgroup == "class":
        inside = match.group()[1:-1].replace("\\", "\\\\").replace("[", "\\[")
        return f"[^{inside[1:]}]" if inside.startswith("!") else f"[{inside}]"
    return {"start": "(?:.*/)?", "between": "/(?:.*/)?", "end": "/.*"}[str(match.lastgroup)]
