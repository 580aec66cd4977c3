"""What `mutable-defaults --fix` changes in a file, and what it does not fix and why."""

from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from standards_hooks.rules.mutable_defaults import HOOK
from tests.unit.fixed_sources import fix, is_valid


GUARDS = "    if x is None:\n        x = []\n"


def fixed_row(name: str, before: str, after: str) -> ParameterSet:
    return pytest.param(before, after, id=name)


def assert_becomes(before: str, after: str, path: str = "app/example.py") -> None:
    new, left = fix(HOOK, before.encode(), path)

    assert new.decode() == after
    assert left == []
    assert is_valid(new)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        fixed_row("none", "x=[]", "x=None"),
        fixed_row("spaced", "x = []", "x = None"),
        fixed_row("plain", "x: list = []", "x: list | None = None"),
        fixed_row("subscript", "x: list[int] = []", "x: list[int] | None = None"),
        fixed_row("dotted", "x: a.B = []", "x: a.B | None = None"),
        fixed_row("union", "x: list | set[int] = []", "x: list | set[int] | None = None"),
        fixed_row("typing-union", "x: Union[A, B] = []", "x: Union[A, B] | None = None"),
        fixed_row("typing-list", "x: t.List[int] = []", "x: t.List[int] | None = None"),
        fixed_row("double-quoted", 'x: "list[A]" = []', 'x: "list[A] | None" = None'),
        fixed_row("single-quoted", "x: 'list[A]' = []", "x: 'list[A] | None' = None"),
        fixed_row("string-inside", "x: 'dict[\"A\", B]' = []", "x: 'dict[\"A\", B] | None' = None"),
        fixed_row(
            "annotated",
            "x: Annotated[list[int], Len(1)] = []",
            "x: Annotated[list[int] | None, Len(1)] = None",
        ),
        fixed_row("parenthesised", "x: (list) = []", "x: (list) | None = None"),
        fixed_row(
            "line-break", "x: Union[\n    A, B\n] = []", "x: Union[\n    A, B\n] | None = None"
        ),
    ],
)
def test_the_annotation_is_widened_to_admit_none(before: str, after: str) -> None:
    imports = "from typing import Annotated, Union\nimport typing as t\n"
    body = "    if x is None:\n        x = []\n    return x\n"

    assert_becomes(
        f"{imports}def f({before}):\n    return x\n", f"{imports}def f({after}):\n{body}"
    )


