"""Which calls block an event loop, how far an object is followed, and what Ruff says already."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from standards_hooks.rules.blocking_async import HOOK


REDIS = "await the method of a `redis.asyncio.Redis`"
SESSION = "await the method of an `AsyncSession`"
HTTP = "await a request of an `httpx.AsyncClient`"
DRIVER = "await an asynchronous driver, or run the call with `asyncio.to_thread`"


def of(header, *body, signature="async def f():"):
    """A module: its header, and a coroutine with a body."""
    lines = "".join(f"    {line}\n" for line in body)
    return f"{header}\n{signature}\n{lines}"


def service(header, made, body, init="def __init__(self):"):
    """A class whose `__init__` makes something that a coroutine uses."""
    return (
        f"{header}\nclass Service:\n    {init}\n        {made}\n"
        f"    async def run(self):\n        {body}\n"
    )


SILENT = [
    pytest.param("import requests\ndef f():\n    requests.Session().get('x')\n", id="no-coroutine"),
    # passed to threads
    pytest.param(
        of("import asyncio, shutil", "await asyncio.to_thread(shutil.rmtree, 'x')"),
        id="passed-to-a-thread",
    ),
    pytest.param(
        of(
            "import asyncio, requests\nfrom functools import partial\ns = requests.Session()",
            "loop = asyncio.get_running_loop()",
            "await loop.run_in_executor(None, partial(s.get, 'x'))",
        ),
        id="partial-for-an-executor",
    ),
    pytest.param(
        of(
            "import anyio, requests\ns = requests.Session()",
            "await anyio.to_thread.run_sync(lambda: s.get('x'))",
        ),
        id="lambda-for-a-thread",
    ),
    pytest.param(
        of(
            "import sqlite3\nfrom starlette.concurrency import run_in_threadpool",
            "def count():",
            "    with sqlite3.connect('x') as connection:",
            "        return connection.execute('select 1').fetchone()",
            "return await run_in_threadpool(count)",
        ),
        id="function-for-a-thread",
    ),
    pytest.param(
        of(
            "from sqlalchemy.ext.asyncio import AsyncConnection",
            "await connection.run_sync(lambda c: c.execute(x))",
            signature="async def f(connection: AsyncConnection):",
        ),
        id="run-sync",
    ),
    # asynchronous twins
    pytest.param(
        of("import httpx", "async with httpx.AsyncClient() as c:", "    await c.get('x')"),
        id="asynchronous-client",
    ),
    pytest.param(
        service(
            "from redis import asyncio as redis", "self.r = redis.Redis()", "await self.r.get('x')"
        ),
        id="asynchronous-redis-under-the-other-name",
    ),
    pytest.param(
        of(
            "from sqlalchemy.ext.asyncio import AsyncSession as Session",
            "await s.execute(x)",
            signature="async def f(s: Session):",
        ),
        id="asynchronous-session-under-the-other-name",
    ),
    pytest.param(
        of("import aiosqlite", "async with aiosqlite.connect('x') as c:", "    await c.commit()"),
        id="aiosqlite",
    ),
    pytest.param(
        of("from anyio import Path", "await Path('x').read_text()", "await path.write_text('x')"),
        id="path-of-anyio",
    ),
    pytest.param(
        of("import asyncio", "await asyncio.gather(path.read_text(), *[p.path.read_text()])"),
        id="gathered-path-of-unknown-kind",
    ),
    pytest.param(
        of(
            "from sqlalchemy.orm import Session",
            "return await s.execute(x)",
            signature="async def f(s: Session):",
        ),
        id="awaited-whatever-the-annotation-says",
    ),
    # names that only look like it
    pytest.param(
        of("from app.requests import Session", "Session().get('x')"), id="session-of-its-own"
    ),
    pytest.param(of("import requests", "session.get('x')"), id="name-without-an-origin"),
    pytest.param(
        of("import redis", "redis.get('x')", signature="async def f(redis):"),
        id="parameter-that-hides-a-module",
    ),
    pytest.param(
        of(
            "import httpx, requests",
            "c = requests.Session() if old else httpx.AsyncClient()",
            "c.get('x')",
        ),
        id="one-of-two",
    ),
    pytest.param(
        service(
            "import requests",
            "self.s = make()\n        self.s = requests.Session()",
            "self.s.get('x')",
        ),
        id="attribute-of-two-origins",
    ),
    pytest.param(of("", "values.get('x')", "config.file.read('x')"), id="get-of-a-mapping"),
    pytest.param(of("", "upload.file.read_text"), id="method-that-is-not-called"),
    # cheap, or from memory
    pytest.param(
        of(
            "import boto3, redis, requests",
            "redis.Redis()",
            "requests.Session()",
            "boto3.client('s3')",
        ),
        id="constructors-that-only-prepare",
    ),
    pytest.param(
        of(
            "import boto3, redis",
            "boto3.client('s3').generate_presigned_url('x')",
            "boto3.resource('s3').Bucket('x')",
            "redis.Redis().pipeline().set('a', 1)",
        ),
        id="methods-that-only-prepare",
    ),
    pytest.param(
        of("import shutil, socket", "shutil.which('git')", "socket.gethostname()"),
        id="cheap-questions",
    ),
    pytest.param(
        of(
            "from sqlalchemy.orm import Session",
            "s.add(x)",
            "s.query(x).filter(y)",
            signature="async def f(s: Session):",
        ),
        id="session-in-memory",
    ),
    pytest.param(
        of("import socket", "s = socket.socket()", "s.setblocking(False)", "s.send(b'x')"),
        id="socket-that-does-not-block",
    ),
    pytest.param(
        service("from pathlib import Path", "self.path = Path('x')", "self.path.exists()"),
        id="question-to-a-path",
    ),
    # what Ruff reports
    pytest.param(of("import requests", "requests.get('x')"), id="ruff-sees-requests-get"),
    pytest.param(of("import httpx", "c = httpx.Client()", "c.get('x')"), id="ruff-sees-a-client"),
    pytest.param(
        of("from pathlib import Path", "p.read_text()", signature="async def f(p: Path | None):"),
        id="ruff-sees-a-path",
    ),
    # loops back
    pytest.param(of("a = b\nb = a", "a.get('x')"), id="names-that-lead-in-a-circle"),
]


@pytest.mark.parametrize("source", SILENT)
def test_what_does_not_block_is_not_reported(findings_of, source):
    assert findings_of(HOOK, source) == []


FOUND = [
    pytest.param(
        service("import requests", "self._http = requests.Session()", "self._http.get('x')"),
        [(6, 9, f"`self._http.get` (`requests.Session.get`) blocks the event loop; {HTTP}")],
        id="session-in-an-attribute",
    ),
    pytest.param(
        of("import requests as r", "r.Session().request('GET', 'x')"),
        [(3, 5, "`r.Session().request` (`requests.Session.request`) blocks the event loop")],
        id="session-on-the-spot",
    ),
    pytest.param(
        of("from requests import Session", "with Session() as s:", "    return s.post('x')"),
        [(4, 16, "`s.post` (`requests.Session.post`)")],
        id="session-of-a-with",
    ),
    pytest.param(
        of("import httpx", "httpx.Client().get('x')"),
        [(3, 5, f"`httpx.Client().get` (`httpx.Client.get`) blocks the event loop; {HTTP}")],
        id="client-on-the-spot",
    ),
    pytest.param(
        service("import httpx", "self.client = client or httpx.Client()", "self.client.get('x')"),
        [(6, 9, "`self.client.get`")],
        id="client-that-may-be-passed",
    ),
    pytest.param(
        "import httpx\nclass A:\n    client: httpx.Client\n    async def f(self):\n"
        "        self.client.get('x')\n",
        [(5, 9, "`self.client.get`")],
        id="client-of-an-annotated-attribute",
    ),
    pytest.param(
        "import httpx\nclass A:\n    def __init__(self):\n        self.c = httpx.Client()\n"
        "class B(A):\n    async def f(self):\n        self.c.get('x')\n",
        [(7, 9, "`self.c.get`")],
        id="client-of-a-base",
    ),
    pytest.param(
        "import httpx\nclass A:\n    @property\n    def client(self) -> httpx.Client: ...\n"
        "    async def f(self):\n        self.client.get('x')\n",
        [(6, 9, "`self.client.get`")],
        id="client-of-a-property",
    ),
    pytest.param(
        of("import sqlite3", "c = sqlite3.connect('x')", "c.cursor().execute('select 1')"),
        [
            (3, 9, f"`sqlite3.connect` blocks the event loop; {DRIVER}"),
            (4, 5, "`c.cursor().execute` (`sqlite3.connect.cursor.execute`)"),
        ],
        id="sqlite",
    ),
    pytest.param(
        of(
            "import sqlite3\nfrom contextlib import closing",
            "with closing(sqlite3.connect('x')) as c:",
            "    c.execute('select 1')",
        ),
        [(4, 18, "`sqlite3.connect`"), (5, 9, "`c.execute`")],
        id="sqlite-that-is-closed",
    ),
    pytest.param(
        of("import psycopg2", "psycopg2.connect('x').commit()"),
        [(3, 5, "`psycopg2.connect(…).commit`"), (3, 5, "`psycopg2.connect` blocks")],
        id="psycopg2",
    ),
    pytest.param(
        of("import boto3", "boto3.client('s3').put_object()"),
        [(3, 5, "`boto3.client(…).put_object` (`boto3.client.put_object`) blocks the event loop")],
        id="boto3",
    ),
    pytest.param(
        of("import boto3", "boto3.resource('s3').Bucket('x').upload_file('y')"),
        [(3, 5, "`boto3.resource(…).Bucket(…).upload_file`")],
        id="boto3-resource",
    ),
    pytest.param(
        service("import redis", "self.r = redis.Redis.from_url('x')", "self.r.get('x')"),
        [
            (
                6,
                9,
                f"`self.r.get` (`redis.Redis.from_url.get`) blocks the event loop; {REDIS}",
            )
        ],
        id="redis",
    ),
    pytest.param(
        of("import smtplib", "with smtplib.SMTP('x') as smtp:", "    smtp.send_message(m)"),
        [
            (3, 10, "`smtplib.SMTP` blocks the event loop; await `asyncio.to_thread(smtplib.SMTP"),
            (4, 9, "`smtp.send_message`"),
        ],
        id="smtplib",
    ),
    pytest.param(
        of("import socket", "socket.getaddrinfo('x', 1)", "socket.socket().connect('x')"),
        [(3, 5, "await `getaddrinfo` of the running loop"), (4, 5, "asyncio.open_connection")],
        id="socket",
    ),
    pytest.param(
        of("from shutil import copytree as c", "c('x', 'y')"),
        [
            (
                3,
                5,
                "`c` (`shutil.copytree`) blocks the event loop; await `asyncio.to_thread(c, …)`",
            ),
        ],
        id="shutil-under-another-name",
    ),
    pytest.param(
        of("import urllib3\npool = urllib3.PoolManager()", "pool.request('GET', 'x')"),
        [(4, 5, "`pool.request`")],
        id="urllib3",
    ),
    pytest.param(
        of("from app import settings", "settings.key_path.read_text()"),
        [
            (
                3,
                5,
                "blocks the event loop; await `asyncio.to_thread(settings.key_path.read_text, …)`",
            )
        ],
        id="path-by-its-name",
    ),
    pytest.param(
        service("from pathlib import Path", "self.x = Path('a') / 'b'", "self.x.open()"),
        [(6, 9, "`self.x.open` (`pathlib.Path.open`)")],
        id="path-in-an-attribute",
    ),
    pytest.param(
        of(
            "from pathlib import Path",
            "(p / 'x').write_text('y')",
            signature="async def f(p: Path):",
        ),
        [(3, 5, "`(p / 'x').write_text`")],
        id="path-that-is-put-together",
    ),
    pytest.param(
        of(
            "from sqlalchemy.orm import Session",
            "s.execute(x)",
            "s.query(x).filter(y).first()",
            signature="async def f(s: Session = Depends(get)):",
        ),
        [
            (
                3,
                5,
                f"`s.execute` (`sqlalchemy.orm.Session.execute`) blocks the event loop; {SESSION}",
            ),
            (4, 5, "`s.query(…).filter(…).first`"),
        ],
        id="synchronous-session",
    ),
    pytest.param(
        of(
            "from typing import Annotated\nfrom sqlmodel import Session\n"
            "SessionDep = Annotated[Session, Depends(get)]",
            "s.exec(x)",
            signature="async def f(s: SessionDep):",
        ),
        [(5, 5, "`s.exec`")],
        id="session-under-an-alias",
    ),
    pytest.param(
        of(
            "from sqlalchemy import create_engine\nengine = create_engine('x')",
            "with engine.connect() as c:",
            "    c.execute(x)",
        ),
        [(5, 9, "`c.execute` (`sqlalchemy.create_engine.connect.execute`)")],
        id="synchronous-engine",
    ),
    pytest.param(
        of(
            "from sqlalchemy.orm import sessionmaker\nLocal = sessionmaker()",
            "with Local() as s:",
            "    s.commit()",
        ),
        [(5, 9, "`s.commit`")],
        id="session-of-a-maker",
    ),
    pytest.param(
        of(
            "from collections.abc import Iterator\nfrom contextlib import contextmanager\n"
            "from sqlalchemy.orm import Session\n"
            "@contextmanager\ndef opened() -> Iterator[Session]: ...",
            "with opened() as s:",
            "    s.commit()",
        ),
        [(8, 9, "`s.commit`")],
        id="session-of-a-function",
    ),
    pytest.param(
        of(
            "import asyncio", "asyncio.run(g())", "asyncio.new_event_loop().run_until_complete(g())"
        ),
        [
            (
                3,
                5,
                "`asyncio.run` fails in a coroutine, whose loop is running; `await` its argument",
            ),
            (4, 5, "`asyncio.new_event_loop().run_until_complete` fails in a coroutine"),
        ],
        id="loop-in-a-loop",
    ),
    pytest.param(
        of("import shutil", "ä = [shutil.rmtree(x) for x in y]"),
        [(3, 10, "`shutil.rmtree`")],
        id="comprehension",
    ),
]


@pytest.mark.parametrize(("source", "expected"), FOUND)
def test_what_blocks_is_reported_where_it_is_called(findings_of, source, expected):
    found = findings_of(HOOK, source)
    assert [(each.line, each.column) for each in found] == [place[:2] for place in expected]
    for finding, (_, _, message) in zip(found, sorted(expected), strict=True):
        assert message in finding.message


def test_a_finding_names_the_coroutine(findings_of):
    source = service("import requests", "self.s = requests.Session()", "self.s.get('x')")
    assert [each.symbol for each in findings_of(HOOK, source)] == ["Service.run"]


def test_tests_are_checked_with_an_option(findings_of):
    source = of("import shutil", "shutil.rmtree('x')")
    assert findings_of(HOOK, source, "tests/unit/test_x.py") == []
    assert len(findings_of(HOOK, source, "tests/unit/test_x.py", check_tests=True)) == 1


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(of("import httpx", "c" + ".get('x')" * 900), id="calls-on-calls"),
        pytest.param(
            of("x0 = y", *(f"x{n + 1} = x{n}.a" for n in range(3000)), "x3000.get('x')"),
            id="names-of-names",
        ),
        pytest.param(
            "".join(f"A{n} = A{n + 1}\n" for n in range(3000))
            + "async def f(s: A0):\n    s.get('x')\n",
            id="aliases-of-aliases",
        ),
    ],
)
def test_long_chains_are_not_followed(findings_of, source):
    assert findings_of(HOOK, source) == []


SEEN_BY_BOTH = """
import httpx
from pathlib import Path
from typing import Annotated, Optional, Union

