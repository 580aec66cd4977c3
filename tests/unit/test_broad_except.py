"""Which handlers keep every error to themselves, and which only look like it."""

from __future__ import annotations

import contextlib
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.rules.broad_except import HOOK


def handler(body, header="except Exception as error:", after="", before="import os, sys\n"):
    """Return a function with one handler, its body indented, and what follows the `try`."""

    def indented(text, width):
        return "".join(f"{' ' * width}{line}\n" for line in text.splitlines())

    return (
        f"{before}def f(x):\n    try:\n        go()\n    {header}\n"
        f"{indented(body, 8)}{indented(after, 4)}"
    )


SILENT = [
    # specific handlers
    pytest.param(handler("pass", "except ValueError:"), {}, id="specific"),
    pytest.param(handler("pass", "except (ValueError, OSError):"), {}, id="specific-tuple"),
    pytest.param(handler("pass", "except errors.Exception:"), {}, id="exception-of-a-module"),
    pytest.param(
        handler("pass", before="class Exception(BaseException): pass\n"), {}, id="own-exception"
    ),
    pytest.param(
        handler("pass", before="from app import Exception\n"), {}, id="imported-exception"
    ),
    pytest.param(
        handler("pass", "except ERRORS:", before="ERRORS = (ValueError,)\n"), {}, id="alias-tuple"
    ),
    pytest.param(
        handler("pass", "except E:", before="E = Exception\nE = OSError\n"), {}, id="alias-twice"
    ),
    pytest.param(handler("pass", "except ExceptionGroup:"), {}, id="exception-group"),
    # every path ends by an exception
    pytest.param(handler("raise"), {}, id="raise"),
    pytest.param(handler("await session.rollback()\nraise"), {}, id="cleaned-up-and-raised"),
    pytest.param(handler("raise OSError from error"), {}, id="translated"),
    pytest.param(handler("raise OSError from None"), {}, id="translated-from-none"),
    pytest.param(handler("raise OSError"), {}, id="raise-of-another"),
    pytest.param(handler("raise error"), {}, id="raise-of-its-name"),
    pytest.param(handler("raise", "except:"), {}, id="bare-and-raised"),
    pytest.param(handler("if x:\n    raise\nelse:\n    raise OSError"), {}, id="if-else"),
    pytest.param(
        handler("if x:\n    log()\nelif y:\n    raise\nraise"), {}, id="raise-behind-branches"
    ),
    pytest.param(handler("try:\n    tidy()\nfinally:\n    raise"), {}, id="raise-in-finally"),
    pytest.param(handler("try:\n    tidy()\nexcept OSError:\n    pass\nraise"), {}, id="inner-try"),
    pytest.param(
        handler("try:\n    raise\nexcept OSError:\n    raise\nfinally:\n    tidy()"),
        {},
        id="inner-handlers-raise",
    ),
    pytest.param(
        handler("try:\n    tidy()\nexcept OSError:\n    raise\nelse:\n    raise"),
        {},
        id="else-raises",
    ),
    pytest.param(handler("with lock:\n    raise"), {}, id="with"),
    pytest.param(handler("for y in x:\n    tidy(y)\nraise"), {}, id="loop-before-raise"),
    pytest.param(handler("for y in x:\n    break\nelse:\n    raise\nraise"), {}, id="loop-else"),
    pytest.param(handler("while True:\n    tidy()\n    raise"), {}, id="endless-loop"),
    pytest.param(handler("while True:\n    tidy()"), {}, id="loop-without-end"),
    pytest.param(
        handler("match x:\n    case 1:\n        raise\n    case _:\n        raise OSError"),
        {},
        id="match-with-a-wildcard",
    ),
    pytest.param(
        handler("match x:\n    case 1:\n        raise\n    case y:\n        raise OSError"),
        {},
        id="match-with-a-name",
    ),
    pytest.param(handler("if True:\n    raise"), {}, id="constant-condition"),
    pytest.param(handler("assert False"), {}, id="assert-false"),
    # calls that never come back
    pytest.param(handler("sys.exit(1)"), {}, id="sys-exit"),
    pytest.param(handler("from sys import exit as leave\nleave(1)"), {}, id="sys-exit-by-alias"),
    pytest.param(handler("exit(1)"), {}, id="exit"),
    pytest.param(handler("os._exit(1)"), {}, id="os-exit"),
    pytest.param(handler("os.abort()"), {}, id="os-abort"),
    pytest.param(handler("raise SystemExit(1)"), {}, id="system-exit"),
    pytest.param(handler("import pytest\npytest.fail('no')"), {}, id="pytest-fail"),
    pytest.param(handler("self.fail('no')"), {}, id="self-fail"),
    pytest.param(handler("parser.error('no')"), {}, id="parser-error"),
    pytest.param(handler("self._parser.error('no')"), {}, id="parser-attribute-error"),
    pytest.param(handler("raise_from(error)"), {}, id="name-that-promises-to-raise"),
    pytest.param(handler("await self._abort(x)"), {}, id="name-that-promises-to-abort"),
    pytest.param(handler("return exit_with_error('no')"), {}, id="returned-call-that-exits"),
    pytest.param(
        handler("stop(1)", before="from typing import NoReturn\ndef stop(x) -> NoReturn: ...\n"),
        {},
        id="annotated-with-no-return",
    ),
    pytest.param(
        handler("stop(1)", before="def stop(x):\n    log()\n    raise OSError\n"),
        {},
        id="function-of-the-file-that-raises",
    ),
    pytest.param(
        "class A:\n    def f(self):\n        try:\n            go()\n        except Exception:\n"
        "            self.stop()\n    def stop(self):\n        self.quit()\n"
        "    def quit(self):\n        raise OSError\n",
        {},
        id="method-of-the-file-that-raises",
    ),
    pytest.param(
        handler("app.halt(1)"), {"leaving_calls": ("app.halt",)}, id="leaving-call-of-the-user"
    ),
    # what comes after the `try`
    pytest.param(handler("log()", after="raise OSError"), {}, id="raise-behind-the-try"),
    pytest.param(
        "def f():\n    for _ in range(3):\n        try:\n            return go()\n"
        "        except Exception:\n            wait()\n    raise TimeoutError\n",
        {},
        id="retries-that-end-by-a-raise",
    ),
    pytest.param(
        "def f():\n    while True:\n        try:\n            return go()\n"
        "        except Exception:\n            break\n    raise TimeoutError\n",
        {},
        id="loop-left-for-a-raise",
    ),
    pytest.param(
        "def f():\n    try:\n        try:\n            go()\n        except Exception:\n"
        "            log()\n    finally:\n        tidy()\n    raise OSError\n",
        {},
        id="raise-behind-two-tries",
    ),
    pytest.param(
        "def f():\n    if x:\n        pass\n    elif y:\n        try:\n            go()\n"
        "        except Exception:\n            log()\n    raise OSError\n",
        {},
        id="raise-behind-a-chain",
    ),
    # paths about some exceptions only
    pytest.param(
        handler("if isinstance(error, OSError):\n    return None\nraise"), {}, id="narrowed"
    ),
    pytest.param(
        handler("if not isinstance(error, (OSError, KeyError)):\n    raise\nreturn None"),
        {},
        id="narrowed-by-not",
    ),
    pytest.param(
        handler("if isinstance(error, OSError) and x:\n    return None\nelse:\n    raise"),
        {},
        id="narrowed-by-and",
    ),
    pytest.param(
        handler("if not isinstance(error, OSError) or x:\n    raise"), {}, id="narrowed-by-or"
    ),
    pytest.param(
        handler("if not isinstance(error.__cause__, OSError):\n    raise"), {}, id="narrowed-cause"
    ),
    pytest.param(
        handler(
            "match error:\n    case OSError() | KeyError():\n        return 1\n"
            "    case ValueError() as e:\n        return 2\n    case _:\n        raise"
        ),
        {},
        id="narrowed-by-match",
    ),
    # handed over
    pytest.param(handler("future.set_exception(error)"), {}, id="set-exception"),
    pytest.param(handler("await queue.put(error)"), {}, id="queue"),
    pytest.param(handler("results.append((x, error))"), {}, id="append-of-a-tuple"),
    pytest.param(handler("queue.put(sys.exc_info())"), {}, id="exc-info"),
    pytest.param(handler("return error"), {}, id="returned"),
    pytest.param(handler("return Failure(error)"), {}, id="returned-in-an-object"),
    pytest.param(handler("return {'name': x, 'error': error}"), {}, id="returned-in-a-dict"),
    pytest.param(handler("yield error"), {}, id="yielded"),
    pytest.param(handler("self.error = error"), {}, id="stored"),
    pytest.param(handler("last = error.with_traceback(None)"), {}, id="kept-for-later"),
    pytest.param(handler("self.handle_error(error)"), {}, id="handler-by-name"),
    pytest.param(handler("raise self.retry(exc=error)"), {}, id="celery-retry"),
    pytest.param(handler("self.retry(exc=error)"), {}, id="celery-retry-without-raise"),
    pytest.param(handler("self.handleError(record)"), {}, id="protocol-of-logging"),
    # elsewhere
    pytest.param(
        "class A:\n    def __del__(self):\n        try:\n            self.close()\n"
        "        except Exception:\n            pass\n",
        {},
        id="finaliser",
    ),
    pytest.param("text = 'except Exception: pass'\n", {}, id="text"),
    # suppress and raise
    pytest.param(
        "from contextlib import suppress\nwith suppress(OSError): pass\n", {}, id="suppress"
    ),
    pytest.param(
        "from app import suppress\nwith suppress(Exception): pass\n", {}, id="other-suppress"
    ),
    pytest.param("with pytest.raises(Exception): pass\n", {}, id="pytest-raises"),
    pytest.param("raise ValueError('no')\n", {}, id="raise-specific"),
    pytest.param("class E(Exception): pass\nraise E\n", {}, id="raise-own"),
    pytest.param("future.set_exception(Exception('no'))\n", {}, id="not-raised"),
    pytest.param("raise make(Exception)\n", {}, id="raise-of-a-call"),
    pytest.param(
        "def f(e):\n    if e is None:\n        e = Exception()\n    raise e\n",
        {},
        id="raise-parameter",
    ),
    pytest.param(
        "def f():\n    e = Exception()\n    e = OSError()\n    raise e\n", {}, id="raise-either"
    ),
    pytest.param(
        "try:\n    go()\nexcept OSError as e:\n    raise e\n", {}, id="raise-handler-name"
    ),
    pytest.param("raise Exception if x else OSError\n", {}, id="raise-conditional"),
]

