"""Code of the project that Ruff or mypy is told to pass over, where the standard is off in silence.

Tests and migrations are not checked, nor is what a pattern of the standard's own list leaves out.
"""

from __future__ import annotations

import functools

from standards_hooks.project.toml_notation import join_key, show, write_value
from standards_hooks.rules.pyproject_drift.compare import names_directory
from standards_hooks.rules.pyproject_drift.deviation import Deviation
from standards_hooks.rules.pyproject_drift.sources import MYPY, RUFF


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.deviation import Setting
    from standards_hooks.rules.pyproject_drift.standard import Standard
    from standards_hooks.rules.pyproject_drift.subject import Subject

    type LeavesOut = Callable[[str], bool]
    type IsNamed = Callable[[str], bool]


EXCLUDE = (*RUFF, "exclude")
EXTEND_EXCLUDE = (*RUFF, "extend-exclude")
INCLUDE = (*RUFF, "include")
EXTEND_INCLUDE = (*RUFF, "extend-include")
LINT_EXCLUDE = (*RUFF, "lint", "exclude")
FORMAT_EXCLUDE = (*RUFF, "format", "exclude")
MYPY_EXCLUDE = (*MYPY, "exclude")
MYPY_FILES = (*MYPY, "files")
KEYS = (
    *(EXCLUDE, EXTEND_EXCLUDE, INCLUDE, LINT_EXCLUDE, FORMAT_EXCLUDE),
    *(MYPY_EXCLUDE, MYPY_FILES),
)
"""The keys that leave files out."""


class Exclusion:
    """One pattern that may leave files out.

    Attributes:
        setting: The key that holds it.
        place: Where it stands.
        pattern: The pattern.
        leaves_out: Returns whether it leaves out a file, given from the repository's root on.
    """

    __slots__ = ("leaves_out", "pattern", "place", "setting")

    def __init__(self, setting: Setting, place: Path, pattern: str, leaves_out: LeavesOut) -> None:
        """Take the pattern and where it stands."""
        self.setting = setting
        self.place = place
        self.pattern = pattern
        self.leaves_out = leaves_out


def compare_left_out(subject: Subject, standard: Standard, tool: Path) -> Iterator[Deviation]:
    """Yield a deviation for each pattern that leaves out code of the project.

    Args:
        subject: The project, or a directory of it, and what is in force for it.
        standard: What is required; a standard that says nothing of the tool checks nothing.
        tool: The tool, by its table.
    """
    clause = next((each.clause for each in standard.tables if each.path[:2] == tool), "")
    if not clause:
        return
    exclusions = _of_ruff(subject, standard) if tool == RUFF else _of_mypy(subject)
    for exclusion in exclusions:
        left = [path for path in subject.modules(tool) if exclusion.leaves_out(path)]
        if left:
            yield _leaves_out(exclusion, left, clause)
    named = _included(subject) if tool == RUFF else _checked(subject)
    if named is not None:
        setting, is_named = named
        left = [path for path in subject.modules(tool) if not is_named(path)]
        if left:
            yield _does_not_name(setting, left, clause)


def _of_ruff(subject: Subject, standard: Standard) -> Iterator[Exclusion]:
    allowed = [text for each in standard.requirements if each.key == EXCLUDE for text in each.texts]
    for key in (EXCLUDE, EXTEND_EXCLUDE, LINT_EXCLUDE, FORMAT_EXCLUDE):
        settings = subject.settings(key)
        for setting in settings if key == EXTEND_EXCLUDE else settings[:1]:
            for place, pattern in _patterns(setting):
                if not any(names_directory(pattern, each) for each in allowed):
                    yield _exclusion(key, setting, place, pattern)


def _exclusion(key: Path, setting: Setting, place: Path, pattern: str) -> Exclusion:
    from standards_hooks.rules.pyproject_drift.exclusion import Glob

    glob = Glob(pattern, setting.document.directory)
    is_of_directories = key in (EXCLUDE, EXTEND_EXCLUDE)
    return Exclusion(
        setting, place, pattern, glob.holds if is_of_directories else glob.is_path_or_name
    )


def _included(subject: Subject) -> tuple[Setting, IsNamed] | None:
    setting = subject.setting(INCLUDE)
    if setting is None or not isinstance(setting.value, list):
        return None
    from standards_hooks.rules.pyproject_drift.exclusion import Glob

    globs = [
        Glob(pattern, each.document.directory)
        for each in (setting, *subject.settings(EXTEND_INCLUDE))
        for _, pattern in _patterns(each)
    ]
    return setting, lambda path: any(glob.is_path(path) for glob in globs)


def _of_mypy(subject: Subject) -> Iterator[Exclusion]:
    setting = subject.setting(MYPY_EXCLUDE)
    if setting is None:
        return
    start = _start_of(setting)
    for place, text in _patterns(setting):
        if pattern := text.strip():
            leaves_out = functools.partial(_is_found_from, start, pattern)
            yield Exclusion(setting, place, pattern, leaves_out)


def _start_of(setting: Setting) -> str:
    directory = setting.document.directory
    return f"{directory}/" if directory else ""


def _is_found_from(start: str, pattern: str, path: str) -> bool:
    from standards_hooks.rules.pyproject_drift.exclusion import is_found

    return is_found(pattern, path.removeprefix(start))


def _checked(subject: Subject) -> tuple[Setting, IsNamed] | None:
    """Return what mypy's `files` names; None where a variable or a home directory is in it."""
    setting = subject.setting(MYPY_FILES)
    if setting is None:
        return None
    texts = [text for _, whole in _patterns(setting) for text in whole.split(",")]
    named = [text.strip() for text in texts if text.strip()]
    if not named or any("$" in each or each.startswith(("~", "/")) for each in named):
        return None
    from standards_hooks.project.globs import matches

    start = _start_of(setting)
    is_everything = any(each in (".", "./") for each in named)
    return (
        setting,
        lambda path: (
            is_everything or any(matches(path.removeprefix(start), f"/{each}") for each in named)
        ),
    )


def _patterns(setting: Setting) -> Iterator[tuple[Path, str]]:
    """Yield each pattern of a text or list, with the path of its place."""
    if isinstance(setting.value, str):
        yield setting.path, setting.value
    for index, text in enumerate(setting.value if isinstance(setting.value, list) else []):
        if isinstance(text, str):
            yield (*setting.path, index), text


def _leaves_out(exclusion: Exclusion, left: Sequence[str], clause: str) -> Deviation:
    setting = exclusion.setting
    pattern = write_value(exclusion.pattern)
    unless = " unless it is imported" if setting.path[:2] == MYPY else ""
    message = (
        f"`{join_key(setting.path)}` has {pattern}, which leaves out {_some(left)}{unless}; the "
        f"standard is for all of the project's own code ({clause}): remove `{pattern}`, or waive "
        f"it with a reason if others wrote or generated that code"
    )
    key = (*setting.path, exclusion.pattern)
    return Deviation(key, lambda _: message, place=exclusion.place, document=setting.document)


def _does_not_name(setting: Setting, left: Sequence[str], clause: str) -> Deviation:
    unless = " unless it is imported" if setting.path[:2] == MYPY else ""
    message = (
        f"`{join_key(setting.path)}` is {show(setting.value)}, which leaves out {_some(left)}"
        f"{unless}; the standard is for all of the project's own code ({clause}): remove it, or "
        f"name that too"
    )
    return Deviation(setting.path, lambda _: message, document=setting.document)


def _some(paths: Sequence[str]) -> str:
    """Return the first of some paths, and how many more there are."""
    more = len(paths) - 1
    return f"`{paths[0]}`" + (f" and {more} more" if more else "")
