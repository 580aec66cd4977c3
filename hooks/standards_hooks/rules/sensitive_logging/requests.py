"""Which part of a request an expression is: in FastAPI, Starlette, aiohttp, Flask and Django."""

from __future__ import annotations

from standards_hooks.semantic.expressions import last_name
from standards_hooks.syntax.parsing import ast


REQUEST = "request"
HEADERS, BODY, COOKIES = (
    "the headers of a request",
    "the body of a request",
    "the cookies of a request",
)
ATTRIBUTES = {
    **dict.fromkeys(("body", "data", "form", "json", "POST", "FILES"), BODY),
    **dict.fromkeys(("headers", "META"), HEADERS),
    **dict.fromkeys(("cookies", "COOKIES"), COOKIES),
}
METHODS = frozenset({"get_data", "get_json"})
AWAITED = frozenset({"body", "form", "json", "post", "read", "text"})
"""Methods of a request, which are awaited; those of a response are not checked."""

WRAPPING = frozenset({"dict", "loads"})
"""Functions whose result contains all of their argument."""


def part_of_request(node: ast.expr) -> str:
    """Return which part of a request an expression is as a whole; empty for anything else."""
    if isinstance(node, ast.Await):
        value = node.value
        is_body = isinstance(value, ast.Call) and _is_method(value.func, AWAITED)
        return BODY if is_body else ""
    if isinstance(node, ast.Call):
        if last_name(node.func) in WRAPPING and len(node.args) == 1:
            return part_of_request(node.args[0])
        return BODY if _is_method(node.func, METHODS) else ""
    if isinstance(node, ast.Attribute) and _is_request(node.value):
        return ATTRIBUTES.get(node.attr, "")
    return ""


def _is_method(function: ast.expr, names: frozenset[str]) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and function.attr in names
        and _is_request(function.value)
    )


def _is_request(node: ast.expr) -> bool:
    return last_name(node).strip("_") == REQUEST
