"""Every node of a tree is found once, but for what the parser shares or what has no place."""

from __future__ import annotations

import ast

import pytest

from standards_hooks.syntax.walking import children, descendants, nodes_by_kind


PLACELESS = (ast.expr_context, ast.boolop, ast.operator, ast.unaryop, ast.cmpop)
SOURCES = [
    pytest.param("", id="nothing"),
    pytest.param("x = a.b[c, *d] + -e\n", id="operators"),
    pytest.param("global a\nimport b as c\nfrom . import d\n", id="names-that-are-texts"),
    pytest.param("f(*a, b=c, **{d: e, **g})\n", id="none-among-keys"),
    pytest.param("def f(a, /, b=1, *c, d, e=2, **g) -> h: ...\n", id="none-among-defaults"),
    pytest.param("match a:\n    case B(c, d=1) | [*_] | {'e': f, **g}: ...\n", id="patterns"),
    pytest.param("type A[B: C, *D, **E] = F\n", id="type-parameters"),
    pytest.param("a = f'{b!r:>{c}}' 'd'\n", id="formatted-text"),
    pytest.param("async def f():\n    [await a async for b in c if not d < e < g]\n", id="async"),
    pytest.param("try: a\nexcept* B as c: d\nelse: e\nfinally: g\n", id="handlers"),
]


def _with_places(tree):
    return {node for node in ast.walk(tree) if not isinstance(node, PLACELESS)}


@pytest.mark.parametrize("source", SOURCES)
def test_each_node_is_found_once_under_its_kind(source):
    tree = ast.parse(source)
    found = nodes_by_kind(tree)
    nodes = [node for kind in found.values() for node in kind]
    assert len(nodes) == len(set(nodes))
    assert set(nodes) == _with_places(tree)
    assert all(type(node) is kind for kind, each in found.items() for node in each)


@pytest.mark.parametrize("source", SOURCES)
def test_descendants_are_the_same_nodes_without_the_first(source):
    tree = ast.parse(source)
    assert set(descendants(tree)) | {tree} == _with_places(tree)


def test_children_are_those_of_one_level():
    call = ast.parse("f(a.b)", mode="eval").body
    assert [type(child) for child in children(call)] == [ast.Name, ast.Attribute]
