"""A hook to try the engine with: it finds every name `bad`, and `worse` when it is strict."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from standards_hooks.core.options import Option
from standards_hooks.engine.checking import Checker
from standards_hooks.engine.hook import Hook


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options, Value
    from standards_hooks.semantic.module import Module


STRICT = "strict"
OPTIONS = (
    Option(STRICT, False, "find `worse` as well", strictest=True),
    Option("names", (), "further names", choices=("ugly", "vile")),
    Option("limit", 3, "a number"),
    Option("mode", "loose", "one of two", choices=("loose", "tight")),
    Option("reasons", {}, "a table of strings"),
)


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find the names."""
    wanted = {"bad", *options.strings("names"), *(["worse"] if options.flag(STRICT) else [])}
    for node in module.nodes(ast.Name):
        if node.id in wanted:
            yield module.finding("bad-names", node, f"`{node.id}` is bad")


BAD_NAMES = Hook("bad-names", "No bad names.\n\nMore of it.", options=OPTIONS, find=find)
OTHER = Hook("other-hook", "Nothing.", find=lambda module, options: iter(()))
HOOK_IDS = ("bad-names", "other-hook")


def check(
    *paths: str | Path,
    hooks: tuple[Hook, ...] = (BAD_NAMES,),
    overrides: Mapping[str, Value] | None = None,
    is_suite: bool = False,
) -> tuple[list[str], list[str]]:
    """Check files.

    Returns:
        The findings as `line:column: hook message`, in order, and the lines about configuration.
    """
    checker = Checker(hooks, HOOK_IDS, overrides or {}, is_suite=is_suite)
    for path in paths:
        checker.check_file(str(path))
    findings = sorted(checker.findings, key=lambda finding: finding.order())
    shown = [f"{each.line}:{each.column}: {each.hook} {each.message}" for each in findings]
    return shown, [str(error) for error in checker.errors]
