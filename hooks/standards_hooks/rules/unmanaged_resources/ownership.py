"""Who closes something that was opened, if anything does."""

from __future__ import annotations

from standards_hooks.rules.unmanaged_resources.openers import (
    BORROWERS,
    CLOSERS,
    CLOSING_FUNCTIONS,
    CLOSING_METHODS,
    LENDING,
    PARTS,
    PIPES,
    WAITING,
)
from standards_hooks.semantic.attributes import receiver_of
from standards_hooks.semantic.bases import has_bases_elsewhere
from standards_hooks.semantic.bindings import targets_of
from standards_hooks.semantic.expressions import dotted_name
from standards_hooks.semantic.lookup import only_binding
from standards_hooks.semantic.parents import FUNCTIONS, Parents
from standards_hooks.semantic.scopes import parameters_with_defaults
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.parents import AnyFunction
    from standards_hooks.semantic.scopes import Scope


CLOSES = "closes"
"""It is closed there whatever happens, or passed to something that closes it."""

CLOSES_ON_SUCCESS = "closes on success"
PASSES = "passes"
"""It is passed to something that may close it: the file does not show."""

LENDS = "lends"
"""Something that works only while it is open is bound to a name."""

RETURNS = "returns"
USES = "uses"
BINDS = "binds"


MOST_LOANS = 4
"""How many names are followed from a connection: to its cursor, to what that returns."""

INDIFFERENT_BASES = frozenset(
    {
        *("threading.Thread", "multiprocessing.Process", "pydantic.BaseModel"),
        *("collections.UserDict", "collections.UserList", "collections.abc.Callable"),
        *("collections.abc.Iterable", "collections.abc.Iterator", "collections.abc.Mapping"),
        *("collections.abc.MutableMapping", "collections.abc.Sequence"),
    }
)
"""Base classes of other files that close no attribute of a class that extends them."""


class Leak:
    """Why nothing closes something that was opened.

    Attributes:
        kind: One of the kinds below.
        holder: The variable or attribute that holds it; empty where nothing does.
    """

    __slots__ = ("holder", "kind")

    def __init__(self, kind: str, holder: str = "") -> None:
        """Store the reason."""
        self.kind = kind
        self.holder = holder


DROPPED = "dropped"
BORROWED = "borrowed"
"""It was used on the spot and not kept."""

PASSED = "passed"
NEVER = "never"
ON_SUCCESS = "on success"
UNOWNED = "unowned"
"""An attribute of an object whose class never closes it."""

ELSEWHERE = "elsewhere"
"""An attribute that another file may close."""

MODULE_LEVEL = "module level"


