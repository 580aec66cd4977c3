"""Everything public has a docstring.

A caller should not have to read a function to use it. The clause "Docstrings" of the standard
requires one on all public modules, classes, functions and methods.

**What it finds.** A public module, class, function or method whose first statement is not a
docstring. A name is public if neither it nor a package, module or class around it begins with an
underscore, or if the module's `__all__` lists it, in a private module too. An empty or blank
string, an f-string and bytes are not docstrings.

**What it ignores**, unless an option includes it: functions and classes inside functions
(`check-nested`), `__init__` (`check-init`) and other dunders (`check-dunders`), `@overload`
(`check-overloads`), `@override` (`check-overrides`), setters and deleters of properties
(`check-accessors`), a module without a statement (`check-empty-modules`), stubs (`check-stubs`),
`test_*.py`, `*_test.py`, `conftest.py` and everything in a directory `tests` (`check-tests`), a
method that a base class in the same file documents (`check-inherited`), and `upgrade` and
`downgrade` of an Alembic migration (`check-migrations`).

**Fix safety.** There is no fix: what a docstring says is for people to write.

**Compared with Ruff.** The `D` rules are not part of the required configuration; they know neither
base classes of the file nor migrations.
"""

from __future__ import annotations

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.visibility import is_dunder, is_in_private_module, is_private, is_test
from standards_hooks.rules import HOOK_IDS
from standards_hooks.semantic.annotations import is_typing
from standards_hooks.semantic.bases import ancestors_in_file
from standards_hooks.semantic.bindings import targets_of
from standards_hooks.semantic.definitions import docstring_of
from standards_hooks.semantic.expressions import is_text, literal_text
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope, ScopeNode


def _includes(name: str, what: str) -> Option:
    return Option(name, False, f"require docstrings of {what} too", strictest=True)


OPTIONS = (
    _includes("check-nested", "functions and classes inside functions"),
    _includes("check-init", "`__init__`"),
    _includes("check-dunders", "other dunder methods"),
    _includes("check-overloads", "`@overload` signatures"),
    _includes("check-overrides", "methods marked `@override`"),
    _includes("check-accessors", "setters and deleters of properties"),
    _includes("check-empty-modules", "modules without a statement"),
    _includes("check-stubs", "stubs (.pyi)"),
    _includes("check-tests", "tests"),
    _includes("check-inherited", "methods that a base class in the file documents"),
    _includes("check-migrations", "`upgrade` and `downgrade` of Alembic migrations"),
)

EXAMPLES = (
    Example(
        bad='"""Parcels."""\n\n\ndef weigh(parcel):\n    return parcel.grams\n',
        good='"""Parcels."""\n\n\ndef weigh(parcel):\n    """Return the weight in grams."""\n'
        "    return parcel.grams\n",
    ),
    Example(
        bad='"""Parcels."""\n\n\nclass Parcel:\n    grams: int\n',
        good='"""Parcels."""\n\n\nclass Parcel:\n    """Something to deliver."""\n\n'
        "    grams: int\n",
    ),
)

REVISIONS = ("revision", "down_revision")
STEPS = frozenset({"upgrade", "downgrade"})
"""The variables and functions of a migration, whose names Alembic dictates."""

