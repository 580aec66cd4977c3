"""Bytes become text as the interpreter has it, whatever the encoding and the line ends."""

import codecs
import io
import os
import tokenize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.syntax.reading import (
    decode,
    encoding_of,
    has_ascii_markup,
    lines_of,
    read_source,
)


ROOMY = 1_048_576


@pytest.mark.parametrize(
    ("source", "encoding"),
    [
        pytest.param(b"", "utf-8", id="empty"),
        pytest.param(b"x = 1\n", "utf-8", id="no-cookie"),
        pytest.param(codecs.BOM_UTF8 + b"x = 1\n", "utf-8-sig", id="bom"),
        pytest.param(b"# -*- coding: latin-1 -*-\nx = 1\n", "iso-8859-1", id="emacs-cookie"),
        pytest.param(b"# vim: set fileencoding=latin-1 :\n", "iso-8859-1", id="vim-cookie"),
        pytest.param(b"#!/usr/bin/python\n# coding: cp1252\n", "cp1252", id="cookie-on-line-2"),
        pytest.param(b"\n# coding: cp1252\n", "cp1252", id="cookie-below-a-blank-line"),
        pytest.param(b"\f# coding: cp1252\n", "cp1252", id="cookie-behind-a-form-feed"),
        pytest.param(b"x = 1\n# coding: cp1252\n", "utf-8", id="cookie-below-code-is-none"),
        pytest.param(b"#\n#\n# coding: cp1252\n", "utf-8", id="cookie-on-line-3-is-none"),
        pytest.param(b"'# coding: cp1252'\n", "utf-8", id="cookie-in-a-string-is-none"),
        pytest.param(b"#\r# coding: cp1252\r", "cp1252", id="lone-cr-before-the-cookie"),
        pytest.param(b"#\r#\r# coding: cp1252\r", "utf-8", id="two-lone-crs-before-the-cookie"),
        pytest.param(b"#\r\n# coding: cp1252\r\n", "cp1252", id="crlf-before-the-cookie"),
        pytest.param(
            codecs.BOM_UTF8 + b"# coding: utf-8\n", "utf-8-sig", id="bom-and-cookie-agree"
        ),
    ],
)
def test_the_cookie_or_the_bom_names_the_encoding(source, encoding):
    assert encoding_of(source) == encoding


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param(
            b"# coding: no-such-thing\n",
            "cannot be decoded: unknown encoding: no-such-thing",
            id="unknown-encoding",
        ),
        pytest.param(
            codecs.BOM_UTF8 + b"# coding: latin-1\n",
            "cannot be decoded: encoding problem: utf-8",
            id="cookie-contradicts-bom",
        ),
        pytest.param(
            b'x = "\xe9"\n',
            "cannot be decoded as utf-8: invalid continuation byte",
            id="latin-1-without-a-cookie",
        ),
        pytest.param(
            b'# coding: ascii\nx = "\xe9"\n',
            "cannot be decoded as ascii: ordinal not in range(128)",
            id="wrong-cookie",
        ),
        pytest.param(
            "x = 1\n".encode("utf-16"),
            "cannot be decoded as utf-8: invalid start byte",
            id="utf-16",
        ),
    ],
)
def test_what_cannot_be_decoded_says_why(source, reason):
    with pytest.raises(UncheckableFileError) as caught:
        decode(source)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "encoding", ["hex", "base64", "rot13", "zlib", "unicode_escape", "raw_unicode_escape", "idna"]
)
def test_a_codec_that_is_no_plain_encoding_never_escapes_the_reader(encoding):
    source = f"# coding: {encoding}\nx = 1\n".encode()
    try:
        text = decode(source)
    except UncheckableFileError as error:
        assert error.reason.startswith("cannot be decoded")  # noqa: PT017 - either way is right
    else:
        assert isinstance(text, str)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param(b"x = 1\r\ny = 2\r\n", "x = 1\r\ny = 2\r\n", id="crlf-stays"),
        pytest.param(b"x = 1\ry = 2\r", "x = 1\ry = 2\r", id="cr-stays"),
        pytest.param(codecs.BOM_UTF8 + b"x = 1\n", "x = 1\n", id="bom-goes"),
        pytest.param(b"# coding: latin-1\nx = '\xe9'\n", "# coding: latin-1\nx = 'é'\n", id="é"),
    ],
)
def test_text_is_decoded_as_it_stands(source, text):
    assert decode(source) == text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("", [""], id="empty"),
        pytest.param("a", ["a"], id="no-line-end"),
        pytest.param("a\nb\n", ["a", "b", ""], id="lf"),
        pytest.param("a\r\nb\r\n", ["a", "b", ""], id="crlf"),
        pytest.param("a\rb\r", ["a", "b", ""], id="cr"),
        pytest.param("a\r\nb\rc\nd", ["a", "b", "c", "d"], id="mixed"),
        pytest.param("a\n\rb", ["a", "", "b"], id="lf-cr-is-two-ends"),
        pytest.param("a\fb\n", ["a\fb", ""], id="form-feed-is-no-end"),
        pytest.param("a\x0bb\x1cc\n", ["a\x0bb\x1cc", ""], id="vertical-tab-is-no-end"),
        pytest.param("a\u2028b\x85c\n", ["a\u2028b\x85c", ""], id="unicode-line-end-is-none"),
    ],
)
def test_lines_end_where_python_says(text, lines):
    assert lines_of(text) == lines


