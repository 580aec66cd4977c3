"""Cycles in a directed graph: its strongly connected parts, and short cycles through them."""

from __future__ import annotations

from heapq import heappop, heappush


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    type Graph = Mapping[str, Collection[str]]
    type Edge = tuple[str, str]


VISITS_OF_A_NODE = 64
"""How often all nodes may be visited for the shortest cycle, before any that is found is taken."""


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
                    part = [open_nodes.pop()]
                    while part[-1] != node:
                        part.append(open_nodes.pop())
                    is_open.difference_update(part)
                    if len(part) > 1:
                        found.append(sorted(part))
    return sorted(found)


def disjoint_cycles(
    graph: Graph, decisive: Collection[Edge], before: Callable[[str], Collection[str]]
) -> Iterator[list[str]]:
    """Yield cycles that matter, the shortest first, no two of which share an edge.

    A cycle matters when it has a decisive edge to a node, and does not lead through nodes that
    always come before that node. Without the edges of the cycles found, none is left. In a graph
    whose cycles are long, where to look from every node would take its square, they come as they
    are found.

    Args:
        graph: The successors of each node.
        decisive: The edges of which a cycle needs at least one.
        before: Returns the nodes that always come before a node.

    Yields:
        The nodes of a cycle in their order, the first in the alphabet first.
    """
    left: dict[str, dict[str, None]] = {}
    for part in components(graph):
        inside = set(part)
        for node in part:
            left[node] = dict.fromkeys(sorted(inside.intersection(graph[node])))
    closing: dict[str, set[str]] = {}
    for here, there in decisive:
        if there in left.get(here, ()):
            closing.setdefault(there, set()).add(here)
    # Removing edges makes no cycle shorter: so the shortest known is the shortest, if it still
    # exists.
    known: list[tuple[int, list[str], str]] = []
    waiting = sorted(closing, reverse=True)
    visits = VISITS_OF_A_NODE * len(left)
    while waiting or known:
        while waiting and (visits > 0 or not known):
            visits -= _record_shortest(known, waiting.pop(), left, closing, before)
        if not known:
            break
        _, cycle, start = heappop(known)
        edges = edges_of(cycle)
        if all(there in left[here] for here, there in edges):
            for here, there in edges:
                left[here].pop(there, None)
            yield cycle
        visits -= _record_shortest(known, start, left, closing, before)


def edges_of(cycle: list[str]) -> list[Edge]:
    """Return the edges between the nodes of a cycle, including the one back to the first."""
    return list(zip(cycle, [*cycle[1:], cycle[0]], strict=True))


def _record_shortest(
    known: list[tuple[int, list[str], str]],
    start: str,
    graph: Mapping[str, Collection[str]],
    closing: Mapping[str, Collection[str]],
    before: Callable[[str], Collection[str]],
) -> int:
    """Record the shortest cycle that closes at a node by one of its decisive edges, if any.

    Args:
        known: Receives the length of the cycle, its nodes from the first in the alphabet on, and
            the node.
        start: The node.
        graph: The successors of each node, sorted.
        closing: The nodes with decisive edges to each node.
        before: Returns the nodes that always come before a node.

    Returns:
        How many nodes were visited.
    """
    reached: dict[str, str] = dict.fromkeys(before(start), "")
    reached[start] = ""
    front = [start]
    for node in front:
        for successor in graph[node]:
            if successor in reached:
                continue
            reached[successor] = node
            if successor in closing[start] and start in graph[successor]:
                heappush(known, _cycle_from(successor, reached, start))
                return len(front)
            front.append(successor)
    return len(front)


def _cycle_from(last: str, reached: Mapping[str, str], start: str) -> tuple[int, list[str], str]:
    """Return the length and the nodes of a cycle, the first in the alphabet first, and its start.

    Args:
        last: The node whose edge closes it.
        reached: From which node each was reached.
        start: The node that it began with.
    """
    walk = [last]
    while walk[-1] != start:
        walk.append(reached[walk[-1]])
    at = walk.index(min(walk))
    return len(walk), [*walk[at::-1], *walk[:at:-1]], start
