"""The calls of a coroutine."""

from __future__ import annotations

from standards_hooks.semantic.definitions import own_nodes
from standards_hooks.semantic.expressions import last_name
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


AWAITING = frozenset({"create_task", "ensure_future", "gather", "shield", "wait_for"})
"""Functions whose arguments are awaited."""
AWAITING_NODES = frozenset({ast.AsyncFor, ast.AsyncWith, ast.Await, ast.Call, ast.comprehension})


def calls_in(coroutine: ast.AsyncFunctionDef) -> Iterator[ast.Call]:
    """Yield the calls in the body of a coroutine whose results nothing awaits, in no order.

    Functions, lambdas and classes inside it are not entered: they may run elsewhere.
    """
    awaited: set[ast.expr] = set()
    for node in own_nodes(coroutine.body):
        if type(node) in AWAITING_NODES:
            awaited.update(_awaited_by(node))
        if isinstance(node, ast.Call) and node not in awaited:
            yield node


def _awaited_by(node: ast.AST) -> list[ast.expr]:
    """Return the expressions that a node awaits."""
    if isinstance(node, ast.Await):
        return [node.value]
    if isinstance(node, ast.AsyncFor):
        return [node.iter]
    if isinstance(node, ast.comprehension):
        return [node.iter] if node.is_async else []
    if isinstance(node, ast.AsyncWith):
        return [item.context_expr for item in node.items]
    if isinstance(node, ast.Call) and last_name(node.func) in AWAITING:
        return [inner for argument in node.args for inner in _elements(argument)]
    return []


def _elements(argument: ast.expr) -> list[ast.expr]:
    """Return what is awaited in an argument: itself, or what it unpacks."""
    if not isinstance(argument, ast.Starred):
        return [argument]
    value = argument.value
    if isinstance(value, ast.ListComp | ast.GeneratorExp):
        return [value.elt]
    return value.elts if isinstance(value, ast.List | ast.Tuple) else []
