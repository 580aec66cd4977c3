"""What a table of a directory silences beyond the table of the root, and says no reason for.

The nearest `[tool.standards-hooks]` is in force, so a table in a directory can exclude everything
below it, leave hooks out, skip what cannot be parsed, or choose another baseline or standard. In a
monorepo that is often right; then the root's table says the same, or a comment beside the key says
why.

Imported only where a directory has such a table.
"""

from __future__ import annotations

import os
from collections import Counter

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.core.finding import SUITE, Finding
from standards_hooks.core.wording import counted
from standards_hooks.engine.selection import ALL, IGNORE, PER_FILE_IGNORES, SELECT, WARN
from standards_hooks.project import globs
from standards_hooks.project.document import parse_document, read_text
from standards_hooks.project.metadata import value_at
from standards_hooks.project.reasons import has_reason_beside
from standards_hooks.project.repository import NOT_SOURCES, Repository
from standards_hooks.syntax.reading import PYTHON_ENDINGS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from standards_hooks.engine.configuration import Configuration
    from standards_hooks.project.toml_notation import Path


TABLE = ("tool", "standards-hooks")
EXCLUDE = "exclude"
DECIDED = (("unparsable",), ("baseline",), ("pyproject-drift", "standard"))
"""Keys of the table that change what is reported."""
UNLIKE_ROOT = (
    " and not in the table of the root: say why in a comment beside it, or give the root the same"
)
DEFAULTS: Mapping[Path, str] = {
    ("unparsable",): "report",
    ("baseline",): ".standards-baseline.toml",
    ("pyproject-drift", "standard"): "",
}


def silenced_by(configuration: Configuration, root: Configuration, hook_id: str) -> list[Finding]:
    """Return a finding for each key of a directory's table that silences more than the root's.

    Args:
        configuration: The table of a directory.
        root: The table of the repository's root, or the defaults.
        hook_id: The hook that reports.

    Returns:
        The findings, at the keys; none where the root's table excludes the directory.
    """
    inside = os.path.relpath(configuration.directory, root.directory).replace(os.sep, "/")
    if globs.Globs(_strings(root.tables, (EXCLUDE,))).match(f"{inside}/"):
        return []
    path = os.path.join(configuration.directory, "pyproject.toml")
    try:
        document = parse_document(configuration.path, inside, read_text(path))
    except UncheckableFileError:
        return []  # What reads the configuration reports it.
    found = [
        Finding(configuration.path, *document.place(TABLE + key), hook_id, message)
        for key, message in (
            *_silencing_keys(configuration, root),
            *_unselecting_keys(configuration, root, hook_id),
        )
        if not has_reason_beside(document, TABLE + key)
    ]
    for finding in found:
        finding.can_be_known = False
    return found


def _silencing_keys(
    configuration: Configuration, root: Configuration
) -> Iterator[tuple[Path, str]]:
    for key in DECIDED:
        here = _value(configuration.tables, key, DEFAULTS[key])
        there = _value(root.tables, key, DEFAULTS[key])
        is_same = here in {there, DEFAULTS[key]} or (
            key != ("unparsable",)
            and _file(configuration.directory, here) == _file(root.directory, there)
        )
        if not is_same:
            message = f"`{key[-1]}` is `{here}` here"
            yield key, message + UNLIKE_ROOT
    tables = (key for key, value in configuration.tables.items() if isinstance(value, dict))
    hooks = (key for key in tables if key != PER_FILE_IGNORES)
    excluding: list[Path] = [(EXCLUDE,), *((hook, EXCLUDE) for hook in hooks)]
    for excludes in excluding:
        patterns = _strings(configuration.tables, excludes)
        if patterns and _covers_everything(configuration.directory, patterns):
            what = "nothing is checked" if len(excludes) == 1 else f"{excludes[0]} checks nothing"
            message = (
                f"`exclude` leaves no Python file below it, so that {what} here:"
                " say why in a comment beside it, or exclude the directory in the root's table"
            )
            yield excludes, message


def _unselecting_keys(
    configuration: Configuration, root: Configuration, hook_id: str
) -> Iterator[tuple[Path, str]]:
    """Yield the keys by which hooks do not run, or only warn, that do at the root.

    A hook alone says so of itself only.
    """
    concerned = {ALL, hook_id}
    for key, what in ((IGNORE, "leaves out"), (WARN, "only warns of")):
        of_root = {*_strings(root.tables, (key,))}
        more = [each for each in _strings(configuration.tables, (key,)) if each not in of_root]
        is_concerned = hook_id == SUITE or not concerned.isdisjoint(more)
        if more and is_concerned and ALL not in of_root:
            yield (key,), f"`{key}` {what} {', '.join(more)} here{UNLIKE_ROOT}"
    here = _strings(configuration.tables, (SELECT,))
    of_root = {*(_strings(root.tables, (SELECT,)) or (ALL,))}
    if here and concerned.isdisjoint(here) and not of_root <= {*here}:
        yield (SELECT,), f"`{SELECT}` runs only {', '.join(here)} here{UNLIKE_ROOT}"
    by_glob = configuration.tables.get(PER_FILE_IGNORES)
    for glob, hooks in by_glob.items() if isinstance(by_glob, dict) else ():
        is_concerned = hook_id == SUITE or not concerned.isdisjoint(hooks)
        if is_concerned and _covers_everything(configuration.directory, (glob,)):
            left_out = ", ".join(map(str, hooks))
            message = f"`{glob}` matches every Python file, which leaves out {left_out} here"
            yield (PER_FILE_IGNORES, glob), message + UNLIKE_ROOT


def _covers_everything(directory: str, patterns: tuple[str, ...]) -> bool:
    """Return whether there are Python files below a directory, and patterns match all of them."""
    excluded = globs.Globs(patterns)
    has_any = False
    for parent, names, files in os.walk(directory):
        names[:] = sorted(name for name in names if name not in NOT_SOURCES)
        for file in files:
            if file.endswith(PYTHON_ENDINGS):
                path = os.path.relpath(os.path.join(parent, file), directory)
                if not excluded.match(path.replace(os.sep, "/")):
                    return False
                has_any = True
    return has_any


def untracked_baselines(paths: Iterable[str], hook_id: str) -> list[Finding]:
    """Return a finding for each baseline that git does not track.

    Args:
        paths: Absolute paths of the baselines that hide a finding, one for each of these.
        hook_id: The hook that reports.

    Raises:
        ConfigurationError: If git does not answer.
    """
    found = []
    for path, number in sorted(Counter(paths).items()):
        repository = Repository.around(os.path.dirname(path))
        if not repository.is_tracked(repository.relative(path)):
            message = (
                f"hides {counted(number, 'finding')} here, but git does not track it:"
                " commit it, so that everyone has the same"
            )
            finding = Finding(os.path.relpath(path), 1, 1, hook_id, message)
            finding.can_be_known = False
            found.append(finding)
    return found


def _file(directory: str, value: object) -> str:
    return os.path.normpath(os.path.join(directory, str(value)))


def _value(tables: Mapping[str, object], key: Path, default: object) -> object:
    value = value_at(tables, *map(str, key))
    return default if value is None else value


def _strings(tables: Mapping[str, object], key: Path) -> tuple[str, ...]:
    value = _value(tables, key, [])
    return tuple(map(str, value)) if isinstance(value, list) else ()
