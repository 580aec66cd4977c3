"""No handler swallows every exception.

A handler that catches everything and continues hides programming mistakes together with the errors
that were expected. The clauses "Error Handling" and "Try-Except Best Practices" of the standard
require specific exceptions.

**What it finds.** A handler for `Exception`, `BaseException` or everything, in whatever spelling
(bare, in a tuple, `except*`, by an import or an alias), that does not raise on every path;
`contextlib.suppress(Exception)`; and `raise Exception`, directly or through a variable. Logging the
exception is not enough. The outermost handler of `main()`, of a worker's loop or of a supervisor of
tasks may have to catch everything: suppress the finding there, with its reason.

**What it ignores.** A path that ends with any `raise`, or with a call that never returns:
`sys.exit`, `os._exit`, `pytest.fail`, functions called `raise_…`, `abort…` or `exit…`, functions of
the same file that are annotated with `NoReturn` or end with a `raise`, and those that
`leaving-calls` names. A path on which `isinstance(error, Narrow)` holds. A path that passes the
exception object on, because nothing is lost: it is returned, yielded, stored, or passed to
`set_exception`, `put`, `append` and the like (`check-handed-over` requires a `raise` there too;
a string made from the exception does not count). `__del__`, whose errors reach no caller. Tests
(`check-tests`).

**Fix safety.** There is no fix: which exceptions are expected is for people to know.

**Compared with Ruff.** BLE001 is not part of the required configuration; it accepts handlers that
log the exception, and follows no paths. Whether a raised exception says `from error` is B904's
question.
"""

from __future__ import annotations

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.visibility import is_test
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.broad_except.breadth import Breadth
from standards_hooks.rules.broad_except.continuation import Continuation
from standards_hooks.rules.broad_except.exits import NoReturnCalls
from standards_hooks.rules.broad_except.forwarding import Forwarding
from standards_hooks.rules.broad_except.narrowing import Narrowing
from standards_hooks.semantic.control_flow import END, Paths
from standards_hooks.semantic.expressions import callee
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.reading import has_ascii_markup


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.semantic.control_flow import Exits
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope

    type Behind = tuple[Paths, Continuation]
    """What follows the paths behind the handlers of one scope."""


OPTIONS = (
    Option(
        "leaving-calls",
        (),
        "dotted names of further functions that never return",
        strictest=(),
    ),
    Option(
        "check-handed-over",
        False,
        "report also handlers that return, store or pass on the exception",
        strictest=True,
    ),
    Option("check-tests", False, "check tests too", strictest=True),
)

EXAMPLES = (
    Example(
        bad="def weigh(parcel):\n    try:\n        return scale.weigh(parcel)\n"
        '    except Exception:\n        log.exception("weighing_failed")\n        return None\n',
        good="def weigh(parcel):\n    try:\n        return scale.weigh(parcel)\n"
        '    except ScaleError:\n        log.exception("weighing_failed")\n        return None\n',
    ),
    Example(
        bad="from contextlib import suppress\n\n\ndef forget(parcel):\n"
        "    with suppress(Exception):\n        shelf.remove(parcel)\n",
        good="from contextlib import suppress\n\n\ndef forget(parcel):\n"
        "    with suppress(KeyError):\n        shelf.remove(parcel)\n",
    ),
    Example(
        bad='def send(parcel):\n    error = Exception("no address")\n    raise error\n',
        good='def send(parcel):\n    error = AddressError("no address")\n    raise error\n',
    ),
)

SUPPRESS = "contextlib.suppress"
LONGEST_QUOTE = 40
KEYWORDS = (b"except", b"raise", b"suppress")
BARE = tuple(
    b"except" + between
    for between in (b":", b" :", b"  ", b"\t", b"\f", b"\\", b" \t", b" \f", b" \\")
)
"""How a handler without a class can be written: blanks, form feeds and continued lines included."""


