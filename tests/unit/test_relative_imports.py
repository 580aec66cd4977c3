"""Which imports are relative, and which absolute name the message puts in their place."""

from __future__ import annotations

import pytest

from standards_hooks.rules.relative_imports import HOOK


SILENT = [
    pytest.param("import app\nimport app.models as m\n", {}, id="import"),
    pytest.param("from app.models.user import User\n", {}, id="absolute-from"),
    pytest.param("from app import models as m, views\n", {}, id="absolute-with-alias"),
    pytest.param("from app import *\n", {}, id="star"),
    pytest.param("from __future__ import annotations\n", {}, id="future"),
    pytest.param("text = 'from . import x'\n", {}, id="text-that-looks-like-one"),
    pytest.param("'''\nfrom .models import User\n'''\n", {}, id="docstring-with-an-example"),
    pytest.param("# from . import x\n", {}, id="comment"),
    pytest.param("yield_from = [*range(3)][0:1]; x = 1 .real\n", {}, id="dots-that-are-no-imports"),
    pytest.param("def f():\n    yield from .5\n", {}, id="yield-from-a-number"),
    pytest.param("raise E from .5\n", {}, id="raise-from-a-number"),
    pytest.param("import importlib\nimportlib.import_module('app.x')\n", {}, id="absolute-by-name"),
    pytest.param("import importlib\nimportlib.import_module(name)\n", {}, id="unknown-name"),
    pytest.param("import importlib\nimportlib.import_module()\n", {}, id="no-name"),
    pytest.param("import importlib\nimportlib.import_module(1)\n", {}, id="no-text"),
    pytest.param("from own import import_module\nimport_module('.x')\n", {}, id="another-function"),
    pytest.param("from .x import y\n", {"allow": ("siblings",)}, id="sibling-allowed"),
    pytest.param("from . import y\n", {"allow": ("siblings",)}, id="own-package-allowed"),
    pytest.param(
        "import importlib\nimportlib.import_module('.x', 'app')\n",
        {"allow": ("siblings",)},
        id="sibling-by-name-allowed",
    ),
]


@pytest.mark.parametrize(("source", "options"), SILENT)
def test_an_absolute_import_is_not_reported(findings_of, source, options):
    assert findings_of(HOOK, source, "src/app/web/views.py", **options) == []


IMPORTLIB = "import importlib\n"
BEYOND = "import by the absolute name (the dots lead beyond the package root `src`)"