class Ownership:
    """Why nothing closes what a file opens; each name and attribute is followed once."""

    __slots__ = ("_closed", "_leaks", "_members", "_module", "_names", "_parents", "_shared")

    def __init__(self, module: Module, parents: Parents) -> None:
        """Store the file, and what knows the parents of its nodes."""
        self._module = module
        self._parents = parents
        self._leaks: dict[tuple[ast.AST, str], Leak | None] = {}
        self._names: dict[ast.AST, dict[str, list[ast.Name]]] = {}
        self._members: dict[ast.AST, dict[str, list[ast.Attribute]]] = {}
        self._shared: dict[ast.AST, set[str]] = {}
        self._closed: frozenset[str] | None = None

    def leak_of(self, call: ast.Call) -> Leak | None:
        """Return why nothing closes what a call opens; None where something does.

        Args:
            call: The call.
        """
        use, place = use_of(call, self._module, self._parents)
        if use == USES:
            kind = DROPPED if isinstance(place, ast.Expr) else BORROWED
            return Leak(kind)
        if use == PASSES:
            return Leak(PASSED)
        if use == LENDS:
            return Leak(BORROWED) if self._use_of_lent(place) == USES else None
        return self._of_bound(place) if use == BINDS else None

    def _of_bound(self, binding: ast.AST) -> Leak | None:
        """Return why nothing closes what a statement or a walrus binds."""
        targets = targets_of(binding)
        target = targets[0] if len(targets) == 1 else None
        if isinstance(target, ast.Name):
            return self._of_name(target)
        if isinstance(target, ast.Attribute):
            return self._of_attribute(target)
        return None

    def _of_name(self, target: ast.Name) -> Leak | None:
        """Return why nothing closes what a variable holds."""
        parents = self._parents
        function = parents.function_around(target)
        if function is None and any(
            isinstance(each, ast.ClassDef) for each in parents.above(target)
        ):
            return None
        key = (self._module.tree if function is None else function, target.id)
        if key not in self._leaks:
            self._leaks[key] = self._of_variable(target, function)
        return self._leaks[key]

    def _of_variable(self, target: ast.Name, function: AnyFunction | None) -> Leak | None:
        """Return why nothing closes what a variable of a function, or of the module, holds."""
        name = target.id
        if function is None:
            leak = self._by(name, self._uses_after(target, self._module.tree))
            return None if leak is None else Leak(MODULE_LEVEL, name)
        if self._shares(name, function):
            return None
        uses = self._uses_after(target, function)
        if any(self._parents.function_around(each) is not function for each in uses):
            return None
        return self._by(name, uses)

    def _uses_after(self, target: ast.Name, node: ast.AST) -> Sequence[ast.Name]:
        """Return the places where a name is read, but for what its assignment itself reads.

        In `client = client or Client()` that is what a caller passed.
        """
        uses = self._uses_of(target.id, node)
        assignment = self._parents.of(target)
        if not isinstance(assignment, ast.Assign | ast.AnnAssign):
            return uses
        return [each for each in uses if self._parents.statement_of(each) is not assignment]

    def _uses_of(self, name: str, node: ast.AST) -> Sequence[ast.Name]:
        """Return the places in a node, inner functions included, where a name is read."""
        names = self._names.get(node)
        if names is None:
            names = self._names[node] = {}
            for each in self._parents.inside(node):
                if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load):
                    names.setdefault(each.id, []).append(each)
        return names.get(name, ())

    def _shares(self, name: str, function: ast.AST) -> bool:
        """Return whether a function declares a name `global` or `nonlocal`."""
        if function not in self._shared:
            self._shared[function] = {
                each
                for node in self._parents.inside(function)
                if isinstance(node, ast.Global | ast.Nonlocal)
                for each in node.names
            }
        return name in self._shared[function]

    def _by(self, holder: str, uses: Iterable[ast.expr]) -> Leak | None:
        """Return why nothing closes a resource, by everything that is done with its holder."""
        kinds = {self._use_of(each) for each in uses}
        if not kinds.isdisjoint({CLOSES, RETURNS, BINDS}):
            return None
        if PASSES in kinds:
            return Leak(PASSED, holder)
        return Leak(ON_SUCCESS if CLOSES_ON_SUCCESS in kinds else NEVER, holder)

    def _use_of(self, node: ast.AST, steps: int = MOST_LOANS) -> str:
        """Return what is done with a value, or with what works only while it is open."""
        use, place = use_of(node, self._module, self._parents)
        if use == LENDS:
            return self._use_of_lent(place, steps)
        is_only_used = use == PASSES and steps > 0 and self._is_used_by_function(node, place, steps)
        return USES if is_only_used else use

    def _is_used_by_function(self, node: ast.AST, call: ast.AST, steps: int) -> bool:
        """Return whether an argument is one of a function of the file that only uses it.

        A generator, or an asynchronous function, may use it when its caller has returned.
        """
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            return False
        function = only_binding(call.func.id, self._module.scopes[0], self._module)
        if not isinstance(function, ast.FunctionDef) or function.decorator_list:
            return False
        parameter = _parameter_for(node, call, function)
        inside = self._parents.inside(function)
        if not parameter or any(isinstance(each, ast.Yield | ast.YieldFrom) for each in inside):
            return False
        return all(
            self._parents.function_around(each) is function
            and self._use_of(each, steps - 1) == USES
            for each in self._uses_of(parameter, function)
        )

    def _use_of_lent(self, binding: ast.AST, steps: int = MOST_LOANS) -> str:
        """Return what is done with a cursor, or the like, that a statement binds.

        Returns:
            `RETURNS` where it may be used elsewhere, and has to stay usable; otherwise `USES`.
        """
        targets = targets_of(binding)
        function = self._parents.function_around(binding)
        if len(targets) != 1 or not isinstance(targets[0], ast.Name) or function is None:
            return RETURNS
        uses = self._uses_of(targets[0].id, function)
        is_kept = not steps or any(
            self._parents.function_around(each) is not function
            or self._use_of(each, steps - 1) in {RETURNS, BINDS}
            for each in uses
        )
        return RETURNS if is_kept else USES

    def _of_attribute(self, target: ast.Attribute) -> Leak | None:
        """Return why nothing closes what an attribute of an object holds."""
        function = self._parents.function_around(target)
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            return None
        class_, receiver = receiver_of(self._module.scopes_around(target)[0])
        holder = self._module.segment(target)
        if class_ is None or receiver == "cls" or dotted_name(target.value) != receiver:
            return Leak(ELSEWHERE, holder)
        if target.attr in self._closed_somewhere():
            return None
        key = (class_.node, f".{target.attr}")
        if key not in self._leaks:
            self._leaks[key] = self._of_member(holder, target.attr, class_)
        return self._leaks[key]

    def _of_member(self, holder: str, name: str, class_: Scope) -> Leak | None:
        """Return why nothing closes an attribute of the instances of a class."""
        leak = self._by(holder, self._uses_of_member(name, class_.node))
        if leak is None:
            return None
        has_owner = has_bases_elsewhere(class_, self._module, INDIFFERENT_BASES)
        is_known = leak.kind == NEVER and not has_owner
        return Leak(UNOWNED if is_known else ELSEWHERE, holder)

    def _uses_of_member(self, name: str, class_: ast.AST) -> Sequence[ast.Attribute]:
        """Return the places in a class where an attribute of this name is read."""
        members = self._members.get(class_)
        if members is None:
            members = self._members[class_] = {}
            for node in self._parents.inside(class_):
                if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                    members.setdefault(node.attr, []).append(node)
        return members.get(name, ())

    def _closed_somewhere(self) -> frozenset[str]:
        """Return the attributes that the file closes, or whose names it has as strings."""
        if self._closed is None:
            import re

            closers = tuple(CLOSERS)
            text = "\n".join(self._module.lines)
            pairs = re.findall(r"\.(\w+)(?=\.(\w+))", text)
            closed = [name for name, method in pairs if method.startswith(closers)]
            quoted = re.findall(r"(?<=([\"']))(\w+)(?=\1)", text)
            self._closed = frozenset([*closed, *(name for _, name in quoted)])
        return self._closed


