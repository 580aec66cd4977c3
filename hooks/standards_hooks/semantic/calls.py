"""The calls of a file that stand in statements about logging.

Only the statements are entered that have one of the words on a line of theirs, so that a file
that logs in one place is not walked for the others.
"""

from __future__ import annotations

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.semantic.scopes import SCOPES, blocks_of
from standards_hooks.syntax.marked_lines import Marks
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.reading import decode, has_ascii_markup
from standards_hooks.syntax.walking import children


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


class Place:
    """Where a call stands.

    Attributes:
        call: The call.
        parent: The expression or statement directly around it.
        statement: The statement that it belongs to.
        scope: The module, class or function around that.
    """

    __slots__ = ("call", "parent", "scope", "statement")

    def __init__(self, call: ast.Call, parent: ast.AST, statement: ast.stmt, scope: Scope) -> None:
        """Take the call and what is around it."""
        self.call = call
        self.parent = parent
        self.statement = statement
        self.scope = scope


def calls_on_lines_with(words: Iterable[bytes], module: Module) -> Iterator[Place]:
    """Yield the calls in the statements that have one of the words on a line.

    Args:
        words: Lower-case ASCII; upper and lower case are the same.
        module: The file.

    Yields:
        Each call with what is around it, and perhaps some of statements without the words.
    """
    marks = Marks(searchable(module.source), words)
    scopes = {scope.node: scope for scope in module.scopes}
    pending: list[tuple[list[ast.stmt], Scope]] = [(module.tree.body, module.scopes[0])]
    while pending:
        block, scope = pending.pop()
        for statement in block:
            if not marks.has_part_of(statement):
                continue
            yield from _calls_in(statement, scope)
            if type(statement) in SCOPES:
                inner = scopes[statement]  # type: ignore[index]
                pending.append((inner.node.body, inner))
            else:
                pending.extend((each, scope) for each in blocks_of(statement))


def _calls_in(statement: ast.stmt, scope: Scope) -> Iterator[Place]:
    """Yield the calls in a statement's own expressions; its blocks are not entered."""
    pending: list[tuple[ast.AST, ast.AST]] = [(child, statement) for child in children(statement)]
    while pending:
        node, parent = pending.pop()
        if isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case):
            continue
        if isinstance(node, ast.Call):
            yield Place(node, parent, statement, scope)
        pending.extend((child, node) for child in children(node))


def may_hold(words: Iterable[bytes], source: bytes) -> bool:
    """Return whether a source may have one of the words in a name.

    Args:
        words: Lower-case ASCII; upper and lower case are the same.
        source: The bytes of a file.

    Returns:
        False where none of them is in it; True also for a file that cannot be decoded.
    """
    try:
        text = searchable(source)
    except UncheckableFileError:
        return True
    return any(word in text for word in words)


def searchable(source: bytes) -> bytes:
    """Return a source in which a search for lower-case ASCII finds every name with it.

    A wide `log` is `log` in a name (PEP 3131): what is not ASCII is normalised as names are.

    Args:
        source: The bytes of a file, in any encoding that PEP 263 allows.

    Returns:
        The text in UTF-8 and lower case, with the same lines.

    Raises:
        UncheckableFileError: If it cannot be decoded.
    """
    if source.isascii() and has_ascii_markup(source):
        return source.lower()
    from unicodedata import normalize

    return normalize("NFKC", decode(source)).encode("utf-8", "surrogatepass").lower()
