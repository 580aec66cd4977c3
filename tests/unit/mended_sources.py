"""A source mended by one hook in memory, and what every mended source must be."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from standards_hooks.core.finding import Finding
from standards_hooks.core.options import Options
from standards_hooks.engine.file_fixes import mended
from standards_hooks.semantic.module import Module


if TYPE_CHECKING:
    from standards_hooks.engine.hook import Hook


def mend(hook: Hook, source: bytes, path: str = "app/example.py") -> tuple[bytes, list[str]]:
    """Mend a source, and make sure that a second pass would find nothing to do.

    Args:
        hook: The hook.
        source: The bytes of the file.
        path: Where the hook is told that the file stands.

    Returns:
        The new bytes, and the messages of the findings that are left.
    """
    options = Options({option.name: option.default for option in hook.options})

    def judge(module: Module, _due: object) -> list[Finding]:
        return sorted(hook.run(module, options), key=Finding.order)

    def pass_over(old: bytes) -> tuple[bytes, list[str]]:
        module, reasons = mended(Module(path, old), [(hook, options)], judge)
        return module.source, [
            f"{each.message} ({reasons[each.about()]})" if each.is_fixable else each.message
            for each in judge(module, None)
        ]

    new, left = pass_over(source)
    assert pass_over(new) == (new, left)
    return new, left


def is_valid(source: bytes) -> bool:
    """Tell whether the running interpreter compiles a source."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(source, "<mended>", "exec", dont_inherit=True)
        except SyntaxError:
            return False
    return True
