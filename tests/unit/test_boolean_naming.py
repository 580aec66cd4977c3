"""Which booleans have to ask a question, and what the message says about each."""

from __future__ import annotations

import re

import pytest

from standards_hooks.rules.boolean_naming import HOOK


DEFAULT_WORDS = [
    *("is", "are", "was", "were", "has", "have", "had", "can", "could"),
    *("should", "would", "will", "must", "may", "might", "needs", "requires", "did", "does"),
]
PYDANTIC = "from pydantic import BaseModel, Field\n"
SQLALCHEMY = "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\n"


SILENT = [
    # names that ask
    pytest.param("is_active: bool\nhas_permission: bool\ncan_edit: bool\n", {}, id="the-standard"),
    pytest.param("def send(should_retry: bool = True): ...\n", {}, id="question-as-a-parameter"),
    pytest.param("user_is_active: bool\n", {}, id="question-word-later-in-the-name"),
    pytest.param("_is_active: bool\n__has_lid: bool\n", {}, id="leading-underscores-do-not-count"),
    pytest.param("isActive: bool\nuserHasPaid: bool\n", {}, id="camel-case-question"),
    pytest.param("class A:\n    IsActive: bool\n", {}, id="pascal-case-question"),
    pytest.param(
        "\n".join(f"{word}_open: bool" for word in DEFAULT_WORDS),
        {},
        id="every-default-word",
    ),
    pytest.param("def f(open=is_open): ...\n", {}, id="default-that-is-no-literal"),
    # annotations that are no bool
    pytest.param("def f(requires_login: bool, requires: bool): ...\n", {}, id="requires"),
    pytest.param(
        "from sqlalchemy.sql.functions import FunctionElement\nclass date_add(FunctionElement):\n"
        "    inherit_cache: bool = True\nclass Json(TypeDecorator):\n    cache_ok = True\n",
        {},
        id="class-attributes-that-sqlalchemy-reads",
    ),
    pytest.param("active: int = 1\n", {}, id="int"),
    pytest.param("active: bool | int\n", {}, id="bool-or-int"),
    pytest.param("active: 'bool | str'\n", {}, id="bool-or-str-in-a-string"),
    pytest.param("active: list[bool]\n", {}, id="list-of-bools"),
    pytest.param("active: dict[str, bool]\n", {}, id="dict-to-bools"),
    pytest.param("active: None\n", {}, id="only-none"),
    pytest.param("active: 'not a type'\n", {}, id="string-that-is-no-bool"),
    pytest.param("active: 'no type here'\n", {}, id="string-that-is-no-expression"),
    pytest.param("active: ''\n", {}, id="empty-string-annotation"),
    pytest.param(
        "from collections.abc import Callable\nfilter: Callable[[str], bool]\n",
        {},
        id="callable-that-returns-bool",
    ),
    pytest.param("from typing import Literal\nmode: Literal['a', True]\n", {}, id="mixed-literal"),
    pytest.param("from typing import Literal\nbit: Literal[0, 1]\n", {}, id="literal-of-numbers"),
    pytest.param("from typing import Literal\nx: Literal[None]\n", {}, id="literal-of-none"),
    pytest.param("from typing import Union\nx: Union[bool, str]\n", {}, id="union-with-str"),
    pytest.param("from numpy import bool_\nmask: bool_\n", {}, id="another-librarys-bool"),
    pytest.param("import own\nactive: own.bool\n", {}, id="own-type-called-bool"),
    pytest.param("class bool: ...\nactive: bool\n", {}, id="bool-means-something-else-here"),
    pytest.param("def f(retry: int = True): ...\n", {}, id="default-under-another-annotation"),
    pytest.param("def f(retry: str | bool = False): ...\n", {}, id="bool-is-one-of-two-types"),
    pytest.param("def f(*flags: bool, **extra: bool): ...\n", {}, id="starred-parameters"),
    # values that are no evident booleans
    pytest.param("class A:\n    same = x == y\n", {}, id="equality-may-be-an-array"),
    pytest.param("class A:\n    less = x < y\n", {}, id="order-may-be-an-expression"),
    pytest.param("class A:\n    mixed = x is None or y == 1\n", {}, id="partly-evident"),
    pytest.param("class A:\n    either = x or True\n", {}, id="or-returns-an-operand"),
    pytest.param("class A:\n    call = compute()\n", {}, id="unknown-call"),
    pytest.param("any = all = own\nclass A:\n    some = any(x)\n", {}, id="rebound-builtin"),
    pytest.param("from numpy import any\nclass A:\n    some = any(x)\n", {}, id="imported-any"),
    pytest.param("class A:\n    count = 1\n", {}, id="number"),
    pytest.param("def f():\n    done = False\n    return done\n", {}, id="unannotated-local"),
    pytest.param("done |= True\n", {}, id="augmented-assignment"),
    pytest.param("a.active = True\n", {}, id="attribute-of-another-object"),
    pytest.param(
        "class A:\n    def m(self, other):\n        other.active = True\n",
        {},
        id="attribute-of-another-parameter",
    ),
    pytest.param("def f(self):\n    self.active = True\n", {}, id="self-outside-a-class"),
    pytest.param(
        "class A:\n    cause = None\n    def m(self):\n        self.cause = 'late'\n        "
        "self.cause = False\n",
        {},
        id="attribute-that-also-holds-text",
    ),
    pytest.param("x, active = 1, True\n", {}, id="unpacked"),
    pytest.param("rows[0] = True\n", {}, id="item"),
    # exempt names
    pytest.param("__slots__: bool = True\n__debug_mode__ = True\n", {}, id="dunders"),
    pytest.param("_ = True\n__ = False\n", {}, id="underscores-alone"),
    pytest.param("DEBUG = True\nDEBUG_MODE: bool = False\n", {}, id="constants"),
    pytest.param("class A:\n    ACTIVE: bool = True\n", {}, id="constant-of-a-class"),
    # exempt places
    pytest.param(
        "from typing import TypedDict\nclass P(TypedDict):\n    fragile: bool\n",
        {},
        id="key-of-a-typed-dict",
    ),
    pytest.param(
        "import typing_extensions as t\nclass P(t.TypedDict, total=False):\n    fragile: bool\n",
        {},
        id="key-of-a-typed-dict-under-an-alias",
    ),
    pytest.param(
        "from typing import TypedDict\nclass P(TypedDict):\n    id: int\n"
        "class Q(P):\n    fragile: bool\n",
        {},
        id="key-of-an-inherited-typed-dict",
    ),
    pytest.param(
        "from enum import Enum\nclass Answer(Enum):\n    yes = True\n    no = False\n",
        {},
        id="enumeration-members",
    ),
    pytest.param(
        "import enum\nclass A(str, enum.Enum):\n    on = True\n", {}, id="enumeration-with-a-mixin"
    ),
    pytest.param(
        "from enum import IntFlag\nclass A(IntFlag):\n    on = True\n", {}, id="flag-members"
    ),
    pytest.param(
        "class P(Model):\n    class Meta:\n        abstract = True\n", {}, id="inner-meta"
    ),
    pytest.param(
        "class P(Model):\n    class Config:\n        frozen: bool = True\n", {}, id="inner-config"
    ),
    pytest.param(
        "from typing import override\nclass A(B):\n    @override\n"
        "    def m(self, force: bool): ...\n",
        {},
        id="parameters-of-an-override",
    ),
    pytest.param(
        "import typing_extensions\nclass A(B):\n    @typing_extensions.override\n"
        "    def m(self, force=False): ...\n",
        {},
        id="parameters-of-an-override-in-full",
    ),
    pytest.param(
        "from typing import override\nclass A(B):\n    @property\n    @override\n"
        "    def active(self) -> bool: ...\n",
        {},
        id="overridden-property",
    ),
    pytest.param(
        "class A:\n    def __exit__(self, swallow: bool = False): ...\n",
        {},
        id="parameter-of-a-dunder",
    ),
    pytest.param(
        "class A:\n    def __init__(self, active: bool = True): ...\n",
        {"constructors": False},
        id="parameter-of-the-constructor-where-they-are-left-out",
    ),
    # dictated names
    pytest.param(
        "class A(Far):\n    def __init__(self, active: bool):\n"
        "        super().__init__(active=active)\n",
        {},
        id="parameter-that-the-base-takes-by-the-same-keyword",
    ),
    pytest.param(
        "class A(Far):\n    def send(self, retry: bool = True):\n"
        "        return super().send(1, retry=retry)\n",
        {},
        id="parameter-of-a-method-that-the-base-takes-by-the-same-keyword",
    ),
    pytest.param(
        "import pytest\n@pytest.mark.parametrize('active', [True, False])\n"
        "def test_it(active: bool): ...\n",
        {},
        id="parametrized-argument",
    ),
    pytest.param(
        "import pytest\n@pytest.fixture\ndef client(active: bool): ...\n",
        {},
        id="argument-of-a-fixture",
    ),
    pytest.param(
        "import threading\nclass A(threading.Thread):\n    daemon = True\n",
        {},
        id="attribute-that-a-thread-reads",
    ),
    pytest.param(
        "from threading import Thread\nclass A(Thread):\n    def __init__(self):\n"
        "        self.daemon = True\n",
        {},
        id="attribute-that-a-thread-reads-of-itself",
    ),
    # columns that are none, or of no booleans
    pytest.param(
        "from sqlalchemy import Column, Integer\nclass A(Base):\n    open = Column(Integer)\n",
        {},
        id="column-of-numbers",
    ),
    pytest.param(
        "from sqlalchemy import Boolean, Column\nactive = Column(Boolean)\n",
        {},
        id="column-outside-a-class",
    ),
    pytest.param(
        "from alembic import op\nfrom sqlalchemy import Boolean, Column\n"
        "class A(Base):\n    active = Column(Boolean)\n",
        {},
        id="column-in-a-migration",
    ),
    pytest.param(
        "class A:\n    def __init__(self, active: int):\n        self.active = active\n",
        {},
        id="attribute-from-a-parameter-that-is-no-boolean",
    ),
    pytest.param(
        "class A:\n    def __init__(self, is_active: bool):\n        active = is_active\n",
        {},
        id="local-from-a-parameter",
    ),
    pytest.param(
        "class A:\n    def __enter__(self, strict=True): ...\n", {}, id="default-in-a-dunder"
    ),
    # functions that are no properties
    pytest.param("def valid(x) -> bool: ...\n", {}, id="function-that-returns-bool"),
    pytest.param("class A:\n    def valid(self) -> bool: ...\n", {}, id="method-that-returns-bool"),
    pytest.param(
        "class A:\n    @property\n    def name(self) -> str: ...\n", {}, id="str-property"
    ),
    pytest.param("class A:\n    @property\n    def valid(self): ...\n", {}, id="untyped-property"),
    pytest.param("class A:\n    @property\n    def is_ok(self) -> bool: ...\n", {}, id="question"),
    # options that allow
    pytest.param("active: bool\n", {"allow": ("active",)}, id="allowed-name"),
    pytest.param("dry_run: bool\n", {"allow": ("dry_*", "x")}, id="allowed-glob"),
    pytest.param(
        "class A:\n    @property\n    def active(self) -> bool: ...\n",
        {"allow": ("act*",)},
        id="allowed-property",
    ),
    pytest.param("allow_nulls: bool\n", {"extend_words": ("allow",)}, id="further-word"),
    pytest.param(
        "allow_nulls: bool\n", {"extend_words": ("Allow",)}, id="further-word-in-capitals"
    ),
    pytest.param("ask_price: bool\n", {"words": ("ask",)}, id="own-words"),
    pytest.param(
        "def contains(x) -> bool: ...\ndef supports_tls() -> bool: ...\n"
        "def matches() -> bool: ...\n",
        {"functions": True},
        id="verb-in-the-third-person",
    ),
    pytest.param("supports_tls: bool\nuser_exists: bool\n", {}, id="verb-that-states-a-fact"),
    pytest.param(
        "class A:\n    allows_nulls = True\n    def m(self, uses_cache: bool): ...\n"
        "    @property\n    def contains_text(self) -> bool: ...\n",
        {},
        id="verb-that-states-a-fact-wherever-it-stands",
    ),
    pytest.param("accepts_nulls: bool\n", {"words": ("ask",)}, id="fact-beside-own-words"),
    pytest.param("def is_valid() -> bool: ...\n", {"functions": True}, id="function-that-asks"),
    pytest.param(
        "from typing import override\nclass A(B):\n    @override\n"
        "    def valid(self) -> bool: ...\n",
        {"functions": True},
        id="overridden-function",
    ),
    pytest.param(
        "class A:\n    def __bool__(self) -> bool: ...\n", {"functions": True}, id="dunder-function"
    ),
    pytest.param("def valid() -> TypeIs[int]: ...\n", {"functions": True}, id="type-guard"),
    pytest.param("def f():\n    n = 1\n", {"locals": True}, id="local-number"),
    pytest.param(
        "def f():\n    hit = None\n    hit = 'x'\n    hit = False\n",
        {"locals": True},
        id="local-that-also-holds-text",
    ),
    pytest.param("IS_DEBUG: bool\n", {"constants": True}, id="constant-that-asks"),
]


