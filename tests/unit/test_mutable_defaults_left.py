"""Defaults that `--fix` leaves because others see the signature or the layout, and their twins."""

import pytest
from _pytest.mark import ParameterSet

from standards_hooks.rules.mutable_defaults import HOOK
from tests.unit.fixed_sources import fix


NONE = "its annotation admits None: what a caller means by None would change"
LAYOUT = "a comment keeps the formatter away from it"
IMPORTS = (
    "import abc, functools, typing as t, typer\nimport contextlib\nfrom typing import Optional\n"
    "from unittest import mock\nimport pytest\nfrom fastapi import Depends, Query\n"
    "from elsewhere import JsonValue, shapes\n"
)


def left_row(name: str, source: str, reason: str) -> ParameterSet:
    return pytest.param(source, reason, id=name)


def assert_left(source: str, reason: str) -> None:
    new, (left,) = fix(HOOK, (IMPORTS + source).encode())

    assert new.decode() == IMPORTS + source
    assert left.endswith(f"(`--fix` leaves it: {reason})")


def assert_fixed(source: str) -> None:
    new, left = fix(HOOK, (IMPORTS + source).encode())

    assert left == []
    assert b"x=None" in new or b"x: " in new
    assert b"if x is None:\n" in new


@pytest.mark.parametrize(
    "annotation",
    [
        *("list[X] | None", "None | list[X]", "Optional[list[X]]", "t.Union[list[X], None]"),
        *("t.Union[list, t.Optional[set]]", "'list[X] | None'", "'Optional[X]'", "list | 'None'"),
        *("t.Any", "object", "t.Annotated[list | None, 1]", "None"),
        *("Labels", "Named", "Declared", "Chained", "Maybe[str]", "Choice", "Written", "'Labels'"),
    ],
)
def test_a_parameter_that_admits_none_is_left(annotation: str) -> None:
    aliases = (
        "Labels = list[str] | None\nNamed: t.TypeAlias = Optional[list[str]]\n"
        "type Declared = list[str] | None\nChained = Labels\nMaybe = Optional[T]\n"
        "if OLD:\n    Choice = list\nelse:\n    Choice = Optional[list]\n"
        "Written = 'list[str] | None'\n"
    )

    assert_left(f"{aliases}def f(x: {annotation} = ['-created_at']):\n    return x\n", NONE)


@pytest.mark.parametrize(
    "annotation",
    [
        *("list[X]", "list[X | None]", "dict[str, Optional[X]]", "'list[X | None]'", "t.List[X]"),
        *("Labels", "Declared", "Chained", "t.Annotated[list, None]", "Own", "Circle"),
    ],
)
def test_a_parameter_that_does_not_admit_none_is_fixed(annotation: str) -> None:
    aliases = (
        "Labels = list[str]\ntype Declared = list[str | None]\nChained = Labels\n"
        "Circle = Round\nRound = Circle\nclass Own(list): ...\n"
    )

    assert_fixed(f"{aliases}def f(x: {annotation} = []):\n    return x\n")


def test_an_alias_of_the_class_is_followed() -> None:
    alias = "class A:\n    Labels = list[str] | None\n    def f(self, x: Labels = []):\n"

    assert_left(f"{alias}        return x\n", NONE)


@pytest.mark.parametrize(
    ("annotation", "name"),
    [
        ("JsonValue", "JsonValue"),
        ("shapes.Labels", "shapes.Labels"),
        ("JsonValue[int]", "JsonValue"),
        ("'JsonValue'", "JsonValue"),
        ("list | JsonValue", "JsonValue"),
    ],
)
def test_a_type_of_another_file_may_be_an_alias_with_none(annotation: str, name: str) -> None:
    assert_left(
        f"def f(x: {annotation} = []):\n    return x\n",
        f"`{name}` is from another file and may admit None",
    )


@pytest.mark.parametrize("annotation", ["list[JsonValue]", "dict[str, shapes.Labels]"])
def test_what_a_list_holds_does_not_matter(annotation: str) -> None:
    assert_fixed(f"def f(x: {annotation} = []):\n    return x\n")


@pytest.mark.parametrize(
    "decorator",
    [
        *("app.get('/')", "router.post", "mcp.tool", "mcp.tool()", "app.command()", "shared_task"),
        *("validate_call", "typer.Typer().command()", "field_validator('x')", "labels.setter"),
        *("own", "overload", "a[0]"),
    ],
)
def test_what_an_unknown_decorator_decorates_is_left(decorator: str) -> None:
    name = decorator.removesuffix("()").removesuffix("('/')").removesuffix("('x')")
    reason = f"`@{name}` may read the default from the signature"

    assert_left(f"@{decorator}\ndef f(x: list[str] = []):\n    return x\n", reason)
    assert_left(f"@functools.cache\n@{decorator}\nasync def f(x=[]):\n    return x\n", reason)


@pytest.mark.parametrize(
    "decorator",
    [
        *("staticmethod", "classmethod", "functools.cache", "functools.lru_cache(8)"),
        *("contextlib.contextmanager", "contextlib.asynccontextmanager", "functools.wraps(g)"),
        *("abc.abstractmethod", "t.override", "t.final", "t.no_type_check", "pytest.fixture"),
        *("pytest.fixture(params=[1])", "pytest.mark.slow", "pytest.mark.parametrize('y', [1])"),
        *("mock.patch('a.b')", "mock.patch.object(a, 'b')"),
    ],
)
def test_what_a_harmless_decorator_decorates_is_fixed(decorator: str) -> None:
    assert_fixed(f"@{decorator}\ndef f(x: list[str] = []):\n    return x\n")


