"""The calls that open what has to be closed, by their origin."""

from __future__ import annotations


WITH = "with"
ASYNC_WITH = "async with"
CLOSING = "closing"
FINALLY = "finally"


class Opener:
    """What a call opens, and how it is closed.

    Attributes:
        name: What the resource is called in a proposal.
        form: `WITH` or `ASYNC_WITH`; `CLOSING` where its own `with` does not close it or there is
            none; `FINALLY` where only an awaited method closes it.
        closer: The method that closes it.
        is_known_to_ruff: Whether Ruff's SIM115 reports it, but for the places that it skips.
        has_awaited_entry: Whether `async with` enters what the call returns when awaited.
    """

    __slots__ = ("closer", "form", "has_awaited_entry", "is_known_to_ruff", "name")

    def __init__(
        self,
        name: str,
        form: str = WITH,
        closer: str = "close",
        *,
        is_known_to_ruff: bool = False,
        has_awaited_entry: bool = False,
    ) -> None:
        """Store what is known about the call."""
        self.name = name
        self.form = form
        self.closer = closer
        self.is_known_to_ruff = is_known_to_ruff
        self.has_awaited_entry = has_awaited_entry


FILE_OF_RUFF = Opener("file", is_known_to_ruff=True)
FILE = Opener("file")
ARCHIVE_OF_RUFF = Opener("archive", is_known_to_ruff=True)
ARCHIVE = Opener("archive")
DATABASE_OF_RUFF = Opener("database", is_known_to_ruff=True)
DIRECTORY = Opener("directory", closer="cleanup")
ASYNC_FILE = Opener("file", ASYNC_WITH)
AWAITED_FILE = Opener("file", ASYNC_WITH, "aclose", has_awaited_entry=True)
SOCKET = Opener("connection")
CONNECTION = Opener("connection", CLOSING)
MANAGED_CONNECTION = Opener("connection")
ASYNC_CONNECTION = Opener("connection", ASYNC_WITH)
ENTERED_CONNECTION = Opener("connection", ASYNC_WITH, has_awaited_entry=True)
AWAITED_CONNECTION = Opener("connection", FINALLY)
ASYNC_POOL = Opener("pool", ASYNC_WITH)
CONNECTION_POOL = Opener("pool")
CLIENT = Opener("client")
ASYNC_CLIENT = Opener("client", ASYNC_WITH, "aclose")
SESSION = Opener("session")
ASYNC_SESSION = Opener("session", ASYNC_WITH)
RESPONSE = Opener("response")
MAIL = Opener("server", closer="quit")
MAILBOX = Opener("mailbox", closer="logout")
WORKERS = Opener("pool", closer="terminate")
EXECUTOR = Opener("executor", closer="shutdown")
MEMORY = Opener("memory")
PROCESS = Opener("process", closer="wait")

PATH_OPEN = "pathlib.Path.open"
"""The origin under which `open` of a path is listed, however the path is spelled."""

