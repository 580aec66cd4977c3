"""Queries and their filters: SQLAlchemy, Django, SQL, repositories."""

from __future__ import annotations

from standards_hooks.rules.query_in_loop.loops import mentions
from standards_hooks.semantic.databases import HANDLES, is_named_like_handle
from standards_hooks.semantic.expressions import (
    argument_of,
    arguments_of,
    is_text,
    last_name,
    literal_text,
)
from standards_hooks.semantic.lookup import only_value
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.rules.query_in_loop.loops import Loop
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.origins import Origins
    from standards_hooks.semantic.scopes import Scope


EXECUTES = frozenset(
    {"exec", "execute", "fetch", "fetch_all", "fetch_one", "fetch_val", "fetchrow", "fetchval"}
    | {"scalar", "scalars", "stream", "stream_scalars"}
)
RESULTS = frozenset(
    {"all", "count", "delete", "exists", "first", "get", "last", "one", "one_or_none", "scalar"}
    | {"acount", "adelete", "aexists", "afirst", "aget", "alast", "aupdate", "earliest", "latest"}
    | {"first_or_404", "get_or_404", "one_or_404", "update"}
)
FILTERS = frozenset({"aget", "filter", "filter_by", "get", "where"})
MANAGERS = frozenset({"_base_manager", "_default_manager", "all_objects", "objects"})
MULTIPLE_LOOKUPS = frozenset(
    {"contains", "contained_by", "date", "day", "endswith", "gt", "gte", "has_key", "has_keys"}
    | {"icontains", "iendswith", "in", "iregex", "isnull", "istartswith", "lt", "lte", "month"}
    | {"overlap", "range", "regex", "search", "startswith", "year"}
)
"""Lookups of Django that do not compare with one value."""
LOCKING = frozenset({"select_for_update", "with_for_update"})
"""Methods that lock rows: locking them one by one may be the point."""
PRISMA = frozenset(
    {"count", "find_first", "find_first_or_raise", "find_many", "find_unique"}
    | {"find_unique_or_raise"}
)
COLUMNS = ast.Attribute | ast.Call | ast.Subscript
"""The kinds of expressions that a column can be."""
KEY = "the key"
COUNTS = frozenset({"acount", "count"})
GROUPED = "one grouped count"
STATEMENTS = ("select", "delete", "update")
CATALOGUES = ("INFORMATION_SCHEMA", "SQLITE_MASTER", "SQLITE_SCHEMA", "PG_", "PRAGMA", "SHOW ")
REPOSITORY_WORDS = ("dao", "repo", "repository")
FETCHING = ("fetch_by_", "find_by_", "get_by_", "load_by_", "read_by_")
FETCHING_ONE = frozenset({"find", "find_one", "get", "get_one", "get_or_none"})
MOST_COLUMNS = 3
"""How many columns a message names."""
FORGES = frozenset({"dulwich", "git", "github", "gitlab", "pygit2"})
"""Packages whose repositories hold code."""

type Link = tuple[str, ast.Call | None]


class Query:
    """A query that compares with the item of a loop.

    Attributes:
        called: What is called: `session.execute`.
        way_out: How one query fetches all items.
    """

    __slots__ = ("called", "way_out")

    def __init__(self, called: ast.expr, way_out: str) -> None:
        """Store what was found."""
        self.called = called
        self.way_out = way_out


