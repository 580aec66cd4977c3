"""Parameters whose names are not the function's own affair.

Some names are dictated: pytest passes arguments by name, a method of a base class is called with
the names that the base gave. Others are public: a framework reads the signature and shows it to
users. Each advice on how such a name stays as it is was run against FastAPI 0.165, Typer 0.29,
Click 8.5 and FastMCP 4.2.

Imported only when a finding is due.
"""

from __future__ import annotations

from standards_hooks.project.visibility import is_private, is_test
from standards_hooks.semantic.annotations import annotated_with
from standards_hooks.semantic.attributes import receiver_of
from standards_hooks.semantic.bases import ancestors_in_file, bases_of, has_bases_elsewhere
from standards_hooks.semantic.expressions import callee, last_name, literal_text, root_of
from standards_hooks.semantic.lookup import lookup
from standards_hooks.semantic.routes import routes_in
from standards_hooks.semantic.scopes import parameters_with_defaults
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Function, Scope


MARKERS = frozenset({"Body", "Cookie", "File", "Form", "Header", "Path", "Query"})
"""What FastAPI reads a parameter from."""
DEPENDENCIES = frozenset({"Depends", "Security"})
"""What FastAPI fills a parameter with, whatever its name is."""
COMMANDS = frozenset({"callback", "command"})
OPTIONS = frozenset({"confirmation_option", "option"})
TOOLS = frozenset({"actor", "function_tool", "prompt", "shared_task", "task", "tool"})
"""Decorators, by their last names, that publish a signature to models or workers."""
CONSTRUCTORS = frozenset({"__init__", "__new__"})


