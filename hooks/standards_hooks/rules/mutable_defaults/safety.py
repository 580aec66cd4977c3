"""Which mutable defaults can be made in the function's body without changing its meaning.

Only syntax trees are used; LibCST is not imported. Every result that is not empty is the reason in
the finding's message why it is not fixed.
"""

from __future__ import annotations

import re

from standards_hooks.semantic.annotations import admits_none, admitted_types, is_typing
from standards_hooks.semantic.bases import direct_bases
from standards_hooks.semantic.bindings import names_bound_by, names_bound_by_import
from standards_hooks.semantic.definitions import decorators_of, does_nothing
from standards_hooks.semantic.expressions import arguments_of, root_of
from standards_hooks.semantic.mutation import MUTATORS
from standards_hooks.syntax.parsing import ast, parse_expression
from standards_hooks.syntax.walking import children, descendants


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Function, Scope


CACHE_WORDS = ("cache", "memo", "registry", "seen")
READERS = frozenset({"copy", "count", "get", "index", "items", "keys", "values"})
TYPE_COMMENT = re.compile(r"#\s*type:\s*+(?!ignore\b)")
IGNORE_MARK = "standards:"
UNUSUAL_ANNOTATION = "its annotation has an unusual form"
OLDEST_WITH_UNIONS = (3, 10)
"""PEP 604: `X | None` is evaluated without an error from this version on."""


def reason_against(
    module: Module, scope: Scope, parameter: ast.arg, default: ast.expr, origins: frozenset[str]
) -> str:
    """Return why a default must not be moved into the body.

    Args:
        module: The file.
        scope: The function.
        parameter: The parameter.
        default: Its mutable default.
        origins: Dotted origins of the constructors that may be called.

    Returns:
        The reason; empty where the default can be moved.
    """
    node = scope.node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return "it is not a function"
    name = parameter.arg
    if isinstance(default, ast.Name):
        return f"`{default.id}` may be shared on purpose"
    return (
        _reason_in_default(module, scope, default, origins)
        or _reason_in_name(name)
        or _reason_in_annotation(module, parameter)
        or _reason_in_comments(module, node, default)
        or _reason_in_body(node, name)
    )


def _reason_in_default(
    module: Module, scope: Scope, default: ast.expr, origins: frozenset[str]
) -> str:
    """Return what in the default could mean something else in the body."""
    pending: list[ast.AST] = [default]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Call):
            if module.resolve(node.func) not in origins:
                return f"its default calls `{module.segment(node.func)}`"
            root = root_of(node.func)
            if root is not None and _is_rebound(module, scope, root.id):
                return f"`{root.id}` means something else in the body"
            pending += arguments_of(node)
        elif isinstance(node, ast.Name):
            return f"its default names `{node.id}`, which may change"
        elif isinstance(node, NOT_MOVABLE):
            return "its default depends on its place"
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
    """Return whether a name in the body may be another one than in the default.

    The body does not see the names of the class around it, but sees those of the functions around
    it, whenever they are bound.
    """
    if any(
        around.is_function and name in set(names_in_function(module, around))
        for around in scope.around()
    ):
        return True
    class_ = scope.parent
    return class_ is not None and class_.is_class and name in module.bindings_in(class_)


def names_in_function(module: Module, scope: Scope) -> Iterator[str]:
    """Yield the parameters of a function, and every name that its body binds."""
    yield from module.bindings_in(scope)
    for each in descendants(scope.node):
        if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load):
            yield each.id
        elif isinstance(each, ast.arg):
            yield each.arg
        elif isinstance(each, ast.ExceptHandler | NAMED):
            yield each.name or ""
        elif isinstance(each, ast.Global):
            yield from each.names


NAMED = ast.MatchAs | ast.MatchStar | ast.TypeVar | ast.TypeVarTuple | ast.ParamSpec


