"""Which sections of a docstring are required, compared with the code, or ignored."""

from __future__ import annotations

from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.core.options import Options
from standards_hooks.rules.docstring_sections import HOOK
from standards_hooks.semantic.module import Module


def function(
    docstring: str,
    body: str = "work()",
    signature: str = "f(a)",
    above: str = "",
    keyword: str = "def",
) -> str:
    """Return a module of one function; the sections of its docstring begin in line 4."""
    inner = indent(f'"""Work.\n\n{docstring}\n"""\n{body}\n', "    ")
    return f"{above}{keyword} {signature}:\n{inner}"


def method(
    docstring: str, body: str = "work()", signature: str = "f(self, a)", above: str = ""
) -> str:
    return "class A:\n" + indent(function(docstring, body, signature, above), "    ")


def klass(docstring: str, body: str, header: str = "class A:", above: str = "") -> str:
    inner = indent(f'"""Be.\n\n{docstring}\n"""\n{body}\n', "    ")
    return f"{above}{header}\n{inner}"


ARGS = "Args:\n    a: One."
ENDS = "\n\nReturns:\n    All."

SILENT = [
    # docstrings without sections
    pytest.param("def f(a):\n    'Work.'\n    return a\n", id="one-line"),
    pytest.param('def f(a):\n    """Work.\n    """\n    return a\n', id="one-line-and-a-break"),
    pytest.param(function("It takes an a and returns it.", "return a"), id="prose"),
    pytest.param(function("Note:\n    It takes time.", "return a"), id="note-only"),
    pytest.param(function("Note: it returns\nwhat it has.", "return a"), id="prose-with-a-colon"),
    pytest.param(function("Parameters:\nthere are none.", "return a"), id="prose-heading"),
    pytest.param(
        function("It takes the following\nparameters:\n    the a.", "return a"),
        id="prose-that-ends-in-a-known-word",
    ),
    pytest.param("def f(a):\n    return a\n", id="no-docstring"),
    pytest.param("def f(a):\n    f'''Args:\n        b: {a}\n    '''\n", id="f-string"),
    pytest.param('"""Work.\n\nArgs:\n    b: One.\n"""\n', id="module"),
    # complete
    pytest.param(function(ARGS), id="args"),
    pytest.param(function(ARGS + ENDS, "return a"), id="args-and-returns"),
    pytest.param(
        function(
            "Args:\n    a (int): One.\n    b (list[str], optional): Two.", signature="f(a, b=None)"
        ),
        id="types",
    ),
    pytest.param(function("Args:\n    a (dict[str, int] | Callable[[int], str]): One."), id="deep"),
    pytest.param(function("Args:\n    a, b: Both.", signature="f(a, b)"), id="two-names"),
    pytest.param(function("Args:\n    a and b: Both.", signature="f(a, b)"), id="joined-names"),
    pytest.param(function("Args:\n    `a`: One."), id="backticks"),
    pytest.param(function("Args:\n    a : One."), id="blank-before-the-colon"),
    pytest.param(function("Args:\n    a - One."), id="dash"),
    pytest.param(
        function(
            "Args:\n\n    a:\n        One.\n\n        More of it.\n\n    b:\n        B.",
            signature="f(a, b)",
        ),
        id="entries-with-blocks",
    ),
    pytest.param(function("Args:\n    a: One, or\n        b: nested text."), id="continuation"),
    pytest.param(function("Args:\n    a: One,\n    default: none at all."), id="hanging-default"),
    pytest.param(function("Args:\n    a: See\n    http://x.example: there."), id="address"),
    pytest.param(function("Args:\n    a: One.\n    Example: of it."), id="capital-continuation"),
    pytest.param(function("Args:\n\ta: One.\n\tb: Two.", signature="f(a, b)"), id="tabs"),
    pytest.param(function("Args:\n    All that there is."), id="prose-in-args"),
    pytest.param(
        function("Args:\n    *a: Any.\n    **k: More.", signature="f(*a, **k)"), id="stars"
    ),
    pytest.param(
        function("Args:\n    a: Any.\n    k: More.", signature="f(*a, **k)"), id="no-stars"
    ),
    pytest.param(function(r"Args:" + "\n    \\\\*a: Any.", signature="f(*a)"), id="escaped-star"),
    pytest.param(
        function("Args:\n    colour: A key.\n    size: Another.", signature="f(**k)"),
        id="keys-of-kwargs",
    ),
    pytest.param(
        function("Args:\n    a: One.\n\nKeyword Args:\n    colour: A key.", signature="f(a, **k)"),
        id="keyword-args",
    ),
    pytest.param(function(ARGS, signature="f(a, _unused, /)"), id="underscore-parameter"),
    pytest.param(method(ARGS), id="self"),
    pytest.param(method(ARGS, signature="f(cls, a)", above="@classmethod\n"), id="cls"),
    pytest.param(method(ARGS, signature="f(a)", above="@staticmethod\n"), id="staticmethod"),
    # results
    pytest.param(function(ARGS, "return"), id="bare-return"),
    pytest.param(function(ARGS, "return None"), id="return-none"),
    pytest.param(function(ARGS, "return print(a)", "f(a) -> None"), id="annotated-none"),
    pytest.param(
        function(ARGS, "return stop()", "f(a) -> NoReturn", "from typing import NoReturn\n"),
        id="no-return",
    ),
    pytest.param(function(ARGS, "def g():\n    return 1\nx = lambda: 1"), id="inner-return"),
    pytest.param(function(ARGS, "def g():\n    yield 1"), id="inner-yield"),
    pytest.param(function(ARGS + "\n\nYields:\n    All.", "yield a"), id="yields"),
    pytest.param(function(ARGS, "yield"), id="yields-nothing"),
    pytest.param(function(ARGS + ENDS, "yield a", above="@contextmanager\n"), id="context-manager"),
    pytest.param(
        function(ARGS, signature="f(db, a)", above="from app import db_injector\n@db_injector\n"),
        id="injected",
    ),
    pytest.param(
        function(ARGS, signature="f(context, a)", above="@click.pass_context\n"),
        id="injected-by-an-attribute",
    ),
    pytest.param(
        function("Raises:\n    E: So.", "raise E", "f(a, db)", above="@inject_session(1)\n"),
        id="injected-and-no-args",
    ),
    pytest.param(
        function(ARGS + "\n\nYields:\n    All.", "return iter(a)", "f(a) -> Iterator[int]"),
        id="returns-an-iterator",
    ),
    pytest.param(
        'def f(a):\n    """Return it.\n\n    Args:\n        a: One.\n    """\n    return a\n',
        id="summary-says-what-is-returned",
    ),
    pytest.param(
        method("Raises:\n    KeyError: If not.", "raise KeyError", "f(self) -> int", "@property\n"),
        id="property",
    ),
    pytest.param(
        method("Raises:\n    KeyError: If not.", "return 1", "f(self)", "@cached_property\n"),
        id="cached-property",
    ),
    pytest.param(function(ARGS + ENDS, "return None"), id="a-base-class-that-returns-none"),
    # bodies that do nothing
    pytest.param(function("Args:\n    b: B." + ENDS, "..."), id="ellipsis"),
    pytest.param(function("Args:\n    b: B." + ENDS, "pass"), id="pass"),
    pytest.param(function("Args:\n    b: B." + ENDS, "# later"), id="comment"),
    pytest.param(function("Args:\n    b: B." + ENDS, "raise NotImplementedError"), id="not-yet"),
    pytest.param(
        function("Returns:\n    All.", "m = 'later'\nraise NotImplementedError(m)"),
        id="not-yet-with-a-message",
    ),
    pytest.param(
        method("Returns:\n    All.", "return super().f(a)", above="@abc.abstractmethod\n"),
        id="abstract",
    ),
    # exceptions
    pytest.param(function(ARGS + "\n\nRaises:\n    OSError: If not.", "work()"), id="of-a-callee"),
    pytest.param(function(ARGS, "try:\n    work()\nexcept OSError:\n    raise"), id="re-raise"),
    pytest.param(
        function(ARGS, "try:\n    work()\nexcept OSError as e:\n    raise e"), id="raise-e"
    ),
    pytest.param(
        function(ARGS, "try:\n    raise KeyError\nexcept LookupError:\n    pass"),
        id="caught-by-a-base",
    ),
    pytest.param(
        function(
            ARGS, "try:\n    raise Own\nexcept Other:\n    pass", above="from x import Other, Own\n"
        ),
        id="perhaps-caught",
    ),
    pytest.param(function(ARGS, "def g():\n    raise KeyError"), id="raised-inside"),
    pytest.param(function(ARGS, "raise AssertionError('never')"), id="assertion"),
    pytest.param(function(ARGS, "raise make_error()"), id="made-by-a-function"),
    pytest.param(function("Args:\n    Error: One.", "raise Error", "f(Error)"), id="parameter"),
    pytest.param(function(ARGS, "Error = choose()\nraise Error"), id="variable"),
    pytest.param(
        function(ARGS + "\n\nRaises:\n    LookupError: If not.", "raise KeyError"),
        id="documented-by-a-base",
    ),
    pytest.param(
        function(
            ARGS + "\n\nRaises:\n    app.errors.Own: If not.",
            "raise errors.Own(a)",
            above="from app import errors\n",
        ),
        id="dotted",
    ),
    pytest.param(
        function(ARGS + "\n\nRaises:\n    - :class:`KeyError`: If not.", "raise KeyError"),
        id="role-in-a-list",
    ),
    pytest.param(
        function(
            ARGS + "\n\nRaises:\n    KeyError, OSError: If not.", "raise KeyError\nraise OSError"
        ),
        id="two-in-an-entry",
    ),
    pytest.param(
        function(
            ARGS + "\n\nRaises:\n    FlagError: If not.",
            "raise errors.UnknownFlagError(a)",
            above="import errors\n",
        ),
        id="documented-by-what-looks-like-a-base",
    ),
    pytest.param(
        function(ARGS, "try:\n    raise KeyError\nexcept KeyError:\n    if a:\n        raise"),
        id="passed-on-under-a-condition",
    ),
    # text that is no section
    pytest.param(function(ARGS + "\n\nExample:\n    >>> f(1)\n    Returns:\n    1"), id="doctest"),
    pytest.param(function(ARGS + "\n\n>>> help(f)\nReturns:\nRaises:\n    x"), id="doctest-output"),
    pytest.param(function(ARGS + "\n\n```\nReturns:\n    x\n```"), id="fence"),
    pytest.param(function("Example::\n\n    :param x: y\n\n" + ARGS), id="sphinx-in-an-example"),
    pytest.param(function("See :class:`Foo` and :func:`bar`.\n\n" + ARGS), id="roles"),
    pytest.param(function("Usage\n-----\nAs it is."), id="underlined-title"),
    pytest.param(
        function("Args:\n    a: Called with this.\n        Returns:\n            x"),
        id="callback-described-inside",
    ),
    # classes
    pytest.param(klass("Attributes:\n    x: One.", "x: int\n_y: int\nZ = 3"), id="attributes"),
    pytest.param(klass("Example:\n    A()", "x: int"), id="class-without-attributes"),
    pytest.param(klass("Attributes:\n    x: One.", "x: int\ny: int\n'''Two.'''"), id="own-string"),
    pytest.param(
        klass("Attributes:\n    x: One.", "x: int\ny: int  #: Two.\n#: Three.\nz = 3"),
        id="own-comment",
    ),
    pytest.param(
        klass("Attributes:\n    x: One.", "x: int\ny: int = Field(description='Two.')"),
        id="own-description",
    ),
    pytest.param(
        klass(
            "Attributes:\n    x: One.",
            "x: int\ndef f(self): ...\ng = f\nh = property(f)\n@property\ndef i(self): ...",
        ),
        id="methods",
    ),
    pytest.param(
        klass("Attributes:\n    x: One.", "model_config = {}\nx: int", "class A(B):"),
        id="configuration",
    ),
    pytest.param(
        klass(
            "Attributes:\n    RED: One.",
            "RED = 1\nblue = 2",
            "class A(StrEnum):",
            "from enum import StrEnum\n",
        ),
        id="enumeration",
    ),
    pytest.param(
        klass("Attributes:\n    y: Inherited.", "x = property()", "class A(Foreign):"),
        id="base-elsewhere",
    ),
    pytest.param(
        "class B:\n    y = 1\n" + klass("Attributes:\n    y: Of B.", "pass", "class A(B):"),
        id="base-here",
    ),
    pytest.param(klass("Attributes:\n    y: By name.", "__slots__ = ('y',)"), id="slots"),
    pytest.param(klass("Attributes:\n    y: Any.", "def __getattr__(self, n): ..."), id="getattr"),
    pytest.param(klass("Attributes:\n    y: Set.", "def f(self):\n    self.y = 1"), id="set-later"),
    pytest.param(
        klass("Attributes:\n    y: Made.", "@property\ndef y(self): ..."), id="as-property"
    ),
    pytest.param(
        klass(
            ARGS,
            "def __init__(self, a):\n    '''Begin.\n\n    Raises:\n"
            "        KeyError: If not.\n    '''\n    raise KeyError",
        ),
        id="args-of-init-in-the-class",
    ),
    pytest.param(
        klass(
            ARGS + "\n\nAttributes:\n    x: One.", "def __init__(self, a):\n    self.x = self.a = a"
        ),
        id="attribute-and-arg",
    ),
    # exempt
    pytest.param(function("Args:\n    b: B.", signature="_f(a)"), id="private-function"),
    pytest.param("class _A:\n" + indent(function("Args:\n    b: B."), "    "), id="private-class"),
    pytest.param("def g():\n" + indent(function("Args:\n    b: B."), "    "), id="nested"),
    pytest.param(
        method("Args:\n    b: B.", above="@override\n").replace(
            "class", "from typing import override\nclass", 1
        ),
        id="override",
    ),
]


