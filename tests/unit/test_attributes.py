"""The attributes of a file's classes: every place that gives one a value."""

import ast

import pytest

from standards_hooks.semantic.attributes import is_decorated, receiver_of
from standards_hooks.semantic.module import Module


def assignments_of(source: str) -> list[tuple[str, str, bool, str | None, str | None]]:
    """The attributes of `A`: name, scope, whether alone, value, annotation."""
    module = Module("app.py", source.encode())
    attributes = module.attributes.get(module.classes["A"], {})
    return [
        (
            name,
            each.scope.qualified_name,
            each.is_alone,
            None if each.value is None else ast.unparse(each.value),
            None if each.annotation is None else ast.unparse(each.annotation),
        )
        for name, assignments in attributes.items()
        for each in assignments
    ]


def method(body: str, head: str = "def f(self)") -> str:
    return f"class A:\n    {head}:\n        {body}\n"


@pytest.mark.parametrize(
    ("source", "assignments"),
    [
        pytest.param("class A:\n    a = 1", [("a", "A", True, "1", None)], id="class-body"),
        pytest.param("class A:\n    a: int", [("a", "A", True, None, "int")], id="declared"),
        pytest.param("class A:\n    a: int = 1", [("a", "A", True, "1", "int")], id="annotated"),
        pytest.param(
            "class A:\n    a, *b = x",
            [("a", "A", False, None, None), ("b", "A", False, None, None)],
            id="unpacked",
        ),
        pytest.param("class A:\n    for a in x: pass", [("a", "A", False, None, None)], id="loop"),
        pytest.param("class A:\n    a.b = 1", [], id="attribute-of-something-else"),
        pytest.param("class A:\n    def a(self): pass", [], id="method"),
        pytest.param(method("self.a = 1"), [("a", "A.f", True, "1", None)], id="method-assigns"),
        pytest.param(
            method("this.a = 1", "def f(this, x)"),
            [("a", "A.f", True, "1", None)],
            id="another-name",
        ),
        pytest.param(
            method("self.a: int = 1"), [("a", "A.f", True, "1", "int")], id="method-annotates"
        ),
        pytest.param(
            method("self.a, b = x"), [("a", "A.f", False, None, None)], id="method-unpacks"
        ),
        pytest.param(
            method("for self.a in x: pass"), [("a", "A.f", False, None, None)], id="method-loops"
        ),
        pytest.param(
            method("with x as self.a: pass"), [("a", "A.f", False, None, None)], id="method-enters"
        ),
        pytest.param(method("with x: pass"), [], id="nothing-entered"),
        pytest.param(method("self.a.b = 1"), [], id="attribute-of-an-attribute"),
        pytest.param(method("other.a = 1"), [], id="another-object"),
        pytest.param(method("a = 1"), [], id="variable"),
        pytest.param(method("self.a += 1"), [], id="augmented"),
        pytest.param(method("def g(): self.a = 1"), [], id="inner-function"),
        pytest.param(
            "class A:\n    @staticmethod\n    def f(self): self.a = 1", [], id="static-method"
        ),
    ],
)
def test_each_place_that_gives_an_attribute_a_value_is_known(source, assignments):
    assert assignments_of(source) == assignments


def test_the_class_body_comes_first_then_constructors_then_methods():
    source = (
        "class A:\n"
        "    def f(self): self.a = 3\n"
        "    def __init__(self): self.a = 2\n"
        "    def g(self): self.a = 4; self.a = 5\n"
        "    a = 1\n"
    )
    assert [value for _, _, _, value, _ in assignments_of(source)] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("source", "receiver"),
    [
        pytest.param("class A:\n    def f(self, x): pass", ("A", "self"), id="method"),
        pytest.param("class A:\n    def f(this, /): pass", ("A", "this"), id="positional-only"),
        pytest.param(
            "class A:\n    @classmethod\n    def f(cls): pass", ("A", "cls"), id="class-method"
        ),
        pytest.param(
            "class A:\n    @staticmethod\n    def f(x): pass", ("", ""), id="static-method"
        ),
        pytest.param("class A:\n    def f(*args): pass", ("", ""), id="starred"),
        pytest.param("class A:\n    def f(): pass", ("", ""), id="no-parameter"),
        pytest.param("def f(self): pass", ("", ""), id="function"),
    ],
)
def test_the_first_parameter_of_a_method_is_its_object(source, receiver):
    module = Module("app.py", source.encode())
    (function,) = [each for each in module.scopes if each.is_function]
    class_, name = receiver_of(function)
    assert ("" if class_ is None else class_.name, name) == receiver
    assert receiver_of(module.scopes[0]) == (None, "")


def test_a_plain_name_among_decorators_is_found():
    (function,) = ast.parse("@a\n@b.c\n@d()\ndef f(): pass").body
    assert isinstance(function, ast.FunctionDef)
    found = [name for name in "abcd" if is_decorated(function.decorator_list, name)]
    assert found == ["a"]
