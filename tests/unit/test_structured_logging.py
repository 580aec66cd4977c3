"""Where loggers come from, what events are put together from, and what Ruff says of it already."""

from __future__ import annotations

import ast
import json
import logging
import subprocess
import sys
from types import SimpleNamespace

import pytest

from standards_hooks.rules.structured_logging import HOOK, may_find
from standards_hooks.rules.structured_logging.advice import OF_RECORDS
from standards_hooks.semantic.words import split


STRUCTURED = "import structlog\n\nlogger = structlog.get_logger(__name__)\n"
MADE = "`logger = structlog.get_logger(__name__)`"
UNSTRUCTURED = f"`logging.getLogger` makes an unstructured logger; write {MADE}"
IN_FUNCTION = (
    "`structlog.get_logger` is called in a function; make the logger once, at module level"
)
CONFIGURES = "configures logging here; configure it once, in a `setup_logging` beside the settings"
BY_KEYWORD = "write a literal, and pass the values by keyword"
F_STRING = f"the event is an f-string; {BY_KEYWORD}"


def _of_unknown_kind(keywords, entries, how="an f-string"):
    return (
        f"the event is {how}; write a literal, and pass the values beside it: `{keywords}` to"
        f" structlog's logger, `extra={{{entries}}}` to the standard library's"
    )


