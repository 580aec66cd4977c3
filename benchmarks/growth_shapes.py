"""What grows in a file or a repository: one count each, as large as is asked for.

A shape is a generator of text, or of a tree of files, with one number: how often something stands
in it. `benchmarks/growth.py` measures what doubling that number costs.
"""

from __future__ import annotations

from dataclasses import dataclass


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    type Text = Callable[[int], str]
    type Tree = Callable[[int], dict[str, str]]


PYTHON = "app/example.py"
PYPROJECT = "pyproject.toml"
NUMBER = "§"
"""Stands in a repeated part for how many went before it."""


@dataclass(frozen=True)
class Shape:
    """One count inside one file.

    Attributes:
        name: What is counted.
        text: Returns the file in which there are so many.
        path: What the file is called, from the repository's root.
        most: The most that there can be, where the grammar has a bound.
        least: From how many on the growth is linear, where less than that is looked at in any case.
        is_valid: Whether the file is what its name says; broken ones are checked as well.
        around: The other files of the repository.
    """

    name: str
    text: Text
    path: str = PYTHON
    most: int = 2**20
    least: int = 1
    is_valid: bool = True
    around: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class TreeShape:
    """One count of files, projects or modules.

    Attributes:
        name: What is counted.
        files: Returns the repository in which there are so many: the text of each file.
        start: The number to begin with.
        most: The largest number that is measured.
    """

    name: str
    files: Tree
    start: int = 100
    most: int = 4_000


def repeated(unit: str, head: str = "", tail: str = "") -> Text:
    """Return a text that repeats a part between a head and a tail.

    Args:
        unit: The part; `§` in it becomes its number.
        head: What stands before the first.
        tail: What stands after the last.
    """

    def text(number: int) -> str:
        return head + "".join(unit.replace(NUMBER, str(each)) for each in range(number)) + tail

    return text


def _joined(parts: Callable[[int], str], head: str, tail: str, separator: str = ", ") -> Text:
    def text(number: int) -> str:
        return head + separator.join(map(parts, range(number))) + tail

    return text


def _elif_chain(number: int) -> str:
    branches = "".join(f"    elif kind == {each}:\n        x = {each}\n" for each in range(number))
    return f"def f(kind):\n    if kind is None:\n        x = None\n{branches}"


def _nested_functions(number: int) -> str:
    return "".join(f"{' ' * each}def f_{each}(a=[]):\n" for each in range(number)) + (
        " " * number + "return 1\n"
    )


def _nested_calls(number: int) -> str:
    return f"x = {'f(' * number}1{')' * number}\n"


def _class_chain(number: int) -> str:
    return "class C0:\n    active: bool = True\n\n\n" + "".join(
        f"class C{each}(C{each - 1}):\n    active_{each}: bool = True\n\n\n"
        for each in range(1, number + 1)
    )


def _class_chain_downwards(number: int) -> str:
    """Return a chain of models whose base comes last, so that none is known when it is met."""
    return "from pydantic import BaseModel\n\n\n" + "".join(
        f"class C{each}(C{each + 1}):\n    email_{each}: str\n\n\n" for each in range(number)
    )


def _assigned_chain(number: int) -> str:
    return "session = Session()\nx0 = session\n" + "".join(
        f"x{each} = x{each - 1}\n" for each in range(1, number + 1)
    )


def _calls_chain(number: int) -> str:
    return "import time\n\n\ndef f0():\n    time.sleep(1)\n\n\n" + "".join(
        f"def f{each}():\n    f{each - 1}()\n\n\nasync def g{each}():\n    f{each - 1}()\n\n\n"
        for each in range(1, number + 1)
    )


SQL = (
    "from sqlalchemy import select\nfrom sqlalchemy.orm import Session\n\n\n"
    "from app.models import Courier\n\n\n"
)
LOGGER = "import structlog\n\n\nlogger = structlog.get_logger(__name__)\n\n\n"
ROUTER = (
    "from fastapi import APIRouter, Request\nfrom pydantic import BaseModel\n\n"
    "router = APIRouter()\n\n\n"
)
DOCUMENTED = 'def f(a):\n    """Do it.\n\n'
IN_FUNCTION = "def f(a, b):\n"

