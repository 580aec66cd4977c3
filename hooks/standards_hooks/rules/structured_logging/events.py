"""How an event is built, and which events Ruff reports already."""

from __future__ import annotations

from standards_hooks.semantic.expressions import (
    argument_of,
    arguments_of,
    is_text,
    last_name,
    root_of,
)
from standards_hooks.semantic.loggers import LEVEL_FIRST
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module


EVENT_KEYWORDS = ("event", "msg")
RUFF_METHODS = frozenset(
    {"critical", "debug", "error", "exception", "info", "log", "warn", "warning"}
)
"""The methods whose message Ruff's G001 to G004 look at."""

MOST_VALUES = 3
"""The most keywords in a proposal."""


ERRORS = frozenset({"e", "err", "error", "ex", "exc", "exception"})
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
    """Yield the values of an event: what its literals are combined with."""
    pending = [event]
    while pending:
        node = pending.pop(0)
        if isinstance(node, ast.JoinedStr):
            pending += [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        elif isinstance(node, ast.BinOp):
            pending += [node.left, node.right]
        elif isinstance(node, ast.Tuple):
            pending += node.elts
        elif isinstance(node, ast.Call):
            if last_name(node.func) in FORMATTING:
                pending += arguments_of(node)
            else:
                yield node
        elif isinstance(node, ast.IfExp):
            pending += [node.body, node.orelse]
        elif not isinstance(node, ast.Constant):
            yield node


def as_keywords(event: ast.expr, module: Module) -> str:
    """Return the values of an event as keywords: `user_id=user.id`."""
    pairs: dict[str, str] = {}
    for value in values_in(event):
        name = last_name(value).lower().strip("_")
        if not isinstance(value, ast.Name | ast.Attribute) or name in {"self", "cls", "name"}:
            continue
        if name in ERRORS:
            pairs.setdefault("error", f"str({module.segment(value)})")
        else:
            pairs.setdefault(name, module.segment(value))
    shown = [f"{name}={value}" for name, value in pairs.items() if len(value) <= len(name) + 30]
    return ", ".join(shown[:MOST_VALUES])


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
