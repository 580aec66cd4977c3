"""Which part of a file runs only where the file is started as a program.

A function, a class and a constant are for others to import, unless all that uses them stands under
`if __name__ == "__main__":`, directly or by way of other functions and classes.
"""

from __future__ import annotations

import os
from bisect import bisect_right

from standards_hooks.semantic.expressions import literal_text
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from standards_hooks.semantic.module import Located, Module
    from standards_hooks.semantic.scopes import Scope


MAIN_MODULE = "__main__"
SHEBANG = b"#!"
EXPORTED = "__all__"

GUARD = "if __name__"
OTHERS = "import"
"""Stand among the names of functions and classes for the guard, and the module's own statements."""


class Program:
    """What of a file runs only where it is started, worked out on first use.

    A function or class is named under the main guard, or in another that is run by it, and nowhere
    else in the file. What `__all__` exports is for others, and so is a class that the guard makes
    an object of, as guards do that show what a module is for.
    """

    __slots__ = ("_alone", "_guards", "_module")

    def __init__(self, module: Module) -> None:
        """Take the file, and find its main guards."""
        self._module = module
        self._guards: list[tuple[int, int]] = [
            (guard.body[0].lineno, guard.body[-1].end_lineno or guard.lineno)
            for guard in module.tree.body
            if isinstance(guard, ast.If) and _asks_for_main(guard.test)
        ]
        self._alone: frozenset[Scope] | None = None

    def runs(self, node: Located, scope: Scope) -> bool:
        """Return whether a node stands under the guard, or in what the guard alone uses.

        Args:
            node: Any node with a place.
            scope: The scope in which it stands.
        """
        if not self._guards:
            return False
        return self._is_in_guard(node) or not self.run_alone.isdisjoint(scope.around())

    @property
    def is_whole_file(self) -> bool:
        """Whether the file is run, and nothing of it is for others to import.

        No import can spell its name; or it has functions and classes, all of which its main guard
        alone uses; or it has a shebang, and a main guard or no functions and classes.
        """
        module = self._module
        if not os.path.basename(module.path).partition(".")[0].isidentifier():
            return True
        units = module.scopes_in(module.scopes[0])
        if module.source.startswith(SHEBANG):
            return bool(self._guards) or not units
        return bool(units) and self.run_alone.issuperset(units)

    @property
    def run_alone(self) -> frozenset[Scope]:
        """The functions and classes of the module that its main guard alone uses."""
        if self._alone is None:
            self._alone = self._found_alone() if self._guards else frozenset()
        return self._alone

    def _found_alone(self) -> frozenset[Scope]:
        uses = self._uses()
        reached = _reached(uses[GUARD], uses)
        units = self._module.scopes_in(self._module.scopes[0])
        others = {
            each.name
            for each in units
            if each.name not in reached or (each.is_class and each.name in uses[GUARD])
        }
        elsewhere = _reached({*uses[OTHERS], *self._exported(), *others}, uses)
        return frozenset(each for each in units if each.name in reached - elsewhere)

    def _uses(self) -> dict[str, set[str]]:
        """Return which functions and classes each of them names, the guard, and the module."""
        module = self._module
        units = module.scopes_in(module.scopes[0])
        uses: dict[str, set[str]] = {each.name: set() for each in units}
        uses |= {GUARD: set(), OTHERS: set()}
        for name in module.nodes(ast.Name):
            if name.id in uses and isinstance(name.ctx, ast.Load):
                around = module.scopes_around(name)
                here = GUARD if self._is_in_guard(name) else OTHERS
                uses[around[-2].name if len(around) > 1 else here].add(name.id)
        return uses

    def _is_in_guard(self, node: Located) -> bool:
        at = bisect_right(self._guards, node.lineno, key=_first_line)
        return at > 0 and node.lineno <= self._guards[at - 1][1]

    def _exported(self) -> set[str]:
        """Return the names in the module's `__all__`."""
        return {
            literal_text(element)
            for statement in self._module.bindings_in(self._module.scopes[0]).get(EXPORTED, ())
            if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign)
            and isinstance(statement.value, ast.List | ast.Tuple)
            for element in statement.value.elts
        }


def _first_line(guard: tuple[int, int]) -> int:
    return guard[0]


def _asks_for_main(test: ast.expr) -> bool:
    """Return whether a condition is `__name__ == "__main__"`, in either order."""
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq):
        return False
    sides = (test.left, test.comparators[0])
    names = [each.id for each in sides if isinstance(each, ast.Name)]
    return names == ["__name__"] and MAIN_MODULE in map(literal_text, sides)


def _reached(names: Iterable[str], uses: dict[str, set[str]]) -> set[str]:
    """Return names with all that they use, and what that uses in turn."""
    reached: set[str] = set()
    pending = list(names)
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending += uses.get(name, ())
    return reached
