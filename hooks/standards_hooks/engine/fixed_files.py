"""What `--fix` and `--diff` did: to which files, and how many findings of which hooks.

Imported only where something was fixed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from standards_hooks.core.wording import counted
from standards_hooks.engine.output import visible


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


NEXT = ("ruff check --fix", "ruff format", "git add -u")
"""The commands that complete a fix: they sort imports, lay the changes out and stage them."""


@dataclass
class FixedFile:
    """A file that was fixed, or would be.

    Attributes:
        path: The file, as it is to be reported.
        difference: The unified difference, where that is what was asked for.
        counts: How many findings were fixed, by the id of their hook.
        changes: What was changed in a configuration, a line for each key.
    """

    path: str
    difference: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)

    def add(self, counts: Mapping[str, int], changes: Iterable[str] = ()) -> None:
        """Count further findings of the file, and take in what was changed."""
        self.changes += changes
        for hook_id, number in counts.items():
            self.counts[hook_id] = self.counts.get(hook_id, 0) + number

    @property
    def counted_hooks(self) -> str:
        """The hooks with their numbers, sorted: `mutable-defaults: 1, relative-imports: 3`."""
        return ", ".join(f"{hook_id}: {number}" for hook_id, number in sorted(self.counts.items()))

    def lines(self) -> list[str]:
        """Return what a report says of the file: how much was fixed, and each change of a key."""
        path = visible(self.path)
        fixed = f"Fixed {path} ({self.counted_hooks})"
        return [fixed, *(f"{path}: {change}" for change in self.changes)]


def closing_line(files: Iterable[FixedFile], left: int) -> str:
    """Return the last line of a run that fixed something.

    Args:
        files: The files that were fixed.
        left: How many findings are reported after that.

    Returns:
        How much was fixed, what is left, and the commands to run next.
    """
    fixed = list(files)
    number = sum(sum(each.counts.values()) for each in fixed)
    done = f"Fixed {counted(number, 'finding')} in {counted(len(fixed), 'file')}"
    return f"{done}, {left or 'none'} left. Next: {', '.join(NEXT)}"
