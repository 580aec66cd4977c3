"""What made the value of an expression, as far as one file says."""

import ast

import pytest

from standards_hooks.semantic.module import Module
from standards_hooks.semantic.origins import Origins


IMPORTS = """
import contextlib, functools, lib, pathlib
from collections.abc import Iterator
from contextlib import contextmanager
from lib import Client, Other
from pathlib import Path
from typing import Optional
"""


def origin_of(source: str) -> str:
    """The origin of what `use` is given."""
    module = Module("app.py", (IMPORTS + source).encode())
    (call,) = [
        each
        for each in module.nodes(ast.Call)
        if isinstance(each.func, ast.Name) and each.func.id == "use"
    ]
    return Origins(module).of(call.args[0], module.scopes_around(call)[0])


def in_method(body: str, head: str = "") -> str:
    return f"class A:\n    {head or 'pass'}\n    def __init__(self, x: Client):\n        {body}\n"


USE = "    def f(self): use(self.a)\n"

ORIGINS = [
    pytest.param("use(lib.Client)", "lib.Client", id="import"),
    pytest.param("use(Client().get)", "lib.Client().get", id="method-of-an-instance"),
    pytest.param("use(Client().get())", "lib.Client().get()", id="result-of-a-method"),
    pytest.param("x = Client()\nuse(x)", "lib.Client()", id="variable"),
    pytest.param("x = Client()\ny = x\nuse(y)", "lib.Client()", id="two-variables"),
    pytest.param("y.x = x = Client()\nuse(x)", "lib.Client()", id="chain"),
    pytest.param("x = Client()\nx = Client()\nuse(x)", "lib.Client()", id="agreeing"),
    pytest.param("x = Client()\nx = Other()\nuse(x)", "", id="differing"),
    pytest.param("x = None\nx = Client()\nuse(x)", "lib.Client()", id="none-says-nothing"),
    pytest.param("x = Client()\ndel x\nuse(x)", "lib.Client()", id="del-says-nothing"),
    pytest.param("x = 1\nx = Client()\nuse(x)", "", id="a-literal-says-something-else"),
    pytest.param(
        "def make(): ...\nx = make()\nx = Client()\nuse(x)",
        "",
        id="an-unknown-result-is-something-else",
    ),
    pytest.param(
        "@contextmanager\ndef make() -> Client: ...\nx = make()\nx = Client()\nuse(x)",
        "",
        id="an-odd-context-manager-is-something-else",
    ),
    pytest.param("x, y = Client(), 1\nuse(x)", "", id="unpacked"),
    pytest.param("x = x\nuse(x)", "", id="itself"),
    pytest.param("x = y\ny = x\nuse(x)", "", id="circle"),
    pytest.param("use(x)", "", id="unbound"),
    pytest.param("use(1)", "", id="literal"),
    pytest.param("use((x := Client()))", "lib.Client()", id="walrus"),
    pytest.param("def f(x): use(x or Client())", "lib.Client()", id="default-by-or"),
    pytest.param("def f(x): use(x and Client())", "", id="and-says-nothing"),
    pytest.param("use(Client() if a else None)", "lib.Client()", id="conditional-with-none"),
    pytest.param("use(Client() if a else Other())", "", id="conditional-differing"),
    pytest.param("with Client() as x: use(x)", "lib.Client()", id="with"),
    pytest.param("with contextlib.closing(Client()) as x: use(x)", "lib.Client()", id="closing"),
    pytest.param("for x in Client(): use(x)", "", id="loop"),
    pytest.param("def f(x: Client): use(x)", "lib.Client()", id="parameter"),
    pytest.param("def f(x: 'Client'): use(x)", "lib.Client()", id="in-quotes"),
    pytest.param("def f(x: Client | None): use(x)", "lib.Client()", id="or-none"),
    pytest.param("def f(x: Optional[Client]): use(x)", "lib.Client()", id="optional"),
    pytest.param("def f(x: Client[int]): use(x)", "lib.Client()", id="generic"),
    pytest.param("def f(x: Client | Other): use(x)", "", id="union"),
    pytest.param("def f(x): use(x)", "", id="no-annotation"),
    pytest.param("x: Client = make()\nuse(x)", "lib.Client()", id="annotated"),
    pytest.param("x: Unknown = Client()\nuse(x)", "lib.Client()", id="annotation-unknown"),
    pytest.param("type C = Client\ndef f(x: C): use(x)", "lib.Client()", id="alias"),
    pytest.param("C = Client\ndef f(x: C): use(x)", "lib.Client()", id="alias-by-assignment"),
    pytest.param("type C = D\ntype D = C\ndef f(x: C): use(x)", "", id="alias-of-itself"),
    pytest.param("class B: pass\nuse(B())", "B()", id="class-of-the-file"),
    pytest.param("def make() -> Client: ...\nuse(make())", "lib.Client()", id="result"),
    pytest.param("def make(): return Client()\nuse(make())", "", id="result-without-annotation"),
    pytest.param("async def make() -> Client: ...\nuse(make())", "", id="coroutine"),
    pytest.param(
        "@contextmanager\ndef make() -> Iterator[Client]: ...\nwith make() as x: use(x)",
        "lib.Client()",
        id="context-manager",
    ),
    pytest.param("@contextmanager\ndef make() -> Client: ...\nuse(make())", "", id="no-iterator"),
    pytest.param(
        "@contextmanager\ndef make() -> list[Client]: ...\nuse(make())",
        "",
        id="no-iterator-but-a-list",
    ),
    pytest.param(
        "@contextmanager\ndef make() -> Iterator[()]: ...\nuse(make())",
        "",
        id="iterator-of-nothing",
    ),
    pytest.param(
        "def make() -> Client: ...\ndef make() -> Client: ...\nuse(make())", "", id="two-functions"
    ),
    pytest.param(in_method("self.a = x") + USE, "lib.Client()", id="attribute"),
    pytest.param(in_method("self.a: Client = x.y") + USE, "lib.Client()", id="annotated-attribute"),
    pytest.param(in_method("self.a, b = x, 1") + USE, "", id="attribute-unpacked"),
    pytest.param(in_method("self.a = None", "a: Client") + USE, "lib.Client()", id="declared"),
    pytest.param(in_method("pass", "a = Client()") + USE, "lib.Client()", id="of-the-class-body"),
    pytest.param(in_method("self.a = Other()", "a = Client()") + USE, "", id="attribute-differing"),
    pytest.param(
        in_method("self.b = x") + "    def f(self):\n        def g(): use(self.b)\n",
        "lib.Client()",
        id="attribute-in-an-inner-function",
    ),
    pytest.param(
        in_method("self.b = x") + "    def f(self):\n        def g(self): use(self.b)\n",
        "",
        id="another-self-in-an-inner-function",
    ),
    pytest.param(
        in_method("self.b = x") + "    @staticmethod\n    def f(self): use(self.b)\n",
        "",
        id="first-parameter-of-a-static-method",
    ),
    pytest.param(
        "class B:\n    def __init__(self): self.a = Client()\nclass A(B):\n" + USE,
        "lib.Client()",
        id="inherited",
    ),
    pytest.param(
        "class A:\n    @property\n    def a(self) -> Client: ...\n" + USE,
        "lib.Client()",
        id="property",
    ),
    pytest.param(
        "class A:\n    @functools.cached_property\n    def a(self) -> Client: ...\n" + USE,
        "lib.Client()",
        id="cached-property",
    ),
    pytest.param(
        "class A:\n    def a(self) -> Client: ...\n" + USE, "", id="method-is-no-attribute"
    ),
    pytest.param(
        "class A:\n    def a(self) -> Client: ...\n    def f(self): use(self.a())\n",
        "lib.Client()",
        id="result-of-a-method-of-the-class",
    ),
    pytest.param("use(Path('a'))", "pathlib.Path()", id="path"),
    pytest.param("use(pathlib.PosixPath('a'))", "pathlib.Path()", id="path-of-a-platform"),
    pytest.param("use(Path('a') / 'b')", "pathlib.Path()", id="path-below"),
    pytest.param("use(Path.cwd())", "pathlib.Path()", id="path-of-the-process"),
    pytest.param("use(Path('a').parent.resolve())", "pathlib.Path()", id="path-above"),
    pytest.param("use(Path('a').with_stem('b'))", "pathlib.Path()", id="path-renamed"),
    pytest.param("use(Path('a') + 'b')", "", id="sum-is-no-path"),
    pytest.param("use(Client() / 'b')", "", id="quotient-of-something-else"),
    pytest.param("use(Path('a').name)", "pathlib.Path().name", id="name-of-a-path"),
    pytest.param(
        "def f(path: Path):\n    path = path / 'a'\n    use(path)",
        "pathlib.Path()",
        id="path-made-of-itself",
    ),
]


@pytest.mark.parametrize(("source", "origin"), ORIGINS)
def test_a_value_comes_from_what_made_it(source, origin):
    assert origin_of(source) == origin


def test_a_long_chain_is_given_up():
    assert origin_of(f"use(Client(){'.a()' * 100})") == ""
    assert origin_of(f"use(Client(){'.a()' * 10})") == f"lib.Client(){'.a()' * 10}"
