"""What a logger of the standard library is used for."""

from __future__ import annotations

from standards_hooks.semantic.expressions import argument_of, last_name, literal_text
from standards_hooks.semantic.loggers import LEVELS
from standards_hooks.semantic.programs import Program
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.walking import descendants


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.semantic.calls import Place
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


SETTINGS = frozenset(
    [
        *("addFilter", "addHandler", "disabled", "filters", "getEffectiveLevel", "handlers"),
        *("hasHandlers", "isEnabledFor", "level", "manager", "parent", "propagate"),
        *("removeFilter", "removeHandler", "root", "setLevel"),
    ]
)
"""The attributes of a logger that configure it, or show its configuration."""

COLLECTIONS = (ast.GeneratorExp, ast.List, ast.ListComp, ast.Set, ast.SetComp, ast.Tuple)
ALEMBIC = "alembic"


class Uses:
    """What the names of loggers are used for in a file: each scope is walked once."""

    def __init__(self, module: Module) -> None:
        """Take the file."""
        self._module = module
        self._may_configure = any(word.encode() in module.source for word in SETTINGS)
        self._attributes: dict[Scope, dict[str, set[str]]] = {}
        self._loops: dict[Scope, dict[str, dict[str, ast.expr]]] = {}
        self._program: Program | None = None

    def are_of_program(self, place: Place) -> bool:
        """Return whether a call runs only where the file is started as a program."""
        if self._program is None:
            self._program = Program(self._module)
        return self._program.runs(place.call, place.scope)

    def are_settings(self, place: Place) -> bool:
        """Return whether a new standard logger is only configured, or passed to structlog.

        Args:
            place: The call of `logging.getLogger`.

        Returns:
            True for `logging.getLogger("uvicorn").setLevel(...)`, for a name that is used in such
            ways alone, for loggers that a loop only configures, for Alembic's own, which its
            migrations log with, and for one that is passed to structlog.
        """
        parent = place.parent
        if literal_text(argument_of(place.call, 0, "name")).partition(".")[0] == ALEMBIC:
            return True
        if isinstance(parent, ast.Attribute):
            return parent.attr in SETTINGS
        if isinstance(parent, ast.Call) and parent.func is not place.call:
            return self._module.resolve(parent.func).startswith("structlog.")
        return self._are_only_configured(self._names_of(place), place.scope)

    def _names_of(self, place: Place) -> list[ast.expr]:
        """Return what a new logger is assigned to, or loops over the collection that it is in."""
        statement = place.statement
        if isinstance(statement, ast.For | ast.AsyncFor) and isinstance(place.parent, COLLECTIONS):
            return [statement.target]
        if not isinstance(statement, ast.Assign):
            return []
        if statement.value is place.call:
            return statement.targets
        is_collected = statement.value is place.parent
        return self._targets_over(statement.targets[0], place.scope) if is_collected else []

    def _targets_over(self, collection: ast.expr, scope: Scope) -> list[ast.expr]:
        """Return the targets of the scope's loops over a name, one of each name."""
        if scope not in self._loops:
            self._loops[scope] = {}
            for each in scope.others:
                if isinstance(each, ast.For | ast.AsyncFor):
                    targets = self._loops[scope].setdefault(last_name(each.iter), {})
                    targets[last_name(each.target)] = each.target
        name = last_name(collection)
        return list(self._loops[scope].get(name, {}).values()) if name else []

    def _are_only_configured(self, targets: list[ast.expr], scope: Scope) -> bool:
        """Return whether each of several names is a logger that the scope configures, not uses."""
        names = {target.id for target in targets if isinstance(target, ast.Name)}
        if len(names) != 1 or not self._may_configure:
            return False
        uses = self._attributes_in(scope).get(names.pop(), set())
        return not SETTINGS.isdisjoint(uses) and LEVELS.isdisjoint(uses)

    def _attributes_in(self, scope: Scope) -> dict[str, set[str]]:
        """Return the attributes of each name that are used in a scope and in those inside it."""
        if scope not in self._attributes:
            found: dict[str, set[str]] = {}
            for node in descendants(scope.node):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                    found.setdefault(node.value.id, set()).add(node.attr)
            self._attributes[scope] = found
        return self._attributes[scope]