SILENT = [
    pytest.param(STRUCTURED, "app/a.py", {}, id="logger-of-the-module"),
    pytest.param(
        "import structlog\nlog: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)\n",
        "app/a.py",
        {},
        id="logger-with-an-annotation",
    ),
    pytest.param(
        STRUCTURED + 'logger.warning("User %s not found", user_id)\n',
        "app/a.py",
        {},
        id="literal-with-positional-arguments",
    ),
    pytest.param(
        STRUCTURED + 'logger.info("The user has been created")\n', "app/a.py", {}, id="prose"
    ),
    pytest.param(
        STRUCTURED + 'logger.info("one " "event" "in parts")\nlogger.info("a" + "b")\n',
        "app/a.py",
        {},
        id="literals-side-by-side",
    ),
    pytest.param("_log.info(f'nothing varies')\n", "app/a.py", {}, id="f-string-without-a-value"),
    pytest.param("_log.info(event, user_id=1)\n", "app/a.py", {}, id="event-in-a-variable"),
    pytest.param(
        '_log.info("parcel_sent", label=f"{parcel.id}/{desk}")\n',
        "app/a.py",
        {},
        id="f-string-beside-the-event",
    ),
    pytest.param('_log.log(f"{level}", "event")\n', "app/a.py", {}, id="level-that-is-an-f-string"),
    pytest.param("_log.info(total % 7)\n", "app/a.py", {}, id="remainder-of-numbers"),
    pytest.param("_log.info(first + second)\n", "app/a.py", {}, id="sum-of-unknown-values"),
    pytest.param('catalog.info(f"{a}")\nblog.error(f"{a}")\n', "app/a.py", {}, id="no-logger"),
    pytest.param('math.log(f"{a}")\nself.log(f"{a}")\n', "app/a.py", {}, id="log-is-a-function"),
    pytest.param('messages.error(request, f"{a}")\n', "app/a.py", {}, id="messages-of-django"),
    pytest.param(
        'import logging\nlogging.getLogger("uvicorn.access").setLevel(logging.WARNING)\n',
        "app/main.py",
        {},
        id="level-of-a-third-party",
    ),
    pytest.param(
        "import logging\nfor name in NOISY:\n    third = logging.getLogger(name)\n"
        "    third.setLevel(30)\n    third.propagate = False\n",
        "app/main.py",
        {},
        id="levels-in-a-loop",
    ),
    pytest.param(
        "import logging\nis_verbose = logging.getLogger('app').isEnabledFor(10)\n",
        "app/a.py",
        {},
        id="asked-for-its-level",
    ),
    pytest.param(
        "import logging, structlog\nlogger = structlog.wrap_logger(logging.getLogger('app'))\n",
        "app/a.py",
        {},
        id="passed-to-structlog",
    ),
    pytest.param(
        "import logging\nlogger = logging.getLogger(__name__)\nlogging.basicConfig()\n",
        "app/config.py",
        {},
        id="in-the-configuration",
    ),
    pytest.param(
        "import logging\nlogger = logging.getLogger(__name__)\n",
        "app/observability.py",
        {"extend_configuration_modules": ("observability",)},
        id="in-a-module-of-the-users-own",
    ),
    pytest.param(
        "import logging\nlogger = logging.getLogger(__name__)\nlogger.info('a')\n"
        "def attach(handler):\n    logging.getLogger().addHandler(handler)\n",
        "app/core/logging_setup.py",
        {},
        id="in-a-module-that-adds-handlers",
    ),
    pytest.param(
        "import logging\nlogger = logging.getLogger(__name__)\nlogger.info('a')\n"
        "LOGGING = {'version': 1, 'handlers': {}}\n",
        "app/settings/base.py",
        {},
        id="in-settings-with-a-dictionary-for-logging",
    ),
    pytest.param("import logging\nlogging.disable(logging.CRITICAL)\n", "a.py", {}, id="disabled"),
    pytest.param(
        "import logging\nfor each in (logging.getLogger('a'), logging.getLogger('b')):\n"
        "    each.setLevel(30)\n",
        "app/a.py",
        {},
        id="silenced-in-a-loop-over-loggers",
    ),
    pytest.param(
        "import logging\nnoisy = [logging.getLogger(name) for name in NAMES]\n"
        "for each in noisy:\n    each.disabled = True\n",
        "app/a.py",
        {},
        id="silenced-in-a-list",
    ),
    pytest.param(
        "import logging\nlogger = logging.getLogger('alembic.env')\nlogger.info('no change')\n",
        "migrations/env.py",
        {},
        id="alembics-own",
    ),
    pytest.param(
        "import logging\ndef start():\n    logging.basicConfig()\n"
        "if __name__ == '__main__':\n    start()\n",
        "app/a.py",
        {},
        id="in-a-function-that-the-main-guard-calls",
    ),
    pytest.param(
        "import structlog\ndef audit(name):\n    return structlog.get_logger(name)\n",
        "app/a.py",
        {},
        id="returned-by-the-function-that-makes-it",
    ),
    pytest.param(
        "def f(bad):\n    message = 'lost' if bad else 'late'\n    _log.info(message)\n",
        "app/a.py",
        {},
        id="variable-that-holds-a-literal",
    ),
    pytest.param(
        "def f(x):\n    message = f'{x}'\n    send(message)\n    message = 'sent'\n"
        "    _log.info(message)\n",
        "app/a.py",
        {},
        id="variable-that-held-an-f-string",
    ),
    pytest.param("def f(e):\n    _log.info(e)\n", "app/a.py", {}, id="parameter-called-e"),
    pytest.param(
        "import logging\ndef setup_logging():\n    root = logging.getLogger()\n"
        "    root.info('x')\n    logging.basicConfig()\n",
        "app/main.py",
        {},
        id="in-a-function-that-sets-up",
    ),
    pytest.param(
        "import logging\nif __name__ == '__main__':\n    logging.basicConfig()\n",
        "app/a.py",
        {},
        id="where-a-program-starts",
    ),
    pytest.param(
        "import logging\ndef main():\n    logging.basicConfig()\n", "app/a.py", {}, id="main"
    ),
    pytest.param(
        "from logging.config import fileConfig\nfileConfig('alembic.ini')\n",
        "migrations/env.py",
        {},
        id="as-alembic-writes-it",
    ),
    pytest.param(
        "import structlog\ndef get_logger(name):\n    return structlog.get_logger(name)\n",
        "app/a.py",
        {},
        id="function-that-returns-loggers",
    ),
    pytest.param(
        "import structlog\nclass Desk:\n    log = structlog.get_logger()\n",
        "app/a.py",
        {},
        id="made-once-by-a-class",
    ),
    pytest.param(
        "import logging\nlogger = logging.getLogger(__name__)\n",
        "tests/unit/test_a.py",
        {},
        id="test",
    ),
    pytest.param(
        "import logging\nlogger = logging.getLogger(__name__)\n",
        "src/lib/a.py",
        {"allow_standard_loggers": True},
        id="library",
    ),
    pytest.param("import logging\nLEVEL = logging.INFO\n", "app/a.py", {}, id="constants-alone"),
    pytest.param(
        "from own import logging\nlogger = logging.getLogger(__name__)\n",
        "app/a.py",
        {},
        id="another-modules-logging",
    ),
    pytest.param(
        "import traceback\ntraceback.print_exc(file=report)\ntraceback.print_exc(None, report)\n"
        "text = traceback.format_exc()\n",
        "app/a.py",
        {},
        id="traceback-into-a-file",
    ),
    pytest.param(
        "import traceback\ntraceback.print_exc()\n", "app/cli/send.py", {}, id="answer-of-a-command"
    ),
    pytest.param("import logistics.loguru\n", "app/a.py", {}, id="package-of-a-similar-name"),
    pytest.param("from .loguru import logger\n", "app/a.py", {}, id="the-packages-own-module"),
]


