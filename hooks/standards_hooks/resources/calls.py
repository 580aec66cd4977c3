"""Where a file opens what somebody has to close.

Only the statements are entered that have one of the names on a line of theirs.
"""

from __future__ import annotations

import _ast as ast
from bisect import bisect_left

from standards_hooks.engine.reading import has_ascii_markup
from standards_hooks.engine.walking import children
from standards_hooks.resources.openers import LAST_NAMES, OPENERS, PATH_OPEN, WORDS
from standards_hooks.resources.paths import is_path


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.engine.module import Module
    from standards_hooks.resources.surroundings import Surroundings


def has_opener(source: bytes) -> bool:
    """Tell whether a source holds a name that such a call ends with, renamed or not."""
    return any(word in source for word in WORDS)


def opening_calls(module: Module, surroundings: Surroundings) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call that opens something, with its origin, in no particular order.

    Args:
        module: The file.
        surroundings: Learns the parents of the nodes that are walked.
    """
    renamed = {
        name
        for name, origin in module.imported.items()
        if origin in OPENERS and name not in LAST_NAMES
    }
    for call in _calls(module, surroundings, (*WORDS, *(name.encode() for name in renamed))):
        function = call.func
        if isinstance(function, ast.Attribute):
            name = function.attr
        elif isinstance(function, ast.Name):
            name = function.id
        else:
            continue
        if name not in LAST_NAMES and name not in renamed:
            continue
        origin = module.resolve(function)
        if origin in OPENERS:
            if not surroundings.rebinds(call, root_of(function)):
                yield call, origin
        elif (
            name == "open"
            and isinstance(function, ast.Attribute)
            and is_path(function.value, module, surroundings)
        ):
            yield call, PATH_OPEN


def root_of(node: ast.expr) -> str:
    """Return the name that a chain of attributes starts with."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _calls(
    module: Module, surroundings: Surroundings, words: Iterable[bytes]
) -> Iterator[ast.Call]:
    """Yield the calls in the statements that hold one of the words."""
    lines = _lines_with(module.source, words)
    pending: list[ast.AST] = [module.tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Call):
            yield node
        for child in children(node):
            if isinstance(child, ast.stmt) and not _is_on(child, lines):
                continue
            surroundings.parents[child] = node
            pending.append(child)


def _is_on(statement: ast.stmt, lines: list[int] | None) -> bool:
    """Tell whether a statement, its decorators included, reaches over one of the lines."""
    if lines is None:
        return True
    first = statement.lineno
    for decorator in getattr(statement, "decorator_list", ()):
        first = min(first, decorator.lineno)
    at = bisect_left(lines, first)
    return at < len(lines) and lines[at] <= (statement.end_lineno or first)


def _lines_with(source: bytes, words: Iterable[bytes]) -> list[int] | None:
    """Return the lines that hold one of the words, ascending; None for all lines.

    Lines are counted from 1, as `ast` counts them where LF alone or CRLF ends them.
    """
    if not has_ascii_markup(source) or b"\r" in source.replace(b"\r\n", b""):
        return None
    lines = set()
    for word in words:
        line, seen = 1, 0
        at = source.find(word)
        while at >= 0:
            line += source.count(b"\n", seen, at)
            lines.add(line)
            seen = at
            at = source.find(word, at + 1)
    return sorted(lines)
