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
    "no project": {
        "pyproject.toml": "[tool.ruff]\nline-length = 100\n",
        "a/b.py": "",
        "test_x.py": TEST,
    },
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
        *("src/app/test_config.py", 1, "has tests outside `tests/`"),
    ),
    "tests in a directory of their own": (
        {"src/app/_tests/test_a.py": TEST, "src/app/_tests/conftest.py": ""},
        *("src/app/_tests/test_a.py", 1, "has tests outside `tests/`"),
    ),
    "test by its end": (
        {"src/app/config_test.py": "class TestConfig:\n    pass\n"},
        *("src/app/config_test.py", 1, "move it to `tests/unit`"),
    ),
    "asynchronous test": (
        {"test_app.py": "\nasync def test_it() -> None: ...\n"},
        *("test_app.py", 1, "has tests outside"),
    ),
    "test outside the kinds": (
        {"tests/test_users.py": TEST, "tests/test_wares.py": TEST},
        *("tests/test_users.py", 1, "`tests` has tests outside `tests/unit`"),
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
    assert sorted([*WAIVED, "readable"]) == list(EXPECTATIONS)
    for expectation in EXPECTATIONS:
        assert f"`{expectation}`" in HOOK.documentation


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
