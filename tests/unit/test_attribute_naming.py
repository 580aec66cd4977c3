"""Attributes, constants and types by their kind: what is misnamed, and what may stay."""

from __future__ import annotations

import pytest

from standards_hooks.rules.attribute_naming import HOOK


def in_init(*lines, header="self", bases=""):
    """Return a class whose constructor has these lines."""
    body = "".join(f"        {line}\n" for line in lines)
    return f"class Parcel{bases}:\n    def __init__({header}):\n{body}"


TYPING = "import typing as t\nfrom typing import ClassVar, Final, NewType, TypeAlias, TypeVar\n"

SILENT = [
    pytest.param(in_init("self.user_id = 1", "self._id2 = 2", "self.__x = 3"), id="snake-case"),
    pytest.param(
        in_init("self.X = 1", "self.X_train = x", "self.dT = 2", "self.U_ = 3"), id="maths"
    ),
    pytest.param(in_init("self.MAX_SIZE = 3", "self.URL = ''"), id="capitals"),
    pytest.param(in_init("self.__dictSize__ = 1"), id="dunder"),
    pytest.param(in_init("other.userId = 1", "self.user.userId = 1"), id="of-another-object"),
    pytest.param(in_init("userId = 1", "print(self.userId)"), id="local-variable-and-reading"),
    pytest.param(in_init("def f():", "    self.userId = 1"), id="inner-function"),
    pytest.param(
        in_init("self.Model = Model", "self.Row = models.Row", "self.Session = sessionmaker()"),
        id="attribute-that-holds-a-class",
    ),
    pytest.param(in_init("self.Model: type[Base] = model"), id="annotated-as-a-class"),
    pytest.param(
        "class A:\n    userId = 1\n    def f(self):\n        self.userId = 2\n", id="body"
    ),
    pytest.param(
        "class A:\n    def userId(self): ...\n    def f(self):\n        self.userId = g\n",
        id="method-of-the-name",
    ),
    # a base class may dictate the name
    pytest.param(
        "import unittest\nclass T(unittest.TestCase):\n    def setUp(self):\n"
        "        self.maxDiff = None\n        self.longMessage = False\n",
        id="unittest",
    ),
    pytest.param(
        "class DiffMixin:\n    def setUp(self):\n        self.maxDiff = None\n",
        id="mixin-for-unittest",
    ),
    pytest.param(in_init("self.userId = 1", bases="(Base)"), id="base-in-another-file"),
    pytest.param(
        "class A(Base): pass\nclass B(A):\n    def f(self):\n        self.userId = 1\n",
        id="base-of-a-base",
    ),
    pytest.param(in_init("self.userId = 1", bases="(metaclass=Registry)"), id="metaclass"),
    pytest.param(
        "class A:\n    @staticmethod\n    def f(row):\n        row.userId = 1\n", id="staticmethod"
    ),
    # Final
    pytest.param(f"{TYPING}MAX_SIZE: Final = 3\n_MAX: Final[int] = 4\n", id="constants"),
    pytest.param(f"{TYPING}maxSize: Final = 3\n", id="mixed-case-is-for-ruff"),
    pytest.param(f"{TYPING}def f():\n    max_size: Final = 3\n", id="final-in-a-function"),
    pytest.param(
        f"{TYPING}class A:\n    size: Final[int]\n    def __init__(self, s: int):\n"
        "        self.size = s\n        self.other: Final = s\n",
        id="final-attribute-of-an-object",
    ),
    pytest.param(
        f"{TYPING}log: Final = get_logger()\nrouter: Final[Router] = Router()\nm: Final = mod\n",
        id="final-object",
    ),
    pytest.param(
        f"{TYPING}cache: Final[dict[str, int]] = {{}}\nseen: Final = set()\nx: Final = None\n"
        "rows: Final[list[int]] = []\n",
        id="final-container-that-grows",
    ),
    pytest.param(
        f"{TYPING}slot: Final[list[Host | None]] = [None]\ndef install(host):\n"
        "    slot[0] = host\n",
        id="final-slot",
    ),
    pytest.param(
        f"{TYPING}calls: Final = {{'a': 0}}\nkinds: Final = {{'a': A}}\nrest: Final = [1]\n"
        "def f():\n    calls['a'] += 1\nkinds.update(found())\ndel rest[0]\n",
        id="final-container-that-the-file-changes",
    ),
    pytest.param(
        f"{TYPING}class A:\n    seen: Final = {{0}}\n    def f(self, x):\n"
        "        self.seen.add(x)\n",
        id="final-container-that-a-method-changes",
    ),
    pytest.param(
        f"{TYPING}from dataclasses import dataclass\n@dataclass(frozen=True)\nclass A:\n"
        "    size: Final[int] = 3\n",
        id="final-field-of-a-dataclass",
    ),
    pytest.param(f"{TYPING}class A(Base):\n    page_size: Final = 3\n", id="final-of-a-subclass"),
    pytest.param(
        f"{TYPING}class A:\n    size = ()\nclass B(A):\n    size: Final = (1,)\n",
        id="final-that-overrides",
    ),
    pytest.param(f"{TYPING}Scalar: Final = int | str\n", id="final-union"),
    pytest.param(f"{TYPING}__version__: Final = '1'\n_: Final = 1\n", id="final-dunder"),
    pytest.param(f"{TYPING}revision: Final = '1'\ndown_revision: Final = '0'\n", id="alembic"),
    pytest.param("class Final: ...\nmax_size: Final = 3\n", id="final-of-ones-own"),
    # types
    pytest.param("type UserId = int\ntype JSON = str\ntype T = int\n", id="type-statements"),
    pytest.param("type _user_id = int\n", id="private-alias"),
    pytest.param("type userName = int\n", id="mixed-case-alias-is-for-ruff"),
    pytest.param(f"{TYPING}UserId: TypeAlias = int\nName = NewType('Name', str)\n", id="aliases"),
    pytest.param(
        f"{TYPING}user_id = int | str\nrow_t = TypeVar('row_t')\n", id="no-alias-for-sure"
    ),
    pytest.param("type Pair[t] = tuple[t, t]\n", id="type-parameter"),
]