IN_PYTHON = (
    # Loops, queries, sessions
    Shape(
        "queries in one loop",
        repeated(
            "        session.scalar(select(Courier).where(Courier.id == id_))\n",
            SQL + "def f(session: Session, ids):\n    for id_ in ids:\n",
        ),
    ),
    Shape(
        "loops with a query in one function",
        repeated(
            "    for id_ in ids:\n"
            "        session.scalar(select(Courier).where(Courier.id == id_))\n",
            SQL + "def f(session: Session, ids):\n",
        ),
    ),
    Shape(
        "queries kept in a variable in one loop",
        repeated(
            "        query = select(Courier).where(Courier.id == id_)\n"
            "        session.scalar(query)\n",
            SQL + "def f(session: Session, ids):\n    for id_ in ids:\n",
        ),
    ),
    Shape(
        "where clauses of one query",
        repeated(
            "        query = query.where(Courier.id == id_)\n",
            SQL + "def f(session: Session, ids):\n    query = select(Courier)\n"
            "    for id_ in ids:\n",
            "        session.scalar(query)\n",
        ),
    ),
    Shape(
        "conditions of one query",
        _joined(
            lambda each: f"Courier.x{each} == id_",
            SQL + "def f(session: Session, ids):\n    for id_ in ids:\n"
            "        session.scalar(select(Courier).where(",
            "))\n",
        ),
    ),
    Shape(
        "repository calls in one loop",
        repeated(
            "        courier_repository.get_by_id(id_)\n",
            "def f(courier_repository, ids):\n    for id_ in ids:\n",
        ),
    ),
    Shape(
        "comprehensions with a query",
        repeated(
            "    x§ = [session.get(Courier, id_) for id_ in ids]\n",
            SQL + "def f(session: Session, ids):\n",
        ),
    ),
    Shape(
        "clauses of one comprehension with a query",
        repeated(
            " for a§ in b",
            SQL + "def f(session: Session, b):\n    return [session.get(Courier, a0)",
            "]\n",
        ),
    ),
    Shape(
        "transactions in one loop",
        repeated(
            "        with session.begin():\n            session.get(Courier, id_)\n",
            SQL + "def f(session: Session, ids):\n    for id_ in ids:\n",
        ),
    ),
    Shape(
        "loops over literals",
        repeated(
            "    ids_§ = [1]\n    for id_ in ids_§:\n        session.get(Courier, id_)\n",
            SQL + "def f(session: Session):\n",
        ),
    ),
    Shape(
        "loops in a row in one loop",
        repeated(
            "        for each in id_.items:\n            session.get(Courier, each.id)\n",
            SQL + "def f(session: Session, ids):\n    for id_ in ids:\n",
        ),
    ),
    Shape(
        "sessions in one coroutine",
        repeated(
            "    session_§ = Session()\n    session_§.commit()\n",
            "from sqlalchemy.orm import Session\n\n\nasync def f():\n",
        ),
    ),
    Shape(
        "one session used over and over in one coroutine",
        repeated(
            "    session = Session()\n    session.commit()\n",
            "from sqlalchemy.orm import Session\n\n\nasync def f():\n",
        ),
    ),
    Shape(
        "session parameters of coroutines",
        repeated(
            "async def f_§(session: Session) -> None:\n    session.commit()\n\n\n",
            "from sqlalchemy.orm import Session\n\n\n",
        ),
    ),
    Shape(
        "blocking calls in one coroutine",
        repeated("    time.sleep(§)\n", "import time\n\n\nasync def f():\n"),
    ),
    Shape("functions that call one another", _calls_chain),
    Shape(
        "attributes with a blocking client",
        repeated(
            "        self._s§ = requests.Session()\n",
            "import requests\n\n\nclass A:\n    def __init__(self):\n",
            "\n    async def f(self):\n        self._s0.get('x')\n",
        ),
    ),
    Shape(
        "coroutines that use one attribute",
        repeated(
            "    async def f_§(self):\n        self._s.get('x')\n\n",
            "import requests\n\n\nclass A:\n    def __init__(self):\n"
            "        self._s = requests.Session()\n\n",
        ),
    ),
    # Control flow
    Shape(
        "try blocks in one function",
        repeated(
            "    try:\n        g(§)\n    except Exception:\n        log.exception('x')\n",
            "def f():\n",
        ),
    ),
    Shape(
        "try blocks that assign in one function",
        repeated(
            "    try:\n        x = g(§)\n    except Exception as error:\n        x = error\n",
            "def f():\n",
            "    raise x\n",
        ),
    ),
    Shape(
        "handlers of one try block",
        repeated(
            "    except (E§, Exception):\n        return §\n", "def f():\n    try:\n        g()\n"
        ),
    ),
    Shape(
        "classes of one handler",
        _joined(
            lambda each: f"E{each}",
            "def f():\n    try:\n        g()\n    except (",
            ", Exception):\n        return None\n",
        ),
    ),
    Shape(
        "statements of one broad handler",
        repeated(
            "        g(error, §)\n",
            "def f():\n    try:\n        g()\n    except Exception as error:\n",
        ),
    ),
    Shape(
        "statements after a broad handler",
        repeated(
            "    x§ = g(x)\n",
            "def f():\n    try:\n        g()\n    except Exception as error:\n        x = error\n",
        ),
    ),
    Shape(
        "suppressed blocks in one function",
        repeated(
            "    with suppress(Exception):\n        g(§)\n",
            "from contextlib import suppress\n\n\ndef f():\n",
        ),
    ),
    Shape("branches of one if", _elif_chain, most=900),
    Shape(
        "cases of one match",
        repeated(
            "        case {'a': §, 'b': [x, *_]}:\n            y = §\n",
            "def f(kind):\n    match kind:\n",
        ),
    ),
    Shape(
        "returns in one function",
        repeated("    if a == §:\n        return §\n", IN_FUNCTION),
    ),
    Shape(
        "raises in one function", repeated("    if a:\n        raise Exception('§')\n", IN_FUNCTION)
    ),
    Shape(
        "raised variables in one function",
        repeated("    if a:\n        error = Exception('§')\n        raise error\n", IN_FUNCTION),
    ),
    Shape("yields in one function", repeated("    yield §\n", IN_FUNCTION)),
    Shape("assertions", repeated("    assert a == §, 'no'\n", IN_FUNCTION)),
    # Resources
    Shape(
        "files opened in one function",
        repeated("    x§ = open(a)\n    x§.read()\n", IN_FUNCTION),
    ),
    Shape(
        "files opened under one name",
        repeated("    x = open(a)\n    x.read()\n", IN_FUNCTION),
    ),
    Shape(
        "files opened and closed in one function",
        repeated("    x§ = open(a)\n    x§.read()\n    x§.close()\n", IN_FUNCTION),
    ),
    Shape(
        "files kept in attributes",
        repeated(
            "        self.f§ = open('x')\n",
            "class A:\n    def __init__(self):\n",
            "\n    def close(self):\n        self.f0.close()\n",
        ),
    ),
    Shape(
        "connections in functions",
        repeated(
            "def f_§(path):\n    c = sqlite3.connect(path)\n    return c.execute('x')\n\n\n",
            "import sqlite3\n\n\n",
        ),
    ),
    Shape(
        "functions that use one opened file",
        repeated("    def g_§():\n        return x.read()\n", "def f(a):\n    x = open(a)\n"),
    ),
    # Classes
    Shape("classes derived in a chain", _class_chain, least=60),
    Shape("models derived in a chain, last base first", _class_chain_downwards, least=60),
    Shape(
        "classes derived from one",
        repeated("class C§(B):\n    active_§: bool = True\n\n\n", "class B:\n    pass\n\n\n"),
    ),
    Shape(
        "bases of one class",
        _joined(lambda each: f"B{each}", "class C(", "):\n    active: bool = True\n"),
    ),
    Shape(
        "bases of each class",
        lambda number: "".join(
            f"class C{each}({', '.join(f'C{other}' for other in range(max(0, each - 3), each))}):\n"
            "    active: bool = True\n\n\n"
            for each in range(number)
        ),
        least=60,
    ),
    Shape(
        "attributes assigned in one class",
        repeated("        self.x§ = False\n", "class C:\n    def __init__(self):\n"),
    ),
    Shape(
        "assignments to one attribute",
        repeated("        self.active = None\n", "class C:\n    def __init__(self):\n"),
    ),
    Shape(
        "methods that assign one attribute",
        repeated(
            "    def m§(self):\n        self.active = True\n\n", "class C:\n    active = False\n\n"
        ),
    ),
    Shape("class attributes", repeated("    x§ = []\n", "class C:\n")),
    Shape("annotated class attributes", repeated("    active_§: bool = True\n", "class C:\n")),
    Shape(
        "fields of one model",
        repeated(
            "    email_§: str\n    password_§: str\n",
            "from pydantic import BaseModel\n\n\nclass CourierCreate(BaseModel):\n",
        ),
    ),
    Shape(
        "models",
        repeated(
            "class Courier§Create(BaseModel):\n    email: str\n    age: int\n\n\n",
            "from pydantic import BaseModel\n\n\n",
        ),
    ),
    Shape(
        "columns of one model",
        repeated(
            "    password_§: Mapped[str]\n    active_§: Mapped[bool]\n",
            "from sqlalchemy.orm import Mapped\n\n\nclass Courier(Base):\n",
        ),
    ),
    Shape(
        "nested classes in a row",
        repeated("    class C§:\n        active: bool = True\n\n", "class C:\n"),
    ),
    Shape(
        "members of an enumeration",
        repeated("    x§ = §\n", "import enum\n\n\nclass C(enum.Enum):\n"),
    ),
    # Functions
    Shape(
        "parameters of one function", _joined(lambda e: f"a{e}: bool", "def f(", "):\n    pass\n")
    ),
    Shape(
        "defaults of one function",
        _joined(lambda each: f"a{each}=[]", "def f(", "):\n    return a0\n"),
    ),
    Shape(
        "annotated defaults of one function",
        lambda number: (
            f"def f({', '.join(f'a{each}: list[int] = []' for each in range(number))}):\n"
            + "".join(f"    a{each}.append(1)\n" for each in range(number))
        ),
    ),
    Shape(
        "called defaults of one function, their types under other names",
        lambda number: (
            "".join(f"A{each} = list[int]\n" for each in range(number))
            + f"def f({', '.join(f'a{each}: A{each} = list()' for each in range(number))}):\n"
            "    return a0\n"
        ),
    ),
    Shape(
        "defaults that name one variable",
        _joined(lambda each: f"a{each}=ALL", "ALL = []\ndef f(", "):\n    return a0\n"),
    ),
    Shape(
        "documented parameters of one function",
        lambda number: (
            f"def f({', '.join(f'a{each}' for each in range(number))}):\n"
            '    """Do it.\n\n    Args:\n'
            + "".join(f"        a{each}: It.\n" for each in range(number))
            + '    """\n    return a0\n'
        ),
    ),
    Shape(
        "functions", repeated("def f_§(items: list[int] = []) -> None:\n    items.append(§)\n\n\n")
    ),
    Shape("functions of one name", repeated("def f(active: bool = True) -> None:\n    pass\n\n\n")),
    Shape(
        "functions in a function",
        repeated("    def f_§(active: bool = True) -> None:\n        pass\n\n", "def f():\n"),
    ),
    Shape("functions in one another", _nested_functions, most=90),
    Shape("lambdas with defaults", repeated("x§ = lambda a=[]: a\n")),
    Shape("decorators of one function", repeated("@d(§)\n", "", "def f(a=[]):\n    pass\n")),
    Shape("keyword arguments of one call", _joined(lambda each: f"a{each}={each}", "f(", ")\n")),
    Shape("positional arguments of one call", _joined(lambda each: f"a{each}", "f(", ")\n")),
    Shape("calls in one another", _nested_calls, most=80),
    Shape("methods called one after the other", repeated(".f(§)", "x = a", "\n"), most=900),
    # Names
    Shape("imports", repeated("import m§\n")),
    Shape(
        "names of one import", _joined(lambda each: f"n{each} as o{each}", "from m import (", ")\n")
    ),
    Shape("relative imports", repeated("from .m§ import n§\n"), around=(("app/__init__.py", ""),)),
    Shape(
        "relative names of one import",
        _joined(lambda each: f"n{each}", "from .m import (", ")\n"),
        around=(("app/__init__.py", ""),),
    ),
    Shape(
        "relative imports in functions",
        repeated("def f_§():\n    from .m§ import n§\n\n\n"),
        around=(("app/__init__.py", ""),),
    ),
    Shape(
        "dynamic imports",
        repeated("x§ = importlib.import_module('.m§', __package__)\n", "import importlib\n"),
        around=(("app/__init__.py", ""),),
    ),
    Shape(
        "names of one import, each called",
        lambda number: (
            f"from m import {', '.join(f'n{each}' for each in range(number))}\n\n\nasync def f():\n"
            + "".join(f"    n{each}.get()\n" for each in range(number))
        ),
    ),
    Shape("compiled patterns", repeated("pattern_§ = re.compile('a')\n", "import re\n")),
    Shape("star imports", repeated("from m§ import *\n")),
    Shape("names bound in one scope", repeated("x§ = False\n")),
    Shape("bindings of one name", repeated("x = []\n", "", "x.append(1)\n")),
    Shape("bindings of one name in a function", repeated("    x = g(x)\n", "def f(x):\n")),
    Shape("names assigned to one another", _assigned_chain),
    Shape("targets of one assignment", repeated("x§ = ", "", "1\n"), most=4000),
    Shape("names unpacked at once", _joined(lambda each: f"x{each}", "", " = f()\n")),
    Shape(
        "global statements", repeated("def f_§():\n    global x\n    x = §\n\n\n", "x = 0\n\n\n")
    ),
    Shape("names of one global", _joined(lambda e: f"x{e}", "def f():\n    global ", "\n")),
    Shape("deleted names", repeated("x§ = 1\ndel x§\n")),
    Shape("loops over names", repeated("for x§ in y:\n    z = x§\n")),
    Shape("with items", _joined(lambda each: f"f({each}) as x{each}", "with (", "):\n    pass\n")),
    Shape("walrus expressions", repeated("if (x§ := f(§)):\n    pass\n")),
    Shape("constants", repeated("MAX_§: Final = §\n", "from typing import Final\n")),
    Shape("type aliases", repeated("type alias_§ = str\n")),
    Shape("type variables", repeated("T§ = TypeVar('T§')\n", "from typing import TypeVar\n")),
    Shape("type parameters of one class", _joined(lambda e: f"T{e}", "class C[", "]:\n    pass\n")),
    Shape("members of __all__", _joined(lambda each: f"'x{each}'", "__all__ = [", "]\n")),
    Shape("additions to __all__", repeated("__all__ += ['x§']\n", "__all__ = []\n")),
    Shape(
        "words of one name",
        lambda number: f"class C:\n    {'_'.join(['word'] * number)}: bool = True\n",
    ),
    Shape(
        "capital words of one name",
        lambda number: f"class C:\n    def f(self):\n        self.x{'Word' * number} = True\n",
    ),
    Shape("letters of one name", lambda number: f"{'a' * number}: bool = True\n"),
    Shape("capitals of one name", lambda number: f"class C:\n    {'A' * number}: bool = True\n"),
    Shape(
        "underscores of one name", lambda number: f"class C:\n    a{'_' * number}b: bool = True\n"
    ),
    # Expressions
    Shape("members of a union", _joined(lambda e: f"A{e}", "x: Union[", "] = None\n")),
    Shape(
        "members of a union of bars",
        _joined(lambda e: f"A{e}", "class C:\n    x: ", " = None\n", " | "),
        most=900,
    ),
    Shape("union annotations", repeated("x§: 'bool | None' = None\n")),
    Shape("elements of a list", repeated("    §,\n", "x = [\n", "]\n")),
    Shape("entries of a dictionary", repeated("    'a§': [§],\n", "X = {\n", "}\n")),
    Shape("strings", repeated("x = '§'\n")),
    Shape("joined strings", repeated("    'a§'\n", "x = (\n", ")\n")),
    Shape("f-strings", repeated("x = f'{a} and {b!r:>{c}} §'\n")),
    Shape("fields of one f-string", repeated("{a§}", "x = f'", "'\n")),
    Shape("terms of one comparison", _joined(lambda e: f"a{e}", "x = ", "\n", " < ")),
    Shape("terms of one conjunction", _joined(lambda e: f"a{e} is b", "x = ", "\n", " and ")),
    Shape("comprehensions", repeated("x = [y for y in z if y == §]\n")),
    Shape("clauses of one comprehension", repeated(" for a§ in b", "x = [a0", "]\n")),
    Shape("statements on one line", repeated("x§ = False; ", "", "\n")),
    Shape("bytes of one line", lambda number: f"x = '{'a' * number}'\n"),
    Shape("wide characters of one line", lambda number: f"x = '{'ä' * number}'; y = []\n"),
    Shape(
        "findings on one line of wide characters",
        repeated("ä§ = Ä(a=False).x; ", "class C: ", "\n"),
    ),
    Shape("backslashed lines", repeated("    + § \\\n", "x = 0 \\\n", "    + 1\n"), most=900),
    Shape("empty lines", repeated("\n", "x = 1\n", "y = 1\n")),
    Shape("digits of one number", lambda number: f"x = 0x{'f' * number}\n"),
    Shape("escapes of one string", repeated("\\n", "x = '", "'\n")),
    # Docstrings
    Shape(
        "parameter sections of one docstring",
        repeated("    Args:\n        a: It.\n\n", DOCUMENTED, '    """\n'),
    ),
    Shape(
        "entries of one docstring",
        repeated("        a§: It.\n", DOCUMENTED + "    Args:\n", '    """\n'),
    ),
    Shape(
        "sections of one docstring",
        repeated("    Raises:\n        E§: If so.\n\n", DOCUMENTED, '    """\n    raise E0\n'),
    ),
    Shape(
        "entries for what is raised",
        repeated("        E§: If so.\n", DOCUMENTED + "    Raises:\n", '    """\n    raise E0\n'),
    ),
    Shape(
        "raised and documented",
        lambda number: (
            DOCUMENTED
            + "    Raises:\n"
            + "".join(f"        E{each}: If so.\n" for each in range(number))
            + '    """\n'
            + "".join(f"    if a:\n        raise E{each}\n" for each in range(number))
        ),
    ),
    Shape(
        "attributes of one docstring",
        lambda number: (
            'class C:\n    """It.\n\n    Attributes:\n'
            + "".join(f"        x{each}: It.\n" for each in range(number))
            + '    """\n\n'
            + "".join(f"    x{each}: int\n" for each in range(number))
        ),
    ),
    Shape("lines of one docstring", repeated("    Word: and word §\n", DOCUMENTED, '    """\n')),
    Shape(
        "colons of one docstring",
        repeated("a: ", DOCUMENTED + "    Args:\n        ", '\n    """\n'),
    ),
    Shape(
        "field lists of one docstring",
        repeated("    :param a: It.\n", DOCUMENTED, '    """\n    return a\n'),
    ),
    Shape(
        "underlined headings of one docstring",
        repeated("    Parameters\n    ----------\n    a : int\n\n", DOCUMENTED, '    """\n'),
    ),
    Shape("blank lines of one docstring", repeated("\n", DOCUMENTED, '    """\n')),
    Shape("blanks of one docstring", repeated(" ", DOCUMENTED + "    Args:\n   ", '\n    """\n')),
    Shape(
        "brackets of one docstring",
        repeated("(", DOCUMENTED + "    Args:\n        a ", '\n    """\n'),
    ),
    Shape("undocumented functions", repeated("def f_§(a):\n    return a\n\n\n", '"""It."""\n\n\n')),
    # Comments
    Shape("comments", repeated("# comment §\n")),
    Shape("comments behind code", repeated("x = 1  # comment §\n")),
    Shape("blanket noqa comments", repeated("x = 1  # noqa\n")),
    Shape("noqa comments with codes", repeated("x = 1  # noqa: E§\n")),
    Shape("codes of one noqa comment", _joined(lambda each: f"E{each}", "x = 1  # noqa: ", "\n")),
    Shape("noqa comments on one line", repeated("# noqa ", "x = 1  ", "\n")),
    Shape("type: ignore comments", repeated("x = 1  # type: ignore\n")),
    Shape("regions without format", repeated("# fmt: off\nx§ = 1\n# fmt: on\n")),
    Shape("formats switched off", repeated("# fmt: off\nx§ = 1\n")),
    Shape("pylint comments", repeated("x = 1  # pylint: disable\n")),
    Shape("blanks of one comment", repeated(" ", "x = 1  # noqa", "x\n")),
    # Suppressions
    Shape(
        "suppressions of a finding each",
        repeated("    a§: bool  # standards: ignore[boolean-naming] ours\n", "class C:\n"),
    ),
    Shape(
        "suppressions with a fix",
        repeated("def f_§(a=[]):  # standards: ignore[mutable-defaults] ours\n    return a\n\n\n"),
    ),
    Shape("suppressions of nothing", repeated("x = 1  # standards: ignore[boolean-naming] ours\n")),
    Shape("suppressions in a row", repeated("# standards: ignore[boolean-naming] ours\n")),
    Shape(
        "suppressions of one line",
        repeated("# standards: ignore[boolean-naming] a ", "class C: a: bool  ", "\n"),
    ),
    Shape("suppressions without an end", repeated("# standards: ignore[", "x = 1  ", "\n")),
    Shape("suppressions without an end, each line", repeated("x = 1  # standards: ignore[§\n")),
    Shape(
        "suppressions inside one statement",
        repeated(
            "    a§: bool = True,  # standards: ignore[boolean-naming] ours\n",
            "def f(\n",
            "): ...\n",
        ),
    ),
    Shape(
        "suppressions of the file",
        lambda number: (
            "# standards: ignore-file[boolean-naming] ours\n" * number
            + "class C:\n"
            + "".join(f"    a{each}: bool\n" for each in range(number))
        ),
    ),
    Shape(
        "hooks of one suppression",
        _joined(lambda each: f"hook-{each}", "x = 1  # standards: ignore[", "] ours\n"),
    ),
    Shape(
        "unknown hooks suppressed", repeated("x = 1  # standards: ignore[boolen-naming§] ours\n")
    ),
    Shape(
        "letters of a suppressed hook", repeated("ab", "x = 1  # standards: ignore[", "] ours\n")
    ),
    Shape(
        "words of a reason", repeated(" word #", "x = 1  # standards: ignore[broad-except]", "\n")
    ),
    Shape(
        "blanks of a suppression", repeated(" ", "x = 1  # standards:", "ignore[broad-except] a\n")
    ),
    # What single rules look for
    Shape(
        "log calls", repeated("    logger.info(f'parcel {a}', password=b)\n", LOGGER + IN_FUNCTION)
    ),
    Shape("log calls with %", repeated("    logger.info('parcel %s', a)\n", LOGGER + IN_FUNCTION)),
    Shape(
        "arguments of one log call",
        _joined(
            lambda each: f"a{each}=password", LOGGER + IN_FUNCTION + "    logger.info('x', ", ")\n"
        ),
    ),
    Shape("loggers", repeated("logger_§ = logging.getLogger('§')\n", "import logging\n")),
    Shape(
        "loggers in functions",
        repeated(
            "def f_§():\n    log = logging.getLogger('§')\n    log.info('x')\n\n\n",
            "import logging\n\n\n",
        ),
    ),
    Shape(
        "messages kept in variables",
        repeated("    message = f'{a}'\n    logger.info(message)\n", LOGGER + IN_FUNCTION),
    ),
    Shape("prints", repeated("print(f'{x} §')\n")),
    Shape(
        "comparisons of passwords",
        repeated("    if password == a.password:\n        return §\n", "def f(a, password):\n"),
    ),
    Shape(
        "hashes of passwords",
        repeated(
            "    x§ = hashlib.sha256(password.encode()).hexdigest()\n",
            "import hashlib\n\n\ndef f(password):\n",
        ),
    ),
    Shape(
        "passwords assigned to one another",
        repeated(
            "    password = password + 'x'\n", "def f(password):\n", "    u.password = password\n"
        ),
    ),
    Shape("reads of the environment", repeated("x§ = os.environ['X_§']\n", "import os\n")),
    Shape("names of the environment", repeated("X§ = 'X_§'\ny§ = os.getenv(X§)\n", "import os\n")),
    Shape(
        "routes",
        repeated(
            "@router.post('/x§')\nasync def f_§(body: dict) -> str:\n    return body['x']\n\n\n",
            ROUTER,
        ),
    ),
    Shape(
        "routes that read the body",
        repeated(
            "@router.post('/x§')\nasync def f_§(request: Request):\n"
            "    data = await request.json()\n    return data['x']\n\n\n",
            ROUTER,
        ),
    ),
    Shape(
        "reads of one body",
        repeated(
            "    x§ = data['x§']\n",
            ROUTER + "@router.post('/x')\nasync def f(request: Request):\n"
            "    data = await request.json()\n",
        ),
    ),
    Shape(
        "parameters of one route",
        _joined(
            lambda e: f"a{e}: dict", ROUTER + "@router.post('/x')\nasync def f(", "):\n    pass\n"
        ),
    ),
    # Newer syntax, and no syntax
    Shape(
        "bare handlers of two classes",
        repeated("try:\n    f(§)\nexcept A, B:\n    pass\n"),
    ),
    Shape(
        "classes of one bare handler",
        _joined(lambda e: f"A{e}", "try:\n    f()\nexcept ", ":\n    pass\n"),
    ),
    Shape("template strings", repeated("x = t'{a} and §'\n")),
    Shape("defaults of type parameters", repeated("class C§[T = int]:\n    pass\n\n\n")),
    Shape("lazy imports", repeated("lazy import m§\n")),
    Shape("unpacking comprehensions", repeated("x = [*y for y in z§]\n")),
    Shape("handlers without an end", repeated("except a\n"), is_valid=False),
    Shape("handlers without an end on one line", repeated("except a ", "", "\n"), is_valid=False),
    Shape("lazy and backslashes", repeated("lazy \\\n"), is_valid=False),
    Shape("opened brackets", repeated("(", "x = ", "\n"), is_valid=False),
    Shape("opened brackets and comments", repeated("[ # a\n"), is_valid=False),
    Shape("quotes without an end", repeated("x = '''§\n"), is_valid=False),
    Shape("t-strings without an end", repeated("t'{", "x = ", "\n"), is_valid=False),
    Shape("words that are no Python", repeated("word § word\n"), is_valid=False),
    Shape("class headers without an end", repeated("class a\n"), is_valid=False),
    Shape("stars after a bracket", repeated("*", "x = [", "]\n"), is_valid=False),
    Shape("comments after a bracket", repeated("# [\n", "x = [\n", "y = ]\n"), is_valid=False),
    Shape("deeper indentation", _nested_functions, most=99),
)
"""Counts inside a Python file."""


