"""A report as GitHub's workflow commands, which annotate the lines of a pull request."""

from __future__ import annotations

from standards_hooks.engine.output import visible, without_inner_commands


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.engine.reports.contents import Report


TITLE = "standards-hooks"


def write(report: Report) -> str:
    """Return a report as workflow commands, one a line.

    The escaping is that of GitHub's own toolkit (`actions/toolkit`, `command.ts`), which is the
    only place where it is documented; what is not printable is made visible before.
    """
    lines = [
        f"::{'warning' if finding.is_warning else 'error'} file={_property(finding.path)},"
        f"line={finding.line},col={finding.column},"
        f"title={_property(finding.hook)}::{_data(finding.message)}"
        for finding in report.findings
    ]
    lines += [
        f"::notice file={_property(each.path)},title={TITLE}::"
        + _data(f"rewritten by --fix ({each.counted_hooks})")
        for each in report.fixed
    ]
    lines += [f"::error title={TITLE}::{_data(error)}" for error in report.errors]
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    text = without_inner_commands(visible(text))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