def may_find(source: bytes) -> bool:
    """Return whether a source can have a handler for everything, or raise `Exception` itself.

    Args:
        source: A file in an encoding like ASCII.

    Returns:
        False only where no handler is bare, and `Exception` is not named beside a keyword that
        could use it. An identifier beyond ASCII may spell it in other letters (PEP 3131).
    """
    at = source.find(b"except")
    while at >= 0:
        if source.startswith(BARE, at):
            return True
        at = source.find(b"except", at + 1)
    if b"Exception" not in source and source.isascii():
        return False
    return any(word in source for word in KEYWORDS)


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find the handlers that swallow everything, and what raises `Exception` itself.

    Args:
        module: The parsed file.
        options: `leaving-calls`, `check-handed-over` and `check-tests`.

    Yields:
        One finding for each handler, call of `suppress` and `raise`.
    """
    if is_test(module.path) and not options.flag("check-tests"):
        return
    no_return_calls = NoReturnCalls(module, options.strings("leaving-calls"))
    breadth = Breadth(module)
    for scope in module.scopes:
        # Behind a handler the name that it binds is gone (PEP 3110), so one walk serves them all.
        behind: Behind | None = None
        for statement in scope.others:
            if isinstance(statement, ast.Try | ast.TryStar):
                if scope.name == "__del__":
                    continue
                for handler in statement.handlers:
                    if handler.type is None or breadth.is_broad(handler.type, scope):
                        if behind is None:
                            paths = _paths(breadth, scope, None, no_return_calls, options)
                            behind = paths, Continuation(paths, scope.node.body)
                        inside = _paths(breadth, scope, handler.name, no_return_calls, options)
                        exits = behind[0].finally_(statement, inside.exits(handler.body))
                        if exits and behind[1].exits(statement, exits):
                            yield _swallowing(module, scope, statement, handler, exits)
        for statement in scope.raises:
            if statement.exc is not None and breadth.is_made_broad(statement.exc, scope):
                yield _raising(module, scope, statement.exc)
    if b"suppress" in module.source or not has_ascii_markup(module.source):
        yield from _suppressing(module, breadth)


def _paths(
    breadth: Breadth,
    scope: Scope,
    name: str | None,
    no_return_calls: NoReturnCalls,
    options: Options,
) -> Paths:
    """Return what follows the paths where an exception has a name, or none."""
    narrowing = Narrowing(breadth, scope, name)
    forwarding = Forwarding(breadth.module, name)
    is_strict = options.flag("check-handed-over")
    return Paths(
        no_return_calls.is_one,
        is_settled=lambda statement: not is_strict and forwarding.is_one(statement),
        is_narrowed=narrowing.is_one,
        is_narrow_case=narrowing.is_narrow_case,
        is_swallowing=lambda manager: _is_suppress(breadth.module, manager),
    )


def _swallowing(
    module: Module,
    scope: Scope,
    statement: ast.Try | ast.TryStar,
    handler: ast.ExceptHandler,
    exits: Exits,
) -> Finding:
    """Return the finding of one broad handler, given the ways out of it."""
    explicit = {way: line for way, line in exits.items() if way != END}
    how = "it ends without a `raise`"
    if explicit:
        way = min(explicit, key=lambda each: explicit[each])
        how = f"`{way}` in line {explicit[way]}"
    header = _header(module, statement, handler)
    translation = f"raise … from {handler.name or 'error'}"
    message = (
        f"`{header}` swallows every error ({how}); name the exceptions that are expected here, or"
        f" end every path with `raise` or `{translation}`"
    )
    return module.finding(HOOK.id, handler, message, scope.qualified_name)


def _header(module: Module, statement: ast.Try | ast.TryStar, handler: ast.ExceptHandler) -> str:
    """Return the handler's first line up to what it catches."""
    if handler.type is None:
        return "except:"
    keyword = "except*" if isinstance(statement, ast.TryStar) else "except"
    caught = module.segment(handler.type)
    is_short = len(caught) <= LONGEST_QUOTE and "#" not in caught
    return f"{keyword} {caught if is_short else '(…)'}"


def _raising(module: Module, scope: Scope, raised: ast.expr) -> Finding:
    name = module.segment(callee(raised))
    is_named = name.endswith("Exception")
    subject = f"`raise {name}`" if is_named else f"`{name}` is a bare `Exception`, which"
    message = (
        f"{subject} can only be caught together with every other error; raise an exception class of"
        " your own, or the builtin one that fits"
    )
    return module.finding(HOOK.id, raised, message, scope.qualified_name)


def _suppressing(module: Module, breadth: Breadth) -> Iterator[Finding]:
    """Yield a finding for each `suppress` of every error."""
    for call in module.nodes(ast.Call):
        if _is_suppress(module, call):
            scope = module.scopes_around(call)[0]
            broad = [each for each in call.args if breadth.is_broad(each, scope)]
            if broad:
                message = (
                    f"`suppress({module.segment(broad[0])})` swallows every error; name the"
                    " exceptions that are expected here"
                )
                yield module.finding(HOOK.id, call, message, scope.qualified_name)


def _is_suppress(module: Module, node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and module.resolve(node.func) == SUPPRESS


HOOK = Hook(
    "broad-except",
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
