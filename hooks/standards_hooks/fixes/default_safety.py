"""Which mutable defaults can be made inside the function without changing what it means.

Only syntax trees are asked; LibCST is not imported. Every answer but an empty one is the reason
that a finding gives for not being fixed.
"""

from __future__ import annotations

import _ast as ast

from standards_hooks.engine.annotations import admits_none, admitted_types, is_none, is_typing
from standards_hooks.engine.module import names_bound_by
from standards_hooks.engine.walking import children, descendants


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from standards_hooks.engine.module import Module
    from standards_hooks.engine.scopes import Function, Scope


CACHE_WORDS = ("cache", "memo", "registry", "seen")
MUTATORS = frozenset(
    [
        "add",
        "append",
        "appendleft",
        "clear",
        "discard",
        "extend",
        "extendleft",
        "insert",
        "pop",
        "popitem",
        "popleft",
        "remove",
        "reverse",
        "setdefault",
        "sort",
        "update",
    ]
)
"""Methods that change a list, dict, set or deque; the first words of a deliberate store."""

READERS = frozenset({"copy", "count", "get", "index", "items", "keys", "values"})
TYPE_COMMENT = "# type:"
IGNORING_COMMENT = "# type: ignore"
OLDEST_WITH_UNIONS = (3, 10)
"""PEP 604: `X | None` is evaluated without an error from this version on."""


def reason_against(
    module: Module, scope: Scope, parameter: ast.arg, default: ast.expr, origins: frozenset[str]
) -> str:
    """Say why a default must not be moved into the body.

    Args:
        module: The file.
        scope: The function.
        parameter: The parameter.
        default: Its mutable default.
        origins: Dotted origins of the constructors that may be called.

    Returns:
        The reason; empty where the default can be made inside.
    """
    node = scope.node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return "it is no function"
    name = parameter.arg
    if isinstance(default, ast.Name):
        return f"`{default.id}` may be shared on purpose"
    return (
        _reason_in_default(module, scope, default, origins)
        or _reason_in_name(name)
        or _reason_in_annotation(module, parameter)
        or _reason_in_comments(module, node)
        or _reason_in_body(node, name)
    )


def _reason_in_default(
    module: Module, scope: Scope, default: ast.expr, origins: frozenset[str]
) -> str:
    """Say what in the default could mean something else inside the body."""
    pending: list[ast.AST] = [default]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Call):
            function = node.func.value if isinstance(node.func, ast.Subscript) else node.func
            if module.resolve(function) not in origins or isinstance(node.func, ast.Subscript):
                return f"its default calls `{module.segment(node.func)}`"
            root = function
            while isinstance(root, ast.Attribute):
                root = root.value
            if isinstance(root, ast.Name) and _is_rebound(module, scope, root.id):
                return f"`{root.id}` means something else in the body"
            pending += [*node.args, *(keyword.value for keyword in node.keywords)]
        elif isinstance(node, ast.Name):
            return f"its default names `{node.id}`, which may change"
        elif isinstance(node, NOT_MOVABLE):
            return "its default depends on where it stands"
        else:
            pending += children(node)
    return ""


NOT_MOVABLE = (
    ast.Await,
    ast.Yield,
    ast.YieldFrom,
    ast.NamedExpr,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.JoinedStr,
)


def _is_rebound(module: Module, scope: Scope, name: str) -> bool:
    """Tell whether a name in the body is another one than in the default."""
    bound = set(names_in_function(scope))
    if scope.parent is not None and scope.parent.is_class:
        class_ = scope.parent
        for statement in (*class_.assignments, *class_.imports, *class_.others):
            bound.update(names_bound_by(statement))
        bound.update(each.name for each in module.scopes if each.parent is class_)
    bound.update(each.name for each in module.scopes if each.parent is scope)
    return name in bound


def names_in_function(scope: Scope) -> Iterable[str]:
    """Yield the parameters of a function, and every name that its body binds."""
    node = scope.node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield from (each.arg for each in children(node.args) if isinstance(each, ast.arg))
        for each in descendants(node):
            if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load):
                yield each.id
    for statement in scope.imports:
        yield from names_bound_by(statement)


def _reason_in_name(name: str) -> str:
    lowered = name.lower()
    if name.startswith("_") or any(word in lowered for word in CACHE_WORDS):
        return "it looks like a cache that is meant to be shared"
    return ""


def _reason_in_annotation(module: Module, parameter: ast.arg) -> str:
    """Say why an annotation cannot be widened."""
    annotation = parameter.annotation
    if annotation is None or admits_none(annotation, module):
        return ""
    text = module.segment(annotation)
    if isinstance(annotation, ast.Constant):
        if isinstance(annotation.value, str) and text[1:-1] == annotation.value:
            return "" if admitted_types(annotation, module) else "its annotation is no type"
        return "its annotation is written in an unusual way"
    if not is_evaluated_union(annotation, module):
        return "its annotation is written in an unusual way"
    if not _evaluates_unions(module) and not optional_name(module):
        return "`X | None` fails on the oldest Python of the project, and `Optional` is missing"
    return ""


