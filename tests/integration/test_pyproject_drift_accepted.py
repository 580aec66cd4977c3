"""What `--fix` writes is what the real Ruff, mypy and uv take."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from standards_hooks.rules.pyproject_drift import main
from tests.integration.executables import git, lines, run


pytestmark = pytest.mark.slow


TOOLS = Path(sys.executable).parent
CHECKOUT = Path(__file__).parents[2]
PROJECT = '[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.12"\n'
SERVICE = """\
[project]
name = "orders"
version = "1.0.0"
description = "Takes orders."
readme = "README.md"
requires-python = ">=3.12"
dependencies = ["tomlkit>=0.13"]

[dependency-groups]
dev = ["pytest>=8.3.0", "pytest-cov>=6.0.0", "pytest-asyncio>=0.24.0", "ruff>=0.8.0", "mypy>=1.13"]

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

# The package is not called like the project.
[tool.hatch.build.targets.wheel]
packages = ["src/app"]
"""
STARTS = {
    "nothing": "",
    "a project alone": PROJECT,
    "a service": SERVICE,
    "a service with Windows line ends": SERVICE.replace("\n", "\r\n"),
    "dotted keys": "tool.ruff.line-length = 90\ntool.mypy.strict = true\n",
    "inline tables": "[tool]\nruff = { line-length = 90 }\nmypy = { strict = true }\n",
    "arrays laid out anyhow": (
        '[tool.ruff]\nlint.select = [\n  "E", "F",  # as ever\n]\n'
        'lint.ignore = ["E501", # long\n  # own\n  "S101"]\n'
    ),
}
COMMANDS = (
    (TOOLS / "ruff", "check", "--no-cache", "."),
    (TOOLS / "ruff", "format", "--no-cache", "--check", "."),
    (TOOLS / "mypy", "--cache-dir", os.devnull, "src", "tests"),
)
LOCKING = (("lock",), ("lock", "--check"), ("sync", "--no-dev"), ("sync", "--locked", "--no-dev"))
CODE = '"""Code."""\n'


@pytest.fixture(params=list(STARTS.values()), ids=list(STARTS))
def repository(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Path:
    """Return a repository whose `pyproject.toml` `--fix` has just fixed."""
    files = {"src/app/__init__.py": CODE, "tests/__init__.py": CODE, "README.md": "# Orders\n"}
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    (tmp_path / "pyproject.toml").write_bytes(request.param.encode())
    git(tmp_path, "init", "--quiet")
    monkeypatch.chdir(tmp_path)
    assert main(["--fix"]) == 1
    fixed, *said, closing = capsys.readouterr().out.splitlines()
    assert fixed.startswith("Fixed pyproject.toml (pyproject-drift: ")
    assert closing.startswith("Fixed ")
    left = [line for line in said if ": pyproject-drift `tool." in line]
    assert all("known-first-party` is missing" in line or " ignores " in line for line in left)
    return tmp_path


def test_ruff_and_mypy_accept_the_result(repository: Path) -> None:
    for command in COMMANDS:
        done = run(command, repository)
        assert (done.returncode, done.stderr) == (0, b""), done.stdout


def test_uv_locks_the_result_and_installs_it(repository: Path) -> None:
    written = (repository / "pyproject.toml").read_bytes()
    variables = {"UV_PYTHON": sys.executable, "UV_PYTHON_DOWNLOADS": "never"}
    for arguments in LOCKING:
        done = run((uv(), "--quiet", *arguments), repository, variables)
        assert done.returncode == 0, done.stderr.decode()
    assert (repository / "pyproject.toml").read_bytes() == written
    if "hatch" in tomllib.loads(written.decode()).get("tool", {}):
        command = (uv(), "run", "--quiet", "--locked", "--no-dev", "--directory", "tests")
        code = "import app; print(app.__doc__)"
        done = run((*command, "python", "-c", code), repository, variables)
        assert lines(done.stdout) == ["Code."], done.stderr.decode()


OF_PEOPLE = """\
from typing import Any


def add(one: Any, two: Any, three: int, four: int, five: int, six: int) -> None:
    raise ValueError("what is added has to be known to be a number of parcels")
"""
OF_TESTS = "def test_it(monkeypatch, total):\n    assert total == 42\n"
EXEMPTED = {"ANN401", "PLR0913", "TRY003"}
EXEMPTED_IN_TESTS = {"S101", "ARG001", "PLR2004", "ANN001", "ANN201"}
PARTIAL = {
    "few rules": '[tool.ruff.lint]\nselect = ["E", "F"]\n',
    "rules added to Ruff's own": '[tool.ruff.lint]\nextend-select = ["I"]\nignore = ["E501"]\n',
    "a pattern for tests": '[tool.ruff]\nlint.per-file-ignores."tests/*" = ["D"]  # no docs\n',
    "the deprecated place": '[tool.ruff]\nselect = ["E"]\n[tool.ruff.per-file-ignores]\n',
    "inline tables": '[tool]\nruff = { lint = { select = ["E"] } }\n',
}


def codes_in(root: Path, *options: str) -> set[str]:
    """Return the codes of what Ruff finds in a repository, those in tests after a slash."""
    command: list[str | bytes | Path] = [TOOLS / "ruff", "check", "--no-cache"]
    command += ["--output-format", "json", *options, "."]
    found = json.loads(run(command, root).stdout)
    tests = str(root / "tests")
    return {f"{'/' * each['filename'].startswith(tests)}{each['code']}" for each in found}


@pytest.mark.parametrize("start", PARTIAL.values(), ids=PARTIAL.keys())
def test_what_the_standard_exempts_is_not_found_after_a_fix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    files = {
        "pyproject.toml": f"{PROJECT}\n{start}",
        "src/app/__init__.py": "",
        "src/app/adding.py": OF_PEOPLE,
        "tests/unit/test_it.py": OF_TESTS,
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    git(tmp_path, "init", "--quiet")
    monkeypatch.chdir(tmp_path)
    exempted = {*EXEMPTED, *(f"/{code}" for code in EXEMPTED_IN_TESTS)}
    assert exempted <= codes_in(tmp_path, "--isolated", "--select", "ALL")
    main(["--fix"])
    found = codes_in(tmp_path)
    assert "EM101" in found  # The rules of the standard are on.
    assert not exempted & found


@cache
def uv() -> Path:
    """Return uv itself: a shim of pyenv would answer differently in another directory."""
    if "UV" in os.environ:
        return Path(os.environ["UV"])
    program = "import os; print(os.environ['UV'])"
    done = run(("uv", "run", "--quiet", "--no-project", "python", "-c", program), CHECKOUT)
    return Path(lines(done.stdout)[0])
