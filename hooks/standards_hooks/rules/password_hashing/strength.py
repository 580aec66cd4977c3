"""Password hashes with a scheme or a cost that is too weak.

Sources: passlib 1.7 ("Modular Crypt Hashes", "Deprecated Hash Algorithms"), Django ("Password
management"), werkzeug 3 and OWASP's "Password Storage Cheat Sheet".
"""

from __future__ import annotations

from standards_hooks.rules.password_hashing.names import password_in
from standards_hooks.semantic.expressions import argument_of, literal_text
from standards_hooks.semantic.lookup import only_value
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module


WEAK_SCHEMES = frozenset(
    {
        *("des_crypt", "bsdi_crypt", "bigcrypt", "crypt16", "md5_crypt", "sha1_crypt", "phpass"),
        *("apr_md5_crypt", "sun_md5_crypt", "plaintext", "roundup_plaintext", "unix_fallback"),
        *("ldap_md5", "ldap_sha1", "ldap_salted_md5", "ldap_salted_sha1", "ldap_salted_sha256"),
        *("ldap_salted_sha512", "ldap_plaintext", "ldap_hex_md5", "ldap_hex_sha1", "htdigest"),
        *("ldap_des_crypt", "ldap_bsdi_crypt", "ldap_md5_crypt", "ldap_sha1_crypt"),
        *("hex_md4", "hex_md5", "hex_sha1", "hex_sha256", "hex_sha512", "postgres_md5", "fshp"),
        *("mysql323", "mysql41", "mssql2000", "mssql2005", "oracle10", "oracle11", "lmhash"),
        *("nthash", "bsd_nthash", "msdcc", "msdcc2", "cisco_pix", "cisco_asa", "cisco_type7"),
        *("django_salted_md5", "django_salted_sha1", "django_des_crypt"),
    }
)
WEAK_HASHERS = ("MD5", "SHA1", "Unsalted", "Crypt")
"""How the names of Django's weak hashers begin."""
STRONG_METHODS = ("scrypt", "pbkdf2")
"""What werkzeug's `generate_password_hash` may use."""

FEWEST_ITERATIONS = 100_000
"""Of PBKDF2; OWASP recommends 210,000 with SHA-512 today, and 600,000 with SHA-256."""
LOWEST_SCRYPT_COST = 2**14
"""`n` of scrypt; OWASP recommends 2**17, or down to 2**13 with more parallel work."""
LOWEST_BCRYPT_COST = 10
"""Rounds of bcrypt, as a power of two (OWASP)."""
LEAST_ARGON_MEMORY = 7168
"""KiB of Argon2 (OWASP: 7 MiB with five passes)."""

LIMITS = {
    "bcrypt": ("rounds", LOWEST_BCRYPT_COST),
    "bcrypt_sha256": ("rounds", LOWEST_BCRYPT_COST),
    "pbkdf2_sha256": ("rounds", FEWEST_ITERATIONS),
    "pbkdf2_sha512": ("rounds", FEWEST_ITERATIONS),
    "argon2": ("memory_cost", LEAST_ARGON_MEMORY),
}
"""By scheme of passlib: the parameter of the cost, and its minimum."""


class Weakness:
    """A scheme or a cost that is too weak.

    Attributes:
        node: Where it is written.
        what: What is wrong.
        instead: What to write.
        is_legacy: Whether it concerns only passwords that were hashed earlier.
    """

    __slots__ = ("instead", "is_legacy", "node", "what")

    def __init__(self, node: ast.expr, what: str, instead: str, *, is_legacy: bool = False) -> None:
        """Store what was found."""
        self.is_legacy = is_legacy
        self.node = node
        self.what = what
        self.instead = instead


STRONG = 'use `"argon2"`'


def weaknesses_in(module: Module) -> Iterator[Weakness]:
    """Yield each weak scheme and each low cost of a hash for passwords.

    Args:
        module: The file.
    """
    for call in module.nodes(ast.Call):
        origin = module.resolve(call.func)
        check = CHECKS.get(origin)
        if check is not None:
            yield from check(call, module)
        elif origin.startswith("passlib.hash."):
            yield from _direct_use(call, origin, module)
    yield from _django_hashers(module)


def _of_context(call: ast.Call, module: Module) -> Iterator[Weakness]:
    """Check `CryptContext(schemes=[…], default=…, deprecated=…, bcrypt__rounds=…)` of passlib."""
    arguments = {each.arg: each.value for each in call.keywords}
    schemes = arguments.get("schemes") or (call.args[0] if call.args else None)
    listed = schemes.elts if isinstance(schemes, ast.List | ast.Tuple) else []
    named = {_scheme_of(each, module): each for each in listed}
    default = literal_text(arguments.get("default")) or next(iter(named), "")
    if default in WEAK_SCHEMES:
        node = named.get(default, arguments.get("default", call))
        yield Weakness(node, f"`{default}` is a weak scheme for passwords", STRONG)
    legacy = [each for each in named if each in WEAK_SCHEMES and each != default]
    if legacy and not arguments.keys() & {"deprecated", "onload", None}:
        names = ", ".join(f"`{each}`" for each in legacy)
        what = f"passwords hashed with {names} are never rehashed"
        yield Weakness(call, what, 'write `deprecated="auto"`', is_legacy=True)
    for name, value in arguments.items():
        scheme, _, parameter = (name or "").partition("__")
        limit = LIMITS.get(scheme)
        if limit is not None and parameter.removeprefix("default_") == limit[0]:
            yield from _below(value, f"`{name}`", limit[1], module)


