"""What the files of a project declare of its Python, collected file by file."""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from standards_hooks.project.violation import Violation
    from standards_hooks.rules.toolchain_drift.pins import Pin


class Declarations:
    """What the files of a project say of its Python.

    Attributes:
        pins: The versions, each place once.
        violations: What is wrong in the files themselves.
        version_files: Files that name a version because others say so, relative to the project.
    """

    __slots__ = ("_noted", "version_files", "violations")

    def __init__(self) -> None:
        """Start with nothing read."""
        self._noted: dict[tuple[str, int, int, str], Pin] = {}
        self.violations: list[Violation] = []
        self.version_files: list[str] = []

    @property
    def pins(self) -> list[Pin]:
        """The versions that were noted."""
        return list(self._noted.values())

    def note(self, pins: Iterable[Pin]) -> None:
        """Take versions; what an alias repeats stands at one place and counts once."""
        for pin in pins:
            self._noted.setdefault((pin.path, pin.line, pin.column, pin.text), pin)