@pytest.mark.parametrize(("source", "options"), SILENT)
def test_what_asks_a_question_or_is_no_boolean_is_left_alone(findings_of, source, options):
    assert findings_of(HOOK, source, **options) == []


def test_a_stub_is_left_alone_because_it_repeats_another_modules_names(findings_of):
    assert findings_of(HOOK, "active: bool\n", "app/example.pyi") == []


FOUND = [
    # the standard's four, and that each gets its own verb
    pytest.param("active: bool\n", {}, [(1, 1, "`is_active`")], id="active"),
    pytest.param("permission: bool\n", {}, [(1, 1, "`has_permission`")], id="permission"),
    pytest.param("edit: bool\n", {}, [(1, 1, "`can_edit`")], id="edit"),
    pytest.param("retry: bool\n", {}, [(1, 1, "`should_retry`")], id="retry"),
    # spellings of bool
    pytest.param("open: 'bool'\n", {}, [(1, 1, "`is_open`")], id="in-a-string"),
    pytest.param("open: bool | None = None\n", {}, [(1, 1, "`is_open`")], id="or-none"),
    pytest.param("open: None | bool\n", {}, [(1, 1, "`is_open`")], id="none-or"),
    pytest.param("open: 'bool | None'\n", {}, [(1, 1, "`is_open`")], id="union-in-a-string"),
    pytest.param("open: 'bool' | None\n", {}, [(1, 1, "`is_open`")], id="string-in-a-union"),
    pytest.param(
        "from typing import Optional\nopen: Optional[bool]\n",
        {},
        [(2, 1, "`is_open`")],
        id="optional",
    ),
    pytest.param(
        "import typing as t\nopen: t.Optional['bool']\n",
        {},
        [(2, 1, "`is_open`")],
        id="optional-under-an-alias",
    ),
    pytest.param(
        "from typing import Union\nopen: Union[None, bool]\n", {}, [(2, 1, "`is_open`")], id="union"
    ),
    pytest.param(
        "from typing import Union as U\nopen: U[bool]\n",
        {},
        [(2, 1, "`is_open`")],
        id="union-alias",
    ),
    pytest.param(
        "from typing import Annotated\nopen: Annotated[bool, 'x']\n",
        {},
        [(2, 1, "`is_open`")],
        id="annotated",
    ),
    pytest.param(
        "from typing import Annotated\nopen: Annotated[bool | None, 1, 2]\n",
        {},
        [(2, 1, "`is_open`")],
        id="annotated-union",
    ),
    pytest.param(
        "from typing import ClassVar\nclass A:\n    open: ClassVar[bool] = True\n",
        {},
        [(3, 5, "`is_open`")],
        id="class-variable",
    ),
    pytest.param(
        "from typing import Final\nopen: Final[bool] = f()\n", {}, [(2, 1, "`is_open`")], id="final"
    ),
    pytest.param(
        "from typing import Final\nopen: Final = True\n", {}, [(2, 1, "`is_open`")], id="bare-final"
    ),
    pytest.param(
        "from typing import Annotated, ClassVar, Optional\n"
        "class A:\n    open: ClassVar[Annotated[Optional[bool], 1]] = None\n",
        {},
        [(3, 5, "`is_open`")],
        id="all-at-once",
    ),
    pytest.param(
        "from dataclasses import InitVar\nclass A:\n    open: InitVar[bool]\n",
        {},
        [(3, 5, "`is_open`")],
        id="init-var",
    ),
    pytest.param(
        SQLALCHEMY + "class A:\n    open: Mapped[bool]\n", {}, [(3, 5, "`is_open`")], id="mapped"
    ),
    pytest.param(
        "from sqlalchemy import orm\nclass A:\n    open: orm.Mapped[bool | None]\n",
        {},
        [(3, 5, "`is_open`")],
        id="mapped-under-its-module",
    ),
    pytest.param(
        "from typing import Literal\nopen: Literal[True, False]\n",
        {},
        [(2, 1, "`is_open`")],
        id="literal-of-both",
    ),
    pytest.param(
        "from typing import Literal\nopen: Literal[True]\n", {}, [(2, 1, "`is_open`")], id="literal"
    ),
    pytest.param(
        "from typing import Literal\nopen: Literal[True, None]\n",
        {},
        [(2, 1, "`is_open`")],
        id="literal-or-none",
    ),
    pytest.param(
        "from typing import Literal\nopen: Literal[False] | Literal[True]\n",
        {},
        [(2, 1, "`is_open`")],
        id="union-of-literals",
    ),
    pytest.param(
        "import builtins\nopen: builtins.bool\n", {}, [(2, 1, "`is_open`")], id="bool-in-full"
    ),
    pytest.param(
        "from builtins import bool as B\nopen: B\n", {}, [(2, 1, "`is_open`")], id="bool-by-alias"
    ),
    pytest.param(
        "import typing_extensions as te\nopen: te.Annotated[bool, 1]\n",
        {},
        [(2, 1, "`is_open`")],
        id="typing-extensions",
    ),
    # places
    pytest.param(
        "class A:\n    open: bool\n", {}, [(2, 5, "`open` holds a bool")], id="class-attribute"
    ),
    pytest.param(
        "class A:\n    def m(self):\n        self.open: bool = f()\n",
        {},
        [(3, 9, "`is_open`")],
        id="self-attribute",
    ),
    pytest.param(
        "class A:\n    async def m(this, /):\n        this.open = True\n",
        {},
        [(3, 9, "`is_open`")],
        id="receiver-of-another-name",
    ),
    pytest.param(
        "class A:\n    @classmethod\n    def m(cls):\n        cls.open = False\n",
        {},
        [(4, 9, "`is_open`")],
        id="class-attribute-set-in-a-method",
    ),
    pytest.param("open: bool = f()\n", {}, [(1, 1, "`is_open`")], id="module-variable"),
    pytest.param(
        "def f():\n    valid: bool = g()\n", {}, [(2, 5, "`is_valid`")], id="annotated-local"
    ),
    pytest.param(
        "if x:\n    try:\n        open: bool\n    except E:\n        pass\n",
        {},
        [(3, 9, "`is_open`")],
        id="inside-blocks",
    ),
    pytest.param(
        "match x:\n    case 1:\n        open = True\n",
        {},
        [(3, 9, "`is_open`")],
        id="inside-a-case",
    ),
    pytest.param("def f(open: bool): ...\n", {}, [(1, 7, "`is_open`")], id="parameter"),
    pytest.param(
        "def f(a, open: bool, /, b, edit: bool, *, retry: bool): ...\n",
        {},
        [(1, 10, "`is_open`"), (1, 28, "`can_edit`"), (1, 43, "`should_retry`")],
        id="every-kind-of-parameter",
    ),
    pytest.param("async def f(open: bool): ...\n", {}, [(1, 13, "`is_open`")], id="async-function"),
    pytest.param("def f(retry=False): ...\n", {}, [(1, 7, "`should_retry`")], id="default-false"),
    pytest.param(
        "def f(a, b=1, open=True, *, edit=False): ...\n",
        {},
        [(1, 15, "`is_open`"), (1, 29, "`can_edit`")],
        id="defaults-belong-to-the-last-parameters",
    ),
    pytest.param(
        "class A:\n    def m(self, strict: bool = False): ...\n",
        {},
        [(2, 17, "`is_strict`")],
        id="parameter-of-a-method",
    ),
    pytest.param(
        "def f():\n    def g(open: bool): ...\n", {}, [(2, 11, "`is_open`")], id="nested-function"
    ),
    # evident booleans without an annotation
    *(
        pytest.param(f"class A:\n    open = {value}\n", {}, [(2, 5, "`is_open`")], id=f"is-{name}")
        for name, value in (
            ("true", "True"),
            ("false", "False"),
            ("not", "not x"),
            ("is", "x is None"),
            ("is-not", "x is not None"),
            ("in", "x in y"),
            ("not-in", "x not in y"),
            ("isinstance", "isinstance(x, int)"),
            ("issubclass", "issubclass(x, int)"),
            ("hasattr", "hasattr(x, 'y')"),
            ("callable", "callable(x)"),
            ("bool", "bool(x)"),
            ("any", "any(x)"),
            ("all", "all(x for x in y)"),
            ("and", "x is None and not y"),
        )
    ),
    pytest.param(
        "open = True\n", {}, [(1, 1, "`is_open`")], id="module-variable-without-annotation"
    ),
    pytest.param(
        "class A:\n    def __init__(self, x):\n        self.locked = x is None\n",
        {},
        [(3, 9, "`is_locked`")],
        id="self-attribute-without-annotation",
    ),
    pytest.param(
        "open = edit = True\n",
        {},
        [(1, 1, "`is_open`"), (1, 8, "`can_edit`")],
        id="two-targets-of-one-assignment",
    ),
    # properties
    pytest.param(
        "class A:\n    @property\n    def open(self) -> bool: ...\n",
        {},
        [(3, 5, "`open` returns a bool; ask a question with it: `is_open`")],
        id="property",
    ),
    pytest.param(
        "import functools\nclass A:\n    @functools.cached_property\n"
        "    def open(self) -> 'bool | None': ...\n",
        {},
        [(4, 5, "`is_open`")],
        id="cached-property",
    ),
    pytest.param(
        "import abc\nclass A:\n    @property\n    @abc.abstractmethod\n"
        "    async def open(self) -> bool: ...\n",
        {},
        [(5, 5, "`is_open`")],
        id="abstract-async-property",
    ),
    # one report per name and scope
    pytest.param(
        "class A:\n    open: bool = False\n    def m(self):\n        self.open = True\n"
        "    def n(self):\n        self.open = False\n",
        {},
        [(2, 5, "`is_open`")],
        id="one-report-for-an-attribute",
    ),
    pytest.param(
        "class A:\n    def m(self):\n        self.open = True\n    open: bool = False\n",
        {},
        [(3, 9, "`is_open`")],
        id="where-the-name-stands-first",
    ),
    pytest.param(
        "class A:\n    open: bool\nclass B:\n    open: bool\n",
        {},
        [(2, 5, "`is_open`"), (4, 5, "`is_open`")],
        id="two-scopes-two-reports",
    ),
    pytest.param(
        "def f(open: bool):\n    open: bool = not open\n",
        {},
        [(1, 7, "`is_open`")],
        id="parameter-and-local-are-one-name",
    ),
    pytest.param(
        "class A:\n    def __init__(self, open: bool):\n        self.open = open\n        "
        "self.shut: bool = not open\n",
        {},
        [(2, 24, "`is_open`"), (3, 9, "`is_open`"), (4, 9, "`shut` holds a bool")],
        id="attribute-from-a-constructor-parameter",
    ),
    # near the exemptions
    pytest.param(
        "class Meta:\n    abstract = True\n",
        {},
        [(2, 5, "`is_abstract`")],
        id="meta-that-is-no-inner",
    ),
    pytest.param(
        "from typing import overload\n@overload\ndef f(open: bool): ...\ndef f(open: bool): ...\n",
        {},
        [(4, 7, "`is_open`")],
        id="overload-is-reported-once-where-it-is-implemented",
    ),
    pytest.param(
        "active: bool\n", {"allow": ("activ",)}, [(1, 1, "`is_active`")], id="part-of-a-name"
    ),
    pytest.param(
        "isotope: bool\nhash: bool\n",
        {},
        [(1, 1, "`isotope`"), (2, 1, "`should_hash`")],
        id="a-predicate-must-be-a-whole-word",
    ),
    pytest.param(
        "is_active: bool\n", {"words": ("ask",)}, [(1, 1, "`is_active`")], id="words-replace"
    ),
    pytest.param(
        "users_count: bool\nrules_enabled: bool\nheaders_sent: bool\n",
        {},
        [(1, 1, "`users_count`"), (2, 1, "`are_rules_enabled`"), (3, 1, "`are_headers_sent`")],
        id="a-noun-in-the-plural-is-no-verb",
    ),
    pytest.param(
        "class A:\n    def __init__(self, active: bool):\n        self.is_on = self.on = active\n",
        {},
        [(2, 24, "`is_active`"), (3, 22, "ask a question with it")],
        id="attribute-from-a-parameter",
    ),
    pytest.param(
        "class A:\n    def rename(self, retry=False):\n        self.retry = retry\n",
        {},
        [(2, 22, "`should_retry`"), (3, 9, "`should_retry`")],
        id="attribute-from-a-parameter-by-its-default",
    ),
    pytest.param(
        "class Base:\n    def m(self, active: bool): ...\n"
        "class A(Base):\n    def m(self, active: bool): ...\n"
        "    def n(self, active: bool): ...\n",
        {},
        [(2, 17, "`is_active`"), (5, 17, "`is_active`")],
        id="override-is-reported-once-where-the-base-class-names-it",
    ),
    pytest.param(
        "class A(Far):\n    def __init__(self, active: bool):\n"
        "        super().__init__(is_active=active)\n",
        {},
        [(2, 24, "`is_active`")],
        id="parameter-that-the-base-takes-by-another-keyword",
    ),
    pytest.param(
        "import pytest\n@pytest.mark.parametrize('path', [1])\n"
        "def test_it(path, active: bool = True): ...\n",
        {},
        [(3, 19, "`is_active`")],
        id="argument-with-a-default-is-none-of-pytests",
    ),
    pytest.param(
        "from sqlalchemy import Boolean, Column\nclass A(Base):\n    open = Column(Boolean)\n",
        {},
        [(3, 5, '`is_open`; `Column("open", …)` keeps the name of the column')],
        id="column",
    ),
    pytest.param(
        "from app.database import db\nclass A(db.Model):\n"
        "    open = db.Column(db.Boolean(), default=False)\n",
        {},
        [(3, 5, '`is_open`; `db.Column("open", …)` keeps the name of the column')],
        id="column-of-an-extension",
    ),
    pytest.param(
        "from sqlalchemy import Boolean, Column\nclass A(Base):\n"
        "    open = Column('opened', Boolean)\n",
        {},
        [(3, 5, "`open` holds a bool; ask a question with it: `is_open`")],
        id="column-that-has-its-own-name",
    ),
    # opt-in
    pytest.param(
        "def valid() -> bool: ...\n",
        {"functions": True},
        [(1, 1, "`valid` returns a bool; ask a question with it: `is_valid`")],
        id="functions",
    ),
    pytest.param(
        "@decorated\nasync def valid() -> bool: ...\n",
        {"functions": True},
        [(2, 1, "`is_valid`")],
        id="decorated-function",
    ),
    pytest.param(
        "def access() -> bool: ...\ndef status() -> bool: ...\n",
        {"functions": True},
        [(1, 1, "`can_access`"), (2, 1, "`status`")],
        id="not-every-word-in-s-is-a-verb",
    ),
    pytest.param(
        "def f():\n    done = False\n    done = True\n",
        {"locals": True},
        [(2, 5, "`is_done`")],
        id="locals",
    ),
    pytest.param("DEBUG = True\n", {"constants": True}, [(1, 1, "`IS_DEBUG`")], id="constants"),
    pytest.param(
        "class A:\n    def __init__(self, active: bool): ...\n",
        {},
        [(2, 24, "`is_active`")],
        id="constructors",
    ),
    pytest.param(
        "class A:\n    def __call__(self, retry=True): ...\n"
        "    def __exit__(self, retry=True): ...\n",
        {},
        [(2, 24, "`should_retry`")],
        id="constructors-are-three-dunders",
    ),
    # what is proposed
    pytest.param(
        "is_active = f()\nactive: bool\n",
        {},
        [(2, 1, "`active` holds a bool; ask a question with it, as `is_…`")],
        id="no-proposal-that-is-taken",
    ),
    pytest.param(
        "class A:\n    active: bool\n    def is_active(self): ...\n",
        {},
        [(2, 5, "ask a question with it, as `is_…`")],
        id="no-proposal-that-a-method-has",
    ),
    pytest.param(
        "def f(active: bool, *is_active): ...\n",
        {},
        [(1, 7, "ask a question with it, as `is_…`")],
        id="no-proposal-that-a-parameter-has",
    ),
    pytest.param(
        "def f(valid: bool):\n    return valid and is_valid(1)\n",
        {},
        [(1, 7, "ask a question with it, as `is_…`")],
        id="no-proposal-that-hides-a-function-in-use",
    ),
    pytest.param(
        "def is_valid(x): ...\ndef f(valid: bool):\n    return valid\n",
        {},
        [(2, 7, "`is_valid`")],
        id="a-function-that-is-not-in-use-is-hidden-by-nobody",
    ),
    pytest.param(
        "def f(valid: bool):\n    return lambda is_valid: is_valid or valid\n",
        {},
        [(1, 7, "ask a question with it, as `is_…`")],
        id="no-proposal-that-an-inner-function-hides",
    ),
    pytest.param(
        "class Base:\n    def is_active(self): ...\nclass A(Base):\n    active: bool\n",
        {},
        [(4, 5, "ask a question with it, as `is_…`")],
        id="no-proposal-that-a-base-class-has",
    ),
    pytest.param(
        "class A(Far):\n    active: bool\n    def m(self): return self.is_active\n",
        {},
        [(2, 5, "ask a question with it, as `is_…`")],
        id="no-proposal-that-is-read-as-an-attribute",
    ),
    pytest.param(
        "class A:\n    def m(self, active: bool):\n        self.is_active = active\n",
        {},
        [(2, 17, "`is_active`")],
        id="an-attribute-takes-no-parameters-name",
    ),
    pytest.param(
        "def f(strict: bool, strict_flag: bool): ...\n",
        {},
        [(1, 7, "`is_strict`"), (1, 21, "ask a question with it, as `is_…`")],
        id="no-proposal-twice-in-one-scope",
    ),
    pytest.param(
        "flag: bool\n",
        {},
        [(1, 1, "ask a question with it, as `is_…`, `has_…`, `can_…` or `should_…` would")],
        id="no-good-one",
    ),
    pytest.param(
        "flag: bool\n",
        {"words": ("may", "is", "ask")},
        [(1, 1, "ask a question with it, as `is_…` would")],
        id="the-users-prefixes",
    ),
    pytest.param(
        "flag: bool\n",
        {"words": ("may", "ask")},
        [(1, 1, "ask a question with it, as `ask_…` or `may_…` would")],
        id="the-users-own-prefixes",
    ),
    pytest.param("_active: bool\n", {}, [(1, 1, "`_is_active`")], id="underscore-is-kept"),
    pytest.param("userActive: bool\n", {}, [(1, 1, "`isUserActive`")], id="camel-case-is-kept"),
    pytest.param(
        "edit: bool\n", {"words": ("is", "may")}, [(1, 1, "`may_edit`")], id="in-the-users-words"
    ),
    # columns are characters
    pytest.param("größe = 'ä'; active = True\n", {}, [(1, 14, "`is_active`")], id="beyond-ascii"),
    pytest.param("\ufeffactive: bool\n", {}, [(1, 1, "`is_active`")], id="byte-order-mark"),
    pytest.param("x = 1\r\nactive = True\r\n", {}, [(2, 1, "`is_active`")], id="crlf"),
]


