"""Findings counted by hook and by directory, new and known ones separately."""

from __future__ import annotations

import os
from dataclasses import dataclass

from standards_hooks.engine.output import one_line


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from standards_hooks.core.finding import Finding


DEPTH = 2
"""How many leading names of a directory's path distinguish it."""
COLUMNS = ("new", "known", "fixable")


@dataclass
class Count:
    """A number of findings.

    Attributes:
        new: Those that are in no baseline.
        known: Those that are in one.
        fixable: Those among both that `--fix` can fix.
    """

    new: int = 0
    known: int = 0
    fixable: int = 0

    def add(self, finding: Finding, *, is_new: bool) -> None:
        """Count one more finding."""
        if is_new:
            self.new += 1
        else:
            self.known += 1
        self.fixable += finding.is_fixable

    @property
    def total(self) -> int:
        """The new and the known ones together."""
        return self.new + self.known


@dataclass(frozen=True)
class Statistics:
    """The findings of a run, counted.

    Attributes:
        hooks: By the id of the hook, most first.
        directories: By the first names of the directory's path, most first; `.` for none.
        total: All together.
    """

    hooks: dict[str, Count]
    directories: dict[str, Count]
    total: Count

    @classmethod
    def of(cls, findings: Iterable[Finding], new: Iterable[Finding]) -> Statistics:
        """Count findings.

        Args:
            findings: All findings of a run.
            new: Those among them that are in no baseline.

        Returns:
            How many there are by hook and by directory, and in all.
        """
        ids_of_new = {id(finding) for finding in new}
        hooks: dict[str, Count] = {}
        directories: dict[str, Count] = {}
        total = Count()
        for finding in findings:
            is_new = id(finding) in ids_of_new
            place = directory_of(finding.path)
            for counts, key in ((hooks, finding.hook), (directories, place)):
                counts.setdefault(key, Count()).add(finding, is_new=is_new)
            total.add(finding, is_new=is_new)
        return cls(_most_first(hooks), _most_first(directories), total)

    def lines(self) -> Iterator[str]:
        """Yield the lines of two tables, by hook and by directory, each with its total."""
        yield from self._table("hook", self.hooks)
        yield ""
        yield from self._table("directory", self.directories)

    def _table(self, title: str, counts: dict[str, Count]) -> Iterator[str]:
        rows: list[tuple[str, ...]] = [(title, *COLUMNS)]
        rows += [_cells(name, count) for name, count in counts.items()]
        rows.append(_cells("total", self.total))
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for name, *numbers in rows:
            cells = (each.rjust(width) for each, width in zip(numbers, widths[1:], strict=True))
            yield "  ".join([name.ljust(widths[0]), *cells])


def _cells(name: str, count: Count) -> tuple[str, ...]:
    return (one_line(name), str(count.new), str(count.known), str(count.fixable))


def directory_of(path: str) -> str:
    """Return the first names of the path of a file's directory; `.` where it has none."""
    names: Sequence[str] = os.path.dirname(path).replace(os.sep, "/").split("/")
    return "/".join(names[: DEPTH + (names[0] == "")]) or "."


def _most_first(counts: dict[str, Count]) -> dict[str, Count]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1].total, item[0])))
