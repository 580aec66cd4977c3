"""How a run is told: in lines for people, or in the format of another program.

Lines without colour, as a hook prints them into a pipe, need nothing of this package.
"""

from __future__ import annotations

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.engine.arguments import FORMATS, OUTPUT_VARIABLE


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.engine.hook import Hook

    type Writer = Callable[["Report"], str]


class Report:
    """All that is to be told of a run.

    Attributes:
        findings: What was found, sorted.
        changed: The files that were rewritten, sorted.
        errors: One line for each wrong configuration.
        hooks: The hooks that ran.
    """

    __slots__ = ("changed", "errors", "findings", "hooks")

    def __init__(
        self,
        findings: Sequence[Finding],
        changed: Sequence[str] = (),
        errors: Sequence[str] = (),
        hooks: Sequence[Hook] = (),
    ) -> None:
        """Take what there is to tell."""
        self.findings = findings
        self.changed = changed
        self.errors = errors
        self.hooks = hooks


def document_of(format_: str, report: Report) -> str:
    """Return a report as another program reads it.

    Args:
        format_: One of `FORMATS` other than text.
        report: What there is to tell.

    Returns:
        The whole output.

    Raises:
        ConfigurationError: If there is no such format; the environment may name any.
    """
    if format_ not in FORMATS:
        reason = f"`{format_}` is not one of {', '.join(FORMATS)}"
        raise ConfigurationError(OUTPUT_VARIABLE, reason)
    import importlib

    module = importlib.import_module(f"{__name__}.{format_}_format")
    write: Writer = module.write
    return write(report)
