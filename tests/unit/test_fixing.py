"""Nothing is written that was not verified, whatever a rule's fix does."""

import ast
from collections.abc import Iterator, Sequence

import libcst as cst
import pytest

from standards_hooks.core.errors import UnfixableError
from standards_hooks.core.finding import Finding
from standards_hooks.core.options import Options
from standards_hooks.engine import fixing
from standards_hooks.engine.file_fixes import difference
from standards_hooks.engine.fixing import fix_source
from standards_hooks.engine.hook import Hook
from standards_hooks.semantic.module import Module
from standards_hooks.syntax.concrete_tree import Change, Concrete


OPTIONS = Options({})


def find_bad(module: Module, _options: Options) -> Iterator[Finding]:
    """Find every statement that is a name beginning with `bad`."""
    for node in module.nodes(ast.Name):
        if node.id.startswith("bad"):
            yield module.finding("names", node, f"`{node.id}`", node.id, is_fixable=True)


class Renaming(cst.CSTTransformer):
    """Does to each name what the name says."""

    def __init__(self, places: set[tuple[int, int]], concrete: Concrete) -> None:
        super().__init__()
        self.places = places
        self.concrete = concrete

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        if self.concrete.place(original_node) not in self.places:
            return updated_node
        match original_node.value:
            case "bad_meaning":
                return cst.Name("other")
            case "bad_syntax":
                return cst.Name("def")
            case "bad_node":
                return updated_node.with_changes(value="")
            case "bad_still":
                return updated_node
            case "bad_to_fix":
                message = "it is odd"
                raise UnfixableError(message)
        return cst.Name("good")

    def leave_Comment(self, original_node: cst.Comment, updated_node: cst.Comment) -> cst.Comment:
        is_lost = original_node.value == "# lost" and self.places
        return updated_node.with_changes(value="#") if is_lost else updated_node


def rename(
    module: Module, findings: Sequence[Finding], _options: Options, concrete: Concrete
) -> Change:
    """Rename what was found, and expect `good`."""
    places = {(finding.line, finding.column) for finding in findings}
    changed = concrete.module.visit(Renaming(places, concrete))
    expected = Module(module.path, module.source)
    for node in expected.nodes(ast.Name):
        if (node.lineno, node.col_offset + 1) in places and node.id != "bad_still":
            node.id = "good"
    return Change(changed.bytes, expected.tree)


HOOK = Hook("names", "Names.", find=find_bad, fix=rename)


def fix(source: str, hook: Hook = HOOK, skipped: str = "") -> tuple[str, dict[str, str]]:
    """Return the source afterwards, and the reason for each name that was left."""
    module = Module("a.py", source.encode())
    findings = [each for each in hook.run(module, OPTIONS) if each.symbol != skipped]
    fixed = fix_source(hook, module, findings, OPTIONS)
    assert fixed.number == len(findings) - len(fixed.reasons)
    return fixed.source.decode(), {about[1]: why for about, why in fixed.reasons.items()}


def test_every_finding_is_fixed_where_that_is_verified() -> None:
    assert fix("bad_a\nbad_b  # why\n") == ("good\ngood  # why\n", {})


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("bad_meaning", fixing.DIFFERS_FROM_INTENT),
        ("bad_syntax", "the result would be wrong: it has a syntax error: invalid syntax"),
        ("bad_node", fixing.REFUSED),
        ("bad_still", fixing.NOT_COMPLETE),
        ("bad_to_fix", "it is odd"),
    ],
)
def test_one_odd_place_is_left_with_its_reason_and_the_others_are_fixed(
    name: str, reason: str
) -> None:
    assert fix(f"{name}\n") == (f"{name}\n", {name: reason})
    assert fix(f"bad_a\n{name}; bad_b\n") == (f"good\n{name}; good\n", {name: reason})


def test_odd_places_are_left_each_with_its_own_reason() -> None:
    assert fix("bad_node\nbad_a\nbad_to_fix\n") == (
        "bad_node\ngood\nbad_to_fix\n",
        {"bad_node": fixing.REFUSED, "bad_to_fix": "it is odd"},
    )


def test_a_comment_that_would_be_lost_keeps_the_file_as_it_is() -> None:
    source = "bad_a  # lost\n"

    assert fix(source) == (source, {"bad_a": fixing.LOSES_A_COMMENT})


def test_what_an_ignore_excuses_does_not_make_a_pass_incomplete() -> None:
    assert fix("bad_a\nbad_b\nbad_a\n", skipped="bad_b") == ("good\nbad_b\ngood\n", {})


def test_a_hook_without_a_fix_fixes_nothing() -> None:
    hook = Hook("names", "Names.", find=find_bad)

    assert fix("bad_a\n", hook) == ("bad_a\n", {"bad_a": fixing.HAS_NO_FIX})


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("bad_a\r", fixing.CHANGES_OTHER_BYTES, id="bytes"),
        pytest.param("bad_a\n" + "#" * 300_000, fixing.TOO_LARGE, id="large"),
        pytest.param("bad_a\n" + "-" * 400 + "1\n", fixing.TOO_LARGE, id="chain"),
    ],
)
def test_a_file_that_the_parser_is_no_match_for_is_left_alone(source: str, reason: str) -> None:
    assert fix(source) == (source, {"bad_a": reason})


def test_a_file_whose_encoding_the_parser_looks_for_elsewhere_is_left_alone() -> None:
    source = b"#\r# coding: latin-1\rbad_a = '\xe9'\r"
    module = Module("a.py", source)
    (finding,) = HOOK.run(module, OPTIONS)
    fixed = fix_source(HOOK, module, [finding], OPTIONS)
    assert (fixed.source, fixed.number) == (source, 0)
    assert [*fixed.reasons.values()] == [fixing.UNREADABLE]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("a = 1", "a  =  (1)", True),
        ("a = 1", "a = 1.0", False),
        ("a = 0.0", "a = -0.0", False),
        ("a = 1", "a = True", False),
        ("a = 'b'", "a = b'b'", False),
        ("a = 'b'", "a = u'b'", False),
        ("a = 1e999", "a = 1e999", True),
        ("a = 0j", "a = 0j", True),
        ("f(a)", "f(a, a)", False),
        ("f(a)", "f(*a)", False),
        ("a", "b", False),
    ],
)
def test_trees_are_compared_by_what_they_say(one: str, other: str, is_same: bool) -> None:
    assert fixing.is_same_tree(ast.parse(one), ast.parse(other)) is is_same


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (b"a\nb\n", b"a\nc\n", " a\n-b\n+c\n"),
        (b"a", b"b", "-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"),
        (b"a\r\nb\r\n", b"a\r\nc\r\n", " a\r\n-b\r\n+c\r\n"),
        (b"a\x0cb\nc\n", b"a\x0cb\nd\n", " a\x0cb\n-c\n+d\n"),
        (
            b"# coding: latin-1\n\xe9\n",
            b"# coding: latin-1\n\xfc\n",
            " # coding: latin-1\n-é\n+ü\n",
        ),
    ],
)
def test_a_difference_reads_like_gits(old: bytes, new: bytes, shown: str) -> None:
    header, _, lines = difference("d/a.py", old, new).partition(" @@\n")

    assert header.startswith("--- a/d/a.py\n+++ b/d/a.py\n@@ -1")
    assert lines == shown