def _reason_in_name(name: str) -> str:
    lowered = name.lower()
    if name.startswith("_") or any(word in lowered for word in CACHE_WORDS):
        return "it looks like a cache that is meant to be shared"
    return ""


def _reason_in_annotation(module: Module, parameter: ast.arg) -> str:
    """Return why an annotation cannot be widened."""
    annotation = parameter.annotation
    if annotation is None or admits_none(annotation, module):
        return ""
    if isinstance(annotation, ast.Constant):
        return _reason_in_string(annotation, module)
    if not _is_union_of_types(annotation, module):
        return UNUSUAL_ANNOTATION
    if not _evaluates_unions(module) and not optional_name(module, annotation):
        return "`X | None` fails on the oldest Python of the project, and `Optional` is missing"
    return ""


def _reason_in_string(annotation: ast.Constant, module: Module) -> str:
    """Return why ` | None` cannot be appended to a string annotation."""
    text = module.segment(annotation)[1:-1]
    if text != annotation.value or "#" in text:
        return UNUSUAL_ANNOTATION
    parsed = parse_expression(text)
    if parsed is None or isinstance(parsed, ast.Constant):
        return "its annotation is not a type"
    return "" if _is_union_of_types(parsed, module) else UNUSUAL_ANNOTATION


def _is_union_of_types(annotation: ast.expr, module: Module) -> bool:
    """Return whether an annotation with `| None` can be evaluated without an error."""
    if isinstance(annotation, ast.Subscript) and is_typing(
        module.resolve(annotation.value), "Annotated"
    ):
        inner = annotation.slice
        return isinstance(inner, ast.Tuple) and _is_union_of_types(inner.elts[0], module)
    types = admitted_types(annotation, module)
    return not isinstance(annotation, ast.Constant) and all(
        isinstance(node, ast.Name | ast.Attribute | ast.Subscript)
        and not _is_not_type(node, module)
        for node in types
    )


def _is_not_type(node: ast.expr, module: Module) -> bool:
    """Return whether an annotation is a function, `any` for instance, or a string."""
    import builtins

    origin = module.resolve(node)
    if origin.startswith("builtins."):
        return not isinstance(getattr(builtins, origin.removeprefix("builtins.")), type)
    if not isinstance(node, ast.Name):
        return False
    return any(
        each.name == node.id
        if isinstance(each, ast.FunctionDef)
        else isinstance(each, ast.Assign)
        and isinstance(each.value, ast.Constant)
        and node.id in names_bound_by(each)
        for each in module.tree.body
    )


def _evaluates_unions(module: Module) -> bool:
    """Return whether `X | None` can be written in a signature of this file."""
    if module.is_stub or module.imported.get("annotations") == "__future__.annotations":
        return True
    from standards_hooks.project.metadata import oldest_python

    oldest = oldest_python(module.path)
    return oldest is None or oldest >= OLDEST_WITH_UNIONS


def writes_optional(module: Module) -> bool:
    """Return whether an annotation must be widened as `Optional[X]`."""
    return not _evaluates_unions(module)


def optional_name(module: Module, annotation: ast.expr) -> str:
    """Return the name of `typing.Optional` where an annotation is evaluated.

    Only unconditional imports before the annotation are sure to have run.

    Args:
        module: The file.
        annotation: The annotation, whose place matters.

    Returns:
        A dotted name; empty where there is none.
    """
    for statement in module.tree.body:
        if not isinstance(statement, ast.Import | ast.ImportFrom):
            continue
        if statement.lineno > annotation.lineno:
            break
        for name, origin in names_bound_by_import(statement):
            if is_typing(origin, "Optional"):
                return name
            if origin in {"typing", "typing_extensions"}:
                return f"{name}.Optional"
    return ""


