"""A source checked by one file rule, for the tables of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standards_hooks.core.finding import Finding
from standards_hooks.core.options import Options
from standards_hooks.semantic.module import Module


if TYPE_CHECKING:
    from standards_hooks.core.options import Value
    from standards_hooks.engine.hook import Hook


def findings_in(
    hook: Hook,
    source: str | bytes,
    path: str = "app/example.py",
    *,
    directory: str = "",
    **options: Value,
) -> list[Finding]:
    """Run one file rule over one source.

    Args:
        hook: The hook.
        source: Text of the file, or its bytes.
        path: The path of the file, as the hook sees it.
        directory: Where relative paths among the options start.
        options: Options that differ from the declared default, `-` written as `_`.

    Returns:
        The findings in the order of a report.
    """
    given = {name.replace("_", "-"): value for name, value in options.items()}
    values = {option.name: option.default for option in hook.options}
    unknown = given.keys() - values.keys()
    if unknown:
        raise KeyError(*unknown)
    module = Module(path, source if isinstance(source, bytes) else source.encode())
    found = hook.run(module, Options({**values, **given}, directory))
    return sorted(found, key=Finding.order)