PROJECT = '[project]\nname = "shop"\nversion = "1.0.0"\nrequires-python = ">=3.12"\n'
RUFF = PROJECT + "\n[tool.ruff]\n"
LINT = PROJECT + "\n[tool.ruff.lint]\n"
OWN = "\n[tool.standards-hooks]\n"
PACKAGE = (("src/shop/__init__.py", ""), ("src/shop/a.py", "x = []\n"))
MANIFEST = ((PYPROJECT, PROJECT), *PACKAGE)
WORKFLOW = ".github/workflows/ci.yml"
JOB = "jobs:\n  a:\n    runs-on: x\n    steps:\n"


def _toml(name: str, text: Text, most: int = 2**20) -> Shape:
    return Shape(name, text, PYPROJECT, most, around=PACKAGE)


def _beside(name: str, path: str, text: Text) -> Shape:
    """Return a shape of a file that stands in a project."""
    return Shape(name, text, path, around=MANIFEST)


IN_CONFIGURATION = (
    # pyproject.toml
    _toml("keys of one table", repeated("key-§ = §\n", RUFF)),
    _toml("tables", repeated("[tool.other-§]\nkey = 1\n\n", PROJECT)),
    _toml("dotted keys", repeated("tool.x§.y.z = 1\n")),
    _toml("segments of one key", repeated("a.", "", "b = 1\n"), most=300),
    _toml("comments in TOML", repeated("# comment §\n", RUFF)),
    _toml(
        "entries of one array", repeated('    "src/x§",\n', RUFF + "extend-exclude = [\n", "]\n")
    ),
    _toml("entries of one array on a line", repeated('"x§", ', RUFF + "exclude = [", "]\n")),
    _toml("ignored rules", repeated('    "E§",\n', LINT + "ignore = [\n", "]\n")),
    _toml("selected rules", repeated('    "E§",\n', LINT + "select = [\n", "]\n")),
    _toml(
        "ignored rules with comments",
        repeated('    # why §\n    "D§",  # said\n', LINT + "ignore = [\n", "]\n"),
    ),
    _toml(
        "patterns of per-file-ignores",
        repeated(
            '"src/x§/*.py" = ["ANN", "D"]\n', PROJECT + "\n[tool.ruff.lint.per-file-ignores]\n"
        ),
    ),
    _toml(
        "patterns of per-file-ignores that match",
        repeated(
            '"src/*/*§.py" = ["ANN"]\n"*.py§" = ["ANN"]\n',
            PROJECT + "\n[tool.ruff.lint.per-file-ignores]\n",
        ),
    ),
    _toml(
        "overrides of mypy",
        repeated(
            '[[tool.mypy.overrides]]\nmodule = "shop.m§"\nignore_errors = true\n\n',
            PROJECT + "\n[tool.mypy]\nstrict = true\n\n",
        ),
    ),
    _toml(
        "modules of one override",
        repeated(
            '    "shop.m§.*",\n',
            PROJECT + "\n[[tool.mypy.overrides]]\ndisallow_untyped_defs = false\nmodule = [\n",
            "]\n",
        ),
    ),
    _toml(
        "dependencies", repeated('    "package-§>=1.§",\n', PROJECT + "dependencies = [\n", "]\n")
    ),
    _toml(
        "development dependencies",
        repeated('    "ruff>=0.§",\n', PROJECT + "\n[dependency-groups]\ndev = [\n", "]\n"),
    ),
    _toml(
        "groups of dependencies",
        repeated(
            'g§ = [{ include-group = "g§" }, "mypy>=1"]\n', PROJECT + "\n[dependency-groups]\n"
        ),
    ),
    _toml(
        "waivers of configuration",
        repeated(
            'tool.ruff.lint.ignore.E§ = "they are ours"\n',
            PROJECT + "\n[tool.standards-hooks.pyproject-drift.waivers]\n",
        ),
    ),
    _toml(
        "waivers of configuration that are used",
        lambda number: (
            LINT
            + "ignore = [\n"
            + "".join(f'    "X{each}",\n' for each in range(number))
            + "]\n\n[tool.standards-hooks.pyproject-drift.waivers]\n"
            + "".join(f'tool.ruff.lint.ignore.X{each} = "ours"\n' for each in range(number))
        ),
    ),
    _toml(
        "waivers of files",
        repeated(
            '"src/x§.py" = "they are ours"\n',
            PROJECT + "\n[tool.standards-hooks.project-layout.waivers]\n",
        ),
    ),
    _toml(
        "excluded patterns",
        repeated('    "src/*x§/y.py",\n', PROJECT + OWN + "exclude = [\n", "]\n"),
    ),
    _toml(
        "allowed names",
        repeated(
            '    "active_§",\n',
            PROJECT + "\n[tool.standards-hooks.boolean-naming]\nallow = [\n",
            "]\n",
        ),
    ),
    _toml("bytes of one string", lambda n: f'{PROJECT}description = "{"a" * n}"\n'),
    _toml("bytes of one array", lambda n: f"{RUFF}exclude = [{' ' * n}]\n"),
    _toml("inline tables", repeated("x§ = { a = 1, b = { c = 2 } }\n", "[tool.x]\n")),
    _toml("scripts", repeated('s§ = "shop.a:main"\n', PROJECT + "\n[project.scripts]\n")),
    # Other tools' files
    _beside(
        "lines of ruff.toml",
        "ruff.toml",
        repeated('"src/x§.py" = ["D"]\n', "[lint.per-file-ignores]\n"),
    ),
    _beside(
        "sections of mypy.ini",
        "mypy.ini",
        repeated("[mypy-shop.m§]\nignore_errors = True\n\n", "[mypy]\nstrict = True\n"),
    ),
    _beside(
        "modules of one section",
        "mypy.ini",
        lambda n: (
            "[mypy]\nstrict = True\n["
            + ",".join(f"mypy-shop.m{e}" for e in range(n))
            + "]\nignore_errors = True\n"
        ),
    ),
    _beside("lines of one value", "mypy.ini", repeated("    src/x§,\n", "[mypy]\nfiles =\n")),
    _beside("sections of setup.cfg", "setup.cfg", repeated("[s§]\na = §\n")),
    _beside(
        "jobs of a workflow",
        WORKFLOW,
        repeated(
            "  j§:\n    runs-on: x\n    steps:\n      - uses: a/setup-python@v5\n"
            "        with:\n          python-version: '3.11'\n",
            "jobs:\n",
        ),
    ),
    _beside(
        "steps of one job",
        WORKFLOW,
        repeated(
            "      - uses: a/setup-python@v5\n        with:\n          python-version: '3.11'\n",
            JOB,
        ),
    ),
    _beside(
        "expressions of one workflow",
        WORKFLOW,
        repeated("      - with:\n          python-version: ${{ matrix.python-§ }}\n", JOB),
    ),
    _beside(
        "expressions on one line",
        WORKFLOW,
        repeated("${{ ", JOB + "      - with:\n          python-version: ", "\n"),
    ),
    _beside(
        "expressions without a source",
        WORKFLOW,
        repeated("${{ matrix", JOB + "      - with:\n          python-version: ", "\n"),
    ),
    _beside(
        "entries of one matrix",
        WORKFLOW,
        lambda n: (
            "jobs:\n  a:\n    strategy:\n      matrix:\n        python-version: ["
            + ", ".join(f"'3.{e}'" for e in range(n))
            + "]\n"
        ),
    ),
    _beside(
        "includes of one matrix",
        WORKFLOW,
        repeated(
            "          - python-version: '3.§'\n            os: x\n",
            "jobs:\n  a:\n    strategy:\n      matrix:\n        include:\n",
        ),
    ),
    _beside(
        "anchors and aliases",
        WORKFLOW,
        repeated("  j§: *a\n", "x: &a\n  python-version: '3.11'\njobs:\n"),
    ),
    Shape(
        "keys in one another",
        lambda number: "".join(f"{' ' * each}python-version:\n" for each in range(number)),
        WORKFLOW,
        most=100,
        around=MANIFEST,
    ),
    _beside(
        "lines of one block of text",
        WORKFLOW,
        repeated("          echo python §\n", JOB + "      - run: |\n"),
    ),
    _beside(
        "hooks of pre-commit",
        ".pre-commit-config.yaml",
        repeated(
            "      - id: h§\n        language: python\n        language_version: python3.11\n",
            "repos:\n  - repo: x\n    hooks:\n",
        ),
    ),
    _beside(
        "services of a compose file",
        "docker-compose.yml",
        repeated("  s§:\n    image: python:3.11\n", "services:\n"),
    ),
    _beside(
        "jobs of a pipeline",
        ".gitlab-ci.yml",
        repeated("j§:\n  image: python:3.11\n  script: [a]\n"),
    ),
    _beside(
        "variables of a pipeline",
        ".gitlab-ci.yml",
        repeated("  V§: python:3.§\n", "variables:\n", "a:\n  image: $V0\n"),
    ),
    _beside(
        "stages of a Dockerfile",
        "Dockerfile",
        repeated("FROM python:3.11 AS s§\nCOPY --from=s§ a b\n"),
    ),
    _beside(
        "instructions of a Dockerfile",
        "Dockerfile",
        repeated("RUN pip install x§\n", "FROM python:3.11\n"),
    ),
    _beside(
        "lines of one instruction",
        "Dockerfile",
        repeated("    && pip install x§ \\\n", "FROM python:3.11\nRUN a \\\n", "    && b\n"),
    ),
    _beside(
        "commented lines of one instruction",
        "Dockerfile",
        repeated("    # why §\n    && uv sync \\\n", "FROM python:3.11\nRUN a \\\n", "    && b\n"),
    ),
    _beside(
        "packages of one command",
        "Dockerfile",
        repeated("x§ ", "FROM python:3.11\nRUN pip install ", "\n"),
    ),
    _beside(
        "shells in shells",
        "Dockerfile",
        repeated("bash -c sh ", "FROM python:3.11\nRUN ", " pip install x\n"),
    ),
    _beside(
        "arguments of a Dockerfile",
        "Dockerfile",
        repeated("ARG V§=3.§\n", "", "FROM python:${V1}\n"),
    ),
    _beside(
        "arguments built of one another",
        "Dockerfile",
        lambda n: (
            "ARG V0=3\n"
            + "".join(f"ARG V{e}=${{V{e - 1}}}1\n" for e in range(1, n))
            + "FROM python:${V1}\n"
        ),
    ),
    _beside(
        "here-documents",
        "Dockerfile",
        repeated("RUN <<EOF§\npip install x\nEOF§\n", "FROM python:3.11\n"),
    ),
    _beside(
        "errors of a Dockerfile", "Dockerfile", repeated("WORD [ § <<<\n", "FROM python:3.11\n")
    ),
    _beside("lines of requirements", "requirements.txt", repeated("package-§==1.§\n")),
    _beside("lines of .python-version", ".python-version", repeated("3.1§\n")),
    _beside(
        "lines of .env.example", ".env.example", repeated("TOKEN_§=kX83hfGh28fhgJHd72hdGFhd7d§\n")
    ),
    _beside("bytes of one line of .env.example", ".env.example", lambda n: f"TOKEN={'aB3' * n}\n"),
    _beside(
        "addresses on one line of .env.example", ".env.example", repeated("a://b:", "TOKEN=", "\n")
    ),
    _beside("dashes of .env.example", ".env.example", repeated("-", "TOKEN=", "BEGIN\n")),
    _beside("dots of .env.example", ".env.example", repeated("eyJ.", "TOKEN=", "\n")),
    Shape(
        "entries of the baseline",
        lambda number: (
            "version = 1\nfindings = [\n"
            + "".join(f'    "app/x{each}.py::boolean-naming::C.a::1",\n' for each in range(number))
            + "]\n"
        ),
        ".standards-baseline.toml",
        around=((PYTHON, "class C:\n    a: bool\n"),),
    ),
)
"""Counts inside a file that configures something."""


