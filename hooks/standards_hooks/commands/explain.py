"""`standards list` and `standards explain`; the pages of the hooks under `docs/` are the same."""

from __future__ import annotations

import difflib

from standards_hooks.core.wording import shortened
from standards_hooks.engine import output
from standards_hooks.rules import HOOK_IDS, load_hook


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.core.options import Option
    from standards_hooks.engine.hook import Hook


PROGRAM = "standards explain"


def run_list() -> int:
    """Print the id and the summary of every hook; return 0."""
    width = max(map(len, HOOK_IDS))
    for hook_id in HOOK_IDS:
        output.write_lines([f"{hook_id:{width}}  {load_hook(hook_id).summary}"])
    return 0


def run(hook_id: str) -> int:
    """Print the page of a hook.

    Args:
        hook_id: Its id.

    Returns:
        0, or 2 for an unknown hook.
    """
    if hook_id not in HOOK_IDS:
        near = difflib.get_close_matches(hook_id, HOOK_IDS, n=1)
        hint = f"did you mean `{near[0]}`?" if near else "`standards list` prints all hooks"
        output.write_error(f"{PROGRAM}: unknown hook `{shortened(hook_id)}`; {hint}")
        return 2
    output.write_document(explanation_of(load_hook(hook_id)))
    return 0


def explanation_of(hook: Hook) -> str:
    """Return the page of a hook in Markdown: its text, its options, its examples.

    Args:
        hook: The hook.

    Returns:
        The page, ending with a line break.
    """
    parts = [f"# {hook.id}", hook.documentation.strip(), _options(hook)]
    if hook.explain is not None:
        parts.append(hook.explain().strip())
    for example in hook.examples:
        parts.append(f"## Example: `{example.path}`")
        parts.append(f"```python\n# Bad\n{example.bad}```")
        parts.append(f"```python\n# Good\n{example.good}```")
    if hook.find is not None:
        parts.append(
            "## One exception\n\n"
            f"`# standards: ignore[{hook.id}] reason` on a statement suppresses its findings,\n"
            f"`# standards: ignore-file[{hook.id}] reason` on a line of its own all of the file."
        )
    return "\n\n".join(part for part in parts if part) + "\n"


def _options(hook: Hook) -> str:
    if not hook.options:
        return ""
    rows = [f"| `{option.name}` | {_default(option)} | {option.help} |" for option in hook.options]
    table = "\n".join(["| option | default | meaning |", "|---|---|---|", *rows])
    place = f"On the command line, or in `[tool.standards-hooks.{hook.id}]`."
    return f"## Options\n\n{place}\n\n{table}"


def _default(option: Option) -> str:
    if isinstance(option.default, bool):
        return "on" if option.default else "off"
    if isinstance(option.default, tuple):
        return ", ".join(f"`{item}`" for item in option.default) or "none"
    return f"`{option.default}`" if option.default else "none"
