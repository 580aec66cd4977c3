"""No parameter has a mutable default.

A default is made once, when the function is defined, and every call shares it: what one call
appends, the next one finds. The clause "Avoid Mutable Default Arguments" of the standard requires
`None` as the default, and the object made in the body.

**What it finds.** Displays and comprehensions of lists, dicts and sets, generators, calls of
`list`, `dict`, `set`, `bytearray` and of the mutable types of `collections` under any import
alias, also inside a tuple, a conditional, `[] + […]` or a walrus; and a name that the module or
the class binds once, to such an object. In functions, methods and lambdas, for parameters of every
kind. The finding is at the default.

**What it ignores.** Class attributes and fields of dataclasses (Ruff's RUF008 and RUF012),
`frozenset`, `tuple`, calls of other functions, and calls in `extend-immutable-calls`; FastAPI's and
Typer's markers are known. An annotation without mutating methods (`Sequence`, `Mapping`) changes
nothing, because the object is still shared, unless `allow-immutable-annotations` is set.

**Fix safety.** Safe, except for callers of a parameter without an annotation who pass `None` on
purpose. `--fix` replaces the default with `None`, widens the annotation, and makes the object first
in the body, after the docstring and the imports that follow it; the literal moves unchanged,
comments included. A signature without a body (overloads, protocols, stubs) gets only the `None`, as
its implementation does. Not fixed, with the reason in the message:

- a parameter whose annotation already admits `None`, directly, by an alias of the file, or as `Any`
  or `object`: a caller may mean something else by it. A type that another file defines may be such
  an alias.
- a function whose signature somebody reads, because the default is part of a schema or a command
  line there: under a decorator that is not known to only mark, wrap or call the function (routes of
  FastAPI, tools of FastMCP, commands of Typer, tasks of Celery), given to `Depends`,
  `add_api_route`, `typer.run` or `tools=[…]`, or with a mark of such a package in `Annotated`.
  There `Annotated[list[str], Query(default_factory=list)]`, with the mark that fits, makes a new
  list and keeps the parameter what it is for clients.
- lambdas; defaults that contain a name, a comprehension or a call of anything but the constructors
  above; names of variables; annotations that could not be widened without an error; types in
  comments.
- what looks like a deliberate cache: `cache`, `memo`, `seen` or `registry` in the name, or a body
  that only stores into it; a body that tests for `None` itself, or deletes the name.
- what `# fmt: off` or `# fmt: skip` keeps as it is; suppressions that would move away.

**Compared with Ruff.** B006 accepts parameters annotated as `Sequence`, `Mapping` or `object`, and
does not follow names.
"""

from __future__ import annotations

from standards_hooks.core.finding import left_because
from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.rules import HOOK_IDS
from standards_hooks.semantic.annotations import (
    admits_none,
    admitted_types,
    annotated_with,
    elements_of,
    is_none,
    unsubscripted,
)
from standards_hooks.semantic.bindings import names_in_target
from standards_hooks.semantic.lookup import lookup, only_value
from standards_hooks.semantic.scopes import parameters_with_defaults
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.reading import has_ascii_markup


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.rules.mutable_defaults.safety import Safety
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope
    from standards_hooks.syntax.concrete_tree import Change, Concrete


OPTIONS = (
    Option(
        "extend-immutable-calls",
        (),
        "dotted names of calls whose result may be shared",
        strictest=(),
    ),
    Option(
        "allow-immutable-annotations",
        False,
        "accept a default whose annotation has no mutating methods (Sequence, Mapping, …)",
        strictest=False,
    ),
)

EXAMPLES = (
    Example(
        bad="def pack(parcel: str, labels: list[str] = []) -> list[str]:\n"
        "    labels.append(parcel)\n    return labels\n",
        good="def pack(parcel: str, labels: list[str] | None = None) -> list[str]:\n"
        "    if labels is None:\n        labels = []\n"
        "    labels.append(parcel)\n    return labels\n",
    ),
    Example(
        bad="import collections as c\n\n\ndef count(seen=c.Counter()):\n    return seen\n",
        good="import collections as c\n\n\ndef count(seen=None):\n"
        "    return c.Counter() if seen is None else seen\n",
    ),
)

