"""What `relative-imports --fix` changes in a file, and what it does not fix and why."""

from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from standards_hooks.rules.relative_imports import HOOK
from tests.unit.fixed_sources import fix, is_valid


FILES = (
    "pyproject.toml",
    "src/depot/__init__.py",
    "src/depot/crates.py",
    "src/depot/fast.cpython-312-x86_64-linux-gnu.so",
    "src/depot/slow.pyd",
    "src/depot/typed.pyi",
    "src/depot/data/rows.csv",
    "src/depot/lots/__init__.py",
    "src/depot/lots/sizes.py",
    "src/outer/inner/__init__.py",
    "src/outer/inner/shelves.py",
    "src/outer/racks.py",
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with packages under `src`."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def row(name: str, before: str, after: str) -> ParameterSet:
    return pytest.param(before, after, id=name)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        row("module", "from .sizes import a\n", "from depot.lots.sizes import a\n"),
        row("package", "from . import sizes\n", "from depot.lots import sizes\n"),
        row("parent", "from .. import crates\n", "from depot import crates\n"),
        row("sibling-of-parent", "from ..crates import a\n", "from depot.crates import a\n"),
        row("longer-way", "from ..lots.sizes import a\n", "from depot.lots.sizes import a\n"),
        row("no-newline", "from .sizes import a", "from depot.lots.sizes import a"),
        row("several", "from .sizes import a, b\n", "from depot.lots.sizes import a, b\n"),
        row("alias", "from .sizes import a  as  b\n", "from depot.lots.sizes import a  as  b\n"),
        row("star", "from .sizes import *\n", "from depot.lots.sizes import *\n"),
        row("no-blank-before-dot", "from.sizes import a\n", "from depot.lots.sizes import a\n"),
        row("no-blank-after-dot", "from .import sizes\n", "from depot.lots import sizes\n"),
        row("no-blank-at-all", "from.import sizes\n", "from depot.lots import sizes\n"),
        row(
            "no-blank-after-import", "from .sizes import(a)\n", "from depot.lots.sizes import(a)\n"
        ),
        row("blank-between-dots", "from . . crates import a\n", "from depot.crates import a\n"),
        row("three-dots-apart", "from .. lots import a\n", "from depot.lots import a\n"),
        row("wide", "from  .sizes\timport  a\n", "from  depot.lots.sizes\timport  a\n"),
        row("comment", "from .sizes import a  # why\n", "from depot.lots.sizes import a  # why\n"),
        row(
            "parentheses",
            "from .sizes import (  # open\n    a,  # one\n    # two\n    b as c\n)  # shut\n",
            "from depot.lots.sizes import (  # open\n    a,  # one\n    # two\n"
            "    b as c\n)  # shut\n",
        ),
        row(
            "backslash-before-import",
            "from .sizes \\\n    import a, \\\n    b\n",
            "from depot.lots.sizes \\\n    import a, \\\n    b\n",
        ),
        row(
            "backslash-before-dot",
            "from \\\n    .sizes import a\n",
            "from \\\n    depot.lots.sizes import a\n",
        ),
        row(
            "backslash-after-dot",
            "from . \\\n    import sizes\n",
            "from depot.lots \\\n    import sizes\n",
        ),
        row(
            "backslash-behind-from",
            "from\\\n.sizes import a\n",
            "from\\\ndepot.lots.sizes import a\n",
        ),
        row(
            "backslash-between-dots",
            "from .\\\n    .crates import a\n",
            "from \\\n    depot.crates import a\n",
        ),
        row(
            "several-on-a-line",
            "a = 1; from .sizes import b; from .. import crates; c = 2\n",
            "a = 1; from depot.lots.sizes import b; from depot import crates; c = 2\n",
        ),
        row(
            "in-blocks",
            "def f():\n\tif g:\n\t\tfrom .sizes import a\n\telse: from . import sizes\n",
            "def f():\n\tif g:\n\t\tfrom depot.lots.sizes import a\n"
            "\telse: from depot.lots import sizes\n",
        ),
        row(
            "every-kind-of-block",
            "try:\n    from .sizes import a\nexcept E: from .sizes import b\n"
            "else: from .sizes import c\nfinally: from .sizes import d\n"
            "match x:\n    case 1: from .sizes import e\nwith y: from .sizes import f\n"
            "for z in y: from .sizes import g\nwhile z: from .sizes import h\n"
            "class C: from .sizes import i\nasync def d(): from .sizes import j\n",
            "try:\n    from depot.lots.sizes import a\nexcept E: from depot.lots.sizes import b\n"
            "else: from depot.lots.sizes import c\nfinally: from depot.lots.sizes import d\n"
            "match x:\n    case 1: from depot.lots.sizes import e\n"
            "with y: from depot.lots.sizes import f\n"
            "for z in y: from depot.lots.sizes import g\nwhile z: from depot.lots.sizes import h\n"
            "class C: from depot.lots.sizes import i\n"
            "async def d(): from depot.lots.sizes import j\n",
        ),
        row(
            "except-star",
            "try: pass\nexcept* E:\n    from .sizes import a\n",
            "try: pass\nexcept* E:\n    from depot.lots.sizes import a\n",
        ),
        row(
            "crlf", "from .sizes import (\r\n  a)\r\n", "from depot.lots.sizes import (\r\n  a)\r\n"
        ),
        row("cr", "from .sizes import a\rb = 1", "from depot.lots.sizes import a\rb = 1"),
        row("bom", "\ufefffrom .sizes import a\n", "\ufefffrom depot.lots.sizes import a\n"),
        row(
            "not-ascii",
            "é = 'ü'; from .sizes import a  # 日本\n",
            "é = 'ü'; from depot.lots.sizes import a  # 日本\n",
        ),
        row(
            "form-feed",
            "a = 1\n\x0c\nfrom .sizes import b\n",
            "a = 1\n\x0c\nfrom depot.lots.sizes import b\n",
        ),
        row(
            "absolute-and-text-stay",
            "'from .sizes import a'  # from .sizes import a\nfrom depot import b\n"
            "from .sizes import c\n",
            "'from .sizes import a'  # from .sizes import a\nfrom depot import b\n"
            "from depot.lots.sizes import c\n",
        ),
    ],
)
@pytest.mark.usefixtures("project")
def test_only_the_dots_and_the_module_change(before: str, after: str) -> None:
    new, left = fix(HOOK, before.encode(), "src/depot/lots/pack.py")

    assert new.decode() == after
    assert left == []
    assert is_valid(new)


