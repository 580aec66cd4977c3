"""Path patterns of `exclude` options.

A pattern without a slash matches any part of a path, so `migrations` excludes every directory of
that name and `*_pb2.py` every such file; one with a slash matches from the directory of the
configuration on, `**` standing for any number of parts. A pattern that matches a directory
excludes everything below it, as Ruff and Git have it.
"""

from __future__ import annotations


WILDCARDS = frozenset("*?[")


def matches(path: str, pattern: str) -> bool:
    """Tell whether a pattern matches a path or a directory above it.

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
