"""A report as one JSON document; `docs/output.md` describes its fields."""

from __future__ import annotations

import json

from standards_hooks import __version__
from standards_hooks.engine.output import without_inner_commands


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.engine.reports.contents import Report


VERSION = 1
"""Incremented when a field is removed or changes its meaning, not for new fields."""
JSON_MARK = r"\u0023"
"""How a string of JSON writes `#`, so that no CI server finds a command in the document."""


def write(report: Report) -> str:
    """Return a report as a JSON document."""
    document = {
        "version": VERSION,
        "tool": {"name": "standards-hooks", "version": __version__},
        "findings": [
            {
                "path": finding.path,
                "line": finding.line,
                "column": finding.column,
                "hook": finding.hook,
                "message": finding.message,
                "symbol": finding.symbol,
                "fixable": finding.is_fixable,
                "severity": "warning" if finding.is_warning else "error",
            }
            for finding in report.findings
        ],
        "changed": [each.path for each in report.fixed],
        "fixed": [
            {"path": each.path, "hook": hook_id, "count": number}
            for each in report.fixed
            for hook_id, number in sorted(each.counts.items())
        ],
        "errors": list(report.errors),
    }
    text = json.dumps(document, indent=2, ensure_ascii=True) + "\n"
    return without_inner_commands(text, JSON_MARK)
