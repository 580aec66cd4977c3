"""Loops over items, and what inside them depends on the current item."""

from __future__ import annotations

from standards_hooks.semantic.bindings import names_bound_by, names_in_target, targets_of
from standards_hooks.semantic.expressions import last_name
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.walking import children, descendants


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from standards_hooks.syntax.marked_lines import Marks

    type Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


BATCHES = frozenset(
    {"attempt", "attempts", "batch", "batched", "batches", "chunk", "chunked", "chunks", "count"}
    | {
        "cursors",
        "grouper",
        "offset",
        "offsets",
        "page",
        "pages",
        "paginate",
        "paginator",
        "partition",
    }
    | {
        "partitions",
        "portion",
        "portions",
        "range",
        "retries",
        "retry",
        "retrying",
        "shard",
        "shards",
    }
    | {"slice", "slices", "tries", "window", "windows"}
)
"""Words in the names of loops over batches, attempts or counts, not items."""
WRAPPERS = frozenset({"enumerate", "list", "reversed", "sorted", "zip"})
TRANSACTIONS = ("acquire", "atomic", "begin", "connect", "savepoint", "session", "transaction")
"""Parts of the names of functions that open a session, a connection or a transaction."""
LITERALS = ast.Constant | ast.Dict | ast.List | ast.Set | ast.Tuple
MOST_LOOPS = 12
"""How many clauses of one comprehension are looked at, from the last one on."""
INNER = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
COMPREHENSIONS = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


class Loop:
    """A `for`, or one of a comprehension, over items whose number the code does not know.

    Attributes:
        target: The target that holds the item.
        has_transactions: Whether a session or transaction of its own is opened for every item,
            around the place that is checked.
    """

    __slots__ = ("_names", "_with_transactions", "has_transactions", "target")

    def __init__(self, names: LoopNames, *, has_transactions: bool = False) -> None:
        """Store the loop."""
        self.target = names.target
        self.has_transactions = has_transactions
        self._names = names
        self._with_transactions: Loop | None = None

    @property
    def dependent(self) -> frozenset[str]:
        """The names whose values depend on the item: the target, and what is derived from it."""
        return self._names.dependent

    @property
    def bound(self) -> frozenset[str]:
        """The names that the loop binds: its target, and all that is assigned in its body."""
        return self._names.bound

    def assigned(self, name: str) -> list[ast.expr]:
        """Return the values that the body assigns to a name, in no particular order."""
        return self._names.assigned(name)

    def with_transactions(self) -> Loop:
        """Return the same loop for what is in a transaction of its own for every item."""
        if self._with_transactions is None:
            self._with_transactions = Loop(self._names, has_transactions=True)
        return self._with_transactions


class LoopNames:
    """The names that a loop binds, computed once, when they are requested.

    Attributes:
        target: The target that holds the item.
    """

    __slots__ = ("_assigned", "_body", "_bound", "_dependent", "target")

    def __init__(self, target: ast.expr, body: list[ast.AST]) -> None:
        """Store the target, and what is evaluated for every item."""
        self.target = target
        self._body = body
        self._dependent: frozenset[str] | None = None
        self._bound: frozenset[str] | None = None
        self._assigned: dict[str, list[ast.expr]] | None = None

    @property
    def dependent(self) -> frozenset[str]:
        """The names whose values depend on the item."""
        if self._dependent is None:
            derived: dict[str, list[str]] = {}
            for names, value in self._bindings():
                for read in _names_read(value):
                    derived.setdefault(read, []).extend(names)
            found = dict.fromkeys(names_in_target(self.target))
            pending = list(found)
            # The list grows while it is walked, by each name once.
            for name in pending:
                new = [each for each in dict.fromkeys(derived.get(name, ())) if each not in found]
                found.update(dict.fromkeys(new))
                pending += new
            self._dependent = frozenset(found)
        return self._dependent

    @property
    def bound(self) -> frozenset[str]:
        """The names that the loop binds."""
        if self._bound is None:
            names = {name for bound, _ in self._bindings() for name in bound}
            self._bound = frozenset(names.union(names_in_target(self.target)))
        return self._bound

    def assigned(self, name: str) -> list[ast.expr]:
        """Return the values that the body assigns to a name, in no particular order."""
        if self._assigned is None:
            self._assigned = {}
            for node in self._inside():
                if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                    for each in dict.fromkeys(names_bound_by(node)):
                        self._assigned.setdefault(each, []).append(node.value)
        return self._assigned.get(name, [])

    def _bindings(self) -> Iterator[tuple[list[str], ast.expr]]:
        return filter(None, map(_binding, self._inside()))

    def _inside(self) -> Iterator[ast.AST]:
        for node in self._body:
            yield node
            yield from descendants(node)


class Place:
    """A call in a loop.

    Attributes:
        call: The call.
        loops: The loops around it, from the outermost on.
        is_iterated: Whether its result is iterated on the spot.
    """

    __slots__ = ("call", "is_iterated", "loops")

    def __init__(self, call: ast.Call, loops: tuple[Loop, ...], *, is_iterated: bool) -> None:
        """Store the call and its loops."""
        self.call = call
        self.loops = loops
        self.is_iterated = is_iterated


