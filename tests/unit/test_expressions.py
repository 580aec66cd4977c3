"""What an expression says of itself, without being run."""

import ast

import pytest

from standards_hooks.semantic.expressions import (
    argument_of,
    arguments_of,
    callee,
    dotted_name,
    is_literal,
    is_text,
    last_name,
    literal_text,
    root_of,
)


def expression(source: str) -> ast.expr:
    return ast.parse(source, mode="eval").body


def call_of(source: str) -> ast.Call:
    node = expression(source)
    assert isinstance(node, ast.Call)
    return node


@pytest.mark.parametrize(
    ("source", "called", "last", "root", "dotted"),
    [
        pytest.param("a", "a", "a", "a", "a", id="name"),
        pytest.param("a.b.c", "a.b.c", "c", "a", "a.b.c", id="attributes"),
        pytest.param("a.b(c)", "a.b", "", None, "", id="call"),
        pytest.param("a().b", "a().b", "b", None, "", id="attribute-of-a-call"),
        pytest.param("a[0].b", "a[0].b", "b", None, "", id="attribute-of-a-subscript"),
        pytest.param("a()()", "a()", "", None, "", id="call-of-a-call"),
        pytest.param("1", "1", "", None, "", id="literal"),
    ],
)
def test_a_reference_is_taken_apart(source, called, last, root, dotted):
    node = expression(source)
    begin = root_of(node)
    assert ast.unparse(callee(node)) == called
    assert last_name(node) == last
    assert (None if begin is None else begin.id) == root
    assert dotted_name(node) == dotted


def test_what_is_not_there_has_no_name():
    assert last_name(None) == ""


@pytest.mark.parametrize(
    ("source", "text", "is_one"),
    [
        pytest.param("'a'", "a", True, id="text"),
        pytest.param("''", "", True, id="empty-text"),
        pytest.param("b'a'", "", False, id="bytes"),
        pytest.param("1", "", False, id="number"),
        pytest.param("f'a'", "", False, id="f-string"),
        pytest.param("a", "", False, id="name"),
    ],
)
def test_a_text_is_a_string_literal(source, text, is_one):
    node = expression(source)
    assert (literal_text(node), is_text(node)) == (text, is_one)


def test_what_is_not_there_is_no_text():
    assert (literal_text(None), is_text(None)) == ("", False)


@pytest.mark.parametrize(
    ("source", "value", "is_one"),
    [
        pytest.param("True", True, True, id="true"),
        pytest.param("False", False, True, id="false"),
        pytest.param("1", True, False, id="one-is-not-true"),
        pytest.param("True", False, False, id="the-other"),
        pytest.param("a", True, False, id="name"),
    ],
)
def test_a_literal_is_true_or_false_itself(source, value, is_one):
    assert is_literal(expression(source), value) is is_one


@pytest.mark.parametrize(
    ("call", "position", "names", "argument"),
    [
        pytest.param("f(a, b)", 1, ["x"], "b", id="by-position"),
        pytest.param("f(a, x=b)", 1, ["x"], "b", id="by-name"),
        pytest.param("f(a, y=b)", 1, ["x", "y"], "b", id="by-another-name"),
        pytest.param("f(a, b)", None, ["x"], None, id="by-name-alone"),
        pytest.param("f(a)", 1, ["x"], None, id="missing"),
        pytest.param("f(a, *b)", 1, ["x"], None, id="unpacked-there"),
        pytest.param("f(*a, b)", 1, ["x"], None, id="behind-what-is-unpacked"),
        pytest.param("f(a, *b)", 0, ["x"], "a", id="before-what-is-unpacked"),
        pytest.param("f(**a)", 0, ["x"], None, id="unpacked-by-name"),
        pytest.param("f(*a, x=b)", 0, ["x"], "b", id="by-name-behind-what-is-unpacked"),
    ],
)
def test_an_argument_is_found_by_position_or_name(call, position, names, argument):
    found = argument_of(call_of(call), position, *names)
    assert (None if found is None else ast.unparse(found)) == argument


def test_everything_that_a_call_hands_over_is_an_argument():
    call = call_of("f(a, *b, c=d, **e)")
    assert [ast.unparse(each) for each in arguments_of(call)] == ["a", "*b", "d", "e"]
