"""Repositories of many kinds, and what `standards init` does for each.

Written once, so that the unit tests read what was added and pre-commit itself accepts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standards_hooks.commands import init
from standards_hooks.project.repository import Repository
from tests.unit.repositories import write_files


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pytest


ADDRESS = "https://git.example.com/standards-hooks"
CONFIGURATION = ".pre-commit-config.yaml"
OTHER = "repos:\n  - repo: meta\n    hooks:\n      - id: identity\n"
PACKAGE = {"shop/__init__.py": ""}
SOURCE = {"src/shop/__init__.py": "", "tests/test_shop.py": ""}
LOCK = {"uv.lock": "version = 1\n"}


@dataclass(frozen=True)
class Fitted:
    """A repository, and what is expected of its configuration.

    Attributes:
        id: What is special about it.
        files: Its files.
        has: Lines of the resulting configuration, without indentation.
        lacks: Lines that it must not have.
        notes: What is said of the choices.
        is_adopting: Whether old code is adopted.
    """

    id: str
    files: Mapping[str, str]
    has: Sequence[str] = ()
    lacks: Sequence[str] = ()
    notes: Sequence[str] = ()
    is_adopting: bool = False


def project(dev: str = "", tables: str = "") -> dict[str, str]:
    """Return a `pyproject.toml` with `[project]`, a development group and further tables."""
    group = f"[dependency-groups]\ndev = [{dev}]\n" if dev else ""
    return {"pyproject.toml": f'[project]\nname = "shop"\nversion = "1"\n{group}{tables}'}


def poetry(table: str) -> dict[str, str]:
    """Return a Poetry project with one more table."""
    return {"pyproject.toml": f'[tool.poetry]\nname = "shop"\n{table}', "poetry.lock": ""}


def configuration(entries: str, head: str = "") -> dict[str, str]:
    """Return a configuration with entries for pre-commit."""
    return {CONFIGURATION: f"{head}repos:\n{entries}"}


def local(*hooks: str) -> str:
    """Return a local entry with hooks in braces."""
    lines = "".join(f"      - {{{hook}, name: x, language: system}}\n" for hook in hooks)
    return f"  - repo: local\n    hooks:\n{lines}"


MYPY = '"mypy>=1.13"'
NO_MYPY = "`mypy` was left out: nothing here depends on it; {}, then run `standards init` again"
NO_MYPY_UV = NO_MYPY.format("`uv add --dev mypy`")
NO_MYPY_PIP = NO_MYPY.format("add it to the requirements")
NO_LOCK = "`uv-lock` was left out: {} manages the dependencies here"
NO_LOCK_POETRY = NO_LOCK.format("Poetry")
NO_LOCK_PIP = NO_LOCK.format("pip")
NO_LOCK_NOTHING = "`uv-lock` was left out: the root has no `[project]` that uv could lock"
BLACK = "  - repo: https://github.com/psf/black\n    rev: 25.1.0\n    hooks:\n      - id: black\n"
ISORT = "  - repo: https://github.com/pycqa/isort\n    rev: 5.12.0\n    hooks:\n      - id: isort\n"
RUFF_HOOK = (
    "  - repo: https://github.com/{}/ruff-pre-commit\n    rev: {}\n    hooks:\n      - id: ruff\n"
)
OWN = (
    "  - repo: https://git.example.com/standards-hooks\n    rev: v1.2.3\n    hooks:\n"
    "      - id: standards\n"
)
NO_FORMATTER = (
    "`ruff-format` was left out: {} formats here; to move to Ruff, remove {}, then run"
    " `standards init` again"
)
NO_IMPORTS = (
    "`ruff-check` leaves imports alone: {} sorts them here; to move to Ruff, remove {} and"
    " `--ignore=I`"
)

NEW = [
    Fitted("nothing", {}, ["- id: uv-lock", "entry: uv run --frozen mypy src"]),
    Fitted("a-readme", {"README.md": ""}, ["entry: uv run --frozen mypy src"]),
]
TYPE_CHECKS = [
    Fitted("src", {**SOURCE, **LOCK, **project(MYPY)}, ["entry: uv run --frozen mypy src"]),
    Fitted("a-package", {**PACKAGE, **LOCK, **project(MYPY)}, ["entry: uv run --frozen mypy shop"]),
    Fitted(
        "two-packages",
        {**PACKAGE, **LOCK, **project(MYPY), "bar/__init__.py": "", "tests/__init__.py": ""},
        ["entry: uv run --frozen mypy bar shop"],
    ),
    Fitted("modules", {"a.py": "", **LOCK, **project(MYPY)}, ["entry: uv run --frozen mypy ."]),
    Fitted(
        "many-packages",
        {**{f"p{number}/__init__.py": "" for number in range(9)}, **LOCK, **project(MYPY)},
        ["entry: uv run --frozen mypy ."],
    ),
    Fitted(
        "files-in-pyproject",
        {**PACKAGE, **LOCK, **project(MYPY, '[tool.mypy]\nfiles = ["shop"]\n')},
        ["entry: uv run --frozen mypy"],
    ),
    Fitted(
        "packages-in-an-ini-file",
        {**PACKAGE, **LOCK, **project(MYPY), "mypy.ini": "[mypy]\npackages = shop\n"},
        ["entry: uv run --frozen mypy"],
    ),
    Fitted(
        "settings-without-targets",
        {**PACKAGE, **LOCK, **project(MYPY, "[tool.mypy]\nstrict = true\n")},
        ["entry: uv run --frozen mypy shop"],
    ),
    Fitted(
        "files-that-another-file-hides",
        {
            **PACKAGE,
            **LOCK,
            **project(MYPY, '[tool.mypy]\nfiles = ["shop"]\n'),
            "mypy.ini": "[mypy]\nstrict = True\n",
        },
        ["entry: uv run --frozen mypy shop"],
    ),
    Fitted(
        "another-group",
        {**SOURCE, **LOCK, **project("", f"[dependency-groups]\ndev = []\nlint = [{MYPY}]\n")},
        ["entry: uv run --frozen --group lint mypy src"],
    ),
    Fitted(
        "a-group-that-dev-includes",
        {
            **SOURCE,
            **LOCK,
            **project('{include-group = "lint"}', f"lint = [{MYPY}]\n"),
        },
        ["entry: uv run --frozen mypy src"],
    ),
    Fitted(
        "groups-in-a-circle",
        {**SOURCE, **LOCK, **project('{include-group = "dev"}')},
        lacks=["- id: mypy", "skip: [uv-lock, mypy]"],
        notes=[NO_MYPY_UV],
    ),
    Fitted(
        "another-default-group",
        {
            **SOURCE,
            **LOCK,
            **project(
                "",
                f"[dependency-groups]\nlint = [{MYPY}]\n[tool.uv]\ndefault-groups = ['lint']\n",
            ),
        },
        ["entry: uv run --frozen mypy src"],
    ),
    Fitted(
        "an-extra",
        {**SOURCE, **LOCK, **project("", f"[project.optional-dependencies]\nx = [{MYPY}]\n")},
        ["entry: uv run --frozen --extra x mypy src"],
    ),
    Fitted(
        "a-dependency-of-a-dependency",
        {**SOURCE, **project(), "uv.lock": '[[package]]\nname = "mypy"\n'},
        ["entry: uv run --frozen mypy src"],
    ),
    Fitted(
        "only-its-extensions",
        {
            **SOURCE,
            **project('"mypy-extensions"'),
            "uv.lock": '[[package]]\nname = "mypy-extensions"\n',
            "requirements-dev.txt": "mypy-extensions\n# mypy\n",
        },
        lacks=["- id: mypy"],
        notes=[NO_MYPY_UV],
    ),
    Fitted(
        "settings-but-no-dependency",
        {**SOURCE, **LOCK, **project("", "[tool.mypy]\nstrict = true\n")},
        lacks=["- id: mypy"],
        notes=[NO_MYPY_UV],
    ),
    Fitted("no-lock-file", {**SOURCE, **project(MYPY)}, ["entry: mypy src", "- id: uv-lock"]),
    Fitted(
        "no-lock-file-but-settings-of-uv",
        {**SOURCE, **project(MYPY, "[tool.uv]\nmanaged = true\n")},
        ["entry: uv run mypy src"],
    ),
    Fitted(
        "poetry",
        {**PACKAGE, **poetry('[tool.poetry.group.dev.dependencies]\nmypy = "^1.5"\n')},
        ["entry: poetry run mypy shop", "skip: [mypy]"],
        ["- id: uv-lock"],
        [NO_LOCK_POETRY],
    ),
    Fitted(
        "poetry-without-mypy",
        {**PACKAGE, **poetry('[tool.poetry.dependencies]\npython = "^3.10"\n')},
        lacks=["- id: uv-lock", "- id: mypy", "ci:"],
        notes=[
            NO_LOCK_POETRY,
            NO_MYPY.format("`poetry add --group dev mypy`"),
        ],
    ),
    Fitted(
        "pdm",
        {
            **SOURCE,
            **project("", f"[tool.pdm.dev-dependencies]\nx = [{MYPY}]\n"),
            "pdm.lock": "",
        },
        ["entry: pdm run mypy src"],
        ["- id: uv-lock"],
        [NO_LOCK.format("PDM")],
    ),
    Fitted(
        "pipenv",
        {**SOURCE, "Pipfile": '[dev-packages]\nmypy = "*"\n'},
        ["entry: pipenv run mypy src"],
        ["- id: uv-lock"],
        [NO_LOCK.format("Pipenv")],
    ),
    Fitted(
        "requirements",
        {**PACKAGE, "requirements.txt": "django\n", "requirements/dev.txt": "mypy==1.13\n"},
        ["entry: mypy shop"],
        ["- id: uv-lock"],
        [NO_LOCK_PIP],
    ),
    Fitted(
        "requirements-of-the-documentation",
        {**SOURCE, **project(), "docs/requirements.txt": "mypy\n"},
        ["- id: uv-lock"],
        ["- id: mypy"],
        [NO_MYPY_UV],
    ),
    Fitted(
        "setup-py",
        {**PACKAGE, "setup.py": "setup(extras_require={'dev': ['mypy>=1']})\n"},
        ["entry: mypy shop"],
        notes=[NO_LOCK_PIP],
    ),
    Fitted(
        "setup-cfg",
        {**PACKAGE, "setup.cfg": "[options.extras_require]\ndev =\n    mypy\n[mypy]\n"},
        ["entry: mypy shop"],
        notes=[NO_LOCK_PIP],
    ),
    Fitted(
        "a-project-below",
        {
            **{f"backend/{name}": text for name, text in project(MYPY).items()},
            "backend/app/__init__.py": "",
            "backend/uv.lock": "",
            "frontend/package.json": "{}",
        },
        [
            *("name: mypy in backend", "files: ^backend/"),
            "entry: uv run --frozen --directory backend mypy app",
            *("- id: uv-lock", "args: [--project, backend]"),
            r"files: ^backend/(uv\.lock|pyproject\.toml|uv\.toml)$",
        ],
    ),
    Fitted(
        "two-projects-below",
        {
            "a/src/x/__init__.py": "",
            "a/requirements-dev.txt": "mypy\n",
            **{f"a/{name}": text for name, text in project().items()},
            "b/y/__init__.py": "",
            **{
                f"b/{name}": text
                for name, text in poetry("[tool.poetry.dev-dependencies]\nmypy = '*'\n").items()
            },
        },
        [
            *("entry: bash -c 'cd a && mypy src'", "name: mypy in a", "files: ^a/"),
            *("entry: bash -c 'cd b && poetry run mypy y'", "name: mypy in b", "files: ^b/"),
        ],
        ["- id: uv-lock"],
        [NO_LOCK_NOTHING],
    ),
    Fitted(
        "a-workspace",
        {
            "pyproject.toml": "[tool.uv.workspace]\nmembers = ['a']\n"
            f"[dependency-groups]\ndev = [{MYPY}]\n",
            **LOCK,
            "a/src/x/__init__.py": "",
            **{f"a/{name}": text for name, text in project(MYPY).items()},
        },
        ["entry: uv run --frozen mypy a/src/x", "- id: uv-lock"],
        ["name: mypy in a"],
    ),
    Fitted(
        "a-fixture-that-is-a-project",
        {
            **SOURCE,
            **LOCK,
            **project(),
            **{f"tests/data/{name}": text for name, text in project(MYPY).items()},
        },
        lacks=["- id: mypy"],
        notes=[NO_MYPY_UV],
    ),
    Fitted(
        "a-broken-pyproject",
        {**SOURCE, "pyproject.toml": "[project\n"},
        ["- id: standards"],
        ["- id: mypy", "- id: uv-lock"],
        [NO_LOCK_NOTHING, NO_MYPY_PIP],
    ),
    Fitted(
        "settings-of-tools-alone",
        {**SOURCE, "pyproject.toml": "[tool.ruff]\nline-length = 100\n"},
        ["- id: ruff-format"],
        ["- id: mypy", "- id: uv-lock"],
        [NO_LOCK_NOTHING, NO_MYPY_PIP],
    ),
]
PYTHONS = [
    Fitted(
        "an-older-default",
        configuration(BLACK, "default_language_version:\n  python: python3.11\n"),
        ["language_version: python3.12"],
        notes=[NO_FORMATTER.format("Black", "the hook `black`")],
    ),
    Fitted(
        "an-older-default-with-a-patch",
        {CONFIGURATION: "default_language_version: {python: 3.11.11}\n" + OTHER},
        ["language_version: python3.12"],
    ),
    Fitted("no-default", {CONFIGURATION: OTHER}, ["language_version: python3.12"]),
    Fitted(
        "a-default-without-a-version",
        {CONFIGURATION: "default_language_version: {python: python3}\n" + OTHER},
        ["language_version: python3.12"],
    ),
    Fitted(
        "a-default-of-node-alone",
        {CONFIGURATION: "default_language_version: {node: '20'}\n" + OTHER},
        ["language_version: python3.12"],
    ),
    Fitted(
        "the-oldest-default",
        {CONFIGURATION: "default_language_version: {python: python3.12}\n" + OTHER},
        lacks=["language_version: python3.12"],
    ),
    Fitted(
        "a-newer-default",
        {CONFIGURATION: "default_language_version: {python: python3.14}\n" + OTHER},
        lacks=["language_version: python3.12"],
    ),
    Fitted("a-new-configuration", {}, ["python: python3.12"], ["language_version: python3.12"]),
    Fitted(
        "beside-hooks-that-name-one",
        configuration(OWN + "        language_version: python3.13\n"),
        ["language_version: python3.13", "- id: env-files"],
        ["language_version: python3.12"],
    ),
    Fitted(
        "beside-hooks-that-name-none",
        configuration(OWN),
        ["- id: env-files"],
        ["language_version: python3.12"],
    ),
    Fitted(
        "beside-hooks-under-an-older-default",
        configuration(OWN, "default_language_version: {python: python3.10}\n"),
        ["- id: env-files", "language_version: python3.12"],
    ),
]
FORMATTERS = [
    Fitted(
        "black",
        configuration(BLACK),
        ["- id: ruff-check", "args: [--fix]"],
        ["- id: ruff-format"],
        [NO_FORMATTER.format("Black", "the hook `black`")],
    ),
    Fitted(
        "black-and-its-table",
        {**configuration(BLACK), **SOURCE, **LOCK, **project(MYPY, "[tool.black]\n")},
        lacks=["- id: ruff-format"],
        notes=[NO_FORMATTER.format("Black", "the hook `black` and `[tool.black]`")],
    ),
    Fitted(
        "the-table-alone",
        {**SOURCE, **LOCK, **project(MYPY, "[tool.black]\n")},
        ["- id: ruff-check"],
        ["- id: ruff-format"],
        [NO_FORMATTER.format("Black", "`[tool.black]`")],
    ),
    Fitted(
        "black-beside-the-linter",
        configuration(RUFF_HOOK.format("astral-sh", "v0.9.0") + BLACK),
        ["- id: ruff"],
        ["- id: ruff-check", "- id: ruff-format"],
        [NO_FORMATTER.format("Black", "the hook `black`")],
    ),
    Fitted(
        "black-beside-the-formatter",
        configuration(
            RUFF_HOOK.format("astral-sh", "v0.9.0") + "      - id: ruff-format\n" + BLACK
        ),
        lacks=["- id: ruff-check"],
    ),
    Fitted(
        "black-as-a-local-hook",
        configuration(local("id: format, entry: uv run black .")),
        lacks=["- id: ruff-format"],
        notes=[NO_FORMATTER.format("Black", "the hook `format`")],
    ),
    Fitted(
        "yapf",
        {**configuration(local("id: yapf, entry: yapf")), ".style.yapf": "", "a.py": ""},
        lacks=["- id: ruff-format", "- id: mypy", "- id: uv-lock"],
        notes=[
            NO_FORMATTER.format("YAPF", "the hook `yapf` and `.style.yapf`"),
            NO_LOCK_NOTHING,
            NO_MYPY_PIP,
        ],
    ),
    Fitted(
        "autopep8",
        configuration(local("id: a, entry: autopep8 -i")),
        lacks=["- id: ruff-format"],
        notes=[NO_FORMATTER.format("autopep8", "the hook `a`")],
    ),
    Fitted(
        "blue",
        configuration(local("id: blue, entry: tox -e blue")),
        lacks=["- id: ruff-format"],
        notes=[NO_FORMATTER.format("Blue", "the hook `blue`")],
    ),
    Fitted(
        "isort",
        configuration(ISORT),
        ["args: [--fix, --ignore=I]", "- id: ruff-format"],
        ["args: [--fix]"],
        [NO_IMPORTS.format("isort", "the hook `isort`")],
    ),
    Fitted(
        "isort-by-settings",
        {**SOURCE, **LOCK, **project(MYPY), "setup.cfg": "[isort]\nprofile = black\n"},
        ["args: [--fix, --ignore=I]"],
        notes=[NO_IMPORTS.format("isort", "`[isort]` of `setup.cfg`")],
    ),
    Fitted(
        "isort-beside-the-linter",
        configuration(RUFF_HOOK.format("astral-sh", "v0.9.0") + ISORT),
        ["- id: ruff-format"],
        ["args: [--fix, --ignore=I]", "args: [--fix]"],
    ),
    Fitted(
        "other-settings",
        {**SOURCE, **LOCK, **project(MYPY, "[tool.blackbird]\n"), "setup.cfg": "[isort-x]\n"},
        ["- id: ruff-format", "args: [--fix]"],
    ),
]
RUNNING = [
    Fitted(
        "ruff-and-mypy-as-local-hooks",
        configuration(
            local(
                "id: lint, entry: uv run ruff check",
                "id: format, entry: poetry run ruff format .",
                "id: types, entry: ./scripts/mypy.sh",
            )
        ),
        ["- id: standards"],
        ["- id: ruff-check", "- id: ruff-format", "- id: mypy"],
    ),
    Fitted(
        "ruff-in-a-script",
        {
            **configuration(local("id: lint, entry: scripts/lint.sh")),
            "scripts/lint.sh": "ruff check\nruff format\n",
        },
        lacks=["- id: ruff-check", "- id: ruff-format"],
    ),
    Fitted(
        "a-script-that-does-something-else",
        {**configuration(local("id: lint, entry: scripts/lint.sh")), "scripts/lint.sh": "eslint\n"},
        ["- id: ruff-check", "- id: ruff-format"],
    ),
    Fitted(
        "the-linter-alone-as-a-local-hook",
        configuration(local("id: lint, entry: ruff check")),
        ["- id: ruff-format"],
        ["- id: ruff-check"],
    ),
    Fitted(
        "the-older-address-of-ruff",
        configuration(RUFF_HOOK.format("charliermarsh", "v0.1.6")),
        ["- id: ruff-format"],
        ["- id: ruff-check", "- repo: https://github.com/astral-sh/ruff-pre-commit"],
    ),
    Fitted(
        "a-ruff-without-a-formatter",
        configuration(RUFF_HOOK.format("charliermarsh", "v0.0.270")),
        ["- id: ruff-format", "- repo: https://github.com/astral-sh/ruff-pre-commit"],
        ["- id: ruff-check"],
    ),
    Fitted(
        "the-suite-as-a-local-hook",
        configuration(local("id: ours, entry: uv run standards check")),
        lacks=["- id: standards", "- repo: https://git.example.com/standards-hooks"],
    ),
    Fitted(
        "the-mirror-of-mypy",
        {
            **configuration(
                "  - repo: https://github.com/pre-commit/mirrors-mypy\n    rev: v1.13.0\n"
                "    hooks: [{id: mypy}]\n"
            ),
            **SOURCE,
            **LOCK,
            **project(MYPY),
        },
        lacks=["- id: mypy"],
    ),
    Fitted(
        "uv-lock-as-a-local-hook",
        configuration(local("id: lock, entry: uv lock --locked")),
        lacks=["- id: uv-lock"],
    ),
]
MANUAL = "stages: [manual]"
RUFF_IN_BRACES = "repo: https://github.com/astral-sh/ruff-pre-commit, rev: v0.9.0"
ADOPTED = [
    Fitted(
        "a-new-configuration-for-old-code",
        {**SOURCE, **LOCK, **project(MYPY)},
        [MANUAL],
        is_adopting=True,
    ),
    Fitted(
        "an-old-configuration-for-old-code",
        {
            **SOURCE,
            **LOCK,
            **project(MYPY),
            **configuration(RUFF_HOOK.format("astral-sh", "v0.9.0")),
        },
        ["- id: ruff", MANUAL],
        ["- id: ruff-check"],
        is_adopting=True,
    ),
    Fitted(
        "hooks-in-braces-for-old-code",
        {
            **SOURCE,
            **LOCK,
            **project(MYPY),
            **configuration(f"  - {{{RUFF_IN_BRACES}, hooks: [{{id: ruff}}]}}\n"),
        },
        [f"- {{{RUFF_IN_BRACES}, hooks: [{{id: ruff}}, {{id: ruff-format, {MANUAL}}}]}}"],
        is_adopting=True,
    ),
]
REPOSITORIES = [*NEW, *TYPE_CHECKS, *PYTHONS, *FORMATTERS, *RUNNING, *ADOPTED]


def planned(root: Path, fitted: Fitted, patch: pytest.MonkeyPatch) -> init.Change:
    """Return what `standards init` changes in a repository, whose files need no index of git.

    Args:
        root: The directory for the repository, which becomes the working directory.
        fitted: The repository.
        patch: Lists the files by walking.
    """
    patch.setattr(Repository, "_listed_by_git", Repository.walked)
    (root / ".git").mkdir(parents=True)
    write_files(root, fitted.files)
    patch.chdir(root)
    return init.planned_change(str(root), ADDRESS, "v1.2.3", is_adopting=fitted.is_adopting)
