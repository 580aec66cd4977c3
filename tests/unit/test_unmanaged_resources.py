"""Which resources must be closed here, and which are closed elsewhere."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from standards_hooks.rules.unmanaged_resources import HOOK
from standards_hooks.rules.unmanaged_resources.openers import LAST_NAMES, OPENERS, WORDS


IMPORTS = (
    "import asyncio, atexit, contextlib, csv, httpx, json, os, smtplib, socket, sqlite3, tempfile\n"
    "import asyncpg, aiosqlite, psycopg, requests, weakref, zipfile, io\n"
    "from concurrent.futures import ThreadPoolExecutor\n"
    "from contextlib import ExitStack, closing\n"
    "from pathlib import Path\n"
    "from sqlalchemy.ext.asyncio import AsyncSession\n"
    "from urllib.request import urlopen\n"
)
MAKER = (
    "from sqlalchemy import create_engine\nfrom sqlalchemy.orm import sessionmaker\n"
    "Made = sessionmaker(create_engine(''))\n"
)
ENGINE = "from sqlalchemy import create_engine\nengine = create_engine('')\n"
PROCESS = "from subprocess import PIPE, Popen\n"
METHOD = "class Service:\n    def __init__(self):\n        self._client = httpx.Client()\n"

SILENT = [
    # entered
    pytest.param("def f(p):\n    with open(p) as file:\n        return file.read()\n", id="with"),
    pytest.param(
        "async def f():\n    async with httpx.AsyncClient() as client:\n        pass\n",
        id="async-with",
    ),
    pytest.param(
        "def f(p):\n    s = sqlite3.connect(p)\n    with s:\n        pass\n", id="entered-later"
    ),
    pytest.param(
        "def f(p):\n    s = sqlite3.connect(p)\n    with closing(s) as c:\n        pass\n",
        id="closing-later",
    ),
    pytest.param(
        "def f(p):\n    with contextlib.closing(sqlite3.connect(p)) as c:\n        pass\n",
        id="closing",
    ),
    pytest.param(
        "async def f():\n    async with await psycopg.AsyncConnection.connect() as c:\n"
        "        pass\n",
        id="awaited-and-entered",
    ),
    pytest.param(
        "def f(p):\n    with open(p) if p else socket.socket() as file:\n        pass\n",
        id="one-of-two-entered",
    ),
    pytest.param(
        "def f(stack: ExitStack):\n    c = stack.enter_context(httpx.Client())\n    c.get('/')\n",
        id="exit-stack",
    ),
    pytest.param(
        "def f(stack):\n    s = socket.socket()\n    stack.push(s)\n    s.connect()\n",
        id="pushed-on-a-stack",
    ),
    pytest.param(
        "def f(e):\n    with AsyncSession(e).begin():\n        pass\n", id="chain-that-is-entered"
    ),
    # closed
    pytest.param(
        "def f(p):\n    s = sqlite3.connect(p)\n    try:\n        s.execute('')\n"
        "    finally:\n        s.close()\n",
        id="finally",
    ),
    pytest.param(
        "async def f():\n    c = httpx.AsyncClient()\n    try:\n        await c.get('')\n"
        "    finally:\n        await c.aclose()\n",
        id="awaited-finally",
    ),
    pytest.param(
        "def f(p):\n    s = None\n    try:\n        s = sqlite3.connect(p)\n        s.execute('')\n"
        "    finally:\n        if s is not None:\n            s.close()\n",
        id="finally-if-open",
    ),
    pytest.param(
        "def f():\n    s = socket.socket()\n    try:\n        s.bind(())\n    except OSError:\n"
        "        s.close()\n        raise\n    s.close()\n",
        id="except-and-at-the-end",
    ),
    pytest.param("def f(a):\n    socket.create_connection(a).close()\n", id="closed-at-once"),
    pytest.param(
        "def f(stack):\n    s = socket.socket()\n    stack.callback(s.close)\n    s.bind(())\n",
        id="close-registered",
    ),
    pytest.param(
        "def f():\n    p = ThreadPoolExecutor()\n    atexit.register(p.shutdown)\n"
        "    p.submit(f)\n",
        id="closed-at-exit",
    ),
    pytest.param(
        "def f(self):\n    d = tempfile.TemporaryDirectory()\n    self.addCleanup(d.cleanup)\n"
        "    return d.name\n",
        id="cleaned-up-by-a-test-case",
    ),
    # handed on
    pytest.param("def f(p):\n    return open(p)\n", id="returned"),
    pytest.param("def f():\n    s = socket.socket()\n    s.bind(())\n    return s\n", id="later"),
    pytest.param("def f(p):\n    return sqlite3.connect(p), p\n", id="returned-in-a-tuple"),
    pytest.param("def f(p):\n    return {'db': sqlite3.connect(p)}\n", id="returned-in-a-dict"),
    pytest.param("def f(p):\n    return io.TextIOWrapper(open(p, 'rb'))\n", id="returned-wrapped"),
    pytest.param("def f():\n    client = httpx.Client()\n    yield client\n", id="yielded"),
    pytest.param("make = lambda: httpx.Client()\n", id="made-by-a-lambda"),
    pytest.param(
        "def f(app):\n    app.state.client = httpx.Client()\n", id="attribute-of-another-object"
    ),
    pytest.param("def f(d):\n    d['client'] = httpx.Client()\n", id="put-into-a-dict"),
    pytest.param("def f():\n    return Service(httpx.Client())\n", id="passed-to-an-object"),
    pytest.param("def f():\n    c = httpx.Client()\n    run(c)\n", id="passed-to-a-function"),
    pytest.param("def f():\n    c = httpx.Client()\n    other = c\n", id="renamed"),
    pytest.param(
        "def f():\n    c = httpx.Client()\n    def g():\n        c.get('')\n    return g\n",
        id="used-by-an-inner-function",
    ),
    pytest.param("def f():\n    global c\n    c = httpx.Client()\n", id="global"),
    pytest.param("client = httpx.Client()\nclient.get('')\n", id="module-level"),
    pytest.param("class A:\n    client = httpx.Client()\n", id="class-level"),
    pytest.param(
        "def f(p, n):\n    return io.TextIOWrapper(zipfile.ZipFile(p).open(n))\n",
        id="part-of-an-archive-returned",
    ),
    pytest.param(
        "def run(c):\n    try:\n        c.get('')\n    finally:\n        c.close()\n"
        "def f():\n    c = httpx.Client()\n    run(c)\n",
        id="passed-to-a-function-of-the-file-that-closes-it",
    ),
    pytest.param(
        "def run(c):\n    kept.append(c)\ndef f():\n    c = httpx.Client()\n    run(c)\n",
        id="passed-to-a-function-of-the-file-that-keeps-it",
    ),
    pytest.param(
        "def rows(c):\n    yield c.get('')\ndef f():\n    c = httpx.Client()\n    return rows(c)\n",
        id="passed-to-a-generator-of-the-file",
    ),
    pytest.param(
        "def rows(c):\n    return c.execute('')\ndef f(p):\n    c = sqlite3.connect(p)\n"
        "    return rows(c)\n",
        id="passed-to-a-function-of-the-file-that-returns-a-cursor",
    ),
    # attributes
    pytest.param(METHOD + "    def close(self):\n        self._client.close()\n", id="closed"),
    pytest.param(
        METHOD + "    def __exit__(self, *why):\n        self._client.__exit__(*why)\n",
        id="exit-passed-on",
    ),
    pytest.param(
        METHOD + "    def run(self):\n        with self._client as c:\n            pass\n",
        id="attribute-entered",
    ),
    pytest.param(METHOD + "    def all(self):\n        return [self._client]\n", id="listed"),
    pytest.param(
        METHOD + "    def run(self):\n        client = self._client\n        client.close()\n",
        id="attribute-renamed",
    ),
    pytest.param(METHOD.replace("Service:", "Service(Base):"), id="base-in-another-file"),
    pytest.param(
        METHOD + "def stop(service):\n    service._client.close()\n", id="closed-by-a-function"
    ),
    # borrowed connections
    pytest.param(
        "from alembic import op\nfrom sqlalchemy.orm import Session\n"
        "def upgrade():\n    session = Session(bind=op.get_bind())\n    session.commit()\n",
        id="session-of-a-migration",
    ),
    pytest.param(
        "from alembic import op\nfrom sqlalchemy.orm import Session\n"
        "def upgrade():\n    bind = op.get_bind()\n    session = Session(bind)\n"
        "    session.commit()\n",
        id="session-of-a-migration-by-name",
    ),
    pytest.param(
        "from alembic import op\nfrom sqlalchemy.orm import sessionmaker\n"
        "Session = sessionmaker()\n"
        "def upgrade():\n    session = Session(bind=op.get_bind())\n    session.commit()\n",
        id="made-session-of-a-migration",
    ),
    pytest.param(
        "from sqlalchemy import Connection\nfrom sqlalchemy.orm import Session\n"
        "def f(given: Connection):\n    session = Session(given)\n    session.commit()\n",
        id="session-on-a-callers-connection",
    ),
    pytest.param(
        "from sqlalchemy.orm import Session\n"
        "def f(outer):\n    inner = Session(bind=outer.connection())\n    inner.commit()\n",
        id="session-on-another-sessions-connection",
    ),
    # what is returned needs the connection
    pytest.param(
        "def f(p):\n    c = sqlite3.connect(p)\n    return c.cursor()\n", id="cursor-returned"
    ),
    pytest.param(
        "def f(p):\n    c = sqlite3.connect(p)\n    rows = c.cursor()\n    rows.execute('')\n"
        "    return rows\n",
        id="cursor-returned-by-name",
    ),
    pytest.param(
        "def f(p):\n    c = sqlite3.connect(p)\n    rows = c.cursor()\n"
        "    found = rows.execute('')\n    return found\n",
        id="result-of-a-cursor-returned",
    ),
    pytest.param(
        "def f(p):\n    return sqlite3.connect(p).execute('')\n",
        id="cursor-returned-on-the-spot",
    ),
    pytest.param(
        "def f(p):\n    c = sqlite3.connect(p)\n    return Rows(c.execute(''))\n",
        id="cursor-returned-in-an-object",
    ),
    pytest.param(
        "class A:\n    def f(self, p):\n        c = sqlite3.connect(p)\n"
        "        self.rows = c.cursor()\n",
        id="cursor-kept-by-an-attribute",
    ),
    pytest.param(
        "async def f(e):\n    s = AsyncSession(e)\n    return await s.stream('')\n",
        id="awaited-result-returned",
    ),
    # made sessions, connections of engines, processes
    pytest.param(
        MAKER + "def f():\n    with Made() as s:\n        s.commit()\n", id="made-session-entered"
    ),
    pytest.param(
        MAKER + "def f():\n    s = Made()\n    try:\n        yield s\n    finally:\n"
        "        s.close()\n",
        id="made-session-of-a-dependency",
    ),
    pytest.param(
        MAKER + "def f(made, e):\n    made['a'] = sessionmaker(e)\n", id="maker-put-into-a-dict"
    ),
    pytest.param(
        "def Made(): ...\ndef f():\n    s = Made()\n    s.commit()\n",
        id="function-that-is-no-maker",
    ),
    pytest.param(
        ENGINE + "def f():\n    with engine.connect() as c:\n        c.execute('')\n",
        id="connection-of-an-engine-entered",
    ),
    pytest.param(
        "def f(bus):\n    bus.connect()\n    c = bus.connect()\n    c.send('')\n",
        id="connect-of-an-unknown-object",
    ),
    pytest.param(
        PROCESS + "def f(a):\n    p = Popen(a, stdout=PIPE)\n    return p.communicate()[0]\n",
        id="process-that-is-waited-for",
    ),
    pytest.param(
        PROCESS + "def f(a):\n    p = Popen(a, stdout=PIPE)\n    q = Popen(a, stdin=p.stdout)\n"
        "    return q.communicate()\n",
        id="pipe-passed-to-another-process",
    ),
    pytest.param(PROCESS + "def f(a):\n    Popen(a)\n", id="process-in-the-background"),
    # no resource
    pytest.param("def f(open, p):\n    return open(p).read()\n", id="parameter-called-open"),
    pytest.param("def open(p): ...\ndef f(p):\n    return open(p).read()\n", id="own-open"),
    pytest.param("def f(p):\n    return p.open().read()\n", id="open-of-an-unknown-object"),
    pytest.param("def f(p: Door):\n    return p.open().read()\n", id="open-of-something-else"),
    pytest.param(
        "def f(data):\n    z = zipfile.ZipFile(io.BytesIO(data))\n    return z.namelist()\n",
        id="in-memory",
    ),
    pytest.param(
        "def f():\n    b = io.BytesIO()\n    z = zipfile.ZipFile(b, 'w')\n    z.writestr('', '')\n",
        id="in-memory-by-name",
    ),
    pytest.param("def f():\n    text = 'open(p).read()'\n    # open(p).read()\n", id="only-text"),
    pytest.param("client: httpx.Client\n", id="annotation"),
]

BAD = [
    pytest.param(
        "def f(p):\n    return open(p).read()\n",
        (2, 12),
        "`open(p)` is used here and never closed; write `with open(p) as file:` around what uses "
        "it",
        id="read-in-a-return",
    ),
    pytest.param(
        "def f(p):\n    return json.load(open(p))\n",
        (2, 22),
        "`open(p)` is used here and never closed; write `with open(p) as file:` around what uses "
        "it",
        id="loaded-in-a-return",
    ),
    pytest.param(
        "def f(p):\n    return [row for row in csv.reader(open(p))]\n",
        (2, 39),
        "`open(p)` is used here and never closed; write `with open(p) as file:` around what uses "
        "it",
        id="iterated-in-a-return",
    ),
    pytest.param(
        "def f(p: Path | None):\n    x = p.open()\n    return x.read()\n",
        (2, 9),
        "`x` is opened here and never closed; write `with p.open() as x:` around what uses it",
        id="path-by-annotation",
    ),
    pytest.param(
        "def f(d):\n    p = Path(d) / 'a'\n    return p.with_suffix('.b').open().read()\n",
        (3, 12),
        "`p.with_suffix('.b').open()` is used here and never closed; write "
        "`with p.with_suffix('.b').open() as file:` around what uses it",
        id="path-by-assignment",
    ),
    pytest.param(
        "async def f(u):\n    client = httpx.AsyncClient()\n    return await client.get(u)\n",
        (2, 14),
        "`client` is opened here and never closed; write "
        "`async with httpx.AsyncClient() as client:` around what uses it",
        id="async-client",
    ),
    pytest.param(
        "def f(u):\n    return httpx.Client().get(u)\n",
        (2, 12),
        "`httpx.Client()` is used here and never closed; write `with httpx.Client() as client:` "
        "around what uses it",
        id="client-used-on-the-spot",
    ),
    pytest.param(
        "def f(p):\n    c = sqlite3.connect(p)\n    c.execute('')\n    c.close()\n",
        (2, 9),
        "`c` stays open if an error is raised before it is closed; write "
        "`with contextlib.closing(sqlite3.connect(p)) as c:` around what uses it",
        id="closed-unless-something-fails",
    ),
    pytest.param(
        "async def f(d):\n    c = await asyncpg.connect(d)\n    return await c.fetch('')\n",
        (2, 15),
        "`c` is opened here and never closed; call `await c.close()` in a `finally`",
        id="no-context-manager",
    ),
    pytest.param(
        "async def f():\n    c = await psycopg.AsyncConnection.connect()\n"
        "    await c.execute('')\n",
        (2, 15),
        "`c` is opened here and never closed; write "
        "`async with await psycopg.AsyncConnection.connect() as c:` around what uses it",
        id="entered-after-it-is-awaited",
    ),
    pytest.param(
        "def f(a):\n    socket.create_connection(a)\n",
        (2, 5),
        "the result of `socket.create_connection(a)` is discarded and never closed; write "
        "`with socket.create_connection(a) as connection:` around what uses it",
        id="dropped",
    ),
    pytest.param(
        "def f(u):\n    for line in urlopen(u):\n        print(line)\n",
        (2, 17),
        "`urlopen(u)` is used here and never closed; write `with urlopen(u) as response:` around "
        "what uses it",
        id="iterated",
    ),
    pytest.param(
        "def f(xs):\n    if (pool := ThreadPoolExecutor()) and xs:\n        pool.submit(f)\n",
        (2, 17),
        "`pool` is opened here and never closed; write `with ThreadPoolExecutor() as pool:` "
        "around what uses it",
        id="walrus",
    ),
    pytest.param(
        "def f():\n    s = requests.Session() if f else None\n    s.get('')\n",
        (2, 9),
        "`s` is opened here and never closed; write `with requests.Session() as s:` around what "
        "uses it",
        id="one-of-two",
    ),
    pytest.param(
        METHOD + "    def get(self):\n        if self._client:\n            self._client.get('')\n",
        (3, 24),
        "`self._client` is opened here, and nothing in its class closes it; give the class a "
        "`close` or `__exit__` that calls `self._client.close()`",
        id="attribute",
    ),
    pytest.param(
        "class A:\n    def __init__(self, e):\n        self.session = AsyncSession(e)\n",
        (3, 24),
        "`self.session` is opened here, and nothing in its class closes it; give the class a "
        "`close` or `__aexit__` that calls `await self.session.close()`",
        id="async-attribute",
    ),
    pytest.param(
        "from httpx import Client as Connector\ndef f(u):\n    return Connector().get(u)\n",
        (3, 12),
        "`Connector()` is used here and never closed; write `with Connector() as client:` around "
        "what uses it",
        id="renamed-by-the-import",
    ),
    pytest.param(
        "import httpx\ndef f(u, options):\n"
        "    return httpx.Client(verify=options.is_verified, timeout=options.timeout).get(u)\n",
        (3, 12),
        "`httpx.Client(…)` is used here and never closed; write `with httpx.Client(…) as client:` "
        "around what uses it",
        id="long-call",
    ),
]

LOST = [
    pytest.param(
        "def f(p):\n    c = sqlite3.connect(p)\n    rows = c.cursor()\n    rows.execute('')\n"
        "    return rows.fetchall()\n",
        "`c` is opened here and never closed; write "
        "`with contextlib.closing(sqlite3.connect(p)) as c:` around what uses it",
        id="rows-of-a-cursor-returned",
    ),
    pytest.param(
        "def f(p):\n    return sqlite3.connect(p).execute('').fetchone()\n",
        "`sqlite3.connect(p)` is used here and never closed; write "
        "`with contextlib.closing(sqlite3.connect(p)) as connection:` around what uses it",
        id="row-returned-on-the-spot",
    ),
    pytest.param(
        "def f(p):\n    rows = sqlite3.connect(p).execute('')\n    return list(rows)\n",
        "`sqlite3.connect(p)` is used here and never closed; write "
        "`with contextlib.closing(sqlite3.connect(p)) as connection:` around what uses it",
        id="rows-of-a-lost-connection",
    ),
    pytest.param(
        MAKER + "def f():\n    s = Made()\n    s.commit()\n    s.close()\n",
        "`s` stays open if an error is raised before it is closed; write `with Made() as s:` "
        "around what uses it",
        id="session-of-a-maker",
    ),
    pytest.param(
        MAKER + "def f(e):\n    s = sessionmaker(bind=e)()\n    s.commit()\n",
        "`s` is opened here and never closed; write `with sessionmaker(bind=e)() as s:` around "
        "what uses it",
        id="session-of-a-maker-on-the-spot",
    ),
    pytest.param(
        "from sqlalchemy.orm import sessionmaker\nMade = sessionmaker(class_=AsyncSession)\n"
        "async def f():\n    s = Made()\n    await s.commit()\n",
        "`s` is opened here and never closed; write `async with Made() as s:` around what uses it",
        id="session-of-a-maker-of-asynchronous-ones",
    ),
    pytest.param(
        "from sqlalchemy.ext.asyncio import async_sessionmaker\nMade = async_sessionmaker()\n"
        "async def f():\n    s = Made()\n    await s.commit()\n",
        "`s` is opened here and never closed; write `async with Made() as s:` around what uses it",
        id="session-of-an-asynchronous-maker",
    ),
    pytest.param(
        ENGINE + "def f():\n    c = engine.connect()\n    return c.execute('').scalar()\n",
        "`c` is opened here and never closed; write `with engine.connect() as c:` around what "
        "uses it",
        id="connection-of-an-engine",
    ),
    pytest.param(
        "from sqlalchemy.ext.asyncio import AsyncEngine\nasync def f(e: AsyncEngine):\n"
        "    c = await e.connect()\n    await c.execute('')\n",
        "`c` is opened here and never closed; write `async with e.connect() as c:` around what "
        "uses it",
        id="connection-of-an-asynchronous-engine",
    ),
    pytest.param(
        PROCESS + "def f(a):\n    return Popen(a, stdout=PIPE).stdout.read()\n",
        "`Popen(a, stdout=PIPE)` is used here and never closed; write "
        "`with Popen(a, stdout=PIPE) as process:` around what uses it",
        id="pipe-of-a-process",
    ),
    pytest.param(
        "import threading\nclass A(threading.Thread):\n    def __init__(self):\n"
        "        self.wire = httpx.Client()\n",
        "`self.wire` is opened here, and nothing in its class closes it; give the class a `close` "
        "or `__exit__` that calls `self.wire.close()`",
        id="attribute-of-a-thread",
    ),
    pytest.param(
        "def run(url, c):\n    return c.get(url).text\n"
        "def f():\n    c = httpx.Client()\n    return run('', c)\n",
        "`c` is opened here and never closed; write `with httpx.Client() as c:` around what uses "
        "it",
        id="passed-to-a-function-of-the-file-that-only-uses-it",
    ),
    pytest.param(
        "def run(*, c):\n    c.get('')\nclass A:\n    def __init__(self):\n"
        "        self.wire = httpx.Client()\n    def m(self):\n        run(c=self.wire)\n",
        "`self.wire` is opened here, and nothing in its class closes it; give the class a `close` "
        "or `__exit__` that calls `self.wire.close()`",
        id="attribute-passed-to-a-function-of-the-file-that-only-uses-it",
    ),
    # what may be the caller's stays open
    pytest.param(
        "def f(c=None):\n    c = c or httpx.Client()\n    return c.get('')\n",
        "`c` is opened here and never closed; write `with contextlib.ExitStack() as stack:` around "
        "what uses it and `stack.enter_context(httpx.Client())` here, which leaves open what a "
        "caller passed",
        id="callers-or-own",
    ),
    pytest.param(
        "async def f(e, s=None):\n    if s is None:\n        s = AsyncSession(e)\n"
        "    await s.commit()\n",
        "`s` is opened here and never closed; write "
        "`async with contextlib.AsyncExitStack() as stack:` around what uses it and "
        "`await stack.enter_async_context(AsyncSession(e))` here, which leaves open what a caller "
        "passed",
        id="parameter-that-is-filled",
    ),
    pytest.param(
        "class A:\n    def __init__(self, c=None):\n"
        "        self._wire = httpx.Client() if c is None else c\n",
        "`self._wire` is opened here, and nothing in its class closes it; give the class a `close` "
        "or `__exit__` that calls `self._wire.close()`, where it was opened here",
        id="attribute-that-may-be-the-callers",
    ),
    pytest.param(
        "def f(p):\n    p = sqlite3.connect(p)\n    p.commit()\n",
        "`p` is opened here and never closed; write "
        "`with contextlib.closing(sqlite3.connect(p)) as p:` around what uses it",
        id="parameter-that-says-what-to-open",
    ),
]


@pytest.mark.parametrize(("source", "message"), LOST)
def test_advice_leaves_usable_what_is_returned_and_open_what_was_passed(
    findings_of, source, message
):
    (finding,) = findings_of(HOOK, IMPORTS + source)
    assert finding.message == message


def test_a_stack_as_advised_closes_its_own_connection_and_not_the_callers():
    opened = []

    def connect():
        opened.append(sqlite3.connect(":memory:"))
        return opened[-1]

    def count(c=None):
        with contextlib.ExitStack() as stack:
            c = c or stack.enter_context(contextlib.closing(connect()))
            return c.execute("SELECT 1").fetchone()[0]

    with contextlib.closing(sqlite3.connect(":memory:")) as given:
        assert count(given) == 1
        assert given.execute("SELECT 2").fetchone() == (2,)
    assert count() == 1
    with pytest.raises(sqlite3.ProgrammingError):
        opened[0].execute("SELECT 1")


OPT_IN = [
    pytest.param("def f():\n    c = httpx.Client()\n    run(c)\n", "check_arguments", id="passed"),
    pytest.param("def f():\n    run(httpx.Client())\n", "check_arguments", id="passed-on-the-spot"),
    pytest.param(
        METHOD.replace("Service:", "Service(Base):"), "check_attributes", id="base-elsewhere"
    ),
    pytest.param(
        "def f(app):\n    app.client = httpx.Client()\n", "check_attributes", id="other-object"
    ),
    pytest.param("client = httpx.Client()\n", "check_module_level", id="module-level"),
]


@pytest.mark.parametrize("source", SILENT)
def test_what_is_closed_here_or_elsewhere_is_not_reported(findings_of, source):
    assert findings_of(HOOK, IMPORTS + source) == []


@pytest.mark.parametrize(("source", "place", "message"), BAD)
def test_a_resource_that_stays_open_is_reported_with_what_to_write(
    findings_of, source, place, message
):
    offset = IMPORTS.count("\n")
    (finding,) = findings_of(HOOK, IMPORTS + source)
    assert (finding.line - offset, finding.column) == place
    assert finding.message == message


@pytest.mark.parametrize(("source", "option"), OPT_IN)
def test_what_one_file_does_not_show_is_reported_with_an_option(findings_of, source, option):
    assert findings_of(HOOK, IMPORTS + source) == []
    assert len(findings_of(HOOK, IMPORTS + source, **{option: True})) == 1


@pytest.mark.parametrize("path", ["tests/unit/test_a.py", "app/conftest.py", "tests/factory.py"])
def test_tests_are_checked_with_an_option(findings_of, path):
    source = "def f(p):\n    return open(p).read()\n"
    assert findings_of(HOOK, source, path) == []
    assert len(findings_of(HOOK, source, path, check_tests=True)) == 1


def test_a_finding_names_the_function_that_it_is_in(findings_of):
    source = "class Desk:\n    def hours(self, p):\n        return open(p).read()\n"
    (finding,) = findings_of(HOOK, source)
    assert finding.symbol == "Desk.hours"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_every_line_end_is_understood(findings_of, end):
    source = (
        "import json\n\nclass A:\n    @staticmethod\n    def f(p):\n        return open(p).read()\n"
    )
    (finding,) = findings_of(HOOK, source.replace("\n", end))
    assert (finding.line, finding.column) == (6, 16)


@pytest.mark.parametrize("origin", sorted(OPENERS))
def test_every_opener_is_found_under_its_own_name(findings_of, origin):
    package, _, name = origin.rpartition(".")
    if origin == "pathlib.Path.open":
        source = "from pathlib import Path\ndef f(p: Path):\n    return p.open().read()\n"
    elif origin == "subprocess.Popen":
        source = "from subprocess import PIPE, Popen\nPopen(p, stdin=PIPE).stdin.write(b'')\n"
    else:
        imported = "" if package == "builtins" else f"import {package}\n"
        called = name if package == "builtins" else origin
        source = f"{imported}def f(p):\n    return {called}(p).read()\n"
    assert len(findings_of(HOOK, source)) == 1
    assert HOOK.may_find is not None
    assert HOOK.may_find(source.encode())


def test_the_words_of_the_byte_test_are_in_every_name():
    assert [name for name in LAST_NAMES if not any(word in name.encode() for word in WORDS)] == []


# Every form that Ruff's SIM115 may look at, with each opener that it knows or may know.
FORMS = (
    "return {call}.read()",
    "return json.load({call})",
    "return [line for line in {call}]",
    "return len({call}.read()) + 1",
    "for line in {call}: print(line)",
    "x = {call}",
    "x = json.load({call})",
    "print({call}.read())",
    "assert {call}.read()",
    "{call}.close()",
    "{call}",
    "with contextlib.closing({call}) as x: pass",
    "with run(json.load({call})): pass",
    "if {call}.read(): pass",
    "return lambda: {call}.read()",
    "yield json.load({call})",
)
CALLS = (
    *(f"{origin}(p)" for origin, opener in OPENERS.items() if opener.is_known_to_ruff),
    *("gzip.GzipFile(p)", "bz2.BZ2File(p)", "zipfile.ZipFile(p)", "tarfile.TarFile(p)"),
    *("pathlib.Path(p).open()", "(pathlib.Path(p) / 'a').open()", "os.fdopen(p)", "io.FileIO(p)"),
    *("tempfile.TemporaryDirectory()", "path.open()", "socket.socket()"),
)
MODULES = (
    "builtins, bz2, codecs, contextlib, dbm, dbm.dumb, dbm.gnu, dbm.ndbm, fileinput, gzip, io, "
    "json, lzma, os, pathlib, shelve, socket, tarfile, tempfile, tokenize, wave, zipfile"
)


def test_what_ruff_reports_is_not_reported_twice_and_what_it_skips_is(findings_of, tmp_path):
    lines = [f"import {MODULES}"]
    forms: dict[int, str] = {}
    for call in CALLS:
        for form in FORMS:
            lines.append(f"def f(p, path: pathlib.Path):\n    {form.format(call=call)}")
            forms[2 * len(forms) + 3] = form
    source = "\n".join([*lines, ""])
    (tmp_path / "app.py").write_text(source, encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff", "check", "--no-cache", "--exit-zero", "--quiet"]
    configuration = Path(__file__).parents[2] / "pyproject.toml"
    answer = subprocess.run(  # noqa: S603 - Ruff of the development environment
        [*ruff, "--config", configuration, "--output-format", "json", tmp_path / "app.py"],
        capture_output=True,
        text=True,
        check=True,
    )
    by_ruff = {
        each["location"]["row"] for each in json.loads(answer.stdout) if each["code"] == "SIM115"
    }
    ours = {finding.line for finding in findings_of(HOOK, source)}
    safe = ("{call}.close()", "with contextlib.closing({call}) as x: pass")
    lost = {line for line, form in forms.items() if form not in safe}
    assert by_ruff
    assert ours & by_ruff == set()
    assert lost - ours - by_ruff == set()
    assert ours <= lost


REAL = [
    pytest.param(
        "import smtplib\n\n\ndef emit(host, message):\n    try:\n"
        "        smtp = smtplib.SMTP(host)\n        smtp.send_message(message)\n"
        "        smtp.quit()\n    except OSError:\n        log(message)\n",
        id="mail-handler",
    ),
    pytest.param(
        "import socket\n\n\ndef free_port(ports):\n    for port in ports:\n        try:\n"
        "            s = socket.socket()\n            s.bind(('', port))\n            s.close()\n"
        "            return port\n        except OSError:\n            continue\n",
        id="port-scanner",
    ),
    pytest.param(
        "import os, tempfile\n\n\ndef save(data):\n    number, path = tempfile.mkstemp()\n"
        "    out = os.fdopen(number, 'wb')\n    try:\n        out.write(data)\n"
        "    except OSError as error:\n        raise SaveError(path) from error\n"
        "    out.close()\n    return path\n",
        id="temporary-file",
    ),
]


@pytest.mark.parametrize("source", REAL)
def test_leaks_as_real_code_has_them_are_found(findings_of, source):
    assert len(findings_of(HOOK, source)) == 1
