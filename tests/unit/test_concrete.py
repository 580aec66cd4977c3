"""The guard before LibCST: chains that would overflow its stack never reach it."""

import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from standards_hooks.syntax.concrete import (
    LARGEST_SAFE_PATTERN,
    LARGEST_SAFE_SIZE,
    LONGEST_SAFE_CHAIN,
    MOST_SAFE_BRANCHES,
    is_safe_to_parse,
)


def blocks(number: int, header: str) -> str:
    """Headers, each in the block of the one before."""
    lines = [f"{' ' * level}{header}\n" for level in range(number)]
    return "".join([*lines, f"{' ' * number}pass\n"])


CHAINS = {
    "minus": lambda n: f"x = {'-' * n}a\n",
    "plus": lambda n: f"x = {'+ ' * n}a\n",
    "tilde": lambda n: f"x = {'~' * n}a\n",
    "not": lambda n: f"x = {'not ' * n}a\n",
    "await": lambda n: f"async def f():\n    x = {'await f(' * n}a{')' * n}\n",
    "attributes": lambda n: f"x = a{'.b' * n}\n",
    "calls": lambda n: f"x = a{'()' * n}\n",
    "calls-with-arguments": lambda n: f"x = a{'(b, c)' * n}\n",
    "subscripts": lambda n: f"x = a{'[0]' * n}\n",
    "methods": lambda n: f"x = a{'.b()' * n}\n",
    "powers": lambda n: f"x = a{'**a' * n}\n",
    "additions": lambda n: f"x = a{' + a' * n}\n",
    "subtractions": lambda n: f"x = a{'-a' * n}\n",
    "products": lambda n: f"x = a{'*a' * n}\n",
    "matrix-products": lambda n: f"x = a{'@a' * n}\n",
    "unions": lambda n: f"x = a{'|a' * n}\n",
    "shifts": lambda n: f"x = a{'<<a' * n}\n",
    "conjunctions": lambda n: f"x = a{' and a' * n}\n",
    "disjunctions": lambda n: f"x = a{' or a' * n}\n",
    "conditionals": lambda n: f"x = {'a if a else ' * n}a\n",
    "lambdas": lambda n: f"x = {'lambda: ' * n}a\n",
    "lambdas-with-parameters": lambda n: f"x = {'lambda a, b: ' * n}a\n",
    "lambdas-in-defaults": lambda n: f"x = {'lambda a=' * n}a{': a' * n}\n",
    "lambdas-in-later-defaults": lambda n: f"x = {'lambda b, a=' * n}a{': a' * n}\n",
    "strings-in-a-row": lambda n: f"x = {"'a' " * n}\n",
    "f-strings-in-a-row": lambda n: f"x = {"f'{a}' " * n}\n",
    "parentheses": lambda n: f"x = {'(' * n}a{')' * n}\n",
    "square-brackets": lambda n: f"x = {'[' * n}a{']' * n}\n",
    "braces": lambda n: f"x = {'{' * n}a{'}' * n}\n",
    "mappings": lambda n: f"x = {'{0: ' * n}a{'}' * n}\n",
    "calls-in-calls": lambda n: f"x = {'f(' * n}a{')' * n}\n",
    "calls-in-calls-behind-commas": lambda n: f"x = {'f(a, ' * n}a{')' * n}\n",
    "yields": lambda n: f"def f():\n    x = {'(yield ' * n}a{')' * n}\n",
    "closing-brackets-in-strings": lambda n: f"x = {'(")", ' * n}a{')' * n}\n",
    "closing-brackets-in-comments": lambda n: f"x = {'(  # )\n' * n}a{')' * n}\n",
    "f-strings-in-each-other": lambda n: f"x = {'f"{' * n}a{'}"' * n}\n",
    "template-strings-in-each-other": lambda n: f"x = {'t"{' * n}a{'}"' * n}\n",
    "brackets-in-an-f-string": lambda n: f"x = f'''{{{'(' * n}a{')' * n}}}'''\n",
    "brackets-in-a-template-string": lambda n: f"x = t'''{{{'(' * n}a{')' * n}}}'''\n",
    "minuses-in-a-template-string": lambda n: f"x = t'{{{'-' * n}a}}'\n",
    "negated-brackets": lambda n: f"x = {'-(' * n}a{')' * n}\n",
    "patterns": lambda n: f"match a:\n    case a{'.b' * n}:\n        pass\n",
    "dotted-module": lambda n: f"import a{'.b' * n}\n",
    "annotations": lambda n: f"def f(a: {'-' * n}a): pass\n",
    "decorators-of-calls": lambda n: f"@a{'()' * n}\ndef f(): pass\n",
    "elif": lambda n: f"if a:\n    pass\n{'elif a:\n    pass\n' * (n * 4)}",
    "comparisons": lambda n: f"x = a{' < a' * n}\n",
    "memberships": lambda n: f"x = a{' not in a' * n}\n",
    "walruses": lambda n: f"x = {'(a := ' * n}a{')' * n}\n",
    "assignments": lambda n: f"{'a = ' * n}a\n",
    "comprehensions-in-sources": lambda n: f"x = {'[a for a in ' * n}a{']' * n}\n",
    "comprehensions-in-elements": lambda n: f"x = {'[' * n}a{' for a in a]' * n}\n",
    "clauses-of-a-comprehension": lambda n: f"x = [a{' for a in a' * n}]\n",
    "conditions-of-a-comprehension": lambda n: f"x = [a for a in a{' if a' * n}]\n",
    "generators-in-calls": lambda n: f"x = {'f(a for a in ' * n}a{')' * n}\n",
    "slices": lambda n: f"x = {'a[b:' * n}a{']' * n}\n",
    "stars": lambda n: f"x = {'[*' * n}a{']' * n}\n",
    "double-stars": lambda n: f"x = {'{**' * n}a{'}' * n}\n",
    "keywords-in-calls": lambda n: f"x = {'f(a=' * n}a{')' * n}\n",
    "conditionals-in-conditions": lambda n: f"x = {'a if (' * n}a{') else a' * n}\n",
    "lists-in-patterns": lambda n: f"match a:\n    case {'[' * n}a{']' * n}: pass\n",
    "mappings-in-patterns": lambda n: f"match a:\n    case {'{1: ' * n}a{'}' * n}: pass\n",
    "classes-in-patterns": lambda n: f"match a:\n    case {'A(b=' * n}a{')' * n}: pass\n",
    "brackets-in-patterns": lambda n: f"match a:\n    case {'(' * n}a{')' * n}: pass\n",
    "brackets-in-broken-deletions": lambda n: f"if a: del {'(' * n} = {')' * n}\n",
    "alternatives-in-patterns": lambda n: f"match a:\n    case 1{' | 1' * n}: pass\n",
    "brackets-in-bounds": lambda n: f"class A[T: {'(' * n}a{')' * n}]: pass\n",
    "brackets-in-type-defaults": lambda n: f"class A[T = {'(' * n}a{')' * n}]: pass\n",
    "brackets-in-decorators": lambda n: f"@{'(' * n}a{')' * n}\ndef f(): pass\n",
    "brackets-in-annotations": lambda n: f"x: {'a[' * n}a{']' * n} = 1\n",
    "brackets-in-handlers": lambda n: f"try: pass\nexcept {'(' * n}a{')' * n}: pass\n",
    "brackets-in-targets": lambda n: f"for {'(' * n}a{',)' * n} in a: pass\n",
    "brackets-in-withs": lambda n: f"with {'(' * n}a{')' * n} as b: pass\n",
    "negations-behind-from": lambda n: f"raise a from {'not ' * n}a\n",
    "continued-lines": lambda n: "x = a" + " \\\n + a" * n + "\n",
    "functions-in-functions": lambda n: blocks(n, "def f():"),
    "classes-in-classes": lambda n: blocks(n, "class A:"),
    "loops-in-loops": lambda n: blocks(n, "for a in b:"),
    "blocks-in-blocks": lambda n: (
        "".join(f"{' ' * level}if a:\n" for level in range(n)) + f"{' ' * n}pass\n"
    ),
}
"""Source texts that nest something as deep as the number says."""

