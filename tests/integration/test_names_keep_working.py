"""Programs in many layouts import under every name in use, before a fix of their imports and after.

Each row is a repository with the contexts that it shows, and says whether its imports are fixed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from standards_hooks.project.names_in_use import names_in
from standards_hooks.rules.relative_imports import HOOK
from tests.integration.executables import environment
from tests.unit.fixed_sources import fix


pytestmark = pytest.mark.slow

IMPORTER = (sys.executable, "-I", str(Path(__file__).with_name("imported_modules.py")))
PYPROJECT = "pyproject.toml"
HATCH = '[build-system]\nbuild-backend = "hatchling.build"\n[project]\nname = "{}"\n'


@dataclass(frozen=True)
class Context:
    """Where a program starts.

    Attributes:
        modules: The modules that it imports.
        paths: The directories that it imports from, in the repository or in the container.
        copies: What a container holds, as pairs of place and directory; empty for the repository.
    """

    modules: tuple[str, ...]
    paths: tuple[str, ...] = ("",)
    copies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Layout:
    """A repository with the contexts that its files show.

    Attributes:
        name: What it is an example of.
        files: Its files.
        contexts: Where its programs start.
        kept: The directories whose relative imports have to stay; those of all others go.
    """

    name: str
    files: dict[str, str]
    contexts: tuple[Context, ...]
    kept: tuple[str, ...] = field(default=())


def package(directory: str, *, without: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the files of a package: modules that import each other at every level."""
    files = {
        "__init__.py": "",
        "main.py": "import flask\nfrom .models.user import User\nfrom . import tools\napp = User\n",
        "tools.py": "from sqlalchemy.orm import Session\n\ndef name(): return Session\n",
        "models/__init__.py": "from .user import User\n",
        "models/user.py": "from ..tools import name\nfrom .base import Base\n\n"
        "class User(Base): pass\n",
        "models/base.py": "import pydantic\n\nclass Base(pydantic.BaseModel): pass\n",
    }
    return {f"{directory}/{name}": text for name, text in files.items() if name not in without}


NAMESPACE = ("__init__.py", "models/__init__.py")
MODULES = ("main", "models.user", "models.base")


def named(start: str) -> tuple[str, ...]:
    return tuple(f"{start}.{module}" for module in MODULES)


def with_tests(name: str) -> dict[str, str]:
    return {"tests/test_main.py": f"from {name}.main import app\n"}


