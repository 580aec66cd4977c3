"""Fixes one file by every hook that has a fix, one after the other, in memory.

After each verified edit the file is parsed and checked again. The caller writes the result, or
shows it as a difference.
"""

from __future__ import annotations

from standards_hooks.engine.output import visible
from standards_hooks.semantic.module import Module
from standards_hooks.syntax.reading import decode, decode_utf8


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.engine.fixing import Reasons
    from standards_hooks.engine.hook import Hook

    type Due = list[tuple[Hook, Options]]
    type Run = Callable[[Module, Due], list[Finding]]


class FixedModule:
    """A file fixed in memory.

    Attributes:
        module: The new file; the same one where nothing was fixed.
        counts: How many findings were fixed, by the id of their hook.
        reasons: Why each finding that is left was left, by what it is about.
    """

    __slots__ = ("counts", "module", "reasons")

    def __init__(self, module: Module) -> None:
        """Begin with a file in which nothing is fixed."""
        self.module = module
        self.counts: dict[str, int] = {}
        self.reasons: Reasons = {}


def fixed_file(module: Module, due: Due, run: Run) -> FixedModule:
    """Fix what can be fixed in one file.

    Args:
        module: The file; parsed once as long as nothing is fixed.
        due: The hooks that check it, with their options.
        run: Returns the findings of some hooks in a file that are to be fixed: those that no
            suppression and no baseline holds.

    Returns:
        The file afterwards.

    Raises:
        UncheckableFileError: If the file cannot be parsed.
    """
    result = FixedModule(module)
    for hook, options in due:
        if hook.fix is None:
            continue
        fixable = [each for each in run(result.module, [(hook, options)]) if each.is_fixable]
        if not fixable:
            continue
        # LibCST's import costs five starts of the interpreter: only where a fix is due.
        from standards_hooks.engine.fixing import fix_source

        fixed = fix_source(hook, result.module, fixable, options)
        if fixed.number:
            result.module = Module(module.path, fixed.source, module.directory)
            result.counts[hook.id] = fixed.number
        result.reasons.update(fixed.reasons)
    return result


def difference(path: str, old: bytes, new: bytes) -> str:
    """Return the unified difference between two versions of a file, as git prints it."""
    import difflib

    # An encoding cookie has a meaning in Python files only.
    text_of = decode_utf8 if path.endswith(".toml") else decode
    shown = visible(path)
    lines = difflib.unified_diff(
        _lines(text_of(old)), _lines(text_of(new)), fromfile=f"a/{shown}", tofile=f"b/{shown}"
    )
    return "".join(line if line.endswith("\n") else f"{line}{NO_LINE_END}" for line in lines)


NO_LINE_END = "\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Return the lines as git counts them: only LF ends a line."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]
