"""Walks over trees that do not depend on their depth.

A tree has more leaves than anything else: a context for every name, an operator for every sum. None
of them is a place where something can be found, and so they are not entered.
"""

from __future__ import annotations

from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


LEAVES = frozenset({ast.alias, ast.Constant, ast.Global, ast.Name, ast.Nonlocal, ast.Pass})
"""What holds no node but a context."""

NOT_ENTERED = frozenset({"attr", "ctx", "op", "ops"})
"""The fields of frequent nodes that hold no node, or contexts and operators alone."""


class _Fields(dict[type, tuple[str, ...]]):
    """The fields of each kind of node that can hold others, found out once."""

    def __missing__(self, kind: type[ast.AST]) -> tuple[str, ...]:
        fields = () if kind in LEAVES else getattr(kind, "_fields", ())
        found = self[kind] = tuple(each for each in fields if each not in NOT_ENTERED)
        return found


FIELDS = _Fields()


def children(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes directly in a node, field by field, of whatever kind it is.

    Operators and contexts are left out.
    """
    for field in FIELDS[type(node)]:
        value = getattr(node, field, None)
        if type(value) is list:
            for item in value:
                if isinstance(item, ast.AST):
                    yield item
        elif isinstance(value, ast.AST):
            yield value


def descendants(node: ast.AST) -> Iterator[ast.AST]:
    """Yield every node in a node, without it, in no particular order; see `children`."""
    pending = list(children(node))
    while pending:
        current = pending.pop()
        yield current
        pending.extend(children(current))


def nodes_by_kind(tree: ast.AST) -> dict[type, list[ast.AST]]:
    """Return every node in a tree by its exact kind, the tree itself included; see `children`."""
    nodes: dict[type, list[ast.AST]] = {}
    pending: list[ast.AST] = [tree]
    fields = FIELDS
    # The list grows while it is walked. What is no node goes through it too, and is dropped at the
    # end: to ask of each would cost as much as to look at it.
    for node in pending:
        kind = type(node)
        if kind in nodes:
            nodes[kind].append(node)
        else:
            nodes[kind] = [node]
        for field in fields[kind]:
            value = getattr(node, field, None)
            if type(value) is list:
                pending += value
            elif value is not None:
                pending.append(value)
    return {kind: found for kind, found in nodes.items() if issubclass(kind, ast.AST)}
