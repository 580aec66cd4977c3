"""Syntax newer than the interpreter gives the tree that its older spelling has."""

import ast
import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.core.finding import Finding
from standards_hooks.core.options import Options
from standards_hooks.rules import FILE_HOOK_IDS, load_hook
from standards_hooks.semantic.module import Module
from standards_hooks.syntax.parsing import parse
from standards_hooks.syntax.reading import decode, lines_of
from tests.unit.newer_syntax import CONSTRUCTS


TRY = "try:\n    pass\n"


def handler(types: str) -> str:
    return f"{TRY}except{types}:\n    pass\n"


def same_tree(newer: bytes, older: str) -> bool:
    tree = parse(newer)
    for node in ast.walk(tree):
        if "default_value" in node._fields:
            # An interpreter that knows defaults of type parameters keeps them.
            setattr(node, "default_value", None)  # noqa: B010
    return ast.dump(tree) == ast.dump(ast.parse(older))


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        pytest.param(handler(" A, B"), handler(" (A, B)"), id="two-types"),
        pytest.param(handler(" A,B"), handler(" (A, B)"), id="no-blank-after-the-comma"),
        pytest.param(handler(" A , B"), handler(" (A, B)"), id="blank-before-the-comma"),
        pytest.param(handler(" A, B, C"), handler(" (A, B, C)"), id="three-types"),
        pytest.param(handler(" A, B,"), handler(" (A, B)"), id="comma-at-the-end"),
        pytest.param(handler(" A,"), handler(" (A,)"), id="one-type-and-a-comma"),
        pytest.param(handler(" (A) , "), handler(" (A,)"), id="one-type-in-brackets"),
        pytest.param(handler(" é[1:2],\t "), handler(" (é[1:2],)"), id="one-type-and-a-slice"),
        pytest.param(handler("* A,"), handler("* (A,)"), id="group-of-one-type"),
        pytest.param(handler(" (A < B),"), handler(" (A < B,)"), id="one-comparison"),
        pytest.param(
            "x = t'é,:{a[b,:]}'; y = c[d,:]\n" + handler(" A,") + "except B, C,:\n    {d,}\n",
            "x = f'é,:{a[b,:]}'; y = c[d,:]\n" + handler(" (A,)") + "except (B, C):\n    {d,}\n",
            id="one-type-among-others",
        ),
        pytest.param(handler("* A, B"), handler("* (A, B)"), id="group"),
        pytest.param(handler(" *A, B"), handler("* (A, B)"), id="group-star-at-the-name"),
        pytest.param(handler(" a.B, C[0], d(e, f)"), handler(" (a.B, C[0], d(e, f))"), id="kinds"),
        pytest.param(handler(" (A), (B)"), handler(" (A, B)"), id="each-in-brackets"),
        pytest.param(handler(" (A, B), C"), handler(" ((A, B), C)"), id="tuple-in-the-tuple"),
        pytest.param(handler(" (A < B), C"), handler(" ((A < B), C)"), id="comparison-in-brackets"),
        pytest.param(
            handler(" A, (lambda x, y: 1)"),
            handler(" (A, lambda x, y: 1)"),
            id="lambda-in-brackets",
        ),
        pytest.param(handler(" A, \\\n    B"), handler(" (A, B)"), id="continued-line"),
        pytest.param(handler(" a[1:2], B"), handler(" (a[1:2], B)"), id="slice"),
        pytest.param(
            handler(" A, B") + "except C, D:\n    pass\n",
            handler(" (A, B)") + "except (C, D):\n    pass\n",
            id="two-handlers",
        ),
        pytest.param(
            handler(" A, B").replace("pass\n", "{a < b: (c, d)}\n"),
            handler(" (A, B)").replace("pass\n", "{a < b: (c, d)}\n"),
            id="other-comparisons-stay",
        ),
        pytest.param(
            f"{TRY}except A, B: pass  # a, b < c", f"{TRY}except (A, B): pass", id="comment-no-eol"
        ),
        pytest.param(
            f"{TRY}except A, B:\n    try:\n        pass\n    except C, D:\n        pass\n",
            f"{TRY}except (A, B):\n    try:\n        pass\n    except (C, D):\n        pass\n",
            id="nested",
        ),
    ],
)
def test_handlers_without_brackets_catch_a_tuple(newer, older):
    assert same_tree(newer.encode(), older)


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        pytest.param('x = t"a{b}c"\n', 'x = f"a{b}c"\n', id="plain"),
        pytest.param("x = t'a{b}c'\n", "x = f'a{b}c'\n", id="apostrophes"),
        pytest.param('x = T"a{b}c"\n', 'x = f"a{b}c"\n', id="capital"),
        pytest.param('x = rt"a{b}\\d"\n', 'x = rf"a{b}\\d"\n', id="raw"),
        pytest.param('x = tR"a{b}\\d"\n', 'x = fr"a{b}\\d"\n', id="raw-capital"),
        pytest.param('x = t""\n', 'x = f""\n', id="empty"),
        pytest.param('x = t"{b!r:>{w}}"\n', 'x = f"{b!r:>{w}}"\n', id="conversion-and-format"),
        pytest.param('x = t"{b = }"\n', 'x = f"{b = }"\n', id="self-documenting"),
        pytest.param('x = t"""a\n{b}\n"""\n', 'x = f"""a\n{b}\n"""\n', id="three-quotes"),
        pytest.param('x = t"{b["c"]}"\n', 'x = f"{b["c"]}"\n', id="same-quotes-inside"),
        pytest.param('x = t"{\n    b\n}"\n', 'x = f"{\n    b\n}"\n', id="line-ends-inside"),
        pytest.param('x = t"{t"{b}"}"\n', 'x = f"{f"{b}"}"\n', id="in-each-other"),
        pytest.param('x = f"{t"{b}"}"\n', 'x = f"{f"{b}"}"\n', id="in-an-f-string"),
        pytest.param('x = t"a{b}" t"c"\n', 'x = f"a{b}" f"c"\n', id="two-in-a-row"),
        pytest.param(
            'x = f(t"a{b}", "it\'s t")\n', 'x = f(f"a{b}", "it\'s t")\n', id="beside-text"
        ),
        pytest.param('x = t"a"  # not t"b"\n', 'x = f"a"\n', id="beside-a-comment"),
        pytest.param("x = t'a', \"don't\", 't'\n", "x = f'a', \"don't\", 't'\n", id="text-stays"),
    ],
)
def test_template_strings_read_as_f_strings(newer, older):
    assert same_tree(newer.encode(), older)


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        pytest.param("class A[T = int]: pass\n", "class A[T]: pass\n", id="class"),
        pytest.param(
            "def f[T: int = bool, *Ts = *tuple[int], **P = [int]](x: T): pass\n",
            "def f[T: int, *Ts, **P](x: T): pass\n",
            id="function-with-every-kind",
        ),
        pytest.param(
            "async def f[T = int](x: T = 1) -> T: pass\n",
            "async def f[T](x: T = 1) -> T: pass\n",
            id="async-function",
        ),
        pytest.param(
            "type A[T = dict[str, int], U = T] = list[T]\n", "type A[T, U] = list[T]\n", id="alias"
        ),
        pytest.param("type A[T = int,] = list[T]\n", "type A[T,] = list[T]\n", id="trailing-comma"),
        pytest.param("class A[T = 'a, b']: pass\n", "class A[T]: pass\n", id="comma-in-a-string"),
        pytest.param(
            "class A[\n    T = int,  # an integer\n    U = (\n        str\n    ),\n]: pass\n",
            "class A[T, U]: pass\n",
            id="over-lines",
        ),
    ],
)
def test_defaults_of_type_parameters_are_left_out(newer, older):
    assert same_tree(newer.encode(), older)


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        pytest.param("lazy import a\n", "import a\n", id="module"),
        pytest.param("lazy from b import c\n", "from b import c\n", id="name"),
        pytest.param("lazy import a.b as c, d\n", "import a.b as c, d\n", id="alias"),
        pytest.param("lazy from .b import c\n", "from .b import c\n", id="relative"),
        pytest.param("lazy from b import (\n    c,\n)\n", "from b import (c,)\n", id="brackets"),
        pytest.param("x = 1; lazy import a; y\n", "x = 1; import a; y\n", id="between-others"),
        pytest.param("lazy  \timport a\n", "import a\n", id="more-blanks"),
        pytest.param("lazy \\\n    import a\n", "import a\n", id="continued-line"),
        pytest.param("if x:\n    lazy import a\n", "if x:\n    import a\n", id="in-a-block"),
        pytest.param("if x: lazy import a\n", "if x: import a\n", id="on-the-header-line"),
        pytest.param('"""D."""\nlazy import a\n', '"""D."""\nimport a\n', id="below-a-docstring"),
        pytest.param(
            "lazy import a\nlazy = 1; pass\n", "import a\nlazy = 1; pass\n", id="the-name"
        ),
    ],
)
def test_lazy_imports_read_as_imports(newer, older):
    assert same_tree(newer.encode(), older)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("x = [*a for a in b]", id="list"),
        pytest.param("x = {*a for a in b}", id="set"),
        pytest.param("x = (*a for a in b)", id="generator"),
        pytest.param("x = [*a.b[0] for a in b if a]", id="condition"),
        pytest.param("x = [*[*a for a in b] for b in c]", id="list-in-the-element"),
        pytest.param("x = [*(a for a in b) for b in c]", id="generator-in-the-element"),
        pytest.param("x = [*[a for a in b] for b in c]", id="plain-list-in-the-element"),
        pytest.param("x = [*a for b in [*a for a in c]]", id="list-in-the-source"),
        pytest.param("x = [*(a if a else b) for a in c]", id="brackets"),
        pytest.param("x = [*(y := a) for a in c]", id="walrus"),
        pytest.param("x = [*f(*a, **b) for a in c]", id="call-with-stars"),
        pytest.param("x = [*(1, 2) for a in c]", id="tuple"),
        pytest.param("async def f():\n    return [*a async for a in b]", id="async"),
    ],
)
def test_unpacking_in_comprehensions_is_in_the_tree(source):
    assert ast.unparse(parse(source.encode())) == source


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("x = [\n    *\n    a\n    for a in c\n]\n", id="star-on-its-own-line"),
        pytest.param("x = [\n    *  # why\n    a\n    for a in c\n]\n", id="comment-at-the-star"),
        pytest.param("x = [ * ( a ) for a in c]\n", id="blanks-and-brackets"),
    ],
)
def test_unpacking_survives_what_stands_between_star_and_element(source):
    assert ast.unparse(parse(source.encode())) == "x = [*a for a in c]"


