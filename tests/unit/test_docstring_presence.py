"""What must have a docstring, what is exempt, and which option includes it."""

from __future__ import annotations

import pytest

from standards_hooks.rules.docstring_presence import HOOK


DOC = '"""Parcels."""\n'

SILENT = [
    pytest.param(DOC, {}, id="module-with-a-docstring"),
    pytest.param("#!/usr/bin/env python\n# why\n" + DOC, {}, id="docstring-after-comments"),
    pytest.param("r'raw'\n", {}, id="raw-string"),
    pytest.param("u'text'\n", {}, id="u-string"),
    pytest.param("('in parentheses')\n", {}, id="string-in-parentheses"),
    pytest.param("'one ' 'and two'\n", {}, id="strings-written-side-by-side"),
    pytest.param(DOC + "def f():\n    '''Do.'''\n", {}, id="function"),
    pytest.param(DOC + "def f(): 'Do.'\n", {}, id="function-on-one-line"),
    pytest.param(
        DOC + "class A:\n    '''Be.'''\n    def f(self):\n        'Do.'\n", {}, id="method"
    ),
    pytest.param(DOC + "x = 1\ny: int = 2\nf = lambda: 1\n", {}, id="variables-and-lambdas"),
    # private names
    pytest.param(DOC + "def _f(): ...\n", {}, id="private-function"),
    pytest.param(DOC + "class _A:\n    def f(self): ...\n", {}, id="method-of-a-private-class"),
    pytest.param(DOC + "class A:\n    'Be.'\n    def _f(self): ...\n", {}, id="private-method"),
    pytest.param(DOC + "class A:\n    'Be.'\n    def __f(self): ...\n", {}, id="mangled-method"),
    pytest.param(
        DOC
        + "class A:\n    'Be.'\n    class _B:\n        class C:\n            def f(self): ...\n",
        {},
        id="below-a-private-class",
    ),
    pytest.param(
        DOC + "from functools import singledispatch\n@show.register\ndef _(x: int): ...\n",
        {},
        id="registered-implementation",
    ),
    # exempt
    pytest.param(DOC + "def f():\n    'Do.'\n    def g(): ...\n", {}, id="nested-function"),
    pytest.param(
        DOC + "def f():\n    'Do.'\n    class A:\n        def g(self): ...\n", {}, id="nested-class"
    ),
    pytest.param(DOC + "class A:\n    'Be.'\n    def __init__(self): ...\n", {}, id="init"),
    pytest.param(
        DOC
        + "class A:\n    'Be.'\n    def __eq__(self, o): ...\n    async def __aexit__(self): ...\n",
        {},
        id="dunders",
    ),
    pytest.param(DOC + "def __getattr__(name): ...\n", {}, id="dunder-of-a-module"),
    pytest.param(
        DOC + "from typing import overload\n@overload\ndef f(x: int): ...\ndef f(x):\n    'Do.'\n",
        {},
        id="overload",
    ),
    pytest.param(
        DOC + "import typing_extensions as te\nclass A(B):\n    'Be.'\n    @te.override\n"
        "    def f(self): ...\n",
        {},
        id="override",
    ),
    pytest.param(
        DOC + "class A:\n    'Be.'\n    @property\n    def x(self):\n        'X.'\n"
        "    @x.setter\n    def x(self, v): ...\n    @x.deleter\n    def x(self): ...\n",
        {},
        id="setter-and-deleter",
    ),
    pytest.param(
        DOC + "revision = 'b'\ndown_revision: str | None = 'a'\ndef upgrade(): ...\n"
        "def downgrade() -> None: ...\n",
        {},
        id="steps-of-a-migration",
    ),
    pytest.param("", {}, id="empty-module"),
    pytest.param("\n\n# a comment\n", {}, id="module-of-comments"),
    pytest.param(
        DOC + "class A:\n    'Be.'\n    def f(self):\n        'Do.'\nclass B(A):\n    'Be.'\n"
        "    def f(self): ...\n",
        {},
        id="method-documented-by-its-base",
    ),
    pytest.param(
        DOC + "class B(M, A[int]):\n    'Be.'\n    def f(self): ...\nclass A(Z):\n    'Be.'\n"
        "class Z:\n    'Be.'\n    async def f(self):\n        'Do.'\n",
        {},
        id="method-documented-further-up",
    ),
]


@pytest.mark.parametrize(("source", "options"), SILENT)
def test_what_is_documented_or_exempt_is_not_reported(findings_of, source, options):
    assert findings_of(HOOK, source, **options) == []


NO = "has no docstring"

