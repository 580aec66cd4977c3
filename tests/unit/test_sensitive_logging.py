"""Which values must not be read in a log, and where they get into one."""

from __future__ import annotations

import pytest

from standards_hooks.rules.sensitive_logging import HOOK, may_find
from standards_hooks.rules.sensitive_logging.secrecy import is_secret


SECRETS = [
    *("password", "user_password", "PASSWORD", "passwd", "new_password", "dbPassword", "pwd"),
    *("access_token", "refreshToken", "csrf_token", "reset_token", "JWT", "api_key", "apiKey"),
    *("API_KEY", "STRIPE_SECRET_KEY", "private_key", "client_secret", "Authorization"),
    *("X-Api-Key", "Set-Cookie", "session_cookie", "cookies", "card_number", "credit_card"),
    *("cvv", "ssn", "social_security_number", "credentials", "auth_header"),
]
HARMLESS = [
    *("token_count", "max_tokens", "tokens", "token_type", "token", "next_token", "eos_token"),
    *("next_page_token", "max_token", "password_hash", "hashed_password", "password_length"),
    *("has_password", "is_token", "needs_authorization", "secret_name", "secret_id", "key", "keys"),
    *("public_key", "primary_key", "key_id", "masked_token", "redacted_api_key", "num_secrets"),
    *("cookie_name", "card", "card_type", "header", "authorized", "passwordless", "pin", "_", ""),
    *("tokenizer", "secretary", "foreign_key", "cache_key", "sort_key", "use_cookies"),
]


@pytest.mark.parametrize("name", SECRETS)
def test_a_name_that_ends_in_a_word_for_a_secret_means_a_secret(name):
    assert is_secret(name)


@pytest.mark.parametrize("name", HARMLESS)
def test_a_name_about_a_secret_means_none(name):
    assert not is_secret(name)


SILENT = [
    pytest.param('logger.info("user_login_attempt", user_id=user.id)', id="who-it-was"),
    pytest.param('logger.info("password_changed")', id="event-that-speaks-of-one"),
    pytest.param('logger.info("The password of %s is too short", user.email)', id="prose"),
    pytest.param('logger.info("checked", has_password=bool(password))', id="whether-there-is-one"),
    pytest.param('logger.info("checked", password=bool(password))', id="truth-under-its-name"),
    pytest.param('logger.info("checked", password=password is not None)', id="comparison"),
    pytest.param('logger.info("checked", is_missing=not api_key)', id="negation"),
    pytest.param('logger.info("%d characters", len(password))', id="length"),
    pytest.param('logger.info("token %s", mask(access_token))', id="masked-by-a-function"),
    pytest.param('logger.info("token %s", access_token[:4])', id="its-beginning"),
    pytest.param('logger.info("card …%s", card_number[-4:])', id="its-end"),
    pytest.param('logger.info("signed", digest=hash_password(password))', id="hashed"),
    pytest.param('logger.info("user", password="***")', id="stars"),
    pytest.param('logger.info("used", prompt_tokens=usage.prompt_tokens)', id="words-of-a-model"),
    pytest.param('logger.debug("token %r", token)', id="token-of-a-parser"),
    pytest.param('logger.debug("next", token=page.next_token)', id="place-in-a-list"),
    pytest.param('logger.info("key %s", key)', id="key-of-a-mapping"),
    pytest.param('logger.info("secret", name=secret_name)', id="name-of-a-secret"),
    pytest.param('logger.info("read", secret=secret_name)', id="name-under-the-word"),
    pytest.param('logger.info("checked", password_hash=user.password_hash)', id="hash"),
    pytest.param('logger.info("type %s", type(token))', id="its-type"),
    pytest.param('logger.info("agent", agent=request.headers.get("user-agent"))', id="one-header"),
    pytest.param('logger.info("id", id=request.headers["x-request-id"])', id="another-header"),
    pytest.param('logger.info("size", size=len(request.body))', id="size-of-a-body"),
    pytest.param('logger.info("fields", fields=list(form.keys()))', id="names-of-fields"),
    pytest.param('logger.info("failed", error=str(error))', id="message-of-an-exception"),
    pytest.param('logger.info("got", rows=response.json())', id="body-of-a-response"),
    pytest.param('logger.info("got", rows=request.json())', id="response-called-request"),
    pytest.param(
        "async def f():\n    request = await client.get(url)\n    data = await request.read()\n"
        "    logger.error('%s', data)",
        id="answer-called-request",
    ),
    pytest.param('logger.info("got", text=request.text)', id="text-of-what-is-no-request"),
    pytest.param('logger.info("claims", c=decode_access_token(value))', id="what-a-token-says"),
    pytest.param('logger.exception("failed", exc_info=token)', id="flag-of-the-call"),
    pytest.param("send(password=password)", id="no-log"),
    pytest.param("catalog.info(password)", id="no-logger"),
    pytest.param("self.log(password)", id="log-that-is-a-method"),
    pytest.param("socket.bind(password)", id="another-bind"),
    pytest.param('logger.info("read", version=get_secret("API_VERSION"))', id="harmless-setting"),
    pytest.param(
        'logger.info("set", user=payload.model_dump(exclude={"password"}))', id="dump-without-it"
    ),
    pytest.param('logger.info("made", parcel=parcel.model_dump())', id="dump-of-a-parcel"),
    pytest.param('logger.info("made", parcel=vars(parcel))', id="variables-of-a-parcel"),
    pytest.param(
        "def expire(token):\n    if token.expires_at < now:\n"
        '        logger.info("expired %s", token)',
        id="row-of-a-table",
    ),
    pytest.param(
        "def find(token):\n    row = get(hash_token(token), auth_token)\n"
        '    logger.info("found %s", row.token)',
        id="where-tokens-are-hashed",
    ),
    pytest.param(
        "def find(secret):\n    logger.debug('%s is known', secret)\n    return secrets[secret]",
        id="secret-called-by-its-name",
    ),
    pytest.param(
        "def use(api_key):\n    shown_key = api_key\n    _api_key = api_key[:4] + '*' * 8\n"
        "    logger.info('with %s', _api_key)",
        id="starred-out-before",
    ),
    pytest.param(
        "def use(api_key):\n    api_key = redact(api_key)\n    logger.info('with %s', api_key)",
        id="redacted-before",
    ),
    pytest.param("from app import secrets\nlogger.info('%s', secrets)", id="module"),
    pytest.param(
        "class Login:\n    password: SecretStr\n\ndef f(payload: Login):\n    logger.info(payload)",
        id="field-that-hides-itself",
    ),
]


