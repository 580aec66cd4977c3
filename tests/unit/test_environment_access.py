"""Where the environment may be read, and where it may not."""

from __future__ import annotations

import pytest

from standards_hooks.rules.environment_access import HOOK, may_find
from tests.unit.checked_sources import findings_in


SERVICE = "src/app/services/mail.py"

SILENT = [
    pytest.param("x = settings.environ['KEY']\n", {}, id="an-attribute-of-that-name"),
    pytest.param("def app(environ, start):\n    return environ['HOST']\n", {}, id="wsgi"),
    pytest.param(
        "from os import environ\ndef app(environ, start):\n    return environ['KEY']\n",
        {},
        id="parameter-of-the-imported-name",
    ),
    pytest.param(
        "import os\ndef f(os):\n    return os.getenv('KEY')\n", {}, id="parameter-called-os"
    ),
    pytest.param("from app import getenv\nx = getenv('KEY')\n", {}, id="somebody-elses-getenv"),
    pytest.param("import os\nrun(env=os.environ)\n", {}, id="passed-to-a-child-process"),
    pytest.param("import os\nrun(env={**os.environ, 'A': 'b'})\n", {}, id="spread"),
    pytest.param("import os\nenv = os.environ.copy()\nenv['A'] = 'b'\n", {}, id="copied"),
    pytest.param("import os\nenv = dict(os.environ)\nx = env['A']\n", {}, id="dict-of-it"),
    pytest.param(
        "import os\nenv = {k: v for k, v in os.environ.items() if k != 'KEY'}\n",
        {},
        id="all-but-one",
    ),
    pytest.param(
        "import os\nenv = {k: v for k, v in os.environ.items() if not k.startswith('GIT_')}\n",
        {},
        id="all-but-a-prefix",
    ),
    pytest.param("import os\nfor k in os.environ:\n    show(k)\n", {}, id="listed"),
    pytest.param("import os\nos.environ['KEY'] = 'x'\ndel os.environ['KEY']\n", {}, id="written"),
    pytest.param("import os\nos.environ.setdefault('KEY', 'x')\n", {}, id="setdefault-alone"),
    pytest.param("import os\nos.environ.pop('KEY', None)\n", {}, id="pop-alone"),
    pytest.param("import os\nos.environ.update(KEY='x')\nos.putenv('A', 'b')\n", {}, id="updated"),
    pytest.param(
        "import os\ndef f():\n    old = os.environ.get('KEY')\n    os.environ['KEY'] = 'x'\n"
        "    work()\n    os.environ['KEY'] = old\n",
        {},
        id="kept-and-put-back",
    ),
    pytest.param("import os\nx = os.environ['PATH']\n", {}, id="path"),
    pytest.param("import os\nx = os.getenv('CI_COMMIT_SHA')\n", {}, id="set-by-ci"),
    pytest.param("import os\nx = os.environ.get('XDG_CONFIG_HOME')\n", {}, id="xdg"),
    pytest.param("import os\nx = os.getenv(f'XDG_{kind}_HOME')\n", {}, id="xdg-prefix"),
    pytest.param("import os\nx = 'NO_COLOR' in os.environ\n", {}, id="no-color"),
    pytest.param("import os\nx = os.getenv('https_proxy')\n", {}, id="proxy-in-small-letters"),
    pytest.param("import os\nN = 'HOME'\nx = os.getenv(N)\n", {}, id="home-by-a-constant"),
    pytest.param("import os\ndef f(name):\n    return os.getenv(name)\n", {}, id="computed-name"),
    pytest.param("import os\nx = os.getenv('KEY')\n", {"allow": ("KEY",)}, id="allowed"),
    pytest.param(
        "import os\nfrom pydantic_settings import BaseSettings as B\nclass S(B):\n    a: str\n"
        "x = os.getenv('KEY')\n",
        {},
        id="file-with-a-settings-class",
    ),
    pytest.param("# os.environ['KEY']\nx = 'os.environ'\n", {}, id="comment-and-text"),
    pytest.param("load_dotenv()\n", {}, id="load-dotenv-of-its-own"),
    pytest.param("import environment\nx = environment.Env()\n", {}, id="another-environment"),
]