@pytest.mark.parametrize("source", SILENT)
def test_complete_docstrings_are_not_reported(findings_of, source):
    assert findings_of(HOOK, source) == []


NO_RETURNS = "`f` returns a value; describe it under `Returns:`"

FOUND = [
    # style
    pytest.param(
        function(":param a: One.\n:returns: All."),
        [(4, 5, "`:param a:` is Sphinx style; write Google style, `Args:`, `Returns:`, `Raises:`")],
        id="sphinx",
    ),
    pytest.param(
        function(":raises KeyError: If not."),
        [(4, 5, "`:raises KeyError:` is Sp")],
        id="sphinx-raises",
    ),
    pytest.param(
        function("Parameters\n----------\na : int\n    One.\n\nReturns\n-------\nint\n    All."),
        [(4, 5, "`Parameters` is NumPy style; write Google style, `Args:`")],
        id="numpy",
    ),
    # headings
    pytest.param(
        function("Arguments:\n    a: One."),
        [(4, 5, "Google style spells the heading `Arguments:` as `Args:`")],
        id="arguments",
    ),
    pytest.param(
        function("args:\n    a: One."), [(4, 5, "the heading `args:` as `Args:`")], id="lower-case"
    ),
    pytest.param(
        function(ARGS + "\n\nReturn:\n    All.", "return a"),
        [(7, 5, "the heading `Return:` as `Returns:`")],
        id="return",
    ),
    pytest.param(
        function(ARGS + "\n\nReturns\n    All.", "return a"),
        [(7, 5, "the heading `Returns` as `Returns:`")],
        id="without-colon",
    ),
    pytest.param(
        function("Parameters:\n- a: One."),
        [(4, 5, "the heading `Parameters:` as")],
        id="list-below",
    ),
    pytest.param(
        function("Args :\n    a: One."),
        [(4, 5, "the heading `Args :` as `Args:`")],
        id="blank-in-the-heading",
    ),
    pytest.param(
        function(ARGS + "\n\nReturns: All.", "return a"),
        [(7, 5, "`Returns:` has text on its line; put it below, indented")],
        id="text-on-the-line",
    ),
    pytest.param(
        function(ARGS + "\n    Returns:\n        All.", "return a"),
        [(6, 9, "`Returns:` is indented like an entry; indent it like the other headings")],
        id="indented-heading",
    ),
    pytest.param(
        function("Returns:\n    All.\n\n" + ARGS, "return a"),
        [(7, 5, "`Args:` comes after `Returns:`; put it before")],
        id="order",
    ),
    pytest.param(
        function("Raises:\n    KeyError: If.\n\nArgs:\n    a: A.\n\nReturns:\n    R.", "return a"),
        [(7, 5, "`Args:` comes after `Raises:`"), (10, 5, "`Returns:` comes after `Raises:`")],
        id="order-of-all",
    ),
    pytest.param(
        function(ARGS + "\n\nReturns:\n\nRaises:\n    KeyError: If.", "return a"),
        [(7, 5, "`Returns:` has nothing below it; fill it or remove it")],
        id="empty",
    ),
    pytest.param(
        function("Example:", "pass"),
        [(4, 5, "`Example:` has nothing below it")],
        id="empty-example",
    ),
    pytest.param(
        function("Args:\na: One."),
        [(4, 5, "the text of `Args:` is not indented; indent it")],
        id="not-indented",
    ),
    pytest.param(
        function("arguments:\n    b: B.", "..."),
        [(4, 5, "the heading `arguments:`")],
        id="form-of-a-hollow-function",
    ),
    # parameters
    pytest.param(
        function(ARGS, signature="f(a, b, *c, d, **e)"),
        [(4, 5, "`Args` leaves out `b`, `d`, `c` and `e`; describe every parameter")],
        id="left-out",
    ),
    pytest.param(
        function("Args:\n    adress: One.", signature="f(address)"),
        [
            (4, 5, "`Args` leaves out `address`"),
            (5, 9, "`Args` describes `adress`, which `f` does not have; did you mean `address`?"),
        ],
        id="misspelled",
    ),
    pytest.param(
        function(ARGS + "\n    old: Gone.\n    older: Long gone."),
        [
            (
                6,
                9,
                "`Args` describes `old` and `older`, which `f` does not have; remove them",
            )
        ],
        id="gone",
    ),
    pytest.param(
        method("Args:\n    self: Itself.\n    a: One."),
        [(6, 13, "callers do not pass `self`; remove it from `Args`")],
        id="self",
    ),
    pytest.param(
        method("Args:\n    a: One.", signature="f(self, a, b)"),
        [(5, 9, "`Args` leaves out `b`")],
        id="method",
    ),
    pytest.param(
        function("Returns:\n    All.", "return a"),
        [(2, 5, "no `Args:` describes the parameters of `f`: `a`")],
        id="no-args",
    ),
    pytest.param(
        function("Keyword Args:\n    colour: A key.", signature="f(a, **k)"),
        [(2, 5, "no `Args:` describes the parameters of `f`: `a`")],
        id="keyword-args-alone",
    ),
    pytest.param(
        klass("Args:\n    b: B.", "def __init__(self, a):\n    ..."),
        [(4, 5, "`Args` leaves out `a`"), (5, 9, "`Args` describes `b`, which `__init__`")],
        id="args-of-a-class",
    ),
    # results
    pytest.param(function(ARGS, "return a"), [(2, 5, NO_RETURNS)], id="no-returns"),
    pytest.param(function(ARGS, "return a", keyword="async def"), [(2, 5, NO_RETURNS)], id="async"),
    pytest.param(
        function(ARGS, "if a:\n    return\nwith a:\n    return a"),
        [(2, 5, NO_RETURNS)],
        id="return-in-a-block",
    ),
    pytest.param(
        function(ARGS + ENDS),
        [(7, 5, "`f` returns nothing; remove `Returns:`")],
        id="nothing-returned",
    ),
    pytest.param(
        function(ARGS + ENDS, "return None", "f(a) -> None"),
        [(7, 5, "`f` returns nothing; remove `Returns:`")],
        id="annotated-none",
    ),
    pytest.param(
        function(ARGS + ENDS, "yield a"),
        [(7, 5, "`f` yields; call the section `Yields:`")],
        id="returns-of-a-generator",
    ),
    pytest.param(
        function(ARGS, "x = yield a"),
        [(2, 5, "`f` yields values; describe them under `Yields:`")],
        id="no-yields",
    ),
    pytest.param(
        function(ARGS + "\n\nYields:\n    All.", "return a", "f(a) -> list[int]"),
        [(7, 5, "`f` returns and does not yield; call the section `Returns:`")],
        id="yields-of-a-function",
    ),
    # exceptions
    pytest.param(
        function(ARGS, "raise KeyError(a)"),
        [(2, 5, "`f` raises `KeyError`; say when under `Raises:`")],
        id="no-raises",
    ),
    pytest.param(
        function(
            ARGS + "\n\nRaises:\n    KeyError: If.",
            "if a:\n    raise KeyError\nraise ValueError from None",
        ),
        [(7, 5, "`Raises` leaves out `ValueError`, which `f` raises")],
        id="raises",
    ),
    pytest.param(
        function(ARGS, "try:\n    raise KeyError\nexcept KeyError:\n    raise"),
        [(2, 5, "`f` raises `KeyError`")],
        id="passed-on",
    ),
    pytest.param(
        function(ARGS, "try:\n    raise KeyError\nexcept OSError:\n    pass"),
        [(2, 5, "`f` raises `KeyError`")],
        id="not-caught",
    ),
    pytest.param(
        function(
            ARGS,
            "try:\n    work()\nexcept OSError as e:\n    raise Own(a) from e",
            above="from x import Own\n",
        ),
        [(3, 5, "`f` raises `Own`")],
        id="translated",
    ),
    # attributes
    pytest.param(
        klass("Attributes:\n    x: One.", "x: int\ny: int\nz: int"),
        [(4, 5, "`Attributes` leaves out `y` and `z`")],
        id="attributes",
    ),
    pytest.param(
        klass("Attributes:\n    x: One.", "x: int\ndef __init__(self):\n    self.y = 1"),
        [(4, 5, "`Attributes` leaves out `y`")],
        id="attribute-of-init",
    ),
    pytest.param(
        klass("Attributes:\n    x: One.\n    y: Gone.", "x: int"),
        [(6, 9, "`Attributes` describes `y`, which `A` does not have")],
        id="gone-attribute",
    ),
    # places
    pytest.param(
        'def f(a):\n    """\\\n    Work.\n\n    Args:\n        b: B.\n    """\n    work()\n',
        [(5, 5, "`Args` leaves out `a`"), (6, 9, "`Args` describes `b`")],
        id="continued-line",
    ),
    pytest.param(
        'def f(a):\n    r"""Work.\n\n    Args:\n        a: A.\n        b: B."""\n    work()\n',
        [(6, 9, "`Args` describes `b`")],
        id="raw-and-no-line-of-its-own",
    ),
    pytest.param(
        "def f(a):\n    'Work.\\n\\nArgs:\\n    b: B.\\n    a: A.'\n    work()\n",
        [(2, 5, "`Args` describes `b`")],
        id="escaped-breaks",
    ),
    pytest.param(
        "def f(a):\n    ('Work.\\n\\nArgs:\\n'\n     '    b: B.\\n    a: A.')\n    work()\n",
        [(2, 6, "`Args` describes `b`")],
        id="side-by-side",
    ),
    pytest.param(
        function("Args:\n    a: A.\n    b: B.").replace("\n", "\r\n"),
        [(6, 9, "`Args` describes `b`")],
        id="crlf",
    ),
    pytest.param(
        function("Args:\n    ä: A.\n    b: B.", signature="f(ä)"),
        [(6, 9, "`Args` describes `b`")],
        id="beyond-ascii",
    ),
    pytest.param(function("Args:\n\ta: A.\n\tb: B."), [(6, 6, "`Args` describes `b`")], id="tab"),
]


