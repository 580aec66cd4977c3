"""mypy's per-module overrides that loosen what the standard requires of the project's own code.

An override of somebody else's modules is nobody's drift. The standard allows two of its own:
tests may have untyped functions, and migrations are not checked.
"""

from __future__ import annotations

from standards_hooks.drift import mypy_options
from standards_hooks.drift.deviation import Deviation
from standards_hooks.drift.edits import removal
from standards_hooks.drift.notation import join_key, quoted, show, write_value
from standards_hooks.drift.sources import MYPY


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from standards_hooks.drift.document import Document
    from standards_hooks.drift.notation import Path
    from standards_hooks.drift.standard import Requirement, Standard
    from standards_hooks.drift.subject import Subject


OVERRIDES = (*MYPY, "overrides")
NOT_OF_MODULES = frozenset({"hide_error_codes", "warn_redundant_casts", "warn_unused_configs"})
"""Options that mypy takes for all modules alone: in an override they have no effect."""
EVERY_MODULE = "*"


def compare_overrides(subject: Subject, standard: Standard) -> Iterator[Deviation]:
    """Yield a deviation for each key that an override sets against the standard."""
    known = mypy_options.names()
    limits = {
        mypy_options.canonical(each.name, known): each
        for each in standard.requirements
        if each.table == MYPY and each.kind in ("equal", "absent")
    }
    document = subject.chain(MYPY)[0]
    for index, override in _overrides(document):
        own = [name for name in _modules(override) if _is_own(name, subject)]
        if not own:
            continue
        others = [name for name in _modules(override) if name not in own]
        for key, value in override.items():
            limit, required = _limit_of(key, limits, known)
            if limit is not None and value not in (required, []):
                place = (*OVERRIDES, index, key)
                yield _loosens(limit, own, others, value, place)


def _overrides(document: Document) -> Iterator[tuple[int, Mapping[str, object]]]:
    value = document.value(OVERRIDES)
    for index, override in enumerate(value if isinstance(value, list) else []):
        if isinstance(override, dict):
            yield index, override


def _limit_of(
    key: str, limits: Mapping[tuple[str, bool], Requirement], known: frozenset[str]
) -> tuple[Requirement | None, object]:
    """Return what limits a key of an override, and the value that it may have."""
    option, is_opposed = mypy_options.canonical(key, known)
    if option in NOT_OF_MODULES:
        return None, None
    limit = limits.get((option, is_opposed))
    if limit is not None:
        return limit, limit.value if limit.kind == "equal" else None
    limit = limits.get((option, not is_opposed))
    return limit, None if limit is None else not limit.value


def compare_names(subject: Subject) -> Iterator[Deviation]:
    """Yield a deviation for each option that mypy does not know, and so passes over."""
    known = mypy_options.names()
    document = subject.chain(MYPY)[0]
    tables: list[tuple[Path, Mapping[str, object]]] = [(MYPY, document.table(MYPY))]
    tables += [((*OVERRIDES, index), override) for index, override in _overrides(document)]
    for path, table in tables:
        for name in table:
            if name not in ("overrides", "module") and not mypy_options.is_option(name, known):
                yield _unknown((*path, name), known)


def _unknown(path: Path, known: frozenset[str]) -> Deviation:
    import difflib

    near = difflib.get_close_matches(str(path[-1]), sorted(known), n=1)
    hint = f"write `{near[0]}`, or remove it" if near else "remove it"
    message = (
        f"`{join_key(path)}` is no option of mypy, which passes over it; the standard requires "
        f"options that are in force (Type Hints, mypy Configuration): {hint}"
    )
    return Deviation(path, lambda _: message)


def _loosens(
    limit: Requirement, own: list[str], others: list[str], value: object, place: Path
) -> Deviation:
    key = join_key(place)
    way_out = f"take {quoted(own)} out of its `module`" if others else "remove it"
    message = (
        f"`{key}` is {show(value)} for {write_value(own[0])}; the standard allows no such thing "
        f"for the project's own modules ({limit.clause}): {way_out}"
    )
    return Deviation(
        (*OVERRIDES, own[0], str(place[-1])),
        lambda _: message,
        place=place,
        # What the override says of other people's modules must stay.
        mend=None if others else (lambda _: [removal(place, value)]),
    )


def _modules(override: Mapping[str, object]) -> list[str]:
    modules = override.get("module", [])
    names = modules if isinstance(modules, list) else [modules]
    return [name for name in names if isinstance(name, str)]


def _is_own(module: str, subject: Subject) -> bool:
    first = module.partition(".")[0]
    return first == EVERY_MODULE or first in subject.layout.packages
