"""How many steps a regular expression takes, as Python's `re` goes about it, and on what the most.

`re` backtracks. Its steps are counted here by an interpreter of the same program, so that a test
can hold that twice the text takes about twice the steps, without a clock. What may take more is
found in the automaton of the expression: two ways through it that go over the same text, of which
one leads into the other (Weideman et al., "Analyzing Matching Time Behavior of Backtracking
Regular Expression Matchers by Using Ambiguity of NFA"). Their text is repeated, and the steps are
counted.
"""

from __future__ import annotations

import itertools
import warnings
from collections import Counter, deque
from dataclasses import dataclass, field
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, Literal


if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Sequence


type Saved = dict[int, int]
"""By number, the places that were saved on the way."""
type Thread = tuple[int, int, Saved]
"""A step that is to be taken, and where, and what was saved before."""
type Use = Literal["search", "match", "fullmatch"]
ALLOWED = 2.4
"""How many times the steps of a text that is half as long are still linear."""
COUNTS = (40, 80)
"""How often a text is repeated, and then twice as often."""
MOST_STEPS = 200_000
ENDINGS = ("", "\0", "\n", "!")
"""What may keep a text from being matched in the end."""
BETWEEN = ("", " ", "\n")
"""What may have to stand between repetitions, where what is around is looked at."""
CHARACTERS = frozenset(
    {
        *(_constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY),
        *(_constants.IN, _constants.CATEGORY),
    }
)
GREEDY = (_constants.MAX_REPEAT, _constants.POSSESSIVE_REPEAT)
ALPHABET = [*map(chr, range(128)), "\x85", "é", "\u2028", "中"]


@dataclass(slots=True)
class Step:
    """One step of a program.

    Attributes:
        kind: `character`, `fork`, `anchor`, `look`, `atomic`, `save`, `same`, `choice`,
            `guard` or `end`.
        to: The steps after it, that first which is tried first.
        accepts: Of a character or an anchor, whether it is right.
        inside: Of what looks around and of an atomic group, its own program.
        number: Of what saves or guards, which place.
        is_wanted: Of what looks around, whether it must match.
        is_behind: Of what looks around, whether it looks back.
    """

    kind: str
    to: tuple[int, ...] = ()
    accepts: Callable[..., object] = bool
    inside: int = 0
    number: int = 0
    is_wanted: bool = True
    width: int = 0


class TooManyStepsError(Exception):
    """A text that takes too many steps to go on counting."""


class Program:
    """The steps of an expression, in the order in which `re` tries them.

    Attributes:
        steps: The steps.
        start: The first of them.
    """

    def __init__(self, expression: re.Pattern[Any]) -> None:
        """Read an expression."""
        pattern = expression.pattern
        self._is_bytes = isinstance(pattern, bytes)
        text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = _parser.parse(text, expression.flags)
        self._flags = expression.flags | (_constants.SRE_FLAG_ASCII if self._is_bytes else 0)
        if self._is_bytes:
            self._flags &= ~_constants.SRE_FLAG_UNICODE
        self._guards = 1000
        self.steps: list[Step] = [Step("end")]
        self.start = self._sequence(parsed, self._flags, 0)

    def _add(self, step: Step) -> int:
        self.steps.append(step)
        return len(self.steps) - 1

    def _sequence(self, items: Iterable[tuple[Any, Any]], flags: int, to: int) -> int:
        for item in reversed(list(items)):
            to = self._item(item, flags, to)
        return to

    def _item(self, item: tuple[Any, Any], flags: int, to: int) -> int:
        match item:
            case (kind, _) if kind in CHARACTERS:
                step = Step("character", (to,), _compiled(item, flags))
            case (_constants.AT, _):
                step = Step("anchor", (to,), _compiled(item, flags))
            case (_constants.MAX_REPEAT | _constants.MIN_REPEAT as kind, repeat):
                return self._repeat(kind, repeat, flags, to)
            case (_constants.POSSESSIVE_REPEAT as kind, repeat):
                step = Step("atomic", (to,), inside=self._repeat(kind, repeat, flags, 0))
            case (_constants.ATOMIC_GROUP, inside):
                step = Step("atomic", (to,), inside=self._sequence(inside, flags, 0))
            case (_constants.SUBPATTERN, (group, added, removed, inside)):
                return self._group(group, inside, (flags | added) & ~removed, to)
            case (_constants.BRANCH, (_, ways)):
                step = Step("fork", tuple(self._sequence(each, flags, to) for each in ways))
            case (_constants.ASSERT | _constants.ASSERT_NOT as kind, (direction, inside)):
                width = inside.getwidth()[1] if direction < 0 else 0
                first = self._sequence(inside, flags, 0)
                is_wanted = kind == _constants.ASSERT
                step = Step("look", (to,), inside=first, is_wanted=is_wanted, width=width)
            case (_constants.GROUPREF, group):
                step = Step("same", (to,), number=2 * group)
            case (_constants.GROUPREF_EXISTS, (group, yes, no)):
                ways = (yes, [] if no is None else no)
                to_ways = tuple(self._sequence(each, flags, to) for each in ways)
                step = Step("choice", to_ways, number=2 * group + 1)
            case (_constants.FAILURE, _):
                step = Step("fork")
        return self._add(step)

    def _group(self, group: int | None, inside: Any, flags: int, to: int) -> int:
        if group is None:
            return self._sequence(inside, flags, to)
        end = self._add(Step("save", (to,), number=2 * group + 1))
        first = self._sequence(inside, flags, end)
        return self._add(Step("save", (first,), number=2 * group))

    def _repeat(self, kind: Any, value: Any, flags: int, to: int) -> int:
        least, most, inside = value
        is_greedy = kind in GREEDY

        def fork(again: int, on: int) -> tuple[int, int]:
            return (again, on) if is_greedy else (on, again)

        if most == _constants.MAXREPEAT:
            loop = self._add(Step("fork"))
            end, to = to, loop
            if inside.getwidth()[0] == 0:
                self._guards += 1
                guarded = self._add(Step("guard", (loop,), number=self._guards))
                body = self._sequence(inside, flags, guarded)
                body = self._add(Step("save", (body,), number=self._guards))
            else:
                body = self._sequence(inside, flags, loop)
            self.steps[loop].to = fork(body, end)
        else:
            end = to
            for _ in range(most - least):
                to = self._add(Step("fork", fork(self._sequence(inside, flags, to), end)))
        for _ in range(least):
            to = self._sequence(inside, flags, to)
        return to


