"""What a logger of the standard library is used for."""

from __future__ import annotations

from standards_hooks.semantic.loggers import LEVELS
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.walking import descendants


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.semantic.calls import Place
    from standards_hooks.semantic.module import Module


SETTINGS = frozenset(
    [
        *("addFilter", "addHandler", "disabled", "filters", "getEffectiveLevel", "handlers"),
        *("hasHandlers", "isEnabledFor", "level", "manager", "parent", "propagate"),
        *("removeFilter", "removeHandler", "root", "setLevel"),
    ]
)
"""The attributes of a logger that configure it, or show its configuration."""


def is_only_configured(place: Place, module: Module) -> bool:
    """Return whether a new standard logger is only configured, or passed to structlog.

    Args:
        place: The call of `logging.getLogger`.
        module: The file.

    Returns:
        True for `logging.getLogger("uvicorn").setLevel(...)`, for a name that is used in such ways
        alone, and for one that is passed to structlog.
    """
    parent, statement = place.parent, place.statement
    if isinstance(parent, ast.Attribute):
        return parent.attr in SETTINGS
    if isinstance(parent, ast.Call):
        return module.resolve(parent.func).startswith("structlog.")
    if not isinstance(statement, ast.Assign) or statement.value is not place.call:
        return False
    names = [target.id for target in statement.targets if isinstance(target, ast.Name)]
    if len(names) != 1 or not any(word.encode() in module.source for word in SETTINGS):
        return False
    uses = [
        node.attr
        for node in descendants(place.scope.node)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == names[0]
    ]
    return any(use in SETTINGS for use in uses) and LEVELS.isdisjoint(uses)