SWALLOWS = (
    "`{}` swallows every error ({}); name the exceptions that are expected here, or end every path"
    " with `raise` or `raise … from {}`"
)
ENDS = "it ends without a `raise`"


def swallows(header, how=ENDS, name="error"):
    return SWALLOWS.format(header, how, name)


EXCEPTION = "except Exception"

FOUND = [
    pytest.param(handler("pass"), 5, swallows(EXCEPTION), id="pass"),
    pytest.param(handler("..."), 5, swallows(EXCEPTION), id="ellipsis"),
    pytest.param(handler("log.exception('no')"), 5, swallows(EXCEPTION), id="logged"),
    pytest.param(handler("log.error(error)"), 5, swallows(EXCEPTION), id="logged-as-it-is"),
    pytest.param(
        handler("log()\nreturn None"), 5, swallows(EXCEPTION, "`return` in line 7"), id="returned"
    ),
    pytest.param(
        handler("pass", "except Exception as e:"), 5, swallows(EXCEPTION, name="e"), id="name"
    ),
    pytest.param(handler("pass", "except:"), 5, swallows("except:"), id="bare"),
    pytest.param(
        handler("pass", "except BaseException:"), 5, swallows("except BaseException"), id="base"
    ),
    pytest.param(
        handler("pass", "except (ValueError, Exception):"),
        5,
        swallows("except (ValueError, Exception)"),
        id="tuple",
    ),
    pytest.param(
        handler("pass", f"except ({'ValueError, ' * 4}Exception):"),
        5,
        swallows("except (…)"),
        id="long-tuple",
    ),
    pytest.param(
        handler("pass", "except* Exception:"), 5, swallows("except* Exception"), id="group"
    ),
    pytest.param(
        handler("pass", "except b.Exception:", before="import builtins as b\n"),
        5,
        swallows("except b.Exception"),
        id="builtins",
    ),
    pytest.param(
        handler("pass", "except E:", before="from builtins import Exception as E\n"),
        5,
        swallows("except E"),
        id="import-alias",
    ),
    pytest.param(
        handler("pass", "except E:", before="E: type[Exception] = Exception\n"),
        5,
        swallows("except E"),
        id="alias",
    ),
    pytest.param(
        handler("pass", "except E:", before="D = (OSError, Exception)\nE = (KeyError,) + D\n"),
        6,
        swallows("except E"),
        id="alias-of-an-alias",
    ),
    pytest.param(
        handler("pass", "except (OSError, *E):", before="E = (Exception,)\n"),
        5,
        swallows("except (OSError, *E)"),
        id="star",
    ),
    pytest.param(
        handler("pass", "except \uff25xception:"),
        5,
        swallows("except \uff25xception"),
        id="wide-letters",
    ),
    pytest.param(handler("if x:\n    raise"), 5, swallows(EXCEPTION), id="if-without-else"),
    pytest.param(
        handler("if x:\n    raise\nelse:\n    return"),
        5,
        swallows(EXCEPTION, "`return` in line 9"),
        id="else-returns",
    ),
    pytest.param(handler("for y in x:\n    raise"), 5, swallows(EXCEPTION), id="loop-may-be-empty"),
    pytest.param(handler("while x:\n    raise"), 5, swallows(EXCEPTION), id="while"),
    pytest.param(handler("while True:\n    break\n    raise"), 5, swallows(EXCEPTION), id="break"),
    pytest.param(
        handler("match x:\n    case 1:\n        raise"),
        5,
        swallows(EXCEPTION),
        id="match-without-wildcard",
    ),
    pytest.param(
        handler("match x:\n    case y if z:\n        raise"),
        5,
        swallows(EXCEPTION),
        id="match-with-a-guard",
    ),
    pytest.param(
        handler("try:\n    raise\nfinally:\n    return 1"),
        5,
        swallows(EXCEPTION, "`return` in line 9"),
        id="finally-returns",
    ),
    pytest.param(
        handler("raise") + "    finally:\n        return 1\n",
        5,
        swallows(EXCEPTION, "`return` in line 8"),
        id="own-finally-returns",
    ),
    pytest.param(
        handler("try:\n    raise\nexcept OSError:\n    pass"),
        5,
        swallows(EXCEPTION),
        id="inner-handler-swallows",
    ),
    pytest.param(
        handler("import contextlib\nwith contextlib.suppress(OSError):\n    raise"),
        5,
        swallows(EXCEPTION),
        id="raise-under-suppress",
    ),
    pytest.param(
        handler("def g():\n    raise"), 5, swallows(EXCEPTION), id="raise-in-a-nested-function"
    ),
    pytest.param(
        handler("log()", after="if x:\n    raise"),
        5,
        swallows(EXCEPTION),
        id="raise-behind-a-condition",
    ),
    pytest.param(
        "def f():\n    while True:\n        try:\n            go()\n        except Exception:\n"
        "            log()\n    raise OSError\n",
        5,
        swallows(EXCEPTION),
        id="worker-loop",
    ),
    pytest.param(
        "for x in y:\n    try:\n        go()\n    except Exception:\n        continue\n",
        4,
        swallows(EXCEPTION, "`continue` in line 5"),
        id="continue",
    ),
    pytest.param(
        handler("if isinstance(error, Exception):\n    return\nraise"),
        5,
        swallows(EXCEPTION, "`return` in line 7"),
        id="narrowed-by-everything",
    ),
    pytest.param(
        handler("if isinstance(x, OSError):\n    return\nraise"),
        5,
        swallows(EXCEPTION, "`return` in line 7"),
        id="narrowed-something-else",
    ),
    pytest.param(
        handler("if error.code == 404:\n    return\nraise"),
        5,
        swallows(EXCEPTION, "`return` in line 7"),
        id="narrowed-by-a-code",
    ),
    pytest.param(
        handler("if isinstance(error, OSError) or x:\n    return\nraise"),
        5,
        swallows(EXCEPTION, "`return` in line 7"),
        id="narrowed-by-or-only-partly",
    ),
    pytest.param(handler("errors.append(str(error))"), 5, swallows(EXCEPTION), id="text-appended"),
    pytest.param(
        handler("return f'{error}'"),
        5,
        swallows(EXCEPTION, "`return` in line 6"),
        id="text-returned",
    ),
    pytest.param(
        handler("return {'error': repr(error)}"),
        5,
        swallows(EXCEPTION, "`return` in line 6"),
        id="text-in-a-dict",
    ),
    pytest.param(
        handler("text = format_message(error)"), 5, swallows(EXCEPTION), id="text-by-name"
    ),
    pytest.param(
        handler("return f(g(error))"),
        5,
        swallows(EXCEPTION, "`return` in line 6"),
        id="result-of-a-result",
    ),
    pytest.param(handler("self.retry()"), 5, swallows(EXCEPTION), id="retry-without-the-exception"),
    pytest.param(
        handler("stop(1)", before="def stop(x):\n    if x:\n        raise OSError\n"),
        7,
        swallows(EXCEPTION),
        id="function-that-may-return",
    ),
    pytest.param(
        handler("stop(1)", before="def stop(x):\n    stop(x)\n"),
        6,
        swallows(EXCEPTION),
        id="recursion",
    ),
    pytest.param(
        "try:\n    import x\nexcept Exception:\n    x = None\n",
        3,
        swallows(EXCEPTION),
        id="optional-import",
    ),
]

