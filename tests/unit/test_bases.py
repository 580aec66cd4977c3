"""The bases of a class, as far as one file says."""

import ast

import pytest

from standards_hooks.semantic.bases import (
    ancestors_in_file,
    bases_of,
    direct_bases,
    has_bases_elsewhere,
    has_dictated_names,
)
from standards_hooks.semantic.module import Module
from standards_hooks.semantic.scopes import Scope


IMPORTS = """
import abc, enum
from typing import Generic, NamedTuple, Protocol, TypedDict
from a import Far
"""


def class_in(source: str, name: str = "A") -> tuple[Scope, Module]:
    module = Module("app.py", (IMPORTS + source).encode())
    return module.classes[name], module


@pytest.mark.parametrize(
    ("source", "origins", "ancestors"),
    [
        pytest.param("class A: pass", [], [], id="none"),
        pytest.param("class A(Far): pass", ["a.Far"], [], id="elsewhere"),
        pytest.param("class B(Far): pass\nclass A(B): pass", ["B", "a.Far"], ["B"], id="chain"),
        pytest.param(
            "class C: pass\nclass B(C): pass\nclass A(B, C): pass",
            ["B", "C", "C"],
            ["B", "C"],
            id="each-ancestor-once",
        ),
        pytest.param("class B(A): pass\nclass A(B): pass", ["B", "A"], ["B"], id="circle"),
        pytest.param(
            "class C: pass\nclass B(C): pass\nclass A(B): pass",
            ["B", "C"],
            ["B", "C"],
            id="of-a-base",
        ),
        pytest.param(
            "class C(B): pass\nclass B(C): pass\nclass A(B): pass",
            ["B", "C", "B"],
            ["B", "C"],
            id="circle-above",
        ),
        pytest.param("class A(Far[int]): pass", ["a.Far"], [], id="generic"),
        pytest.param("class A(f()): pass", [""], [], id="made-by-a-call"),
    ],
)
def test_the_bases_of_ancestors_count(source, origins, ancestors):
    class_, module = class_in(source)
    assert list(bases_of(class_, module)) == origins
    assert [each.name for each in ancestors_in_file(class_, module)] == ancestors


def test_direct_bases_are_what_stands_in_the_head():
    class_, module = class_in("class A(Far[int], abc.ABC): pass")
    assert [ast.unparse(each) for each in direct_bases(class_)] == ["Far", "abc.ABC"]
    assert direct_bases(module.scopes[0]) == []


@pytest.mark.parametrize(
    ("source", "are_dictated"),
    [
        pytest.param("class A(TypedDict): pass", True, id="keys"),
        pytest.param("class A(enum.IntEnum): pass", True, id="members"),
        pytest.param("class A(enum.Flag): pass", True, id="flags"),
        pytest.param("class B(enum.Enum): pass\nclass A(B): pass", True, id="inherited"),
        pytest.param("class A(Far): pass", False, id="any-other"),
        pytest.param("class A: pass", False, id="none"),
    ],
)
def test_some_bases_dictate_names(source, are_dictated):
    assert has_dictated_names(*class_in(source)) is are_dictated


@pytest.mark.parametrize(
    ("source", "are_dictated"),
    [
        pytest.param("class A:\n    class Meta: pass", True, id="inside-a-class"),
        pytest.param("class Meta: pass", False, id="in-the-module"),
        pytest.param("def f():\n    class Meta: pass", False, id="in-a-function"),
        pytest.param("class A:\n    class Meta2: pass\nclass Meta: pass", False, id="beside"),
    ],
)
def test_an_inner_configuration_dictates_names(source, are_dictated):
    assert has_dictated_names(*class_in(source, "Meta")) is are_dictated


@pytest.mark.parametrize(
    ("source", "has_some"),
    [
        pytest.param("class A: pass", False, id="none"),
        pytest.param("class A(Far): pass", True, id="import"),
        pytest.param("class B: pass\nclass A(B): pass", False, id="of-this-file"),
        pytest.param("class B(Far): pass\nclass A(B): pass", True, id="of-an-ancestor"),
        pytest.param("class A(Exception): pass", False, id="builtin"),
        pytest.param("class A(abc.ABC): pass", False, id="abc"),
        pytest.param("class A(Protocol): pass", False, id="protocol"),
        pytest.param("class A(Generic[T]): pass", False, id="generic"),
        pytest.param("class A(NamedTuple): pass", False, id="named-tuple"),
        pytest.param("class A(metaclass=abc.ABCMeta): pass", False, id="abc-meta"),
        pytest.param("class A(metaclass=Far): pass", True, id="metaclass"),
        pytest.param("class A(**options): pass", True, id="unpacked"),
        pytest.param("class A(table=True): pass", False, id="another-keyword"),
    ],
)
def test_a_class_may_inherit_from_another_file(source, has_some):
    assert has_bases_elsewhere(*class_in(source)) is has_some