@pytest.mark.parametrize(("source", "options", "expected"), FOUND)
def test_a_boolean_that_asks_nothing_is_reported(findings_of, source, options, expected):
    found = findings_of(HOOK, source, **options)
    assert [(each.line, each.column) for each in found] == [place[:2] for place in expected]
    for finding, (*_, words) in zip(found, expected, strict=True):
        assert words in finding.message


BOTH_NAMES = (
    '`Field(validation_alias=AliasChoices("fragile", "is_fragile"), serialization_alias="fragile")`'
)
ROUTER = "from fastapi import APIRouter, Depends, Form, Query\nrouter = APIRouter()\n"
OUTSIDE = [
    pytest.param(
        PYDANTIC + "class P(BaseModel):\n    fragile: bool\n",
        f"{BOTH_NAMES} keeps the name on the wire, where it is dumped `by_alias`",
        id="pydantic",
    ),
    pytest.param(
        PYDANTIC + "class B(BaseModel): ...\nclass P(B):\n    fragile: bool = Field(True)\n",
        BOTH_NAMES,
        id="pydantic-by-a-base-in-the-file",
    ),
    pytest.param(
        "from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    verbose: bool\n",
        "the environment variable changes with it",
        id="settings",
    ),
    pytest.param(
        PYDANTIC + "from pydantic_settings import BaseSettings\nclass P(BaseModel):\n"
        "    fragile: bool\nclass S(P, BaseSettings): ...\n",
        "the environment variable changes with it",
        id="part-of-settings",
    ),
    pytest.param(
        "from pydantic.dataclasses import dataclass\n@dataclass\nclass S:\n    fragile: bool\n",
        BOTH_NAMES,
        id="pydantic-dataclass",
    ),
    pytest.param(
        PYDANTIC + "from pydantic import ConfigDict\nclass P(BaseModel):\n"
        "    model_config = ConfigDict(populate_by_name=True)\n    fragile: bool\n",
        '`is_fragile`; `Field(alias="fragile")` keeps the name on the wire',
        id="pydantic-that-accepts-names",
    ),
    pytest.param(
        PYDANTIC + "class B(BaseModel):\n    model_config = {'validate_by_name': True}\n"
        "class P(B):\n    fragile: bool\n",
        '`is_fragile`; `Field(alias="fragile")` keeps the name on the wire',
        id="pydantic-that-accepts-names-by-a-base",
    ),
    pytest.param(
        PYDANTIC + "class P(BaseModel):\n    fragile: bool\n    class Config:\n"
        "        orm_mode = True\n",
        '`Field(alias="fragile")` with `allow_population_by_field_name = True` in `Config`',
        id="pydantic-1",
    ),
    pytest.param(
        "from pydantic import BaseModel, validator\nclass P(BaseModel):\n    fragile: bool\n",
        '`Field(alias="fragile")` with `allow_population_by_field_name = True` in `Config`',
        id="pydantic-1-by-its-imports",
    ),
    pytest.param(
        "from pydantic import BaseModel, field_validator, validator\nclass P(BaseModel):\n"
        "    fragile: bool\n",
        BOTH_NAMES,
        id="pydantic-2-with-a-deprecated-import",
    ),
    pytest.param(
        PYDANTIC + "from pydantic import ConfigDict\nclass P(BaseModel):\n"
        "    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)\n"
        "    fragile: bool\n",
        "`alias_generator` makes another name on the wire, unless the field has an own alias",
        id="pydantic-with-an-alias-generator",
    ),
    pytest.param(
        PYDANTIC + "class P(BaseModel):\n    fragile: bool\n    class Config:\n"
        "        alias_generator = to_camel\n",
        "`alias_generator` makes another name on the wire, unless the field has an own alias",
        id="pydantic-1-with-an-alias-generator",
    ),
    pytest.param(
        "from app.models import Base\nclass P(Base):\n    fully_paid: bool\n",
        "where it is dumped `by_alias`, unless an `alias_generator` makes another of it",
        id="base-in-another-file-that-may-generate-aliases",
    ),
    pytest.param(
        "from app.models import Base\nclass P(Base):\n    fragile: bool\n",
        f"`is_fragile`; on a Pydantic model {BOTH_NAMES}",
        id="base-in-another-file",
    ),
    pytest.param(
        "from app.models import Base\nfrom pydantic import Field\nclass P(Base):\n"
        "    fragile: bool = Field(default=False)\n",
        f"`is_fragile`; {BOTH_NAMES}",
        id="base-in-another-file-with-a-field-of-pydantic",
    ),
    pytest.param(
        "from sqlmodel import Field, SQLModel\nclass P(SQLModel, table=True):\n"
        "    fragile: bool = Field(default=False)\n",
        '`Field(sa_column_kwargs={"name": "fragile"})` keeps the name of the column',
        id="table-of-sqlmodel",
    ),
    pytest.param(
        "from sqlmodel import SQLModel\nclass P(SQLModel):\n    fragile: bool\n",
        BOTH_NAMES,
        id="model-of-sqlmodel",
    ),
    pytest.param(
        SQLALCHEMY + "class P(DeclarativeBase):\n    fragile: Mapped[bool]\n",
        '`mapped_column("fragile")` keeps the name of the column',
        id="mapped",
    ),
    pytest.param(
        SQLALCHEMY + "class P(DeclarativeBase):\n    fragile: Mapped[bool] = mapped_column()\n",
        '`mapped_column("fragile")` keeps the name of the column',
        id="mapped-column",
    ),
    pytest.param(
        "from dataclasses import asdict, dataclass\n@dataclass\nclass P:\n    fragile: bool\n"
        "def dump(p):\n    return asdict(p)\n",
        "where `asdict` writes it out, give the key `fragile` back",
        id="dataclass-written-out",
    ),
    pytest.param(
        "from dataclasses import dataclass\nfrom dataclasses_json import dataclass_json\n"
        "@dataclass_json\n@dataclass(frozen=True)\nclass P:\n    fragile: bool\n",
        '`field(metadata=config(field_name="fragile"))`',
        id="dataclass-json",
    ),
]


