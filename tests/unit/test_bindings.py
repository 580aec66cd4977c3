"""Which names a statement or a scope binds, and what a binding gives a name."""

import ast

import pytest

from standards_hooks.semantic.bindings import (
    is_declaration,
    is_import,
    names_bound_by,
    names_bound_by_import,
    names_in_target,
    targets_of,
    value_assigned,
    value_entered,
)
from standards_hooks.semantic.module import Module


def statement_of(source: str) -> ast.stmt:
    (statement,) = ast.parse(source).body
    return statement


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        pytest.param("a = b = 1", ["a", "b"], id="chain"),
        pytest.param("a, [b, *c] = x", ["a", "b", "c"], id="unpacking"),
        pytest.param("a.b = c[0] = 1", [], id="attribute-and-subscript"),
        pytest.param("a: int", ["a"], id="annotation"),
        pytest.param("a += 1", ["a"], id="augmented"),
        pytest.param("del a, b", ["a", "b"], id="del"),
        pytest.param("import a.b, c as d", ["a", "d"], id="import"),
        pytest.param("from a import b, c as d", ["b", "d"], id="from"),
        pytest.param("for a, b in x: c = 1", ["a", "b"], id="for"),
        pytest.param("with x as a, y, z as (b, c): pass", ["a", "b", "c"], id="with"),
        pytest.param("try: pass\nexcept E as a: pass\nexcept F: pass", ["a"], id="try"),
        pytest.param("try: pass\nexcept* E as a: pass", ["a"], id="group"),
        pytest.param("type A = int", ["A"], id="type"),
        pytest.param("def a(b): c = 1", ["a"], id="function"),
        pytest.param("async def a(b): c = 1", ["a"], id="coroutine"),
        pytest.param("class A: b = 1", ["A"], id="class"),
        pytest.param("f(a)", [], id="expression"),
    ],
)
def test_a_statement_binds_names(statement, names):
    assert list(names_bound_by(ast.parse(statement).body[0])) == names


@pytest.mark.parametrize(
    ("statement", "origins"),
    [
        pytest.param("import a", {"a": "a"}, id="module"),
        pytest.param("import a.b", {"a": "a"}, id="package-of-a-module"),
        pytest.param("import a.b as c", {"c": "a.b"}, id="module-alias"),
        pytest.param("from a import b", {"b": "a.b"}, id="name"),
        pytest.param("from a import b as c, d", {"c": "a.b", "d": "a.d"}, id="aliases"),
        pytest.param("from . import a", {"a": ".a"}, id="sibling"),
        pytest.param("from .a import b", {"b": ".a.b"}, id="of-a-sibling"),
        pytest.param("from .. import a", {"a": "..a"}, id="of-the-package-above"),
    ],
)
def test_an_import_says_what_its_names_stand_for(statement, origins):
    node = statement_of(statement)
    assert isinstance(node, ast.Import | ast.ImportFrom)
    assert dict(names_bound_by_import(node)) == origins


@pytest.mark.parametrize(
    ("source", "targets"),
    [
        pytest.param("a = b.c = 1", ["a", "b.c"], id="chain"),
        pytest.param("a, b = 1", ["(a, b)"], id="tuple"),
        pytest.param("a: int = 1", ["a"], id="annotated"),
        pytest.param("a += 1", ["a"], id="augmented"),
        pytest.param("del a, b[0]", ["a", "b[0]"], id="del"),
        pytest.param("for a in b: pass", ["a"], id="for"),
        pytest.param("with a as b, c, d as e: pass", ["b", "e"], id="with"),
        pytest.param("type A = int", ["A"], id="type"),
        pytest.param("f(a)", [], id="expression"),
        pytest.param("return_ == 1", [], id="comparison"),
    ],
)
def test_a_statement_assigns_to_targets(source, targets):
    assert [ast.unparse(each) for each in targets_of(statement_of(source))] == targets


@pytest.mark.parametrize(
    ("source", "targets"),
    [
        pytest.param("async for a in b: pass", ["a"], id="for"),
        pytest.param("async with a as b: pass", ["b"], id="with"),
    ],
)
def test_a_statement_of_a_coroutine_assigns_to_targets(source, targets):
    coroutine = statement_of(f"async def f():\n    {source}\n")
    assert isinstance(coroutine, ast.AsyncFunctionDef)
    (statement,) = coroutine.body
    assert [ast.unparse(each) for each in targets_of(statement)] == targets