DOCKERFILE = "FROM python\nWORKDIR /code\n{}\nCMD {}\n"
LAYOUTS = [
    # src
    Layout("src", package("src/app") | {PYPROJECT: ""}, (Context(named("app"), ("src",)),)),
    Layout(
        "src-without-init",
        package("src/app", without=NAMESPACE) | {PYPROJECT: ""} | with_tests("app"),
        (Context(named("app"), ("src",)),),
    ),
    Layout(
        "src-that-is-a-package",
        package("src/app") | {"src/__init__.py": "", PYPROJECT: ""} | with_tests("src.app"),
        (Context(named("src.app")),),
    ),
    Layout(
        "src-as-a-namespace",
        package("src/app") | {PYPROJECT: ""} | with_tests("src.app"),
        (Context(named("src.app")),),
    ),
    Layout(
        "src-in-a-container",
        package("src/app")
        | {"src/__init__.py": "", PYPROJECT: ""}
        | {"Dockerfile": DOCKERFILE.format("COPY src/app /code/app", "uvicorn app.main:app")},
        (Context(named("app"), ("code",), (("code/app", "src/app"),)),),
    ),
    Layout(
        "src-of-tests-and-a-container",
        package("src/app")
        | {"src/__init__.py": "", PYPROJECT: ""}
        | {"Dockerfile": DOCKERFILE.format("COPY src/app /code/app", "uvicorn app.main:app")}
        | with_tests("src.app"),
        (Context(named("src.app")), Context(named("app"), ("code",), (("code/app", "src/app"),))),
        kept=("src/app",),
    ),
    Layout(
        "a-checkout-called-src",
        package("src/src/app") | {"src/pyproject.toml": ""},
        (Context(named("app"), ("src/src",)),),
    ),
    # flat
    Layout("flat", package("app") | {PYPROJECT: ""}, (Context(named("app")),)),
    Layout(
        "flat-without-init",
        package("app", without=NAMESPACE) | {"Procfile": "web: gunicorn app.main:app\n"},
        (Context(named("app")),),
    ),
    Layout("flat-setup-cfg", package("app") | {"setup.cfg": ""}, (Context(named("app")),)),
    Layout(
        "flat-setup-py",
        package("lib/app") | {"lib/setup.py": "from setuptools import setup\nsetup()\n"},
        (Context(named("app"), ("lib",)),),
    ),
    Layout(
        "a-module-called-setup",
        package("pkg/tracing/framework")
        | {"pkg/tracing/setup.py": "def setup(app): pass\n", "pkg/__init__.py": "", PYPROJECT: ""}
        | with_tests("pkg.tracing.framework"),
        (Context(named("pkg.tracing.framework")),),
    ),
    Layout(
        "two-packages",
        package("app") | package("web") | {PYPROJECT: ""} | with_tests("app"),
        (Context((*named("app"), *named("web"))),),
    ),
    # nested
    Layout(
        "nested-project",
        package("backend/app") | {"backend/pyproject.toml": "", PYPROJECT: ""},
        (Context(named("app"), ("backend",)),),
    ),
    Layout(
        "nested-with-tests-at-the-top",
        package("backend/app") | {PYPROJECT: ""} | with_tests("backend.app"),
        (Context(named("backend.app")),),
    ),
    Layout(
        "nested-with-its-own-tests",
        package("backend/app")
        | {PYPROJECT: "", "backend/tests/test_a.py": "from app.main import app\n"},
        (Context(named("app"), ("backend",)),),
    ),
    Layout(
        "nested-without-evidence",
        package("backend/app") | {PYPROJECT: ""},
        (Context(named("app"), ("backend",)), Context(named("backend.app"))),
        kept=("backend/app",),
    ),
    Layout(
        "several-services",
        package("a/app") | package("b/app") | {"a/pyproject.toml": "", "b/setup.cfg": ""},
        (Context(named("app"), ("a",)), Context(named("app"), ("b",))),
    ),
    Layout(
        "pythonpath-of-pytest",
        package("backend/app", without=NAMESPACE)
        | {PYPROJECT: '[tool.pytest.ini_options]\npythonpath = ["backend"]\n'},
        (Context(named("app"), ("backend",)),),
    ),
    Layout(
        "bases-of-mypy",
        package("services/app") | {PYPROJECT: '[tool.mypy]\nmypy_path = "services"\n'},
        (Context(named("app"), ("services",)),),
    ),
    Layout(
        "bases-of-mypy-and-a-command",
        package("services/app")
        | {PYPROJECT: '[tool.mypy]\nmypy_path = "services"\n'}
        | {"Makefile": "run:\n\tpython -m services.app.main\n"},
        (Context(named("services.app")),),
    ),
    # packaging
    Layout(
        "namespace-at-the-top",
        package("company/app") | {"run.sh": "python -m company.app.main\n", PYPROJECT: ""},
        (Context(named("company.app")),),
    ),
    Layout(
        "where-of-setuptools",
        package("company/app")
        | {PYPROJECT: '[tool.setuptools.packages.find]\nwhere = ["company"]\n'},
        (Context(named("app"), ("company",)),),
    ),
    Layout(
        "where-of-setuptools-and-a-command",
        package("company/app")
        | {PYPROJECT: '[tool.setuptools.packages.find]\nwhere = ["company"]\n'}
        | {"run.sh": "python -m company.app.main\n"},
        (Context(named("company.app")), Context(named("app"), ("company",))),
        kept=("company/app",),
    ),
    Layout(
        "one-part-of-a-namespace-built-by-hatch",
        package("company/app")
        | package("company/web")
        | {PYPROJECT: '[tool.hatch.build.targets.wheel]\npackages = ["company/app"]\n'}
        | {"tests/test_a.py": "from company.app.main import app\nfrom company.web import main\n"},
        (
            Context((*named("company.app"), *named("company.web"))),
            Context(named("app"), ("company",)),
        ),
        kept=("company/app",),
    ),
    Layout(
        "package-called-as-its-project",
        package("python/app") | {"python/pyproject.toml": HATCH.format("app")},
        (Context(named("app"), ("python",)),),
    ),
    Layout(
        "poetry",
        package("lib/app")
        | {PYPROJECT: '[tool.poetry]\npackages = [{include = "app", from = "lib"}]\n'},
        (Context(named("app"), ("lib",)),),
    ),
    Layout(
        "scripts",
        package("lib/app", without=NAMESPACE)
        | {"lib/pyproject.toml": '[project.scripts]\nrun = "app.main:app"\n'},
        (Context(named("app"), ("lib",)),),
    ),
    # containers and scripts that start one level below
    Layout(
        "compose-worker-one-level-below",
        package("app/jobs")
        | {"app/__init__.py": "", "app/api.py": "from .jobs import main\n", PYPROJECT: ""}
        | {
            "Dockerfile": DOCKERFILE.format("COPY . .", "uvicorn app.api:main"),
            "compose.yaml": "services:\n  worker:\n    build: .\n    working_dir: /code/app\n"
            "    command: celery -A jobs worker\n",
        },
        (
            Context(("app.api", *named("app.jobs"))),
            Context(named("jobs"), ("code/app",), (("code", "app"), ("code/app", "app"))),
        ),
        kept=("app/jobs",),
    ),
    Layout(
        "script-one-level-below",
        package("app/jobs")
        | {"app/__init__.py": "", "app/api.py": "from .jobs import main\n", PYPROJECT: ""}
        | {"app/run.py": "from jobs.main import app\n"},
        (Context(("app.api", *named("app.jobs"))), Context(("run", *named("jobs")), ("app",))),
        kept=("app/jobs",),
    ),
    Layout(
        "compose-volume",
        package("backend/app", without=NAMESPACE)
        | {
            "compose.yml": "services:\n  web:\n    volumes: ['./backend:/srv']\n"
            "    working_dir: /srv\n    command: uvicorn app.main:app\n"
        },
        (Context(named("app"), ("srv",), (("srv", "backend"),)),),
    ),
    Layout(
        "container-with-pythonpath",
        package("backend/app")
        | {
            "backend/Dockerfile": "FROM a\nCOPY . /opt/x\nENV PYTHONPATH=/opt/x\n"
            'CMD ["celery", "-A", "app"]\n'
        },
        (Context(named("app"), ("opt/x",), (("opt/x", "backend"),)),),
    ),
    Layout(
        "container-that-renames",
        package("backend/code")
        | {"Dockerfile": DOCKERFILE.format("COPY backend/code app", "uvicorn app.main:app")}
        | {PYPROJECT: ""},
        (Context(named("app"), ("srv",), (("srv/app", "backend/code"),)),),
        kept=("backend/code",),
    ),
    Layout(
        "workflow",
        package("backend/app", without=NAMESPACE)
        | {
            ".github/workflows/a.yml": "jobs:\n  a:\n    steps:\n"
            "      - run: python -m app.main\n        working-directory: backend\n"
        },
        (Context(named("app"), ("backend",)),),
    ),
]