def _files(number: int) -> dict[str, str]:
    return {f"app/m{each}.py": "class C:\n    active: bool\n" for each in range(number)}


def _directories(number: int) -> dict[str, str]:
    return {f"app/d{each}/m.py": "class C:\n    active: bool\n" for each in range(number)}


def _projects(number: int) -> dict[str, str]:
    return {
        f"p{each}/{name}": text
        for each in range(number)
        for name, text in (
            (PYPROJECT, PROJECT),
            ("src/shop/__init__.py", ""),
            ("src/shop/a.py", "from shop import b\n"),
            ("src/shop/b.py", "from shop import a\n"),
        )
    }


def _one_package(number: int, imported: Callable[[int], str]) -> dict[str, str]:
    return {
        PYPROJECT: PROJECT,
        "src/shop/__init__.py": "",
        **{f"src/shop/m{each}.py": imported(each) for each in range(number)},
    }


def _ring(number: int) -> dict[str, str]:
    return _one_package(number, lambda each: f"from shop import m{(each + 1) % number}\n")


def _rings(number: int) -> dict[str, str]:
    return _one_package(number, lambda each: f"from shop import m{each ^ 1}\n")


def _star(number: int) -> dict[str, str]:
    """Return modules that import one, and that one them."""
    others = "".join(f"from shop import m{each}\n" for each in range(1, number))
    return _one_package(number, lambda each: "from shop import m0\n" if each else others)