def _compiled(item: tuple[Any, Any], flags: int) -> Callable[..., object]:
    state = _parser.State()
    state.flags = flags
    compiled = _compiler.compile(_parser.SubPattern(state, [item]), flags)
    match: Callable[..., object] = compiled.match
    return match


class Run:
    """Runs a program over a text, and counts."""

    def __init__(self, program: Program, text: str) -> None:
        """Begin with no steps."""
        self._steps = program.steps
        self._start = program.start
        self._text = text
        self.taken = 0

    def match(self, start: int = 0, *, is_full: bool = False) -> int | None:
        """Return where a match from a place on ends, or None."""
        return self._run(self._start, start, {}, is_full=is_full)

    def find_all(self) -> None:
        """Find one match after the other, as `finditer` does."""
        at = 0
        while at <= len(self._text):
            end = self.match(at)
            at = at + 1 if end is None or end == at else end

    def _run(self, first: int, start: int, saved: Saved, *, is_full: bool = False) -> int | None:
        pending = [(first, start, saved)]
        while pending:
            number, at, saved = pending.pop()
            self.taken += 1
            if self.taken > MOST_STEPS:
                raise TooManyStepsError
            step = self._steps[number]
            if step.kind != "end":
                pending += reversed(self._after(step, at, saved))
            elif not is_full or at == len(self._text):
                return at
        return None

    def _after(self, step: Step, at: int, saved: Saved) -> list[Thread]:
        """Return where to go on behind a step, the first choice first."""
        is_passed = True
        match step.kind:
            case "fork":
                return [(each, at, saved) for each in step.to]
            case "choice":
                return [(step.to[step.number not in saved], at, saved)]
            case "character":
                is_passed = at < len(self._text) and step.accepts(self._text, at) is not None
                at += 1
            case "anchor":
                is_passed = step.accepts(self._text, at) is not None
            case "save":
                saved = {**saved, step.number: at}
            case "guard":
                is_passed = saved[step.number] != at
            case "same":
                same = self._text[saved[step.number] : saved[step.number + 1]]
                is_passed = self._text.startswith(same, at)
                at += len(same)
            case "atomic":
                end = self._run(step.inside, at, saved)
                is_passed = end is not None
                at = at if end is None else end
            case "look":
                start = at - step.width
                is_found = start >= 0 and self._run(step.inside, start, saved) is not None
                is_passed = is_found == step.is_wanted
        return [(step.to[0], at, saved)] if is_passed else []


