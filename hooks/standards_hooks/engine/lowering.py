"""Syntax newer than the interpreter, turned into what its parser knows.

Only for a file that the interpreter rejects. LibCST, whose parser does not depend on the
interpreter, finds the newer constructs; edits of the same length replace them, so that every
position stays right; then the tree is put right where an edit changed what it says.

| construct | edit | then |
|---|---|---|
| `except A, B:` (PEP 758) | the commas become `<` | the comparison becomes a tuple |
| template strings (PEP 750) | `t` becomes `f` | left as an f-string |
| type-parameter defaults (PEP 696) | blanked | left without |
| `lazy import` (PEP 810) | `lazy ` becomes `pass;` | the `pass` goes, the import moves left |
| unpacking in comprehensions (PEP 798) | the stars become blanks | the element is unpacked again |
"""

from __future__ import annotations

import ast
import re

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, CodeSpan, MetadataWrapper

from standards_hooks.engine.concrete import is_safe_to_parse
from standards_hooks.engine.errors import NESTED_TOO_DEEPLY, UncheckableFileError
from standards_hooks.engine.reading import decode


NEWER_CONSTRUCT = re.compile(
    rb"""\bexcept\b[^:]*,
    | \blazy[ \t]+(?:import|from)\b
    | (?<![\w"'])(?:[rR]?[tT]|[tT][rR])["']
    | \b(?:class|def|type)\s+\w+\s*\[
    | [\[({]\s*\*
    """,
    re.VERBOSE,
)
LAZY = b"lazy"
PLACEHOLDER_STATEMENT = b"pass;"


def may_apply(source: bytes) -> bool:
    """Tell whether lowering is worth LibCST's import, and safe.

    Args:
        source: The bytes of a file that the interpreter cannot parse.

    Returns:
        True if the bytes hold what may be a newer construct, within the limits of the guard.
    """
    return NEWER_CONSTRUCT.search(source) is not None and is_safe_to_parse(source)


def lower(source: bytes) -> Lowered | None:
    """Find the newer constructs of a file and replace them.

    Args:
        source: The bytes of the file.

    Returns:
        The lowered text, or None where there is nothing to lower: the file is not Python.

    Raises:
        UncheckableFileError: If the file cannot be decoded.
    """
    text = decode(source)
    try:
        concrete = cst.parse_module(text)
        if concrete.code != text:
            return None
        wrapper = MetadataWrapper(concrete, unsafe_skip_copy=True)
        lowered = Lowered(text.encode())
        wrapper.visit(_NewerConstructs(lowered))
    except (
        cst.ParserSyntaxError,
        cst.CSTLogicError,
        cst.CSTValidationError,
        RecursionError,
        MemoryError,
        UnicodeEncodeError,
    ):
        return None
    return lowered if lowered.is_changed else None


