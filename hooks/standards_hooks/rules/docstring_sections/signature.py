"""The parameters of a function."""

from __future__ import annotations

from standards_hooks.semantic.attributes import receiver_of
from standards_hooks.semantic.expressions import callee, last_name
from standards_hooks.semantic.scopes import parameters_of


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.semantic.scopes import Function, Scope
    from standards_hooks.syntax.parsing import ast


INJECTING = frozenset({"inject", "injected", "injector", "injects", "pass", "provide", "provides"})
"""Words in the names of decorators that pass arguments."""


class Signature:
    """The parameters of a function as its docstring should describe them.

    Attributes:
        receiver: Name of the `self` or `cls` of a method; empty for any other function.
        names: The other parameters, the starred ones without stars, each once and in order.
        starred: Those of them that take any number of arguments.
        may_be_injected: Whether a decorator may pass arguments, which no caller passes.
    """

    __slots__ = ("may_be_injected", "names", "receiver", "starred")

    def __init__(self, scope: Scope, function: Function) -> None:
        """Read the parameters of a function."""
        arguments = function.args
        # Looked up once for every entry: the keys of a mapping are found at once.
        self.names: dict[str, None] = dict.fromkeys(each.arg for each in parameters_of(arguments))
        self.starred: list[str] = [
            each.arg for each in (arguments.vararg, arguments.kwarg) if each is not None
        ]
        self.may_be_injected = any(map(_injects, function.decorator_list))
        self.receiver: str = receiver_of(scope)[1]
        if self.receiver:
            del self.names[self.receiver]


def _injects(decorator: ast.expr) -> bool:
    """Return whether a decorator passes arguments of its own to the function, by its name.

    So do `@inject_session`, `@db_injector`, `@provide_session` and `@click.pass_context`.
    """
    return not INJECTING.isdisjoint(last_name(callee(decorator)).lower().split("_"))
