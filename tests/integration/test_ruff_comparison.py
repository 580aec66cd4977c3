"""Three hooks against the rules of Ruff that ask for nearly the same, over real code.

Every difference stands with its reason in `ruff_differences.toml`. To keep the comparison sharp,
docstring-presence runs with the options that include what it exempts and Ruff does not: tests,
empty modules, and methods that a base class documents. What the exemptions leave out is then
compared with what they promise to leave out.
"""

import ast
import json
import re
import subprocess
import sys
import tomllib
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path, PurePath
from typing import NamedTuple

import pytest

from tests.integration.corpus import CORPORA, Corpus, main_of


MUTABLE = "mutable-defaults"
RELATIVE = "relative-imports"
DOCSTRING = "docstring-presence"
HOOK_ONLY, RUFF_ONLY, EXEMPT = "hook only", "Ruff only", "exempt"

RUFF_RULES = {
    "B006": MUTABLE,
    "TID252": RELATIVE,
    **dict.fromkeys(["D100", "D101", "D102", "D103", "D104", "D106"], DOCSTRING),
}
RUFF = (
    *(sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--no-respect-gitignore"),
    *("--ignore-noqa", "--exit-zero", "--quiet", "--output-format", "json"),
    *("--select", ",".join(RUFF_RULES)),
    *("--target-version", f"py{sys.version_info.major}{sys.version_info.minor}"),
    *("--config", 'lint.flake8-tidy-imports.ban-relative-imports = "all"'),
    *("--config", 'include = ["*.py"]'),
    *("--config", 'exclude = ["site-packages", "dist-packages"]'),
)
EXEMPTIONS_OFF = ("--check-tests", "--check-empty-modules", "--check-inherited")

LINE = re.compile(r"([^:]+):(\d+):(\d+): ([a-z-]+) (?!could not be checked)(the module )?")
OF_MODULES = frozenset({"D100", "D104"})
DEFINITIONS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
MUTABLE_VALUES = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.Call)
DIFFERENCES = tomllib.loads(
    Path(__file__).with_name("ruff_differences.toml").read_text(encoding="utf-8")
)["difference"]

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("corpus", CORPORA, ids=str)]


class Place(NamedTuple):
    """Where something was found.

    The line is 0 where a module as a whole has no docstring. The column is 0 but for
    mutable-defaults: Ruff reports a relative import once for each name, and points at the name of
    a function where the hook points at its `def`.
    """

    file: str
    line: int
    column: int


def test_every_difference_to_ruff_has_its_reason_and_every_reason_a_difference(
    corpus: Corpus,
) -> None:
    explained: Counter[int] = Counter()
    unexplained = []

    for hook, side, place in differences(corpus):
        number = number_of_reason(corpus, hook, side, place)
        if number is None:
            unexplained.append((hook, side, f"{place.file}:{place.line}:{place.column}"))
        else:
            explained[number] += 1

    assert unexplained == []
    counted = [(entry["hook"], entry["side"], entry["kind"]) for entry in DIFFERENCES]
    if corpus.name == "django":
        found = [explained[number] for number in range(len(DIFFERENCES))]
        pinned = [entry["django"] for entry in DIFFERENCES]
        assert dict(zip(counted, found, strict=True)) == dict(zip(counted, pinned, strict=True))
    else:
        stale = [
            entry["kind"]
            for number, entry in enumerate(DIFFERENCES)
            if (corpus.root / entry.get("seen-in", "nowhere")).is_file() and not explained[number]
        ]
        assert stale == []


def test_hook_and_ruff_agree_on_far_more_than_they_differ_on(corpus: Corpus) -> None:
    found, asked = found_by_ruff(corpus), found_by_hooks(corpus)

    for hook in (MUTABLE, RELATIVE, DOCSTRING):
        assert found[hook]
        assert len(found[hook] & asked[hook]) > 0.8 * len(found[hook] | asked[hook])


def differences(corpus: Corpus) -> Iterator[tuple[str, str, Place]]:
    """Yield each difference: the hook, the side that it stands on, and its place."""
    of_ruff, of_hooks = found_by_ruff(corpus), found_by_hooks(corpus)
    for hook in (MUTABLE, RELATIVE, DOCSTRING):
        for place in sorted(of_hooks[hook] - of_ruff[hook]):
            yield hook, HOOK_ONLY, place
        for place in sorted(of_ruff[hook] - of_hooks[hook]):
            yield hook, RUFF_ONLY, place
    by_default = places_in(corpus.lines_of_standards)[DOCSTRING]
    assert by_default <= of_hooks[DOCSTRING]
    for place in sorted(of_hooks[DOCSTRING] - by_default):
        yield DOCSTRING, EXEMPT, place


def number_of_reason(corpus: Corpus, hook: str, side: str, place: Place) -> int | None:
    """Return the place of the first entry of the file that explains a difference."""
    for number, entry in enumerate(DIFFERENCES):
        is_due = (entry["hook"], entry["side"]) == (hook, side)
        if is_due and KINDS[entry["kind"]](corpus, place):
            return number
    return None