def _reason_in_comments(module: Module, node: Function, default: ast.expr) -> str:
    """Return which comment would be lost or wrong: a type, or a suppression that would move."""
    first = node.body[0]
    line, column = module.place(first.lineno, first.col_offset)
    is_one_liner = bool(module.lines[line - 1][: column - 1].strip())
    header = module.lines[node.lineno - 1 : first.lineno - (not is_one_liner)]
    if any(map(TYPE_COMMENT.search, header)):
        return "its type is in a comment"
    moved = module.lines[default.lineno - 1 : (default.end_lineno or default.lineno) - 1]
    if is_without_body(node.body) and any("#" in line for line in moved):
        return "a comment in its default would be lost"
    if is_one_liner:
        moved.append(module.lines[(node.body[-1].end_lineno or first.lineno) - 1])
    if any(IGNORE_MARK in line for line in moved):
        return "a suppression would move away from its place"
    return ""


def is_without_body(body: Sequence[ast.stmt]) -> bool:
    """Return whether a body is only `...`, `pass` or a docstring, and needs no guard."""
    return all(map(does_nothing, body))


def is_implemented_elsewhere(module: Module, scope: Scope) -> bool:
    """Return whether a function has no body because its implementation is elsewhere.

    Args:
        module: The file.
        scope: The function.

    Returns:
        True for overloads, abstract methods and those of protocols, and all functions of stubs,
        whose body is only `...`, `pass` or a docstring.
    """
    node, class_ = scope.node, scope.parent
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    if not is_without_body(node.body):
        return False
    marks = decorators_of(node, module)
    if class_ is not None:
        marks += map(module.resolve, direct_bases(class_))
    return module.is_stub or any(
        is_typing(mark, "overload") or is_typing(mark, "Protocol") or mark == "abc.abstractmethod"
        for mark in marks
    )


def _reason_in_body(node: Function, name: str) -> str:
    """Return what the body does with the parameter that a guard would change."""
    uses = _Uses(node, name)
    if uses.is_compared_with_none:
        return f"the body tests whether `{name}` is None"
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
        is_stored_into: Whether something is added to it or removed.
        is_passed_on: Whether it is used as a whole: returned, passed, iterated.
    """

    def __init__(self, node: Function, name: str) -> None:
        self.is_compared_with_none = False
        self.is_rebound_from_elsewhere = False
        self.is_stored_into = False
        self._name = name
        touched: set[int] = set()
        for statement in node.body:
            for each in (statement, *descendants(statement)):
                self._record(each, touched)
        self.is_passed_on = any(
            isinstance(each, ast.Name)
            and each.id == name
            and isinstance(each.ctx, ast.Load)
            and id(each) not in touched
            for statement in node.body
            for each in descendants(statement)
        )

    def _is_name(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Name) and node.id == self._name

    def _record(self, node: ast.AST, touched: set[int]) -> None:
        """Record one node; a use of the parameter that does not pass it on is touched."""
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
            self._record_comparison(node, touched)
        elif isinstance(node, ast.Match):
            names = any(map(self._is_name, (node.subject, *descendants(node.subject))))
            self.is_compared_with_none |= names and any(map(_holds_none, node.cases))
        elif isinstance(node, ast.AugAssign):
            self.is_stored_into |= self._is_name(node.target)
        elif isinstance(node, ast.Delete):
            self.is_rebound_from_elsewhere |= any(map(self._is_name, node.targets))
        elif isinstance(node, ast.Global | ast.Nonlocal):
            self.is_rebound_from_elsewhere |= self._name in node.names

    def _record_comparison(self, node: ast.Compare, touched: set[int]) -> None:
        operands = [node.left, *node.comparators]
        if any(map(_holds_none, operands)) and any(map(self._is_name, operands)):
            self.is_compared_with_none = True
        for operator, operand in zip(node.ops, node.comparators, strict=True):
            if isinstance(operator, ast.In | ast.NotIn) and self._is_name(operand):
                touched.add(id(operand))


def _holds_none(node: ast.AST) -> bool:
    """Return whether None is in an expression or a pattern."""
    return any(
        (isinstance(each, ast.Constant | ast.MatchSingleton) and each.value is None)
        for each in (node, *descendants(node))
    )
