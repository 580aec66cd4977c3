"""How an event is built, and which events Ruff reports already."""

from __future__ import annotations

from bisect import bisect_left

from standards_hooks.semantic.expressions import (
    argument_of,
    arguments_of,
    is_text,
    last_name,
    root_of,
)
from standards_hooks.semantic.loggers import LEVEL_FIRST
from standards_hooks.semantic.lookup import lookup, values_of
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.semantic.bindings import Binding
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


EVENT_KEYWORDS = ("event", "msg")
RUFF_METHODS = frozenset(
    {"critical", "debug", "error", "exception", "info", "log", "warn", "warning"}
)
"""The methods whose message Ruff's G001 to G004 look at."""

FORMATTING = frozenset({"format", "join", "repr", "str"})
"""Functions and methods whose arguments are the values of an event, not their result."""


def event_of(call: ast.Call, method: str) -> ast.expr | None:
    """Return the event of a call of a level method.

    Args:
        call: The call.
        method: The name of the method.

    Returns:
        The expression; None where it is passed with `*` or not at all.
    """
    at = 1 if method in LEVEL_FIRST else 0
    return argument_of(call, at, *EVENT_KEYWORDS)


def composition(event: ast.expr) -> str:
    """Return how a string is built; empty for a literal, a name or another call."""
    if isinstance(event, ast.JoinedStr):
        has_values = any(isinstance(part, ast.FormattedValue) for part in event.values)
        return "an f-string" if has_values else ""
    if isinstance(event, ast.BinOp):
        return _composition_of_operation(event)
    if isinstance(event, ast.IfExp):
        return composition(event.body) or composition(event.orelse)
    if isinstance(event, ast.Call) and isinstance(event.func, ast.Attribute):
        is_method_of_text = event.func.attr in {"format", "join"} and _is_text(event.func.value)
        if is_method_of_text:
            return f"built with `{event.func.attr}`"
        return composition(event.func.value)
    return ""


def _composition_of_operation(event: ast.BinOp) -> str:
    """Return how `%` or `+` builds a string; empty where it does not, or without values."""
    if isinstance(event.op, ast.Mod) and _is_text(event.left):
        return "built with `%`"
    if isinstance(event.op, ast.Add) and (_holds_text(event.left) or _is_text(event.right)):
        return "built with `+`" if any(values_in(event)) else ""
    return ""


def _is_text(node: ast.expr) -> bool:
    return is_text(node) or isinstance(node, ast.JoinedStr)


def _holds_text(node: ast.expr) -> bool:
    """Return whether a sum contains a string."""
    while isinstance(node, ast.BinOp):
        if _is_text(node.right):
            return True
        node = node.left
    return _is_text(node)


def values_in(event: ast.expr) -> Iterator[ast.expr]:
    """Yield the values of an event, in their order: what its literals are combined with.

    A calculation within is one value: `i + 1` of `f"{i + 1} of {count}"`.
    """
    pending = [event]
    while pending:
        node = pending.pop()
        parts = _parts_of(node)
        if parts is not None:
            pending += reversed(parts)
        elif not isinstance(node, ast.Constant):
            yield node


