"""Syntax newer than the interpreter, rewritten as syntax that its parser knows.

Only for a file that the interpreter rejects. LibCST, whose parser does not depend on the
interpreter, finds the newer constructs; edits of the same length replace them, so that every
position stays right; then the tree is corrected where an edit changed its meaning.

| construct | edit | then |
|---|---|---|
| `except A, B:` (PEP 758) | the commas become `<` | the comparison becomes a tuple |
| `except A,:` (PEP 758) | the colon takes the comma's place | the type becomes a tuple |
| template strings (PEP 750) | `t` becomes `f` | left as an f-string |
| type-parameter defaults (PEP 696) | blanked | left without |
| `lazy import` (PEP 810) | `lazy ` becomes `pass;` | the `pass` goes, the import moves left |
| unpacking in comprehensions (PEP 798) | the stars become blanks | the element is unpacked again |

Template strings and a lone type's comma go first, found by the tokeniser, because LibCST does not
know all of their forms.
What no edit of the same length can express (`except A if b else C, D:`, a line continued right
after `lazy`) stays, so that the file is reported as newer than the interpreter.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, CodeSpan, MetadataWrapper

from standards_hooks.core.errors import NESTED_TOO_DEEPLY, UncheckableFileError
from standards_hooks.syntax.concrete import LARGEST_SAFE_SIZE, is_safe_to_parse
from standards_hooks.syntax.lone_types import lone_types
from standards_hooks.syntax.reading import decode
from standards_hooks.syntax.templates import with_f_strings


NEWER_CONSTRUCT = re.compile(
    rb"""\bexcept\b(?:(?:(?!\bexcept\b)[^:])*|(?:(?!\bexcept\b)[^\r\n])*),
    | \blazy(?:[ \t\f]|\\[\r\n]+)+(?:import|from)\b
    | (?<![\w"'])(?:[rR]?[tT]|[tT][rR])["']
    | \b(?:class|def|type)\s+[\w\x80-\xff]+\s*\[
    | [\[({](?:\s|\\)*+\*
    | (?:\A|[\r\n])[^\r\n#]*+\#[^\r\n]*+(?:\s|\\)++\*
    """,
    re.VERBOSE,
)
"""What may be newer, without a second look at what was passed over: a handler reaches as far as
the next `except`, and a star below a comment need not be in brackets."""
LONE_CARRIAGE_RETURN = re.compile(r"\r(?!\n)")
LAZY = b"lazy"
PLACEHOLDER_STATEMENT = b"pass;"
BEFORE_ELEMENT = re.compile(rb"(?:[\s\\(]|#[^\r\n]*+)*+")
LOOSER_THAN_COMPARISON = (cst.BooleanOperation, cst.Comparison, cst.IfExp, cst.Lambda)


def may_apply(source: bytes) -> bool:
    """Return whether rewriting is worth LibCST's import, and safe.

    Args:
        source: The bytes of a file that the interpreter cannot parse.

    Returns:
        True if the bytes hold what may be a newer construct, within the limits of the guard.
    """
    if len(source) > LARGEST_SAFE_SIZE:
        return False
    return NEWER_CONSTRUCT.search(source) is not None and is_safe_to_parse(source)


def rewrite(source: bytes) -> Rewritten | None:
    """Find the newer constructs of a file and replace them.

    Args:
        source: The bytes of the file.

    Returns:
        The rewritten text; None if there is no newer construct: the file is not Python.

    Raises:
        UncheckableFileError: If the file cannot be decoded, or is nested too deeply.
    """
    text = decode(source)
    plain = with_f_strings(text)
    lone = lone_types(plain)
    for _, end, colon in lone:
        # LibCST loses a blank before the colon.
        plain = f"{plain[:end]}:{' ' * (colon - end)}{plain[colon + 1 :]}"
    # LibCST loses leading form feeds, and carriage returns at the very end.
    parsed = LONE_CARRIAGE_RETURN.sub("\n", plain.lstrip("\f"))
    try:
        rewritten = Rewritten(text.encode(), plain.encode())
        rewritten.types.update({len(plain[:handler].encode()): 1 for handler, *_ in lone})
        concrete = cst.parse_module(parsed)
        if concrete.code != parsed:
            return None
        wrapper = MetadataWrapper(concrete, unsafe_skip_copy=True)
        wrapper.visit(_NewerConstructs(rewritten, len(plain) - len(plain.lstrip("\f"))))
    except (
        cst.ParserSyntaxError,
        cst.CSTLogicError,
        cst.CSTValidationError,
        UnicodeEncodeError,
    ):
        return None
    except (RecursionError, MemoryError) as error:
        raise UncheckableFileError(NESTED_TOO_DEEPLY) from error
    return rewritten if rewritten.has_newer_syntax else None


class Rewritten:
    """A file in UTF-8 whose newer constructs are replaced, byte for byte.

    Attributes:
        original: The bytes before the edits, in UTF-8.
        text: The bytes after the edits; as long as the original.
        types: How many types each handler whose commas were replaced has, by the offset of its
            `except`.
        lazy: Offsets of the `lazy` that became a `pass`.
        stars: Offsets after the stars that were blanked.
        has_newer_syntax: Whether there is a newer construct, replaced or not.
    """

    def __init__(self, original: bytes, text: bytes) -> None:
        """Begin with a text of the same length, in which template strings are f-strings."""
        self.original = original
        self.text = bytearray(text)
        self.has_newer_syntax = text != original
        self.types: dict[int, int] = {}
        self.lazy: set[int] = set()
        self.stars: set[int] = set()

    def replace(self, start: int, new: bytes) -> None:
        """Overwrite as many bytes as `new` has, from the offset `start`."""
        self.text[start : start + len(new)] = new
        self.has_newer_syntax = True

    def replace_tuple(self, handler: int, commas: list[int], trailing: int | None) -> None:
        """Turn the commas of the bare tuple of a handler into comparisons.

        Args:
            handler: Where the `except` begins.
            commas: Where to look for each comma between two elements.
            trailing: Where to look for the comma behind the last element, if there is one.
        """
        for comma in commas:
            self.replace(self.original.index(b",", comma), b"<")
        if trailing is not None:
            self.replace(self.original.index(b",", trailing), b" ")
        self.types[handler] = len(commas) + 1

    def replace_lazy(self, start: int) -> None:
        """Turn the `lazy` at the offset `start` into a statement of its own."""
        self.has_newer_syntax = True
        if self.original[start + len(LAZY) : start + len(PLACEHOLDER_STATEMENT)] in {b" ", b"\t"}:
            self.replace(start, PLACEHOLDER_STATEMENT)
            self.lazy.add(start)

    def replace_stars(self, start: int, stars: bytes) -> None:
        """Blank the stars before the element of a comprehension."""
        self.replace(start, b" " * len(stars))
        self.stars.add(start + len(stars))

    def blank(self, start: int, end: int) -> None:
        """Overwrite everything but line ends with blanks."""
        kept = bytes(byte if byte in b"\r\n" else 32 for byte in self.original[start:end])
        self.replace(start, kept)

    def parse(self) -> ast.Module | None:
        """Parse the rewritten text and correct its tree.

        Returns:
            The tree; None if the interpreter rejects the rewritten text, too.

        Raises:
            UncheckableFileError: If the tree is too deep.
        """
        try:
            tree = compile(
                bytes(self.text).decode(),
                "<source>",
                "exec",
                ast.PyCF_ONLY_AST,
                dont_inherit=True,
            )
        except (SyntaxError, ValueError):
            return None
        except (RecursionError, MemoryError) as error:
            raise UncheckableFileError(NESTED_TOO_DEEPLY) from error
        try:
            restored: ast.Module = _Restoration(self).visit(tree)
        except RecursionError as error:
            raise UncheckableFileError(NESTED_TOO_DEEPLY) from error
        return restored


class _Restoration(ast.NodeTransformer):
    """Corrects a tree where an edit changed its meaning."""

    def __init__(self, rewritten: Rewritten) -> None:
        self._rewritten = rewritten
        self._offsets = _Offsets(rewritten.original)
        self._stars: list[int] = sorted(rewritten.stars)
        self._place_of_lazy: tuple[int, int] | None = None

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.ExceptHandler:
        type_ = node.type
        types = self._rewritten.types.get(self._offsets.of(node))
        if type_ is not None and types is not None:
            elements = [type_]
            if types > 1 and isinstance(type_, ast.Compare):
                elements = [type_.left, *type_.comparators]
            node.type = ast.copy_location(ast.Tuple(elements, ast.Load()), type_)
        self.generic_visit(node)
        return node

    def visit_Pass(self, node: ast.Pass) -> ast.Pass | None:
        if self._offsets.of(node) not in self._rewritten.lazy:
            return node
        self._place_of_lazy = (node.lineno, node.col_offset)
        return None

    def _visit_import[Import: (ast.Import, ast.ImportFrom)](self, node: Import) -> Import:
        if self._place_of_lazy is not None:
            node.lineno, node.col_offset = self._place_of_lazy
            self._place_of_lazy = None
        return node

    visit_Import = _visit_import
    visit_ImportFrom = _visit_import

    def _visit_comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> ast.expr:
        star = self._star_of(node)
        self.generic_visit(node)
        if star is None:
            return node
        if self._rewritten.original[star - 2 : star] == b"**":
            # Python 3.15 has it as a key without a value, which the stub of `ast` does not know.
            unpacked = ast.DictComp(node.elt, None, node.generators)  # type: ignore[arg-type]
            return ast.copy_location(unpacked, node)
        node.elt = ast.copy_location(ast.Starred(node.elt, ast.Load()), node.elt)
        node.elt.lineno, node.elt.col_offset = self._offsets.place(star - 1)
        return node

    visit_ListComp = _visit_comprehension
    visit_SetComp = _visit_comprehension
    visit_GeneratorExp = _visit_comprehension

    def _star_of(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> int | None:
        """Return the offset after the blanked stars that stand right before the element."""
        end = self._offsets.of(node.elt)
        before = bisect_right(self._stars, end)
        if not before:
            return None
        star = self._stars[before - 1]
        is_inside = self._offsets.of(node) < star
        between = self._rewritten.original[star:end]
        return star if is_inside and BEFORE_ELEMENT.fullmatch(between) else None


class _Offsets:
    """Byte offsets in a UTF-8 text of the positions that `ast` gives."""

    def __init__(self, text: bytes) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(rb"\r\n|\r|\n", text))]

    def of(self, node: ast.expr | ast.stmt | ast.ExceptHandler) -> int:
        return self._starts[node.lineno - 1] + node.col_offset

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, as `ast` counts them."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1]


class _NewerConstructs(cst.CSTVisitor):
    """Enters every newer construct of a concrete tree into a `Rewritten`."""

    METADATA_DEPENDENCIES = (ByteSpanPositionProvider,)

    def __init__(self, rewritten: Rewritten, skipped: int) -> None:
        """Take what to enter them into, and how many bytes of it the tree leaves out in front."""
        super().__init__()
        self._rewritten = rewritten
        self._skipped = skipped

    def _span(self, node: cst.CSTNode) -> CodeSpan:
        span = self.get_metadata(ByteSpanPositionProvider, node)
        return CodeSpan(span.start + self._skipped, span.length)

    def _visit_handler(self, handler: cst.ExceptHandler | cst.ExceptStarHandler) -> None:
        type_ = handler.type
        if not isinstance(type_, cst.Tuple) or type_.lpar:
            return
        if any(_is_looser_than_comparison(element.value) for element in type_.elements):
            self._rewritten.has_newer_syntax = True
            return
        commas = [
            self._span(element.comma).start
            for element in type_.elements
            if isinstance(element.comma, cst.Comma)
        ]
        trailing = commas.pop() if len(commas) == len(type_.elements) else None
        self._rewritten.replace_tuple(self._span(handler).start, commas, trailing)

    def visit_ExceptHandler(self, node: cst.ExceptHandler) -> None:
        self._visit_handler(node)

    def visit_ExceptStarHandler(self, node: cst.ExceptStarHandler) -> None:
        self._visit_handler(node)

    def visit_TypeParam(self, node: cst.TypeParam) -> None:
        if isinstance(node.equal, cst.AssignEqual):
            span = self._span(node)
            end = span.start + span.length
            if isinstance(node.comma, cst.Comma):
                end = self._span(node.comma).start
            self._rewritten.blank(self._span(node.equal).start, end)

    def visit_LazyImport(self, node: cst.LazyImport) -> None:
        self._rewritten.replace_lazy(self._span(node).start)

    def visit_LazyImportFrom(self, node: cst.LazyImportFrom) -> None:
        self._rewritten.replace_lazy(self._span(node).start)

    def _visit_comprehension(self, element: cst.BaseExpression) -> None:
        if isinstance(element, cst.StarredElement):
            self._rewritten.replace_stars(self._span(element).start, b"*")

    def visit_ListComp(self, node: cst.ListComp) -> None:
        self._visit_comprehension(node.elt)

    def visit_SetComp(self, node: cst.SetComp) -> None:
        self._visit_comprehension(node.elt)

    def visit_GeneratorExp(self, node: cst.GeneratorExp) -> None:
        self._visit_comprehension(node.elt)

    def visit_StarredDictComp(self, node: cst.StarredDictComp) -> None:
        start = self._rewritten.original.index(b"**", self._span(node).start)
        self._rewritten.replace_stars(start, b"**")


def _is_looser_than_comparison(element: cst.BaseExpression) -> bool:
    """Return whether an element without brackets of its own would come apart at a `<`."""
    if getattr(element, "lpar", ()):
        return False
    is_negation = isinstance(element, cst.UnaryOperation) and isinstance(element.operator, cst.Not)
    return is_negation or isinstance(element, LOOSER_THAN_COMPARISON)
