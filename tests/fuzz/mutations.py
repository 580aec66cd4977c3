"""Sources with something wrong in them: one or a few damages to a good file."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from random import Random


COOKIES = (
    *("latin-1", "utf-7", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp037", "cp1252"),
    *("ascii", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "rot13", "hex", "zip"),
    *("base64", "undefined", "mbcs", "shift_jis", "iso2022_jp", "big5", "gb18030", "koi8-r"),
    *("klingon", "", "UTF8", "latin-1-unix", "utf-8-mac", "a" * 300, "iso-8859-15", "euc_jp"),
)
TOKENS = (
    *(b"(", b")", b"[", b"]", b"{", b"}", b":", b",", b";", b"=", b":=", b"->", b"*", b"**", b"@"),
    *(b"'", b'"', b"'''", b'"""', b"f'{", b"t'{", b"}'", b"rb'", b"\\", b"\\\n", b"\n", b"\n    "),
    *(b"\r", b"\r\n", b"\f", b"\v", b"\t", b"\0", b"\x1a", b"\xef\xbb\xbf", b"\xc2\xa0", b"\xff"),
    *(b"\xe2\x80\xa8", b"\xc2\x85", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xcc\x81", b"\xc3\xa9"),
    *(
        b"lambda ",
        b"await ",
        b"yield ",
        b"async ",
        b"lazy ",
        b"except ",
        b"match ",
        b"type ",
        b"0_",
    ),
    *(b"# standards: ignore[", b"# noqa", b"# type: ignore[", b"0x", b"1e999", b"9" * 5000, b"..."),
    *(
        b"from . import a\n",
        b"import a.b\n",
        b"global x\n",
        b"nonlocal x\n",
        b"return\n",
        b"*a, = ",
    ),
)


def mutated(random: Random, source: bytes, other: bytes) -> bytes:
    """Damage a source.

    Args:
        random: Chance.
        source: The bytes of a file.
        other: The bytes of another, to take pieces from.

    Returns:
        The damaged bytes.
    """
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        source = random.choice(MUTATIONS)(random, source, other)
    return source


def _flip(random: Random, source: bytes, other: bytes) -> bytes:
    content = bytearray(source or b"x")
    for _ in range(random.choice((1, 2, 10))):
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    return bytes(content)


def _truncate(random: Random, source: bytes, other: bytes) -> bytes:
    return source[: random.randrange(len(source) + 1)]


def _behead(random: Random, source: bytes, other: bytes) -> bytes:
    return source[random.randrange(len(source) + 1) :]


def _insert(random: Random, source: bytes, other: bytes) -> bytes:
    place = random.randrange(len(source) + 1)
    return source[:place] + random.choice(TOKENS) * random.choice((1, 1, 2, 50)) + source[place:]


def _cut(random: Random, source: bytes, other: bytes) -> bytes:
    start = random.randrange(len(source) + 1)
    return source[:start] + source[start + random.choice((1, 2, 10, 200)) :]


def _splice(random: Random, source: bytes, other: bytes) -> bytes:
    lines, others = source.split(b"\n"), other.split(b"\n")
    at, start = random.randrange(len(lines)), random.randrange(len(others))
    return b"\n".join([*lines[:at], *others[start : start + random.randrange(20)], *lines[at:]])


def _swap_lines(random: Random, source: bytes, other: bytes) -> bytes:
    lines = source.split(b"\n")
    one, two = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def _reindent(random: Random, source: bytes, other: bytes) -> bytes:
    lines = source.split(b"\n")
    at = random.randrange(len(lines))
    blanks = random.choice((b" ", b"\t", b"\f", b"    ", b"\t ", b" \t", b"        "))
    end = at + random.choice((1, 1, 5))
    lines[at:end] = [blanks + line for line in lines[at:end]]
    return b"\n".join(lines)


def _line_ends(random: Random, source: bytes, other: bytes) -> bytes:
    ends = random.choice(((b"\r\n",), (b"\r",), (b"\n", b"\r\n"), (b"\n", b"\r\n", b"\r", b"\f\n")))
    lines = source.split(b"\n")
    return b"".join(line + random.choice(ends) for line in lines[:-1]) + lines[-1]


def _cookie(random: Random, source: bytes, other: bytes) -> bytes:
    before = random.choice(
        (b"", b"\n", b"\xef\xbb\xbf", b"#!/bin/python\n", b"\f", b"'''\n", b"\r")
    )
    form = random.choice(("# coding: {}\n", "# -*- coding: {} -*-\n", "#vim:fileencoding={}\r"))
    return before + form.format(random.choice(COOKIES)).encode() + source


def _recode(random: Random, source: bytes, other: bytes) -> bytes:
    text = source.decode("latin-1")
    encoding = random.choice(("utf-16", "utf-32", "cp037", "utf-7", "utf-8-sig", "iso2022_jp"))
    recoded = text.encode(encoding, "replace")
    return recoded if random.random() < 0.5 else f"# coding: {encoding}\n".encode() + recoded


def _strange_letters(random: Random, source: bytes, other: bytes) -> bytes:
    letter = random.choice(("é", "漢", "😀", *"\U0001d535\ufb01\xaa\u200d\u202e\u0131\u017f"))
    old = random.choice((b"e", b"x", b"self", b"is", b" a", b"_"))
    return source.replace(old, letter.encode(), random.choice((1, 3, -1)))


def _unended(random: Random, source: bytes, other: bytes) -> bytes:
    return source.rstrip() + random.choice(
        (b"", b"\\", b"\r", b"\f", b" ", b"\x1a", b"\n\\\n", b";")
    )


def _repeat(random: Random, source: bytes, other: bytes) -> bytes:
    start = random.randrange(len(source) + 1)
    piece = source[start : start + random.randrange(1, 40)]
    return source[:start] + piece * random.choice((2, 10, 300)) + source[start:]


MUTATIONS = (
    *(_flip, _truncate, _behead, _insert, _insert, _insert, _cut, _splice, _swap_lines, _reindent),
    *(_line_ends, _cookie, _recode, _strange_letters, _unended, _repeat),
)
