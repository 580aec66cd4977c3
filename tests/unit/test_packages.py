"""Where the absolute name of a module begins, and when that is certain."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from standards_hooks.project.packages import Package, UnknownPackageError, package_of


if TYPE_CHECKING:
    from pathlib import Path


def lay(root: Path, *files: str, **contents: str) -> None:
    """Write files; what they contain is given by their names, `__` for `/` and without `.py`."""
    for file in files:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).touch()
    for name, content in contents.items():
        path = root / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def package_in(root: Path, file: str) -> Package:
    return package_of(str(root / file), ())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a package, `models`, in a directory that is none."""
    lay(tmp_path, "pyproject.toml", "app/models/__init__.py", "app/models/user.py", "app/main.py")
    return tmp_path


def test_a_package_beside_the_project_file_is_certain(tmp_path: Path) -> None:
    lay(tmp_path, "pyproject.toml", "depot/__init__.py", "depot/crates.py")

    package = package_in(tmp_path, "depot/crates.py")

    assert (package.root, package.parts, package.doubt) == (str(tmp_path), ("depot",), "")


def test_modules_beside_a_package_alone_do_not_show_where_its_name_begins(project: Path) -> None:
    assert package_in(project, "app/models/user.py").doubt == (
        "the package root is ambiguous, `app` may be a namespace package; set `source-roots`"
    )


@pytest.mark.parametrize(
    "line",
    [
        "from models.user import User",
        "from models import user",
        "from models import (user)",
        "import models.user",
        "def main():\n    from models.user import User",
    ],
)
def test_a_module_that_imports_the_package_by_its_short_name_decides(
    project: Path, line: str
) -> None:
    lay(project, app__main=f"import os\n{line}\n")

    package = package_in(project, "app/models/user.py")

    assert (package.root, package.parts, package.doubt) == (str(project / "app"), ("models",), "")


@pytest.mark.parametrize(
    "line",
    [
        "from .models import User",
        "from . import models",
        "import models",
        "from models.stranger import Stranger",
        "from mymodels.user import User",
        "# from models.user import User",
    ],
)
def test_any_other_import_leaves_the_root_in_doubt(project: Path, line: str) -> None:
    lay(project, app__main=f"{line}\n")

    assert "`app` may be a namespace package" in package_in(project, "app/models/user.py").doubt


def test_a_module_inside_another_package_decides_too(project: Path) -> None:
    lay(project, "app/views/__init__.py", app__views__pages="from models.user import User\n")

    assert package_in(project, "app/models/user.py").doubt == ""


@pytest.mark.parametrize(
    "line", ["from app.models.user import User", "from app import models", "import app.models"]
)
def test_a_module_that_imports_the_package_by_its_long_name_decides(
    project: Path, line: str
) -> None:
    lay(project, app__main=f"{line}\n")

    package = package_in(project, "app/models/user.py")

    assert (package.root, package.parts, package.doubt) == (str(project), ("app", "models"), "")


def test_a_package_with_two_names_has_none(project: Path) -> None:
    lay(
        project,
        "app/admin/__init__.py",
        app__admin__pages="from models.user import User\n",
        app__main="from app.models.user import User\n",
    )

    names = "`models` in `app/admin/pages.py:1` and `app.models` in `app/main.py:1`"
    with pytest.raises(UnknownPackageError, match=f"two names are in use: {names}"):
        package_in(project, "app/models/user.py")


def test_a_name_that_the_dots_lead_beyond_is_not_meant(project: Path) -> None:
    lay(
        project,
        "app/admin/__init__.py",
        app__admin__pages="from models.user import User\n",
        app__main="from app.models.user import User\n",
    )

    package = package_of(str(project / "app/models/user.py"), (), 2)

    assert package.parts == ("app", "models")


def test_a_name_that_no_directory_has_is_left_in_doubt(tmp_path: Path) -> None:
    lay(tmp_path, "setup.cfg", "src/models/user.py", "src/main.py")
    lay(tmp_path, "src/__init__.py")
    text = '[tool.setuptools.package-dir]\nshop = "src"\n'
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")

    package = package_in(tmp_path, "src/models/user.py")

    assert package.parts == ("shop", "models")
    assert package.doubt == (
        "the package root is ambiguous, `models` is `shop.models` in `pyproject.toml`"
    )


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        pytest.param('[tool.pytest.ini_options]\npythonpath = "lib"\n', "app.web", id="pytest"),
        pytest.param('[tool.mypy]\nmypy_path = "lib"\n', "app.web", id="mypy"),
        pytest.param('[tool.mypy]\nmypy_path = "lib/app/web"\n', "", id="the-directory-itself"),
        pytest.param('[tool.mypy]\nmypy_path = "tests"\n', "", id="another-directory"),
    ],
)
def test_a_directory_on_a_path_decides_what_is_otherwise_unknown(
    tmp_path: Path, settings: str, name: str
) -> None:
    lay(tmp_path, "lib/app/web/m.py")
    (tmp_path / "pyproject.toml").write_text(settings, encoding="utf-8")

    if name:
        assert ".".join(package_in(tmp_path, "lib/app/web/m.py").parts) == name
    else:
        with pytest.raises(UnknownPackageError, match="no package root is known"):
            package_in(tmp_path, "lib/app/web/m.py")