@pytest.mark.parametrize(("source", "expected"), FOUND)
def test_what_is_misspelled_or_contradicts_the_code_is_reported(findings_of, source, expected):
    found = findings_of(HOOK, source)
    assert [(each.line, each.column) for each in found] == [place[:2] for place in expected]
    for finding, (_, _, message) in zip(found, expected, strict=True):
        assert message in finding.message


OPTED_IN = [
    pytest.param(
        "require_sections",
        function("More of it.", "raise KeyError"),
        [
            "`f` raises `KeyError`; say when under `Raises:`",
            "no `Args:` describes the parameters of `f`",
        ],
        id="require-sections",
    ),
    pytest.param(
        "require_sections",
        klass("More of it.", "x: int"),
        ["no `Attributes:` describes the attributes of `A`: `x`"],
        id="require-sections-of-a-class",
    ),
    pytest.param(
        "check_private",
        function("Args:\n    b: B.", "a()", "_f(a)"),
        ["`Args` leaves out", "`Args` describes `b`"],
        id="check-private",
    ),
    pytest.param(
        "check_nested",
        "def g():\n" + indent(function("Args:\n    b: B."), "    "),
        ["`Args` leaves out", "`Args` describes `b`"],
        id="check-nested",
    ),
    pytest.param(
        "check_overrides",
        "from typing import override\n" + method("Args:\n    b: B.", above="@override\n"),
        ["`Args` leaves out", "`Args` describes `b`"],
        id="check-overrides",
    ),
]


