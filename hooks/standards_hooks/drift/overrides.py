"""mypy's per-module overrides that loosen what the standard requires of the project's own code.

An override of somebody else's modules is nobody's drift. The standard allows two of its own:
tests may have untyped functions, and migrations are not checked.
"""

from __future__ import annotations

from standards_hooks.drift.deviation import Deviation
from standards_hooks.drift.notation import join_key, show, write_value


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from standards_hooks.drift.notation import Path
    from standards_hooks.drift.standard import Requirement, Standard
    from standards_hooks.drift.subject import Subject


OVERRIDES = ("tool", "mypy", "overrides")
EVERY_MODULE = "*"


def compare_overrides(subject: Subject, standard: Standard) -> Iterator[Deviation]:
    """Yield a deviation for each key that an override sets against the standard."""
    limits = {
        each.name: each
        for each in standard.requirements
        if each.table == OVERRIDES[:2] and each.kind in ("equal", "absent")
    }
    overrides = subject.document.value(OVERRIDES)
    for index, override in enumerate(overrides if isinstance(overrides, list) else []):
        if not isinstance(override, dict):
            continue
        modules = [name for name in _modules(override) if _is_own(name, subject)]
        for name in modules[:1]:
            place = (*OVERRIDES, index)
            yield from _loosened(override, name, place, limits)


def _loosened(
    override: Mapping[str, object], module: str, place: Path, limits: Mapping[str, Requirement]
) -> Iterator[Deviation]:
    for key, value in override.items():
        limit = limits.get(key)
        if limit is None or (value == limit.value and limit.kind == "equal") or value == []:
            continue
        yield _loosens(limit, module, value, (*place, key))


def _loosens(limit: Requirement, module: str, value: object, place: Path) -> Deviation:
    key = join_key((*OVERRIDES, limit.name))
    message = (
        f"`{key}` is {show(value)} for {write_value(module)}; the standard allows no such thing "
        f"for the project's own modules ({limit.clause}): remove it"
    )
    return Deviation((*OVERRIDES, module, limit.name), lambda _: message, place=place)


def _modules(override: Mapping[str, object]) -> list[str]:
    modules = override.get("module", [])
    names = modules if isinstance(modules, list) else [modules]
    return [name for name in names if isinstance(name, str)]


def _is_own(module: str, subject: Subject) -> bool:
    return module == EVERY_MODULE or module.partition(".")[0] in subject.layout.packages
