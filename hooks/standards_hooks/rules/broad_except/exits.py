"""Calls that never return, as far as one file shows."""

from __future__ import annotations

from standards_hooks.semantic.control_flow import Paths
from standards_hooks.semantic.definitions import promises_no_return
from standards_hooks.semantic.expressions import last_name
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Function


LEAVING = frozenset(
    [
        *("builtins.exit", "builtins.quit", "sys.exit", "os._exit", "os.abort"),
        *(f"os.exec{suffix}" for suffix in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")),
        *("pytest.exit", "pytest.fail", "pytest.skip", "pytest.xfail", "six.reraise"),
        *("typing.assert_never", "typing_extensions.assert_never", "flask.abort"),
    ]
)
"""Functions that raise or end the process."""

LEAVING_VERBS = frozenset({"abort", "die", "exit", "raise", "reraise"})
"""First words of names that promise it: `raise_for_status`, `exit_with_error`, `self._abort`."""

LEAVING_METHODS = frozenset({"fail", "skipTest"})
"""What `unittest`, pytest and click call the method that raises."""


DEEPEST_CALLS = 10
"""How deep calls between functions of the file are followed."""


class NoReturnCalls:
    """The calls of one file that never return.

    Attributes:
        further: Dotted names of functions that the user says never return.
    """

    def __init__(self, module: Module, further: Iterable[str]) -> None:
        """Store the file; its functions are looked at when one is called."""
        self.further = frozenset(further)
        self._module = module
        self._functions: dict[str, list[Function]] | None = None
        self._known: dict[str, bool] = {}
        self._depth = 0

    def is_one(self, node: ast.expr | None) -> bool:
        """Return whether an expression is a call, awaited or not, that never returns."""
        if isinstance(node, ast.Await):
            node = node.value
        if not isinstance(node, ast.Call):
            return False
        function = node.func
        origin = self._module.resolve(function)
        if origin in LEAVING or origin in self.further:
            return True
        if isinstance(function, ast.Attribute):
            name = function.attr
            is_own = isinstance(function.value, ast.Name) and function.value.id in {"self", "cls"}
            if name in LEAVING_METHODS or (name == "error" and _is_parser(function.value)):
                return True
        elif isinstance(function, ast.Name):
            name = function.id
            is_own = True
        else:
            return False
        first_word = name.lstrip("_").partition("_")[0]
        return first_word in LEAVING_VERBS or (is_own and self._is_leaving(name))

    def _is_leaving(self, name: str) -> bool:
        """Return whether every function of that name in the file ends by raising."""
        if name not in self._known:
            self._known[name] = False
            if self._depth == DEEPEST_CALLS:
                return False
            self._depth += 1
            functions = self._functions_called(name)
            paths = Paths(self.is_one)
            self._known[name] = bool(functions) and all(
                promises_no_return(function.returns, self._module) or not paths.exits(function.body)
                for function in functions
            )
            self._depth -= 1
        return self._known[name]

    def _functions_called(self, name: str) -> list[Function]:
        if self._functions is None:
            self._functions = {}
            for scope in self._module.scopes:
                if isinstance(scope.node, ast.FunctionDef | ast.AsyncFunctionDef):
                    self._functions.setdefault(scope.name, []).append(scope.node)
        return self._functions.get(name, [])


def _is_parser(node: ast.expr) -> bool:
    """Return whether an object is called a parser, like that of `argparse`, whose `error` exits."""
    return last_name(node).rpartition("_")[2] in {"parser", "argparser"}
