"""What a function returns and raises, as far as its own body shows."""

from __future__ import annotations

import builtins

from standards_hooks.semantic.annotations import is_none
from standards_hooks.semantic.bases import ancestors_in_file, bases_of
from standards_hooks.semantic.definitions import does_nothing, own_nodes
from standards_hooks.semantic.expressions import callee, last_name
from standards_hooks.semantic.scopes import (
    ASSIGNMENTS,
    IMPORTS,
    SCOPES,
    WITHOUT_BINDING,
    blocks_of,
)
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.reading import has_ascii_markup


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Function, Scope

    type Handlers = tuple[ast.ExceptHandler, ...]


class Behaviour:
    """What the body of a function does; functions inside it are not entered.

    Attributes:
        has_value: Whether a `return` has a value other than the constant `None`.
        has_none: Whether a `return` has the constant `None`.
        is_generator: Whether it yields.
        has_yielded_value: Whether a `yield` has a value.
        raised: The exceptions raised by name that no handler around them catches: the last part of
            the name, and every name under which it may be documented.
    """

    __slots__ = ("has_none", "has_value", "has_yielded_value", "is_generator", "raised")

    def __init__(self, scope: Scope, function: Function, module: Module) -> None:
        """Walk the body.

        Args:
            scope: The function.
            function: Its node.
            module: The file, whose imports and classes show what names mean.
        """
        self.has_none = self.has_value = False
        raises: list[tuple[ast.Raise, Handlers]] = []
        for statement, around in _statements(function):
            if isinstance(statement, ast.Raise):
                raises.append((statement, around))
            elif isinstance(statement, ast.Return) and statement.value is not None:
                has_none = is_none(statement.value)
                self.has_none = self.has_none or has_none
                self.has_value = self.has_value or not has_none
        raises.sort(key=lambda each: (each[0].lineno, each[0].col_offset))
        self.raised: dict[str, frozenset[str]] = (
            _raised_by_name(raises, scope, module) if raises else {}
        )
        is_possible = b"yield" in module.source or not has_ascii_markup(module.source)
        yields = [
            each
            for each in (own_nodes(function.body) if is_possible else ())
            if isinstance(each, ast.Yield | ast.YieldFrom)
        ]
        self.is_generator = bool(yields)
        self.has_yielded_value = any(each.value is not None for each in yields)


SIMPLE = ASSIGNMENTS | IMPORTS | WITHOUT_BINDING
"""Statements that contain no others."""

UNDOCUMENTED = frozenset(
    {"AssertionError", "NotImplementedError", "StopAsyncIteration", "StopIteration"}
)
"""Exceptions that need no documentation: they are not meant for callers."""

EVERYTHING = frozenset({"Exception", "BaseException"})


def _statements(function: Function) -> Iterator[tuple[ast.stmt, Handlers]]:
    """Yield every statement of the body with the handlers around it, in no order."""
    pending: list[tuple[list[ast.stmt], Handlers]] = [(function.body, ())]
    while pending:
        body, around = pending.pop()
        for statement in body:
            kind = type(statement)
            if kind in SCOPES:
                continue
            yield statement, around
            if kind in SIMPLE:
                continue
            if isinstance(statement, ast.Try | ast.TryStar):
                pending.append((statement.body, (*around, *statement.handlers)))
                pending += [(handler.body, around) for handler in statement.handlers]
                pending += [(statement.orelse, around), (statement.finalbody, around)]
            else:
                pending += [(block, around) for block in blocks_of(statement)]


def is_hollow(function: Function) -> bool:
    """Return whether a body does nothing that could be described.

    It contains only `...`, `pass` and strings, or ends in `raise NotImplementedError`, after lines
    that make its message.
    """
    statements = [each for each in function.body if not does_nothing(each)]
    if not statements:
        return True
    *before, last = statements
    return _is_not_implemented(last) and all(
        isinstance(each, ast.Assign | ast.AnnAssign | ast.Delete) for each in before
    )


def _is_not_implemented(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.Raise) or statement.exc is None:
        return False
    error = callee(statement.exc)
    return isinstance(error, ast.Name) and error.id == "NotImplementedError"


def _raised_by_name(
    raises: Iterable[tuple[ast.Raise, Handlers]], scope: Scope, module: Module
) -> dict[str, frozenset[str]]:
    raised: dict[str, frozenset[str]] = {}
    for statement, around in raises:
        error = None if statement.exc is None else callee(statement.exc)
        name = last_name(error)
        if not _names_an_exception(error, name, module) or scope.parameter(name) is not None:
            continue
        if isinstance(error, ast.Name) and _is_assigned(name, scope, module):
            continue
        family, is_known = _family(error, name, module)
        if not any(_catches(handler, family, module, is_known=is_known) for handler in around):
            raised[name] = family
    return raised


def _names_an_exception(node: ast.AST | None, name: str, module: Module) -> bool:
    """Return whether what is raised is a public class, `Error` or `errors.Error`."""
    if node is None or not name or name in UNDOCUMENTED:
        return False
    return name[0].isupper() or module.resolve(node).startswith("builtins.")


def _is_assigned(name: str, scope: Scope, module: Module) -> bool:
    """Return whether a name is a variable of the function rather than a class."""
    bindings = module.bindings_in(scope).get(name, ())
    return any(not isinstance(each, ast.ImportFrom | ast.ClassDef) for each in bindings)


def _family(error: ast.AST | None, name: str, module: Module) -> tuple[frozenset[str], bool]:
    """Return the names of an exception and of its bases, and whether all of them are known."""
    origin = module.resolve(error) if error is not None else ""
    family = {name, origin.rpartition(".")[2]} | EVERYTHING
    if origin.startswith("builtins."):
        return frozenset(family | _names_of_builtin(name)), True
    class_ = module.classes.get(name)
    if class_ is None:
        return frozenset(family), False
    bases = list(bases_of(class_, module))
    family |= {base.rpartition(".")[2] for base in bases}
    family |= {ancestor.name for ancestor in ancestors_in_file(class_, module)}
    is_known = True
    for base in bases:
        if base.startswith("builtins."):
            family |= _names_of_builtin(base.rpartition(".")[2])
        elif base not in module.classes:
            is_known = False
    return frozenset(family), is_known


def _names_of_builtin(name: str) -> set[str]:
    class_ = getattr(builtins, name, None)
    return {base.__name__ for base in class_.__mro__} if isinstance(class_, type) else set()


def _catches(
    handler: ast.ExceptHandler, family: frozenset[str], module: Module, *, is_known: bool
) -> bool:
    """Return whether a handler catches an exception of a family, or may do so, for good.

    One that raises it again only under a condition may do so.
    """
    if any(_passes_on(statement, handler.name) for statement in handler.body):
        return False
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    for each in caught:
        if each is None or last_name(each) in family:
            return True
        is_builtin = module.resolve(each).startswith("builtins.")
        if not is_known and not is_builtin:
            return True
    return False


def _passes_on(statement: ast.stmt, name: str | None) -> bool:
    """Return whether a statement of a handler raises the caught exception again."""
    if not isinstance(statement, ast.Raise):
        return False
    error = statement.exc
    return error is None or (isinstance(error, ast.Name) and error.id == name)
