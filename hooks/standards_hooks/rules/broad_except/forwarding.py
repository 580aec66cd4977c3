"""Whether a caught exception is passed on as an object, or lost.

A string made from it, an entry in a log or a message on a screen is not the exception itself.
"""

from __future__ import annotations

from standards_hooks.semantic.expressions import arguments_of, last_name
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.semantic.module import Module


TAKERS = frozenset(
    [
        *("add", "append", "appendleft", "extend", "insert", "push", "setdefault", "update"),
        *("put", "put_nowait", "send", "send_nowait"),
        *("set_exc_info", "set_exception", "set_exception_info", "throw"),
        *("addError", "addFailure", "call_exception_handler"),
        # Celery's, which raises.
        "retry",
    ]
)
"""Functions that keep their argument, or pass it to somebody who waits for it."""

HANDLING_VERBS = frozenset({"fail", "fatal", "handle", "on", "onerror", "onexc", "reject"})
"""First words of functions that handle errors: `handle_error`, `self.on_failure`."""

CURRENT = frozenset({"sys.exc_info", "sys.exception"})

TEXT_MAKERS = frozenset(
    {
        *("ascii", "bool", "format", "getattr", "hasattr", "id", "isinstance", "len", "print"),
        *("repr", "str", "type"),
        *("critical", "debug", "error", "exception", "fatal", "info", "log", "warn", "warning"),
        *("format_exc", "format_exception", "format_exception_only", "format_tb"),
        *("print_exc", "print_exception"),
    }
)
"""Functions and logging methods that make a string of an exception, or look at it."""

TEXT_WORDS = frozenset(
    [
        *("code", "describe", "detail", "details", "format", "log", "message", "msg", "print"),
        *("reason", "status", "str", "string", "summary", "text", "tb", "trace", "traceback"),
    ]
)
"""Words in the names of functions whose result is a string or a code for the exception."""

LOGGING_PROTOCOL = "handleError"
"""What `logging.Handler.emit` has to call on an error; its argument is the record alone."""

HOLDERS = {
    ast.Tuple: ("elts",),
    ast.List: ("elts",),
    ast.Set: ("elts",),
    ast.Dict: ("values",),
    ast.BoolOp: ("values",),
    ast.IfExp: ("body", "orelse"),
    ast.Await: ("value",),
    ast.NamedExpr: ("value",),
    ast.Starred: ("value",),
    ast.Subscript: ("value",),
}
"""Expressions whose value is, or contains, the values of these fields."""


class Forwarding:
    """The statements of one handler that pass its exception on."""

    def __init__(self, module: Module, name: str | None) -> None:
        """Store the name that the handler binds; None where it binds none."""
        self._module = module
        self._name = name

    def is_one(self, statement: ast.stmt) -> bool:
        """Return whether a statement returns, yields, stores or sends the exception itself."""
        if isinstance(statement, ast.Return | ast.Assign | ast.AnnAssign | ast.AugAssign):
            return self._holds_it(statement.value)
        if not isinstance(statement, ast.Expr):
            return False
        value = statement.value.value if isinstance(statement.value, ast.Await) else statement.value
        if isinstance(value, ast.Yield):
            return self._holds_it(value.value)
        return isinstance(value, ast.Call) and self._is_taken_by(value)

    def _is_taken_by(self, call: ast.Call) -> bool:
        name = last_name(call.func)
        if name == LOGGING_PROTOCOL:
            return True
        is_taker = isinstance(call.func, ast.Attribute) and name in TAKERS
        if not is_taker and (_words(name)[0] not in HANDLING_VERBS or name in TEXT_MAKERS):
            return False
        return any(self._holds_it(argument) for argument in arguments_of(call))

    def _holds_it(self, node: ast.expr | None) -> bool:
        """Return whether the value of an expression is the exception, or contains it."""
        outermost = node.value if isinstance(node, ast.Await) else node
        pending = [node]
        while pending:
            node = pending.pop()
            if isinstance(node, ast.Name) and node.id == self._name:
                return True
            if isinstance(node, ast.Call):
                if self._module.resolve(node.func) in CURRENT:
                    return True
                pending += _parts_of_call(node, is_outermost=node is outermost)
            elif node is not None:
                for field in HOLDERS.get(type(node), ()):
                    value = getattr(node, field)
                    pending += value if isinstance(value, list) else [value]
        return False


def _parts_of_call(call: ast.Call, *, is_outermost: bool) -> Sequence[ast.expr]:
    """Return the arguments that the result of a call contains.

    The result of an outermost call may contain them unless its name says that it is a string; of
    inner calls, only a class is sure to keep its arguments.
    """
    name = last_name(call.func)
    if name == "with_traceback" and isinstance(call.func, ast.Attribute):
        return [call.func.value]
    is_text = name in TEXT_MAKERS or not TEXT_WORDS.isdisjoint(_words(name))
    is_class = name[:1].isupper()
    return arguments_of(call) if is_class or (is_outermost and not is_text) else ()


def _words(name: str) -> list[str]:
    return name.strip("_").split("_")
