"""Which names mean a secret.

The last word decides: `user.password` is one, `password_hash`, `token_count` and `secret_name`
are not. A word before it may rule that out: `hashed_token`, `has_password`. A `token` is a
position in a list, or a word of a text, as often as a key: the word before it has to say which.
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
"""Last words that mean a secret."""

SECRET_PAIRS = frozenset(
    [
        *("access key", "api key", "api keys", "auth key", "encryption key", "master key"),
        *("private key", "secret key", "signing key", "account key", "bearer auth", "basic auth"),
        *("auth header", "auth headers", "authorization header", "authorization headers"),
        *("card number", "credit card", "debit card", "security code", "security number"),
        *("pin code", "auth tokens", "access tokens", "refresh tokens", "api tokens"),
    ]
)
"""Last two words that mean a secret."""

HARMLESS = frozenset(
    [
        # What was done to it, so that it can be read.
        *("anonymised", "anonymized", "censored", "dummy", "encoded", "encrypted", "example"),
        *("fake", "hashed", "hidden", "masked", "obfuscated", "redacted", "safe", "sanitised"),
        *("sanitized", "scrubbed", "sha256", "short", "shortened", "test", "truncated", "public"),
        # A count of secrets, or a setting about them.
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
"""Words before the last that rule a secret out."""

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
"""Words right before `token` that make it one that grants access."""

HINTS = (
    *("access_token", "api_key", "auth_token", "authenticat", "authoriz", "bearer", "cookie"),
    *("expires_at", "expires_in", "id_token", "jwt", "oauth", "password", "refresh_token"),
)
"""Strings in a function that make a bare `token` in it one that grants access."""

HASHES = ("hash_token", "hashed_token", "token_hash")
"""Strings in a function in which a bare `token` may be the hash of one."""


def is_secret(name: str, *, is_token_enough: bool = False) -> bool:
    """Return whether a name, or a key in upper or lower case, means a secret value.

    Args:
        name: An identifier, the key of a mapping, an environment variable or an HTTP header.
        is_token_enough: Whether every name that ends in `token` is one.

    Returns:
        Whether its value should not be logged.
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
    """Return whether a name is `token` alone, which does not say what kind of token."""
    return split(name) == [TOKEN]


def is_about_access(text: str) -> bool:
    """Return whether the source of a function deals with authentication."""
    text = text.lower()
    return any(hint in text for hint in HINTS) and not any(each in text for each in HASHES)
