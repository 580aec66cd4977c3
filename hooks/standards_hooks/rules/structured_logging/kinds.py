"""What kind a logger is, by what made it: which arguments it takes depends on that."""

from __future__ import annotations

from standards_hooks.semantic.expressions import last_name
from standards_hooks.semantic.loggers import DERIVING
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.semantic.origins import Origins
    from standards_hooks.semantic.scopes import Scope


TAKES_KEYWORDS = "takes keywords"
"""A logger of structlog or loguru: any keyword is a value of the event."""

STANDARD = "standard"
"""`logging.Logger`: a keyword that it does not know raises TypeError; values go into `extra`."""

ADAPTER = "adapter"
"""`logging.LoggerAdapter`, which puts an `extra` of its own in the place of the call's."""

UNKNOWN = "unknown"

KEYWORD_MAKERS = ("structlog.", "loguru.")
ADAPTERS = frozenset(
    {"logging.LoggerAdapter()", "prefect.get_run_logger()", "prefect.logging.get_run_logger()"}
)
STANDARD_LOGGERS = (
    *("logging.getLogger()", "logging.Logger()", "logging.root", "multiprocessing.get_logger()"),
    *("celery.utils.log.get_task_logger()", "celery.utils.log.get_logger()"),
    *("flask.current_app.logger", "flask.Flask().logger", "django.utils.log."),
    *("fastapi.logger.logger", "quart.current_app.logger", "sanic.log.", "tornado.log."),
)
STANDARD_KEYWORDS = frozenset({"event", "exc_info", "extra", "msg", "stack_info", "stacklevel"})
"""The keywords of `logging.Logger.info`, and the name of structlog's first parameter."""

COROUTINES = frozenset(
    {"acritical", "adebug", "aerror", "aexception", "afatal", "ainfo", "alog", "awarn", "awarning"}
)
"""The methods that structlog alone has."""


def kind_of(call: ast.Call, scope: Scope, origins: Origins) -> str:
    """Return the kind of the logger that a call uses.

    Args:
        call: The call of a level method.
        scope: The scope in which it stands.
        origins: The origins of values in the file.

    Returns:
        What the maker says, where the file shows it; else what the call itself proves, which
        already passes a keyword, or binds values.
    """
    receiver = call.func.value if isinstance(call.func, ast.Attribute) else call.func
    origin = origins.of(receiver, scope)
    if origin.startswith(KEYWORD_MAKERS):
        return TAKES_KEYWORDS
    if origin in ADAPTERS:
        return ADAPTER
    if origin.startswith(STANDARD_LOGGERS):
        return STANDARD
    is_derived = isinstance(receiver, ast.Call) and last_name(receiver.func) in BINDING
    keywords = {each.arg for each in call.keywords}
    if (
        is_derived
        or last_name(call.func) in COROUTINES
        or not keywords <= {*STANDARD_KEYWORDS, None}
    ):
        return TAKES_KEYWORDS
    return STANDARD if "extra" in keywords else UNKNOWN


BINDING = DERIVING - {"getChild"}