DISPLAYS = {
    ast.List: "a list",
    ast.ListComp: "a list",
    ast.Dict: "a dict",
    ast.DictComp: "a dict",
    ast.Set: "a set",
    ast.SetComp: "a set",
    ast.GeneratorExp: "a generator",
}
MUTABLE_CALLS = {
    "builtins.list": "a list",
    "builtins.dict": "a dict",
    "builtins.set": "a set",
    "builtins.bytearray": "a bytearray",
    "typing.List": "a list",
    "typing.Dict": "a dict",
    "typing.Set": "a set",
    **{
        f"{module}.{name}": f"a {name}"
        for module in ("collections", "typing")
        for name in ("ChainMap", "Counter", "OrderedDict", "defaultdict", "deque")
    },
    "collections.UserDict": "a UserDict",
    "collections.UserList": "a UserList",
    "typing.DefaultDict": "a defaultdict",
    "typing.Deque": "a deque",
}
CONSTRUCTORS = frozenset(MUTABLE_CALLS)
"""The constructors that a fix may move into the function."""

IMMUTABLE_CALLS = frozenset(
    [
        *(
            f"fastapi.{name}"
            for name in (
                "Body",
                "Cookie",
                "Depends",
                "File",
                "Form",
                "Header",
                "Path",
                "Query",
                "Security",
            )
        ),
        "typer.Argument",
        "typer.Option",
    ]
)
"""Markers that are defaults by design, by FastAPI's and Typer's documentation."""

IMMUTABLE_BUILTINS = frozenset(
    f"builtins.{name}"
    for name in (
        "bool",
        "bytes",
        "complex",
        "float",
        "frozenset",
        "int",
        "object",
        "range",
        "str",
        "tuple",
    )
)
IMMUTABLE_ABSTRACTIONS = frozenset(
    ["Collection", "Container", "Iterable", "Mapping", "Reversible", "Sequence", "Sized"]
)
"""Types without a method that changes the object, as in Ruff's B006."""

JOINING = (ast.Add, ast.Mult, ast.BitOr, ast.BitAnd, ast.BitXor, ast.Sub)
"""Operators between two collections that make a new one of the same kind."""

