"""The edits that fix a document, as data, and the content that results.

`rewriting` applies them to the text; `fixing` verifies that both agree before anything is written.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from standards_hooks.project.toml_notation import Path


@dataclass(eq=False)
class Edit:
    """One change of a document.

    Attributes:
        path: The key that it changes.
        value: The new value of the key; for a list, what is added or removed.
        otherwise: The edit to make where this one cannot be made; None for no other.
    """

    path: Path
    value: object = None
    otherwise: Edit | None = None

    @property
    def identity(self) -> tuple[str, str]:
        """What edits share that make the same change to the same key."""
        return type(self).__name__, repr((self.path, self.value))

    @property
    def texts(self) -> tuple[str, ...]:
        """The value, if it is strings to add or to remove."""
        return tuple(map(str, self.value)) if isinstance(self.value, list | tuple) else ()


class Assign(Edit):
    """Sets a key, present or not."""


class Delete(Edit):
    """Removes a key."""


class Add(Edit):
    """Adds strings to the end of a list."""


class Take(Edit):
    """Removes strings from a list."""


class Append(Edit):
    """Adds a table to the end of an array of tables."""


def removal(path: Path, value: object) -> Delete:
    """Return the edit that removes a key; a list with comments of its own stays, empty.

    Args:
        path: The key.
        value: Its value.
    """
    is_list = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return Delete(path, otherwise=Take(path, value) if is_list else None)


def applied(content: Mapping[str, object], edits: Sequence[Edit]) -> dict[str, object]:
    """Return the content that a document must have after edits.

    Args:
        content: Its content, as `tomllib` returns it; it is not changed.
        edits: The edits, in order.
    """
    tables = copy.deepcopy(dict(content))
    for edit in edits:
        _apply(tables, edit)
    return tables


def _apply(tables: dict[str, object], edit: Edit) -> None:
    holder: object = tables
    for segment in edit.path[:-1]:
        if isinstance(holder, dict):
            holder = holder.setdefault(segment, {})
        elif isinstance(holder, list) and isinstance(segment, int):
            holder = holder[segment]
    name = edit.path[-1]
    if isinstance(holder, dict) and isinstance(name, str):
        CHANGES[type(edit)](holder, name, edit)


def _assign(table: dict[str, object], name: str, edit: Edit) -> None:
    table[name] = list(edit.value) if isinstance(edit.value, tuple) else edit.value


def _delete(table: dict[str, object], name: str, _: Edit) -> None:
    table.pop(name, None)


def _add(table: dict[str, object], name: str, edit: Edit) -> None:
    value = table.get(name)
    if isinstance(value, str):
        table[name] = ", ".join((value, *edit.texts))
    elif isinstance(value, list):
        value.extend(edit.texts)


def _take(table: dict[str, object], name: str, edit: Edit) -> None:
    value = table.get(name)
    if isinstance(value, list):
        table[name] = [each for each in value if each not in edit.texts]


def _append(table: dict[str, object], name: str, edit: Edit) -> None:
    value = table.setdefault(name, [])
    if isinstance(value, list):
        value.append(edit.value)


CHANGES: dict[type[Edit], Callable[[dict[str, object], str, Edit], None]] = {
    Assign: _assign,
    Delete: _delete,
    Add: _add,
    Take: _take,
    Append: _append,
}