@pytest.mark.parametrize(
    ("use", "reader"),
    [
        ("def route(a=Depends(f)): ...\n", "Depends"),
        ("def route(a: t.Annotated[A, Depends(f)]): ...\n", "Depends"),
        ("app.add_api_route('/', f)\n", "add_api_route"),
        ("app.add_api_route('/', endpoint=f)\n", "add_api_route"),
        ("app.get('/')(f)\n", "get"),
        ("typer.run(f)\n", "run"),
        ("mcp.add_tool(f)\n", "add_tool"),
        ("Agent(tools=[g, f])\n", "tools"),
    ],
)
def test_a_function_that_is_given_to_a_reader_of_signatures_is_left(use: str, reader: str) -> None:
    function = "def f(x: list[str] = []):\n    return x\n"

    assert_left(function + use, f"`{reader}` reads the default from the signature")


@pytest.mark.parametrize("use", ["map(f, a)\n", "asyncio.run(f())\n", "Depends(g)(a)\n", "f([])\n"])
def test_a_function_that_is_called_or_given_to_be_called_is_fixed(use: str) -> None:
    assert_fixed(f"def f(x: list[str] = []):\n    return x\n{use}")


def test_a_mark_for_a_reader_of_signatures_is_evidence_of_one() -> None:
    assert_left(
        "def f(x: t.Annotated[list[str], Query()] = []):\n    return x\n",
        "`Query` is for who reads it from the signature",
    )


def test_the_advice_keeps_what_a_framework_reads_out_of_a_union() -> None:
    source = f"{IMPORTS}def f(x: t.Annotated[list[str], Query(), 1] = []):\n    return x\n"

    _, (left,) = fix(HOOK, source.encode())

    assert "write `x: t.Annotated[list[str] | None, Query(), 1] = None` and" in left


def test_a_quoted_annotation_with_marks_is_left() -> None:
    assert_left(
        "def f(x: 't.Annotated[list[str], Query()]' = []):\n    return x\n",
        "its annotation has an unusual form",
    )


@pytest.mark.parametrize("parameter", ["_x=[]", "_x: list = []", "__x={}"])
def test_an_underscore_is_no_evidence_of_a_cache(parameter: str) -> None:
    name = parameter.partition("=")[0].partition(":")[0]

    new, left = fix(HOOK, f"def f({parameter}):\n    return {name}\n".encode())

    assert left == []
    assert f"if {name} is None:" in new.decode()


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("# fmt: off\ndef f(x=[]):\n    return x\n# fmt: on\n", id="region"),
        pytest.param("#fmt:off\ndef f(x=[]):\n    return x\n", id="without-an-end"),
        pytest.param("# yapf: disable\ndef f(x=[]):\n    return x\n", id="yapf"),
        pytest.param("def f(  # fmt: skip\n    x=[],\n):\n    return x\n", id="skip-in-header"),
        pytest.param("def f(x=[]):  # fmt: skip\n    return x\n", id="skip"),
        pytest.param("def f(x=[]):  # noqa: D103  # fmt: skip\n    return x\n", id="skip-later"),
        pytest.param("def f(x=[]): return x  # fmt: skip\n", id="skip-on-the-one-line"),
        pytest.param(
            "class A:\n    # fmt: off\n    def f(self, x=[]):\n        return x\n", id="in-a-class"
        ),
        pytest.param(
            "def f(\n    # fmt: off\n    x=[],\n    # fmt: on\n):\n    return x\n",
            id="in-the-signature",
        ),
        pytest.param(
            "# fmt: off\nclass A:\n    # fmt: on\n    def f(self, x=[]):\n        return x\n",
            id="an-end-further-in-is-none",
        ),
        pytest.param(
            "def f(x=[]):\n    # fmt: off\n    import a\n    # fmt: on\n    return x\n",
            id="around-the-imports-before-the-guard",
        ),
    ],
)
def test_what_the_formatter_leaves_alone_is_left(source: str) -> None:
    assert_left(source, LAYOUT)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            "# fmt: off\na = [1,  2]\n# fmt: on\ndef f(x=[]):\n    return x\n", id="before"
        ),
        pytest.param("def f(x=[]):\n    return x\n# fmt: off\na = 1\n", id="behind"),
        pytest.param("def f(x=[]):\n    # fmt: off\n    return x\n", id="below-the-guard"),
        pytest.param("def f(x=[]):\n    return x  # fmt: skip\n", id="skip-in-the-body"),
        pytest.param("'''\n# fmt: off\n'''\ndef f(x=[]):\n    return x\n", id="in-a-string"),
        pytest.param(
            "class A:\n    # fmt: off\n    a = [\n1,\n]\ndef f(x=[]):\n    return x\n",
            id="to-the-end-of-its-block",
        ),
        pytest.param("a = 1  # fmt: off\ndef f(x=[]):\n    return x\n", id="behind-code"),
        pytest.param("# fmt: on\ndef f(x=[]):\n    return x\n", id="on-alone"),
    ],
)
def test_what_the_formatter_formats_is_fixed(source: str) -> None:
    assert_fixed(source)
