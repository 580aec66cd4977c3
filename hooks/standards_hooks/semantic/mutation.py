"""Whether a file changes an object in place."""

from __future__ import annotations

from standards_hooks.semantic.expressions import last_name
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.semantic.module import Module


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


def is_changed(name: str, module: Module) -> bool:
    """Return whether a file changes what a variable or attribute of some name holds.

    Args:
        name: `registry`; `self.registry` and `app.registry` are looked at too.
        module: The file. In which scope the name is used is not asked.

    Returns:
        Whether a statement stores into it or deletes from it, or calls one of `MUTATORS`.
    """
    return name in module.changed_names


def changed_names(subscripts: Iterable[ast.Subscript], calls: Iterable[ast.Call]) -> Iterator[str]:
    """Yield the last names of what is changed in place.

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