FOUND = [
    # every kind
    pytest.param(
        "x = 1\n", {}, [(1, 1, f"the module {NO}; say in its first statement")], id="module"
    ),
    pytest.param("\n\n# why\nx = 1\n", {}, [(1, 1, "the module")], id="module-position"),
    pytest.param("import x\n'too late'\n", {}, [(1, 1, "the module")], id="string-after-an-import"),
    pytest.param(
        DOC + "def f(): ...\n", {}, [(2, 1, f"function `f` {NO}; say in its")], id="function"
    ),
    pytest.param(DOC + "class A: ...\n", {}, [(2, 1, f"class `A` {NO}")], id="class"),
    pytest.param(
        DOC + "class A:\n    'Be.'\n    def f(self): ...\n",
        {},
        [(4, 5, f"method `A.f` {NO}")],
        id="method",
    ),
    pytest.param(
        DOC + "revision = 'b'\ndef upgrade(): ...\n",
        {},
        [(3, 1, f"function `upgrade` {NO}")],
        id="upgrade-outside-a-migration",
    ),
    pytest.param(
        DOC + "revision = 'b'\ndown_revision = 'a'\ndef move(): ...\nclass A:\n    'Be.'\n"
        "    def upgrade(self): ...\n",
        {},
        [(4, 1, f"function `move` {NO}"), (7, 5, f"method `A.upgrade` {NO}")],
        id="other-functions-of-a-migration",
    ),
    pytest.param(
        DOC + "revision = 'b'\ndown_revision = 'a'\ndef upgrade(): ...\n",
        {"check-migrations": True},
        [(4, 1, f"function `upgrade` {NO}")],
        id="migrations-with-the-option",
    ),
    pytest.param(
        DOC + "class A:\n    'Be.'\n    class B:\n        def f(self): ...\n",
        {},
        [(4, 5, "class `A.B`"), (5, 9, "method `A.B.f`")],
        id="class-in-a-class",
    ),
    pytest.param(
        "class A:\n    def f(self): ...\n",
        {},
        [(1, 1, "the module"), (1, 1, "class `A`"), (2, 5, "method `A.f`")],
        id="all-levels-at-once",
    ),
    pytest.param(DOC + "if x:\n    def f(): ...\n", {}, [(3, 5, "function `f`")], id="in-a-block"),
    pytest.param(
        DOC + "class A:\n    'Be.'\n    @property\n    def x(self): ...\n",
        {},
        [(5, 5, "method `A.x`")],
        id="property-itself",
    ),
    # positions
    pytest.param(DOC + "async def f(): ...\n", {}, [(2, 1, "function `f`")], id="async-def"),
    pytest.param(DOC + "@a\n@b(\n  1)\ndef f(): ...\n", {}, [(5, 1, "`f`")], id="below-decorators"),
    pytest.param(DOC + "@a\nasync def f(): ...\n", {}, [(3, 1, "`f`")], id="decorated-async-def"),
    pytest.param(DOC + "@a\nclass A: ...\n", {}, [(3, 1, "`A`")], id="decorated-class"),
    pytest.param(DOC + "ä = 1\nif ä: \n  def ö(): ...\n", {}, [(4, 3, "`ö`")], id="beyond-ascii"),
    pytest.param(DOC + "'ä'; x = 1\nclass A: ...\r\n", {}, [(3, 1, "`A`")], id="crlf"),
    # docstrings that are none
    pytest.param("''\n", {}, [(1, 1, "the module has an empty docstring")], id="empty"),
    pytest.param("''' \n\t '''\n", {}, [(1, 1, "the module has an empty docstring")], id="blank"),
    pytest.param(
        "f'{x}'\n", {}, [(1, 1, "begins with an f-string, which is not a docstring")], id="f"
    ),
    pytest.param("f'plain'\n", {}, [(1, 1, "begins with an f-string")], id="f-without-gaps"),
    pytest.param(
        "b'Bytes.'\n", {}, [(1, 1, "begins with bytes, which are not a docstring")], id="bytes"
    ),
    pytest.param("'a' + 'b'\n", {}, [(1, 1, NO)], id="sum-of-strings"),
    pytest.param("'%s' % 1\n", {}, [(1, 1, NO)], id="formatted-string"),
    pytest.param("x = 'text'\n", {}, [(1, 1, NO)], id="assigned-string"),
    pytest.param("1\n", {}, [(1, 1, NO)], id="number"),
    pytest.param("...\n", {}, [(1, 1, NO)], id="ellipsis"),
    pytest.param(
        DOC + "def f():\n    ''\n", {}, [(2, 1, "`f` has an empty")], id="empty-in-function"
    ),
    pytest.param(DOC + "class A:\n    f'x'\n", {}, [(2, 1, "an f-string")], id="f-string-in-class"),
    pytest.param(
        DOC + "class A:\n    'Be.'\n    def f(self): b'x'\n",
        {},
        [(4, 5, "bytes")],
        id="bytes-in-method",
    ),
    # near the exemptions
    pytest.param(
        DOC + "class A:\n    'Be.'\n    def f(self): ...\nclass B(A):\n    'Be.'\n"
        "    def f(self): ...\n",
        {},
        [(4, 5, "`A.f`"), (7, 5, "`B.f`")],
        id="base-that-documents-nothing",
    ),
    pytest.param(
        DOC + "class A:\n    'Be.'\n    def f(self):\n        ''\nclass B(A):\n    'Be.'\n"
        "    def f(self): ...\n",
        {},
        [(4, 5, "`A.f`"), (8, 5, "`B.f`")],
        id="base-with-an-empty-docstring",
    ),
    pytest.param(
        DOC + "class B(elsewhere.A):\n    'Be.'\n    def f(self): ...\n",
        {},
        [(4, 5, "`B.f`")],
        id="base-of-another-file",
    ),
    pytest.param(
        DOC + "class A(A):\n    'Be.'\n    def f(self): ...\n", {}, [(4, 5, "`A.f`")], id="own-base"
    ),
    pytest.param(
        DOC
        + "from own import overload, override\n@overload\ndef f(): ...\n@override\ndef g(): ...\n",
        {},
        [(4, 1, "`f`"), (6, 1, "`g`")],
        id="decorators-of-another-library",
    ),
    pytest.param(
        DOC + "from typing import overload\n@overload\ndef f(x: int):\n    'Do.'\ndef f(x): ...\n",
        {},
        [(6, 1, "`f`")],
        id="implementation-of-an-overload",
    ),
    # the option that turns each exemption
    pytest.param(
        DOC + "def f():\n    'Do.'\n    def g(): ...\n    class A:\n        def h(self): ...\n"
        "    def _i(): ...\n",
        {"check_nested": True},
        [(4, 5, "function `f.g`"), (5, 5, "class `f.A`"), (6, 9, "method `f.A.h`")],
        id="check-nested",
    ),
    pytest.param(
        DOC + "class A:\n    'Be.'\n    def __init__(self): ...\n    def __eq__(self, o): ...\n",
        {"check_init": True},
        [(4, 5, "method `A.__init__`")],
        id="check-init",
    ),
    pytest.param(
        DOC + "class A:\n    'Be.'\n    def __init__(self): ...\n    def __eq__(self, o): ...\n",
        {"check_dunders": True},
        [(5, 5, "method `A.__eq__`")],
        id="check-dunders",
    ),
    pytest.param(
        DOC + "import typing as t\n@t.overload\ndef f(x: int): ...\ndef f(x):\n    'Do.'\n",
        {"check_overloads": True},
        [(4, 1, "`f`")],
        id="check-overloads",
    ),
    pytest.param(
        DOC + "from typing import override\nclass A(B):\n    'Be.'\n    @override\n"
        "    def f(self): ...\n",
        {"check_overrides": True},
        [(6, 5, "`A.f`")],
        id="check-overrides",
    ),
    pytest.param(
        DOC + "class A:\n    'Be.'\n    @x.setter\n    def x(self, v): ...\n    @x.deleter\n"
        "    def x(self): ...\n",
        {"check_accessors": True},
        [(5, 5, "`A.x`"), (7, 5, "`A.x`")],
        id="check-accessors",
    ),
    pytest.param(
        "", {"check_empty_modules": True}, [(1, 1, "the module")], id="check-empty-modules"
    ),
    pytest.param(
        DOC + "class A:\n    'Be.'\n    def f(self):\n        'Do.'\nclass B(A):\n    'Be.'\n"
        "    def f(self): ...\n",
        {"check_inherited": True},
        [(8, 5, "`B.f`")],
        id="check-inherited",
    ),
]