MAY_READ = [
    *("alembic/env.py", "manage.py", "src/app/wsgi.py", "src/app/asgi.py", "src/app/__main__.py"),
    *("noxfile.py", "setup.py", "docs/conf.py", "scripts/seed.py", "tests/unit/test_mail.py"),
    *("conftest.py", "src/app/testing.py", "gunicorn_conf.py", "gunicorn.conf.py"),
    "tools/translate-labels.py",
]

READ = "os.environ['KEY']"
DEFINES_SETTINGS = [
    pytest.param(
        "import os\nfrom app.base import AppSettings\nclass Mail(AppSettings):\n    a: str\n"
        f"x = {READ}\n",
        id="subclass-of-the-projects-own-settings",
    ),
    pytest.param(
        "import os\nfrom dataclasses import dataclass, field\n@dataclass\nclass MailSettings:\n"
        f"    key: str = field(default_factory=lambda: {READ})\n",
        id="dataclass-whose-default-reads",
    ),
    pytest.param(
        "import os\nclass Config:\n    @classmethod\n    def from_env(cls):\n"
        f"        return cls({READ})\n",
        id="class-method-that-reads",
    ),
    pytest.param(
        f"import os\nclass Config:\n    def __init__(self):\n        self.key = {READ}\n",
        id="constructor-that-reads",
    ),
    pytest.param(
        f"import os\nclass Config:\n    @property\n    def key(self):\n        return {READ}\n",
        id="property-that-reads",
    ),
    pytest.param(
        "import os\nclass MailConfig:\n    key: str\ndef load():\n"
        f"    key = {READ}\n    return MailConfig(key)\n",
        id="function-that-fills-the-class",
    ),
    pytest.param(
        f"import os\nclass MailConfig:\n    key: str\nMAIL = MailConfig(key={READ})\n",
        id="object-made-at-module-level",
    ),
    pytest.param(
        f"import os\nINSTALLED_APPS = ['parcels']\nSECRET_KEY = {READ}\n", id="settings-of-django"
    ),
    pytest.param(
        f"import os\nfrom .base import *\nSECRET_KEY = {READ}\n", id="settings-that-extend-a-base"
    ),
    pytest.param(
        f"import os\nfrom alembic import context\nx = {READ}\n", id="environment-of-alembic"
    ),
]

DEFINES_NO_SETTINGS = [
    pytest.param("src/app/config.py", f"import os\nKEY = {READ}\n", id="constants-in-a-config"),
    pytest.param("src/app/settings/base.py", f"import os\nKEY = {READ}\n", id="in-settings"),
    pytest.param("src/app/environment.py", f"import os\nKEY = {READ}\n", id="environment"),
    pytest.param(
        "src/host/configuration.py",
        f"import os\nclass Host:\n    def key(self):\n        return {READ}\n",
        id="class-of-something-else",
    ),
    pytest.param(
        SERVICE,
        "import os\nclass MailConfig:\n    a: int\ndef send():\n"
        f"    return {READ}\ndef load():\n    return MailConfig(1)\n",
        id="beside-the-function-that-fills-the-class",
    ),
    pytest.param(
        SERVICE,
        f"import os\nclass PathConfig:\n    def timeout(self):\n        return {READ}\n",
        id="ordinary-method-of-a-class-called-config",
    ),
    pytest.param(
        SERVICE,
        f"import os\nfrom client import Config\nCLIENT = Config(key={READ})\n",
        id="somebody-elses-class",
    ),
    pytest.param(
        SERVICE,
        f"import os\nfrom .base import *\ndef send():\n    return {READ}\n",
        id="star-import-of-a-module-with-functions",
    ),
]

