"""What `standards explain` prints, and the pages under `docs/` hold."""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.core.options import Option
    from standards_hooks.engine.hook import Hook


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
            f"`# standards: ignore[{hook.id}] reason` on the line excuses one place,\n"
            f"`# standards: ignore-file[{hook.id}] reason` on a line of its own a file."
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