@pytest.mark.parametrize(
    ("source", "is_like_ascii"),
    [
        pytest.param(b"x = 1\n", True, id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + b"x = 1\n", True, id="bom"),
        pytest.param(b"# coding: latin-1\n", True, id="latin-1"),
        pytest.param(b"# coding: ascii\n", True, id="ascii"),
        pytest.param(b"# coding: utf-7\n", False, id="utf-7"),
        pytest.param(b"# coding: raw_unicode_escape\n", False, id="raw-unicode-escape"),
        pytest.param(b"# coding: unicode_escape\n", False, id="unicode-escape"),
        pytest.param(b"# coding: shift_jis\n", False, id="shift-jis"),
        pytest.param(b"#\r# coding: utf-7\r", False, id="utf-7-below-a-lone-cr"),
        pytest.param(b"# coding: no-such-thing\n", False, id="unknown-encoding"),
        pytest.param(codecs.BOM_UTF8 + b"# coding: latin-1\n", False, id="contradiction"),
    ],
)
def test_bytes_may_be_searched_only_where_ascii_stays_ascii(source, is_like_ascii):
    assert has_ascii_markup(source) is is_like_ascii


@given(st.binary(max_size=80))
@example(b"#\r# coding: latin-1\r")
@example(b"#\n\r# coding: latin-1\n")
@example(b"\xef\xbb\xbf#coding:latin-1")
def test_the_encoding_is_the_one_that_tokenize_detects(source):
    normalised = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        expected, _ = tokenize.detect_encoding(io.BytesIO(normalised).readline)
    except SyntaxError:
        with pytest.raises(UncheckableFileError):
            decode(source)
    else:
        assert encoding_of(source) == expected


@given(st.text())
def test_lines_joined_again_are_the_text_with_one_kind_of_line_end(text):
    normalised = io.IncrementalNewlineDecoder(None, translate=True).decode(text, final=True)
    assert "\n".join(lines_of(text)) == normalised


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\ufeff")))
def test_utf_8_without_a_cookie_comes_back_as_it_was(text):
    source = ("x\n\n" + text).encode()
    assert decode(source) == "x\n\n" + text


@pytest.mark.parametrize(
    ("size", "is_read"),
    [
        pytest.param(99, True, id="below"),
        pytest.param(100, True, id="exactly"),
        pytest.param(101, False, id="above"),
    ],
)
def test_a_file_is_read_up_to_max_size(tmp_path, size, is_read):
    file = tmp_path / "sized.py"
    file.write_bytes(b"#" * size)
    if is_read:
        assert read_source(str(file), 100) == b"#" * size
    else:
        with pytest.raises(UncheckableFileError, match="is larger than max-size, 100 bytes"):
            read_source(str(file), 100)


def test_an_empty_file_is_read(tmp_path):
    file = tmp_path / "empty.py"
    file.touch()
    assert read_source(str(file), ROOMY) == b""


def _missing(directory):
    return directory / "missing.py"


def _directory(directory):
    return directory


def _broken_symlink(directory):
    link = directory / "link.py"
    link.symlink_to("nowhere.py")
    return link


def _circular_symlink(directory):
    link = directory / "circle.py"
    link.symlink_to("circle.py")
    return link


def _fifo(directory):
    fifo = directory / "fifo.py"
    os.mkfifo(fifo)
    return fifo


def _below_a_file(directory):
    (directory / "file.py").touch()
    return directory / "file.py" / "inner.py"


def _name_too_long(directory):
    return directory / ("x" * 300 + ".py")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(_missing, "cannot be read: No such file or directory", id="missing"),
        pytest.param(_directory, "is a directory", id="directory"),
        pytest.param(
            _broken_symlink, "cannot be read: No such file or directory", id="broken-symlink"
        ),
        pytest.param(
            _circular_symlink,
            "cannot be read: Too many levels of symbolic links",
            id="circular-symlink",
        ),
        pytest.param(_fifo, "is no regular file", id="fifo"),
        pytest.param(_below_a_file, "cannot be read: Not a directory", id="below-a-file"),
        pytest.param(_name_too_long, "cannot be read: File name too long", id="name-too-long"),
    ],
)
def test_what_is_no_readable_file_says_why(tmp_path, make, reason):
    with pytest.raises(UncheckableFileError) as caught:
        read_source(str(make(tmp_path)), ROOMY)
    assert caught.value.reason == reason


def test_a_device_is_no_regular_file():
    with pytest.raises(UncheckableFileError, match="is no regular file"):
        read_source(os.devnull, ROOMY)


def test_a_nul_in_the_name_says_why():
    with pytest.raises(UncheckableFileError, match=r"cannot be read: .*embedded null"):
        read_source("a\0b.py", ROOMY)


def test_a_symlink_to_a_file_is_read(tmp_path):
    (tmp_path / "real.py").write_bytes(b"x = 1\n")
    (tmp_path / "link.py").symlink_to("real.py")
    assert read_source(str(tmp_path / "link.py"), ROOMY) == b"x = 1\n"


def test_a_limit_beyond_all_memory_sets_nothing_aside(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes(b"x = 1\n")
    assert read_source(str(path), 10**30) == b"x = 1\n"