@pytest.mark.usefixtures("project")
def test_the_encoding_stays() -> None:
    before = b"# coding: latin-1\n\xe9 = '\xfc'; from .sizes import a\n"

    new, _ = fix(HOOK, before, "src/depot/lots/pack.py")

    assert new == before.replace(b".sizes", b"depot.lots.sizes")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        row("lazy", "lazy from .sizes import a\n", "lazy from depot.lots.sizes import a\n"),
        row(
            "lazy-in-a-row",
            "if b: lazy from . import sizes; lazy  from ..crates import a\n",
            "if b: lazy from depot.lots import sizes; lazy  from depot.crates import a\n",
        ),
        row(
            "beside-newer-syntax",
            "try: from .sizes import a\nexcept A, B: pass\n",
            "try: from depot.lots.sizes import a\nexcept A, B: pass\n",
        ),
    ],
)
@pytest.mark.usefixtures("project")
def test_syntax_newer_than_the_interpreter_is_fixed_as_well(before: str, after: str) -> None:
    new, left = fix(HOOK, before.encode(), "src/depot/lots/pack.py")

    assert (new.decode(), left) == (after, [])


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        pytest.param(
            "src/depot/__init__.py",
            "from . import lots\nfrom .crates import a\n",
            "from depot import lots\nfrom depot.crates import a\n",
            id="init",
        ),
        pytest.param(
            "src/depot/lots/__init__.py",
            "from .sizes import a\nfrom ..crates import b\n",
            "from depot.lots.sizes import a\nfrom depot.crates import b\n",
            id="inner-init",
        ),
        pytest.param(
            "src/depot/typed.pyi",
            "from .crates import A as A\n",
            "from depot.crates import A as A\n",
            id="stub",
        ),
        pytest.param(
            "src/depot/crates.py",
            "from .typed import a\n",
            "from depot.typed import a\n",
            id="to-a-stub",
        ),
        pytest.param(
            "src/depot/crates.py",
            "from .fast import a\n",
            "from depot.fast import a\n",
            id="to-an-extension",
        ),
        pytest.param(
            "src/depot/crates.py",
            "from .slow import a\n",
            "from depot.slow import a\n",
            id="to-an-extension-on-windows",
        ),
        pytest.param(
            "src/depot/crates.py",
            "from .data import a\n",
            "from depot.data import a\n",
            id="to-a-directory",
        ),
        pytest.param(
            "src/outer/inner/shelves.py",
            "from . import a\nfrom ..racks import b\n",
            "from outer.inner import a\nfrom outer.racks import b\n",
            id="namespace-package",
        ),
        pytest.param(
            "src/outer/racks.py",
            "from .inner.shelves import a\n",
            "from outer.inner.shelves import a\n",
            id="in-a-namespace-package",
        ),
    ],
)
@pytest.mark.usefixtures("project")
def test_the_dots_are_resolved_from_their_file(path: str, before: str, after: str) -> None:
    new, left = fix(HOOK, before.encode(), path)

    assert (new.decode(), left) == (after, [])