def _direct_use(call: ast.Call, origin: str, module: Module) -> Iterator[Weakness]:
    """Check `passlib.hash.md5_crypt.hash(…)` and `passlib.hash.bcrypt.using(rounds=4)`."""
    scheme, _, method = origin.removeprefix("passlib.hash.").partition(".")
    if scheme in WEAK_SCHEMES and method in {"hash", "encrypt", "using"}:
        yield Weakness(call, f"`{scheme}` is a weak scheme for passwords", STRONG)
    limit = LIMITS.get(scheme)
    if limit is not None:
        for keyword in call.keywords:
            if keyword.arg == limit[0]:
                yield from _below(keyword.value, f"`{limit[0]}`", limit[1], module)


def _of_werkzeug(call: ast.Call, module: Module) -> Iterator[Weakness]:
    """Check `generate_password_hash(password, method=…)`."""
    del module
    node = argument_of(call, 1, "method")
    method = literal_text(node)
    if node is None or not method:
        return
    if not method.startswith(STRONG_METHODS):
        yield Weakness(node, f"`{method}` is not a method for passwords", 'use `"scrypt"`')
    elif method.startswith("pbkdf2") and method.count(":") > 1:
        iterations = method.rpartition(":")[2]
        if iterations.isdigit() and int(iterations) < FEWEST_ITERATIONS:
            what = f"{int(iterations):,} iterations are too few for a password"
            yield Weakness(node, what, f"write at least {FEWEST_ITERATIONS:,}")


def _of_pbkdf2(call: ast.Call, module: Module) -> Iterator[Weakness]:
    """Check `hashlib.pbkdf2_hmac(name, password, salt, iterations)`."""
    password = argument_of(call, 1, "password")
    iterations = argument_of(call, 3, "iterations")
    if password is not None and iterations is not None and password_in(password):
        yield from _below(iterations, "`iterations`", FEWEST_ITERATIONS, module)


def _of_scrypt(call: ast.Call, module: Module) -> Iterator[Weakness]:
    """Check `hashlib.scrypt(password, n=…)`."""
    password = argument_of(call, 0, "password")
    cost = argument_of(call, None, "n")
    if password is not None and cost is not None and password_in(password):
        yield from _below(cost, "`n`", LOWEST_SCRYPT_COST, module)


def _of_gensalt(call: ast.Call, module: Module) -> Iterator[Weakness]:
    """Check `bcrypt.gensalt(rounds)`."""
    rounds = argument_of(call, 0, "rounds")
    if rounds is not None:
        yield from _below(rounds, "`rounds`", LOWEST_BCRYPT_COST, module)


def _of_argon2(call: ast.Call, module: Module) -> Iterator[Weakness]:
    """Check `argon2.PasswordHasher(time_cost, memory_cost)`."""
    memory = argument_of(call, 1, "memory_cost")
    if memory is not None:
        yield from _below(memory, "`memory_cost`", LEAST_ARGON_MEMORY, module)


CHECKS = {
    "passlib.context.CryptContext": _of_context,
    "passlib.context.LazyCryptContext": _of_context,
    "passlib.apps.CryptContext": _of_context,
    "werkzeug.security.generate_password_hash": _of_werkzeug,
    "hashlib.pbkdf2_hmac": _of_pbkdf2,
    "hashlib.scrypt": _of_scrypt,
    "bcrypt.gensalt": _of_gensalt,
    "argon2.PasswordHasher": _of_argon2,
}


def _django_hashers(module: Module) -> Iterator[Weakness]:
    """Check the first of Django's `PASSWORD_HASHERS`, by which new passwords are hashed.

    Settings for tests have a fast one on purpose.
    """
    if any(part.startswith("test") for part in module.path.replace("_", "/").split("/")):
        return
    for statement in module.bindings_in(module.scopes[0]).get("PASSWORD_HASHERS", ()):
        value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
        if isinstance(value, ast.List | ast.Tuple) and value.elts:
            hasher = literal_text(value.elts[0]).rpartition(".")[2]
            if hasher.startswith(WEAK_HASHERS):
                what = f"`{hasher}` is a weak hasher for passwords"
                yield Weakness(value.elts[0], what, "put `Argon2PasswordHasher` first")


def _below(node: ast.expr, name: str, least: int, module: Module) -> Iterator[Weakness]:
    value = _number(node, module)
    if value is not None and value < least:
        what = f"{name} is {value:,}, which is too low for a password"
        yield Weakness(node, what, f"write at least {least:,}")


def _number(node: ast.expr | None, module: Module) -> int | None:
    """Return the value of a number, a simple product or power, or a constant with one."""
    if isinstance(node, ast.Name):
        node = only_value(node.id, module.scopes_around(node)[0], module)
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    if not isinstance(node, ast.BinOp):
        return None
    operands = [each.value for each in (node.left, node.right) if isinstance(each, ast.Constant)]
    match operands, node.op:
        case [int(left), int(right)], ast.Mult():
            return left * right
        case [int(left), int(right)], ast.Pow() if 0 <= right <= LARGEST_EXPONENT:
            return int(left**right)
        case [int(left), int(right)], ast.LShift() if 0 <= right <= LARGEST_EXPONENT:
            return left << right
    return None


LARGEST_EXPONENT = 64


def _scheme_of(node: ast.expr, module: Module) -> str:
    """Return the name of a scheme, written as a text or as `passlib.hash.bcrypt`."""
    return literal_text(node) or module.resolve(node).rpartition(".")[2]
