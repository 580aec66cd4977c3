"""What a class holds has a type: what shows one, what does not, what is exempt."""

from __future__ import annotations

import pytest

from standards_hooks.rules.variable_annotations import HOOK


IMPORTS = """\
import asyncio, collections, copy, functools, inspect, json, logging, os, queue, re, structlog
import threading, weakref
from datetime import datetime, timedelta
from decimal import Decimal
from http import HTTPStatus
from pathlib import Path
from typing import cast
from app.settings import SETTINGS, limits
"""


def in_init(value):
    """Return a module whose class keeps a value in its constructor."""
    return (
        f"{IMPORTS}class Depot:\n    def __init__(self, name: str, sizes, keeper: 'Keeper | None',"
        f" *crates: int, **marks: str) -> None:\n        self.x = {value}\n"
    )


SHOWN = [
    *("1", "-1", "1.5", "2j", "'text'", "b''", "True", "f'{name}'", "60 * 60", "not name"),
    *("name == 'x'", "name in sizes", "['a', 'b']", "{'a': 1}", "{1, 2}", "(1, 'a')", "[[1], [2]]"),
    *(
        "['a', *sizes]",
        "{**marks, 'a': 'b'}",
        "[1] * 8",
        "'-' * 8",
        "name + sizes[0]",
        "'%s' % sizes",
    ),
    *("name", "sizes", "crates", "marks", "keeper", "(name, 1)", "name or 'unknown'"),
    *(
        "keeper or Keeper()",
        "keeper if keeper is not None else make()",
        "Keeper() if name else None",
    ),
    *("int(name)", "str(sizes)", "Path(name)", "Path(name) / sizes[0]", "Path(name).resolve()"),
    *(
        "Decimal(0)",
        "asyncio.Lock()",
        "threading.Event()",
        "threading.local()",
        "timedelta(days=1)",
    ),
    *("Keeper(sizes[0])", "Shelf[int]()", "list(sizes)", "dict(a=1)", "collections.deque([1])"),
    *("datetime.now()", "Path.cwd()", "Keeper.from_row(sizes)", "Keeper.create(sizes)"),
    *("await Keeper.create(sizes)", "cast('Keeper', sizes)", "copy.copy(name)", "(y := 1)"),
    *("len(sizes)", "re.compile('x')", "logging.getLogger(__name__)", "inspect.isclass(sizes)"),
    *("has_crates(sizes)", "self.is_open()", "name.strip()", "', '.join(sizes)", "name.encode()"),
    *("os.getenv('A')", "os.getenv('A', '')", "os.environ.get('A', name)", "os.environ['A']"),
    *("os.getenv('A') or 'b'", "json.dumps(sizes)", "os.path.join(name, sizes[0])"),
    *("structlog.get_logger(__name__)", "get_worker_logger(self)", "threading.current_thread()"),
    *("max(0, int(sizes[0]))", "min(1.0, max(0, 1))", "functools.lru_cache(maxsize=8)(self.pack)"),
    *("functools.cache(self.pack)", "sizes[0].lower()", "(sizes[0] or name).rstrip('/')"),
    *("[size.strip() for size in sizes] if sizes else []", "sizes[0].startswith('a')"),
    *(
        "[int(size) for size in sizes]",
        "{str(size): 0 for size in sizes}",
        "{len(s) for s in sizes}",
    ),
    *(
        "HTTPStatus.OK",
        "HTTPStatus",
        "limits.SMALL",
        "SETTINGS",
        "make",
        "self.y",
        "self.__class__()",
    ),
]
"""Values that show their type, or are another name for what is declared elsewhere."""


@pytest.mark.parametrize("value", SHOWN)
def test_a_value_that_shows_its_type_needs_no_annotation(findings_of, value):
    assert findings_of(HOOK, in_init(value)) == []