@pytest.mark.parametrize(("source", "path", "options"), SILENT)
def test_structured_logging_is_not_reported(findings_of, source, path, options):
    assert findings_of(HOOK, source, path, **options) == []


FOUND = [
    pytest.param(
        "import logging\n\nlogger = logging.getLogger(__name__)\n",
        [(3, 10, UNSTRUCTURED)],
        id="standard-logger",
    ),
    pytest.param(
        "import logging as l\n\naudit = l.getLogger('audit')\naudit.info('x')\n",
        [
            (
                3,
                9,
                (
                    "`l.getLogger` makes an unstructured logger; write"
                    ' `audit = structlog.get_logger("audit")`'
                ),
            )
        ],
        id="standard-logger-by-an-alias",
    ),
    pytest.param(
        "from logging import getLogger as make\n\ndef f():\n    audit = make('audit')\n",
        [
            (
                4,
                13,
                (
                    "`make` makes an unstructured logger; write"
                    ' `audit = structlog.get_logger("audit")` at module level'
                ),
            )
        ],
        id="standard-logger-in-a-function",
    ),
    pytest.param(
        "import logging\nlog = logging.getLogger('uvicorn')\nlog.setLevel(10)\nlog.info('x')\n",
        [
            (
                2,
                7,
                (
                    "`logging.getLogger` makes an unstructured logger; write"
                    ' `log = structlog.get_logger("uvicorn")`'
                ),
            )
        ],
        id="configured-and-used",
    ),
    pytest.param(
        "from loguru import logger\n",
        [(1, 1, f"`loguru` is another logging library; write {MADE}")],
        id="loguru",
    ),
    pytest.param(
        "from absl import logging\n",
        [(1, 1, f"`absl.logging` is another logging library; write {MADE}")],
        id="absl",
    ),
    pytest.param(
        "import structlog\ndef send():\n    log = structlog.get_logger()\n",
        [(3, 11, IN_FUNCTION)],
        id="made-in-a-function",
    ),
    pytest.param(
        "import structlog\nclass A:\n    def __init__(self):\n"
        "        self.log = structlog.get_logger().bind(a=1)\n",
        [(4, 20, IN_FUNCTION)],
        id="made-for-each-object",
    ),
    pytest.param(
        'self._log.info(f"user {user.id} at {desk}")\n',
        [(1, 1, _of_unknown_kind("id=user.id, desk=desk", '"id": user.id, "desk": desk'))],
        id="f-string",
    ),
    pytest.param(
        "import structlog\naudit = structlog.get_logger()\n"
        'audit.info("user %s" % user_id)\naudit.info("user " + user_id)\n',
        [
            (
                3,
                1,
                F_STRING.replace("an f-string", "built with `%`") + ": `user_id=user_id`",
            ),
            (
                4,
                1,
                F_STRING.replace("an f-string", "built with `+`") + ": `user_id=user_id`",
            ),
        ],
        id="logger-of-an-unusual-name",
    ),
    pytest.param(
        "from app.log import logger\nlogger.error(f'failed: {e}')\n",
        [(2, 1, _of_unknown_kind("error=str(e)", '"error": str(e)'))],
        id="imported-logger",
    ),
    pytest.param(
        STRUCTURED + "async def f():\n    await logger.ainfo('{}'.format(user_id))\n",
        [
            (
                5,
                11,
                F_STRING.replace("an f-string", "built with `format`") + ": `user_id=user_id`",
            )
        ],
        id="coroutine",
    ),
    pytest.param(
        STRUCTURED + "logger.bind(a=1).info(event=f'{a}')\n",
        [(4, 1, f"{F_STRING}: `a=a`")],
        id="bound-and-by-name",
    ),
    pytest.param(
        STRUCTURED + "logger.info(f'{a}' if a else 'b')\n",
        [(4, 1, f"{F_STRING}: `a=a`")],
        id="one-of-two",
    ),
    pytest.param(
        "import logging\nlogging.basicConfig(level=10)\n",
        [(2, 1, f"`logging.basicConfig` {CONFIGURES}")],
        id="configured-in-a-service",
    ),
    pytest.param(
        "import structlog\ndef send():\n    structlog.configure()\n",
        [(3, 5, f"`structlog.configure` {CONFIGURES}")],
        id="structlog-configured-in-a-function",
    ),
    pytest.param(
        "import traceback\ntry:\n    send()\nexcept OSError:\n    traceback.print_exc()\n",
        [
            (
                5,
                5,
                (
                    f'`traceback.print_exc` bypasses logging; write `logger.exception("...")`, with'
                    f" {MADE} at module level"
                ),
            )
        ],
        id="printed-traceback",
    ),
    pytest.param(
        "\uff4cogger2 = 1\nself._\uff4cog.info(f'{a}')\n",
        [(2, 1, _of_unknown_kind("a=a", '"a": a'))],
        id="wide-letters",
    ),
    pytest.param(
        "import logging\n\n_LOGGER = logging.getLogger(__name__)\n",
        [(3, 11, UNSTRUCTURED.replace("`logger", "`_LOGGER"))],
        id="under-the-name-that-the-module-has",
    ),
    pytest.param(
        "import logging\ndef audit(name):\n    return logging.getLogger(name)\n",
        [
            (
                3,
                12,
                (
                    "`logging.getLogger` makes an unstructured logger; write"
                    " `structlog.get_logger(name)`"
                ),
            )
        ],
        id="in-a-function-that-returns-it",
    ),
    pytest.param(
        "import logging\nnoisy = [logging.getLogger(name) for name in NAMES]\n"
        "for each in noisy:\n    each.warning('x')\n",
        [(2, 10, UNSTRUCTURED)],
        id="used-in-a-loop",
    ),
    pytest.param(
        "from loguru import logger as log\n",
        [(1, 1, f"`loguru` is another logging library; write {MADE.replace('logger =', 'log =')}")],
        id="loguru-under-another-name",
    ),
    pytest.param(
        "import traceback\nfrom app.log import _LOGGER\ntraceback.print_exc()\n",
        [(3, 1, '`traceback.print_exc` bypasses logging; write `_LOGGER.exception("...")`')],
        id="printed-traceback-beside-a-logger",
    ),
    pytest.param(
        STRUCTURED + "try:\n    send()\nexcept OSError as e:\n    logger.error(e)\n"
        "    logger.error(str(e))\n",
        [
            (line, 5, f"the event is the caught exception; {BY_KEYWORD}: `error=str(e)`")
            for line in (7, 8)
        ],
        id="caught-exception",
    ),
    pytest.param(
        STRUCTURED + "def f(x):\n    message = f'lost {x}'\n    logger.info(message)\n",
        [(6, 5, f"the event is `message`, which is an f-string; {BY_KEYWORD}: `x=x`")],
        id="variable-that-holds-an-f-string",
    ),
]


