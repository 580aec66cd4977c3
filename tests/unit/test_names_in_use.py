"""What a repository itself calls its packages, and what proves nothing about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standards_hooks.project.names_in_use import NamesInUse


if TYPE_CHECKING:
    from pathlib import Path

    type Files = dict[str, str]


APP: Files = dict.fromkeys(("backend/app/main.py", "backend/app/models/user.py"), "")
"""Modules in directories without `__init__.py`: nothing shows where their names begin."""
SRC: Files = dict.fromkeys(
    ("src/__init__.py", "src/app/__init__.py", "src/app/main.py", "src/app/models/user.py"), ""
)
"""A directory `src` that is a package itself."""


def names_in_use(root: Path, files: Files, directory: str) -> dict[str, str]:
    """Return the names that a directory has in a repository of the given files."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return NamesInUse(root.as_posix(), files).of(directory)


def toml(*lines: str) -> str:
    return "\n".join(lines) + "\n"


DOCKERFILE = toml("FROM python:3.12", "WORKDIR /code", "COPY src/app /code/app", "CMD {}")
COMPOSE = toml("services:", "  worker:", "    build: backend", "    command: {}")

PROVED = [
    # absolute imports
    pytest.param(
        {"tests/test_a.py": "import os\nfrom app.models.user import User\n"},
        {"app.models": "tests/test_a.py:2"},
        id="import-from-a-module",
    ),
    pytest.param(
        {"tests/test_a.py": "from app.models import user\n"},
        {"app.models": "tests/test_a.py:1"},
        id="import-of-a-module",
    ),
    pytest.param(
        {"tests/test_a.py": "def test():\n    import app.models.user\n"},
        {"app.models": "tests/test_a.py:2"},
        id="import-in-a-function",
    ),
    pytest.param(
        {"tests/test_a.py": "from app.models import (\n    user,\n)\n"},
        {"app.models": "tests/test_a.py:1"},
        id="import-in-brackets",
    ),
    pytest.param(
        {"tests/test_a.py": "from app.models.user import User\r\n"},
        {"app.models": "tests/test_a.py:1"},
        id="crlf",
    ),
    pytest.param(
        {"backend/app/main.py": "from app.models.user import User\n"},
        {"app.models": "backend/app/main.py:1"},
        id="import-in-the-package-itself",
    ),
    pytest.param(
        {"tests/test_a.py": "from backend.app.main import run\n"},
        {"backend.app.models": "tests/test_a.py:1"},
        id="namespace-package-at-the-top",
    ),
    pytest.param(
        {"backend/app/__init__.py": "make = 1\n", "wsgi.py": "from app import make\n"},
        {"app.models": "wsgi.py:1"},
        id="import-of-what-the-package-defines",
    ),
    pytest.param(
        {"other/app/models/user.py": "", "backend/run.py": "from app.models.user import User\n"},
        {"app.models": "backend/run.py:1"},
        id="the-nearest-of-two",
    ),
    pytest.param(
        {
            "app/models/user.py": "",
            "backend/pyproject.toml": "",
            "backend/run.py": "from app.models.user import User\n",
        },
        {"app.models": "backend/run.py:1"},
        id="the-one-of-the-same-project",
    ),
    pytest.param(
        {
            "other/pyproject.toml": "",
            "other/app/models/user.py": "",
            "tests/test_a.py": "from app.models.user import User\n",
        },
        {"app.models": "tests/test_a.py:1"},
        id="the-one-outside-another-project",
    ),
    pytest.param(
        {"backend/src/app/models/user.py": "", "backend/app/main.py": "import app.models.user\n"},
        {"app.models": "backend/app/main.py:1"},
        id="the-package-that-the-importing-module-is-in",
    ),
    pytest.param(
        {"serve.py": 'import uvicorn\nuvicorn.run("app.main:app")\n'},
        {"app.models": "serve.py:2"},
        id="string-given-to-uvicorn",
    ),
    # commands
    pytest.param(
        {"Procfile": "web: gunicorn app.main:app\n"}, {"app.models": "Procfile:1"}, id="procfile"
    ),
    pytest.param(
        {"Makefile": "run:\n\tcd backend && uvicorn app.main:app --reload\n"},
        {"app.models": "Makefile:2"},
        id="makefile",
    ),
    pytest.param(
        {"run.sh": "#!/bin/sh\nexec celery \\\n  -A app.main worker\n"},
        {"app.models": "run.sh:2"},
        id="shell-script-with-a-continued-line",
    ),
    pytest.param(
        {"run.sh": "uv run python -m app.main\n"}, {"app.models": "run.sh:1"}, id="python-m"
    ),
    pytest.param(
        {"run.sh": "python3 -m gunicorn --workers 2 app.main:make()\n"},
        {"app.models": "run.sh:1"},
        id="server-as-a-module",
    ),
    pytest.param(
        {"run.sh": "DJANGO_SETTINGS_MODULE=app.main ./start\n"},
        {"app.models": "run.sh:1"},
        id="django-settings",
    ),
    pytest.param(
        {"run.sh": "cd backend\ncelery -A app worker\n"},
        {"app.models": "run.sh:2"},
        id="package-alone-where-it-runs",
    ),
    pytest.param(
        {
            ".github/workflows/ci.yml": toml(
                "jobs:",
                "  test:",
                "    defaults:",
                "      run:",
                "        working-directory: backend",
                "    steps:",
                "      - name: a",
                "        run: |",
                "          echo a",
                "          python -m app.main",
            ),
            "app/main.py": "",
        },
        {"app.models": ".github/workflows/ci.yml:10"},
        id="workflow-in-a-working-directory",
    ),
    pytest.param(
        {
            ".gitlab-ci.yml": toml(
                "test:", "  script:", "    - cd backend", "    - python -m app.main"
            )
        },
        {"app.models": ".gitlab-ci.yml:4"},
        id="pipeline",
    ),
    pytest.param(
        {
            "k8s/worker.yaml": toml(
                "spec:", "  command:", "    - celery", "    - -A", "    - app.main"
            )
        },
        {"app.models": "k8s/worker.yaml:3"},
        id="words-in-a-list",
    ),
    pytest.param(
        {"backend/Dockerfile": toml("FROM a", "COPY . /x", 'CMD ["uvicorn", "app.main:app"]')},
        {"app.models": "backend/Dockerfile:3"},
        id="dockerfile",
    ),
    pytest.param(
        {
            "Dockerfile": toml(
                "FROM a AS build",
                "WORKDIR /build",
                "COPY backend .",
                "FROM a",
                "COPY --from=build /build/app /srv/app",
                "WORKDIR /srv",
                "ENTRYPOINT celery -A app worker",
            )
        },
        {"app.models": "Dockerfile:7"},
        id="what-one-stage-takes-from-another",
    ),
    pytest.param(
        {
            "Dockerfile": toml(
                "FROM a",
                "COPY ./backend/ /srv",
                "ENV PYTHONPATH=/srv",
                "WORKDIR /tmp",
                'CMD ["celery", "-A", "app"]',
            )
        },
        {"app.models": "Dockerfile:5"},
        id="pythonpath-of-a-container",
    ),
    pytest.param(
        {
            "backend/Dockerfile": toml("FROM a", "WORKDIR /srv", "COPY app app"),
            "compose.yaml": COMPOSE.format("celery -A app worker"),
        },
        {"app.models": "compose.yaml:4"},
        id="compose-with-a-dockerfile",
    ),
    pytest.param(
        {
            "docker-compose.yml": toml(
                "services:",
                "  web:",
                "    image: python",
                "    working_dir: /srv/code",
                "    volumes:",
                "      - ./backend:/srv/code:ro",
                "    command: [celery, -A, app]",
            )
        },
        {"app.models": "docker-compose.yml:7"},
        id="compose-with-a-volume",
    ),
    # packaging
    pytest.param(
        {"backend/pyproject.toml": '[project.scripts]\nrun = "app.main:run"\n'},
        {"app.models": "backend/pyproject.toml"},
        id="scripts",
    ),
    pytest.param(
        {"backend/pyproject.toml": '[project.entry-points."a.b"]\nrun = "app.main"\n'},
        {"app.models": "backend/pyproject.toml"},
        id="entry-points",
    ),
    pytest.param(
        {"backend/pyproject.toml": '[tool.poetry.scripts]\nrun = "app.main:run"\n'},
        {"app.models": "backend/pyproject.toml"},
        id="poetry-scripts",
    ),
    pytest.param(
        {"pyproject.toml": '[tool.poetry]\npackages = [{include = "app", from = "backend"}]\n'},
        {"app.models": "pyproject.toml"},
        id="poetry-packages",
    ),
    pytest.param(
        {"pyproject.toml": '[tool.hatch.build.targets.wheel]\npackages = ["backend/app"]\n'},
        {"app.models": "pyproject.toml"},
        id="hatch-packages",
    ),
    pytest.param(
        {
            "pyproject.toml": '[tool.setuptools.packages.find]\nwhere = ["backend"]\n',
            "backend/app/__init__.py": "",
        },
        {"app.models": "pyproject.toml"},
        id="setuptools-where",
    ),
    pytest.param(
        {
            "pyproject.toml": '[tool.setuptools]\npackages = ["app"]\n'
            'package-dir = {"" = "backend"}\n'
        },
        {"app.models": "pyproject.toml"},
        id="setuptools-packages",
    ),
    pytest.param(
        {
            "setup.cfg": "[options]\npackage_dir =\n    = backend\n",
            "backend/app/__init__.py": "",
        },
        {"app.models": "setup.cfg"},
        id="setup-cfg",
    ),
    pytest.param(
        {
            "setup.py": "from setuptools import *\n"
            'setup(packages=find_packages(where="backend"))\n',
            "backend/app/__init__.py": "",
        },
        {"app.models": "setup.py"},
        id="setup-py",
    ),
    pytest.param(
        {
            "backend/setup.py": "import setuptools\nsetuptools.setup(entry_points="
            '{"console_scripts": ["run = app.main:run"]})\n'
        },
        {"app.models": "backend/setup.py"},
        id="setup-py-scripts",
    ),
    pytest.param(
        {
            "backend/pyproject.toml": '[build-system]\nbuild-backend = "hatchling.build"\n'
            '[project]\nname = "App"\n',
            "backend/app/__init__.py": "",
        },
        {"app.models": "backend/pyproject.toml"},
        id="package-called-as-its-project",
    ),
    pytest.param(
        {
            "pyproject.toml": '[build-system]\nbuild-backend = "uv_build"\n'
            '[tool.uv.build-backend]\nmodule-name = "app"\nmodule-root = "backend"\n',
            "backend/app/__init__.py": "",
        },
        {"app.models": "pyproject.toml"},
        id="uv-build",
    ),
    pytest.param(
        {
            "backend/pyproject.toml": '[tool.flit.module]\nname = "app"\n',
            "backend/app/__init__.py": "",
        },
        {"app.models": "backend/pyproject.toml"},
        id="flit",
    ),
]


