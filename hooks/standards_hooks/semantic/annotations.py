"""What an annotation admits, in whatever spelling."""

from __future__ import annotations

from standards_hooks.semantic.bindings import aliased_type
from standards_hooks.semantic.lookup import lookup
from standards_hooks.syntax.parsing import ast, parse_expression


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


TYPING = ("typing.", "typing_extensions.")
MOST_ALIASES = 20
"""How many aliases, each of the next, an annotation is followed through."""


def is_typing(origin: str, name: str) -> bool:
    """Return whether a resolved origin is this name of `typing` or `typing_extensions`."""
    return origin.endswith(f".{name}") and origin.startswith(TYPING)


def admitted_types(
    annotation: ast.expr, module: Module, wrappers: Container[str] = ()
) -> list[ast.expr]:
    """Return the types of which an annotation admits any one.

    Unions in all spellings are taken apart, strings are parsed, `Annotated[X, …]` counts as `X`.

    Args:
        annotation: The annotation.
        module: The file, whose imports say what names mean.
        wrappers: Dotted origins of further subscripts that say something about a variable rather
            than its type, `typing.ClassVar` for instance, and count as what they hold.

    Returns:
        The members, `None` as a constant; the annotation alone where it is no union. A string that
        is no expression admits nothing that is known and is left out.
    """
    types: list[ast.expr] = []
    pending: list[ast.expr] = [annotation]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            parsed = parse_expression(node.value)
            pending += [parsed] if parsed is not None else []
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            pending += [node.right, node.left]
        elif isinstance(node, ast.Subscript):
            pending += _taken_apart(node, module, wrappers, types)
        else:
            types.append(node)
    return types


def _taken_apart(
    node: ast.Subscript, module: Module, wrappers: Container[str], types: list[ast.expr]
) -> list[ast.expr]:
    """Return what a subscript stands for; one that stands for itself goes to `types`."""
    origin = module.resolve(node.value)
    elements = elements_of(node)
    if is_typing(origin, "Optional"):
        types.append(ast.Constant(value=None))
        return elements
    if is_typing(origin, "Union"):
        return elements[::-1]
    if is_typing(origin, "Annotated") or origin in wrappers:
        return elements[:1]
    types.append(node)
    return []


def elements_of(subscript: ast.Subscript) -> list[ast.expr]:
    """Return what stands in the brackets of a subscript: `str` and `int` of `dict[str, int]`."""
    return subscript.slice.elts if isinstance(subscript.slice, ast.Tuple) else [subscript.slice]


def unsubscripted(node: ast.expr) -> ast.expr:
    """Return what a subscript subscripts, `list` of `list[int]`; any other expression as it is."""
    return node.value if isinstance(node, ast.Subscript) else node


def admits(annotation: ast.expr, origins: Container[str], module: Module) -> bool:
    """Return whether an annotation admits one of several types.

    Args:
        annotation: The annotation.
        origins: Their dotted origins.
        module: The file.
    """
    return any(module.resolve(each) in origins for each in admitted_types(annotation, module))


def annotated_with(annotation: ast.expr | None, module: Module) -> list[ast.expr]:
    """Return what `Annotated[X, …]` says beside the type; nothing for any other annotation."""
    if not isinstance(annotation, ast.Subscript) or not isinstance(annotation.slice, ast.Tuple):
        return []
    is_annotated = is_typing(module.resolve(annotation.value), "Annotated")
    return annotation.slice.elts[1:] if is_annotated else []


def is_none(node: ast.AST | None) -> bool:
    """Return whether an expression is `None`."""
    return isinstance(node, ast.Constant) and node.value is None


def admits_none(annotation: ast.expr, scope: Scope, module: Module) -> bool:
    """Return whether `None` is allowed by an annotation as it is.

    Args:
        annotation: The annotation.
        scope: The scope that it is evaluated in.
        module: The file, whose aliases of types are followed.

    Returns:
        Whether it admits None; `Any` and `object` admit everything. What an import stands for is
        not known.
    """
    return _admits_none(annotation, scope, module, MOST_ALIASES)


def _admits_none(annotation: ast.expr, scope: Scope, module: Module, steps: int) -> bool:
    return any(
        is_none(node)
        or (origin := module.resolve(node)) == "builtins.object"
        or is_typing(origin, "Any")
        or (steps > 0 and _is_alias_with_none(unsubscripted(node), scope, module, steps - 1))
        for node in admitted_types(annotation, module)
    )


def _is_alias_with_none(node: ast.expr, scope: Scope, module: Module, steps: int) -> bool:
    """Return whether a name is given, anywhere in its scope, a type that admits None."""
    found = lookup(node.id, scope, module) if isinstance(node, ast.Name) else None
    if found is None or not isinstance(node, ast.Name):
        return False
    owner, bindings = found
    key = (owner, node.id)
    known = module.optional_aliases
    if key not in known:
        known[key] = False
        types = (aliased_type(binding, node.id) for binding in bindings)
        known[key] = any(
            each is not None and _admits_none(each, owner, module, steps) for each in types
        )
    return known[key]
