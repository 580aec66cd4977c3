"""What rules ask of a parsed file: positions in characters, origins of names, source text."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.semantic.module import Module


def module_of(source: str | bytes, path: str = "app.py") -> Module:
    return Module(path, source if isinstance(source, bytes) else source.encode())


def place_of_name(module: Module, name: str) -> tuple[int, int]:
    (node,) = [node for node in module.nodes(ast.Name) if node.id == name]
    return module.place(node.lineno, node.col_offset)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        pytest.param("x", (1, 1), id="first-character"),
        pytest.param("if a:\n    x\n", (2, 5), id="indented"),
        pytest.param("if a:\n\tx\n", (2, 2), id="a-tab-is-one-character"),
        pytest.param("'é'; x\n", (1, 6), id="two-bytes-are-one-character"),
        pytest.param("'漢'; x\n", (1, 6), id="three-bytes-are-one-character"),
        pytest.param("'😀'; x\n", (1, 6), id="four-bytes-are-one-character"),
        pytest.param("'e\u0301'; x\n", (1, 7), id="a-combining-character-counts"),
        pytest.param("'\u2028'; x\n", (1, 6), id="a-separator-is-no-line-end"),
        pytest.param("'é'\r\n'é'; x\r\n", (2, 6), id="crlf"),
        pytest.param("'é'\r'é'; x\r", (2, 6), id="cr"),
        pytest.param("'''é\né'''; x\n", (2, 7), id="behind-a-string-over-lines"),
        pytest.param("f'é{x}'\n", (1, 5), id="in-an-f-string"),
        pytest.param(b"\xef\xbb\xbfx\n", (1, 1), id="bom"),
        pytest.param(b"\xef\xbb\xbf'\xc3\xa9'; x\n", (1, 6), id="bom-and-two-bytes"),
        pytest.param(b"# coding: latin-1\n'\xe9'; x\n", (2, 6), id="latin-1"),
        pytest.param("# coding: shift_jis\n'漢'; x\n".encode("shift_jis"), (2, 6), id="shift-jis"),
        pytest.param("# coding: utf-7\n'漢'; x\n".encode("utf-7"), (2, 6), id="utf-7"),
    ],
)
def test_columns_are_counted_in_characters(source, place):
    assert place_of_name(module_of(source), "x") == place


TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="'\\\n\r\0"))


@given(TEXTS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_column_is_where_the_name_stands_in_the_text(text, line_end):
    source = f"a = 1{line_end}'{text}', x{line_end}"
    line, column = place_of_name(module_of(source), "x")
    assert line == 2
    assert f"'{text}', x"[column - 1 :] == "x"


@given(TEXTS)
def test_a_place_beyond_the_line_is_still_a_place(text):
    module = module_of(f"'{text}'\n")
    assert module.place(1, 10_000) >= (1, 1)


@pytest.mark.parametrize(
    ("source", "name", "origin"),
    [
        pytest.param("x()", "x", "x", id="the-module's-own-or-unknown"),
        pytest.param("list()", "list", "builtins.list", id="builtin"),
        pytest.param("list = 1\nlist()", "list", "list", id="builtin-shadowed-by-assignment"),
        pytest.param("def list(): 0\nlist()", "list", "list", id="builtin-shadowed-by-a-function"),
        pytest.param("class list: 0\nlist()", "list", "list", id="builtin-shadowed-by-a-class"),
        pytest.param("for list in x: 0\nlist()", "list", "list", id="builtin-shadowed-by-a-loop"),
        pytest.param("with x as list: 0\nlist()", "list", "list", id="builtin-shadowed-by-with"),
        pytest.param("a, (b, *list) = x\nlist()", "list", "list", id="builtin-shadowed-in-a-tuple"),
        pytest.param("if x:\n    list = 1\nlist()", "list", "list", id="shadowed-in-a-branch"),
        pytest.param("def f():\n    list = 1\nlist()", "list", "builtins.list", id="elsewhere"),
        pytest.param("from a import list\nlist()", "list", "a.list", id="builtin-imported"),
        pytest.param("import a.b\na.b.c()", "a.b.c", "a.b.c", id="module"),
        pytest.param("import a.b as c\nc.d()", "c.d", "a.b.d", id="module-alias"),
        pytest.param("from a.b import c\nc.d()", "c.d", "a.b.c.d", id="name"),
        pytest.param("from a import b as c\nc()", "c", "a.b", id="name-alias"),
        pytest.param("from . import b\nb()", "b", ".b", id="relative"),
        pytest.param("from ..a import b\nb()", "b", "..a.b", id="relative-with-a-name"),
        pytest.param("from a import *\nb()", "b", "b", id="star-shows-nothing"),
        pytest.param(
            "try:\n    from a import b\nexcept E:\n    from c import b\nb()", "b", "a.b", id="first"
        ),
        pytest.param("def f():\n    from a import b\nb()", "b", "a.b", id="import-in-a-function"),
        pytest.param("if T:\n    from a import b\nb()", "b", "a.b", id="import-in-a-branch"),
        pytest.param("f().g()", "f().g", "", id="attribute-of-a-call"),
        pytest.param("f[0]()", "f[0]", "", id="subscript"),
    ],
)
def test_a_name_is_resolved_as_far_as_imports_show(source, name, origin):
    module = module_of(source)
    call = next(node for node in module.nodes(ast.Call) if ast.unparse(node.func) == name)
    assert module.resolve(call.func) == origin


@pytest.mark.parametrize(
    ("source", "segment"),
    [
        pytest.param("f( a,  b )", "f( a, b )", id="blanks-are-folded"),
        pytest.param("f(\n    a,\n    b,\n)", "f( a, b, )", id="lines-are-joined"),
        pytest.param("'é'; f('漢', x)", "f('漢', x)", id="beyond-ascii"),
        pytest.param("'''\né'''; f('漢',\r\n  'ü')", "f('漢', 'ü')", id="beyond-ascii-over-lines"),
    ],
)
def test_the_source_of_an_expression_is_one_line(source, segment):
    module = module_of(source)
    (call,) = module.nodes(ast.Call)
    assert module.segment(call) == segment


@pytest.mark.parametrize(
    ("source", "scopes"),
    [
        pytest.param("def f():\n    x\n", ["f", ""], id="in-a-function"),
        pytest.param("class A:\n    def f(self): x\n", ["A.f", "A", ""], id="in-a-method"),
        pytest.param("def f(a=x): pass\n", ["f", ""], id="a-default-counts-as-inside"),
        pytest.param("@x\ndef f(): pass\n", [""], id="a-decorator-stands-outside"),
        pytest.param("def f(): pass\nx\n", [""], id="behind-a-function"),
        pytest.param("def f(): pass\nx; y\ndef g(): pass\n", [""], id="between-two"),
        pytest.param("if a:\n    def f(): x\ndef g(): y\n", ["f", ""], id="in-a-branch"),
        pytest.param("def f(): y\nif a:\n    def g(): x\n", ["g", ""], id="in-a-later-branch"),
        pytest.param("def f(): y\nclass B: x\ndef g(): y\n", ["B", ""], id="among-others"),
    ],
)
def test_the_scopes_around_a_node_come_near_before_far(source, scopes):
    module = module_of(source)
    (node,) = [each for each in module.nodes(ast.Name) if each.id == "x"]
    assert [each.qualified_name for each in module.scopes_around(node)] == scopes


def test_a_finding_without_a_node_is_at_the_beginning():
    finding = module_of("x\n").finding("hook", None, "message")
    assert (finding.path, finding.line, finding.column) == ("app.py", 1, 1)


def test_a_stub_is_known_by_its_name():
    assert module_of("", "app.pyi").is_stub
    assert not module_of("", "app.py").is_stub


def test_a_file_is_parsed_once():
    module = module_of("x = 1\n")
    assert module.tree is module.tree
    assert module.scopes is module.scopes