@pytest.mark.parametrize(("source", "options", "expected"), FOUND)
def test_what_is_public_and_undocumented_is_reported(findings_of, source, options, expected):
    found = sorted(findings_of(HOOK, source, **options), key=lambda each: (each.line, each.column))
    assert sorted((each.line, each.column) for each in found) == [place[:2] for place in expected]
    messages = " | ".join(finding.message for finding in found)
    assert [words for *_, words in expected if words not in messages] == []


UNDOCUMENTED = "class A:\n    def f(self): ...\n"

PATHS = [
    pytest.param("app/models.py", {}, True, id="module"),
    pytest.param("app/__init__.py", {}, True, id="package"),
    pytest.param("app/__main__.py", {}, True, id="program"),
    pytest.param("app/testing.py", {}, True, id="module-that-only-sounds-like-a-test"),
    pytest.param("app/latest_test_data.py", {}, True, id="test-in-the-middle-of-a-name"),
    pytest.param("app/contest.py", {}, True, id="word-that-ends-in-test"),
    pytest.param("test/models.py", {}, True, id="directory-called-test"),
    pytest.param("app/mytests/models.py", {}, True, id="directory-that-ends-in-tests"),
    pytest.param("app/test_models.py", {}, False, id="test-module"),
    pytest.param("app/models_test.py", {}, False, id="test-module-by-its-end"),
    pytest.param("conftest.py", {}, False, id="conftest"),
    pytest.param("tests/models.py", {}, False, id="in-tests"),
    pytest.param("app/web/tests/data/deep/models.py", {}, False, id="deep-in-tests"),
    pytest.param("app/models.pyi", {}, False, id="stub"),
    pytest.param("app/_models.py", {}, False, id="private-module"),
    pytest.param("app/__models.py", {}, False, id="private-module-with-two-underscores"),
    pytest.param("tests/test_models.py", {"check_tests": True}, True, id="check-tests"),
    pytest.param("conftest.py", {"check_tests": True}, True, id="check-tests-and-conftest"),
    pytest.param("app/models.pyi", {"check_stubs": True}, True, id="check-stubs"),
    pytest.param("tests/models.pyi", {"check_stubs": True}, False, id="stubs-in-tests"),
]