def _parameter_for(node: ast.AST, call: ast.Call, function: ast.FunctionDef) -> str:
    """Return the parameter that an argument of a call is bound to; nothing where it is not sure."""
    for keyword in call.keywords:
        if keyword.value is node:
            return keyword.arg or ""
    parameters = (parameter for parameter, _ in parameters_with_defaults(function.args))
    for argument, parameter in zip(call.args, parameters, strict=False):
        if isinstance(argument, ast.Starred):
            return ""
        if argument is node:
            return parameter.arg
    return ""


def use_of(node: ast.AST, module: Module, parents: Parents) -> tuple[str, ast.AST]:
    """Return what is done with the value of an expression, and the node that does it."""
    parent = parents.of(node)
    is_contained = False
    while isinstance(parent, TRANSPARENT) and getattr(parent, "test", None) is not node:
        is_contained = is_contained or isinstance(parent, CONTAINERS)
        node, parent = parent, parents.of(parent)
    if isinstance(parent, ast.keyword):
        parent = parents.of(parent)
    if is_contained:
        # The file does not show who takes it out again.
        return (RETURNS if USE_IN.get(type(parent)) == RETURNS else PASSES), parent
    if isinstance(parent, ast.Attribute):
        return _use_of_member(parent, module, parents)
    if isinstance(parent, ast.Call):
        return _use_of_argument(parent, module), parent
    return USE_IN.get(type(parent), PASSES), parent