class Lowered:
    """A file in UTF-8 whose newer constructs are replaced, byte for byte.

    Attributes:
        original: The bytes before the edits, in UTF-8.
        text: The bytes after the edits; as long as the original.
        tuples: Offsets of the bare tuples whose commas were replaced.
        lazy: Offsets of the `lazy` that became a `pass`.
        stars: Offsets after the stars that were blanked.
    """

    def __init__(self, original: bytes) -> None:
        """Begin without edits."""
        self.original = original
        self.text = bytearray(original)
        self.tuples: set[int] = set()
        self.lazy: set[int] = set()
        self.stars: set[int] = set()

    @property
    def is_changed(self) -> bool:
        """Whether there was anything to lower."""
        return self.text != self.original

    def replace(self, start: int, new: bytes) -> None:
        """Overwrite as many bytes as `new` has, from the offset `start`."""
        self.text[start : start + len(new)] = new

    def replace_tuple(self, start: int, commas: list[int]) -> None:
        """Turn the commas of the bare tuple at the offset `start` into comparisons."""
        for comma in commas:
            self.replace(self.original.index(b",", comma), b"<")
        self.tuples.add(start)

    def replace_lazy(self, start: int) -> None:
        """Turn the `lazy` at the offset `start` into a statement of its own."""
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
        """Parse the lowered text and put its tree right.

        Returns:
            The tree, or None where the interpreter rejects even the lowered text.

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
    """Puts a lowered tree right where an edit changed what it says."""

    def __init__(self, lowered: Lowered) -> None:
        self._lowered = lowered
        self._offsets = _Offsets(lowered.original)
        self._column_of_lazy: int | None = None

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.ExceptHandler:
        comparison = node.type
        if (
            isinstance(comparison, ast.Compare)
            and self._offsets.of(comparison) in self._lowered.tuples
        ):
            elements = [comparison.left, *comparison.comparators]
            node.type = ast.copy_location(ast.Tuple(elements, ast.Load()), comparison)
        self.generic_visit(node)
        return node

    def visit_Pass(self, node: ast.Pass) -> ast.Pass | None:
        if self._offsets.of(node) not in self._lowered.lazy:
            return node
        self._column_of_lazy = node.col_offset
        return None

    def _visit_import[Import: (ast.Import, ast.ImportFrom)](self, node: Import) -> Import:
        if self._column_of_lazy is not None:
            node.col_offset = self._column_of_lazy
            self._column_of_lazy = None
        return node

    visit_Import = _visit_import  # noqa: N815
    visit_ImportFrom = _visit_import  # noqa: N815

    def _visit_comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> ast.expr:
        star = self._star_before(node.elt)
        self.generic_visit(node)
        if star is None:
            return node
        if self._lowered.original[star - 2 : star] == b"**":
            # Python 3.15 has it as a key without a value, which the stub of `ast` does not know.
            unpacked = ast.DictComp(node.elt, None, node.generators)  # type: ignore[arg-type]
            return ast.copy_location(unpacked, node)
        element = node.elt
        node.elt = ast.copy_location(ast.Starred(element, ast.Load()), element)
        node.elt.col_offset -= self._offsets.of(element) - (star - 1)
        return node

    visit_ListComp = _visit_comprehension  # noqa: N815
    visit_SetComp = _visit_comprehension  # noqa: N815
    visit_GeneratorExp = _visit_comprehension  # noqa: N815

    def _star_before(self, element: ast.expr) -> int | None:
        """Return the offset after the blanked stars that stand right before the element."""
        end = self._offsets.of(element)
        before = [star for star in self._lowered.stars if star <= end]
        if before and not self._lowered.original[max(before) : end].strip(b" \t\r\n\f\\("):
            return max(before)
        return None


class _Offsets:
    """Byte offsets in a UTF-8 text of the positions that `ast` gives."""

    def __init__(self, text: bytes) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(rb"\r\n|\r|\n", text))]

    def of(self, node: ast.expr | ast.stmt) -> int:
        return self._starts[node.lineno - 1] + node.col_offset


class _NewerConstructs(cst.CSTVisitor):
    """Enters every newer construct of a concrete tree into a `Lowered`."""

    METADATA_DEPENDENCIES = (ByteSpanPositionProvider,)

    def __init__(self, lowered: Lowered) -> None:
        super().__init__()
        self._lowered = lowered

    def _span(self, node: cst.CSTNode) -> CodeSpan:
        return self.get_metadata(ByteSpanPositionProvider, node)

    def _visit_handler(self, type_: cst.BaseExpression | None) -> None:
        if isinstance(type_, cst.Tuple) and not type_.lpar:
            commas = [
                self._span(element.comma).start
                for element in type_.elements
                if isinstance(element.comma, cst.Comma)
            ]
            self._lowered.replace_tuple(self._span(type_).start, commas)

    def visit_ExceptHandler(self, node: cst.ExceptHandler) -> None:  # noqa: N802
        self._visit_handler(node.type)

    def visit_ExceptStarHandler(self, node: cst.ExceptStarHandler) -> None:  # noqa: N802
        self._visit_handler(node.type)

    def visit_TemplatedString(self, node: cst.TemplatedString) -> None:  # noqa: N802
        start = self._span(node).start + node.start.lower().index("t")
        # An upper-case prefix stays upper-case: the length is what counts.
        self._lowered.replace(start, b"f")

    def visit_TypeParam(self, node: cst.TypeParam) -> None:  # noqa: N802
        if isinstance(node.equal, cst.AssignEqual):
            span = self._span(node)
            end = span.start + span.length
            if isinstance(node.comma, cst.Comma):
                end = self._span(node.comma).start
            self._lowered.blank(self._span(node.equal).start, end)

    def visit_LazyImport(self, node: cst.LazyImport) -> None:  # noqa: N802
        self._lowered.replace_lazy(self._span(node).start)

    def visit_LazyImportFrom(self, node: cst.LazyImportFrom) -> None:  # noqa: N802
        self._lowered.replace_lazy(self._span(node).start)

    def _visit_comprehension(self, element: cst.BaseExpression) -> None:
        if isinstance(element, cst.StarredElement):
            self._lowered.replace_stars(self._span(element).start, b"*")

    def visit_ListComp(self, node: cst.ListComp) -> None:  # noqa: N802
        self._visit_comprehension(node.elt)

    def visit_SetComp(self, node: cst.SetComp) -> None:  # noqa: N802
        self._visit_comprehension(node.elt)

    def visit_GeneratorExp(self, node: cst.GeneratorExp) -> None:  # noqa: N802
        self._visit_comprehension(node.elt)

    def visit_StarredDictComp(self, node: cst.StarredDictComp) -> None:  # noqa: N802
        start = self._lowered.original.index(b"**", self._span(node).start)
        self._lowered.replace_stars(start, b"**")