SUPPRESSED = "  # standards: ignore[circular-imports] they belong together\n"


def _suppressed_rings(number: int) -> dict[str, str]:
    return _one_package(2 * number, lambda each: f"from shop import m{each ^ 1}{SUPPRESSED}")


def _suppressed_star(number: int) -> dict[str, str]:
    """Return modules that import one, whose imports of them are suppressed each."""
    others = "".join(f"from shop import m{each}{SUPPRESSED}" for each in range(1, number))
    return _one_package(number, lambda each: "from shop import m0\n" if each else others)


def _ladder(number: int) -> dict[str, str]:
    """Return modules that import the two next to them on either side."""
    return _one_package(
        number,
        lambda each: "".join(
            f"from shop import m{(each + step) % number}\n" for step in (-2, -1, 1, 2)
        ),
    )


def _through_package(number: int) -> dict[str, str]:
    package = "".join(f"from shop.m{each} import x{each}\n" for each in range(number))
    modules = _one_package(number, lambda each: f"from shop import x{each}\nx{each} = 1\n")
    return {**modules, "src/shop/__init__.py": package}


def _line(number: int) -> dict[str, str]:
    return _one_package(number, lambda each: f"from shop import m{each + 1}\n")


def _relative(number: int) -> dict[str, str]:
    return _one_package(number, lambda each: f"from .m{each + 1} import x\n")


