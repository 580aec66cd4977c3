"""What to write instead of a boolean's name that asks nothing.

Imported only when a finding is due.
"""

from __future__ import annotations

from bisect import bisect_left

from standards_hooks.rules.boolean_naming.questions import propose
from standards_hooks.semantic.annotations import is_typing
from standards_hooks.semantic.bases import ancestors_in_file, bases_of
from standards_hooks.semantic.definitions import decorators_of
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

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


COMMON_PREDICATES = ("is", "has", "can", "should")


class Advice:
    """Words the messages of one module, with names that are free in their scopes."""

    def __init__(self, module: Module, predicates: frozenset[str]) -> None:
        """Take the module, and the words that make a name a question."""
        self._module = module
        self._predicates = predicates
        self._taken_in: dict[Scope, set[str]] = {}
        self._names: list[tuple[int, str]] = sorted(
            [(name.lineno, name.id) for name in module.nodes(ast.Name)]
            + [(parameter.lineno, parameter.arg) for parameter in module.nodes(ast.arg)]
        )
        self._attributes: list[tuple[int, str]] = sorted(
            (each.lineno, each.attr) for each in module.nodes(ast.Attribute)
        )

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
        taken = self._taken(scope)
        proposal = propose(name, self._predicates, taken)
        if proposal is None:
            message = f"{start}, as {self._prefixes()} would"
        else:
            message = f"{start}: `{proposal}`"
            taken.add(proposal)
        outside = self._outside(name, scope, statement)
        return f"{message}; {outside}" if outside else message

    def _prefixes(self) -> str:
        """Name the prefixes that are accepted, the common ones where they are among them."""
        common = [word for word in COMMON_PREDICATES if word in self._predicates]
        *others, last = [f"`{word}_…`" for word in common or sorted(self._predicates)[:4]]
        return f"{', '.join(others)} or {last}" if others else last

    def _taken(self, scope: Scope) -> set[str]:
        """Return the names that a new name in a scope would collide with.

        They are bound in it, or in a base class of the same file, or used in it: a parameter
        called `is_valid` hides the function that its own body calls.
        """
        taken = self._taken_in.get(scope)
        if taken is None:
            taken = self._taken_in[scope] = set()
            bases = ancestors_in_file(scope, self._module) if scope.is_class else []
            for each in (scope, *bases):
                taken.update(self._module.bindings_in(each))
                identifiers = self._attributes if each.is_class else self._names
                taken.update(name for _, name in _within(identifiers, each))
        return taken

    def _outside(self, name: str, scope: Scope, statement: ast.stmt | None) -> str:
        """Say how a field keeps the name that the world outside knows it by."""
        node = scope.node
        if not isinstance(node, ast.ClassDef) or not isinstance(statement, ast.AnnAssign):
            return ""
        if is_typing(_subscripted(statement.annotation, self._module), "ClassVar"):
            return ""
        if _is_column(statement, self._module):
            return f'`mapped_column("{name}")` keeps the name of the column'
        decorators = set(decorators_of(node, self._module))
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


def _within(identifiers: Sequence[tuple[int, str]], scope: Scope) -> Sequence[tuple[int, str]]:
    """Return those of the identifiers, sorted by line, that stand in the lines of a scope."""
    node = scope.node
    if isinstance(node, ast.Module):
        return identifiers
    end = (node.end_lineno or node.lineno) + 1
    return identifiers[
        bisect_left(identifiers, (node.lineno, "")) : bisect_left(identifiers, (end, ""))
    ]
