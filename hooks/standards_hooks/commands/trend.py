"""How many findings a baseline held in its last commits."""

from __future__ import annotations

import os

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.engine.known_findings import parse_baseline
from standards_hooks.project.git import answer_of


COMMITS = 50
"""How far to look back, in commits that changed the baseline."""


class Point:
    """A baseline at one commit.

    Attributes:
        day: Day of the commit, as `2026-11-23`.
        findings: Number of findings that it held.
    """

    __slots__ = ("day", "findings")

    def __init__(self, day: str, findings: int) -> None:
        """Take day and number."""
        self.day = day
        self.findings = findings


def trend_of(baseline: str) -> list[Point]:
    """Return the last points of a baseline's history, oldest first.

    Args:
        baseline: Absolute path of the baseline.

    Returns:
        A point for each of the last commits that changed it, as far as git knows them and they
        can be read; none without a history.
    """
    directory, name = os.path.split(baseline)
    log = answer_of(directory, "log", f"-{COMMITS}", "--format=%H %cs", "--", name).decode()
    points = []
    for line in log.splitlines():
        commit, _, day = line.partition(" ")
        content = answer_of(directory, "show", f"{commit}:./{name}")
        try:
            entries = parse_baseline(name, content)
        except ConfigurationError:
            continue  # It was removed there, or merged badly.
        points.append(Point(day, entries.total()))
    return points[::-1]
