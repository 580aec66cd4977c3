"""Conditions inside a handler on the class of the exception."""

from __future__ import annotations

from standards_hooks.semantic.expressions import root_of
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.rules.broad_except.breadth import Breadth
    from standards_hooks.semantic.scopes import Scope


class Narrowing:
    """The conditions under which a path through one handler is about some exceptions only."""

    def __init__(self, breadth: Breadth, scope: Scope, name: str | None) -> None:
        """Store the name that the handler binds; None where it binds none."""
        self._breadth = breadth
        self._module = breadth.module
        self._scope = scope
        self._name = name

    def is_one(self, test: ast.expr, should_hold: bool) -> bool:
        """Return whether a condition names the exceptions of a path.

        Args:
            test: The condition.
            should_hold: Whether the path is taken when it holds, or when it does not.

        Returns:
            True where `isinstance(error, Narrow)` is known to hold on the path.
        """
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            return self.is_one(test.operand, not should_hold)
        if isinstance(test, ast.BoolOp):
            # Where `and` holds, each of its parts does; where `or` does not hold, none of them.
            has_each = isinstance(test.op, ast.And) is should_hold
            parts = [self.is_one(value, should_hold) for value in test.values]
            return any(parts) if has_each else all(parts)
        return should_hold and self._is_type_test(test)

    def _is_type_test(self, test: ast.expr) -> bool:
        if not isinstance(test, ast.Call) or len(test.args) != len(("object", "type")):
            return False
        subject, kind = test.args
        return (
            self._is_exception(subject)
            and self._module.resolve(test.func) == "builtins.isinstance"
            and not self._breadth.is_broad(kind, self._scope)
        )

    def is_narrow_case(self, statement: ast.Match, case: ast.match_case) -> bool:
        """Return whether a case of `match error:` is about some exceptions only."""
        return self._is_exception(statement.subject) and self._names_classes(case.pattern)

    def _names_classes(self, pattern: ast.pattern) -> bool:
        if isinstance(pattern, ast.MatchOr):
            return all(self._names_classes(each) for each in pattern.patterns)
        if isinstance(pattern, ast.MatchAs):
            return pattern.pattern is not None and self._names_classes(pattern.pattern)
        if not isinstance(pattern, ast.MatchClass):
            return False
        return not self._breadth.is_broad(pattern.cls, self._scope)

    def _is_exception(self, node: ast.expr) -> bool:
        """Return whether an expression is the exception, or what it carries: `error.__cause__`."""
        root = root_of(node)
        return root is not None and root.id == self._name