class Parameters:
    """Answers for one module what the names of parameters depend on."""

    def __init__(self, module: Module) -> None:
        """Take the module; its routes and calls are listed once."""
        self._module = module
        self._paths: dict[ast.AST, str] = {each.function: each.path for each in routes_in(module)}
        self._dependencies: set[str] = {
            last_name(call.args[0])
            for call in module.nodes(ast.Call)
            if last_name(call.func) in DEPENDENCIES and call.args
        }
        self._passed_on: dict[str, list[ast.Call]] = {}
        for call in module.nodes(ast.Call):
            for keyword in call.keywords:
                value = keyword.value
                if isinstance(value, ast.Name) and value.id == keyword.arg:
                    self._passed_on.setdefault(value.id, []).append(call)
        origins = module.imported.values()
        self._packages: set[str] = {origin.partition(".")[0] for origin in origins}
        self._methods: dict[tuple[Scope | None, str], list[Scope]] = {}
        for each in module.scopes:
            self._methods.setdefault((each.parent, each.name), []).append(each)
        self._defaults: dict[Function, dict[str, tuple[ast.arg, ast.expr | None]]] = {}

    def is_dictated(self, name: str, scope: Scope) -> bool:
        """Return whether a parameter's name is another's: of pytest, or of a base class.

        Args:
            name: The parameter.
            scope: Its function.
        """
        node = scope.node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            return False
        return (
            self._is_passed_by_pytest(name, node)
            or self._is_inherited(name, scope)
            or any(_is_of_super(call.func) for call in self._calls_with(name, node))
        )

    def advice(self, name: str, new: str, scope: Scope) -> str:
        """Say how a public name is kept, or what the name has to agree with.

        Args:
            name: The parameter.
            new: What it is called afterwards.
            scope: Its function.

        Returns:
            The advice; nothing for a name that is the function's own affair.
        """
        node = scope.node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            return ""
        published = self._published(name, new, scope, node)
        if published is not None:
            return published
        for call in self._calls_with(name, node):
            if not self._is_of_file(call.func, scope):
                return f"write `{name}={new}` where `{self._module.segment(call.func)}` takes it"
        if self._may_override(scope):
            return "if a base class dictates the name, mark the method `@override`"
        return ""

    def _published(self, name: str, new: str, scope: Scope, node: Function) -> str | None:
        """Say how a parameter keeps its public name; None where it has none."""
        for call in self._marks(name, node):
            mark = last_name(call.func)
            package = self._module.resolve(call.func).partition(".")[0]
            if mark in DEPENDENCIES or (mark == "Argument" and package == "typer"):
                return ""
            if mark in MARKERS and package == "fastapi":
                has_alias = any(keyword.arg == "alias" for keyword in call.keywords)
                return "" if has_alias else _kept_by_alias(mark, name)
            if mark == "Option" and package == "typer":
                is_written = any(literal_text(each).startswith("-") for each in call.args)
                return "" if is_written else _kept_option(name)
        path = self._paths.get(node)
        if path is not None:
            return _kept_by_alias("Path" if f"{{{name}" in path else "Query", name)
        class_ = scope.parent.name if scope.parent is not None else ""
        if (class_ if node.name in CONSTRUCTORS else node.name) in self._dependencies:
            return _kept_by_alias("Query", name)
        return self._published_by_decorator(name, new, node)

    def _published_by_decorator(self, name: str, new: str, node: Function) -> str | None:
        decorators = {last_name(callee(each)): callee(each) for each in node.decorator_list}
        if not OPTIONS.isdisjoint(decorators):
            return f'`click.option("--{_kebab(name)}", "{new}")` keeps the name of the option'
        if self._has_import("typer") and not COMMANDS.isdisjoint(decorators):
            return _kept_option(name)
        for decorator in TOOLS & decorators.keys():
            published = self._module.segment(decorators[decorator])
            if decorator == "tool" and self._has_import("fastmcp"):
                return f'`Annotated[bool, Field(alias="{name}")]` keeps the name for clients'
            return f"`@{published}` publishes the name, so its callers have to change with it"
        return None

    def _has_import(self, package: str) -> bool:
        return package in self._packages

    def _with_default(self, name: str, node: Function) -> tuple[ast.arg | None, ast.expr | None]:
        """Return a parameter that may have a default, and its default; None for what is none."""
        if node not in self._defaults:
            pairs = parameters_with_defaults(node.args)
            self._defaults[node] = {parameter.arg: (parameter, value) for parameter, value in pairs}
        return self._defaults[node].get(name, (None, None))

    def _marks(self, name: str, node: Function) -> Iterator[ast.Call]:
        """Yield the calls that describe a parameter: its default and the marks of `Annotated`."""
        parameter, default = self._with_default(name, node)
        if parameter is not None:
            for each in (default, *annotated_with(parameter.annotation, self._module)):
                if isinstance(each, ast.Call):
                    yield each

    def _calls_with(self, name: str, node: Function) -> Iterator[ast.Call]:
        """Yield the calls in a function that pass a variable on by the keyword of its name."""
        end = node.end_lineno or node.lineno
        for call in self._passed_on.get(name, ()):
            if node.lineno <= call.lineno <= end:
                yield call

    def _is_of_file(self, function: ast.expr, scope: Scope) -> bool:
        """Return whether the file itself defines what is called."""
        root = root_of(function)
        if root is None:
            return False
        if root is not function:
            return root.id == receiver_of(scope)[1]
        found = lookup(root.id, scope, self._module)
        return found is not None and any(
            isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            for each in found[1]
        )

    def _is_passed_by_pytest(self, name: str, node: Function) -> bool:
        """Return whether pytest passes an argument by the name of a fixture or a parametrization.

        A parameter with a default is none of its.
        """
        parameter, default = self._with_default(name, node)
        if parameter is None or default is not None:
            return False
        decorators = {last_name(callee(each)) for each in node.decorator_list}
        is_test_function = node.name.startswith("test") and is_test(self._module.path)
        return is_test_function or not decorators.isdisjoint({"fixture", "parametrize"})

    def _is_inherited(self, name: str, scope: Scope) -> bool:
        """Return whether a method of a base class in the file has the parameter, too."""
        class_ = scope.parent
        if class_ is None or not class_.is_class or scope.name in CONSTRUCTORS:
            return False
        return any(
            each.parameter(name)
            for ancestor in ancestors_in_file(class_, self._module)
            for each in self._methods.get((ancestor, scope.name), ())
        )

    def _may_override(self, scope: Scope) -> bool:
        """Return whether a public method may override one that another file defines."""
        class_ = scope.parent
        if class_ is None or not class_.is_class or is_private(scope.name):
            return False
        is_plain = any(base.startswith("pydantic.") for base in bases_of(class_, self._module))
        is_constructor = scope.name in CONSTRUCTORS
        return not is_plain and not is_constructor and has_bases_elsewhere(class_, self._module)


def _is_of_super(function: ast.expr) -> bool:
    """Return whether a function is a method of a base class: `super().send`."""
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Call)
        and last_name(function.value.func) == "super"
    )


def _kebab(name: str) -> str:
    return name.strip("_").replace("_", "-")


def _kept_by_alias(mark: str, name: str) -> str:
    return f'`{mark}(alias="{name}")` keeps the name for clients'


def _kept_option(name: str) -> str:
    option = _kebab(name)
    return f'`typer.Option("--{option}/--no-{option}")` keeps the name of the option'
