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
    from collections.abc import Iterable, Iterator, Sequence

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Function, Scope


CACHE_WORDS = ("cache", "memo", "registry", "seen")
READERS = frozenset({"copy", "count", "get", "index", "items", "keys", "values"})
TYPE_COMMENT = re.compile(r"#\s*type:\s*+(?!ignore\b)")
IGNORE_MARK = "standards:"
UNUSUAL_ANNOTATION = "its annotation has an unusual form"
OLDEST_WITH_UNIONS = (3, 10)
"""PEP 604: `X | None` is evaluated without an error from this version on."""


class Safety:
    """Says of the defaults of one file why they must not be moved into the body."""

    __slots__ = ("_has_type_comment", "_is_one_liner", "_module", "_origins", "_uses")

    def __init__(self, module: Module, origins: frozenset[str]) -> None:
        """Take the file, and the dotted origins of the constructors that may be called."""
        self._module = module
        self._origins = origins
        self._uses: dict[Scope, Uses] = {}
        self._is_one_liner: dict[Scope, bool] = {}
        self._has_type_comment: dict[Scope, bool] = {}

    def reason_against(self, scope: Scope, parameter: ast.arg, default: ast.expr) -> str:
        """Return why a default must not be moved into the body.

        Args:
            scope: The function.
            parameter: The parameter.
            default: Its mutable default.

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
            _reason_in_default(self._module, scope, default, self._origins)
            or _reason_in_name(name)
            or _reason_in_annotation(self._module, parameter)
            or self._reason_in_header(scope, node)
            or self._reason_in_lines(scope, node, default)
            or _reason_in_body(self._uses_in(scope, node), name)
        )

    def _uses_in(self, scope: Scope, node: Function) -> Uses:
        if scope not in self._uses:
            self._uses[scope] = Uses(node.body)
        return self._uses[scope]

    def _reason_in_header(self, scope: Scope, node: Function) -> str:
        """Return whether a comment between the name and the body says what the types are."""
        if scope not in self._has_type_comment:
            first = node.body[0]
            line, column = self._module.place(first.lineno, first.col_offset)
            is_one_liner = bool(self._module.lines[line - 1][: column - 1].strip())
            header = self._module.lines[node.lineno - 1 : first.lineno - (not is_one_liner)]
            self._is_one_liner[scope] = is_one_liner
            self._has_type_comment[scope] = any(map(TYPE_COMMENT.search, header))
        return "its type is in a comment" if self._has_type_comment[scope] else ""

    def _reason_in_lines(self, scope: Scope, node: Function, default: ast.expr) -> str:
        """Return which comment in a default would be lost, or which suppression would move."""
        lines = self._module.lines
        moved = lines[default.lineno - 1 : (default.end_lineno or default.lineno) - 1]
        if is_without_body(node.body) and any("#" in line for line in moved):
            return "a comment in its default would be lost"
        if self._is_one_liner[scope]:
            moved.append(lines[(node.body[-1].end_lineno or node.lineno) - 1])
        if any(IGNORE_MARK in line for line in moved):
            return "a suppression would move away from its place"
        return ""


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


def _reason_in_body(uses: Uses, name: str) -> str:
    """Return what the body does with the parameter that a guard would change."""
    if name in uses.compared_with_none:
        return f"the body tests whether `{name}` is None"
    if name in uses.rebound:
        return f"`{name}` is deleted, or bound by an inner function"
    if name in uses.stored_into and name not in uses.passed_on:
        return "it looks like a cache: the body only stores into it"
    return ""


class Uses:
    """How a function's body uses its names, each by what is done with it.

    Attributes:
        compared_with_none: The names that are compared with None.
        rebound: The names in a `del`, `global` or `nonlocal`.
        stored_into: The names to which something is added or removed.
        passed_on: The names that are used as a whole: returned, passed, iterated.
    """

    def __init__(self, body: Sequence[ast.stmt]) -> None:
        """Walk a body once."""
        self.compared_with_none: set[str] = set()
        self.rebound: set[str] = set()
        self.stored_into: set[str] = set()
        touched: set[int] = set()
        nodes = [each for statement in body for each in (statement, *descendants(statement))]
        for node in nodes:
            self._record(node, touched)
        self.passed_on: frozenset[str] = frozenset(
            each.id
            for each in nodes
            if isinstance(each, ast.Name)
            and isinstance(each.ctx, ast.Load)
            and id(each) not in touched
        )

    def _record(self, node: ast.AST, touched: set[int]) -> None:
        """Record one node; a use of a name that does not pass it on is touched."""
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            touched.add(id(node.value))
            if not isinstance(node.ctx, ast.Load):
                self.stored_into.add(node.value.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in MUTATORS:
                touched.add(id(node.value))
                self.stored_into.add(node.value.id)
            elif node.attr in READERS:
                touched.add(id(node.value))
        elif isinstance(node, ast.Compare):
            self._record_comparison(node, touched)
        elif isinstance(node, ast.Match):
            if any(map(_holds_none, node.cases)):
                self.compared_with_none.update(_names((node.subject, *descendants(node.subject))))
        elif isinstance(node, ast.AugAssign):
            self.stored_into.update(_names((node.target,)))
        elif isinstance(node, ast.Delete):
            self.rebound.update(_names(node.targets))
        elif isinstance(node, ast.Global | ast.Nonlocal):
            self.rebound.update(node.names)

    def _record_comparison(self, node: ast.Compare, touched: set[int]) -> None:
        operands = [node.left, *node.comparators]
        if any(map(_holds_none, operands)):
            self.compared_with_none.update(_names(operands))
        for operator, operand in zip(node.ops, node.comparators, strict=True):
            if isinstance(operator, ast.In | ast.NotIn) and isinstance(operand, ast.Name):
                touched.add(id(operand))


def _names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    return (each.id for each in nodes if isinstance(each, ast.Name))


def _holds_none(node: ast.AST) -> bool:
    """Return whether None is in an expression or a pattern."""
    return any(
        (isinstance(each, ast.Constant | ast.MatchSingleton) and each.value is None)
        for each in (node, *descendants(node))
    )
