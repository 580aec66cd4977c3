"""Which names say that their value must not be read by others.

The last word decides: `user.password` is one, `password_hash`, `token_count` and `secret_name`
are not. What stands before it may take it back: `hashed_token`, `has_password`. A `token` is a
place in a list, or a word of a text, as often as a key: what stands before it has to say so.
"""

from __future__ import annotations

from standards_hooks.semantic.words import QUESTION_WORDS, split


SECRETS = frozenset(
    [
        *("apikey", "authorization", "credentials", "creds", "cvc", "cvv", "jwt", "passcode"),
        *("passphrase", "passwd", "password", "passwords", "pwd", "secret", "ssn"),
        *("cookie", "cookies", "passwd1", "passwd2", "password1", "password2", "secrets"),
    ]
)
"""Last words that are enough."""

SECRET_PAIRS = frozenset(
    [
        *("access key", "api key", "api keys", "auth key", "encryption key", "master key"),
        *("private key", "secret key", "signing key", "account key", "bearer auth", "basic auth"),
        *("auth header", "auth headers", "authorization header", "authorization headers"),
        *("card number", "credit card", "debit card", "security code", "security number"),
        *("pin code", "auth tokens", "access tokens", "refresh tokens", "api tokens"),
    ]
)
"""Last two words that are enough."""

HARMLESS = frozenset(
    [
        # What was done to it, so that it can be read.
        *("anonymised", "anonymized", "censored", "dummy", "encoded", "encrypted", "example"),
        *("fake", "hashed", "hidden", "masked", "obfuscated", "redacted", "safe", "sanitised"),
        *("sanitized", "scrubbed", "sha256", "short", "shortened", "test", "truncated", "public"),
        # How many there are, or what they have to do with it.
        *("count", "len", "n", "nb", "no", "num", "total", "allow", "allows", "disable", "enable"),
        *(
            "ignore",
            "invalid",
            "log",
            "missing",
            "need",
            "require",
            "requires",
            "show",
            "use",
            "uses",
            "without",
        ),
    ]
)
"""Words that take it back, wherever they stand before."""

TOKEN = "token"  # noqa: S105 - the word itself
SECRET_TOKENS = frozenset(
    [
        *("access", "activation", "admin", "api", "app", "auth", "authentication", "bearer", "bot"),
        *("client", "confirmation", "csrf", "deploy", "device", "github", "gitlab", "google", "hf"),
        *("id", "identity", "invitation", "invite", "jwt", "login", "oauth", "oauth2", "password"),
        *("personal", "push", "refresh", "registration", "renewal", "reset", "saml", "sas"),
        *("security", "service", "session", "signin", "slack", "sso", "telegram", "user", "vault"),
        *("verification", "webhook", "xsrf"),
    ]
)
"""Words right before `token` that make it one to get in with, and not a place or a word."""

HINTS = (
    *("access_token", "api_key", "auth_token", "authenticat", "authoriz", "bearer", "cookie"),
    *("expires_at", "expires_in", "id_token", "jwt", "oauth", "password", "refresh_token"),
)
"""What a function has in it in which a bare `token` is one to get in with."""

HASHES = ("hash_token", "hashed_token", "token_hash")
"""What a function has in it in which a bare `token` may be the hash of one."""


def is_secret(name: str, *, is_token_enough: bool = False) -> bool:
    """Return whether a name, or a key in upper or lower case, stands for a secret value.

    Args:
        name: An identifier, the key of a mapping, an environment variable or an HTTP header.
        is_token_enough: Whether every name that ends in `token` is one.

    Returns:
        Whether its value should not be read in a log.
    """
    words = split(name.replace("-", "_").replace(" ", "_").replace(".", "_"))
    if not words:
        return False
    last, before = words[-1], words[:-1]
    if not HARMLESS.isdisjoint(before) or not QUESTION_WORDS.isdisjoint(before):
        return False
    if last == TOKEN:
        return is_token_enough or (bool(before) and before[-1] in SECRET_TOKENS)
    return last in SECRETS or " ".join(words[-2:]) in SECRET_PAIRS


def is_token(name: str) -> bool:
    """Return whether a name is `token` and no more, which says little of what it opens."""
    return split(name) == [TOKEN]


def is_about_access(text: str) -> bool:
    """Return whether the text of a function has to do with who gets in."""
    text = text.lower()
    return any(hint in text for hint in HINTS) and not any(each in text for each in HASHES)