@pytest.mark.parametrize(("files", "expected"), PROVED)
def test_a_name_in_use_is_proved(tmp_path: Path, files: Files, expected: dict[str, str]) -> None:
    assert names_in_use(tmp_path, {**APP, **files}, "backend/app/models") == expected


NOT_PROVED = [
    pytest.param({}, id="nothing"),
    pytest.param({"a.py": "from app.views import x\n"}, id="a-module-that-is-not-there"),
    pytest.param({"a.py": "import app\n"}, id="a-name-without-a-second-part"),
    pytest.param({"a.py": "from app import make\n"}, id="a-name-that-nothing-defines"),
    pytest.param({"a.py": "# from app.models.user import x\n"}, id="a-comment"),
    pytest.param({"a.py": "from myapp.models.user import x\n"}, id="the-end-of-another-name"),
    pytest.param({"backend/app/main.py": "from .models.user import x\n"}, id="a-relative-import"),
    pytest.param(
        {"a.py": "from app.models.user import x\n", "other/app/models/user.py": ""},
        id="a-name-that-two-directories-satisfy",
    ),
    pytest.param(
        {"backend/app/main.py": "from app.models.user import x\n", "app/models/user.py": ""},
        id="a-name-that-two-directories-around-it-satisfy",
    ),
    pytest.param(
        {"a.py": "from app.models import user\n", "requirements.txt": "app>=1\n"},
        id="a-dependency-of-that-name",
    ),
    pytest.param(
        {
            "a.py": "from app.models import user\n",
            "pyproject.toml": '[project]\nname = "x"\ndependencies = ["app[a]>=1"]\n',
        },
        id="a-declared-dependency-of-that-name",
    ),
    pytest.param({"run.sh": "pytest -m app.main\n"}, id="a-marker-of-pytest"),
    pytest.param({"run.sh": "git commit -m app.main\n"}, id="a-message-of-git"),
    pytest.param({"run.sh": "docker run app.main:latest\n"}, id="an-image"),
    pytest.param({"run.sh": "# uvicorn app.main:app\n"}, id="a-comment-in-a-script"),
    pytest.param({"README.md": "uvicorn app.main:app\n"}, id="documentation"),
    pytest.param({"run.sh": "uvicorn app.server:app\n"}, id="a-program-that-is-not-there"),
    pytest.param({"compose.yml": "services: [\n  # uvicorn app.main:app\n"}, id="broken-yaml"),
    pytest.param({"pyproject.toml": "[project.scripts\nuvicorn"}, id="broken-toml"),
    pytest.param({"setup.cfg": "uvicorn app.main:app"}, id="broken-cfg"),
    pytest.param({"backend/setup.py": "def setup(app):\n    pass\n"}, id="a-module-called-setup"),
    pytest.param({"pyproject.toml": '[tool.ruff]\nsrc = ["backend"]\n'}, id="a-root-of-ruff"),
    pytest.param(
        {"pyproject.toml": '[tool.hatch.build]\npackages = ["b/app"]\n'}, id="no-directory"
    ),
]