BARE = (
    "`raise {}` can only be caught together with every other error; raise an exception class of"
    " your own, or the builtin one that fits"
)
BY_NAME = BARE.replace("`raise {}`", "`{}` is a bare `Exception`, which")
SUPPRESSED = "`suppress({})` swallows every error; name the exceptions that are expected here"

OTHERS = [
    pytest.param("raise Exception\n", (1, 7), BARE.format("Exception"), id="class"),
    pytest.param("raise Exception('no') from x\n", (1, 7), BARE.format("Exception"), id="call"),
    pytest.param("raise BaseException()\n", (1, 7), BARE.format("BaseException"), id="base"),
    pytest.param(
        "import builtins\nraise builtins.Exception\n",
        (2, 7),
        BARE.format("builtins.Exception"),
        id="builtins",
    ),
    pytest.param("E = Exception\nraise E('no')\n", (2, 7), BY_NAME.format("E"), id="alias"),
    pytest.param(
        "def f():\n    err = Exception()\n    raise err\n",
        (3, 11),
        BY_NAME.format("err"),
        id="variable",
    ),
    pytest.param(
        "err: Exception = Exception()\ndef f():\n    raise err from None\n",
        (3, 11),
        BY_NAME.format("err"),
        id="module-level-variable",
    ),
    pytest.param(
        "def f():\n    if x:\n        err = Exception(1)\n    else:\n        err = Exception(2)\n"
        "    raise err\n",
        (6, 11),
        BY_NAME.format("err"),
        id="variable-bound-twice",
    ),
    pytest.param(
        "import contextlib\nwith contextlib.suppress(Exception): pass\n",
        (2, 6),
        SUPPRESSED.format("Exception"),
        id="suppress",
    ),
    pytest.param(
        "from contextlib import suppress as s\nasync def f():\n"
        "    async with a, s(OSError, BaseException): pass\n",
        (3, 19),
        SUPPRESSED.format("BaseException"),
        id="suppress-by-alias-among-others",
    ),
    pytest.param(
        "from contextlib import suppress\ndef f(stack):\n    E = (Exception, OSError)\n"
        "    stack.enter_context(suppress(*E))\n",
        (4, 25),
        SUPPRESSED.format("*E"),
        id="suppress-in-a-stack",
    ),
]