class Chain:
    """The attributes and calls on one expression, in order.

    Attributes:
        root: The expression at the beginning.
        links: Each attribute, with the call where it is called.
    """

    __slots__ = ("links", "root")

    def __init__(self, node: ast.expr) -> None:
        """Split the chain that ends in an expression."""
        links: list[Link] = []
        call: ast.Call | None = None
        while True:
            if isinstance(node, ast.Attribute):
                links.append((node.attr, call))
                call, node = None, node.value
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                call, node = node, node.func
            else:
                break
        self.root = node
        self.links: list[tuple[str, ast.Call | None]] = links[::-1]

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Yield the methods that are called, with the calls."""
        for name, call in self.links:
            if call is not None:
                yield name, call


class Statement:
    """What is passed to `execute`, or the values of the variable that is.

    Attributes:
        has_sql: Whether it is SQL.
        is_sql_for_one: Whether it is one SQL text, which asks for one item by a parameter.
        is_built_here: Whether it is made by `select(...)` or the like.
        compared: The columns that it compares with the item; None where it uses the item otherwise.
    """

    __slots__ = ("compared", "has_sql", "is_built_here", "is_sql_for_one")

    def __init__(
        self,
        *,
        has_sql: bool = False,
        is_sql_for_one: bool = False,
        is_built_here: bool = False,
        compared: list[str] | None = None,
    ) -> None:
        """Store what was read."""
        self.has_sql = has_sql
        self.is_sql_for_one = is_sql_for_one
        self.is_built_here = is_built_here
        self.compared = compared


class Reader:
    """Reads the queries of one scope."""

    __slots__ = ("_module", "_origins", "_scope", "_statements")

    def __init__(self, module: Module, origins: Origins, scope: Scope) -> None:
        """Store the module, the origins of its values, and the scope."""
        self._module = module
        self._origins = origins
        self._scope = scope
        self._statements: dict[tuple[Loop, str], Statement] = {}

    def read(self, chain: Chain, loop: Loop, *, is_iterated: bool) -> Query | None:
        """Return the query of a chain of calls, if it compares with the item of a loop.

        Args:
            chain: The calls.
            loop: The loop around them.
            is_iterated: Whether the result is iterated on the spot.
        """
        query = self._query(chain, loop, is_iterated=is_iterated)
        return None if query is None or _is_chosen_by_item(chain, loop.dependent) else query

    def _query(self, chain: Chain, loop: Loop, *, is_iterated: bool) -> Query | None:
        for position, (name, call) in enumerate(chain.links):
            if call is not None and name in EXECUTES and call.args:
                return self._executed(call, loop)
            if call is not None and name == "get" and self._is_get_by_key(call, loop):
                model = self._module.segment(call.args[0])
                return Query(call.func, f"`select({model})` and `in_()`")
            if call is not None and name in PRISMA and call.keywords:
                return _from_prisma(call, loop)
            if self._is_manager(chain, position):
                rest = chain.links[position + 1 :]
                is_django = name in MANAGERS
                return self._from_manager(rest, loop, is_iterated=is_iterated, is_django=is_django)
        return self._from_repository(chain, loop)

    def _is_manager(self, chain: Chain, position: int) -> bool:
        """Return whether a link builds queries: `.objects`, `Model.query`, `session.query()`."""
        name, call = chain.links[position]
        if name == "query":
            if call is not None:
                return self._is_handle(call.func)
            return position == 0 and last_name(chain.root)[:1].isupper()
        return call is None and name in MANAGERS

    def has_few(self, name: str) -> bool:
        """Return whether the code shows the items of a name: a literal that nothing adds to."""
        value = only_value(name, self._scope, self._module)
        is_literal = isinstance(value, ast.Tuple | ast.List | ast.Set | ast.Dict)
        return is_literal and name not in self._module.changed_names

    def is_commit(self, call: ast.Call) -> bool:
        """Return whether a call commits a session or connection."""
        function = call.func
        is_commit = isinstance(function, ast.Attribute) and function.attr == "commit"
        return is_commit and self._is_handle(function)

    def _is_handle(self, function: ast.expr) -> bool:
        """Return whether a method's object is a session, a connection or a cursor."""
        if not isinstance(function, ast.Attribute):
            return False
        receiver = function.value
        origin = self._origins.of(receiver, self._scope)
        if origin:
            return origin in HANDLES or last_name(receiver) in {"session", "db_session"}
        return is_named_like_handle(last_name(receiver))

    def _is_get_by_key(self, call: ast.Call, loop: Loop) -> bool:
        """Return whether a call is `session.get(Model, key)`, without a lock."""
        match call.args:
            case [model, key, *_]:
                is_model = last_name(model)[:1].isupper()
            case _:
                return False
        if not is_model or not self._is_handle(call.func) or _is_locking(call):
            return False
        return mentions(key, loop.dependent)

    def _executed(self, call: ast.Call, loop: Loop) -> Query | None:
        """Return the query that is passed to a method such as `execute`."""
        statement = self._statement(call.args[0], loop)
        if statement.has_sql:
            is_one = statement.is_sql_for_one and any(
                mentions(argument, loop.dependent) for argument in call.args[1:]
            )
            return Query(call.func, "`IN (…)`") if is_one else None
        if not self._is_handle(call.func) and not statement.is_built_here:
            return None
        compared = statement.compared
        return Query(call.func, _membership(_without_lookups(compared))) if compared else None

    def _statement(self, node: ast.expr, loop: Loop) -> Statement:
        """Return what a statement says; of a variable, what its values in the loop say."""
        if not isinstance(node, ast.Name):
            return self._read_statement([node], loop)
        key = (loop, node.id)
        if key not in self._statements:
            self._statements[key] = self._read_statement(loop.assigned(node.id), loop)
        return self._statements[key]

    def _read_statement(self, parts: list[ast.expr], loop: Loop) -> Statement:
        sql = [text for part in parts for text in _sql_in(part)]
        if sql:
            is_for_one = len(parts) == 1 and _selects_one(sql[0])
            return Statement(has_sql=True, is_sql_for_one=is_for_one)
        chains = [Chain(part) for part in parts]
        is_built_here = any(map(self._is_statement, chains))
        roots = [each.root for each in chains if isinstance(each.root, ast.Call)]
        if any(_depends_on_item(root, loop.dependent) for root in roots):
            return Statement(is_built_here=is_built_here)
        calls = [pair for chain in chains for pair in chain.calls()]
        compared = self._filtered(calls, loop.dependent)
        return Statement(is_built_here=is_built_here, compared=compared)

    def _filtered(
        self, calls: list[tuple[str, ast.Call]], names: frozenset[str]
    ) -> list[str] | None:
        """Return the columns that calls compare with the item; None where it is used otherwise."""
        compared: list[str] = []
        for name, call in calls:
            if name == "get" and call.args and mentions(call.args[0], names):
                compared.append(KEY)
                continue
            found = self._compared(call, names) if name in FILTERS else []
            is_other = name in LOCKING or (name not in FILTERS and _depends_on_item(call, names))
            if found is None or is_other:
                return None
            compared += found
        return list(dict.fromkeys(compared))

    def _is_statement(self, chain: Chain) -> bool:
        """Return whether a chain begins with `select(...)` or the like of SQLAlchemy."""
        root = chain.root
        if isinstance(root, ast.Call):
            origin = self._module.resolve(root.func)
        else:
            call = chain.links[0][1] if chain.links else None
            origin = self._module.resolve(call.func) if call is not None else ""
        package, _, name = origin.partition(".")
        return package in {"sqlalchemy", "sqlmodel"} and name.endswith(STATEMENTS)

    def _compared(self, call: ast.Call, names: frozenset[str]) -> list[str] | None:
        """Return the columns that a filter compares with the item; None for another condition."""
        columns: list[str] = []
        for keyword in call.keywords:
            if mentions(keyword.value, names):
                lookup = (keyword.arg or "").rpartition("__")[2]
                if keyword.arg is None or lookup in MULTIPLE_LOOKUPS:
                    return None
                columns.append(f"{keyword.arg}__in=")
        for node in _conditions(call.args):
            if not mentions(node, names):
                continue
            column = self._column(node, names) if isinstance(node, ast.Compare) else ""
            if not column:
                return None
            columns.append(column)
        return columns

    def _column(self, node: ast.Compare, names: frozenset[str]) -> str:
        """Return the other side of a comparison with the item; empty unless it is `==`."""
        if len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq):
            return ""
        sides = (node.left, node.comparators[0])
        items = [side for side in sides if mentions(side, names)]
        columns = [side for side in sides if side not in items]
        if len(columns) != 1 or not isinstance(columns[0], COLUMNS) or _is_column(items[0]):
            return ""
        return self._module.segment(columns[0])

    def _from_manager(
        self, links: list[Link], loop: Loop, *, is_iterated: bool, is_django: bool
    ) -> Query | None:
        """Return the query that is built by methods: those of Django, and `Session.query`."""
        calls = [(name, call) for name, call in links if call is not None]
        if not calls:
            return None
        last, end = calls[-1]
        is_update = last in {"aupdate", "update"}
        if (last not in RESULTS and not is_iterated) or (
            is_update and not _sets_the_same(end, loop)
        ):
            return None
        compared = self._filtered(calls, loop.dependent)
        if not compared:
            return None
        if not is_django:
            compared = _without_lookups(compared)
        return Query(end.func, GROUPED if last in COUNTS else _membership(compared))

    def _from_repository(self, chain: Chain, loop: Loop) -> Query | None:
        """Return the query of a repository method such as `get_by_id`."""
        if not chain.links:
            return None
        method, call = chain.links[-1]
        if call is None or not isinstance(call.func, ast.Attribute):
            return None
        is_by = method.startswith(FETCHING) and not method.endswith(("ids", "_many", "_in"))
        if not is_by and method not in FETCHING_ONE:
            return None
        if not self._is_repository(call.func.value, is_sure=is_by):
            return None
        if not _depends_on_item(call, loop.dependent):
            return None
        return Query(call.func, "a method that accepts all of them")

    def _is_repository(self, receiver: ast.expr, *, is_sure: bool) -> bool:
        name = last_name(receiver).lower().lstrip("_")
        kind = self._origins.of(receiver, self._scope).removesuffix("()").rpartition(".")[2]
        if kind.endswith(("Repository", "Repo", "DAO", "Dao")):
            return kind not in {"Repository", "Repo"}
        is_named = name.rpartition("_")[2] in REPOSITORY_WORDS
        if not is_named or (name in REPOSITORY_WORDS and not is_sure):
            return False
        origins = self._module.imported.values()
        return FORGES.isdisjoint(origin.partition(".")[0] for origin in origins)


