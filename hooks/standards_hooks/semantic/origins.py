"""What an expression's value was made by, as far as one file shows.

An origin is a dotted path that begins with an import, with `()` where something is called:
`requests.Session()` is an instance, however it came to be (constructed, annotated as a parameter
or an attribute, opened by `with`), and `requests.Session().get` its method. A class of the file is
its own origin. Where two bindings of a name differ, or one is unknown, nothing is known.
"""

from __future__ import annotations

from standards_hooks.semantic.annotations import (
    admitted_types,
    elements_of,
    is_none,
    unsubscripted,
)
from standards_hooks.semantic.attributes import receiver_of
from standards_hooks.semantic.bases import ancestors_in_file
from standards_hooks.semantic.bindings import (
    aliased_type,
    names_bound_by_import,
    value_assigned,
    value_entered,
)
from standards_hooks.semantic.definitions import decorators_of
from standards_hooks.semantic.lookup import lookup, only_binding
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.semantic.attributes import Assignment
    from standards_hooks.semantic.bindings import Binding
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Function, Scope


UNKNOWN = ""
DEEPEST = 60
"""How many steps an expression is followed: each is a few calls deep."""
ITERATORS = ("Iterator", "Generator", "Iterable")
PATH = "pathlib.Path"
A_PATH = f"{PATH}()"
"""The origin of every path, however it was made."""
MAKERS_OF_PATHS = frozenset(
    [
        *(f"{A_PATH}.{method}()" for method in ("absolute", "expanduser", "joinpath", "resolve")),
        *(f"{A_PATH}.{method}()" for method in ("relative_to", "rename")),
        *(f"{A_PATH}.with_{part}()" for part in ("name", "stem", "suffix")),
        *(f"{PATH}.cwd()", f"{PATH}.home()", f"{A_PATH}.parent"),
        *("pathlib.PosixPath()", "pathlib.WindowsPath()"),
    ]
)
PROPERTIES = frozenset({"builtins.property", "property", "functools.cached_property"})