@pytest.mark.parametrize(
    "default",
    [
        *("[]", "{}", "{1}", "{1: [2]}", "list()", "dict(a=1)", "set([1, -2])", "bytearray(b'')"),
        *("deque()", "c.Counter()", "c.deque([1], maxlen=2)", "([], 1)", "[] + [1]", "[1] * 3"),
        *("[] if True else {}", "[*[1]]", "{**{}}", "['a' 'b']", "[...]", "[1.5]"),
    ],
)
def test_the_same_expression_makes_the_object_in_the_body(default: str) -> None:
    imports = "import collections as c\nfrom collections import deque\n"

    assert_becomes(
        f"{imports}def f(x={default}):\n    return x\n",
        f"{imports}def f(x=None):\n    if x is None:\n        x = {default}\n    return x\n",
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        fixed_row(
            "one-line",
            "def f(x=[]): return x\n",
            f"def f(x=None):\n{GUARDS}    return x\n",
        ),
        fixed_row(
            "one-line-without-newline",
            "def f(x=[]): return x",
            f"def f(x=None):\n{GUARDS}    return x",
        ),
        fixed_row(
            "one-line-of-several",
            "def f(x=[]): y = x; return y  # both\n",
            f"def f(x=None):\n{GUARDS}    y = x; return y  # both\n",
        ),
        fixed_row(
            "one-line-with-docstring",
            "def f(x=[]): 'doc'; return x\n",
            f"def f(x=None):\n    'doc'\n{GUARDS}    return x\n",
        ),
        fixed_row(
            "one-line-async",
            "async def f(x=[]): return x\n",
            f"async def f(x=None):\n{GUARDS}    return x\n",
        ),
        fixed_row(
            "after-docstring",
            'def f(x=[]):\n    """Doc.\n\n    More.\n    """\n\n    return x\n',
            f'def f(x=None):\n    """Doc.\n\n    More.\n    """\n{GUARDS}\n    return x\n',
        ),
        fixed_row(
            "docstring-and-semicolon",
            "def f(x=[]):\n    'doc'; return x  # why\n",
            f"def f(x=None):\n    'doc'\n{GUARDS}    return x  # why\n",
        ),
        fixed_row(
            "docstring-and-last-semicolon",
            "def f(x=[]):\n    'doc';\n    return x\n",
            f"def f(x=None):\n    'doc';\n{GUARDS}    return x\n",
        ),
        fixed_row(
            "concatenated-docstring",
            "def f(x=[]):\n    'a' 'b'\n    return x\n",
            f"def f(x=None):\n    'a' 'b'\n{GUARDS}    return x\n",
        ),
        fixed_row(
            "bytes-are-no-docstring",
            "def f(x=[]):\n    b'a'\n    return x\n",
            f"def f(x=None):\n{GUARDS}    b'a'\n    return x\n",
        ),
        fixed_row(
            "f-string-is-no-docstring",
            "def f(x=[]):\n    f'a'\n    return x\n",
            f"def f(x=None):\n{GUARDS}    f'a'\n    return x\n",
        ),
        fixed_row(
            "after-imports-behind-docstring",
            "def f(x=[]):\n    'doc'\n    import a\n    from b import (\n        c,\n    )\n"
            "    return x\n",
            "def f(x=None):\n    'doc'\n    import a\n    from b import (\n        c,\n    )\n"
            f"{GUARDS}    return x\n",
        ),
        fixed_row(
            "after-imports-alone",
            "def f(x=[]):\n    import a; y = a\n    import b\n    return x\n",
            f"def f(x=None):\n    import a\n{GUARDS}    y = a\n    import b\n    return x\n",
        ),
        fixed_row(
            "comment-after-colon",
            "def f(x=[]):  # after\n    # before\n\n    return x\n    # behind\n",
            f"def f(x=None):  # after\n{GUARDS}    # before\n\n    return x\n    # behind\n",
        ),
        fixed_row(
            "no-newline-at-end",
            "def f(x=[]):\n    return x",
            f"def f(x=None):\n{GUARDS}    return x",
        ),
        fixed_row(
            "decorators",
            "import pytest\n@pytest.mark.slow\n@pytest.fixture(params=[])  # two\n"
            "def f(x=[]):\n    return x\n",
            "import pytest\n@pytest.mark.slow\n@pytest.fixture(params=[])  # two\n"
            f"def f(x=None):\n{GUARDS}    return x\n",
        ),
        fixed_row(
            "several-in-order",
            "def f(a, b={}, /, c=1, d=set(), *e, g, h=[], **i):\n    return b, d, h\n",
            "def f(a, b=None, /, c=1, d=None, *e, g, h=None, **i):\n"
            "    if b is None:\n        b = {}\n    if d is None:\n        d = set()\n"
            "    if h is None:\n        h = []\n    return b, d, h\n",
        ),
        fixed_row(
            "generator",
            "def f(x=[1]):\n    yield from x\n",
            "def f(x=None):\n    if x is None:\n        x = [1]\n    yield from x\n",
        ),
        fixed_row(
            "async-generator",
            "async def f(x=[]):\n    yield x\n",
            f"async def f(x=None):\n{GUARDS}    yield x\n",
        ),
        fixed_row(
            "nested-functions",
            "def f(x=[]):\n    def g(y={}):\n        return y\n    return x, g\n",
            f"def f(x=None):\n{GUARDS}    def g(y=None):\n        if y is None:\n"
            "            y = {}\n        return y\n    return x, g\n",
        ),
        fixed_row(
            "method",
            "class A:\n    class B:\n        def f(self, x=[]):\n            return x\n",
            "class A:\n    class B:\n        def f(self, x=None):\n            if x is None:\n"
            "                x = []\n            return x\n",
        ),
        fixed_row(
            "conditional",
            "if a:\n    def f(x=[]):\n        return x\nelse:\n    def f(x=[1]): return x\n",
            "if a:\n    def f(x=None):\n        if x is None:\n            x = []\n"
            "        return x\n"
            "else:\n    def f(x=None):\n        if x is None:\n            x = [1]\n"
            "        return x\n",
        ),
        fixed_row(
            "two-blanks-in-a-file-of-four",
            "def g():\n    pass\ndef f(x=[]):\n  return x\n",
            "def g():\n    pass\ndef f(x=None):\n  if x is None:\n    x = []\n  return x\n",
        ),
        fixed_row(
            "tabs",
            "class A:\n\tdef f(self, x=[]):\n\t\treturn x\n\tdef g(self, x=[]): return x\n",
            "class A:\n\tdef f(self, x=None):\n\t\tif x is None:\n\t\t\tx = []\n\t\treturn x\n"
            "\tdef g(self, x=None):\n\t\tif x is None:\n\t\t\tx = []\n\t\treturn x\n",
        ),
        fixed_row(
            "type-parameters",
            "def f[T](x: list[T] = []) -> list[T]:\n    return x\n",
            f"def f[T](x: list[T] | None = None) -> list[T]:\n{GUARDS}    return x\n",
        ),
        fixed_row(
            "other-defaults",
            "def f(y=lambda z=0: [z], x=[]):\n    return x, y\n",
            f"def f(y=lambda z=0: [z], x=None):\n{GUARDS}    return x, y\n",
        ),
        fixed_row(
            "body-rebinds",
            "def f(x=[]):\n    x = x or [1]\n    return x\n",
            f"def f(x=None):\n{GUARDS}    x = x or [1]\n    return x\n",
        ),
        fixed_row(
            "type-ignore-comment",
            "def f(x: list = []):  # type: ignore[misc]\n    y = x  # type: list\n    return y\n",
            "def f(x: list | None = None):  # type: ignore[misc]\n"
            f"{GUARDS}    y = x  # type: list\n    return y\n",
        ),
    ],
)
def test_the_guard_is_first_in_the_body(before: str, after: str) -> None:
    assert_becomes(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        fixed_row(
            "on-the-line-of-def",
            "def f(x=[  # open\n    1,  # one\n    # two\n    2,\n]):\n    return x\n",
            "def f(x=None):\n    if x is None:\n        x = [  # open\n            1,  # one\n"
            "            # two\n            2,\n        ]\n    return x\n",
        ),
        fixed_row(
            "on-a-line-of-its-own",
            "def f(\n    a,\n    x: list = [\n        1,  # one\n\n        2,\n"
            "    ],  # behind\n):\n"
            "    return x\n",
            "def f(\n    a,\n    x: list | None = None,  # behind\n):\n    if x is None:\n"
            "        x = [\n            1,  # one\n\n            2,\n        ]\n    return x\n",
        ),
        fixed_row(
            "nested",
            "class A:\n    def f(\n        self,\n        x={\n            'a': [\n"
            "                1,\n"
            "            ],\n        },\n    ):\n        return x\n",
            "class A:\n    def f(\n        self,\n        x=None,\n    ):\n        if x is None:\n"
            "            x = {\n                'a': [\n                    1,\n"
            "                ],\n"
            "            }\n        return x\n",
        ),
        fixed_row(
            "tabs",
            "def f(\n\tx=[\n\t\t1,\n\t],\n):\n\treturn x\n",
            "def f(\n\tx=None,\n):\n\tif x is None:\n\t\tx = [\n\t\t\t1,\n\t\t]\n\treturn x\n",
        ),
        fixed_row(
            "string-of-several-lines",
            "def f(x=['''a\n  b\n''', 1]):\n    return x\n",
            "def f(x=None):\n    if x is None:\n        x = ['''a\n  b\n''', 1]\n    return x\n",
        ),
        fixed_row(
            "operator",
            "def f(\n    x=[]\n    + [1],\n):\n    return x\n",
            "def f(\n    x=None,\n):\n    if x is None:\n        x = ([]\n"
            "        + [1])\n    return x\n",
        ),
        fixed_row(
            "call",
            "import c\nfrom collections import deque\n\ndef f(x=deque(\n    [1],\n)):\n"
            "    return x\n",
            "import c\nfrom collections import deque\n\ndef f(x=None):\n    if x is None:\n"
            "        x = deque(\n            [1],\n        )\n    return x\n",
        ),
        fixed_row(
            "name-of-the-call",
            "import collections as c\ndef f(x=c\n      .deque()):\n    return x\n",
            "import collections as c\ndef f(x=None):\n    if x is None:\n        x = (c\n"
            "              .deque())\n    return x\n",
        ),
        fixed_row(
            "parentheses",
            "def f(\n    x=(\n        []  # none\n    ),\n):\n    return x\n",
            "def f(\n    x=None,\n):\n    if x is None:\n        x = (\n"
            "            []  # none\n        )\n"
            "    return x\n",
        ),
        fixed_row(
            "backslash",
            "def f(x=[1, \\\n    2]):\n    return x\n",
            "def f(x=None):\n    if x is None:\n        x = [1, \\\n    2]\n    return x\n",
        ),
        fixed_row(
            "in-an-unfolded-body",
            "def f(x=[\n    1,\n]): return x\n",
            "def f(x=None):\n    if x is None:\n        x = [\n            1,\n"
            "        ]\n    return x\n",
        ),
    ],
)
def test_the_literal_moves_unchanged_and_is_reindented(before: str, after: str) -> None:
    assert_becomes(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            b"def f(x=[\r\n    1,\r\n]):\r\n    return x\r\n",
            b"def f(x=None):\r\n    if x is None:\r\n        x = [\r\n            1,\r\n"
            b"        ]\r\n"
            b"    return x\r\n",
            id="crlf",
        ),
        pytest.param(
            b"def f(x=[]): return x\r\n",
            b"def f(x=None):\r\n    if x is None:\r\n        x = []\r\n    return x\r\n",
            id="crlf-one-line",
        ),
        pytest.param(
            b"def f(x=[\r    1]):\r    return x\ry = 1",
            b"d"
            b"ef f(x=None):\r    if x is None:\r        x = [\r            1]\r    return x\ry = 1",
            id="cr",
        ),
        pytest.param(
            b"a = 1\nb = 2\r\ndef f(x=[\r\n  1]):\n    return x\r\n",
            b"a = 1\nb = 2\r\ndef f(x=None):\n    if x is None:\n        x = [\r\n          1]\n"
            b"    return x\r\n",
            id="mixed",
        ),
        pytest.param(
            b"\xef\xbb\xbfdef f(x=[]): return x\n",
            b"\xef\xbb\xbfdef f(x=None):\n    if x is None:\n        x = []\n    return x\n",
            id="bom",
        ),
        pytest.param(
            b"# coding: latin-1\ndef \xe9(\xe8='\xe9', x=['\xe9']):  # \xfc\n    return x\n",
            b"# coding: latin-1\ndef \xe9(\xe8='\xe9', x=None):  # \xfc\n    if x is None:\n"
            b"        x = ['\xe9']\n    return x\n",
            id="latin-1",
        ),
        pytest.param(
            "def é(è='日本', x={'日本': '\U0001f600'}): return x  # ü\n".encode(),
            "def é(è='日本', x=None):\n    if x is None:\n        x = {'日本': '\U0001f600'}\n"
            "    return x  # ü\n".encode(),
            id="utf-8",
        ),
        pytest.param(
            b"x = 1\n\x0c\ndef f(x=[]):\n    return x\n",
            b"x = 1\n\x0c\ndef f(x=None):\n    if x is None:\n        x = []\n    return x\n",
            id="form-feed",
        ),
    ],
)
def test_line_ends_and_encoding_stay(before: bytes, after: bytes) -> None:
    assert fix(HOOK, before) == (after, [])
    assert is_valid(after)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"def f(x=[]):\r    return x\r", id="last-line-ends-with-cr"),
        pytest.param(b"\x0cdef f(x=[]):\n    return x\n", id="form-feed-first"),
    ],
)
def test_bytes_that_the_parser_would_lose_are_not_fixed(source: bytes) -> None:
    new, (left,) = fix(HOOK, source)

    assert new == source
    assert left.endswith(" (LibCST would change other bytes of the file)")


