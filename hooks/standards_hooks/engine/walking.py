"""Walks over trees that do not depend on their depth."""

from __future__ import annotations

import _ast as ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def children(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes directly in a node, field by field, of whatever kind it is."""
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, list):
            yield from (item for item in value if isinstance(item, ast.AST))
        elif isinstance(value, ast.AST):
            yield value


def descendants(node: ast.AST) -> Iterator[ast.AST]:
    """Yield every node in a node, without it, in no particular order."""
    pending = list(children(node))
    while pending:
        current = pending.pop()
        yield current
        pending.extend(children(current))
