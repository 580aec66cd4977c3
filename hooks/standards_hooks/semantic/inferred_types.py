"""What an expression shows of its type to somebody who reads it where it stands.

Literals, arithmetic on them, comparisons, calls of classes and annotated parameters do; so does
the name of something that is declared elsewhere, whose own declaration carries the type. `None`
and empty containers do not, nor do calls of functions. mypy wants an annotation for nothing that
is held to show its type here; a test compares.
"""

from __future__ import annotations

from standards_hooks.semantic.annotations import is_none, is_typing
from standards_hooks.semantic.attributes import receiver_of
from standards_hooks.semantic.bindings import names_in_target
from standards_hooks.semantic.expressions import dotted_name, last_name, literal_text
from standards_hooks.semantic.known_types import (
    BUILTIN_TYPES,
    CACHING_DECORATORS,
    CHOOSERS,
    CONSTRUCTING_METHODS,
    CONSTRUCTING_VERBS,
    COPIES,
    EMPTY_WITHOUT_ARGUMENTS,
    ENVIRONMENT,
    ENVIRONMENT_READERS,
    KNOWN_RESULTS,
    LOGGER,
    METHODS_OF_TEXT_ALONE,
    NEVER_SHOWN,
    PATH_METHODS,
    QUESTIONS,
    SMALL_CLASSES,
    TEXT_METHODS,
)
from standards_hooks.semantic.lookup import is_rebound
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ClassVar

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


UNSPELLED = "<type>"
"""The type can be seen, but takes a person to spell."""

DEEPEST = 12
"""How many steps are followed from one expression to the next."""

DISPLAYS = {
    ast.Dict: "dict",
    ast.DictComp: "dict",
    ast.List: "list",
    ast.ListComp: "list",
    ast.Set: "set",
    ast.SetComp: "set",
}
UNTYPED_BINDINGS = (ast.AugAssign, ast.AsyncFor, ast.AsyncWith, ast.Delete, ast.For, ast.With)
"""What gives a local variable a value without showing its type."""


