"""Who closes something that was opened, if anything does."""

from __future__ import annotations

from standards_hooks.rules.unmanaged_resources.openers import (
    BORROWERS,
    CLOSERS,
    CLOSING_FUNCTIONS,
    CLOSING_METHODS,
    PARTS,
)
from standards_hooks.semantic.attributes import receiver_of
from standards_hooks.semantic.bases import has_bases_elsewhere
from standards_hooks.semantic.bindings import targets_of
from standards_hooks.semantic.expressions import dotted_name
from standards_hooks.semantic.parents import FUNCTIONS, Parents
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.semantic.module import Module


CLOSES = "closes"
"""It is closed there whatever happens, or passed to something that closes it."""

CLOSES_ON_SUCCESS = "closes on success"
PASSES = "passes"
"""It is passed to something that may close it: the file does not show."""

RETURNS = "returns"
USES = "uses"
BINDS = "binds"


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


def leak_of(call: ast.Call, module: Module, parents: Parents) -> Leak | None:
    """Return why nothing closes what a call opens; None where something does.

    Args:
        call: The call.
        module: The file.
        parents: Know what the call stands in.
    """
    use, place = use_of(call, module, parents)
    if use == USES:
        kind = DROPPED if isinstance(place, ast.Expr) else BORROWED
        return Leak(kind)
    if use == PASSES:
        return Leak(PASSED)
    return _leak_of_bound(place, module, parents) if use == BINDS else None


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
    if member.attr not in CLOSERS:
        chain: ast.AST = member
        while isinstance(above := parents.of(chain), ast.Attribute | ast.Call | ast.Await):
            chain = above
        # `with Session(engine).begin():` may close more than the transaction.
        is_entered = isinstance(parents.of(chain), ast.withitem)
        return (PASSES if is_entered else USES), parent
    is_sure = not is_called or _is_reached_on_failure(parent, parents)
    return (CLOSES if is_sure else CLOSES_ON_SUCCESS), parent


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


def _leak_of_bound(binding: ast.AST, module: Module, parents: Parents) -> Leak | None:
    """Return why nothing closes what a statement or a walrus binds."""
    targets = targets_of(binding)
    target = targets[0] if len(targets) == 1 else None
    if isinstance(target, ast.Name):
        return _leak_of_name(target, module, parents)
    if isinstance(target, ast.Attribute):
        return _leak_of_attribute(target, module, parents)
    return None


def _leak_of_name(target: ast.Name, module: Module, parents: Parents) -> Leak | None:
    """Return why nothing closes what a variable of a function holds."""
    name = target.id
    function = parents.function_around(target)
    if function is None:
        if any(isinstance(each, ast.ClassDef) for each in parents.above(target)):
            return None
        tree = module.tree
        leak = _leak_by(name, _uses_of(name, tree, parents), module, parents)
        return None if leak is None else Leak(MODULE_LEVEL, name)
    if _shares(name, function, parents):
        return None
    uses = list(_uses_of(name, function, parents))
    if any(parents.function_around(each) is not function for each in uses):
        return None
    return _leak_by(name, uses, module, parents)


def _uses_of(name: str, node: ast.AST, parents: Parents) -> Iterator[ast.Name]:
    """Yield the places in a node, inner functions included, where a name is read."""
    for each in parents.inside(node):
        if isinstance(each, ast.Name) and each.id == name and isinstance(each.ctx, ast.Load):
            yield each


def _shares(name: str, function: ast.AST, parents: Parents) -> bool:
    """Return whether a function declares a name `global` or `nonlocal`."""
    return any(
        isinstance(node, ast.Global | ast.Nonlocal) and name in node.names
        for node in parents.inside(function)
    )


def _leak_by(
    holder: str, uses: Iterable[ast.expr], module: Module, parents: Parents
) -> Leak | None:
    """Return why nothing closes a resource, by everything that is done with its holder."""
    kinds = {use_of(each, module, parents)[0] for each in uses}
    if not kinds.isdisjoint({CLOSES, RETURNS, BINDS}):
        return None
    if PASSES in kinds:
        return Leak(PASSED, holder)
    return Leak(ON_SUCCESS if CLOSES_ON_SUCCESS in kinds else NEVER, holder)


def _leak_of_attribute(target: ast.Attribute, module: Module, parents: Parents) -> Leak | None:
    """Return why nothing closes what an attribute of an object holds."""
    function = parents.function_around(target)
    if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
        return None
    class_, receiver = receiver_of(module.scopes_around(target)[0])
    holder = module.segment(target)
    if class_ is None or receiver == "cls" or dotted_name(target.value) != receiver:
        return Leak(ELSEWHERE, holder)
    if _is_closed_somewhere(target.attr, module):
        return None
    uses = [
        node
        for node in parents.inside(class_.node)
        if isinstance(node, ast.Attribute)
        and node.attr == target.attr
        and isinstance(node.ctx, ast.Load)
    ]
    leak = _leak_by(holder, uses, module, parents)
    if leak is None:
        return None
    is_known = leak.kind == NEVER and not has_bases_elsewhere(class_, module)
    return Leak(UNOWNED if is_known else ELSEWHERE, holder)


def _is_closed_somewhere(attribute: str, module: Module) -> bool:
    """Return whether the file closes an attribute of this name, or has the name as a string."""
    text = "\n".join(module.lines)
    return any(f".{attribute}.{closer}" in text for closer in CLOSERS) or any(
        f"{quote}{attribute}{quote}" in text for quote in "'\""
    )