def test_a_directory_on_a_path_is_no_root_where_the_files_show_another(tmp_path: Path) -> None:
    lay(tmp_path, "src/app/m.py")
    text = '[tool.pytest.ini_options]\npythonpath = "."\n'
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")

    assert package_in(tmp_path, "src/app/m.py").parts == ("app",)


@pytest.mark.parametrize("mark", [".git", "pyproject.toml"])
def test_a_checkout_called_src_is_no_root(tmp_path: Path, mark: str) -> None:
    lay(tmp_path, f"src/{mark}", "src/src/app/m.py", "src/tool/__init__.py", "src/plain/m.py")

    assert package_in(tmp_path, "src/src/app/m.py").parts == ("app",)
    assert package_in(tmp_path, "src/tool/m.py").parts == ("tool",)
    with pytest.raises(UnknownPackageError, match="no package root is known"):
        package_in(tmp_path, "src/plain/m.py")


def test_a_source_directory_is_certain_unless_it_is_imported_as_a_package(tmp_path: Path) -> None:
    lay(tmp_path, "pyproject.toml", "src/depot/__init__.py", "src/depot/crates.py", "src/run.py")
    other = tmp_path / "other"
    lay(other, "pyproject.toml", "src/depot/__init__.py", "src/depot/crates.py")
    lay(other, "src/crane/__init__.py", src__run="from src.depot.crates import Crate\n")

    assert package_in(tmp_path, "src/depot/crates.py").parts == ("depot",)
    assert package_in(tmp_path, "src/depot/crates.py").doubt == ""
    assert package_in(other, "src/depot/crates.py").parts == ("src", "depot")
    assert package_in(other, "src/crane/hook.py").doubt == (
        "the package root is ambiguous, `src` is imported as a package; set `source-roots`"
    )


@pytest.mark.parametrize("mark", ["pyproject.toml", "setup.cfg", ".git"])
def test_a_project_that_is_a_package_by_accident_is_in_doubt(tmp_path: Path, mark: str) -> None:
    lay(tmp_path, f"repo/{mark}", "repo/__init__.py", "repo/depot/__init__.py")

    assert package_in(tmp_path, "repo/depot/crates.py").doubt == (
        "the package root is ambiguous, `repo` is a project and a package"
    )


def test_a_module_that_happens_to_be_called_setup_makes_no_project(tmp_path: Path) -> None:
    lay(tmp_path, ".git", "depot/__init__.py", "depot/tools/__init__.py", "depot/tools/setup.py")
    lay(tmp_path, "lib/stock/shelf/__init__.py", "lib/stock/shelf/rack.py")
    lay(tmp_path, lib__stock__setup="def setup(app):\n    pass\n")

    assert package_in(tmp_path, "depot/tools/crates.py").doubt == ""
    assert (
        "`stock` may be a namespace package"
        in package_in(tmp_path, "lib/stock/shelf/rack.py").doubt
    )


def test_a_setup_script_makes_a_project(tmp_path: Path) -> None:
    lay(tmp_path, ".git", "lib/stock/shelf/__init__.py", "lib/stock/shelf/rack.py")
    lay(tmp_path, lib__stock__setup="from setuptools import setup\nsetup()\n")

    assert package_in(tmp_path, "lib/stock/shelf/rack.py").doubt == ""


def test_a_package_named_like_one_of_the_standard_library_is_in_doubt(tmp_path: Path) -> None:
    lay(tmp_path, "pyproject.toml", "logging/__init__.py", "logging/handlers.py")

    assert package_in(tmp_path, "logging/handlers.py").doubt == (
        "the standard library has a `logging` too"
    )


def test_the_standard_library_itself_is_certain(tmp_path: Path) -> None:
    lay(tmp_path, "setup.cfg", "os.py", "logging/__init__.py", "logging/handlers.py")

    assert package_in(tmp_path, "logging/handlers.py").doubt == ""


@pytest.mark.parametrize("name", ["async", "two-words", "2024"])
def test_a_directory_that_no_import_can_name_is_no_package(tmp_path: Path, name: str) -> None:
    lay(tmp_path, "pyproject.toml", f"{name}/__init__.py")

    with pytest.raises(UnknownPackageError, match=f"`{name}` is no name for a package"):
        package_in(tmp_path, f"{name}/models.py")


def test_a_pipe_among_the_modules_is_not_waited_for(tmp_path: Path) -> None:
    lay(tmp_path, "src/app/models/user.py", "src/app/__init__.py", "src/app/models/__init__.py")
    os.mkfifo(tmp_path / "src" / "app" / "pipe.py")
    os.mkfifo(tmp_path / "pyproject.toml")

    package = package_in(tmp_path, "src/app/models/user.py")

    assert (package.root, package.doubt) == (str(tmp_path / "src"), "")