class Evidence:
    """Checks the expressions of one module."""

    def __init__(self, module: Module, *, is_spelling: bool = False) -> None:
        """Take the module.

        Args:
            module: The file, whose names the expressions use.
            is_spelling: Whether types are spelled out where that takes the text of the file, which
                is dear and needed for messages alone.
        """
        self._module = module
        self._is_spelling = is_spelling
        self._depth = 0
        self._looped: frozenset[str] = frozenset()

    def shown_type(self, value: ast.expr, scope: Scope) -> str:
        """Return the type that an expression shows.

        Args:
            value: The expression.
            scope: The class or function in which it stands.

        Returns:
            The type as it is written, `UNSPELLED` where it shows and cannot be spelled from here,
            and an empty text where it does not show.
        """
        check = self._JUDGES.get(type(value))
        if check is None or self._depth > DEEPEST:
            return ""
        self._depth += 1
        try:
            return check(self, value, scope)
        finally:
            self._depth -= 1

    def held_type(self, value: ast.expr) -> str:
        """Return what can be said of the type of an expression that does not show it whole.

        Args:
            value: The expression.

        Returns:
            Such as `list[<type>]` for `[]` and `<type> | None` for None.
        """
        if is_none(value):
            return f"{UNSPELLED} | None"
        if isinstance(value, ast.Tuple):
            held = ", ".join([UNSPELLED] * len(value.elts)) or f"{UNSPELLED}, ..."
            return f"tuple[{held}]"
        if isinstance(value, ast.Call):
            return self._held_by_container(value)
        name = DISPLAYS.get(type(value))
        if name is None:
            return UNSPELLED
        return f"dict[{UNSPELLED}, {UNSPELLED}]" if name == "dict" else f"{name}[{UNSPELLED}]"

    def _held_by_container(self, call: ast.Call) -> str:
        origin = self._module.resolve(call.func)
        count = EMPTY_WITHOUT_ARGUMENTS.get(origin) or NEVER_SHOWN.get(origin)
        if not count:
            return UNSPELLED
        held = [UNSPELLED] * count + ["..."] * (origin == "builtins.tuple")
        return f"{dotted_name(call.func)}[{', '.join(held)}]"

    def _of_name(self, node: ast.Name, scope: Scope) -> str:
        """Check a name: a parameter, a local variable, or something declared elsewhere."""
        function = scope.node
        if node.id in self._looped:
            return ""
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            return UNSPELLED
        parameter = scope.parameter(node.id)
        if parameter is not None:
            return self._of_parameter(parameter, function.args)
        bindings = self._module.bindings_in(scope).get(node.id)
        return UNSPELLED if bindings is None else self._of_local(bindings, scope)

    def _of_parameter(self, parameter: ast.arg, arguments: ast.arguments) -> str:
        """Check a parameter; where it has no annotation, Ruff's ANN requires one."""
        if parameter.annotation is None or parameter in {arguments.vararg, arguments.kwarg}:
            return UNSPELLED
        return self._spelled(parameter.annotation)

    def _of_local(self, bindings: list[ast.stmt], scope: Scope) -> str:
        """Check a local variable by its annotation, or else by what it is first assigned."""
        found = ""
        for statement in bindings:
            if isinstance(statement, ast.AnnAssign):
                if statement.value is not None and self._is_final(statement.annotation):
                    return self.shown_type(statement.value, scope)
                return self._spelled(statement.annotation)
            if isinstance(statement, ast.Assign):
                if any(isinstance(target, ast.Name) for target in statement.targets):
                    found = found or self.shown_type(statement.value, scope)
            elif not isinstance(statement, UNTYPED_BINDINGS):
                return UNSPELLED
        return found

    def _is_final(self, annotation: ast.expr) -> bool:
        """Return whether an annotation is a bare `Final`, which leaves the type to the value."""
        is_name = isinstance(annotation, ast.Name | ast.Attribute)
        return is_name and is_typing(self._module.resolve(annotation), "Final")

    def _spelled(self, node: ast.expr) -> str:
        """Return a type as it is written."""
        name = literal_text(node) or dotted_name(node)
        if name:
            return name
        return self._module.segment(node) if self._is_spelling else UNSPELLED

    def _of_attribute(self, node: ast.Attribute, scope: Scope) -> str:
        """Check an attribute: of the same object, or of what is no variable of a function."""
        owner = node.value
        if node.attr.isupper() and is_class_name(last_name(owner)):
            return self._spelled(owner)
        if is_class_name(node.attr):
            return UNSPELLED
        if isinstance(owner, ast.Name) and owner.id == receiver_of(scope)[1]:
            return UNSPELLED
        root = dotted_name(owner).partition(".")[0]
        return UNSPELLED if root and not self._is_local(root, scope) else ""

    def _is_local(self, name: str, scope: Scope) -> bool:
        return name in self._looped or is_rebound(name, [scope], self._module)

    def _of_await(self, node: ast.Await, scope: Scope) -> str:
        """Check an awaited call: of a classmethod that constructs."""
        call = node.value
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            return self._of_method(call.func, scope)
        return ""

    def _of_walrus(self, node: ast.NamedExpr, scope: Scope) -> str:
        return self.shown_type(node.value, scope)

    def _of_starred(self, node: ast.Starred, scope: Scope) -> str:
        return UNSPELLED if self.shown_type(node.value, scope) else ""

    def _of_subscript(self, node: ast.Subscript, _scope: Scope) -> str:
        """Check a subscript: an alias of a type, or an element of something."""
        origin = self._module.resolve(node.value)
        if origin == ENVIRONMENT:
            return "str"
        is_type = origin in BUILTIN_TYPES or is_class_name(origin.rpartition(".")[2])
        return UNSPELLED if is_type else ""

    def _of_unary(self, node: ast.UnaryOp, scope: Scope) -> str:
        return "bool" if isinstance(node.op, ast.Not) else self.shown_type(node.operand, scope)

    def _of_arithmetic(self, node: ast.BinOp, scope: Scope) -> str:
        """Check an operation: text and containers show what comes out, whatever is added."""
        left = self.shown_type(node.left, scope)
        right = self.shown_type(node.right, scope)
        if left and right:
            return left if left == right and not isinstance(node.op, ast.Div) else UNSPELLED
        for side, shown in ((node.left, left), (node.right, right)):
            if shown in {"str", "bytes"} or (shown and isinstance(side, ast.List | ast.Tuple)):
                return shown
        return UNSPELLED if left and isinstance(node.op, ast.Div) else ""

    def _of_alternatives(self, node: ast.BoolOp | ast.IfExp, scope: Scope) -> str:
        """Check an expression that is one of several: `x or y`, `x if y else z`."""
        is_or = isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or)
        parts = node.values if isinstance(node, ast.BoolOp) else [node.body, node.orelse]
        shown = [self.shown_type(part, scope) for part in parts]
        types = dict.fromkeys(each for each in shown if each)
        if not types or (isinstance(node, ast.BoolOp) and not is_or and not all(shown)):
            return ""
        has_none = any(map(is_none, parts))
        if len(types) > 1 or UNSPELLED in types or not (all(shown) or has_none):
            return UNSPELLED
        (only,) = types
        if is_or:
            only = only.removesuffix(" | None")
        return f"{only} | None" if has_none and not only.endswith(" | None") else only

    def _of_elements(self, node: ast.List | ast.Tuple | ast.Set, scope: Scope) -> str:
        """Check a list, tuple or set that is written out."""
        whole = [each for each in node.elts if not isinstance(each, ast.Starred)]
        shown = [self.shown_type(element, scope) for element in whole or node.elts]
        if not shown or not all(shown):
            return ""
        if UNSPELLED in shown or len(whole) < len(node.elts):
            return UNSPELLED
        if isinstance(node, ast.Tuple):
            return f"tuple[{', '.join(shown)}]"
        name = "list" if isinstance(node, ast.List) else "set"
        return f"{name}[{' | '.join(dict.fromkeys(shown))}]"

    def _of_dict(self, node: ast.Dict, scope: Scope) -> str:
        keys = [self.shown_type(key, scope) for key in node.keys if key is not None]
        values = [self.shown_type(value, scope) for value in node.values]
        if not values or not all(keys) or not all(values):
            return ""
        if UNSPELLED in keys or UNSPELLED in values or len(keys) < len(values):
            return UNSPELLED
        key_type, value_type = (" | ".join(dict.fromkeys(each)) for each in (keys, values))
        return f"dict[{key_type}, {value_type}]"

    def _of_comprehension(self, node: ast.ListComp | ast.SetComp, scope: Scope) -> str:
        element = self._of_element(node.elt, node.generators, scope)
        if not element or element == UNSPELLED:
            return element
        return f"{'list' if isinstance(node, ast.ListComp) else 'set'}[{element}]"

    def _of_dict_comprehension(self, node: ast.DictComp, scope: Scope) -> str:
        key = self._of_element(node.key, node.generators, scope)
        value = self._of_element(node.value, node.generators, scope)
        if not key or not value:
            return ""
        return UNSPELLED if UNSPELLED in {key, value} else f"dict[{key}, {value}]"

    def _of_element(
        self, element: ast.expr, generators: list[ast.comprehension], scope: Scope
    ) -> str:
        """Check an element of a comprehension, whose own variables show nothing."""
        outer = self._looped
        self._looped = outer.union(*(names_in_target(each.target) for each in generators))
        try:
            return self.shown_type(element, scope)
        finally:
            self._looped = outer

    def _of_call(self, node: ast.Call, scope: Scope) -> str:
        """Check a call: of a class, of a constructor, of a function that everybody knows."""
        function = node.func
        if isinstance(function, ast.Subscript):
            return self._spelled(function) if self._of_subscript(function, scope) else ""
        origin = self._module.resolve(function)
        if origin.startswith("inspect.is") or asks(last_name(function)):
            return "bool"
        if origin in NEVER_SHOWN or origin in EMPTY_WITHOUT_ARGUMENTS:
            keywords = {each.arg for each in node.keywords}
            is_filled = bool(node.args or keywords - {"maxlen"})
            if origin in NEVER_SHOWN:
                is_filled = "default" in keywords
            return UNSPELLED if is_filled else ""
        if node.args and is_typing(origin, "cast"):
            return self._spelled(node.args[0])
        if node.args and origin in COPIES:
            return self.shown_type(node.args[0], scope)
        return (
            KNOWN_RESULTS.get(origin)
            or self._of_known_function(node, origin, scope)
            or self._of_class(function, origin, scope)
            or self._of_method(function, scope)
        )

    def _of_environment(self, node: ast.Call, scope: Scope) -> str:
        """Check what is read from the environment, or else the default."""
        defaults = [*node.args[1:], *(each.value for each in node.keywords if each.arg != "key")]
        if not defaults or is_none(defaults[0]):
            return "str | None"
        shown = self.shown_type(defaults[0], scope)
        return UNSPELLED if shown and shown != "str" else shown

    def _of_known_function(self, node: ast.Call, origin: str, scope: Scope) -> str:
        """Check a call by what its function does: one among several, an environment, a logger."""
        if node.args and self._is_caching(node.func):
            return UNSPELLED
        if origin in CHOOSERS and len(node.args) > 1:
            shown = {self.shown_type(each, scope) for each in node.args}
            return "" if "" in shown else shown.pop() if len(shown) == 1 else UNSPELLED
        if origin in ENVIRONMENT_READERS:
            return self._of_environment(node, scope)
        return UNSPELLED if last_name(node.func).lower().endswith(LOGGER) else ""

    def _is_caching(self, function: ast.expr) -> bool:
        """Return whether what is called is `cache`, `lru_cache` or `lru_cache(maxsize=8)`."""
        if isinstance(function, ast.Call):
            is_set_up = all(isinstance(each, ast.Constant) for each in function.args)
            return is_set_up and self._is_caching(function.func)
        return self._module.resolve(function) in CACHING_DECORATORS

    def _of_class(self, function: ast.expr, origin: str, scope: Scope) -> str:
        """Check what is called as a class, one that an attribute or parameter holds included."""
        receiver = receiver_of(scope)[1]
        if last_name(function) == "__class__":
            return UNSPELLED
        if receiver and (origin == receiver or origin.startswith(f"{receiver}.")):
            return UNSPELLED if origin == receiver or is_class_name(last_name(function)) else ""
        if not self._is_class(function, origin):
            return ""
        return origin.rpartition(".")[2] if origin in BUILTIN_TYPES else self._spelled(function)

    def _is_class(self, function: ast.expr, origin: str) -> bool:
        if origin in BUILTIN_TYPES or origin in SMALL_CLASSES:
            return True
        if isinstance(function, ast.Name) and function.id in self._module.classes:
            return True
        return last_name(function).lstrip("_")[:1].isupper()

    def _of_method(self, function: ast.expr, scope: Scope) -> str:
        """Check the call of a method: of a class's, of a text's, of a path's."""
        if not isinstance(function, ast.Attribute):
            return ""
        owner, name = function.value, function.attr.lstrip("_")
        verb = name.partition("_")[0]
        if verb.startswith(CONSTRUCTING_VERBS) or name in CONSTRUCTING_METHODS:
            is_class = self._is_class(owner, self._module.resolve(owner))
            return self._spelled(owner) if is_class else ""
        shown = (
            self.shown_type(owner, scope) if name in TEXT_METHODS or name in PATH_METHODS else ""
        )
        if shown in {"str", "bytes"} and name in TEXT_METHODS:
            return TEXT_METHODS[name] or shown
        if name in METHODS_OF_TEXT_ALONE:
            return TEXT_METHODS[name] or UNSPELLED
        return shown if name in PATH_METHODS and shown.rpartition(".")[2] == "Path" else ""

    # Functions, not bound methods: an object that holds its own methods is a cycle.
    _JUDGES: ClassVar[dict[type, Callable[..., str]]] = {
        ast.Attribute: _of_attribute,
        ast.Await: _of_await,
        ast.BinOp: _of_arithmetic,
        ast.BoolOp: _of_alternatives,
        ast.Call: _of_call,
        ast.Compare: lambda *_: "bool",
        ast.Constant: lambda _, node, _scope: _of_constant(node),
        ast.Dict: _of_dict,
        ast.DictComp: _of_dict_comprehension,
        ast.IfExp: _of_alternatives,
        ast.JoinedStr: lambda *_: "str",
        ast.List: _of_elements,
        ast.ListComp: _of_comprehension,
        ast.Name: _of_name,
        ast.NamedExpr: _of_walrus,
        ast.Set: _of_elements,
        ast.SetComp: _of_comprehension,
        ast.Starred: _of_starred,
        ast.Subscript: _of_subscript,
        ast.Tuple: _of_elements,
        ast.UnaryOp: _of_unary,
    }


def _of_constant(node: ast.Constant) -> str:
    value = node.value
    return "" if value is None or value is ... else type(value).__name__


def is_class_name(name: str) -> bool:
    """Return whether a name is written like a class, and not like a constant."""
    return name.lstrip("_")[:1].isupper() and not (len(name) > 1 and name.isupper())


def asks(name: str) -> bool:
    """Return whether a function's name asks a yes/no question, and so says what it answers."""
    return name.lstrip("_").startswith(QUESTIONS)