@pytest.mark.parametrize(("path", "options", "is_found"), PATHS)
def test_the_path_decides_whether_docstrings_are_required(findings_of, path, options, is_found):
    assert len(findings_of(HOOK, UNDOCUMENTED, path, **options)) == (3 if is_found else 0)


@pytest.mark.parametrize(
    ("files", "path", "is_found"),
    [
        pytest.param(["app/_impl/__init__.py"], "app/_impl/m.py", False, id="private-package"),
        pytest.param(
            ["app/_impl/__init__.py", "app/_impl/web/__init__.py"],
            "app/_impl/web/m.py",
            False,
            id="below-a-private-package",
        ),
        pytest.param(["app/_impl/__init__.py"], "app/_impl/__init__.py", False, id="its-init"),
        pytest.param([], "_work/m.py", True, id="directory-that-is-no-package"),
        pytest.param(["app/__init__.py"], "_work/app/m.py", True, id="package-in-such-a-directory"),
    ],
)
def test_what_is_in_a_private_package_is_private(findings_of, tmp_path, files, path, is_found):
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert bool(findings_of(HOOK, UNDOCUMENTED, str(tmp_path / path))) is is_found


LISTED = [
    pytest.param("__all__ = ['f']\n", id="list"),
    pytest.param("__all__ = ('f',)\n", id="tuple"),
    pytest.param("__all__: list[str] = ['f']\n", id="annotated"),
    pytest.param("__all__ = []\n__all__ += ['f']\n", id="added"),
    pytest.param("__all__ = []\n__all__.extend(['f'])\n", id="extended"),
    pytest.param("__all__ = []\n__all__.append('f')\n", id="appended"),
    pytest.param("__all__ = [*other.__all__, 'f']\n", id="unpacked"),
    pytest.param("__all__ = other.__all__ + ['f']\n", id="sum"),
    pytest.param("if x:\n    __all__ = ['f']\n", id="in-a-block"),
    pytest.param("__all__ = names = ['f']\n", id="with-another-target"),
]


@pytest.mark.parametrize("listing", LISTED)
def test_what_all_lists_is_public_in_a_private_module_too(findings_of, listing):
    found = findings_of(HOOK, listing + "def f(): ...\ndef g(): ...\n", "app/_impl.py")
    assert [finding.symbol for finding in found] == ["f"]


def test_a_private_name_that_all_lists_is_public_with_its_methods(findings_of):
    source = DOC + "__all__ = ['_A']\nclass _A:\n    def f(self): ...\n    def _g(self): ...\n"
    assert [finding.symbol for finding in findings_of(HOOK, source)] == ["_A", "_A.f"]


@pytest.mark.parametrize(
    "listing",
    [
        pytest.param("__all__ = ['g']\n", id="another-name"),
        pytest.param("__all__ = names()\n", id="no-literal"),
        pytest.param("__all__ = []\n__all__.remove('f')\n", id="removed"),
        pytest.param("all = ['f']\n", id="another-variable"),
        pytest.param("class A:\n    __all__ = ['f']\n", id="of-a-class"),
    ],
)
def test_what_all_does_not_list_stays_private(findings_of, listing):
    assert findings_of(HOOK, listing + "def f(): ...\n", "app/_impl.py") == []


def test_what_all_leaves_out_of_a_public_module_is_public_by_its_name(findings_of):
    found = findings_of(HOOK, DOC + "__all__ = ['f']\ndef f(): ...\ndef g(): ...\n")
    assert [finding.symbol for finding in found] == ["f", "g"]