class Origins:
    """Answers for one module where values come from; each name is looked up once."""

    __slots__ = ("_depth", "_imports", "_known", "_module")

    def __init__(self, module: Module) -> None:
        """Take the module; it is analysed on first use."""
        self._module = module
        # None stands for a name that is just being looked up: `path = path / "x"` says nothing new.
        self._known: dict[tuple[Scope, str], str | None] = {}
        self._imports: dict[ast.stmt, dict[str, str]] = {}
        self._depth = 0

    def of(self, node: ast.AST, scope: Scope) -> str:
        """Return the origin of an expression.

        Args:
            node: The expression.
            scope: The scope in which it stands.

        Returns:
            The origin; an empty text where it is not known.
        """
        return self._of(node, scope) or UNKNOWN

    def class_of(self, annotation: ast.expr, scope: Scope) -> str:
        """Return the origin of a value under an annotation, which may admit None."""
        kinds = [node for node in admitted_types(annotation, self._module) if not is_none(node)]
        if len(kinds) != 1:
            return UNKNOWN
        kind = unsubscripted(kinds[0])
        if isinstance(kind, ast.Name):
            alias = only_binding(kind.id, self._module.scopes[0], self._module)
            value = None if alias is None else aliased_type(alias, kind.id)
            if value is not None:
                return self._alias(kind.id, value)
        return _called(self._of(kind, scope)) or UNKNOWN

    def _alias(self, name: str, value: ast.expr) -> str:
        """Return what the alias of a type says, unless it leads back to itself."""
        key = (self._module.scopes[0], f"type {name}")
        if key not in self._known:
            self._known[key] = None
            self._depth += 1
            if self._depth < DEEPEST:
                self._known[key] = self.class_of(value, self._module.scopes[0])
            self._depth -= 1
        return self._known[key] or UNKNOWN

    def _of(self, node: ast.AST, scope: Scope) -> str | None:
        if self._depth >= DEEPEST:
            return UNKNOWN
        self._depth += 1
        origin = self._followed(node, scope)
        self._depth -= 1
        return origin

    def _followed(self, node: ast.AST, scope: Scope) -> str | None:
        if isinstance(node, ast.Name):
            return self._of_name(node.id, scope)
        if isinstance(node, ast.Attribute):
            return self._of_attribute(node, scope)
        if isinstance(node, ast.Call):
            return self._of_call(node, scope)
        return self._of_operation(node, scope)

    def _of_operation(self, node: ast.AST, scope: Scope) -> str | None:
        if isinstance(node, ast.NamedExpr):
            return self._of(node.value, scope)
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            # `given or Default()`: what may be given fits the default.
            return self._of(node.values[-1], scope)
        if isinstance(node, ast.IfExp):
            branches = [each for each in (node.body, node.orelse) if not is_none(each)]
            return _agreed(self._of(each, scope) for each in branches)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            left = self._of(node.left, scope)
            return left if left in {None, A_PATH} else UNKNOWN
        return UNKNOWN

    def _of_attribute(self, node: ast.Attribute, scope: Scope) -> str | None:
        if isinstance(node.value, ast.Name):
            class_ = self._class_around(node.value.id, scope)
            if class_ is not None:
                return self._of_own_attribute(class_, node.attr)
        origin = self._of(node.value, scope)
        if not origin:
            return origin
        return _normalised(f"{origin}.{node.attr}")

    def _of_call(self, node: ast.Call, scope: Scope) -> str | None:
        function = self._function_called(node.func, scope)
        if function is not None:
            return self._of_result(*function)
        origin = self._of(node.func, scope)
        if origin == "contextlib.closing" and node.args:
            return self._of(node.args[0], scope)
        return _called(origin)

    def _of_result(self, function: Function, scope: Scope) -> str:
        """Return the origin of what a function of the module returns, by its annotation."""
        if isinstance(function, ast.AsyncFunctionDef) or function.returns is None:
            return UNKNOWN
        returns = function.returns
        if "contextlib.contextmanager" in decorators_of(function, self._module):
            if not isinstance(returns, ast.Subscript):
                return UNKNOWN
            items = elements_of(returns)
            if not items or not self._module.resolve(returns.value).endswith(ITERATORS):
                return UNKNOWN
            returns = items[0]
        return self.class_of(returns, scope)

    def _function_called(self, node: ast.expr, scope: Scope) -> tuple[Function, Scope] | None:
        """Return the module's own function or method that a call names, and where it stands."""
        if isinstance(node, ast.Name):
            found = lookup(node.id, scope, self._module)
            statement = only_binding(node.id, scope, self._module)
            if found and isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                return statement, found[0]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            class_ = self._class_around(node.value.id, scope)
            if class_ is not None:
                statements = self._module.bindings_in(class_).get(node.attr, ())
                statement = statements[0] if len(statements) == 1 else None
                if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                    return statement, class_
        return None

    def _of_name(self, name: str, scope: Scope) -> str | None:
        found = lookup(name, scope, self._module)
        if found is None:
            return UNKNOWN
        owner, bindings = found
        key = (owner, name)
        if key not in self._known:
            self._known[key] = None
            origins = [
                self._of_binding(binding, name, owner)
                for binding in bindings
                if not _says_nothing(binding)
            ]
            self._known[key] = _agreed(origins)
        return self._known[key]

    def _of_binding(self, binding: Binding, name: str, scope: Scope) -> str | None:
        """Return the origin that one parameter or statement gives a name."""
        if isinstance(binding, ast.Import | ast.ImportFrom):
            return self._given_by(binding).get(name, UNKNOWN)
        if isinstance(binding, ast.ClassDef):
            return name
        if isinstance(binding, ast.arg):
            return self.class_of(binding.annotation, scope) if binding.annotation else UNKNOWN
        if isinstance(binding, ast.AnnAssign):
            return self._of_annotated(binding, scope)
        value = value_assigned(binding, name) or value_entered(binding, name)
        return self._of(value, scope) if value is not None else UNKNOWN

    def _given_by(self, statement: ast.Import | ast.ImportFrom) -> dict[str, str]:
        """Return the origins of the names that an import binds."""
        if statement not in self._imports:
            self._imports[statement] = dict(names_bound_by_import(statement))
        return self._imports[statement]

    def _of_annotated(self, statement: ast.AnnAssign, scope: Scope) -> str | None:
        by_annotation = self.class_of(statement.annotation, scope)
        if by_annotation or statement.value is None:
            return by_annotation
        return self._of(statement.value, scope)

    def _class_around(self, receiver: str, scope: Scope) -> Scope | None:
        """Return the class whose method calls its instance by this name, around a scope."""
        for current in scope.around():
            if current.parent is not None and current.parent.is_class:
                class_, own = receiver_of(current)
                return class_ if own == receiver else None
            if current.parameter(receiver) is not None:
                return None
        return None

    def _of_own_attribute(self, class_: Scope, name: str) -> str | None:
        key = (class_, f".{name}")
        if key not in self._known:
            self._known[key] = None
            family = (class_, *ancestors_in_file(class_, self._module))
            self._known[key] = _agreed(
                origin for each in family for origin in self._of_attribute_in(each, name)
            )
        return self._known[key]

    def _of_attribute_in(self, class_: Scope, name: str) -> Iterator[str | None]:
        """Yield the origins that a class's body and its methods give an attribute."""
        for binding in self._module.bindings_in(class_).get(name, ()):
            if not _says_nothing(binding):
                yield self._of_member(binding, name, class_)
        for assignment in self._module.attributes.get(class_, {}).get(name, ()):
            if not assignment.scope.is_class and not _says_nothing(assignment.statement):
                yield self._of_assignment(assignment)

    def _of_member(self, binding: ast.stmt, name: str, class_: Scope) -> str | None:
        if isinstance(binding, ast.AnnAssign):
            return self._of_annotated(binding, class_)
        if isinstance(binding, ast.FunctionDef):
            is_property = not PROPERTIES.isdisjoint(decorators_of(binding, self._module))
            return self._of_result(binding, class_) if is_property else UNKNOWN
        value = value_assigned(binding, name)
        return self._of(value, class_) if value is not None else UNKNOWN

    def _of_assignment(self, assignment: Assignment) -> str | None:
        if isinstance(assignment.statement, ast.AnnAssign):
            return self._of_annotated(assignment.statement, assignment.scope)
        value = assignment.value
        return self._of(value, assignment.scope) if value is not None else UNKNOWN


def _called(origin: str | None) -> str | None:
    """Return the origin of what a call of something makes; what is not known stays so."""
    return _normalised(f"{origin}()") if origin else origin


def _normalised(origin: str) -> str:
    return A_PATH if origin in MAKERS_OF_PATHS else origin


def _says_nothing(binding: ast.AST) -> bool:
    """Return whether a binding leaves open what a name holds: None, `global`, `del`."""
    if isinstance(binding, ast.Assign):
        return is_none(binding.value)
    return isinstance(binding, ast.Global | ast.Delete)


def _agreed(origins: Iterable[str | None]) -> str | None:
    """Return what all origins say that say anything; nothing is known where they differ."""
    said = {origin for origin in origins if origin is not None}
    return said.pop() if len(said) == 1 else UNKNOWN