def _parts_of(node: ast.expr) -> list[ast.expr] | None:
    """Return what a text is put together from; None for what is a value as it is."""
    if isinstance(node, ast.JoinedStr):
        return [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
    if isinstance(node, ast.BinOp):
        return _operands(node)
    if isinstance(node, ast.Call) and last_name(node.func) in FORMATTING:
        function = node.func
        inner = [function.value] if isinstance(function, ast.Attribute) else []
        return [*filter(composition, inner), *arguments_of(node)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and composition(node):
        return [node.func.value]
    if isinstance(node, ast.IfExp) and composition(node):
        return [node.body, node.orelse]
    return None


def _operands(node: ast.BinOp) -> list[ast.expr] | None:
    """Return what `%` or `+` builds a text from; None for a calculation."""
    if isinstance(node.op, ast.Mod) and _is_text(node.left):
        return [node.left, *_formatted(node.right)]
    return _summands(node) if isinstance(node.op, ast.Add) and _holds_text(node) else None


def _formatted(values: ast.expr) -> list[ast.expr]:
    """Return the values to the right of `%`."""
    if isinstance(values, ast.Tuple):
        return values.elts
    return values.values if isinstance(values, ast.Dict) else [values]


def _summands(node: ast.expr) -> list[ast.expr]:
    summands = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        summands.append(node.right)
        node = node.left
    return [node, *reversed(summands)]


class NamedEvents:
    """What the names hold that a file logs; each is looked up once."""

    __slots__ = ("_caught", "_module")

    def __init__(self, module: Module) -> None:
        """Take the file."""
        self._module = module
        self._caught: dict[tuple[Scope, str], bool] = {}

    def composition(self, event: ast.expr, scope: Scope) -> str:
        """Return how the value of a name is built that is the event.

        Args:
            event: The event.
            scope: The scope in which it is logged.

        Returns:
            What is wrong with the caught exception, as it is or by `str`, and with a variable that
            the same scope gives a composed text; empty for everything else.
        """
        node = event
        if isinstance(node, ast.Call) and last_name(node.func) in {"repr", "str"} and node.args:
            node = node.args[0]
        found = lookup(node.id, scope, self._module) if isinstance(node, ast.Name) else None
        if found is None or not isinstance(node, ast.Name):
            return ""
        if self._is_caught(node.id, *found):
            return "the caught exception"
        is_variable = node is event and found[0] is scope and not node.id.isupper()
        how = composition(self.built_from(event, scope)) if is_variable else ""
        return f"`{node.id}`, which is {how}" if how else ""

    def _is_caught(self, name: str, owner: Scope, bindings: Sequence[Binding]) -> bool:
        """Return whether nothing but `except … as name:` binds a name."""
        key = (owner, name)
        if key not in self._caught:
            self._caught[key] = all(isinstance(each, ast.Try | ast.TryStar) for each in bindings)
        return self._caught[key]

    def built_from(self, event: ast.expr, scope: Scope) -> ast.expr:
        """Return what an event is built from.

        Args:
            event: The event.
            scope: The scope in which it is logged.

        Returns:
            The value that a variable was given last above the event; the event itself where it is
            no variable, or nothing shows its value.
        """
        if not isinstance(event, ast.Name):
            return event
        values = values_of(event.id, scope, self._module)
        above = bisect_left(values, event.lineno, key=lambda each: each.lineno)
        return values[above - 1] if above else event


def is_reported_by_ruff(call: ast.Call, method: str, event: ast.expr, module: Module) -> bool:
    """Return whether Ruff's G001 to G004 or LOG015, all of them required, report a call.

    Source: Ruff 0.17.6, by experiment. It recognises a logger by its name, unless
    it is imported, looks at the levels of `logging` alone, and follows neither conditions nor
    calls.

    Args:
        call: The call of a level method.
        method: The name of the method.
        event: What `event_of` returns for the call.
        module: The file.

    Returns:
        Whether it does, so that a second finding would repeat it.
    """
    if method not in RUFF_METHODS or not isinstance(call.func, ast.Attribute):
        return False
    if module.resolve(call.func.value) == "logging":
        return True  # LOG015, whatever the event is
    at = 1 if method in LEVEL_FIRST else 0
    is_message = event in call.args[at : at + 1] or any(
        each.value is event and each.arg == "msg" for each in call.keywords
    )
    return is_message and _follows(event) and _is_logger_to_ruff(call.func.value, module)


def _follows(event: ast.expr) -> bool:
    if isinstance(event, ast.Call):
        function = event.func
        if not isinstance(function, ast.Attribute) or function.attr != "format":
            return False
        return isinstance(function.value, ast.Constant)
    return isinstance(event, ast.BinOp | ast.JoinedStr)


def _is_logger_to_ruff(receiver: ast.expr, module: Module) -> bool:
    if isinstance(receiver, ast.Call):
        return module.resolve(receiver.func) == "logging.getLogger"
    root = root_of(receiver)
    if root is None:
        return False
    if root.id in module.imported:
        return module.resolve(receiver) in {"logging", "flask.current_app.logger"}
    name = last_name(receiver)
    return name.startswith(("log", "LOG")) or name.endswith(
        ("logger", "logging", "LOGGER", "LOGGING")
    )
