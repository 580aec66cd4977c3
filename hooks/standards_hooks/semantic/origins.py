"""What an expression's value was made by, as far as one file shows.

An origin is a dotted path that begins with an import, with `()` where something is called:
`requests.Session()` is an instance, however it came to be (constructed, annotated as a parameter
or an attribute, opened by `with`), and `requests.Session().get` its method. A class of the file is
its own origin. Where two bindings of a name differ, or one is unknown, nothing is known.
"""

from __future__ import annotations

from standards_hooks.semantic.annotations import admitted_types, is_none
from standards_hooks.semantic.bases import ancestors_in_file
from standards_hooks.semantic.module import names_bound_by_import
from standards_hooks.semantic.scopes import parameters_of
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Function, Scope


UNKNOWN = ""
DEEPEST = 60
"""How many steps an expression is followed: each is a few calls deep."""
ITERATORS = ("Iterator", "Generator", "Iterable")
PATH = "pathlib.Path"
MAKERS_OF_PATHS = frozenset(
    f"{PATH}().{method}()"
    for method in ("absolute", "expanduser", "joinpath", "resolve", "with_name", "with_suffix")
) | frozenset({f"{PATH}.cwd()", f"{PATH}.home()", f"{PATH}().parent"})
PROPERTIES = frozenset({"builtins.property", "property", "functools.cached_property"})


class Origins:
    """Answers for one module where values come from; each name is looked up once."""

    __slots__ = ("_attributes", "_depth", "_known", "_module")

    def __init__(self, module: Module) -> None:
        """Take the module; it is analysed on first use."""
        self._module = module
        # None stands for a name that is just being looked up: `path = path / "x"` says nothing new.
        self._known: dict[tuple[Scope, str], str | None] = {}
        self._attributes: dict[Scope, dict[str, list[tuple[Scope, ast.AST]]]] = {}
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
        (kind,) = kinds
        if isinstance(kind, ast.Subscript):
            kind = kind.value
        if isinstance(kind, ast.Name):
            statement = _only(self._module.bindings_in(self._module.scopes[0]).get(kind.id, ()))
            if isinstance(statement, ast.TypeAlias):
                return self._alias(kind.id, statement.value)
            if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
                return self._alias(kind.id, statement.value)
        origin = self._of(kind, scope)
        return f"{origin}()" if origin else UNKNOWN

    def binding_of(self, name: str, scope: Scope) -> tuple[Scope, list[ast.AST]] | None:
        """Find what binds a name that is read in a scope.

        Args:
            name: The name.
            scope: The scope in which it is read.

        Returns:
            The scope that binds it, with the parameter or the statements; None for a name that the
            module does not bind.
        """
        current: Scope | None = scope
        while current is not None:
            if current is scope or not current.is_class:
                found: list[ast.AST] = [
                    parameter for parameter in self._parameters(current) if parameter.arg == name
                ]
                found += self._module.bindings_in(current).get(name, ())
                if found:
                    return current, found
            current = current.parent
        return None

    def _parameters(self, scope: Scope) -> list[ast.arg]:
        node = scope.node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            return parameters_of(node.args)
        return []

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
            return left if left in {None, f"{PATH}()"} else UNKNOWN
        return UNKNOWN

    def _of_attribute(self, node: ast.Attribute, scope: Scope) -> str | None:
        if isinstance(node.value, ast.Name):
            class_ = self._class_around(node.value.id, scope)
            if class_ is not None:
                return self._of_own_attribute(class_, node.attr)
        origin = self._of(node.value, scope)
        if not origin:
            return origin
        origin = f"{origin}.{node.attr}"
        return f"{PATH}()" if origin in MAKERS_OF_PATHS else origin

    def _of_call(self, node: ast.Call, scope: Scope) -> str | None:
        function = self._function_called(node.func, scope)
        if function is not None:
            return self._of_result(*function)
        origin = self._of(node.func, scope)
        if not origin:
            return origin
        if origin == "contextlib.closing" and node.args:
            return self._of(node.args[0], scope)
        origin = f"{origin}()"
        return f"{PATH}()" if origin in MAKERS_OF_PATHS else origin

    def _of_result(self, function: Function, scope: Scope) -> str:
        """Return the origin of what a function of the module returns, by its annotation."""
        if isinstance(function, ast.AsyncFunctionDef) or function.returns is None:
            return UNKNOWN
        returns = function.returns
        marks = {self._module.resolve(mark) for mark in function.decorator_list}
        if "contextlib.contextmanager" in marks:
            if not isinstance(returns, ast.Subscript):
                return UNKNOWN
            if not self._module.resolve(returns.value).endswith(ITERATORS):
                return UNKNOWN
            item = returns.slice
            returns = item.elts[0] if isinstance(item, ast.Tuple) else item
        return self.class_of(returns, scope)

    def _function_called(self, node: ast.expr, scope: Scope) -> tuple[Function, Scope] | None:
        """Return the module's own function or method that a call names, and where it stands."""
        if isinstance(node, ast.Name):
            found = self.binding_of(node.id, scope)
            statement = _only(found[1]) if found else None
            if found and isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                return statement, found[0]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            class_ = self._class_around(node.value.id, scope)
            if class_ is not None:
                statement = _only(self._module.bindings_in(class_).get(node.attr, ()))
                if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                    return statement, class_
        return None

    def _of_name(self, name: str, scope: Scope) -> str | None:
        found = self.binding_of(name, scope)
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

    def _of_binding(self, binding: ast.AST, name: str, scope: Scope) -> str | None:
        """Return the origin that one parameter or statement gives a name."""
        if isinstance(binding, ast.Import | ast.ImportFrom):
            return dict(names_bound_by_import(binding)).get(name, UNKNOWN)
        if isinstance(binding, ast.ClassDef):
            return name
        if isinstance(binding, ast.arg):
            return self.class_of(binding.annotation, scope) if binding.annotation else UNKNOWN
        if isinstance(binding, ast.AnnAssign):
            return self._of_annotated(binding, scope)
        value = value_given(binding, name)
        return self._of(value, scope) if value is not None else UNKNOWN

    def _of_annotated(self, statement: ast.AnnAssign, scope: Scope) -> str | None:
        by_annotation = self.class_of(statement.annotation, scope)
        if by_annotation or statement.value is None:
            return by_annotation
        return self._of(statement.value, scope)

    def _class_around(self, receiver: str, scope: Scope) -> Scope | None:
        """Return the class whose method calls its instance by this name, around a scope."""
        current: Scope | None = scope
        while current is not None and current.parent is not None:
            if current.parent.is_class:
                parameters = self._parameters(current)
                is_own = bool(parameters) and parameters[0].arg == receiver
                return current.parent if is_own else None
            if any(parameter.arg == receiver for parameter in self._parameters(current)):
                return None
            current = current.parent
        return None

    def _of_own_attribute(self, class_: Scope, name: str) -> str | None:
        key = (class_, f".{name}")
        if key not in self._known:
            self._known[key] = None
            origins = [
                self._of_attribute_binding(scope, node)
                for each in (class_, *ancestors_in_file(class_, self._module))
                for scope, node in self._attributes_of(each).get(name, ())
                if not _says_nothing(node)
            ]
            self._known[key] = _agreed(origins)
        return self._known[key]

    def _of_attribute_binding(self, scope: Scope, node: ast.AST) -> str | None:
        if isinstance(node, ast.AnnAssign):
            return self._of_annotated(node, scope)
        if isinstance(node, ast.Assign):
            return self._of(node.value, scope)
        if isinstance(node, ast.FunctionDef):
            marks = {self._module.resolve(mark) for mark in node.decorator_list}
            return self._of_result(node, scope) if marks & PROPERTIES else UNKNOWN
        return UNKNOWN

    def _attributes_of(self, class_: Scope) -> dict[str, list[tuple[Scope, ast.AST]]]:
        """Return what binds the attributes of a class's instances, by their names."""
        known = self._attributes.get(class_)
        if known is not None:
            return known
        attributes = self._attributes[class_] = {}
        for name, statements in self._module.bindings_in(class_).items():
            attributes[name] = [(class_, each) for each in statements]
        for method in self._module.scopes_in(class_):
            parameters = self._parameters(method)
            if not parameters:
                continue
            for statement in method.assignments:
                for name in _attributes_assigned(statement, parameters[0].arg):
                    attributes.setdefault(name, []).append((method, statement))
        return attributes


