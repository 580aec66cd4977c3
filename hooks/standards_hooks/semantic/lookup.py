"""Where Python finds a name, and what its only value is."""

from __future__ import annotations

from standards_hooks.semantic.bindings import is_declaration, is_import, value_assigned


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from standards_hooks.semantic.bindings import Binding
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope
    from standards_hooks.syntax.parsing import ast

    type Found = tuple[Scope, list[Binding]]
    """The scope that binds a name, and what binds it there."""


def lookup(name: str, scope: Scope, module: Module) -> Found | None:
    """Find what binds a name that is read in a scope, as Python does.

    Args:
        name: The name.
        scope: The scope in which it is read.
        module: The file.

    Returns:
        The innermost scope around that binds it, with its parameter and the statements of
        `bindings_in`; a class around another scope is passed over, for what is in it does not see
        its names. None for a name that the file does not bind.
    """
    key = (scope, name)
    known = module.lookups
    if key not in known:
        known[key] = _looked_up(name, scope, module)
    return known[key]


def _looked_up(name: str, scope: Scope, module: Module) -> Found | None:
    for current in scope.around():
        if current.is_class and current is not scope:
            continue
        parameter = current.parameter(name)
        found: list[Binding] = [parameter] if parameter is not None else []
        found += module.bindings_in(current).get(name, ())
        if found and not (current.is_class and all(map(is_declaration, found))):
            return current, found
    return None


def only_binding(name: str, scope: Scope, module: Module) -> Binding | None:
    """Return what binds a name that is read in a scope; None where that is nothing or several.

    Args:
        name: The name.
        scope: The scope in which it is read.
        module: The file.
    """
    found = lookup(name, scope, module)
    return found[1][0] if found is not None and len(found[1]) == 1 else None


def values_of(name: str, scope: Scope, module: Module) -> list[ast.expr]:
    """Return what plain assignments give a name that is read in a scope.

    Args:
        name: The name.
        scope: The scope in which it is read.
        module: The file.

    Returns:
        The values in the order of the file; none where anything else binds the name, too: a
        parameter, a loop, an import, what is unpacked into it. `x: int` alone binds nothing.
    """
    found = lookup(name, scope, module)
    if found is None:
        return []
    owner, bindings = found
    key = (owner, name)
    if key not in module.values:
        module.values[key] = _values_in(bindings, name)
    return module.values[key]


def _values_in(bindings: Iterable[Binding], name: str) -> list[ast.expr]:
    values: list[ast.expr] = []
    for binding in bindings:
        if is_declaration(binding):
            continue
        value = value_assigned(binding, name)
        if value is None:
            return []
        values.append(value)
    return values


def only_value(name: str, scope: Scope, module: Module) -> ast.expr | None:
    """Return the one value that a name has which is read in a scope.

    Args:
        name: The name.
        scope: The scope in which it is read.
        module: The file.

    Returns:
        The value of `values_of`; None where there are none or several, or a walrus anywhere in the
        file gives a variable of that name another.
    """
    values = values_of(name, scope, module)
    if len(values) != 1 or is_bound_by_walrus(name, module):
        return None
    return values[0]


def is_bound_by_walrus(name: str, module: Module) -> bool:
    """Return whether a `:=` anywhere in a file binds a name."""
    return name in module.walrus_names


def is_rebound(name: str, scopes: Iterable[Scope], module: Module) -> bool:
    """Return whether one of several functions means something of its own by a name.

    Args:
        name: A name that the module imports, or that means a builtin.
        scopes: The scopes around a place; modules and classes among them do not count.
        module: The file.

    Returns:
        Whether one has a parameter of that name, or binds it other than by an import.
    """
    return any(
        scope.parameter(name) is not None
        or not all(map(is_import, module.bindings_in(scope).get(name, ())))
        for scope in scopes
        if scope.is_function
    )
