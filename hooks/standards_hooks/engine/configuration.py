"""`[tool.standards-hooks]`: which table is in force for a file, and its values.

The nearest `pyproject.toml` with such a table, from the file up to the repository's root, is the
only one in force, unless it inherits from another by `extend`. A `pyproject.toml` without the bytes
`standards-hooks` is never parsed.
"""

from __future__ import annotations

import os

from standards_hooks.core.errors import ConfigurationError, UncheckableFileError
from standards_hooks.core.options import MAX_SIZE, Option, Options
from standards_hooks.core.wording import hint_at_nearest
from standards_hooks.engine import selection
from standards_hooks.syntax.reading import read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standards_hooks.core.options import Value
    from standards_hooks.engine.hook import Hook

    type Table = Mapping[str, object]


FILE_NAME = "pyproject.toml"
TOOL = "standards-hooks"
TABLE = f"tool.{TOOL}"
MARK = TOOL.encode()
LARGEST = 16 * 1024 * 1024
"""Bytes of a `pyproject.toml` that are read."""
LONGEST_CHAIN = 20
"""Tables that may extend one another."""
EXCLUDE = Option("exclude", (), "globs of files not to check")
BASELINE = Option(
    "baseline", ".standards-baseline.toml", "file of the recorded findings of old code"
)
COMMON_OPTIONS = (
    EXCLUDE,
    Option("max-size", MAX_SIZE, "largest file to check, in bytes"),
    Option(
        "unparsable",
        "report",
        "what to do with a file that cannot be parsed as Python",
        choices=("report", "skip"),
    ),
    BASELINE,
    *selection.OPTIONS,
)
"""The options of the whole suite: on every command line, and in `[tool.standards-hooks]`."""


