"""Strategies for modules with mutable defaults and relative imports in every layout."""

from dataclasses import dataclass

from hypothesis import strategies as st


@dataclass(frozen=True)
class Part:
    """A piece of a generated module.

    Attributes:
        text: Lines with `\\n`, not indented.
        is_faulty: Whether a fix has anything to do in it.
    """

    text: str
    is_faulty: bool


LITERALS = (
    "[]",
    "{}",
    "list()",
    "dict(a=1)",
    "{1, 2}",
    "[[1], [2]]",
    "[  # open\n    1,  # one\n\n    # two\n    2,\n]",
    "{\n    'a': [1],\n        'b': '''x\n  y''',\n}",
    "([\n    1,\n  ])",
    "[1] +\n    [2]",
    "c.deque(\n    [1],  # é\n)",
    "c.Counter()",
)
UNMENDABLE = ("[NAME]", "[g()]", "[i for i in NAME]")
ANNOTATIONS = ("", ": list", ": 'list[int]'", ": t.Optional[list]", ": t.Annotated[list, 'ü']")
PARAMETER_NAMES = ("items", "rows", "labels", "memo", "_kept")

HEADERS = ("", "@decorated\n", "@decorated  # why\n@t.no_type_check\n", "# before\n")
BODIES = (
    ": return {names}\n",
    ": 'doc'; return {names}  # all\n",
    ":  # after the colon\n    return {names}\n",
    ":\n    '''Doc.\n\n    More.\n    '''\n\n    # first\n    return {names}\n    # last\n",
    ":\n    'doc'; import os\n    from sys import path; return {names}\n",
    ":\n    def inner(part=[]):\n        yield part\n    return {names}, inner\n",
    ":\n  if NAME:\n    return {names}\n  yield {names}\n",
    ": ...\n",
    ":\n    '''Doc.'''\n",
)
INNOCENT = (
    "def clean(items=None, kind='a', *, size=(1, 2)):\n    return items  # fine\n",
    "NAME = {  # shared\n    'é': [1]}\n",
    "class Clean:\n    rows = []\n\n    def get(self): return self.rows\n",
    "# a comment alone\n\n",
    "from a import b; import d\n",
    "if NAME: pass\nelse:\n    x = '''\n  text\n'''\n",
)
IMPORTS = (
    "from . import a\n",
    "from .b import (  # open\n    c,\n    d as e,  # ü\n)\n",
    "from ..f import *\n",
    "from.b import c; from .. import f\n",
    "from . \\\n    import a\n",
    "try: from .b import c\nexcept E:\n    from .nothing import c  # left\n",
)


@st.composite
def functions(draw: st.DrawFn) -> Part:
    """A function with one to three defaults."""
    names = draw(st.lists(st.sampled_from(PARAMETER_NAMES), min_size=1, max_size=3, unique=True))
    is_broken = draw(st.booleans())
    parameters = [
        f"{name}{draw(st.sampled_from(ANNOTATIONS))}{draw(st.sampled_from(('=', ' = ')))}"
        + draw(st.sampled_from(LITERALS * 3 + UNMENDABLE))
        for name in names
    ]
    marker = draw(st.integers(0, len(parameters)))
    if marker < len(parameters) and draw(st.booleans()):
        parameters.insert(marker, "*")
    separator, start, end = (",\n    ", "\n    ", ",  # behind\n") if is_broken else (", ", "", "")
    signature = f"({start}{separator.join(parameters)}{end})"
    keyword = draw(st.sampled_from(("def", "async def")))
    body = draw(st.sampled_from(BODIES)).format(names=", ".join(names))
    header = draw(st.sampled_from(HEADERS))
    return Part(f"{header}{keyword} make{signature}{body}", is_faulty=True)


def _indented(part: Part, opening: str) -> Part:
    lines = part.text.split("\n")
    text = "\n".join(f"    {line}" if line else line for line in lines)
    return Part(opening + text, part.is_faulty)


@st.composite
def parts(draw: st.DrawFn, faulty: st.SearchStrategy[Part]) -> Part:
    """A faulty or an innocent piece, at the top or in a block."""
    innocent = st.sampled_from(INNOCENT).map(lambda text: Part(text, is_faulty=False))
    part = draw(st.one_of(faulty, innocent))
    opening = draw(st.sampled_from(("", "", "class A:\n", "if 1:  # then\n")))
    return _indented(part, opening) if opening else part


def imports() -> st.SearchStrategy[Part]:
    """A relative import."""
    return st.sampled_from(IMPORTS).map(lambda text: Part(text, is_faulty=True))


@dataclass(frozen=True)
class Source:
    """A generated file.

    Attributes:
        content: Its bytes.
        innocent: The bytes of each piece that no fix may touch.
        newline: The end of every line.
        encoding: How it is encoded.
    """

    content: bytes
    innocent: tuple[bytes, ...]
    newline: str
    encoding: str


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """A whole file of functions and imports, in one layout."""
    pieces = draw(st.lists(parts(st.one_of(functions(), imports())), min_size=1, max_size=4))
    newline = draw(st.sampled_from(("\n", "\n", "\r\n")))
    encoding, cookie = draw(
        st.sampled_from((("utf-8", ""), ("utf-8-sig", ""), ("latin-1", "# coding: latin-1\n")))
    )
    blank = draw(st.sampled_from(("    ", "\t", "  ")))
    should_end = draw(st.booleans())

    def laid_out(text: str) -> str:
        lines = text.split("\n")
        widths = [len(line) - len(line.lstrip(" ")) for line in lines]
        return newline.join(
            blank * (width // 4) + " " * (width % 4) + line[width:] if blank == "\t" else line
            for line, width in zip(lines, widths, strict=True)
        )

    text = f"{cookie}import typing as t\nimport collections as c\n" + "\n".join(
        piece.text for piece in pieces
    )
    if not should_end:
        text = text.rstrip("\n")
    innocent = tuple(
        laid_out(piece.text.strip("\n")).encode(encoding.removesuffix("-sig"))
        for piece in pieces
        if not piece.is_faulty
    )
    return Source(laid_out(text).encode(encoding), innocent, newline, encoding)
