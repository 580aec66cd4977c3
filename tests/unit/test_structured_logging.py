"""Where loggers come from, what events are put together from, and what Ruff says of it already."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from standards_hooks.rules.structured_logging import HOOK, may_find


STRUCTURED = "import structlog\n\nlogger = structlog.get_logger(__name__)\n"
MADE = "`logger = structlog.get_logger(__name__)`"
UNSTRUCTURED = f"`logging.getLogger` makes an unstructured logger; write {MADE}"
IN_FUNCTION = (
    "`structlog.get_logger` is called in a function; make the logger once, at module level"
)
CONFIGURES = "configures logging here; configure it once, in a `setup_logging` beside the settings"
F_STRING = "the event is an f-string; write a literal, and pass the values by keyword"

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
        "app/core/logging_setup.py",
        {},
        id="in-a-module-called-logging-setup",
    ),
    pytest.param(
        "import logging\nlogger = logging.getLogger(__name__)\n",
        "app/settings/base.py",
        {},
        id="in-a-package-called-settings",
    ),
    pytest.param(
        "import logging\nlogger = logging.getLogger(__name__)\n",
        "app/observability.py",
        {"extend_configuration_modules": ("observability",)},
        id="in-a-module-of-the-users-own",
    ),
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
        [(3, 9, UNSTRUCTURED.replace("logging.", "l.", 1))],
        id="standard-logger-by-an-alias",
    ),
    pytest.param(
        "from logging import getLogger as make\n\ndef f():\n    audit = make('audit')\n",
        [(4, 13, f"`make` makes an unstructured logger; write {MADE} at module level")],
        id="standard-logger-in-a-function",
    ),
    pytest.param(
        "import logging\nlog = logging.getLogger('uvicorn')\nlog.setLevel(10)\nlog.info('x')\n",
        [(2, 7, UNSTRUCTURED)],
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
        [(1, 1, f"{F_STRING}: `id=user.id, desk=desk`")],
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
        [(2, 1, f"{F_STRING}: `error=str(e)`")],
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
                '`traceback.print_exc` bypasses logging; write `logger.exception("...")`',
            )
        ],
        id="printed-traceback",
    ),
    pytest.param(
        "\uff4cogger2 = 1\nself._\uff4cog.info(f'{a}')\n",
        [(2, 1, f"{F_STRING}: `a=a`")],
        id="wide-letters",
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
