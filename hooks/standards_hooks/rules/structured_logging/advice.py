"""What to write instead of an event with values in it, for each kind of logger."""

from __future__ import annotations

from keyword import iskeyword

from standards_hooks.rules.structured_logging.events import values_in
from standards_hooks.rules.structured_logging.kinds import (
    ADAPTER,
    STANDARD,
    TAKES_KEYWORDS,
)
from standards_hooks.semantic.expressions import last_name, literal_text
from standards_hooks.semantic.words import split
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module


MOST_VALUES = 3
"""The most values in a proposal."""
LONGEST_VALUE = 40
"""The most characters of a value in a proposal."""
LEFT_OUT = "…"

ERRORS = frozenset({"e", "err", "error", "ex", "exc", "exception"})
INSTANCES = frozenset({"self", "cls"})
WITHOUT_PARENTHESES = (ast.NamedExpr, ast.Starred, ast.Yield, ast.YieldFrom)
"""What means something else as the value of a keyword, unless parentheses are written."""

OF_STRUCTLOG = frozenset(
    {
        *("event", "level", "method_name", "positional_args", "self"),
        *("exc_info", "exception", "extra", "logger", "stack", "stack_info", "stacklevel"),
        "timestamp",
    }
)
"""Parameters of structlog's methods, and keys that its processors write."""

OF_RECORDS = frozenset(
    {
        *("args", "asctime", "created", "exc_info", "exc_text", "filename", "func_name"),
        *("levelname", "levelno", "lineno", "message", "module", "msecs", "msg", "name"),
        *("pathname", "process", "process_name", "relative_created", "stack_info", "thread"),
        *("thread_name", "task_name"),
    }
)
"""Attributes of `logging.LogRecord`: `extra` with such a key raises KeyError."""


def advice(event: ast.expr, call: ast.Call, kind: str, module: Module) -> str:
    """Return how the values of an event are passed to a kind of logger.

    Args:
        event: The event.
        call: The call that logs it.
        kind: The kind of the logger.
        module: The file.

    Returns:
        The end of a sentence, with the values as they can be written; names that the logger takes
        for something else are not proposed.
    """
    reserved = OF_STRUCTLOG if kind in {TAKES_KEYWORDS, ADAPTER} else OF_STRUCTLOG | OF_RECORDS
    pairs = _pairs(event, call, reserved, module)
    keywords = ", ".join(pair if pair == LEFT_OUT else "=".join(pair) for pair in pairs)
    entries = ", ".join(pair if pair == LEFT_OUT else f'"{pair[0]}": {pair[1]}' for pair in pairs)
    by_keyword = f"by keyword: `{keywords}`" if pairs else "by keyword"
    if kind == TAKES_KEYWORDS:
        return f"pass the values {by_keyword}"
    if kind == ADAPTER:
        return f"pass the values to structlog's logger, {by_keyword}"
    if kind == STANDARD and any(each.arg == "extra" for each in call.keywords):
        return f"add the values to `extra`: `{{{entries}}}`" if pairs else "leave the values out"
    by_extra = f"`extra={{{entries}}}`" if pairs else "`extra`"
    if kind == STANDARD:
        return f"pass the values in {by_extra}, or by keyword to structlog's logger"
    named = f"`{keywords}`" if pairs else "by keyword"
    return (
        f"pass the values beside it: {named} to structlog's logger, {by_extra} to the standard"
        " library's"
    )


def _pairs(
    event: ast.expr, call: ast.Call, reserved: frozenset[str], module: Module
) -> list[tuple[str, str] | str]:
    """Return the values with the names to pass them by; `…` for names and values to be chosen."""
    taken = {each.arg: module.segment(each.value) for each in call.keywords if each.arg}
    passed = set(taken.values())
    pairs: list[tuple[str, str] | str] = []
    for value in values_in(event):
        text = _written(value, module)
        if text in passed:
            continue
        if text != LEFT_OUT:
            passed.add(text)
        free = (
            name
            for name in _names_for(value)
            if name.isidentifier() and not iskeyword(name) and name not in {*reserved, *taken}
        )
        name = next(free, LEFT_OUT)
        taken.setdefault(name, text)
        pairs.append(LEFT_OUT if {name, text} == {LEFT_OUT} else (name, text))
    if pairs == [LEFT_OUT]:
        return []
    return pairs if len(pairs) <= MOST_VALUES else [*pairs[:MOST_VALUES], LEFT_OUT]


def _written(value: ast.expr, module: Module) -> str:
    """Return a value as it can be written behind `name=`."""
    text = module.segment(value)
    if isinstance(value, WITHOUT_PARENTHESES) or len(text) > LONGEST_VALUE or "`" in text:
        return LEFT_OUT
    return f"str({text})" if _is_error(value) else text


def _is_error(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id in ERRORS


def _names_for(value: ast.expr) -> Iterator[str]:
    """Yield what a value may be called, best first; the longer names avoid what is taken."""
    if _is_error(value):
        yield "error"
        return
    near, *owners = _words_of(value)
    if near:
        yield "_".join(near)
    for owner in owners:
        near = owner + near
        yield "_".join(near)


def _words_of(value: ast.expr) -> list[list[str]]:
    """Return the words of what a value refers to, then those of what it is taken from."""
    value = _main_part(value)
    if isinstance(value, ast.Name):
        return [[] if value.id in INSTANCES else split(value.id)]
    if isinstance(value, ast.Attribute) and _shows_type(value):
        return [[*_words_of(_typed(value))[0], "type"]]
    if isinstance(value, ast.Attribute):
        return [split(value.attr), *filter(None, _words_of(value.value))]
    if isinstance(value, ast.Subscript) and literal_text(value.slice):
        return [split(literal_text(value.slice)), *filter(None, _words_of(value.value))]
    if isinstance(value, ast.Call) and value.args:
        return _words_of_result(value, value.args[0])
    return [[]]


def _main_part(value: ast.expr) -> ast.expr:
    """Return what `await x`, `x if c else y` and `x or y` are named after: `x`."""
    while True:
        if isinstance(value, ast.Await):
            value = value.value
        elif isinstance(value, ast.IfExp):
            value = value.body
        elif isinstance(value, ast.BoolOp):
            value = value.values[0]
        else:
            return value


def _words_of_result(call: ast.Call, argument: ast.expr) -> list[list[str]]:
    """Return the words of what `x.get("key")` and `len(x)` return."""
    function = last_name(call.func)
    if function == "get":
        return [split(literal_text(argument))]
    return [["count"], *filter(None, _words_of(argument))] if function == "len" else [[]]


def _shows_type(value: ast.Attribute) -> bool:
    """Return whether an expression is `type(x).__name__` or `x.__class__.__name__`."""
    return value.attr in {"__name__", "__qualname__"} and (
        last_name(value.value) == "__class__"
        or (isinstance(value.value, ast.Call) and last_name(value.value.func) == "type")
    )


def _typed(value: ast.Attribute) -> ast.expr:
    """Return what `type(x).__name__` and `x.__class__.__name__` are asked of: `x`."""
    inner = value.value
    if isinstance(inner, ast.Call):
        return inner.args[0] if inner.args else inner
    return inner.value if isinstance(inner, ast.Attribute) else inner
