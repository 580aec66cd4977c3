"""Findings counted, by hook and by directory; those that a baseline knows apart."""

from __future__ import annotations

import os


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from standards_hooks.core.finding import Finding


DEPTH = 2
"""How many names of a directory's path are told apart."""
COLUMNS = ("new", "known", "fixable")


class Count:
    """A number of findings.

    Attributes:
        new: Those that no baseline knows.
        known: Those that one knows.
        fixable: Those among both that `--fix` can fix.
    """

    __slots__ = COLUMNS

    def __init__(self) -> None:
        """Begin at nothing."""
        self.new = 0
        self.known = 0
        self.fixable = 0

    def add(self, finding: Finding, *, is_new: bool) -> None:
        """Count one more finding."""
        if is_new:
            self.new += 1
        else:
            self.known += 1
        self.fixable += finding.is_fixable

    @property
    def total(self) -> int:
        """New and known ones together."""
        return self.new + self.known


class Statistics:
    """The findings of a run, counted.

    Attributes:
        hooks: By the id of the hook, most first.
        directories: By the first names of the directory's path, most first; `.` for none.
        total: All together.
    """

    __slots__ = ("directories", "hooks", "total")

    def __init__(self, findings: Iterable[Finding], new: Iterable[Finding]) -> None:
        """Count findings.

        Args:
            findings: All findings of a run.
            new: Those among them that no baseline knows.
        """
        beyond = {id(finding) for finding in new}
        hooks: dict[str, Count] = {}
        directories: dict[str, Count] = {}
        self.total = Count()
        for finding in findings:
            is_new = id(finding) in beyond
            place = directory_of(finding.path)
            for counts, key in ((hooks, finding.hook), (directories, place)):
                counts.setdefault(key, Count()).add(finding, is_new=is_new)
            self.total.add(finding, is_new=is_new)
        self.hooks: dict[str, Count] = _most_first(hooks)
        self.directories: dict[str, Count] = _most_first(directories)

    def lines(self) -> Iterator[str]:
        """Yield two tables, of the hooks and of the directories, each with its total."""
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
    return (name, str(count.new), str(count.known), str(count.fixable))


def directory_of(path: str) -> str:
    """Return the first names of the path of a file's directory; `.` where it has none."""
    names: Sequence[str] = os.path.dirname(path).replace(os.sep, "/").split("/")
    return "/".join(names[: DEPTH + (names[0] == "")]) or "."


def _most_first(counts: dict[str, Count]) -> dict[str, Count]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1].total, item[0])))
