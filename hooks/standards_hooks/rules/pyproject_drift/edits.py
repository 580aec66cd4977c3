"""The edits that fix a document, as data, and the content that results.

None of them removes anything: what is there may be somebody's decision. `rewriting` applies them to
the text; `fixing` verifies that both agree before anything is written.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from standards_hooks.project.toml_notation import Path


@dataclass(eq=False)
class Edit:
    """One change of a document.

    Attributes:
        path: The key that it changes; an index as its last segment is an entry of a list.
        value: The new value of the key; for a list, what is added.
    """

    path: Path
    value: object = None

    @property
    def identity(self) -> tuple[str, str]:
        """What edits share that make the same change to the same key."""
        return type(self).__name__, repr((self.path, self.value))

    @property
    def texts(self) -> tuple[str, ...]:
        """The value, if it is strings to add."""
        return tuple(map(str, self.value)) if isinstance(self.value, list | tuple) else ()


class Assign(Edit):
    """Sets a key, present or not, or an entry of a list."""


class Add(Edit):
    """Adds strings to the end of a list."""


class Append(Edit):
    """Adds a table to the end of an array of tables."""


def merged(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits of which no two set the same key, or add the same string or table.

    Args:
        edits: The edits, in order: the last value of a key counts.
    """
    found: dict[tuple[object, ...], Edit] = {}
    for edit in edits:
        key: tuple[object, ...] = edit.path
        before = found.get(key)
        if isinstance(edit, Append):
            key = edit.identity
        elif isinstance(edit, Add) and before is not None:
            texts = tuple(dict.fromkeys((*before.texts, *edit.texts)))
            found[key] = type(before)(edit.path, texts)
            continue
        found[key] = edit
    return list(found.values())


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
    value = list(edit.value) if isinstance(edit.value, tuple) else edit.value
    if isinstance(holder, dict) and isinstance(name, str):
        CHANGES[type(edit)](holder, name, value)
    elif isinstance(holder, list) and isinstance(name, int):
        holder[name] = value


def _assign(table: dict[str, object], name: str, value: object) -> None:
    table[name] = value


def _add(table: dict[str, object], name: str, value: object) -> None:
    there = table.get(name)
    added = value if isinstance(value, list) else []
    if isinstance(there, str):
        table[name] = ", ".join((there, *added))
    elif isinstance(there, list):
        there.extend(added)


def _append(table: dict[str, object], name: str, value: object) -> None:
    there = table.setdefault(name, [])
    if isinstance(there, list):
        there.append(value)


CHANGES: dict[type[Edit], Callable[[dict[str, object], str, object], None]] = {
    Assign: _assign,
    Add: _add,
    Append: _append,
}