@dataclass
class Automaton:
    """The characters of a program and which may follow which, whatever else must hold."""

    program: Program
    use: Use
    after: dict[int, dict[str, dict[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Follow every step."""
        steps = self.program.steps
        tests = [(number, each) for number, each in enumerate(steps) if each.kind == "character"]
        letters = _distinct([each for _, each in tests])
        for number, step in tests:
            reached = self._reached(step.to[0])
            self.after[number] = {x: reached for x in letters if step.accepts(x)}
        self.first = self._reached(self.program.start)
        if self.use == "search":
            # What is searched may begin at any character.
            self.first |= {ANYWHERE: 1}
            self.after[ANYWHERE] = dict.fromkeys(letters, self.first)

    def _reached(self, number: int) -> dict[int, int]:
        """Return the characters that may be next, with 2 for those to which there are two ways.

        What looks around, and what is atomic, is passed and entered.
        """
        found: dict[int, int] = {}
        visits = Counter({number: 1})
        pending = [number]
        while pending:
            number = pending.pop()
            step = self.program.steps[number]
            if step.kind == "character":
                found[number] = min(2, found.get(number, 0) + 1)
                continue
            inside = (step.inside,) if step.kind in ("atomic", "look") else ()
            for each in (*step.to, *inside):
                if visits[each] < 2:
                    visits[each] += 1
                    pending.append(each)
        return found

    def witnesses(self) -> Iterator[tuple[str, str]]:
        """Yield texts to begin with and to repeat."""
        before = self._beginnings()
        loops = {
            each: word
            for each in self.after
            if each in before and (word := self._word((each,), (each,)))
        }
        for one, word in loops.items():
            yield before[one], word
            for other in loops:
                if other != one and (both := self._word((one, one, other), (one, other, other))):
                    yield before[one], both
            for letter, reached in self.after[one].items():
                for other, ways in reached.items():
                    if ways > 1 and (back := self._word((other,), (one,))) is not None:
                        yield before[one], letter + back

    def _beginnings(self) -> dict[int, str]:
        """Return the shortest text that leads to each character."""
        found = dict.fromkeys(self.first, "")
        pending = deque(self.first)
        while pending:
            number = pending.popleft()
            for letter, reached in self.after[number].items():
                for each in reached:
                    if each not in found:
                        found[each] = found[number] + letter
                        pending.append(each)
        return found

    def _word(self, start: tuple[int, ...], end: tuple[int, ...]) -> str | None:
        """Return a text that leads from some places to others, all at once, or None."""
        seen = {start}
        pending = deque([(start, "")])
        while pending:
            places, word = pending.popleft()
            letters = set(self.after[places[0]])
            for place in places[1:]:
                letters &= self.after[place].keys()
            for letter in sorted(letters):
                for reached in itertools.product(*(self.after[each][letter] for each in places)):
                    if reached == end:
                        return word + letter
                    if reached not in seen:
                        seen.add(reached)
                        pending.append((reached, word + letter))
        return None


ANYWHERE = -1


def _distinct(steps: Sequence[Step]) -> list[str]:
    """Return one character of each kind that an expression tells from others."""
    kinds: dict[tuple[bool, ...], str] = {}
    for letter in sorted(ALPHABET, key=lambda each: (not each.isalnum(), each)):
        kinds.setdefault(tuple(step.accepts(letter) is not None for step in steps), letter)
    return list(kinds.values())


@dataclass(frozen=True)
class Growth:
    """How many steps a text takes, and one that repeats the same twice as often.

    Attributes:
        text: What is repeated, with what stands around it.
        short: The steps of the shorter text.
        long: The steps of the longer one; more than can be counted where it is none.
    """

    text: str
    short: int
    long: int | None

    @property
    def is_linear(self) -> bool:
        """Whether twice the text takes about twice the steps."""
        return self.long is not None and self.long <= ALLOWED * self.short


def superlinear(expression: re.Pattern[Any], use: Use) -> Growth | None:
    """Return a text for which an expression takes more than linear time, or None.

    Args:
        expression: The expression.
        use: How it is used.
    """
    program = Program(expression)
    for beginning, repeated in sorted(set(Automaton(program, use).witnesses())):
        for between, ending in itertools.product(BETWEEN, ENDINGS):
            parts = (beginning, repeated + between, ending)
            short, long = (_taken(program, parts, use, count) for count in COUNTS)
            found = Growth("…".join(parts), short or MOST_STEPS, long if short else None)
            if not found.is_linear:
                return found
    return None


def _taken(program: Program, parts: tuple[str, str, str], use: Use, count: int) -> int | None:
    beginning, repeated, ending = parts
    run = Run(program, beginning + repeated * count + ending)
    try:
        if use == "search":
            run.find_all()
        else:
            run.match(is_full=use == "fullmatch")
    except TooManyStepsError:
        return None
    return run.taken
