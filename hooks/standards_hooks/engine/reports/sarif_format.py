"""A report as SARIF 2.1.0, which code hosts and editors show as alerts (OASIS, section 3)."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from urllib.parse import quote

from standards_hooks import __version__
from standards_hooks.core.finding import SUITE
from standards_hooks.engine.output import without_inner_commands
from standards_hooks.engine.reports.json_format import JSON_MARK


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.engine.hook import Hook
    from standards_hooks.engine.reports.contents import Report

    type Json = dict[str, object]


SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "standardsHooks/v1"
SUITE_SUMMARY = "Files can be checked, and suppressions name a known hook."


def write(report: Report) -> str:
    """Return a report as a SARIF log of one run.

    A finding's fingerprint is made of path, hook, symbol and its number among the findings that
    share them, so that an alert stays the same when lines move.
    """
    hooks = {hook.id: hook for hook in report.hooks}
    rules = sorted({*hooks, *(finding.hook for finding in report.findings)})
    run: Json = {
        "tool": {
            "driver": {
                "name": "standards-hooks",
                "version": __version__,
                "rules": [_rule(name, hooks.get(name)) for name in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.errors,
                "toolConfigurationNotifications": [
                    {"level": "error", "message": {"text": error}} for error in report.errors
                ],
            }
        ],
        "results": _results(report.findings, rules),
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    text = json.dumps(log, indent=2, ensure_ascii=True) + "\n"
    return without_inner_commands(text, JSON_MARK)


def _rule(name: str, hook: Hook | None) -> Json:
    summary = hook.summary if hook else SUITE_SUMMARY
    text = hook.documentation.strip() if hook else SUITE_SUMMARY
    return {
        "id": name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": summary},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": "error" if name == SUITE else "warning"},
    }


def _results(findings: Sequence[Finding], rules: list[str]) -> list[Json]:
    numbers: Counter[tuple[str, str, str]] = Counter()
    results = []
    for finding in findings:
        about = (finding.path, finding.hook, finding.symbol)
        numbers[about] += 1
        identity = "\0".join((*about, str(numbers[about])))
        results.append(
            {
                "ruleId": finding.hook,
                "ruleIndex": rules.index(finding.hook),
                "level": "note" if finding.is_warning else "warning",
                "message": {"text": finding.message},
                "locations": [{"physicalLocation": _location(finding)}],
                "partialFingerprints": {FINGERPRINT: _digest(identity)},
            }
        )
    return results


def _location(finding: Finding) -> Json:
    return {
        "artifactLocation": {"uri": _uri(finding.path)},
        "region": {"startLine": finding.line, "startColumn": finding.column},
    }


def _uri(path: str) -> str:
    """Return a path as a URI reference (RFC 3986), relative where the path is."""
    text = quote(os.fsencode(path.replace(os.sep, "/")))
    return f"file://{text}" if os.path.isabs(path) else text


def _digest(identity: str) -> str:
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
