"""What the keys of this rule's waivers reach: dotted keys, whatever their spelling, and files."""

from __future__ import annotations

import functools

from standards_hooks.project.selectors import normalised
from standards_hooks.project.settings_in_force import TAKING_PART
from standards_hooks.project.toml_notation import join_key, split_key, write_text
from standards_hooks.project.tool_settings import RUFF, RUFF_LINT
from standards_hooks.project.waivers import Keys, Target
from standards_hooks.rules.pyproject_drift.excluded_code import KEYS as LEAVING_OUT
from standards_hooks.rules.pyproject_drift.ruff_release import REQUIRED_VERSION


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.project.waivers import Waivers
    from standards_hooks.rules.pyproject_drift.deviation import Deviation
    from standards_hooks.rules.pyproject_drift.standard import Standard

    type NameOf = Callable[[str], str]


ALSO_KNOWN = (
    ("project", "optional-dependencies"),
    ("tool", "uv", "dev-dependencies"),
    ("tool", "mypy", "overrides"),
    REQUIRED_VERSION,
    *LEAVING_OUT,
)
"""Further keys that deviations can be about, beside those of the standard."""


LINT_KEYS = frozenset(
    {
        "extend-ignore",
        "extend-per-file-ignores",
        "extend-select",
        "ignore",
        "isort",
        "per-file-ignores",
        "pycodestyle",
        "pydocstyle",
        "select",
    }
)
"""Keys that Ruff also reads in `[tool.ruff]`, where they are deprecated."""


TABLE = "[tool.standards-hooks.pyproject-drift.waivers]"
"""The header of the table that waivers are declared in."""
REASON = "reason"
"""What stands for the reason in a line that declares a waiver."""


def keys_waiving(deviation: Deviation) -> list[str]:
    """Return the dotted keys of the waivers that cover a deviation.

    Those of its parts; what is missing as a whole is waived as a whole.
    """
    parts = () if deviation.is_missing else deviation.parts
    return [join_key(path) for path in parts or (deviation.key,)]


def keys_apart(keys: Iterable[str]) -> list[str]:
    """Return keys of waivers without those that are inside another: TOML cannot hold both."""
    paths = {path: key for key in keys if (path := split_key(key))}
    return [
        key
        for path, key in paths.items()
        if not any(path[:length] in paths for length in range(1, len(path)))
    ]


def declaration(key: str, reason: str = REASON) -> str:
    """Return the line that declares a waiver.

    Args:
        key: What it names: a dotted key, or a file.
        reason: Why the project deviates.
    """
    return f"{key} = {write_text(reason)}"


def keys_of(standard: Standard) -> Keys:
    """Return the keys that waivers may name under a standard."""
    required = [key for each in standard.requirements for key in (each.key, *each.added_by)]
    known: list[Path] = [*required, *ALSO_KNOWN]

    def is_known(key: str) -> bool:
        return _is_of_file(key) or any(_is_around_or_inside(_path_of(key), each) for each in known)

    names = tuple({join_key(each) for each in known})
    unknown = "names no key of the standard"
    return Keys(_paths_of, _places_of, _matches, is_known, names, unknown, likeness=0.4)


FILE = 0
"""The first segment of a path that is the name of a file; those of keys are texts."""


def _paths_of(key: str) -> Sequence[Path]:
    """Return what a declared key names: a file, or a table or key."""
    return ((FILE, key),) if _is_of_file(key) else (_path_of(key),)


def _places_of(target: Target) -> Sequence[Path]:
    return (FILE, target.file), _plain(target.key)


def _matches(_key: str, _target: Target) -> bool:
    return False  # No key is a pattern.


def _is_of_file(key: str) -> bool:
    """Return whether a key names a file that hides the `pyproject.toml`, and all that is in it."""
    return key.rpartition("/")[2] in TAKING_PART


@functools.cache
def _path_of(key: str) -> Path:
    """Return the segments of a dotted key in Ruff's current spelling; none where it is none."""
    return _plain(split_key(key) or ())


def _plain(path: Path) -> Path:
    """Return the path in Ruff's current place and spelling."""
    if path[:2] != RUFF:
        return path
    if path[2:3] and path[2] in LINT_KEYS:
        path = (*RUFF_LINT, *path[2:])
    return tuple(normalised(each) if isinstance(each, str) else each for each in path)


def _is_around_or_inside(path: Path, key: Path) -> bool:
    """Return whether one of two paths contains the other; `tool` alone contains none."""
    length = min(len(path), len(key))
    return path not in ((), ("tool",)) and path[:length] == key[:length]


def unwaived(
    waivers: Waivers, deviations: Iterable[Deviation], name_of: NameOf
) -> Iterator[Deviation]:
    """Yield the deviations, or the parts of them, that no waiver covers.

    Args:
        waivers: The waivers.
        deviations: What differs.
        name_of: Returns the path of a document from the directory of the waivers on.
    """
    for deviation in deviations:
        file = "" if deviation.document is None else name_of(deviation.document.path)
        targets = [Target(file=file), Target(deviation.key), Target(deviation.written)]
        if any(waivers.waive(target) for target in targets):
            continue
        left = tuple(part for part in deviation.parts if not waivers.waive(Target(part)))
        if left == deviation.parts:
            yield deviation
        elif left:
            yield deviation.limited_to(left)