NOT_SHOWN = [
    ("None", "<type> | None"),
    ("[]", "list[<type>]"),
    ("{}", "dict[<type>, <type>]"),
    ("()", "tuple[<type>, ...]"),
    ("set()", "set[<type>]"),
    ("list()", "list[<type>]"),
    ("dict()", "dict[<type>, <type>]"),
    ("frozenset()", "frozenset[<type>]"),
    ("tuple()", "tuple[<type>, ...]"),
    ("collections.deque(maxlen=3)", "collections.deque[<type>]"),
    ("collections.defaultdict(list)", "collections.defaultdict[<type>, <type>]"),
    ("asyncio.Queue()", "asyncio.Queue[<type>]"),
    ("queue.Queue(3)", "queue.Queue[<type>]"),
    ("weakref.WeakValueDictionary()", "weakref.WeakValueDictionary[<type>, <type>]"),
    ("[None]", "list[<type>]"),
    ("[[]]", "list[<type>]"),
    ("{'a': []}", "dict[<type>, <type>]"),
    ("(name, None)", "tuple[<type>, <type>]"),
    ("[size for size in sizes]", "list[<type>]"),
    ("[size.grams for size in sizes]", "list[<type>]"),
    ("{size: 1 for size in sizes}", "dict[<type>, <type>]"),
    ("None or []", "<type>"),
    ("make()", "<type>"),
    ("self.make()", "<type>"),
    ("await make()", "<type>"),
    ("Keeper.count(name)", "<type>"),
    ("sizes[0]", "<type>"),
    ("name.unknown()", "<type>"),
    ("sizes.grams", "<type>"),
    ("self.y.z", "<type>"),
    ("sizes[0] + 1", "<type>"),
    ("sizes and make()", "<type>"),
    ("lambda: 1", "<type>"),
    ("max(sizes)", "<type>"),
    ("max(0, sizes[0])", "<type>"),
    ("os.getenv('A', make())", "<type>"),
    ("functools.lru_cache()", "<type>"),
    ("functools.cache(self.pack)(1)", "<type>"),
    ("json.loads(name)", "<type>"),
    ("[size.split() for size in sizes]", "list[<type>]"),
    ("make_logger.child()", "<type>"),
    ("...", "<type>"),
]


@pytest.mark.parametrize(("value", "type_"), NOT_SHOWN)
def test_a_value_that_shows_no_type_needs_an_annotation(findings_of, value, type_):
    (finding,) = findings_of(HOOK, in_init(value))
    assert finding.message.endswith(f"write `self.x: {type_} = {value}`")
    assert (finding.line, finding.column) == (IMPORTS.count("\n") + 3, 9)
    assert finding.symbol == "Depot.x"


def in_class(body, *, before="", after=""):
    """Return a module with a class of this body."""
    return f"{before}class Depot:\n    {body.replace(chr(10), chr(10) + '    ')}\n{after}"


def method(*lines, name="__init__", header="self"):
    """Return a method of these lines."""
    return "\n    ".join([f"def {name}({header}):", *lines])


OUTER = "from app.base import Base\nclass Depot(Base):\n"