@pytest.mark.parametrize("files", NOT_PROVED)
def test_what_may_mean_something_else_proves_no_name(tmp_path: Path, files: Files) -> None:
    assert names_in_use(tmp_path, {**APP, **files}, "backend/app/models") == {}


INNOCENT = "from app.models.user import User\n"
CONTRADICTIONS = [
    pytest.param(
        {"Dockerfile": DOCKERFILE.format("uvicorn app.main:app")}, "Dockerfile:4", id="container"
    ),
    pytest.param(
        {
            "src/Dockerfile": toml("FROM a", "COPY . /code", "WORKDIR /code"),
            "compose.yml": COMPOSE.format("celery -A app worker").replace("backend", "src"),
        },
        "compose.yml:4",
        id="compose",
    ),
    pytest.param(
        {
            "compose.yml": toml(
                "services:",
                "  web:",
                "    volumes: [{type: bind, source: ./src, target: /code}]",
                "    command: uvicorn app.main:app",
                "    working_dir: /code",
            )
        },
        "compose.yml:4",
        id="mounted",
    ),
    pytest.param({"Procfile": "web: gunicorn app.main:app"}, "Procfile:1", id="procfile"),
    pytest.param({"Makefile": "a:\n\tcd src; python -m app.main"}, "Makefile:2", id="makefile"),
    pytest.param(
        {".github/workflows/a.yml": "jobs:\n  a:\n    run: PYTHONPATH=src python -m app.main\n"},
        ".github/workflows/a.yml:3",
        id="workflow",
    ),
    pytest.param(
        {"pyproject.toml": '[project.scripts]\na = "app.main:a"\n'}, "pyproject.toml", id="scripts"
    ),
    pytest.param(
        {"pyproject.toml": '[tool.hatch.build]\npackages = ["src/app"]\n'},
        "pyproject.toml",
        id="hatch",
    ),
    pytest.param(
        {"pyproject.toml": '[tool.poetry]\npackages = [{include = "app", from = "src"}]\n'},
        "pyproject.toml",
        id="poetry",
    ),
    pytest.param({"src/run.py": INNOCENT}, "src/run.py:1", id="import"),
    pytest.param(
        {"setup.py": 'from setuptools import setup\nsetup(package_dir={"": "src"})\n'},
        "setup.py",
        id="setup-py",
    ),
]