LISTING_METHODS = frozenset({"append", "extend", "insert"})
"""Methods that add names to `__all__`."""


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find what is public and undocumented in a module.

    Args:
        module: The parsed file.
        options: The `check-…` flags.

    Yields:
        One finding for the module, and for each class, function and method.
    """
    if module.is_stub and not options.flag("check-stubs"):
        return
    if is_test(module.path) and not options.flag("check-tests"):
        return
    is_public = not is_in_private_module(module.path)
    tree = module.tree
    if is_public and (tree.body or options.flag("check-empty-modules")):
        problem = _problem(tree)
        if problem:
            message = f"the module {problem}; say in its first statement what it is for"
            yield module.finding(HOOK.id, None, message)
    public: dict[Scope, bool] = {}
    listed: frozenset[str] | None = None
    for scope in module.scopes[1:]:
        node, parent = scope.node, scope.parent
        if isinstance(node, ast.Module) or parent is None:
            continue
        if parent.parent is None:
            visible = is_public and not is_private(scope.name)
            if not visible:
                if listed is None:
                    listed = _names_in_all(module)
                visible = scope.name in listed
        else:
            visible = public[parent] and not is_private(scope.name)
            if parent.is_function:
                visible = visible and options.flag("check-nested")
        public[scope] = visible
        problem = _problem(node) if visible else ""
        if problem and not _is_exempt(scope, module, options):
            kind = _kind(scope)
            symbol = scope.qualified_name
            message = f"{kind} `{symbol}` {problem}; say in its first line what it {_does(kind)}"
            yield module.finding(HOOK.id, node, message, symbol)


def _problem(node: ScopeNode) -> str:
    """Return what is wrong with the docstring of a node; empty where nothing is."""
    docstring = docstring_of(node)
    if docstring is not None:
        return "" if literal_text(docstring).strip() else "has an empty docstring"
    first = node.body[0] if node.body else None
    value = first.value if isinstance(first, ast.Expr) else None
    if isinstance(value, ast.JoinedStr):
        return "begins with an f-string, which is not a docstring"
    if isinstance(value, ast.Constant) and isinstance(value.value, bytes):
        return "begins with bytes, which are not a docstring"
    return "has no docstring"


def _kind(scope: Scope) -> str:
    if scope.is_class:
        return "class"
    return "method" if scope.parent is not None and scope.parent.is_class else "function"


def _does(kind: str) -> str:
    return "is" if kind == "class" else "does"


def _names_in_all(module: Module) -> frozenset[str]:
    """Return the names that a module's `__all__` lists, as far as they are literals."""
    names: set[str] = set()
    for statement in module.scopes[0].assignments:
        if statement.value is not None and any(map(_is_all, targets_of(statement))):
            names |= _strings_in(statement.value)
    for each in module.tree.body:
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Call):
            names |= _names_listed_by(each.value)
    return frozenset(names)


def _names_listed_by(call: ast.Call) -> set[str]:
    """Return the names that `__all__.extend([...])` or the like adds."""
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr not in LISTING_METHODS:
        return set()
    if not _is_all(function.value):
        return set()
    return {name for argument in call.args for name in _strings_in(argument)}


def _is_all(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "__all__"


def _strings_in(node: ast.expr) -> set[str]:
    """Return the string literals in a list, tuple, set, sum of them, or alone."""
    if is_text(node):
        return {literal_text(node)}
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return {text for element in node.elts for text in _strings_in(element)}
    if isinstance(node, ast.BinOp):
        return _strings_in(node.left) | _strings_in(node.right)
    return _strings_in(node.value) if isinstance(node, ast.Starred) else set()


def _is_exempt(scope: Scope, module: Module, options: Options) -> bool:
    """Return whether a public, undocumented class or function is exempt by default."""
    node = scope.node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    if is_dunder(scope.name):
        flag = "check-init" if scope.name == "__init__" else "check-dunders"
        return not options.flag(flag)
    for decorator in node.decorator_list:
        flag = _flag_of(decorator, module)
        if flag:
            return not options.flag(flag)
    if scope.name in STEPS and scope.parent is module.scopes[0] and _is_migration(module):
        return not options.flag("check-migrations")
    return not options.flag("check-inherited") and _is_documented_by_base(scope, module)


def _is_migration(module: Module) -> bool:
    """Return whether a module names its own revision and the one before, as Alembic asks for."""
    return module.bindings_in(module.scopes[0]).keys() >= set(REVISIONS)


def _flag_of(decorator: ast.expr, module: Module) -> str:
    """Return the option for functions with a decorator; empty for any other decorator."""
    if isinstance(decorator, ast.Attribute) and decorator.attr in {"setter", "deleter"}:
        return "check-accessors"
    origin = module.resolve(decorator)
    if is_typing(origin, "overload"):
        return "check-overloads"
    return "check-overrides" if is_typing(origin, "override") else ""


def _is_documented_by_base(method: Scope, module: Module) -> bool:
    """Return whether a base class in the same file has a docstring for the method."""
    if method.parent is None or not method.parent.is_class:
        return False
    return any(
        _documents(ancestor, method.name, module)
        for ancestor in ancestors_in_file(method.parent, module)
    )


def _documents(class_: Scope, name: str, module: Module) -> bool:
    return any(
        isinstance(member, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not _problem(member)
        for member in module.bindings_in(class_).get(name, ())
    )


HOOK = Hook(
    "docstring-presence",
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
