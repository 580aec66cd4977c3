"""What a report contains, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.engine.fixed_files import FixedFile
    from standards_hooks.engine.hook import Hook


@dataclass(frozen=True)
class Report:
    """The results of a run.

    Attributes:
        findings: What was found, sorted.
        fixed: The files that were rewritten, sorted.
        errors: One line for each wrong configuration.
        hooks: The hooks that ran.
    """

    findings: Sequence[Finding]
    fixed: Sequence[FixedFile] = ()
    errors: Sequence[str] = ()
    hooks: Sequence[Hook] = ()
