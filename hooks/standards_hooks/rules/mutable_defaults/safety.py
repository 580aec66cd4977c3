"""Which mutable defaults can be made in the function's body without changing its meaning.

Only syntax trees are used; LibCST is not imported. Every result that is not empty is the reason in
the finding's message why it is not fixed.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from standards_hooks.rules.mutable_defaults.signature_readers import SignatureReaders
from standards_hooks.semantic.annotations import (
    admits_none,
    admitted_types,
    annotated_with,
    is_typing,
    unsubscripted,
)
from standards_hooks.semantic.bases import direct_bases
from standards_hooks.semantic.bindings import names_bound_by_import
from standards_hooks.semantic.definitions import decorators_of, docstring_of, does_nothing
from standards_hooks.semantic.expressions import arguments_of, dotted_name, root_of
from standards_hooks.semantic.mutation import MUTATORS
from standards_hooks.syntax.kept_layout import is_kept, kept_regions
from standards_hooks.syntax.parsing import ast, parse_expression
from standards_hooks.syntax.walking import children, descendants


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Function, Scope
    from standards_hooks.syntax.kept_layout import Lines


CACHE_WORDS = ("cache", "memo", "registry", "seen")
READERS = frozenset({"copy", "count", "get", "index", "items", "keys", "values"})
TYPE_COMMENT = re.compile(r"#\s*type:\s*+(?!ignore\b)")
IGNORE_MARK = "standards:"
ADMITS_NONE = "its annotation admits None: what a caller means by None would change"
KEPT_LAYOUT = "a comment keeps the formatter away from it"
UNUSUAL_ANNOTATION = "its annotation has an unusual form"
MOST_BINDINGS = 8
"""How often the name of a type is bound at most; what is bound more often is taken for none."""
KNOWN_PACKAGES = sys.stdlib_module_names | {"typing_extensions"}
"""Packages whose types are not aliases that admit None."""
OLDEST_WITH_UNIONS = (3, 10)
"""PEP 604: `X | None` is evaluated without an error from this version on."""


@dataclass(frozen=True, slots=True)
class _Body:
    """What the defaults of one function have in common.

    Attributes:
        reason: Why none of them is moved; empty where nothing is against it.
        uses: What the body does with its names.
        is_empty: Whether it needs no guard.
        would_move_suppression: Whether the body's last line has a suppression and would move.
    """

    reason: str
    uses: Uses
    is_empty: bool
    would_move_suppression: bool


class Safety:
    """Says of the defaults of one file why they must not be moved into the body."""

    __slots__ = (
        "_bodies",
        "_implemented",
        "_module",
        "_names",
        "_optional",
        "_origins",
        "_readers",
        "_regions",
    )

    def __init__(self, module: Module, origins: frozenset[str]) -> None:
        """Take the file, and the dotted origins of the constructors that may be called."""
        self._module = module
        self._origins = origins
        self._readers = SignatureReaders(module)
        self._optional: OptionalSpelling | None = None
        self._regions: list[Lines] | None = None
        self._bodies: dict[Scope, _Body] = {}
        self._names: dict[Scope, frozenset[str]] = {}
        self._implemented: dict[Scope, bool] = {}

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
        if isinstance(default, ast.Name):
            return f"`{default.id}` may be shared on purpose"
        if scope not in self._bodies:
            self._bodies[scope] = self._body_of(node)
        body = self._bodies[scope]
        return (
            self._reason_in_default(scope, default)
            or _reason_in_name(parameter.arg)
            or self._reason_in_annotation(scope, parameter)
            or self._readers.of_parameter(parameter)
            or body.reason
            or self._reason_in_lines(body, default)
            or _reason_in_body(body.uses, parameter.arg)
        )

    def is_implemented_elsewhere(self, scope: Scope) -> bool:
        """Return what `is_implemented_elsewhere` says of a function, asked once."""
        if scope not in self._implemented:
            self._implemented[scope] = is_implemented_elsewhere(self._module, scope)
        return self._implemented[scope]

    def _body_of(self, node: Function) -> _Body:
        lines = self._module.lines
        first = node.body[0]
        line, column = self._module.place(first.lineno, first.col_offset)
        is_one_liner = bool(lines[line - 1][: column - 1].strip())
        last = node.body[-1].end_lineno or node.lineno
        return _Body(
            self._readers.of_function(node) or self._reason_in_header(node, is_one_liner),
            Uses(node.body),
            is_without_body(node.body),
            is_one_liner and IGNORE_MARK in lines[last - 1],
        )

    def _reason_in_header(self, node: Function, is_one_liner: bool) -> str:
        """Return which comment, from the name on to where a guard goes, is against a change."""
        first = node.body[0]
        header = self._module.lines[node.lineno - 1 : first.lineno - (not is_one_liner)]
        if any(map(TYPE_COMMENT.search, header)):
            return "its type is in a comment"
        if not is_one_liner:
            while header and (not header[-1].strip() or header[-1].lstrip().startswith("#")):
                header.pop()
        last = node.lineno + len(header) - 1
        prologue = node.body[: length_of_prologue(node)]
        if prologue:
            last = prologue[-1].end_lineno or last
        return KEPT_LAYOUT if self._is_kept(node.lineno, last) else ""

    def _is_kept(self, first: int, last: int) -> bool:
        """Return whether the formatter leaves one of some lines alone."""
        if self._regions is None:
            self._regions = kept_regions(self._module.source, self._module.lines)
        return is_kept(self._regions, first, last)

    def _reason_in_annotation(self, scope: Scope, parameter: ast.arg) -> str:
        """Return why an annotation cannot be widened, or why that would change its meaning."""
        annotation, module = parameter.annotation, self._module
        if annotation is None:
            return ""
        if admits_none(annotation, scope.parent or scope, module):
            return ADMITS_NONE
        if isinstance(annotation, ast.Constant):
            return _reason_in_string(annotation, module)
        if not _is_union_of_types(annotation, module):
            return UNUSUAL_ANNOTATION
        if self._optional is None:
            self._optional = OptionalSpelling(module)
        if self._optional.is_needed and not self._optional.name_for(annotation):
            return "`X | None` fails on the oldest Python of the project, and `Optional` is missing"
        return _reason_in_imports(annotation, module)

    def _reason_in_lines(self, body: _Body, default: ast.expr) -> str:
        """Return which comment in a default would be lost, or which suppression would move."""
        moved = self._module.lines[default.lineno - 1 : (default.end_lineno or default.lineno) - 1]
        if body.is_empty and any("#" in line for line in moved):
            return "a comment in its default would be lost"
        if body.would_move_suppression or any(IGNORE_MARK in line for line in moved):
            return "a suppression would move away from its place"
        return ""

    def _reason_in_default(self, scope: Scope, default: ast.expr) -> str:
        """Return what in the default could mean something else in the body."""
        pending: list[ast.AST] = [default]
        while pending:
            node = pending.pop()
            if isinstance(node, ast.Call):
                if self._module.resolve(node.func) not in self._origins:
                    return f"its default calls `{self._module.segment(node.func)}`"
                root = root_of(node.func)
                if root is not None and self._is_rebound(scope, root.id):
                    return f"`{root.id}` means something else in the body"
                pending += arguments_of(node)
            elif isinstance(node, ast.Name):
                return f"its default names `{node.id}`, which may change"
            elif isinstance(node, NOT_MOVABLE):
                return "its default depends on its place"
            else:
                pending += children(node)
        return ""

    def _is_rebound(self, scope: Scope, name: str) -> bool:
        """Return whether a name in the body may be another one than in the default.

        The body does not see the names of the class around it, but sees those of the functions
        around it, whenever they are bound.
        """
        for around in scope.around():
            if not around.is_function:
                continue
            if around not in self._names:
                self._names[around] = frozenset(names_in_function(self._module, around))
            if name in self._names[around]:
                return True
        class_ = scope.parent
        return class_ is not None and class_.is_class and name in self._module.bindings_in(class_)


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
    if any(word in lowered for word in CACHE_WORDS):
        return "it looks like a cache that is meant to be shared"
    return ""


def _reason_in_imports(annotation: ast.expr, module: Module) -> str:
    """Return which type of another file may be an alias that admits None."""
    for node in admitted_types(annotation, module):
        name = unsubscripted(node)
        root = root_of(name)
        if root is not None and root.id in module.imported:
            package = module.imported[root.id].partition(".")[0]
            if package not in KNOWN_PACKAGES:
                return f"`{dotted_name(name)}` is from another file and may admit None"
    return ""


def _reason_in_string(annotation: ast.Constant, module: Module) -> str:
    """Return why ` | None` cannot be appended to a string annotation."""
    text = module.segment(annotation)[1:-1]
    if text != annotation.value or "#" in text:
        return UNUSUAL_ANNOTATION
    parsed = parse_expression(text)
    if parsed is None or isinstance(parsed, ast.Constant):
        return "its annotation is not a type"
    if annotated_with(parsed, module) or not _is_union_of_types(parsed, module):
        return UNUSUAL_ANNOTATION
    return _reason_in_imports(annotation, module)


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
    bindings = module.bindings_in(module.scopes[0]).get(node.id, ())
    return len(bindings) > MOST_BINDINGS or any(
        isinstance(each, ast.FunctionDef)
        or (isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant))
        for each in bindings
    )


def _evaluates_unions(module: Module) -> bool:
    """Return whether `X | None` can be written in a signature of this file."""
    if module.is_stub or module.imported.get("annotations") == "__future__.annotations":
        return True
    from standards_hooks.project.declaration_reading import oldest_python

    oldest = oldest_python(module.path)
    return oldest is None or oldest >= OLDEST_WITH_UNIONS


class OptionalSpelling:
    """How `X | None` is written in a file whose oldest Python does not evaluate it."""

    __slots__ = ("_first_line", "_name", "is_needed")

    def __init__(self, module: Module) -> None:
        """Look for `Optional`: only unconditional imports of the module are sure to have run."""
        self.is_needed = not _evaluates_unions(module)
        self._first_line, self._name = _first_optional(module) if self.is_needed else (0, "")

    def name_for(self, annotation: ast.expr) -> str:
        """Return a dotted name of `typing.Optional` where an annotation is; empty without one."""
        return self._name if self._first_line <= annotation.lineno else ""


def _first_optional(module: Module) -> tuple[int, str]:
    for statement in module.tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            for name, origin in names_bound_by_import(statement):
                if is_typing(origin, "Optional"):
                    return statement.lineno, name
                if origin in {"typing", "typing_extensions"}:
                    return statement.lineno, f"{name}.Optional"
    return 0, ""


def length_of_prologue(node: Function) -> int:
    """Return the number of statements before the guards: the docstring and imports after it."""
    body = node.body
    length = 0 if docstring_of(node) is None else 1
    while length < len(body) and isinstance(body[length], ast.Import | ast.ImportFrom):
        length += 1
    return length


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