SILENT = [
    pytest.param(
        "from typing import Final\n" + in_class(method("x: Final = 3", "self.x = x")),
        id="local-that-is-final",
    ),
    pytest.param(
        "from typing import Final\n" + in_class(method("x: Final[Rows] = f()", "self.x = x")),
        id="local-that-is-final-and-typed",
    ),
    # typed somewhere else
    pytest.param(in_class(f"keeper: Keeper\n{method('self.keeper = None')}"), id="in-the-body"),
    pytest.param(in_class(method("self.keeper: Keeper | None = None")), id="where-it-is-assigned"),
    pytest.param(
        in_class(
            method("self.keeper = None", name="close")
            + "\n"
            + method("self.keeper: Keeper | None = None", name="open")
        ),
        id="in-a-later-method",
    ),
    pytest.param(
        in_class(method("if x:", "    self.keeper = None", "else:", "    self.keeper: K = x")),
        id="in-the-other-branch",
    ),
    pytest.param(
        "class Base:\n    keeper: Keeper | None\nclass Depot(Base):\n    keeper = None\n",
        id="in-a-base-class",
    ),
    pytest.param(
        "class Base:\n    def __init__(self, k: K):\n        self.keeper = k\n"
        "class Depot(Base):\n    def close(self):\n        self.keeper = None\n",
        id="assigned-by-a-base-class",
    ),
    pytest.param(in_class("keeper = None  # type: Keeper | None"), id="in-a-type-comment"),
    pytest.param(
        in_class("@property\ndef keeper(self): ...\n" + method("self.keeper = None")),
        id="property",
    ),
    # not the first assignment
    pytest.param(
        in_class(method("self.x = 1") + "\n" + method("self.x = None", name="reset")),
        id="first-in-init",
    ),
    pytest.param(
        in_class(method("self.x = None", name="reset") + "\n" + method("self.x = 1")),
        id="init-below-another-method",
    ),
    pytest.param(in_class("x = 1\n" + method("self.x = None")), id="first-in-the-body"),
    pytest.param(in_class(method("self.x = int(self.x)", name="parse")), id="made-of-itself"),
    pytest.param(in_class(method("self.x += 1", name="grow")), id="augmented"),
    # where no annotation can stand
    pytest.param(in_class(method("self.a, (self.b, *self.c) = split()")), id="unpacked"),
    pytest.param(in_class(method("with open(p) as self.file: pass")), id="with"),
    pytest.param(in_class(method("for self.each in rows: pass")), id="for"),
    pytest.param(
        in_class("@classmethod\n" + method("cls.pool = make()", name="open", header="cls")),
        id="classmethod",
    ),
    pytest.param(in_class(method("cls.pool = None", name="__new__", header="cls")), id="new"),
    pytest.param(
        in_class("@staticmethod\n" + method("row.pool = None", name="f", header="row")),
        id="staticmethod",
    ),
    pytest.param(in_class(method("def g():", "    self.x = None", name="f")), id="inner-function"),
    pytest.param(in_class(method("self.x.y = None", "other.z = None")), id="of-another-object"),
    # exempt
    pytest.param(in_class("limit = 3\nname = 'x'\nsizes = [1, 2]"), id="literals-in-the-body"),
    pytest.param(in_class("__slots__ = ()\n__hash__ = None\n_ = None"), id="dunders"),
    pytest.param(in_class("model_config = {}"), id="model-config"),
    pytest.param(in_class("handle = lambda self: 1"), id="lambda-is-a-method"),
    pytest.param(in_class("def a(self): ...\nb = a\nc = Other.d\ne = os.sep"), id="aliases"),
    pytest.param(in_class("Row = list[int]\nParent = models.Parent"), id="aliases-of-types"),
    pytest.param(in_class("parts = relationship('Part')\nn = sa.column_property(x)"), id="columns"),
    pytest.param(in_class("name = cached_property(make)\nx = property(get)"), id="properties"),
    pytest.param(in_class("def f(self): ...\ng = deprecated('f', f)"), id="made-of-a-method"),
    pytest.param(
        "class Lazy:\n    def __get__(self, o, t): ...\ndef lazy(x) -> Lazy[int]: ...\n"
        "class Depot:\n    x = lazy(1)\n",
        id="function-of-the-file-that-makes-a-descriptor",
    ),
    pytest.param("import enum\nclass C(enum.Enum):\n    A = None\n    B = make()\n", id="enum"),
    pytest.param(
        "from enum import StrEnum as S\nclass C(S):\n    A = auto()\nclass D(C):\n    X = f()\n",
        id="enum-by-a-base-class",
    ),
    pytest.param(
        in_class("class Meta:\n    ordering = []\nclass Config:\n    x = None"), id="inner"
    ),
    pytest.param(in_class("is_open = make()\n" + method("self.has_x = f() > 1")), id="questions"),
    pytest.param(in_class(method("self.rows = other.rows", "self._r = o.r")), id="mirrored"),
    # a base class in another file may give the type
    pytest.param(f"{OUTER}    template = None\n    queryset = make()\n", id="overridden"),
    pytest.param(
        f"{OUTER}    def setup(self):\n        self.rows = []\n", id="assigned-after-construction"
    ),
    pytest.param("class Depot(metaclass=Registry):\n    x = None\n", id="metaclass"),
    pytest.param("class A(Base): pass\nclass B(A):\n    x = None\n", id="base-of-a-base"),
    # no class
    pytest.param("x = None\nrows = []\ndef f():\n    y = None\n", id="module-and-local-variables"),
]


@pytest.mark.parametrize("source", SILENT)
def test_what_is_typed_elsewhere_or_exempt_is_not_reported(findings_of, source):
    assert findings_of(HOOK, source) == []


@pytest.mark.parametrize("path", ["tests/unit/test_x.py", "conftest.py", "app/x.pyi"])
def test_tests_and_stubs_are_not_checked(findings_of, path):
    assert findings_of(HOOK, "class A:\n    x = None\n", path) == []


NONE = "starts as None, which does not show its type; write"
EMPTY = "does not show its element type; write"
BARE = "has no type, and its value shows none; write"