LONGEST_QUOTE = 60
"""The most characters of source that a message quotes. Longer code is described instead, and so is
code with a comment in it, which would not survive on one line."""


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find the mutable defaults of a module.

    Args:
        module: The parsed file.
        options: `extend-immutable-calls` and `allow-immutable-annotations`.

    Yields:
        One finding for each parameter, at its default.
    """
    classifier = _Classifier(module, options)
    safety: Safety | None = None
    for scope in module.scopes:
        node = scope.node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for parameter, default in defaults_of(node.args):
            kind = classifier.kind_of(default, scope.parent)
            if kind and not classifier.is_allowed(parameter):
                safety = safety or _safety_of(module)
                yield _finding(safety, module, scope, (parameter, default, kind))
    if b"lambda" in module.source or not has_ascii_markup(module.source):
        for function in module.nodes(ast.Lambda):
            yield from _find_in_lambda(function, module, classifier)


def _safety_of(module: Module) -> Safety:
    """Return what says why defaults stay, imported only where there is one."""
    from standards_hooks.rules.mutable_defaults.safety import Safety

    return Safety(module, CONSTRUCTORS)


def _finding(
    safety: Safety, module: Module, scope: Scope, mutable: tuple[ast.arg, ast.expr, str]
) -> Finding:
    """Return the finding of a default, with the reason where it cannot be fixed."""
    parameter, default, _ = mutable
    message = _message(module, scope, mutable, safety)
    reason = safety.reason_against(scope, parameter, default)
    if reason:
        message += left_because(reason)
    symbol = scope.symbol(parameter.arg)
    return module.finding(HOOK.id, default, message, symbol, is_fixable=not reason)


def fix(
    module: Module, findings: Sequence[Finding], options: Options, concrete: Concrete
) -> Change:
    """Make defaults in the bodies of their functions.

    Args:
        module: The parsed file.
        findings: The fixable findings to fix.
        options: Not needed: what the hook allows is not among the findings.
        concrete: The concrete tree of the file.

    Returns:
        The change.
    """
    from standards_hooks.rules.mutable_defaults.guards import move_into_bodies

    del options
    places = {(finding.line, finding.column) for finding in findings}
    parameters = {
        module.place(parameter.lineno, parameter.col_offset)
        for scope in module.scopes
        if isinstance(scope.node, ast.FunctionDef | ast.AsyncFunctionDef)
        for parameter, default in defaults_of(scope.node.args)
        if module.place(default.lineno, default.col_offset) in places
    }
    return move_into_bodies(module, parameters, concrete)


def _find_in_lambda(node: ast.Lambda, module: Module, classifier: _Classifier) -> Iterator[Finding]:
    for parameter, default in defaults_of(node.args):
        if isinstance(default, ast.Name) and classifier.is_bound_around_lambda(default.id):
            continue
        kind = classifier.kind_of(default, module.scopes[0])
        if kind:
            message = (
                f"`{parameter.arg}` defaults to {kind} that every call shares; write a function"
                f" with `{parameter.arg}=None` that makes it in its body"
            )
            yield module.finding(HOOK.id, default, message, parameter.arg)


def defaults_of(arguments: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr]]:
    """Yield each parameter with its default, except for constants."""
    if arguments.defaults or arguments.kw_defaults:
        for parameter, default in parameters_with_defaults(arguments):
            if default is not None and type(default) is not ast.Constant:
                yield parameter, default


class _Classifier:
    """What the defaults of one module are, by its imports and variables."""

    def __init__(self, module: Module, options: Options) -> None:
        self._module = module
        self._immutable: frozenset[str] = IMMUTABLE_CALLS.union(
            options.strings("extend-immutable-calls")
        )
        self._are_annotations_trusted: bool = options.flag("allow-immutable-annotations")
        self._names_around_lambdas: frozenset[str] | None = None

    def kind_of(self, default: ast.expr, scope: Scope | None) -> str:
        """Return what a default is in words, `a list`; empty where it is not mutable.

        Args:
            default: The expression.
            scope: The scope that it is evaluated in.
        """
        if isinstance(default, ast.Name):
            value = self._shared_value(default.id, scope)
            kind = self._kind(value) if value is not None else ""
            return f"`{default.id}`, {kind}" if kind else ""
        return self._kind(default)

    def _kind(self, expression: ast.expr) -> str:
        pending = [(expression, "")]
        while pending:
            node, around = pending.pop()
            kind = DISPLAYS.get(type(node)) or self._kind_of_call(node)
            if kind:
                return around + kind
            if isinstance(node, ast.Tuple):
                pending += [(element, "a tuple that holds ") for element in reversed(node.elts)]
            else:
                pending += [(part, around) for part in reversed(_alternatives(node))]
        return ""

    def _kind_of_call(self, node: ast.expr) -> str:
        if not isinstance(node, ast.Call):
            return ""
        origin = self._module.resolve(unsubscripted(node.func))
        return "" if origin in self._immutable else MUTABLE_CALLS.get(origin, "")

    def is_bound_around_lambda(self, name: str) -> bool:
        """Return whether a function or comprehension around a lambda may bind a name."""
        if self._names_around_lambdas is None:
            self._names_around_lambdas = _names_around_lambdas(self._module)
        return name in self._names_around_lambdas

    def _shared_value(self, name: str, scope: Scope | None) -> ast.expr | None:
        """Return the value of a name in the class or the module, if it is bound only once."""
        found = lookup(name, scope, self._module) if scope is not None else None
        if scope is None or found is None or found[0].is_function:
            return None
        return only_value(name, scope, self._module)

    def is_allowed(self, parameter: ast.arg) -> bool:
        """Return whether the annotation has no mutating methods, and that is accepted."""
        return (
            self._are_annotations_trusted
            and parameter.annotation is not None
            and self._is_immutable(parameter.annotation)
        )

    def _is_immutable(self, annotation: ast.expr) -> bool:
        types = admitted_types(annotation, self._module)
        return bool(types) and all(
            is_none(node) or self._is_immutable_type(unsubscripted(node)) for node in types
        )

    def _is_immutable_type(self, node: ast.expr) -> bool:
        origin = self._module.resolve(node)
        module, _, name = origin.rpartition(".")
        return (
            origin in IMMUTABLE_BUILTINS
            or origin == "types.MappingProxyType"
            or (module in {"typing", "collections.abc"} and name in IMMUTABLE_ABSTRACTIONS)
            or (module == "collections.abc" and name == "Set")
            or (module == "typing" and name in {"AbstractSet", "FrozenSet", "Tuple"})
        )


def _alternatives(node: ast.expr) -> list[ast.expr]:
    """Return the parts of an expression that are, or contribute to, its value."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.BinOp) and isinstance(node.op, JOINING):
        return [node.left, node.right]
    if isinstance(node, ast.BoolOp):
        return node.values
    return [node.value] if isinstance(node, ast.NamedExpr) else []


