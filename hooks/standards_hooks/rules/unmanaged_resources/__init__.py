"""What is opened is closed, even when an error is raised.

A file that nobody closes keeps its handle until it is garbage-collected, a connection its place in
the pool, a session its sockets. The clause "Use Context Managers" of the standard requires `with`.

**What it finds.** Files (`open`, `Path.open`, `gzip`, `zipfile`, `tempfile`, …), sockets and
connections (`sqlite3`, `psycopg`, `asyncpg`, `smtplib`, …), clients and sessions (`httpx`,
`requests`, `aiohttp`, SQLAlchemy, also by a `sessionmaker` or an engine of the same file),
connection pools, worker pools, executors and processes with pipes that are

- used where they are opened and then lost: `json.load(open(path))`, `httpx.Client().get(url)`;
- held by a variable and never closed, or closed only if nothing fails before: a `close()` outside
  `finally`;
- held by an attribute of an object whose class never closes it.

**What it ignores.** What is entered with `with`, now or later, by `closing` or by an exit stack;
closed in a `finally` or an `except`; registered to be closed (`addCleanup`, `atexit.register`);
returned or yielded, or needed by a cursor or a result that is; put into a container or another
object; used by an inner function; kept in memory (`ZipFile(BytesIO(…))`); a session on a connection
that belongs to somebody else (`Session(bind=op.get_bind())`); a process that is waited for.
Further, unless an option includes it: what is passed to a function that may close it, as one of
another file may (`check-arguments`); attributes of other objects, and of classes whose bases are in
other files (`check-attributes`); module-level variables, which live as long as the program
(`check-module-level`); tests (`check-tests`).

**Fix safety.** There is no fix: how much of the code belongs in the `with` is for people to decide.

**Compared with Ruff.** SIM115 knows files only, and skips those in a `return`
(`return open(path).read()`). What it reports is not reported again.
"""

from __future__ import annotations

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.visibility import is_test
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.unmanaged_resources.calls import has_opener, opening_calls
from standards_hooks.rules.unmanaged_resources.openers import OPENERS, PATH_OPEN
from standards_hooks.semantic.parents import Parents
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.rules.unmanaged_resources.ownership import Leak
    from standards_hooks.semantic.module import Module


OPTIONS = (
    Option(
        "check-arguments",
        False,
        "report also resources that are passed to a function that may close them",
        strictest=True,
    ),
    Option(
        "check-attributes",
        False,
        "report also attributes that a base class or another object may close",
        strictest=True,
    ),
    Option("check-module-level", False, "report also module-level variables", strictest=True),
    Option("check-tests", False, "check tests too", strictest=True),
)

EXAMPLES = (
    Example(
        bad="import json\n\n\ndef load_rates(path):\n    return json.load(open(path))\n",
        good="import json\n\n\ndef load_rates(path):\n"
        "    with open(path) as file:\n        return json.load(file)\n",
    ),
    Example(
        bad="import httpx\n\n\nasync def track(url):\n    client = httpx.AsyncClient()\n"
        "    return await client.get(url)\n",
        good="import httpx\n\n\nasync def track(url):\n"
        "    async with httpx.AsyncClient() as client:\n        return await client.get(url)\n",
    ),
    Example(
        bad="import sqlite3\n\n\ndef count(path):\n    connection = sqlite3.connect(path)\n"
        '    row = connection.execute("SELECT count(*) FROM parcels").fetchone()\n'
        "    connection.close()\n    return row[0]\n",
        good="import sqlite3\nfrom contextlib import closing\n\n\ndef count(path):\n"
        "    with closing(sqlite3.connect(path)) as connection:\n"
        '        return connection.execute("SELECT count(*) FROM parcels").fetchone()[0]\n',
    ),
)


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find what is opened and not sure to be closed.

    Args:
        module: The parsed file.
        options: The `check-…` flags.

    Yields:
        One finding for each call that opens something.
    """
    if module.is_stub or (is_test(module.path) and not options.flag("check-tests")):
        return
    from standards_hooks.rules.unmanaged_resources.advice import advice
    from standards_hooks.rules.unmanaged_resources.ownership import Ownership

    parents = Parents()
    owners = Ownership(module, parents)
    for call, origin in opening_calls(module, parents):
        if _is_reported_by_ruff(call, origin, module, parents):
            continue
        leak = owners.leak_of(call)
        if leak is not None and _is_enabled(leak, options):
            symbol = module.scopes_around(call)[0].qualified_name
            message = advice(call, OPENERS[origin], leak, module, parents)
            yield module.finding(HOOK.id, call, message, symbol)


def _is_reported_by_ruff(call: ast.Call, origin: str, module: Module, parents: Parents) -> bool:
    """Return whether Ruff's SIM115 reports the call, too.

    It knows the functions that open files, and a `Path(…)` only where it is opened on the spot. It
    skips whatever is in a `return`, in the header of a `with`, or in `__enter__`.
    """
    if origin == PATH_OPEN:
        function = call.func
        path = function.value if isinstance(function, ast.Attribute) else function
        is_known = isinstance(path, ast.Call) and module.resolve(path.func) == "pathlib.Path"
    else:
        is_known = OPENERS[origin].is_known_to_ruff
    if not is_known:
        return False
    if isinstance(parents.statement_of(call), ast.Return | ast.With | ast.AsyncWith):
        return False
    return getattr(parents.function_around(call), "name", "") != "__enter__"


def _is_enabled(leak: Leak, options: Options) -> bool:
    from standards_hooks.rules.unmanaged_resources import ownership

    flags = {
        ownership.PASSED: "check-arguments",
        ownership.ELSEWHERE: "check-attributes",
        ownership.MODULE_LEVEL: "check-module-level",
    }
    flag = flags.get(leak.kind)
    return flag is None or options.flag(flag)


HOOK = Hook(
    "unmanaged-resources",
    __doc__,
    options=OPTIONS,
    examples=EXAMPLES,
    find=find,
    may_find=has_opener,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook; see `run_hook` for the exit codes."""
    return run_hook(HOOK, argv, HOOK_IDS)


if __name__ == "__main__":
    raise SystemExit(main())
