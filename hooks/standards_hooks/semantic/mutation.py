"""Whether a file changes an object in place."""

from __future__ import annotations

from standards_hooks.semantic.expressions import last_name
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


MUTATORS = frozenset(
    [
        "add",
        "append",
        "appendleft",
        "clear",
        "discard",
        "extend",
        "extendleft",
        "insert",
        "pop",
        "popitem",
        "popleft",
        "remove",
        "reverse",
        "setdefault",
        "sort",
        "update",
    ]
)
"""Methods that change a list, dict, set or deque."""


def changed_names(subscripts: Iterable[ast.Subscript], calls: Iterable[ast.Call]) -> Iterator[str]:
    """Yield the names of what is changed in place: `registry` for `app.registry`, too.

    Args:
        subscripts: The subscripts of a file.
        calls: Its calls.
    """
    for subscript in subscripts:
        if not isinstance(subscript.ctx, ast.Load):
            yield last_name(subscript.value)
    for call in calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr in MUTATORS:
            yield last_name(call.func.value)
