"""A coroutine awaits; it does not block the event loop.

One call that waits for a network or a disk inside `async def` stops every request of the process.
The clause "Use Async/Await for I/O Operations" of the standard awaits the database and the HTTP
client.

**What it finds.** In the body of an `async def`:
- requests of a `requests.Session`, of an `httpx.Client` where Ruff does not see it (an attribute,
  an expression), and of the pools of `urllib3`;
- queries of a synchronous SQLAlchemy session, engine or connection, of `sqlite3`, `psycopg`,
  `psycopg2` and other synchronous drivers, and of `redis`;
- calls of `boto3` clients and resources, of `smtplib`, of sockets, and of `shutil` functions that
  copy, move or remove;
- files read or written through a `Path` in an attribute, an annotated name or an expression, or
  through a name that ends like one (`settings.key_path.read_text()`);
- `asyncio.run` and `run_until_complete`, which fail while a loop runs.

An object is followed from its constructor or annotation through names, `with`, attributes of
`self`, annotated functions of the file and aliases such as `Annotated[Session, Depends(...)]`.
Where two bindings of a name differ, nothing is known about it.

**What it ignores.** What is awaited. A function or lambda inside the coroutine, which may run in a
thread: what is passed to `asyncio.to_thread`, `run_in_executor`, `anyio.to_thread.run_sync` or
`run_in_threadpool` is not called by the coroutine. Constructors that only prepare
(`redis.Redis()`, `boto3.client()`), cheap look-ups (`Path.exists`, `shutil.which`,
`socket.gethostname`), methods that answer from memory (`Session.add`, `cursor.fetchone`), and
sockets in a file that makes them non-blocking. Tests (`check-tests`).

**Fix safety.** There is no fix: whether to use an asynchronous client or a thread is for people to
choose.

**Compared with Ruff.** The `ASYNC` rules know functions by name, and follow no object further than
a name. What they report is not reported again.
"""

from __future__ import annotations

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.visibility import is_test
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.blocking_async.blocking_calls import (
    CALLED,
    NAMES,
    PATH_METHODS,
    RUN_UNTIL_COMPLETE,
    RUNNERS,
    SERVICES,
    TO_THREAD,
    instead_of,
)
from standards_hooks.rules.blocking_async.coroutines import calls_in
from standards_hooks.rules.blocking_async.ruff import is_reported_by_ruff
from standards_hooks.semantic.expressions import last_name
from standards_hooks.semantic.origins import Origins
from standards_hooks.semantic.spelling import spelled
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


OPTIONS = (Option("check-tests", False, "check tests too", strictest=True),)

EXAMPLES = (
    Example(
        bad='"""Rates."""\n\nimport requests\n\n\nclass Rates:\n'
        '    """Asks for exchange rates."""\n\n'
        "    def __init__(self) -> None:\n        self._session = requests.Session()\n\n"
        "    async def of(self, currency: str) -> str:\n"
        '        """Ask for the rate of a currency."""\n'
        '        return self._session.get(f"https://rates.example/{currency}").text\n',
        good='"""Rates."""\n\nimport httpx\n\n\nclass Rates:\n'
        '    """Asks for exchange rates."""\n\n'
        "    def __init__(self) -> None:\n        self._client = httpx.AsyncClient()\n\n"
        "    async def of(self, currency: str) -> str:\n"
        '        """Ask for the rate of a currency."""\n'
        '        response = await self._client.get(f"https://rates.example/{currency}")\n'
        "        return response.text\n",
    ),
    Example(
        bad='"""Labels."""\n\nimport shutil\n\n\nasync def clear(directory: str) -> None:\n'
        '    """Remove the printed labels."""\n    shutil.rmtree(directory)\n',
        good='"""Labels."""\n\nimport asyncio\nimport shutil\n\n\n'
        "async def clear(directory: str) -> None:\n"
        '    """Remove the printed labels."""\n'
        "    await asyncio.to_thread(shutil.rmtree, directory)\n",
    ),
)

PATH_WORDS = ("path", "file", "dir", "directory", "folder")
"""The last words of names that hold paths."""


def may_find(source: bytes) -> bool:
    """Return whether a source can contain a coroutine: the keyword has one spelling."""
    return b"async" in source


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find calls that block the event loop.

    Args:
        module: The parsed file.
        options: `check-tests`.

    Yields:
        One finding for each call in the body of a coroutine.
    """
    if is_test(module.path) and not options.flag("check-tests"):
        return
    origins = Origins(module)
    has_services = any(service in module.source for service in SERVICES)
    for scope in module.scopes:
        if not isinstance(scope.node, ast.AsyncFunctionDef):
            continue
        for call in calls_in(scope.node):
            if not has_services and not _may_block(call.func, module):
                continue
            message = _message(call, scope, module, origins)
            if message:
                yield module.finding(HOOK.id, call, message, scope.qualified_name)


def _may_block(function: ast.expr, module: Module) -> bool:
    """Return whether a call has the name of anything that blocks, or an imported one."""
    if isinstance(function, ast.Attribute):
        return function.attr in NAMES or function.attr in {"run", RUN_UNTIL_COMPLETE}
    return isinstance(function, ast.Name) and function.id in module.imported


def _message(call: ast.Call, scope: Scope, module: Module, origins: Origins) -> str:
    """Return what is wrong with a call in a coroutine; empty where it does not block."""
    function = call.func
    if not isinstance(function, ast.Attribute | ast.Name):
        return ""
    origin = origins.of(function, scope)
    is_runner = isinstance(function, ast.Attribute) and function.attr == RUN_UNTIL_COMPLETE
    if is_runner or origin in RUNNERS:
        name = spelled(function, module)
        return f"`{name}` fails in a coroutine, whose loop is running; `await` its argument"
    instead = instead_of(origin, module.source)
    if isinstance(function, ast.Attribute):
        if not instead and "()" not in origin and _is_on_path(function):
            instead, origin = TO_THREAD, ""
        if instead and is_reported_by_ruff(function, scope, module):
            return ""
    if not instead:
        return ""
    name = spelled(function, module)
    known = origin.replace("()", "")
    meant = "" if name == known or not known else f" (`{known}`)"
    way_out = instead.replace(CALLED, name)
    return f"`{name}`{meant} blocks the event loop; {way_out}"


def _is_on_path(function: ast.Attribute) -> bool:
    """Return whether a method that only paths have is called on a name like that of a path."""
    if function.attr not in PATH_METHODS:
        return False
    return last_name(function.value).lower().rpartition("_")[2] in PATH_WORDS


HOOK = Hook(
    "blocking-async",
    __doc__,
    options=OPTIONS,
    examples=EXAMPLES,
    find=find,
    may_find=may_find,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook; see `run_hook` for the exit codes."""
    return run_hook(HOOK, argv, HOOK_IDS)


if __name__ == "__main__":
    raise SystemExit(main())