@pytest.mark.threat("bounded")
def test_a_file_too_large_for_the_parser_is_not_fixed() -> None:
    source = b"def f(x=[]):\n    return x\n" + b"#" * 300_000

    new, (left,) = fix(HOOK, source)

    assert new == source
    assert left.endswith(" (the file is too large to fix safely)")


@pytest.mark.parametrize(
    ("body", "decorator"),
    [
        pytest.param("...", "", id="ellipsis"),
        pytest.param("pass", "", id="pass"),
        pytest.param('"""Doc."""', "", id="docstring"),
        pytest.param("...", "@typing.overload\n    ", id="overload"),
        pytest.param('"""Doc."""\n        ...', "@abc.abstractmethod\n    ", id="abstract"),
    ],
)
@pytest.mark.parametrize("base", ["", "(Protocol)"])
@pytest.mark.parametrize("gap", [" ", "\n        "], ids=["on-the-line", "below"])
def test_a_signature_without_a_body_gets_no_guard(
    body: str, decorator: str, base: str, gap: str
) -> None:
    if gap == " ":
        body = body.replace("\n        ", "; ")

    def written(parameter: str) -> str:
        signature = f"class A{base}:\n    {decorator}def f(self, {parameter}):"
        return f"import abc, typing\n{signature}{gap}{body}\n"

    assert_becomes(written("x: list[int] = []"), written("x: list[int] | None = None"))


