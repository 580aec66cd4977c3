"""Logging is structured: structlog's logger, made once by the module, and literal events.

A literal event can be counted and searched for, and its values are found by their names; a
sentence with the values in it has to be parsed again. The clause "Logging" of the standard requires
structlog, one logger per module, and one place where logging is configured.

**What it finds.**

- `logging.getLogger` instead of `structlog.get_logger`, and other logging libraries: loguru,
  logbook, logzero and the like. `traceback.print_exc`, which bypasses logging (in a command-line
  program it is fine).
- A logger that is made inside a function.
- An event that is an f-string, or built with `%`, `+`, `format` or `join`; a variable that was last
  given such a text in the same function; and the caught exception, as it is or by `str`. A logger
  is recognised by what it is assigned from or by its name (`self._log`, `audit_logger`).
- `basicConfig`, `dictConfig`, `fileConfig` and `structlog.configure` outside the modules that
  configure logging.

**What it proposes.** How the values of an event are passed depends on what made the logger, as far
as the file shows: by keyword to structlog's logger and loguru's; in `extra` to those of the
standard library, Celery and Flask, where a keyword raises TypeError; both are shown for a logger
that another file makes. No name is proposed that the logger takes for something else (`event`, and
`name` or `module` in `extra`): `…` stands for a name to be chosen.

**What it ignores.** A literal with positional arguments, and prose. Names as events
(`check-variables`). Modules that configure logging: they are called `config`, `settings`,
`logging`, `log_…` or in a package of such a name, and call `basicConfig`, `structlog.configure` or
the like, add handlers, or hold the dictionary for `dictConfig`; either alone does not suffice.
Modules in `extend-configuration-modules`, and functions called like `setup_logging`. Logging may be
configured in a function `main`, under `if __name__ == "__main__"` and in functions that this alone
calls, too. Loggers that are only configured (`setLevel`, `addHandler`, `disabled`), also in a loop,
or passed to structlog; Alembic's own. A logger that a function returns, or that is made in one
called like `get_logger`. Tests (`check-tests`). For a library that leaves logging to its users:
`allow-standard-loggers`.

**Fix safety.** There is no fix: the name of an event is for people to choose.

**Compared with Ruff.** The `LOG` and `G` rules know the standard library only, and loggers by a few
names. What `G001` to `G004` and `LOG015` report is not reported again.
"""

from __future__ import annotations

import os

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.visibility import is_test
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.structured_logging.configuration import (
    CONFIGURING,
    configures_logging,
    is_command,
    is_in_main,
    is_named,
    is_providing,
    is_setting_up,
)
from standards_hooks.rules.structured_logging.events import (
    NamedEvents,
    composition,
    event_of,
    is_reported_by_ruff,
)
from standards_hooks.rules.structured_logging.uses import Uses
from standards_hooks.semantic.bindings import names_bound_by, targets_of
from standards_hooks.semantic.calls import calls_on_lines_with, may_hold
from standards_hooks.semantic.expressions import (
    argument_of,
    arguments_of,
    literal_text,
)
from standards_hooks.semantic.loggers import (
    STANDARD_FACTORY,
    STRUCTURED_FACTORIES,
    Loggers,
    is_logger_name,
)
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.semantic.calls import Place
    from standards_hooks.semantic.module import Module


OPTIONS = (
    Option(
        "allow-standard-loggers",
        False,
        "allow `logging.getLogger`, for a library",
        strictest=False,
    ),
    Option(
        "check-variables",
        False,
        "report also events that are names or results of calls",
        strictest=True,
    ),
    Option("check-tests", False, "check tests too", strictest=True),
    Option(
        "extend-configuration-modules",
        (),
        "names of further modules, without `.py`, that configure logging",
        strictest=(),
    ),
)

