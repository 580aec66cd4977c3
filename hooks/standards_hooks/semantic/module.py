"""A parsed file, and what rules ask of it; everything is worked out on first use."""

from __future__ import annotations

import builtins

from standards_hooks.core.finding import Finding
from standards_hooks.semantic.scopes import Scope, scopes_of
from standards_hooks.syntax import parsing
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.reading import decode, has_ascii_markup, lines_of


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.attributes import Attributes

    type Located = ast.stmt | ast.expr | ast.arg | ast.alias | ast.excepthandler


BUILTINS = builtins.__name__


class Module:
    """One Python file: read once, parsed once, walked once.

    Attributes:
        path: The file as it was given.
        source: Its bytes.
        directory: Absolute directory of the project's configuration, empty where there is none.
    """

    __slots__ = (
        "_attributes",
        "_bindings",
        "_classes",
        "_has_byte_columns",
        "_imported",
        "_inner",
        "_lines",
        "_nodes",
        "_scopes",
        "_tree",
        "directory",
        "path",
        "source",
    )

    def __init__(self, path: str, source: bytes, directory: str = "") -> None:
        """Take the bytes of a file; the tree is parsed on first use."""
        self.path = path
        self.source = source
        self.directory = directory
        self._tree: ast.Module | None = None
        self._lines: list[str] | None = None
        self._has_byte_columns: bool | None = None
        self._scopes: list[Scope] | None = None
        self._nodes: dict[type, list[ast.AST]] | None = None
        self._imported: dict[str, str] | None = None
        self._classes: dict[str, Scope] | None = None
        self._inner: dict[Scope, list[Scope]] | None = None
        self._attributes: Attributes | None = None
        self._bindings: dict[Scope, dict[str, list[ast.stmt]]] = {}

    @property
    def tree(self) -> ast.Module:
        """The syntax tree.

        Raises:
            UncheckableFileError: If the file cannot be parsed.
        """
        if self._tree is None:
            self._tree = parsing.parse(self.source)
        return self._tree

    def require_tree(self) -> None:
        """Check that the file can be parsed, without using the tree.

        Raises:
            UncheckableFileError: If the file cannot be parsed.
        """
        if self._tree is None:
            self._tree = parsing.parse(self.source)

    @property
    def lines(self) -> list[str]:
        """The lines of the text without their ends; index 0 is line 1."""
        if self._lines is None:
            self._lines = lines_of(decode(self.source))
        return self._lines

    @property
    def scopes(self) -> list[Scope]:
        """Every scope of the file, the module first, outer before inner."""
        if self._scopes is None:
            self._scopes = scopes_of(self.tree)
        return self._scopes

    @property
    def is_stub(self) -> bool:
        """Whether the file is a stub (`.pyi`)."""
        return self.path.endswith(".pyi")

    def nodes[Node: ast.AST](self, kind: type[Node]) -> list[Node]:
        """Return every node of one exact kind, expressions included, in no particular order.

        Operators and contexts (`Add`, `Load`) are left out: the parser shares one of each.
        """
        if self._nodes is None:
            from standards_hooks.syntax.walking import nodes_by_kind

            self._nodes = nodes_by_kind(self.tree)
        return self._nodes.get(kind, [])  # type: ignore[return-value]

    def finding(
        self,
        hook: str,
        node: Located | None,
        message: str,
        symbol: str = "",
        *,
        is_fixable: bool = False,
    ) -> Finding:
        """Make a finding at a node, or at the beginning of the file where `node` is None."""
        line, column = (1, 1) if node is None else self.place(node.lineno, node.col_offset)
        return Finding(self.path, line, column, hook, message, symbol=symbol, is_fixable=is_fixable)

    def place(self, line: int, offset: int) -> tuple[int, int]:
        """Turn a position of `ast` into line and column as they are reported.

        Args:
            line: Line, counted from 1.
            offset: Offset in the line in bytes of UTF-8, counted from 0.

        Returns:
            Line and column, both counted from 1, the column in characters.
        """
        if offset == 0:
            return line, 1
        if self._has_byte_columns is None:
            self._has_byte_columns = self.source.isascii() and has_ascii_markup(self.source)
        if self._has_byte_columns:
            return line, offset + 1
        before = self.lines[line - 1].encode("utf-8", "surrogatepass")[:offset]
        return line, len(before.decode("utf-8", "replace")) + 1

    def segment(self, node: ast.expr) -> str:
        """Return the source text of an expression, on one line, its blanks folded."""
        line, start = self.place(node.lineno, node.col_offset)
        end_line, end = self.place(node.end_lineno or line, node.end_col_offset or 0)
        lines = self.lines[line - 1 : end_line]
        lines[-1] = lines[-1][: end - 1]
        lines[0] = lines[0][start - 1 :]
        return " ".join(" ".join(lines).split())

    @property
    def imported(self) -> dict[str, str]:
        """What the names bound by imports stand for, such as `collections.deque` for `deque`.

        Imports of every scope are in it. A name that two imports bind keeps the first meaning,
        which is right for `try: from typing …` / `except ImportError: from typing_extensions …`.
        """
        if self._imported is None:
            self._imported = {}
            for scope in self.scopes:
                for statement in scope.imports:
                    for name, origin in names_bound_by_import(statement):
                        self._imported.setdefault(name, origin)
        return self._imported

    def resolve(self, node: ast.AST) -> str:
        """Return the dotted origin of a name or attribute chain, as far as the imports show.

        Args:
            node: Any expression.

        Returns:
            `collections.deque` for `deque`, `c.deque` or `collections.deque` under the fitting
            import, `builtins.list` for an unbound builtin name, the name as written for a name of
            the module's own, and an empty text for anything but names and attributes.
        """
        attributes = []
        while isinstance(node, ast.Attribute):
            attributes.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        origin = self.imported.get(node.id)
        if origin is None:
            origin = node.id
            if origin in BUILTIN_NAMES and not self.binds(origin):
                origin = f"{BUILTINS}.{origin}"
        return ".".join([origin, *reversed(attributes)]) if attributes else origin

    def binds(self, name: str) -> bool:
        """Return whether the module's own scope binds a name other than by an import."""
        bindings = self.bindings_in(self.scopes[0]).get(name, ())
        return any(not isinstance(each, ast.Import | ast.ImportFrom) for each in bindings)

    def bindings_in(self, scope: Scope) -> dict[str, list[ast.stmt]]:
        """Return the statements that bind names in a scope, by the name, each once.

        Classes and functions are among them, and in the module's own scope the `global` of
        functions; parameters and walrus expressions are not.
        """
        bindings = self._bindings.get(scope)
        if bindings is None:
            bindings = self._bindings[scope] = {}
            for statement in self._statements_binding_in(scope):
                for name in set(names_bound_by(statement)):
                    bindings.setdefault(name, []).append(statement)
            if scope.parent is None:
                for statement in self._globals():
                    for name in statement.names:
                        bindings.setdefault(name, []).append(statement)
        return bindings

    def _statements_binding_in(self, scope: Scope) -> Iterator[ast.stmt]:
        yield from scope.assignments
        yield from scope.imports
        yield from scope.others
        for inner in self.scopes_in(scope):
            if not isinstance(inner.node, ast.Module):
                yield inner.node

    def scopes_in(self, scope: Scope) -> list[Scope]:
        """Return the classes and functions that stand directly in a scope, in their order."""
        if self._inner is None:
            # Not in the scopes themselves: together with their parents that would make cycles,
            # which only the resting collector could free.
            self._inner = {}
            for each in self.scopes:
                if each.parent is not None:
                    self._inner.setdefault(each.parent, []).append(each)
        return self._inner.get(scope, [])

    def scopes_around(self, node: Located) -> list[Scope]:
        """Return the scopes that a node stands in, near before far, the module last.

        A decorator stands outside of what it decorates; a default counts as inside.
        """
        around = [self.scopes[0]]
        place = (node.lineno, node.col_offset)
        for scope in self.scopes[1:]:
            if isinstance(scope.node, ast.Module):
                continue
            end = (scope.node.end_lineno or 0, scope.node.end_col_offset or 0)
            if (scope.node.lineno, scope.node.col_offset) < place < end:
                around.append(scope)
        return around[::-1]

    def _globals(self) -> Iterator[ast.Global]:
        for scope in self.scopes:
            for statement in scope.others:
                if isinstance(statement, ast.Global):
                    yield statement

    @property
    def classes(self) -> dict[str, Scope]:
        """The classes of the file by their names; of two with one name the last."""
        if self._classes is None:
            self._classes = {scope.name: scope for scope in self.scopes if scope.is_class}
        return self._classes

    @property
    def attributes(self) -> Attributes:
        """The attributes of the file's classes, each with the places that assign to it."""
        if self._attributes is None:
            from standards_hooks.semantic.attributes import attributes_of

            self._attributes = attributes_of(self.scopes)
        return self._attributes


