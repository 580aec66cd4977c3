"""The bases of a class, as far as one file shows."""

from __future__ import annotations

from standards_hooks.semantic.annotations import is_typing, unsubscripted
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


ENUMERATIONS = ("Enum", "Flag", "EnumType")
MOST_ANCESTORS = 24
"""How many classes of a file a class inherits from, as far as anybody asks."""
INNER_CONFIGURATION = frozenset({"Config", "Meta"})


def bases_of(class_: Scope, module: Module) -> Iterator[str]:
    """Yield the dotted origins of a class's bases, those of bases in the same file included."""
    for ancestor in (class_, *ancestors_in_file(class_, module)):
        for base in direct_bases(ancestor):
            yield module.resolve(base)


def ancestors_in_file(class_: Scope, module: Module) -> list[Scope]:
    """Return the classes of the same file that a class inherits from, near before far."""
    ancestors: dict[Scope, None] = {}
    pending = [class_]
    # The list grows while it is walked.
    for descendant in pending:
        if len(ancestors) >= MOST_ANCESTORS:
            break
        for base in direct_bases(descendant):
            ancestor = module.classes.get(base.id) if isinstance(base, ast.Name) else None
            if ancestor is not None and ancestor is not class_ and ancestor not in ancestors:
                ancestors[ancestor] = None
                pending.append(ancestor)
    return list(ancestors)


def has_dictated_names(class_: Scope, module: Module) -> bool:
    """Return whether the names in a class body are dictated: keys, members, inner configuration."""
    if class_.name in INNER_CONFIGURATION and class_.parent is not None and class_.parent.is_class:
        return True
    return any(
        is_typing(origin, "TypedDict") or origin.endswith(ENUMERATIONS)
        for origin in bases_of(class_, module)
    )


def has_bases_elsewhere(class_: Scope, module: Module, known: Container[str] = ()) -> bool:
    """Return whether a class inherits attributes that its file does not show.

    Builtins and the markers of `typing` and `abc` bring none along that are assigned to; a
    metaclass other than `ABCMeta` may bring any.

    Args:
        class_: The class.
        module: Its file.
        known: Origins of further bases that do not count.

    Returns:
        Whether it, or a class of the file that it extends, has such a base.
    """
    for each in (class_, *ancestors_in_file(class_, module)):
        node = each.node
        if not isinstance(node, ast.ClassDef):
            continue
        for base in direct_bases(each):
            is_here = isinstance(base, ast.Name) and base.id in module.classes
            origin = module.resolve(base)
            if not is_here and not _is_plain(origin) and origin not in known:
                return True
        if any(
            keyword.arg is None
            or (keyword.arg == "metaclass" and module.resolve(keyword.value) != "abc.ABCMeta")
            for keyword in node.keywords
        ):
            return True
    return False


def _is_plain(origin: str) -> bool:
    return (
        origin == "abc.ABC"
        or origin.startswith("builtins.")
        or is_typing(origin, "Generic")
        or is_typing(origin, "Protocol")
        or is_typing(origin, "NamedTuple")
    )


def direct_bases(class_: Scope) -> list[ast.expr]:
    """Return the expressions of the bases, `Base` for `Base[T]`."""
    node = class_.node
    bases = node.bases if isinstance(node, ast.ClassDef) else []
    return list(map(unsubscripted, bases))
