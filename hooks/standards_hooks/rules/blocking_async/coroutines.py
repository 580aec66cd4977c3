"""The calls of a coroutine."""

from __future__ import annotations

from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


AWAITING = frozenset({"create_task", "ensure_future", "gather", "shield", "wait_for"})
"""Functions whose arguments are awaited."""
AWAITING_NODES = frozenset({ast.AsyncFor, ast.AsyncWith, ast.Await, ast.Call, ast.comprehension})
INNER = frozenset({ast.AsyncFunctionDef, ast.ClassDef, ast.FunctionDef, ast.Lambda})


def calls_in(coroutine: ast.AsyncFunctionDef) -> Iterator[ast.Call]:
    """Yield the calls in the body of a coroutine whose results nothing awaits, in no order.

    Functions, lambdas and classes inside it are not entered: they may run elsewhere.
    """
    pending: list[ast.AST] = list(coroutine.body)
    awaited: set[int] = set()
    while pending:
        node = pending.pop()
        kind = type(node)
        if kind in INNER:
            continue
        if kind in AWAITING_NODES:
            awaited.update(id(each) for each in _awaited_by(node))
        if isinstance(node, ast.Call) and id(node) not in awaited:
            yield node
        for field in node._fields:
            value = getattr(node, field, None)
            if type(value) is list:
                pending.extend(item for item in value if isinstance(item, ast.AST))
            elif isinstance(value, ast.AST):
                pending.append(value)


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
    if isinstance(node, ast.Call):
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else ""
        name = function.id if isinstance(function, ast.Name) else name
        if name in AWAITING:
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
