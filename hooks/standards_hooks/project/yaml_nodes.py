"""YAML as nodes: read, never constructed, so that every scalar keeps its text.

`3.10` stays what it is, and is not the number 3.1; tags of anybody's own are no trouble.
"""

from __future__ import annotations

from standards_hooks.core.errors import NESTED_TOO_DEEPLY, UncheckableFileError


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

    type Place = tuple[int, int]


YAML_ENDINGS = (".yml", ".yaml")
MERGE = "<<"
DEEP = 16
"""Keys around a key that are reported; no checked kind of file nests its keys deeper."""
MANY = 50_000
"""Nodes from which on each is seen once, so that no file of aliases takes forever."""


class Pair:
    """A key with its value.

    Attributes:
        around: The keys around it, from the outermost on; items of lists add none.
        key: The key.
        value: The node of its value.
    """

    __slots__ = ("around", "key", "value")

    def __init__(self, around: tuple[str, ...], key: str, value: yaml.Node) -> None:
        """Take the pair as the class describes it."""
        self.around = around
        self.key = key
        self.value = value


def pairs_in(text: str) -> list[Pair]:
    """Return every key of a file of YAML with its value, at any depth.

    What an alias repeats is seen once below the same two outermost keys, so that aliases of
    aliases do not multiply; what `<<` merges counts as written there. A key that stands twice is
    read twice.

    Args:
        text: The text of the file; of several documents all are read.

    Raises:
        UncheckableFileError: If the text is no YAML.
    """
    pairs: list[Pair] = []
    seen: set[tuple[int, tuple[str, ...]]] = set()
    pending: list[tuple[tuple[str, ...], yaml.Node]] = [((), node) for node in _documents(text)]
    while pending:
        around, node = pending.pop()
        visit = (id(node), around[:2] if len(seen) < MANY else ())
        if visit in seen or isinstance(node.value, str):
            continue
        seen.add(visit)
        for item in node.value:
            if not isinstance(item, tuple):
                pending.append((around, item))
                continue
            key, value = item
            if isinstance(key.value, str):
                pairs.append(Pair(around, key.value, value))
                is_deeper = key.value != MERGE and len(around) < DEEP
                inner = (*around, key.value) if is_deeper else around
                pending.append((inner, value))
    return pairs


def texts_in(node: yaml.Node) -> Iterator[tuple[str, Place]]:
    """Yield the text of a node, or the texts of a list's items, with their places."""
    items = [node] if isinstance(node.value, str) else node.value
    for item in items:
        if not isinstance(item, tuple) and isinstance(item.value, str):
            yield item.value, place_of(item)


def scalars_in(node: yaml.Node) -> Iterator[tuple[str, str, Place]]:
    """Yield the keys of a mapping whose value is a text, with the text and its place."""
    for item in node.value:
        if isinstance(item, tuple) and isinstance(item[0].value, str):
            key, value = item
            if isinstance(value.value, str):
                yield key.value, value.value, place_of(value)


def place_of(node: yaml.Node) -> Place:
    """Return line and column of a node, counted from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def _documents(text: str) -> list[yaml.Node]:
    import yaml

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