PUBLIC = [
    pytest.param(
        "class A(Far):\n    active = True\n",
        "`is_active`; if a base class dictates the name, list it in `allow`",
        id="attribute-of-a-class-with-a-base-elsewhere",
    ),
    pytest.param(
        "class A(Far):\n    def m(self):\n        self.active = True\n",
        "`is_active`; if a base class dictates the name, list it in `allow`",
        id="attribute-of-self-in-a-class-with-a-base-elsewhere",
    ),
    pytest.param(
        ROUTER + "@router.get('/')\ndef f(active: bool = False): ...\n",
        '`is_active`; `Query(alias="active")` keeps the name for clients',
        id="route",
    ),
    pytest.param(
        ROUTER + "@router.get('/{active}')\ndef f(active: bool): ...\n",
        '`is_active`; `Path(alias="active")` keeps the name for clients',
        id="route-with-the-parameter-in-its-path",
    ),
    pytest.param(
        ROUTER + "@router.post('/')\ndef f(active: bool = Form(False)): ...\n",
        '`is_active`; `Form(alias="active")` keeps the name for clients',
        id="field-of-a-form",
    ),
    pytest.param(
        ROUTER + "def limits(active: bool = False): ...\n@router.get('/')\n"
        "def f(page=Depends(limits)): ...\n",
        '`is_active`; `Query(alias="active")` keeps the name for clients',
        id="dependency-of-a-route",
    ),
    pytest.param(
        "import typer\napp = typer.Typer()\n@app.command()\ndef run(active: bool = False): ...\n",
        '`is_active`; `typer.Option("--active/--no-active")` keeps the name of the option',
        id="command-of-typer",
    ),
    pytest.param(
        "from typing import Annotated\nimport typer\n"
        "def run(active_now: Annotated[bool, typer.Option(help='')] = False): ...\n",
        '`typer.Option("--active-now/--no-active-now")` keeps the name of the option',
        id="option-of-typer-without-a-name",
    ),
    pytest.param(
        "import click\n@click.command()\n@click.option('--active', is_flag=True)\n"
        "def run(active: bool): ...\n",
        '`is_active`; `click.option("--active", "is_active")` keeps the name of the option',
        id="option-of-click",
    ),
    pytest.param(
        "from fastmcp import FastMCP\nmcp = FastMCP('x')\n@mcp.tool\n"
        "def find(active: bool = False): ...\n",
        '`is_active`; `Annotated[bool, Field(alias="active")]` keeps the name for clients',
        id="tool",
    ),
    pytest.param(
        "from worker import app\n@app.task(bind=True)\ndef send(self, active: bool): ...\n",
        "`is_active`; `@app.task` publishes the name, so its callers have to change with it",
        id="task",
    ),
    pytest.param(
        "import http_client\ndef find(active: bool):\n    return http_client.find(active=active)\n",
        "`is_active`; write `active=is_active` where `http_client.find` takes it",
        id="mirrored-keyword",
    ),
    pytest.param(
        "class A(Far):\n    def m(self, active: bool): ...\n",
        "`is_active`; if a base class dictates the name, mark the method `@override`",
        id="method-of-a-class-with-a-base-elsewhere",
    ),
]


