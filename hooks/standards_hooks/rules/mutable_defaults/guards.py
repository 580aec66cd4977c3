"""Mutable defaults, replaced with `None` and made in the function's body.

def pack(labels: list[str] = []):        def pack(labels: list[str] | None = None):
    \"\"\"Pack.\"\"\"                 becomes        \"\"\"Pack.\"\"\"
    labels.append("fragile")                 if labels is None:
                                                 labels = []
                                             labels.append("fragile")
"""

from __future__ import annotations

import libcst as cst

from standards_hooks.core.errors import UnfixableError
from standards_hooks.engine.fixing import NOT_FOUND_AGAIN
from standards_hooks.rules.mutable_defaults.safety import (
    OptionalSpelling,
    is_without_body,
    length_of_prologue,
)
from standards_hooks.semantic.annotations import is_typing
from standards_hooks.semantic.expressions import literal_text
from standards_hooks.semantic.module import Module
from standards_hooks.semantic.scopes import parameters_with_defaults
from standards_hooks.syntax.concrete_tree import Change, Concrete, StatementTransformer
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from standards_hooks.semantic.scopes import Function
    from standards_hooks.syntax.concrete_tree import Place


IMPORTS = (cst.Import, cst.ImportFrom, cst.LazyImport, cst.LazyImportFrom)


class Widening:
    """How an annotation is widened to admit None.

    Attributes:
        is_inside_string: Whether the annotation is one string.
        is_inside_annotated: Whether it is `Annotated[X, …]`, whose `X` is widened.
        optional: Dotted name of `Optional`, where `X | None` cannot be written; else empty.
    """

    __slots__ = ("is_inside_annotated", "is_inside_string", "optional")

    def __init__(
        self, annotation: ast.expr | None, module: Module, spelling: OptionalSpelling
    ) -> None:
        """Store how the annotation of a parameter is widened."""
        self.is_inside_string = isinstance(annotation, ast.Constant)
        self.is_inside_annotated = isinstance(annotation, ast.Subscript) and is_typing(
            module.resolve(annotation.value), "Annotated"
        )
        self.optional = ""
        if annotation is not None and not self.is_inside_string and spelling.is_needed:
            self.optional = spelling.name_for(annotation)


def move_into_bodies(module: Module, defaults: Iterable[Place], concrete: Concrete) -> Change:
    """Move defaults into the bodies of their functions.

    Args:
        module: The file.
        defaults: The places of the parameters whose defaults are moved.
        concrete: The concrete tree of the file.

    Returns:
        The edited tree, and the syntax tree to expect.

    Raises:
        UnfixableError: If a parameter is not where it was found.
    """
    expected = _Expectation(Module(module.path, module.source), frozenset(defaults))
    rewriter = _Rewriter(module, expected, concrete)
    changed: cst.Module = concrete.module.visit(rewriter)
    if rewriter.moved != len(expected.widenings):
        raise UnfixableError(NOT_FOUND_AGAIN)
    return Change(changed.bytes, expected.tree)


class _Expectation:
    """The syntax tree that the fix must lead to.

    Attributes:
        tree: The tree after the change.
        widenings: How each parameter's annotation is widened, by the parameter's place.
        guarded: Places of the parameters that get a guard.
    """

    def __init__(self, module: Module, places: frozenset[Place]) -> None:
        self.widenings: dict[Place, Widening] = {}
        self.guarded: set[Place] = set()
        self._module = module
        self._spelling = OptionalSpelling(module)
        for scope in module.scopes:
            node = scope.node
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                self._change(node, places)
        self.tree = module.tree

    def _change(self, node: Function, places: frozenset[Place]) -> None:
        has_body = not is_without_body(node.body)
        guards: list[ast.stmt] = []
        moved: set[ast.expr] = set()
        for parameter, default in parameters_with_defaults(node.args):
            place = self._module.place(parameter.lineno, parameter.col_offset)
            if place not in places or default is None:
                continue
            widening = Widening(parameter.annotation, self._module, self._spelling)
            self.widenings[place] = widening
            if parameter.annotation is not None:
                parameter.annotation = _widened_tree(parameter.annotation, widening)
            moved.add(default)
            if has_body:
                self.guarded.add(place)
                guards.append(_guard_tree(parameter.arg, default))
        arguments = node.args
        arguments.defaults = [_unless_moved(each, moved) for each in arguments.defaults]
        arguments.kw_defaults = [
            None if each is None else _unless_moved(each, moved) for each in arguments.kw_defaults
        ]
        start = length_of_prologue(node)
        node.body[start:start] = guards


def _unless_moved(default: ast.expr, moved: Container[ast.expr]) -> ast.expr:
    return ast.Constant(value=None) if default in moved else default


def _guard_tree(name: str, default: ast.expr) -> ast.If:
    is_none = ast.Compare(
        left=ast.Name(id=name, ctx=ast.Load()),
        ops=[ast.Is()],
        comparators=[ast.Constant(value=None)],
    )
    made = ast.Assign(targets=[ast.Name(id=name, ctx=ast.Store())], value=default)
    return ast.If(test=is_none, body=[made], orelse=[])


