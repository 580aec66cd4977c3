"""What a node stands in, as far as a walk came by."""

import ast

import pytest

from standards_hooks.semantic.parents import Parents


def walked(source: str) -> tuple[Parents, ast.Module]:
    tree = ast.parse(source)
    parents = Parents()
    parents.inside(tree)
    return parents, tree


def name_in(tree: ast.AST, name: str = "x") -> ast.Name:
    (node,) = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == name]
    return node


def test_a_walk_yields_every_node_and_knows_their_parents():
    parents, tree = walked("f(x)\n")
    (statement,) = tree.body
    (call,) = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    assert set(parents.inside(tree)) == {statement, call, call.func, call.args[0]}
    assert parents.of(call.args[0]) is call
    assert list(parents.above(call.args[0])) == [call, statement, tree]


def test_a_tree_is_walked_once():
    parents, tree = walked("f(x)\n")
    assert parents.inside(tree) is parents.inside(tree)


def test_what_is_not_entered_is_not_known():
    tree = ast.parse("if a:\n    x\nb\n")
    parents = Parents()
    found = list(parents.walk(tree, lambda node: not isinstance(node, ast.If)))
    assert [each.id for each in found if isinstance(each, ast.Name)] == ["b"]
    assert list(parents.above(name_in(tree))) == []
    with pytest.raises(KeyError):
        parents.of(name_in(tree))


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        pytest.param("f(x)", ast.Expr, id="expression"),
        pytest.param("with x: pass", ast.With, id="with"),
        pytest.param("if a:\n    return_(x)", ast.Expr, id="innermost"),
    ],
)
def test_a_node_belongs_to_the_innermost_statement(source, kind):
    parents, tree = walked(source)
    assert type(parents.statement_of(name_in(tree))) is kind


def test_the_tree_itself_is_in_no_statement():
    parents, tree = walked("x")
    assert parents.statement_of(tree) is None


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        pytest.param("def f(): x", ast.FunctionDef, id="function"),
        pytest.param("async def f(): x", ast.AsyncFunctionDef, id="coroutine"),
        pytest.param("def f(): lambda: x", ast.Lambda, id="lambda"),
        pytest.param("def f():\n    class A: x", None, id="class-in-a-function"),
        pytest.param("x", None, id="module"),
    ],
)
def test_a_node_is_in_the_innermost_function(source, kind):
    parents, tree = walked(source)
    function = parents.function_around(name_in(tree))
    assert (None if function is None else type(function)) is kind


@pytest.mark.parametrize(
    ("source", "is_parameter"),
    [
        pytest.param("lambda y: x", True, id="of-the-lambda-around"),
        pytest.param("lambda y: lambda: x", True, id="of-one-further-out"),
        pytest.param("lambda *, y: x", True, id="keyword-only"),
        pytest.param("lambda z: x", False, id="of-another-name"),
        pytest.param("def f(y): x", False, id="of-a-function"),
        pytest.param("[x, lambda y: z]", False, id="of-a-lambda-beside"),
    ],
)
def test_a_lambda_around_may_have_a_parameter_of_a_name(source, is_parameter):
    parents, tree = walked(source)
    assert parents.is_parameter_of_lambda("y", name_in(tree)) is is_parameter