@pytest.mark.parametrize("source", SILENT)
def test_what_exposes_nothing_is_not_reported(findings_of, source):
    assert findings_of(HOOK, f"{source}\n") == []


SECRET = "puts a secret into the log; leave it out, or log an identifier that is no secret"  # noqa: S105
BODY = "puts the body of a request into the log; log the fields that you need, by name"
HEADERS = "puts the headers of a request into the log; log the ones that you need, by name"
COOKIES = "puts the cookies of a request into the log; log what you need, by name"
OBJECT = "puts an object with secrets into the log; log the fields that you need, by name"
LOCALS = "puts every local variable into the log; log the ones that you need, by name"

FOUND = [
    pytest.param('logger.info("%s / %s", email, password)', "password", SECRET, id="positional"),
    pytest.param('logger.info("login", password=password)', "password", SECRET, id="keyword"),
    pytest.param('logger.info("login", password=form.value)', "form.value", SECRET, id="by-name"),
    pytest.param('logger.info("login", value=user.password)', "user.password", SECRET, id="value"),
    pytest.param('logger.info(f"with {password}")', "password", SECRET, id="f-string"),
    pytest.param('logger.info(f"with {password!r:>9}")', "password", SECRET, id="converted"),
    pytest.param('logger.info("%s" % password)', "password", SECRET, id="percent"),
    pytest.param('logger.info("%s %s" % (a, password))', "password", SECRET, id="percent-tuple"),
    pytest.param('logger.info("with " + password)', "password", SECRET, id="sum"),
    pytest.param('logger.info("{}".format(api_key))', "api_key", SECRET, id="format"),
    pytest.param('logger.info("a", extra={"api_key": x})', "x", SECRET, id="extra"),
    pytest.param('logger.info("a", data={"a": [ssn]})', "ssn", SECRET, id="nested"),
    pytest.param("log = logger.bind(api_key=value)", "value", SECRET, id="bind"),
    pytest.param('self._log.info("a", jwt)', "jwt", SECRET, id="logger-of-an-object"),
    pytest.param('logger.log(10, "a", jwt)', "jwt", SECRET, id="level-first"),
    pytest.param('logger.info("a", str(jwt))', "jwt", SECRET, id="as-text"),
    pytest.param('logger.info("a", jwt.strip())', "jwt", SECRET, id="stripped"),
    pytest.param('logger.info("a", password or "none")', "password", SECRET, id="or"),
    pytest.param('logger.info("a", jwt if jwt else "")', "jwt", SECRET, id="if"),
    pytest.param('logger.info("a", jwt[7:])', "jwt", SECRET, id="all-but-a-prefix"),
    pytest.param(
        'logger.info("a", h["Authorization"])', 'h["Authorization"]', SECRET, id="element"
    ),
    pytest.param(
        'logger.info("a", headers.get("authorization"))',
        'headers.get("authorization")',
        SECRET,
        id="looked-up",
    ),
    pytest.param(
        'logger.info("a", os.environ["DB_PASSWORD"])', 'os.environ["DB_PASSWORD"]', SECRET, id="env"
    ),
    pytest.param(
        'logger.info("a", create_access_token(user))',
        "create_access_token(user)",
        SECRET,
        id="handed-out",
    ),
    pytest.param(
        'logger.info("a", settings.key.get_secret_value())',
        "settings.key.get_secret_value()",
        SECRET,
        id="unveiled",
    ),
    pytest.param(
        'def f(token):\n    decode_jwt(token)\n    logger.info("a", token=token)',
        "token",
        SECRET,
        id="token-that-opens-something",
    ),
    pytest.param(
        "import logging\nlogging.info('%s', password)", "password", SECRET, id="root-logger"
    ),
    pytest.param(
        "import structlog\naudit = structlog.get_logger()\naudit.info('a', cvv=cvv)",
        "cvv",
        SECRET,
        id="logger-of-an-unusual-name",
    ),
    pytest.param(
        "from structlog.contextvars import bind_contextvars as put\nput(session_cookie=c)",
        "c",
        SECRET,
        id="bound-to-the-context",
    ),
    pytest.param('logger.info("a", h=request.headers)', "request.headers", HEADERS, id="headers"),
    pytest.param(
        'logger.info("a", h=dict(self.request.headers))',
        "self.request.headers",
        HEADERS,
        id="headers-as-a-dict",
    ),
    pytest.param('logger.info("a", c=request.cookies)', "request.cookies", COOKIES, id="cookies"),
    pytest.param('logger.info("a", request.body)', "request.body", BODY, id="body"),
    pytest.param(
        'async def f():\n    logger.info("a", await request.json())',
        "request.json()",
        BODY,
        id="body-as-json",
    ),
    pytest.param(
        'async def f(request):\n    data = await request.json()\n    logger.info("a", data=data)',
        "data",
        BODY,
        id="body-in-a-variable",
    ),
    pytest.param(
        'def f(request):\n    data = json.loads(request.body)\n    logger.info("a", data)',
        "data",
        BODY,
        id="body-taken-apart",
    ),
    pytest.param('def f(a):\n    logger.info("a", **locals())', "locals()", LOCALS, id="locals"),
    pytest.param(
        'logger.info("a", c=credentials.__dict__)', "credentials.__dict__", OBJECT, id="namespace"
    ),
    pytest.param('logger.info("a", vars(settings))', "vars(settings)", OBJECT, id="variables"),
    pytest.param(
        'logger.info("a", credentials.model_dump())',
        "credentials.model_dump()",
        OBJECT,
        id="dump-of-credentials",
    ),
    pytest.param(
        'def f(form: LoginForm):\n    logger.info("a", form.model_dump())',
        "form.model_dump()",
        OBJECT,
        id="dump-of-what-is-annotated",
    ),
    pytest.param(
        "class Login:\n    password: str\n\ndef f(payload: Login):\n    logger.info('a', payload)",
        "payload",
        OBJECT,
        id="object-with-a-password",
    ),
]


