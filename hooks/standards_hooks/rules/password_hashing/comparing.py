"""Where a password is compared by `==`, instead of verified against its hash."""

from __future__ import annotations

from standards_hooks.rules.password_hashing.names import (
    is_clearly_password,
    is_hash_of_password,
    is_password,
    is_repetition,
    name_of,
    password_in,
)
from standards_hooks.semantic.expressions import last_name
from standards_hooks.semantic.words import split
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module


VERSIONS = frozenset(
    {
        "self",
        "other",
        "old",
        "new",
        "previous",
        "prev",
        "before",
        "after",
        "original",
        "that",
        "current",
    }
)
"""Names of two states of one object, whose passwords are compared to detect a change."""
CHANGE = frozenset({"__eq__", "__ne__", "__hash__", "clean", "validate"})
PLACEHOLDERS = frozenset(
    {"default", "legacy", "failed", "empty", "missing", "dummy", "example", "unset", "unchanged"}
)
"""Words of a password that belongs to nobody."""
STORED = frozenset(
    {"stored", "saved", "expected", "correct", "actual", "real", "db", "admin", "master", "valid"}
)


class Comparison:
    """Two values that are compared by `==` or `!=`.

    Attributes:
        node: The comparison.
        given: Name of the password that was entered.
        kept: Name of the stored one.
        is_of_hashes: Whether hashes are compared.
    """

    __slots__ = ("given", "is_of_hashes", "kept", "node")

    def __init__(self, node: ast.Compare, given: str, kept: str, *, is_of_hashes: bool) -> None:
        """Store what was found."""
        self.node = node
        self.given = given
        self.kept = kept
        self.is_of_hashes = is_of_hashes


def comparisons_in(module: Module) -> Iterator[Comparison]:
    """Yield each comparison of a password with the stored one, or of their hashes.

    Args:
        module: The file.
    """
    changes = _changes_in(module)
    for compare in module.nodes(ast.Compare):
        if compare in changes:
            continue
        if len(compare.ops) != 1 or not isinstance(compare.ops[0], ast.Eq | ast.NotEq):
            continue
        left, right = compare.left, compare.comparators[0]
        for given, kept in ((left, right), (right, left)):
            comparison = _checked(compare, given, kept, module)
            if comparison is not None:
                yield comparison
                break


def _checked(
    compare: ast.Compare, given: ast.expr, kept: ast.expr, module: Module
) -> Comparison | None:
    name, other = name_of(given), name_of(kept)
    if _is_hashing(given) and (is_hash_of_password(other) or is_clearly_password(other)):
        return Comparison(compare, module.segment(given), other, is_of_hashes=True)
    if not (is_password(name) and is_password(other)) or not _is_kept(kept):
        return None
    is_clear = is_clearly_password(name) or is_clearly_password(other)
    is_other = (
        is_repetition(name)
        or is_repetition(other)
        or not PLACEHOLDERS.isdisjoint(split(name) + split(other))
        or _is_change(given, kept)
        or module.scopes_around(compare)[0].name in CHANGE
    )
    if is_other or not is_clear:
        return None
    return Comparison(compare, name, other, is_of_hashes=False)


def _is_hashing(node: ast.expr) -> bool:
    """Return whether an expression hashes a password on the spot: `digest(password)`."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr not in {"hexdigest", "digest", "decode", "lower", "encode"}:
            break
        node = node.func.value
    if not isinstance(node, ast.Call) or not node.args:
        return False
    called = last_name(node.func).lower()
    is_hash = any(word in called for word in ("hash", "sha", "md5", "digest", "crypt"))
    return is_hash and any(map(password_in, node.args))


def _is_kept(node: ast.expr) -> bool:
    """Return whether an expression reads a stored password, not one from a caller.

    A constant in capitals is a placeholder: a forbidden password, or the mark of a failure.
    """
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args:
        node = node.func.value
    if isinstance(node, ast.Name):
        return not STORED.isdisjoint(node.id.lower().split("_")) and not node.id.isupper()
    return True


def _is_change(given: ast.expr, kept: ast.expr) -> bool:
    """Return whether the two are the same field of two states of one object."""
    if not (isinstance(given, ast.Attribute) and isinstance(kept, ast.Attribute)):
        return isinstance(given, ast.Subscript) and isinstance(kept, ast.Subscript)
    first, second = _words_of(given.value), _words_of(kept.value)
    return not VERSIONS.isdisjoint(first | second) or not first.isdisjoint(second)


def _words_of(node: ast.expr) -> set[str]:
    words: set[str] = set()
    while isinstance(node, ast.Attribute):
        words |= set(node.attr.lower().split("_"))
        node = node.value
    return words | set(node.id.lower().split("_")) if isinstance(node, ast.Name) else words


def _changes_in(module: Module) -> set[ast.expr]:
    """Return the comparisons by `!=` after which nobody is refused."""
    changes: set[ast.expr] = set()
    for statement in module.nodes(ast.If):
        pending = [statement.test]
        unequal: list[ast.expr] = []
        while pending:
            test = pending.pop()
            if isinstance(test, ast.BoolOp):
                pending += test.values
            elif isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.NotEq):
                unequal.append(test)
        if unequal and not any(_refuses(each) for each in statement.body):
            changes.update(unequal)
    return changes


def _refuses(statement: ast.stmt) -> bool:
    """Return whether a statement refuses a wrong password."""
    if isinstance(statement, ast.Return | ast.Raise | ast.Continue):
        return True
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Call)
        and any(
            word in last_name(statement.value.func).lower()
            for word in ("abort", "fail", "error", "exit", "flash")
        )
    )
