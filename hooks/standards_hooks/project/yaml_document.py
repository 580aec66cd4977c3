"""YAML as nodes with places: read, never constructed, so that every scalar keeps its text.

`3.10` stays what it is, and is not the number 3.1; tags of anybody's own are no trouble.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from standards_hooks.core.errors import NESTED_TOO_DEEPLY, UncheckableFileError


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    type Place = tuple[int, int]


YAML_ENDINGS = (".yml", ".yaml")
MERGE = "<<"
DEEP = 16
"""Keys around a key that are reported; no checked kind of file nests its keys deeper."""
MANY = 50_000
"""Nodes from which on each is seen once, so that no file of aliases takes forever."""


@dataclass(eq=False)
class Pair:
    """A key with its value.

    Attributes:
        around: The keys around it, from the outermost on; items of lists add none.
        key: The key.
        value: The node of its value.
    """

    around: tuple[str, ...]
    key: str
    value: yaml.Node


def documents_in(text: str) -> list[yaml.Node]:
    """Return the top nodes of the documents in a text; empty documents have none.

    Args:
        text: The text of a YAML file.

    Raises:
        UncheckableFileError: If the text is not valid YAML.
    """
    try:
        return [node for node in yaml.compose_all(text, Loader=yaml.SafeLoader) if node is not None]
    except RecursionError as error:
        raise UncheckableFileError(NESTED_TOO_DEEPLY) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = f"is not valid YAML: {error.problem}"
        raise UncheckableFileError(reason, *place) from error
    except yaml.YAMLError as error:
        reason = f"is not valid YAML: {str(error).splitlines()[0]}"
        raise UncheckableFileError(reason) from error


def place_of(node: yaml.Node) -> Place:
    """Return line and column of a node, counted from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def pairs_of(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the keys of a mapping with their values; nothing for any other node."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key.value, value


def value_at(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Return the value of a key of a mapping; None where there is none."""
    return next((value for name, value in pairs_of(node) if name == key), None)


def items_of(node: yaml.Node | None) -> list[yaml.Node]:
    """Return the items of a sequence; none of any other node."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def text_of(node: yaml.Node | None) -> str:
    """Return the text of a scalar; nothing of any other node."""
    return node.value if isinstance(node, yaml.ScalarNode) else ""


def texts_in(node: yaml.Node) -> Iterator[tuple[str, Place]]:
    """Yield the text of a scalar, or the texts of a list's items, with their places."""
    for item in items_of(node) or [node]:
        if isinstance(item, yaml.ScalarNode):
            yield item.value, place_of(item)


def scalars_in(node: yaml.Node) -> Iterator[tuple[str, str, Place]]:
    """Yield the keys of a mapping whose value is a scalar, with its text and place."""
    for key, value in pairs_of(node):
        if isinstance(value, yaml.ScalarNode):
            yield key, value.value, place_of(value)


def pairs_in(text: str) -> list[Pair]:
    """Return every key of a file of YAML with its value, at any depth.

    What an alias repeats is seen once below the same two outermost keys, so that aliases of
    aliases do not multiply; what `<<` merges counts as written there. A key that stands twice is
    read twice.

    Args:
        text: The text of the file; of several documents all are read.

    Raises:
        UncheckableFileError: If the text is not valid YAML.
    """
    pairs: list[Pair] = []
    seen: set[tuple[int, tuple[str, ...]]] = set()
    pending: list[tuple[tuple[str, ...], yaml.Node]] = [((), node) for node in documents_in(text)]
    while pending:
        around, node = pending.pop()
        visit = (id(node), around[:2] if len(seen) < MANY else ())
        if visit in seen or isinstance(node, yaml.ScalarNode):
            continue
        seen.add(visit)
        pending += [(around, item) for item in items_of(node)]
        for key, value in pairs_of(node):
            pairs.append(Pair(around, key, value))
            is_deeper = key != MERGE and len(around) < DEEP
            pending.append(((*around, key) if is_deeper else around, value))
    return pairs
