"""Every regular expression of the hooks takes linear time, whatever it is given."""

from __future__ import annotations

import ast
import functools
import importlib
import pkgutil
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import standards_hooks
from tests.unit.backtracking import superlinear


if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.backtracking import Use


USES: dict[str, Use] = {
    "match": "match",
    "fullmatch": "fullmatch",
    **dict.fromkeys(("search", "finditer", "findall", "split", "sub", "subn"), "search"),
}
"""The functions of `re` and of its expressions, and how they go about a text."""
HANDED: dict[str, Use] = {"_take": "match", "match": "match"}
"""Functions that are handed an expression, and what they do with it."""
ORDER: tuple[Use, ...] = ("search", "fullmatch", "match")
NAMES = [
    module.name
    for module in pkgutil.walk_packages(standards_hooks.__path__, "standards_hooks.")
    if not module.name.endswith("__main__")
]


@functools.cache
def _trees() -> dict[str, ast.Module]:
    """Return the modules of the hooks by name."""
    files = {name: str(importlib.import_module(name).__file__) for name in NAMES}
    return {name: ast.parse(Path(file).read_bytes()) for name, file in files.items()}


def _constants() -> Iterator[tuple[str, str, re.Pattern[Any]]]:
    """Yield the expressions that modules hold: module, name and expression."""
    for module in NAMES:
        for name, value in vars(importlib.import_module(module)).items():
            for each in value.values() if isinstance(value, dict) else (value,):
                if isinstance(each, re.Pattern):
                    yield module, name, each


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Yield the calls of functions of `re` in functions of a module, with their names."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for node in ast.walk(function):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and isinstance(node.func.value, ast.Name)
                    and node.func.value.id == "re"
                    and node.func.attr in {*USES, "compile"}
                ):
                    yield node, node.func.attr


def _uses() -> dict[str, set[Use]]:
    """Return by the name of an expression how it is used."""
    found: dict[str, set[Use]] = defaultdict(set)
    for node in (node for tree in _trees().values() for node in ast.walk(tree)):
        match node:
            case ast.Attribute(ast.Name(name), attribute) if attribute in USES:
                found[name].add(USES[attribute])
            case ast.Call(ast.Attribute(_, function), arguments) if function in HANDED:
                names = [each.id for each in arguments if isinstance(each, ast.Name)]
                for name in names:
                    found[name].add(HANDED[function])
    return found


def _expressions() -> Iterator[tuple[str, re.Pattern[Any], Use]]:
    """Yield every expression with its place and each of its uses, or searched for, without one."""
    uses = _uses()
    constants = {expression: f"{module}.{name}" for module, name, expression in _constants()}
    for expression, place in constants.items():
        found = uses[place.rpartition(".")[2]]
        for use in [each for each in ORDER if each in found] or ["search"]:
            yield place, expression, use
    for module, tree in _trees().items():
        for call, name in _calls(tree):
            if isinstance(call.args[0], ast.Constant):
                expression = re.compile(call.args[0].value)
                yield f"{module}:{call.lineno}", expression, USES.get(name, "search")


@pytest.mark.threat("bounded")
@pytest.mark.slow
def test_twice_the_text_takes_no_more_than_about_twice_the_steps():
    slow = {
        f"{place}: {use}": found
        for place, expression, use in _expressions()
        if (found := superlinear(expression, use)) is not None
    }
    assert slow == {}


def test_every_expression_is_found():
    assert len(list(_constants())) >= 60
    for module, tree in _trees().items():
        for call, _ in _calls(tree):
            assert isinstance(call.args[0], ast.Constant), f"{module}:{call.lineno}"


@pytest.mark.parametrize(
    ("pattern", "use"),
    [
        pytest.param("(a+)+$", "match", id="nested-repeats"),
        pytest.param("(?:a|a)*b", "match", id="equal-alternatives"),
        pytest.param("(?:a|aa)*b", "match", id="overlapping-alternatives"),
        pytest.param("(?:ab?)*(?:a|b)*c", "match", id="repeats-one-after-the-other"),
        pytest.param("a*a*b", "match", id="the-same-twice"),
        pytest.param(r"\s*(?:=|)\s*x", "match", id="nothing-between-the-same"),
        pytest.param(r"\s*X", "search", id="repeat-at-the-beginning"),
        pytest.param(r'"(?:[^"\\]|\\.)*"', "search", id="quotes-behind-backslashes"),
        pytest.param(r"(?<!\S)#\s*x\[[^\]]*\]", "search", id="bracket-without-an-end"),
        pytest.param("x.*y", "search", id="anything-between"),
    ],
)
def test_what_is_not_linear_is_found(pattern, use):
    assert superlinear(re.compile(pattern), use) is not None


@pytest.mark.parametrize(
    ("pattern", "use"),
    [
        pytest.param("a+$", "match", id="one-repeat"),
        pytest.param(r"\s*+(?:=|)\s*+x", "match", id="possessive"),
        pytest.param(".*x", "fullmatch", id="greedy-then-a-letter"),
        pytest.param("x[^x\n]*\n", "search", id="stops-where-it-begins"),
        pytest.param("x(?:(?!x).)*y", "search", id="does-not-pass-its-beginning"),
        pytest.param("(?:a|b)*c", "match", id="different-alternatives"),
        pytest.param("(?>a*)b", "match", id="atomic"),
        pytest.param("#.*", "search", id="to-the-end"),
        pytest.param('"[^"]*"', "search", id="from-quote-to-quote"),
    ],
)
def test_what_is_linear_is_let_pass(pattern, use):
    assert superlinear(re.compile(pattern), use) is None
