"""A name is found where Python finds it, and has a value where it is given only one."""

import ast

import pytest

from standards_hooks.semantic.lookup import is_rebound, lookup, only_binding, only_value, values_of
from standards_hooks.semantic.module import Module
from standards_hooks.semantic.scopes import Scope


def scope_of_use(source: str) -> tuple[Scope, Module]:
    """The scope in which `use(x)` stands, and its file."""
    module = Module("app.py", source.encode())
    (call,) = [
        each
        for each in module.nodes(ast.Call)
        if isinstance(each.func, ast.Name) and each.func.id == "use"
    ]
    return module.scopes_around(call)[0], module


@pytest.mark.parametrize(
    ("source", "owner"),
    [
        pytest.param("x = 1\nuse(x)\n", "", id="module"),
        pytest.param("x = 1\ndef f(): use(x)\n", "", id="module-from-a-function"),
        pytest.param("x = 1\ndef f():\n    x = 2\n    use(x)\n", "f", id="own-variable"),
        pytest.param("x = 1\ndef f(x): use(x)\n", "f", id="parameter"),
        pytest.param("x = 1\ndef f(*, x): use(x)\n", "f", id="keyword-only-parameter"),
        pytest.param("def f(x):\n    def g(): use(x)\n", "f", id="function-around"),
        pytest.param("class A:\n    x = 1\n    use(x)\n", "A", id="class-body"),
        pytest.param(
            "x = 1\nclass A:\n    x = 2\n    def f(self): use(x)\n", "", id="class-is-passed-over"
        ),
        pytest.param(
            "x = 1\nclass A:\n    x: int\n    use(x)\n",
            "",
            id="a-declaration-in-a-class-binds-nothing",
        ),
        pytest.param(
            "x = 1\nclass A:\n    x: int\n    x = 2\n    use(x)\n", "A", id="declared-and-bound"
        ),
        pytest.param("def f():\n    x: int\n    use(x)\n", "f", id="a-declaration-makes-it-local"),
        pytest.param("async def f(x): use(x)\n", "f", id="parameter-of-a-coroutine"),
        pytest.param("def f(): x = 1\nuse(x)\n", None, id="variable-of-another-function"),
        pytest.param("use(x)\n", None, id="bound-nowhere"),
    ],
)
def test_a_name_is_found_in_the_innermost_scope_that_python_asks(source, owner):
    found = lookup("x", *scope_of_use(source))
    assert (None if found is None else found[0].qualified_name) == owner


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        pytest.param("x = 1\nuse(x)\n", ast.Assign, id="assignment"),
        pytest.param("import x\nuse(x)\n", ast.Import, id="import"),
        pytest.param("def f(x): use(x)\n", ast.arg, id="parameter"),
        pytest.param("def f(x):\n    x = x or 1\n    use(x)\n", None, id="parameter-bound-again"),
        pytest.param("x = 1\nx = 2\nuse(x)\n", None, id="two-assignments"),
        pytest.param("use(x)\n", None, id="bound-nowhere"),
    ],
)
def test_the_only_binding_of_a_name(source, kind):
    binding = only_binding("x", *scope_of_use(source))
    assert (None if binding is None else type(binding)) is kind


@pytest.mark.parametrize(
    ("source", "values"),
    [
        pytest.param("x = 1\nuse(x)\n", ["1"], id="one"),
        pytest.param("x = 1\nx = 2\nuse(x)\n", ["1", "2"], id="two"),
        pytest.param("x: int = 1\nuse(x)\n", ["1"], id="annotated"),
        pytest.param("x: int\nx = 1\nuse(x)\n", ["1"], id="declared-before"),
        pytest.param("a = x = 1\nuse(x)\n", ["1"], id="chain"),
        pytest.param("x = 1\nimport x\nuse(x)\n", [], id="import-too"),
        pytest.param("x = 1\nfor x in y: use(x)\n", [], id="loop-too"),
        pytest.param("x, y = 1, 2\nuse(x)\n", [], id="unpacked"),
        pytest.param("x = 1\nx += 1\nuse(x)\n", [], id="augmented"),
        pytest.param("x = 1\ndel x\nuse(x)\n", [], id="deleted"),
        pytest.param("def f(x):\n    x = 1\n    use(x)\n", [], id="parameter-too"),
        pytest.param(
            "x = 1\ndef f():\n    global x\n    x = 2\nuse(x)\n", [], id="global-elsewhere"
        ),
        pytest.param("use(x)\n", [], id="bound-nowhere"),
    ],
)
def test_the_values_that_plain_assignments_give_a_name(source, values):
    found = values_of("x", *scope_of_use(source))
    assert [ast.unparse(each) for each in found] == values


@pytest.mark.parametrize(
    ("source", "value"),
    [
        pytest.param("x = 1\nuse(x)\n", "1", id="one"),
        pytest.param("x = 1\nx = 2\nuse(x)\n", None, id="two"),
        pytest.param("use(x)\n", None, id="none"),
        pytest.param("x = 1\nif (x := f()): use(x)\n", None, id="walrus"),
        pytest.param("x = 1\nif (y := f()): use(x)\n", "1", id="walrus-of-another-name"),
        pytest.param("x = ':='\nuse(x)\n", "':='", id="text-like-a-walrus"),
    ],
)
def test_the_only_value_of_a_name(source, value):
    found = only_value("x", *scope_of_use(source))
    assert (None if found is None else ast.unparse(found)) == value


def test_a_walrus_is_seen_in_an_encoding_that_hides_it():
    source = "# coding: utf-7\nx = 1\nif (x +ADoAPQ- f()): use(x)\n"
    assert only_value("x", *scope_of_use(source)) is None


@pytest.mark.parametrize(
    ("source", "is_other"),
    [
        pytest.param("import x\ndef f(): use(x)\n", False, id="import-of-the-module"),
        pytest.param("def f():\n    import x\n    use(x)\n", False, id="import-of-the-function"),
        pytest.param("def f(x): use(x)\n", True, id="parameter"),
        pytest.param("def f():\n    x = 1\n    use(x)\n", True, id="variable"),
        pytest.param(
            "def f():\n    x = 1\n    import x\n    use(x)\n", True, id="variable-and-import"
        ),
        pytest.param("def f(x):\n    def g(): use(x)\n", True, id="function-around"),
        pytest.param("class A:\n    x = 1\n    def f(self): use(x)\n", False, id="class-around"),
        pytest.param("x = 1\ndef f(): use(x)\n", False, id="module"),
    ],
)
def test_a_function_around_may_mean_something_else_by_a_name(source, is_other):
    scope, module = scope_of_use(source)
    assert is_rebound("x", scope.around(), module) is is_other
