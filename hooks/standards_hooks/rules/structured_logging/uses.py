"""What a logger of the standard library is used for."""

from __future__ import annotations

from standards_hooks.semantic.loggers import LEVELS
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


class Uses:
    """What the names of loggers are used for in a file: each scope is walked once."""

    def __init__(self, module: Module) -> None:
        """Take the file."""
        self._module = module
        self._may_configure = any(word.encode() in module.source for word in SETTINGS)
        self._attributes: dict[Scope, dict[str, set[str]]] = {}

    def are_settings(self, place: Place) -> bool:
        """Return whether a new standard logger is only configured, or passed to structlog.

        Args:
            place: The call of `logging.getLogger`.

        Returns:
            True for `logging.getLogger("uvicorn").setLevel(...)`, for a name that is used in such
            ways alone, and for one that is passed to structlog.
        """
        parent, statement = place.parent, place.statement
        if isinstance(parent, ast.Attribute):
            return parent.attr in SETTINGS
        if isinstance(parent, ast.Call):
            return self._module.resolve(parent.func).startswith("structlog.")
        if not isinstance(statement, ast.Assign) or statement.value is not place.call:
            return False
        names = [target.id for target in statement.targets if isinstance(target, ast.Name)]
        if len(names) != 1 or not self._may_configure:
            return False
        uses = self._attributes_in(place.scope).get(names[0], set())
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
