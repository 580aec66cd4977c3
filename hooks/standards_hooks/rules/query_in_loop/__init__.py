"""One query fetches what a loop needs, before the loop.

A query for each item of a list costs a round trip to the database for each: a page that is fast
with ten rows hangs with ten thousand. The clause "Batch Database Operations" of the standard
requires one query for all of them.

**What it finds.** In a `for` or a comprehension over items, a query that compares a column with the
current item, or with a value derived from it, for equality:
- `execute`, `scalar`, `scalars`, `exec`, `fetchrow`, … with a `select`, `delete` or `update` whose
  `where`, `filter` or `filter_by` says `Model.column == item`, also where the statement is built
  step by step in the loop; and with SQL whose `WHERE … =` has the item as a parameter;
- `session.get(Model, key)`; `session.query(Model).filter(…).first()` and `Model.query.get(key)`;
- Django's `Model.objects.get(pk=item)`, `….filter(owner=item).count()`, and such a filter that an
  inner loop or `list` evaluates;
- `get_by_…`, `find_by_…`, and `get` or `find` of an object that is a repository by its name or
  annotation.

**What it ignores.** Batches: `in_(batch)`, `executemany`, bulk inserts, loops over batches, chunks,
pages and offsets. Counted iterations and attempts (`range`, `while`), literals, constants and
enumerations, whose number is known. Comparisons other than `==`, which `in_()` cannot replace; an
item that selects the database or the table; rows that are locked one by one (`select_for_update`);
inserts, and updates with values of their own; SQL about the catalogue; calls in a lambda or a
function inside the loop. Migrations: files of that name, and the directories `migrations`,
`alembic` and `versions`. Further, unless an option includes it: a session or transaction that is
opened for each item, which isolates the items (`check-transactions`); a `commit` in a loop, which
may be a checkpoint (`check-commits`); tests (`check-tests`).

**Fix safety.** There is no fix: how the results are matched to their items is for people to write.

**Compared with Ruff.** No rule of Ruff looks for queries in loops.
"""

from __future__ import annotations

import os

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.visibility import is_test
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.query_in_loop.loops import Walk
from standards_hooks.rules.query_in_loop.queries import Chain, Reader
from standards_hooks.semantic.origins import Origins
from standards_hooks.semantic.spelling import spelled
from standards_hooks.syntax.marked_lines import Marks


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.semantic.module import Module


OPTIONS = (
    Option("check-commits", False, "report also a `commit` of a session in a loop", strictest=True),
    Option(
        "check-transactions",
        False,
        "report also queries in a session or transaction that is opened for each item",
        strictest=True,
    ),
    Option("check-tests", False, "check tests too", strictest=True),
)

HEADER = '"""Couriers."""\n\nfrom sqlalchemy import select\n\nfrom app.models import Courier\n\n\n'
SIGNATURE = 'async def names(session, ids):\n    """List the names."""\n'

EXAMPLES = (
    Example(
        bad=f"{HEADER}{SIGNATURE}    names = []\n    for id_ in ids:\n"
        "        query = select(Courier.name).where(Courier.id == id_)\n"
        "        names.append(await session.scalar(query))\n    return names\n",
        good=f"{HEADER}{SIGNATURE}    query = select(Courier.name).where(Courier.id.in_(ids))\n"
        "    return list(await session.scalars(query))\n",
    ),
    Example(
        bad='"""Couriers."""\n\n\nasync def couriers_of(parcels, courier_repository):\n'
        '    """List the couriers."""\n'
        "    return [await courier_repository.get_by_id(each.courier_id) for each in parcels]\n",
        good='"""Couriers."""\n\n\nasync def couriers_of(parcels, courier_repository):\n'
        '    """List the couriers."""\n'
        "    ids = {each.courier_id for each in parcels}\n"
        "    return await courier_repository.list_by_ids(ids)\n",
    ),
)

MIGRATIONS = frozenset({"alembic", "migrations", "versions"})
LOOP = b"for"
QUERIES = (b"_manager", b"commit", b"exec", b"fetch", b"objects", b"query", b"scalar", b"stream")
GETTING = (b"count", b"find", b"get", b"load_by_", b"read_by_")
HANDLES = (
    *(b"conn", b"cur", b"dao", b"database", b"db", b"repo", b"sess", b"transaction", b"where"),
)
"""A file has one of these if its `get`, `find` or `count` is a query."""


def may_find(source: bytes) -> bool:
    """Return whether a loop and the name of a query can be in the file.

    Identifiers beyond ASCII may be other spellings of these names.
    """
    if LOOP not in source:
        return False
    if not source.isascii() or any(mark in source for mark in QUERIES):
        return True
    if not any(mark in source for mark in GETTING):
        return False
    lower = source.lower()
    return any(mark in lower for mark in HANDLES)


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find queries that are made for each item of a loop.

    Args:
        module: The parsed file.
        options: The `check-…` flags.

    Yields:
        One finding for each query.
    """
    if _is_migration(module.path) or (is_test(module.path) and not options.flag("check-tests")):
        return
    origins = Origins(module)
    calls = Marks(module.source, (*QUERIES, *GETTING))
    loops = Marks(module.source, (LOOP,))
    takes_transactions = options.flag("check-transactions")
    for scope in module.scopes:
        reader = Reader(module, origins, scope)
        checked: set[int] = set()
        for place in Walk(reader.has_few, calls, loops).places(scope.node.body):
            call = place.call
            if id(call) in checked:
                continue
            chain = Chain(call)
            checked.update(id(each) for _, each in chain.calls())
            if options.flag("check-commits") and reader.is_commit(call):
                message = f"`{spelled(call.func, module)}` in a loop; commit once, after the loop"
                yield module.finding(HOOK.id, call, message, scope.qualified_name)
            for loop in reversed(place.loops):
                if loop.has_transactions and not takes_transactions:
                    break
                query = reader.read(chain, loop, is_iterated=place.is_iterated)
                if query is not None:
                    item = module.segment(loop.target)
                    message = (
                        f"`{spelled(query.called, module)}` queries the database for each `{item}`;"
                        f" run one query before the loop, with {query.way_out}"
                    )
                    yield module.finding(HOOK.id, call, message, scope.qualified_name)
                    break


def _is_migration(path: str) -> bool:
    *directories, name = path.replace(os.sep, "/").split("/")
    return not MIGRATIONS.isdisjoint(directories) or "migration" in name


HOOK = Hook(
    "query-in-loop",
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
