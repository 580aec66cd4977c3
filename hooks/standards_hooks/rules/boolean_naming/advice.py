"""What to write instead of a boolean's name that asks nothing.

Imported only when a finding is due.
"""

from __future__ import annotations

from standards_hooks.rules.boolean_naming.questions import propose
from standards_hooks.semantic.annotations import is_typing
from standards_hooks.semantic.bases import bases_of
from standards_hooks.semantic.module import names_bound_by
from standards_hooks.semantic.scopes import parameters_of
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


PYDANTIC_MODELS = frozenset({"pydantic.BaseModel", "sqlmodel.SQLModel"})
PYDANTIC_SETTINGS = frozenset({"pydantic_settings.BaseSettings", "pydantic.BaseSettings"})
PYDANTIC_DATACLASS = "pydantic.dataclasses.dataclass"
DATACLASS = "dataclasses.dataclass"
DATACLASS_JSON = "dataclasses_json.dataclass_json"
AS_DICT = "dataclasses.asdict"
COLUMNS = ("mapped_column", "Column")
MAPPED = "Mapped"


class Advice:
    """Words the messages of one module, with names that are free in their scopes."""

    def __init__(self, module: Module, predicates: frozenset[str]) -> None:
        """Take the module, and the words that make a name a question."""
        self._module = module
        self._predicates = predicates
        self._names: dict[Scope, set[str]] | None = None

    def message(self, name: str, scope: Scope, verb: str, statement: ast.stmt | None) -> str:
        """Say what is wrong with a name and what to write instead.

        Args:
            name: The name that asks nothing.
            scope: The scope that it belongs to.
            verb: What it does with a bool: `holds` or `returns`.
            statement: The assignment that makes it, where there is one.

        Returns:
            The message of a finding.
        """
        start = f"`{name}` {verb} a bool; ask a question with it"
        proposal = propose(name, self._predicates, self._taken(scope))
        message = f"{start}: `{proposal}`" if proposal else f"{start}, as `is_…` or `has_…` would"
        outside = self._outside(name, scope, statement)
        return f"{message}; {outside}" if outside else message

    def _taken(self, scope: Scope) -> set[str]:
        if self._names is None:
            self._names = _names_by_scope(self._module)
        return self._names[scope]

    def _outside(self, name: str, scope: Scope, statement: ast.stmt | None) -> str:
        """Say how a field keeps the name that the world outside knows it by."""
        node = scope.node
        if not isinstance(node, ast.ClassDef) or not isinstance(statement, ast.AnnAssign):
            return ""
        if is_typing(_subscripted(statement.annotation, self._module), "ClassVar"):
            return ""
        resolve = self._module.resolve
        if _is_column(statement, self._module):
            return f'`mapped_column("{name}")` keeps the name of the column'
        decorators = {
            resolve(mark.func if isinstance(mark, ast.Call) else mark)
            for mark in node.decorator_list
        }
        bases = set(bases_of(scope, self._module))
        if not PYDANTIC_SETTINGS.isdisjoint(bases):
            # An alias would switch `env_prefix` off for the field.
            return "the environment variable changes with it"
        if not PYDANTIC_MODELS.isdisjoint(bases) or PYDANTIC_DATACLASS in decorators:
            return f'`Field(alias="{name}")` keeps the name on the wire'
        return self._in_written_dataclass(name, decorators)

    def _in_written_dataclass(self, name: str, decorators: set[str]) -> str:
        """Say how a field of a dataclass keeps its name where the dataclass is written out."""
        if DATACLASS_JSON in decorators:
            return f'`field(metadata=config(field_name="{name}"))` keeps the name on the wire'
        if DATACLASS in decorators and self._writes_dataclasses():
            return f"where `asdict` writes it out, give the key `{name}` back to keep the format"
        return ""

    def _writes_dataclasses(self) -> bool:
        return any(
            self._module.resolve(call.func) == AS_DICT for call in self._module.nodes(ast.Call)
        )


def _is_column(statement: ast.AnnAssign, module: Module) -> bool:
    origin = _subscripted(statement.annotation, module)
    if origin.startswith("sqlalchemy.") and origin.endswith(f".{MAPPED}"):
        return True
    value = statement.value
    return isinstance(value, ast.Call) and module.resolve(value.func).endswith(COLUMNS)


def _subscripted(annotation: ast.expr, module: Module) -> str:
    """Return the origin of what a subscript subscripts; nothing for any other annotation."""
    return module.resolve(annotation.value) if isinstance(annotation, ast.Subscript) else ""


def _names_by_scope(module: Module) -> dict[Scope, set[str]]:
    """Return the names that each scope binds, attributes assigned to `self` included."""
    names: dict[Scope, set[str]] = {scope: set() for scope in module.scopes}
    for scope in module.scopes:
        bound = names[scope]
        for statement in (*scope.assignments, *scope.imports, *scope.others):
            bound.update(names_bound_by(statement))
        for statement in scope.assignments:
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            if scope.parent is not None and scope.parent.is_class:
                names[scope.parent].update(
                    target.attr for target in targets if isinstance(target, ast.Attribute)
                )
        if scope.parent is not None:
            names[scope.parent].add(scope.name)
        node = scope.node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            bound.update(parameter.arg for parameter in parameters_of(node.args))
    return names