GLOBAL = httpx.Client()
ROOT = Path("x")

async def constructed():
    client = httpx.Client()
    client.get("x")

async def opened():
    with httpx.Client() as client, open("x") as f:
        client.send(f)

async def annotated(client: httpx.Client, path: Path):
    client.get("x")
    path.read_text()

async def optional(client: httpx.Client | None, path: Optional[Path] = None):
    client.get("x")
    path.read_text()

async def one_of(client: httpx.Client | httpx.AsyncClient, path: Union[str, Path]):
    client.get("x")
    path.read_text()

async def of_the_module():
    GLOBAL.get("x")
    ROOT.read_bytes()
    Path("x").write_text("y")

def outer():
    client = httpx.Client()
    async def inner():
        client.get("x")

async def in_quotes(client: "httpx.Client", path: "Path"):
    client.get("x")
    path.read_text()

async def said_otherwise(client: Annotated[httpx.Client, 1], path: Optional["Path"]):
    client.get("x")
    path.read_text()

async def twice(path: Path):
    path = path / "x"
    path.read_text()
    (path / "y").read_text()
    path.parent.read_text()

async def by_name():
    key_path.read_text()
    path = ROOT / "x"
    path.read_text()

async def of_files(path: Path):
    path.open()
    Path("x").open()
    with Path("x").open() as f:
        f.read()

async def on_the_spot():
    httpx.Client().get("x")
    httpx.stream("GET", "x")

class Service:
    def __init__(self, path: Path):
        self.client = httpx.Client()
        self.path = path

    async def run(self):
        self.client.get("x")
        self.path.read_text()
"""


def test_what_ruff_reports_is_not_reported_again(findings_of):
    ruff = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--isolated",
            "--select=ASYNC",
            "--output-format=json",
            "-",
        ],
        input=SEEN_BY_BOTH,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    of_ruff = {each["location"]["row"] for each in json.loads(ruff.stdout)}
    of_hook = {each.line for each in findings_of(HOOK, SEEN_BY_BOTH)}
    assert of_ruff
    assert of_hook
    assert of_ruff & of_hook == set()
    calls = (".get(", ".send(", ".read_", ".write_", ".open(", "open(", ".stream(")
    blocking = {
        number
        for number, line in enumerate(SEEN_BY_BOTH.splitlines(), start=1)
        if any(call in line for call in calls) and "f.read" not in line
    }
    assert of_ruff | of_hook == blocking