OPENERS = {
    **dict.fromkeys(
        (
            *("builtins.open", "io.open", "codecs.open", "tokenize.open", "wave.open"),
            *("gzip.open", "bz2.open", "lzma.open", "lzma.LZMAFile"),
            *("fileinput.input", "fileinput.FileInput"),
            *("tempfile.NamedTemporaryFile", "tempfile.TemporaryFile"),
            "tempfile.SpooledTemporaryFile",
        ),
        FILE_OF_RUFF,
    ),
    "tarfile.open": ARCHIVE_OF_RUFF,
    **dict.fromkeys(
        ("shelve.open", "dbm.open", "dbm.dumb.open", "dbm.gnu.open", "dbm.ndbm.open"),
        DATABASE_OF_RUFF,
    ),
    **dict.fromkeys(
        (PATH_OPEN, "os.fdopen", "io.FileIO", "gzip.GzipFile", "bz2.BZ2File", "io.open_code"),
        FILE,
    ),
    **dict.fromkeys(("zipfile.ZipFile", "zipfile.PyZipFile", "tarfile.TarFile"), ARCHIVE),
    "tempfile.TemporaryDirectory": DIRECTORY,
    "aiofiles.open": ASYNC_FILE,
    **dict.fromkeys(("anyio.open_file", "trio.open_file"), AWAITED_FILE),
    **dict.fromkeys(("socket.socket", "socket.create_connection", "socket.create_server"), SOCKET),
    **dict.fromkeys(
        (
            *("sqlite3.connect", "sqlite3.dbapi2.connect", "psycopg2.connect", "pymysql.connect"),
            *("MySQLdb.connect", "mysql.connector.connect", "pyodbc.connect"),
            *("http.client.HTTPConnection", "http.client.HTTPSConnection", "poplib.POP3"),
            "poplib.POP3_SSL",
        ),
        CONNECTION,
    ),
    **dict.fromkeys(
        (
            *("psycopg.connect", "psycopg.Connection.connect", "duckdb.connect"),
            *("ftplib.FTP", "ftplib.FTP_TLS", "telnetlib.Telnet", "oracledb.connect"),
        ),
        MANAGED_CONNECTION,
    ),
    "aiosqlite.connect": ASYNC_CONNECTION,
    "psycopg.AsyncConnection.connect": ENTERED_CONNECTION,
    "asyncpg.connect": AWAITED_CONNECTION,
    **dict.fromkeys(
        ("asyncpg.create_pool", "aiomysql.create_pool", "psycopg_pool.AsyncConnectionPool"),
        ASYNC_POOL,
    ),
    "psycopg_pool.ConnectionPool": CONNECTION_POOL,
    **dict.fromkeys(("httpx.Client", "paramiko.SSHClient", "paramiko.client.SSHClient"), CLIENT),
    **dict.fromkeys(
        (
            *("httpx.AsyncClient", "redis.asyncio.Redis", "redis.asyncio.StrictRedis"),
            *("redis.asyncio.from_url", "redis.asyncio.Redis.from_url"),
        ),
        ASYNC_CLIENT,
    ),
    **dict.fromkeys(
        (
            *("requests.Session", "requests.session", "requests.sessions.Session"),
            *("sqlalchemy.orm.Session", "sqlalchemy.orm.session.Session", "sqlmodel.Session"),
        ),
        SESSION,
    ),
    **dict.fromkeys(
        (
            *("aiohttp.ClientSession", "aiohttp.client.ClientSession"),
            *("sqlalchemy.ext.asyncio.AsyncSession", "sqlmodel.ext.asyncio.session.AsyncSession"),
        ),
        ASYNC_SESSION,
    ),
    "urllib.request.urlopen": RESPONSE,
    **dict.fromkeys(("smtplib.SMTP", "smtplib.SMTP_SSL", "smtplib.LMTP"), MAIL),
    **dict.fromkeys(("imaplib.IMAP4", "imaplib.IMAP4_SSL"), MAILBOX),
    **dict.fromkeys(
        (
            *("multiprocessing.Pool", "multiprocessing.pool.Pool", "multiprocessing.dummy.Pool"),
            "multiprocessing.pool.ThreadPool",
        ),
        WORKERS,
    ),
    **dict.fromkeys(
        (
            *("concurrent.futures.ThreadPoolExecutor", "concurrent.futures.ProcessPoolExecutor"),
            "concurrent.futures.thread.ThreadPoolExecutor",
            "concurrent.futures.process.ProcessPoolExecutor",
        ),
        EXECUTOR,
    ),
    "mmap.mmap": MEMORY,
    "subprocess.Popen": PROCESS,
    **dict.fromkeys(
        ("sqlalchemy.Engine.connect", "sqlalchemy.engine.Engine.connect"), MANAGED_CONNECTION
    ),
    "sqlalchemy.ext.asyncio.AsyncEngine.connect": ASYNC_CONNECTION,
}
"""What each call opens, by the dotted origin of the function or class."""

SESSION_MAKERS = {
    "sqlalchemy.orm.sessionmaker": "sqlalchemy.orm.Session",
    "sqlalchemy.orm.session.sessionmaker": "sqlalchemy.orm.Session",
    "sqlalchemy.ext.asyncio.async_sessionmaker": "sqlalchemy.ext.asyncio.AsyncSession",
}
"""What opens a session when its result is called, with the opener that this amounts to."""

SYNC_CONNECT = "sqlalchemy.Engine.connect"
ASYNC_CONNECT = "sqlalchemy.ext.asyncio.AsyncEngine.connect"
CONNECTED = {
    **dict.fromkeys(
        (
            *("sqlalchemy.create_engine().connect()", "sqlalchemy.Engine().connect()"),
            *("sqlalchemy.engine.create_engine().connect()", "sqlmodel.create_engine().connect()"),
            *("sqlalchemy.engine.Engine().connect()", "sqlalchemy.engine_from_config().connect()"),
        ),
        SYNC_CONNECT,
    ),
    **dict.fromkeys(
        (
            "sqlalchemy.ext.asyncio.create_async_engine().connect()",
            "sqlalchemy.ext.asyncio.AsyncEngine().connect()",
        ),
        ASYNC_CONNECT,
    ),
}
"""The connections of engines, by their origin, with the opener that each amounts to."""