OPT_IN = [
    *("future.set_exception(error)", "return error", "self.error = error"),
    *("return Failure(error)", "self.handle_error(error)", "yield error"),
]


@pytest.mark.parametrize(("source", "options"), SILENT)
def test_what_only_looks_broad_is_not_reported(findings_of, source, options):
    assert findings_of(HOOK, source, **options) == []


@pytest.mark.parametrize(("source", "line", "message"), FOUND)
def test_a_handler_that_swallows_everything_is_found(findings_of, source, line, message):
    assert [(each.line, each.message) for each in findings_of(HOOK, source)] == [(line, message)]


@pytest.mark.parametrize(("source", "place", "message"), OTHERS)
def test_bare_exceptions_that_are_raised_or_suppressed_are_found(
    findings_of, source, place, message
):
    assert [(each.line, each.column, each.message) for each in findings_of(HOOK, source)] == [
        (*place, message)
    ]


@pytest.mark.parametrize("body", OPT_IN)
def test_an_exception_that_is_passed_on_is_reported_with_an_option(findings_of, body):
    assert findings_of(HOOK, handler(body)) == []
    assert len(findings_of(HOOK, handler(body), check_handed_over=True)) == 1


@pytest.mark.parametrize("path", ["tests/unit/test_app.py", "tests/fakes.py", "app/conftest.py"])
def test_tests_are_checked_with_an_option(findings_of, path):
    source = handler("pass") + "raise Exception('no')\n"
    assert findings_of(HOOK, source, path) == []
    assert len(findings_of(HOOK, source, path, check_tests=True)) == 2


