"""What queries go through: sessions, connections, cursors, by their origin."""

from __future__ import annotations


SESSIONS = (
    "sqlalchemy.orm.Session()",
    "sqlalchemy.orm.session.Session()",
    "sqlalchemy.orm.sessionmaker()()",
    "sqlalchemy.orm.sessionmaker().begin()",
    "sqlalchemy.orm.scoped_session()",
    "sqlalchemy.orm.scoped_session()()",
    "sqlmodel.Session()",
    "sqlmodel.orm.session.Session()",
)
ENGINES = (
    "sqlalchemy.create_engine()",
    "sqlalchemy.engine.create_engine()",
    "sqlalchemy.Engine()",
    "sqlalchemy.engine.Engine()",
    "sqlalchemy.engine.base.Engine()",
    "sqlmodel.create_engine()",
)
CONNECTIONS = (
    *(f"{engine}.{opened}()" for engine in ENGINES for opened in ("begin", "connect")),
    "sqlalchemy.Connection()",
    "sqlalchemy.engine.Connection()",
    "sqlalchemy.engine.base.Connection()",
)
DRIVERS = (
    *("MySQLdb", "mysql.connector", "oracledb", "psycopg", "psycopg2", "pymssql", "pymysql"),
    *("pyodbc", "sqlite3"),
)
DRIVER_CONNECTIONS = (
    *(f"{driver}.connect()" for driver in DRIVERS),
    "psycopg.Connection()",
    "psycopg.Connection.connect()",
    "psycopg2.extensions.connection()",
    "sqlite3.Connection()",
)
CURSORS = tuple(f"{connection}.cursor()" for connection in DRIVER_CONNECTIONS)

AWAITED = (
    "aiosqlite.Connection()",
    "asyncpg.Connection()",
    "asyncpg.Pool()",
    "sqlalchemy.ext.asyncio.AsyncConnection()",
    "sqlalchemy.ext.asyncio.AsyncSession()",
    "sqlalchemy.ext.asyncio.async_scoped_session()",
    "sqlmodel.ext.asyncio.session.AsyncSession()",
)
HANDLES = frozenset(
    (*SESSIONS, *CONNECTIONS, *DRIVER_CONNECTIONS, *CURSORS, *AWAITED, "django.db.connection")
)
HANDLE_WORDS = frozenset(
    {"conn", "connection", "cur", "cursor", "database", "db", "sess", "session", "transaction"}
)
"""The last words of names that hold one of them."""


def is_named_like_handle(name: str) -> bool:
    """Return whether a name says that it holds a session, a connection or a cursor."""
    return name.lower().rpartition("_")[2] in HANDLE_WORDS
