"""What an annotation admits, in whatever spelling."""

import ast

import pytest

from standards_hooks.semantic.annotations import (
    admits,
    admits_none,
    admitted_types,
    annotated_with,
    elements_of,
    is_none,
    is_typing,
    unsubscripted,
)
from standards_hooks.semantic.module import Module


IMPORTS = (
    "import typing as t\nfrom typing import *\nfrom typing import Annotated, Any, Optional, Union\n"
)


def annotation_in(source: str) -> tuple[ast.expr, Module]:
    module = Module("app.py", f"{IMPORTS}x: {source}\n".encode())
    (statement,) = [each for each in module.tree.body if isinstance(each, ast.AnnAssign)]
    return statement.annotation, module


@pytest.mark.parametrize(
    ("source", "types"),
    [
        pytest.param("int", ["int"], id="one"),
        pytest.param("int | str | None", ["int", "str", "None"], id="bars"),
        pytest.param("Union[int, str]", ["int", "str"], id="union"),
        pytest.param("t.Union[int]", ["int"], id="union-of-one"),
        pytest.param("Optional[int]", ["None", "int"], id="optional"),
        pytest.param("'int | None'", ["int", "None"], id="in-quotes"),
        pytest.param("'int' | None", ["int", "None"], id="partly-in-quotes"),
        pytest.param("'='", [], id="no-expression"),
        pytest.param("Annotated[int | None, 1]", ["int", "None"], id="annotated"),
        pytest.param("Optional[Union[int, 'str']]", ["None", "int", "str"], id="nested"),
        pytest.param("list[int | None]", ["list[int | None]"], id="inside-a-list"),
        pytest.param("ClassVar[int]", ["ClassVar[int]"], id="no-wrapper-asked-for"),
        pytest.param("int & str", ["int & str"], id="another-operator"),
    ],
)
def test_an_annotation_admits_types(source, types):
    found = admitted_types(*annotation_in(source))
    assert [ast.unparse(each) for each in found] == types


def test_a_wrapper_counts_as_what_it_holds():
    annotation, module = annotation_in("t.ClassVar[int | None]")
    found = admitted_types(annotation, module, {"typing.ClassVar"})
    assert [ast.unparse(each) for each in found] == ["int", "None"]


@pytest.mark.parametrize(
    ("source", "is_admitted"),
    [
        pytest.param("int", False, id="another"),
        pytest.param("str", True, id="alone"),
        pytest.param("int | str", True, id="among-others"),
        pytest.param("list[str]", False, id="inside"),
    ],
)
def test_an_annotation_admits_one_of_several(source, is_admitted):
    annotation, module = annotation_in(source)
    assert admits(annotation, {"builtins.str", "builtins.bytes"}, module) is is_admitted


@pytest.mark.parametrize(
    ("source", "is_allowed"),
    [
        pytest.param("int", False, id="one-type"),
        pytest.param("int | None", True, id="none"),
        pytest.param("object", True, id="object"),
        pytest.param("Any", True, id="any"),
        pytest.param("t.Any", True, id="any-of-the-module"),
        pytest.param("list[None]", False, id="inside"),
    ],
)
def test_none_is_allowed_by_some_annotations(source, is_allowed):
    annotation, module = annotation_in(source)
    assert admits_none(annotation, module.scopes[0], module) is is_allowed


@pytest.mark.parametrize(
    ("source", "further"),
    [
        pytest.param("Annotated[int, 1, f()]", ["1", "f()"], id="annotated"),
        pytest.param("dict[int, str]", [], id="another-subscript"),
        pytest.param("Annotated[int]", [], id="nothing-further"),
        pytest.param("int", [], id="no-subscript"),
    ],
)
def test_annotated_says_more_than_the_type(source, further):
    assert [ast.unparse(each) for each in annotated_with(*annotation_in(source))] == further


def test_no_annotation_says_nothing():
    assert annotated_with(None, Module("app.py", b"")) == []


@pytest.mark.parametrize(
    ("source", "begin", "elements"),
    [
        pytest.param("dict[int, str]", "dict", ["int", "str"], id="two"),
        pytest.param("list[int]", "list", ["int"], id="one"),
        pytest.param("tuple[()]", "tuple", [], id="none"),
    ],
)
def test_a_subscript_is_taken_apart(source, begin, elements):
    annotation, _ = annotation_in(source)
    assert isinstance(annotation, ast.Subscript)
    assert ast.unparse(unsubscripted(annotation)) == begin
    assert [ast.unparse(each) for each in elements_of(annotation)] == elements


def test_what_is_no_subscript_stays():
    annotation, _ = annotation_in("int")
    assert unsubscripted(annotation) is annotation


@pytest.mark.parametrize(
    ("origin", "is_that"),
    [
        pytest.param("typing.Any", True, id="typing"),
        pytest.param("typing_extensions.Any", True, id="extensions"),
        pytest.param("mock.Any", False, id="another-module"),
        pytest.param("typing.NotAny", False, id="another-name"),
        pytest.param("Any", False, id="no-module"),
    ],
)
def test_a_name_of_typing_is_known_by_its_origin(origin, is_that):
    assert is_typing(origin, "Any") is is_that


@pytest.mark.parametrize(
    ("source", "is_one"),
    [
        pytest.param("None", True, id="none"),
        pytest.param("'None'", False, id="text"),
        pytest.param("a", False, id="name"),
    ],
)
def test_none_is_the_constant(source, is_one):
    assert is_none(annotation_in(source)[0]) is is_one
