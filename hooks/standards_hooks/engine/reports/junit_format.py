"""A report as JUnit's XML, which every CI server shows.

JUnit has suites and cases: each file with findings is a suite, each finding a failed case of it, or
one that passed and printed the message where it only warns. A run without findings is one case that
passed.
"""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from standards_hooks.engine.output import visible, without_inner_commands


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.core.finding import Finding
    from standards_hooks.engine.reports.contents import Report


NAME = "standards-hooks"
XML_MARK = "&#35;"
"""How XML may write `#`, so that no CI server finds a command in the document."""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def write(report: Report) -> str:
    """Return a report as an XML document."""
    lines = [HEAD, f"<testsuites{_attributes(name=NAME)}>"]
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        lines += _suite(path, list(findings))
    if report.errors:
        number = len(report.errors)
        counts = _attributes(name="configuration", tests=number, failures=0, errors=number)
        lines.append(f"  <testsuite{counts}>")
        for error in report.errors:
            lines += _case("configuration", "configuration", "error", error)
        lines.append("  </testsuite>")
    if len(lines) == len([HEAD, NAME]):
        counts = _attributes(name=NAME, tests=1, failures=0, errors=0)
        case = _attributes(classname=NAME, name="nothing found")
        lines += [f"  <testsuite{counts}>", f"    <testcase{case}/>", "  </testsuite>"]
    return "\n".join([*lines, "</testsuites>", ""])


def _suite(path: str, findings: list[Finding]) -> Iterator[str]:
    failures = sum(not finding.is_warning for finding in findings)
    counts = _attributes(name=path, tests=len(findings), failures=failures, errors=0)
    yield f"  <testsuite{counts}>"
    for finding in findings:
        name = f"{finding.hook} {finding.line}:{finding.column}"
        if finding.is_warning:
            yield f"    <testcase{_attributes(classname=path, name=name)}>"
            yield f"      <system-out>{_escaped(finding.message)}</system-out>"
            yield "    </testcase>"
        else:
            yield from _case(path, name, "failure", finding.message)
    yield "  </testsuite>"


def _case(class_name: str, name: str, kind: str, message: str) -> list[str]:
    return [
        f"    <testcase{_attributes(classname=class_name, name=name)}>",
        f"      <{kind}{_attributes(message=message)}/>",
        "    </testcase>",
    ]


def _attributes(**values: str | int) -> str:
    """Return attributes, with what is not printable, or not allowed in XML, as a visible escape."""
    return "".join(f" {name}={_quoted(str(value))}" for name, value in values.items())


def _escaped(text: str) -> str:
    return without_inner_commands(escape(visible(text)), XML_MARK)


def _quoted(text: str) -> str:
    return without_inner_commands(quoteattr(visible(text)), XML_MARK)
