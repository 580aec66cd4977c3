"""Chains and brackets in each other at random, and LibCST's parser behind its guard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import libcst as cst

from standards_hooks.syntax.concrete import is_safe_to_parse
from tests.unit.test_concrete import CHAINS, longest_accepted


if TYPE_CHECKING:
    from random import Random

    from tests.fuzz.trial import Trial


WRAPPERS = (
    *(
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("f(", ")"),
        ("a[", "]"),
        ("-", ""),
        ("not ", ""),
        ("a.b(", ")"),
    ),
    *(
        ("lambda: ", ""),
        ("lambda a=", ": a"),
        ("a if a else ", ""),
        ("a + ", ""),
        ("", "()"),
        ("", ".b"),
    ),
    *(
        ("", "[0]"),
        ("await ", ""),
        ("(yield ", ")"),
        ("{a: ", "}"),
        ("[*", "]"),
        ("{**", "}"),
        ("(a := ", ")"),
    ),
    *(
        ("f'{", "}'"),
        ('f"""{', '}"""'),
        ("t'{", "}'"),
        ("f(a, *", ")"),
        ("f(a=", ")"),
        ("a[b:", "]"),
        ("'a' ", ""),
    ),
    *(
        ("a < ", ""),
        ("a and ", ""),
        ("a ** ", ""),
        ("~", ""),
        ("[a for a in ", "]"),
        ("(a for a in b if ", ")"),
    ),
)
PLACES = (
    *(
        "x = {}\n",
        "async def f():\n    return {}\n",
        "@a({})\ndef f(): pass\n",
        "def f(a: int = {}): pass\n",
    ),
    *(
        "class A({}): pass\n",
        "match a:\n    case b if {}: pass\n",
        "type A[T: ({})] = int\n",
        "with {} as b: pass\n",
    ),
    *(
        "for a in {}: pass\n",
        "try: pass\nexcept {}: pass\n",
        "del a[{}]\n",
        "x: {} = 1\n",
        "lambda a=({}): a\n",
    ),
)
LENGTHS = (1, 5, 30, 80, 140, 160, 200, 299, 300, 301, 500, 1500, 20000)


def try_chains(trial: Trial, number: int) -> None:
    """Give the guard random chains; what it lets through must be survived, and so the rest."""
    names = sorted(CHAINS)
    source = CHAINS[names[number % len(names)]](
        longest_accepted(CHAINS[names[number % len(names)]])
    )
    _parse(trial, source)
    for _ in range(10):
        _parse(trial, _nested(trial.random))
    deep = _nested(trial.random)
    text = f"x = = 1\ntry: pass\nexcept A, B: pass\n{deep}"
    Path("deep.py").write_text(text, encoding="utf-8")
    said = trial.check("--fix", "deep.py", codes=frozenset({1}))
    trial.expect(
        "could not be checked" in said.text, "what is not Python is reported", said.text[:200]
    )


def _parse(trial: Trial, text: str) -> None:
    trial.counts["chains"] += 1
    if not is_safe_to_parse(text.encode()):
        trial.counts["chains refused"] += 1
        return
    try:
        cst.parse_module(text)
    except (cst.ParserSyntaxError, cst.CSTLogicError, cst.CSTValidationError, RecursionError):
        trial.counts["chains that are no code"] += 1


def _nested(random: Random) -> str:
    kinds = random.sample(WRAPPERS, random.choice((1, 1, 2, 3, len(WRAPPERS))))
    chosen = [random.choice(kinds) for _ in range(random.choice(LENGTHS))]
    before = "".join(opening for opening, _ in chosen)
    after = "".join(closing for _, closing in reversed(chosen))
    return random.choice(PLACES).format(f"{before}a{after}")
