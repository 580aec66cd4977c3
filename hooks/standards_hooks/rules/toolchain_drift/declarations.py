"""What the files of a project declare about its Python, collected file by file."""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from standards_hooks.project.violation import Violation
    from standards_hooks.rules.toolchain_drift.pins import Pin


class Declarations:
    """What the files of a project declare about its Python.

    Attributes:
        pins: The versions, each place once.
        violations: What is wrong in the files themselves.
        version_files: Files that others refer to for a version, relative to the project.
    """

    __slots__ = ("_added", "version_files", "violations")

    def __init__(self) -> None:
        """Start with nothing read."""
        self._added: dict[tuple[str, int, int, str], Pin] = {}
        self.violations: list[Violation] = []
        self.version_files: list[str] = []

    @property
    def pins(self) -> list[Pin]:
        """The versions that were added."""
        return list(self._added.values())

    def add(self, pins: Iterable[Pin]) -> None:
        """Add versions; one that YAML aliases repeat has one place and counts once."""
        for pin in pins:
            self._added.setdefault((pin.path, pin.line, pin.column, pin.text), pin)