@pytest.mark.parametrize(("source", "advice"), PUBLIC)
def test_a_name_that_others_know_is_advised_how_to_keep_it(findings_of, source, advice):
    (finding,) = findings_of(HOOK, source)
    assert finding.message.endswith(advice)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            ROUTER + "@router.get('/')\ndef f(active: bool = Query(alias='on')): ...\n",
            id="alias-of-a-route",
        ),
        pytest.param(
            ROUTER + "@router.get('/')\ndef f(active: bool = Depends(g)): ...\n",
            id="result-of-a-dependency",
        ),
        pytest.param(
            ROUTER + "def helper(active: bool = False): ...\n", id="function-beside-routes"
        ),
        pytest.param(
            "import typer\ndef f(active: bool = typer.Option(False, '--on')): ...\n",
            id="option-with-a-name",
        ),
        pytest.param(
            "import typer\ndef f(active: Annotated[bool, typer.Argument()]): ...\n"
            "from typing import Annotated\n",
            id="argument-of-a-command",
        ),
        pytest.param(
            "@functools.cache\ndef find(active: bool = False): ...\n",
            id="decorator-that-publishes-nothing",
        ),
        pytest.param(
            "def g(**kwargs): ...\ndef find(active: bool):\n    return g(active=active)\n",
            id="keyword-of-a-function-of-the-file",
        ),
        pytest.param(
            "class A:\n    def find(self, active: bool):\n        return self.get(active=active)\n",
            id="keyword-of-an-own-method",
        ),
        pytest.param(
            "class A(Far):\n    def _m(self, active: bool): ...\n",
            id="private-method-of-a-class-with-a-base-elsewhere",
        ),
        pytest.param(
            "import threading\nclass A(Exception):\n    active = True\n",
            id="attribute-of-a-class-with-a-plain-base",
        ),
        pytest.param(
            "class A(Far):\n    def __init__(self, active: bool): ...\n",
            id="constructor-of-a-class-with-a-base-elsewhere",
        ),
        pytest.param(
            PYDANTIC + "class P(BaseModel):\n    active: bool = Field(alias='on')\n",
            id="field-with-an-alias",
        ),
    ],
)
def test_a_name_that_is_the_codes_own_affair_gets_no_further_advice(findings_of, source):
    (finding,) = findings_of(HOOK, source)
    assert finding.message == "`active` holds a bool; ask a question with it: `is_active`"


