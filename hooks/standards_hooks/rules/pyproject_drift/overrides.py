"""mypy's per-module overrides that loosen what the standard requires of the project's own code.

An override of other modules is no deviation. The standard itself allows two: tests may have untyped
functions, and migrations are not checked.
"""

from __future__ import annotations

import operator

from standards_hooks.project import mypy_options
from standards_hooks.project.globs import is_run
from standards_hooks.project.mypy_options import MYPY
from standards_hooks.project.toml_notation import join_key, quoted, show, write_value
from standards_hooks.rules.pyproject_drift.deviation import Deviation


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from standards_hooks.project.document import Document
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.effective_configuration import EffectiveConfiguration
    from standards_hooks.rules.pyproject_drift.standard import Requirement, Standard


OVERRIDES = (*MYPY, "overrides")
DISABLED_CODES = "disable_error_code"
UNCHECKED = "ignore_errors"
CLAUSE = "Type Hints, mypy Configuration"
NOT_OF_MODULES = frozenset({"hide_error_codes", "warn_redundant_casts", "warn_unused_configs"})
"""Options that mypy reads only for all modules: in an override they have no effect."""
ANY = "*"


def compare_overrides(
    configuration: EffectiveConfiguration, standard: Standard
) -> Iterator[Deviation]:
    """Yield a deviation for each key that an override sets against the standard."""
    known = mypy_options.names()
    limits = {
        mypy_options.canonical(each.name, known): each
        for each in standard.requirements
        if each.table == MYPY and each.kind in ("equal", "absent")
    }
    document = configuration.chain(MYPY)[0]
    for index, override in overrides_in(document):
        modules = modules_of(override)
        own = [name for name in modules if _is_own(name, configuration, standard)]
        for key in override if own else ():
            value = _meaning(override, key, known)
            limit, required = _limit_of(key, limits, known)
            if limit is None or value in (required, []):
                continue
            loosened = [
                name for name in own if not _is_allowed(standard, name, key, value, known=known)
            ]
            if loosened:
                path = (*OVERRIDES, index, key)
                others = [name for name in modules if name not in loosened]
                allowed = _limits_in_words(standard, loosened[0])
                yield _loosens(limit, (loosened, others), (document, path), value, allowed)


def overrides_in(document: Document) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Yield the overrides of a document, each with its index."""
    value = document.value(OVERRIDES)
    for index, override in enumerate(value if isinstance(value, list) else []):
        if isinstance(override, dict):
            yield index, override


def modules_of(override: Mapping[str, object]) -> list[str]:
    """Return the patterns of modules that an override names; a slash is a dot to mypy."""
    modules = override.get("module", [])
    names = modules if isinstance(modules, list) else [modules]
    return [name.replace("/", ".") for name in names if isinstance(name, str)]


def name_of(document: Document, path: Path) -> str:
    """Return an option of an override as its file writes it: an ini file has sections."""
    override = document.value(OVERRIDES)
    index = path[len(OVERRIDES)] if len(path) > len(OVERRIDES) else None
    if document.is_pyproject or not isinstance(override, list) or not isinstance(index, int):
        return join_key(path)
    return f"[mypy-{','.join(override[index]['module'])}] {path[-1]}"


def _meaning(override: Mapping[str, object], key: str, known: frozenset[str]) -> object:
    """Return the value of a key as mypy reads it."""
    if key == DISABLED_CODES:
        return mypy_options.disabled_codes(override)
    is_switch = mypy_options.canonical(key, known)[0] in mypy_options.switches()
    value = mypy_options.boolean(override[key]) if is_switch else None
    return override[key] if value is None else value


def _limit_of(
    key: str, limits: Mapping[tuple[str, bool], Requirement], known: frozenset[str]
) -> tuple[Requirement | None, object]:
    """Return the requirement that limits a key of an override, and the allowed value."""
    option, is_opposed = mypy_options.canonical(key, known)
    if option in NOT_OF_MODULES:
        return None, None
    limit = limits.get((option, is_opposed))
    if limit is not None:
        return limit, limit.value if limit.kind == "equal" else None
    limit = limits.get((option, not is_opposed))
    return limit, None if limit is None else not limit.value


def _is_own(module: str, configuration: EffectiveConfiguration, standard: Standard) -> bool:
    """Return whether a pattern names the project's own modules, or those of an allowance.

    A pattern for any package does if it matches one of the project's modules; `*` alone matches
    none (`Options.clone_for_module` of mypy).
    """
    parts = module.split(".")
    if any(mark in module for mark in "?[]!") or any(ANY in each != ANY for each in parts):
        return False  # mypy ignores it, and says so.
    if parts[0] != ANY:
        allowed = {pattern.partition(".")[0] for pattern in standard.allowances}
        return parts[0] in allowed or parts[0] in configuration.layout.packages
    return parts != [ANY] and any(
        _matches(parts, path) for path in configuration.facts.modules(MYPY)
    )


def _matches(pattern: list[str], path: str) -> bool:
    """Return whether a pattern matches a module, wherever the root of its package is.

    The `*` that it begins with stands for one name or more, any other for any number of them.
    """
    names = path.removesuffix(".py").removesuffix("/__init__").split("/")
    return is_run(names[1:], pattern, ANY, operator.eq)


def _allowed_to(standard: Standard, module: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield the allowances for all modules of a pattern: their pattern, and what they may set."""
    for pattern, settings in standard.allowances.items():
        package = pattern.removesuffix(f".{ANY}")
        if module == package or (package != pattern and module.startswith(f"{package}.")):
            yield pattern, settings


def _is_allowed(
    standard: Standard, module: str, key: str, value: object, *, known: frozenset[str]
) -> bool:
    """Return whether the standard allows an option for all modules of a pattern."""
    option, is_opposed = mypy_options.canonical(key, known)
    for _, settings in _allowed_to(standard, module):
        if settings.get(UNCHECKED) is True:
            return True
        for name, allowed in settings.items():
            other, is_other_opposed = mypy_options.canonical(name, known)
            meant = allowed if is_opposed == is_other_opposed else not allowed
            if other == option and meant == value:
                return True
    return False


def _limits_in_words(standard: Standard, module: str) -> str:
    for pattern, settings in _allowed_to(standard, module):
        pairs = [f"{name} = {write_value(value)}" for name, value in settings.items()]
        return f"only {quoted(pairs)} for {write_value(pattern)}"
    return "no looser options for the project's own modules"


def _loosens(
    limit: Requirement,
    modules: tuple[list[str], list[str]],
    place: tuple[Document, Path],
    value: object,
    allowed: str,
) -> Deviation:
    own, others = modules
    document, path = place
    way_out = f"remove {quoted(own)} from its `module`" if others else "remove it"
    message = (
        f"`{name_of(document, path)}` is {show(value)} for {write_value(own[0])}; the standard "
        f"allows {allowed} ({limit.clause}): {way_out}"
    )
    return Deviation(
        (*OVERRIDES, own[0], str(path[-1])),
        lambda _: message,
        place=path,
    )
