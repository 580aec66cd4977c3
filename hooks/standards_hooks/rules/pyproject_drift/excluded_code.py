"""Code of the project that Ruff or mypy excludes, so that the standard is silently off there.

Tests, migrations, and the patterns of the standard's own list are not checked.
"""

from __future__ import annotations

from dataclasses import dataclass

from standards_hooks.project.globs import Globs
from standards_hooks.project.mypy_options import MYPY
from standards_hooks.project.toml_notation import join_key, show, write_value
from standards_hooks.project.tool_settings import RUFF
from standards_hooks.rules.pyproject_drift.compare import names_directory
from standards_hooks.rules.pyproject_drift.deviation import Deviation


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.deviation import Setting
    from standards_hooks.rules.pyproject_drift.effective_configuration import EffectiveConfiguration
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
"""The keys that exclude files."""


@dataclass(eq=False)
class Pattern:
    """One pattern of files.

    Attributes:
        setting: The key that it is in.
        place: Its path in the document.
        text: The pattern as written.
        read: Compiles the pattern into a test of a file, given relative to the repository's root;
            raises `RefusedError` where it cannot be evaluated.
    """

    setting: Setting
    place: Path
    text: str
    read: Callable[[], IsMatched]


def compare_excluded_code(
    configuration: EffectiveConfiguration, standard: Standard, tool: Path
) -> Iterator[Deviation]:
    """Yield a deviation for each pattern that excludes code of the project.

    Args:
        configuration: The effective configuration of the project, or of a directory of it.
        standard: What is required; without the tool in it, nothing is checked.
        tool: The tool, by its table.
    """
    clause = next((each.clause for each in standard.tables if each.path[:2] == tool), "")
    if not clause:
        return
    modules = configuration.facts.modules(tool)
    if tool == RUFF:
        yield from _compare_excluded(_excluded(configuration, standard), modules, clause)
        yield from _compare_included(configuration, modules, clause)
    else:
        yield from _compare_excluded(_excluded_from_mypy(configuration), modules, clause)
        yield from _compare_checked(configuration, modules, clause)


def _compare_excluded(
    patterns: Iterable[Pattern], modules: Sequence[str], clause: str
) -> Iterator[Deviation]:
    from standards_hooks.rules.pyproject_drift.linear_expressions import RefusedError

    for pattern in patterns:
        try:
            is_excluded = pattern.read()
        except RefusedError as error:
            yield _is_refused(pattern, error.reason, clause)
            continue
        if left := [path for path in modules if is_excluded(path)]:
            yield _excludes(pattern, left, clause)


def _compare_included(
    configuration: EffectiveConfiguration, modules: Sequence[str], clause: str
) -> Iterator[Deviation]:
    from standards_hooks.rules.pyproject_drift.linear_expressions import RefusedError

    setting = configuration.setting(INCLUDE)
    if setting is None or not isinstance(setting.value, list):
        return
    left = list(modules)
    for pattern in _included(configuration):
        try:
            is_named = pattern.read()
        except RefusedError as error:
            yield _is_refused(pattern, error.reason, clause)
            left = []  # What it names is unknown.
            continue
        left = [path for path in left if not is_named(path)]
    if left:
        yield _names_too_little(setting, left, clause)


def _excluded(configuration: EffectiveConfiguration, standard: Standard) -> Iterator[Pattern]:
    allowed = [text for each in standard.requirements if each.key == EXCLUDE for text in each.texts]
    for key in (EXCLUDE, EXTEND_EXCLUDE, LINT_EXCLUDE, FORMAT_EXCLUDE):
        settings = configuration.settings(key)
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


def _included(configuration: EffectiveConfiguration) -> Iterator[Pattern]:
    for key in (INCLUDE, EXTEND_INCLUDE):
        settings = configuration.settings(key)
        for setting in settings if key == EXTEND_INCLUDE else settings[:1]:
            for place, pattern in _patterns(setting):
                yield _glob(key, setting, place, pattern)


def _excluded_from_mypy(configuration: EffectiveConfiguration) -> Iterator[Pattern]:
    setting = configuration.setting(MYPY_EXCLUDE)
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


def _compare_checked(
    configuration: EffectiveConfiguration, modules: Sequence[str], clause: str
) -> Iterator[Deviation]:
    """Compare mypy's `files`, unless it has a variable or a home directory."""
    setting = configuration.setting(MYPY_FILES)
    if setting is None:
        return
    texts = [text for _, whole in _patterns(setting) for text in whole.split(",")]
    named = [text.strip() for text in texts if text.strip()]
    if not named or any("$" in each or each.startswith(("~", "/")) for each in named):
        return
    if any(each in (".", "./") for each in named):
        return
    start = _start_of(setting)
    globs = Globs(f"/{each}" for each in named)
    if left := [path for path in modules if not globs.match(path.removeprefix(start))]:
        yield _names_too_little(setting, left, clause)


def _patterns(setting: Setting) -> Iterator[tuple[Path, str]]:
    """Yield each pattern of a string or list, with its path."""
    if isinstance(setting.value, str):
        yield setting.path, setting.value
    for index, text in enumerate(setting.value if isinstance(setting.value, list) else []):
        if isinstance(text, str):
            yield (*setting.path, index), text


def _excludes(pattern: Pattern, left: Sequence[str], clause: str) -> Deviation:
    written = write_value(pattern.text)
    unless = " unless it is imported" if pattern.setting.path[:2] == MYPY else ""
    message = (
        f"`{join_key(pattern.setting.path)}` has {written}, which excludes {_some(left)}{unless}; "
        f"the standard applies to all of the project's own code ({clause}): remove `{written}`"
    )
    return _at(pattern, message)


def _is_refused(pattern: Pattern, reason: str, clause: str) -> Deviation:
    message = (
        f"`{join_key(pattern.setting.path)}` has {show(pattern.text)}, which is not evaluated "
        f"because of {reason}, so what it excludes is unknown; the standard applies to all of the "
        f"project's own code ({clause}): write a simpler one"
    )
    return _at(pattern, message)


def _at(pattern: Pattern, message: str) -> Deviation:
    setting = pattern.setting
    key = (*setting.path, pattern.text)
    return Deviation(key, lambda _: message, place=pattern.place, document=setting.document)


def _names_too_little(setting: Setting, left: Sequence[str], clause: str) -> Deviation:
    unless = " unless it is imported" if setting.path[:2] == MYPY else ""
    message = (
        f"`{join_key(setting.path)}` is {show(setting.value)}, which excludes {_some(left)}"
        f"{unless}; the standard applies to all of the project's own code ({clause}): remove it, "
        f"or add the rest"
    )
    return Deviation(setting.path, lambda _: message, document=setting.document)


def _some(paths: Sequence[str]) -> str:
    """Return the first of the paths, and the number of the others."""
    more = len(paths) - 1
    return f"`{paths[0]}`" + (f" and {more} more" if more else "")
