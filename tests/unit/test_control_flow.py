"""How control leaves a block of statements without an exception."""

import ast

import pytest

from standards_hooks.semantic.control_flow import Paths, is_endless, merged


def never_returns(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "exit"


def is_settled(statement: ast.stmt) -> bool:
    return ast.unparse(statement) == "settle()"


def is_narrowed(test: ast.expr, should_hold: bool) -> bool:
    return should_hold and ast.unparse(test) == "narrow"


def is_narrow_case(_: ast.Match, case: ast.match_case) -> bool:
    return ast.unparse(case.pattern) == "Narrow()"


def is_swallowing(manager: ast.expr) -> bool:
    return ast.unparse(manager) == "swallow()"


def knowing_paths() -> Paths:
    """What follows the paths of one tree, and knows what its statements mean."""
    return Paths(
        never_returns,
        is_settled=is_settled,
        is_narrowed=is_narrowed,
        is_narrow_case=is_narrow_case,
        is_swallowing=is_swallowing,
    )


def exits_of(source: str, paths: Paths | None = None) -> dict[str, int]:
    body = "".join(f"  {line}\n" for line in source.split("\n"))
    (loop,) = ast.parse(f"while x:\n{body}").body
    assert isinstance(loop, ast.While)
    return (paths or knowing_paths()).exits(loop.body)


@pytest.mark.parametrize(
    ("source", "exits"),
    [
        pytest.param("f()", {"end": 2}, id="the-end"),
        pytest.param("f()\ng()", {"end": 3}, id="the-line-of-the-last"),
        pytest.param("return 1", {"return": 2}, id="return"),
        pytest.param("break", {"break": 2}, id="break"),
        pytest.param("continue", {"continue": 2}, id="continue"),
        pytest.param("raise E", {}, id="raise"),
        pytest.param("raise E\nreturn 1", {}, id="nothing-behind-a-raise"),
        pytest.param("exit()", {}, id="a-call-that-never-returns"),
        pytest.param("return exit()", {}, id="returned-call-that-never-returns"),
        pytest.param("x = exit()", {"end": 2}, id="assigned-is-not-asked"),
        pytest.param("settle()\nreturn", {}, id="settled"),
        pytest.param("assert False", {}, id="false-assertion"),
        pytest.param("assert x", {"end": 2}, id="assertion"),
        pytest.param("assert 0", {}, id="assertion-of-zero"),
        pytest.param("def f(): return 1", {"end": 2}, id="definition"),
        pytest.param("if x: return 1", {"return": 2, "end": 2}, id="if"),
        pytest.param("if x: return 1\nelse: raise E", {"return": 2}, id="if-else"),
        pytest.param("if x: return 1\nelse: break", {"return": 2, "break": 3}, id="both-branches"),
        pytest.param("if True: return 1\nf()", {"return": 2}, id="true-condition"),
        pytest.param("if False: return 1\nf()", {"end": 3}, id="false-condition"),
        pytest.param("if narrow: return 1\nraise E", {}, id="narrowed"),
        pytest.param("if wide: return 1\nraise E", {"return": 2}, id="not-narrowed"),
        pytest.param(
            "if x: return 1\nelif y: break\nelse: raise E", {"return": 2, "break": 3}, id="elif"
        ),
        pytest.param("if x: raise E\nelif y: raise E", {"end": 2}, id="elif-without-else"),
        pytest.param("return 1\nif x: break", {"return": 2}, id="nothing-behind-a-return"),
        pytest.param("if x: return 1\nreturn 2", {"return": 2}, id="the-first-line-of-a-way"),
        pytest.param("with a: return 1", {"return": 2}, id="with"),
        pytest.param("with a: raise E", {}, id="with-and-raise"),
        pytest.param("with a, swallow(): raise E", {"end": 2}, id="swallowed"),
        pytest.param("with swallow(): f()", {"end": 2}, id="swallowing-for-nothing"),
        pytest.param("for a in b: return 1", {"return": 2, "end": 2}, id="loop"),
        pytest.param("for a in b: raise E\nelse: raise E", {}, id="loop-else"),
        pytest.param("for a in b: break\nelse: raise E", {"end": 2}, id="break-of-an-inner-loop"),
        pytest.param("for a in b: continue\nelse: raise E", {}, id="continue-of-an-inner-loop"),
        pytest.param("while True: f()", {}, id="endless"),
        pytest.param("while True: break", {"end": 2}, id="endless-but-for-break"),
        pytest.param("while True: return 1", {"return": 2}, id="endless-but-for-return"),
        pytest.param("while x: f()\nelse: return 1", {"return": 3}, id="while-else"),
        pytest.param("try: return 1\nexcept E: break", {"return": 2, "break": 3}, id="try"),
        pytest.param("try: f()\nexcept E: raise\nelse: return 1", {"return": 4}, id="try-else"),
        pytest.param("try: raise E\nexcept E: f()", {"end": 2}, id="handled"),
        pytest.param("try: raise E\nfinally: f()", {}, id="finally"),
        pytest.param("try: raise E\nfinally: return 1", {"return": 3}, id="return-in-finally"),
        pytest.param("try: return 1\nfinally: raise E", {}, id="raise-in-finally"),
        pytest.param(
            "try: return 1\nfinally:\n  if x: break",
            {"return": 2, "break": 4},
            id="finally-may-leave",
        ),
        pytest.param("match a:\n  case 1: return 1", {"return": 3, "end": 2}, id="match"),
        pytest.param("match a:\n  case _: return 1", {"return": 3}, id="match-anything"),
        pytest.param("match a:\n  case b: raise E", {}, id="match-a-name"),
        pytest.param("match a:\n  case b if c: raise E", {"end": 2}, id="match-with-a-guard"),
        pytest.param("match a:\n  case 1 | _: raise E", {}, id="match-one-of-several"),
        pytest.param("match a:\n  case 1 | 2: raise E", {"end": 2}, id="match-constants"),
        pytest.param("match a:\n  case (_) as b: raise E", {}, id="match-anything-as"),
        pytest.param("match a:\n  case 1 as b: raise E", {"end": 2}, id="match-a-constant-as"),
        pytest.param(
            "match a:\n  case Narrow(): return 1\n  case _: raise E", {}, id="narrow-case"
        ),
        pytest.param(
            "match a:\n  case Wide(): return 1\n  case _: raise E", {"return": 3}, id="wide-case"
        ),
    ],
)
def test_control_leaves_a_block(source, exits):
    assert exits_of(source) == exits


def test_an_empty_block_ends():
    assert knowing_paths().exits([]) == {"end": 0}


def test_a_block_is_followed_from_a_statement_on():
    block = ast.parse("if a: raise E\nif b: raise E\nraise E\n").body
    paths = knowing_paths()
    assert paths.exits_from(block, 0) == {}
    assert paths.exits_from(block, 3) == {"end": 3}


@pytest.mark.parametrize(
    ("source", "exits"),
    [
        pytest.param("settle()", {"end": 2}, id="nothing-is-settled"),
        pytest.param("if narrow: return 1\nraise E", {"return": 2}, id="nothing-is-narrowed"),
        pytest.param(
            "match a:\n  case Narrow(): return 1\n  case _: raise E", {"return": 3}, id="no-case"
        ),
        pytest.param("with swallow(): raise E", {}, id="nothing-swallows"),
    ],
)
def test_what_is_not_said_to_matter_does_not(source, exits):
    assert exits_of(source, Paths(never_returns)) == exits


def test_hundreds_of_alternatives_are_followed():
    source = "if x: raise E\n" + "elif x: raise E\n" * 900 + "else: return 1"
    assert exits_of(source) == {"return": 903}


def test_of_one_way_the_first_line_is_kept():
    assert merged({"end": 1}, {"end": 2, "return": 3}) == {"end": 1, "return": 3}


@pytest.mark.parametrize(
    ("source", "is_one"),
    [
        pytest.param("while True: pass", True, id="true"),
        pytest.param("while 1: pass", True, id="one"),
        pytest.param("while 0: pass", False, id="zero"),
        pytest.param("while x: pass", False, id="condition"),
        pytest.param("for a in b: pass", False, id="for"),
    ],
)
def test_a_loop_may_be_endless(source, is_one):
    (loop,) = ast.parse(source).body
    assert isinstance(loop, ast.While | ast.For)
    assert is_endless(loop) is is_one
