"""A boolean's name asks a yes/no question.

`if user.active` reads well enough, `rename(user, True)` does not, and `permission` could be
anything. The clause "Boolean Names" of the standard asks for names that say true or false:
`is_active`, `has_permission`, `can_edit`, `should_retry`. No tool of the required configuration
looks at them.

**What it finds.** Attributes, `self.` attributes, variables and parameters annotated as bool in any
spelling, those of constructors included; parameters whose default is `True` or `False`; attributes
and module variables assigned an evident boolean without an annotation (`True`, `not x`, `is`, `in`,
`isinstance()`, `any()`, …), and attributes assigned such a parameter; columns of SQLAlchemy
(`Column(Boolean)`); properties that return bool. With `functions` also functions that return bool,
with `locals` also local variables without an annotation, with `constants` also names in upper case.
With `--no-constructors` the parameters of `__init__`, `__new__` and `__call__` are left out.

**A name passes** when a whole word of it is a predicate: the first one, or a later one as in
`user_is_active`. `words` replaces the predicates, `extend-words` adds to them, `allow` lists names
(globs) that pass as they are. A verb in the third person is a predicate whatever the words are,
where it cannot be a noun in the plural: `supports_tls`, `user_exists`, `contains_nulls`, and not
`rules_enabled`. A function may begin with any word that could be one.

**What it leaves alone.** Comparisons with `==` or `<`, which arrays and SQL expressions overload;
an attribute that elsewhere holds something else; dunders, `_`, constants in upper case, stubs, keys
of a `TypedDict`, members of enumerations, inner classes `Meta` and `Config`, `inherit_cache` and
`cache_ok` of a class, which SQLAlchemy reads; classes in a migration of Alembic, which repeat a
table as it was; `daemon` of a thread and its like. Of parameters those of other dunder methods and
of what is marked `@override` or `@overload`; those that a method of a base class in the same file
has as well, or that are passed to `super()` by the same keyword; those that pytest passes by name.
One finding for a name and scope.

**Fix safety.** It reports: a name is used elsewhere. The message proposes a free name where a good
one is known. Where the name is public it says how it stays what it is: on a field of a Pydantic
model, an ORM table or a serialised dataclass, on a parameter of a route (`Query(alias="…")`), of a
command (`typer.Option("--…")`) or of a tool. On a Pydantic model `alias` alone would lose data: by
the new name nothing could be passed, neither to the constructor nor from the attributes of an
object. The message therefore proposes `validation_alias` with both names and `serialization_alias`,
or `alias` where the model accepts names as well (`populate_by_name`).
"""

from __future__ import annotations

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.visibility import is_dunder
from standards_hooks.rules import HOOK_IDS
from standards_hooks.semantic.annotations import admitted_types, elements_of, is_none, is_typing
from standards_hooks.semantic.attributes import receiver_of
from standards_hooks.semantic.bases import bases_of, has_dictated_names
from standards_hooks.semantic.expressions import callee, last_name
from standards_hooks.semantic.scopes import parameters_with_defaults
from standards_hooks.semantic.words import QUESTION_WORDS, split
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.semantic.module import Located, Module
    from standards_hooks.semantic.scopes import Function, Scope


OPTIONS = (
    Option("functions", False, "look at functions that return bool too", strictest=True),
    Option("locals", False, "look at local variables without annotation too", strictest=True),
    Option("constants", False, "look at names in upper case too", strictest=True),
    Option(
        "constructors",
        True,
        "look at the parameters of __init__, __new__ and __call__ too",
        strictest=True,
    ),
    Option("words", (), "the predicate words, instead of is, has, can, should, …"),
    Option("extend-words", (), "further predicate words", strictest=()),
    Option("allow", (), "globs of names that pass as they are", strictest=()),
)

EXAMPLES = (
    Example(
        bad="class Parcel:\n    fragile: bool = False\n",
        good="class Parcel:\n    is_fragile: bool = False\n",
    ),
    Example(
        bad="def send(parcel: str, retry: bool = True) -> None: ...\n",
        good="def send(parcel: str, should_retry: bool = True) -> None: ...\n",
    ),
    Example(
        bad="class Door:\n    def __init__(self):\n        self.locked = False\n",
        good="class Door:\n    def __init__(self):\n        self.is_locked = False\n",
    ),
)

BOOLEAN_TYPES = frozenset({"builtins.bool", "pydantic.StrictBool"})
WRAPPERS = frozenset(
    [
        *(
            f"{module}.{name}"
            for module in ("typing", "typing_extensions")
            for name in ("ClassVar", "Final", "NotRequired", "ReadOnly", "Required")
        ),
        "dataclasses.InitVar",
        "sqlalchemy.orm.Mapped",
        "sqlalchemy.orm.base.Mapped",
    ]
)
SQLALCHEMY = frozenset({"cache_ok", "inherit_cache"})
"""What SQLAlchemy reads of the classes that extend it, whose base class may be far away."""