@pytest.mark.parametrize(("source", "expected"), FOUND)
def test_unstructured_logging_is_reported_with_what_to_write(findings_of, source, expected):
    found = findings_of(HOOK, source)
    assert [(each.line, each.column, each.message) for each in found] == expected
    assert may_find(source.encode())


@pytest.mark.parametrize(
    ("source", "path", "option"),
    [
        pytest.param("_log.info(event)\n", "app/a.py", "check_variables", id="name"),
        pytest.param("_log.info(str(error))\n", "app/a.py", "check_variables", id="call"),
        pytest.param("_log.info(f'{a}')\n", "tests/test_a.py", "check_tests", id="test"),
    ],
)
def test_an_option_reports_more(findings_of, source, path, option):
    assert findings_of(HOOK, source, path) == []
    assert len(findings_of(HOOK, source, path, **{option: True})) == 1


ORDINARY = ["app/middleware/logging.py", "app/host/configuration.py", "app/core/settings/base.py"]


@pytest.mark.parametrize("path", ORDINARY)
def test_the_name_of_a_module_configures_nothing(findings_of, path):
    source = "import logging\n\nlogger = logging.getLogger(__name__)\n"
    assert [each.message for each in findings_of(HOOK, source, path)] == [UNSTRUCTURED]


class Structlog:
    """A logger with the signatures of `structlog.stdlib.BoundLogger`."""

    def __init__(self):
        self.records = []

    def info(self, event=None, *args, **kw):
        self._proxy_to_logger("info", event, *args, **kw)

    def log(self, level, event=None, *args, **kw):
        self._proxy_to_logger("log", event, *args, **kw)

    def _proxy_to_logger(self, method_name, event=None, *event_args, **event_kw):
        self.records.append((event, event_kw))


