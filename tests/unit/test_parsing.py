"""A file that is not read says why, in one line, at the right place."""

import ast
import codecs

import pytest

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.syntax.parsing import parse, parse_expression


def refusal(source: bytes) -> str:
    with pytest.raises(UncheckableFileError) as caught:
        parse(source)
    error = caught.value
    return f"{error.line}:{error.column} {error.reason}"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(b"x = = 1\n", "1:5 has a syntax error: invalid syntax", id="first-line"),
        pytest.param(b"x = 1\nf(a b)\n", "2:3 has a syntax error: invalid syntax", id="line-2"),
        pytest.param(
            "ü = '漢'; x = = 1\n".encode(),
            "1:14 has a syntax error: invalid syntax",
            id="columns-are-characters",
        ),
        pytest.param(b"x = 1\r\ny = = 1\r\n", "2:5 has a syntax error: invalid syntax", id="crlf"),
        pytest.param(b"x = 1\ry = = 1\r", "2:5 has a syntax error: invalid syntax", id="cr"),
        pytest.param(
            codecs.BOM_UTF8 + b"x = = 1\n", "1:5 has a syntax error: invalid syntax", id="bom"
        ),
        pytest.param(
            b'"""\naaaaaaaaaaaaaaa\n""" \\ a\n',
            "3:8 has a syntax error: unexpected character after line continuation character",
            id="behind-a-text-of-several-lines",
        ),
        pytest.param(b"x = (\n", "1:5 has a syntax error: '(' was never closed", id="open-bracket"),
        pytest.param(
            b"if x:\npass\n",
            "2:1 has a syntax error: expected an indented block after 'if' statement on line 1",
            id="indentation",
        ),
        pytest.param(
            b"x = '\n",
            "1:5 has a syntax error: unterminated string literal (detected at line 1)",
            id="open-string",
        ),
        pytest.param(
            b"print 'x'\n",
            "1:1 has a syntax error: Missing parentheses in call to 'print'."
            " Did you mean print(...)?",
            id="python-2-print",
        ),
        pytest.param(
            b"x = 0777\n",
            "1:5 has a syntax error: leading zeros in decimal integer literals are not permitted;"
            " use an 0o prefix for octal integers",
            id="python-2-octal",
        ),
        pytest.param(
            b"x = 1\n\0y\n",
            "1:1 contains NUL bytes; Python source is text, UTF-8 unless it declares otherwise",
            id="nul",
        ),
        pytest.param(
            "x = 1\n".encode("utf-16-le"),
            "1:1 contains NUL bytes; Python source is text, UTF-8 unless it declares otherwise",
            id="utf-16-without-a-bom",
        ),
        pytest.param(
            "x = 1\n".encode("utf-16"),
            "1:1 contains NUL bytes; Python source is text, UTF-8 unless it declares otherwise",
            id="utf-16-with-a-bom",
        ),
        pytest.param(
            b"x = '\xe9'\n",
            "1:1 cannot be decoded as utf-8: invalid continuation byte",
            id="latin-1-without-a-cookie",
        ),
        pytest.param(
            b"# coding: ascii\nx = '\xe9'\n",
            "1:1 cannot be decoded as ascii: ordinal not in range(128)",
            id="wrong-cookie",
        ),
        pytest.param(
            b"# coding: no-such-thing\nx\n",
            "1:1 cannot be decoded: unknown encoding: no-such-thing",
            id="unknown-cookie",
        ),
        pytest.param(
            codecs.BOM_UTF8 + b"# coding: latin-1\nx\n",
            "1:1 cannot be decoded: encoding problem: utf-8",
            id="cookie-against-bom",
        ),
        pytest.param(
            b"x = " + b"(" * 5_000 + b")" * 5_000,
            "1:1 is nested too deeply to check",
            id="brackets",
        ),
        pytest.param(
            b"x = " + b"-" * 100_000 + b"a", "1:1 is nested too deeply to check", id="operators"
        ),
        pytest.param(
            b"".join(b" " * level + b"if x:\n" for level in range(200)),
            "1:1 is nested too deeply to check",
            id="blocks",
        ),
        pytest.param(b"x = 1" + b"0" * 5_000, "1:1 ", id="number-too-long"),
    ],
)
def test_what_cannot_be_parsed_says_where_and_why(source, expected):
    assert refusal(source).startswith(expected)


@pytest.mark.parametrize("cookie", ["hex", "rot13", "zlib", "base64", "undefined"])
def test_a_cookie_that_names_no_text_encoding_says_so(cookie):
    assert refusal(f"# coding: {cookie}\nx\n".encode()).startswith("1:1 cannot be decoded")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"# only a comment", id="comment"),
        pytest.param(b"x = 1", id="no-line-end"),
        pytest.param(b"\fx = 1\n", id="form-feed"),
        pytest.param(b"x = 1\r\ny = 2\rz = 3\n", id="mixed-line-ends"),
        pytest.param(codecs.BOM_UTF8 + b"x = 1\n", id="bom"),
        pytest.param(b"# coding: latin-1\nx = '\xe9'\n", id="latin-1"),
        pytest.param("# coding: shift_jis\nx = '漢'\n".encode("shift_jis"), id="shift-jis"),
        pytest.param(b"x = '\\d'\n", id="invalid-escape-is-no-error"),
        pytest.param(b"x = 1 is 1\n", id="questionable-comparison-is-no-error"),
        pytest.param(b"return 1\n", id="return-outside-of-a-function-is-no-error"),
        pytest.param(b"type X[T] = list[T]\ndef f[T](x: T) -> T: return x\n", id="3.12"),
    ],
)
@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
def test_what_python_reads_is_parsed(source):
    assert isinstance(parse(source), ast.Module)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("bool", "bool", id="name"),
        pytest.param(" bool | None ", "bool | None", id="blanks"),
        pytest.param("Optional['bool']", "Optional['bool']", id="nested-quotes"),
        pytest.param("x = 1", None, id="statement"),
        pytest.param("", None, id="empty"),
        pytest.param("a b", None, id="no-expression"),
        pytest.param("\0", None, id="nul"),
        pytest.param("(" * 1_000, None, id="too-deep"),
        pytest.param("-" * 100_000 + "a", None, id="too-deep-without-brackets"),
        pytest.param("\ud800", None, id="surrogate"),
    ],
)
def test_the_text_of_an_annotation_is_an_expression_or_nothing(text, expected):
    expression = parse_expression(text)
    assert (ast.unparse(expression) if expression else None) == expected