@pytest.mark.parametrize("source", SILENT)
def test_names_in_the_right_style_or_from_elsewhere_are_not_reported(findings_of, source):
    assert findings_of(HOOK, source) == []


def test_stubs_are_not_checked(findings_of):
    assert findings_of(HOOK, "type user_id = int\n", "app/x.pyi") == []


FOUND = [
    pytest.param(
        in_init("self.userId = 1"),
        {},
        [(3, 9, "`self.userId` is not snake_case; name it `user_id`")],
        id="camel-case",
    ),
    pytest.param(
        in_init("self._userId: int = 1", "self.user_ID = 2", "self.__HTTPPort = 3"),
        {},
        [
            (3, 9, "`self._userId` is not snake_case; name it `_user_id`"),
            (4, 9, "`self.user_ID` is not snake_case; name it `user_id`"),
            (5, 9, "`self.__HTTPPort` is not snake_case; name it `__http_port`"),
        ],
        id="private-and-half",
    ),
    pytest.param(
        in_init("self.UserId = 1", "self.Rows: Rows = x", "self.Client = Client()"),
        {},
        [
            (3, 9, "`self.UserId` is not snake_case; name it `user_id`"),
            (4, 9, "`self.Rows` is not snake_case; name it `rows`"),
            (5, 9, "`self.Client` is not snake_case; name it `client`"),
        ],
        id="pascal-case-that-holds-no-class",
    ),
    pytest.param(
        in_init("self.a, self.userId = 1, 2", "with open(p) as self.logFile: pass"),
        {},
        [(3, 17, "`self.userId`"), (4, 25, "`self.logFile`")],
        id="unpacked-and-with",
    ),
    pytest.param(
        in_init("self.userId = 1", "self.user_id = 2"),
        {},
        [(3, 9, "`self.userId` is not snake_case")],
        id="name-that-is-taken",
    ),
    pytest.param(
        "class A:\n    @classmethod\n    def f(cls):\n        cls.userId = 1\n",
        {},
        [(4, 9, "`cls.userId` is not snake_case; name it `user_id`")],
        id="classmethod",
    ),
    pytest.param(
        "class A:\n    def f(self):\n        self.userId = 1\n    def __init__(self):\n"
        "        self.userId = 2\nclass B(A):\n    def g(self):\n        self.userId = 3\n",
        {},
        [(5, 9, "`self.userId`")],
        id="once-where-it-is-first-assigned",
    ),
    pytest.param(
        in_init("self.userId = userId", header="self, userId", bases="(Base)"),
        {},
        [(3, 9, "`self.userId` is not snake_case; name it `user_id`")],
        id="parameter-of-a-subclass",
    ),
    pytest.param(
        in_init("self.userId = 1", bases="(Base)"),
        {"subclasses": True},
        [(3, 9, "`self.userId`")],
        id="subclasses",
    ),
    pytest.param(
        in_init("self.MAX_SIZE = 3", "self.X = 1"),
        {"capitals": True},
        [(3, 9, "`self.MAX_SIZE` is not snake_case; name it `max_size`")],
        id="capitals",
    ),
    pytest.param(
        in_init("self.userId = 1", "self.userName = 2"),
        {"allow": ("*Id",)},
        [(4, 9, "`self.userName`")],
        id="allow",
    ),
    pytest.param(
        f"{TYPING}max_size: Final = 3\n_max: Final[int] = -1\nMaxSize: t.Final = 60 * 60\n",
        {},
        [
            (3, 1, "`max_size` is a constant; name it `MAX_SIZE`"),
            (4, 1, "`_max` is a constant; name it `_MAX`"),
            (5, 1, "`MaxSize` is a constant; name it `MAX_SIZE`"),
        ],
        id="final",
    ),
    pytest.param(
        f"{TYPING}import re\nnames: Final = {{'a': 1}}\nkinds: Final = frozenset({{1}})\n"
        "row: Final = re.compile('x')\n",
        {},
        [(4, 1, "`names`"), (5, 1, "`kinds`"), (6, 1, "`row`")],
        id="final-values",
    ),
    pytest.param(
        f"{TYPING}names: Final = {{'a': 1}}\nx = names['a']\ny = names.get('b')\nz[names] = x\n",
        {},
        [(3, 1, "`names` is a constant")],
        id="final-container-that-is-read",
    ),
    pytest.param(
        f"{TYPING}class A(Exception):\n    page_size: Final = 3\n    x: ClassVar[Final[int]] = 4\n",
        {},
        [(4, 5, "`page_size` is a constant; name it `PAGE_SIZE`"), (5, 5, "`x`")],
        id="final-in-a-class",
    ),
    pytest.param(
        f"{TYPING}type user_id = int\nrow_type: TypeAlias = int\nkey = NewType('key', str)\n",
        {},
        [
            (3, 6, "`user_id` is a type; name it `UserId`"),
            (4, 1, "`row_type` is a type; name it `RowType`"),
            (5, 1, "`key` is a type; name it `Key`"),
        ],
        id="types",
    ),
    pytest.param(
        "class A:\n    type user_id = int\n    def f(self):\n        type userName = str\n",
        {},
        [(2, 10, "`user_id` is a type"), (4, 14, "`userName` is a type; name it `UserName`")],
        id="types-in-classes-and-functions",
    ),
    pytest.param(
        "type HTTP_METHODS = int\n",
        {},
        [(1, 6, "`HTTP_METHODS` is a type; name it `HttpMethods`")],
        id="type-in-capitals",
    ),
]


@pytest.mark.parametrize(("source", "options", "expected"), FOUND)
def test_names_in_the_wrong_style_are_reported(findings_of, source, options, expected):
    found = findings_of(HOOK, source, **options)
    assert [(finding.line, finding.column) for finding in found] == [
        (line, column) for line, column, _ in expected
    ]
    for finding, (_, _, message) in zip(found, expected, strict=True):
        assert finding.message.startswith(message)


def test_a_name_that_is_taken_is_not_proposed(findings_of):
    (finding,) = findings_of(HOOK, in_init("self.userId = 1", "self.user_id = 2"))
    assert finding.message == "`self.userId` is not snake_case"