GUARDED = "if __name__ == '__main__':\n    "
RUN_ONLY = [
    pytest.param(f"import os\nclass A: ...\n{GUARDED}run({READ})\n", id="under-the-guard"),
    pytest.param(
        f"import os\nclass A: ...\nif '__main__' == __name__:\n    run({READ})\n", id="turned-round"
    ),
    pytest.param(
        f"import os\nclass A: ...\ndef main():\n    run({READ})\n{GUARDED}main()\n",
        id="function-that-the-guard-calls",
    ),
    pytest.param(
        f"import os\nclass A: ...\ndef key():\n    return {READ}\n"
        "class Job:\n    def run(self):\n        key()\n"
        f"def main():\n    Job().run()\n{GUARDED}main()\n",
        id="function-that-a-class-of-the-program-calls",
    ),
    pytest.param(
        f"import os\nKEY = {READ}\ndef main():\n    run(KEY)\n{GUARDED}main()\n",
        id="constant-of-a-file-that-is-run-alone",
    ),
    pytest.param(f"#!/usr/bin/env python3\nimport os\nrun({READ})\n", id="file-with-a-shebang"),
]
USED_ELSEWHERE = [
    pytest.param(
        f"import os\ndef key():\n    return {READ}\n"
        f"class Desk:\n    def open(self):\n        key()\n{GUARDED}Desk().open()\n",
        id="class-that-the-guard-shows",
    ),
    pytest.param(
        f"import os\ndef key():\n    return {READ}\ndef send():\n    key()\n{GUARDED}key()\n",
        id="function-that-another-calls",
    ),
    pytest.param(
        f"import os\ndef key():\n    return {READ}\nKEY = key()\n{GUARDED}key()\n",
        id="function-that-the-module-calls",
    ),
    pytest.param(
        f"import os\n__all__ = ['key']\ndef key():\n    return {READ}\n{GUARDED}key()\n",
        id="function-that-is-exported",
    ),
    pytest.param(
        f"import os\n@app.get('/')\ndef key():\n    return {READ}\n{GUARDED}serve(app)\n",
        id="route-of-an-application-that-is-served",
    ),
    pytest.param(
        f"import os\nKEY = {READ}\ndef send():\n    return KEY\n{GUARDED}serve()\n",
        id="constant-of-a-module-with-other-functions",
    ),
    pytest.param(
        f"import os\nif __name__ != '__main__':\n    run({READ})\n", id="only-when-imported"
    ),
    pytest.param(
        f"#!/usr/bin/env python3\nimport os\ndef send():\n    return {READ}\n",
        id="shebang-of-a-module",
    ),
]

CI = [
    *("CI_COMMIT_SHA", "GITLAB_CI", "GITLAB_USER_NAME", "CIRCLECI", "CIRCLE_BRANCH", "JENKINS_URL"),
    *("BUILD_NUMBER", "BUILD_URL", "GITHUB_SHA", "TRAVIS_BRANCH", "BUILDKITE_COMMIT"),
]
SECRETS_OF_CI = ["GITLAB_TOKEN", "CIRCLE_TOKEN", "JENKINS_PASSWORD", "GIT_COMMIT", "NODE_NAME"]

VARIABLE = (
    "the variable `KEY` is read outside the settings class; make it a field of the settings class,"
    " and read it from there"
)
LOADER = (
    "`load_dotenv` reads variables outside the settings class; let the settings class do it, with"
    ' `env_file=".env"`'
)

