"""Cycles in a directed graph: its strongly connected parts, and short cycles through them."""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    type Graph = Mapping[str, Collection[str]]
    type Edge = tuple[str, str]


def components(graph: Graph) -> list[list[str]]:
    """Return the strongly connected parts of more than one node, each sorted, in their order.

    Args:
        graph: The successors of each node; a successor need not be a key.
    """
    # Tarjan's algorithm, with a stack of its own in place of recursion.
    found: list[list[str]] = []
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_nodes: list[str] = []
    is_open: set[str] = set()
    for root in graph:
        if root in number:
            continue
        pending = [(root, iter(graph[root]))]
        number[root] = lowest[root] = len(number)
        open_nodes.append(root)
        is_open.add(root)
        while pending:
            node, successors = pending[-1]
            for successor in successors:
                if successor not in number:
                    number[successor] = lowest[successor] = len(number)
                    open_nodes.append(successor)
                    is_open.add(successor)
                    pending.append((successor, iter(graph.get(successor, ()))))
                    break
                if successor in is_open:
                    lowest[node] = min(lowest[node], number[successor])
            else:
                pending.pop()
                if pending:
                    outer = pending[-1][0]
                    lowest[outer] = min(lowest[outer], lowest[node])
                if lowest[node] == number[node]:
                    at = open_nodes.index(node)
                    part, open_nodes[at:] = open_nodes[at:], []
                    is_open.difference_update(part)
                    if len(part) > 1:
                        found.append(sorted(part))
    return sorted(found)


def disjoint_cycles(graph: Graph, decisive: Collection[Edge]) -> Iterator[list[str]]:
    """Yield cycles, the shortest first, no two of which share an edge.

    When all edges of those that were found are taken away, no cycle is left that has a decisive
    edge.

    Args:
        graph: The successors of each node.
        decisive: The edges of which a cycle has one at least.

    Yields:
        The nodes of a cycle in their order, the first in the alphabet first.
    """
    left = {node: set(successors) for node, successors in graph.items()}
    length = 2
    while True:
        parts = components(left)
        left = {
            node: left[node].intersection(part) for part in parts for node in part if node in left
        }
        edges = {(a, b) for a, b in decisive if b in left.get(a, ())}
        if not edges:
            return
        for node in sorted(left):
            while cycle := _cycle_through(node, left, edges, length):
                for here, there in edges_of(cycle):
                    left[here].discard(there)
                at = cycle.index(min(cycle))
                yield [*cycle[at:], *cycle[:at]]
        length += 1


def edges_of(cycle: list[str]) -> list[Edge]:
    """Return the edges between the nodes of a cycle, the one back to the first among them."""
    return list(zip(cycle, [*cycle[1:], cycle[0]], strict=True))


def _cycle_through(
    start: str, graph: Mapping[str, Collection[str]], decisive: Collection[Edge], length: int
) -> list[str]:
    """Return a cycle of exactly one length through a node with a decisive edge, if there is one.

    Shorter ones with a decisive edge there must be none: so the walk that is found first visits no
    node twice.
    """
    reached: dict[tuple[str, bool], tuple[str, bool] | None] = {(start, False): None}
    front = [(start, False)]
    for step in range(1, length + 1):
        further = []
        for place in front:
            node, has_decisive = place
            for successor in sorted(graph.get(node, ())):
                following = (successor, has_decisive or (node, successor) in decisive)
                if following in reached or (successor == start and step < length):
                    continue
                reached[following] = place
                if following == (start, True):
                    return _walked(reached, place)
                further.append(following)
        front = further
    return []


def _walked(
    reached: Mapping[tuple[str, bool], tuple[str, bool] | None], last: tuple[str, bool]
) -> list[str]:
    walk = []
    place: tuple[str, bool] | None = last
    while place is not None:
        walk.append(place[0])
        place = reached[place]
    return walk[::-1]