def test_a_stub_gets_no_guard() -> None:
    assert_becomes("def f(x: list = []): ...\n", "def f(x: list | None = None): ...\n", "a.pyi")


def test_an_abstract_method_with_a_body_gets_its_guard() -> None:
    method = "class A:\n    @abc.abstractmethod\n    def f(self, x=[]):\n        raise E(x)\n"
    before = f"import abc\n{method}"
    guard = "        if x is None:\n            x = []\n        raise"

    assert_becomes(before, before.replace("[]", "None").replace("        raise", guard))


def test_syntax_newer_than_the_interpreter_is_fixed_as_well() -> None:
    body = "    try:\n        return x\n    except A, B:\n        return t'{x}'\n"

    assert fix(HOOK, f"def f(x=[]):\n{body}".encode()) == (
        f"def f(x=None):\n{GUARDS}{body}".encode(),
        [],
    )


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("g = lambda x=[]: x\n", "write a function", id="lambda"),
        pytest.param(
            "y = 1\ndef f(x=[y]):\n    return x\n",
            "its default names `y`, which may change",
            id="name",
        ),
        pytest.param(
            "import a\ndef f(x=[a.b]):\n    return x\n",
            "its default names `a`, which may change",
            id="attribute",
        ),
        pytest.param(
            "def f(x=[g()]):\n    return x\n", "its default calls `g`", id="call-of-something-else"
        ),
        pytest.param(
            "from collections import defaultdict\ndef f(x=defaultdict(list)):\n    return x\n",
            "its default names `list`, which may change",
            id="factory",
        ),
        pytest.param(
            "async def g():\n    def f(x=[await h]):\n        return x\n",
            "its default depends on its place",
            id="await",
        ),
        pytest.param(
            "def f(x=[(y := 1)]):\n    return x\n",
            "its default depends on its place",
            id="walrus",
        ),
        pytest.param(
            "def f(x=[i for i in 'ab']):\n    return x\n",
            "its default depends on its place",
            id="comprehension",
        ),
        pytest.param(
            "def f(x=[lambda: 1]):\n    return x\n",
            "its default depends on its place",
            id="lambda-in-the-literal",
        ),
        pytest.param(
            "ALL = []\ndef f(x=ALL):\n    return x\n",
            "`ALL` may be shared on purpose",
            id="variable",
        ),
        *(
            pytest.param(
                f"def f({name}={{}}):\n    return {name}\n",
                "it looks like a cache that is meant to be shared",
                id=name,
            )
            for name in ("memo", "Cache", "already_seen", "registry")
        ),
        pytest.param(
            "def f(k, x={}):\n    x[k] = 1\n",
            "it looks like a cache: the body only stores into it",
            id="only-stores-items",
        ),
        pytest.param(
            "def f(k, x=[]):\n    if k not in x:\n        x.append(k)\n    return x[0]\n",
            "it looks like a cache: the body only stores into it",
            id="only-appends",
        ),
        pytest.param(
            "def f(x=[]):\n    x += [1]\n",
            "it looks like a cache: the body only stores into it",
            id="only-adds-to-it",
        ),
        pytest.param(
            "def f(x=[]):\n    return 1 if x is None else x\n",
            "the body tests whether `x` is None",
            id="tests-for-none",
        ),
        pytest.param(
            "def f(x=[]):\n    while None != x:\n        pass\n",
            "the body tests whether `x` is None",
            id="compares-with-none",
        ),
        pytest.param(
            "def f(x=[]):\n    return x in (None, 1)\n",
            "the body tests whether `x` is None",
            id="looks-among-none",
        ),
        pytest.param(
            "def f(x=[]):\n    match x:\n        case None: return 1\n        case _: return 2\n",
            "the body tests whether `x` is None",
            id="matches-none",
        ),
        pytest.param(
            "def f(x=[]):\n    def g():\n        return x is None\n    return g\n",
            "the body tests whether `x` is None",
            id="inner-function-tests",
        ),
        pytest.param(
            "def f(x=[]):\n    del x\n", "is deleted, or bound by an inner function", id="del"
        ),
        pytest.param(
            "def f(x=[]):\n    def g():\n        nonlocal x\n        x = 1\n    return g, x\n",
            "is deleted, or bound by an inner function",
            id="nonlocal",
        ),
        pytest.param(
            "def f(x=[]):\n    def g():\n        global x\n        x = 1\n    return g, x\n",
            "is deleted, or bound by an inner function",
            id="global",
        ),
        pytest.param(
            "def f(x=[]):\n    # type: (list) -> list\n    return x\n",
            "its type is in a comment",
            id="type-comment-below",
        ),
        pytest.param(
            "def f(x=[]): #type:  (list) -> list\n    return x\n",
            "its type is in a comment",
            id="type-comment-behind",
        ),
        pytest.param(
            "def f(\n    x=[],  # type: list\n    y=1,\n):\n    return x\n",
            "its type is in a comment",
            id="type-comment-of-the-parameter",
        ),
        pytest.param(
            "def f(x: '''list''' = []):\n    return x\n",
            "its annotation has an unusual form",
            id="triple-quoted",
        ),
        *(
            pytest.param(
                f"def f(x: {annotation} = []):\n    return x\n",
                "its annotation has an unusual form",
                id=name,
            )
            for name, annotation in (
                ("prefixed", 'r"list"'),
                ("concatenated", '"li" "st"'),
                ("escaped", r'"li\x73t"'),
                ("comment-in-the-string", '"list # of int"'),
                ("conditional-in-the-string", '"list if a else b"'),
                ("call", "list()"),
                ("conditional", "list if a else b"),
                ("builtin-function", "any"),
                ("number", "3"),
            )
        ),
        pytest.param(
            "def f(x: '[' = []):\n    return x\n",
            "its annotation is not a type",
            id="no-expression",
        ),
        pytest.param(
            "from typing import Annotated\ndef f(x: Annotated['A', 1] = []):\n    return x\n",
            "its annotation has an unusual form",
            id="string-in-annotated",
        ),
        pytest.param(
            "Alias = 'list[int]'\ndef f(x: Alias = []):\n    return x\n",
            "its annotation has an unusual form",
            id="alias-of-a-string",
        ),
        pytest.param(
            "def kind(): ...\ndef f(x: kind = []):\n    return x\n",
            "its annotation has an unusual form",
            id="function-as-annotation",
        ),
        *(
            pytest.param(source, "`list` means something else in the body", id=name)
            for name, source in (
                ("rebound-by-parameter", "def f(list, x=list()):\n    return x\n"),
                ("rebound-by-body", "def f(x=list()):\n    list = 1\n    return x, list\n"),
                ("rebound-by-def", "def f(x=list()):\n    def list(): ...\n    return x\n"),
                (
                    "rebound-by-match",
                    "def f(x=list()):\n    match x:\n        case [*list]: return list\n",
                ),
                (
                    "rebound-by-except",
                    "def f(x=list()):\n    try: g(x)\n    except E as list: return x\n",
                ),
                ("rebound-by-type-parameter", "def f[list](x=list()):\n    return x\n"),
                (
                    "rebound-by-class",
                    (
                        "class A:\n    def f(self, x=list()):\n        return x\n"
                        "    def list(self): ...\n"
                    ),
                ),
                (
                    "rebound-around",
                    (
                        "def g():\n    def f(x=list()):\n        return x\n    list = f\n"
                        "    return list\n"
                    ),
                ),
            )
        ),
        pytest.param(
            "from collections import deque\n"
            "def f(x=deque()):\n    from a import deque\n    return x, deque\n",
            "`deque` means something else in the body",
            id="rebound-by-import",
        ),
        pytest.param(
            "def f(x=[  # none\n]): ...\n",
            "a comment in its default would be lost",
            id="comment-and-no-body",
        ),
        pytest.param(
            "def f(x=[]): return x  # standards: ignore[docstring-presence] known\n",
            "a suppression would move away from its place",
            id="ignore-on-the-one-line",
        ),
        pytest.param(
            "def f(x=[  # standards: ignore[docstring-presence] known\n    1]):\n    return x\n",
            "a suppression would move away from its place",
            id="ignore-in-the-literal",
        ),
    ],
)
def test_what_is_not_safe_is_reported_with_the_reason(source: str, reason: str) -> None:
    new, left = fix(HOOK, source.encode())

    assert new.decode() == source
    assert len(left) == 1
    assert reason in left[0]