def test_unpacking_a_mapping_is_a_key_without_a_value():
    (assignment,) = parse(b"x = {**a for a in b}\n").body
    assert isinstance(assignment, ast.Assign)
    unpacked = assignment.value
    assert isinstance(unpacked, ast.DictComp)
    assert isinstance(unpacked.key, ast.Name)
    assert unpacked.value is None


COMBINED = """\
lazy import a, b
type Alias[T = int] = list[T]
def f[T = int](x: T, y=t'{z}'):
    lazy from c import d
    try:
        return [*e for e in g]
    except A, B:
        return t"{t'{h}'}", {**i for i in j}
    except C, D,:
        return (*k for k in l)
"""


@pytest.mark.parametrize(
    "encode",
    [
        pytest.param(str.encode, id="utf-8"),
        pytest.param(lambda text: codecs.BOM_UTF8 + text.encode(), id="bom"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param(lambda text: text.replace("\n", "\r").encode(), id="cr"),
        pytest.param(
            lambda text: f"# coding: latin-1\n# é\n{text}".encode("latin-1"), id="latin-1-cookie"
        ),
        pytest.param(lambda text: f"# ü 漢 😀\n{text}".encode(), id="characters-beyond-ascii"),
        pytest.param(lambda text: f"\f{text}".encode(), id="form-feed-in-front"),
        pytest.param(lambda text: f"x = 1\n\f\n{text}".encode(), id="form-feed-on-its-own-line"),
        pytest.param(lambda text: text.rstrip("\n").encode(), id="no-line-end-at-the-end"),
        pytest.param(lambda text: text.encode() + b"\r", id="lone-cr-at-the-end"),
        pytest.param(
            lambda text: f"{text}\n\n".replace("\n", "\r").encode(),
            id="cr-and-blank-lines-at-the-end",
        ),
        pytest.param(lambda text: text.replace("    ", "\t").encode(), id="indented-with-tabs"),
    ],
)
def test_every_newer_construct_in_one_file_keeps_its_place(encode):
    source = encode(COMBINED)
    assert_names_stand_where_the_tree_says(source)
    handlers = [node for node in ast.walk(parse(source)) if isinstance(node, ast.ExceptHandler)]
    assert [ast.unparse(handler.type) for handler in handlers if handler.type] == [
        "(A, B)",
        "(C, D)",
    ]


def assert_names_stand_where_the_tree_says(source: bytes) -> None:
    lines = lines_of(decode(source))
    names = 0
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.Name):
            names += 1
            assert spelled(lines, node) == node.id
        elif isinstance(node, ast.Starred):
            assert spelled(lines, node).startswith("*")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            assert spelled(lines, node).startswith(("lazy", "import", "from"))
    assert names


