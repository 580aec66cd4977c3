"""What a caller hands to a function."""

from __future__ import annotations

from standards_hooks.engine.scopes import parameters_of


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.engine.module import Module
    from standards_hooks.engine.scopes import Function, Scope


class Signature:
    """The parameters of a function as its docstring should describe them.

    Attributes:
        receiver: Name of the `self` or `cls` of a method; empty for any other function.
        names: The other parameters, the starred ones without stars.
        starred: Those of them that take any number of arguments.
    """

    __slots__ = ("names", "receiver", "starred")

    def __init__(self, scope: Scope, function: Function, module: Module) -> None:
        """Read the parameters of a function."""
        arguments = function.args
        self.names: list[str] = [parameter.arg for parameter in parameters_of(arguments)]
        self.starred: list[str] = [
            each.arg for each in (arguments.vararg, arguments.kwarg) if each is not None
        ]
        self.receiver = ""
        is_method = scope.parent is not None and scope.parent.is_class
        has_receiver = bool(arguments.posonlyargs or arguments.args)
        if is_method and has_receiver and not _is_static(function, module):
            self.receiver = self.names.pop(0)


def _is_static(function: Function, module: Module) -> bool:
    return any(
        module.resolve(decorator) == "builtins.staticmethod"
        for decorator in function.decorator_list
    )