FOUND = [
    # levels and names
    pytest.param("from . import x\n", [(1, 1, "write `from app.web import x`")], id="own-package"),
    pytest.param("from .x import y\n", [(1, 1, "write `from app.web.x import y`")], id="sibling"),
    pytest.param(
        "from .x.y import z\n", [(1, 1, "write `from app.web.x.y import z`")], id="deeper"
    ),
    pytest.param("from .. import x\n", [(1, 1, "write `from app import x`")], id="parent"),
    pytest.param("from ..x import y\n", [(1, 1, "write `from app.x import y`")], id="cousin"),
    pytest.param("from ... import x\n", [(1, 1, BEYOND)], id="beyond-the-root"),
    pytest.param("from .....x import y\n", [(1, 1, BEYOND)], id="far-beyond-the-root"),
    pytest.param(
        "from .x import (\n    a,\n    b as c,  # why\n)\n",
        [(1, 1, "`from .x import a, b as c` is relative; write `from app.web.x import a, b as c`")],
        id="several-names-are-one-finding",
    ),
    pytest.param("from .x import *\n", [(1, 1, "write `from app.web.x import *`")], id="star"),
    pytest.param(
        "from .a import x\nfrom .b import y\n",
        [(1, 1, "`from app.web.a import x`"), (2, 1, "`from app.web.b import y`")],
        id="each-statement",
    ),
    # places
    pytest.param(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .x import y\n",
        [(3, 5, "`from app.web.x import y`")],
        id="under-type-checking",
    ),
    pytest.param("def f():\n    from .x import y\n", [(2, 5, "app.web.x")], id="in-a-function"),
    pytest.param(
        "class A:\n    async def f(self):\n        from .x import y\n",
        [(3, 9, "app.web.x")],
        id="in-a-method",
    ),
    pytest.param("class A:\n    from .x import y\n", [(2, 5, "app.web.x")], id="in-a-class"),
    pytest.param(
        "try:\n    import a\nexcept ImportError:\n    from .x import a\n",
        [(4, 5, "app.web.x")],
        id="in-a-handler",
    ),
    pytest.param(
        "match a:\n    case 1:\n        from .x import y\n", [(3, 9, "app.web.x")], id="in-a-case"
    ),
    pytest.param("x = 1; from .x import y\n", [(1, 8, "app.web.x")], id="after-a-semicolon"),
    pytest.param("if x: from .x import y\n", [(1, 7, "app.web.x")], id="after-a-colon"),
    # spellings
    pytest.param("from.x import y\n", [(1, 1, "app.web.x")], id="no-blank"),
    pytest.param("from.import y\n", [(1, 1, "`from app.web import y`")], id="no-blanks-at-all"),
    pytest.param("from  .  .x import y\n", [(1, 1, "`from app.x import y`")], id="blanks"),
    pytest.param("from\t.x import y\n", [(1, 1, "app.web.x")], id="tab"),
    pytest.param("from\f.x import y\n", [(1, 1, "app.web.x")], id="form-feed"),
    pytest.param("\ffrom .x import y\n", [(1, 2, "app.web.x")], id="form-feed-before"),
    pytest.param("from \\\n    .x import y\n", [(1, 1, "app.web.x")], id="continued-line"),
    pytest.param(
        "from\\\n.\\\n.x import y\n", [(1, 1, "`from app.x import y`")], id="continued-twice"
    ),
    pytest.param("from\\\r\n.x import y\r\n", [(1, 1, "app.web.x")], id="continued-with-crlf"),
    pytest.param("from ...x import y\n", [(1, 1, BEYOND)], id="ellipsis-token"),
    pytest.param("ä = 1; from .x import y\n", [(1, 8, "app.web.x")], id="columns-are-characters"),
    pytest.param("# coding: latin-1\nfrom .x import y\n", [(2, 1, "app.web.x")], id="cookie"),
    pytest.param("lazy from .x import y\n", [(1, 1, "app.web.x")], id="lazy-import"),
    # by name
    pytest.param(
        IMPORTLIB + "importlib.import_module('.x', 'app.web')\n",
        [(2, 1, 'write `import_module("app.web.x")`')],
        id="by-name",
    ),
    pytest.param(
        IMPORTLIB + "importlib.import_module('..x', package='app.web')\n",
        [(2, 1, 'write `import_module("app.x")`')],
        id="by-name-of-the-parent",
    ),
    pytest.param(
        IMPORTLIB + "importlib.import_module('...x', 'app.web')\n",
        [(2, 1, "(the dots lead beyond the package `app.web`)")],
        id="by-name-beyond-the-package",
    ),
    pytest.param(
        IMPORTLIB + "importlib.import_module(package='app.web', name='..')\n",
        [(2, 1, 'write `import_module("app")`')],
        id="by-name-of-the-package-itself",
    ),
    pytest.param(
        "from importlib import import_module as load\nx = [load('.x', __package__)]\n",
        [(2, 6, "`load('.x', __package__)` is relative; write `import_module(\"app.web.x\")`")],
        id="by-name-under-an-alias",
    ),
    pytest.param(
        "import importlib as i\ni.import_module('...x', __package__)\n",
        [(2, 1, BEYOND)],
        id="by-name-beyond-the-root",
    ),
    pytest.param(
        IMPORTLIB + "importlib.import_module('.x', package)\n",
        [(2, 1, "is relative; import by the absolute name")],
        id="by-name-from-an-unknown-package",
    ),
    pytest.param(
        IMPORTLIB + "importlib.import_module('.x', __name__)\n",
        [(2, 1, "is relative; import by the absolute name")],
        id="by-name-from-a-module-that-is-no-package",
    ),
    pytest.param(
        IMPORTLIB + "importlib.import_module('.x')\n",
        [(2, 1, "is relative; import by the absolute name")],
        id="by-name-without-a-package",
    ),
]


@pytest.mark.parametrize(("source", "expected"), FOUND)
def test_a_relative_import_is_reported_with_its_absolute_name(findings_of, source, expected):
    found = findings_of(HOOK, source, "src/app/web/views.py")
    assert [(each.line, each.column) for each in found] == [place[:2] for place in expected]
    for finding, (*_, words) in zip(found, expected, strict=True):
        assert words in finding.message


