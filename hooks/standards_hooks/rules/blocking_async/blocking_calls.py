"""The calls that wait for a disk, a database or a network, by their origin.

Constructors that only prepare are not among them (`redis.Redis()`, `boto3.client()`,
`requests.Session()`), nor is what answers from memory (`Session.add`, `cursor.fetchone`,
`socket.gethostname`) or with a single look at the disk (`Path.exists`, `shutil.which`). Ruff's
`ASYNC` rules report `requests.get`, `open`, `time.sleep` and `subprocess`; they are not reported
again.
"""

from __future__ import annotations

from standards_hooks.semantic.databases import (
    CONNECTIONS,
    CURSORS,
    DRIVER_CONNECTIONS,
    DRIVERS,
    SESSIONS,
)


CALLED = "CALLED"
"""The placeholder for the call in the advice."""
TO_THREAD = f"await `asyncio.to_thread({CALLED}, …)`"
HTTP = "await a request of an `httpx.AsyncClient`"
SESSION = "await the method of an `AsyncSession`"
DRIVER = "await an asynchronous driver, or run the call with `asyncio.to_thread`"
REDIS = "await the method of a `redis.asyncio.Redis`"
STREAMS = "await `asyncio.open_connection`, or a method of the loop such as `sock_recv`"
RESOLVER = "await `getaddrinfo` of the running loop"

VERBS = frozenset({"delete", "get", "head", "options", "patch", "post", "put", "request", "send"})
QUERIES = frozenset({"commit", "execute", "flush", "get", "get_one", "merge", "refresh"})
SESSION_METHODS = QUERIES | {"bulk_save_objects", "exec", "scalar", "scalars"}
CONNECTION_METHODS = frozenset({"commit", "exec_driver_sql", "execute", "scalar", "scalars"})
RESULTS_OF_QUERY = frozenset(
    {"all", "count", "delete", "first", "get", "one", "one_or_none", "scalar", "update"}
)
CURSOR_METHODS = frozenset({"callproc", "copy_from", "execute", "executemany", "executescript"})
DRIVER_METHODS = CURSOR_METHODS | {"commit"}
PATH_METHODS = frozenset({"read_bytes", "read_text", "write_bytes", "write_text"})
"""Methods that read or write a whole file, whose names only `pathlib` has."""

REDISES = (
    *(f"redis.{name}()" for name in ("Redis", "RedisCluster", "StrictRedis", "from_url")),
    *(f"redis.{name}.from_url()" for name in ("Redis", "RedisCluster", "StrictRedis")),
    *("redis.client.Redis()", "redis.client.StrictRedis()", "redis.cluster.RedisCluster()"),
)
LAZY_OF_REDIS = frozenset(
    {"close", "from_url", "get_connection_kwargs", "lock", "monitor", "pipeline", "pubsub"}
    | {"register_script", "set_response_callback"}
)
LAZY_OF_BOTO3 = frozenset(
    {"can_paginate", "client", "close", "create_presigned_post", "filter", "all", "pages", "limit"}
    | {"generate_presigned_post", "generate_presigned_url", "get_available_subresources"}
    | {"get_paginator", "get_waiter", "paginate", "page_size", "register", "resource"}
)
BOTO3 = (
    *("boto3.client()", "boto3.resource()", "boto3.Session().client()"),
    *("boto3.Session().resource()", "boto3.session.Session().client()"),
    "boto3.session.Session().resource()",
)
POOLS = ("HTTPConnectionPool", "HTTPSConnectionPool", "PoolManager", "ProxyManager")

METHODS: dict[str, tuple[frozenset[str], str]] = {
    **dict.fromkeys(
        ("requests.Session()", "requests.session()", "requests.sessions.Session()"), (VERBS, HTTP)
    ),
    "httpx.Client()": (VERBS | {"stream"}, HTTP),
    **dict.fromkeys(
        (f"urllib3.{pool}()" for pool in POOLS), (frozenset({"request", "urlopen"}), HTTP)
    ),
    **dict.fromkeys(SESSIONS, (SESSION_METHODS, SESSION)),
    **dict.fromkeys(CONNECTIONS, (CONNECTION_METHODS, SESSION)),
    **dict.fromkeys(DRIVER_CONNECTIONS, (DRIVER_METHODS, DRIVER)),
    **dict.fromkeys(CURSORS, (CURSOR_METHODS, DRIVER)),
    **dict.fromkeys(
        ("smtplib.SMTP()", "smtplib.SMTP_SSL()"),
        (frozenset({"connect", "login", "send_message", "sendmail", "starttls"}), TO_THREAD),
    ),
    "pathlib.Path()": (PATH_METHODS | {"open"}, TO_THREAD),
}
"""Methods that block, by the origin of their object, with what to do instead."""