def spelled(lines: list[str], node: ast.expr | ast.stmt) -> str:
    """The text from where a node begins to the end of its line, or to its own end there."""
    end = node.end_col_offset if node.end_lineno == node.lineno else None
    return lines[node.lineno - 1].encode()[node.col_offset : end].decode()


def found_in(source: str, hook_id: str) -> list[Finding]:
    hook = load_hook(hook_id)
    options = Options({option.name: option.default for option in hook.options})
    module = Module("app/example.py", source.encode())
    return sorted(hook.run(module, options), key=lambda finding: finding.order())


@pytest.mark.slow
@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda each: each.name.replace(" ", "-"))
@pytest.mark.parametrize("hook_id", FILE_HOOK_IDS)
def test_every_hook_finds_the_same_behind_newer_syntax(construct, hook_id):
    for example in load_hook(hook_id).examples:
        newer = found_in(construct.newer + example.bad + construct.newer, hook_id)
        older = found_in(construct.older + example.bad + construct.older, hook_id)
        assert [str(each) for each in newer] == [str(each) for each in older]


@pytest.mark.parametrize(
    "construct",
    [
        each
        for each in CONSTRUCTS
        if each.newer.count("\n") == 1 and not each.newer.endswith(": ...\n")
    ],
    ids=lambda each: each.name.replace(" ", "-"),
)
def test_what_follows_newer_syntax_on_its_line_is_found_at_its_column(construct):
    before = construct.newer.removesuffix("\n")
    (finding,) = found_in(f"{before}; active: bool = True\n", "boolean-naming")
    assert (finding.line, finding.column) == (1, len(before) + 3)