def test_arguments_of_a_test_function_are_passed_by_name(findings_of):
    source = "def test_it(active: bool): ...\n"
    assert findings_of(HOOK, source, "tests/test_example.py") == []
    assert len(findings_of(HOOK, source, "app/example.py")) == 1


@pytest.mark.parametrize(("source", "options", "expected"), FOUND)
def test_a_proposed_name_compiles_where_it_stands(findings_of, source, options, expected):
    for finding in findings_of(HOOK, source, **options):
        old, *proposals = finding.message.split("`")[1::2][:2]
        if "ask a question with it: `" in finding.message:
            compile(re.sub(rf"\b{old}\b", proposals[0], source.lstrip("\ufeff")), "", "exec")


@pytest.mark.parametrize(("source", "advice"), OUTSIDE)
def test_a_field_that_is_known_outside_is_advised_how_to_keep_its_name(findings_of, source, advice):
    (finding,) = findings_of(HOOK, source)
    assert advice in finding.message


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("class P:\n    fragile: bool\n", id="plain-class"),
        pytest.param(
            "from dataclasses import dataclass\n@dataclass\nclass P:\n    fragile: bool\n",
            id="dataclass-that-is-not-written-out",
        ),
        pytest.param(
            PYDANTIC + "from typing import ClassVar\nclass P(BaseModel):\n"
            "    fragile: ClassVar[bool] = True\n",
            id="class-variable-of-a-model",
        ),
        pytest.param(
            PYDANTIC + "class P(BaseModel):\n    @property\n    def fragile(self) -> bool: ...\n",
            id="property-of-a-model",
        ),
        pytest.param(
            PYDANTIC + "class P(BaseModel):\n    def m(self):\n        self.fragile: bool = True\n",
            id="attribute-of-a-model-that-a-method-sets",
        ),
        pytest.param(
            PYDANTIC + "class P(BaseModel):\n    def m(self, fragile: bool): ...\n",
            id="parameter-of-a-models-method",
        ),
    ],
)
def test_a_name_that_nobody_outside_knows_needs_no_alias(findings_of, source):
    (finding,) = findings_of(HOOK, source)
    assert finding.message == (
        f"`fragile` {'returns' if 'property' in source else 'holds'} a bool;"
        " ask a question with it: `is_fragile`"
    )


def test_the_symbol_says_what_the_finding_is_about(findings_of):
    source = (
        "class A:\n    class B:\n        def m(self, open: bool):\n            self.edit = True\n"
    )
    assert [finding.symbol for finding in findings_of(HOOK, source)] == ["A.B.m.open", "A.B.edit"]