def _conditions(arguments: list[ast.expr]) -> Iterator[ast.expr]:
    """Yield the conditions of a filter; those that `and`, `or`, `&` and `|` join, one by one."""
    pending = list(arguments)
    # The list grows while it is walked.
    for node in pending:
        if isinstance(node, ast.BinOp):
            pending += (node.left, node.right)
        elif isinstance(node, ast.Call) and last_name(node.func) in {"and_", "or_"}:
            pending += node.args
        else:
            yield node


def _is_column(node: ast.expr) -> bool:
    """Return whether an expression is a column of a `Table`, by its `.c`."""
    return any(name == "c" for name, _ in Chain(node).links)


def _is_chosen_by_item(chain: Chain, names: frozenset[str]) -> bool:
    """Return whether the item selects the database or table, not the rows."""
    return mentions(chain.root, names) and not isinstance(chain.root, ast.Call)


def _sets_the_same(update: ast.Call, loop: Loop) -> bool:
    """Return whether an update of Django sets the same values for all items."""
    if update.args or any(keyword.arg is None for keyword in update.keywords):
        return False
    changing = loop.bound | {"F"}
    return not any(mentions(keyword.value, changing) for keyword in update.keywords)


def _is_locking(call: ast.Call) -> bool:
    return any(keyword.arg in LOCKING for keyword in call.keywords)


