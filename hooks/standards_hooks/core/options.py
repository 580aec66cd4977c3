"""The options of hooks: what is declared, and the values in force for a file."""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    type Value = bool | int | str | tuple[str, ...] | Mapping[str, str]


MAX_SIZE = 1_048_576
"""Largest file to read without configuration, in bytes."""
GENERATED = ("_pb2.py", "_pb2_grpc.py", "_pb2.pyi", "_pb2_grpc.pyi")
"""How the names of files end that protobuf generates; nobody edits them by hand.

A directory may have such a name, too, and what is in it is written by hand.
"""


class Option:
    """One option of a hook, declared once for the command line and for `pyproject.toml`.

    Attributes:
        name: Name in kebab-case: `--extend-words` and `extend-words = [...]`.
        default: Value without configuration; its type is the option's type (bool: a flag,
            int: a number, str: one of `choices`, or a path where there are none, tuple: a list
            of strings, dict: a table of strings, which only `pyproject.toml` can hold).
        help: One line for `--help` and the documentation.
        choices: The values allowed for a string, or for the members of a list.
        strictest: The value under which the hook finds most; None for an option that neither widens
            nor narrows the rule. A suppression that suppresses nothing even then is unused.
        is_keyed: Whether the items of a list are `key:item`, which `pyproject.toml` holds as a
            table of lists.
    """

    __slots__ = ("choices", "default", "help", "is_keyed", "name", "strictest")

    def __init__(
        self,
        name: str,
        default: Value,
        help: str,  # noqa: A002 - argparse's own word for it
        *,
        choices: tuple[str, ...] = (),
        strictest: Value | None = None,
        is_keyed: bool = False,
    ) -> None:
        """Take the declaration."""
        self.name = name
        self.default = default
        self.help = help
        self.choices = choices
        self.strictest = strictest
        self.is_keyed = is_keyed


class Options:
    """The values of one hook's options for the files under one configuration.

    Attributes:
        directory: Absolute directory that relative paths among the values are relative to.
    """

    __slots__ = ("_values", "directory")

    def __init__(self, values: Mapping[str, Value], directory: str = "") -> None:
        """Take the values by the option's name."""
        self._values = values
        self.directory = directory

    def flag(self, name: str) -> bool:
        """Return the value of the flag `name`."""
        return self._values[name] is True

    def number(self, name: str) -> int:
        """Return the value of the number `name`."""
        value = self._values[name]
        return value if isinstance(value, int) else 0

    def choice(self, name: str) -> str:
        """Return the value of the option `name` that is one string."""
        value = self._values[name]
        return value if isinstance(value, str) else ""

    def strings(self, name: str) -> tuple[str, ...]:
        """Return the value of the option `name` that is a list of strings."""
        value = self._values[name]
        return value if isinstance(value, tuple) else ()

    def table(self, name: str) -> Mapping[str, str]:
        """Return the value of the option `name` that is a table of strings."""
        value = self._values[name]
        return {} if isinstance(value, bool | int | str | tuple) else value

    def at_strictest(self, declared: Iterable[Option]) -> Options:
        """Return the same options with every value that widens the rule."""
        strictest = {
            option.name: option.strictest for option in declared if option.strictest is not None
        }
        return Options({**self._values, **strictest}, self.directory)

    def waiving(self, keys: Iterable[str]) -> Options:
        """Return the same options with further keys in `waivers`."""
        waivers = {**dict.fromkeys(keys, "known"), **self.table("waivers")}
        return Options({**self._values, "waivers": waivers}, self.directory)

    def excluding(self, patterns: tuple[str, ...]) -> Options:
        """Return the same options with further globs in `exclude`."""
        exclude = (*self.strings("exclude"), *patterns)
        return Options({**self._values, "exclude": exclude}, self.directory)