@pytest.mark.parametrize(("source", "value", "says"), FOUND)
def test_what_exposes_a_secret_is_reported_in_its_place(findings_of, source, value, says):
    (found,) = findings_of(HOOK, f"{source}\n")
    assert found.message == f"`{value}` {says}"
    line = source.splitlines()[found.line - 1]
    assert line[found.column - 1 :].startswith(value)
    assert may_find(source.encode())


@pytest.mark.parametrize(
    ("source", "path", "option"),
    [
        pytest.param("logger.info('%s', next_token)\n", "app/a.py", "check_tokens", id="tokens"),
        pytest.param("logger.info('%s', headers)\n", "app/a.py", "check_headers", id="headers"),
        pytest.param("logger.info('%s', password)\n", "tests/test_a.py", "check_tests", id="test"),
    ],
)
def test_an_option_reports_more(findings_of, source, path, option):
    assert findings_of(HOOK, source, path) == []
    assert len(findings_of(HOOK, source, path, **{option: True})) == 1


def test_a_name_that_is_allowed_may_be_logged(findings_of):
    source = "logger.info('%s %s', user.api_key, password)\n"
    (found,) = findings_of(HOOK, source, allow=("api_key",))
    assert found.message.startswith("`password` ")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("x = 1\nlogger.info('%s', password)\n", id="line-feeds"),
        pytest.param("x = 1\r\nlogger.info('%s', password)\r\n", id="both"),
        pytest.param("x = 1\rlogger.info('%s', password)\r", id="carriage-returns"),
        pytest.param("x = '''\n\x0c\u2028'''\nlogger.info('%s', password)\n", id="odd-breaks"),
        pytest.param("logger\\\n.info(\n'%s',\n\n\npassword)\n", id="over-many-lines"),
        pytest.param("if x:\n  @y\n  def f():\n    lo\uff47ger.info(password)\n", id="wide-letter"),
        pytest.param(
            "match x:\n  case 1:\n    try: y\n    except* E: logger.info(password)\n", id="blocks"
        ),
        pytest.param("with x:\n  f = lambda: logger.info(password)\n", id="lambda"),
    ],
)
def test_a_call_is_found_however_it_is_broken_into_lines(findings_of, source):
    assert len(findings_of(HOOK, source)) == 1
    assert may_find(source.encode())