@pytest.fixture(scope="module")
def top(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with every repository in it."""
    top = tmp_path_factory.mktemp("layouts")
    for layout in LAYOUTS:
        (top / layout.name / ".git").mkdir(parents=True)
        for name, text in layout.files.items():
            path = top / layout.name / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return top


def imports(top: Path) -> dict[str, list[dict[str, str]]]:
    """Import the modules of every repository in each of its contexts, in one process."""
    asked = []
    for layout in LAYOUTS:
        for number, context in enumerate(layout.contexts):
            start = top / layout.name
            if context.copies:
                start = top / "containers" / layout.name / str(number)
                shutil.rmtree(start, ignore_errors=True)
                for place, source in context.copies:
                    shutil.copytree(top / layout.name / source, start / place, dirs_exist_ok=True)
            paths = [str(start / path) for path in context.paths]
            own = sorted({name.partition(".")[0] for name in context.modules})
            own += ["app", "backend", "code", "company", "jobs", "pkg", "services", "src", "web"]
            asked.append({"paths": paths, "modules": context.modules, "own": own})
    ended = subprocess.run(  # noqa: S603
        IMPORTER,
        cwd=top,
        env=environment(),
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=True,
    )
    answers = iter(json.loads(ended.stdout))
    return {layout.name: [next(answers) for _ in layout.contexts] for layout in LAYOUTS}


def fix_all(top: Path) -> None:
    """Fix the imports of every repository, as a new process would see it."""
    names_in.cache_clear()
    for layout in LAYOUTS:
        for name in sorted(layout.files):
            path = top / layout.name / name
            if path.suffix == ".py":
                path.write_bytes(fix(HOOK, path.read_bytes(), str(path))[0])


@pytest.fixture(scope="module")
def results(top: Path) -> dict[str, tuple[list[dict[str, str]], list[dict[str, str]]]]:
    """What could be imported in each repository before the fix, and after it."""
    before = imports(top)
    fix_all(top)
    after = imports(top)
    return {name: (before[name], after[name]) for name in before}


@pytest.mark.parametrize("layout", [pytest.param(each, id=each.name) for each in LAYOUTS])
def test_every_name_in_use_works_before_and_after(layout, results):
    before, after = results[layout.name]
    assert before == [dict.fromkeys(context.modules, "") for context in layout.contexts]
    assert after == before


@pytest.mark.usefixtures("results")
@pytest.mark.parametrize("layout", [pytest.param(each, id=each.name) for each in LAYOUTS])
def test_imports_are_fixed_unless_two_names_are_in_use(layout, top):
    relative = {
        name.rpartition("/")[0].removesuffix("/models")
        for name in layout.files
        if "from ." in (top / layout.name / name).read_text(encoding="utf-8")
    }
    assert relative == set(layout.kept)


@pytest.mark.usefixtures("results")
def test_a_second_run_changes_nothing(top):
    before = {path: path.read_bytes() for path in top.rglob("*.py")}
    fix_all(top)
    assert {path: path.read_bytes() for path in top.rglob("*.py")} == before