def test_what_cannot_be_fixed_does_not_prevent_other_fixes() -> None:
    before = "def f(x=[], memo={}, y={}):\n    return x, memo, y\n"

    new, (left,) = fix(HOOK, before.encode())

    assert new.decode() == (
        f"def f(x=None, memo={{}}, y=None):\n{GUARDS}    if y is None:\n        y = {{}}\n"
        "    return x, memo, y\n"
    )
    assert left.startswith("`memo` ")


OLD = "[project]\nrequires-python = '>=3.8'\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        fixed_row("no-annotation", "def f(x=[]): ...\n", "def f(x=None): ...\n"),
        fixed_row(
            "future-import",
            "from __future__ import annotations\ndef f(x: list = []): ...\n",
            "from __future__ import annotations\ndef f(x: list | None = None): ...\n",
        ),
        fixed_row(
            "optional",
            "from typing import Optional\ndef f(x: list = []): ...\n",
            "from typing import Optional\ndef f(x: Optional[list] = None): ...\n",
        ),
        fixed_row(
            "optional-under-an-alias",
            "from typing_extensions import Optional as Opt\ndef f(x: list = []): ...\n",
            "from typing_extensions import Optional as Opt\ndef f(x: Opt[list] = None): ...\n",
        ),
        fixed_row(
            "typing",
            "import typing\ndef f(x: list = []): ...\n",
            "import typing\ndef f(x: typing.Optional[list] = None): ...\n",
        ),
        fixed_row(
            "typing-under-an-alias",
            "import typing as t\ndef f(x: t.Union[A, B] = []): ...\n",
            "import typing as t\ndef f(x: t.Optional[t.Union[A, B]] = None): ...\n",
        ),
        fixed_row(
            "annotated",
            "from typing import Annotated, Optional\ndef f(x: Annotated[list, 1] = []): ...\n",
            "from typing import Annotated, Optional\n"
            "def f(x: Annotated[Optional[list], 1] = None): ...\n",
        ),
        fixed_row(
            "string", "def f(x: 'list' = []): ...\n", "def f(x: 'list | None' = None): ...\n"
        ),
    ],
)
def test_a_project_for_older_pythons_writes_optional(
    tmp_path: Path, before: str, after: str
) -> None:
    (tmp_path / "pyproject.toml").write_text(OLD, encoding="utf-8")

    assert_becomes(before, after, str(tmp_path / "app.py"))