FOUND = [
    pytest.param(
        in_class("db = None"), {}, [(2, 5, f"`db` {NONE} `db: <type> | None = None`")], id="body"
    ),
    pytest.param(
        in_class("a = b = None"),
        {},
        [(2, 5, f"`a` {NONE} `a: <type> | None = None`"), (2, 9, f"`b` {NONE}")],
        id="chained",
    ),
    pytest.param(
        in_class(method("self.keeper = None") + "\n" + method("self.keeper = Keeper()", name="f")),
        {},
        [(3, 9, f"`self.keeper` {NONE} `self.keeper: Keeper | None = None`")],
        id="None-and-what-comes-later",
    ),
    pytest.param(
        in_class(method("self.rows = []") + "\n" + method("self.rows = [1]", name="f")),
        {},
        [(3, 9, f"`self.rows` {EMPTY} `self.rows: list[int] = []`")],
        id="empty-and-what-comes-later",
    ),
    pytest.param(
        in_class(method("self.x = None") + "\n" + method("self.x = self.Part()", name="f")),
        {},
        [(3, 9, f"`self.x` {NONE} `self.x: <type> | None = None`")],
        id="what-comes-later-is-no-type",
    ),
    pytest.param(
        "from typing import Final\n"
        + in_class(
            method("self.rows = None")
            + "\n"
            + method("rows: Final = [1]", "self.rows = rows", name="f")
        ),
        {},
        [(4, 9, f"`self.rows` {NONE} `self.rows: list[int] | None = None`")],
        id="what-comes-later-is-final",
    ),
    pytest.param(
        "from typing import Final\n" + in_class(method("rows: Final = make()", "self.rows = rows")),
        {},
        [(5, 9, f"`self.rows` {BARE} `self.rows: <type> = rows`")],
        id="final-of-an-unknown-type",
    ),
    pytest.param(
        in_class(method("self.rate = compute(1)")),
        {},
        [(3, 9, f"`self.rate` {BARE} `self.rate: <type> = compute(1)`")],
        id="call-of-a-function",
    ),
    pytest.param(
        in_class(method("self.rate = compute(a, long_argument, another_long_argument)")),
        {},
        [(3, 9, f"`self.rate` {BARE} `self.rate: <type> = …`")],
        id="long-value",
    ),
    pytest.param(
        in_class(method("this.x = []", header="this")),
        {},
        [(3, 9, f"`this.x` {EMPTY} `this.x: list[<type>] = []`")],
        id="self-by-another-name",
    ),
    pytest.param(
        in_class(method("if x:", "    self.a = None", name="f")),
        {},
        [(4, 13, f"`self.a` {NONE}")],
        id="in-a-branch",
    ),
    pytest.param(
        in_class(method("self.is_open = None")),
        {},
        [(3, 9, f"`self.is_open` {NONE}")],
        id="question-without-an-answer",
    ),
    pytest.param(
        "from app.base import Base\nclass Depot(Base):\n    def __init__(self):\n"
        "        self.rows = []\n",
        {},
        [(4, 9, f"`self.rows` {EMPTY}")],
        id="constructor-of-a-subclass",
    ),
    pytest.param(
        "class Error(Exception):\n    code = None\nclass P(Protocol, Generic[T]):\n    x: int\n",
        {},
        [(2, 5, f"`code` {NONE}")],
        id="builtin-base",
    ),
    pytest.param(
        in_class("x = None  # type: ignore[assignment]"), {}, [(2, 5, "`x`")], id="type-ignore"
    ),
    pytest.param(
        in_class(method("y = make()", "self.x = y")), {}, [(4, 9, "`self.x`")], id="local-variable"
    ),
    pytest.param(
        in_class(method("for y in rows: self.x = y")), {}, [(3, 24, "`self.x`")], id="loop-variable"
    ),
    pytest.param("class Ä:\n    ä = '😀'; x = None\n", {}, [(2, 14, "`x`")], id="beyond-ascii"),
    # options
    pytest.param(
        f"{OUTER}    template = None\n",
        {"subclasses": True},
        [(3, 5, "`template`")],
        id="subclasses",
    ),
    pytest.param(
        in_class("limit = 3\nsizes = {'a': 1.5}\nlock = Lock()\nalias = limit\n__x__ = 1"),
        {"evident": True},
        [
            (2, 5, "`limit` has no type; write `limit: int = 3`"),
            (3, 5, "`sizes` has no type; write `sizes: dict[str, float] = {'a': 1.5}`"),
            (4, 5, "`lock` has no type; write `lock: Lock = Lock()`"),
        ],
        id="evident",
    ),
    pytest.param(
        "LIMIT = 3\nSIZES = [1, -2]\n__all__ = []\nT = TypeVar('T')\nAlias = list[int]\n"
        "f = g\nx: int\nx = 3\nimport logging\nlog = logging.getLogger(__name__)\nhits = 0\n"
        "rows = []\nWAIT = timedelta(1)\na, b = 1, 2\nhits = 1\n",
        {"module": True},
        [
            (10, 1, "`log` has no type; write `log: logging.Logger = logging.getLogger(__name__)`"),
            (11, 1, "`hits` has no type; write `hits: int = 0`"),
            (
                12,
                1,
                "`rows` does not show its element type; write `rows: list[<type>] = []`",
            ),
            (13, 1, "`WAIT` has no type"),
        ],
        id="module",
    ),
]


@pytest.mark.parametrize(("source", "options", "expected"), FOUND)
def test_what_has_no_type_is_reported_where_it_is_first_assigned(
    findings_of, source, options, expected
):
    found = findings_of(HOOK, source, **options)
    assert [(finding.line, finding.column) for finding in found] == [
        (line, column) for line, column, _ in expected
    ]
    for finding, (_, _, message) in zip(found, expected, strict=True):
        assert finding.message.startswith(message)


def test_tests_are_checked_with_an_option(findings_of):
    assert len(findings_of(HOOK, "class A:\n    x = None\n", "tests/test_x.py", tests=True)) == 1
