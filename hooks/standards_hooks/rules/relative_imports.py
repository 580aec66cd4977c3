"""Imports are absolute.

An absolute import says where a name comes from, survives the move of the file that holds it, and
can be searched for. The clause "Module Imports" of the standard asks for absolute imports only;
Ruff's TID252 in the required configuration bans only those that climb to a parent.

**What it finds.** Every `from .module import name`, at any level, in functions and classes, under
`TYPE_CHECKING`, in `__init__.py` and in stubs, and `importlib.import_module(".name", …)`. One
finding a statement; the message spells the absolute import out.

**The package root** is computed from the option `source-roots`; else from `[tool.ruff] src` and
the package settings of hatch, setuptools or uv_build in the nearest `pyproject.toml`; else from a
`src` directory; else from the highest directory of an unbroken chain of `__init__.py`. Where that
gives no answer, the message says so instead of guessing.

**What it leaves alone.** Absolute imports of every kind. `allow = ["siblings"]` accepts one dot,
`allow = ["init"]` accepts relative imports in `__init__` files; `exclude` is for vendored packages.

**Fix safety.** It reports; nothing is rewritten.
"""

from __future__ import annotations

import _ast as ast
import os

from standards_hooks.engine.hook import Example, Hook, Option
from standards_hooks.engine.running import run_hook
from standards_hooks.rules import HOOK_IDS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.engine.finding import Finding
    from standards_hooks.engine.hook import Options
    from standards_hooks.engine.module import Module
    from standards_hooks.engine.packages import Package


SIBLINGS = "siblings"
INIT = "init"

OPTIONS = (
    Option("source-roots", (), "directories that package names start in"),
    Option(
        "allow",
        (),
        "relative imports to accept: one dot (siblings), in __init__ files (init)",
        choices=(SIBLINGS, INIT),
        strictest=(),
    ),
)

EXAMPLES = (
    Example(
        bad="from .parcels import Parcel\n",
        good="from tracking.parcels import Parcel\n",
        path="src/tracking/labels.py",
    ),
    Example(
        bad="def load() -> None:\n    from ..parcels import Parcel\n",
        good="def load() -> None:\n    from tracking.parcels import Parcel\n",
        path="src/tracking/api/labels.py",
    ),
)

IMPORT_MODULE = "importlib.import_module"
DYNAMIC = b"import_module"
FROM_BEFORE_DOT = tuple(
    b"from" + between
    for between in (b" .", b".", b"  ", b"\t", b"\f", b"\\", b" \t", b" \f", b" \\")
)
"""How `from` can be written before a dot: blanks, form feeds and continued lines included."""


def may_find(source: bytes) -> bool:
    """Tell whether the bytes can hold a relative import.

    Args:
        source: A file in an encoding like ASCII.

    Returns:
        False only where no `from` is followed by a dot, and no module imported by name.
    """
    return any(form in source for form in FROM_BEFORE_DOT) or DYNAMIC in source


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find the relative imports of a module.

    Args:
        module: The parsed file.
        options: `source-roots` and `allow`.

    Yields:
        One finding for each statement, or call of `import_module`.
    """
    allowed = options.strings("allow")
    if INIT in allowed and os.path.basename(module.path).startswith("__init__."):
        return
    for scope in module.scopes:
        for statement in scope.imports:
            if isinstance(statement, ast.ImportFrom) and statement.level:
                if statement.level == 1 and SIBLINGS in allowed:
                    continue
                relative = "." * statement.level + (statement.module or "")
                names = ", ".join(_written(alias) for alias in statement.names)
                message = _message(
                    module,
                    options,
                    (statement.level, statement.module or ""),
                    f"from {relative} import {names}",
                    f"from {{}} import {names}",
                )
                yield module.finding(HOOK.id, statement, message, scope.symbol(relative))
    if DYNAMIC in module.source:
        yield from _find_dynamic(module, options)


def _written(alias: ast.alias) -> str:
    return f"{alias.name} as {alias.asname}" if alias.asname else alias.name


def _message(module: Module, options: Options, target: tuple[int, str], bad: str, good: str) -> str:
    """Say what to write instead; `good` has a gap for the absolute name."""
    from standards_hooks.engine.packages import UnknownPackageError

    try:
        absolute = _package(module, options).absolute(*target)
    except UnknownPackageError as error:
        return f"`{bad}` is relative; import by the absolute name ({error})"
    return f"`{bad}` is relative; write `{good.format(absolute)}`"


def _package(module: Module, options: Options) -> Package:
    from standards_hooks.engine.packages import package_of

    roots = options.strings("source-roots")
    absolute = [os.path.normpath(os.path.join(options.directory, root)) for root in roots]
    return package_of(module.path, absolute)


def _find_dynamic(module: Module, options: Options) -> Iterator[Finding]:
    """Find `import_module` called with a relative name."""
    for call in module.nodes(ast.Call):
        if module.resolve(call.func) != IMPORT_MODULE:
            continue
        name = _argument(call, 0, "name")
        if not isinstance(name, ast.Constant) or not isinstance(name.value, str):
            continue
        target = name.value.lstrip(".")
        level = len(name.value) - len(target)
        if not level or (level == 1 and SIBLINGS in options.strings("allow")):
            continue
        bad = module.segment(call)
        anchor = _argument(call, 1, "package")
        if isinstance(anchor, ast.Constant) and isinstance(anchor.value, str):
            parts = anchor.value.split(".")[: 1 - level or None]
            absolute = ".".join([*parts, target]) if target else ".".join(parts)
            message = f'`{bad}` is relative; write `import_module("{absolute}")`'
        elif isinstance(anchor, ast.Name) and anchor.id == "__package__":
            good = 'import_module("{}")'
            message = _message(module, options, (level, target), bad, good)
        else:
            message = f"`{bad}` is relative; import by the absolute name"
        yield module.finding(HOOK.id, call, message, name.value)


def _argument(call: ast.Call, position: int, name: str) -> ast.expr | None:
    if len(call.args) > position:
        return call.args[position]
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


HOOK = Hook(
    "relative-imports",
    __doc__,
    options=OPTIONS,
    examples=EXAMPLES,
    find=find,
    may_find=may_find,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook; see `run_hook` for the exit codes."""
    return run_hook(HOOK, argv, HOOK_IDS)


if __name__ == "__main__":
    raise SystemExit(main())
