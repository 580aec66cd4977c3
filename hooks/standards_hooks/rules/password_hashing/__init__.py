"""Passwords are kept as hashes that were made for passwords.

Whoever steals a table of fast hashes tries billions of passwords a second; whoever steals one of
plain texts needs not even that. The clause "Never Store Plain Text Passwords" of the standard has a
`CryptContext` with Argon2 that hashes and verifies. Ruff's S324 reports MD5 and SHA-1 wherever they
are called, S105 to S107 report passwords in the code; neither is told twice.

**What it finds.**
- A password that a hash for files takes: `hashlib.sha256` and its like, `hashlib.new`,
  `Crypto.Hash`, by argument or by `update`; alone, encoded, or put together with a salt. A password
  that is only encoded (`base64`) where the name says that it is stored so.
- Weak schemes: the default of passlib's `CryptContext`, those it never replaces, and direct use;
  the first of Django's `PASSWORD_HASHERS`; werkzeug's `method`. Costs that are too low: below
  100,000 iterations of PBKDF2, 2**14 of scrypt, 10 rounds of bcrypt, 7 MiB of Argon2 (OWASP's
  "Password Storage Cheat Sheet" asks for more).
- A password that is compared by `==` with a stored one, or its hash that is made on the spot.
- A column of text for it in a table of SQLAlchemy, SQLModel, Django or Tortoise, where the file
  itself puts passwords into it as they are: `self.password = password`, `User(password=password)`.

A password is what the *last* word of its name calls one, where a value is meant: `user.password`,
`data["password"]`, not `password_reset_token`.

**What it leaves alone.** Argon2, bcrypt, scrypt and PBKDF2; a digest in a function that hands it
to one of them, that asks another service, or that is called after a cache; one that is part of a
text or a message; `usedforsecurity=False`; the digest of a `realm`, which HTTP asks for. A password
that is compared with its repetition, the old one, a literal or a constant in capitals; the same
field of two states of one object; a difference after which nobody is refused. Base64 in headers.
Columns beside a `host` or `url`, which give access to something else; migrations. Further exempt,
each with an option that includes it: a column called `password` that another file may fill with
hashes (`check-columns`); weak schemes by which a `CryptContext` only verifies
(`check-legacy-schemes`); tests (`check-tests`).

**Fix safety.** It reports; what is stored already has to be hashed anew.
"""

from __future__ import annotations

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.rules import HOOK_IDS
from standards_hooks.syntax.reading import has_ascii_markup


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.semantic.module import Module
    from standards_hooks.syntax.parsing import ast


OPTIONS = (
    Option(
        "check-columns",
        False,
        "ask also where another file may put hashes into a column called `password`",
        strictest=True,
    ),
    Option(
        "check-legacy-schemes",
        False,
        "ask also for `deprecated` where a `CryptContext` still verifies by weak schemes",
        strictest=True,
    ),
    Option("check-tests", False, "ask also in tests", strictest=True),
)

EXAMPLES = (
    Example(
        bad="import hashlib\n\n\ndef hash_password(password: str) -> str:\n"
        "    return hashlib.sha256(password.encode()).hexdigest()\n",
        good="from passlib.context import CryptContext\n\n\n"
        'CONTEXT = CryptContext(schemes=["argon2"], deprecated="auto")\n\n\n'
        "def hash_password(password: str) -> str:\n    return CONTEXT.hash(password)\n",
    ),
    Example(
        bad="def may_enter(courier, password: str) -> bool:\n"
        "    return password == courier.password\n",
        good="def may_enter(courier, password: str) -> bool:\n"
        "    return CONTEXT.verify(password, courier.password_hash)\n",
    ),
    Example(
        bad="from sqlalchemy.orm import Mapped\n\n\nclass Courier(Base):\n"
        "    password: Mapped[str]\n\n    def __init__(self, password: str) -> None:\n"
        "        self.password = password\n",
        good="from sqlalchemy.orm import Mapped\n\n\nclass Courier(Base):\n"
        "    password_hash: Mapped[str]\n\n    def __init__(self, password: str) -> None:\n"
        "        self.password_hash = CONTEXT.hash(password)\n",
    ),
)

WORDS = (b"passw", b"passphrase", b"pwd", b"pw", b"crypt", b"gensalt", b"getpass")
"""One of these is, in some case, in every file that has something to do with passwords."""


def may_find(source: bytes) -> bool:
    """Return whether a source may speak of passwords; other letters may stand for those of ASCII.

    Args:
        source: The bytes of a file.

    Returns:
        False where there is no such name, however it is spelled (PEP 3131 has names normalised).
    """
    lower = source.lower()
    return any(word in lower for word in WORDS) or not source.isascii()


def _may_find_in(module: Module) -> bool:
    return may_find(module.source) or not has_ascii_markup(module.source)


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find passwords that are hashed weakly, compared, or stored as they are.

    Args:
        module: The parsed file.
        options: The `check-…` flags.

    Yields:
        One finding for each place.
    """
    if not _may_find_in(module) or module.is_stub:
        return
    from standards_hooks.project.visibility import is_test
    from standards_hooks.rules.password_hashing.comparing import comparisons_in
    from standards_hooks.rules.password_hashing.hashing import digests_in
    from standards_hooks.rules.password_hashing.storing import columns_in
    from standards_hooks.rules.password_hashing.strength import weaknesses_in

    if is_test(module.path) and not options.flag("check-tests"):
        return

    def report(node: ast.expr | ast.stmt, message: str) -> Finding:
        symbol = module.scopes_around(node)[0].qualified_name
        return module.finding(HOOK.id, node, message, symbol)

    for digest in digests_in(module):
        how = "is only encoded by" if digest.is_encoding else "is hashed by"
        why = "which anybody turns back" if digest.is_encoding else "which is made to be fast"
        yield report(
            digest.node,
            f"`{digest.password}` {how} {digest.algorithm}, {why}; hash it with Argon2:"
            ' `CryptContext(schemes=["argon2"]).hash(…)`',
        )
    for weakness in weaknesses_in(module):
        if weakness.is_legacy and not options.flag("check-legacy-schemes"):
            continue
        yield report(weakness.node, f"{weakness.what}; {weakness.instead}")
    for comparison in comparisons_in(module):
        what = "the hash of a password" if comparison.is_of_hashes else f"`{comparison.given}`"
        yield report(
            comparison.node,
            f"{what} is compared with `{comparison.kept}` by `==`; store a hash of Argon2, and"
            " `verify` the password by it",
        )
    for column in columns_in(module):
        if not (column.is_filled_here or options.flag("check-columns")):
            continue
        yield report(
            column.node,
            f"`{column.table.name}.{column.name}` stores passwords as they are; store a hash, and"
            f" call the column `{column.name}_hash`",
        )


HOOK = Hook(
    "password-hashing",
    __doc__,
    options=OPTIONS,
    examples=EXAMPLES,
    find=find,
    may_find=may_find,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook; see `run_hook` for the exit codes."""
    return run_hook(HOOK, argv, HOOK_IDS)


if __name__ == "__main__":
    raise SystemExit(main())
