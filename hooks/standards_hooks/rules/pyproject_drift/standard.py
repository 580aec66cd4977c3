"""The standard's required configuration, read from `standard.toml`."""

from __future__ import annotations

import os
import tomllib

from standards_hooks.project.document import MISSING


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


FILE_NAME = "standard.toml"
KINDS = (
    "equal",
    "one-of",
    "absent",
    "present",
    "at-least",
    "contains",
    "requires",
    "releases-at-least",
    "development-tools",
    "selects",
    "ignores-at-most",
    "file-ignores-at-most",
    "holds-own-roots",
    "holds-own-packages",
)
"""The comparisons; `standard.toml` says what each means."""
WITHOUT_PROPOSAL = (
    "absent",
    "present",
    "releases-at-least",
    "holds-own-roots",
    "holds-own-packages",
)
"""The comparisons whose value is not one to write."""


class Requirement:
    """One key that the standard requires or limits.

    Attributes:
        table: Path of its table.
        name: Its name in the table.
        kind: The comparison, one of `KINDS`.
        value: What it is compared with.
        clause: The clause of the standard.
        default: The tool's default, if it meets the requirement; else `MISSING`.
    """

    def __init__(
        self, table: tuple[str, ...], name: str, entry: Mapping[str, object], clause: str
    ) -> None:
        """Read an entry of `standard.toml`.

        Args:
            table: Path of the table that the key is in.
            name: Name of the key in it.
            entry: The entry: a comparison and its value, and further keys.
            clause: The clause of the standard, for an entry without its own.

        Raises:
            ValueError: If it has no comparison.
        """
        self.table = table
        self.name = name
        self.kind: str = next((kind for kind in KINDS if kind in entry), "")
        if not self.kind:
            message = f"{name} has no comparison"
            raise ValueError(message)
        self.value: object = entry[self.kind]
        self.clause = str(entry.get("clause", clause))
        self.default: object = entry.get("default", MISSING)
        self._extras = entry

    @property
    def key(self) -> tuple[str, ...]:
        """The path of the key."""
        return (*self.table, self.name)

    @property
    def texts(self) -> tuple[str, ...]:
        """The value as strings; for a table, its keys."""
        value = self.value
        return tuple(map(str, value)) if isinstance(value, list | dict) else ()

    @property
    def texts_by_pattern(self) -> dict[str, tuple[str, ...]]:
        """The value as lists of strings by pattern; empty where it is not a table."""
        table = self.value if isinstance(self.value, dict) else {}
        return {pattern: tuple(map(str, texts)) for pattern, texts in table.items()}

    def word(self, name: str) -> str:
        """Return one of the strings beside the comparison; empty where it is absent."""
        value = self._extras.get(name, "")
        return value if isinstance(value, str) else ""

    @property
    def proposal(self) -> object:
        """What to write; `MISSING` where no value fits every project."""
        if self.kind in WITHOUT_PROPOSAL:
            return self._extras.get("write", MISSING)
        return self._extras.get("write", self.value)

    @property
    def is_limit(self) -> bool:
        """Whether the standard does not require the key, and only limits its value."""
        return self._extras.get("is-limit") is True

    @property
    def added_by(self) -> tuple[tuple[str, ...], ...]:
        """The paths of the keys whose lists the tool adds to this one's."""
        names = self._extras.get("added-by", [])
        return tuple((*self.table, str(name)) for name in names) if isinstance(names, list) else ()

    @property
    def is_one_text(self) -> bool:
        """Whether the list may also be one string with commas."""
        return self._extras.get("is-one-text") is True


class RequiredTable:
    """One table that the standard requires.

    Attributes:
        path: Its path.
        clause: The clause of the standard.
        is_of_projects: Whether only a `pyproject.toml` with a `[project]` needs it.
        requirements: Its keys.
    """

    def __init__(self, entry: Mapping[str, object]) -> None:
        """Read an entry of `standard.toml`."""
        self.path = tuple(str(entry["name"]).split("."))
        self.clause = str(entry["clause"])
        self.is_of_projects = entry.get("of-projects") is True
        keys = entry["keys"]
        self.requirements = tuple(
            Requirement(self.path, name, comparison, self.clause)
            for name, comparison in (keys.items() if isinstance(keys, dict) else ())
        )


class Standard:
    """The required configuration.

    Attributes:
        tables: The required tables, an outer one before those inside it.
        allowances: What mypy's overrides may set for each pattern of modules.
    """

    def __init__(self, content: Mapping[str, object]) -> None:
        """Read the content of `standard.toml`."""
        self.tables = tuple(map(RequiredTable, _entries(content, "table")))
        self.allowances: dict[str, dict[str, object]] = {
            str(entry["module"]): {key: value for key, value in entry.items() if key != "module"}
            for entry in _entries(content, "allowance")
        }

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """All required keys, in the order of the file."""
        return tuple(each for table in self.tables for each in table.requirements)


def built_in() -> dict[str, object]:
    """Return the content of the `standard.toml` that comes with the hooks."""
    with open(os.path.join(os.path.dirname(__file__), FILE_NAME), "rb") as stream:
        return tomllib.load(stream)


def load_standard() -> Standard:
    """Read the standard that comes with the hooks."""
    return Standard(built_in())


def _entries(content: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    entries = content.get(name, [])
    return entries if isinstance(entries, list) else []
