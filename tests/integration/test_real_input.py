"""The file rules over code that nobody wrote for them: Django and the standard library."""

import ast
import gc
import random
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle

import libcst
import pytest
from benchmarks.precision import read_data

from standards_hooks import cli
from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.core.finding import SUITE
from standards_hooks.core.options import Options
from standards_hooks.rules import FILE_HOOK_IDS, load_hook
from standards_hooks.semantic.module import Module
from standards_hooks.syntax.reading import has_ascii_markup
from tests.integration.corpus import CORPORA, Corpus, main_of


LINE = re.compile(r"(?P<path>[^:]+):[1-9]\d*:[1-9]\d*: (?P<hook>[a-z-]+) (?P<message>\S.*)")
UNCHECKABLE = "could not be checked: it "
LARGEST_BATCH = 100
SEED = 52
OF_SERVICES = {
    "blocking-async",
    "password-hashing",
    "query-in-loop",
    "sensitive-logging",
    "validated-input",
}
"""Hooks about what neither a framework nor a standard library does."""
SILENT = {
    "django": OF_SERVICES | {"attribute-naming", "unmanaged-resources"},
    "standard-library": OF_SERVICES,
}
"""Hooks with nothing to find: Django has no attribute in camelCase, no `Final`, and leaves nothing
open but in its tests, which are exempt."""

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("corpus", CORPORA, ids=str)]


def test_every_finding_names_a_file_of_the_call_and_a_hook(corpus: Corpus) -> None:
    files, hooks = set(corpus.files), {SUITE, *FILE_HOOK_IDS}

    for line in corpus.lines_of_standards:
        match = LINE.fullmatch(line)
        assert match, line
        assert match["path"] in files, line
        assert match["hook"] in hooks, line
        assert "internal error" not in line


def test_every_hook_finds_something_and_nothing_twice(corpus: Corpus) -> None:
    counts = Counter(corpus.lines_of_standards)
    hooks = {match["hook"] for match in map(LINE.fullmatch, counts) if match}

    # Of a hook whose findings are still to be read, before its release, nothing is known.
    assert set(FILE_HOOK_IDS) & read_data().keys() - hooks == SILENT[corpus.name]
    assert [line for line, count in counts.items() if count > 1] == []


def test_every_file_that_is_no_python_is_named_once_and_no_other_file(corpus: Corpus) -> None:
    named = Counter(line.partition(":")[0] for line in corpus.lines_of_standards if is_named(line))
    rejected = {file for file in corpus.files if not is_python_here(corpus.read(file))}

    assert set(named.values()) == {1}
    assert set(named) <= rejected
    # What is left was read as syntax that is newer than this interpreter.
    assert [file for file in rejected - set(named) if not is_newer_python(corpus.read(file))] == []


def test_a_hook_alone_in_shuffled_batches_finds_what_all_find_in_one_call(corpus: Corpus) -> None:
    together = {
        hook: [line for line in corpus.lines_of_standards if f": {hook} " in line]
        for hook in FILE_HOOK_IDS
    }

    # The hooks take turns: each is handed every fourth batch.
    for batch, hook in zip(shuffled_batches(corpus), cycle(FILE_HOOK_IDS), strict=False):
        alone = [line for line in corpus.run(main_of(hook), batch) if not is_named(line)]
        files = set(batch)
        assert alone == [line for line in together[hook] if line.partition(":")[0] in files]


def test_memory_does_not_grow_with_the_files_though_the_collector_rests(corpus: Corpus) -> None:
    files = corpus.files[::20]
    corpus.run(cli.main, ["check", *files[:1]])
    gc.collect()
    gc.disable()
    try:
        corpus.run(cli.main, ["check", *files])
        # A cycle among the scopes or nodes of a file would leave thousands of objects a file.
        assert gc.collect() < 100 * len(files)
    finally:
        gc.enable()


@pytest.mark.parametrize("hook", [id_ for id_ in FILE_HOOK_IDS if load_hook(id_).may_find])
def test_what_a_byte_test_rules_out_holds_nothing(corpus: Corpus, hook: str) -> None:
    rule = load_hook(hook)
    assert rule.may_find
    options = Options({option.name: option.default for option in rule.options})
    ruled_out = 0

    for file in corpus.files:
        source = corpus.read(file)
        if rule.may_find(source) or not has_ascii_markup(source):
            continue
        with suppress(UncheckableFileError):
            assert list(rule.run(Module(str(corpus.root / file), source), options)) == []
            ruled_out += 1

    # One that saves the parsing of few files is not worth its time.
    assert ruled_out > len(corpus.files) / 5


def shuffled_batches(corpus: Corpus) -> Iterator[list[str]]:
    """Yield all files in a random order, so many at a time as chance will have it."""
    chance = random.Random(SEED)  # noqa: S311 - the same batches on every run
    files = chance.sample(corpus.files, len(corpus.files))
    while files:
        size = chance.randint(1, LARGEST_BATCH)
        batch, files = files[:size], files[size:]
        yield batch


def is_named(line: str) -> bool:
    """Return whether a line says that its file could not be checked."""
    return UNCHECKABLE in line


def is_python_here(source: bytes) -> bool:
    """Return whether the running interpreter parses a file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


def is_newer_python(source: bytes) -> bool:
    """Return whether a parser of later Pythons reads a file, every byte of it."""
    try:
        return libcst.parse_module(source).bytes == source
    except (libcst.ParserSyntaxError, libcst.CSTLogicError, libcst.CSTValidationError):
        return False