PIECES = {
    "handler": "try:\n    {0}\nexcept {0}, {1}:\n    {1}\n",
    "template": "x = '{1}', t'{{{0}}}', {1}\n",
    "type": "type {0}[{1} = {0}] = {1}\n",
    "lazy": "{0} = '{1}'; lazy import {0}; {1}\n",
    "unpacking": "x = '{1}', [*{0} for {0} in {1}], {1}\n",
    "old": "{0} = '{1}' < {1}, {0}\n",
}
IDENTIFIERS = st.sampled_from(["a", "ä", "名前", "lazy", "t", "type", "Σ"])
SOURCES = st.lists(
    st.builds(
        lambda piece, first, second: piece.format(first, second),
        st.sampled_from(sorted(PIECES.values())),
        IDENTIFIERS,
        IDENTIFIERS,
    ),
    min_size=1,
    max_size=6,
)


@given(SOURCES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_names_stand_where_the_tree_says_whatever_is_newer_before_them(pieces, line_end):
    source = "".join(pieces).replace("\n", line_end).encode()
    assert_names_stand_where_the_tree_says(source)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(handler(" A if x else B, C"), id="conditional-among-the-types"),
        pytest.param(handler(" A or B, C"), id="or-among-the-types"),
        pytest.param(handler(" not A, B"), id="not-among-the-types"),
        pytest.param(handler(" A < B, C"), id="comparison-among-the-types"),
        pytest.param(handler(" A, lambda: B"), id="lambda-among-the-types"),
        pytest.param("lazy\\\n    import a\n", id="line-continued-right-after-lazy"),
    ],
)
def test_what_cannot_be_rewritten_asks_for_a_newer_interpreter(source):
    with pytest.raises(UncheckableFileError) as caught:
        parse(source.encode())
    assert caught.value.reason.startswith("has syntax newer than Python 3.")
    assert caught.value.reason.endswith(": set `language_version`")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(handler(" A, B") + "x = = 1\n", id="error-below-a-handler"),
        pytest.param("x = (\n" + handler(" A, B"), id="bracket-left-open"),
        pytest.param(handler(" A, e").replace("pass", "print e"), id="python-2-handler-and-print"),
        pytest.param("print 'x'\nf(*a)\n", id="python-2-print"),
        pytest.param("lazy import a\nexec 'x'\n", id="lazy-and-python-2-exec"),
        pytest.param("x = t'{a'\n", id="template-string-left-open"),
        pytest.param("x = t'{}'\n", id="template-string-without-expression"),
        pytest.param("lazy import\n", id="lazy-import-of-nothing"),
        pytest.param("class A[T =]: pass\n", id="type-parameter-with-no-default"),
        pytest.param("x = [*a or b for a in c]\n", id="unpacking-too-loose"),
        pytest.param("x = [*]\n", id="star-alone"),
        pytest.param(handler(" A, B as c"), id="unbracketed-types-with-a-name"),
    ],
)
def test_what_no_python_reads_is_a_syntax_error(source):
    with pytest.raises(UncheckableFileError) as caught:
        parse(source.encode())
    assert caught.value.reason.startswith("has a syntax error: ")


@pytest.mark.threat("bounded")
@pytest.mark.parametrize(
    "source",
    [
        pytest.param("x = = 1\n[" + "# (" * 2_000, id="bracket-before-a-comment-of-comments"),
        pytest.param("x = [*" + "# (" * 2_000 + "\na for a in b] = = 1\n", id="behind-a-star"),
        pytest.param("x = = 1\n" + "except a\n" * 2_000, id="handlers-without-a-colon"),
    ],
)
def test_what_may_be_newer_is_looked_for_in_bounded_time(source):
    with pytest.raises(UncheckableFileError, match="has a syntax error"):
        parse(source.encode())