PATTERNS = {
    "lists-in-patterns": 8,
    "mappings-in-patterns": 5,
    "classes-in-patterns": 8,
    "brackets-in-patterns": 8,
    "brackets-in-broken-deletions": 8,
}
"""What takes twice as long with every level, and how deep it may be all the same."""

FREE = {
    "elements": lambda n: f"x = [{'a, ' * n}]\n",
    "elements-that-are-negative": lambda n: f"x = [{'-a, ' * n}]\n",
    "mapping": lambda n: f"x = {{{'a: b.c, ' * n}}}\n",
    "arguments": lambda n: f"f({'a=-b, ' * n})\n",
    "names-imported": lambda n: f"from a import ({'b as c, ' * n})\n",
    "statements": lambda n: "a.b = -c\n" * n,
    "statements-on-a-line": lambda n: f"{'a.b = -c; ' * n}\n",
    "type-parameters": lambda n: f"class A[{', '.join(f'T{i}: a.b' for i in range(n))}]: pass\n",
    "withs": lambda n: f"with {', '.join(['a.b as c'] * n)}: pass\n",
    "elements-of-a-pattern": lambda n: f"match a:\n    case [{'a.b, ' * n}]: pass\n",
    "deletions": lambda n: "del a[b(c)[d]], (e, [f])\n" * n,
    "names-like-keywords": lambda n: "x = case + [((((((((((((1))))))))))))]\n" * n,
    "globals": lambda n: f"def f():\n    global {', '.join(['a'] * n)}\n",
    "decorators": lambda n: f"{'@a.b\n' * n}def f(): pass\n",
    "handlers": lambda n: f"try:\n    pass\n{'except A:\n    pass\n' * n}",
    "cases": lambda n: f"match a:\n{'    case 1:\n        pass\n' * n}",
    "brackets-in-strings": lambda n: f"x = [{'"((([[[{{{", ' * n}]\n",
    "brackets-in-comments": lambda n: "# ((([[[{{{\n" * n,
    "blank-lines-in-brackets": lambda n: f"x = (\n{'\n' * n}a)\n",
}
"""Source texts that are as long as the number says, and nest nothing."""

PARSE_ALL = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.unit.test_concrete import CHAINS, FREE, longest_accepted
from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.syntax.parsing import parse

def try_to_parse(source):
    try:
        parse(source.encode())
    except UncheckableFileError:
        pass

import libcst
for name, chain in CHAINS.items():
    accepted = chain(longest_accepted(chain))
    try:
        libcst.parse_module(accepted)
    except libcst.ParserSyntaxError:
        pass
    print("accepted", name, flush=True)
    try_to_parse("x = = 1\\n" + HANDLER + chain(10_000))
    print("refused", name, flush=True)
for name, text in FREE.items():
    libcst.parse_module(text(1_000))
    print("free", name, flush=True)
""".replace("HANDLER", '"try: pass\\nexcept A, B: pass\\n"')


def longest_accepted(chain: Callable[[int], str]) -> int:
    """The greatest length that the guard lets through."""
    fine, refused = 0, LONGEST_SAFE_CHAIN + 2
    while refused - fine > 1:
        middle = (fine + refused) // 2
        if is_safe_to_parse(chain(middle).encode()):
            fine = middle
        else:
            refused = middle
    return fine


@pytest.fixture(scope="module")
def survived() -> list[str]:
    """What a process that reads every chain says before it ends, or is killed."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-W", "ignore", "-c", PARSE_ALL, str(root)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return [*finished.stdout.splitlines(), f"exit {finished.returncode}: {finished.stderr[-500:]}"]


@pytest.mark.slow
def test_the_process_that_reads_every_chain_is_not_killed(survived):
    assert survived[-1] == "exit 0: "


@pytest.mark.slow
@pytest.mark.parametrize("name", CHAINS)
def test_the_longest_chain_that_passes_the_guard_is_survived(survived, name):
    assert f"accepted {name}" in survived


@pytest.mark.slow
@pytest.mark.parametrize("name", CHAINS)
def test_a_chain_of_ten_thousand_below_a_syntax_error_is_survived(survived, name):
    assert f"refused {name}" in survived


@pytest.mark.threat("bounded")
@pytest.mark.parametrize("name", CHAINS)
def test_a_long_chain_is_refused(name):
    assert not is_safe_to_parse(CHAINS[name](LONGEST_SAFE_CHAIN + 1).encode())


@pytest.mark.parametrize("name", CHAINS)
def test_what_people_write_passes(name):
    longest = PATTERNS.get(name, 30)
    assert is_safe_to_parse(CHAINS[name](longest).encode())


@pytest.mark.parametrize("name", PATTERNS)
def test_what_the_parser_tries_anew_at_every_bracket_is_refused_early(name):
    assert not is_safe_to_parse(CHAINS[name](LARGEST_SAFE_PATTERN + 1).encode())


@pytest.mark.threat("bounded")
@pytest.mark.slow
@pytest.mark.parametrize("name", FREE)
def test_what_is_long_but_not_nested_passes(survived, name):
    assert is_safe_to_parse(FREE[name](1_000).encode())
    assert f"free {name}" in survived


def test_chains_inside_of_each_other_are_counted_together():
    deep = f"x = {'-(' * 90}{'-' * 150}a{')' * 90}\n"
    assert not is_safe_to_parse(deep.encode())
    beside = f"x = [{'-' * 150}a, {'-' * 150}a, f({'-' * 150}a)]\n"
    assert is_safe_to_parse(beside.encode())


@pytest.mark.parametrize(
    ("source", "is_safe"),
    [
        pytest.param(b"", True, id="empty"),
        pytest.param(b"#" * LARGEST_SAFE_SIZE, True, id="as-large-as-allowed"),
        pytest.param(b"#" * (LARGEST_SAFE_SIZE + 1), False, id="too-large"),
        pytest.param(b"x = '\xe9'\n", False, id="not-decodable"),
        pytest.param(b"# coding: latin-1\nx = '\xe9'\n", True, id="latin-1"),
        pytest.param(b"x = (\n", False, id="bracket-left-open"),
        pytest.param(b"x = )))(((\n", False, id="brackets-the-wrong-way"),
        pytest.param(b"x = 1\r\ny = -x\r\n", True, id="crlf"),
        pytest.param(b"x = 1\ry = -x\r", True, id="cr"),
        pytest.param(b"elif a: pass\n" * (MOST_SAFE_BRANCHES + 1), False, id="elif-alone"),
        pytest.param(b"x = t'{a}' t'{b}'\n", True, id="template-strings"),
    ],
)
def test_the_guard_errs_towards_caution(source, is_safe):
    assert is_safe_to_parse(source) is is_safe


@pytest.mark.slow
def test_nearly_every_file_of_the_standard_library_passes():
    library = Path(sysconfig.get_path("stdlib"))
    files = [path for path in sorted(library.rglob("*.py")) if "site-packages" not in path.parts]
    sources = [path.read_bytes() for path in files[::10]]
    checked = [is_safe_to_parse(source) for source in sources if len(source) <= LARGEST_SAFE_SIZE]
    assert len(checked) > 50
    assert checked.count(True) / len(checked) > 0.98


def test_a_nul_that_only_the_encoding_shows_is_not_parsed():
    # The tokeniser of Python 3.12 answers with a SystemError, where it is let.
    assert not is_safe_to_parse(b"# coding: utf-7\n :\n+AAA-\n")