@pytest.mark.parametrize(("option", "source", "expected"), OPTED_IN)
def test_an_option_includes_what_is_ignored(findings_of, option, source, expected):
    assert findings_of(HOOK, source) == []
    found = findings_of(HOOK, source, **{option: True})
    assert len(found) == len(expected)
    for finding, message in zip(found, expected, strict=True):
        assert message in finding.message


def test_tests_are_checked_with_an_option(findings_of):
    source = function("Args:\n    b: B.")
    assert findings_of(HOOK, source, "tests/unit/test_f.py") == []
    assert len(findings_of(HOOK, source, "tests/unit/test_f.py", check_tests=True)) == 2


def test_a_finding_names_the_function_that_it_is_about(findings_of):
    (finding,) = findings_of(HOOK, method("Args:\n    a: A.\n    b: B."))
    assert finding.symbol == "A.f"


@pytest.mark.parametrize("section", ["Args", "Returns", "Raises", "Yields", "Attributes"])
def test_a_class_docstring_may_have_any_section(findings_of, section):
    assert findings_of(HOOK, klass(f"{section}:\n    x: One.", "x = 1")) == []


NAMES = st.sampled_from(["a", "b", "colour", "weight_grams", "*rest", "**options", "ä"])
TYPES = st.sampled_from(["", " (int)", " (dict[str, int], optional)", " (Callable[[int], str])"])