SOCKET_METHODS = frozenset(
    {"accept", "connect", "recv", "recv_into", "recvfrom", "send", "sendall", "sendto"}
)
SOCKETS = ("socket.socket()", "socket.create_connection()")
NOT_BLOCKING_SOCKETS = (b"SOCK_DGRAM", b"setblocking", b"sock_recv", b"sock_connect")
"""Strings in a file whose sockets may not block: datagrams, and sockets of the loop."""

FUNCTIONS: dict[str, str] = {
    **dict.fromkeys((f"{driver}.connect" for driver in DRIVERS), DRIVER),
    **dict.fromkeys(
        (
            f"shutil.{name}"
            for name in ("copy", "copy2", "copyfile", "copyfileobj", "copytree", "make_archive")
        ),
        TO_THREAD,
    ),
    **dict.fromkeys((f"shutil.{name}" for name in ("move", "rmtree", "unpack_archive")), TO_THREAD),
    **dict.fromkeys(("smtplib.SMTP", "smtplib.SMTP_SSL"), TO_THREAD),
    **dict.fromkeys(
        (
            f"socket.{name}"
            for name in ("getaddrinfo", "gethostbyaddr", "gethostbyname", "gethostbyname_ex")
        ),
        RESOLVER,
    ),
    "httpx.stream": HTTP,
    "psycopg.Connection.connect": DRIVER,
    "socket.create_connection": STREAMS,
    "urllib.request.urlretrieve": HTTP,
}
"""Functions that block, with what to do instead."""

NAMES = frozenset(
    {name for methods, _ in METHODS.values() for name in methods}
    | {function.rpartition(".")[2] for function in FUNCTIONS}
    | SOCKET_METHODS
    | RESULTS_OF_QUERY
    | PATH_METHODS
)
"""The last names of what blocks, except for the methods of services, which are any."""
SERVICES = (b"boto3", b"redis")

RUNNERS = frozenset({"asyncio.run", "asyncio.runners.run"})
RUN_UNTIL_COMPLETE = "run_until_complete"


def instead_of(origin: str, source: bytes) -> str:
    """Return what to do instead of a call; empty where it does not block.

    Args:
        origin: The origin of what is called, `requests.Session().get`.
        source: The file, which shows whether its sockets block.

    Returns:
        The end of a sentence, with `CALLED` where the call is named.
    """
    if origin in FUNCTIONS:
        return FUNCTIONS[origin]
    receiver, _, method = origin.rpartition(".")
    methods, instead = METHODS.get(receiver, (frozenset(), ""))
    if method in methods:
        return instead
    if receiver in SOCKETS and method in SOCKET_METHODS:
        return "" if any(mark in source for mark in NOT_BLOCKING_SOCKETS) else STREAMS
    if receiver.startswith(SESSIONS) and ".query()" in receiver:
        return SESSION if method in RESULTS_OF_QUERY else ""
    if receiver.startswith(BOTO3):
        return TO_THREAD if _calls_service(receiver, method) else ""
    return REDIS if _calls_redis(receiver, method) else ""


def _calls_service(receiver: str, method: str) -> bool:
    """Return whether a method of boto3 goes over the network; those of resources have capitals."""
    is_lazy = method in LAZY_OF_BOTO3 or method[:1].isupper()
    return not is_lazy and ".meta" not in receiver and ".get_paginator()" not in receiver


def _calls_redis(receiver: str, method: str) -> bool:
    if receiver in REDISES:
        return method not in LAZY_OF_REDIS and method.islower()
    owner, _, made = receiver.rpartition(".")
    return owner in REDISES and made == "pipeline()" and method == "execute"