CONTAINERS = (ast.Tuple, ast.List, ast.Set, ast.Dict, ast.Starred)
TRANSPARENT = (*CONTAINERS, ast.Await, ast.BoolOp, ast.IfExp)
"""Expressions whose value is, or holds, that of one of their parts."""

USE_IN: dict[type[ast.AST], str] = {
    ast.withitem: CLOSES,
    **dict.fromkeys((ast.Return, ast.Yield, ast.Lambda), RETURNS),
    **dict.fromkeys((ast.Assign, ast.AnnAssign, ast.NamedExpr), BINDS),
    **dict.fromkeys((ast.For, ast.AsyncFor, ast.comprehension, ast.YieldFrom), USES),
    **dict.fromkeys((ast.If, ast.While, ast.IfExp, ast.Assert, ast.UnaryOp, ast.Compare), USES),
    **dict.fromkeys((ast.Expr, ast.Delete, ast.FormattedValue, ast.Subscript), USES),
}
"""What happens to a value, by the kind of its parent."""


def _use_of_member(member: ast.Attribute, module: Module, parents: Parents) -> tuple[str, ast.AST]:
    """Return what is done with something by one of its attributes."""
    parent = parents.of(member)
    is_called = isinstance(parent, ast.Call) and parent.func is member
    if is_called and member.attr in PARTS:
        return use_of(parent, module, parents)
    if not is_called and member.attr in PIPES:
        return use_of(member, module, parents)
    if is_called and member.attr in LENDING:
        return _use_of_loan(parent, module, parents)
    if is_called and member.attr in WAITING:
        return CLOSES, parent
    if member.attr not in CLOSERS:
        chain: ast.AST = member
        while isinstance(above := parents.of(chain), ast.Attribute | ast.Call | ast.Await):
            chain = above
        # `with Session(engine).begin():` may close more than the transaction.
        is_entered = isinstance(parents.of(chain), ast.withitem)
        return (PASSES if is_entered else USES), parent
    is_sure = not is_called or _is_reached_on_failure(parent, parents)
    return (CLOSES if is_sure else CLOSES_ON_SUCCESS), parent


def _use_of_loan(loan: ast.AST, module: Module, parents: Parents) -> tuple[str, ast.AST]:
    """Return what is done with something by what works only while it is open."""
    use, place = use_of(loan, module, parents)
    if use == BINDS:
        return LENDS, place
    if use == PASSES and isinstance(parents.statement_of(loan), ast.Return):
        return RETURNS, place
    is_kept = use in {RETURNS, CLOSES, LENDS} or isinstance(place, ast.withitem)
    return (use if is_kept else USES), place


def _is_reached_on_failure(node: ast.AST, parents: Parents) -> bool:
    """Return whether a call is reached even when something fails before it."""
    child = node
    for parent in parents.above(node):
        if isinstance(parent, ast.ExceptHandler):
            return True
        if isinstance(parent, ast.Try | ast.TryStar) and child in parent.finalbody:
            return True
        if isinstance(parent, FUNCTIONS):
            break
        child = parent
    return False


def _use_of_argument(call: ast.Call, module: Module) -> str:
    """Return what is done with something that is an argument of a call."""
    origin = module.resolve(call.func)
    if origin in BORROWERS:
        return USES
    is_taken = origin in CLOSING_FUNCTIONS or origin.rpartition(".")[2] in CLOSING_METHODS
    return CLOSES if is_taken else PASSES
