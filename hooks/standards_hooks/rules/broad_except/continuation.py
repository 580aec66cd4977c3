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
    from standards_hooks.semantic.control_flow import AnyTry, Exits, Loop, Paths


class Continuation:
    """Follows control from a `try` to the end of the function around it."""

    def __init__(self, paths: Paths, target: AnyTry) -> None:
        """Store what follows paths, and the `try` to start behind."""
        self._paths = paths
        self._target = target

    def exits(self, body: list[ast.stmt], exits: Exits) -> Exits:
        """Return the ways out of a whole body.

        Args:
            body: The statements of a function, class or module that holds the `try`.
            exits: The ways out of the `try` to follow.

        Returns:
            The ways out of the body that they lead to; nothing where all of them end by an
            exception later on.
        """
        found = self._through_block(body, exits)
        return exits if found is None else found

    def _through_block(self, block: list[ast.stmt], exits: Exits) -> Exits | None:
        """Return the ways out of a block that the target leads to; None where it is elsewhere."""
        for index, statement in enumerate(block):
            inner = exits if statement is self._target else self._through(statement, exits)
            if inner is None:
                continue
            rest = block[index + 1 :]
            if END in inner and rest:
                on = {way: line for way, line in inner.items() if way != END}
                return merged(on, self._paths.exits(rest))
            return inner
        return None

    def _through(self, statement: ast.stmt, exits: Exits) -> Exits | None:
        """Return the ways out of a compound statement around the target."""
        last = getattr(statement, "end_lineno", None) or 0
        if not statement.lineno <= self._target.lineno <= last:
            return None
        while True:
            for block in blocks_of(statement):
                is_chain = len(block) == 1 and isinstance(block[0], ast.If)
                if is_chain and isinstance(statement, ast.If) and block is statement.orelse:
                    continue
                found = self._through_block(block, exits)
                if found is not None:
                    return self._out_of(statement, block, found)
            # A chain of `elif` is nested once for each, and passes everything on as it is.
            orelse = statement.orelse if isinstance(statement, ast.If) else []
            if len(orelse) != 1 or not isinstance(orelse[0], ast.If):
                return None
            statement = orelse[0]

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
