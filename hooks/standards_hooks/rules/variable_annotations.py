"""Class attributes have a type that can be read.

`self.rows = []` does not show its elements' type, `db = None` not what it will be, and mypy infers
whatever comes first. The clause "Mandatory Type Hints" of the standard requires types of class
attributes and of module variables.

**What it finds.** Class attributes, and attributes of `self`, whose first assignment neither has a
type nor shows one: `None`, empty containers, calls of functions, elements and attributes of other
objects. The class body comes first, then `__init__`, then the other methods. With `module` also
module variables, with `evident` also attributes whose value shows the type, with `subclasses` also
attributes that may have their type from a base class in another file, with `tests` also tests.

**What shows a type**: literals other than `None` and containers of it; comparisons, `not`, and
arithmetic on values that show their type; a call of a class (`Path(text)`, `Lock()`), of a
classmethod that constructs (`Settings.from_file(path)`), of a few well-known functions (`len`,
`json.dumps`, `os.getenv`), of methods that only strings have (`lower`), of a function called
`…logger`; a function wrapped in `lru_cache`; a parameter, whose own annotation Ruff requires; one
operand of `x or y` that shows it; another name for something that is declared elsewhere; and a name
that asks a question, of the attribute or of the called function, which means a bool.

**What it ignores.** Attributes that are declared in the class, in another method or in a base class
of the file, properties, and targets that are unpacked or bound by `for` or `with`, which cannot be
annotated there; dunders and `model_config`; members of enumerations, keys of a `TypedDict`, inner
classes `Meta` and `Config`, columns and other descriptors, stubs. With `module`: constants with a
literal, type variables and other aliases, dunders.

**Fix safety.** There is no fix: what an attribute will hold is for people to say.

**Compared with Ruff.** The `ANN` rules check signatures only.
"""

from __future__ import annotations

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.visibility import is_dunder, is_test
from standards_hooks.rules import HOOK_IDS
from standards_hooks.semantic.annotations import is_none, unsubscripted
from standards_hooks.semantic.attributes import CONSTRUCTORS, is_decorated
from standards_hooks.semantic.bases import (
    ancestors_in_file,
    has_bases_elsewhere,
    has_dictated_names,
)
from standards_hooks.semantic.expressions import last_name
from standards_hooks.semantic.inferred_types import Evidence, asks, is_class_name
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.walking import descendants


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.semantic.attributes import Assignment
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


OPTIONS = (
    Option("module", False, "check module variables too", strictest=True),
    Option("evident", False, "require types that the value shows, too", strictest=True),
    Option(
        "subclasses",
        False,
        "require types that a base class in another file may declare, too",
        strictest=True,
    ),
    Option("tests", False, "check tests too", strictest=True),
)

EXAMPLES = (
    Example(
        bad="class Depot:\n    def __init__(self):\n        self.parcels = []\n",
        good="class Depot:\n    def __init__(self):\n        self.parcels: list[Parcel] = []\n",
    ),
    Example(
        bad="class Depot:\n    keeper = None\n",
        good="class Depot:\n    keeper: Keeper | None = None\n",
    ),
)

DESCRIPTORS = (
    *("association_proxy", "backref", "column_property", "composite", "deferred"),
    *("mapped_column", "property", "relationship", "synonym"),
)
"""Endings of functions that make a descriptor, which has its own type."""

MODEL_CONFIGURATION = "model_config"
OF_THE_CLASS = frozenset({"__new__", "__init_subclass__"})
NAMES = (ast.Attribute, ast.Lambda, ast.Name, ast.Subscript)
"""Values that are another name for something, a method, an element or a type."""