@pytest.mark.parametrize(
    "imports",
    [
        pytest.param("", id="none"),
        pytest.param("from typing import Union\n", id="other"),
        pytest.param(
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
            "    from typing import Optional\n",
            id="for-the-type-checker-only",
        ),
        pytest.param("def g():\n    from typing import Optional\n", id="in-a-function"),
    ],
)
def test_a_project_for_older_pythons_without_optional_is_not_fixed(
    tmp_path: Path, imports: str
) -> None:
    (tmp_path / "pyproject.toml").write_text(OLD, encoding="utf-8")
    source = f"{imports}def f(x: list = []): ...\nfrom typing import Optional as Late\n"

    new, (left,) = fix(HOOK, source.encode(), str(tmp_path / "app.py"))

    assert new.decode() == source
    assert "`X | None` fails on the oldest Python of the project" in left


def test_a_stub_of_a_project_for_older_pythons_is_never_evaluated(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(OLD, encoding="utf-8")

    assert_becomes(
        "def f(x: list = []): ...\n",
        "def f(x: list | None = None): ...\n",
        str(tmp_path / "app.pyi"),
    )


@pytest.mark.parametrize(
    "pyproject",
    [
        pytest.param("", id="silent"),
        pytest.param("[project]\nrequires-python = '>=3.10'\n", id="new-enough"),
        pytest.param("[project]\nrequires-python = '!'\n", id="no-version"),
        pytest.param("[project", id="broken"),
    ],
)
def test_other_projects_write_unions(tmp_path: Path, pyproject: str) -> None:
    (tmp_path / "pyproject.toml").write_text(pyproject, encoding="utf-8")

    assert_becomes(
        "def f(x: list = []): ...\n",
        "def f(x: list | None = None): ...\n",
        str(tmp_path / "app.py"),
    )
