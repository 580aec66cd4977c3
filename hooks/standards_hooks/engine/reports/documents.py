"""Reports as documents for other programs."""

from __future__ import annotations

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.engine.arguments import FORMATS, OUTPUT_VARIABLE
from standards_hooks.engine.reports import github_format, json_format, junit_format, sarif_format


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.engine.reports.contents import Report


WRITERS = {
    "json": json_format.write,
    "github": github_format.write,
    "sarif": sarif_format.write,
    "junit": junit_format.write,
}


def document_of(output_format: str, report: Report) -> str:
    """Return a report in the format of another program.

    Args:
        output_format: One of `FORMATS` other than text.
        report: The results of a run.

    Returns:
        The whole document.

    Raises:
        ConfigurationError: If the format is unknown; the environment may name any.
    """
    if output_format not in WRITERS:
        reason = f"`{output_format}` is not one of {', '.join(FORMATS)}"
        raise ConfigurationError(OUTPUT_VARIABLE, reason)
    return WRITERS[output_format](report)
