"""One walk gives every scope, and what stands directly in each."""

import ast

import pytest

from standards_hooks.semantic.scopes import blocks_of, parameters_with_defaults, scopes_of


def scopes_in(source: str) -> dict[str, list[str]]:
    """The names of the scopes, each with the source of the statements filed under it."""
    return {
        scope.qualified_name: [
            ast.unparse(statement).partition("\n")[0]
            for statement in (*scope.imports, *scope.assignments, *scope.others)
        ]
        for scope in scopes_of(ast.parse(source))
    }


@pytest.mark.parametrize(
    ("source", "scopes"),
    [
        pytest.param("", {"": []}, id="empty"),
        pytest.param("import a\nb = 1\n", {"": ["import a", "b = 1"]}, id="module"),
        pytest.param("a: int\nb: int = 1\n", {"": ["a: int", "b: int = 1"]}, id="annotation"),
        pytest.param("c += 1\n", {"": ["c += 1"]}, id="augmented"),
        pytest.param("f()\nassert a\npass\nraise b\n", {"": []}, id="statements-that-bind-nothing"),
        pytest.param("class A:\n    b = 1\n", {"": [], "A": ["b = 1"]}, id="class"),
        pytest.param("def f():\n    b = 1\n", {"": [], "f": ["b = 1"]}, id="function"),
        pytest.param("async def f():\n    import b\n", {"": [], "f": ["import b"]}, id="async"),
        pytest.param(
            "class A:\n    def f(self):\n        def g():\n            b = 1\n",
            {"": [], "A": [], "A.f": [], "A.f.g": ["b = 1"]},
            id="in-each-other",
        ),
        pytest.param(
            "if x:\n    a = 1\nelse:\n    b = 1\n",
            {"": ["a = 1", "b = 1", "if x:"]},
            id="both-branches",
        ),
        pytest.param(
            "for x in y:\n    a = 1\nelse:\n    b = 1\n",
            {"": ["a = 1", "b = 1", "for x in y:"]},
            id="loop-with-else",
        ),
        pytest.param("with x as y:\n    a = 1\n", {"": ["a = 1", "with x as y:"]}, id="with"),
        pytest.param(
            "try:\n    import a\nexcept E:\n    a = 1\nelse:\n    b = 1\nfinally:\n    c = 1\n",
            {"": ["import a", "a = 1", "b = 1", "c = 1", "try:"]},
            id="every-part-of-a-try",
        ),
        pytest.param(
            "try:\n    a = 1\nexcept* E:\n    b = 1\n", {"": ["a = 1", "b = 1", "try:"]}, id="group"
        ),
        pytest.param(
            "match x:\n    case 1:\n        a = 1\n    case _:\n        b = 1\n",
            {"": ["a = 1", "b = 1", "match x:"]},
            id="every-case",
        ),
        pytest.param(
            "if x:\n    class A:\n        a = 1\n", {"": ["if x:"], "A": ["a = 1"]}, id="in-an-if"
        ),
    ],
)
def test_statements_are_filed_under_the_scope_that_they_stand_in(source, scopes):
    found = scopes_in(source)
    assert {name: sorted(lines) for name, lines in found.items()} == {
        name: sorted(lines) for name, lines in scopes.items()
    }


def test_the_module_comes_first_and_outer_scopes_before_inner_ones():
    source = "def f():\n    class A:\n        def g(self): pass\nclass B:\n    pass\n"
    names = [scope.qualified_name for scope in scopes_of(ast.parse(source))]
    assert names[0] == ""
    assert sorted(names) == ["", "B", "f", "f.A", "f.A.g"]
    assert names.index("f") < names.index("f.A") < names.index("f.A.g")


def test_a_scope_knows_what_it_is():
    module, *inner = scopes_of(ast.parse("class A: pass\ndef f(): pass\nasync def g(): pass\n"))
    kinds = {scope.name: (scope.is_class, scope.is_function) for scope in inner}
    assert kinds == {"A": (True, False), "f": (False, True), "g": (False, True)}
    assert (module.is_class, module.is_function) == (False, False)


def test_a_symbol_is_named_from_the_module_on():
    scopes = {each.qualified_name: each for each in scopes_of(ast.parse("class A:\n def f(s): 0"))}
    assert scopes[""].symbol("x") == "x"
    assert scopes["A"].symbol("x") == "A.x"
    assert scopes["A.f"].symbol("x") == "A.f.x"


def test_what_raises_is_filed_by_itself():
    module, function = scopes_of(ast.parse("raise A\nf()\nraise B\ndef f():\n    raise C\n"))
    assert [ast.unparse(each) for each in module.raises] == ["raise A", "raise B"]
    assert [ast.unparse(each) for each in function.raises] == ["raise C"]


def test_what_stands_behind_a_statement_that_binds_nothing_is_filed():
    (module,) = scopes_of(ast.parse("f()\na = 1\n"))
    assert [ast.unparse(each) for each in module.assignments] == ["a = 1"]


def test_a_coroutine_knows_its_parameters():
    _, coroutine = scopes_of(ast.parse("async def f(a): pass"))
    assert [each.arg for each in coroutine.parameters] == ["a"]


def test_a_function_knows_its_parameters():
    module, function = scopes_of(ast.parse("def f(a, /, b=1, *c, d, e=2, **g): pass"))
    assert [each.arg for each in function.parameters] == ["a", "b", "d", "e", "c", "g"]
    parameter = function.parameter("d")
    assert parameter is not None
    assert parameter.arg == "d"
    assert function.parameter("x") is None
    assert module.parameters == []


def test_what_is_around_a_scope_comes_near_before_far():
    *_, inner = scopes_of(ast.parse("class A:\n    def f(self):\n        def g(): pass"))
    assert [each.name for each in inner.around()] == ["g", "f", "A", ""]


@pytest.mark.parametrize(
    ("parameters", "defaults"),
    [
        pytest.param("", [], id="none"),
        pytest.param("a, b", [("a", None), ("b", None)], id="without-defaults"),
        pytest.param("a, b=1", [("a", None), ("b", "1")], id="the-last-has-one"),
        pytest.param("a, /, b=1", [("a", None), ("b", "1")], id="positional-only"),
        pytest.param("a=1, /, b=2", [("a", "1"), ("b", "2")], id="both-kinds-with-defaults"),
        pytest.param("*, a, b=1, c", [("a", None), ("b", "1"), ("c", None)], id="keyword-only"),
        pytest.param("a=1, *b, c=2, **d", [("a", "1"), ("c", "2")], id="starred-left-out"),
    ],
)
def test_each_parameter_comes_with_its_default(parameters, defaults):
    (function,) = ast.parse(f"def f({parameters}): pass").body
    assert isinstance(function, ast.FunctionDef)
    assert [
        (parameter.arg, None if default is None else ast.unparse(default))
        for parameter, default in parameters_with_defaults(function.args)
    ] == defaults


def test_blocks_of_a_statement_that_no_python_has_yet_are_found():
    class Unless(ast.stmt):
        _fields = ("test", "body", "extra")
        body: list[ast.stmt]

    unknown = Unless()
    unknown.body = body = ast.parse("a = 1").body
    assert blocks_of(unknown) == [body]
