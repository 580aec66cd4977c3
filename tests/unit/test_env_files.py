"""env-files: which files may be committed, and what in a template looks like a secret.

The secrets are made up, and put together here so that no scanner of this repository stops at them.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from standards_hooks.rules.env_files import HOOK, HOOK_ID, main
from standards_hooks.rules.env_files.file_names import is_env_file, is_template
from standards_hooks.rules.env_files.secrets import secrets_in
from tests.unit.repositories import PYPROJECT, check


if TYPE_CHECKING:
    from pathlib import Path


HEXADECIMAL = "9f86d081884c7d65" + "9a2feaa0c55ad015"
MIXED = "kX83hQz0" + "pL2vT9sW" + "b41cRmY7" + "uN5eGdJ6"
WAIVERS = "\n[tool.standards-hooks.env-files.waivers]\n"


@pytest.mark.parametrize(
    "name",
    [".env", ".env.local", ".env.production", "prod.env", ".ENV", ".env.test.local", ".env.bak"],
)
def test_these_are_never_committed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = check(HOOK_ID, tmp_path, {f"deploy/{name}": "A=1\n"}, monkeypatch)
    assert (found.path, found.line, found.column) == (f"deploy/{name}", 1, 1)
    assert "Security Guidelines" in found.message
    assert f"run `git rm --cached deploy/{name}`, add it to `.gitignore`" in found.message


@pytest.mark.parametrize(
    "name",
    [
        *(".env.example", ".env.sample", ".env.template", ".env.test.example", "template.env"),
        *(".env.example.local", ".envrc", "environment.py", "env.py", "alembic/env.py", "env"),
        *(
            "src/app/env/settings.py",
            ".env/pyvenv.cfg",
            "environment",
            "env.example",
            "vite.env.ts",
        ),
    ],
)
def test_these_may_be_committed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(HOOK_ID, tmp_path, {name: "LOG_LEVEL=INFO\n"}, monkeypatch) == []


def test_templates_are_env_files_with_a_word_for_one() -> None:
    assert is_env_file(".env.example")
    assert is_template(".env.example")
    assert not is_template(".env.examples-of-production")


@pytest.mark.parametrize(
    "line",
    [
        *("", "# just words, with = in them", "SECRET_KEY=", 'SECRET_KEY=""', "DEBUG=true"),
        *("SECRET_KEY=changeme", "SECRET_KEY=change-me-to-a-long-random-string-1a2b3c4d"),
        *("API_KEY=<your-api-key>", "API_TOKEN=${CI_TOKEN_1a2b3c4d5e6f}", "TOKEN=xxxxxxxxxxxxxxxx"),
        *("TOKEN=your_token_here", "PASSWORD=postgres", "DB_PASSWORD=supersecret", "TOKEN=todo"),
        "DATABASE_URL=postgresql://postgres:postgres@localhost:5432/shop",
        "DATABASE_URL=postgresql+asyncpg://shop:shop@db/shop",
        "DATABASE_URL=postgresql://user:password@db.example.com/shop",
        "DATABASE_URL=postgresql://${DB_USER}:${DB_PASSWORD}@localhost/shop",
        "REDIS_URL=redis://localhost:6379/0",
        "BROKER_URL=amqp://guest:guest@rabbitmq:5672//",
        "PAYPAL_URL=https://api-m.sandbox.paypal.com/v2/checkout/orders",
        "STRIPE_SECRET_KEY=sk_live_" + "x" * 24,
        "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7" + "EXAMPLE",
        "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY",
        f"RELEASE_SHA={HEXADECIMAL}",
        f"BUILD={HEXADECIMAL}",
        f"RECAPTCHA_SITE_KEY={MIXED}",
        f"VAPID_PUBLIC_KEY={MIXED}",
        f"SENTRY_DSN=https://{HEXADECIMAL}@o1.ingest.sentry.io/2",
        "TENANT_ID=3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "IMAGE=ghcr.io/acme/Shop-Service-2025:v1.2.3-Build45-x86",
        "TOKEN_URL=https://login.microsoftonline.com/common/oauth2/v2.0/token",
        "ACCESS_TOKEN_EXPIRE_MINUTES=30",
        "PRIVATE_KEY_PATH=/run/secrets/Shop2025/Key1a2B3c4D",
        "JWT_SECRET_ALGORITHM=HS256",
        "PASSWORD_HASHER=argon2id-v19-m65536",
        'GREETING="Welcome to the Shop of 2025, where 1000 things wait for you"',
        "CORS_ORIGINS=http://localhost:3000,http://localhost:8080",
        "# a private key goes here",
        *("/*", "*/", "BAN_DURATION=1000 * 60 * 60 * 2", "LITELLM_MASTER_KEY=sk-1234"),
        "REFRESH_TOKEN_EXPIRY=(1000 * 60 * 60 * 24) * 7",
        "# CHAT_MODELS=chat-3.5-turbo-0125,chat-4-0613,chat-4-1106-preview,chat-3.5-16k",
        "BROKER_URL=redis://:shopai123456@localhost:6379/1",
        "OPENAI_API_KEY=sk-proj-xxxxxxxx",
        "AUTH_PROVIDER=shop.auth.token_authn.TokenAuthenticationServerProvider",
        "LOG_FORMAT=%(asctime)s,%(msecs)d %(levelname)-2s [%(filename)s:%(lineno)d]",
        "ENCRYPTION_KEY=" + "0" * 64,
        "ACCOUNT_JSON_BASE64=your-google-service-account-json-base64-string",
        "S3_ACCESS_KEY_ID=" + HEXADECIMAL,
        "APP_KEY=base64:",
        *("CACHE_KEY=v2-shop-cart-2024", "SESSION_KEY=shop_session_v2"),
        "SECRET_ARN=arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-a1b2c3",
        'EMAIL_HOST_PASSWORD="abcd efgh ijkl mnop"',
        'KEY="-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----"',
        'KEY="-----BEGIN PRIVATE KEY-----\\n' + "x" * 40,
    ],
)
def test_a_placeholder_is_no_secret(line: str) -> None:
    assert [secret.kind for secret in secrets_in(line)] == []


@pytest.mark.parametrize(
    ("line", "name", "kind", "column"),
    [
        ("STRIPE=sk_live_" + "4eC39HqLyjWDarjtT1zd", "STRIPE", "a live Stripe key", 8),
        ("AWS_ACCESS_KEY_ID=AKIA" + "Y3T7RQ2LJ5N8W4ZX", "AWS_ACCESS_KEY_ID", "an AWS access", 19),
        ("# GH=ghp_" + MIXED + "Ab12", "GH", "a GitHub token", 6),
        ("KEY='-----BEGIN RSA " + "PRIVATE KEY-----\\n" + MIXED + "'", "KEY", "a private key", 6),
        ("-----BEGIN OPENSSH " + "PRIVATE KEY-----\n" + MIXED, "", "a private key", 1),
        ("DB=postgres://shop:q8Zw2-mKe@db.shop.io/shop", "DB", "an address with", 4),
        ("DB=postgres://shop:q8Zw2-mKe@localhost/shop", "DB", "an address with", 4),
        (f"export SECRET_KEY = {HEXADECIMAL}", "SECRET_KEY", "a long random string", 21),
        (f"SECRET_KEY={HEXADECIMAL}  # for now", "SECRET_KEY", "a long random string", 12),
        ('SMTP_PASSWORD="hT7kQ2vX9mR4"', "SMTP_PASSWORD", "a long random string", 16),
        (f"CREDS_KEY={HEXADECIMAL}", "CREDS_KEY", "a long random string", 11),
        (f"APP_KEY=base64:{MIXED}=", "APP_KEY", "a long random string", 9),
        (f"UPSTREAM={MIXED}", "UPSTREAM", "a long random string", 10),
        ("SLACK=xox" + "b-2345678901-AbCdWxYz12", "SLACK", "a Slack token", 7),
    ],
)
def test_a_secret_is_reported_in_its_place(line: str, name: str, kind: str, column: int) -> None:
    (secret,) = secrets_in(f"A=1\r\n{line}\n")
    assert (secret.name, secret.line, secret.column) == (name, 2, column)
    assert secret.kind.startswith(kind)


@pytest.mark.threat("output-is-inert")
def test_the_message_names_the_variable_and_not_the_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"pyproject.toml": PYPROJECT, ".env.example": f"\ufeffAPI_TOKEN={MIXED}\n"}
    (found,) = check(HOOK_ID, tmp_path, files, monkeypatch)
    assert (found.path, found.line, found.column) == (".env.example", 1, 11)
    assert "`API_TOKEN=changeme`" in found.message
    assert MIXED not in found.message


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        pytest.param(b"A=1\nB=\xff\n", 2, "it is not UTF-8: invalid start byte", id="bytes"),
        pytest.param(b"#" * 1_048_577, 1, "it is larger than max-size", id="size"),
        pytest.param(b"A=1\n\0", 1, "it contains NUL bytes, and is no text", id="binary"),
        pytest.param("A=1".encode("utf-16"), 1, "it contains NUL bytes", id="UTF-16"),
    ],
)
def test_a_template_that_cannot_be_read_says_why_and_the_others_are_checked(
    content: bytes, line: int, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, str | bytes] = {".env.example": content, ".env.sample": f"TOKEN={MIXED}"}
    unread, found = check(HOOK_ID, tmp_path, files, monkeypatch)
    assert (unread.path, unread.line) == (".env.example", line)
    assert f"could not be checked: {reason}" in unread.message
    assert found.path == ".env.sample"


def test_links_and_directories_are_distinguished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").mkdir()
    (tmp_path / ".env.example").symlink_to("nowhere")
    (tmp_path / "prod.env").symlink_to(".env.example")
    unread, committed = check(HOOK_ID, tmp_path, {".env/a.py": ""}, monkeypatch)
    assert (unread.path, committed.path) == (".env.example", "prod.env")
    assert "could not be checked: it cannot be read: No such file" in unread.message


@pytest.mark.parametrize(
    ("expectation", "name", "content"),
    [
        ("no-secrets", ".env.example", f"TOKEN={MIXED}"),
        ("readable", ".env.example", "\0"),
        ("untracked", ".env", ""),
    ],
)
def test_every_expectation_can_be_waived_and_is_documented(
    *,
    expectation: str,
    name: str,
    content: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = {"pyproject.toml": PYPROJECT, name: content}
    assert len(check(HOOK_ID, tmp_path, files, monkeypatch)) == 1
    files["pyproject.toml"] += f'{WAIVERS}{expectation} = "a toy"\n'
    assert check(HOOK_ID, tmp_path, files, monkeypatch) == []
    assert f"`{expectation}`" in HOOK.documentation


@pytest.mark.parametrize(
    "waiver",
    ['"tests/*.env" = "made up"', 'untracked = "a toy"', '".env" = "for now"\n"tests" = "for now"'],
)
def test_a_waiver_names_an_expectation_or_files(
    waiver: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"pyproject.toml": PYPROJECT + WAIVERS + waiver, "tests/a.env": ""}
    if '".env"' in waiver:
        files[".env"] = ""
    assert check(HOOK_ID, tmp_path, files, monkeypatch) == []


@pytest.mark.parametrize(
    ("waiver", "message"),
    [
        ('"tests/a.env" = " "', "the waiver of `tests/a.env` has no reason: say why"),
        ('tests = "for now"\nuntraced = "for now"', "waives nothing; did you mean `untracked`?"),
        (
            'tests = "for now"\nno-secrets = "for now"',
            "the waiver of `no-secrets` waives nothing: remove it",
        ),
    ],
)
def test_a_waiver_that_is_wrong_is_a_finding_at_its_place(
    waiver: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"pyproject.toml": PYPROJECT + WAIVERS + waiver, "tests/a.env": ""}
    (found,) = check(HOOK_ID, tmp_path, files, monkeypatch)
    assert found.path == "pyproject.toml"
    assert found.line == (PYPROJECT + WAIVERS + waiver).count("\n") + 1
    assert message in found.message


def test_a_waiver_holds_for_the_projects_inside_without_options(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiver = '"services/a/.env" = "made up"\n'
    files = {
        "pyproject.toml": PYPROJECT + WAIVERS + waiver,
        "services/a/pyproject.toml": PYPROJECT,
        "services/a/.env": "",
        "services/b/pyproject.toml": PYPROJECT,
        "services/b/.env": "",
    }
    found = check(HOOK_ID, tmp_path, files, monkeypatch)
    assert [finding.path for finding in found] == ["services/b/.env"]


def test_files_that_the_suite_excludes_are_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = PYPROJECT + '\n[tool.standards-hooks]\nexclude = ["vendored"]\n'
    files = {"pyproject.toml": text, "vendored/.env": "", ".env": ""}
    found = check(HOOK_ID, tmp_path, files, monkeypatch)
    assert [finding.path for finding in found] == [".env"]


def test_each_file_is_checked_once_in_a_monorepo_whose_root_is_no_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {".env": "", "a/pyproject.toml": PYPROJECT, "a/.env": "", "a/b/.env": "", "c/.env": ""}
    sample = {"examples/d/pyproject.toml": PYPROJECT, "examples/d/.env": ""}
    found = check(HOOK_ID, tmp_path, {**files, **sample}, monkeypatch)
    expected = [".env", "a/.env", "a/b/.env", "c/.env", "examples/d/.env"]
    assert [finding.path for finding in found] == expected


def test_what_git_ignores_is_never_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "--quiet"], check=True)  # noqa: S607
    (tmp_path / ".gitignore").write_text(".env\n")
    (tmp_path / ".env").write_text("A=1\n")
    assert main([]) == 0
    (tmp_path / ".gitignore").unlink()
    assert main([]) == 1
    assert capsys.readouterr().out.startswith(".env:1:1: env-files `.env` is not ignored")
    subprocess.run(["git", "add", ".env"], check=True)  # noqa: S607
    assert main([]) == 1
    assert "run `git rm --cached .env`" in capsys.readouterr().out
