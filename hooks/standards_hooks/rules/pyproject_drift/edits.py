"""The edits that fix a document, as data, and what they make of its content.

What an edit does to the text is another matter (`rewriting`); that both agree is verified before
anything is written (`fixing`).
"""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from standards_hooks.project.toml_notation import Path


class Edit:
    """One change of a document.

    Attributes:
        path: The key that it is about.
        value: What the key shall say; for a list, what it shall gain or lose.
        otherwise: What fixes as well where this edit cannot be made; None where nothing does.
    """

    __slots__ = ("otherwise", "path", "value")

    def __init__(self, path: Path, value: object = None, otherwise: Edit | None = None) -> None:
        """Take the key, the value and the way out."""
        self.path = path
        self.value = value
        self.otherwise = otherwise

    @property
    def identity(self) -> tuple[str, str]:
        """What two edits share that do the same to the same key."""
        return type(self).__name__, repr((self.path, self.value))

    @property
    def texts(self) -> tuple[str, ...]:
        """The value where it is texts to add or to take."""
        return tuple(map(str, self.value)) if isinstance(self.value, list | tuple) else ()


class Assign(Edit):
    """The key gets a value, whether it is there or not."""


class Delete(Edit):
    """The key goes."""


class Add(Edit):
    """The list gains texts at its end."""


class Take(Edit):
    """The list loses texts."""


class Append(Edit):
    """The array of tables gains a table at its end."""


def removal(path: Path, value: object) -> Delete:
    """Return what takes a key away; a list that holds comments of its own stays, empty.

    Args:
        path: The key.
        value: What it says.
    """
    is_list = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return Delete(path, otherwise=Take(path, value) if is_list else None)


def applied(content: Mapping[str, object], edits: Sequence[Edit]) -> dict[str, object]:
    """Return what a document shall say after some edits.

    Args:
        content: What it says, as `tomllib` gives it; it stays as it is.
        edits: The edits, in order.
    """
    import copy

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