FOUND = [
    pytest.param("import os\nx = os.environ['KEY']\n", VARIABLE, id="subscript"),
    pytest.param("import os\nx = os.environ.get('KEY', '')\n", VARIABLE, id="get"),
    pytest.param("import os as o\nx = o.getenv('KEY')\n", VARIABLE, id="getenv-by-alias"),
    pytest.param("import os\nx = os.getenv(key='KEY')\n", VARIABLE, id="getenv-by-keyword"),
    pytest.param("from os import environ\nx = environ['KEY']\n", VARIABLE, id="environ"),
    pytest.param("from os import environ as e\nx = e['KEY']\n", VARIABLE, id="environ-by-alias"),
    pytest.param("from os import getenv as g\nx = g('KEY')\n", VARIABLE, id="getenv-renamed"),
    pytest.param("import os\nenv = os.environ\nx = env['KEY']\n", VARIABLE, id="given-a-name"),
    pytest.param(
        "import os\ndef f():\n    env = os.environ\n    return env.get('KEY')\n",
        VARIABLE,
        id="given-a-name-in-a-function",
    ),
    pytest.param("import os\nx = 'KEY' in os.environ\n", VARIABLE, id="in"),
    pytest.param("import os\nx = 'KEY' not in os.environ\n", VARIABLE, id="not-in"),
    pytest.param("import os\nx = os.environ.setdefault('KEY', 'a')\n", VARIABLE, id="setdefault"),
    pytest.param("import os\nx = os.environ.pop('KEY')\n", VARIABLE, id="pop"),
    pytest.param("import os\nx = os.environb[b'KEY']\n", VARIABLE, id="bytes"),
    pytest.param("import os\nN = 'KEY'\nx = os.environ[N]\n", VARIABLE, id="by-a-constant"),
    pytest.param(
        "import os\nfrom app import names\nx = os.environ[names.KEY]\n",
        VARIABLE,
        id="by-a-constant-of-another-module",
    ),
    pytest.param(
        "import os\nx = {k: v for k, v in os.environ.items() if k.startswith('KEY')}\n",
        VARIABLE,
        id="by-prefix",
    ),
    pytest.param(
        "import os\nfor k in os.environ:\n    if x and k.startswith('KEY'):\n        show(k)\n",
        VARIABLE,
        id="by-prefix-in-a-loop",
    ),
    pytest.param("import decouple\nx = decouple.config('KEY')\n", VARIABLE, id="decouple"),
    pytest.param("from dotenv import load_dotenv\nload_dotenv()\n", LOADER, id="load-dotenv"),
    pytest.param("import dotenv as d\nd.load_dotenv('.env')\n", LOADER, id="dotenv-by-alias"),
    pytest.param(
        "from environs import Env\nenv = Env()\n",
        LOADER.replace("load_dotenv", "Env"),
        id="environs",
    ),
    pytest.param(
        "import environ\nenv = environ.Env()\n",
        LOADER.replace("load_dotenv", "Env"),
        id="django-environ",
    ),
]

BY_CONSTANT = [
    pytest.param("from app.names import DEPOT\n", "DEPOT", ("DEPOT",), 0, id="imported"),
    pytest.param("from app import names\n", "names.DEPOT", ("DEPOT",), 0, id="attribute"),
    pytest.param("DEPOT = 'DEPOT_KEY'\n", "DEPOT", ("DEPOT_KEY",), 0, id="value-in-this-file"),
    pytest.param("from app.names import DEPOT\n", "DEPOT", ("DEPOT_KEY",), 1, id="another-name"),
]

WIDENED = [
    pytest.param("check-platform-variables", "import os\nx = os.getenv('HOME')\n", id="platform"),
    pytest.param("check-computed-names", "import os\nx = os.getenv(name())\n", id="computed"),
    pytest.param("check-writes", "import os\nos.environ['KEY'] = 'x'\n", id="write"),
]


def _findings(source, path=SERVICE, **options):
    return findings_in(HOOK, source, path, **options)


@pytest.mark.parametrize(("source", "options"), SILENT)
def test_what_only_looks_like_a_setting_is_not_reported(source, options):
    assert _findings(source, **options) == []


