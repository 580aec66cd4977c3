"""Path patterns of `exclude` options.

A pattern without a slash matches any part of a path, so `migrations` excludes every directory of
that name and `*_pb2.py` every such file; one with a slash matches from the directory of the
configuration on, `**` standing for any number of parts. A pattern that matches a directory
excludes everything below it, as Ruff and Git have it.
"""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


WILDCARDS = frozenset("*?[")


class Globs:
    """Several patterns, sorted by how they are compared once for all paths."""

    __slots__ = ("_endings", "_names", "_others")

    def __init__(self, patterns: Iterable[str]) -> None:
        """Take the patterns."""
        endings, names, others = [], [], []
        for pattern in patterns:
            plain = pattern.removeprefix("./").rstrip("/")
            if "/" in plain:
                others.append(pattern)
            elif WILDCARDS.isdisjoint(plain):
                names.append(plain)
            elif plain[0] == "*" and WILDCARDS.isdisjoint(plain[1:]):
                endings.append(plain[1:])
            else:
                others.append(pattern)
        self._endings = tuple(endings)
        self._names = frozenset(names)
        self._others = tuple(others)

    def match(self, path: str) -> bool:
        """Return whether one of the patterns matches a path or a directory above it.

        Args:
            path: Relative path with forward slashes.

        Returns:
            The same as `matches` for any of them.
        """
        endings, names = self._endings, self._names
        if endings or names:
            for part in path.split("/"):
                if part in names or part.endswith(endings):
                    return True
        return any(matches(path, pattern) for pattern in self._others)


def matches(path: str, pattern: str) -> bool:
    """Return whether a pattern matches a path or a directory above it.

    Args:
        path: Relative path with forward slashes.
        pattern: The pattern.

    Returns:
        Whether it matches.
    """
    parts = path.split("/")
    pattern = pattern.removeprefix("./").rstrip("/")
    if "/" not in pattern:
        return any(_part_matches(part, pattern) for part in parts)
    patterns = pattern.lstrip("/").split("/")
    return any(_parts_match(parts[:end], patterns) for end in range(1, len(parts) + 1))


def _parts_match(parts: list[str], patterns: list[str]) -> bool:
    if not patterns:
        return not parts
    if patterns[0] == "**":
        rest = patterns[1:]
        return not rest or any(_parts_match(parts[skip:], rest) for skip in range(len(parts) + 1))
    return (
        bool(parts)
        and _part_matches(parts[0], patterns[0])
        and _parts_match(parts[1:], patterns[1:])
    )


def _part_matches(part: str, pattern: str) -> bool:
    tail = pattern[1:]
    if pattern[:1] == "*" and WILDCARDS.isdisjoint(tail):
        return part.endswith(tail)
    if WILDCARDS.isdisjoint(pattern):
        return part == pattern
    import fnmatch

    return fnmatch.fnmatchcase(part, pattern)