def _names_around_lambdas(module: Module) -> frozenset[str]:
    """Return the names that functions and comprehensions bind."""
    names: set[str] = set()
    for comprehension in module.nodes(ast.comprehension):
        names.update(names_in_target(comprehension.target))
    for scope in module.scopes:
        if scope.is_function:
            names.update(module.bindings_in(scope))
            names.update(parameter.arg for parameter in scope.parameters)
    return frozenset(names)


def _message(
    module: Module, scope: Scope, mutable: tuple[ast.arg, ast.expr, str], safety: Safety
) -> str:
    """Return what is wrong and what to write; an overload or stub has no body to change."""
    parameter, default, kind = mutable
    name = parameter.arg
    signature = f"{name}=None"
    if parameter.annotation is not None:
        signature = f"{name}: {_widened(parameter.annotation, scope, module)} = None"
    if safety.is_implemented_elsewhere(scope):
        return (
            f"`{name}` defaults to {kind}, in a signature without a body; write `{signature}`, and"
            " create it in the implementation"
        )
    return (
        f"`{name}` defaults to {kind} that every call shares; write `{signature}` and, first in"
        f" the body, `if {name} is None: {name} = {_made_in_body(default, kind, module)}`"
    )


def _widened(annotation: ast.expr, scope: Scope, module: Module) -> str:
    """Return an annotation, widened to admit None."""
    text = module.segment(annotation)
    if len(text) > LONGEST_QUOTE or "#" in text:
        return "… | None"
    marks = annotated_with(annotation, module)
    if marks and isinstance(annotation, ast.Subscript):
        # What reads the marks would not look for them inside of a union.
        type_, *_ = elements_of(annotation)
        rest = ", ".join(map(module.segment, marks))
        return f"{module.segment(annotation.value)}[{_widened(type_, scope, module)}, {rest}]"
    if admits_none(annotation, scope.parent or scope, module):
        return text
    return f"{text[:-1]} | None{text[-1]}" if text[-1] in "\"'" else f"{text} | None"


def _made_in_body(default: ast.expr, kind: str, module: Module) -> str:
    """Return the expression that makes a new object in each call."""
    text = module.segment(default)
    is_name = isinstance(default, ast.Name)
    if len(text) > LONGEST_QUOTE or "#" in text or (is_name and "generator" in kind):
        return "…"
    if is_name:
        return f"copy.deepcopy({text})" if " tuple " in kind else f"{text}.copy()"
    return f"({text})" if isinstance(default, ast.NamedExpr) else text


HOOK = Hook(
    "mutable-defaults",
    __doc__,
    options=OPTIONS,
    examples=EXAMPLES,
    find=find,
    fix=fix,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook; see `run_hook` for the exit codes."""
    return run_hook(HOOK, argv, HOOK_IDS)


if __name__ == "__main__":
    raise SystemExit(main())
