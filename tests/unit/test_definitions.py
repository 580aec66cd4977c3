"""What a definition says: its docstring, its decorators, its own body, its result."""

import ast

import pytest

from standards_hooks.semantic.definitions import (
    decorators_of,
    docstring_of,
    does_nothing,
    own_nodes,
    promises_no_return,
)
from standards_hooks.semantic.module import Module


def definition_in(source: str) -> tuple[ast.FunctionDef, Module]:
    module = Module("app.py", source.encode())
    (node,) = [each for each in module.tree.body if isinstance(each, ast.FunctionDef)]
    return node, module


@pytest.mark.parametrize(
    ("body", "docstring"),
    [
        pytest.param("'Text.'", "Text.", id="text"),
        pytest.param("''", "", id="empty"),
        pytest.param("1", None, id="number"),
        pytest.param("b'Text.'", None, id="bytes"),
        pytest.param("f'Text.'", None, id="f-string"),
        pytest.param("x = 'Text.'", None, id="assigned"),
        pytest.param("pass; 'Text.'", None, id="second"),
    ],
)
def test_a_docstring_is_a_text_that_stands_first(body, docstring):
    node, _ = definition_in(f"def f(): {body}\n")
    found = docstring_of(node)
    assert (None if found is None else found.value) == docstring


def test_an_empty_module_has_no_docstring():
    assert docstring_of(ast.parse("")) is None


@pytest.mark.parametrize(
    ("decorators", "origins"),
    [
        pytest.param("@property", ["builtins.property"], id="builtin"),
        pytest.param("@c.lru_cache(maxsize=8)", ["functools.lru_cache"], id="called"),
        pytest.param("@c.lru_cache", ["functools.lru_cache"], id="not-called"),
        pytest.param("@a.b\n@own", ["a.b", "own"], id="several"),
        pytest.param("@a[0]", [""], id="no-name"),
    ],
)
def test_decorators_are_resolved_called_or_not(decorators, origins):
    node, module = definition_in(f"import functools as c\n{decorators}\ndef f(): pass\n")
    assert decorators_of(node, module) == origins


@pytest.mark.parametrize(
    ("body", "names"),
    [
        pytest.param("a", {"a"}, id="own"),
        pytest.param("if a: b\n", {"a", "b"}, id="block"),
        pytest.param("[b for a in c]", {"a", "b", "c"}, id="comprehension"),
        pytest.param("lambda: a", set(), id="lambda"),
        pytest.param("def f(a=b): c", set(), id="function"),
        pytest.param("async def f(): c", set(), id="coroutine"),
        pytest.param("class A(b): c", set(), id="class"),
        pytest.param("a(lambda: b)", {"a"}, id="beside-a-lambda"),
    ],
)
def test_what_runs_at_another_time_is_no_part_of_a_body(body, names):
    nodes = own_nodes(ast.parse(body).body)
    assert {each.id for each in nodes if isinstance(each, ast.Name)} == names


def test_a_node_comes_after_the_one_that_it_stands_in():
    tree = ast.parse("a(b(c), d)\ne\n")
    order = list(own_nodes(tree.body))
    assert len(order) == 9
    for node in order:
        assert all(
            order.index(node) < order.index(each)
            for each in ast.iter_child_nodes(node)
            if not isinstance(each, ast.expr_context)
        )


@pytest.mark.parametrize(
    ("statement", "is_nothing"),
    [
        pytest.param("pass", True, id="pass"),
        pytest.param("...", True, id="dots"),
        pytest.param("'text'", True, id="text"),
        pytest.param("f()", False, id="call"),
        pytest.param("x = 1", False, id="assignment"),
        pytest.param("return None", False, id="return"),
    ],
)
def test_a_statement_may_do_nothing(statement, is_nothing):
    node, _ = definition_in(f"def f():\n    {statement}\n")
    assert does_nothing(node.body[0]) is is_nothing


@pytest.mark.parametrize(
    ("returns", "is_promised"),
    [
        pytest.param(" -> NoReturn", True, id="no-return"),
        pytest.param(" -> typing.Never", True, id="never"),
        pytest.param(" -> 'NoReturn'", True, id="in-quotes"),
        pytest.param(" -> NoReturn | None", False, id="or-none"),
        pytest.param(" -> '='", False, id="no-type"),
        pytest.param(" -> None", False, id="none"),
        pytest.param("", False, id="no-annotation"),
    ],
)
def test_an_annotation_may_promise_that_nothing_comes_back(returns, is_promised):
    source = f"import typing\nfrom typing import NoReturn\ndef f(){returns}: pass\n"
    node, module = definition_in(source)
    assert promises_no_return(node.returns, module) is is_promised
