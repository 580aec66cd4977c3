"""The pages that are made, not written: what they say comes from the rules and the data.

    uv run python -m tests.pages

writes them all; `tests/integration/test_pages.py` says which one is stale.
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import performance, precision

import standards_hooks
from standards_hooks.commands.explain import explanation_of
from standards_hooks.commands.init_completion import sample
from standards_hooks.rules import HOOK_IDS, REPOSITORY_HOOK_IDS, load_hook
from tests import security
from tests.coverage import page as coverage
from tests.coverage.clauses import read_standard
from tests.fuzz import page as reliability


if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.engine.hook import Hook


CHECKOUT = Path(__file__).parents[1]
README = CHECKOUT / "README.md"
INDEX = CHECKOUT / "docs" / "README.md"
ALL_IN_ONE = "standards"
TABLE_HEAD = "| hook | what it asks for | fixes | options |\n|---|---|---|---|\n"
LIST_START = "    rev: v0.1.0\n    hooks:\n"
SHORT_LIST_START = f"```yaml\n      - id: {ALL_IN_ONE}\n"
UNNOTICED = "- **Unnoticed.**"
MANY_OPTIONS = 7
"""Options of one kind that a row names together from here on."""


def pages() -> dict[Path, str]:
    """Return the text of every page that is made."""
    docs = CHECKOUT / "docs"
    return {
        README: readme(),
        INDEX: index(),
        coverage.PAGE: coverage.page_of(read_standard()),
        precision.PAGE: precision.page_of(precision.read_data()),
        performance.PAGE: performance.page_of(performance.read()),
        reliability.PAGE: reliability.page(),
        security.PAGE: security.page(),
        **{docs / f"{id_}.md": explanation_of(load_hook(id_)) for id_ in HOOK_IDS},
    }


def readme() -> str:
    """Return the README with its table and its lists of hooks as the registry has them."""
    text = README.read_text(encoding="utf-8")
    rows = [_row(load_hook(hook_id)) for hook_id in HOOK_IDS]
    rows.append(
        f"| `{ALL_IN_ONE}` | All of the hooks above that look at single files, in one process."
        " | yes | |\n"
    )
    text = _with_block(text, TABLE_HEAD, "\n", rows)
    text = _with_block(text, LIST_START, "```", _items(HOOK_IDS))
    text = _with_block(text, SHORT_LIST_START, "```", _items(REPOSITORY_HOOK_IDS))
    text = _with_block(text, UNNOTICED, "- **", [f" {_filled()}\n"])
    whole = sample("https://git.example.com/standards-hooks", f"v{standards_hooks.__version__}")
    first, rest = whole.split("\n", 1)
    return _with_block(text, f"```yaml\n{first}\n", "```", [rest])


def _filled() -> str:
    """Return what the README says of speed, in lines of a list."""
    said = (
        f"{performance.quotation(performance.read())} Nothing of the repository is imported or"
        " executed, and no hook touches the network."
    )
    return textwrap.fill(f"{UNNOTICED} {said}", 100, subsequent_indent="  ").removeprefix(
        f"{UNNOTICED} "
    )


def index() -> str:
    """Return the index of the pages under `docs/`."""
    lines = ["# Pages\n"]
    lines.append(
        "Each hook has a page, which the [table of all hooks](../README.md#hooks) links.\n"
    )
    lines.append("About all of them:\n")
    lines.append("- [Adopting](adopting.md): the first minutes in a repository with years of code.")
    lines.append("- [CI](ci.md): GitHub, GitLab, pre-commit.ci, and a repository in shards.")
    lines.append("- [Editors](editors.md): findings in VS Code, Vim and PyCharm.")
    lines.append("- [Configuration](configuration.md): options, and how to turn a hook off.")
    lines.append("- [Suppressions](suppressions.md): how to silence one finding, with a reason.")
    lines.append("- [Baseline](baseline.md): old findings recorded, so that only new ones count.")
    lines.append("- [Output](output.md): lines for people, and formats for other programs.")
    lines.append("- [Coverage](coverage.md): every clause of the standard, and what enforces it.")
    lines.append("- [Performance](performance.md): what the hooks cost, beside other tools.")
    lines.append("- [Precision](precision.md): how many findings are right over real services.")
    lines.append("- [Reliability](reliability.md): hostile input, counted, and newer syntax.")
    lines.append("- [Security](security.md): threats, promises and their tests; pinned packages.")
    lines.append("- [Adding a hook](adding-a-hook.md): for contributors, through a small one.")
    return "\n".join(lines) + "\n"


def _row(hook: Hook) -> str:
    fixes = "yes" if hook.can_fix else ""
    cells = (f"[`{hook.id}`](docs/{hook.id}.md)", hook.summary, fixes, _options(hook))
    return "".join(f"| {cell} " if cell else "| " for cell in cells) + "|\n"


def _options(hook: Hook) -> str:
    """Return the options of a hook, those together that begin with the same word."""
    names = [option.name for option in hook.options]
    first = {name.partition("-")[0] for name in names}
    if len(names) >= MANY_OPTIONS and len(first) == 1:
        return f"`{first.pop()}-…` for what is exempt by default"
    return ", ".join(f"`{name}`" for name in names)


def _items(hook_ids: Sequence[str]) -> list[str]:
    return [f"      - id: {hook_id}\n" for hook_id in hook_ids]


def _with_block(text: str, start: str, end: str, lines: Sequence[str]) -> str:
    """Return a text with what stands between two marks replaced, the marks kept."""
    before, found, rest = text.partition(start)
    if not found:
        message = f"{README.name} holds no {start!r}"
        raise ValueError(message)
    is_line = f"\n{end}"
    return before + start + "".join(lines) + rest[f"\n{rest}".index(is_line) :]


def main() -> int:
    """Write every page."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