class Kept(logging.Handler):
    """Keeps what is logged."""

    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(record)


def _kept_logger():
    logger = logging.Logger("subject")  # noqa: LOG001 - no other test sees it
    kept = Kept()
    logger.addHandler(kept)
    return logger, kept


OF_STRUCTLOG = "import structlog\nsubject = structlog.get_logger()\n"
OF_LOGGING = "import logging\nsubject = logging.getLogger('subject')\n"
OF_CELERY = "from celery.utils.log import get_task_logger\nsubject = get_task_logger('a')\n"
OF_LOGURU = "from loguru import logger as subject\n"
VALUES = {
    "item": SimpleNamespace(id=1, name="a", module="m", event="e", level=3),
    "other": SimpleNamespace(id=2, name="b"),
    "data": {"paymentHash": "x"},
    "i": 1,
    "name": "n",
    "event": "ev",
    "message": "me",
    "count": 5,
    "e": ValueError("lost"),
}
EVENTS_WITH_VALUES = [
    pytest.param('f"{item.id} of {other.id}"', {"id": 1, "other_id": 2}, id="same-last-name"),
    pytest.param('f"{data["paymentHash"]}"', {"payment_hash": "x"}, id="key"),
    pytest.param('f"{data.get("paymentHash")}"', {"payment_hash": "x"}, id="get"),
    pytest.param('f"{len(data)} of {count}"', {"count": 1, "…": 5}, id="length"),
    pytest.param('f"{i + 1} lost"', {"…": 2}, id="calculation"),
    pytest.param(
        'f"{item.event} {item.level}"', {"item_event": "e", "item_level": 3}, id="reserved"
    ),
    pytest.param('f"{event}"', {"…": "ev"}, id="reserved-name"),
    pytest.param('f"{type(item).__name__}"', {"item_type": "SimpleNamespace"}, id="type"),
    pytest.param('"a " + data["paymentHash"] + str(i)', {"payment_hash": "x", "i": 1}, id="sum"),
    pytest.param('"%s %s" % (item.id, i)', {"id": 1, "i": 1}, id="percent"),
    pytest.param('f"{e}"', {"error": "lost"}, id="error"),
    pytest.param('f"{i if i else None}"', {"i": 1}, id="condition"),
    pytest.param('f"{i}", id=7, i=i', {"id": 7, "i": 1}, id="already-passed"),
    pytest.param('f"{item.id}", id=7', {"id": 7, "item_id": 1}, id="name-that-is-taken"),
]
RECORD_EVENTS = [
    pytest.param(
        'f"{item.name} {item.module}"', {"item_name": "a", "item_module": "m"}, id="owner"
    ),
    pytest.param('f"{name} {message}"', {"chosen_0": "n", "chosen_1": "me"}, id="names-to-choose"),
    pytest.param('f"{item.id} {i + 1}"', {"id": 1, "chosen_0": 2}, id="calculation"),
    pytest.param('f"{e}"', {"error": "lost"}, id="error"),
]