def _depends_on_item(call: ast.Call, names: frozenset[str]) -> bool:
    """Return whether an argument of a call depends on the item."""
    return any(mentions(value, names) for value in arguments_of(call))


def _selects_one(sql: str) -> bool:
    """Return whether SQL selects or deletes what equals something."""
    text = sql.upper()
    _, _, condition = text.partition("WHERE")
    if not text.lstrip().startswith(("SELECT", "DELETE")) or "=" not in condition:
        return False
    return not any(mark in text for mark in CATALOGUES) and " IN " not in condition


def _from_prisma(call: ast.Call, loop: Loop) -> Query | None:
    """Return the query of Prisma's `find_unique(where={"id": item})`."""
    where = argument_of(call, None, "where")
    if not isinstance(where, ast.Dict):
        return None
    given = [value for value in where.values if mentions(value, loop.dependent)]
    if not given or any(isinstance(value, ast.Dict | ast.List) for value in given):
        return None
    is_count = isinstance(call.func, ast.Attribute) and call.func.attr in COUNTS
    return Query(call.func, GROUPED if is_count else '`find_many` and `{"in": …}`')


def _sql_in(node: ast.expr) -> list[str]:
    """Return the SQL that an expression is: a literal, alone or in `text(...)`."""
    if isinstance(node, ast.Call) and last_name(node.func) == "text" and node.args:
        node = node.args[0]
    if is_text(node):
        return [literal_text(node)]
    if isinstance(node, ast.JoinedStr):
        return ["".join(literal_text(part) or "…" for part in node.values)]
    return []


def _without_lookups(columns: list[str]) -> list[str]:
    """Return the columns without Django's `__in`, which SQLAlchemy does not have."""
    return [column.removesuffix("__in=") for column in columns]


def _membership(columns: list[str]) -> str:
    """Return how one query compares with all items."""
    if KEY in columns:
        return "`in_()`"
    if len(columns) == 1 and columns[0].endswith("="):
        return f"`{columns[0]}…`"
    if any(column.endswith("=") for column in columns):
        return f"`{columns[0].partition('__in=')[0]}__in=…` and the like"
    if len(columns) == 1:
        return f"`{columns[0]}.in_(…)`"
    shown = [*columns[:MOST_COLUMNS], *(["…"] if len(columns) > MOST_COLUMNS else [])]
    return f"`tuple_({', '.join(shown)}).in_(…)`"
