"""What a directory declares about its project, and which projects are samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standards_hooks.project.declaration_reading import declaration_in, oldest_python
from standards_hooks.project.repository import Repository
from standards_hooks.project.samples import is_in_sample, is_sample_project
from tests.unit.repositories import PYPROJECT, write_files


if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


SETUP = "import setuptools\n\nsetuptools.setup({})\n"
DECLARED: dict[str, tuple[Mapping[str, str], tuple[str, str, str]]] = {
    "[project]": ({"pyproject.toml": PYPROJECT}, ("pyproject.toml", "shop", ">=3.12")),
    "Poetry": (
        {
            "pyproject.toml": (
                '[tool.poetry]\nname = "shop"\npackages = [{include = "shop", from = "lib"}]\n'
                '[tool.poetry.dependencies]\npython = "~3.11"\n'
            )
        },
        ("pyproject.toml", "shop", ">=3.11,<3.12"),
    ),
    "Poetry's alternatives": (
        {"pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.11 || ^3.9"\n'},
        ("pyproject.toml", "", ">=3.9"),
    ),
    "[project] beside Poetry": (
        {"pyproject.toml": PYPROJECT + '[tool.poetry]\nname = "other"\n'},
        ("pyproject.toml", "shop", ">=3.12"),
    ),
    "setup.cfg": (
        {
            "setup.cfg": (
                "[metadata]\nname = shop\n[options]\npython_requires = >=3.9\n"
                "package_dir =\n    =lib\n[options.packages.find]\nwhere = lib\n"
            )
        },
        ("setup.cfg", "shop", ">=3.9"),
    ),
    "setup.py": (
        {
            "setup.py": SETUP.format(
                "name='shop', python_requires='>=3.8', package_dir={'': 'lib'},"
                "packages=find_packages(where='lib')"
            )
        },
        ("setup.py", "shop", ">=3.8"),
    ),
    "both": (
        {
            "setup.cfg": "[metadata]\nname = shop\n",
            "setup.py": SETUP.format("python_requires='>=3.8'"),
            "pyproject.toml": "[tool.ruff]\n",
        },
        ("setup.py", "shop", ">=3.8"),
    ),
    "what is no literal": (
        {"setup.py": SETUP.format("name=NAME, python_requires=f'>={OLDEST}', **more")},
        ("setup.py", "", ""),
    ),
}


@pytest.mark.parametrize(("files", "expected"), DECLARED.values(), ids=DECLARED.keys())
def test_a_declaration_says_name_and_python(
    files: Mapping[str, str], expected: tuple[str, str, str], tmp_path: Path
) -> None:
    write_files(tmp_path, files)
    found = declaration_in(str(tmp_path))
    assert found is not None
    specifier = found.python.specifier if found.python else ""
    assert (found.file, found.name, specifier) == expected


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"pyproject.toml": "[tool.ruff]\n"}, id="tools"),
        pytest.param({"setup.cfg": "[mypy]\nstrict = true\n"}, id="settings of a tool"),
        pytest.param({"setup.cfg": "[metadata\n", "setup.py": "setup(\n"}, id="broken"),
        pytest.param({"setup.py": "def setup() -> None: ...\n"}, id="module"),
        pytest.param({"setup.py": SETUP.format("ext_modules=[]")}, id="extensions alone"),
        pytest.param({"pyproject.toml": "[project\n", "setup.py": SETUP.format("")}, id="no TOML"),
    ],
)
def test_these_declare_no_project(files: Mapping[str, str], tmp_path: Path) -> None:
    write_files(tmp_path, files)
    assert declaration_in(str(tmp_path)) is None


def test_the_oldest_python_is_the_one_that_is_declared_to_poetry(tmp_path: Path) -> None:
    files = {**DECLARED["Poetry"][0], "lib/shop/a.py": ""}
    write_files(tmp_path, files)
    assert oldest_python(str(tmp_path / "lib/shop/a.py")) == (3, 11)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("examples/shop/main.py", True),
        ("src/app/templates/new/Dockerfile", True),
        ("{{cookiecutter.name}}/setup.py", True),
        ("tests/fixtures/a.py", True),
        ("tests/unit/test_a.py", False),
        ("docs/requirements.txt", False),
        ("src/app/examples.py", False),
        ("example.py", False),
    ],
)
def test_files_of_samples_are_known_by_their_directories(*, path: str, expected: bool) -> None:
    assert is_in_sample(path) is expected


@pytest.mark.parametrize(
    ("directory", "expected"),
    [
        ("", False),
        ("backend", False),
        ("packages/contest", False),
        ("tests/data/a", True),
        ("docs", True),
        ("demo", True),
        ("{{ name }}", True),
    ],
)
def test_projects_that_are_samples_are_known_by_their_directories(
    *, directory: str, expected: bool
) -> None:
    assert is_sample_project(directory) is expected


def test_a_sample_is_a_place_and_no_project_unless_it_asks(tmp_path: Path) -> None:
    asking = "[tool.standards-hooks]\nexclude = []\n"
    inner = {"docs": "", "examples/a": asking, "examples/b": "[tool.standards-hooks", "api": ""}
    files = {f"{directory}/pyproject.toml": text for directory, text in inner.items()}
    root = tmp_path / "examples"
    write_files(root, {"a.py": "", "examples/b/b.py": "", **files})
    repository = Repository(str(root))
    assert [each.directory for each in repository.projects()] == ["api", "examples/a"]
    places = repository.places()
    assert [each.directory for each in places] == ["", "api", "docs", "examples/a", "examples/b"]
    assert places[0].files == ["a.py"]