EXAMPLES = (
    Example(
        bad="import logging\n\n\nlogger = logging.getLogger(__name__)\n",
        good="import structlog\n\n\nlogger = structlog.get_logger(__name__)\n",
    ),
    Example(
        bad="import structlog\n\n\ndef weigh(parcel):\n"
        "    logger = structlog.get_logger(__name__)\n"
        '    logger.info("parcel_weighed", grams=parcel.grams)\n',
        good="import structlog\n\n\nlogger = structlog.get_logger(__name__)\n\n\n"
        'def weigh(parcel):\n    logger.info("parcel_weighed", grams=parcel.grams)\n',
    ),
    Example(
        bad="class Desk:\n    def weigh(self, parcel):\n"
        '        self._log.info(f"{parcel.grams} g on the scale")\n',
        good="class Desk:\n    def weigh(self, parcel):\n"
        '        self._log.info("parcel_weighed", grams=parcel.grams)\n',
    ),
)

LOGGER = "logger"
MODULE_NAME = "__name__"
OTHER_LIBRARIES = frozenset(
    ["absl.logging", "daiquiri", "eliot", "logbook", "loguru", "logzero", "picologging"]
)
CHECKED = CONFIGURING | STRUCTURED_FACTORIES | {STANDARD_FACTORY}
PRINTING = {
    "traceback.print_exc": 1,
    "traceback.print_exception": 4,
    "traceback.print_last": 1,
}
"""Functions that print to standard error, and the number of arguments before the file."""

WORDS = (b"log", b"traceback", b"daiquiri", b"eliot")