class Configuration:
    """One `[tool.standards-hooks]` table with its `extend` chain merged, or the defaults.

    Attributes:
        path: The `pyproject.toml` that holds the table; empty for the defaults.
        directory: Absolute directory of that file, or else the working directory.
        tables: The values: common keys, and a table for each hook id.
    """

    __slots__ = ("_options", "directory", "path", "tables")

    def __init__(self, path: str, directory: str, tables: Table) -> None:
        """Take a parsed table."""
        self.path = path
        self.directory = directory
        self.tables = tables
        self._options: dict[str, Options] = {}

    def common(self, overrides: Mapping[str, Value]) -> Options:
        """Return the options of the whole suite.

        Args:
            overrides: Values from the command line, by the option's name.

        Raises:
            ConfigurationError: If the table holds an unknown key or a wrong type.
        """
        given = selection.with_selection(overrides)
        return self._section("", COMMON_OPTIONS, self.tables, given)

    def options_of(self, hook: Hook, overrides: Mapping[str, Value]) -> Options:
        """Return the options of one hook, including its own `exclude`.

        Args:
            hook: The hook.
            overrides: Values from the command line, by the option's name.

        Raises:
            ConfigurationError: If the hook's table holds an unknown key or a wrong type.
        """
        table = self.tables.get(hook.id, {})
        if not isinstance(table, dict):
            raise ConfigurationError(self.path, f"`{TABLE}.{hook.id}` must be a table")
        return self._section(hook.id, (*hook.options, EXCLUDE), table, overrides)

    def check_keys(self, hook_ids: Iterable[str]) -> None:
        """Check that every key of the table is a common option or a hook, and what it selects.

        Args:
            hook_ids: The ids of all hooks.

        Raises:
            ConfigurationError: If one is neither, or selects an unknown hook.
        """
        known = {option.name for option in COMMON_OPTIONS} | set(hook_ids)
        for key in self.tables:
            if key not in known:
                raise ConfigurationError(self.path, _unknown_key(TABLE, key, known))
        selected = {
            option.name: self._value(f"{TABLE}.{option.name}", option, self.tables[option.name])
            for option in selection.OPTIONS
            if option.name in self.tables
        }
        selection.check_selection(selected, hook_ids, self.path, f"{TABLE}.")

    def check_baseline(self) -> None:
        """Check that the baseline which the table names is in the repository.

        `standards baseline` writes to the file, and whoever proposes a branch writes the table; a
        file elsewhere is named on the command line. Where there is no git, the directory of the
        table is the boundary.

        Raises:
            ConfigurationError: If it is outside, or behind a link that leads outside.
        """
        name = self.tables.get("baseline")
        if not isinstance(name, str):
            return
        from standards_hooks.core.boundary import root_around

        root = os.path.realpath(root_around(self.directory) or self.directory)
        parent, file = os.path.split(os.path.normpath(os.path.join(self.directory, name)))
        try:
            place = os.path.join(os.path.realpath(parent), file)
        except ValueError as error:
            raise ConfigurationError(self.path, f"`{TABLE}.baseline`: {error}") from error
        is_inside = place == root or place.startswith(root.rstrip(os.sep) + os.sep)
        if not is_inside:
            reason = (
                f"`{TABLE}.baseline` names a file outside of the repository;"
                " only the command line can: `--baseline FILE`"
            )
            raise ConfigurationError(self.path, reason)

    def check_named_baseline(self, common: Options) -> None:
        """Check that a baseline which the table or the command line names exists.

        Args:
            common: The options of the whole suite.

        Raises:
            ConfigurationError: If it does not: a mistyped name would report all that is known.
        """
        name = common.choice(BASELINE.name)
        if name == BASELINE.default or os.path.lexists(os.path.join(self.directory, name)):
            return
        is_of_table = self.tables.get(BASELINE.name) == name
        where = f"`{TABLE}.baseline`" if is_of_table else "`--baseline`"
        reason = (
            f"{where} names `{name}`, which does not exist: `standards baseline write` makes it"
        )
        raise ConfigurationError(self.path if is_of_table else "command line", reason)

    def _section(
        self,
        name: str,
        declared: tuple[Option, ...],
        table: Table,
        overrides: Mapping[str, Value],
    ) -> Options:
        options = self._options.get(name)
        if options is None:
            where = f"{TABLE}.{name}" if name else TABLE
            known = {option.name: option for option in declared}
            values = {option.name: option.default for option in declared}
            for key, value in table.items():
                if key in known:
                    values[key] = self._value(f"{where}.{key}", known[key], value)
                elif name:
                    raise ConfigurationError(self.path, _unknown_key(where, key, known))
            values |= {key: value for key, value in overrides.items() if key in known}
            options = self._options[name] = Options(values, self.directory)
        return options

    def _value(self, key: str, option: Option, value: object) -> Value:
        """Check one value of the table against the declaration of its option."""
        problem = ""
        if option.is_keyed:
            return self._keyed_items(key, value)
        if isinstance(option.default, tuple):
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                problem = _not_among(value, option.choices)
                value = tuple(value)
            else:
                problem = "must be a list of strings"
        elif isinstance(option.default, bool):
            problem = "" if isinstance(value, bool) else "must be true or false"
        elif isinstance(option.default, int):
            is_number = isinstance(value, int) and not isinstance(value, bool) and value >= 0
            problem = "" if is_number else "must be a number, 0 or more"
        elif isinstance(option.default, str):
            problem = (
                _not_among([value], option.choices)
                if isinstance(value, str)
                else "must be a string"
            )
        elif isinstance(value, dict):
            value = _flattened(value)
            if not all(isinstance(item, str) for item in value.values()):
                problem = "must be a table of strings"
        else:
            problem = "must be a table of strings"
        if problem:
            raise ConfigurationError(self.path, f"`{key}` {problem}")
        return value  # type: ignore[return-value]

    def _keyed_items(self, key: str, table: object) -> tuple[str, ...]:
        """Return a table of lists as the items of a keyed option."""
        items = []
        lists = table.items() if isinstance(table, dict) else [("", None)]
        for name, values in lists:
            if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
                raise ConfigurationError(self.path, f"`{key}` must be a table of lists of strings")
            items += [f"{name}{selection.KEY_END}{each}" for each in values]
        return tuple(items)


def _flattened(table: Mapping[str, object]) -> dict[str, object]:
    """Return a flat table of strings with dotted keys, because `a.b = "x"` makes nested ones.

    A quoted key, `"a.b" = "x"`, means the same.
    """
    flat: dict[str, object] = {}
    pending = list(table.items())
    while pending:
        key, value = pending.pop()
        if isinstance(value, dict):
            pending += [(f"{key}.{_segment(inner)}", each) for inner, each in value.items()]
        else:
            flat[key] = value
    return flat


def _segment(key: str) -> str:
    """Return one part of a dotted key, quoted unless it is a bare key of TOML."""
    bare = key.replace("-", "").replace("_", "")
    if bare.isascii() and bare.isalnum():
        return key
    escaped = key.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _not_among(values: list[str], choices: tuple[str, ...]) -> str:
    wrong = [value for value in values if choices and value not in choices]
    if not wrong:
        return ""
    return f"must be {' or '.join(f'`{choice}`' for choice in choices)}, not `{wrong[0]}`"


def _unknown_key(where: str, key: str, known: Iterable[str]) -> str:
    return f"unknown option `{where}.{key}`{hint_at_nearest(key, known)}"