def is_evaluated_union(annotation: ast.expr, module: Module) -> bool:
    """Tell whether `| None` after an annotation is no error when it is evaluated."""
    types = admitted_types(annotation, module)
    return bool(types) and all(
        isinstance(node, ast.Name | ast.Attribute | ast.Subscript)
        and not _is_function(node, module)
        for node in types
    )


def _is_function(node: ast.expr, module: Module) -> bool:
    """Tell whether an annotation names a builtin function, `any` for instance."""
    import builtins

    origin = module.resolve(node)
    if not origin.startswith("builtins."):
        return False
    return not isinstance(getattr(builtins, origin.removeprefix("builtins.")), type)


def _evaluates_unions(module: Module) -> bool:
    """Tell whether `X | None` can be written in a signature of this file."""
    if module.imported.get("annotations") == "__future__.annotations":
        return True
    from standards_hooks.engine.requirements import oldest_python

    oldest = oldest_python(module.path)
    return oldest is None or oldest >= OLDEST_WITH_UNIONS


def writes_optional(module: Module) -> bool:
    """Tell whether an annotation must be widened as `Optional[X]`."""
    return not _evaluates_unions(module)


def optional_name(module: Module) -> str:
    """Return the name under which `typing.Optional` is imported; empty where it is not."""
    for name, origin in module.imported.items():
        if is_typing(origin, "Optional"):
            return name
        if origin in {"typing", "typing_extensions"}:
            return f"{name}.Optional"
    return ""


def _reason_in_comments(module: Module, node: Function) -> str:
    """Say whether a type comment would contradict the new signature."""
    header = module.lines[node.lineno - 1 : max(node.body[0].lineno, node.lineno)]
    for line in header:
        if TYPE_COMMENT in line.replace(IGNORING_COMMENT, ""):
            return "its type stands in a comment"
    return ""


def _reason_in_body(node: Function, name: str) -> str:
    """Say what the body does with the parameter that a guard would change."""
    uses = _Uses(node, name)
    if uses.is_compared_with_none:
        return f"the body asks whether `{name}` is None"
    if uses.is_rebound_from_elsewhere:
        return f"`{name}` is deleted, or bound by an inner function"
    if uses.is_stored_into and not uses.is_passed_on:
        return "it looks like a cache: the body only stores into it"
    return ""


class _Uses:
    """How a function's body uses one of its parameters.

    Attributes:
        is_compared_with_none: Whether it is compared with None.
        is_rebound_from_elsewhere: Whether `del`, `global` or `nonlocal` names it.
        is_stored_into: Whether something is put into it or taken out.
        is_passed_on: Whether it is used as a whole: returned, handed over, iterated.
    """

    def __init__(self, node: Function, name: str) -> None:
        self.is_compared_with_none = False
        self.is_rebound_from_elsewhere = False
        self.is_stored_into = False
        self.is_passed_on = False
        self._name = name
        touched: set[int] = set()
        for statement in node.body:
            for each in (statement, *descendants(statement)):
                self._take(each, touched)
        for statement in node.body:
            for each in descendants(statement):
                if self._is_name(each) and id(each) not in touched:
                    self.is_passed_on = True

    def _is_name(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Name) and node.id == self._name

    def _take(self, node: ast.AST, touched: set[int]) -> None:
        """Note one node; a use of the parameter that does not pass it on is touched."""
        if isinstance(node, ast.Subscript) and self._is_name(node.value):
            touched.add(id(node.value))
            self.is_stored_into |= not isinstance(node.ctx, ast.Load)
        elif isinstance(node, ast.Attribute) and self._is_name(node.value):
            if node.attr in MUTATORS:
                touched.add(id(node.value))
                self.is_stored_into = True
            elif node.attr in READERS:
                touched.add(id(node.value))
        elif isinstance(node, ast.Compare):
            self._take_comparison(node, touched)
        elif isinstance(node, ast.Delete):
            self.is_rebound_from_elsewhere |= any(map(self._is_name, node.targets))
        elif isinstance(node, ast.Global | ast.Nonlocal):
            self.is_rebound_from_elsewhere |= self._name in node.names

    def _take_comparison(self, node: ast.Compare, touched: set[int]) -> None:
        operands = [node.left, *node.comparators]
        if any(map(is_none, operands)) and any(map(self._is_name, operands)):
            self.is_compared_with_none = True
        for operator, operand in zip(node.ops, node.comparators, strict=True):
            if isinstance(operator, ast.In | ast.NotIn) and self._is_name(operand):
                touched.add(id(operand))
