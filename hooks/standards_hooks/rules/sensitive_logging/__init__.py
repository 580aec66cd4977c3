"""Nothing sensitive is logged: no password, token, key, cookie or card number.

More people read a log than the data itself, it is kept longer, and it is sent to other systems. The
clause "Avoid logging sensitive data" of the standard wants who it was in the log, not what they
typed.

**What it finds.** In log calls (of `logging`, structlog and loguru, recognised by what the logger
is assigned from or by its name) and in values bound to a logger (`bind`, `bind_contextvars`):

- a value whose name ends in a word for a secret, however it is passed: by position, by keyword, in
  an f-string, `%`, `+`, `format`, `extra={...}`; an element (`headers["Authorization"]`,
  `config.get("api_key")`), what a function returns (`create_access_token(...)`), and
  `get_secret_value()`;
- any value under such a name: `password=form.value`;
- the headers, the cookies and the body of a request as a whole (`request.headers`; with
  `check-headers` everything called `headers`), also from a variable;
- `locals()`, and `__dict__`, `vars(...)`, `model_dump()` of credentials and settings.

**What it ignores.** Only the last word of a name counts: `token_count`, `password_hash` and
`secret_name` are no secrets, nor are `has_password` and `masked_key`. A `token` counts where the
word before it says that it grants access (`access_token`, not `next_token`), or where its function
deals with authentication; `check-tokens` reports them all. The result of another function:
`len(password)`, `bool(token)`, `mask(key)`; comparisons; the beginning or the end of a string
(`token[:4]`). The message of an exception. Tests (`check-tests`). Names in `allow`.

**Fix safety.** There is no fix: what identifies the case instead is for people to know.

**Compared with Ruff.** No rule of Ruff looks at the values that a log call writes.
"""

from __future__ import annotations

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.visibility import is_test
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.sensitive_logging.exposure import NAMESPACE, OBJECT, SECRET, Exposures
from standards_hooks.rules.sensitive_logging.requests import BODY, COOKIES, HEADERS
from standards_hooks.semantic.calls import may_hold
from standards_hooks.semantic.loggers import LEVEL_FIRST, Loggers, last_name
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.rules.sensitive_logging.exposure import Exposure
    from standards_hooks.semantic.module import Module


OPTIONS = (
    Option("allow", (), "names of values that may be logged", strictest=()),
    Option(
        "check-tokens",
        False,
        "report every name that ends in `token`, `next_token` too",
        strictest=True,
    ),
    Option(
        "check-headers",
        False,
        "report everything called `headers`",
        strictest=True,
    ),
    Option("check-tests", False, "check tests too", strictest=True),
)

EXAMPLES = (
    Example(
        bad="import structlog\n\n\nlogger = structlog.get_logger(__name__)\n\n\n"
        "def sign_in(courier, password):\n"
        '    logger.info("sign_in", courier_id=courier.id, password=password)\n',
        good="import structlog\n\n\nlogger = structlog.get_logger(__name__)\n\n\n"
        "def sign_in(courier, password):\n"
        '    logger.info("sign_in", courier_id=courier.id)\n',
    ),
    Example(
        bad="async def receive(request):\n"
        '    logger.info("webhook_received", headers=dict(request.headers))\n',
        good="async def receive(request):\n"
        '    logger.info("webhook_received", sender=request.headers.get("user-agent"))\n',
    ),
)

BINDING = frozenset({"bind", "contextualize", "new"})
"""The methods of a logger that add values to all its entries."""

BINDING_FUNCTIONS = frozenset(
    [
        *("structlog.contextvars.bind_contextvars", "structlog.contextvars.bound_contextvars"),
        *("structlog.get_logger", "structlog.getLogger", "structlog.stdlib.get_logger"),
        *("structlog.wrap_logger", "logging.LoggerAdapter"),
    ]
)
FLAGS = frozenset({"exc_info", "stack_info", "stacklevel"})

WAYS_OUT = {
    SECRET: "leave it out, or log an identifier that is no secret",
    HEADERS: "log the ones that you need, by name",
    COOKIES: "log what you need, by name",
    BODY: "log the fields that you need, by name",
    NAMESPACE: "log the ones that you need, by name",
    OBJECT: "log the fields that you need, by name",
}


def may_find(source: bytes) -> bool:
    """Return whether a source contains a word of logging."""
    return may_hold((b"log",), source)


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find the secrets that a module logs.

    Args:
        module: The parsed file.
        options: `allow` and the `check-…` flags.

    Yields:
        One finding for each value.
    """
    if is_test(module.path) and not options.flag("check-tests"):
        return
    loggers = Loggers(module)
    exposures = Exposures(
        module,
        is_token_enough=options.flag("check-tokens"),
        are_headers_enough=options.flag("check-headers"),
    )
    allowed = options.strings("allow")
    for place in loggers.places:
        exposures.enter(place.scope)
        for exposure in _shown(place.call, loggers, exposures, module):
            if last_name(exposure.node) in allowed:
                continue
            written = module.segment(exposure.node)
            message = f"`{written}` puts {exposure.kind} into the log; {WAYS_OUT[exposure.kind]}"
            yield module.finding(HOOK.id, exposure.node, message, place.scope.qualified_name)


def _shown(
    call: ast.Call, loggers: Loggers, exposures: Exposures, module: Module
) -> Iterator[Exposure]:
    """Yield the values that a call logs, none for a call that does not log."""
    function = call.func
    if isinstance(function, ast.Attribute) and loggers.is_logging(call):
        start = 1 if function.attr in LEVEL_FIRST else 0
    elif (
        isinstance(function, ast.Attribute)
        and function.attr in BINDING
        and loggers.is_logger(function.value)
    ) or module.resolve(function) in BINDING_FUNCTIONS:
        start = 0
    else:
        return
    for argument in call.args[start:]:
        yield from exposures.in_value(argument)
    for keyword in call.keywords:
        if keyword.arg not in FLAGS:
            yield from exposures.named(keyword.arg, keyword.value)


HOOK = Hook(
    "sensitive-logging",
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