MIGRATION = "alembic.op"
DICTATED = {
    "daemon": frozenset({"threading.Thread", "threading.Timer", "multiprocessing.Process"}),
    **dict.fromkeys(
        ("allow_reuse_address", "allow_reuse_port", "block_on_close", "daemon_threads"),
        frozenset(
            {
                *("socketserver.BaseServer", "socketserver.TCPServer", "socketserver.UDPServer"),
                *("socketserver.ThreadingMixIn", "socketserver.ThreadingTCPServer"),
                *("http.server.HTTPServer", "http.server.ThreadingHTTPServer"),
            }
        ),
    ),
}
"""Attributes that classes of the standard library read, by name, with those classes."""

EVIDENT_CALLS = frozenset(
    f"builtins.{name}"
    for name in ("all", "any", "bool", "callable", "hasattr", "isinstance", "issubclass")
)
COLUMNS = frozenset({"Column", "mapped_column"})
BOOLEAN_COLUMNS = frozenset({"BOOLEAN", "Boolean"})
PROPERTIES = frozenset({"property", "cached_property", "abstractproperty", "hybrid_property"})
CONSTRUCTORS = frozenset({"__init__", "__new__", "__call__"})
NOT_BOOLEAN_VALUES = (
    ast.Dict,
    ast.DictComp,
    ast.JoinedStr,
    ast.Lambda,
    ast.List,
    ast.ListComp,
    ast.Set,
    ast.SetComp,
    ast.Tuple,
)


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find the booleans of a module whose names ask nothing.

    Args:
        module: The parsed file.
        options: The flags and word lists that `OPTIONS` declares.

    Yields:
        One finding for each name in a scope, where it first stands.
    """
    if module.is_stub:
        return
    booleans = _Booleans(module, options)
    for scope in module.scopes:
        node = scope.node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            booleans.take_function(scope, node)
        for statement in scope.assignments:
            if isinstance(statement, ast.AnnAssign):
                booleans.take_annotated(scope, statement)
            elif isinstance(statement, ast.Assign):
                booleans.take_assigned(scope, statement)
    found = booleans.found()
    if not found:
        return
    from standards_hooks.rules.boolean_naming.advice import Advice
    from standards_hooks.rules.boolean_naming.questions import states_fact

    advice = Advice(module, booleans.predicates)
    for boolean in found:
        if states_fact(split(boolean.name)):
            continue
        if boolean.is_parameter and advice.parameters.is_dictated(boolean.name, boolean.scope):
            continue
        message = advice.message(boolean.name, boolean.scope, boolean.verb, boolean.statement)
        symbol = boolean.scope.symbol(boolean.name)
        yield module.finding(HOOK.id, boolean.node, message, symbol)


class _Boolean:
    """A boolean whose name asks nothing."""

    __slots__ = ("name", "node", "scope", "statement", "verb")

    def __init__(
        self,
        scope: Scope,
        name: str,
        node: Located,
        *,
        statement: ast.stmt | None = None,
        verb: str = "holds",
    ) -> None:
        self.scope = scope
        self.name = name
        self.node = node
        self.statement = statement
        self.verb = verb

    @property
    def is_parameter(self) -> bool:
        """Whether it is a parameter of a function."""
        return isinstance(self.node, ast.arg)


class _Booleans:
    """Collects the booleans of a module, first place first, and what speaks against them.

    Attributes:
        predicates: The words that make a name a question.
    """

    def __init__(self, module: Module, options: Options) -> None:
        words = options.strings("words") or QUESTION_WORDS
        self.predicates = frozenset(
            word.lower() for word in (*words, *options.strings("extend-words"))
        )
        self._module = module
        self._allowed: tuple[str, ...] = options.strings("allow")
        self._are_functions_taken: bool = options.flag("functions")
        self._are_locals_taken: bool = options.flag("locals")
        self._are_constants_taken: bool = options.flag("constants")
        self._are_constructors_taken: bool = options.flag("constructors")
        self._found: dict[tuple[Scope, str], _Boolean] = {}
        self._contradicted: set[tuple[Scope, str]] = set()
        self._evident: set[tuple[Scope, str]] = set()
        self._exempt_classes: dict[Scope, bool] = {}
        self._names_of_bool = {
            "bool",
            *(name for name, origin in module.imported.items() if origin in BOOLEAN_TYPES),
        }

    def found(self) -> list[_Boolean]:
        """Return the booleans, without those that are evident in one place and not in another."""
        uncertain = self._evident & self._contradicted
        return [boolean for key, boolean in self._found.items() if key not in uncertain]

    def take_function(self, scope: Scope, node: Function) -> None:
        """Take a function's parameters, and the function where it is a property."""
        marks = {self._module.resolve(mark).rpartition(".")[2] for mark in node.decorator_list}
        if node.returns is not None and "override" not in marks and scope.parent is not None:
            is_property = not PROPERTIES.isdisjoint(marks)
            is_question = self._asks(node.name) or self._is_allowed(node.name)
            if is_property and not is_question and self._is_bool(node.returns):
                self._add(_Boolean(scope.parent, node.name, node, verb="returns"))
            elif (
                self._are_functions_taken and not is_property and not marks & {"overload", "setter"}
            ):
                self._take_predicate(scope.parent, node)
        is_dictated = is_dunder(node.name) and not (
            self._are_constructors_taken and node.name in CONSTRUCTORS
        )
        if not is_dictated and not marks & {"override", "overload"}:
            self._take_parameters(scope, node.args)

    def _take_predicate(self, scope: Scope, node: Function) -> None:
        """Take a function that returns a bool, if its name is no verb in the third person."""
        if node.returns is None or not self._is_candidate(node.name):
            return
        is_verb = _is_third_person((split(node.name) or [""])[0])
        if not is_verb and self._is_bool(node.returns):
            self._add(_Boolean(scope, node.name, node, verb="returns"))

    def _take_parameters(self, scope: Scope, arguments: ast.arguments) -> None:
        for parameter, default in parameters_with_defaults(arguments):
            is_boolean = self._is_boolean_parameter(parameter, default)
            if is_boolean and self._is_candidate(parameter.arg):
                self._add(_Boolean(scope, parameter.arg, parameter))

    def _is_boolean_parameter(self, parameter: ast.arg, default: ast.expr | None) -> bool:
        """Return whether a parameter holds a bool, by its annotation or else by its default."""
        if parameter.annotation is not None:
            return self._is_bool(parameter.annotation)
        return isinstance(default, ast.Constant) and isinstance(default.value, bool)

    def take_annotated(self, scope: Scope, statement: ast.AnnAssign) -> None:
        """Take a variable or attribute with an annotation."""
        owner, name = self._owner(scope, statement.target)
        if owner is None or not self._is_candidate(name):
            return
        is_boolean = self._is_bool(statement.annotation)
        if not is_boolean and self._is_bare_final(statement.annotation):
            is_boolean = statement.value is not None and self._is_evident(statement.value)
        if is_boolean:
            self._add(_Boolean(owner, name, statement.target, statement=statement))
        else:
            self._contradicted.add((owner, name))

    def take_assigned(self, scope: Scope, statement: ast.Assign) -> None:
        """Take what is assigned an evident boolean, a column of them, or such a parameter."""
        value = statement.value
        is_evident = (
            self._is_evident(value)
            or (scope.is_class and self._is_boolean_column(value))
            or (scope.is_function and self._is_boolean_argument(value, scope))
        )
        if not is_evident and not _is_no_boolean(statement.value):
            return
        for target in statement.targets:
            owner, name = self._owner(scope, target)
            if owner is None or not self._is_candidate(name):
                continue
            if owner.is_function and not self._are_locals_taken:
                continue
            if not is_evident:
                self._contradicted.add((owner, name))
                continue
            if (owner, name) not in self._found:
                self._evident.add((owner, name))
            self._add(_Boolean(owner, name, target, statement=statement))

    def _add(self, boolean: _Boolean) -> None:
        key = (boolean.scope, boolean.name)
        known = self._found.get(key)
        if known is None or (boolean.node.lineno, boolean.node.col_offset) < (
            known.node.lineno,
            known.node.col_offset,
        ):
            self._found[key] = boolean

    def _owner(self, scope: Scope, target: ast.expr) -> tuple[Scope | None, str]:
        """Return the scope that a target's name belongs to, and the name.

        An attribute belongs to the class of the method that assigns to its first parameter. What
        is exempt, or no name at all, has no owner.
        """
        if isinstance(target, ast.Name):
            is_exempt = scope.is_class and (
                target.id in SQLALCHEMY
                or self._is_exempt_class(scope)
                or self._is_dictated(target.id, scope)
            )
            return (None, "") if is_exempt else (scope, target.id)
        if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
            class_, receiver = receiver_of(scope)
            if class_ is not None and receiver == target.value.id:
                is_exempt = self._is_dictated(target.attr, class_)
                return (None, "") if is_exempt else (class_, target.attr)
        return None, ""

    def _is_dictated(self, name: str, class_: Scope) -> bool:
        """Return whether a base class of the standard library reads an attribute."""
        classes = DICTATED.get(name)
        return classes is not None and not classes.isdisjoint(bases_of(class_, self._module))

    def _is_candidate(self, name: str) -> bool:
        """Return whether a name is checked, and asks nothing."""
        if name.isupper() and not self._are_constants_taken:
            return False
        if is_dunder(name) or not name.strip("_"):
            return False
        return not self._asks(name) and not self._is_allowed(name)

    def _asks(self, name: str) -> bool:
        return not self.predicates.isdisjoint(split(name))

    def _is_allowed(self, name: str) -> bool:
        if not self._allowed:
            return False
        from standards_hooks.project.globs import matches

        return any(matches(name, pattern) for pattern in self._allowed)

    def _is_bool(self, annotation: ast.expr) -> bool:
        """Return whether an annotation admits booleans, and nothing else but None."""
        if isinstance(annotation, ast.Name) and annotation.id not in self._names_of_bool:
            return False
        has_boolean = False
        for node in admitted_types(annotation, self._module, WRAPPERS):
            if isinstance(node, ast.Subscript):
                if not self._is_boolean_literal(node):
                    return False
                has_boolean = True
            elif self._module.resolve(node) in BOOLEAN_TYPES:
                has_boolean = True
            elif not is_none(node):
                return False
        return has_boolean

    def _is_boolean_literal(self, node: ast.Subscript) -> bool:
        if not is_typing(self._module.resolve(node.value), "Literal"):
            return False
        values = [each.value if isinstance(each, ast.Constant) else 0 for each in elements_of(node)]
        return any(isinstance(value, bool) for value in values) and all(
            value is None or isinstance(value, bool) for value in values
        )

    def _is_bare_final(self, annotation: ast.expr) -> bool:
        return is_typing(self._module.resolve(annotation), "Final")

    def _is_evident(self, value: ast.expr) -> bool:
        """Return whether an expression is a boolean whatever its operands are."""
        if isinstance(value, ast.Constant):
            return isinstance(value.value, bool)
        if isinstance(value, ast.UnaryOp):
            return isinstance(value.op, ast.Not)
        if isinstance(value, ast.Compare):
            return all(isinstance(op, ast.Is | ast.IsNot | ast.In | ast.NotIn) for op in value.ops)
        if isinstance(value, ast.BoolOp):
            return all(self._is_evident(part) for part in value.values)
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name | ast.Attribute):
            return self._module.resolve(value.func) in EVIDENT_CALLS
        return False

    def _is_boolean_column(self, value: ast.expr) -> bool:
        """Return whether a value is a column of booleans: `Column(Boolean)` of SQLAlchemy."""
        if not isinstance(value, ast.Call) or last_name(value.func) not in COLUMNS:
            return False
        return any(last_name(callee(each)) in BOOLEAN_COLUMNS for each in value.args[:2])

    def _is_boolean_argument(self, value: ast.expr, scope: Scope) -> bool:
        """Return whether a value is a parameter of the function that holds a bool."""
        node = scope.node
        if not isinstance(value, ast.Name) or scope.parameter(value.id) is None:
            return False
        return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and any(
            parameter.arg == value.id and self._is_boolean_parameter(parameter, default)
            for parameter, default in parameters_with_defaults(node.args)
        )

    def _is_exempt_class(self, scope: Scope) -> bool:
        """Return whether the names in a class are dictated, asking once a class."""
        known = self._exempt_classes.get(scope)
        if known is None:
            # A migration repeats a table as it was.
            is_snapshot = MIGRATION in self._module.imported.values()
            known = is_snapshot or has_dictated_names(scope, self._module)
            self._exempt_classes[scope] = known
        return known


def _is_no_boolean(value: ast.expr) -> bool:
    """Return whether an expression evidently is no boolean, nor the None before there is one."""
    if isinstance(value, ast.Constant):
        return value.value is not None and not isinstance(value.value, bool)
    return isinstance(value, NOT_BOOLEAN_VALUES)


def _is_third_person(word: str) -> bool:
    """Return whether a word has the ending of a verb in the third person, as `matches` has."""
    return len(word) > len("its") and word.endswith("s") and not word.endswith(("ss", "us", "is"))


HOOK = Hook(
    "boolean-naming",
    __doc__,
    options=OPTIONS,
    examples=EXAMPLES,
    find=find,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook; see `run_hook` for the exit codes."""
    return run_hook(HOOK, argv, HOOK_IDS)


if __name__ == "__main__":
    raise SystemExit(main())
