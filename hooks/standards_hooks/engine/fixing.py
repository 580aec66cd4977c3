"""From findings to verified bytes.

A rule says in two ways what its fix does: it edits the concrete tree at the findings' positions,
and it says what the syntax tree must be afterwards. Nothing is written unless both agree, every
comment is still there, and a second run would change nothing.

Imported only when a fix is due.
"""

from __future__ import annotations

import _ast as ast
from collections import Counter

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from standards_hooks.engine.concrete import is_safe_to_parse
from standards_hooks.engine.errors import UncheckableFileError
from standards_hooks.engine.module import Module


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.engine.finding import Finding
    from standards_hooks.engine.hook import Hook, Options

    type Place = tuple[int, int]


NOT_FOUND_AGAIN = "what was found could not be found again"
HAS_NO_FIX = "the hook has no fix"
SAYS_SOMETHING_ELSE = "the result would say something else"
LOSES_A_COMMENT = "a comment would be lost"
NOT_COMPLETE = "one pass would not be enough"
TOO_LARGE = "the file is too large to fix safely"
UNREADABLE = "LibCST cannot read the file"
CHANGES_OTHER_BYTES = "LibCST would change other bytes of the file"


class UnfixableError(Exception):
    """A fix that cannot be made safely; the message says why."""


class Change:
    """What a rule's fix makes of a file.

    Attributes:
        concrete: The edited concrete tree.
        tree: What the syntax tree of the new source must be, positions left aside.
    """

    __slots__ = ("concrete", "tree")

    def __init__(self, concrete: cst.Module, tree: ast.Module) -> None:
        """Take both descriptions of the new file."""
        self.concrete = concrete
        self.tree = tree


class Concrete:
    """The concrete tree of a file, whose nodes can be asked for their place.

    Attributes:
        module: The concrete tree.
    """

    def __init__(self, module: cst.Module) -> None:
        """Take a tree that is not used otherwise: it is not copied."""
        wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
        self.module = wrapper.module
        self._positions = wrapper.resolve(PositionProvider)

    def place(self, node: cst.CSTNode) -> Place:
        """Return line and column of a node, both counted from 1, as findings have them."""
        start = self._positions[node].start
        return start.line, start.column + 1


def fix_source(hook: Hook, module: Module, findings: Sequence[Finding], options: Options) -> bytes:
    """Mend the findings of one hook in one file.

    Args:
        hook: A hook with a fix.
        module: The file.
        findings: The fixable findings of this hook to mend.
        options: The options of the hook for this file.

    Returns:
        The new source, verified.

    Raises:
        UnfixableError: If the file cannot be rewritten safely, or the result is not what was
            meant.
    """
    if hook.fix is None:
        raise UnfixableError(HAS_NO_FIX)
    concrete = _parse(module.source)
    change = hook.fix(module, findings, options, Concrete(concrete))
    source: bytes = change.concrete.bytes
    fixed = Module(module.path, source)
    try:
        is_as_meant = is_same_tree(fixed.tree, change.tree)
    except UncheckableFileError as error:
        message = f"the result would be wrong: it {error.reason}"
        raise UnfixableError(message) from error
    if not is_as_meant:
        raise UnfixableError(SAYS_SOMETHING_ELSE)
    if comments_of(cst.parse_module(source)) != comments_of(concrete):
        raise UnfixableError(LOSES_A_COMMENT)
    if any(finding.is_fixable for finding in hook.run(fixed, options)):
        raise UnfixableError(NOT_COMPLETE)
    return source


def _parse(source: bytes) -> cst.Module:
    """Parse a file with LibCST, within the guard, and make sure that it is the same file."""
    if not is_safe_to_parse(source):
        raise UnfixableError(TOO_LARGE)
    try:
        concrete = cst.parse_module(source)
        is_same = concrete.bytes == source
    except (
        cst.ParserSyntaxError,
        cst.CSTLogicError,
        cst.CSTValidationError,
        RecursionError,
        ValueError,
        LookupError,
    ) as error:
        raise UnfixableError(UNREADABLE) from error
    if not is_same:
        raise UnfixableError(CHANGES_OTHER_BYTES)
    return concrete


def comments_of(concrete: cst.Module) -> Counter[str]:
    """Return the comments of a file and how often each of them occurs."""
    comments: Counter[str] = Counter()

    class Collector(cst.CSTVisitor):
        def visit_Comment(self, node: cst.Comment) -> None:
            comments[node.value] += 1

    concrete.visit(Collector())
    return comments


def is_same_tree(one: ast.AST, other: ast.AST) -> bool:
    """Tell whether two syntax trees are equal but for the positions of their nodes.

    Args:
        one: A tree.
        other: Another tree; fields that it does not have count as None.
    """
    pending: list[tuple[object, object]] = [(one, other)]
    while pending:
        left, right = pending.pop()
        if isinstance(left, ast.AST):
            if type(left) is not type(right):
                return False
            pending += [
                (getattr(left, field, None), getattr(right, field, None)) for field in left._fields
            ]
        elif isinstance(left, list):
            if not isinstance(right, list) or len(left) != len(right):
                return False
            pending += zip(left, right, strict=True)
        elif type(left) is not type(right) or left != right:
            # -0.0 equals 0.0, and a NaN nothing: their spelling decides.
            if repr(left) != repr(right):
                return False
        elif isinstance(left, float | complex) and repr(left) != repr(right):
            return False
    return True
