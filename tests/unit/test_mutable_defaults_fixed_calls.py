"""What fixed functions do when they are called."""

import asyncio
import copy
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standards_hooks.rules.mutable_defaults import HOOK
from tests.unit.fixed_sources import fix


ATOMS = st.one_of(st.integers(), st.booleans(), st.text("ab'\n", max_size=3), st.none())
VALUES = st.recursive(ATOMS, lambda inner: st.lists(inner, max_size=2), max_leaves=4)
LISTS = st.lists(VALUES, max_size=3)


class Kind(NamedTuple):
    """A kind of function.

    Attributes:
        keyword: How it is defined.
        ending: How it gives the object back.
        result_of: Gets the object out of what a call returns.
    """

    keyword: str
    ending: str
    result_of: Callable[[Any], object]


def first_of(iterator: Iterator[object]) -> object:
    return next(iterator)


def awaited(coroutine: Coroutine[object, object, object]) -> object:
    return asyncio.run(coroutine)


def first_awaited(iterator: AsyncIterator[object]) -> object:
    async def first() -> object:
        async for item in iterator:
            return item
        return None

    return asyncio.run(first())


KINDS = (
    Kind("def", "return", lambda result: result),
    Kind("def", "yield", first_of),
    Kind("async def", "return", awaited),
    Kind("async def", "yield", first_awaited),
)
LAYOUTS = (
    "{keyword} call(other, items{annotation}={literal}): items.append(other); {ending} items",
    (
        "{keyword} call(other, items{annotation}={literal}):\n"
        "    '''Doc.'''; import os\n    items.append(other)\n    {ending} items\n"
    ),
    (
        "{keyword} call(\n  other,\n  items{annotation}={literal},  # c\n):\n"
        "  # first\n  items.append(other)\n  {ending} items"
    ),
    (
        "{keyword} call(other, /, *, items{annotation}={literal}):\n"
        "\titems.append(other)\n\t{ending} items\n"
    ),
    (
        "{keyword} call(other, items{annotation}={literal}):\n"
        "    def add(part=[]):\n        items.append(other)\n        return part\n"
        "    add()\n    {ending} items\n"
    ),
)
ANNOTATIONS = ("", ": list", ": 'list[int]'", ": 'Iterable[int]'")


def function_in(source: bytes) -> Callable[..., object]:
    """Return the function `call` that a source defines."""
    namespace: dict[str, Callable[..., object]] = {}
    exec(compile(source, "<generated>", "exec", dont_inherit=True), namespace)  # noqa: S102
    return namespace["call"]


@pytest.mark.parametrize("kind", KINDS, ids=["function", "generator", "coroutine", "async"])
@settings(max_examples=40, deadline=None)
@given(
    default=LISTS,
    given_items=LISTS,
    layout=st.sampled_from(LAYOUTS),
    annotation=st.sampled_from(ANNOTATIONS),
    is_spread=st.booleans(),
)
def test_calls_share_nothing_and_an_argument_means_what_it_meant(
    *,
    kind: Kind,
    default: list[object],
    given_items: list[object],
    layout: str,
    annotation: str,
    is_spread: bool,
) -> None:
    literal = repr(default).replace(", ", ",\n    # next\n    ") if is_spread else repr(default)
    source = layout.format(
        keyword=kind.keyword, ending=kind.ending, annotation=annotation, literal=literal
    ).encode()
    fixed, left = fix(HOOK, source)
    before, after = function_in(source), function_in(fixed)

    assert left == []
    assert kind.result_of(before(1)) is kind.result_of(before(1))

    one, other = kind.result_of(after(1)), kind.result_of(after(2))
    assert one == [*default, 1]
    assert other == [*default, 2]
    assert one is not other
    arguments = [copy.deepcopy(given_items) for _ in range(2)]
    results = [
        kind.result_of(function(3, items=argument))
        for function, argument in zip((before, after), arguments, strict=True)
    ]
    assert results[0] == results[1] == [*given_items, 3]
    assert results[1] is arguments[1]
