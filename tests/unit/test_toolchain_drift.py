"""toolchain-drift: one Python and one package manager, wherever a repository names them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from standards_hooks.project.dockerfiles import is_dockerfile
from standards_hooks.rules.toolchain_drift import EXPECTATIONS, HOOK, HOOK_ID, main, takes_part
from standards_hooks.rules.toolchain_drift.commands import installed_by_pip
from standards_hooks.rules.toolchain_drift.images import release_of
from standards_hooks.rules.toolchain_drift.pins import release_in
from tests.unit.repositories import PYPROJECT, check, write_files


if TYPE_CHECKING:
    from collections.abc import Mapping


DOCKERFILE = """\
FROM python:3.12-slim AS base
WORKDIR /srv
COPY --from=ghcr.io/astral-sh/uv:latest /uv /uvx /bin/
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev
CMD ["uvicorn", "shop.main:app"]
"""
WORKFLOW = ".github/workflows/ci.yml"
RUFF_HOOKS = "https://github.com/astral-sh/ruff-pre-commit"
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
    "template by another name": {"Dockerfile.template": "FROM python:3.9\n"},
    "lines of here-documents": {
        "Dockerfile": (
            "FROM python:3.12\nRUN <<-'A' cat > a && <<B cat > b\nFROM python:3.8\n\tA\n"
            "FROM python:3.9\nB\nRUN python - <<EOF\npip install x\nEOF\n"
            "RUN <<EOF\n#!/usr/bin/env python3\npip install x\nEOF\n"
        )
    },
    "copied from an earlier stage": {
        "Dockerfile": "FROM python:3.12 AS Base\nFROM scratch\nCOPY --from=base /a /b\n"
        "COPY --from=0 /a /b\n"
    },
    "earlier stage by argument": {
        "Dockerfile": "ARG BASE=py\nFROM python:3.12 AS py\nFROM ${BASE} AS app\n"
    },
    "argument of a stage": {"Dockerfile": "FROM scratch\nARG PY=3.9\nFROM python:${PY}\n"},
    "alternative without its variable": {"Dockerfile": "FROM python:3.12${OLD:+.9-3.8}\n"},
    "arguments that multiply": {
        "Dockerfile": "ARG A=$A$A\n"
        + "".join(f"ARG A{n + 1}=$A{n}$A{n}$A{n}\n" for n in range(60))
        + "FROM python:$A60\n"
    },
    "shift and here-string": {
        "Dockerfile": 'FROM python:3.12\nRUN bash -c "echo $((1<<2))" <<< y\nUSER app\n'
    },
    "installers, and where the answer goes": {
        "Dockerfile": (
            "FROM python:3.12\nRUN pip install uv > /dev/null 2>&1 && sudo -H pip install -U pip\n"
            "RUN if true; then pip install uv; fi # pip install flask\n"
        )
    },
    "pip in quotes": {
        "Dockerfile": "FROM python:3.12\nRUN echo 'a && pip install b'; echo \"x; pip install y\"\n"
    },
    "module called setup": {"src/app/setup.py": "def setup() -> None: ...\n"},
    "settings called environment": {"src/app/environment.yaml": "database: shop\n"},
    "pip's arguments elsewhere": {"Dockerfile": "FROM python:3.12\nENTRYPOINT pip install x\n"},
    "version of an environment by its tool": {
        ".tool-versions": "nodejs 20.1\npython 3.9.1\n",
        "runtime.txt": "python-3.8\n",
    },
    "version file that says as much": {
        WORKFLOW: workflow("python-version-file: .tool-versions"),
        ".tool-versions": "# ours\nnodejs 3.4\npython 3.12.1 system\n",
    },
    "version file that is not there": {WORKFLOW: workflow("python-version-file: ci/python")},
    "names of local versions": {
        ".python-version": (
            "# ours\n\n3.12.1  # first\ncpython-3.13.0-linux-x86_64-gnu\npypy@3.12\nsystem\n"
            "3.13t\nshop-3.9\n>=3.9\n"
        )
    },
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
    "YAML that is no workflow": {"docs/ci.yml": "python-version: 3.8\n"},
    "action of somebody else": {"vendor/x/action.yml": "inputs:\n  python-version: 3.8\n"},
    "what a matrix leaves out": {
        WORKFLOW: workflow("x: y", "exclude:\n          - python-version: '3.8'")
    },
    "range": {WORKFLOW: workflow("python-version: 3.9 - 3.13")},
    "either": {WORKFLOW: workflow("python-version: 3.9 || 3.12")},
    "expression that names no version": {
        WORKFLOW: workflow("python-version: ${{ inputs.version }}") + "        version: 3.4\n"
    },
    "tags, anchors and documents": {
        WORKFLOW: "--- !x\na: &a !y {python: '3.12'}\n---\nb: *a\n".replace("*a", "3.1")
    },
    "keys that stand twice": {WORKFLOW: "python: '3.12'\npython: '3.13'\n"},
    "hook of another language": {
        ".pre-commit-config.yaml": (
            "repos:\n- repo: x\n  hooks:\n  - id: a\n    language_version: 3.1.2\n"
            "  - {id: b, language: node, language_version: 3.4.0}\n  - id: c\n- hooks: {id: d}\n"
        )
    },
    "hook of any Python": {
        ".pre-commit-config.yaml": "repos: [{hooks: [{id: a, language_version: python3}]}]\n"
    },
    "compose file": {
        "compose.yaml": "services:\n  app:\n    image: python:3.12-slim\n    build: .\n",
        "docker-compose.override.yml": "services: {a: {image: 'acme/app:${TAG:-3.9}'}}\n",
    },
    "image outside the services": {
        "compose.yaml": "x-old:\n  image: python:3.8\nservices:\n  a:\n    labels:\n"
        "      image: python:3.8\n"
    },
    "called almost like compose files": {
        "composer.yml": "services: {a: {image: 'python:3.8'}}\n",
        "docker-composed.yml": "services: {a: {image: 'python:3.8'}}\n",
    },
    "pipeline": {
        ".gitlab-ci.yml": (
            "spec:\n  inputs: {}\n---\nvariables: {PY: '3.12'}\nimage: python:$PY\n"
            "test:\n  image: {name: 'python:3.13', entrypoint: ['']}\n  script: !reference [a, b]\n"
        )
    },
    "mypy's own file": {"mypy.ini": "[mypy]\npython_version = 3.12\n"},
    "Ruff's own file": {".ruff.toml": 'target-version = "py312"\n'},
    "targets that pyproject-drift reports": {
        "pyproject.toml": PYPROJECT.replace("3.12", "3.10"),
        "ruff.toml": 'target-version = "py310"\n',
        "mypy.ini": "[mypy]\npython_version = 3.11\n",
    },
    "targets below": {
        ".ruff.toml": 'target-version = "py39"\n',
        "pyproject.toml": PYPROJECT + '[tool.mypy]\npython_version = "3.10"\n',
    },
    "tests on what the project supports": {
        "pyproject.toml": PYPROJECT.replace("3.12", "3.10"),
        WORKFLOW: workflow("python-version: ${{ matrix.py }}", "py: ['3.10', '3.12']"),
        ".gitlab-ci.yml": "test:\n  image: python:3.11\n",
    },
    "requirements that uv exported": {
        "requirements.txt": (
            "# This file was autogenerated by uv via the following command:\n"
            "#    uv export -o requirements.txt\nidna==3.7\n"
        )
    },
    "setup.py that builds": {
        "setup.py": "from setuptools import setup\n\nsetup(ext_modules=[], cmdclass={})\n"
    },
    "hooks of Ruff": {
        ".pre-commit-config.yaml": (
            f"repos:\n- repo: {RUFF_HOOKS}\n  rev: v0.15.2\n  hooks:\n  - id: ruff-check\n"
            "- repo: local\n  hooks:\n  - {id: black-out, entry: ./curtains black}\n"
            "- repo: x\n  rev: v0.1\n  hooks: [{id: isort-imports-of-js}]\n"
        )
    },
    "lock file that a library ignores": {
        "pyproject.toml": DEPENDING + "[build-system]\nrequires = []\n",
        ".gitignore": "/uv.lock\n",
    },
    "settings of something else": {"setup.cfg": "[metadata]\nname = shop\n[metadata]\n"},
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
    "examples": {
        "examples/shop/requirements.txt": "",
        "samples/requirements/base.txt": "",
        "docs/example/Pipfile": "",
        "examples/shop/.flake8": "",
        "examples/shop/Dockerfile": "FROM python:3.9\n",
        "demo/.python-version": "3.9\n",
        "tests/fixtures/a/setup.py": "from setuptools import setup\nsetup(name='a')\n",
        "examples/web/pyproject.toml": PYPROJECT.replace("3.12", "3.9"),
        "examples/web/requirements.txt": "",
        "tests/unit/old/pyproject.toml": "[tool.poetry]\n",
        "tests/unit/old/poetry.lock": "",
    },
    "no pyproject": {"main.py": "", "README.md": ""},
}


@pytest.mark.parametrize("files", GOOD.values(), ids=GOOD.keys())
def test_these_agree(
    files: Mapping[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = files if "pyproject.toml" in files else {**files, "pyproject.toml": PYPROJECT}
    assert check(HOOK_ID, tmp_path, files, monkeypatch) == []


BAD: dict[str, tuple[Mapping[str, str], str, int, int, str]] = {
    "target above": (
        {"pyproject.toml": PYPROJECT + '[tool.ruff]\ntarget-version = "py313"\n'},
        *("pyproject.toml", 6, 1, 'the oldest Python that `requires-python`, ">=3.12", admits'),
    ),
    "target below": (
        {
            "pyproject.toml": PYPROJECT.replace("3.12", "3.13")
            + '[tool.mypy]\npython_version = "3.12"\n'
        },
        *("pyproject.toml", 6, 1, "admits is 3.13, and both have to agree"),
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
    "image by arguments of arguments": (
        {"Dockerfile": "ARG PY=3.9 X\nARG BASE=python:${PY}-slim\n\nFROM ${BASE}\n"},
        *("Dockerfile", 4, 1, "`FROM python:3.9-slim` is Python 3.9; the standard"),
    ),
    "image in small letters": (
        {"Dockerfile": "# syntax=docker/dockerfile:1\n\nfrom --platform=$X python:3.9 as x\n"},
        *("Dockerfile", 3, 1, "write `FROM python:3.12`"),
    ),
    "image on lines of its own": (
        {"Dockerfile": "# a\nFROM \\\n  # why\n  python:3.9-alpine3.19 \\\n  AS x\n"},
        *("Dockerfile", 2, 1, "write `FROM python:3.12-alpine3.19`"),
    ),
    "another escape": (
        {"Dockerfile": "# escape=`\nFROM python:3.12\nRUN echo `\n x\nFROM python:3.9\n"},
        *("Dockerfile", 5, 1, "is Python 3.9"),
    ),
    "line ends of Windows": (
        {"Dockerfile": "FROM python:3.12\r\nRUN a \\\r\n  b\r\nFROM python:3.9\r\n"},
        *("Dockerfile", 4, 1, "`FROM python:3.9` is Python 3.9"),
    ),
    "behind here-documents": (
        {
            "Dockerfile": (
                "FROM scratch\nRUN <<A && <<B\nx\nA\ny\nB\nCOPY <<C /c\nC\nFROM python:3.9\n"
            )
        },
        *("Dockerfile", 9, 1, "is Python 3.9"),
    ),
    "behind a here-string": (
        {"Dockerfile": "FROM scratch\nRUN cat <<< x\nRUN cat<<y\nFROM python:3.9\n"},
        *("Dockerfile", 4, 1, "is Python 3.9"),
    ),
    "behind what is no instruction": (
        {"Dockerfile": "FROM scratch\nINCLUDE x\nFROM python:3.9\n"},
        *("Dockerfile", 3, 1, "is Python 3.9"),
    ),
    "image copied from": (
        {"Dockerfile": "FROM scratch\nCOPY --chown=1 --from=python:3.11 /a /b\n"},
        *("Dockerfile", 2, 1, "`COPY --from=python:3.11` is Python 3.11"),
    ),
    "image mounted": (
        {"Dockerfile": "FROM scratch\nRUN --mount=type=bind,from=python:3.11,target=/p ls\n"},
        *("Dockerfile", 2, 1, "`RUN --mount=from=python:3.11` is Python 3.11"),
    ),
    "image with its version in the name": (
        {"Dockerfile": "FROM registry.access.redhat.com/ubi9/python-311:1-77\n"},
        *("Dockerfile", 1, 1, "is Python 3.11"),
    ),
    "image of PyPy": ({"Dockerfile": "FROM pypy:3.10-slim\n"}, "Dockerfile", 1, 1, "3.10"),
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
        *("Dockerfile", 1, 1, "`.python-version` names `3.12`, and images have to run"),
    ),
    "step": (
        {WORKFLOW: workflow("python-version: 3.10")},
        *(WORKFLOW, 8, 27, "`python-version` is `3.10`; the standard requires 3.12"),
    ),
    "matrix": (
        {WORKFLOW: workflow("python-version: ${{ matrix.py }}", 'python: ["3.12", "3.11"]')},
        *(WORKFLOW, 7, 26, "`python` is `3.11`"),
    ),
    "included": (
        {WORKFLOW: workflow("x: y", "include:\n          - python-version: pypy3.10")},
        *(WORKFLOW, 8, 29, "`python-version` is `pypy3.10`"),
    ),
    "key of a matrix": (
        {WORKFLOW: workflow("python-version: ${{ matrix.version }}", "version: [3.12, 3.9]")},
        *(WORKFLOW, 7, 25, "`version` is `3.9`"),
    ),
    "key of an item of a matrix": (
        {WORKFLOW: workflow("python-version: ${{ matrix.on.v }}", "on: [{v: 3.12}, {v: 3.9}]")},
        *(WORKFLOW, 7, 29, "`v` is `3.9`"),
    ),
    "variable": (
        {WORKFLOW: "env:\n  PY: '3.9'\n" + workflow("python-version: ${{ env.PY }}")},
        *(WORKFLOW, 2, 7, "`PY` is `3.9`"),
    ),
    "default of an input": (
        {"action.yml": "inputs:\n  python-version:\n    default: '3.9'\n"},
        *("action.yml", 3, 14, "`python-version` is `3.9`"),
    ),
    "composite action": (
        {
            ".github/actions/a/b/action.yaml": (
                "runs:\n  steps:\n  - uses: actions/setup-python@v5\n"
                "    with: {python-version: 3.9}\n"
            )
        },
        *(".github/actions/a/b/action.yaml", 4, 28, "`python-version` is `3.9`"),
    ),
    "version file": (
        {
            WORKFLOW: workflow("python-version-file: ./.tool-versions"),
            ".tool-versions": "python 3.9.1\n",
        },
        *(".tool-versions", 1, 8, "`.tool-versions` is `3.9.1`"),
    ),
    "container": (
        {WORKFLOW: "jobs:\n  a:\n    container: python:3.9-slim\n"},
        *(WORKFLOW, 3, 16, "write `container: python:3.12-slim`"),
    ),
    "container with options": (
        {WORKFLOW: "jobs:\n  a:\n    container:\n      image: python:3.9\n"},
        *(WORKFLOW, 4, 14, "`image: python:3.9` is Python 3.9"),
    ),
    "second document": ({WORKFLOW: "a: python\n---\npython: 3.9\n"}, WORKFLOW, 3, 9, "3.9"),
    "key that stands twice": (
        {WORKFLOW: "python: 3.12\npython: 3.9\n"},
        *(WORKFLOW, 2, 9, "`python` is `3.9`"),
    ),
    "compose file": (
        {"docker-compose.dev.yml": "services:\n  app:\n    image: python:3.11\n"},
        *("docker-compose.dev.yml", 3, 12, "write `image: python:3.12`"),
    ),
    "default in a compose file": (
        {"deploy/compose.yaml": "services: {a: {image: 'python:${PY:-${OLD:-3.9}}-slim'}}\n"},
        *("deploy/compose.yaml", 1, 23, "`image: python:3.9-slim` is Python 3.9"),
    ),
    "merged service": (
        {"compose.yml": "x-a: &a\n  image: python:3.9\nservices:\n  b:\n    <<: *a\n"},
        *("compose.yml", 2, 10, "is Python 3.9"),
    ),
    "service not developed on": (
        {".python-version": "3.12\n", "compose.yml": "services: {a: {image: 'python:3.13'}}\n"},
        *("compose.yml", 1, 23, "write `image: python:3.12`, or add the version there"),
    ),
    "pipeline": (
        {".gitlab-ci.yml": "variables:\n  PY: '3.9'\ntest:\n  image: python:${PY}\n"},
        *(".gitlab-ci.yml", 4, 10, "`image: python:3.9` is Python 3.9"),
    ),
    "image by name in a pipeline": (
        {".gitlab-ci.yml": "test:\n  image:\n    name: acme/python:3.9\n"},
        *(".gitlab-ci.yml", 3, 11, "write `image: acme/python:3.12`"),
    ),
    "mypy's hidden file": (
        {".mypy.ini": "[mypy]\npython_version: 3.13\n"},
        *(
            ".mypy.ini",
            2,
            1,
            "have to agree (Python Version, Required Version): write `3.12`",
        ),
    ),
    "mypy's section": (
        {"setup.cfg": "[metadata]\nname = a\n\n[mypy]\npython_version = 3.13\n"},
        *("setup.cfg", 5, 1, "`python_version` is `3.13`"),
    ),
    "Ruff's hidden file": (
        {"tools/.ruff.toml": '# a\ntarget-version = "py313"\n'},
        *("tools/.ruff.toml", 2, 1, "`target-version` is `py313`"),
    ),
    "hook by its version": (
        {
            ".pre-commit-config.yaml": (
                "repos:\n- repo: x\n  hooks:\n  - id: a\n    language_version: python3.10\n"
            )
        },
        *(".pre-commit-config.yaml", 5, 23, "`language_version` is `python3.10`"),
    ),
    "hook of a language": (
        {
            ".pre-commit-config.yaml": (
                "repos:\n- repo: local\n  hooks:\n"
                "  - {id: a, language: python, language_version: '3.10'}\n"
            )
        },
        *(".pre-commit-config.yaml", 4, 49, "write `python3.12`"),
    ),
    "PyPy": (
        {".python-version": "pypy3.10-7.3.12\n"},
        ".python-version",
        1,
        1,
        "`pypy3.10-7.3.12`",
    ),
    "build of uv's": (
        {".python-version": "cpython-3.11.9-linux-x86_64-gnu\n"},
        *(".python-version", 1, 1, "`cpython-3.11.9-linux-x86_64-gnu`"),
    ),
    "second local version": (
        {".python-version": "3.12\n3.11 # old\n"},
        *(".python-version", 2, 1, "`.python-version` is `3.11`"),
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
        *("requirements-dev.txt", 1, 1, "uv is the only package manager (Package Management, uv)"),
    ),
    "requirements in a directory": (
        {"requirements/base.txt": ""},
        *("requirements/base.txt", 1, 1, "run `uv add -r requirements/base.txt`, and remove it"),
    ),
    "requirements of the documentation": (
        {"docs/requirements.txt": ""},
        *("docs/requirements.txt", 1, 1, "run `uv add --group docs -r docs/requirements.txt`"),
    ),
    "requirements of developers": (
        {"requirements/test.txt": "pytest\n"},
        *("requirements/test.txt", 1, 1, "run `uv add --dev -r requirements/test.txt`"),
    ),
    "requirements that pip-compile wrote": (
        {
            "requirements.txt": (
                "#\n# This file is autogenerated by pip-compile with Python 3.12\n"
                "# by the following command:\n#\n"
                "#    pip-compile --output-file=requirements.txt base.in\n#\nidna==3.7\n"
            )
        },
        *(
            *("requirements.txt", 1, 1),
            "write it with `uv pip compile base.in -o requirements.txt`",
        ),
    ),
    "setup.py that builds what it declares": (
        {"setup.py": "setup(name='shop', ext_modules=[])\n"},
        *("setup.py", 1, 1, "move its metadata to `[project]`, and keep only `ext_modules`"),
    ),
    "setup.cfg": (
        {"pyproject.toml": "", "setup.cfg": "[metadata]\nname = shop\n"},
        *("setup.cfg", 1, 1, "move its metadata to `[project]`, and remove it"),
    ),
    "hook of Black": (
        {".pre-commit-config.yaml": "repos:\n- repo: x/black\n  hooks:\n  - id: black\n"},
        *(".pre-commit-config.yaml", 4, 9, "the hook `black` runs black; Ruff is the only"),
    ),
    "hook and table of isort": (
        {
            "pyproject.toml": PYPROJECT + "[tool.isort]\n",
            ".pre-commit-config.yaml": (
                "repos:\n- repo: local\n  hooks:\n"
                "  - {id: sort, entry: uv run --frozen isort ., language: system}\n"
            ),
        },
        *(".pre-commit-config.yaml", 4, 10, "remove it and `[tool.isort]`, and run the hooks of"),
    ),
    "old release of Ruff's hooks": (
        {".pre-commit-config.yaml": f"repos:\n- repo: {RUFF_HOOKS}\n  rev: v0.4.2\n  hooks: []\n"},
        *(".pre-commit-config.yaml", 3, 8, "requires Ruff 0.8.0 or newer (Overview, Key Tools)"),
    ),
    "old release behind a hash": (
        {
            ".pre-commit-config.yaml": (
                f"repos:\n- repo: {RUFF_HOOKS}\n  rev: 0a1b2c3d  # frozen: v0.7.4\n  hooks: []\n"
            )
        },
        *(".pre-commit-config.yaml", 3, 8, "`rev` of ruff-pre-commit is `v0.7.4`"),
    ),
    "matrix of old and new versions": (
        {WORKFLOW: workflow("python-version: ${{ matrix.py }}", 'py: ["3.10", "3.11", "3.12"]')},
        *(WORKFLOW, 7, 14, "`py` has `3.10` and `3.11`; the standard requires 3.12 or"),
    ),
    "matrix of old versions": (
        {WORKFLOW: workflow("python-version: ${{ matrix.py }}", "py: [3.9, 3.10]")},
        *(WORKFLOW, 7, 14, "write `3.12` instead of them"),
    ),
    "Pipfile": ({"Pipfile": ""}, "Pipfile", 1, 1, "`Pipfile` exists"),
    "poetry": ({"poetry.lock": ""}, "poetry.lock", 1, 1, "`uv lock` writes `uv.lock`"),
    "setup.py": ({"setup.py": ""}, "setup.py", 1, 1, "move its metadata to `[project]`"),
    "conda": (
        {"environment.yml": "name: shop\ndependencies:\n  - numpy\n"},
        *("environment.yml", 1, 1, "uv is the only"),
    ),
    "setup.py of a second distribution": (
        {"plugins/a/setup.py": "from setuptools import setup\n\nsetup()\n"},
        *("plugins/a/setup.py", 1, 1, "`setup.py` exists"),
    ),
    "flake8": ({".flake8": ""}, ".flake8", 1, 1, "Ruff is the only linter"),
    "poetry's table": (
        {"pyproject.toml": PYPROJECT + "[tool.poetry.group.dev]\n"},
        *("pyproject.toml", 5, 1, "`[tool.poetry]` exists"),
    ),
    "Black": (
        {"pyproject.toml": PYPROJECT + "[tool.black]\nline-length = 100\n"},
        *("pyproject.toml", 5, 1, "`[tool.black]` exists; Ruff"),
    ),
    "no lock": (
        {"pyproject.toml": DEPENDING},
        "pyproject.toml",
        5,
        1,
        "run `uv lock` and commit it",
    ),
    "pip": (
        {"Dockerfile": "FROM python:3.12\nRUN apt-get update \\\n && pip install -r r.txt\n"},
        *("Dockerfile", 2, 1, "pip installs `-r r.txt`; uv is the only package manager"),
    ),
    "pip in brackets": (
        {"Dockerfile": 'FROM python:3.12\nRUN ["pip", "install", "flask==3"]\n'},
        *("Dockerfile", 2, 1, "pip installs `flask==3`"),
    ),
    "pip in a here-document": (
        {"Dockerfile": "FROM python:3.12\nRUN <<EOF\nset -e\npip install .\nEOF\nUSER app\n"},
        *("Dockerfile", 2, 1, "pip installs `.`"),
    ),
    "pip in another here-document": (
        {"Dockerfile": "FROM python:3.12\nRUN bash -e <<'EOF'\n# don't\npip install -e .\nEOF\n"},
        *("Dockerfile", 2, 1, "pip installs `-e .`"),
    ),
    "pip in a script of a here-document": (
        {"Dockerfile": "FROM python:3.12\nRUN <<EOF\n#!/bin/sh -e\npip install a\nEOF\n"},
        *("Dockerfile", 2, 1, "pip installs `a`"),
    ),
    "pip by a shell": (
        {"Dockerfile": 'FROM python:3.12\nRUN ["/bin/sh", "-ec", "set -x && pip install flask"]\n'},
        *("Dockerfile", 2, 1, "pip installs `flask`"),
    ),
    "pip for later": (
        {"Dockerfile": "FROM python:3.12\nONBUILD RUN pip install .\n"},
        *("Dockerfile", 2, 1, "pip installs `.`"),
    ),
    "pip between comments": (
        {"Dockerfile": "FROM python:3.12\nRUN pip install \\\n# no\n\n    flask \\\n    httpx\n"},
        *("Dockerfile", 2, 1, "pip installs `flask httpx`"),
    ),
    "pip behind another command": (
        {"Dockerfile": "FROM python:3.12\nRUN conda run -n x pip3 install flask\n"},
        *("Dockerfile", 2, 1, "pip installs `flask`"),
    ),
    "pip under a condition": (
        {"Dockerfile": "FROM python:3.12\nRUN if [ -f a ]; then X=1 pip install a; fi\n"},
        *("Dockerfile", 2, 1, "pip installs `a`"),
    ),
    "pip behind what looks like a list": (
        {"Dockerfile": "FROM python:3.12\nRUN [ $X = 1 ] && Y=2 \\\n && pip install a \\\n b\n"},
        *("Dockerfile", 2, 1, "pip installs `a b`"),
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
    (found,) = check(HOOK_ID, tmp_path, {"pyproject.toml": PYPROJECT, **files}, monkeypatch)
    assert (found.path, found.line, found.column) == (path, line, column)
    assert text in found.message


POETRY = '[tool.poetry]\nname = "shop"\n\n[tool.poetry.dependencies]\n'
OF_SETUP = "from setuptools import setup\n\nsetup(\n    name='shop',\n    python_requires={},\n)\n"


@pytest.mark.parametrize(
    ("file", "text", "line", "described"),
    [
        pytest.param(
            "pyproject.toml",
            f'{POETRY}python = "^3.9"\n',
            5,
            '`tool.poetry.dependencies.python` is "^3.9"; the standard requires 3.12',
            id="Poetry",
        ),
        pytest.param(
            "setup.cfg",
            "[metadata]\nname = shop\n[options]\npython_requires = >=3.9\n",
            4,
            '`options.python_requires` is ">=3.9"',
            id="setup.cfg",
        ),
        pytest.param(
            "setup.py", OF_SETUP.format("'>=3.9'"), 5, '`python_requires` is ">=3.9"', id="setup.py"
        ),
    ],
)
def test_the_python_declared_to_poetry_or_setuptools_is_checked_and_compared(
    *,
    file: str,
    text: str,
    line: int,
    described: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = {file: text, WORKFLOW: workflow("python-version: ${{ matrix.v }}", "v: [3.8, 3.9]")}
    found = check(HOOK_ID, tmp_path, files, monkeypatch)
    (minimum,) = (each for each in found if each.symbol == "python-minimum" and each.path == file)
    assert (minimum.line, minimum.message.startswith(described)) == (line, True)
    (tested,) = (each for each in found if each.path == WORKFLOW)
    assert "`v` is `3.8`" in tested.message
    (manager,) = (each for each in found if each.symbol == "uv-alone")
    assert manager.path == file


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f'{POETRY}python = "^3.12"\n', id="Poetry"),
        pytest.param(f'{POETRY}python = {{ version = ">=3.12,<4" }}\n', id="Poetry's table"),
        pytest.param(POETRY, id="none"),
    ],
)
def test_a_new_python_that_is_declared_to_poetry_is_no_finding(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = check(HOOK_ID, tmp_path, {"pyproject.toml": text}, monkeypatch)
    assert {each.symbol for each in found} == {"uv-alone"}


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
        pytest.param("Dockerfile", b"FROM x\0\1", (1, 1), "it contains NUL bytes", id="binary"),
        pytest.param("Dockerfile", b"#" * 5_000_000, (1, 1), "larger than max-size", id="image"),
        pytest.param("compose.yml", b"py: {", (1, 6), "it is not valid YAML", id="compose file"),
        pytest.param(".gitlab-ci.yml", b"py: *a", (1, 5), "it is not valid YAML", id="pipeline"),
        pytest.param("mypy.ini", b"python_version", (1, 1), "not a valid ini", id="ini"),
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
    files: dict[str, str | bytes] = {
        "pyproject.toml": PYPROJECT,
        path: content,
        ".python-version": "3.11",
    }
    other, found = check(HOOK_ID, tmp_path, files, monkeypatch)
    if other.path != ".python-version":
        other, found = found, other
    assert other.path == ".python-version"
    assert (found.path, found.line, found.column) == (path, *place)
    assert f"could not be checked: {reason}"[:22] in found.message
    assert reason in found.message


@pytest.mark.parametrize(
    "content", ["", "garbage", "FROM", "FROM \\", "RUN <<EOF\n", "\\\n", "ARG ="]
)
def test_a_broken_dockerfile_is_read_as_far_as_possible(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = check(HOOK_ID, tmp_path, {"Dockerfile": content}, monkeypatch)
    assert [each.message for each in found if "internal error" in each.message] == []


def test_a_missing_file_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Dockerfile").mkdir()
    (tmp_path / "api.Dockerfile").symlink_to("nowhere")
    (tmp_path / "web.Dockerfile").symlink_to("Dockerfile")
    (found,) = check(HOOK_ID, tmp_path, {"Dockerfile/FROM": "FROM python:3.8\n"}, monkeypatch)
    assert (found.path, found.line) == ("api.Dockerfile", 1)
    assert found.message.startswith("could not be checked: it cannot be read: No such file")


@pytest.mark.parametrize(
    "levels",
    [
        pytest.param([f"[{', '.join([f'*a{n}'] * 9)}]" for n in range(40)], id="lists"),
        pytest.param(
            ["{" + ", ".join(f"k{k}: *a{n}" for k in range(9)) + "}" for n in range(40)],
            id="tables",
        ),
        pytest.param([f"{{k: *a{n}}}" for n in range(400)], id="chain"),
    ],
)
def test_aliases_that_multiply_are_read_once(
    levels: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    above = "".join(f"a{n + 1}: &a{n + 1} {level}\n" for n, level in enumerate(levels))
    files = {WORKFLOW: f"a0: &a0 [{{python: 3.11}}]\n{above}"}
    assert len(check(HOOK_ID, tmp_path, files, monkeypatch)) == 1


@pytest.mark.parametrize(
    "words",
    [pytest.param("flask " * 100_000, id="words"), pytest.param("(" * 600_000, id="brackets")],
)
def test_a_command_of_any_length_is_read(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"Dockerfile": f"FROM python:3.12\nRUN pip install flask {words}\n"}
    (found,) = check(HOOK_ID, tmp_path, files, monkeypatch)
    assert found.message.startswith("pip installs `flask")


def test_files_outside_any_project_are_compared_with_the_only_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "backend/pyproject.toml": PYPROJECT.replace("3.12", "3.13"),
        "Dockerfile": "FROM python:3.12\n",
        WORKFLOW: workflow("python-version: '3.13'"),
    }
    (found,) = check(HOOK_ID, tmp_path, files, monkeypatch)
    assert found.path == "Dockerfile"
    assert 'which `requires-python`, ">=3.13", does not admit' in found.message


def test_projects_of_a_monorepo_are_checked_one_by_one(
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
    assert check(HOOK_ID, tmp_path, files, monkeypatch) == []


def test_pre_commit_starts_the_hook_for_every_file_that_takes_part() -> None:
    root = Path(__file__).parents[2]
    manifest = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text())
    (files,) = (re.compile(hook["files"]) for hook in manifest if hook["id"] == HOOK_ID)
    found = {path for _, path, *_ in BAD.values()}
    assert sorted(path for path in found if not files.search(path)) == []
    for path in (*found, "uv.lock"):
        assert takes_part(path.rpartition("/")[2])
    assert not takes_part("main.py")
    assert not files.search("docs/ci.yml")
    assert not files.search("src/app/compose.py")


def run_git(*arguments: str) -> None:
    """Run git in the working directory."""
    subprocess.run(["git", *arguments], check=True, capture_output=True)  # noqa: S603, S607


def test_a_lock_file_is_tracked_or_it_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def message() -> str:
        return "\n".join(found.message for found in check(HOOK_ID, tmp_path, {}, monkeypatch))

    files = {"pyproject.toml": DEPENDING, "uv.lock": "", "a/b/pyproject.toml": DEPENDING}
    write_files(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    run_git("init", "--quiet")
    assert message().count("`uv.lock` is not tracked by git") == len(("", "a/b"))
    assert message().count("run `git add uv.lock`") == len(("", "a/b"))
    run_git("add", "uv.lock")
    assert message() == ""
    run_git("rm", "--quiet", "--cached", "uv.lock")
    (tmp_path / ".gitignore").write_text("uv.lock\n")
    assert "remove the line from `.gitignore`, run `uv lock` and commit it" in message()
    run_git("add", "--force", "uv.lock")
    assert message() == ""
    (tmp_path / "uv.lock").unlink()
    (tmp_path / ".gitignore").unlink()
    assert message().count("`uv.lock` is missing") == len(("", "a/b"))


WAIVED: dict[str, Mapping[str, str]] = {
    "hook-minimum": {
        ".pre-commit-config.yaml": f"repos: [{{repo: {RUFF_HOOKS}, rev: v0.1.0, hooks: []}}]\n"
    },
    "python-agreement": {"compose.yml": "services: {a: {image: 'python:3.13'}}\n"},
    "python-minimum": {".python-version": "3.11\n"},
    "readable": {"Dockerfile": "FROM \0"},
    "ruff-alone": {".flake8": ""},
    "uv-alone": {"Dockerfile": "FROM python:3.12\nRUN pip install flask\n"},
    "uv-frozen": {"Dockerfile": "FROM python:3.12\nRUN uv sync\n"},
    "uv-lock": {},
}


@pytest.mark.parametrize(("expectation", "files"), WAIVED.items(), ids=WAIVED.keys())
def test_every_expectation_can_be_waived(
    expectation: str, files: Mapping[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = {} if expectation == "python-minimum" else {".python-version": "3.12\n"}
    lock = {} if expectation == "uv-lock" else {"uv.lock": ""}
    text = {"pyproject.toml": DEPENDING}
    assert check(HOOK_ID, tmp_path, {**local, **lock, **text, **files}, monkeypatch) != []
    text = {"pyproject.toml": DEPENDING + WAIVERS + f'{expectation} = "for now"\n'}
    assert check(HOOK_ID, tmp_path, text, monkeypatch) == []


def test_every_expectation_is_documented_and_tried() -> None:
    assert sorted(WAIVED) == list(EXPECTATIONS)
    for expectation in EXPECTATIONS:
        assert f"`{expectation}`" in HOOK.documentation


@pytest.mark.parametrize("waiver", ['"docs/requirements.txt" = "host"', 'uv-alone = "later"'])
def test_a_waiver_names_an_expectation_or_files(
    waiver: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"pyproject.toml": PYPROJECT + WAIVERS + waiver, "docs/requirements.txt": ""}
    assert check(HOOK_ID, tmp_path, files, monkeypatch) == []
    (tmp_path / "docs" / "requirements.txt").unlink()
    (found,) = check(HOOK_ID, tmp_path, {}, monkeypatch)
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
def test_versions_are_read_where_they_are_reported(text: str, release: tuple[int, int]) -> None:
    assert release_in(text) == release


def test_tags_and_names_of_dockerfiles() -> None:
    assert release_of("mcr.microsoft.com/devcontainers/python:1-3.12-bookworm") == (3, 12)
    assert release_of("tiangolo/uvicorn-gunicorn:python3.11-slim") == (3, 11)
    assert release_of("python:alpine3.19") is None
    assert is_dockerfile("a/Dockerfile.dev")
    assert not is_dockerfile("Dockerfile.dockerignore")
    assert not is_dockerfile("src/dockerfile.py")


def test_values_of_options_are_not_packages() -> None:
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
    assert capsys.readouterr().out.startswith("Pipfile:1:1: toolchain-drift `Pipfile` exists")
