"""Callables of the standard library whose results have a type that everybody knows, or nobody."""

from __future__ import annotations


BUILTIN_TYPES = frozenset(
    f"builtins.{name}"
    for name in (
        *("bool", "bytearray", "bytes", "complex", "dict", "enumerate", "filter", "float"),
        *("frozenset", "int", "list", "map", "memoryview", "object", "property", "range"),
        *("reversed", "set", "slice", "staticmethod", "classmethod", "str", "super", "tuple"),
        *("type", "zip"),
    )
)
SMALL_CLASSES = frozenset(
    [
        *(f"datetime.{name}" for name in ("date", "datetime", "time", "timedelta", "timezone")),
        *(f"functools.{name}" for name in ("cached_property", "partial", "partialmethod")),
        *(f"itertools.{name}" for name in ("chain", "count", "cycle", "repeat")),
        *(f"operator.{name}" for name in ("attrgetter", "itemgetter", "methodcaller")),
        *("array.array", "mmap.mmap", "socket.socket", "threading.local"),
        *("collections.defaultdict", "collections.deque"),
    ]
)
"""Classes of the standard library that are not written like one."""

EMPTY_WITHOUT_ARGUMENTS = {
    "builtins.dict": 2,
    "builtins.frozenset": 1,
    "builtins.list": 1,
    "builtins.set": 1,
    "builtins.tuple": 1,
    "collections.ChainMap": 2,
    "collections.Counter": 1,
    "collections.OrderedDict": 2,
    "collections.deque": 1,
    "weakref.WeakKeyDictionary": 2,
    "weakref.WeakSet": 1,
    "weakref.WeakValueDictionary": 2,
}
"""Containers and how many types they hold, which only what is put into them could show."""

NEVER_SHOWN = {
    "asyncio.Future": 1,
    "asyncio.LifoQueue": 1,
    "asyncio.PriorityQueue": 1,
    "asyncio.Queue": 1,
    "collections.defaultdict": 2,
    "contextvars.ContextVar": 1,
    "queue.LifoQueue": 1,
    "queue.PriorityQueue": 1,
    "queue.Queue": 1,
    "queue.SimpleQueue": 1,
}
"""Classes whose arguments say nothing about what they will hold, but for a `default`."""

KNOWN_RESULTS = {
    **{
        f"builtins.{name}": "bool"
        for name in ("all", "any", "callable", "hasattr", "isinstance", "issubclass")
    },
    **{f"builtins.{name}": "int" for name in ("hash", "id", "len", "ord")},
    **{f"builtins.{name}": "str" for name in ("ascii", "bin", "chr", "format", "hex", "repr")},
    **dict.fromkeys(("time.monotonic", "time.perf_counter", "time.time"), "float"),
    **dict.fromkeys(("os.getcwd", "secrets.token_hex", "secrets.token_urlsafe"), "str"),
    **dict.fromkeys(("json.dumps", "textwrap.dedent", "urllib.parse.quote"), "str"),
    **{
        f"os.path.{name}": "str"
        for name in ("abspath", "basename", "dirname", "expanduser", "join", "normpath", "realpath")
    },
    **dict.fromkeys(("os.getpid", "threading.get_ident", "time.monotonic_ns"), "int"),
    **dict.fromkeys(("uuid.uuid1", "uuid.uuid4"), "uuid.UUID"),
    "logging.getLogger": "logging.Logger",
    "re.compile": "re.Pattern[str]",
    "threading.current_thread": "threading.Thread",
}
"""Functions that everybody knows the one result of."""

ENVIRONMENT = "os.environ"
ENVIRONMENT_READERS = frozenset({"os.environ.get", "os.getenv"})
"""What holds texts alone, and what returns one of them, or else the default."""

CHOOSERS = frozenset({"builtins.max", "builtins.min"})
"""Functions that return one of what they are given."""

CACHING_DECORATORS = frozenset({"functools.cache", "functools.lru_cache"})
"""What makes of a function the same again."""

LOGGER = "logger"
"""How the names of functions end that return a logger, of whatever library."""

CONSTRUCTING_VERBS = ("build", "create", "empty", "from", "make", "new", "of", "open", "parse")
CONSTRUCTING_METHODS = frozenset(
    [
        *("cwd", "default", "get_instance", "home", "instance", "load", "loads"),
        *("model_construct", "model_validate", "model_validate_json", "now", "strptime"),
        *("today", "utcnow", "validate"),
    ]
)
"""What classmethods are called that return an object of their class."""

COPIES = frozenset({"copy.copy", "copy.deepcopy"})
"""Functions that return what they are given, anew."""

TEXT_METHODS = {
    **dict.fromkeys(
        [
            *("capitalize", "casefold", "expandtabs", "format", "format_map", "join", "ljust"),
            *("lower", "lstrip", "removeprefix", "removesuffix", "replace", "rjust", "rstrip"),
            *("strip", "swapcase", "title", "translate", "upper", "zfill"),
        ],
        "",
    ),
    **dict.fromkeys(("endswith", "isdigit", "isspace", "isupper", "startswith"), "bool"),
    **dict.fromkeys(("count", "find", "index", "rfind"), "int"),
    "decode": "str",
    "encode": "bytes",
}
"""Methods of text and bytes, and what they return; nothing stands for the same again."""

METHODS_OF_TEXT_ALONE = frozenset(
    [
        *("casefold", "endswith", "lower", "lstrip", "removeprefix", "removesuffix", "rstrip"),
        *("startswith", "strip", "upper"),
    ]
)
"""Methods whose names show a text or bytes, whatever they are called on."""

PATH_METHODS = frozenset(
    [
        *("absolute", "expanduser", "joinpath", "relative_to", "rename", "resolve"),
        *("with_name", "with_stem", "with_suffix"),
    ]
)
"""Methods of a path that return another."""

QUESTIONS = ("are_", "can_", "has_", "is_", "should_", "was_")
"""How the names of functions begin that return a bool."""