def _tests_outside(number: int) -> dict[str, str]:
    tests = {f"src/shop/test_{each}.py": "def test_a(): ...\n" for each in range(number)}
    return {PYPROJECT: PROJECT, "src/shop/__init__.py": "", **tests}


def _packages(number: int) -> dict[str, str]:
    modules = {f"src/p{each}/m.py": "class E(Exception): ...\n" for each in range(number)}
    inits = {f"src/p{each}/__init__.py": "" for each in range(number)}
    return {PYPROJECT: PROJECT, **modules, **inits}


def _named_packages(number: int) -> dict[str, str]:
    """Return packages of which each names the next, and has a relative import of its own."""
    files = {PYPROJECT: PROJECT}
    for each in range(number):
        files[f"app/p{each}/__init__.py"] = ""
        files[f"app/p{each}/m.py"] = f"from app.p{each + 1}.n import x\nfrom .n import x\n"
        files[f"app/p{each}/n.py"] = "x = 1\n"
    return files


def _tied_packages(number: int) -> dict[str, str]:
    """Return packages of which the first is named, and each reaches the next with dots."""
    files = {PYPROJECT: PROJECT, "run.py": "import app.p0.m\n"}
    for each in range(number):
        files[f"app/p{each}/__init__.py"] = ""
        files[f"app/p{each}/m.py"] = f"from ..p{each + 1}.m import x\n"
    return files