@pytest.mark.parametrize("name", ["__init__.py", "__init__.pyi", "views.pyi", "__main__.py"])
def test_packages_stubs_and_programs_import_absolutely_too(findings_of, name):
    (finding,) = findings_of(HOOK, "from .x import y\n", f"src/app/web/{name}")
    assert "write `from app.web.x import y`" in finding.message


def test_a_package_that_names_itself_as_the_anchor_gets_the_absolute_name(findings_of):
    source = IMPORTLIB + "importlib.import_module('.x', __name__)\n"
    (finding,) = findings_of(HOOK, source, "src/app/web/__init__.py")
    assert 'write `import_module("app.web.x")`' in finding.message


ALLOWED = [
    pytest.param("from .x import y\n", "__init__.py", ("init",), False, id="init-in-init"),
    pytest.param("from ..x import y\n", "__init__.pyi", ("init",), False, id="init-at-any-level"),
    pytest.param("from .x import y\n", "views.py", ("init",), True, id="init-elsewhere"),
    pytest.param("from ..x import y\n", "views.py", ("siblings",), True, id="siblings-not-parents"),
    pytest.param("from ..x import y\n", "__init__.py", ("siblings",), True, id="siblings-in-init"),
    pytest.param("from .x import y\n", "views.py", ("siblings", "init"), False, id="both"),
    pytest.param(
        "import importlib\nimportlib.import_module('..x', 'app.web')\n",
        "views.py",
        ("siblings",),
        True,
        id="siblings-not-parents-by-name",
    ),
]


@pytest.mark.parametrize(("source", "name", "allow", "is_found"), ALLOWED)
def test_allow_accepts_what_it_names_and_nothing_else(findings_of, source, name, allow, is_found):
    assert bool(findings_of(HOOK, source, f"src/app/web/{name}", allow=allow)) is is_found


RUFF = "[tool.ruff]\nsrc = {}\n"
UV_BUILD = '[build-system]\nrequires = ["uv_build"]\nbuild-backend = "uv_build"\n'