def may_find(source: bytes) -> bool:
    """Return whether a source contains a word of logging."""
    return may_hold(WORDS, source)


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find what logs without structure in a module.

    Args:
        module: The parsed file.
        options: The `check-…` flags and what is allowed.

    Yields:
        One finding for each import, logger, event and configuration.
    """
    if is_test(module.path) and not options.flag("check-tests"):
        return
    loggers = Loggers(module)
    yield from _events(loggers, module, options)
    if is_named(module.path, options.strings("extend-configuration-modules")) or configures_logging(
        module, loggers.places
    ):
        return
    uses = Uses(module)
    yield from _imports(module)
    yield from _prints(loggers, module)
    for place in loggers.places:
        message = _call(place, module, uses, options)
        if message:
            yield module.finding(HOOK.id, place.call, message, place.scope.qualified_name)


def _events(loggers: Loggers, module: Module, options: Options) -> Iterator[Finding]:
    """Find events that are no literals."""
    named = NamedEvents(module)
    found = [
        (place, event, how)
        for place in loggers.places
        for event, how in _event(place, loggers, named, module, options)
    ]
    if not found:
        return
    from standards_hooks.rules.structured_logging.advice import advice
    from standards_hooks.rules.structured_logging.kinds import kind_of
    from standards_hooks.semantic.origins import Origins

    origins = Origins(module)
    for place, event, how in found:
        kind = kind_of(place.call, place.scope, origins)
        built = named.built_from(event, place.scope)
        message = (
            f"the event is {how}; write a literal, and {advice(built, place.call, kind, module)}"
        )
        yield module.finding(HOOK.id, place.call, message, place.scope.qualified_name)


def _event(
    place: Place, loggers: Loggers, named: NamedEvents, module: Module, options: Options
) -> Iterator[tuple[ast.expr, str]]:
    """Yield the event of a call with what is wrong with it, if anything is."""
    function = place.call.func
    if not isinstance(function, ast.Attribute) or not loggers.is_logging(place.call):
        return
    event = event_of(place.call, function.attr)
    if event is None or is_reported_by_ruff(place.call, function.attr, event, module):
        return
    how = composition(event) or named.composition(event, place.scope)
    if not how and options.flag("check-variables"):
        is_variable = not isinstance(event, ast.Constant | ast.JoinedStr | ast.BinOp)
        how = "not a literal" if is_variable else ""
    if how:
        yield event, how


def _imports(module: Module) -> Iterator[Finding]:
    """Find imports of other logging libraries."""
    for scope in module.scopes:
        for statement in scope.imports:
            if isinstance(statement, ast.ImportFrom):
                package = "" if statement.level else statement.module or ""
                names = [package, *(f"{package}.{each.name}" for each in statement.names)]
            else:
                names = [each.name for each in statement.names]
            library = next(filter(None, map(_other_library, names)), "")
            if library:
                name = next(filter(_is_logger, names_bound_by(statement)), LOGGER)
                message = f"`{library}` is another logging library; write {_made(name)}"
                yield module.finding(HOOK.id, statement, message, scope.qualified_name)


def _other_library(name: str) -> str:
    return next((each for each in OTHER_LIBRARIES if f"{name}.".startswith(f"{each}.")), "")


def _call(place: Place, module: Module, uses: Uses, options: Options) -> str:
    """Return what is wrong with how a logger is made or configured; empty where nothing is."""
    origin = module.resolve(place.call.func)
    if is_setting_up(place.scope):
        return ""
    written = f"`{module.segment(place.call.func)}`" if origin in CHECKED else ""
    if origin in CONFIGURING and not _may_configure(place, origin, module, uses):
        return (
            f"{written} configures logging here; configure it once, "
            "in a `setup_logging` beside the settings"
        )
    if origin == STANDARD_FACTORY and not (
        options.flag("allow-standard-loggers") or uses.are_settings(place)
    ):
        return f"{written} makes an unstructured logger; write {_replacement(place, module)}"
    if origin in STRUCTURED_FACTORIES and place.scope.is_function and not is_providing(place):
        return f"{written} is called in a function; make the logger once, at module level"
    return ""


def _replacement(place: Place, module: Module) -> str:
    """Return structlog's logger in the place of the standard library's, under the same name."""
    if is_providing(place):
        arguments = ", ".join(map(module.segment, arguments_of(place.call)))
        return f"`structlog.get_logger({arguments})`"
    statement = place.statement
    is_whole = isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is place.call
    targets = targets_of(statement) if is_whole else []
    name = next((each.id for each in targets if isinstance(each, ast.Name)), LOGGER)
    given = literal_text(argument_of(place.call, 0, "name"))
    where = " at module level" if place.scope.is_function else ""
    return f"{_made(name, f'"{given}"' if given else MODULE_NAME)}{where}"


def _made(name: str, argument: str = MODULE_NAME) -> str:
    return f"`{name} = structlog.get_logger({argument})`"


def _is_logger(name: str) -> bool:
    """Return whether a name is that of a logger, not of a class of loggers."""
    return is_logger_name(name) and (name.islower() or name.isupper())


def _may_configure(place: Place, origin: str, module: Module, uses: Uses) -> bool:
    """Return whether a program starts here, or Alembic does, whose template configures logging."""
    is_alembic = os.path.basename(module.path) == "env.py" and origin == "logging.config.fileConfig"
    return is_alembic or is_in_main(place, module) or uses.are_of_program(place)


def _prints(loggers: Loggers, module: Module) -> Iterator[Finding]:
    """Find exceptions that are printed instead of logged."""
    if not any(origin.startswith("traceback") for origin in module.imported.values()):
        return
    if is_command(module.path):
        return
    name = loggers.name_in_module()
    made = "" if name else f", with {_made(LOGGER)} at module level"
    call = f'`{name or LOGGER}.exception("...")`'
    for place in calls_on_lines_with((b"print", b"traceback"), module):
        origin = module.resolve(place.call.func)
        if origin in PRINTING and not _has_file(place.call, origin):
            written = module.segment(place.call.func)
            message = f"`{written}` bypasses logging; write {call}{made}"
            yield module.finding(HOOK.id, place.call, message, place.scope.qualified_name)


def _has_file(call: ast.Call, origin: str) -> bool:
    """Return whether a traceback is printed into a file that the call passes."""
    return len(call.args) > PRINTING[origin] or any(each.arg == "file" for each in call.keywords)


HOOK = Hook(
    "structured-logging",
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