class Walk:
    """A walk over what is evaluated in one scope, and the loops around it."""

    __slots__ = ("_calls", "_has_few", "_loops")

    def __init__(self, has_few: Callable[[str], bool], calls: Marks, loops: Marks) -> None:
        """Store what a walk needs to know.

        Args:
            has_few: Whether the code itself shows the number of items of a name.
            calls: The lines on which a call that matters can be.
            loops: The lines on which a loop can begin.
        """
        self._has_few = has_few
        self._calls = calls
        self._loops = loops

    def places(self, body: Iterable[ast.stmt]) -> Iterator[Place]:
        """Yield every call in a loop, an outer call before those in it.

        Args:
            body: The statements of the scope; the scopes in it are not entered.
        """
        pending: list[tuple[ast.AST, tuple[Loop, ...], bool]] = [(each, (), False) for each in body]
        while pending:
            node, loops, is_iterated = pending.pop()
            if isinstance(node, INNER) or (
                isinstance(node, ast.stmt) and not self._may_hold(node, is_in_loop=bool(loops))
            ):
                continue
            if isinstance(node, ast.For | ast.AsyncFor):
                pending.append((node.iter, loops, True))
                within = (*loops, *self._loop(node.target, node.iter, list(node.body)))
                pending += ((each, within, False) for each in node.body)
                pending += ((each, loops, False) for each in node.orelse)
                continue
            if isinstance(node, COMPREHENSIONS):
                pending += self._parts(node, loops)
                continue
            if loops and isinstance(node, ast.Call):
                yield Place(node, loops, is_iterated=is_iterated)
            if loops and isinstance(node, ast.With | ast.AsyncWith) and _opens_transaction(node):
                own = tuple(loop.with_transactions() for loop in loops)
                pending += ((each, own, False) for each in node.body)
                pending += ((each, loops, False) for each in node.items)
                continue
            is_consumed = isinstance(node, ast.Call) and _is_consumer(node.func)
            is_consumed = is_consumed or (is_iterated and isinstance(node, ast.Await))
            pending += ((each, loops, is_consumed) for each in children(node))

    def _may_hold(self, node: ast.stmt, *, is_in_loop: bool) -> bool:
        """Return whether a call in a loop can be in a statement."""
        last = node.end_lineno or node.lineno
        if not self._calls.has_any(node.lineno, last):
            return False
        return is_in_loop or self._loops.has_any(node.lineno, last)

    def _parts(
        self, node: Comprehension, loops: tuple[Loop, ...]
    ) -> Iterator[tuple[ast.AST, tuple[Loop, ...], bool]]:
        """Yield the parts of a comprehension, each with the loops around it."""
        results: list[ast.AST] = (
            [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        )
        outermost = len(node.generators) - MOST_LOOPS
        for number, generator in enumerate(node.generators):
            yield generator.iter, loops, True
            if number < outermost:
                for condition in generator.ifs:
                    yield condition, loops, False
                continue
            inner = [part for later in node.generators[number + 1 :] for part in children(later)]
            body = [*generator.ifs, *inner, *results]
            loops = (*loops, *self._loop(generator.target, generator.iter, body))
            for condition in generator.ifs:
                yield condition, loops, False
        for result in results:
            yield result, loops, False

    def _loop(self, target: ast.expr, iterable: ast.expr, body: list[ast.AST]) -> list[Loop]:
        """Return the loop; none over few items, a counter, or batches."""
        while isinstance(iterable, ast.Call) and iterable.args and _is_wrapper(iterable.func):
            iterable = iterable.args[0]
        if isinstance(iterable, LITERALS):
            return []
        if isinstance(iterable, ast.Name) and self._has_few(iterable.id):
            return []
        names = [*_names_along(iterable), *names_in_target(target)]
        if any(_is_constant(name) or not BATCHES.isdisjoint(_words(name)) for name in names):
            return []
        return [Loop(LoopNames(target, body))]


def _names_along(iterable: ast.expr) -> list[str]:
    """Return the names in an iterable: `session`, `page`, `items`."""
    names = []
    node = iterable
    while isinstance(node, ast.Call | ast.Attribute | ast.Await | ast.Subscript):
        if isinstance(node, ast.Call):
            node = node.func
            continue
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        # A class alone is an enumeration, whose members the code shows.
        is_class = node is iterable and node.id[:1].isupper()
        names.append(node.id.upper() + "S" if is_class else node.id)
    return names


def _is_constant(name: str) -> bool:
    return len(name) > 1 and name.isupper()


def _is_wrapper(function: ast.expr) -> bool:
    """Return whether a builtin function yields the items of its argument."""
    return isinstance(function, ast.Name) and function.id in WRAPPERS


def _opens_transaction(node: ast.With | ast.AsyncWith) -> bool:
    """Return whether a `with` opens a session, a connection or a transaction."""
    for item in node.items:
        call = item.context_expr
        if not isinstance(call, ast.Call):
            continue
        name = last_name(call.func).lower()
        if any(word in name for word in TRANSACTIONS):
            return True
    return False


def _words(name: str) -> list[str]:
    return name.lower().split("_")


def _is_consumer(function: ast.expr) -> bool:
    """Return whether a function iterates over its argument."""
    names = {"dict", "frozenset", "len", "list", "max", "min", "set", "sorted", "sum", "tuple"}
    return isinstance(function, ast.Name) and function.id in names


def mentions(node: ast.AST, names: frozenset[str] | set[str]) -> bool:
    """Return whether one of the names is read in an expression."""
    if isinstance(node, ast.Name):
        return node.id in names
    return any(isinstance(each, ast.Name) and each.id in names for each in descendants(node))


def _names_read(node: ast.expr) -> set[str]:
    """Return the names in an expression."""
    return {each.id for each in (node, *descendants(node)) if isinstance(each, ast.Name)}


def _binding(node: ast.AST) -> tuple[list[str], ast.expr] | None:
    """Return the names that a node binds, and the expression that their values come from."""
    if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
        return list(names_in_target(node.target)), node.iter
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value is not None:
        return [name for each in targets_of(node) for name in names_in_target(each)], node.value
    return None