LITERALS = (
    *(ast.BinOp, ast.Constant, ast.Dict, ast.JoinedStr, ast.List, ast.Set, ast.Tuple),
    ast.UnaryOp,
)
TYPE_COMMENT = "# type:"
LONGEST_QUOTE = 40


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find the attributes of a module that have no type.

    Args:
        module: The parsed file.
        options: The flags that `OPTIONS` declares.

    Yields:
        One finding for each attribute of a class, at its first assignment.
    """
    if module.is_stub or (is_test(module.path) and not options.flag("tests")):
        return
    evidence = Evidence(module)
    takes_evident = options.flag("evident")
    # By the line, which may be as long as a file and hold thousands of assignments.
    type_comments: dict[int, bool] = {}
    for class_, attributes in module.attributes.items():
        for name, assignments in attributes.items():
            first = assignments[0]
            value = first.value
            if value is None or any(each.annotation is not None for each in assignments):
                continue
            is_required = first.scope.is_class and takes_evident and not isinstance(value, NAMES)
            if evidence.shown_type(value, first.scope) and not is_required:
                continue
            if _is_settled(first) or _is_exempt(first, class_, module, options):
                continue
            line = first.statement.end_lineno or first.statement.lineno
            if line not in type_comments:
                type_comments[line] = _has_type_comment(module.lines[line - 1])
            if type_comments[line]:
                continue
            message = _message(module, assignments, value)
            yield module.finding(HOOK.id, first.target, message, class_.symbol(name))
    if options.flag("module"):
        yield from _find_module_variables(module)


def _is_exempt(first: Assignment, class_: Scope, module: Module, options: Options) -> bool:
    """Return whether an attribute needs no type where it is first assigned."""
    if _is_defined(first.name, class_, module) or any(
        first.name in module.attributes.get(ancestor, ())
        or _is_defined(first.name, ancestor, module)
        for ancestor in ancestors_in_file(class_, module)
    ):
        return True
    if not first.scope.is_class and _receives_class(first.scope):
        return True
    is_own = options.flag("subclasses") or first.scope.name in CONSTRUCTORS
    if not is_own and has_bases_elsewhere(class_, module):
        return True
    return first.scope.is_class and (
        has_dictated_names(class_, module) or _is_descriptor(first.value, class_, module)
    )


def _is_settled(first: Assignment) -> bool:
    """Return whether the name shows the type, or another assignment came before this one."""
    name, value = first.name, first.value
    if is_dunder(name) or not name.strip("_") or name == MODEL_CONFIGURATION:
        return True
    if value is not None and asks(name) and not is_none(value):
        return True
    return _is_mirrored(first) or _is_read_before(first)


def _is_mirrored(first: Assignment) -> bool:
    """Return whether an attribute copies one of the same name from another object."""
    value = first.value
    return isinstance(value, ast.Attribute) and value.attr.strip("_") == first.name.strip("_")


def _is_read_before(first: Assignment) -> bool:
    """Return whether a value uses the attribute itself, which must have existed before."""
    return first.value is not None and any(
        isinstance(each, ast.Attribute) and each.attr == first.name
        for each in descendants(first.value)
    )


def _has_type_comment(line: str) -> bool:
    """Return whether a comment on a line has a type, as was usual before PEP 526."""
    _, mark, comment = line.partition(TYPE_COMMENT)
    return bool(mark) and not comment.lstrip().startswith("ignore")


def _is_defined(name: str, class_: Scope, module: Module) -> bool:
    """Return whether a class defines a name as a property, method or class."""
    return any(
        isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for each in module.bindings_in(class_).get(name, ())
    )


def _is_descriptor(value: ast.expr | None, class_: Scope, module: Module) -> bool:
    """Return whether a value in a class body makes a method or another descriptor."""
    if not isinstance(value, ast.Call):
        return isinstance(value, ast.Lambda)
    if any(
        isinstance(each, ast.Name) and _is_defined(each.id, class_, module) for each in value.args
    ):
        return True
    function = value.func
    if last_name(function).endswith(DESCRIPTORS):
        return True
    return isinstance(function, ast.Name) and any(
        _is_defined("__get__", made, module) for made in _classes_made_by(function.id, module)
    )


def _classes_made_by(name: str, module: Module) -> Iterator[Scope]:
    """Yield the class of the file that a function of the file is annotated to return."""
    for function in module.bindings_in(module.scopes[0]).get(name, ()):
        if isinstance(function, ast.FunctionDef) and function.returns is not None:
            returned = module.resolve(unsubscripted(function.returns))
            if returned in module.classes:
                yield module.classes[returned]


def _receives_class(method: Scope) -> bool:
    """Return whether a method's first parameter is the class, which allows no annotation."""
    node = method.node
    return method.name in OF_THE_CLASS or (
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and is_decorated(node.decorator_list, "classmethod")
    )


def _find_module_variables(module: Module) -> Iterator[Finding]:
    """Find the variables of the module's own scope that have no type."""
    scope = module.scopes[0]
    seen = {
        statement.target.id
        for statement in scope.assignments
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    }
    evidence = Evidence(module, is_spelling=True)
    for statement in sorted(scope.assignments, key=lambda each: each.lineno):
        if not isinstance(statement, ast.Assign):
            continue
        for target in statement.targets:
            if not isinstance(target, ast.Name) or target.id in seen:
                continue
            seen.add(target.id)
            if not _is_exempt_variable(target.id, statement.value):
                shown = evidence.shown_type(statement.value, scope)
                type_ = shown or evidence.held_type(statement.value)
                message = _advice(module, target, type_, statement.value, is_shown=bool(shown))
                yield module.finding(HOOK.id, target, message, target.id)


def _is_exempt_variable(name: str, value: ast.expr) -> bool:
    """Return whether a module variable is a constant with a literal, or an alias of a type."""
    if is_dunder(name) or not name.strip("_") or is_class_name(name):
        return True
    return isinstance(value, NAMES) or (name.isupper() and _is_literal(value))


def _is_literal(value: ast.expr) -> bool:
    return all(isinstance(each, LITERALS) for each in (value, *descendants(value)))


def _message(module: Module, assignments: list[Assignment], value: ast.expr) -> str:
    """Return why an attribute needs a type, and what to write."""
    evidence = Evidence(module, is_spelling=True)
    first = assignments[0]
    shown = evidence.shown_type(value, first.scope)
    if shown:
        return _advice(module, first.target, shown, value, is_shown=True)
    held = evidence.held_type(value)
    later = set()
    for each in assignments[1:]:
        shown = "" if each.value is None else evidence.shown_type(each.value, each.scope)
        if shown or each.value is None or evidence.held_type(each.value) != held:
            later.add(shown)
    spelled = later.pop() if len(later) == 1 else ""
    if spelled and is_none(value):
        held = f"{spelled.removesuffix(' | None')} | None"
    elif "[" in held and spelled.startswith(held.partition("[")[0] + "["):
        held = spelled
    return _advice(module, first.target, held, value, is_shown=False)


def _advice(
    module: Module, target: ast.expr, type_: str, value: ast.expr, *, is_shown: bool
) -> str:
    name = module.segment(target)
    text = module.segment(value)
    if len(text) > LONGEST_QUOTE or "`" in text:
        text = "…"
    if is_shown:
        reason = "has no type"
    elif is_none(value):
        reason = "starts as None, which does not show its type"
    elif "[" in type_:
        reason = "does not show its element type"
    else:
        reason = "has no type, and its value shows none"
    return f"`{name}` {reason}; write `{name}: {type_} = {text}`"


HOOK = Hook(
    "variable-annotations",
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
