"""What to write instead of a boolean's name that asks nothing.

Imported only when a finding is due.
"""

from __future__ import annotations

from bisect import bisect_left

from standards_hooks.rules.boolean_naming.fields import kept_field
from standards_hooks.rules.boolean_naming.parameters import Parameters
from standards_hooks.rules.boolean_naming.questions import propose
from standards_hooks.semantic.bases import ancestors_in_file
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


COMMON_PREDICATES = ("is", "has", "can", "should")


class Advice:
    """Words the messages of one module, with names that are free in their scopes.

    Attributes:
        parameters: What the names of parameters depend on.
    """

    def __init__(self, module: Module, predicates: frozenset[str]) -> None:
        """Take the module, and the words that make a name a question."""
        self.parameters = Parameters(module)
        self._module = module
        self._predicates = predicates
        self._taken_in: dict[Scope, set[str]] = {}
        self._names: list[tuple[int, str]] = sorted(
            [(name.lineno, name.id) for name in module.nodes(ast.Name)]
            + [(parameter.lineno, parameter.arg) for parameter in module.nodes(ast.arg)]
        )
        self._attributes: list[tuple[int, str]] = sorted(
            (each.lineno, each.attr) for each in module.nodes(ast.Attribute)
        )

    def message(self, name: str, scope: Scope, verb: str, statement: ast.stmt | None) -> str:
        """Say what is wrong with a name and what to write instead.

        Args:
            name: The name that asks nothing.
            scope: The scope that it belongs to.
            verb: What it does with a bool: `holds` or `returns`.
            statement: The assignment that makes it, where there is one.

        Returns:
            The message of a finding.
        """
        start = f"`{name}` {verb} a bool; ask a question with it"
        taken = self._taken(scope)
        proposal = propose(name, self._predicates, taken)
        if proposal is None:
            message = f"{start}, as {self._prefixes()} would"
        else:
            message = f"{start}: `{proposal}`"
            taken.add(proposal)
        new = proposal or "…"
        if statement is None and verb == "holds":
            outside = self.parameters.advice(name, new, scope)
        else:
            outside = kept_field(name, new, scope, statement, self._module)
        return f"{message}; {outside}" if outside else message

    def _prefixes(self) -> str:
        """Name the prefixes that are accepted, the common ones where they are among them."""
        common = [word for word in COMMON_PREDICATES if word in self._predicates]
        *others, last = [f"`{word}_…`" for word in common or sorted(self._predicates)[:4]]
        return f"{', '.join(others)} or {last}" if others else last

    def _taken(self, scope: Scope) -> set[str]:
        """Return the names that a new name in a scope would collide with.

        They are bound in it, or in a base class of the same file, or used in it: a parameter
        called `is_valid` hides the function that its own body calls.
        """
        taken = self._taken_in.get(scope)
        if taken is None:
            taken = self._taken_in[scope] = set()
            bases = ancestors_in_file(scope, self._module) if scope.is_class else []
            for each in (scope, *bases):
                taken.update(self._module.bindings_in(each))
                identifiers = self._attributes if each.is_class else self._names
                taken.update(name for _, name in _within(identifiers, each))
        return taken


def _within(identifiers: Sequence[tuple[int, str]], scope: Scope) -> Sequence[tuple[int, str]]:
    """Return those of the identifiers, sorted by line, that stand in the lines of a scope."""
    node = scope.node
    if isinstance(node, ast.Module):
        return identifiers
    end = (node.end_lineno or node.lineno) + 1
    return identifiers[
        bisect_left(identifiers, (node.lineno, "")) : bisect_left(identifiers, (end, ""))
    ]
