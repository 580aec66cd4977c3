"""Which hooks check which files, and whose findings only warn.

`select`, `ignore` and `per-file-ignores` mean what they mean for Ruff, with the ids of hooks in
place of the codes of rules; `warn` is the suite's own. `ALL` stands for every hook. What belongs to
no single hook, such as a file that cannot be parsed, cannot be selected, ignored or made a warning.
"""

from __future__ import annotations

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.core.finding import SUITE
from standards_hooks.core.options import Option
from standards_hooks.core.wording import hint_at_nearest
from standards_hooks.project.globs import Globs


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standards_hooks.core.options import Options, Value


ALL = "ALL"
SELECT = "select"
IGNORE = "ignore"
PER_FILE_IGNORES = "per-file-ignores"
WARN = "warn"
KEY_END = ":"
OPTIONS = (
    Option(SELECT, (ALL,), "hooks to run"),
    Option(IGNORE, (), "hooks not to run"),
    Option(
        PER_FILE_IGNORES,
        (),
        "hooks not to run on the files of a glob, as `GLOB:HOOK`",
        is_keyed=True,
    ),
    Option(WARN, (), "hooks whose findings are reported without failing"),
)


class Selection:
    """The hooks that are selected in one directory, and those whose findings only warn there."""

    __slots__ = ("_by_glob", "_ignored", "_selected", "_warning")

    def __init__(self, common: Options) -> None:
        """Take the options of the whole suite."""
        self._selected = frozenset(common.strings(SELECT))
        self._ignored = frozenset(common.strings(IGNORE))
        self._warning = frozenset(common.strings(WARN))
        self._by_glob = [
            (Globs([glob]), frozenset(hooks))
            for glob, hooks in by_key(common.strings(PER_FILE_IGNORES)).items()
        ]

    def has(self, hook_id: str) -> bool:
        """Return whether a hook is to run at all."""
        return _names(self._selected, hook_id) and not _names(self._ignored, hook_id)

    def ignores(self, hook_id: str, path: str) -> bool:
        """Return whether a hook is not to run on a file.

        Args:
            hook_id: The hook.
            path: The file, from the directory of the configuration on, with forward slashes.
        """
        return any(_names(hooks, hook_id) and globs.match(path) for globs, hooks in self._by_glob)

    @property
    def is_by_file(self) -> bool:
        """Whether the files of some glob are exempt from some hook."""
        return bool(self._by_glob)

    def is_warning(self, hook_id: str) -> bool:
        """Return whether a finding of a hook leaves the exit code as it is."""
        return _names(self._warning, hook_id)


def _names(hook_ids: frozenset[str], hook_id: str) -> bool:
    return hook_id in hook_ids or (ALL in hook_ids and hook_id != SUITE)


def by_key(items: Iterable[str]) -> dict[str, list[str]]:
    """Return the lists of a keyed option, such as `GLOB:HOOK`, by their key."""
    lists: dict[str, list[str]] = {}
    for item in items:
        key, _, value = item.rpartition(KEY_END)
        lists.setdefault(key, []).append(value)
    return lists


def with_selection(overrides: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the options of a command line with what its `--select` implies.

    As with Ruff, a hook that the command line selects runs although the table ignores it.
    """
    return {IGNORE: (), **overrides} if SELECT in overrides else overrides


def check_selection(
    values: Mapping[str, object], hook_ids: Iterable[str], shown: str, prefix: str
) -> None:
    """Check that the options of selection name hooks.

    Args:
        values: Options of the suite, by name, as lists of strings.
        hook_ids: The ids of all hooks.
        shown: The file or program that the message names.
        prefix: What stands before the name of an option there.

    Raises:
        ConfigurationError: If one names an unknown hook.
    """
    known = {ALL, *hook_ids}
    for option in OPTIONS:
        items = values.get(option.name, ())
        if not isinstance(items, tuple):
            continue
        for item in items:
            key, _, name = item.rpartition(KEY_END) if option.is_keyed else (item, "", item)
            if not key:
                reason = f"`{prefix}{option.name}`: write `GLOB:HOOK`, not `{item}`"
                raise ConfigurationError(shown, reason)
            if name not in known:
                reason = f"`{prefix}{option.name}` names an unknown hook `{name}`"
                raise ConfigurationError(shown, reason + hint_at_nearest(name, known))
