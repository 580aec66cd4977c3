"""Passwords are stored as hashes that were designed for passwords.

Whoever steals a table of fast hashes tries billions of passwords a second; plain texts need no
cracking at all. The clause "Never Store Plain Text Passwords" of the standard requires a
`CryptContext` with Argon2 that hashes and verifies.

**What it finds.**
- A password in a fast hash: `hashlib.sha256` and the like, `hashlib.new`, `Crypto.Hash`, as an
  argument or by `update`; alone, encoded, or combined with a salt. A password that is only encoded
  (`base64`) where a name says that the result is stored.
- Weak schemes: the default of passlib's `CryptContext`, those it never replaces, and direct use;
  the first of Django's `PASSWORD_HASHERS`; werkzeug's `method`. Costs that are too low: fewer than
  100,000 iterations of PBKDF2, 2**14 of scrypt, 10 rounds of bcrypt, 7 MiB of Argon2 (OWASP's
  "Password Storage Cheat Sheet" recommends more).
- A password, or a hash of it made on the spot, that is compared with the stored one by `==`.
- A text column for it in a table of SQLAlchemy, SQLModel, Django or Tortoise, where the file itself
  stores unhashed passwords in it: `self.password = password`, `User(password=password)`.

A name means a password if its *last* word does and it holds a value: `user.password`,
`data["password"]`, not `password_reset_token`.

**What it ignores.** Argon2, bcrypt, scrypt and PBKDF2; a digest in a function that passes it to one
of them, that calls another service, or whose name speaks of a cache; one that is part of an
f-string or a log message; `usedforsecurity=False`; the digest of a `realm`, which HTTP requires. A
password that is compared with its repetition, the old one, a literal or a constant in capitals; the
same field of two states of one object; a difference after which nobody is refused. Base64 in
headers. Columns beside a `host` or `url`, which give access to something else; migrations. Further,
unless an option includes it: a column called `password` that another file may fill with hashes
(`check-columns`); weak schemes that a `CryptContext` only verifies with (`check-legacy-schemes`);
tests (`check-tests`).

**Fix safety.** There is no fix: passwords that are already stored have to be migrated, too.

**Compared with Ruff.** S324 reports MD5 and SHA-1 wherever they are called, S105 to S107 report
passwords written in the code; neither is reported again.
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
        "report also columns called `password` that another file may fill with hashes",
        strictest=True,
    ),
    Option(
        "check-legacy-schemes",
        False,
        "report also a `CryptContext` without `deprecated` that verifies with weak schemes",
        strictest=True,
    ),
    Option("check-tests", False, "check tests too", strictest=True),
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
"""Every file that has to do with passwords contains one of these, in upper or lower case."""


def may_find(source: bytes) -> bool:
    """Return whether a source may have to do with passwords.

    Args:
        source: The bytes of a file.

    Returns:
        False where no name can be one, also in letters beyond ASCII (PEP 3131 normalises names).
    """
    lower = source.lower()
    return any(word in lower for word in WORDS) or not source.isascii()


def _may_find_in(module: Module) -> bool:
    return may_find(module.source) or not has_ascii_markup(module.source)


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find passwords that are hashed weakly, compared by `==`, or stored unhashed.

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
        why = "which anybody can decode" if digest.is_encoding else "which is too fast"
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
            f"{what} is compared with `{comparison.kept}` by `==`; store an Argon2 hash, and"
            " `verify` the password against it",
        )
    for column in columns_in(module):
        if not (column.is_filled_here or options.flag("check-columns")):
            continue
        yield report(
            column.node,
            f"`{column.table.name}.{column.name}` stores unhashed passwords; store a hash, and"
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
