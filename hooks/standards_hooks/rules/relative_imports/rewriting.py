"""Relative imports, rewritten as absolute ones: only dots and module change."""

from __future__ import annotations

import libcst as cst

from standards_hooks.core.errors import UnfixableError
from standards_hooks.engine.fixing import NOT_FOUND_AGAIN
from standards_hooks.semantic.module import Module
from standards_hooks.syntax.concrete_tree import Change, Concrete, StatementTransformer
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from standards_hooks.syntax.concrete_tree import Place

    type ImportFrom = cst.ImportFrom | cst.LazyImportFrom


def make_absolute(module: Module, targets: Mapping[Place, str], concrete: Concrete) -> Change:
    """Rewrite relative imports.

    Args:
        module: The file.
        targets: The absolute name of the module that each statement imports from, by the place of
            the statement.
        concrete: The concrete tree of the file.

    Returns:
        The edited tree, and the syntax tree to expect.

    Raises:
        UnfixableError: If the two trees do not have the same statements.
    """
    statements = _imports_in(module)
    rewriter = _Rewriter([targets.get(_place(module, each)) for each in statements])
    changed: cst.Module = concrete.module.visit(rewriter)
    if rewriter.passed != len(statements):
        raise UnfixableError(NOT_FOUND_AGAIN)
    return Change(changed.bytes, _expected_tree(module, targets))


def _imports_in(module: Module) -> list[ast.ImportFrom]:
    """Return every `from` import of a file, in the order of the text."""
    statements = [each for scope in module.scopes for each in scope.imports]
    found = [each for each in statements if isinstance(each, ast.ImportFrom)]
    return sorted(found, key=lambda each: (each.lineno, each.col_offset))


def _place(module: Module, statement: ast.ImportFrom) -> Place:
    return module.place(statement.lineno, statement.col_offset)


class _Rewriter(StatementTransformer):
    """Rewrites `from` imports, which it meets in the order of the text.

    Attributes:
        passed: Number of them met so far.
    """

    def __init__(self, targets: Sequence[str | None]) -> None:
        """Store the new module of each statement, None where it stays unchanged."""
        super().__init__()
        self.passed = 0
        self._targets = targets

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom:
        del original_node
        target = self._next_target()
        return updated_node if target is None else _absolute(updated_node, target)

    def leave_LazyImportFrom(
        self, original_node: cst.LazyImportFrom, updated_node: cst.LazyImportFrom
    ) -> cst.LazyImportFrom:
        del original_node
        target = self._next_target()
        return updated_node if target is None else _absolute(updated_node, target)

    def _next_target(self) -> str | None:
        self.passed += 1
        if self.passed > len(self._targets):
            raise UnfixableError(NOT_FOUND_AGAIN)
        return self._targets[self.passed - 1]


def _absolute[Statement: (cst.ImportFrom, cst.LazyImportFrom)](
    statement: Statement, target: str
) -> Statement:
    """Return the statement with an absolute module, its blanks and continued lines kept.

    Text between the dots and the module moves before the module. A blank is added only where
    the dots alone separated the words: `from.x`, `from .import x`.
    """
    between = "".join(
        blank.value
        for dot in statement.relative
        for blank in (dot.whitespace_before, dot.whitespace_after)
        if isinstance(blank, cst.SimpleWhitespace)
    )
    after_from = statement.whitespace_after_from.value
    is_continued = "\\" in between
    between = between.lstrip(" \t") if is_continued and after_from else between * is_continued
    before_import = statement.whitespace_before_import.value
    if statement.module is None:
        before_import = between + before_import
    else:
        after_from += between
    return statement.with_changes(
        relative=(),
        module=_dotted(target),
        whitespace_after_from=cst.SimpleWhitespace(after_from or " "),
        whitespace_before_import=cst.SimpleWhitespace(before_import or " "),
    )


def _dotted(name: str) -> cst.Name | cst.Attribute:
    first, *rest = name.split(".")
    node: cst.Name | cst.Attribute = cst.Name(first)
    for part in rest:
        node = cst.Attribute(value=node, attr=cst.Name(part))
    return node


def _expected_tree(module: Module, targets: Mapping[Place, str]) -> ast.Module:
    """Return the syntax tree of the file with exactly the given imports made absolute."""
    copy = Module(module.path, module.source)
    for statement in _imports_in(copy):
        target = targets.get(_place(copy, statement))
        if target is not None:
            statement.level = 0
            statement.module = target
    return copy.tree