@pytest.mark.parametrize(("files", "place"), CONTRADICTIONS)
def test_two_names_in_use_are_both_known(tmp_path: Path, files: Files, place: str) -> None:
    tests = {"tests/test_app.py": "import os\nfrom src.app.main import app\n"}
    assert names_in_use(tmp_path, {**SRC, **files, **tests}, "src/app/models") == {
        "src.app.models": "tests/test_app.py:2",
        "app.models": place,
    }


@pytest.mark.parametrize(("files", "place"), CONTRADICTIONS)
def test_the_only_name_in_use_is_the_name(tmp_path: Path, files: Files, place: str) -> None:
    found = names_in_use(tmp_path, {**SRC, **files}, "src/app/models")
    assert found == {"app.models": place}


RENAMED = [
    pytest.param(
        {
            "Dockerfile": toml(
                "FROM a", "COPY backend /srv/shop", "CMD cd /srv; arq shop.app.main.W"
            )
        },
        {"shop.app": "Dockerfile:3"},
        id="container",
    ),
    pytest.param(
        {"pyproject.toml": '[tool.setuptools.package-dir]\n"shop" = "backend"\n'},
        {"shop.app": "pyproject.toml"},
        id="setuptools",
    ),
    pytest.param(
        {"pyproject.toml": '[tool.hatch.build.sources]\n"backend/app" = "shop"\n'},
        {"shop": "pyproject.toml"},
        id="hatch",
    ),
]


