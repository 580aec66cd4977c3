"""Where a password is hashed by a fast hash, which is meant for files."""

from __future__ import annotations

from standards_hooks.rules.password_hashing.names import (
    is_hash_of_password,
    name_of,
    parts_of,
    password_in,
)
from standards_hooks.semantic.expressions import argument_of, is_literal, last_name, literal_text
from standards_hooks.semantic.lookup import only_value
from standards_hooks.semantic.parents import Parents
from standards_hooks.semantic.words import split
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


KNOWN_TO_RUFF = frozenset({"md4", "md5", "sha", "sha1"})
"""What S324 reports wherever it is called."""
FAST = frozenset(
    {
        *("sha224", "sha256", "sha384", "sha512", "sha512_224", "sha512_256", "blake2b", "blake2s"),
        *("sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256", "ripemd160"),
    }
)
PACKAGES_OF_HASHES = ("Crypto.Hash.", "Cryptodome.Hash.")
ENCODERS = frozenset(
    {
        *("base64.b64encode", "base64.urlsafe_b64encode", "base64.standard_b64encode"),
        *("base64.b32encode", "base64.b85encode", "base64.encodebytes", "codecs.encode"),
    }
)
SLOW = frozenset(
    {
        *("hashpw", "checkpw", "kdf", "pbkdf2", "pbkdf2_hmac", "PBKDF2", "PBKDF2HMAC", "scrypt"),
        *("Scrypt", "Argon2id", "argon2id", "hash_secret", "hash_secret_raw", "CryptContext"),
        *("generate_password_hash", "check_password_hash", "make_password", "PasswordHasher"),
    }
)
"""Slow hashes, before which a digest is fine: bcrypt reads no more than 72 bytes."""
STORING = frozenset(
    {"hash", "encrypt", "encode", "obfuscate", "crypt", "store", "scramble", "protect"}
)
"""First words of functions that make the stored form of a password."""


class Digest:
    """A password that is hashed.

    Attributes:
        node: The call with the password.
        password: Its name.
        algorithm: What hashes it.
        is_encoding: Whether it is no hash, but an encoding that anybody can decode.
    """

    __slots__ = ("algorithm", "is_encoding", "node", "password")

    def __init__(
        self, node: ast.Call, password: str, algorithm: str, *, is_encoding: bool = False
    ) -> None:
        """Store what was found."""
        self.node = node
        self.password = password
        self.algorithm = algorithm
        self.is_encoding = is_encoding


def digests_in(module: Module) -> Iterator[Digest]:
    """Yield each call by which a password is hashed fast, or only encoded.

    Args:
        module: The file.
    """
    if b"hash" not in module.source.lower() and b"base64" not in module.source:
        return
    context = _Context(module)
    for call in module.nodes(ast.Call):
        algorithm, taken = _fast_hash(call, module)
        password = next(filter(None, map(password_in, taken)), "") if algorithm else ""
        if password and not _is_of_protocol(taken) and not context.is_harmless(call):
            yield Digest(call, password, algorithm)
    yield from _encodings(module)


def _fast_hash(call: ast.Call, module: Module) -> tuple[str, list[ast.expr]]:
    """Return the algorithm of a call that hashes, and what it hashes."""
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr == "update" and call.args:
        holder = function.value
        if isinstance(holder, ast.Name):
            maker = only_value(holder.id, module.scopes_around(holder)[0], module)
            if isinstance(maker, ast.Call):
                return _algorithm(maker, module), call.args[:1]
        return "", []
    algorithm = _algorithm(call, module)
    if not algorithm:
        return "", []
    is_new = module.resolve(function) == "hashlib.new"
    data = argument_of(call, 1 if is_new else 0, "data")
    return algorithm, [data] if data is not None else []


def _algorithm(call: ast.Call, module: Module) -> str:
    """Return which fast hash a call makes; empty where Ruff reports it, or it is no hash."""
    if is_literal(argument_of(call, None, "usedforsecurity"), False):
        return ""
    origin = module.resolve(call.func)
    if origin == "hashlib.new":
        name = literal_text(argument_of(call, 0, "name")).lower().replace("-", "_")
        return name if name.replace("_", "") in {each.replace("_", "") for each in FAST} else ""
    if origin.startswith("hashlib."):
        name = origin.removeprefix("hashlib.")
    elif origin.startswith(PACKAGES_OF_HASHES) and origin.endswith(".new"):
        name = origin.split(".")[2].lower()
    else:
        return ""
    return name if name in FAST else ""


