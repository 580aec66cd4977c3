"""Regular expressions from configuration, matched in time linear in the text.

Python's `re` backtracks: mypy's `exclude = "(a+)+$"`, or `*a*a*a*a*b` of Ruff, takes time that
doubles with every character or so, and the configuration of a pull request is not trusted. RE2 is
linear, but its package is another binary to download into every hook environment, and it has no
lookaround, which `exclude = "^(?!src/)"` uses. So Python's own parser reads the expression, and an
automaton follows all paths through it at once, caching its states (Thompson; Cox, "Regular
Expression Matching Can Be Simple And Fast"). A lookaround is an automaton of its own, which is
evaluated for all places of the text in one pass, a lookahead from the end of the text.

Back references, conditions on groups, atomic groups and possessive quantifiers have no such
automaton, and an expression that is repeated many times has one that is too large: both are
refused.
"""

from __future__ import annotations

import functools
import itertools
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

# The deprecated `sre_parse` and the like are aliases of these.
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any


type Item = tuple[int, Any]
"""A kind and its arguments, which depend on the kind; typeshed has no types for them."""
type Parsed = Iterable[Item]
type Facts = tuple[bool, ...]
type Steps = list[Character | Fork | Condition | None]
type Symbol = str | tuple[Facts, str]
"""A character, empty at the end of the text, and which assertions hold before it."""
type Assertion = Callable[[str], list[bool]]
"""Returns for every place of a text, its end included, whether the assertion holds there."""

LONGEST = 4096
"""The most characters of an expression: no path is longer on Linux."""
LARGEST = 5000
"""The most steps of an automaton: a text of n characters takes at most n times as many."""
REMEMBERED = 20_000
"""The most steps in the cache of an automaton, which is then cleared."""
REFUSED = {
    _constants.GROUPREF: "a back reference",
    _constants.GROUPREF_EXISTS: "a condition on a group",
    _constants.ATOMIC_GROUP: "an atomic group",
    _constants.POSSESSIVE_REPEAT: "a possessive repeat",
}
CHARACTERS = frozenset(
    {
        *(_constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY),
        *(_constants.IN, _constants.CATEGORY, _constants.RANGE),
    }
)
REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
LOOKAROUNDS = (_constants.ASSERT, _constants.ASSERT_NOT)


class RefusedError(ValueError):
    """An expression that is valid, but cannot be matched in linear time.

    Attributes:
        reason: What it contains, as a noun.
    """

    def __init__(self, reason: str) -> None:
        """Store what it contains."""
        super().__init__(reason)
        self.reason = reason


TOO_LONG = f"more than {LONGEST:,} characters"
TOO_LARGE = "more repeats or alternatives than can be followed"
TOO_DEEP = "groups nested too deeply"


@dataclass(frozen=True, slots=True)
class Character:
    """A step over one character.

    Attributes:
        accepts: Returns whether the step may be taken over a character.
        to: The step after it.
    """

    accepts: Callable[[str], object]
    to: int