def _widened_tree(annotation: ast.expr, widening: Widening) -> ast.expr:
    text = literal_text(annotation)
    if text:
        return ast.Constant(value=f"{text} | None")
    if widening.is_inside_annotated and isinstance(annotation, ast.Subscript):
        inner = annotation.slice
        if isinstance(inner, ast.Tuple):
            inner.elts[0] = _union_tree(inner.elts[0], widening)
        return annotation
    return _union_tree(annotation, widening)


def _union_tree(annotation: ast.expr, widening: Widening) -> ast.expr:
    if not widening.optional:
        return ast.BinOp(left=annotation, op=ast.BitOr(), right=ast.Constant(value=None))
    first, *rest = widening.optional.split(".")
    name: ast.expr = ast.Name(id=first, ctx=ast.Load())
    for part in rest:
        name = ast.Attribute(value=name, attr=part, ctx=ast.Load())
    return ast.Subscript(value=name, slice=annotation, ctx=ast.Load())


class _Rewriter(StatementTransformer):
    """Moves the defaults of the expected parameters.

    Attributes:
        moved: Number of defaults moved so far.
    """

    def __init__(self, module: Module, expected: _Expectation, concrete: Concrete) -> None:
        super().__init__()
        self.moved = 0
        self._module = module
        self._expected = expected
        self._concrete = concrete

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        guards: list[cst.BaseStatement] = []
        changed: dict[str, cst.Param] = {}
        indent = _indent_of(updated_node.body)
        for original in _parameters(original_node.params):
            place = self._concrete.place(original.name)
            widening = self._expected.widenings.get(place)
            if widening is None or original.default is None:
                continue
            self.moved += 1
            changed[original.name.value] = _without_default(original, widening)
            if place in self._expected.guarded:
                offset = self._offset(original_node, original.default)
                guards.append(_guard(original.name.value, original.default, offset, indent))
        if not changed:
            return updated_node
        parameters = updated_node.params.visit(_Replacement(changed))
        body = _with_guards(updated_node.body, guards) if guards else updated_node.body
        return updated_node.with_changes(params=parameters, body=body)

    def _offset(self, function: cst.FunctionDef, default: cst.BaseExpression) -> str:
        """Return the indentation of a default's first line beyond that of its function."""
        own = self._blanks_before(self._concrete.place(function.name)[0])
        first = default.lpar[0] if default.lpar else default
        line = self._blanks_before(self._concrete.place(first)[0])
        return line.removeprefix(own)

    def _blanks_before(self, line: int) -> str:
        text = self._module.lines[line - 1]
        return text[: len(text) - len(text.lstrip(" \t"))]


class _Replacement(cst.CSTTransformer):
    """Replaces parameters with changed ones of the same name; does not enter defaults."""

    def __init__(self, changed: dict[str, cst.Param]) -> None:
        super().__init__()
        self._changed = changed

    def visit_Param(self, _node: cst.Param) -> bool:
        return False

    def leave_Param(self, original_node: cst.Param, updated_node: cst.Param) -> cst.Param:
        changed = self._changed.get(original_node.name.value)
        if changed is None:
            return updated_node
        return updated_node.with_changes(annotation=changed.annotation, default=changed.default)


def _parameters(parameters: cst.Parameters) -> list[cst.Param]:
    return [*parameters.posonly_params, *parameters.params, *parameters.kwonly_params]


def _without_default(parameter: cst.Param, widening: Widening) -> cst.Param:
    annotation = parameter.annotation
    if annotation is not None:
        widened = _widened(annotation.annotation, widening)
        annotation = annotation.with_changes(annotation=widened)
    return parameter.with_changes(annotation=annotation, default=cst.Name("None"))


def _widened(annotation: cst.BaseExpression, widening: Widening) -> cst.BaseExpression:
    if isinstance(annotation, cst.SimpleString):
        quote = annotation.value[-1]
        return annotation.with_changes(value=f"{annotation.value[:-1]} | None{quote}")
    if widening.is_inside_annotated and isinstance(annotation, cst.Subscript):
        first, *rest = annotation.slice
        if isinstance(first.slice, cst.Index):
            inner = first.slice.with_changes(value=_union(first.slice.value, widening))
            return annotation.with_changes(slice=[first.with_changes(slice=inner), *rest])
    return _union(annotation, widening)


def _union(annotation: cst.BaseExpression, widening: Widening) -> cst.BaseExpression:
    if not widening.optional:
        return cst.BinaryOperation(left=annotation, operator=cst.BitOr(), right=cst.Name("None"))
    return cst.Subscript(
        value=cst.parse_expression(widening.optional),
        slice=[cst.SubscriptElement(slice=cst.Index(value=annotation))],
    )


def _indent_of(body: cst.BaseSuite) -> str | None:
    """Return the indentation of a block, if it is not the file's default."""
    return body.indent if isinstance(body, cst.IndentedBlock) else None


