"""project-layout: where code, tests and documents are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standards_hooks.rules.project_layout import EXPECTATIONS, HOOK, HOOK_ID, main
from tests.unit.repositories import PYPROJECT, check, write_files


if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


WAIVERS = "\n[tool.standards-hooks.project-layout.waivers]\n"
TEST = "def test_it():\n    assert True\n"
SETUP = "from setuptools import setup\nsetup(name='shop', packages=['shop'])\n"
KINDS_OF_TESTS = {f"tests/{kind}/test_a.py": TEST for kind in ("unit", "integration", "e2e")}
PACKAGES = ("", *("api/", "api/v1/", "models/", "schemas/", "services/", "repositories/", "utils/"))
STANDARD = {
    "pyproject.toml": PYPROJECT,
    "uv.lock": "",
    "README.md": "",
    "Dockerfile": "",
    "Makefile": "",
    "docker-compose.yml": "",
    **{f"src/app/{package}__init__.py": "" for package in PACKAGES},
    "src/app/main.py": "app = FastAPI()\n",
    "src/app/config.py": "class Settings(BaseSettings):\n    pass\n",
    "src/app/exceptions.py": "class AppException(Exception):\n    pass\n",
    "src/app/utils/validators.py": "",
    "tests/conftest.py": "",
    "tests/unit/test_users.py": TEST,
    "tests/integration/test_users.py": TEST,
    "tests/e2e/test_users.py": TEST,
    "alembic/env.py": "",
    "alembic/versions/0001_first.py": "",
}
GOOD: dict[str, Mapping[str, str]] = {
    "the standard's own": {},
    "library": {"src/shop/__init__.py": "", "src/shop/py.typed": ""},
    "data": {"src/app/templates/mail.html": "", "src/app/sql/a/b.sql": ""},
    "templates that are no packages": {
        "src/app/{{name}}/main.py": "",
        "src/app/my-scripts/run.py": "",
    },
    "scripts that no import names": {"src/app/jobs/nightly-run.py": ""},
    "generated": {"src/app/proto/shop_pb2.py": "", "src/app/proto/shop_pb2_grpc.py": ""},
    "migrations inside": {"src/app/alembic/versions/0001.py": "", "src/app/alembic/env.py": ""},
    "migrations by another name": {
        "src/app/db/__init__.py": "",
        "src/app/db/_m/versions/x/0001.py": "",
        "src/app/db/_m/env.py": "",
    },
    "testing": {"src/app/testing.py": TEST, "src/app/testing_tools.py": ""},
    "helpers by name": {"src/app/test_utils.py": "def make_user(): ...\n"},
    "helpers beside the tests": {"tests/test_support.py": "USERS = []\n", "tests/factories.py": ""},
    "conftest everywhere": {
        "conftest.py": "",
        "src/app/conftest.py": "",
        "tests/unit/conftest.py": "",
    },
    "words": {"src/app/latest.py": TEST, "src/app/contest.py": TEST, "src/app/attest_.py": TEST},
    "settings package": {
        "src/app/config/__init__.py": "",
        "src/app/config/web.py": "class A(BaseSettings): ...",
    },
    "whole package of settings": {
        "src/app/settings/__init__.py": "",
        "src/app/settings/base.py": "class Base(BaseSettings): ...",
        "src/app/settings/models/__init__.py": "",
        "src/app/settings/models/web.py": "class Web(BaseSettings): ...",
    },
    "another exception": {"src/app/api/errors.py": "class ApiError(AppException):\n    pass\n"},
    "scripts": {"scripts/seed.py": "", "noxfile.py": "", "docs/conf.py": ""},
    "deeper tests": {"tests/unit/api/v1/test_users.py": TEST},
    "second package": {"src/shop_cli/__init__.py": ""},
    "modules in a nested project": {"tools/x/pyproject.toml": "", "tools/x/test_a.py": TEST},
    "module that builds": {"setup.py": "setup(ext_modules=[])\n"},
    "example with tests": {"examples/shop/test_a.py": TEST, "demo/a_test.py": TEST},
    "project of an example": {"examples/shop/pyproject.toml": PYPROJECT, "examples/shop/a.py": ""},
    "project of a fixture": {"tests/unit/old/pyproject.toml": PYPROJECT, "tests/unit/old/a.py": ""},
    "template": {"{{name}}/pyproject.toml": PYPROJECT, "{{name}}/a.py": ""},
    "broken project of a fixture": {"tests/data/pyproject.toml": "[project\n"},
    "settings by name alone": {"src/app/a.py": "# BaseSettings\nclass B(Base):\n    pass\n"},
    "unreadable module": {"src/app/a.py": "class A(BaseSettings:\n"},
}


@pytest.mark.parametrize("files", GOOD.values(), ids=GOOD.keys())
def test_these_are_in_the_right_place(
    files: Mapping[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check(HOOK_ID, tmp_path, {**STANDARD, **files}, monkeypatch) == []


def test_a_project_without_python_needs_only_a_readme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = check(HOOK_ID, tmp_path, {"pyproject.toml": PYPROJECT}, monkeypatch)
    assert found.message.startswith("`README.md` is missing")


def test_a_project_in_another_language_needs_no_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"setup.py": SETUP, "m.c": "", "README.md": "", **KINDS_OF_TESTS}
    assert check(HOOK_ID, tmp_path, files, monkeypatch) == []


def test_private_exceptions_need_no_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {**STANDARD, "src/app/a.py": "class _LostError(Exception):\n    pass\n"}
    del files["src/app/exceptions.py"]
    assert check(HOOK_ID, tmp_path, files, monkeypatch) == []


BAD: dict[str, tuple[Mapping[str, str | None], str, int, str]] = {
    "module in src": ({"src/run.py": ""}, "src/run.py", 1, "`src/run.py` is not in a package"),
    "src as package": ({"src/__init__.py": ""}, "src/__init__.py", 1, "remove `src/__init__.py`"),
    "no init": (
        {"src/app/jobs/mail.py": "", "src/app/jobs/post.py": ""},
        *("src/app/jobs/mail.py", 1, "create `src/app/jobs/__init__.py`"),
    ),
    "namespace package": (
        {"src/acme/shop/__init__.py": "", "src/acme/shop/a.py": ""},
        *("src/acme/shop/__init__.py", 1, "`src/acme` has modules but no `__init__.py`"),
    ),
    "no unit tests": (
        {"tests/unit/test_users.py": None},
        *("pyproject.toml", 1, "`tests/unit/` is missing"),
    ),
    "no e2e tests": ({"tests/e2e/test_users.py": None}, "pyproject.toml", 1, "`tests/e2e/` is"),
    "test in src": (
        {"src/app/test_config.py": TEST},
        *("pyproject.toml", 1, "has tests outside `tests/`"),
    ),
    "tests in a directory of their own": (
        {"src/app/_tests/test_a.py": TEST, "src/app/_tests/conftest.py": ""},
        *("pyproject.toml", 1, "has tests outside `tests/`"),
    ),
    "test by its end": (
        {"src/app/config_test.py": "class TestConfig:\n    pass\n"},
        *("pyproject.toml", 1, "move it to `tests/unit`"),
    ),
    "asynchronous test": (
        {"test_app.py": "\nasync def test_it() -> None: ...\n"},
        *("pyproject.toml", 1, "has tests outside"),
    ),
    "test outside the kinds": (
        {"tests/test_users.py": TEST, "tests/test_wares.py": TEST},
        *("pyproject.toml", 1, "`tests` has 2 files with tests outside the directories of"),
    ),
    "tests of many features": (
        {f"tests/{feature}/test_a.py": TEST for feature in ("baskets", "users", "wares")},
        *("pyproject.toml", 1, "`tests` has 3 files with tests"),
    ),
    "tests in one directory elsewhere": (
        {f"src/app/_tests/{name}/test_a.py": TEST for name in "abc"},
        *("pyproject.toml", 1, "`src/app/_tests` has 3 files with tests outside"),
    ),
    "tests that stand alone": (
        {"latest/test_a.py": TEST, "latest/test_b.py": TEST},
        *("pyproject.toml", 1, "`latest` has 2 files with tests outside `tests/`"),
    ),
    "example that asks": (
        {
            "examples/shop/pyproject.toml": PYPROJECT + '[tool.standards-hooks]\nexclude = ["a"]\n',
        },
        *("examples/shop/pyproject.toml", 1, "`README.md` is missing"),
    ),
    "several settings classes": (
        {"src/app/db.py": "\n".join(f"class {name}(BaseSettings): ..." for name in "ABCDE")},
        *("src/app/db.py", 1, "`A`, `B`, `C` and 2 more are settings classes outside"),
    ),
    "no readme": ({"README.md": None, "README.rst": ""}, "pyproject.toml", 1, "`README.md` is"),
    "no module for exceptions": (
        {"src/app/exceptions.py": None, "src/app/a.py": "\n\nclass LostError(ValueError): ...\n"},
        *("src/app/a.py", 3, "create `src/app/exceptions.py` and move it there"),
    ),
    "settings in a module of that name": (
        {"src/app/settings.py": "class A(BaseSettings): ...\n"},
        *("src/app/settings.py", 1, "move it to `src/app/config.py`"),
    ),
    "settings elsewhere": (
        {"src/app/db.py": "import p\n\n\nclass Db(p.BaseSettings):\n    pass\n"},
        *("src/app/db.py", 4, "`Db` is a settings class outside `config.py`"),
    ),
    "broken pyproject": (
        {"pyproject.toml": "[project\n"},
        *("pyproject.toml", 1, "could not be checked: it is not valid TOML"),
    ),
}


def changed(files: Mapping[str, str | None]) -> dict[str, str]:
    """Return the standard's repository with files added, changed, or taken out."""
    return {path: text for path, text in {**STANDARD, **files}.items() if text is not None}