ROOTS = [
    # without any configuration
    pytest.param({}, "src/app/web/m.py", "app.web", id="src-directory"),
    pytest.param({}, "src/app/m.py", "app", id="src-directory-without-any-init"),
    pytest.param({}, "lib/src/app/m.py", "app", id="src-directory-further-in"),
    pytest.param({"app/__init__.py": ""}, "app/m.py", "app", id="chain-of-one"),
    pytest.param(
        {"app/__init__.py": "", "app/web/__init__.py": ""}, "app/web/m.py", "app.web", id="chain"
    ),
    pytest.param(
        {"setup.cfg": "", "app/__init__.py": "", "app/web/__init__.pyi": ""},
        "app/web/m.py",
        "app.web",
        id="chain-below-a-project",
    ),
    pytest.param(
        {"src/__init__.py": "", "src/app/__init__.py": "", "src/run.py": "from .app import a\n"},
        "src/app/m.py",
        "src.app",
        id="src-that-a-relative-import-reaches",
    ),
    pytest.param(
        {
            "src/__init__.py": "",
            "src/app/__init__.py": "",
            "src/lib/__init__.py": "",
            "tests/test_lib.py": "from lib import a\nimport lib.b\n",
            "src/lib/b.py": "",
        },
        "src/app/m.py",
        "app",
        id="src-that-a-package-beside-begins-in",
    ),
    pytest.param(
        {"app/__init__.py": "", "app/src/__init__.py": ""},
        "app/src/m.py",
        "app.src",
        id="package-called-src",
    ),
    # Ruff
    pytest.param({"pyproject.toml": RUFF.format('["lib"]')}, "lib/app/m.py", "app", id="ruff-src"),
    pytest.param(
        {"pyproject.toml": RUFF.format('[".", "lib"]')}, "lib/app/m.py", "app", id="deepest-root"
    ),
    pytest.param(
        {"pyproject.toml": RUFF.format('["."]')}, "scripts/run.py", "scripts", id="ruff-src-flat"
    ),
    pytest.param(
        {"pyproject.toml": RUFF.format('["lib/"]'), "tests/__init__.py": ""},
        "tests/m.py",
        "tests",
        id="file-outside-the-named-root",
    ),
    # hatch
    pytest.param(
        {"pyproject.toml": '[tool.hatch.build.targets.wheel]\npackages = ["lib/app"]\n'},
        "lib/app/web/m.py",
        "app.web",
        id="hatch-packages",
    ),
    pytest.param(
        {"pyproject.toml": '[tool.hatch.build]\npackages = ["app/"]\n'},
        "app/web/m.py",
        "app.web",
        id="hatch-packages-flat",
    ),
    pytest.param(
        {"pyproject.toml": '[tool.hatch.build.targets.wheel]\nsources = ["lib"]\n'},
        "lib/app/m.py",
        "app",
        id="hatch-sources",
    ),
    pytest.param(
        {"pyproject.toml": '[tool.hatch.build.targets.wheel.sources]\n"lib/app" = "app"\n'},
        "lib/app/m.py",
        "app",
        id="hatch-sources-as-a-table",
    ),
    pytest.param(
        {"pyproject.toml": '[tool.hatch.build.sources]\n"lib" = ""\n'},
        "lib/app/m.py",
        "app",
        id="hatch-sources-that-drop-a-prefix",
    ),
    # setuptools
    pytest.param(
        {"pyproject.toml": '[tool.setuptools.packages.find]\nwhere = ["lib"]\n'},
        "lib/app/m.py",
        "app",
        id="setuptools-where",
    ),
    pytest.param(
        {"pyproject.toml": '[tool.setuptools.package-dir]\n"" = "lib"\n'},
        "lib/app/m.py",
        "app",
        id="setuptools-package-dir",
    ),
    pytest.param(
        {"pyproject.toml": '[tool.setuptools.package-dir]\n"app.web" = "lib/app/web"\n'},
        "lib/app/web/m.py",
        "app.web",
        id="setuptools-directory-of-one-package",
    ),
    # uv_build
    pytest.param({"pyproject.toml": UV_BUILD}, "src/app/m.py", "app", id="uv-build"),
    pytest.param(
        {"pyproject.toml": UV_BUILD + '[tool.uv.build-backend]\nmodule-root = "lib"\n'},
        "lib/app/m.py",
        "app",
        id="uv-build-module-root",
    ),
    pytest.param(
        {"pyproject.toml": UV_BUILD + '[tool.uv.build-backend]\nmodule-root = ""\n'},
        "app/web/m.py",
        "app.web",
        id="uv-build-flat",
    ),
    # projects
    pytest.param(
        {
            "pyproject.toml": RUFF.format('["src"]'),
            "backend/pyproject.toml": RUFF.format('["lib"]'),
        },
        "backend/lib/app/m.py",
        "app",
        id="nested-project-with-its-own-root",
    ),
    pytest.param(
        {"pyproject.toml": RUFF.format('["."]'), "backend/pyproject.toml": ""},
        "backend/src/app/m.py",
        "app",
        id="nested-project-that-names-none",
    ),
    pytest.param(
        {"pyproject.toml": RUFF.format('["."]')},
        "backend/app/m.py",
        "backend.app",
        id="directory-of-the-outer-project",
    ),
    pytest.param({"pyproject.toml": "no [ toml"}, "src/app/m.py", "app", id="broken-configuration"),
    pytest.param(
        {"pyproject.toml": "[tool.ruff]\nsrc = 'src'\n[tool.hatch.build]\npackages = 3\n"},
        "src/app/m.py",
        "app",
        id="configuration-of-wrong-types",
    ),
    pytest.param(
        {"pyproject.toml": RUFF.format('["lib"]'), "src/app/__init__.py": ""},
        "src/app/ns/m.py",
        "app.ns",
        id="namespace-package-below-src",
    ),
]


@pytest.mark.parametrize(("files", "path", "package"), ROOTS)
def test_the_package_root_is_found(findings_of, tmp_path, files, path, package):
    file = _tree(tmp_path, files, path)
    (finding,) = findings_of(HOOK, "from .x import y\n", file)
    assert f"write `from {package}.x import y`" in finding.message