def _chosen(text):
    """Write names in the place of those that the message leaves to be chosen."""
    parts = text.split('"…": ')
    return parts[0] + "".join(f'"chosen_{at}": {part}' for at, part in enumerate(parts[1:]))


@pytest.mark.parametrize(("arguments", "expected"), EVENTS_WITH_VALUES)
def test_the_keywords_of_a_proposal_reach_the_logger_that_takes_them(
    findings_of, arguments, expected
):
    (found,) = findings_of(HOOK, OF_STRUCTLOG + f"subject.log(20, {arguments})\n")
    proposal = found.message.partition("by keyword: `")[2].rstrip("`")
    calls = (each for each in ast.walk(ast.parse(f"f({arguments})")) if isinstance(each, ast.Call))
    passed = next(calls).keywords
    already = "".join(f", {each.arg}={ast.unparse(each.value)}" for each in passed)
    subject = Structlog()
    proposed = f", {proposal.replace('…=', '__chosen=')}" if proposal else ""
    exec(f"subject.log(20, 'lost'{already}{proposed})", {**VALUES, "subject": subject})  # noqa: S102 - what the message says
    ((event, values),) = subject.records
    assert event == "lost"
    assert {name.replace("__chosen", "…"): value for name, value in values.items()} == expected


@pytest.mark.parametrize("maker", [OF_LOGGING, OF_CELERY])
@pytest.mark.parametrize(("arguments", "expected"), RECORD_EVENTS)
def test_extra_is_proposed_for_the_standard_library_and_reaches_the_record(
    findings_of, maker, arguments, expected
):
    source = maker + f"subject.fatal({arguments})\n"
    (message,) = [each.message for each in findings_of(HOOK, source) if "event" in each.message]
    assert "by keyword: " not in message
    proposal = message.partition("pass the values in `")[2].partition("`")[0]
    subject, kept = _kept_logger()
    exec(f"subject.fatal('lost', {_chosen(proposal)})", {**VALUES, "subject": subject})  # noqa: S102 - what the message says
    (record,) = kept.records
    assert record.getMessage() == "lost"
    assert {name: vars(record)[name] for name in expected} == expected


def test_a_proposal_for_a_logger_of_unknown_kind_works_either_way(findings_of):
    (found,) = findings_of(HOOK, "from app.log import audit_log as log\nlog.fatal(f'{item.id}')\n")
    keywords, extra = found.message.split("`")[1::2]
    structured = Structlog()
    standard, kept = _kept_logger()
    exec(f"log.info('lost', {keywords})", {**VALUES, "log": structured})  # noqa: S102 - what the message says
    exec(f"log.info('lost', {extra})", {**VALUES, "log": standard})  # noqa: S102 - what the message says
    assert structured.records == [("lost", {"id": 1})]
    assert vars(kept.records[0])["id"] == 1


