"""Attributes, constants and type aliases are named as PEP 8 requires.

`self.userId` passes every tool of the required configuration. The clause "General Rules" of the
standard requires snake_case, UPPER_SNAKE_CASE and PascalCase.

**What it finds.** Attributes that a method assigns to its first parameter and whose names are not
snake_case; constants marked `Final` in a module or class whose names are not UPPER_SNAKE_CASE;
type aliases (`type x = …`, `x: TypeAlias = …`) and types made by `NewType` whose names are not
PascalCase. One finding for each name of a class, where it is first assigned.

**What it ignores.** Names in a class with a base class in another file, which may define them,
unless a parameter has the same name (`subclasses` includes them); attributes in upper case
(`capitals`). Attributes that hold a class, as in `self.Model = Model`, single capitals as in
mathematics (`self.X_train`), and names from the class body or a base class of the file; `Final` in
a function, on a field of a dataclass, without a value, on an object that a call makes, such as a
logger or a router, or on a list, set or dict that the file changes; private aliases; stubs.

**Fix safety.** There is no fix: the name may be used in other files.

**Compared with Ruff.** The `N` rules check names in module, class and function bodies, and no
attribute; of a constant or a type alias they require only that it is not mixedCase. What they
report is not reported again.
"""

from __future__ import annotations

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.visibility import is_dunder
from standards_hooks.rules import HOOK_IDS
from standards_hooks.semantic.annotations import is_none, is_typing, unsubscripted
from standards_hooks.semantic.bases import (
    ancestors_in_file,
    has_bases_elsewhere,
    has_dictated_names,
)
from standards_hooks.semantic.definitions import decorators_of
from standards_hooks.semantic.expressions import last_name
from standards_hooks.semantic.words import split
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.semantic.attributes import Assignment
    from standards_hooks.semantic.module import Located, Module
    from standards_hooks.semantic.scopes import Scope

    type Misnamed = tuple[Scope, Located, str, str]


OPTIONS = (
    Option(
        "subclasses",
        False,
        "check attributes of classes with a base class in another file too",
        strictest=True,
    ),
    Option("capitals", False, "check attributes in upper case too", strictest=True),
    Option("allow", (), "globs of names to accept", strictest=()),
)

EXAMPLES = (
    Example(
        bad="class Parcel:\n    def __init__(self, number: str) -> None:\n"
        "        self.trackingNumber = number\n",
        good="class Parcel:\n    def __init__(self, number: str) -> None:\n"
        "        self.tracking_number = number\n",
    ),
    Example(
        bad="from typing import Final\n\nmax_grams: Final = 31_500\n",
        good="from typing import Final\n\nMAX_GRAMS: Final = 31_500\n",
    ),
    Example(
        bad="type tracking_number = str\n",
        good="type TrackingNumber = str\n",
    ),
)

ALEMBIC = frozenset({"branch_labels", "depends_on", "down_revision", "revision"})
UNITTEST = frozenset({"failureException", "longMessage", "maxDiff"})
"""Attributes of test cases, which a mixin sets without the base class."""

LONGEST_SYMBOL = 2

CONSTANT_CALLS = frozenset(
    [
        *("builtins.dict", "builtins.frozenset", "builtins.list", "builtins.set", "builtins.tuple"),
        *("datetime.timedelta", "decimal.Decimal", "pathlib.Path", "re.compile"),
        "types.MappingProxyType",
    ]
)
"""Calls that make a value rather than an object with state."""

