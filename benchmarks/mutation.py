"""How many small faults in `standards_hooks.semantic` the unit tests notice.

    nice uv run python benchmarks/mutation.py [--modules NAME ...] [--sample N] [--seconds N]

Each mutant differs from the code in one place: a comparison, `and` or `or`, a `not`, a condition, a
constant in a function, what is returned, a statement that is left out. It is killed where a test of
its module fails, or ends in an error or beyond a limit of time. What survives is printed, to be
read: either a test is missing, or the change means the same.

The tests of a module `x` are `tests/unit/test_x.py` and those that `FURTHER` names.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import importlib.machinery
import os
import random
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any


CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

import hypothesis  # noqa: E402, F401 - a mutant is a fork, and should not import this again
import pytest  # noqa: E402


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from importlib.abc import SourceLoader
    from types import CodeType

    type Edit = Callable[[Any], ast.AST]


PACKAGE = CHECKOUT / "hooks" / "standards_hooks" / "semantic"
TESTS = CHECKOUT / "tests" / "unit"
FURTHER = {
    "calls": ("structured_logging",),
    "inferred_types": ("variable_annotations",),
    "loggers": ("structured_logging",),
    "mutation": ("attribute_naming",),
    "spelling": ("query_in_loop",),
}
"""The modules that the tests of a rule drive, and which rule."""

OPTIONS = (
    *("-x", "-q", "-p", "no:cacheprovider", "-n", "0", "--hypothesis-seed=0"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)
LONGEST = 60
"""Seconds of a processor that the tests of one mutant may take."""

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
NOT_MUTATED = ("annotation", "returns", "decorator_list", "type_params")
"""The fields of nodes that do not run, or not as a part of what is asked."""


@dataclass(frozen=True)
class Mutant:
    """One change of one module.

    Attributes:
        module: The name of the module in the package.
        path: The way to the node from the tree on: fields, and indices in lists.
        edit: What makes another node of it.
        text: The change in words.
        line: Where it is.
    """

    module: str
    path: tuple[str | int, ...]
    edit: Edit
    text: str
    line: int

    def code(self) -> CodeType:
        """Compile the module with the change."""
        source = PACKAGE / f"{self.module}.py"
        tree = ast.parse(source.read_bytes())
        *way, last = self.path
        holder: Any = tree
        for step in way:
            holder = _at(holder, step)
        node = _at(holder, last)
        changed = ast.copy_location(self.edit(copy.deepcopy(node)), node)
        if isinstance(last, int):
            holder[last] = changed
        else:
            setattr(holder, last, changed)
        return compile(ast.fix_missing_locations(tree), str(source), "exec")


def _at(holder: Any, step: str | int) -> Any:
    """Return a field of a node, or an item of a list of nodes."""
    return holder[step] if isinstance(step, int) else getattr(holder, step)


def mutants_of(module: str) -> Iterator[Mutant]:
    """Yield every mutant of a module, in the order of the file."""
    tree = ast.parse((PACKAGE / f"{module}.py").read_bytes())
    for path, node in _places(tree, (), is_in_function=False):
        for edit in _edits_of(node):
            changed = edit(copy.deepcopy(node))
            text = f"{_shown(node)}  ->  {_shown(changed)}"
            yield Mutant(module, path, edit, text, node.lineno)


def _shown(node: ast.AST) -> str:
    return ast.unparse(node).partition("\n")[0]


def _places(
    node: ast.AST, path: tuple[str | int, ...], *, is_in_function: bool
) -> Iterator[tuple[tuple[str | int, ...], ast.expr | ast.stmt]]:
    """Yield the expressions and statements of functions, each with the way to it."""
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    if is_in_function and isinstance(node, ast.expr | ast.stmt):
        yield path, node
    if isinstance(node, ast.JoinedStr):
        return
    is_inside = is_in_function or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    for field, value in ast.iter_fields(node):
        if isinstance(value, ast.AST) and field not in NOT_MUTATED:
            yield from _places(value, (*path, field), is_in_function=is_inside)
        elif isinstance(value, list) and field not in NOT_MUTATED:
            for index, item in enumerate(value):
                if isinstance(item, ast.AST) and not _is_text(item):
                    yield from _places(item, (*path, field, index), is_in_function=is_inside)


def _is_text(node: ast.AST) -> bool:
    """Return whether a node is a docstring, or another text that stands alone."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _edits_of(node: ast.expr | ast.stmt) -> Iterator[Edit]:
    """Yield the changes that a node allows."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield _with_other_comparison
    elif isinstance(node, ast.BoolOp):
        yield _with_other_operator
        yield _without_last
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield _operand
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        yield _left
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        yield _with_other_sign
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | str):
        yield _other_constant
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id in {"any", "all"}:
            yield _other_quantifier
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield _negated
    elif isinstance(node, ast.Return) and not isinstance(node.value, ast.Constant | None):
        yield _returning_nothing
    elif isinstance(node, ast.Continue):
        yield _break
    elif isinstance(node, ast.Expr | ast.AugAssign):
        yield _pass


def _with_other_comparison(node: ast.Compare) -> ast.AST:
    node.ops = [COMPARISONS[type(node.ops[0])]()]
    return node


def _with_other_operator(node: ast.BoolOp) -> ast.AST:
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return node


def _without_last(node: ast.BoolOp) -> ast.AST:
    *kept, _ = node.values
    node.values = kept
    return node if len(kept) > 1 else kept[0]


def _operand(node: ast.UnaryOp) -> ast.AST:
    return node.operand


def _left(node: ast.BinOp) -> ast.AST:
    return node.left


def _with_other_sign(node: ast.BinOp) -> ast.AST:
    node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
    return node


def _other_constant(node: ast.Constant) -> ast.AST:
    value = node.value
    if isinstance(value, bool):
        return ast.Constant(not value)
    return ast.Constant(value + 1 if isinstance(value, int) else f"{value!s}X")


def _other_quantifier(node: ast.Call) -> ast.AST:
    other = "all" if ast.unparse(node.func) == "any" else "any"
    return ast.Call(ast.Name(other, ast.Load()), node.args, node.keywords)


def _negated(node: ast.If | ast.IfExp | ast.While) -> ast.AST:
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return node


def _returning_nothing(_: ast.Return) -> ast.AST:
    return ast.Return(ast.Constant(None))


def _break(_: ast.Continue) -> ast.AST:
    return ast.Break()


def _pass(_: ast.stmt) -> ast.AST:
    return ast.Pass()


def tests_of(module: str) -> list[str]:
    """Return the files of the tests that drive a module."""
    names = (module, *FURTHER.get(module, ()))
    return [str(path) for name in names if (path := TESTS / f"test_{name}.py").exists()]


def is_killed(mutant: Mutant | None, tests: Sequence[str]) -> bool:
    """Run tests in a process of their own, with a mutant in the place of its module.

    Args:
        mutant: The change; None for the code as it is.
        tests: The files.

    Returns:
        Whether a test failed, or the time limit ended them.
    """
    process = os.fork()
    if process == 0:
        _run_tests(mutant, tests)
    return os.waitpid(process, 0)[1] != 0


def _run_tests(mutant: Mutant | None, tests: Sequence[str]) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    if mutant is not None:
        _replace(f"standards_hooks.semantic.{mutant.module}", mutant.code())
    code = 1
    # standards: ignore[broad-except] the process ends here, whatever the mutant raises
    with contextlib.suppress(BaseException):
        code = pytest.main([*OPTIONS, *tests])
    os._exit(code)


def _replace(name: str, code: CodeType) -> None:
    """Have a module run other code when it is imported."""
    loader = importlib.machinery.SourceFileLoader
    original = loader.get_code

    def get_code(self: SourceLoader, fullname: str) -> CodeType | None:
        return code if fullname == name else original(self, fullname)

    loader.get_code = get_code  # type: ignore[assignment, method-assign]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(argv: Sequence[str] | None = None) -> int:
    """Count the mutants of each module that the tests kill, and print those that survive."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    every = sorted(path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__")
    parser.add_argument("--modules", nargs="+", default=every, choices=every, metavar="NAME")
    parser.add_argument("--sample", type=int, help="how many mutants of each module to try")
    parser.add_argument("--seconds", type=float, default=1200.0, help="when to stop")
    arguments = parser.parse_args(argv)
    end = time.monotonic() + arguments.seconds
    totals = [0, 0]
    for module in arguments.modules:
        mutants = list(mutants_of(module))
        if arguments.sample is not None and arguments.sample < len(mutants):
            mutants = random.Random(0).sample(mutants, arguments.sample)  # noqa: S311 - a sample
        tests = tests_of(module)
        if not mutants or not tests:
            _say(f"{module}: {len(mutants)} mutants, {len(tests)} files of tests")
            continue
        if is_killed(None, tests):
            _say(f"{module}: its tests fail without a change")
            return 1
        tried = killed = 0
        for mutant in sorted(mutants, key=lambda each: each.line):
            if time.monotonic() > end:
                break
            tried += 1
            if is_killed(mutant, tests):
                killed += 1
            else:
                _say(f"  {module}.py:{mutant.line}: {mutant.text}")
        _say(f"{module}: {killed} of {tried} killed, of {len(mutants)} tried")
        totals = [totals[0] + killed, totals[1] + tried]
    _say(f"{totals[0]} of {totals[1]} mutants killed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
