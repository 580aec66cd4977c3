"""The bases of a class, as far as one file tells."""

from __future__ import annotations

import _ast as ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.engine.module import Module
    from standards_hooks.engine.scopes import Scope


def bases_of(class_: Scope, module: Module) -> Iterator[str]:
    """Yield the dotted origins of a class's bases, those of bases in the same file included."""
    for ancestor in (class_, *ancestors_in_file(class_, module)):
        for base in _bases(ancestor):
            yield module.resolve(base)


def ancestors_in_file(class_: Scope, module: Module) -> list[Scope]:
    """Return the classes of the same file that a class inherits from, near before far."""
    ancestors: dict[Scope, None] = {}
    pending = [class_]
    for descendant in pending:
        for base in _bases(descendant):
            ancestor = module.classes.get(base.id) if isinstance(base, ast.Name) else None
            if ancestor is not None and ancestor is not class_ and ancestor not in ancestors:
                ancestors[ancestor] = None
                pending.append(ancestor)
    return list(ancestors)


def _bases(class_: Scope) -> list[ast.expr]:
    """Return the expressions of the bases, `Base` for `Base[T]`."""
    node = class_.node
    bases = node.bases if isinstance(node, ast.ClassDef) else []
    return [base.value if isinstance(base, ast.Subscript) else base for base in bases]
