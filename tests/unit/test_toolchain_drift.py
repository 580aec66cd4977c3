"""toolchain-drift: one Python and one package manager, wherever a repository names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standards_hooks.rules.toolchain_drift import EXPECTATIONS, HOOK_ID, main
from standards_hooks.toolchain.commands import installed_by_pip
from standards_hooks.toolchain.containers import is_dockerfile, release_of
from standards_hooks.toolchain.pins import release_in
from tests.unit.repositories import PYPROJECT, judge, write_files


if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


DOCKERFILE = """\
FROM python:3.12-slim AS base
WORKDIR /srv
COPY --from=ghcr.io/astral-sh/uv:latest /uv /uvx /bin/
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev
CMD ["uvicorn", "shop.main:app"]
"""
WORKFLOW = ".github/workflows/ci.yml"
DEPENDING = PYPROJECT + 'dependencies = ["fastapi>=0.115.0"]\n'
TOOLS = '\n[tool.ruff]\ntarget-version = "py312"\n\n[tool.mypy]\npython_version = "3.12"\n'
STANDARD = {
    "pyproject.toml": DEPENDING + TOOLS,
    "uv.lock": "",
    "Dockerfile": DOCKERFILE,
    "docker-compose.yml": "services:\n  db:\n    image: postgres:17\n",
    "Makefile": "install:\n\tpip install uv\n",
    "src/app/main.py": "",
}
WAIVERS = "\n[tool.standards-hooks.toolchain-drift.waivers]\n"


def workflow(setup: str, matrix: str = "") -> str:
    """Return a workflow whose job sets Python up with the given lines."""
    return (
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n"
        + (f"    strategy:\n      matrix:\n        {matrix}\n" if matrix else "")
        + f"    steps:\n      - uses: actions/setup-python@v5\n        with:\n          {setup}\n"
    )


GOOD: dict[str, Mapping[str, str]] = {
    "the standard's own": STANDARD,
    "newer image": {"Dockerfile": "FROM python:3.13-slim AS base\n"},
    "digest": {"Dockerfile": "FROM python:3.13-slim@sha256:" + "0a" * 32 + "\n"},
    "registry": {"Dockerfile": "FROM ghcr.io/acme/python:3.12\n"},
    "own version": {"Dockerfile": "FROM ghcr.io/acme/python:1.4\n"},
    "port of a registry": {"Dockerfile": "FROM registry:5000/library/python:3.12-alpine3.19\n"},
    "earlier stage": {"Dockerfile": "FROM python:3.12 AS base\nFROM base AS final\n"},
    "argument": {"Dockerfile": "ARG PY=3.12\nFROM python:${PY}-slim\n"},
    "argument without default": {"Dockerfile": "ARG PY\nFROM python:${PY}-slim\n"},
    "other image": {"Dockerfile": "FROM node:20\nFROM debian:3.1\nFROM scratch\n"},
    "open tag": {"Dockerfile": "FROM python:slim\nFROM python\nFROM python:3\n"},
    "uv's image": {"Dockerfile": "FROM ghcr.io/astral-sh/uv:0.5-python3.12-bookworm-slim\n"},
    "platform": {"Dockerfile": "FROM --platform=$BUILDPLATFORM python:3.12 AS build\n"},
    "installers": {
        "Dockerfile": (
            "FROM python:3.12\nRUN pip install uv && pip install --upgrade pip uv==0.5.1 \\\n"
            "    && python -m pip install --no-cache-dir 'uv>=0.5'\n"
        )
    },
    "uv pip": {"Dockerfile": "FROM python:3.12\nRUN uv pip install --system -r pyproject.toml\n"},
    "locked": {
        "Dockerfile": (
            "FROM python:3.12\nRUN --mount=type=cache,target=/cache/uv \\\n"
            "    # only what runs\n    uv sync --no-dev \\\n    --locked\n"
        )
    },
    "locked by environment": {
        "Dockerfile": "FROM python:3.12\nENV UV_FROZEN=1 UV_LINK_MODE=copy\nRUN uv sync\n"
    },
    "pip in words": {"Dockerfile": 'FROM python:3.12\nRUN echo "pip install flask"\n'},
    "here-document": {
        "Dockerfile": "FROM python:3.12\nCOPY <<EOF /x.py\nfrom python:3.1 import x\nEOF\n"
    },
    "template": {"Dockerfile.j2": "FROM python:{{ old or 3.10 }}\n"},
    "matrix": {
        WORKFLOW: workflow("python-version: ${{ matrix.python }}", "python: ['3.12', 3.13]")
    },
    "version file": {WORKFLOW: workflow("python-version-file: pyproject.toml")},
    "open version": {WORKFLOW: workflow("python-version: 3.x")},
    "future version": {WORKFLOW: workflow("python-version: 3.14-dev")},
    "input": {
        WORKFLOW: (
            "on:\n  workflow_call:\n    inputs:\n      python-version:\n        type: string\n"
        )
    },
    "other numbers": {WORKFLOW: workflow("node-version: 3.10  # no python")},
    "composite action": {"docs/ci.yml": "python-version: 3.8\n"},
    "pre-commit": {".pre-commit-config.yaml": "default_language_version:\n  python: python3\n"},
    "several local versions": {
        ".python-version": "3.12\n3.13.1\n",
        "Dockerfile": "FROM python:3.13",
    },
    "name of an environment": {".python-version": "shop-env\n"},
    "no dependencies, no lock": {"pyproject.toml": PYPROJECT + "dependencies = []\n"},
    "tools alone": {"pyproject.toml": '[tool.ruff]\ntarget-version = "py313"\n'},
    "workspace": {
        "pyproject.toml": DEPENDING,
        "uv.lock": "",
        "packages/a/pyproject.toml": DEPENDING,
    },
    "words": {"requirements.md": "", "docs/requirements/index.rst": "", "src/app/setup_py.py": ""},
    "no pyproject": {"main.py": "", "README.md": ""},
}


@pytest.mark.parametrize("files", GOOD.values(), ids=GOOD.keys())
def test_these_agree(
    files: Mapping[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = files if "pyproject.toml" in files else {**files, "pyproject.toml": PYPROJECT}
    assert judge(HOOK_ID, tmp_path, files, monkeypatch) == []


BAD: dict[str, tuple[Mapping[str, str], str, int, int, str]] = {
    "requires-python": (
        {"pyproject.toml": PYPROJECT.replace("3.12", "3.10")},
        *("pyproject.toml", 4, 1, 'write `requires-python = ">=3.12"`'),
    ),
    "no lower bound": (
        {"pyproject.toml": PYPROJECT.replace(">=3.12", "<4")},
        *("pyproject.toml", 4, 1, "`project.requires-python` is "),
    ),
    "Ruff's target": (
        {"pyproject.toml": PYPROJECT + '[tool.ruff]\ntarget-version = "py310"\n'},
        *("pyproject.toml", 6, 1, "is `py310`; the standard requires Python 3.12 or newer"),
    ),
    "Ruff's own file": (
        {"ruff.toml": 'target-version = "py311"\n'},
        *("ruff.toml", 1, 1, "write `py312`"),
    ),
    "target above": (
        {"pyproject.toml": PYPROJECT + '[tool.ruff]\ntarget-version = "py313"\n'},
        *("pyproject.toml", 6, 1, 'the oldest Python that `requires-python`, ">=3.12", admits'),
    ),
    "target below": (
        {
            "pyproject.toml": PYPROJECT.replace("3.12", "3.13")
            + '[tool.mypy]\npython_version = "3.12"\n'
        },
        *("pyproject.toml", 6, 1, "admits is 3.13, and one Python is to hold everywhere"),
    ),
    "python-version": (
        {".python-version": "# ours\n 3.11.4\n"},
        *(".python-version", 2, 2, "`.python-version` is `3.11.4`; the standard requires"),
    ),
    "image": (
        {"Dockerfile": "FROM node:20 AS web\nFROM python:3.11-slim\n"},
        *("Dockerfile", 2, 1, "`FROM python:3.11-slim` is Python 3.11; the standard requires"),
    ),
    "image by argument": (
        {"deploy/api.Dockerfile": "ARG PY=3.10\nFROM docker.io/library/python:${PY}-slim AS b\n"},
        *("deploy/api.Dockerfile", 2, 1, "library/python:3.10-slim` is Python 3.10"),
    ),
    "image by default of an argument": (
        {"Dockerfile": "FROM python:${PY:-3.9}\n"},
        *("Dockerfile", 1, 1, "is Python 3.9"),
    ),
    "image by argument despite a default": (
        {"Dockerfile": "ARG PY=3.10\nFROM python:${PY:-3.12}\n"},
        *("Dockerfile", 2, 1, "is Python 3.10"),
    ),
    "image with digest": (
        {"Containerfile": "FROM python:3.11@sha256:" + "0a" * 32 + "\n"},
        *("Containerfile", 1, 1, "is Python 3.11"),
    ),
    "Python 2": ({"Dockerfile": "FROM python:2.7\n"}, "Dockerfile", 1, 1, "is Python 2.7"),
    "image not admitted": (
        {
            "Dockerfile": "FROM python:3.14\n",
            "pyproject.toml": PYPROJECT.replace(">=3.12", ">=3.12,<3.14"),
        },
        *("Dockerfile", 1, 1, 'which `requires-python`, ">=3.12,<3.14", does not admit'),
    ),
    "image not developed on": (
        {".python-version": "3.12\n", "Dockerfile": "FROM python:3.13\n"},
        *("Dockerfile", 1, 1, "`.python-version` names `3.12`, and what runs is to be"),
    ),
    "step": (
        {WORKFLOW: workflow("python-version: 3.10")},
        *(WORKFLOW, 8, 27, "`python-version` is `3.10`; the standard requires Python 3.12"),
    ),
    "matrix": (
        {WORKFLOW: workflow("python-version: ${{ matrix.py }}", 'python: ["3.12", "3.11"]')},
        *(WORKFLOW, 7, 26, "`python` is `3.11`"),
    ),
    "included": (
        {WORKFLOW: workflow("x: y", "include:\n          - python-version: pypy3.10")},
        *(WORKFLOW, 8, 29, "`python-version` is `pypy3.10`"),
    ),
    "several in a text": (
        {WORKFLOW: workflow("python-version: |\n            3.12\n            3.11")},
        *(WORKFLOW, 8, 27, "is `3.11`"),
    ),
    "pre-commit": (
        {".pre-commit-config.yaml": "default_language_version:\n  python: python3.11\n"},
        *(".pre-commit-config.yaml", 2, 11, "write `python3.12`"),
    ),
    "requirements": (
        {"requirements-dev.txt": ""},
        *("requirements-dev.txt", 1, 1, "uv is the one package manager (Package Management, uv)"),
    ),
    "requirements in a directory": (
        {"requirements/base.txt": ""},
        *("requirements/base.txt", 1, 1, "with `uv add`"),
    ),
    "Pipfile": ({"Pipfile": ""}, "Pipfile", 1, 1, "`Pipfile` is there"),
    "poetry": ({"poetry.lock": ""}, "poetry.lock", 1, 1, "`uv lock` writes `uv.lock`"),
    "setup.py": ({"setup.py": ""}, "setup.py", 1, 1, "move its metadata to `[project]`"),
    "conda": ({"environment.yml": ""}, "environment.yml", 1, 1, "uv is the one"),
    "flake8": ({".flake8": ""}, ".flake8", 1, 1, "Ruff is the one linter"),
    "poetry's table": (
        {"pyproject.toml": PYPROJECT + "[tool.poetry.group.dev]\n"},
        *("pyproject.toml", 5, 1, "`[tool.poetry]` is there"),
    ),
    "Black": (
        {"pyproject.toml": PYPROJECT + "[tool.black]\nline-length = 100\n"},
        *("pyproject.toml", 5, 1, "`[tool.black]` is there; Ruff"),
    ),
    "no lock": ({"pyproject.toml": DEPENDING}, "pyproject.toml", 5, 1, "run `uv lock` and add it"),
    "pip": (
        {"Dockerfile": "FROM python:3.12\nRUN apt-get update \\\n && pip install -r r.txt\n"},
        *("Dockerfile", 2, 1, "pip installs `-r r.txt`; uv is the one package manager"),
    ),
    "pip in brackets": (
        {"Dockerfile": 'FROM python:3.12\nRUN ["pip", "install", "flask==3"]\n'},
        *("Dockerfile", 2, 1, "pip installs `flask==3`"),
    ),
    "pip in a here-document": (
        {"Dockerfile": "FROM python:3.12\nRUN <<EOF\nset -e\npip install .\nEOF\nUSER app\n"},
        *("Dockerfile", 2, 1, "pip installs `.`"),
    ),
    "past the lock": (
        {"Dockerfile": "FROM python:3.12\nRUN uv sync --no-dev\n"},
        *("Dockerfile", 2, 1, "write `uv sync --frozen`, or `--locked`"),
    ),
}


@pytest.mark.parametrize(("files", "path", "line", "column", "text"), BAD.values(), ids=BAD.keys())
def test_a_drift_is_one_finding_at_its_place(
    *,
    files: Mapping[str, str],
    path: str,
    line: int,
    column: int,
    text: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (found,) = judge(HOOK_ID, tmp_path, {"pyproject.toml": PYPROJECT, **files}, monkeypatch)
    assert (found.path, found.line, found.column) == (path, line, column)
    assert text in found.message


@pytest.mark.parametrize(
    ("path", "content", "place", "reason"),
    [
        pytest.param(WORKFLOW, b"a: [python", (1, 11), "it is not valid YAML", id="YAML"),
        pytest.param(WORKFLOW, b"python: \x07", (1, 1), "it is not valid YAML", id="characters"),
        pytest.param(WORKFLOW, b"#" * 1_048_577, (1, 1), "larger than max-size", id="size"),
        pytest.param(
            WORKFLOW, b"python: " + b"[" * 9000, (1, 1), "is nested too deeply", id="depth"
        ),
        pytest.param("Dockerfile", b"FROM x\n\xff", (2, 1), "it is not UTF-8", id="bytes"),
        pytest.param("ruff.toml", b"a = \n", (1, 5), "it is not valid TOML", id="TOML"),
        pytest.param("pyproject.toml", b"a = \n", (1, 5), "it is not valid TOML", id="pyproject"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_the_others_are_checked(
    *,
    path: str,
    content: bytes,
    place: tuple[int, int],
    reason: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = {"pyproject.toml": PYPROJECT, path: content, ".python-version": "3.11"}
    other, found = judge(HOOK_ID, tmp_path, files, monkeypatch)
    if other.path != ".python-version":
        other, found = found, other
    assert other.path == ".python-version"
    assert (found.path, found.line, found.column) == (path, *place)
    assert f"could not be checked: {reason}"[:22] in found.message
    assert reason in found.message


@pytest.mark.parametrize(
    "content", ["", "garbage", "FROM", "FROM \\", "RUN <<EOF\n", "\\\n", "ARG ="]
)
def test_a_broken_dockerfile_does_no_harm(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = judge(HOOK_ID, tmp_path, {"Dockerfile": content}, monkeypatch)
    assert [each.message for each in found if "internal error" in each.message] == []


def test_aliases_that_multiply_are_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = "a0: &a0 [{python: 3.11}]\n" + "".join(
        f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(40)
    )
    assert len(judge(HOOK_ID, tmp_path, {WORKFLOW: bomb}, monkeypatch)) == 1


def test_what_belongs_to_no_project_is_compared_with_the_only_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "backend/pyproject.toml": PYPROJECT.replace("3.12", "3.13"),
        "Dockerfile": "FROM python:3.12\n",
        WORKFLOW: workflow("python-version: '3.13'"),
    }
    (found,) = judge(HOOK_ID, tmp_path, files, monkeypatch)
    assert found.path == "Dockerfile"
    assert 'which `requires-python`, ">=3.13", does not admit' in found.message


def test_projects_of_a_monorepo_are_judged_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "a/pyproject.toml": PYPROJECT,
        "a/.python-version": "3.12",
        "a/Dockerfile": "FROM python:3.12\n",
        "b/pyproject.toml": PYPROJECT.replace("3.12", "3.13"),
        "b/.python-version": "3.13",
        "b/Dockerfile": "FROM python:3.13\n",
        WORKFLOW: workflow("python-version: '3.12'"),
    }
    assert judge(HOOK_ID, tmp_path, files, monkeypatch) == []


@pytest.mark.parametrize("waiver", ['"docs/requirements.txt" = "host"', 'uv-alone = "later"'])
def test_a_waiver_names_an_expectation_or_files(
    waiver: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"pyproject.toml": PYPROJECT + WAIVERS + waiver, "docs/requirements.txt": ""}
    assert judge(HOOK_ID, tmp_path, files, monkeypatch) == []
    (tmp_path / "docs" / "requirements.txt").unlink()
    (found,) = judge(HOOK_ID, tmp_path, {}, monkeypatch)
    assert "waives nothing" in found.message


@pytest.mark.parametrize(
    ("text", "release"),
    [
        *(
            ("3.12", (3, 12)),
            ("python3.13", (3, 13)),
            ("py39", (3, 9)),
            ("cpython-3.12.1", (3, 12)),
        ),
        *(("3.14.0-rc.1", (3, 14)), ("3.13t", (3, 13)), ("pypy3.10-v7.3.15", (3, 10))),
        *((each, None) for each in ("3", "3.x", ">=3.12", "latest", "system", "${{ x }}", "12.3")),
    ],
)
def test_versions_are_read_where_they_are_told(text: str, release: tuple[int, int]) -> None:
    assert release_in(text) == release


def test_tags_and_names_of_dockerfiles() -> None:
    assert release_of("mcr.microsoft.com/devcontainers/python:1-3.12-bookworm") == (3, 12)
    assert release_of("tiangolo/uvicorn-gunicorn:python3.11-slim") == (3, 11)
    assert release_of("python:alpine3.19") is None
    assert is_dockerfile("a/Dockerfile.dev")
    assert not is_dockerfile("Dockerfile.dockerignore")
    assert not is_dockerfile("src/dockerfile.py")


def test_values_of_options_are_no_packages() -> None:
    assert installed_by_pip(["pip", "install", "-i", "https://x", "--upgrade", "pip"]) == []
    assert installed_by_pip(["pip3", "install", "-rx.txt", "--requirement", "y.txt"]) == [
        "-rx.txt",
        "--requirement y.txt",
    ]


def test_every_expectation_is_documented_and_the_executable_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sorted(EXPECTATIONS) == list(EXPECTATIONS)
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path, STANDARD)
    assert main([]) == 0
    (tmp_path / "Pipfile").write_text("")
    assert main([]) == 1
    assert capsys.readouterr().out.startswith("Pipfile:1:1: toolchain-drift `Pipfile` is there")
