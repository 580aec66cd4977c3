"""What keeps passwords well, what does not, and what is no password at all."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from standards_hooks.rules.password_hashing import HOOK, may_find
from tests.integration.corpus import CHECKOUT
from tests.unit.checked_sources import findings_in


H = "import hashlib\n"
CONTEXT = "from passlib.context import CryptContext as C\n"
ORM = "from sqlalchemy.orm import Mapped, mapped_column\nclass User(Base):\n"

SILENT = [
    pytest.param(H + "x = hashlib.sha256(payload).hexdigest()\n", id="checksum"),
    pytest.param(H + "x = hashlib.sha256(password_file.read()).digest()\n", id="file-of-passwords"),
    pytest.param(H + "x = hashlib.sha256(password_reset_token.encode())\n", id="reset-token"),
    pytest.param(H + "x = hashlib.sha256(hashed_password.encode())\n", id="hash-of-a-hash"),
    pytest.param(H + "x = hashlib.sha256(has_password)\n", id="question"),
    pytest.param(H + "x = hashlib.md5(password.encode())\n", id="md5-is-ruffs"),
    pytest.param(H + "x = hashlib.new('sha1', password)\n", id="sha1-is-ruffs"),
    pytest.param(
        H + "x = hashlib.sha256(password, usedforsecurity=False)\n", id="not-for-security"
    ),
    pytest.param(H + "x = hashlib.sha256(f'{user}:{realm}:{password}'.encode())\n", id="http"),
    pytest.param(
        H + "def f(password):\n    return hashlib.pbkdf2_hmac('sha256', password, salt, 600_000)\n",
        id="pbkdf2",
    ),
    pytest.param(H + "x = hashlib.scrypt(password, salt=s, n=2**14, r=8, p=1)\n", id="scrypt"),
    pytest.param(H + "x = hashlib.scrypt(password, salt=s, n=1 << 17, r=8, p=1)\n", id="shift"),
    pytest.param(H + "x = hashlib.pbkdf2_hmac('sha1', psk, ssid, 4096)\n", id="wireless-key"),
    pytest.param(
        "import base64, bcrypt, hashlib\ndef f(password):\n"
        "    key = base64.b64encode(hashlib.sha256(password.encode()).digest())\n"
        "    return bcrypt.hashpw(key, bcrypt.gensalt(12))\n",
        id="digest-for-bcrypt",
    ),
    pytest.param(
        H + "import requests\ndef log_in(password):\n"
        "    return requests.post(URL, data=hashlib.sha256(password.encode()).hexdigest())\n",
        id="protocol-of-another-service",
    ),
    pytest.param(
        H + "def cache_key(password):\n    return hashlib.sha256(password.encode()).digest()\n",
        id="key-of-a-cache",
    ),
    pytest.param(
        H + "log.debug('hash %s', hashlib.sha256(password.encode()).hexdigest())\n", id="message"
    ),
    pytest.param(
        "import base64\nx = base64.b64encode(f'{user}:{password}'.encode())\n", id="basic-header"
    ),
    pytest.param("import base64\nauth = base64.b64encode(password.encode())\n", id="smtp"),
    pytest.param(CONTEXT + "c = C(schemes=['argon2'], deprecated='auto')\n", id="argon2"),
    pytest.param(CONTEXT + "c = C(['bcrypt', 'md5_crypt'], deprecated='auto')\n", id="replaced"),
    pytest.param(
        CONTEXT + "c = C(['bcrypt', 'md5_crypt'], deprecated=['md5_crypt'])\n", id="named"
    ),
    pytest.param(
        CONTEXT + "c = C(['md5_crypt', 'bcrypt'], default='bcrypt', deprecated='auto')\n",
        id="other-default",
    ),
    pytest.param(CONTEXT + "c = C(['sha512_crypt', 'pbkdf2_sha256'])\n", id="salted-and-slow"),
    pytest.param(CONTEXT + "c = C(['bcrypt', 'md5_crypt'])\n", id="verified-only"),
    pytest.param("import bcrypt\nx = bcrypt.gensalt()\n", id="bcrypt"),
    pytest.param("import bcrypt\nx = bcrypt.gensalt(rounds=ROUNDS)\n", id="rounds-from-elsewhere"),
    pytest.param("from argon2 import PasswordHasher\nx = PasswordHasher()\n", id="argon2-alone"),
    pytest.param(
        "from werkzeug.security import generate_password_hash as g\n"
        "x = g(password)\ny = g(password, method='scrypt:32768:8:1')\n",
        id="werkzeug",
    ),
    pytest.param(
        "PASSWORD_HASHERS = ['a.Argon2PasswordHasher', 'a.MD5PasswordHasher']\n", id="django"
    ),
    pytest.param("x = password == password_confirmation\n", id="typed-twice"),
    pytest.param("x = form.password1 == form.password2\n", id="numbered"),
    pytest.param("x = data['new_password'] == data['old_password']\n", id="new-and-old"),
    pytest.param("x = password == '' or password != None\n", id="literals"),
    pytest.param("x = password == user.name\n", id="same-as-the-name"),
    pytest.param("x = password == DEFAULT_PASSWORD\n", id="constant"),
    pytest.param("x = self.password == other.password\n", id="two-states"),
    pytest.param("x = url.password == base_url.password\n", id="two-addresses"),
    pytest.param("x = before.password != user.password\n", id="changed"),
    pytest.param(
        "if user.password != given.password:\n    user.password = digest(given.password)\n",
        id="hashed-when-changed",
    ),
    pytest.param("x = pwd == settings.pwd\n", id="directories"),
    pytest.param("x = password_hash == other.password_hash\n", id="hashes"),
    pytest.param("x = password == stored.kind\n", id="something-else"),
    pytest.param("import hmac\nx = hmac.compare_digest(password, stored)\n", id="constant-time"),
    pytest.param(ORM + "    password_hash: Mapped[str]\n", id="column-of-a-hash"),
    pytest.param(ORM + "    password: Mapped[str]\n", id="filled-elsewhere"),
    pytest.param(
        "from pydantic import BaseModel\nclass SignUp(BaseModel):\n    password: str\n"
        "x = SignUp(password=form.password)\n",
        id="schema",
    ),
    pytest.param(
        ORM + "    host: Mapped[str]\n    password: Mapped[str]\n"
        "    def __init__(self, password):\n        self.password = password\n",
        id="access-to-something-else",
    ),
    pytest.param(
        ORM + "    password: Mapped[str]\n    def set_password(self, password):\n"
        "        self.password = password\n",
        id="sets-it-itself",
    ),
    pytest.param("# hashlib.sha256(password)\nx = 'password == stored_password'\n", id="comment"),
]

FAST = 'which is too fast; hash it with Argon2: `CryptContext(schemes=["argon2"]).hash(…)`'
COMPARED = "by `==`; store an Argon2 hash, and `verify` the password against it"


def _fast(name, algorithm):
    return f"`{name}` is hashed by {algorithm}, {FAST}"


FOUND = [
    pytest.param(
        H + "x = hashlib.sha256(password.encode()).hexdigest()\n",
        _fast("password", "sha256"),
        id="sha256",
    ),
    pytest.param(
        "from hashlib import sha512 as s\nx = s((salt + user.passwd).encode('utf-8'))\n",
        _fast("passwd", "sha512"),
        id="salted-by-alias",
    ),
    pytest.param(
        H + "x = hashlib.sha512(f'{salt}{password}'.encode())\n",
        _fast("password", "sha512"),
        id="salted-in-an-f-string",
    ),
    pytest.param(
        H + "x = hashlib.sha256(('%s%s' % (salt, password)).encode())\n",
        _fast("password", "sha256"),
        id="salted-by-percent",
    ),
    pytest.param(
        H + "x = hashlib.blake2b(bytes(data['password'], 'utf-8'))\n",
        _fast("password", "blake2b"),
        id="key-of-a-mapping",
    ),
    pytest.param(
        H + "x = hashlib.sha256(form.get('password').encode())\n",
        _fast("password", "sha256"),
        id="get-of-a-mapping",
    ),
    pytest.param(
        H + "x = hashlib.new('SHA256', password)\n", _fast("password", "sha256"), id="new"
    ),
    pytest.param(
        H + "def f(pw):\n    h = hashlib.sha3_256()\n    h.update(pw)\n    return h\n",
        _fast("pw", "sha3_256"),
        id="update",
    ),
    pytest.param(
        "from Crypto.Hash import SHA256\nx = SHA256.new(password_bytes)\n",
        _fast("password_bytes", "sha256"),
        id="pycryptodome",
    ),
    pytest.param(
        H + "import getpass\nx = hashlib.sha256(getpass.getpass().encode())\n",
        _fast("password", "sha256"),
        id="typed-in",
    ),
    pytest.param(
        "import base64\nhashed_password = base64.b64encode(password.encode()).decode()\n",
        "`password` is only encoded by base64, which anybody can decode; hash it with Argon2:"
        ' `CryptContext(schemes=["argon2"]).hash(…)`',
        id="base64",
    ),
    pytest.param(
        "import base64\ndef encrypt_password(password):\n"
        "    return base64.b64encode(password.encode())\n",
        "`password` is only encoded by base64, which anybody can decode; hash it with Argon2:"
        ' `CryptContext(schemes=["argon2"]).hash(…)`',
        id="base64-by-function",
    ),
    pytest.param(
        CONTEXT + "c = C(schemes=['md5_crypt'])\n",
        '`md5_crypt` is a weak scheme for passwords; use `"argon2"`',
        id="weak-scheme",
    ),
    pytest.param(
        CONTEXT + "c = C(['bcrypt', 'plaintext'], default='plaintext')\n",
        '`plaintext` is a weak scheme for passwords; use `"argon2"`',
        id="weak-default",
    ),
    pytest.param(
        "from passlib.hash import hex_sha256 as h\nx = h.hash(password)\n",
        '`hex_sha256` is a weak scheme for passwords; use `"argon2"`',
        id="weak-handler",
    ),
    pytest.param(
        CONTEXT + "c = C(['bcrypt'], bcrypt__rounds=4)\n",
        "`bcrypt__rounds` is 4, which is too low for a password; write at least 10",
        id="rounds-of-a-context",
    ),
    pytest.param(
        "PASSWORD_HASHERS = ['django.contrib.auth.hashers.MD5PasswordHasher']\n",
        "`MD5PasswordHasher` is a weak hasher for passwords; put `Argon2PasswordHasher` first",
        id="django",
    ),
    pytest.param(
        "from werkzeug.security import generate_password_hash\n"
        "x = generate_password_hash(password, method='sha256')\n",
        '`sha256` is not a method for passwords; use `"scrypt"`',
        id="werkzeug",
    ),
    pytest.param(
        "from werkzeug.security import generate_password_hash as g\n"
        "x = g(password, 'pbkdf2:sha256:1000')\n",
        "1,000 iterations are too few for a password; write at least 100,000",
        id="werkzeug-iterations",
    ),
    pytest.param(
        H + "N = 1000\nx = hashlib.pbkdf2_hmac('sha256', password, salt, N)\n",
        "`iterations` is 1,000, which is too low for a password; write at least 100,000",
        id="iterations",
    ),
    pytest.param(
        H + "x = hashlib.scrypt(password, salt=s, n=2**10, r=8, p=1)\n",
        "`n` is 1,024, which is too low for a password; write at least 16,384",
        id="scrypt-cost",
    ),
    pytest.param(
        "import bcrypt\nx = bcrypt.gensalt(4)\n",
        "`rounds` is 4, which is too low for a password; write at least 10",
        id="bcrypt-rounds",
    ),
    pytest.param(
        "from argon2 import PasswordHasher\nx = PasswordHasher(memory_cost=8)\n",
        "`memory_cost` is 8, which is too low for a password; write at least 7,168",
        id="argon2-memory",
    ),
    pytest.param(
        "def f(user, password):\n    return user.password == password\n",
        f"`password` is compared with `password` {COMPARED}",
        id="compared",
    ),
    pytest.param(
        "x = password == stored_password\n",
        f"`password` is compared with `stored_password` {COMPARED}",
        id="compared-with-a-stored-one",
    ),
    pytest.param(
        "if form.password.data != settings.ADMIN_PASSWORD:\n    raise Refused\n",
        f"`password` is compared with `ADMIN_PASSWORD` {COMPARED}",
        id="compared-with-a-setting",
    ),
    pytest.param(
        "x = data['password'] == user.password\n",
        f"`password` is compared with `password` {COMPARED}",
        id="compared-key",
    ),
    pytest.param(
        "x = select(User).where(User.password == password)\n",
        f"`password` is compared with `password` {COMPARED}",
        id="compared-by-the-database",
    ),
    pytest.param(
        "x = make_hash(password) == user.password_hash\n",
        f"the hash of a password is compared with `password_hash` {COMPARED}",
        id="compared-hashes",
    ),
    pytest.param(
        ORM + "    password: Mapped[str | None] = mapped_column(String(80))\n"
        "def f(form):\n    return User(password=form.password)\n",
        "`User.password` stores unhashed passwords; store a hash, and call the column"
        " `password_hash`",
        id="column-of-sqlalchemy",
    ),
    pytest.param(
        "from django.db import models\nclass User(models.Model):\n"
        "    passwd = models.CharField(max_length=80)\n"
        "def f(user, passwd):\n    user.passwd = passwd\n",
        "`User.passwd` stores unhashed passwords; store a hash, and call the column `passwd_hash`",
        id="column-of-django",
    ),
    pytest.param(
        "import sqlalchemy as sa\nclass User(Base):\n    password = sa.Column(sa.String(80))\n"
        "    def __init__(self, password):\n        self.password = password\n",
        "`User.password` stores unhashed passwords; store a hash, and call the column"
        " `password_hash`",
        id="column-of-old-sqlalchemy",
    ),
]

WIDENED = [
    pytest.param("check-columns", ORM + "    password: Mapped[str]\n", id="column"),
    pytest.param("check-legacy-schemes", CONTEXT + "c = C(['bcrypt', 'md5_crypt'])\n", id="legacy"),
]


def _findings(source, path="src/app/users.py", **options):
    return findings_in(HOOK, source, path, **options)


@pytest.mark.parametrize("source", SILENT)
def test_what_is_no_password_or_is_stored_safely_is_not_reported(source):
    assert _findings(source) == []


@pytest.mark.parametrize(("source", "message"), FOUND)
def test_a_password_that_is_stored_unsafely_is_reported(source, message):
    assert [finding.message for finding in _findings(source)] == [message]


@pytest.mark.parametrize(("source", "message"), FOUND)
def test_the_byte_test_passes_every_one_of_these(source, message):
    assert may_find(source.encode()), message


@pytest.mark.parametrize(("option", "source"), WIDENED)
def test_each_exemption_has_an_option_that_includes_it(option, source):
    assert _findings(source) == []
    assert len(_findings(source, **{option: True})) == 1


def test_tests_are_checked_with_an_option():
    source = H + "x = hashlib.sha256(password)\n"
    assert _findings(source, "tests/unit/test_users.py") == []
    assert len(_findings(source, "tests/unit/test_users.py", check_tests=True)) == 1


def test_settings_for_tests_may_have_a_fast_hasher():
    source = "PASSWORD_HASHERS = ['django.contrib.auth.hashers.MD5PasswordHasher']\n"
    assert _findings(source, "src/app/settings/testing.py") == []


def test_a_finding_names_the_function_that_it_is_in():
    (found,) = _findings(H + "class A:\n    def f(self, pw):\n        return hashlib.sha256(pw)\n")
    assert (found.line, found.column, found.symbol) == (4, 16, "A.f")


def _lines_of_ruff(sources, directory):
    """Return what the required S rules of Ruff report, by the number of the source."""
    for number, source in enumerate(sources):
        (directory / f"m{number}.py").write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "S", "--exit-zero"]
    done = subprocess.run(  # noqa: S603 - the Ruff of the development environment
        [*command, "--output-format", "json", str(directory)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=CHECKOUT,
    )
    return {
        (each["filename"].rpartition("/")[2], each["location"]["row"])
        for each in json.loads(done.stdout)
    }


def test_nothing_is_reported_that_ruff_reports_already(tmp_path):
    sources = [case.values[0] for case in FOUND]
    sources += [
        H + "password_hash = hashlib.md5(password.encode()).hexdigest()\n",
        H + "x = hashlib.new('sha1', password.encode())\n",
        H + "h = hashlib.sha1()\nh.update(password)\n",
        "x = password == 'open sesame'\n",
        "def f(password='open sesame'): ...\n",
        "from Crypto.Hash import MD5\nx = MD5.new(password)\n",
    ]
    reported = _lines_of_ruff(sources, tmp_path)
    assert f"m{len(FOUND)}.py" in {name for name, _ in reported}
    assert [
        f"{source}\n{finding}"
        for number, source in enumerate(sources)
        for finding in _findings(source)
        if (f"m{number}.py", finding.line) in reported
    ] == []
