"""A cheap test on the bytes may save the parse, and must never lose a finding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.core.options import Options
from standards_hooks.rules import FILE_HOOK_IDS, load_hook
from standards_hooks.semantic.module import Module
from standards_hooks.syntax.reading import has_ascii_markup


pytestmark = pytest.mark.slow


HOOKS = [load_hook(hook_id) for hook_id in FILE_HOOK_IDS]
WITH_BYTE_TEST = [hook for hook in HOOKS if hook.may_find is not None]

GAPS = [
    "",
    " ",
    "  ",
    "\t",
    "\f",
    " \t",
    " \f ",
    "\\\n",
    " \\\n",
    "\\\r\n",
    "\\\r",
    "\\\n\\\n",
    "\t\\\n ",
]
DOTS = [".", "..", "...", "....", ". .", ".\\\n.", ".\f."]
BEFORE = [
    "",
    "\f",
    "x = 1; ",
    "if x: ",
    "\\\n",
    "; ",
    "# ",
    "'''",
    "lazy ",
    "yield ",
    "def f():\n\t",
]
AFTER = ["", " # why", "; x = 1", "'''", "\f", "\\", "\nfrom app import z"]
LINE_ENDS = ["\n", "\r\n", "\r"]
COOKIES = [
    *(b"", b"\xef\xbb\xbf", b"# coding: latin-1\n", b"# -*- coding: ascii -*-\n"),
    *(b"#!/bin/sh\n# vim: set fileencoding=utf-8 :\n", b"# coding: cp1252\n", b"# coding: utf-7\n"),
    *(b"# coding: shift_jis\n", b"\n\n# coding: latin-1\n", b"# coding: iso-8859-15\r"),
]


@st.composite
def imports(draw: st.DrawFn) -> str:
    """One import that may be relative, in any spelling that the grammar has, and some it lacks."""
    gap = st.sampled_from(GAPS)
    target = draw(st.sampled_from(["x", "", "x.y", "ä"]))
    statement = (
        f"from{draw(gap)}{draw(st.sampled_from([*DOTS, '']))}{draw(gap)}{target}"
        f"{draw(gap)}import{draw(gap)}{draw(st.sampled_from(['y', '(y)', '*', ' y as z']))}"
    )
    by_name = [
        "import importlib; importlib.import_module('.x', __package__)",
        "from importlib import import_module as i; i('.x')",
        "from importlib import\\\n import_module; import_module(name='..x', package='a.b')",
        *(
            f"from importlib import import_module\nimport_module{call}"
            for call in (
                *("('.x')", '("..x")', "(('.x'))", "('' '.x')", "('\\x2ex')", "('\\\n.x')"),
                *("(\n '.x')", "(\\\n'.x')", '( # why\n""".x""")', "\\\n('.x')"),
                *("(R'.x')", "(u'.x')", "(\f'.x')", "(package='a', name='.x')", "(n\xbame='.x')"),
                *("(app)\nimport_module('.x')", ".x('.y')", "(app, '.x')", "(*'.x')"),
            )
        ),
    ]
    return draw(st.sampled_from(BEFORE)) + draw(
        st.one_of(st.just(statement), st.sampled_from(by_name))
    )


@st.composite
def handlers(draw: st.DrawFn) -> str:
    """One handler, `suppress` or `raise`, of everything or of something."""
    gap = st.sampled_from(GAPS)
    name = draw(st.sampled_from(["", "Exception", "(Exception,)", "OSError", "Excepti\xban"]))
    forms = [
        f"try: pass\nexcept{draw(gap)}{name}{draw(gap)}:{draw(gap)}pass",
        f"try: pass\nexcept{draw(gap)}*{draw(gap)}{name}{draw(gap)}: pass",
        f"raise{draw(gap)}{name}",
        f"from contextlib import suppress as s; s({draw(gap)}{name})",
    ]
    return draw(st.sampled_from(forms))


@st.composite
def directives(draw: st.DrawFn) -> str:
    """One comment that silences a tool, in any spelling that some tool reads, and some others."""
    blank = st.sampled_from(["", " ", "  ", "\t", "\f", "\xa0"])
    tool = draw(
        st.sampled_from(
            [
                *("ruff", "flake8", "type", "pyright", "ty", "pyrefly", "mypy", "pylint"),
                *("fmt", "yapf", "RUFF", "Type"),
            ]
        )
    )
    what = draw(
        st.sampled_from(
            [
                *("noqa", "NoQA", "ignore", "ignore-errors", "IGNORE_ERRORS", "disable", "off"),
                *("disable=all", "skip-file", "file-ignore[E]", "ignore[x]"),
            ]
        )
    )
    directive = draw(st.sampled_from([f"{tool}{draw(blank)}:{draw(blank)}{what}", what]))
    return draw(st.sampled_from(["", "x = 1 "])) + f"#{draw(blank)}{directive}"


@st.composite
def sources(draw: st.DrawFn) -> bytes:
    """A file of a few such lines, under any cookie and with any line ends."""
    lines = [
        line + draw(st.sampled_from(AFTER))
        for line in draw(
            st.lists(st.one_of(imports(), handlers(), directives()), min_size=1, max_size=3)
        )
    ]
    text = "\n".join([*lines, ""]).replace("\n", draw(st.sampled_from(LINE_ENDS)))
    return draw(st.sampled_from(COOKIES)) + text.encode(draw(st.sampled_from(["utf-8", "latin-1"])))


def _loses_a_finding(hook, source):
    """Return whether the byte test calls a source clean in which the full check finds something."""
    if not has_ascii_markup(source) or hook.may_find(source):
        return False
    module = Module("src/app/m.py", source)
    options = Options({option.name: option.default for option in hook.options})
    try:
        return bool(list(hook.run(module, options)))
    except UncheckableFileError:
        return False


@pytest.mark.parametrize("hook", WITH_BYTE_TEST, ids=lambda hook: hook.id)
@settings(deadline=None)  # the first newer syntax pays for importing LibCST
@given(source=sources())
def test_no_spelling_of_a_file_hides_a_finding_from_the_byte_test(hook, source):
    assert not _loses_a_finding(hook, source)


@pytest.mark.parametrize("hook", WITH_BYTE_TEST, ids=lambda hook: hook.id)
@settings(deadline=None)  # the first newer syntax pays for importing LibCST
@given(source=sources(), data=st.data())
def test_no_damaged_file_hides_a_finding_from_the_byte_test(hook, source, data):
    at = data.draw(st.integers(0, len(source)))
    until = data.draw(st.integers(at, min(at + 4, len(source))))
    put = data.draw(st.sampled_from([b"", b" ", b"\\\n", b"\f", b"\t", b";", b".", b"\r", b"\x00"]))
    assert not _loses_a_finding(hook, source[:at] + put + source[until:])


@pytest.mark.parametrize("hook", WITH_BYTE_TEST, ids=lambda hook: hook.id)
def test_no_example_hides_a_finding_from_the_byte_test(hook):
    assert [
        example.bad for example in hook.examples if not hook.may_find(example.bad.encode())
    ] == []


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"from\\\n.x import y\n", id="continued-line"),
        pytest.param(b"from\\\r\n.x import y\r\n", id="continued-line-crlf"),
        pytest.param(b"from\\\r.x import y\r", id="continued-line-cr"),
        pytest.param(b"from\f.x import y\n", id="form-feed"),
        pytest.param(b"from \f\t.x import y\n", id="blank-form-feed-tab"),
        pytest.param(b"from\t\t.x import y\n", id="tabs"),
        pytest.param(b"from.x import y\n", id="nothing-between"),
        pytest.param(b"x=1;from .x import y\n", id="after-a-semicolon"),
        pytest.param(b"\xef\xbb\xbffrom .x import y\n", id="byte-order-mark"),
        pytest.param(b"#coding:latin-1\nfrom .x import \xe4\n", id="latin-1"),
    ],
)
def test_every_odd_spelling_is_really_found(source):
    assert _findings_behind_the_byte_test("relative-imports", source) == 1


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"try: x\nexcept:pass\n", id="nothing-between"),
        pytest.param(b"try: x\nexcept \f\t:pass\n", id="blank-form-feed-tab"),
        pytest.param(b"try: x\nexcept\\\n:pass\n", id="continued-line"),
        pytest.param(b"try: x\rexcept\\\r:pass\r", id="continued-line-cr"),
        pytest.param(b"try: x\nexcept(\nException):pass\n", id="in-parentheses"),
        pytest.param("try: x\nexcept Excepti\xban:pass\n".encode(), id="letters-beyond-ascii"),
        pytest.param("raise \uff25xception\n".encode(), id="wide-letters-raised"),
    ],
)
def test_every_odd_handler_is_really_found(source):
    assert _findings_behind_the_byte_test("broad-except", source) == 1


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"x = 1 #NoQa\n", id="capitals"),
        pytest.param(b"#  Ruff  :  NOQA\n", id="blanks"),
        pytest.param(b"x = 1 #type:\tignore\n", id="tab"),
        pytest.param(b"# mypy: Ignore_Errors\n", id="underscore"),
        pytest.param(b"#ruff:disable\n", id="disable"),
        pytest.param(b"#fmt:off\n", id="formatter"),
        pytest.param(b"# pylint:disable=all\n", id="pylint"),
    ],
)
def test_every_odd_directive_is_really_found(source):
    assert _findings_behind_the_byte_test("blanket-suppressions", source) == 1


def _findings_behind_the_byte_test(hook_id, source):
    """Return how much the full check finds in what the byte test lets through."""
    hook = load_hook(hook_id)
    options = Options({option.name: option.default for option in hook.options})
    assert hook.may_find is not None
    assert hook.may_find(source)
    return len(list(hook.run(Module("src/app/m.py", source), options)))


def test_a_file_of_absolute_imports_is_not_even_parsed():
    hook = load_hook("relative-imports")
    assert hook.may_find is not None
    assert not hook.may_find(b"import os\nfrom app.x import y\nx = '.from'\n")


@pytest.mark.parametrize("hook_id", ["mutable-defaults", "relative-imports"])
def test_an_encoding_that_hides_keywords_hides_no_finding(hook_id):
    text = (
        "import importlib\nf = lambda a=[]: a\nimportlib.import_module('.x', 'app')\n"
        if hook_id == "relative-imports"
        else "f = lambda a=[]: a\n"
    )
    hidden = text.replace("lambda", "+AGwAYQBtAGIAZABh-").replace("_", "+AF8-")
    source = b"# coding: utf-7\n" + hidden.encode("ascii")
    assert not has_ascii_markup(source)
    options = Options({option.name: option.default for option in load_hook(hook_id).options})
    assert len(list(load_hook(hook_id).run(Module("src/app/m.py", source), options))) == 1