CONSTANT_VALUES = (ast.Constant, ast.JoinedStr, ast.Set, ast.Tuple, ast.UnaryOp)
DATACLASSES = ("dataclass", "attrs", "define", "frozen", "mutable", "attr.s", "attributes")


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find the attributes, constants and type aliases of a module with names in another style.

    Args:
        module: The parsed file.
        options: The flags and globs that `OPTIONS` declares.

    Yields:
        One finding for a name and scope.
    """
    if module.is_stub:
        return
    for scope, node, name, advice in (
        *_misnamed_attributes(module, options),
        *_misnamed_declarations(module),
    ):
        if not _is_allowed(name, options):
            yield module.finding(HOOK.id, node, advice, scope.symbol(name))


def _misnamed_attributes(module: Module, options: Options) -> Iterator[Misnamed]:
    for class_, attributes in module.attributes.items():
        for name, assignments in attributes.items():
            # Almost every name ends here.
            if name != name.lower() and _is_misnamed(assignments[0], class_, module, options):
                target = assignments[0].target
                advice = f"`{module.segment(target)}` is not snake_case"
                proposal = _like(name, "_".join(split(name)))
                if proposal not in attributes and proposal not in module.bindings_in(class_):
                    advice += f"; name it `{proposal}`"
                yield class_, target, name, advice


def _is_misnamed(first: Assignment, class_: Scope, module: Module, options: Options) -> bool:
    """Return whether an attribute with a capital in its name could be renamed in its class."""
    name = first.name
    if first.scope.is_class or is_dunder(name) or name in UNITTEST or _is_mathematical(name):
        return False
    if name.isupper():
        if not options.flag("capitals"):
            return False
    elif name.lstrip("_")[:1].isupper() and _may_hold_class(first):
        return False
    if name in module.bindings_in(class_) or any(
        name in module.attributes.get(ancestor, ()) or name in module.bindings_in(ancestor)
        for ancestor in ancestors_in_file(class_, module)
    ):
        return False
    return (
        options.flag("subclasses")
        or _is_own_parameter(first)
        or not has_bases_elsewhere(class_, module)
    )


def _is_mathematical(name: str) -> bool:
    """Return whether a name is a symbol, or begins with one: `X_train`, `dT`."""
    parts = [part for part in name.split("_") if part != part.lower()]
    return len(name.strip("_")) <= LONGEST_SYMBOL or all(len(part) == 1 for part in parts)


def _may_hold_class(first: Assignment) -> bool:
    """Return whether a PascalCase attribute may hold a class."""
    if first.annotation is not None:
        return not isinstance(first.annotation, ast.Name)
    value = first.value
    if isinstance(value, ast.Name):
        return not value.id.islower()
    if isinstance(value, ast.Call):
        return not last_name(value.func)[:1].isupper()
    return not isinstance(value, ast.Constant | ast.Dict | ast.JoinedStr | ast.List | ast.Set)


def _is_own_parameter(first: Assignment) -> bool:
    """Return whether a method assigns its parameter of that name to the attribute."""
    value = first.value
    is_same_name = isinstance(value, ast.Name) and value.id == first.name
    return is_same_name and first.scope.parameter(first.name) is not None


def _misnamed_declarations(module: Module) -> Iterator[Misnamed]:
    """Yield the constants and types whose names are in another style."""
    for scope in module.scopes:
        for statement in (*scope.assignments, *scope.others):
            constant = _constant(statement, scope, module)
            if constant is not None:
                proposal = _like(constant.id, "_".join(split(constant.id)).upper())
                advice = f"`{constant.id}` is a constant; name it `{proposal}`"
                yield scope, constant, constant.id, advice
            type_ = _type(statement, module)
            if type_ is not None and not _is_pascal_case(type_.id):
                is_seen_by_ruff = not scope.is_function and _is_mixed_case(type_.id)
                if not is_seen_by_ruff:
                    words = "".join(word.capitalize() for word in split(type_.id))
                    advice = f"`{type_.id}` is a type; name it `{words}`"
                    yield scope, type_, type_.id, advice


def _constant(statement: ast.stmt, scope: Scope, module: Module) -> ast.Name | None:
    """Return the constant that a statement declares, if this hook checks it."""
    if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
        return None
    value, name = statement.value, statement.target.id
    if value is None or scope.is_function or is_dunder(name) or not name.strip("_"):
        return None
    if name in ALEMBIC or _is_mixed_case(name) or not _is_final(statement.annotation, module):
        return None
    if name.isupper() or not _is_constant_value(value, module) or name in module.changed_names:
        return None
    return None if scope.is_class and _is_field(name, scope, module) else statement.target


def _is_constant_value(value: ast.expr, module: Module) -> bool:
    """Return whether a value is a literal or the like, and not an empty container to fill."""
    if isinstance(value, ast.Call):
        has_arguments = bool(value.args or value.keywords)
        return has_arguments and module.resolve(value.func) in CONSTANT_CALLS
    if isinstance(value, ast.Dict):
        return bool(value.keys)
    if isinstance(value, ast.List):
        return bool(value.elts)
    if isinstance(value, ast.BinOp):
        # A union is a type.
        return not isinstance(value.op, ast.BitOr)
    return isinstance(value, CONSTANT_VALUES) and not is_none(value)


def _is_field(name: str, class_: Scope, module: Module) -> bool:
    """Return whether a class variable is a field, or its name comes from a base class."""
    return (
        _is_dataclass(class_, module)
        or has_dictated_names(class_, module)
        or has_bases_elsewhere(class_, module)
        or any(
            name in module.attributes.get(ancestor, ())
            for ancestor in ancestors_in_file(class_, module)
        )
    )


def _is_final(annotation: ast.expr, module: Module) -> bool:
    """Return whether an annotation is `Final`, with a type or without, in `ClassVar` or not."""
    while isinstance(annotation, ast.Subscript):
        if not is_typing(module.resolve(annotation.value), "ClassVar"):
            annotation = annotation.value
            break
        annotation = annotation.slice
    return is_typing(module.resolve(unsubscripted(annotation)), "Final")


def _is_dataclass(scope: Scope, module: Module) -> bool:
    """Return whether a class is decorated so that its variables are fields."""
    node = scope.node
    return isinstance(node, ast.ClassDef) and any(
        origin.endswith(DATACLASSES) for origin in decorators_of(node, module)
    )


def _type(statement: ast.stmt, module: Module) -> ast.Name | None:
    """Return the name of the type that a statement declares; None where it is private."""
    target: ast.expr | None = None
    if isinstance(statement, ast.TypeAlias):
        target = statement.name
    elif isinstance(statement, ast.AnnAssign):
        is_alias = is_typing(module.resolve(statement.annotation), "TypeAlias")
        target = statement.target if is_alias else None
    elif isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
        is_new = is_typing(module.resolve(statement.value.func), "NewType")
        target = statement.targets[0] if is_new else None
    if not isinstance(target, ast.Name) or target.id.startswith("_"):
        return None
    return target


def _is_pascal_case(name: str) -> bool:
    return name[:1].isupper() and "_" not in name


def _is_mixed_case(name: str) -> bool:
    """Return whether Ruff's N815 and N816 report a name in a class or module."""
    stem = name.lstrip("_")
    return stem[:1].islower() and stem != stem.lower()


def _like(name: str, stem: str) -> str:
    """Return a stem with the leading underscores of a name."""
    return name[: len(name) - len(name.lstrip("_"))] + stem


def _is_allowed(name: str, options: Options) -> bool:
    allowed = options.strings("allow")
    if not allowed:
        return False
    from standards_hooks.project.globs import matches

    return any(matches(name, pattern) for pattern in allowed)


HOOK = Hook(
    "attribute-naming",
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
