"""How control leaves a block of statements without an exception.

Only statements are followed: any of them may raise, and that is no way out that is asked about.
"""

from __future__ import annotations

from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    type Exits = dict[str, int]
    """The ways out, each with the first line that takes it."""

    type Loop = ast.While | ast.For | ast.AsyncFor
    type AnyTry = ast.Try | ast.TryStar


END = "end"
RETURN = "return"
BREAK = "break"
CONTINUE = "continue"
SIMPLE_EXITS = {
    ast.Return: RETURN,
    ast.Break: BREAK,
    ast.Continue: CONTINUE,
    ast.Expr: END,
    ast.Assert: END,
}

LOOPS = (ast.While, ast.For, ast.AsyncFor)
TRIES = (ast.Try, ast.TryStar)
WITHS = (ast.With, ast.AsyncWith)


def _never(_: ast.AST) -> bool:
    return False


def _never_narrowed(_test: ast.expr, _should_hold: bool) -> bool:
    return False


class Paths:
    """Follows the paths through blocks of statements."""

    def __init__(
        self,
        never_returns: Callable[[ast.expr | None], bool],
        *,
        is_settled: Callable[[ast.stmt], bool] = _never,
        is_narrowed: Callable[[ast.expr, bool], bool] = _never_narrowed,
        is_narrow_case: Callable[[ast.Match, ast.match_case], bool] | None = None,
        is_swallowing: Callable[[ast.expr], bool] = _never,
    ) -> None:
        """Take what the statements mean.

        Args:
            never_returns: Whether an expression never comes back.
            is_settled: Whether a path may go on as it likes behind a statement.
            is_narrowed: Whether a path may go on as it likes once a condition holds, or once it
                does not.
            is_narrow_case: The same of a case of a `match`.
            is_swallowing: Whether a context manager keeps exceptions to itself.
        """
        self._never_returns = never_returns
        self._is_settled = is_settled
        self._is_narrowed = is_narrowed
        self._is_narrow_case = is_narrow_case
        self._is_swallowing = is_swallowing
        self._known: dict[int, list[Exits]] = {}

    def exits(self, body: list[ast.stmt]) -> Exits:
        """Return the ways out of a block.

        Args:
            body: The statements.

        Returns:
            `end`, `return`, `break` and `continue`, as far as a path takes them; nothing where
            every path ends by an exception.
        """
        return self.exits_from(body, 0)

    def exits_from(self, body: list[ast.stmt], index: int) -> Exits:
        """Return the ways out of a block, from one of its statements on.

        Each block is followed once, however often it is asked about.

        Args:
            body: The statements, as a list of the tree.
            index: Which of them is the first that runs.

        Returns:
            The same as for `exits`.
        """
        known = self._known.get(id(body))
        if known is None:
            found: Exits = {END: body[-1].lineno if body else 0}
            known = [found]
            for statement in reversed(body):
                step = self._exits_of(statement)
                goes_on = step.pop(END, None) is not None
                found = merged(step, found) if goes_on else step
                known.append(found)
            known.reverse()
            self._known[id(body)] = known
        return dict(known[index])

    def _exits_of(self, statement: ast.stmt) -> Exits:
        """Return the ways out of one statement; `end` is the way to the next one."""
        if isinstance(statement, ast.Raise) or self._is_settled(statement):
            return {}
        if isinstance(statement, ast.Return | ast.Expr):
            if self._never_returns(statement.value):
                return {}
        elif isinstance(statement, ast.Assert):
            if _truth(statement.test) is False:
                return {}
        elif type(statement) not in SIMPLE_EXITS:
            return self._exits_of_compound(statement)
        return {SIMPLE_EXITS.get(type(statement), END): statement.lineno}

    def _exits_of_compound(self, statement: ast.stmt) -> Exits:
        if isinstance(statement, ast.If):
            return self._exits_of_if(statement)
        if isinstance(statement, LOOPS):
            return self._exits_of_loop(statement)
        if isinstance(statement, TRIES):
            return self._exits_of_try(statement)
        if isinstance(statement, WITHS):
            found = self.exits(statement.body)
            if any(self._is_swallowing(item.context_expr) for item in statement.items):
                found.setdefault(END, statement.lineno)
            return found
        if isinstance(statement, ast.Match):
            return self._exits_of_match(statement)
        return {END: statement.lineno}

    def _exits_of_if(self, statement: ast.If) -> Exits:
        found: Exits = {}
        while True:
            truth = _truth(statement.test)
            if truth is not False and not self._is_narrowed(statement.test, True):
                found = merged(found, self.exits(statement.body))
            if truth is True or self._is_narrowed(statement.test, False):
                return found
            # A chain of `elif` is nested once for each; hundreds of them are too many to descend.
            if len(statement.orelse) != 1 or not isinstance(statement.orelse[0], ast.If):
                return merged(found, self.exits(statement.orelse))
            statement = statement.orelse[0]

    def _exits_of_loop(self, statement: Loop) -> Exits:
        inside = self.exits(statement.body)
        breaks = inside.pop(BREAK, None)
        inside.pop(CONTINUE, None)
        inside.pop(END, None)
        found = inside if is_endless(statement) else merged(inside, self.exits(statement.orelse))
        return found if breaks is None else merged(found, {END: breaks})

    def _exits_of_try(self, statement: AnyTry) -> Exits:
        found = self.exits(statement.body)
        if END in found:
            del found[END]
            found = merged(found, self.exits(statement.orelse))
        for handler in statement.handlers:
            found = merged(found, self.exits(handler.body))
        return self.finally_(statement, found)

    def finally_(self, statement: AnyTry, found: Exits) -> Exits:
        """Return the ways out of a `try`, given those that lead to its `finally`."""
        last = self.exits(statement.finalbody)
        if END not in last:
            # Whatever was under way, an exception included, ends with this.
            return last
        del last[END]
        return merged(found, last)

    def _exits_of_match(self, statement: ast.Match) -> Exits:
        found: Exits = {}
        for case in statement.cases:
            if self._is_narrow_case is None or not self._is_narrow_case(statement, case):
                found = merged(found, self.exits(case.body))
            if case.guard is None and _takes_anything(case.pattern):
                return found
        return merged(found, {END: statement.lineno})


def merged(first: Exits, second: Exits) -> Exits:
    """Return the ways out of both; of one way, the line in the first."""
    return {**second, **first}


def is_endless(loop: Loop) -> bool:
    """Return whether a loop only ends by what stands in it."""
    return isinstance(loop, ast.While) and _truth(loop.test) is True


def _truth(test: ast.expr) -> bool | None:
    """Return what a constant condition is; None for any other."""
    return bool(test.value) if isinstance(test, ast.Constant) else None


def _takes_anything(pattern: ast.pattern) -> bool:
    """Return whether a pattern matches whatever comes."""
    if isinstance(pattern, ast.MatchOr):
        return any(_takes_anything(each) for each in pattern.patterns)
    return isinstance(pattern, ast.MatchAs) and (
        pattern.pattern is None or _takes_anything(pattern.pattern)
    )