@pytest.mark.parametrize(("files", "path", "line", "text"), BAD.values(), ids=BAD.keys())
def test_what_is_in_the_wrong_place_is_one_finding(
    *,
    files: Mapping[str, str | None],
    path: str,
    line: int,
    text: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (found,) = check(HOOK_ID, tmp_path, changed(files), monkeypatch)
    assert (found.path, found.line) == (path, line)
    assert text in found.message


@pytest.mark.parametrize(
    ("files", "text"),
    [
        pytest.param({"shop/__init__.py": ""}, "the project's code is in `shop`;", id="flat"),
        pytest.param({"lib/shop/__init__.py": ""}, "is in `lib/shop`;", id="other root"),
        pytest.param({"main.py": ""}, "the project's code is not in a package", id="modules"),
    ],
)
def test_code_outside_src_is_a_finding(
    files: Mapping[str, str], text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = {path: body for path, body in STANDARD.items() if not path.startswith("src/")}
    (found,) = check(HOOK_ID, tmp_path, {**without, **files}, monkeypatch)
    assert (found.path, found.line) == ("pyproject.toml", 1)
    assert text in found.message


def test_packages_in_a_root_that_is_waived_are_checked_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = {path: body for path, body in STANDARD.items() if not path.startswith("src/")}
    waived = PYPROJECT + WAIVERS + 'source-root = "as the users expect"\n'
    files = {
        **without,
        "pyproject.toml": waived,
        "hooks/shop/__init__.py": "",
        "hooks/shop/a/b.py": "",
    }
    (found,) = check(HOOK_ID, tmp_path, files, monkeypatch)
    assert found.path == "hooks/shop/a/b.py"


@pytest.mark.parametrize(
    "waiver", ['tests-kind = "small"', '"tests/test_users.py" = "smoke"', '"tests/*.py" = "smoke"']
)
def test_a_waiver_names_an_expectation_or_files(
    waiver: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"pyproject.toml": PYPROJECT + WAIVERS + waiver, "tests/test_users.py": TEST}
    assert check(HOOK_ID, tmp_path, {**STANDARD, **files}, monkeypatch) == []


@pytest.mark.parametrize(
    ("waiver", "message"),
    [
        ('readme = "none"', "the waiver of `readme` waives nothing: remove it"),
        ('test-e2e = "x"', "waives nothing; did you mean `tests-e2e`?"),
        ('tests-kind = ""', "has no reason"),
    ],
)
def test_a_waiver_that_is_wrong_is_a_finding(
    waiver: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"pyproject.toml": PYPROJECT + WAIVERS + waiver}
    if "tests-kind" in waiver:
        files["tests/test_users.py"] = TEST
    (found,) = check(HOOK_ID, tmp_path, {**STANDARD, **files}, monkeypatch)
    assert (found.path, found.line, found.column) == ("pyproject.toml", 7, 1)
    assert message in found.message


WAIVED: dict[str, Mapping[str, str | None]] = {
    "configuration-module": {"src/app/db.py": "class Db(BaseSettings): ...\n"},
    "exceptions-module": {
        "src/app/exceptions.py": None,
        "src/app/a.py": "class LostError(ValueError): ...\n",
    },
    "file-names": {"--fix": ""},
    "package-init": {"src/app/jobs/mail.py": ""},
    "readme": {"README.md": None},
    "source-root": {"src/run.py": ""},
    "tests-e2e": {"tests/e2e/test_users.py": None},
    "tests-integration": {"tests/integration/test_users.py": None},
    "tests-kind": {"tests/test_users.py": TEST},
    "tests-place": {"src/app/test_config.py": TEST},
    "tests-unit": {"tests/unit/test_users.py": None},
}
"""What breaks each expectation; a `pyproject.toml` that cannot be read declares no waivers."""


@pytest.mark.parametrize(("expectation", "files"), WAIVED.items(), ids=WAIVED.keys())
def test_every_expectation_can_be_waived(
    expectation: str,
    files: Mapping[str, str | None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert len(check(HOOK_ID, tmp_path, changed(files), monkeypatch)) == 1
    waived = PYPROJECT + WAIVERS + f'{expectation} = "for now"\n'
    assert check(HOOK_ID, tmp_path, {"pyproject.toml": waived}, monkeypatch) == []


def test_every_expectation_is_documented_and_tried() -> None:
    assert sorted([*WAIVED, "project", "readable"]) == list(EXPECTATIONS)
    for expectation in EXPECTATIONS:
        assert f"`{expectation}`" in HOOK.documentation


APP = {"shop/__init__.py": "", "shop/main.py": "", "tests/unit/test_a.py": TEST}
POETRY = '[tool.poetry]\nname = "shop"\n'
TOOLS = "[tool.ruff]\nline-length = 100\n"
UNDECLARED: dict[str, tuple[Mapping[str, str], str]] = {
    "plain code": (APP, "there is no `pyproject.toml`"),
    "requirements": (
        {**APP, "requirements.txt": ""},
        "run `uv init --bare`, then `uv add -r requirements.txt`",
    ),
    "tools alone": ({**APP, "pyproject.toml": TOOLS}, "write a `[project]` with `name`"),
    "configuration of tools below": ({**APP, "shop/pyproject.toml": TOOLS}, "there is no"),
    "project of a fixture alone": ({**APP, "tests/x/pyproject.toml": PYPROJECT}, "there is no"),
    "script that only builds": (
        {**APP, "setup.py": "setup(ext_modules=[])\n", "pyproject.toml": TOOLS},
        "`pyproject.toml` declares no project",
    ),
}


@pytest.mark.parametrize(("files", "text"), UNDECLARED.values(), ids=UNDECLARED.keys())
def test_a_repository_without_a_project_is_one_finding(
    files: Mapping[str, str], text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = check(HOOK_ID, tmp_path, files, monkeypatch)
    assert (found.path, found.line, found.symbol) == ("pyproject.toml", 1, "project")
    assert text in found.message


def test_a_repository_without_a_project_may_say_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {**APP, "pyproject.toml": TOOLS + WAIVERS + 'project = "snippets for a book"\n'}
    assert check(HOOK_ID, tmp_path, files, monkeypatch) == []


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"README.md": "", "scripts/seed.py": ""}, id="scripts"),
        pytest.param({"docs/conf.py": "", "examples/a.py": "", ".ci/a.py": ""}, id="no code"),
        pytest.param({"noxfile.py": "", "index.js": ""}, id="another language"),
        pytest.param({"backend/pyproject.toml": "[project]\nname = 'a'\n", "a.py": ""}, id="below"),
        pytest.param({"libs/a/setup.py": SETUP, "libs/a/a/__init__.py": ""}, id="setuptools below"),
    ],
)
def test_a_repository_that_needs_no_project_at_its_root_has_none(
    files: Mapping[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = check(HOOK_ID, tmp_path, files, monkeypatch)
    assert [each.message for each in found if each.symbol == "project"] == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        pytest.param("pyproject.toml", POETRY, id="Poetry"),
        pytest.param("setup.cfg", "[metadata]\nname = shop\n", id="setup.cfg"),
        pytest.param("setup.py", SETUP, id="setup.py"),
    ],
)
def test_what_is_declared_to_poetry_or_setuptools_is_a_project(
    file: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = check(HOOK_ID, tmp_path, {**APP, file: text}, monkeypatch)
    assert {each.path for each in found} == {file}
    expected = ["readme", "source-root", "tests-e2e", "tests-integration"]
    assert sorted(each.symbol for each in found) == expected


def test_tests_beside_code_that_has_a_directory_of_its_own_are_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = {f"backend/{path}": text for path, text in KINDS_OF_TESTS.items()}
    files = {"pyproject.toml": PYPROJECT, "README.md": "", "backend/app/__init__.py": "", **kinds}
    (found,) = check(HOOK_ID, tmp_path, files, monkeypatch)
    assert found.symbol == "source-root"
    others = {"frontend/tests/unit/test_a.py": TEST, "backend/tests/test_b.py": TEST}
    found_with_others = check(HOOK_ID, tmp_path, others, monkeypatch)
    messages = {each.symbol: each.message for each in found_with_others}
    assert sorted(messages) == ["source-root", "tests-kind", "tests-place"]
    assert messages["tests-kind"].startswith("`backend/tests/test_b.py` has tests outside")
    assert "`backend/tests/unit`" in messages["tests-kind"]
    assert messages["tests-place"].startswith("`frontend/tests/unit/test_a.py` has tests")


def test_a_waiver_of_some_files_leaves_the_others_of_their_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waived = PYPROJECT + WAIVERS + '"tests/a" = "the old ones"\n'
    files = {**STANDARD, "pyproject.toml": waived}
    files |= {f"tests/{feature}/test_it.py": TEST for feature in "abc"}
    (found,) = check(HOOK_ID, tmp_path, files, monkeypatch)
    assert "`tests` has 2 files with tests" in found.message
    assert found.message.endswith(" [waiver: tests-kind]")


def test_links_and_directories_are_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, STANDARD)
    (tmp_path / "src/app/gone.py").symlink_to("nowhere")
    (tmp_path / "src/app/test_gone.py").symlink_to("nowhere")
    (tmp_path / "src/app/odd.py").mkdir()
    (tmp_path / "src/app/nul.py").write_bytes(b"class A(BaseSettings): ...\0")
    assert check(HOOK_ID, tmp_path, {}, monkeypatch) == []


def test_modules_that_cannot_be_read_are_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, str | bytes] = {
        **STANDARD,
        "src/app/a.py": b"\xff",
        "src/app/test_b.py": b"\xff" * 2_000_000,
    }
    assert check(HOOK_ID, tmp_path, files, monkeypatch) == []


def test_every_expectation_is_listed_in_order_and_the_executable_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sorted(EXPECTATIONS) == list(EXPECTATIONS)
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path, STANDARD)
    assert main([]) == 0
    (tmp_path / "README.md").unlink()
    assert main([]) == 1
    assert capsys.readouterr().out.startswith("pyproject.toml:1:1: project-layout `README.md` is")