def _composed_services(number: int) -> dict[str, str]:
    """Return services of one compose file, each of a directory whose package it names."""
    files = {PYPROJECT: PROJECT}
    services = ""
    for each in range(number):
        services += f"  s{each}:\n    build: s{each}\n    command: python -m p{each}.m\n"
        files[f"s{each}/p{each}/m.py"] = "from .n import x\n"
        files[f"s{each}/p{each}/n.py"] = "x = 1\n"
    return {**files, "compose.yml": f"services:\n{services}"}


def _extend_chain(number: int) -> dict[str, str]:
    chain = {
        f"c{each}.toml": f'[tool.standards-hooks]\nextend = "c{each + 1}.toml"\n'
        for each in range(number)
    }
    return {
        PYPROJECT: f'{PROJECT}{OWN}extend = "c0.toml"\n',
        "app/a.py": "class C:\n    active: bool\n",
        **chain,
        f"c{number}.toml": "[tool.standards-hooks]\nexclude = []\n",
    }


def _ruff_chain(number: int) -> dict[str, str]:
    chain = {f"c{each}.toml": f'extend = "c{each + 1}.toml"\n' for each in range(number)}
    return {
        PYPROJECT: f'{RUFF}extend = "c0.toml"\n',
        **chain,
        f"c{number}.toml": "line-length = 90\n",
    }