@cache
def found_by_hooks(corpus: Corpus) -> dict[str, set[Place]]:
    """Return what the hooks find, docstring-presence without the exemptions compared later."""
    strict = corpus.run(main_of(DOCSTRING), [*EXEMPTIONS_OFF, *corpus.files])
    return {**places_in(corpus.lines_of_standards), DOCSTRING: places_in(strict)[DOCSTRING]}


def places_in(lines: Iterable[str]) -> dict[str, set[Place]]:
    """Return the places that findings of the three hooks name, files that were no Python aside."""
    places: dict[str, set[Place]] = {MUTABLE: set(), RELATIVE: set(), DOCSTRING: set()}
    for line in lines:
        match = LINE.match(line)
        if match and match[4] in places:
            row = 0 if match[5] else int(match[2])
            places[match[4]].add(place_of(match[4], match[1], row, int(match[3])))
    return places


@cache
def found_by_ruff(corpus: Corpus) -> dict[str, set[Place]]:
    """Return what Ruff finds, by the hook that asks for the same."""
    outcome = subprocess.run(  # noqa: S603 - the Ruff of the development environment
        [*RUFF, "."], cwd=corpus.root, capture_output=True, check=True, encoding="utf-8"
    )
    places: dict[str, set[Place]] = {MUTABLE: set(), RELATIVE: set(), DOCSTRING: set()}
    for found in json.loads(outcome.stdout):
        hook = RUFF_RULES.get(found["code"])
        if hook:
            file = str(Path(found["filename"]).relative_to(corpus.root))
            start = found["location"]
            row = 0 if found["code"] in OF_MODULES else start["row"]
            places[hook].add(place_of(hook, file, row, start["column"]))
    return places


def place_of(hook: str, file: str, line: int, column: int) -> Place:
    """Return a place in the precision that a hook and Ruff share."""
    return Place(file, line, column if hook == MUTABLE else 0)


# The kinds of difference: each is derived from the source, not from what a hook says.


def is_default_a_name(corpus: Corpus, place: Place) -> bool:
    """The default is a name that the class, or else the module, binds once, to what is mutable."""
    tree = tree_of(corpus, place.file)
    names = {node.id for node in defaults_at(tree, place) if isinstance(node, ast.Name)}
    classes = [each for each in path_to(corpus, place) if isinstance(each, ast.ClassDef)]
    scopes: list[ast.ClassDef | ast.Module] = [*classes[-1:], tree]
    for scope in scopes:
        assignments = [
            statement
            for statement in scope.body
            if isinstance(statement, ast.Assign | ast.AnnAssign)
            and names & names_assigned_by(statement)
        ]
        if assignments:
            return len(assignments) == 1 and isinstance(assignments[0].value, MUTABLE_VALUES)
    return False


def names_assigned_by(statement: ast.Assign | ast.AnnAssign) -> set[str]:
    """Return the names that a statement assigns to."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def is_default_of_a_lambda(corpus: Corpus, place: Place) -> bool:
    """The default is one of a lambda's."""
    tree = tree_of(corpus, place.file)
    lambdas = [node for node in ast.walk(tree) if isinstance(node, ast.Lambda)]
    return any(defaults_at(node, place) for node in lambdas)


def defaults_at(node: ast.AST, place: Place) -> list[ast.expr]:
    """Return the parameters' defaults in a node that begin at a place, in a line of ASCII alone."""
    return [
        default
        for arguments in ast.walk(node)
        if isinstance(arguments, ast.arguments)
        for default in (*arguments.defaults, *arguments.kw_defaults)
        if default and (default.lineno, default.col_offset + 1) == (place.line, place.column)
    ]


def is_import_by_name(corpus: Corpus, place: Place) -> bool:
    """`import_module` is called there with a name that begins with a dot."""
    return any(
        isinstance(node, ast.Call)
        and node.lineno == place.line
        and ast.unparse(node.func).rpartition(".")[2] == "import_module"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and node.args[0].value.startswith(".")
        for node in ast.walk(tree_of(corpus, place.file))
    )


def is_not_decodable_as_utf_8(corpus: Corpus, place: Place) -> bool:
    """The bytes of the file are no UTF-8."""
    try:
        corpus.read(place.file).decode()
    except UnicodeDecodeError:
        return True
    return False


def is_not_listed_by_assignment(corpus: Corpus, place: Place) -> bool:
    """No assignment to the `__all__` of the module has the outermost name."""
    path = path_to(corpus, place)
    assigned, _ = names_in_all(corpus, place.file)
    is_hidden = any(each.name.startswith("_") for each in path) or has_private_name(place.file)
    return bool(path) and assigned is not None and path[0].name not in assigned and not is_hidden


def is_listed_though_private(corpus: Corpus, place: Place) -> bool:
    """The `__all__` of the module has the outermost name, which an underscore hides."""
    path = path_to(corpus, place)
    if not path:
        return False
    assigned, called = names_in_all(corpus, place.file)
    is_hidden = path[0].name.startswith("_") or has_private_name(place.file)
    return is_hidden and path[0].name in (assigned or set()) | called


