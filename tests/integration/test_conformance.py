"""What the standard shows as wrong is found by the hook of its clause, what is right by none."""

from __future__ import annotations

import ast

import pytest

from standards_hooks.core.options import Options
from standards_hooks.rules import FILE_HOOK_IDS, HOOK_IDS, load_hook
from standards_hooks.semantic.module import Module
from tests.integration.standard_examples import BAD, GOOD


DOCSTRINGS = "docstring-presence"
WITH_EXAMPLES = [
    pytest.param(load_hook(hook_id), example, id=f"{hook_id}-{number}")
    for hook_id in HOOK_IDS
    for number, example in enumerate(load_hook(hook_id).examples, start=1)
    if load_hook(hook_id).find is not None
]


def _findings(hook, source, path):
    options = Options({option.name: option.default for option in hook.options})
    return sorted(hook.run(Module(path, source.encode()), options), key=lambda each: each.order())


def _hooks_that_find(source, path):
    return [hook_id for hook_id in FILE_HOOK_IDS if _findings(load_hook(hook_id), source, path)]


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.clause)
def test_what_the_standard_shows_as_right_is_left_alone(good):
    ast.parse(good.source)
    found = set(_hooks_that_find(good.source, good.path))
    # An excerpt without its module's docstring, or with `class Reader` elided, is no whole module.
    assert found <= (set() if good.is_documented else {DOCSTRINGS})


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.clause)
def test_what_the_standard_shows_as_wrong_is_found_by_the_hook_of_its_clause_alone(bad):
    found = _hooks_that_find(bad.source, bad.path)
    if bad.hook != DOCSTRINGS:
        found = [hook_id for hook_id in found if hook_id != DOCSTRINGS]
    assert found == ([bad.hook] if bad.hook else [])


@pytest.mark.parametrize("bad", [bad for bad in BAD if bad.hook], ids=lambda bad: bad.clause)
def test_what_the_standard_shows_as_wrong_is_found_where_it_stands(bad):
    found = _findings(load_hook(bad.hook), bad.source, bad.path)
    assert tuple((finding.line, finding.column) for finding in found) == bad.places


def test_the_standards_four_bad_names_get_its_four_good_ones():
    (bad,) = [bad for bad in BAD if bad.clause == "Boolean Names: the four"]
    proposals = [
        finding.message.rpartition(": ")[2]
        for finding in _findings(load_hook("boolean-naming"), bad.source, bad.path)
    ]
    assert proposals == ["`is_active`", "`has_permission`", "`can_edit`", "`should_retry`"]


@pytest.mark.parametrize("hook_id", FILE_HOOK_IDS)
def test_every_hook_for_single_files_shows_examples_of_its_own(hook_id):
    assert load_hook(hook_id).examples


@pytest.mark.parametrize(("hook", "example"), WITH_EXAMPLES)
def test_a_hook_finds_its_own_bad_examples_and_no_good_one(hook, example):
    assert _findings(hook, example.bad, example.path) != []
    assert _findings(hook, example.good, example.path) == []
