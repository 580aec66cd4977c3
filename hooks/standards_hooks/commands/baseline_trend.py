"""How many findings a baseline held in its last commits."""

from __future__ import annotations

import os
from dataclasses import dataclass

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.engine.known_findings import parse_baseline
from standards_hooks.project import git
from standards_hooks.project.repository import Repository


COMMITS = 50
"""How far to look back, in commits that changed the baseline."""


@dataclass(frozen=True)
class Point:
    """A baseline at one commit.

    Attributes:
        day: Day of the commit, as `2026-11-23`.
        findings: Number of findings that it held.
    """

    day: str
    findings: int


def trend_of(baseline: str) -> list[Point]:
    """Return the last points of a baseline's history, oldest first.

    Args:
        baseline: Absolute path of the baseline.

    Returns:
        A point for each of the last commits that changed it, except those in which it cannot be
        read; none without a history.
    """
    repository = Repository.around(os.path.dirname(baseline))
    path = repository.relative(baseline)
    try:
        log = git.ask(
            repository.root, "rev-list", f"-{COMMITS}", "--format=%H %cs", "HEAD", "--", path
        )
    except ConfigurationError:
        return []
    points = []
    # Each commit has a line of its own before the formatted one.
    for line in log.decode().splitlines()[1::2]:
        commit, _, day = line.partition(" ")
        try:
            content = git.ask(repository.root, "cat-file", "blob", f"{commit}:{path}")
            entries = parse_baseline(path, content)
        except ConfigurationError:
            continue  # Deleted in this commit, or full of conflict markers.
        points.append(Point(day, entries.total()))
    return points[::-1]
