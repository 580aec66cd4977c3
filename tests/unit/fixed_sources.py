"""A source fixed by one hook in memory, and what every fixed source must be."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from standards_hooks.core.finding import Finding
from standards_hooks.core.options import Options
from standards_hooks.engine.file_fixes import fixed_file
from standards_hooks.semantic.module import Module


if TYPE_CHECKING:
    from standards_hooks.engine.hook import Hook


def fix(hook: Hook, source: bytes, path: str = "app/example.py") -> tuple[bytes, list[str]]:
    """Fix a source, and make sure that a second pass would find nothing to do.

    Args:
        hook: The hook.
        source: The bytes of the file.
        path: The path of the file, as the hook sees it.

    Returns:
        The new bytes, and the messages of the findings that are left.
    """
    options = Options({option.name: option.default for option in hook.options})

    def check(module: Module, _due: object) -> list[Finding]:
        return sorted(hook.run(module, options), key=Finding.order)

    def pass_over(old: bytes) -> tuple[bytes, list[str]]:
        fixed = fixed_file(Module(path, old), [(hook, options)], check)
        return fixed.module.source, [
            f"{each.message} ({fixed.reasons[each.about()]})" if each.is_fixable else each.message
            for each in check(fixed.module, None)
        ]

    new, left = pass_over(source)
    assert pass_over(new) == (new, left)
    return new, left


def is_valid(source: bytes) -> bool:
    """Return whether the running interpreter compiles a source."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(source, "<fixed>", "exec", dont_inherit=True)
        except SyntaxError:
            return False
    return True