@dataclass(slots=True)
class Fork:
    """A step to several others, over nothing; to none where nothing can match."""

    to: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A step over nothing, where an assertion holds.

    Attributes:
        number: Which of the automaton's assertions must hold.
        to: The step after it.
    """

    number: int
    to: int


class _Point:
    """The steps that may have been reached at one place of a text: a state of the automaton.

    Attributes:
        steps: The steps.
        followed: By the next character, whether a match ends here, and the point behind it.
    """

    __slots__ = ("followed", "steps")

    def __init__(self, steps: frozenset[int]) -> None:
        """Start with an empty cache."""
        self.steps = steps
        self.followed: dict[Symbol, tuple[bool, _Point]] = {}


MATCHED = 0
"""The step at which an expression has matched."""


class Expression:
    """A regular expression of Python's, for a text on one line or several."""

    __slots__ = ("_automaton",)

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Read an expression.

        Args:
            pattern: The expression.
            flags: Flags of `re`.

        Raises:
            RefusedError: If it cannot be matched in linear time.
            re.error: If it is no expression.
        """
        if len(pattern) > LONGEST:
            raise RefusedError(TOO_LONG)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                parsed = _parser.parse(pattern, flags)
                self._automaton = _Automaton(parsed, parsed.state.flags, [None])
            except OverflowError as error:
                raise re.error(str(error)) from error
            except RecursionError as error:
                raise RefusedError(TOO_DEEP) from error

    def search(self, text: str) -> bool:
        """Return whether it matches somewhere in a text."""
        return self._automaton.is_anywhere(text)

    def fullmatch(self, text: str) -> bool:
        """Return whether it matches a whole text."""
        return self._automaton.is_whole(text)


class _Automaton:
    """The ways through an expression, from its first character on or from its last."""

    def __init__(
        self, parsed: Parsed, flags: int, steps: Steps, *, is_reversed: bool = False
    ) -> None:
        """Add the steps of an expression to those of the one that it is in."""
        self._steps = steps
        self._assertions: list[Assertion] = []
        self._is_reversed = is_reversed
        first = self._sequence(parsed, flags, MATCHED)
        here_or_later = Fork((first,))
        anywhere = self._add(here_or_later)
        here_or_later.to = (first, self._add(Character(bool, anywhere)))
        self._first = _Point(frozenset({first}))
        self._anywhere = _Point(frozenset({anywhere}))
        self._points: dict[frozenset[int], _Point] = {}
        self._remembered = 0

    def ends(self, text: str) -> list[bool]:
        """Return for every place of a text whether a match that began before it ends there.

        Where the automaton is reversed, a match that began after a place ends there.
        """
        ends = list(self._ends(self._anywhere, text))
        return ends[::-1] if self._is_reversed else ends

    def is_anywhere(self, text: str) -> bool:
        """Return whether there is a match in a text."""
        return any(self._ends(self._anywhere, text))

    def is_whole(self, text: str) -> bool:
        """Return whether a match begins at the first place of a text and ends at the last."""
        ends = list(self._ends(self._first, text))
        return len(ends) > len(text) and ends[-1]

    def _ends(self, point: _Point, text: str) -> Iterator[bool]:
        """Yield for each place whether a match ends there, until none can any more."""
        for symbol in self._symbols(text):
            followed = point.followed.get(symbol) or self._follow(point, symbol)
            is_end, point = followed
            yield is_end
            if not point.steps:
                return

    def _symbols(self, text: str) -> Iterable[Symbol]:
        """Return the characters of a text and its end, each with what holds before it."""
        size = len(text)
        if not self._assertions:
            return (*(reversed(text) if self._is_reversed else text), "")
        columns = [holds(text) for holds in self._assertions]
        facts = list(zip(*columns, strict=True))
        if self._is_reversed:
            return [
                (facts[place], text[place - 1] if place else "") for place in range(size, -1, -1)
            ]
        return list(zip(facts, (*text, ""), strict=True))

    def _follow(self, point: _Point, symbol: Symbol) -> tuple[bool, _Point]:
        """Compute and cache whether a match ends at a point, and the point after a character."""
        facts, character = ((), symbol) if isinstance(symbol, str) else symbol
        is_end, steps = self._followed(point.steps, facts, character)
        self._remembered += 1 + len(steps)
        if self._remembered > REMEMBERED:
            self._forget()
        followed = is_end, self._points.setdefault(steps, _Point(steps))
        point.followed[symbol] = followed
        return followed

    def _forget(self) -> None:
        """Clear the cache, which may have as many points as a text has characters."""
        for each in (self._first, self._anywhere, *self._points.values()):
            each.followed.clear()
        self._points.clear()
        self._remembered = 0

    def _followed(
        self, steps: Iterable[int], facts: Facts, character: str
    ) -> tuple[bool, frozenset[int]]:
        """Return whether a match ends after some steps, and the steps behind a character."""
        pending = list(steps)
        met = set(pending)
        after = set()
        while pending:
            step = self._steps[pending.pop()]
            if isinstance(step, Character):
                if character and step.accepts(character):
                    after.add(step.to)
                continue
            reached: tuple[int, ...] = ()
            if isinstance(step, Fork):
                reached = step.to
            elif isinstance(step, Condition) and facts[step.number]:
                reached = (step.to,)
            pending += [each for each in reached if each not in met]
            met.update(reached)
        return MATCHED in met, frozenset(after)

    def _add(self, step: Character | Fork | Condition) -> int:
        if len(self._steps) >= LARGEST:
            raise RefusedError(TOO_LARGE)
        self._steps.append(step)
        return len(self._steps) - 1

    def _sequence(self, items: Parsed, flags: int, to: int) -> int:
        """Add the steps of some items, and return the first of them."""
        ordered = list(items)
        for item in ordered if self._is_reversed else reversed(ordered):
            to = self._item(item, flags, to)
        return to

    def _item(self, item: Item, flags: int, to: int) -> int:
        """Add the steps of an item before the one to go on to, and return the first of them."""
        match item:
            case (kind, _) if kind in CHARACTERS:
                first = self._add(Character(_one_character(item, flags), to))
            case (kind, (int(least), int(most), inside)) if kind in REPEATS:
                first = self._repeat((least, most), inside, flags, to)
            case (_constants.SUBPATTERN, (_, int(added), int(removed), inside)):
                first = self._sequence(inside, (flags | added) & ~removed, to)
            case (_constants.BRANCH, (_, branches)):
                first = self._add(Fork(tuple(self._sequence(each, flags, to) for each in branches)))
            case (_constants.AT, anchor):
                first = self._condition(functools.partial(_anchored, anchor, flags), to)
            case (kind, (int(direction), inside)) if kind in LOOKAROUNDS:
                looked = _Automaton(inside, flags, self._steps, is_reversed=direction > 0)
                is_wanted = kind == _constants.ASSERT
                first = self._condition(functools.partial(_looked_around, looked, is_wanted), to)
            case (_constants.FAILURE, _):
                first = self._add(Fork(()))
            case (kind, _):
                raise RefusedError(REFUSED.get(kind, "what this Python does not know"))
        return first

    def _condition(self, assertion: Assertion, to: int) -> int:
        self._assertions.append(assertion)
        return self._add(Condition(len(self._assertions) - 1, to))

    def _repeat(self, bounds: tuple[int, int], inside: Parsed, flags: int, to: int) -> int:
        least, most = bounds
        if most == _constants.MAXREPEAT:
            again = Fork((to,))
            to = self._add(again)
            again.to = (self._sequence(inside, flags, to), *again.to)
        else:
            end = to
            for _ in range(most - least):
                to = self._add(Fork((self._sequence(inside, flags, to), end)))
        for _ in range(least):
            before = len(self._steps)
            to = self._sequence(inside, flags, to)
            if len(self._steps) == before:
                break  # However often nothing is repeated.
        return to


def _one_character(item: Item, flags: int) -> Callable[[str], object]:
    """Return the test of what stands for one character, by Python's own rules of classes."""
    state = _parser.State()
    state.flags = flags
    test: Callable[[str], object] = _compiler.compile(
        _parser.SubPattern(state, [item]), flags
    ).match
    return test


def _looked_around(looked: _Automaton, is_wanted: bool, text: str) -> list[bool]:
    """Return where what is looked for is there, or is not, as is wanted."""
    return [is_end == is_wanted for is_end in looked.ends(text)]


def _anchored(anchor: object, flags: int, text: str) -> list[bool]:
    """Return where an anchor such as `^` or `\\b` holds."""
    size = len(text)
    if anchor == _constants.AT_BEGINNING_STRING:
        return [place == 0 for place in range(size + 1)]
    if anchor == _constants.AT_END_STRING:
        return [place == size for place in range(size + 1)]
    if anchor == _constants.AT_BEGINNING:
        starts = [character == "\n" and bool(flags & re.MULTILINE) for character in text]
        return [True, *starts]
    if anchor == _constants.AT_END:
        ends = [character == "\n" and bool(flags & re.MULTILINE) for character in text]
        if text.endswith("\n"):
            ends[-1] = True
        return [*ends, True]
    is_word = re.compile(r"\w", re.ASCII if flags & re.ASCII else 0).match
    words = [False, *(is_word(character) is not None for character in text), False]
    is_boundary = anchor == _constants.AT_BOUNDARY
    return [(before != after) == is_boundary for before, after in itertools.pairwise(words)]
