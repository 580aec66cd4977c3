"""From findings to verified bytes.

A rule describes its fix twice: it edits the concrete tree at the findings' positions, and it
returns the syntax tree that must result. Nothing is written unless both agree, every comment is
kept, and a second run would change nothing.

Imported only when a fix is due.
"""

from __future__ import annotations

import tokenize
from collections import Counter
from dataclasses import dataclass, field

import libcst as cst

from standards_hooks.core.errors import (
    DIFFERS_FROM_INTENT,
    LOSES_A_COMMENT,
    NOT_COMPLETE,
    UncheckableFileError,
    UnfixableError,
)
from standards_hooks.semantic.module import Module
from standards_hooks.syntax.concrete import is_safe_to_parse, tokens_of
from standards_hooks.syntax.concrete_tree import Concrete
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.tokens import TOKENS_BROKEN


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.engine.hook import Hook

    type Description = tuple[str, str, str]
    type Reasons = dict[Description, str]


NOT_FOUND_AGAIN = "its code could not be found in the concrete tree"
HAS_NO_FIX = "the hook has no fix"
TOO_LARGE = "the file is too large to fix safely"
UNREADABLE = "LibCST cannot read the file"
REFUSED = "LibCST rejects the result"
CHANGES_OTHER_BYTES = "LibCST would change other bytes of the file"
TOO_MANY = "too many places of the file cannot be fixed"
MOST_WORK = 4 * 1024 * 1024
"""Bytes that are rewritten at most to find the places of one file that cannot be fixed."""
LEAST_ATTEMPTS = 16
"""How often a file is rewritten for that, however large it is."""


@dataclass
class FixedSource:
    """What a hook's fix made of a file.

    Attributes:
        source: The new source, verified; the old one where nothing could be fixed.
        number: How many findings were fixed.
        reasons: Why each finding that is left was left, by what it is about.
    """

    source: bytes
    number: int = 0
    reasons: Reasons = field(default_factory=dict)


def fix_source(
    hook: Hook, module: Module, findings: Sequence[Finding], options: Options
) -> FixedSource:
    """Fix the findings of one hook in one file: all of them, or else as many as possible.

    Args:
        hook: A hook with a fix.
        module: The file.
        findings: The fixable findings of this hook to fix.
        options: The options of the hook for this file.

    Returns:
        The new source, and what was left.
    """
    try:
        attempt = _Attempt(hook, module, options)
    except UnfixableError as error:
        reasons = {finding.about(): str(error) for finding in findings}
        return FixedSource(module.source, reasons=reasons)
    result = FixedSource(module.source)
    fixed: list[Finding] = []
    attempts = max(LEAST_ATTEMPTS, MOST_WORK // (len(module.source) + 1))
    pending = [sorted(findings, key=lambda each: each.order())]
    while pending:
        part = pending.pop()
        if attempts == 0:
            result.reasons.update((finding.about(), TOO_MANY) for finding in part)
            continue
        attempts -= 1
        try:
            result.source = attempt.fix([*fixed, *part])
        except UnfixableError as error:
            if len(part) == 1:
                result.reasons[part[0].about()] = str(error)
                continue
            # One unusual place must not prevent the other fixes: it is in one of the halves.
            middle = len(part) // 2
            pending += [part[middle:], part[:middle]]
        else:
            fixed += part
            result.number = len(fixed)
    return result


class _Attempt:
    """Fixes findings of one hook in one file, which LibCST parses once."""

    def __init__(self, hook: Hook, module: Module, options: Options) -> None:
        """Parse the file.

        Raises:
            UnfixableError: If it cannot be rewritten safely.
        """
        self._hook = hook
        self._module = module
        self._options = options
        self._concrete = Concrete(_parse(module.source))
        self._comments: Counter[str] = comments_of(module.source)
        self._fixable: Counter[Description] = self._fixable_in(module)

    def fix(self, findings: Sequence[Finding]) -> bytes:
        """Return the new source, verified.

        Raises:
            UnfixableError: If the result is not the intended one.
        """
        if self._hook.fix is None:
            raise UnfixableError(HAS_NO_FIX)
        try:
            change = self._hook.fix(self._module, findings, self._options, self._concrete)
            source = change.source
        except (cst.CSTValidationError, cst.CSTLogicError, UnicodeError) as error:
            raise UnfixableError(REFUSED) from error
        fixed = Module(self._module.path, source, self._module.directory)
        try:
            is_as_intended = is_same_tree(fixed.tree, change.tree)
        except UncheckableFileError as error:
            message = f"the result would be wrong: it {error.reason}"
            raise UnfixableError(message) from error
        if not is_as_intended:
            raise UnfixableError(DIFFERS_FROM_INTENT)
        if comments_of(source) != self._comments:
            raise UnfixableError(LOSES_A_COMMENT)
        # Suppressed findings remain; nothing else that is fixable may.
        if self._fixable_in(fixed) != self._fixable - _counted(findings):
            raise UnfixableError(NOT_COMPLETE)
        return source

    def _fixable_in(self, module: Module) -> Counter[Description]:
        found = self._hook.run(module, self._options)
        return _counted(finding for finding in found if finding.is_fixable)


def _counted(findings: Iterable[Finding]) -> Counter[Description]:
    """Count findings by what they are about: a fix moves the lines of those that it leaves."""
    return Counter(finding.about() for finding in findings)


def _parse(source: bytes) -> cst.Module:
    """Parse a file with LibCST, within the guard, and check that no byte changes."""
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
        SyntaxError,  # of a cookie that LibCST looks for where the interpreter does not
        ValueError,
        LookupError,
    ) as error:
        raise UnfixableError(UNREADABLE) from error
    if not is_same:
        raise UnfixableError(CHANGES_OTHER_BYTES)
    return concrete


def comments_of(source: bytes) -> Counter[str]:
    """Return the comments of a file and how often each of them occurs.

    Args:
        source: The bytes of the file.

    Raises:
        UnfixableError: If the file cannot be split into tokens.
    """
    try:
        return Counter(
            token.string for token in tokens_of(source) if token.type == tokenize.COMMENT
        )
    except (UncheckableFileError, *TOKENS_BROKEN) as error:
        raise UnfixableError(UNREADABLE) from error


def is_same_tree(one: ast.AST, other: ast.AST) -> bool:
    """Return whether two syntax trees are equal but for the positions of their nodes.

    Args:
        one: A tree.
        other: Another tree; fields that it does not have count as None.

    Returns:
        Whether they are equal.
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