def test_every_handler_of_a_try_is_checked_by_itself(findings_of):
    handlers = [f"{each}:\n    pass\n" for each in ("except OSError", "except Exception", "except")]
    source = "try:\n    go()\n" + "".join(handlers)
    assert [each.line for each in findings_of(HOOK, source)] == [5, 7]


def test_a_finding_names_the_function_that_it_is_in(findings_of):
    source = (
        "from contextlib import suppress\nclass A:\n    def f(self):\n"
        "        with suppress(Exception):\n            pass\n        raise Exception\n"
        "    def g(self):\n        try:\n            go()\n        except Exception:\n"
        "            pass\nwith suppress(Exception): pass\n"
    )
    symbols = [each.symbol for each in findings_of(HOOK, source)]
    assert symbols == ["A.f", "A.f", "A.g", ""]


@pytest.mark.parametrize("where", ["in", "around"])
def test_a_chain_of_a_thousand_branches_is_checked(findings_of, where):
    chain = "if x == 0:\n    pass\n" + "".join(
        f"elif x == {number}:\n    pass\n" for number in range(1000)
    )
    if where == "in":
        source = handler(chain + "else:\n    pass")
    else:
        source = chain + "else:\n    try:\n        go()\n    except Exception:\n        pass\n"
    assert len(findings_of(HOOK, source)) == 1