@pytest.mark.parametrize(
    ("source", "kind", "targets"),
    [
        pytest.param("(a := 1)", ast.NamedExpr, ["a"], id="walrus"),
        pytest.param("[a for a, b in c]", ast.comprehension, ["(a, b)"], id="comprehension"),
    ],
)
def test_an_expression_assigns_to_targets_too(source, kind, targets):
    (node,) = [each for each in ast.walk(ast.parse(source)) if isinstance(each, kind)]
    assert [ast.unparse(each) for each in targets_of(node)] == targets


@pytest.mark.parametrize(
    ("target", "names"),
    [
        pytest.param("a", ["a"], id="name"),
        pytest.param("a, [b, *c]", ["a", "b", "c"], id="unpacked"),
        pytest.param("a.b", [], id="attribute"),
        pytest.param("a[b]", [], id="subscript"),
    ],
)
def test_a_target_holds_names(target, names):
    (node,) = targets_of(statement_of(f"{target} = x"))
    assert list(names_in_target(node)) == names


@pytest.mark.parametrize(
    ("source", "scope", "bindings"),
    [
        pytest.param("a = 1\na = 2\n", "", {"a": 2}, id="twice"),
        pytest.param("a = a = 1\n", "", {"a": 1}, id="twice-by-one-statement"),
        pytest.param("import a\nfrom b import c\n", "", {"a": 1, "c": 1}, id="imports"),
        pytest.param("def f(): x = 1\nclass A: y = 1\n", "", {"f": 1, "A": 1}, id="definitions"),
        pytest.param("def f(a): x = 1\n", "f", {"x": 1}, id="a-parameter-is-no-statement"),
        pytest.param(
            "class A:\n    b = 1\n    def f(self): c = 1\n", "A", {"b": 1, "f": 1}, id="class"
        ),
        pytest.param("def f():\n    def g(): x = 1\n", "f", {"g": 1}, id="inner-function"),
        pytest.param(
            "x = 1\ndef f():\n    global x\n    x = 2\n", "", {"x": 2, "f": 1}, id="global"
        ),
        pytest.param(
            "def f():\n    global x\n", "f", {}, id="global-binds-nothing-in-the-function"
        ),
        pytest.param(
            "if a:\n    x = 1\nfor y in z:\n    x = 2\n", "", {"x": 2, "y": 1}, id="blocks"
        ),
        pytest.param("f(x := 1)\n", "", {}, id="a-walrus-is-not-entered"),
    ],
)
def test_a_scope_binds_names_by_so_many_statements(source, scope, bindings):
    module = Module("app.py", source.encode())
    (found,) = [each for each in module.scopes if each.qualified_name == scope]
    bound = module.bindings_in(found)
    assert {name: len(each) for name, each in bound.items()} == bindings
    assert module.bindings_in(found) is bound


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        pytest.param("a = 1", "1", id="assignment"),
        pytest.param("b = a = 1", "1", id="chain"),
        pytest.param("self.a = a = 1", "1", id="chain-with-an-attribute"),
        pytest.param("a: int = 1", "1", id="annotated"),
        pytest.param("a: int", None, id="declared-alone"),
        pytest.param("a, b = 1, 2", None, id="unpacked"),
        pytest.param("self.a = 1", None, id="attribute-of-that-name"),
        pytest.param("b = 1", None, id="another-name"),
        pytest.param("a += 1", None, id="augmented"),
        pytest.param("for a in b: pass", None, id="loop"),
        pytest.param("with b as a: pass", None, id="with"),
        pytest.param("import a", None, id="import"),
    ],
)
def test_a_plain_assignment_gives_a_name_a_value(statement, value):
    found = value_assigned(statement_of(statement), "a")
    assert (None if found is None else ast.unparse(found)) == value


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        pytest.param("with b() as a: pass", "b()", id="with"),
        pytest.param("with b() as c, d() as a: pass", "d()", id="second"),
        pytest.param("with b(): pass", None, id="nothing-bound"),
        pytest.param("with b() as (a, c): pass", None, id="unpacked"),
        pytest.param("a = b()", None, id="assignment"),
    ],
)
def test_with_enters_a_context_manager_under_a_name(statement, value):
    found = value_entered(statement_of(statement), "a")
    assert (None if found is None else ast.unparse(found)) == value


@pytest.mark.parametrize(
    ("statement", "kinds"),
    [
        pytest.param("a: int", (True, False), id="declaration"),
        pytest.param("a: int = 1", (False, False), id="annotated-with-a-value"),
        pytest.param("a = 1", (False, False), id="assignment"),
        pytest.param("import a", (False, True), id="import"),
        pytest.param("from a import b", (False, True), id="from-import"),
    ],
)
def test_a_binding_is_a_declaration_or_an_import(statement, kinds):
    binding = statement_of(statement)
    assert (is_declaration(binding), is_import(binding)) == kinds
