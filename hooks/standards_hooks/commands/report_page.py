"""The page of `standards report`: one file of HTML, for any screen, that loads nothing."""

from __future__ import annotations

import html

from standards_hooks.engine.output import visible, without_inner_commands


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from standards_hooks.commands.baseline_trend import Point
    from standards_hooks.core.finding import Finding
    from standards_hooks.engine.statistics import Count, Statistics


LISTED = 200
"""How many new findings are listed one by one."""
WIDTH, HEIGHT, MARGIN = 600, 160, 8
"""The drawing of the trend, in its own units."""
STYLE = """\
:root { color-scheme: light dark; --line: #8886; --bar: #3b82f6 }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: right }
th:first-child, td:first-child { overflow-wrap: anywhere; text-align: left }
ul { list-style: none; padding: 0 } li { margin: .6rem 0; overflow-wrap: anywhere }
code { font: .875em ui-monospace, monospace }
svg { height: auto; max-width: 100%; stroke: var(--bar); fill: none; stroke-width: 2 }
"""


def page_of(
    name: str,
    statistics: Statistics,
    new: Sequence[Finding],
    trends: Mapping[str, Sequence[Point]],
) -> str:
    """Return the page of a repository.

    Args:
        name: Name of the repository.
        statistics: Its findings, counted.
        new: The findings that no baseline holds, sorted.
        trends: The history of each baseline, by its path.

    Returns:
        A whole document of HTML.
    """
    title = f"{escape(name)}: the coding standard"
    total = statistics.total
    summary = (
        f"<strong>{total.new}</strong> new findings, <strong>{total.known}</strong> known ones;"
        f" <code>--fix</code> can fix <strong>{total.fixable}</strong>."
    )
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>\n{STYLE}</style></head>",
        "<body>",
        f"<h1>{title}</h1>",
        f"<p>{summary}</p>",
        *(_trend(path, points) for path, points in trends.items()),
        _table("Hooks", statistics.hooks),
        _table("Directories", statistics.directories),
        _listed(new),
        "</body></html>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _table(title: str, counts: Mapping[str, Count]) -> str:
    if not counts:
        return ""
    rows = "".join(
        f"<tr><td><code>{escape(name)}</code></td><td>{count.new}</td><td>{count.known}</td>"
        f"<td>{count.fixable}</td></tr>\n"
        for name, count in counts.items()
    )
    return (
        f'<h2>{title}</h2>\n<div class="scroll"><table>\n'
        "<tr><th></th><th>new</th><th>known</th><th>fixable</th></tr>\n"
        f"{rows}</table></div>"
    )


def _listed(new: Sequence[Finding]) -> str:
    if not new:
        return ""
    items = "".join(
        f"<li><code>{escape(finding.path)}:{finding.line}:{finding.column}</code>"
        f" <strong>{escape(finding.hook)}</strong> {_text(finding.message)}</li>\n"
        for finding in new[:LISTED]
    )
    more = len(new) - LISTED
    rest = f"<p>… and {more} more: <code>standards check</code> lists them.</p>" if more > 0 else ""
    return f"<h2>New findings</h2>\n<ul>\n{items}</ul>{rest}"


def _text(message: str) -> str:
    """Return a message as HTML, the text between backticks as code."""
    parts = message.split("`")
    return "".join(
        f"<code>{escape(part)}</code>" if number % 2 and number < len(parts) - 1 else escape(part)
        for number, part in enumerate(parts)
    )


def _trend(path: str, points: Sequence[Point]) -> str:
    """Return the drawing of a baseline's history, with its first and last number in words."""
    if len(points) < len(["first", "last"]):
        return ""
    first, last = points[0], points[-1]
    caption = (
        f"{first.findings} known findings on {escape(first.day)}, {last.findings} on"
        f" {escape(last.day)}"
    )
    return (
        f"<h2>Trend of <code>{escape(path)}</code></h2>\n"
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{caption}">'
        f'<polyline points="{_line(points)}"/></svg>\n<p>{caption}.</p>'
    )


def _line(points: Sequence[Point]) -> str:
    """Return the points of a line from left to right, zero at the bottom."""
    most = max(point.findings for point in points) or 1
    step = (WIDTH - 2 * MARGIN) / (len(points) - 1)
    height = HEIGHT - 2 * MARGIN
    return " ".join(
        f"{MARGIN + step * number:.1f},{HEIGHT - MARGIN - height * point.findings / most:.1f}"
        for number, point in enumerate(points)
    )


def escape(text: str) -> str:
    """Return a text as HTML, with what is not printable as a visible escape."""
    return html.escape(without_inner_commands(visible(text)))