def _waived_files(number: int) -> dict[str, str]:
    """Return as many files outside of their place as there are waivers of them."""
    waivers = "".join(f'"src/shop/test_{each}.py" = "ours"\n' for each in range(number))
    table = "\n[tool.standards-hooks.project-layout.waivers]\n"
    return {**_tests_outside(number), PYPROJECT: PROJECT + table + waivers}


def _dockerfiles(number: int) -> dict[str, str]:
    files = {f"d{each}/Dockerfile": "FROM python:3.11\n" for each in range(number)}
    return {PYPROJECT: PROJECT, **files}


def _workflows(number: int) -> dict[str, str]:
    text = JOB + "      - with:\n          python-version: '3.11'\n"
    files = {f".github/workflows/w{each}.yml": text for each in range(number)}
    return {PYPROJECT: PROJECT, **files}


def _requirements(number: int) -> dict[str, str]:
    files = {f"requirements/r{each}.txt": "a==1\n" for each in range(number)}
    return {PYPROJECT: PROJECT, **files}


def _environments(number: int) -> dict[str, str]:
    return {PYPROJECT: PROJECT, **{f"e{each}/.env.example": "A=b\n" for each in range(number)}}


def _depth(number: int) -> dict[str, str]:
    """Return a package in a package, down to the deepest."""
    path = "src/shop"
    files = {PYPROJECT: PROJECT}
    for _ in range(number):
        files[f"{path}/__init__.py"] = ""
        files[f"{path}/a.py"] = "from .b import x\n"
        path += "/d"
    return files


def _baselines(number: int) -> dict[str, str]:
    entries = "".join(
        f'    "app/m{each}.py::boolean-naming::C.active::1",\n' for each in range(number)
    )
    return {
        **_files(number),
        ".standards-baseline.toml": f"version = 1\nfindings = [\n{entries}]\n",
    }


TREES = (
    TreeShape("files of one directory", _files),
    TreeShape("directories", _directories),
    TreeShape("projects", _projects, start=50, most=2_000),
    TreeShape("files that the baseline knows", _baselines),
    TreeShape("modules of one cycle", _ring),
    TreeShape("cycles of two modules", _rings),
    TreeShape("modules that import one that imports them", _star),
    TreeShape("cycles of two modules that are suppressed", _suppressed_rings),
    TreeShape("suppressed imports of modules that import their own", _suppressed_star),
    TreeShape("modules that import their neighbours", _ladder),
    TreeShape("modules whose package imports them", _through_package),
    TreeShape("modules in a line", _line),
    TreeShape("modules with relative imports", _relative),
    TreeShape("tests outside of their place", _tests_outside),
    TreeShape("files with a waiver each", _waived_files),
    TreeShape("packages of one project", _packages),
    TreeShape("packages in one another", _depth, start=10, most=100),
    TreeShape("packages that name one another", _named_packages),
    TreeShape("packages that relative imports tie", _tied_packages),
    TreeShape("packages that a compose file names", _composed_services, most=1_000),
    TreeShape("tables that extend one another", _extend_chain, start=10, most=400),
    TreeShape("settings of Ruff that extend one another", _ruff_chain, start=10, most=400),
    TreeShape("Dockerfiles", _dockerfiles),
    TreeShape("workflows", _workflows),
    TreeShape("files of requirements", _requirements),
    TreeShape("templates of environments", _environments),
)
"""Counts of files."""

IN_A_FILE = (*IN_PYTHON, *IN_CONFIGURATION)
