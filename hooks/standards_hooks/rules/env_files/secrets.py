"""Tests for values that look like a secret.

There are three: the value has the shape of a known credential; it is an address with a password; or
it is a random string, long under any name and shorter under the name of a secret. A placeholder is
no secret. A secret scanner does more; these are for templates only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


ASSIGNMENT = re.compile(
    r"\s*+(?:#++\s*+)?+(?:export\s++)?([A-Za-z_][A-Za-z0-9_.]*+)\s*+=[ \t]*+(.*)"
)
"""A line of the file; one that is commented out exposes its value, too."""
PRIVATE_KEY = re.compile(
    r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----(?:\\[rn]|[\s\"'#])*(?!(.)\1{4})[A-Za-z0-9+/=]{20}"
)
"""The header of a private key with the key after it, on the same line or the next."""
KNOWN_SHAPES = {
    "an AWS access key": re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
    "a live Stripe key": re.compile(r"\b[sr]k_live_[A-Za-z0-9]{8,}"),
    "a GitHub token": re.compile(r"\b(?:gh[opsur]_[A-Za-z0-9]{30,}|github_pat_\w{22,})"),
    "a GitLab token": re.compile(r"\bglpat-[\w-]{20,}"),
    "a Slack token": re.compile(r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
    "a Google API key": re.compile(r"\bAIza[\w-]{35}"),
    "an API key": re.compile(r"\bsk-(?:ant-|proj-)?[\w-]{32,}"),
    "a SendGrid key": re.compile(r"\bSG\.[\w-]{16,}\.[\w-]{16,}"),
    "a PyPI token": re.compile(r"\bpypi-AgE[\w-]{16,}"),
    "a JSON web token": re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"),
}
CREDENTIALS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://([^\s/:@]*):([^\s/@]+)@")
SECRET_NAME = re.compile(
    r"SECRET|PASSW(?:OR)?D|PASSPHRASE|TOKEN|CREDS|CREDENTIAL|PRIVATE|(?:API|ACCESS|APP|"
    r"AUTH|COOKIE|ENC|ENCRYPTION|HMAC|MASTER|SESSION|SIGNING)_?KEY|(?:^|_)(?:PWD|PASS|SALT|PEPPER)(?:_|$)",
    re.IGNORECASE,
)
PUBLIC_NAME = re.compile(
    r"PUBLIC|PUBLISHABLE|SITE_?KEY|(?:^|_)(?:ID|URL|URI|SHA|HASH|DIGEST|CHECKSUM|FINGERPRINT|PATH|"
    r"FILE|NAME|HEADER|ALGORITHM|TTL|EXPIRY|LIFETIME|SECONDS|MINUTES|DSN)$",
    re.IGNORECASE,
)
"""Names whose value is public, however random it looks; an address is checked by itself."""
PLACEHOLDER = re.compile(
    r"[<>{}$%\[\]…*]|\.\.\.|(.)\1{4}|(?:0?123456|abcdef)|change|placeholder|example|replace|"
    r"your|insert|insecure|password|passwd|secret|dummy|sample|redacted|generate|"
    r"(?<![a-z0-9])(?:admin|app|db|default|demo|dev|fake|guest|here|key|local|my|none|pass|"
    r"postgres|root|test|todo|token|user|x+)(?![a-z0-9])",
    re.IGNORECASE,
)
RANDOM = re.compile(r"[A-Za-z0-9+/_=.!@#^&~-]+")
BASE64 = "base64:"
"""The prefix of random bytes, in Laravel and others."""
LONG = 32
"""The least length of a random string that is a secret under any name."""
LINE = 4096
"""The most characters of a line that are tested: the tests are not linear."""
SHORT = 12
"""The least length of a random string that is a secret under the name of one."""


@dataclass(eq=False)
class Secret:
    """One value that looks like a secret; the value itself is not kept, so that nothing prints it.

    Attributes:
        name: Name of the variable; empty where the line sets none.
        kind: What it looks like, in words.
        line: Its line, counted from 1.
        column: Its column, counted from 1.
    """

    name: str
    kind: str
    line: int
    column: int


def secrets_in(text: str) -> Iterator[Secret]:
    """Yield what looks like a secret in a file of environment variables.

    Args:
        text: The text of the file.
    """
    yield from _private_keys(text)
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        assignment = ASSIGNMENT.match(line[:LINE])
        name, value = assignment.groups() if assignment else ("", line[:LINE])
        kind, found = kind_of(name, _bare(value))
        if kind:
            yield Secret(name, kind, number, line.find(found) + 1)


def _private_keys(text: str) -> Iterator[Secret]:
    for match in PRIVATE_KEY.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        assignment = ASSIGNMENT.match(text, start, match.start())
        name = assignment[1] if assignment else ""
        number = text.count("\n", 0, start) + 1
        yield Secret(name, "a private key", number, match.start() - start + 1)


def kind_of(name: str, value: str) -> tuple[str, str]:
    """Return what a value looks like.

    Args:
        name: Name of the variable; empty for text outside an assignment.
        value: Its value without quotes.

    Returns:
        The kind of secret in words, and its part of the value; empty for no secret.
    """
    for kind, shape in KNOWN_SHAPES.items():
        match = shape.search(value)
        if match is not None and not PLACEHOLDER.search(match.group()):
            return kind, match.group()
    match = CREDENTIALS.search(value)
    if match is not None:
        is_dummy = match[1] == match[2] or PLACEHOLDER.search(match[2]) is not None
        return ("", "") if is_dummy else ("an address with a password", match.group())
    is_random = bool(name) and not PUBLIC_NAME.search(name) and _is_random(name, value)
    return ("a long random string", value) if is_random else ("", "")


def _bare(value: str) -> str:
    """Return a value without its quotes, or without the comment after it."""
    quote = value[:1]
    if quote and quote in "\"'":
        return value[1:].partition(quote)[0]
    return re.split(r"\s#", value, maxsplit=1)[0].strip()


def _is_random(name: str, value: str) -> bool:
    value = value.removeprefix(BASE64)
    is_of_secret = SECRET_NAME.search(name) is not None
    is_long = len(value) >= (SHORT if is_of_secret else LONG)
    if not is_long or RANDOM.fullmatch(value) is None or PLACEHOLDER.search(value):
        return False
    if value.startswith(("/", "./", "~/")) or ("/" in value and "." in value):
        return False  # A path, or the name of an image.
    classes = [str.islower, str.isupper, str.isdigit]
    kinds = sum(any(is_of(character) for character in value) for is_of in classes)
    # Key generators write hexadecimal digits; other variables have them for hashes.
    return kinds + is_of_secret >= len(classes) and _has_mixed_words(value)


def _has_mixed_words(value: str) -> bool:
    """Return whether letters and digits mix within the words, unlike in a name or version."""
    words = [word for word in re.split(r"[-_.+/=!@#^&~]+", value) if word]
    mixed = [word for word in words if re.search(r"[A-Za-z]\d+[A-Za-z]|\d[A-Za-z]+\d", word)]
    return sum(map(len, mixed)) * 2 >= len(value)
