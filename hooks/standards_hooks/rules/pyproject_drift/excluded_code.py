"""Code of the project that Ruff or mypy is told to pass over, where the standard is off in silence.

Tests and migrations are not checked, nor is what a pattern of the standard's own list leaves out.
"""

from __future__ import annotations

from standards_hooks.project.toml_notation import join_key, show, write_value
from standards_hooks.rules.pyproject_drift.compare import names_directory
from standards_hooks.rules.pyproject_drift.deviation import Deviation
from standards_hooks.rules.pyproject_drift.sources import MYPY, RUFF


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.deviation import Setting
    from standards_hooks.rules.pyproject_drift.effective_configuration import Subject
    from standards_hooks.rules.pyproject_drift.standard import Standard

    type IsMatched = Callable[[str], bool]


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


class Pattern:
    """One pattern of files.

    Attributes:
        setting: The key that holds it.
        place: Where it stands.
        text: The pattern as it is written.
        read: Reads the pattern, and returns what says whether it matches a file, given from the
            repository's root on; raises `RefusedError` where it cannot be evaluated.
    """

    __slots__ = ("place", "read", "setting", "text")

    def __init__(
        self, setting: Setting, place: Path, text: str, read: Callable[[], IsMatched]
    ) -> None:
        """Take the pattern and where it stands."""
        self.setting = setting
        self.place = place
        self.text = text
        self.read = read


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
    modules = subject.modules(tool)
    if tool == RUFF:
        yield from _compare_excluded(_excluded(subject, standard), modules, clause)
        yield from _compare_included(subject, modules, clause)
    else:
        yield from _compare_excluded(_excluded_from_mypy(subject), modules, clause)
        yield from _compare_checked(subject, modules, clause)


def _compare_excluded(
    patterns: Iterable[Pattern], modules: Sequence[str], clause: str
) -> Iterator[Deviation]:
    from standards_hooks.rules.pyproject_drift.linear_expressions import RefusedError

    for pattern in patterns:
        try:
            is_left_out = pattern.read()
        except RefusedError as error:
            yield _is_refused(pattern, error.reason, clause)
            continue
        if left := [path for path in modules if is_left_out(path)]:
            yield _leaves_out(pattern, left, clause)


def _compare_included(subject: Subject, modules: Sequence[str], clause: str) -> Iterator[Deviation]:
    from standards_hooks.rules.pyproject_drift.linear_expressions import RefusedError

    setting = subject.setting(INCLUDE)
    if setting is None or not isinstance(setting.value, list):
        return
    left = list(modules)
    for pattern in _included(subject):
        try:
            is_named = pattern.read()
        except RefusedError as error:
            yield _is_refused(pattern, error.reason, clause)
            left = []  # What it names is not known.
            continue
        left = [path for path in left if not is_named(path)]
    if left:
        yield _does_not_name(setting, left, clause)


def _excluded(subject: Subject, standard: Standard) -> Iterator[Pattern]:
    allowed = [text for each in standard.requirements if each.key == EXCLUDE for text in each.texts]
    for key in (EXCLUDE, EXTEND_EXCLUDE, LINT_EXCLUDE, FORMAT_EXCLUDE):
        settings = subject.settings(key)
        for setting in settings if key == EXTEND_EXCLUDE else settings[:1]:
            for place, pattern in _patterns(setting):
                if not any(names_directory(pattern, each) for each in allowed):
                    yield _glob(key, setting, place, pattern)


def _glob(key: Path, setting: Setting, place: Path, text: str) -> Pattern:
    def read() -> IsMatched:
        from standards_hooks.rules.pyproject_drift.exclude_patterns import Glob

        glob = Glob(text, setting.document.directory)
        if key in (INCLUDE, EXTEND_INCLUDE):
            return glob.is_path
        return glob.holds if key in (EXCLUDE, EXTEND_EXCLUDE) else glob.is_path_or_name

    return Pattern(setting, place, text, read)


def _included(subject: Subject) -> Iterator[Pattern]:
    for key in (INCLUDE, EXTEND_INCLUDE):
        settings = subject.settings(key)
        for setting in settings if key == EXTEND_INCLUDE else settings[:1]:
            for place, pattern in _patterns(setting):
                yield _glob(key, setting, place, pattern)


def _excluded_from_mypy(subject: Subject) -> Iterator[Pattern]:
    setting = subject.setting(MYPY_EXCLUDE)
    if setting is None:
        return
    for place, text in _patterns(setting):
        if pattern := text.strip():
            yield _expression(setting, place, pattern)


def _expression(setting: Setting, place: Path, pattern: str) -> Pattern:
    def read() -> IsMatched:
        from standards_hooks.rules.pyproject_drift.exclude_patterns import Exclude

        exclude = Exclude(pattern)
        start = _start_of(setting)
        return lambda path: exclude.holds(path.removeprefix(start))

    return Pattern(setting, place, pattern, read)


def _start_of(setting: Setting) -> str:
    directory = setting.document.directory
    return f"{directory}/" if directory else ""


def _compare_checked(subject: Subject, modules: Sequence[str], clause: str) -> Iterator[Deviation]:
    """Compare what mypy's `files` names; nothing where a variable or a home directory is in it."""
    setting = subject.setting(MYPY_FILES)
    if setting is None:
        return
    texts = [text for _, whole in _patterns(setting) for text in whole.split(",")]
    named = [text.strip() for text in texts if text.strip()]
    if not named or any("$" in each or each.startswith(("~", "/")) for each in named):
        return
    if any(each in (".", "./") for each in named):
        return
    from standards_hooks.project.globs import Globs

    start = _start_of(setting)
    globs = Globs(f"/{each}" for each in named)
    if left := [path for path in modules if not globs.match(path.removeprefix(start))]:
        yield _does_not_name(setting, left, clause)


def _patterns(setting: Setting) -> Iterator[tuple[Path, str]]:
    """Yield each pattern of a text or list, with the path of its place."""
    if isinstance(setting.value, str):
        yield setting.path, setting.value
    for index, text in enumerate(setting.value if isinstance(setting.value, list) else []):
        if isinstance(text, str):
            yield (*setting.path, index), text


def _leaves_out(pattern: Pattern, left: Sequence[str], clause: str) -> Deviation:
    written = write_value(pattern.text)
    unless = " unless it is imported" if pattern.setting.path[:2] == MYPY else ""
    message = (
        f"`{join_key(pattern.setting.path)}` has {written}, which leaves out {_some(left)}{unless}"
        f"; the standard is for all of the project's own code ({clause}): remove `{written}`, or "
        "waive it with a reason if others wrote or generated that code"
    )
    return _at(pattern, message)


def _is_refused(pattern: Pattern, reason: str, clause: str) -> Deviation:
    message = (
        f"`{join_key(pattern.setting.path)}` has {show(pattern.text)}, which is not evaluated "
        f"because of {reason}, so what it leaves out is not known; the standard is for all of the "
        f"project's own code ({clause}): write a simpler one, or waive it with a reason"
    )
    return _at(pattern, message)


def _at(pattern: Pattern, message: str) -> Deviation:
    setting = pattern.setting
    key = (*setting.path, pattern.text)
    return Deviation(key, lambda _: message, place=pattern.place, document=setting.document)


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