UNKNOWN = [
    pytest.param({}, "scripts/run.py", "there is no `__init__.py` beside it", id="script"),
    pytest.param(
        {"app/__init__.py": ""}, "app/ns/m.py", "there is no `__init__.py`", id="broken-chain"
    ),
    pytest.param(
        {"src/__init__.py": "", "src/app/__init__.py": ""},
        "src/app/m.py",
        "`src` has an `__init__.py`; remove it, or set `source-roots`",
        id="src-that-is-a-package",
    ),
    pytest.param({}, "src/run.py", "the dots lead beyond the package root", id="directly-in-src"),
    pytest.param({}, "src/my-app/m.py", "`my-app` is no name for a package", id="no-identifier"),
    pytest.param(
        {"pyproject.toml": RUFF.format('["app"]'), "app/__init__.py": ""},
        "app/m.py",
        "the package root is ambiguous",
        id="root-that-is-a-package",
    ),
    pytest.param(
        {"lib/app/__init__.py": "", "lib/app/web/__init__.pyi": ""},
        "lib/app/web/m.py",
        "the package root is ambiguous, `lib` may be a namespace package; set `source-roots`",
        id="chain-below-a-plain-directory",
    ),
    pytest.param(
        {"app/__init__.py": "", "app/llms/azure/chat/__init__.py": ""},
        "app/llms/azure/chat/m.py",
        "the package root is ambiguous, `azure` may be a namespace package",
        id="chain-below-a-gap-in-a-package",
    ),
]


@pytest.mark.parametrize(("files", "path", "reason"), UNKNOWN)
def test_where_the_root_is_unknown_the_message_says_why(findings_of, tmp_path, files, path, reason):
    (finding,) = findings_of(HOOK, "from .x import y\n", _tree(tmp_path, files, path))
    assert "is relative; import by the absolute name (" in finding.message
    assert reason in finding.message


@pytest.mark.parametrize(
    ("roots", "package"),
    [
        pytest.param(("lib",), "app.web", id="named"),
        pytest.param(("./lib/",), "app.web", id="with-dots-and-slashes"),
        pytest.param(("lib", "lib/app"), "web", id="deepest"),
        pytest.param(("elsewhere",), "lib.app.web", id="elsewhere-falls-back-to-the-project"),
    ],
)
def test_the_users_source_roots_come_first(findings_of, tmp_path, roots, package):
    file = _tree(tmp_path, {"pyproject.toml": RUFF.format('["."]')}, "lib/app/web/m.py")
    found = findings_of(
        HOOK, "from .x import y\n", file, directory=str(tmp_path / "repository"), source_roots=roots
    )
    assert f"write `from {package}.x import y`" in found[0].message


def test_a_source_root_decides_about_a_src_that_is_a_package(findings_of, tmp_path):
    file = _tree(tmp_path, {"src/__init__.py": "", "src/app/__init__.py": ""}, "src/app/m.py")
    root = str(tmp_path / "repository")
    (finding,) = findings_of(HOOK, "from .x import y\n", file, directory=root, source_roots=(".",))
    assert "write `from src.app.x import y`" in finding.message


def test_a_relative_path_is_understood_from_the_working_directory(
    findings_of, tmp_path, monkeypatch
):
    _tree(tmp_path, {"app/__init__.py": ""}, "app/m.py")
    monkeypatch.chdir(tmp_path / "repository" / "app")
    (finding,) = findings_of(HOOK, "from .x import y\n", "m.py")
    assert "write `from app.x import y`" in finding.message


def test_the_symbol_is_what_is_imported_from_where(findings_of):
    found = findings_of(HOOK, "def f():\n    from ..x import y\n", "src/app/web/views.py")
    assert [finding.symbol for finding in found] == ["f...x"]


def _tree(directory, files, path):
    """Make a repository of the files, and return the absolute path of one more file in it."""
    root = directory / "repository"
    (root / ".git").mkdir(parents=True)
    for name, text in {**files, path: ""}.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return str(root / path)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param(
            {"libs/pyproject.toml": "", "libs/app/__init__.py": ""},
            'write `import_module("app.x")`',
            id="known-root",
        ),
        pytest.param(
            {"libs/app/__init__.py": ""},
            "import by the absolute name (the package root is ambiguous",
            id="ambiguous-root",
        ),
    ],
)
def test_import_module_is_reported_with_its_absolute_name(findings_of, tmp_path, files, message):
    source = 'from importlib import import_module\nimport_module(".x", __package__)\n'
    file = _tree(tmp_path, files, "libs/app/m.py")
    (finding,) = findings_of(HOOK, source, file)
    assert message in finding.message
