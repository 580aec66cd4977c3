"""Which names mean a password, by their last word."""

from __future__ import annotations

from standards_hooks.semantic.expressions import last_name, literal_text
from standards_hooks.semantic.words import split
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


PASSWORDS = frozenset({"password", "passwd", "passphrase", "pwd", "pw", "passwort"})
SHORT = frozenset({"pwd", "pw"})
"""Names that need another sign of a password: `pwd` alone may be a directory."""
ENDINGS = ("password", "passwd", "passphrase")
"""Endings of names without word boundaries: `userpassword`."""

FORMS = frozenset(
    {
        *("bytes", "encoded", "utf8", "utf", "raw", "str", "string", "text", "plain", "plaintext"),
        *("clear", "cleartext", "input", "value", "attempt", "candidate"),
    }
)
"""Words after `password` that say in what form it is."""
HASHED = frozenset(
    {"hash", "hashed", "hashes", "digest", "digested", "crypted", "encrypted", "crypt", "salted"}
)
QUESTIONS = frozenset({"is", "has", "needs", "should", "no", "requires", "without", "use", "set"})
REPEATED = frozenset(
    {
        *("confirm", "confirmed", "confirmation", "repeat", "repeated", "retype", "retyped"),
        *("again", "verify", "verified", "verification", "check", "new", "old", "previous", "prev"),
        *("re", "second", "first", "match", "copy"),
    }
)
"""Words of a password that was entered again, or that replaces another."""

CONVERSIONS = frozenset(
    {
        *("encode", "decode", "strip", "lstrip", "rstrip", "lower", "upper", "get_secret_value"),
        *("to_bytes", "tobytes"),
    }
)
CONVERTERS = frozenset(
    {
        *("str", "bytes", "bytearray", "repr", "memoryview", "force_bytes", "force_str"),
        *("smart_bytes", "smart_str", "to_bytes", "to_unicode", "to_native", "ensure_binary"),
        *("safe_encode", "encode_string", "as_bytes", "tobytes", "b", "utf8", "want_bytes"),
    }
)


def is_password(name: str) -> bool:
    """Return whether a name holds a password itself: `password`, `user_passwd`, `password_bytes`.

    Args:
        name: An identifier, or the key of a mapping.

    Returns:
        Whether its last word says so, and no other says that it is a hash or a question.
    """
    words = _words_of(name)
    while len(words) > 1 and words[-1] in FORMS:
        words.pop()
    if not words or not HASHED.isdisjoint(words) or words[0] in QUESTIONS:
        return False
    return words[-1] in PASSWORDS or words[-1].endswith(ENDINGS)


def is_clearly_password(name: str) -> bool:
    """Return whether a name means a password without any other sign of one."""
    return is_password(name) and _words_of(name)[-1] not in SHORT


def is_hash_of_password(name: str) -> bool:
    """Return whether a name holds the hash of a password: `password_hash`, `hashed_pw`."""
    words = _words_of(name)
    return (
        not HASHED.isdisjoint(words)
        and not PASSWORDS.isdisjoint(words)
        and words[0] not in QUESTIONS
        and (words[-1] in HASHED or words[-1] in PASSWORDS)
    )


def is_repetition(name: str) -> bool:
    """Return whether a name holds a password that was entered again: `password2`."""
    return name[-1:].isdigit() or not REPEATED.isdisjoint(_words_of(name))


def _words_of(name: str) -> list[str]:
    return split(name.replace("-", "_").replace(" ", "_").rstrip("0123456789"))


def name_of(node: ast.expr) -> str:
    """Return the name that an expression reads its value from.

    Args:
        node: Any expression.

    Returns:
        `password` for `password`, `user.password`, `data["password"]`, `data.get("password")`,
        `password.encode()`, `bytes(password, "utf-8")` and `getpass()`; empty for any other.
    """
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        is_value = node.attr in {"value", "data"}  # of a form's field
        return name_of(node.value) if is_value else node.attr
    if isinstance(node, ast.Subscript):
        return literal_text(node.slice)
    if isinstance(node, ast.Await | ast.NamedExpr):
        return name_of(node.value)
    if isinstance(node, ast.BoolOp):
        return name_of(node.values[0])
    return _name_of_call(node) if isinstance(node, ast.Call) else ""


def _name_of_call(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        if function.attr in CONVERSIONS and not isinstance(function.value, ast.Constant):
            return name_of(function.value)
        if function.attr in {"get", "pop"} and call.args:
            return literal_text(call.args[0])
    called = last_name(function)
    if called in CONVERTERS and call.args:
        return name_of(call.args[0])
    return "password" if called == "getpass" else ""


def password_in(node: ast.expr) -> str:
    """Return the name of the password that an expression contains.

    Sums, f-strings and `%` count, because they add a salt: `(salt + password).encode()`.

    Args:
        node: Any expression.

    Returns:
        The name, or an empty string.
    """
    return next((name for each in parts_of(node) if is_password(name := name_of(each))), "")


def parts_of(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the pieces that a string is built from, the string itself where it is one piece."""
    pieces = _pieces_of(node)
    if not pieces:
        yield node
    for piece in pieces:
        yield from parts_of(piece)


def _pieces_of(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.JoinedStr):
        return [each.value for each in node.values if isinstance(each, ast.FormattedValue)]
    if isinstance(node, ast.Tuple | ast.List):
        return node.elts
    return _pieces_of_call(node) if isinstance(node, ast.Call) else []


def _pieces_of_call(call: ast.Call) -> list[ast.expr]:
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr in CONVERSIONS:
        return [function.value]
    if isinstance(function, ast.Attribute) and function.attr in {"format", "join"}:
        return call.args
    return call.args[:1] if last_name(function) in CONVERTERS else []