BUILTIN_NAMES = frozenset(dir(builtins))
"""The names that mean a builtin unless the module binds them."""


def names_bound_by_import(statement: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """Yield each name that an import binds with the dotted origin that it stands for.

    A relative import's origin keeps its dots: `.models.User`.
    """
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            if alias.asname:
                yield alias.asname, alias.name
            else:
                top = alias.name.partition(".")[0]
                yield top, top
        return
    prefix = "." * statement.level + (statement.module or "")
    for alias in statement.names:
        separator = "" if prefix.endswith(".") else "."
        yield alias.asname or alias.name, f"{prefix}{separator}{alias.name}"


def names_bound_by(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that one statement binds itself; those bound in its blocks are not meant.

    Walrus expressions are not entered.
    """
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
    elif isinstance(statement, ast.Import | ast.ImportFrom):
        for name, _ in names_bound_by_import(statement):
            yield name
    elif isinstance(statement, ast.Try | ast.TryStar):
        for handler in statement.handlers:
            if handler.name:
                yield handler.name
    else:
        for target in _targets_of(statement):
            yield from names_in_target(target)


def _targets_of(statement: ast.stmt) -> list[ast.expr]:
    """Return the expressions that a statement assigns to or deletes."""
    if isinstance(statement, ast.Assign | ast.Delete):
        return statement.targets
    if isinstance(statement, ast.AnnAssign | ast.AugAssign | ast.For | ast.AsyncFor):
        return [statement.target]
    if isinstance(statement, ast.With | ast.AsyncWith):
        return [item.optional_vars for item in statement.items if item.optional_vars]
    return [statement.name] if isinstance(statement, ast.TypeAlias) else []


def names_in_target(target: ast.expr) -> Iterator[str]:
    """Yield the names in the target of an assignment, tuples and stars unpacked."""
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, ast.Starred):
        yield from names_in_target(target.value)
    elif isinstance(target, ast.Tuple | ast.List):
        for element in target.elts:
            yield from names_in_target(element)
