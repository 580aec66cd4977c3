"""What runs after a handler: the statements that follow, up to the end of the function."""

from __future__ import annotations

from standards_hooks.semantic.control_flow import (
    BREAK,
    CONTINUE,
    END,
    LOOPS,
    TRIES,
    is_endless,
    merged,
)
from standards_hooks.semantic.scopes import blocks_of
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.control_flow import AnyTry, Exits, Loop, Paths

    type Place = tuple[list[ast.stmt], int, ast.stmt | None]
    """The block that a statement stands in, its index there, and the statement around."""


class Continuation:
    """Follows control from the `try` statements of one function to its end."""

    def __init__(self, paths: Paths, body: list[ast.stmt]) -> None:
        """Store what follows paths, and the statements of a function, class or module."""
        self._paths = paths
        self._places: dict[ast.stmt, Place] = {}
        pending: list[tuple[list[ast.stmt], ast.stmt | None]] = [(body, None)]
        while pending:
            block, around = pending.pop()
            for index, statement in enumerate(block):
                self._places[statement] = (block, index, around)
                pending += _blocks_in(statement)

    def exits(self, target: AnyTry, exits: Exits) -> Exits:
        """Return the ways out of the whole body that lead on from a `try`.

        Args:
            target: The `try`.
            exits: The ways out of it that are asked about.

        Returns:
            The ways out of the body that they lead to; nothing where all of them end by an
            exception later on.
        """
        statement: ast.stmt | None = target
        while statement is not None:
            block, index, around = self._places[statement]
            if END in exits and index + 1 < len(block):
                on = {way: line for way, line in exits.items() if way != END}
                exits = merged(on, self._paths.exits_from(block, index + 1))
            if around is not None:
                exits = self._out_of(around, block, exits)
            statement = around
        return exits

    def _out_of(self, statement: ast.stmt, block: list[ast.stmt], exits: Exits) -> Exits:
        """Return the ways out of a statement, given those out of one of its blocks."""
        if isinstance(statement, LOOPS) and block is statement.body:
            return self._out_of_loop(statement, exits)
        if isinstance(statement, TRIES) and block is not statement.finalbody:
            if block is statement.body and END in exits and statement.orelse:
                on = {way: line for way, line in exits.items() if way != END}
                exits = merged(on, self._paths.exits(statement.orelse))
            return self._paths.finally_(statement, exits)
        return exits

    def _out_of_loop(self, loop: Loop, exits: Exits) -> Exits:
        again = exits.get(CONTINUE, exits.get(END))
        found = {way: line for way, line in exits.items() if way not in {BREAK, CONTINUE, END}}
        if BREAK in exits:
            found[END] = exits[BREAK]
        if again is None:
            return found
        if is_endless(loop):
            return merged(found, {CONTINUE: again})
        return merged(found, self._paths.exits(loop.orelse))


def _blocks_in(statement: ast.stmt) -> Iterator[tuple[list[ast.stmt], ast.stmt]]:
    """Yield the blocks of a statement, each with the statement that control leaves it for."""
    part = statement
    while True:
        # A chain of `elif` is nested once for each, and passes everything on as it is.
        orelse = part.orelse if isinstance(part, ast.If) else []
        is_chain = len(orelse) == 1 and isinstance(orelse[0], ast.If)
        for block in blocks_of(part):
            if not (is_chain and block is orelse):
                yield block, statement
        if not is_chain:
            return
        part = orelse[0]