def has_private_name(file: str) -> bool:
    """Return whether an underscore hides the module, or a package that it is in."""
    return any(part.startswith("_") and not part.startswith("__") for part in PurePath(file).parts)


@lru_cache(maxsize=4)
def names_in_all(corpus: Corpus, file: str) -> tuple[set[str] | None, set[str]]:
    """Return the names that assignments and calls put into `__all__`; None: no assignment."""
    assigned: set[str] | None = None
    called: set[str] = set()
    for node in ast.walk(tree_of(corpus, file)):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(is_name_all(each) for each in targets):
                assigned = (assigned or set()) | strings_in(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called |= strings_in(node) if is_name_all(node.func.value) else set()
    return assigned, called


def is_name_all(node: ast.expr) -> bool:
    """Return whether an expression is `__all__`."""
    return isinstance(node, ast.Name) and node.id == "__all__"


def strings_in(node: ast.AST) -> set[str]:
    """Return every string literal in a piece of code."""
    constants = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
    return {value for value in constants if isinstance(value, str)}


def is_docstring_blank(corpus: Corpus, place: Place) -> bool:
    """There is a docstring, and nothing in it."""
    path = path_to(corpus, place)
    docstring = ast.get_docstring(path[-1] if path else tree_of(corpus, place.file))
    return docstring is not None and not docstring.strip()


def is_not_python(corpus: Corpus, place: Place) -> bool:
    """The interpreter does not parse the file."""
    try:
        tree_of(corpus, place.file)
    except SyntaxError:
        return True
    return False


def is_new_or_call(corpus: Corpus, place: Place) -> bool:
    """The place is a method called `__new__` or `__call__`."""
    path = path_to(corpus, place)
    return bool(path) and path[-1].name in {"__new__", "__call__"}


def is_accessor_of_an_inherited_property(corpus: Corpus, place: Place) -> bool:
    """The function is marked `@Base.name.setter` or `@Base.name.deleter`."""
    path = path_to(corpus, place)
    marks = [ast.unparse(mark).split(".") for mark in path[-1].decorator_list] if path else []
    return any(len(mark) > 2 and mark[-1] in {"setter", "deleter"} for mark in marks)


def is_in_a_test_file(_corpus: Corpus, place: Place) -> bool:
    """The file is a test by its name, or by a directory around it."""
    path = PurePath(place.file)
    is_test = path.match("test_*.py") or path.match("*_test.py") or path.match("conftest.py")
    return is_test or "tests" in path.parts[:-1]


def is_empty_module(corpus: Corpus, place: Place) -> bool:
    """The file holds no statement."""
    return not tree_of(corpus, place.file).body


def is_documented_by_a_base(corpus: Corpus, place: Place) -> bool:
    """A class of the file from which its class inherits documents a method of that name."""
    match path_to(corpus, place):
        case [*_, ast.ClassDef() as class_, method] if isinstance(method, DEFINITIONS):
            pass
        case _:
            return False
    definitions = definitions_in(corpus, place.file)
    classes = {node.name: node for node in definitions if isinstance(node, ast.ClassDef)}
    pending, seen = [class_], {class_.name}
    while pending:
        for base in pending.pop().bases:
            name = ast.unparse(base).partition("[")[0]
            if name not in classes or name in seen:
                continue
            seen.add(name)
            pending.append(classes[name])
            for member in ast.walk(classes[name]):
                if not isinstance(member, DEFINITIONS) or member.name != method.name:
                    continue
                if ast.get_docstring(member):
                    return True
    return False


@lru_cache(maxsize=4)
def tree_of(corpus: Corpus, file: str) -> ast.Module:
    """Parse a file, once for all differences in it: they come file by file.

    Raises:
        SyntaxError: If the interpreter rejects it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(corpus.read(file))


type Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def path_to(corpus: Corpus, place: Place) -> list[Definition]:
    """Return the definitions that a line is part of, outermost first; none: the module itself."""
    return [
        node
        for node in definitions_in(corpus, place.file)
        if node.lineno <= place.line <= (node.end_lineno or 0)
    ]


@lru_cache(maxsize=4)
def definitions_in(corpus: Corpus, file: str) -> list[Definition]:
    """Return the classes and functions of a file, outer before inner."""
    nodes = ast.walk(tree_of(corpus, file))
    return [node for node in nodes if isinstance(node, DEFINITIONS)]


KINDS: dict[str, Callable[[Corpus, Place], bool]] = {
    "accessor-of-an-inherited-property": is_accessor_of_an_inherited_property,
    "blank-docstring": is_docstring_blank,
    "default-is-a-name": is_default_a_name,
    "default-of-a-lambda": is_default_of_a_lambda,
    "documented-by-a-base": is_documented_by_a_base,
    "empty-module": is_empty_module,
    "import-by-name": is_import_by_name,
    "in-a-test-file": is_in_a_test_file,
    "listed-though-private": is_listed_though_private,
    "new-or-call": is_new_or_call,
    "not-decodable-as-utf-8": is_not_decodable_as_utf_8,
    "not-listed-by-assignment": is_not_listed_by_assignment,
    "not-python": is_not_python,
}
