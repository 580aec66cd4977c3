"""Day one of an old repository: adopted by one command, and then worked in for a week."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from examples.first_commit import HookRepository, run_or_raise

from tests.e2e.scratch_repository import PRE_COMMIT, ScratchRepository
from tests.e2e.walkthrough import stand_ins


STANDARDS = (sys.executable, "-m", "standards_hooks.cli")
ADDRESS = "https://git.example.com/standards-hooks"
REVISION = "v0.1.0"
MODELS = """from .store import load


class Crate:
    fragile: bool = False

    def lift(self, careful: bool, seen: list = []):
        try:
            load(self)
        except Exception:
            pass
        return seen
"""
FILES = {
    "pyproject.toml": """# The shop.
[project]
name = "shop"
version = "1.0.0"
requires-python = ">=3.10"
dependencies = ["attrs>=23"]

[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[tool.ruff]
line-length = 88  # as ever
""",
    "Dockerfile": "FROM python:3.10-slim\nCOPY shop /app/shop\n",
    "README.md": "# Shop\n",
    "requirements.txt": "rich\n",
    "shop/__init__.py": "",
    "shop/models.py": MODELS,
    "shop/store.py": "def load(crate, force: bool = False):\n    return crate, force\n",
    "shop/old.py": "def main(loud: bool):\n    print(loud)\n",
    "shop/unused.py": "def drop(hard: bool):\n    return hard\n",
    "tests/test_models.py": "def test_nothing():\n    assert True\n",
    "tests/data/broken.py": "print 'for the parser'\n",
    ".pre-commit-config.yaml": """repos:
  - repo: local
    hooks:
      - id: echo
        name: a hook of their own
        entry: "true"
        language: system
""",
}
CLEAN = '''"""Labels of crates."""


def write_label(*, is_fragile: bool) -> str:
    """Return the label."""
    return "fragile" if is_fragile else ""
'''

type Edit = Callable[[ScratchRepository], None]


@pytest.fixture
def adopted(
    tmp_path: Path, environment: dict[str, str], hook_repository: HookRepository
) -> ScratchRepository:
    """An old repository after `standards init --adopt`, its hooks installed."""
    others = tmp_path / "others"
    others.mkdir()
    variables = {**environment, **stand_ins(others, environment, {ADDRESS: hook_repository.path})}
    repository = ScratchRepository(tmp_path / "shop", variables)
    for name, text in FILES.items():
        repository.write(name, text)
    assert repository.run("git", "init", "--quiet", "-b", "main").exit_code == 0
    repository.commit_unchecked()
    tag = ("git", "-C", str(hook_repository.path), "tag", "--force", REVISION)
    assert repository.run(*tag).exit_code == 0
    init = repository.run(*STANDARDS, "init", "--adopt", "--repo", ADDRESS, "--rev", REVISION)
    assert init.exit_code == 0, init.text
    repository.install(PRE_COMMIT)
    first = repository.commit()
    assert first.exit_code == 0, first.text
    return repository


def replace(name: str, old: str, new: str) -> Edit:
    def edit(repository: ScratchRepository) -> None:
        path = repository.path / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def write(name: str, text: str) -> Edit:
    return lambda repository: repository.write(name, text)


def move(old: str, new: str) -> Edit:
    def edit(repository: ScratchRepository) -> None:
        if not (repository.path / new).parent.exists():
            repository.write(f"{Path(new).parent}/__init__.py", '"""Input and output."""\n')
        run_or_raise(["git", "mv", old, new], repository.path, repository.environment)

    return edit


HONEST: dict[str, Edit] = {
    "a comment": replace("shop/models.py", "class Crate", "# What is sold.\nclass Crate"),
    "a version": replace("pyproject.toml", '"1.0.0"', '"1.0.1"'),
    "a new clean module": write("shop/labels.py", CLEAN),
    "a docstring": replace("shop/store.py", "    return", '    """Load."""\n    return'),
    "a body": replace("shop/models.py", "load(self)", "load(self, force=True)"),
    "a new name of a file": move("shop/old.py", "shop/entry.py"),
    "a new place of a file": move("shop/store.py", "shop/io/store.py"),
    "an import of it": replace("shop/models.py", "from .store", "from shop.io.store"),
    "a deletion": lambda repository: (repository.path / "shop/unused.py").unlink(),
    "a dependency": replace("pyproject.toml", 'attrs>=23"', 'attrs>=23", "rich>=13"'),
    "a text": write("README.md", "# Shop\n\nOf crates.\n"),
    "a broken file for a test": write("tests/data/broken.py", "print 'still for the parser'\n"),
    "a name put right": replace("shop/models.py", "careful: bool", "is_careful: bool"),
}
BAD: dict[str, tuple[Edit, str]] = {
    "a new parameter": (
        replace(
            "shop/models.py",
            "def lift(self,",
            'def drop(self, hard: bool) -> None:\n        """Drop it."""\n\n    def lift(self,',
        ),
        "boolean-naming",
    ),
    "a mistake in a new module": (
        write(
            "shop/boxes.py",
            f"{CLEAN}\n\ndef pack(items: list[str] = []) -> int:\n"
            '    """Pack items."""\n    return len(items)\n',
        ),
        "mutable-defaults",
    ),
    "a secret": (write(".env", "API_KEY=7f3kd93jdk3\n"), "env-files"),
    "a second mistake of a kind in a file": (
        write("Dockerfile", "FROM python:3.9-slim\nRUN pip install -r requirements.txt\n"),
        "toolchain-drift",
    ),
}


def test_every_honest_commit_passes_and_every_new_mistake_is_blocked(
    adopted: ScratchRepository,
) -> None:
    everything = adopted.run(*PRE_COMMIT.command, "run", "--all-files")
    assert everything.exit_code == 0, everything.text
    assert len(everything.text.splitlines()) < 30
    assert adopted.run("git", "status", "--porcelain").text == ""
    table = (adopted.path / "pyproject.toml").read_text(encoding="utf-8")
    assert table.startswith(FILES["pyproject.toml"])

    for name, edit in HONEST.items():
        edit(adopted)
        commit = adopted.commit()
        assert commit.exit_code == 0, f"{name}:\n{commit.text}"
    adopted.run("git", "checkout", "--quiet", "-b", "side", "HEAD~2")
    adopted.write("shop/side.py", CLEAN)
    assert adopted.commit().exit_code == 0
    merge = adopted.run("git", "merge", "--no-edit", "main")
    assert merge.exit_code == 0, merge.text

    for name, (edit, hook) in BAD.items():
        edit(adopted)
        commit = adopted.commit()
        assert commit.exit_code != 0, name
        assert f" {hook} " in commit.text or f"{hook}:" in commit.text, commit.text
        run_or_raise(["git", "reset", "--quiet", "--hard"], adopted.path, adopted.environment)
