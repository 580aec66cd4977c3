"""The page of `standards report`, in a real browser.

    uv run python benchmarks/report_in_a_browser.py [DIRECTORY]

makes the page of a repository (by default of this one), opens it in the Chromium or Chrome that is
on the path, on a phone and on a desk, light and dark, and prints how wide it is there, what can be
seen beyond the edge, and what it asks the network for. The browser is given a proxy that is not
there: whatever it wants to fetch fails. Exits 1 where anything is wider than its screen, asked for,
or alike in light and dark.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast


PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SCREENS = {"phone": (360, 740), "small phone": (320, 568), "desk": (1440, 900)}
SCHEMES = ("light", "dark")
MEASURE = """
<!DOCTYPE html>
<html><body style="margin: 0">
<iframe id="screen" style="border: 0; width: {width}px; height: {height}px"
 srcdoc="{page}"></iframe>
<pre id="measured"></pre>
<script>
addEventListener("load", () => {{
  const frame = document.getElementById("screen"), inner = frame.contentDocument;
  const root = inner.documentElement, body = inner.body;
  const hidden = element => {{
    for (let each = element; each; each = each.parentElement) {{
      const style = frame.contentWindow.getComputedStyle(each);
      if (["auto", "scroll"].includes(style.overflowX)) return true;
    }}
    return false;
  }};
  const beyond = [...body.querySelectorAll("*")].filter(element =>
    element.getBoundingClientRect().right > {width} + 1 && !hidden(element));
  const scrolled = [...inner.querySelectorAll(".scroll")].filter(element =>
    element.scrollWidth > element.clientWidth);
  document.getElementById("measured").textContent = JSON.stringify({{
    width: root.scrollWidth,
    beyond: beyond.slice(0, 5).map(element => element.outerHTML.slice(0, 80)),
    scrolled: scrolled.length,
    rows: inner.querySelectorAll("tr").length,
    background: frame.contentWindow.matchMedia("(prefers-color-scheme: dark)").matches,
    colour: frame.contentWindow.getComputedStyle(body).color,
    asked: frame.contentWindow.performance.getEntriesByType("resource").map(each => each.name),
  }});
}});
</script></body></html>
"""
REPORTED = re.compile(r'<pre id="measured">(?P<json>.*?)</pre>', re.DOTALL)


@dataclass(frozen=True)
class Look:
    """How the page looks on one screen.

    Attributes:
        width: Of what there is to see, in CSS pixels.
        beyond: Elements that reach beyond the edge of the screen.
        scrolled: How many tables are scrolled in a box of their own.
        rows: How many rows of tables there are.
        colour: Of the text.
        asked: What was asked of the network.
    """

    width: int
    beyond: list[str]
    scrolled: int
    rows: int
    colour: str
    asked: list[str]


def browser() -> str:
    """Return the browser on the path.

    Raises:
        SystemExit: If there is none.
    """
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        message = f"none of {', '.join(PROGRAMS)} is on the path"
        raise SystemExit(message)
    return found


def page_of(directory: Path) -> str:
    """Return the page of a repository."""
    program = (sys.executable, "-m", "standards_hooks.cli", "report", str(directory))
    finished = subprocess.run(program, capture_output=True, text=True, check=True)  # noqa: S603
    return finished.stdout


def look_at(page: str, screen: tuple[int, int], scheme: str, scratch: Path) -> Look:
    """Open a page on a screen, and measure it.

    Args:
        page: The page.
        screen: Width and height, in CSS pixels.
        scheme: `light` or `dark`.
        scratch: A directory for the files of the browser.

    Returns:
        How it looks there.

    Raises:
        RuntimeError: If the browser has reported nothing, or is in the other scheme.
    """
    width, height = screen
    wrapped = scratch / "page.html"
    content = MEASURE.format(width=width, height=height, page=html.escape(page))
    wrapped.write_text(content, encoding="utf-8")
    preferred = "1" if scheme == "light" else "0"
    options = [
        *("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={scratch / 'profile'}"),
        *("--proxy-server=127.0.0.1:9", "--virtual-time-budget=5000"),
        f"--window-size={max(width, 500)},{height}",
        f"--blink-settings=preferredColorScheme={preferred}",
    ]
    finished = subprocess.run(  # noqa: S603
        [browser(), *options, "--dump-dom", wrapped.as_uri()],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    reported = REPORTED.search(finished.stdout)
    if reported is None or not reported["json"]:
        message = f"the browser has reported nothing\n{finished.stderr[-2000:]}"
        raise RuntimeError(message)
    answer = cast("dict[str, Any]", json.loads(html.unescape(reported["json"])))
    if answer.pop("background") != (scheme == "dark"):
        message = f"the browser is not {scheme}"
        raise RuntimeError(message)
    return Look(**answer)


def main() -> int:
    """Look at the page on every screen, and print what was measured."""
    directory = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    page = page_of(directory)
    sys.stdout.write(f"{len(page.encode()):,} bytes\n")
    is_good = True
    for name, screen in SCREENS.items():
        colours = set()
        for scheme in SCHEMES:
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
                look = look_at(page, screen, scheme, Path(scratch))
            colours.add(look.colour)
            fits = look.width <= screen[0] and not look.beyond and not look.asked
            is_good = is_good and fits
            sys.stdout.write(
                f"{name} {screen[0]} x {screen[1]}, {scheme}: {look.width} wide, {look.rows} rows,"
                f" {look.scrolled} tables scrolled, {look.colour}, asked for {len(look.asked)}"
                f" things: {'good' if fits else 'WRONG'}\n"
            )
            sys.stdout.writelines(f"  beyond the edge: {each}\n" for each in look.beyond)
        if len(colours) < len(SCHEMES):
            is_good = False
            sys.stdout.write(f"{name}: light and dark are alike\n")
    return 0 if is_good else 1


if __name__ == "__main__":
    raise SystemExit(main())
