"""Where import names begin: one answer, by configuration, by `src`, by chains of packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standards_hooks.project.layout import Layout, joined, layout_of, package_directories
from standards_hooks.project.source_roots import (
    SearchPaths,
    chain_root,
    deepest_holding,
    is_standard_library,
    named_roots,
    package_chain,
    project_directory,
    src_root,
    upwards,
)


if TYPE_CHECKING:
    from pathlib import Path


def lay(root: Path, *files: str) -> None:
    """Write empty files."""
    for file in files:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).touch()


@pytest.mark.parametrize(
    ("directory", "found"),
    [
        pytest.param("a/b", ["a/b", "a", ""], id="relative"),
        pytest.param("/a/b", ["/a/b", "/a", "/"], id="absolute"),
        pytest.param("", [""], id="the top"),
    ],
)
def test_directories_end_at_the_top(directory: str, found: list[str]) -> None:
    assert list(upwards(directory)) == found


@pytest.mark.parametrize(
    ("files", "directory", "chain", "root"),
    [
        pytest.param({"a/b/__init__.py"}, "a/b", ["a/b"], "a", id="one package"),
        pytest.param(
            {"a/__init__.py", "a/b/__init__.py"}, "a/b", ["a/b", "a"], "", id="a chain of packages"
        ),
        pytest.param({"a/__init__.py"}, "a/b", [], None, id="a directory in a package"),
        pytest.param({"a/__init__.pyi"}, "a", ["a"], "", id="a package of stubs"),
        pytest.param({"__init__.py"}, "", [""], "", id="the project itself"),
    ],
)
def test_the_root_is_above_an_unbroken_chain(
    files: set[str], directory: str, chain: list[str], root: str | None
) -> None:
    is_file = files.__contains__
    assert package_chain(directory, is_file) == chain
    assert chain_root(directory, is_file) == root


@pytest.mark.parametrize(
    ("files", "directory", "root"),
    [
        pytest.param(["src/app/a.py"], "src/app", "src", id="src"),
        pytest.param(["src/lib/src/a.py"], "src/lib/src", "src", id="the outermost"),
        pytest.param(["src/__init__.py"], "src/app", None, id="a package of that name"),
        pytest.param(["src/pkg/pyproject.toml"], "src/pkg/app", None, id="beyond the project"),
        pytest.param(["lib/a.py"], "lib", None, id="none"),
    ],
)
def test_a_directory_called_src_is_a_root(
    tmp_path: Path, files: list[str], directory: str, root: str | None
) -> None:
    lay(tmp_path, "pyproject.toml", *files)
    assert src_root((tmp_path / directory).as_posix()) == (root and (tmp_path / root).as_posix())


def test_named_roots_are_those_of_the_nearest_project(tmp_path: Path) -> None:
    (tmp_path / "services" / "api" / "app").mkdir(parents=True)
    lay(tmp_path, ".git")
    toml = '[tool.ruff]\nsrc = ["lib", "."]\n'
    (tmp_path / "services" / "pyproject.toml").write_text(toml, encoding="utf-8")
    services = (tmp_path / "services").as_posix()
    assert project_directory(f"{services}/api/app") == services
    assert named_roots(services) == [f"{services}/lib", services]
    assert project_directory(tmp_path.as_posix()) == ""
    assert named_roots("") == []


@pytest.mark.parametrize(
    ("roots", "found"),
    [
        pytest.param(["/a", "/a/b"], "/a/b", id="the deepest"),
        pytest.param(["/a/b/c"], "/a/b/c", id="the directory itself"),
        pytest.param(["/a/b/cc", "/x"], None, id="none that holds it"),
        pytest.param(["/"], "/", id="the top of the disk"),
    ],
)
def test_of_named_roots_the_deepest_around_a_directory_counts(
    roots: list[str], found: str | None
) -> None:
    assert deepest_holding(roots, "/a/b/c") == found


@pytest.mark.parametrize(
    ("name", "files", "is_expected"),
    [
        pytest.param("json", set(), True, id="its name"),
        pytest.param("shop", set(), False, id="another name"),
        pytest.param("json", {"Lib/os.py"}, False, id="the standard library itself"),
    ],
)
def test_names_of_the_standard_library_mean_the_standard_library(
    name: str, files: set[str], is_expected: bool
) -> None:
    assert is_standard_library(name, "Lib", files.__contains__) is is_expected


FILES = ["src/app/__init__.py", "src/app/sub/a.py", "tools/run.py", "tools/help.py", "top.py"]


@pytest.mark.parametrize(
    ("directory", "roots"),
    [
        pytest.param("src/app", ["src", ""], id="a module of a package"),
        pytest.param("src/app/sub", ["src", ""], id="a directory inside a package"),
        pytest.param("tools", ["tools", "src", ""], id="a script"),
        pytest.param("", ["", "src"], id="beside the project file"),
    ],
)
def test_imports_begin_at_the_root_of_the_package_or_beside_a_script(
    directory: str, roots: list[str]
) -> None:
    assert SearchPaths(FILES, []).of(directory) == roots


@pytest.mark.parametrize(
    ("name", "root"),
    [
        pytest.param("app", "src", id="a package under src"),
        pytest.param("help", "tools", id="a module beside the script"),
        pytest.param("top", "", id="a module beside the project file"),
        pytest.param("requests", None, id="another project's"),
    ],
)
def test_a_name_is_looked_up_in_the_likeliest_root_first(name: str, root: str | None) -> None:
    assert SearchPaths(FILES, []).root_of(name, "tools") == root


def test_named_roots_come_before_src() -> None:
    assert SearchPaths(FILES, ["lib"]).of("tools") == ["tools", "lib", "src", ""]


LAYOUTS = [
    pytest.param(
        ["src/app/__init__.py", "lib/old/__init__.py"],
        Layout(("src",), ("app",), ("src/app",)),
        ["src/app"],
        id="src counts alone",
    ),
    pytest.param(["src/app/a.py"], Layout(("src",)), ["src/app"], id="no __init__"),
    pytest.param(
        ["b/__init__.py", "a/__init__.py", "tests/__init__.py", "a/x/__init__.py"],
        Layout((".",), ("a", "b"), ("a", "b")),
        ["a", "b"],
        id="packages beside the project file",
    ),
    pytest.param(
        ["a/__init__.py", "python/deep/c/__init__.py"],
        Layout((".",), ("a",), ("a",)),
        ["a"],
        id="the outermost",
    ),
    pytest.param(["a.py", "tests/__init__.py"], Layout(), [], id="none"),
]


@pytest.mark.parametrize(("files", "layout", "directories"), LAYOUTS)
def test_a_project_is_laid_out_as_its_files_are(
    files: list[str], layout: Layout, directories: list[str]
) -> None:
    assert layout_of(files) == layout
    assert package_directories(files) == directories


def test_the_layouts_of_several_projects_are_one() -> None:
    own = layout_of(["app/__init__.py"])
    member = layout_of(["src/lib/__init__.py"])
    flat = layout_of(["core/__init__.py"])
    assert joined({"": own, "members/lib": member, "members/core": flat}) == Layout(
        (".", "members/core", "members/lib/src"),
        ("app", "core", "lib"),
        ("app", "members/lib/src/lib", "members/core/core"),
    )
