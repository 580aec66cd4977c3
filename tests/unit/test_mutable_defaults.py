"""Which defaults every call shares, and the message of each."""

from __future__ import annotations

import pytest

from standards_hooks.rules.mutable_defaults import HOOK


SILENT = [
    pytest.param(
        "def pack(labels=None):\n    labels = [] if labels is None else labels\n", {}, id="none"
    ),
    pytest.param("def pack(labels: list[str]): ...\n", {}, id="no-default"),
    pytest.param("def pack(*labels, **more): ...\n", {}, id="starred-parameters"),
    pytest.param("def f(a=1, b='x', c=b'', d=1.5, e=..., f=True, g=-1): ...\n", {}, id="constants"),
    pytest.param("def f(a=()): ...\n", {}, id="empty-tuple"),
    pytest.param("def f(a=(1, (2, 'x'))): ...\n", {}, id="tuple-of-constants"),
    pytest.param("def f(a=(*[1, 2],)): ...\n", {}, id="list-unpacked-into-a-tuple"),
    pytest.param("def f(a=frozenset({1}), b=frozenset()): ...\n", {}, id="frozenset"),
    pytest.param("def f(a=tuple([1, 2])): ...\n", {}, id="tuple-of-a-list"),
    pytest.param(
        "from types import MappingProxyType\ndef f(a=MappingProxyType({})): ...\n",
        {},
        id="view-that-cannot-be-changed",
    ),
    pytest.param(
        "def f(a=range(3), b=bytes([1]), c=str([]), d=len([])): ...\n", {}, id="other-calls"
    ),
    pytest.param("def f(a=make(), b=Config([])): ...\n", {}, id="unknown-calls"),
    pytest.param(
        "def f(a=[1, 2][0], b=not [], c=[] == x, d='%s' % []): ...\n", {}, id="made-from-one"
    ),
    pytest.param("def f(a=x if y else None, b=x or y): ...\n", {}, id="choice-of-unknown-values"),
    pytest.param("def f(a=1 + 2, b='x' * 3, c=A | B): ...\n", {}, id="operators-on-no-collections"),
    pytest.param("def f(a=lambda: []): ...\n", {}, id="function-that-makes-one"),
    pytest.param("def f(a=list, b=dict): ...\n", {}, id="type-that-makes-one"),
    pytest.param("def f(a=f'{[]}'): ...\n", {}, id="f-string"),
    pytest.param("pack(labels=[])\n", {}, id="argument-of-a-call"),
    pytest.param(
        "class A:\n    labels = []\n    more: list[str] = []\n", {}, id="class-attributes"
    ),
    pytest.param(
        "from dataclasses import dataclass, field\n@dataclass\nclass A:\n    labels: list = []\n"
        "    more: list = field(default_factory=list)\n",
        {},
        id="dataclass-fields",
    ),
    pytest.param("class list: ...\ndef f(a=list()): ...\n", {}, id="list-means-something-else"),
    pytest.param("def dict(): ...\ndef f(a=dict()): ...\n", {}, id="dict-means-something-else"),
    pytest.param("from own import deque\ndef f(a=deque()): ...\n", {}, id="another-deque"),
    pytest.param("def f(a=deque()): ...\n", {}, id="deque-of-nowhere"),
    pytest.param("import own\ndef f(a=own.list()): ...\n", {}, id="another-modules-list"),
    pytest.param(
        "from collections import namedtuple\ndef f(a=namedtuple('P', 'x')): ...\n",
        {},
        id="immutable-type-of-collections",
    ),
    # FastAPI and Typer
    pytest.param(
        "from fastapi import Depends, Query\ndef f(a=Depends(get), b=Query([])): ...\n",
        {},
        id="markers-of-fastapi",
    ),
    pytest.param(
        "import fastapi\ndef f(a=fastapi.Body({}), b=fastapi.Header(default=[])): ...\n",
        {},
        id="markers-of-fastapi-in-full",
    ),
    pytest.param(
        "import typer\ndef f(a=typer.Option([]), b=typer.Argument([])): ...\n",
        {},
        id="markers-of-typer",
    ),
    # names
    pytest.param("def f(a=UNKNOWN): ...\n", {}, id="name-of-nowhere"),
    pytest.param("from own import ITEMS\ndef f(a=ITEMS): ...\n", {}, id="imported-name"),
    pytest.param("ITEMS = ()\ndef f(a=ITEMS): ...\n", {}, id="name-of-a-tuple"),
    pytest.param("ITEMS = make()\ndef f(a=ITEMS): ...\n", {}, id="name-of-an-unknown-value"),
    pytest.param("ITEMS: list\ndef f(a=ITEMS): ...\n", {}, id="name-without-a-value"),
    pytest.param("ITEMS = []\nITEMS = ()\ndef f(a=ITEMS): ...\n", {}, id="name-bound-twice"),
    pytest.param("ITEMS = []\nfor ITEMS in x: ...\ndef f(a=ITEMS): ...\n", {}, id="name-of-a-loop"),
    pytest.param("ITEMS = []\ndel ITEMS\ndef f(a=ITEMS): ...\n", {}, id="name-deleted"),
    pytest.param(
        "if x:\n    ITEMS = []\nelse:\n    ITEMS = None\ndef f(a=ITEMS): ...\n",
        {},
        id="name-bound-in-two-branches",
    ),
    pytest.param(
        "ITEMS = []\ndef g():\n    global ITEMS\n    ITEMS = ()\ndef f(a=ITEMS): ...\n",
        {},
        id="name-rebound-by-global",
    ),
    pytest.param(
        "try:\n    from own import ITEMS\nexcept ImportError:\n    ITEMS = []\n"
        "def f(a=ITEMS): ...\n",
        {},
        id="name-that-an-import-may-bind",
    ),
    pytest.param(
        "ITEMS = []\nprint(ITEMS := ())\ndef f(a=ITEMS): ...\n", {}, id="name-rebound-by-walrus"
    ),
    pytest.param("first, ITEMS = rest = []\ndef f(a=ITEMS): ...\n", {}, id="element-of-a-list"),
    pytest.param(
        "ITEMS = []\ndef f(ITEMS):\n    def g(a=ITEMS): ...\n", {}, id="name-of-an-outer-parameter"
    ),
    pytest.param(
        "ITEMS = []\ndef f(ITEMS):\n    return lambda a=ITEMS: a\n",
        {},
        id="lambda-with-the-name-of-an-outer-parameter",
    ),
    pytest.param(
        "i = []\ncalls = [lambda i=i: i for i in range(3)]\n", {}, id="lambda-in-a-comprehension"
    ),
    pytest.param("def f():\n    items = []\n    def g(a=items): ...\n", {}, id="name-of-a-local"),
    pytest.param(
        "class A:\n    ITEMS = []\nclass B:\n    def f(self, a=ITEMS): ...\n",
        {},
        id="name-of-another-class",
    ),
    pytest.param("ITEMS = []\ndef f(a=ITEMS[0], b=ITEMS.x): ...\n", {}, id="part-of-a-named-list"),
    # options
    pytest.param(
        "from collections import deque\ndef f(a=deque()): ...\n",
        {"extend_immutable_calls": ("collections.deque",)},
        id="call-declared-immutable",
    ),
    pytest.param(
        "from collections.abc import Sequence\ndef f(a: Sequence[str] = []): ...\n",
        {"allow_immutable_annotations": True},
        id="sequence-allowed",
    ),
    pytest.param(
        "from typing import Mapping, Optional\ndef f(a: Optional[Mapping[str, int]] = {}): ...\n",
        {"allow_immutable_annotations": True},
        id="optional-mapping-allowed",
    ),
    pytest.param(
        "import collections.abc as c\ndef f(a: 'c.Iterable | None' = []): ...\n"
        "def g(*, a: c.Set = set()): ...\n",
        {"allow_immutable_annotations": True},
        id="abstractions-in-a-string-allowed",
    ),
    pytest.param(
        "def f(a: object = [], b: tuple[int, ...] = []): ...\n",
        {"allow_immutable_annotations": True},
        id="object-allowed",
    ),
]


