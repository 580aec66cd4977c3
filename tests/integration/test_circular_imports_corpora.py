"""Reading bytes first changes nothing of what is found in real code."""

from __future__ import annotations

import pytest

from standards_hooks.core.options import Options
from standards_hooks.project.repository import Repository
from standards_hooks.rules.circular_imports import HOOK, graph
from tests.integration.corpus import CORPORA, NOT_THE_STANDARD_LIBRARY


pytestmark = pytest.mark.slow


FOUND = {"django": 25, "standard-library": 10}
"""At least this many, so that the comparison compares something."""


def _found_in(corpus):
    repository = Repository(str(corpus.root))
    repository._files = list(corpus.files)  # noqa: SLF001 - what git ignores here is the corpus
    options = {option.name: option.default for option in HOOK.options}
    excluded = tuple(NOT_THE_STANDARD_LIBRARY)
    (place,) = repository.places()
    assert HOOK.find_in_project is not None
    found = HOOK.find_in_project(place, Options({**options, "exclude": excluded}))
    return [finding.order() for finding in found]


@pytest.mark.parametrize("corpus", CORPORA, ids=str)
def test_parsing_every_file_finds_the_same_cycles(corpus, monkeypatch):
    by_bytes = _found_in(corpus)
    monkeypatch.setattr(graph, "mentions_in", lambda _: None)
    assert _found_in(corpus) == by_bytes
    assert len(by_bytes) >= FOUND[corpus.name]