@given(names=st.lists(NAMES, min_size=1, unique=True), kind=TYPES)
def test_what_describes_every_parameter_by_its_name_is_complete(names, kind):
    order = sorted(names, key=lambda name: name.count("*"))
    entries = "\n".join(f"    {name}{kind}: Text, with a colon: here." for name in names)
    source = function(f"Args:\n{entries}", signature=f"f({', '.join(order)})")
    options = Options({option.name: option.default for option in HOOK.options})
    assert list(HOOK.run(Module("app/example.py", source.encode()), options)) == []


LINES = st.lists(
    st.sampled_from(
        [
            *("Args:", "Returns:", "Raises:", "Attributes:", "Note:", "args:", "Returns: x", "```"),
            *("    a: A.", "    Returns:", "\tb (int: B", ">>> f(1)", "-----", ":param a: A.", ""),
            *("        ::", "    *", "    - a: A", ":", "    (", "Parameters", "    KeyError: If."),
        ]
    ),
    max_size=8,
)


@given(lines=LINES)
def test_no_docstring_breaks_the_hook_or_has_a_finding_outside_itself(lines):
    source = function("\n".join(lines), "if a:\n    raise KeyError\nreturn a")
    options = Options({option.name: option.default for option in HOOK.options})
    last = len(lines) + 4 if lines else 5
    for finding in HOOK.run(Module("app/example.py", source.encode()), options):
        assert 2 <= finding.line <= last
