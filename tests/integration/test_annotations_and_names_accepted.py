"""Nothing is missed that mypy asks an annotation for, and no name is said that Ruff says."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from standards_hooks.core.options import Options
from standards_hooks.rules import load_hook
from standards_hooks.semantic.module import Module
from tests.unit.test_attribute_naming import FOUND
from tests.unit.test_attribute_naming import SILENT as WELL_NAMED


if TYPE_CHECKING:
    from pathlib import Path


VALUES = [
    *("1", "'text'", "True", "f'{name}'", "60 * 60", "not name", "name == 'x'", "None"),
    *("['a']", "{'a': 1}", "(1, 'a')", "[[1]]", "['a', *names]", "[1] * 8", "name + 'x'", "name"),
    *("name or 'x'", "path if path else Path()", "Path() if name else None", "int(name)"),
    *("Path(name)", "Path(name) / name", "Path(name).resolve()", "Path.cwd()", "Decimal(0)"),
    *("asyncio.Lock()", "threading.Event()", "list(names)", "dict(a=1)", "deque([1])"),
    *("cast('Path', name)", "copy.copy(name)", "len(names)", "re.compile('x')", "name.strip()"),
    *("[int(each) for each in names]", "{each for each in names}", "HTTPStatus.OK", "HTTPStatus"),
    *("[]", "{}", "set()", "list()", "dict()", "frozenset()", "tuple()", "()", "[[]]", "{'a': []}"),
    *("deque()", "deque(maxlen=3)", "defaultdict(list)", "Counter()", "OrderedDict()"),
    *("asyncio.Queue()", "queue.Queue()", "weakref.WeakValueDictionary()", "weakref.WeakSet()"),
    *(
        "ContextVar('x')",
        "ContextVar('x', default=1)",
        "names[0]",
        "[each for each in names]",
        "make()",
        "{} if name else {}",
    ),
]
HEADER = """\
import asyncio, copy, queue, re, threading, weakref
from collections import Counter, OrderedDict, defaultdict, deque
from contextvars import ContextVar
from decimal import Decimal
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast
def make() -> Any: ...
"""
UNKNOWN = re.compile(r"\bAny\b|Never|^None$|tuple\[\(\)\]")
RUFF = [
    *(sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache"),
    *("--select", "N", "--output-format", "concise"),
]
SAID = re.compile(r":(?P<line>\d+): (?P<kind>error|note): (?P<text>.*)")


def _findings(hook_id, source):
    hook = load_hook(hook_id)
    options = Options({option.name: option.default for option in hook.options})
    return list(hook.run(Module("app/m.py", source.encode()), options))


@pytest.mark.slow
def test_whatever_mypy_cannot_infer_the_type_of_is_found(tmp_path: Path) -> None:
    classes = [
        f"class C{number}:\n    def __init__(self, name: str, names: list[str],"
        f" path: Path | None) -> None:\n        self.x = {value}; reveal_type(self.x)\n"
        for number, value in enumerate(VALUES)
    ]
    source = HEADER + "".join(classes)
    (tmp_path / "m.py").write_text(source, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir=.cache", "m.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    first = HEADER.count("\n") + 3
    value_on = {first + 3 * number: value for number, value in enumerate(VALUES)}
    said = [match for match in map(SAID.search, done.stdout.splitlines()) if match]
    revealed = {
        int(match["line"]): match["text"].partition('"')[2].rstrip('"')
        for match in said
        if match["text"].startswith("Revealed type")
    }
    assert set(revealed) == set(value_on), done.stdout + done.stderr
    untold = {line for line, type_ in revealed.items() if UNKNOWN.search(type_)} | {
        int(match["line"]) for match in said if "Need type annotation" in match["text"]
    }
    found = {finding.line for finding in _findings("variable-annotations", source)}
    assert untold
    assert [value_on[line] for line in sorted(untold - found)] == []


SOURCES = [str(case.values[0]) for case in (*FOUND, *WELL_NAMED)]
NAMES = (
    "max_size",
    "maxSize",
    "MaxSize",
    "MAX_SIZE",
    "max_Size",
    "_maxSize",
    "__maxSize",
    "X",
    "x",
)
DECLARATIONS = (
    "{name}: Final = 3",
    "{name}: Final[int] = 3",
    "{name}: TypeAlias = int",
    "{name} = NewType('{name}', int)",
    "type {name} = int",
)
PLACES = (
    "{}",
    "class A:\n    {}",
    "def f():\n    {}",
    "class A:\n    def f(self):\n        {}",
)
SOURCES += [
    "from typing import Final, NewType, TypeAlias\n"
    + place.format(declaration.format(name=name))
    + "\n"
    for declaration in DECLARATIONS
    for place in PLACES
    for name in NAMES
]
SOURCES += [f"class A:\n    def f(self):\n        self.{name} = 1\n" for name in NAMES]


def test_nothing_that_ruff_says_about_a_name_is_said_again(tmp_path: Path) -> None:
    for number, source in enumerate(SOURCES):
        (tmp_path / f"m{number}.py").write_text(source, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - the Ruff of the development environment
        [*RUFF, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    by_ruff = {
        tuple(map(int, place)) for place in re.findall(r"m(\d+)\.py:(\d+):(\d+): N", done.stdout)
    }
    by_hook = {
        (number, finding.line, finding.column)
        for number, source in enumerate(SOURCES)
        for finding in _findings("attribute-naming", source)
    }
    assert by_ruff, done.stderr
    assert by_hook
    assert [SOURCES[number] for number, *_ in sorted(by_ruff & by_hook)] == []
