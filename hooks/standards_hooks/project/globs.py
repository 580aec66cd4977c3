"""Path patterns of `exclude` options.

A pattern without a slash matches any part of a path, so `migrations` excludes every directory of
that name and `*_pb2.py` every such file; one with a slash matches from the directory of the
configuration on, `**` standing for any number of parts. A pattern that matches a directory
excludes everything below it, as Ruff and Git have it.

Matching takes at most as many steps as the pattern has parts times those of the path, whatever
the pattern: what stands for any number of parts is never taken back further than the last one.
"""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


WILDCARDS = frozenset("*?[")
ANY_PARTS = "**"


class Globs:
    """Several patterns, sorted by how they are compared once for all paths."""

    __slots__ = ("_endings", "_names", "_others")

    def __init__(self, patterns: Iterable[str]) -> None:
        """Take the patterns."""
        endings, names = [], []
        others: list[tuple[str, ...]] = []
        for pattern in patterns:
            plain = pattern.removeprefix("./").rstrip("/")
            if "/" in plain:
                others.append(_split(plain))
            elif WILDCARDS.isdisjoint(plain):
                names.append(plain)
            elif plain[0] == "*" and WILDCARDS.isdisjoint(plain[1:]):
                endings.append(plain[1:])
            else:
                others.append(_split(plain))
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
        parts = path.split("/")
        return any(is_run(parts, each, ANY_PARTS, _part_matches) for each in self._others)


def matches(path: str, pattern: str) -> bool:
    """Return whether a pattern matches a path or a directory above it.

    Args:
        path: Relative path with forward slashes.
        pattern: The pattern.

    Returns:
        Whether it matches.
    """
    patterns = _split(pattern.removeprefix("./").rstrip("/"))
    return is_run(path.split("/"), patterns, ANY_PARTS, _part_matches)


def _split(pattern: str) -> tuple[str, ...]:
    """Return the patterns of all parts of the paths that a pattern matches."""
    if "/" not in pattern:
        return (ANY_PARTS, pattern, ANY_PARTS)
    return (*pattern.lstrip("/").split("/"), ANY_PARTS)


def is_run(
    parts: Sequence[str],
    patterns: Sequence[str],
    any_parts: str,
    is_part: Callable[[str, str], bool],
) -> bool:
    """Return whether patterns match parts one by one.

    Where a part does not match, only the last pattern for any number of parts takes one more: what
    an earlier one could take, that one can (Krauss, "Matching Wildcards: An Algorithm").

    Args:
        parts: The parts.
        patterns: The patterns.
        any_parts: The pattern that stands for any number of parts.
        is_part: Returns whether a part matches any other pattern.

    Returns:
        Whether all parts are matched by all patterns.
    """
    part = pattern = 0
    taken = after = -1
    while part < len(parts):
        if pattern < len(patterns) and patterns[pattern] == any_parts:
            taken, after = part, pattern + 1
            pattern = after
        elif pattern < len(patterns) and is_part(parts[part], patterns[pattern]):
            part += 1
            pattern += 1
        elif after < 0:
            return False
        else:
            taken += 1
            part, pattern = taken, after
    return all(each == any_parts for each in patterns[pattern:])


def _part_matches(part: str, pattern: str) -> bool:
    tail = pattern[1:]
    if pattern[:1] == "*" and WILDCARDS.isdisjoint(tail):
        return part.endswith(tail)
    if WILDCARDS.isdisjoint(pattern):
        return part == pattern
    import fnmatch

    return fnmatch.fnmatchcase(part, pattern)