@pytest.mark.parametrize(
    ("path", "source", "reason"),
    [
        pytest.param(
            "src/depot/crates.py",
            "from ... import a\n",
            "the dots lead beyond the package root `src`",
            id="beyond-the-root",
        ),
        pytest.param(
            "src/run.py",
            "from .depot import a\n",
            "the dots lead beyond the package root `src`",
            id="in-the-root",
        ),
        pytest.param(
            "src/depot/crates.py",
            "from .nothing import a\n",
            "there is no module `depot.nothing` in `src`",
            id="not-found",
        ),
        pytest.param(
            "src/depot/crates.py",
            "from .lots.sizes.deeper import a\n",
            "there is no module `depot.lots.sizes.deeper` in `src`",
            id="inside-a-module",
        ),
        pytest.param(
            "tools/run.py",
            "from .depot import a\n",
            "no package root is known: there is no `__init__.py` beside it",
            id="no-package",
        ),
        pytest.param(
            "libs/depot/crates.py",
            "from . import a\n",
            "the package root is ambiguous, `libs` may be a namespace package",
            id="ambiguous",
        ),
        pytest.param(
            "src/two-words/crates.py",
            "from . import a\n",
            "`two-words` is no name for a package",
            id="no-name",
        ),
        pytest.param(
            "src/depot/crates.py",
            "import importlib\nimportlib.import_module('.lots', 'depot')\n",
            'write `import_module("depot.lots")`',
            id="import-module",
        ),
    ],
)
def test_what_is_not_proven_is_reported_with_the_reason(
    project: Path, path: str, source: str, reason: str
) -> None:
    for directory in ("tools", "src/two-words", "libs/depot"):
        (project / directory).mkdir(parents=True)
    (project / "libs/depot/__init__.py").touch()

    new, left = fix(HOOK, source.encode(), path)

    assert new.decode() == source
    assert len(left) == 1
    assert reason in left[0]


@pytest.mark.usefixtures("project")
def test_what_cannot_be_fixed_does_not_prevent_other_fixes() -> None:
    before = "from . import a; from .nothing import b\nfrom .lots import c\n"

    new, (left,) = fix(HOOK, before.encode(), "src/depot/crates.py")

    assert new.decode() == (
        "from depot import a; from .nothing import b\nfrom depot.lots import c\n"
    )
    assert left.startswith("`from .nothing import b` ")