def _is_of_protocol(taken: list[ast.expr]) -> bool:
    """Return whether HTTP's digest authentication requires this hash (RFC 7616)."""
    return any("realm" in name_of(part) for each in taken for part in parts_of(each))


class _Context:
    """What stands around the digests of one file, looked at once."""

    __slots__ = ("_module", "_parents", "_slow")

    def __init__(self, module: Module) -> None:
        self._module = module
        self._parents: Parents | None = None
        self._slow: set[Scope] | None = None

    def is_harmless(self, call: ast.Call) -> bool:
        """Return whether a digest is not the stored form of a password.

        Its function passes it to a slow hash or another service, implements such a hash itself, or
        makes the key of a cache, which is never stored.
        """
        scope = self._module.scopes_around(call)[0]
        if not OTHER_PURPOSES.isdisjoint(split(scope.name)) or _is_scheme(scope.name):
            return True
        return self._is_reported(call) or scope in self._scopes_with_other_hashes()

    def _is_reported(self, call: ast.Call) -> bool:
        """Return whether a digest is part of an f-string or a message."""
        if self._parents is None:
            self._parents = Parents()
            self._parents.inside(self._module.tree)
        return any(
            isinstance(each, ast.JoinedStr)
            or (isinstance(each, ast.Call) and last_name(each.func) in LOGGING)
            for each in (call, *self._parents.above(call))
        )

    def _scopes_with_other_hashes(self) -> set[Scope]:
        """Return the scopes that make slow hashes, or ask other services."""
        if self._slow is None:
            self._slow = set()
            for call in self._module.nodes(ast.Call):
                called = last_name(call.func)
                origin = self._module.resolve(call.func)
                is_request = origin.startswith(CLIENTS) or not REQUESTING.isdisjoint(split(called))
                if called in SLOW or is_request:
                    self._slow.add(self._module.scopes_around(call)[0])
        return self._slow


LOGGING = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "print"})
CLIENTS = ("requests.", "httpx.", "aiohttp.", "urllib.request.", "urllib3.")
REQUESTING = frozenset({"request", "requests", "post", "urlopen", "fetch"})
"""Words of calls to another service, whose protocol requires the digest."""


def _is_scheme(name: str) -> bool:
    """Return whether a function has the name of a scheme that it implements: `sha512_crypt`."""
    last = name.lower().rpartition("_")[2]
    return last.endswith("crypt") and not last.endswith(("encrypt", "decrypt"))


OTHER_PURPOSES = frozenset({"cache", "cached", "fingerprint", "identity", "etag", "scram", "pwned"})
"""Words of functions whose digest nobody logs in with."""


def _encodings(module: Module) -> Iterator[Digest]:
    """Yield each password that is only encoded, where a name says that it is stored."""
    targets: dict[int, list[ast.expr]] = {}
    for assignment in module.nodes(ast.Assign):
        targets[id(_bare(assignment.value))] = assignment.targets
    for returned in module.nodes(ast.Return):
        if returned.value is not None:
            targets[id(_bare(returned.value))] = []
    for call in module.nodes(ast.Call):
        origin = module.resolve(call.func)
        if origin not in ENCODERS or not call.args or id(call) not in targets:
            continue
        if origin == "codecs.encode" and not _is_base64(call):
            continue
        password = password_in(call.args[0])
        if password and _is_stored(targets[id(call)], module.scopes_around(call)[0]):
            yield Digest(call, password, "base64", is_encoding=True)


def _is_base64(call: ast.Call) -> bool:
    codec = argument_of(call, 1, "encoding")
    return literal_text(codec) in {"base64", "hex", "rot13", "rot_13"}


def _bare(node: ast.expr) -> ast.expr:
    """Return the expression inside `….decode()` and `str(…)`."""
    while isinstance(node, ast.Call):
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr in {"decode", "strip"}:
            node = function.value
        elif isinstance(function, ast.Name) and function.id == "str" and node.args:
            node = node.args[0]
        else:
            return node
    return node


def _is_stored(targets: list[ast.expr], scope: Scope) -> bool:
    """Return whether the name of the target, or of the returning function, says "stored"."""
    if targets:
        attributes = [each for each in targets if isinstance(each, ast.Attribute)]
        names = [name_of(each) for each in targets]
        return any(map(is_hash_of_password, names)) or any(password_in(each) for each in attributes)
    words = scope.name.strip("_").split("_")
    return words[0] in STORING and any("pass" in word or word in {"pw", "pwd"} for word in words)
