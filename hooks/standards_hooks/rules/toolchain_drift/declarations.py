"""What the files of a project declare about its Python, collected file by file."""

from __future__ import annotations

from dataclasses import dataclass, field


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from standards_hooks.project.violation import Violation
    from standards_hooks.project.yaml_document import Place
    from standards_hooks.rules.toolchain_drift.pins import Pin


@dataclass(frozen=True)
class OtherHook:
    """A hook of pre-commit that runs a formatter or linter beside Ruff.

    Attributes:
        path: The configuration of pre-commit, relative to the project's directory.
        place: Line and column of the hook's id.
        id: The id.
        tool: The tool that it runs.
    """

    path: str
    place: Place
    id: str
    tool: str


@dataclass(eq=False)
class Declarations:
    """What the files of a project declare about its Python.

    Attributes:
        pins: The versions, each place once.
        violations: What is wrong in the files themselves.
        other_hooks: Hooks of pre-commit that run other formatters and linters than Ruff.
        version_files: Files that others refer to for a version, relative to the project.
    """

    violations: list[Violation] = field(default_factory=list)
    other_hooks: list[OtherHook] = field(default_factory=list)
    version_files: list[str] = field(default_factory=list)
    _added: dict[tuple[str, tuple[int, int], str], Pin] = field(default_factory=dict)

    @property
    def pins(self) -> list[Pin]:
        """The versions that were added."""
        return list(self._added.values())

    def add(self, pins: Iterable[Pin]) -> None:
        """Add versions; one that YAML aliases repeat has one place and counts once."""
        for pin in pins:
            self._added.setdefault((pin.path, pin.place, pin.text), pin)
