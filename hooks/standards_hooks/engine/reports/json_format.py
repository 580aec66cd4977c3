"""A report as one JSON document; `docs/output.md` describes its fields."""

from __future__ import annotations

import json

from standards_hooks import __version__


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.engine.reports.contents import Report


VERSION = 1
"""Incremented when a field is removed or changes its meaning, not for new fields."""


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
            }
            for finding in report.findings
        ],
        "changed": list(report.changed),
        "errors": list(report.errors),
    }
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"