@pytest.mark.parametrize(("source", "options"), SILENT)
def test_a_default_that_cannot_change_is_not_reported(findings_of, source, options):
    assert findings_of(HOOK, source, **options) == []


FOUND = [
    # what is mutable
    *(
        pytest.param(
            f"def f(a={default}): ...\n", {}, [(1, 9, f"`a` defaults to {kind} that")], id=name
        )
        for name, default, kind in (
            ("list", "[]", "a list"),
            ("list-with-items", "[1, 2]", "a list"),
            ("dict", "{}", "a dict"),
            ("dict-with-items", "{'a': 1}", "a dict"),
            ("set", "{1}", "a set"),
            ("list-comprehension", "[x for x in y]", "a list"),
            ("dict-comprehension", "{x: 1 for x in y}", "a dict"),
            ("set-comprehension", "{x for x in y}", "a set"),
            ("generator", "(x for x in y)", "a generator"),
            ("list-call", "list()", "a list"),
            ("dict-call", "dict(a=1)", "a dict"),
            ("set-call", "set('ab')", "a set"),
            ("bytearray-call", "bytearray(3)", "a bytearray"),
            ("call-of-a-generic", "list[int]()", "a list"),
            ("in-a-tuple", "([],)", "a tuple that holds a list"),
            ("deep-in-a-tuple", "(1, (2, {}))", "a tuple that holds a dict"),
            ("if-branch", "[] if x else None", "a list"),
            ("else-branch", "None if x else {}", "a dict"),
            ("tuple-in-a-conditional", "(1, []) if x else ()", "a tuple that holds a list"),
            ("conditional-in-a-tuple", "(1, [] if x else None)", "a tuple that holds a list"),
            ("sum-of-lists", "[] + [1]", "a list"),
            ("sum-with-an-unknown", "x + [1]", "a list"),
            ("repeated-list", "[0] * 3", "a list"),
            ("union-of-dicts", "{} | x", "a dict"),
            ("or", "x or []", "a list"),
            ("and", "x and {}", "a dict"),
        )
    ),
    pytest.param("def f(a=(b := [])): ...\n", {}, [(1, 10, "a list that")], id="walrus"),
    *(
        pytest.param(
            f"import collections as c\ndef f(a=c.{name}()): ...\n",
            {},
            [(2, 9, f"a {name} that every call shares")],
            id=name,
        )
        for name in ("ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "deque")
    ),
    pytest.param(
        "from collections import defaultdict as dd\ndef f(a=dd(list)): ...\n",
        {},
        [(2, 9, "a defaultdict that")],
        id="alias-of-a-type",
    ),
    pytest.param(
        "import collections\ndef f(a=collections.Counter[str]()): ...\n",
        {},
        [(2, 9, "a Counter that")],
        id="generic-of-collections",
    ),
    pytest.param(
        "import builtins as b\ndef f(a=b.list()): ...\n",
        {},
        [(2, 9, "a list")],
        id="builtin-in-full",
    ),
    pytest.param(
        "from builtins import dict as d\ndef f(a=d()): ...\n",
        {},
        [(2, 9, "a dict")],
        id="builtin-alias",
    ),
    pytest.param(
        "import typing\ndef f(a=typing.List()): ...\n", {}, [(2, 9, "a list")], id="typing-alias"
    ),
    # places
    pytest.param("async def f(a=[]): ...\n", {}, [(1, 15, "a list")], id="async-function"),
    pytest.param("class A:\n    def m(self, a=[]): ...\n", {}, [(2, 19, "a list")], id="method"),
    pytest.param(
        "class A:\n    @classmethod\n    def m(cls, a=[]): ...\n",
        {},
        [(3, 18, "a list")],
        id="decorated",
    ),
    pytest.param(
        "def f():\n    def g(a=[]): ...\n", {}, [(2, 13, "a list")], id="function-in-a-function"
    ),
    pytest.param(
        "if x:\n    def f(a=[]): ...\n", {}, [(2, 13, "a list")], id="function-in-a-block"
    ),
    pytest.param("def f(a=[], /): ...\n", {}, [(1, 9, "`a`")], id="positional-only"),
    pytest.param("def f(*, a, b={}): ...\n", {}, [(1, 15, "`b`")], id="keyword-only"),
    pytest.param(
        "def f(a, b=[], /, c={}, *d, e=1, g={1}, **h): ...\n",
        {},
        [(1, 12, "`b`"), (1, 21, "`c`"), (1, 36, "`g`")],
        id="every-kind-of-parameter",
    ),
    pytest.param("def f[T](a: list[T] = []): ...\n", {}, [(1, 23, "a list")], id="type-parameters"),
    pytest.param(
        "f = lambda a=[]: a\n", {}, [(1, 14, "write a function with `a=None`")], id="lambda"
    ),
    pytest.param("f = lambda *, a={}: a\n", {}, [(1, 17, "a dict")], id="lambda-keyword-only"),
    pytest.param(
        "f(key=[lambda a=set(): a])\n", {}, [(1, 17, "a set")], id="lambda-in-an-argument"
    ),
    pytest.param(
        "def f(a=lambda b=[]: b): ...\n", {}, [(1, 18, "`b`")], id="lambda-as-another-default"
    ),
    pytest.param(
        "def f(\n    a: int,\n    b: list = [\n    ],\n): ...\n", {}, [(3, 15, "`b`")], id="lines"
    ),
    pytest.param("def f(ä='ö', b=[]): ...\n", {}, [(1, 16, "`b`")], id="columns-are-characters"),
    pytest.param("def f(\r    a=[]): ...\r", {}, [(2, 7, "`a`")], id="cr-line-ends"),
    # names
    pytest.param(
        "ITEMS = []\ndef f(a=ITEMS): ...\n",
        {},
        [(2, 9, "defaults to `ITEMS`, a list that every call shares")],
        id="name-of-a-list",
    ),
    pytest.param(
        "ITEMS: dict[str, int] = {}\ndef f(a=ITEMS): ...\n",
        {},
        [(2, 9, "a dict")],
        id="annotated-name",
    ),
    pytest.param(
        "ITEMS: list\nITEMS = []\ndef f(a=ITEMS): ...\n",
        {},
        [(3, 9, "a list")],
        id="declared-before",
    ),
    pytest.param(
        "def f(a=ITEMS): ...\nITEMS = []\n", {}, [(1, 9, "a list")], id="bound-further-down"
    ),
    pytest.param(
        "if x:\n    ITEMS = []\ndef f(a=ITEMS): ...\n",
        {},
        [(3, 9, "a list")],
        id="bound-in-a-block",
    ),
    pytest.param(
        "ITEMS = MORE = []\ndef f(a=MORE): ...\n", {}, [(2, 9, "a list")], id="second-target"
    ),
    pytest.param(
        "ITEMS = ([], 1)\ndef f(a=ITEMS): ...\n",
        {},
        [(2, 9, "a tuple that holds a list")],
        id="tuple",
    ),
    pytest.param(
        "ITEMS = []\ndef g():\n    ITEMS = 1\ndef f(a=ITEMS): ...\n",
        {},
        [(4, 9, "a list")],
        id="same-name-in-another-function",
    ),
    pytest.param(
        "class A:\n    ITEMS = []\n    def f(self, a=ITEMS): ...\n",
        {},
        [(3, 19, "a list")],
        id="name-of-the-class",
    ),
    pytest.param(
        "ITEMS = []\nf = lambda a=ITEMS: a\n", {}, [(2, 14, "`ITEMS`, a list")], id="in-a-lambda"
    ),
    # annotations excuse nothing
    pytest.param(
        "from collections.abc import Sequence\ndef f(a: Sequence[str] = []): ...\n",
        {},
        [(2, 26, "a list")],
        id="sequence",
    ),
    pytest.param(
        "from typing import Mapping\ndef f(a: Mapping[str, str] = {}): ...\n",
        {},
        [(2, 30, "a dict")],
        id="mapping",
    ),
    pytest.param("def f(a: object = []): ...\n", {}, [(1, 19, "a list")], id="object"),
    pytest.param(
        "def f(a: list[str] = []): ...\n",
        {"allow_immutable_annotations": True},
        [(1, 22, "a list")],
        id="list-is-not-among-the-allowed-annotations",
    ),
    pytest.param(
        "from typing import Sequence\ndef f(a: Sequence | list = []): ...\n",
        {"allow_immutable_annotations": True},
        [(2, 28, "a list")],
        id="list-in-a-union-is-not-allowed",
    ),
    pytest.param(
        "def f(a=[]): ...\n",
        {"allow_immutable_annotations": True},
        [(1, 9, "a list")],
        id="no-annotation-promises-nothing",
    ),
    pytest.param(
        "from collections import Counter, deque\ndef f(a=deque(), b=Counter()): ...\n",
        {"extend_immutable_calls": ("collections.deque",)},
        [(2, 20, "`b`")],
        id="only-the-declared-call-is-allowed",
    ),
]


@pytest.mark.parametrize(("source", "options", "expected"), FOUND)
def test_a_default_that_every_call_shares_is_reported_at_the_default(
    findings_of, source, options, expected
):
    found = findings_of(HOOK, source, **options)
    assert [(each.line, each.column) for each in found] == [place[:2] for place in expected]
    for finding, (*_, words) in zip(found, expected, strict=True):
        assert words in finding.message


def test_the_symbol_is_the_parameter(findings_of):
    found = findings_of(HOOK, "class A:\n    def m(self, a=[]): ...\n")
    assert [finding.symbol for finding in found] == ["A.m.a"]


@pytest.mark.parametrize(
    ("parameter", "advice"),
    [
        pytest.param(
            "a=[1]", "write `a=None` and, first in the body, `if a is None: a = [1]`", id="plain"
        ),
        pytest.param("a: list[str] = []", "write `a: list[str] | None = None` and", id="annotated"),
        pytest.param(
            "a: Optional[list] = []", "write `a: Optional[list] = None` and", id="optional"
        ),
        pytest.param("a: list | None = []", "write `a: list | None = None` and", id="or-none"),
        pytest.param("a: Any = []", "write `a: Any = None` and", id="any"),
        pytest.param("a: object = []", "write `a: object = None` and", id="object"),
        pytest.param(
            "a: 'list[str]' = []", "write `a: 'list[str] | None' = None` and", id="string"
        ),
        pytest.param(
            "a: list[  # why\n  str] = []", "write `a: … | None = None` and", id="comment"
        ),
        pytest.param("a=(b := [])", "`if a is None: a = (b := [])`", id="walrus"),
        pytest.param("a=ITEMS", "`if a is None: a = ITEMS.copy()`", id="name"),
        pytest.param("a=PAIR", "`if a is None: a = copy.deepcopy(PAIR)`", id="name-of-a-tuple"),
        pytest.param("a=LINES", "`if a is None: a = …`", id="name-of-a-generator"),
        pytest.param("a=[" + "1, " * 30 + "]", "`if a is None: a = …`", id="too-long-to-repeat"),
        pytest.param("a=[  # one\n1]", "`if a is None: a = …`", id="comment-in-the-default"),
        pytest.param("a=[\n    1,\n    2]", "`if a is None: a = [ 1, 2]`", id="several-lines"),
    ],
)
def test_the_message_spells_out_what_to_write(findings_of, parameter, advice):
    source = (
        "from typing import Any, Optional\nITEMS = []\nPAIR = ([], 1)\nLINES = (x for x in y)\n"
        f"def f({parameter}): ...\n"
    )
    (finding,) = findings_of(HOOK, source)
    assert advice in finding.message


@pytest.mark.parametrize(
    ("source", "path"),
    [
        pytest.param(
            "from typing import overload\n@overload\ndef f(a: list[int] = []) -> int: ...\n",
            "m.py",
            id="overload",
        ),
        pytest.param(
            "import typing\nclass A(typing.Protocol):\n    def f(self, a: list[int] = []): ...\n",
            "m.py",
            id="protocol",
        ),
        pytest.param(
            "from typing import Protocol\nclass A[T](Protocol[T]):\n"
            "    def f(self, a: list[int] = []):\n        '''Work.'''\n",
            "m.py",
            id="generic-protocol-with-a-docstring",
        ),
        pytest.param(
            "from abc import abstractmethod\nclass A:\n    @abstractmethod\n"
            "    def f(self, a: list[int] = []):\n        pass\n",
            "m.py",
            id="abstract",
        ),
        pytest.param("def f(a: list[int] = []) -> int: ...\n", "m.pyi", id="stub"),
    ],
)
def test_the_message_of_a_signature_without_a_body_points_to_the_implementation(
    findings_of, source, path
):
    (finding,) = findings_of(HOOK, source, path)
    assert finding.message == (
        "`a` defaults to a list, in a signature without a body; write"
        " `a: list[int] | None = None`, and create it in the implementation"
    )


def test_an_abstract_method_with_a_body_makes_the_object_there(findings_of):
    source = "class A:\n    @abstractmethod\n    def f(self, a=[]):\n        raise E(a)\n"
    (finding,) = findings_of(HOOK, f"from abc import abstractmethod\n{source}")
    assert finding.message.endswith("first in the body, `if a is None: a = []`")
