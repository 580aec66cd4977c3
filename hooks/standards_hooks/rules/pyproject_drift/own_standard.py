"""An organisation's own standard: a file in the format of `standard.toml`, validated first.

It may build on the standard that comes with the hooks, `builds-on = "built-in"`: its keys then
replace those of the same name, `{ dropped = true }` drops one, and all others stay.
"""

from __future__ import annotations

import os

from standards_hooks.core.errors import ConfigurationError, UncheckableFileError
from standards_hooks.core.toml import parse_toml
from standards_hooks.core.wording import hint_at_nearest
from standards_hooks.project.document import read_text
from standards_hooks.project.toml_notation import write_text
from standards_hooks.rules.pyproject_drift.standard import KINDS, Standard, built_in, load_standard


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standards_hooks.core.options import Options

    type Table = dict[str, object]


BUILT_IN = "built-in"
TOGETHER = ("selects", "ignores-at-most", "file-ignores-at-most")
"""Comparisons of Ruff's rules, which need each other."""
DROPPED = "dropped"
BESIDE: dict[str, type] = {
    "clause": str,
    "default": object,
    "default-from": str,
    "added-by": list,
    "follows": str,
    "since": str,
    "implied-by": str,
    "only-with": str,
    "is-one-text": bool,
    "is-limit": bool,
    "write": object,
}
"""The keys beside a comparison, and their types."""
TYPES: dict[str, type] = {
    "one-of": list,
    "at-least": str,
    "contains": list,
    "requires": list,
    "releases-at-least": list,
    "development-tools": list,
    "selects": list,
    "ignores-at-most": list,
    "file-ignores-at-most": dict,
}
"""The types of the comparisons' values, where not any type will do."""
WORDS: dict[type, str] = {
    str: "a string",
    list: "a list of strings",
    dict: "a table of lists",
    bool: "true or false",
}


def standard_for(options: Options) -> Standard:
    """Read the standard that the options name; the built-in one where they name none.

    Args:
        options: The options of the hook.

    Returns:
        What is required.

    Raises:
        ConfigurationError: If it cannot be read, or is not in the format.
    """
    named = options.choice("standard")
    if not named:
        return load_standard()
    path = os.path.join(options.directory, named)
    return read_own_standard(path if os.path.exists(path) else named)


def read_own_standard(path: str) -> Standard:
    """Read an organisation's standard.

    Args:
        path: The file.

    Returns:
        What the file requires.

    Raises:
        ConfigurationError: If it cannot be read, or is not in the format.
    """
    shown = os.path.relpath(path)
    try:
        content = parse_toml(read_text(path))
    except UncheckableFileError as error:
        reason = f"{error.reason}; the option `standard` names it"
        raise ConfigurationError(shown, reason) from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(shown, f"is not valid TOML: {error}") from error
    problem = problem_of(content)
    if problem:
        raise ConfigurationError(shown, problem)
    if content.get("builds-on") == BUILT_IN:
        content = _laid_over(built_in(), content)
    standard = Standard(content)
    kinds = {requirement.kind for requirement in standard.requirements}
    lacking = [kind for kind in TOGETHER if kind not in kinds]
    if lacking and len(lacking) < len(TOGETHER):
        present = next(kind for kind in TOGETHER if kind in kinds)
        raise ConfigurationError(shown, f"`{present}` needs `{lacking[0]}` in the same standard")
    return standard


def problem_of(content: Mapping[str, object]) -> str:
    """Return what is wrong with the content of a standard, in words; empty where it is right."""
    known = ("builds-on", "table", "allowance")
    for key in content:
        if key not in known:
            return _unknown(key, known)
    if content.get("builds-on", BUILT_IN) != BUILT_IN:
        return f"`builds-on` must be {write_text(BUILT_IN)}"
    for name in ("table", "allowance"):
        entries = content.get(name, [])
        if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
            return f"`{name}` must be an array of tables: write `[[{name}]]`"
    problems = [_problem_of_table(entry) for entry in _entries(content, "table")]
    problems += [
        "an `[[allowance]]` has no `module`, which must be a string"
        for entry in _entries(content, "allowance")
        if not isinstance(entry.get("module"), str)
    ]
    return next(filter(None, problems), "")


def _problem_of_table(entry: Mapping[str, object]) -> str:
    known = ("name", "clause", "of-projects", "keys")
    for key in entry:
        if key not in known:
            return f"in a `[[table]]`: {_unknown(key, known)}"
    name = entry.get("name")
    if not isinstance(name, str) or not name:
        return "a `[[table]]` has no `name`, which must be a string"
    if not isinstance(entry.get("clause"), str):
        return f"the table `{name}` has no `clause`, a string that says where it is required"
    if not isinstance(entry.get("of-projects", False), bool):
        return f"the table `{name}`: `of-projects` must be true or false"
    keys = entry.get("keys")
    if not isinstance(keys, dict):
        return f"the table `{name}` has no `keys`, which must be a table"
    problems = (_problem_of_key(f"{name}.{key}", value) for key, value in keys.items())
    return next(filter(None, problems), "")


def _problem_of_key(key: str, entry: object) -> str:
    if not isinstance(entry, dict):
        return f"`{key}` must be a table with a comparison, such as `{{ equal = 1 }}`"
    if entry.get(DROPPED) is True and len(entry) == 1:
        return ""
    kinds = [kind for kind in KINDS if kind in entry]
    if len(kinds) != 1:
        count = "no comparison" if not kinds else f"{len(kinds)} comparisons"
        return f"`{key}` has {count}; it must have one of {', '.join(KINDS)}"
    wanted = {**BESIDE, kinds[0]: TYPES.get(kinds[0], object)}
    problems = [
        f"`{key}`: {_unknown(name, (*KINDS, *BESIDE))}"
        if name not in wanted
        else f"`{key}`: `{name}` must be {WORDS[wanted[name]]}"
        for name, value in entry.items()
        if name not in wanted or not _has_type(value, wanted[name])
    ]
    return next(iter(problems), "")


def _has_type(value: object, wanted: type) -> bool:
    if wanted is list:
        return isinstance(value, list) and bool(value)
    if wanted is dict:
        return isinstance(value, dict) and all(isinstance(each, list) for each in value.values())
    return isinstance(value, wanted)


def _unknown(key: str, known: Iterable[str]) -> str:
    return f"`{key}` is not a key of a standard{hint_at_nearest(key, known)}"


def _entries(content: Mapping[str, object], name: str) -> list[Table]:
    entries = content.get(name, [])
    return entries if isinstance(entries, list) else []


def _laid_over(base: Mapping[str, object], own: Mapping[str, object]) -> Table:
    """Return a standard with the tables and allowances of another laid over it."""
    tables = {str(entry["name"]): entry for entry in _entries(base, "table")}
    for entry in _entries(own, "table"):
        name = str(entry["name"])
        tables[name] = {**entry, "keys": _keys(tables.get(name, {}), entry)}
    allowances = {str(entry["module"]): entry for entry in _entries(base, "allowance")}
    allowances |= {str(entry["module"]): entry for entry in _entries(own, "allowance")}
    return {"table": list(tables.values()), "allowance": list(allowances.values())}


def _keys(base: Table, own: Table) -> Table:
    merged: Table = {}
    for entry in (base, own):
        keys = entry.get("keys")
        merged |= keys if isinstance(keys, dict) else {}
    return {
        name: value
        for name, value in merged.items()
        if not (isinstance(value, dict) and value.get(DROPPED) is True)
    }