@pytest.mark.parametrize(("files", "expected"), RENAMED)
def test_a_package_may_have_a_name_that_no_directory_has(
    tmp_path: Path, files: Files, expected: dict[str, str]
) -> None:
    assert names_in_use(tmp_path, {**APP, **files}, "backend/app") == expected


CONTINUED = [
    pytest.param({"pkg/__init__.py": ""}, "pkg/sub/deep", "pkg.sub.deep", id="below-a-package"),
    pytest.param({}, "pkg/sub", "pkg.sub", id="beside-without-init"),
    pytest.param({"pkg/sub/__init__.py": ""}, "pkg/sub", "", id="a-package-beside-in-a-namespace"),
    pytest.param(
        {"pkg/__init__.py": "", "pkg/sub/pyproject.toml": ""}, "pkg/sub", "", id="another-project"
    ),
    pytest.param({"pkg/__init__.py": ""}, "pkg/src/lib", "", id="a-directory-called-src"),
    pytest.param({"pkg/__init__.py": ""}, "pkg/my-lib", "", id="a-name-that-no-import-can-spell"),
    pytest.param(
        {"pkg/__init__.py": "", "pkg/sub/setup.py": "x = 1\n"},
        "pkg/sub",
        "pkg.sub",
        id="a-module-called-setup",
    ),
]


@pytest.mark.parametrize(("files", "directory", "name"), CONTINUED)
def test_a_name_continues_until_names_begin_anew(
    tmp_path: Path, files: Files, directory: str, name: str
) -> None:
    used = {"pkg/core/main.py": "", "run.py": "from pkg.core.main import a\n", "pkg/sub/a.py": ""}
    found = names_in_use(tmp_path, {**used, **files, f"{directory}/b.py": ""}, directory)
    assert found == ({name: "run.py:1"} if name else {})


