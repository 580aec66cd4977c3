"""What a module imports when it is imported, by its tree."""

from __future__ import annotations

from standards_hooks.semantic.annotations import is_typing
from standards_hooks.semantic.scopes import FUNCTIONS, IMPORTS, blocks_of
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module


FOR_TYPE_CHECKERS = frozenset({"TYPE_CHECKING", "MYPY"})


def imports_of(module: Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the imports that run when a module is imported, in the order of the file.

    Those in functions do not, nor those for type checkers, nor those of a script's main block.

    Args:
        module: The parsed file.

    Raises:
        UncheckableFileError: If the file cannot be parsed.
    """
    pending = list(reversed(module.tree.body))
    may_be_lazy = b"lazy" in module.source
    while pending:
        statement = pending.pop()
        kind = type(statement)
        if kind in IMPORTS:
            if not (may_be_lazy and _is_lazy(statement, module)):
                yield statement  # type: ignore[misc]
        elif isinstance(statement, ast.If):
            pending.extend(reversed(_branches_run(statement, module)))
        elif isinstance(statement, ast.ClassDef):
            pending.extend(reversed(statement.body))
        elif kind not in FUNCTIONS:
            for block in reversed(blocks_of(statement)):
                pending.extend(reversed(block))


def _is_lazy(statement: ast.stmt, module: Module) -> bool:
    """Return whether an import waits until its name is used (PEP 810)."""
    return module.lines[statement.lineno - 1].lstrip().startswith("lazy")


def _branches_run(statement: ast.If, module: Module) -> list[ast.stmt]:
    """Return the statements of an `if` that may run on import."""
    test = statement.test
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return statement.body if _is_false(test.operand, module) else _both(statement)
    return statement.orelse if _is_false(test, module) else _both(statement)


def _both(statement: ast.If) -> list[ast.stmt]:
    return [*statement.body, *statement.orelse]


def _is_false(test: ast.expr, module: Module) -> bool:
    """Return whether a condition never holds when the module is imported."""
    if isinstance(test, ast.Constant):
        return not test.value
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return any(_is_false(value, module) for value in test.values)
    if isinstance(test, ast.Compare) and isinstance(test.left, ast.Name):
        return test.left.id == "__name__" and isinstance(test.ops[0], ast.Eq)
    if isinstance(test, ast.Name) and test.id in FOR_TYPE_CHECKERS:
        return True
    return isinstance(test, ast.Attribute) and is_typing(module.resolve(test), "TYPE_CHECKING")