def _attributes_assigned(statement: ast.stmt, receiver: str) -> list[str]:
    """Return the attributes of the instance that an assignment binds."""
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    return [
        target.attr
        for target in targets
        if isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Name)
        and target.value.id == receiver
    ]


def value_given(binding: ast.AST, name: str) -> ast.expr | None:
    """Return the expression whose value a binding gives a name as it is.

    Args:
        binding: A statement that binds the name, or a parameter.
        name: The name.

    Returns:
        What is assigned, or opened by `with`; None for every other binding.
    """
    if isinstance(binding, ast.Assign):
        is_plain = all(isinstance(target, ast.Name) for target in binding.targets)
        return binding.value if is_plain else None
    if isinstance(binding, ast.With):
        for item in binding.items:
            target = item.optional_vars
            if isinstance(target, ast.Name) and target.id == name:
                return item.context_expr
    return None


def _says_nothing(binding: ast.AST) -> bool:
    """Return whether a binding leaves open what a name holds: None, `global`, `del`."""
    if isinstance(binding, ast.Assign):
        return is_none(binding.value)
    return isinstance(binding, ast.Global | ast.Delete)


def _only[Item](items: Iterable[Item]) -> Item | None:
    """Return the only item; None where there are none or several."""
    found = list(items)
    return found[0] if len(found) == 1 else None


def _agreed(origins: Iterable[str | None]) -> str | None:
    """Return what all origins say that say anything; nothing is known where they differ."""
    said = {origin for origin in origins if origin is not None}
    return said.pop() if len(said) == 1 else UNKNOWN
