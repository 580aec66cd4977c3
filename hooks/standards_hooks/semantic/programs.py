"""Which part of a file runs only where the file is started as a program.

A function, a class and a constant are for others to import, unless all that uses them stands under
`if __name__ == "__main__":`, directly or by way of other functions and classes.
"""

from __future__ import annotations

import os

from standards_hooks.semantic.expressions import literal_text
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.semantic.module import Located, Module
    from standards_hooks.semantic.scopes import Scope


MAIN_MODULE = "__main__"
SHEBANG = b"#!"
EXPORTED = "__all__"


def is_in_guard(node: Located, module: Module) -> bool:
    """Return whether a node stands under `if __name__ == "__main__":` of its module."""
    return any(
        guard.body[0].lineno <= node.lineno <= (guard.body[-1].end_lineno or node.lineno)
        for guard in _guards(module)
    )


def _guards(module: Module) -> Iterator[ast.If]:
    for statement in module.tree.body:
        if isinstance(statement, ast.If) and _asks_for_main(statement.test):
            yield statement


def _asks_for_main(test: ast.expr) -> bool:
    """Return whether a condition is `__name__ == "__main__"`, in either order."""
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq):
        return False
    sides = (test.left, test.comparators[0])
    names = [each.id for each in sides if isinstance(each, ast.Name)]
    return names == ["__name__"] and MAIN_MODULE in map(literal_text, sides)


def run_by_guard(module: Module) -> frozenset[Scope]:
    """Return the functions and classes of a module that its main guard alone uses.

    Args:
        module: The file.

    Returns:
        Those that are named under the guard, or in another of them, and nowhere else in the file.
        What `__all__` exports is for others, and so is a class that the guard makes an object of,
        as guards do that show what a module is for.
    """
    uses = _uses(module)
    reached = _reached(uses[GUARD], uses)
    units = module.scopes_in(module.scopes[0])
    others = {
        each.name
        for each in units
        if each.name not in reached or (each.is_class and each.name in uses[GUARD])
    }
    elsewhere = _reached({*uses[OTHERS], *_exported(module), *others}, uses)
    return frozenset(each for each in units if each.name in reached - elsewhere)


GUARD = "if __name__"
OTHERS = "import"
"""Stand among the names of functions and classes for the guard, and the module's own statements."""


def _uses(module: Module) -> dict[str, set[str]]:
    """Return which functions and classes each of them names, the guard, and the module itself."""
    uses: dict[str, set[str]] = {each.name: set() for each in module.scopes_in(module.scopes[0])}
    uses |= {GUARD: set(), OTHERS: set()}
    for name in module.nodes(ast.Name):
        if name.id in uses and isinstance(name.ctx, ast.Load):
            around = module.scopes_around(name)
            here = GUARD if is_in_guard(name, module) else OTHERS
            uses[around[-2].name if len(around) > 1 else here].add(name.id)
    return uses


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


def _exported(module: Module) -> set[str]:
    """Return the names in a module's `__all__`."""
    return {
        literal_text(element)
        for statement in module.bindings_in(module.scopes[0]).get(EXPORTED, ())
        if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign)
        and isinstance(statement.value, ast.List | ast.Tuple)
        for element in statement.value.elts
    }


def is_program(module: Module, alone: frozenset[Scope]) -> bool:
    """Return whether a file is run, and nothing of it is for others to import.

    Args:
        module: The file.
        alone: What `run_by_guard` returns of it.

    Returns:
        Whether no import can spell its name; or it has functions and classes, all of which its main
        guard alone uses; or it has a shebang, and a main guard or no functions and classes.
    """
    if not os.path.basename(module.path).partition(".")[0].isidentifier():
        return True
    units = module.scopes_in(module.scopes[0])
    if module.source.startswith(SHEBANG):
        return not units or any(True for _ in _guards(module))
    return bool(units) and alone.issuperset(units)