def _guard(name: str, default: cst.BaseExpression, offset: str, indent: str | None) -> cst.If:
    value = default.visit(_Reindentation(offset))
    if not isinstance(value, cst.BaseExpression):
        raise UnfixableError(NOT_FOUND_AGAIN)
    made = cst.Assign(
        targets=[cst.AssignTarget(target=cst.Name(name))], value=_parenthesized(value)
    )
    return cst.If(
        test=cst.Comparison(
            left=cst.Name(name),
            comparisons=[cst.ComparisonTarget(operator=cst.Is(), comparator=cst.Name("None"))],
        ),
        body=cst.IndentedBlock(body=[cst.SimpleStatementLine(body=[made])], indent=indent),
    )


def _parenthesized(value: cst.BaseExpression) -> cst.BaseExpression:
    """Return an expression in parentheses, if its line breaks needed those of the signature."""
    if value.lpar or isinstance(value, cst.List | cst.Dict | cst.Set):
        return value
    outside = value.func if isinstance(value, cst.Call) else value
    if LINE_ENDS.isdisjoint(cst.Module([]).code_for_node(outside)):
        return value
    return value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


LINE_ENDS = frozenset("\r\n")


class _Reindentation(cst.CSTTransformer):
    """Removes the indentation of a literal's first line from its further lines."""

    def __init__(self, offset: str) -> None:
        super().__init__()
        self._offset = offset

    def leave_ParenthesizedWhitespace(
        self,
        _original: cst.ParenthesizedWhitespace,
        updated_node: cst.ParenthesizedWhitespace,
    ) -> cst.ParenthesizedWhitespace:
        if not updated_node.indent:
            return updated_node
        return updated_node.with_changes(last_line=self._shifted(updated_node.last_line))

    def leave_EmptyLine(
        self, _original: cst.EmptyLine, updated_node: cst.EmptyLine
    ) -> cst.EmptyLine:
        if updated_node.comment is None:
            return updated_node.with_changes(indent=False, whitespace=cst.SimpleWhitespace(""))
        if not updated_node.indent:
            return updated_node
        return updated_node.with_changes(whitespace=self._shifted(updated_node.whitespace))

    def _shifted(self, blanks: cst.SimpleWhitespace) -> cst.SimpleWhitespace:
        value = blanks.value
        if value.startswith(self._offset):
            return cst.SimpleWhitespace(value.removeprefix(self._offset))
        return cst.SimpleWhitespace("") if not value.strip(" \t") else blanks


def _with_guards(body: cst.BaseSuite, guards: list[cst.BaseStatement]) -> cst.BaseSuite:
    """Return a body with guards after its docstring and the imports that follow it."""
    if isinstance(body, cst.SimpleStatementSuite):
        line = cst.SimpleStatementLine(body=body.body, trailing_whitespace=body.trailing_whitespace)
        before, after = _split([line])
        return cst.IndentedBlock(body=[*before, *guards, *after])
    if not isinstance(body, cst.IndentedBlock):
        raise UnfixableError(NOT_FOUND_AGAIN)
    before, after = _split(body.body)
    return body.with_changes(body=[*before, *guards, *after])


def _split(
    statements: Sequence[cst.BaseStatement],
) -> tuple[list[cst.BaseStatement], list[cst.BaseStatement]]:
    """Split a body after its prologue, within a line where necessary."""
    before: list[cst.BaseStatement] = []
    for index, statement in enumerate(statements):
        if not isinstance(statement, cst.SimpleStatementLine):
            return before, list(statements[index:])
        length = _prologue_in(statement, may_be_docstring=index == 0)
        if length < len(statement.body):
            rest = list(statements[index + 1 :])
            if length == 0:
                return before, [statement, *rest]
            first, second = _split_line(statement, length)
            return [*before, first], [second, *rest]
        before.append(statement)
    return before, []


def _prologue_in(line: cst.SimpleStatementLine, *, may_be_docstring: bool) -> int:
    """Return the number of statements at the start of a line that are docstring or imports."""
    length = 0
    for index, statement in enumerate(line.body):
        is_docstring = (
            may_be_docstring
            and index == 0
            and isinstance(statement, cst.Expr)
            and isinstance(statement.value, cst.SimpleString | cst.ConcatenatedString)
            and isinstance(statement.value.evaluated_value, str)
        )
        if not is_docstring and not isinstance(statement, IMPORTS):
            break
        length += 1
    return length


def _split_line(
    line: cst.SimpleStatementLine, length: int
) -> tuple[cst.SimpleStatementLine, cst.SimpleStatementLine]:
    head, tail = list(line.body[:length]), line.body[length:]
    head[-1] = head[-1].with_changes(semicolon=cst.MaybeSentinel.DEFAULT)
    return (
        line.with_changes(body=head, trailing_whitespace=cst.TrailingWhitespace()),
        cst.SimpleStatementLine(body=tail, trailing_whitespace=line.trailing_whitespace),
    )
