"""Small repositories for the tests of pyproject-drift, and a configuration that keeps the standard.

The configuration is what the standard requires, as a project would write it.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from standards_hooks.engine.configuration import Configurations
from standards_hooks.project.repository import Project, Repository
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.pyproject_drift import HOOK


if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from standards_hooks.core.finding import Finding


PROJECT = """\
[project]
name = "shop"
version = "1.0.0"
description = "Sells things"
readme = "README.md"
requires-python = ">=3.12"
dependencies = ["fastapi>=0.115.0", "pydantic>=2.10.0", "uvicorn[standard]>=0.32.0"]

[project.optional-dependencies]
dev = [
    "pytest>=8.3.0", "pytest-cov>=6.0.0", "pytest-asyncio>=0.24.0", "ruff>=0.8.0", "mypy>=1.13.0"
]

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[tool.uv]
dev-dependencies = ["pytest>=8.3.0", "pytest-cov>=6.0.0", "pytest-asyncio>=0.24.0", "ruff>=0.8.0"]
"""
SELECTORS = [
    "E",
    "W",
    "F",
    "I",
    "N",
    "UP",
    "ANN",
    "ASYNC",
    "S",
    "B",
    "A",
    "C4",
    "DTZ",
    "T10",
    "EM",
    "FA",
    "ISC",
    "ICN",
    "LOG",
    "G",
    "PIE",
    "T20",
    "PT",
    "Q",
    "RSE",
    "RET",
    "SLF",
    "SIM",
    "TID",
    "TCH",
    "ARG",
    "PTH",
    "ERA",
    "PL",
    "TRY",
    "FLY",
    "PERF",
    "FURB",
    "RUF",
]
SELECT = f"select = {SELECTORS}\n".replace("'", '"')
RUFF = f"""\
[tool.ruff]
target-version = "py312"
line-length = 100
src = ["src"]
exclude = [".git", ".venv", "__pycache__", "build", "dist"]

[tool.ruff.lint]
{SELECT}\
ignore = ["ANN101", "ANN102", "ANN401", "PLR0913", "TRY003", "ISC001"]

[tool.ruff.lint.per-file-ignores]
"tests/**/*.py" = ["S101", "ARG", "PLR2004", "ANN"]
"alembic/**/*.py" = ["INP001"]

[tool.ruff.lint.pydocstyle]
convention = "google"

[tool.ruff.lint.isort]
known-first-party = ["app"]
force-single-line = false
lines-after-imports = 2

[tool.ruff.format]
quote-style = "double"
indent-style = "space"
skip-magic-trailing-comma = false
line-ending = "auto"
docstring-code-format = true
"""
MYPY = """\
[tool.mypy]
python_version = "3.12"
warn_return_any = true
warn_unused_configs = true
disallow_untyped_defs = true
disallow_incomplete_defs = true
check_untyped_defs = true
disallow_untyped_decorators = true
no_implicit_optional = true
warn_redundant_casts = true
warn_unused_ignores = true
warn_no_return = true
warn_unreachable = true
strict_equality = true
show_error_codes = true
plugins = ["pydantic.mypy"]

[[tool.mypy.overrides]]
module = "tests.*"
disallow_untyped_defs = false

[[tool.mypy.overrides]]
module = "alembic.*"
ignore_errors = true
"""
GOOD = f"{PROJECT}\n{RUFF}\n{MYPY}"
LAYOUT = {"src/app/__init__.py": "", "tests/__init__.py": "", "alembic/env.py": ""}


def changed(*changes: tuple[str, str], text: str = GOOD) -> str:
    """Return the good configuration with some text of it replaced."""
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


def repository(root: Path, files: Mapping[str, str | bytes]) -> Repository:
    """Write a repository's files and return it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Repository(str(root))


def findings_of(root: Path, directory: str = "") -> list[Finding]:
    """Return the findings of one project of a repository, sorted."""
    project = Project(Repository(str(root)), directory)
    configuration = Configurations(HOOK_IDS).of(project.path("pyproject.toml"))
    assert HOOK.find_in_project is not None
    found = HOOK.find_in_project(project, configuration.options_of(HOOK, {}))
    return sorted(found, key=lambda finding: finding.order())


def findings_in(root: Path, text: str | bytes, **others: str) -> list[Finding]:
    """Return the findings of a repository in the standard's layout with one `pyproject.toml`."""
    repository(root, {**LAYOUT, "pyproject.toml": text, **others})
    return findings_of(root)


def messages_in(root: Path, text: str) -> list[str]:
    """Return what is said about a `pyproject.toml`."""
    return [finding.message for finding in findings_in(root, text)]


def pasted(finding: Finding) -> str:
    """Return the block that a finding about a missing table gives."""
    block = finding.advice.partition("\n\n# or, ")[0] + "\n"
    tomllib.loads(block)
    return block


def waived(waivers: str, text: str = GOOD) -> str:
    """Return a configuration with waivers added."""
    return f"{text}\n[tool.standards-hooks.pyproject-drift.waivers]\n{waivers}\n"