def test_a_thousand_functions_that_call_each_other_are_no_trouble(findings_of):
    functions = "".join(f"def f{number}():\n    f{number + 1}()\n" for number in range(1000))
    assert len(findings_of(HOOK, handler("f0()", before=functions))) == 1


class _Block:
    """A block of statements, and whether it can end in any other way than by an exception."""

    def __init__(self, lines, may_go_on):
        self.lines = lines
        self.may_go_on = may_go_on


LEAVES = st.sampled_from(
    [_Block(["raise"], False), _Block(["log()"], True), _Block(["raise OSError from error"], False)]
)


def _indented(block):
    return [f"    {line}" for line in block.lines]


def _joined(first, second):
    return _Block([*first.lines, *second.lines], first.may_go_on and second.may_go_on)


def _branched(first, second):
    lines = ["if x:", *_indented(first), "else:", *_indented(second)]
    return _Block(lines, first.may_go_on or second.may_go_on)


def _closed(first, second):
    lines = ["try:", *_indented(first), "finally:", *_indented(second)]
    return _Block(lines, first.may_go_on and second.may_go_on)


BLOCKS = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda build, first, second: build(first, second),
        st.sampled_from([_joined, _branched, _closed]),
        inner,
        inner,
    ),
    max_leaves=8,
)


@given(block=BLOCKS)
def test_a_handler_is_found_if_and_only_if_running_it_can_end_without_an_exception(
    findings_of, block
):
    source = handler("\n".join(block.lines))
    assert bool(findings_of(HOOK, source)) is block.may_go_on
    assert _can_end(source) is block.may_go_on


class _Answers:
    """A condition that is true or false as often as it is given, and true from then on."""

    def __init__(self, course):
        self._course = iter(course)

    def __bool__(self):
        return next(self._course, True)


def _can_end(source):
    """Run the handler for every course that its conditions can take."""
    code = compile(source, "<handler>", "exec")
    for course in itertools.product([True, False], repeat=min(source.count("if x:"), 8)):
        names: dict[str, Any] = {"go": _fail, "log": lambda: None}
        exec(code, names)  # noqa: S102 - a source that this test has made
        with contextlib.suppress(LookupError, OSError):
            names["f"](_Answers(course))
            return True
    return False


def _fail():
    raise LookupError
