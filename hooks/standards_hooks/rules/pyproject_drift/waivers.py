"""Waivers: deviations that a repository declares in its own `pyproject.toml`, with a reason."""

from __future__ import annotations

from standards_hooks.project.toml_notation import join_key, split_key
from standards_hooks.rules.pyproject_drift.effective_configuration import RUFF_LINT
from standards_hooks.rules.pyproject_drift.excluded_code import KEYS as LEAVING_OUT
from standards_hooks.rules.pyproject_drift.selectors import normalised
from standards_hooks.rules.pyproject_drift.sources import RUFF, TAKING_PART


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from standards_hooks.project.document import Document
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.deviation import Deviation
    from standards_hooks.rules.pyproject_drift.standard import Standard

    type NameOf = Callable[[str], str]


TABLE = ("tool", "standards-hooks", "pyproject-drift", "waivers")
ALSO_KNOWN = (
    ("project", "optional-dependencies"),
    ("tool", "uv", "dev-dependencies"),
    ("tool", "mypy", "overrides"),
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


class Waiver:
    """One declared deviation.

    Attributes:
        key: The dotted key as it was given.
        path: Its segments; empty where it is not a dotted key.
        reason: Why, in the words of the repository.
        is_used: Whether it has waived something.
    """

    __slots__ = ("is_used", "key", "path", "reason")

    def __init__(self, key: str, reason: str) -> None:
        """Store what was declared."""
        self.key = key
        self.path: Path = split_key(key) or ()
        self.reason = reason.strip()
        self.is_used = False

    @property
    def is_of_file(self) -> bool:
        """Whether it names a file that hides the `pyproject.toml`, and all that is in it."""
        return self.key.rpartition("/")[2] in TAKING_PART

    def covers(self, path: Path) -> bool:
        """Return whether the waiver names the path, or a table or key around it."""
        own = _plain(self.path)
        return bool(own) and own == _plain(path)[: len(own)]


def _plain(path: Path) -> Path:
    """Return the path in Ruff's current place and spelling."""
    if path[:2] != RUFF:
        return path
    if path[2:3] and path[2] in LINT_KEYS:
        path = (*RUFF_LINT, *path[2:])
    return tuple(normalised(each) if isinstance(each, str) else each for each in path)


def read_waivers(table: Mapping[str, str]) -> list[Waiver]:
    """Return the waivers of an option's table: a reason by dotted key."""
    return [Waiver(key, reason) for key, reason in table.items()]


def apply_waivers(
    waivers: Sequence[Waiver], deviations: Iterable[Deviation], name_of: NameOf
) -> Iterator[Deviation]:
    """Yield the deviations, or the parts of them, that no waiver covers.

    A waiver without a reason counts, too: the missing reason is a finding of its own.

    Args:
        waivers: The waivers.
        deviations: What differs.
        name_of: Returns the path of a document, relative to the directory of the waivers.
    """
    for deviation in deviations:
        document = deviation.document
        if document is not None and is_file_waived(waivers, name_of(document.path)):
            continue
        if _is_waived(waivers, deviation.key) or _is_waived(waivers, deviation.written):
            continue
        left = tuple(part for part in deviation.parts if not _is_waived(waivers, part))
        if left == deviation.parts:
            yield deviation
        elif left:
            yield deviation.limited_to(left)


def is_file_waived(waivers: Sequence[Waiver], name: str) -> bool:
    """Return whether a waiver names a file, such as `ruff.toml`, and mark it as used.

    Args:
        waivers: The waivers.
        name: Path of the file, relative to the directory of the waivers, with forward slashes.

    Returns:
        Whether a waiver names it.
    """
    covering = [waiver for waiver in waivers if waiver.is_of_file and waiver.key == name]
    for waiver in covering:
        waiver.is_used = True
    return bool(covering)


def _is_waived(waivers: Sequence[Waiver], path: Path) -> bool:
    covering = [waiver for waiver in waivers if waiver.covers(path)]
    for waiver in covering:
        waiver.is_used = True
    return bool(covering)


def problem_of(waiver: Waiver, standard: Standard) -> str:
    """Return what is wrong with a waiver, in words; empty where it is right."""
    shown = f"the waiver of `{waiver.key}`"
    if waiver.is_used:
        return "" if waiver.reason else f"{shown} has no reason: say why the project deviates"
    known = _known_keys(standard)
    if waiver.is_of_file or any(_is_around_or_inside(waiver.path, key) for key in known):
        return f"{shown} waives nothing: remove it"
    import difflib

    names = sorted({join_key(key) for key in known})
    near = difflib.get_close_matches(waiver.key, names, n=1, cutoff=0.4)
    hint = f"; did you mean `{near[0]}`?" if near else ""
    return f"{shown} names no key of the standard{hint}"


def _known_keys(standard: Standard) -> list[Path]:
    keys: list[Path] = [key for each in standard.requirements for key in (each.key, *each.added_by)]
    return [*keys, *ALSO_KNOWN]


def _is_around_or_inside(path: Path, key: Path) -> bool:
    """Return whether one of two paths contains the other; `tool` alone contains none."""
    path = _plain(path)
    length = min(len(path), len(key))
    return path not in ((), ("tool",)) and path[:length] == key[:length]


def place_of(waiver: Waiver, document: Document) -> Path:
    """Return the path under which a document declares a waiver; empty where it does not."""
    for path in ((*TABLE, waiver.key), (*TABLE, *waiver.path)):
        if len(path) > len(TABLE) and document.has(path):
            return path
    return ()