def test_most_packages_of_a_directory_show_whether_names_begin_there(tmp_path: Path) -> None:
    files = {f"tests/{name}/__init__.py": "" for name in ("a", "b", "c", "d")}
    files |= {f"tests/{name}/m.py": "" for name in ("a", "b", "c", "d")}
    files |= {"x.py": "from a.m import q\nfrom b.m import q\nfrom tests.c.m import q\n"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = NamesInUse(tmp_path.as_posix(), files)
    assert names.is_root("tests")
    assert names.is_imported("tests") is False
    assert names.of("tests/d") == {}


def test_what_a_fix_will_write_is_known_before(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": "",
        "app/__init__.py": "",
        "app/main.py": "from .views import a\n",
        "app/views.py": "",
        "app/plain/deep/m.py": "",
    }
    assert names_in_use(tmp_path, files, "app/plain/deep") == {"app.plain.deep": "app/main.py:1"}


NAMESPACE: Files = {
    "tests/test_a.py": "from depot.stock import restock\n",
    "depot/stock.py": "",
    "depot/lots.py": "",
    "depot/parts/__init__.py": "",
    "depot/parts/shelf.py": "from ..lots import Lot\n",
    "depot/tools/__init__.py": "",
    "depot/tools/saw.py": "",
}
"""Packages in a directory without `__init__.py`, of which only a module beside them is used."""
ALONG_RELATIVE_IMPORTS = [
    pytest.param({"depot/stock.py": "from .parts.shelf import Shelf\n"}, True, id="module"),
    pytest.param({"depot/stock.py": "from .parts import shelf\n"}, True, id="package"),
    pytest.param({"depot/stock.py": "from . import parts\n"}, True, id="dot"),
    pytest.param({"depot/stock.py": "from.parts.shelf import Shelf\n"}, True, id="no-blank"),
    pytest.param({"depot/stock.py": "from . import lots, parts as p\n"}, True, id="second-name"),
    pytest.param(
        {"depot/stock.py": "from . import (\n    lots,\n    parts,\n)\n"}, True, id="in-brackets"
    ),
    pytest.param(
        {
            "depot/stock.py": "from .tools.saw import Saw\n",
            "depot/tools/saw.py": "from ..parts.shelf import Shelf\n",
        },
        True,
        id="by-another-package",
    ),
    pytest.param({"depot/stock.py": "from .lots import parts\n"}, False, id="name-in-a-module"),
    pytest.param({"depot/stock.py": "from .parts.gone import Gone\n"}, False, id="missing-module"),
    pytest.param({"depot/stock.py": "from ..parts import shelf\n"}, False, id="dots-beyond"),
    pytest.param(
        {"depot/tools/saw.py": "from ..parts.shelf import Shelf\n"}, False, id="from-an-unnamed-one"
    ),
]


@pytest.mark.parametrize(("files", "is_known"), ALONG_RELATIVE_IMPORTS)
def test_a_name_goes_along_relative_imports_as_a_fix_will_write_it(
    tmp_path: Path, files: Files, is_known: bool
) -> None:
    found = names_in_use(tmp_path, {**NAMESPACE, **files}, "depot/parts")
    assert list(found) == (["depot.parts"] if is_known else [])


def test_a_name_of_what_is_around_goes_along_relative_imports_too(tmp_path: Path) -> None:
    files = NAMESPACE | {"tests/test_a.py": "from depot.parts.shelf import Shelf\n"}
    assert names_in_use(tmp_path, files, "depot") == {"depot": "depot/parts/shelf.py:1"}


def test_each_of_two_names_goes_along_relative_imports(tmp_path: Path) -> None:
    files = {**NAMESPACE, "depot/stock.py": "from .parts.shelf import Shelf\n"}
    inside = {f"lib/{path}": text for path, text in files.items() if path.startswith("depot")}
    inside |= {"tests/test_a.py": "import depot.stock\nimport lib.depot.stock\n"}
    assert list(names_in_use(tmp_path, inside, "lib/depot/parts")) == [
        "depot.parts",
        "lib.depot.parts",
    ]


PATHS = [
    pytest.param(
        {"pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["a"]\n'}, id="pytest"
    ),
    pytest.param({"pytest.ini": "[pytest]\npythonpath = a\n"}, id="pytest-ini"),
    pytest.param(
        {"pyproject.toml": '[tool.mypy]\nmypy_path = "$MYPY_CONFIG_FILE_DIR/a"\n'}, id="mypy"
    ),
    pytest.param({"setup.cfg": "[mypy]\nmypy_path = a\n"}, id="mypy-in-setup-cfg"),
    pytest.param({"run.sh": "export PYTHONPATH=a:$PYTHONPATH\n"}, id="script"),
    pytest.param({"ci.yml": "env:\n  PYTHONPATH: a\n"}, id="workflow"),
    pytest.param(
        {"Dockerfile": toml("FROM x", "COPY . /b", "ENV PYTHONPATH=/b/a", "CMD python -m c.d")},
        id="container",
    ),
]


@pytest.mark.parametrize("files", PATHS)
def test_a_directory_on_a_path_is_known(tmp_path: Path, files: Files) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert NamesInUse(tmp_path.as_posix(), files).paths == ["a"]
