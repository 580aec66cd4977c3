"""Where the settings are defined, by what a file does: there the environment may be read."""

from __future__ import annotations

from standards_hooks.semantic.bases import bases_of
from standards_hooks.semantic.bindings import is_import
from standards_hooks.semantic.words import split
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.walking import descendants


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


SETTINGS = "settings"
CLASS_WORDS = frozenset({"conf", "config", "configuration", "env", "environment", SETTINGS})
"""What the name of a class ends with that holds settings: `MailSettings`, `AppConfig`."""

CONSTRUCTORS = frozenset({"__init__", "__new__", "__post_init__"})

DJANGO_SETTINGS = frozenset(
    {"DATABASES", "INSTALLED_APPS", "MIDDLEWARE", "ROOT_URLCONF", "TEMPLATES", "WSGI_APPLICATION"}
)
"""Constants by which Django's settings are known; Django dictates that a module holds them."""

ALEMBIC = "alembic.context"


def defines_settings(module: Module) -> bool:
    """Return whether a file defines the settings, or runs where there are none.

    Args:
        module: The file.

    Returns:
        Whether it has a subclass of `BaseSettings`, or of the project's own `…Settings`; is a
        settings module of Django; or is Alembic's environment, which runs outside the application.
    """
    if ALEMBIC in module.imported.values():
        return True
    top = module.bindings_in(module.scopes[0])
    if not DJANGO_SETTINGS.isdisjoint(top) or _extends_settings(module):
        return True
    return any(
        split(base.rpartition(".")[2])[-1:] == [SETTINGS]
        for scope in module.scopes
        if scope.is_class
        for base in bases_of(scope, module)
    )


def _extends_settings(module: Module) -> bool:
    """Return whether a file takes everything from the settings beside it: `from .base import *`."""
    top = module.scopes[0]
    takes_all = any(
        isinstance(statement, ast.ImportFrom)
        and statement.names[0].name == "*"
        and (statement.level or SETTINGS in (statement.module or "").split("."))
        for statement in top.imports
    )
    return takes_all and all(
        name.isupper()
        for name, bindings in module.bindings_in(top).items()
        if not all(map(is_import, bindings))
    )


class Filling:
    """The places of a file where it fills a class of settings, each call looked at once.

    Attributes:
        scopes: The functions that make an object of a class of settings of the file.
        nodes: The identities of what stands in such a call.
    """

    __slots__ = ("nodes", "scopes")

    def __init__(self, module: Module) -> None:
        """Find the calls."""
        names = {name for name, scope in module.classes.items() if _holds_settings(scope)}
        self.scopes: set[Scope] = set()
        self.nodes: set[int] = set()
        for call in module.nodes(ast.Call) if names else ():
            if isinstance(call.func, ast.Name) and call.func.id in names:
                scope = module.scopes_around(call)[0]
                if scope.is_function:
                    self.scopes.add(scope)
                elif id(call) not in self.nodes:
                    self.nodes.update(map(id, descendants(call)))

    def includes(self, node: ast.expr, around: Sequence[Scope]) -> bool:
        """Return whether a place is in a class of settings, or where the file fills one.

        Args:
            node: The place where the environment is read.
            around: The scopes around it.

        Returns:
            Whether it is in the body, a constructor, a class method or a property of a class called
            `…Settings`, `…Config` or the like; or the function around it, or the call around it
            outside of functions, makes an object of such a class of the file.
        """
        return (
            id(node) in self.nodes
            or around[0] in self.scopes
            or any(map(_gives_settings, around, around[1:]))
            or _holds_settings(around[0])
        )


def _gives_settings(scope: Scope, outer: Scope) -> bool:
    """Return whether a class of settings is filled in a scope that is directly in it.

    A constructor, a class method and a property fill it; an ordinary method does something else.
    """
    if not _holds_settings(outer):
        return False
    node = scope.node
    is_ordinary = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not (
        node.decorator_list or node.name in CONSTRUCTORS
    )
    return not is_ordinary


def _holds_settings(scope: Scope) -> bool:
    return scope.is_class and not CLASS_WORDS.isdisjoint(split(scope.name)[-1:])