KINDS = [
    pytest.param(
        "from flask import current_app\ncurrent_app.logger.fatal(f'{i}')\n",
        "or by keyword to structlog's logger",
        id="flask",
    ),
    pytest.param(OF_LOGURU + "subject.fatal(f'{i}')\n", ": `i=i`", id="loguru"),
    pytest.param("_log.info(f'{i}', desk=1)\n", "by keyword: `i=i`", id="passes-a-keyword"),
    pytest.param("_log.bind(a=1).info(f'{i}')\n", "by keyword: `i=i`", id="binds"),
    pytest.param("async def f():\n    await _log.ainfo(f'{i}')\n", ": `i=i`", id="coroutine"),
    pytest.param("_log.fatal(f'{i}', extra=x)\n", 'to `extra`: `{"i": i}`', id="has-extra"),
    pytest.param(
        "import logging\ndef f(audit: logging.LoggerAdapter):\n    audit.log.fatal(f'{i}')\n",
        "the standard library's",
        id="attribute-of-something-known",
    ),
    pytest.param(
        "import logging\ndef f(the_log: logging.LoggerAdapter):\n    the_log.fatal(f'{i}')\n",
        "pass the values to structlog's logger, by keyword: `i=i`",
        id="adapter-that-replaces-extra",
    ),
    pytest.param(
        "import logging\ndef f(the_log: logging.Logger):\n    the_log.fatal(f'{i}')\n",
        'in `extra={"i": i}`, or by keyword to structlog\'s logger',
        id="annotated",
    ),
    pytest.param(
        "import logging, structlog\ntry:\n    a_log = structlog.get_logger()\n"
        "except ImportError:\n    a_log = logging.getLogger()\na_log.fatal(f'{i}')\n",
        "the standard library's",
        id="one-of-two",
    ),
]


@pytest.mark.parametrize(("source", "end"), KINDS)
def test_the_advice_is_for_the_kind_that_the_file_shows(findings_of, source, end):
    messages = [each.message for each in findings_of(HOOK, source)]
    assert messages[0].endswith(end) or messages[-1].endswith(end), messages


def test_no_attribute_of_a_record_is_proposed_as_a_key():
    attributes = vars(logging.makeLogRecord({})).keys() | {"message", "asctime", "taskName"}
    assert {"_".join(split(name)) for name in attributes} <= OF_RECORDS


RECEIVERS = [
    *(
        "log",
        "LOG",
        "_log",
        "_logger",
        "logger",
        "Log",
        "audit",
        "audit_log",
        "imported",
        "logging",
    ),
    *("self.log", "self._log", "self.logger", "self.LOGGER", "self.audit_logger", "app.log"),
    *("log.bind(a=1)", "structlog.get_logger()", "logging.getLogger()", "self.logs[0].log"),
    *("self.get_logger()", "flask.current_app.logger"),
]
METHODS = ["info", "warn", "exception", "critical", "fatal", "ainfo", "trace"]
EVENTS = [
    *('f"a {x}"', '"a %s" % x', '"a " + x', 'x + " a"', '"a {}".format(x)', 'f"{x}".strip()'),
    *('event=f"a {x}"', 'msg=f"a {x}"', '"a" f"{x}"', '"a %s" % x if x else "b"', '",".join(x)'),
    *('"a", x', '"a", label=f"{x}"', 'f"{x}" + "b"', '"a" + "b" + x'),
]
CALLS = [
    *(f"{receiver}.info({event})" for receiver in RECEIVERS for event in EVENTS),
    *(f"log.{method}({event})" for method in METHODS for event in EVENTS),
    *(f"{receiver}.log(10, {event})" for receiver in ("log", "_log") for event in EVENTS[:6]),
]
PREAMBLE = (
    "import flask\nimport logging\nimport structlog\nfrom app.log import logger as imported\n"
    "audit = structlog.get_logger()\n"
)


def test_no_event_is_reported_by_ruff_and_by_the_hook(findings_of, tmp_path):
    source = PREAMBLE + "".join(f"{call}\n" for call in CALLS)
    file = tmp_path / "calls.py"
    file.write_text(source, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - the Ruff of the development environment
        [
            *(sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--exit-zero"),
            *("--select", "G001,G002,G003,G004,LOG015", "--output-format", "json", str(file)),
        ],
        capture_output=True,
        check=True,
    )
    by_ruff = {each["location"]["row"] for each in json.loads(done.stdout)}
    of_hook = {each.line for each in findings_of(HOOK, source) if "the event is" in each.message}
    lines = source.splitlines()
    assert [lines[line - 1] for line in sorted(by_ruff & of_hook)] == []
    reported = {lines[line - 1] for line in by_ruff | of_hook}
    composed = [call for call in CALLS if '"a", ' not in call]
    assert [call for call in composed if call not in reported] == []
    assert len(by_ruff) > 50
    assert len(of_hook) > 50
