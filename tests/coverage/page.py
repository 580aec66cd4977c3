"""`docs/coverage.md`, made of the clauses; `tests/pages.py` writes it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.coverage.clauses import DRIFT, KINDS, OPEN


if TYPE_CHECKING:
    from tests.coverage.clauses import Clause, Files, Standard


PAGE = Path(__file__).parents[2] / "docs" / "coverage.md"
NAMES = {
    "hooks": "hooks",
    "drift": "keys that `pyproject-drift` watches",
    "ruff": "Ruff",
    "formatter": "the formatter",
    "mypy": "mypy",
    "uv": "uv",
    "review": "review",
    OPEN: "open",
}
HEADERS = ("hooks", f"`{DRIFT}` keys", "Ruff", "formatter", "mypy", "uv", "review", "open")

INTRODUCTION = """\
# Coverage

What the standard asks, clause by clause, what enforces it, and the pair that proves it.

{total}

A clause that several tools enforce is counted under the first that it names. "Review" is what no
program can check, with the reason. "Open" is what a hook that is still to come will enforce.

The tests run the real tools under the configuration that `pyproject-drift --fix` writes beside
`src` and `known-first-party`: what the page names catches the bad side, nothing else does, and
nothing catches the good one. Over modules run Ruff, its formatter, mypy and the hooks for files;
over files laid over a repository that keeps the standard run Ruff, its formatter and all hooks;
over that repository with other lines in its `pyproject.toml`, all hooks. Modules are shown without
their docstring (`\"\"\"Parcels.\"\"\"`). The page is made of `tests/coverage/clauses.toml` by
`uv run python -m tests.pages`.
"""


def page_of(standard: Standard) -> str:
    """Return the page in Markdown, ending with a line break."""
    parts = [INTRODUCTION.format(total=total_of(standard)).strip(), _summary(standard)]
    for section in standard.sections:
        clauses = [clause for clause in standard.clauses if clause.section == section]
        parts.append(f"## {section}")
        rows = [f"| {_asks(clause)} | {enforcement_of(clause)} |" for clause in clauses]
        parts.append("\n".join(["| clause | what enforces it |", "|---|---|", *rows]))
        parts.extend(_pair(clause) for clause in clauses if not clause.review)
    parts.append("## Summary Checklist")
    parts.append("\n".join(_checklist(standard)))
    return "\n\n".join(parts) + "\n"


def total_of(standard: Standard) -> str:
    """Return the sentence that counts the clauses."""
    counts = Counter(clause.kind for clause in standard.clauses)
    by = ", ".join(f"{counts[kind]} by {NAMES[kind]}" for kind in KINDS)
    return f"**{len(standard.clauses)} clauses**: {by}, {counts[OPEN]} open."


def enforcement_of(clause: Clause) -> str:
    """Return what enforces a clause, in words."""
    if clause.review:
        return f"review: {clause.review}"
    named = {
        "hooks": _hooks(clause),
        "drift": f"[`{DRIFT}`]({DRIFT}.md): `{clause.drift}`",
        "ruff": f"Ruff {_codes(clause.ruff)}",
        "formatter": "the formatter",
        "mypy": f"mypy {_codes(clause.mypy)}{_option(clause)}",
        "uv": "uv: `uv lock --check`",
    }
    today = [kind for kind in clause.kinds if kind != "hooks" or clause.present_hooks]
    words = "; ".join(named[kind] for kind in today if named[kind])
    if clause.is_open:
        return f"**open**: {_codes(clause.hooks)}"
    return words


def _hooks(clause: Clause) -> str:
    named = []
    for hook in clause.hooks:
        if hook not in clause.present_hooks:
            continue
        flags = " ".join(f"--{name}" for name in clause.options.get(hook, ()))
        named.append(f"[`{hook}`]({hook}.md)" + (f" with `{flags}`" if flags else ""))
    return ", ".join(named)


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _option(clause: Clause) -> str:
    return f" (`{clause.option}`)" if clause.option else ""


def _summary(standard: Standard) -> str:
    lines = [f"| section | {' | '.join(HEADERS)} |", f"|---|{'--:|' * len(HEADERS)}"]
    for section in standard.sections:
        counts = Counter(each.kind for each in standard.clauses if each.section == section)
        numbers = " | ".join(str(counts[kind] or "") for kind in (*KINDS, OPEN))
        anchor = section.lower().replace(" ", "-")
        lines.append(f"| [{section}](#{anchor}) | {numbers} |")
    return "\n".join(lines)


def _asks(clause: Clause) -> str:
    return clause.asks if clause.review else f"[{clause.asks}](#{clause.id})"


def _checklist(standard: Standard) -> list[str]:
    lines = ["| item | clauses |", "|---|---|"]
    pairs = {clause.id for clause in standard.clauses if not clause.review}
    for item, ids in standard.checklist.items():
        links = ", ".join(f"[{id_}](#{id_})" if id_ in pairs else f"{id_} (review)" for id_ in ids)
        lines.append(f"| {item} | {links} |")
    return lines


def _pair(clause: Clause) -> str:
    return (
        f"### {clause.id}\n\n{_block('Bad', clause.bad, clause)}"
        f"\n\n{_block('Good', clause.good, clause)}"
    )


def _block(word: str, side: str | Files, clause: Clause) -> str:
    if isinstance(side, dict):
        files = "\n".join(_file(path, content) for path, content in side.items())
        return f"```text\n# {word}\n{files}```"
    if clause.drift:
        return f"```toml\n# {word}\n{side or '# The line is not there.\n'}```"
    return f"```python\n# {word}\n{side}```"


def _file(path: str, content: str | None) -> str:
    if content is None:
        return f"# There is no {path}.\n"
    return f"# {path}\n{content}" if content else f"# {path}, empty\n"