@pytest.mark.parametrize("path", MAY_READ)
def test_what_runs_before_the_settings_may_read(path):
    assert _findings("import os\nx = os.environ['KEY']\n", path) == []


@pytest.mark.parametrize("source", DEFINES_SETTINGS)
def test_the_settings_may_read_wherever_they_are_defined(source):
    assert _findings(source) == []


@pytest.mark.parametrize(("path", "source"), DEFINES_NO_SETTINGS)
def test_the_name_of_a_module_makes_no_settings_class(path, source):
    assert [finding.message for finding in _findings(source, path)] == [VARIABLE]


@pytest.mark.parametrize("source", RUN_ONLY)
def test_what_runs_only_as_a_program_may_read(source):
    assert _findings(source) == []
    assert [each.message for each in _findings(source, check_scripts=True)] == [VARIABLE]


@pytest.mark.parametrize("source", USED_ELSEWHERE)
def test_a_main_guard_excuses_nothing_that_others_use(source):
    assert [each.message for each in _findings(source)] == [VARIABLE]


@pytest.mark.parametrize("variable", CI)
def test_a_variable_of_a_ci_service_is_the_platforms(variable):
    assert _findings(f"import os\nx = os.getenv('{variable}')\n") == []


@pytest.mark.parametrize("variable", SECRETS_OF_CI)
def test_a_secret_for_a_ci_service_and_a_common_name_are_settings(variable):
    assert len(_findings(f"import os\nx = os.getenv('{variable}')\n")) == 1


def test_a_common_name_is_the_platforms_where_the_file_asks_for_jenkins():
    source = "import os\nif 'JENKINS_URL' in os.environ:\n    x = os.environ['GIT_COMMIT']\n"
    assert _findings(source) == []


@pytest.mark.parametrize(("imports", "name", "allow", "count"), BY_CONSTANT)
def test_a_variable_is_allowed_by_its_name_or_that_of_its_constant(imports, name, allow, count):
    source = f"import os\n{imports}x = os.environ[{name}]\n"
    assert len(_findings(source, allow=allow)) == count


@pytest.mark.parametrize(("source", "message"), FOUND)
def test_a_variable_that_is_read_anywhere_else_is_reported(source, message):
    assert [finding.message for finding in _findings(source)] == [message]


@pytest.mark.parametrize(("source", "message"), FOUND)
def test_the_byte_test_passes_every_one_of_these(source, message):
    assert may_find(source.encode()), message


@pytest.mark.parametrize(("option", "source"), WIDENED)
def test_each_exemption_has_an_option_that_includes_it(option, source):
    assert _findings(source) == []
    assert len(_findings(source, **{option: True})) == 1


@pytest.mark.parametrize(
    ("option", "path"), [("check-scripts", "scripts/seed.py"), ("check-tests", "tests/test_x.py")]
)
def test_scripts_and_tests_are_checked_with_an_option(option, path):
    assert len(_findings("import os\nx = os.environ['KEY']\n", path, **{option: True})) == 1


def test_further_settings_modules_are_named_by_globs():
    source = "import os\nx = os.environ['KEY']\n"
    assert _findings(source, settings_modules=("src/app/services/mail.py",)) == []
    assert _findings(source, settings_modules=("mail.py",)) == []
    assert len(_findings(source, settings_modules=("secrets.py",))) == 1


def test_each_variable_of_a_line_is_reported_in_its_place():
    found = _findings(
        "import os\nclass A:\n    def f(self):\n        return os.getenv('A') or os.environ['B']\n"
    )
    places = sorted((each.line, each.column, each.symbol) for each in found)
    assert places == [(4, 16, "A.f"), (4, 34, "A.f")]


def test_a_name_in_other_letters_is_recognised():
    source = "import os\nx = os.ｅnviron['KEY']\n"  # noqa: RUF001 - Python reads it as `environ`
    assert may_find(source.encode())
    assert len(_findings(source)) == 1
