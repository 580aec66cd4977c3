"""A parsed file, and what rules ask of it; everything is worked out on first use."""

from __future__ import annotations

import builtins

from standards_hooks.core.finding import Finding
from standards_hooks.semantic.bindings import bindings_of, is_import, names_bound_by_import
from standards_hooks.semantic.scopes import Scope, scopes_of
from standards_hooks.syntax import parsing
from standards_hooks.syntax.columns import Columns
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.reading import decode, has_ascii_markup, lines_of


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.semantic.attributes import Attributes
    from standards_hooks.semantic.bindings import Binding

    type Located = ast.stmt | ast.expr | ast.arg | ast.alias | ast.excepthandler


BUILTINS = builtins.__name__


class Module:
    """One Python file: read once, parsed once, walked once.

    Attributes:
        path: The file as it was given.
        source: Its bytes.
        directory: Absolute directory of the project's configuration, empty where there is none.
        lookups: What `lookup` found, by the scope and the name.
        values: What `values_of` found, by the scope that binds the name, and the name.
        optional_aliases: What `admits_none` found of an alias, by the scope that binds the name,
            and the name.
    """

    __slots__ = (
        "_attributes",
        "_changed_names",
        "_classes",
        "_columns",
        "_has_byte_columns",
        "_imported",
        "_inner",
        "_lines",
        "_nodes",
        "_scopes",
        "_tree",
        "_walrus_names",
        "directory",
        "lookups",
        "optional_aliases",
        "path",
        "source",
        "values",
    )

    def __init__(self, path: str, source: bytes, directory: str = "") -> None:
        """Take the bytes of a file; the tree is parsed on first use."""
        self.path = path
        self.source = source
        self.directory = directory
        self._tree: ast.Module | None = None
        self._lines: list[str] | None = None
        self._has_byte_columns: bool | None = None
        self._columns: dict[int, Columns] = {}
        self._scopes: list[Scope] | None = None
        self._changed_names: frozenset[str] | None = None
        self._walrus_names: frozenset[str] | None = None
        self.lookups: dict[tuple[Scope, str], tuple[Scope, list[Binding]] | None] = {}
        self.values: dict[tuple[Scope, str], list[ast.expr]] = {}
        self.optional_aliases: dict[tuple[Scope, str], bool] = {}
        self._nodes: dict[type, list[ast.AST]] | None = None
        self._imported: dict[str, str] | None = None
        self._classes: dict[str, Scope] | None = None
        self._inner: dict[Scope, list[Scope]] | None = None
        self._attributes: Attributes | None = None

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

    @property
    def walrus_names(self) -> frozenset[str]:
        """The names that a `:=` binds, in whatever scope."""
        if (
            self._walrus_names is None
            and b":=" not in self.source
            and has_ascii_markup(self.source)
        ):
            self._walrus_names = frozenset()
        if self._walrus_names is None:
            self._walrus_names = frozenset(each.target.id for each in self.nodes(ast.NamedExpr))
        return self._walrus_names

    @property
    def changed_names(self) -> frozenset[str]:
        """The names of variables and attributes that are changed in place, in whatever scope."""
        if self._changed_names is None:
            from standards_hooks.semantic.mutation import changed_names

            found = changed_names(self.nodes(ast.Subscript), self.nodes(ast.Call))
            self._changed_names = frozenset(found)
        return self._changed_names

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
        if line not in self._columns:
            self._columns[line] = Columns(self.lines[line - 1])
        return line, self._columns[line].at(offset)

    def segment(self, node: ast.expr) -> str:
        """Return the source text of an expression, on one line, its blanks folded."""
        line, start = self.place(node.lineno, node.col_offset)
        end_line, end = self.place(node.end_lineno or line, node.end_col_offset or 0)
        if end_line == line:
            # The line may be as long as a file: nothing but the expression is copied.
            return " ".join(self.lines[line - 1][start - 1 : end - 1].split())
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
        return not all(map(is_import, bindings))

    def bindings_in(self, scope: Scope) -> dict[str, list[ast.stmt]]:
        """Return the statements that bind names in a scope, by the name, each once.

        Classes and functions are among them, and in the module's own scope the `global` of
        functions; parameters and walrus expressions are not. Who wants to know what a name means
        where it is read asks `lookup`.
        """
        if scope.bindings is None:
            scope.bindings = bindings_of(scope, self.scopes_in(scope), self.scopes)
        return scope.bindings

    def scopes_in(self, scope: Scope) -> list[Scope]:
        """Return the classes and functions that stand directly in a scope, in their order."""
        if self._inner is None:
            # Not in the scopes themselves: together with their parents that would make cycles,
            # which only the resting collector could free.
            self._inner = {}
            for each in self.scopes:
                if each.parent is not None:
                    self._inner.setdefault(each.parent, []).append(each)
            for inner in self._inner.values():
                if len(inner) > 1:
                    inner.sort(key=_beginning)
        return self._inner.get(scope, [])

    def scopes_around(self, node: Located) -> list[Scope]:
        """Return the scopes that a node stands in, near before far, the module last.

        A decorator stands outside of what it decorates; a default counts as inside.
        """
        from bisect import bisect_left

        around = [self.scopes[0]]
        place = (node.lineno, node.col_offset)
        while True:
            inner = self.scopes_in(around[-1])
            at = bisect_left(inner, place, key=_beginning) - 1
            if at < 0 or place >= _end(inner[at]):
                return around[::-1]
            around.append(inner[at])

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


def _beginning(scope: Scope) -> tuple[int, int]:
    node = scope.node
    return (0, 0) if isinstance(node, ast.Module) else (node.lineno, node.col_offset)


def _end(scope: Scope) -> tuple[int, int]:
    node = scope.node
    return (
        (0, 0) if isinstance(node, ast.Module) else (node.end_lineno or 0, node.end_col_offset or 0)
    )
