"""What a definition says: its docstring, its decorators, its own body, its result."""

from __future__ import annotations

from standards_hooks.semantic.annotations import admitted_types, is_typing
from standards_hooks.semantic.expressions import callee, is_text
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.walking import children


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Function, ScopeNode


INNER = frozenset({ast.AsyncFunctionDef, ast.ClassDef, ast.FunctionDef, ast.Lambda})
"""What runs at another time than the code around it, or in a scope of its own."""


def docstring_of(node: ScopeNode) -> ast.Constant | None:
    """Return the docstring of a module, class or function; None where it has none."""
    first = node.body[0] if node.body else None
    value = first.value if isinstance(first, ast.Expr) else None
    return value if isinstance(value, ast.Constant) and is_text(value) else None


def decorators_of(node: Function | ast.ClassDef, module: Module) -> list[str]:
    """Return the dotted origins of decorators, arguments left out.

    Args:
        node: The function or class.
        module: Its file.

    Returns:
        `functools.lru_cache` for `@lru_cache` and `@lru_cache(maxsize=8)`, in the order of the
        file; an empty text for what is no name.
    """
    return [module.resolve(callee(each)) for each in node.decorator_list]


def own_nodes(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield every node of a body that runs with it: functions, lambdas and classes in it do not.

    Args:
        body: The statements of a function, a class or a module.

    Yields:
        Each node after the one that it stands in, otherwise in no particular order.
    """
    pending = list(body)
    while pending:
        node = pending.pop()
        if type(node) not in INNER:
            yield node
            pending.extend(children(node))


def does_nothing(statement: ast.stmt) -> bool:
    """Return whether a statement is `pass`, `...`, or a text or number alone."""
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def promises_no_return(returns: ast.expr | None, module: Module) -> bool:
    """Return whether the annotation of what a function returns says that it never does.

    Args:
        returns: The annotation; None where there is none.
        module: The file.

    Returns:
        Whether it is `NoReturn` or `Never`, in quotes or not.
    """
    if returns is None:
        return False
    origins = [module.resolve(each) for each in admitted_types(returns, module)]
    return bool(origins) and all(
        is_typing(origin, "NoReturn") or is_typing(origin, "Never") for origin in origins
    )