class Configurations:
    """Finds the configuration in force for each directory; each is read once."""

    def __init__(self, hook_ids: Iterable[str]) -> None:
        """Take the ids of all hooks, against which the keys are checked."""
        self._hook_ids = tuple(hook_ids)
        self._none = Configuration("", os.getcwd(), {})
        self._of_directory: dict[str, Configuration | ConfigurationError] = {}

    def of(self, path: str) -> Configuration:
        """Return the configuration for a file.

        Args:
            path: The file, relative to the working directory or absolute.

        Returns:
            The nearest configuration, or the defaults.

        Raises:
            ConfigurationError: If the nearest one is wrong.
        """
        found = self._in(os.path.dirname(os.path.abspath(path)))
        if isinstance(found, ConfigurationError):
            raise found
        return found

    def met(self) -> list[Configuration]:
        """Return the configurations of all files so far, each once."""
        found = {
            id(each): each
            for each in self._of_directory.values()
            if isinstance(each, Configuration)
        }
        return list(found.values())

    def _in(self, directory: str) -> Configuration | ConfigurationError:
        pending = []
        while directory not in self._of_directory:
            pending.append(directory)
            try:
                found = self._read(directory)
            except ConfigurationError as error:
                self._of_directory[directory] = error
                break
            parent = os.path.dirname(directory)
            if found is not None:
                self._of_directory[directory] = found
            elif parent == directory or os.path.exists(os.path.join(directory, ".git")):
                self._of_directory[directory] = self._none
            else:
                directory = parent
        answer = self._of_directory[directory]
        self._of_directory.update(dict.fromkeys(pending, answer))
        return answer

    def _read(self, directory: str) -> Configuration | None:
        path = os.path.join(directory, FILE_NAME)
        tables = _read_tables(path, [])
        if tables is None:
            return None
        configuration = Configuration(os.path.relpath(path), directory, tables)
        configuration.check_keys(self._hook_ids)
        configuration.check_baseline()
        return configuration


def _read_tables(path: str, chain: list[str]) -> Table | None:
    """Read `[tool.standards-hooks]` with what it extends; None if the file has no such table."""
    if not os.path.isfile(path):
        # A directory holds nothing to read, and a FIFO would block.
        return None
    shown = os.path.relpath(path)
    try:
        content = read_source(path, LARGEST)
    except UncheckableFileError as error:
        raise ConfigurationError(shown, error.reason) from error
    if MARK not in content:
        return None
    tool = _parse(shown, content).get("tool", {})
    tables = tool.get(TOOL) if isinstance(tool, dict) else None
    if tables is None:
        return None
    if not isinstance(tables, dict):
        raise ConfigurationError(shown, f"`{TABLE}` must be a table")
    own = dict(tables)
    extended = own.pop("extend", None)
    if extended is None:
        return own
    return _merge(_read_extended(path, extended, [*chain, path]), own)


def _read_extended(path: str, extended: object, chain: list[str]) -> Table:
    """Read the table that another extends.

    As with Ruff's `extend`, the file may lie outside of the repository: an organisation keeps one
    beside its repositories. It is only read, and only if it is a regular file.
    """
    shown = os.path.relpath(path)
    if not isinstance(extended, str):
        raise ConfigurationError(shown, f"`{TABLE}.extend` must be a string")
    target = os.path.normpath(os.path.join(os.path.dirname(path), extended))
    if target in chain:
        raise ConfigurationError(shown, f"`{TABLE}.extend` is circular")
    if len(chain) == LONGEST_CHAIN:
        reason = f"`{TABLE}.extend` goes through more than {LONGEST_CHAIN} files"
        raise ConfigurationError(os.path.relpath(chain[0]), reason)
    tables = _read_tables(target, chain)
    if tables is None:
        raise ConfigurationError(shown, f"`{TABLE}.extend`: `{extended}` has no `[{TABLE}]`")
    return tables


def _merge(base: Table, own: Table) -> Table:
    """Merge a table into the one that it extends; the tables of hooks are merged key by key."""
    merged = dict(base)
    for key, value in own.items():
        inherited = merged.get(key)
        if isinstance(value, dict) and isinstance(inherited, dict):
            merged[key] = {**inherited, **value}
        else:
            merged[key] = value
    return merged


def _parse(shown: str, content: bytes) -> dict[str, object]:
    from standards_hooks.core.toml import parse_toml

    try:
        return parse_toml(content.decode())
    except UnicodeDecodeError as error:
        raise ConfigurationError(shown, "is not UTF-8") from error
    except ValueError as error:
        raise ConfigurationError(shown, f"is not valid TOML: {error}") from error
    except RecursionError as error:
        raise ConfigurationError(shown, "is nested too deeply") from error