CONNECTIONS = frozenset(
    {
        *("alembic.op.get_bind()", "alembic.operations.Operations().get_bind()"),
        *("sqlalchemy.Connection()", "sqlalchemy.engine.Connection()"),
        *("sqlalchemy.engine.base.Connection()", "sqlalchemy.ext.asyncio.AsyncConnection()"),
        *CONNECTED,
    }
)
"""Connections whose owner is somebody else: a session that is bound to one opens nothing."""

NAMES_OF_CONNECTIONS = frozenset({"conn", "connection"})

PIPES = frozenset({"stderr", "stdin", "stdout"})
"""The arguments of a process that may be pipes, and its attributes that hold their ends."""

LAST_NAMES = frozenset(origin.rpartition(".")[2] for origin in OPENERS)
"""The names that such a call ends with, unless an import renames it."""

NAMES_BY_PACKAGE: dict[str, set[str]] = {}
"""The same by the package that has to be imported for them."""

for _origin in OPENERS:
    NAMES_BY_PACKAGE.setdefault(_origin.partition(".")[0], set()).add(_origin.rpartition(".")[2])

WORDS = tuple(
    sorted(
        name.encode()
        for name in LAST_NAMES
        if not any(other in name for other in LAST_NAMES - {name})
    )
)
"""Strings of which each of those names contains one."""

CLOSERS = frozenset(
    {
        *("close", "aclose", "shutdown", "disconnect", "terminate", "cleanup", "quit", "logout"),
        *("stop", "dispose", "release", "kill", "detach", "wait_closed", "invalidate"),
        *("__exit__", "__aexit__", "__enter__", "__aenter__", "close_all", "server_close"),
    }
)
"""The methods that close a resource, or pass it to what will."""

PARTS = frozenset({"open", "makefile", "extractfile"})
"""The methods whose result keeps using the resource: whoever has the result has both."""

WAITING = frozenset({"communicate", "poll", "wait"})
"""The methods that wait for a process, or ask whether it has ended."""

LENDING = frozenset(
    {
        *("cursor", "execute", "executemany", "exec", "exec_driver_sql", "query", "scalars", "sql"),
        *("stream", "stream_scalars", "getresponse", "pipeline", "pubsub", "imap"),
        *("imap_unordered", "apply_async", "map_async", "starmap_async", "open_sftp"),
        *("exec_command", "invoke_shell"),
    }
)
"""The methods whose result works only while the resource is open."""

CLOSING_FUNCTIONS = frozenset(
    {
        *("contextlib.closing", "contextlib.aclosing", "contextlib.nullcontext"),
        *("atexit.register", "weakref.finalize"),
    }
)
"""The functions that close their argument."""

CLOSING_METHODS = frozenset(
    {
        *("enter_context", "enter_async_context", "push", "push_async_exit", "callback"),
        *("enterContext", "enterAsyncContext", "addCleanup", "push_async_callback"),
    }
)
"""The methods of exit stacks and test cases that close their argument."""

BORROWERS = frozenset(
    {
        *("json.load", "json.dump", "pickle.load", "pickle.dump", "marshal.load", "marshal.dump"),
        *("tomllib.load", "tomli.load", "tomli_w.dump", "toml.load", "toml.dump", "plistlib.load"),
        *("plistlib.dump", "yaml.load", "yaml.safe_load", "yaml.dump", "yaml.safe_dump"),
        *("yaml.full_load", "yaml.load_all", "yaml.safe_load_all", "yaml.unsafe_load"),
        *("csv.reader", "csv.writer", "csv.DictReader", "csv.DictWriter"),
        *("shutil.copyfileobj", "ast.literal_eval", "hashlib.file_digest"),
        *("xml.etree.ElementTree.parse", "xml.dom.minidom.parse", "email.message_from_file"),
        *("subprocess.run", "subprocess.call", "subprocess.check_call"),
        "subprocess.check_output",
        *(
            f"builtins.{name}"
            for name in (
                *("all", "any", "bool", "dict", "enumerate", "filter", "frozenset", "hasattr"),
                *("id", "isinstance", "iter", "len", "list", "map", "max", "min", "next", "print"),
                *("repr", "reversed", "set", "sorted", "str", "sum", "tuple", "type", "zip"),
            )
        ),
    }
)
"""The functions that use their argument and leave it open."""
