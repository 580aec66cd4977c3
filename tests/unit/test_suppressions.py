"""Suppressions: which findings they cover, what they must say, and when they are wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.core.finding import Finding
from standards_hooks.engine.suppressions import (
    Suppression,
    apply_suppressions,
    read_suppressions,
)
from tests.unit.bad_names import BAD_NAMES, OTHER, check


@pytest.fixture
def check_source(tmp_path):
    """Check a source text and return its findings."""

    def check_it(source, **options):
        file = tmp_path / "source.py"
        file.write_bytes(source if isinstance(source, bytes) else source.encode())
        findings, errors = check(file, **options)
        assert not errors
        return findings

    return check_it


IGNORE = "# standards: ignore[bad-names] it is known"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(f"bad  {IGNORE}\n", id="on-the-line"),
        pytest.param(f"bad  {IGNORE}", id="on-the-last-line-without-an-end"),
        pytest.param(f"{IGNORE}\nbad\n", id="alone-on-the-line-above"),
        pytest.param(f"{IGNORE}\n# and more\nbad\n", id="above-with-a-comment-between"),
        pytest.param(f"# and more\n{IGNORE}\nbad\n", id="above-below-a-comment"),
        pytest.param(f"f(\n    bad,  {IGNORE}\n)\n", id="inside-a-statement-over-lines"),
        pytest.param(f"f(  {IGNORE}\n    1,\n    bad,\n)\n", id="first-line-of-a-statement"),
        pytest.param(f"f(\n    bad,\n    1,\n)  {IGNORE}\n", id="last-line-of-a-statement"),
        pytest.param(f"f(\n    {IGNORE}\n    bad,\n)\n", id="alone-inside-a-statement"),
        pytest.param(f"x = 1 + \\\n    bad  {IGNORE}\n", id="behind-a-continued-line"),
        pytest.param(f"x = '''\n'''; bad  {IGNORE}\n", id="behind-a-string-over-lines"),
        pytest.param(f"x = f'''\n{{bad}}'''  {IGNORE}\n", id="inside-an-f-string-over-lines"),
        pytest.param(f"def f(\n    x=bad,\n):  {IGNORE}\n    pass\n", id="header-over-lines"),
        pytest.param(f"{IGNORE}\ndef f(x=bad):\n    pass\n", id="above-a-header"),
        pytest.param(f"{IGNORE}\n@d\ndef f(x=bad):\n    pass\n", id="above-a-decorator"),
        pytest.param(f"@d  {IGNORE}\ndef f(x=bad):\n    pass\n", id="on-a-decorator"),
        pytest.param(f"@d\n{IGNORE}\ndef f(x=bad):\n    pass\n", id="below-a-decorator"),
        pytest.param(f"@d(bad)\n@e\ndef f(x):  {IGNORE}\n    pass\n", id="decorator-by-its-header"),
        pytest.param(f"if x: bad  {IGNORE}\n", id="compound-statement-on-one-line"),
        pytest.param(f"def f(x=bad): ...  {IGNORE}\n", id="header-with-an-ellipsis"),
        pytest.param(f"if x:\n    {IGNORE}\n    bad\n", id="above-in-a-block"),
        pytest.param(f"if x:\n    pass\n{IGNORE}\nelif bad:\n    pass\n", id="above-an-elif"),
        pytest.param(f"x; bad  {IGNORE}\n", id="behind-a-semicolon"),
        pytest.param(f"bad + bad  {IGNORE}\n", id="two-findings-of-one-statement"),
        pytest.param(f"{IGNORE}\nbad; x\n", id="above-two-statements"),
        pytest.param(f"if x: y; bad  {IGNORE}\n", id="last-statement-of-a-block-on-the-line"),
        pytest.param(f"class A: x: bad  {IGNORE}\n", id="class-on-one-line"),
        pytest.param(f"if (lambda: x): bad  {IGNORE}\n", id="header-with-a-lambda"),
        pytest.param(f"if x[1:2]: bad  {IGNORE}\n", id="header-with-a-slice"),
        pytest.param(f"if f'{{x:>3}}': bad  {IGNORE}\n", id="header-with-a-format"),
        pytest.param(f"async def f(x=bad): ...  {IGNORE}\n", id="async-header-with-an-ellipsis"),
        pytest.param(f"@d(bad)\ndef f(): ...  {IGNORE}\n", id="decorator-above-an-ellipsis"),
        pytest.param(f"x = lambda: bad  {IGNORE}\n", id="lambda"),
        pytest.param(f"x: bad = 1  {IGNORE}\n", id="annotation"),
        pytest.param(f"class A:\n\tx: bad  {IGNORE}\n", id="indented-with-a-tab"),
        pytest.param(f"\f\nbad  {IGNORE}\n", id="below-a-form-feed"),
        pytest.param(f"ü = bad  {IGNORE} 漢\n", id="beside-characters-beyond-ascii"),
        pytest.param(f"bad  {IGNORE}\r\nx = 1\r\n", id="crlf"),
        pytest.param(f"x = 1\r{IGNORE}\rbad\r", id="cr"),
        pytest.param(b"\xef\xbb\xbf" + f"bad  {IGNORE}\n".encode(), id="bom"),
        pytest.param(
            f"# coding: latin-1\nbad, 'é'  {IGNORE}\n".encode("latin-1"), id="latin-1-cookie"
        ),
        pytest.param(f"# coding: utf-7\nbad  {IGNORE}\n".encode("utf-7"), id="utf-7-cookie"),
        pytest.param(f"x = t'{{bad}}'  {IGNORE}\n", id="template-string"),
        pytest.param(f"x = t'{{\n    bad\n}}'  {IGNORE}\n", id="template-string-over-lines"),
        pytest.param(f"x = t'{{a['b#c']}}'; bad  {IGNORE}\n", id="behind-a-template-string"),
        pytest.param(f"bad  #standards:ignore[bad-names]{IGNORE[31:]}\n", id="no-blanks"),
        pytest.param("bad  # standards: ignore[ bad-names ] known\n", id="blanks-in-brackets"),
        pytest.param("bad  # standards: ignore[bad-names]: known\n", id="colon-before-the-reason"),
        pytest.param("bad  # standards: ignore[bad-names] - known\n", id="dash-before-the-reason"),
        pytest.param("bad  # standards: ignore[bad-names] bug #12\n", id="an-issue-in-the-reason"),
        pytest.param(f"bad  # type: ignore[x]  # noqa: E501  {IGNORE}\n", id="behind-others"),
        pytest.param(f"bad  # a word  {IGNORE}\n", id="behind-a-word"),
        pytest.param(f"bad  {IGNORE}  # noqa: E501\n", id="before-another"),
        pytest.param(f"bad  {IGNORE}  # noqa: E501  # type: ignore[x]\n", id="before-two-others"),
    ],
)
def test_a_suppression_covers_the_statement_that_it_belongs_to(check_source, source):
    assert check_source(source) == []


UNUSED = "bad-names unused suppression `ignore[bad-names]`: remove it"


@pytest.mark.parametrize(
    ("source", "place", "unused"),
    [
        pytest.param(f"bad\nx  {IGNORE}\n", "1:1", "2:4", id="on-the-line-below"),
        pytest.param(f"x  {IGNORE}\nbad\n", "2:1", "1:4", id="on-the-line-above-behind-code"),
        pytest.param(f"{IGNORE}\n\nbad\n", "3:1", "1:1", id="above-a-blank-line"),
        pytest.param(f"{IGNORE}\nx\nbad\n", "3:1", "1:1", id="above-another-statement"),
        pytest.param(f"if x:  {IGNORE}\n    bad\n", "2:5", "1:8", id="header-for-its-block"),
        pytest.param(f"if bad:\n    x  {IGNORE}\n", "1:4", "2:8", id="block-for-its-header"),
        pytest.param(
            f"{IGNORE}\ndef f():\n    bad\n", "3:5", "1:1", id="above-a-def-for-its-block"
        ),
        pytest.param(f"bad\n{IGNORE}\n", "1:1", "2:1", id="alone-below"),
        pytest.param(f"bad; x  {IGNORE}\n", "1:1", "1:9", id="last-statement-for-the-first"),
        pytest.param(f"{IGNORE}\nx; bad\n", "2:4", "1:1", id="above-for-the-second"),
        pytest.param(f"if bad: x  {IGNORE}\n", "1:4", "1:12", id="block-for-its-header-in-line"),
        pytest.param(f"{IGNORE}\nif x: bad\n", "2:7", "1:1", id="above-for-the-block-in-line"),
        pytest.param(f"if bad: ...  {IGNORE}\n", "1:4", "1:14", id="ellipsis-for-an-if"),
        pytest.param(f"@d\ndef f(x):\n    {IGNORE}\n    y\nbad\n", "5:1", "3:5", id="in-a-block"),
    ],
)
def test_a_suppression_covers_nothing_else(check_source, source, place, unused):
    expected = sorted([f"{place}: bad-names `bad` is bad", f"{unused}: {UNUSED}"])
    assert sorted(check_source(source)) == expected


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(f"x = '{IGNORE}', bad\n", id="string"),
        pytest.param(f'"""\n{IGNORE}\n"""; bad\n', id="docstring"),
        pytest.param(f"f'''{IGNORE}{{bad}}'''\n", id="f-string"),
        pytest.param(f"t'''{IGNORE}{{bad}}'''\n", id="template-string"),
        pytest.param(
            "bad  # write `# standards: ignore[bad-names] reason`\n", id="quoted-in-prose"
        ),
        pytest.param("bad  # standards: ignored[bad-names] known\n", id="another-word"),
        pytest.param(
            "bad  # standards: ignore-files[bad-names] known\n", id="another-word-for-file"
        ),
        pytest.param("bad  # our standards: ignore[bad-names] known\n", id="in-a-sentence"),
        pytest.param("bad  # noqa: bad-names\n", id="noqa"),
    ],
)
def test_any_other_comment_suppresses_nothing(check_source, source):
    (finding,) = check_source(source)
    assert finding.endswith("`bad` is bad")


@pytest.mark.parametrize(
    "comment",
    [
        pytest.param("# standards: ignore[bad-names]", id="nothing"),
        pytest.param("# standards: ignore[bad-names]   ", id="blanks"),
        pytest.param("# standards: ignore[bad-names]:", id="colon-alone"),
        pytest.param("# standards: ignore[bad-names] # noqa: E501", id="another-comment"),
        pytest.param("# standards: ignore[bad-names]  #noqa", id="another-comment-without-blank"),
        pytest.param("# standards: ignore[bad-names] noqa: E501", id="pragma-noqa"),
        pytest.param("# standards: ignore[bad-names] type: ignore", id="pragma-type-ignore"),
        pytest.param("# standards: ignore[bad-names] pylint: disable=x", id="pragma-pylint"),
        pytest.param("# standards: ignore[bad-names] fmt: skip", id="pragma-formatter"),
        pytest.param("# standards: ignore[bad-names] pragma: no cover", id="pragma-coverage"),
    ],
)
def test_a_suppression_without_a_reason_works_and_is_a_finding_itself(check_source, comment):
    expected = (
        "1:6: bad-names suppression `ignore[bad-names]` has no reason:"
        " write `# standards: ignore[bad-names] why it is right here`"
    )
    assert check_source(f"bad  {comment}\n") == [expected]


def test_several_ids_share_comment_and_reason(check_source):
    source = "bad  # standards: ignore[other-hook, bad-names] known\n"
    assert check_source(source) == []
    assert check_source(source, hooks=(BAD_NAMES, OTHER)) == [
        "1:6: other-hook unused suppression `ignore[other-hook]`: remove it"
    ]


def test_two_suppressions_share_a_comment(check_source):
    source = "bad  # standards: ignore[other-hook] one  # standards: ignore[bad-names] two\n"
    assert check_source(source) == []


def test_a_hook_checks_only_the_suppressions_that_name_it(check_source):
    source = "x  # standards: ignore[other-hook]\ny  # standards: ignore[no-such-hook]\n"
    assert check_source(source) == []


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        pytest.param(
            "# standards: ignore[bad-name] known",
            "unknown hook in suppression `ignore[bad-name]`; did you mean `bad-names`?",
            id="misspelt",
        ),
        pytest.param(
            "# standards: ignore[zzz] known",
            "unknown hook in suppression `ignore[zzz]`; `standards list` prints all hooks",
            id="unlike-any",
        ),
        pytest.param(
            "# standards: ignore known",
            "suppression `ignore` names no hook: write `# standards: ignore[hook-id] reason`",
            id="no-brackets",
        ),
        pytest.param(
            "# standards: ignore[] known",
            "suppression `ignore` names no hook: write `# standards: ignore[hook-id] reason`",
            id="empty-brackets",
        ),
    ],
)
def test_all_hooks_together_check_ids_that_no_hook_has(check_source, comment, problem):
    assert check_source(f"x  {comment}\n", is_suite=True) == [f"1:4: standards {problem}"]
    assert check_source(f"x  {comment}\n") == []


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("# standards: ignore-file[bad-names] made\nbad\nf(bad)\n", id="at-the-top"),
        pytest.param("bad\nf(bad)\n# standards: ignore-file[bad-names] made\n", id="at-the-end"),
        pytest.param(
            "def f():\n    # standards: ignore-file[bad-names] made\n    bad\n", id="inside"
        ),
        pytest.param("bad\r# standards: ignore-file[bad-names] made\rbad\r", id="cr"),
    ],
)
def test_a_suppression_of_the_file_covers_all_of_it(check_source, source):
    assert check_source(source) == []


def test_a_suppression_of_the_file_needs_a_line_of_its_own(check_source):
    problem = "misplaced suppression `ignore-file[bad-names]`: move it to a line of its own"
    assert check_source("bad  # standards: ignore-file[bad-names] made\n") == [
        "1:1: bad-names `bad` is bad",
        f"1:6: bad-names {problem}",
    ]


@pytest.mark.parametrize(
    ("source", "finding"),
    [
        pytest.param(
            "# standards: ignore-file[bad-names] made\nx\n",
            "1:1: bad-names unused suppression `ignore-file[bad-names]`: remove it",
            id="unused",
        ),
        pytest.param(
            "# standards: ignore-file[bad-names]\nbad\n",
            "1:1: bad-names suppression `ignore-file[bad-names]` has no reason:"
            " write `# standards: ignore-file[bad-names] why it is right here`",
            id="no-reason",
        ),
    ],
)
def test_a_suppression_of_the_file_is_checked_as_well(check_source, source, finding):
    assert check_source(source) == [finding]


def test_unused_is_checked_with_every_opt_in_of_the_hook_on(check_source):
    source = f"worse  {IGNORE}\n"
    assert check_source(source) == []
    assert check_source(source, overrides={"strict": True}) == []
    assert check_source("worse\n", overrides={"strict": True}) == ["1:1: bad-names `worse` is bad"]


def test_columns_of_suppressions_are_counted_in_characters(check_source):
    assert check_source(f"ü = '漢😀'  {IGNORE}\n") == [f"1:11: {UNUSED}"]


@given(st.text(alphabet=st.sampled_from(" \t\n\r\f#'\"\\()[]{}:;,@tfx=.é\x00")), st.text())
def test_reading_suppressions_never_fails_whatever_the_text(text, more):
    lines = f"{text}{IGNORE}{more}".replace("\r", "\n").split("\n")
    for suppression in read_suppressions(lines):
        assert suppression.hook == "bad-names" or suppression.hook in more
        assert 1 <= suppression.line <= len(lines)
        assert lines[suppression.line - 1][suppression.column - 1] == "#"
        assert suppression.first <= suppression.last


PLACES = st.tuples(st.integers(1, 5), st.integers(1, 5))
SPANS = st.one_of(st.none(), st.tuples(PLACES, PLACES).map(lambda each: tuple(sorted(each))))
SUPPRESSIONS = st.builds(
    Suppression,
    st.sampled_from(["bad-names", "other"]),
    PLACES,
    st.just("why"),
    SPANS,
    is_misplaced=st.booleans(),
)


@given(st.lists(SUPPRESSIONS), st.lists(PLACES, unique=True))
def test_each_of_many_suppressions_covers_its_own_span(suppressions, places):
    findings = [Finding("a.py", line, column, "bad-names", "is bad") for line, column in places]
    left = apply_suppressions(suppressions, findings)
    assert left == [
        finding for finding in findings if not any(each.covers(finding) for each in suppressions)
    ]
    for suppression in suppressions:
        assert suppression.is_used == any(suppression.covers(finding) for finding in findings)
