"""Which comments silence a tool without naming the rule, and which only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.engine.checking import Checker
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.blanket_suppressions import HOOK


SILENT = [
    # rules are named
    pytest.param("import os  # noqa: F401\n", id="noqa-with-a-code"),
    pytest.param("import os  # noqa:F401\n", id="noqa-without-a-blank"),
    pytest.param("import os  #noqa : F401\n", id="noqa-with-a-blank-before-the-colon"),
    pytest.param("import os  # NoQA: F401\n", id="noqa-in-capitals"),
    pytest.param("import os  # noqa: F401, E501 -- it is re-exported\n", id="noqa-with-a-reason"),
    pytest.param("import os  # noqa: PLR0913 S603\n", id="noqa-with-blanks-between-codes"),
    pytest.param("import os  # noqa: ABC12345\n", id="noqa-with-a-code-of-another-tool"),
    pytest.param("import os  # why  # noqa: F401\n", id="noqa-behind-a-reason"),
    pytest.param("# ruff: noqa: F401\nimport os\n", id="file-with-a-code"),
    pytest.param("# flake8: noqa: F401\nimport os\n", id="flake8-file-with-a-code"),
    pytest.param("# ruff: disable[E501]\nx = 1\n# ruff: enable[E501]\n", id="disable-with-a-code"),
    pytest.param("# ruff: disable[E501, F401] why\n", id="disable-with-codes"),
    pytest.param("# ruff: file-ignore[unused-import]\n", id="file-ignore-with-a-name"),
    pytest.param("import os  # ruff: ignore[F401]\n", id="ignore-with-a-code"),
    pytest.param("# ruff: isort: skip_file\n", id="action-comment-of-isort"),
    pytest.param("x = f()  # type: ignore[misc]\n", id="type-ignore-with-a-code"),
    pytest.param("x = f()  # type:ignore[misc, arg-type]  # why\n", id="type-ignore-with-codes"),
    pytest.param("x = f()  # type: ignore [misc]\n", id="type-ignore-with-a-blank"),
    pytest.param("x = f()  # pyright: ignore[reportAny]\n", id="pyright-with-a-rule"),
    pytest.param("# pyright: basic, reportAny=false\n", id="pyright-settings"),
    pytest.param("x = f()  # ty: ignore[no-call]\n", id="ty-with-a-rule"),
    pytest.param("x = f()  # pyrefly: ignore[no-call]\n", id="pyrefly-with-a-rule"),
    pytest.param('# mypy: disable-error-code="misc"\n', id="mypy-with-codes"),
    pytest.param("# mypy: ignore-errors=False\n", id="mypy-turned-on"),
    pytest.param("# mypy: no-ignore-errors, strict\n", id="mypy-turned-on-by-no"),
    pytest.param("x = 1\n    # mypy: ignore-errors\n", id="mypy-where-mypy-does-not-look"),
    pytest.param("# mypy: disallow-any-expr\n", id="mypy-made-stricter"),
    pytest.param("x = 1  # pylint: disable=invalid-name\n", id="pylint-with-a-name"),
    pytest.param("x = 1  # pylint: disable=all-is-lost\n", id="pylint-with-a-name-like-all"),
    pytest.param("x = 1  # pylint: enable=all\n", id="pylint-turned-on"),
    # formatting
    pytest.param("# fmt: off\nx  =  1\n# fmt: on\n", id="off-and-on"),
    pytest.param("# yapf: disable\nx  =  1\n# yapf: enable\n", id="disable-and-enable"),
    pytest.param("def f():\n    # fmt: off\n    x  =  1\n# fmt: on\n", id="on-behind-the-block"),
    pytest.param("x  =  1  # fmt: skip\n", id="skip"),
    pytest.param("x  =  1  # fmt: off\n", id="off-behind-code-which-is-skip"),
    pytest.param("# fmt: off because\n", id="not-a-directive-of-the-formatter"),
    pytest.param("# fmt: on\n", id="on-alone"),
    # only look like directives
    pytest.param("text = '# noqa'\n", id="noqa-in-a-string"),
    pytest.param("'''\n# ruff: noqa\n# fmt: off\n'''\n", id="directives-in-a-docstring"),
    pytest.param("x = f'{y}# type: ignore'\n", id="type-ignore-in-an-f-string"),
    pytest.param("x = t'{y}# noqa {z}'\n", id="noqa-in-a-template-string"),
    pytest.param("# xnoqa\n# noqa_x\n# noqa-x\n# noqable\n", id="noqa-as-part-of-a-word"),
    pytest.param("# a line with noqa is skipped\n", id="noqa-in-prose"),
    pytest.param("# type: ignored\n# type: ignore-x\n", id="type-ignore-as-part-of-a-word"),
    pytest.param("x = []  # type: list[int]\n", id="type-comment"),
    pytest.param("# city: ignore\n# quantity: ignore\n", id="other-words-with-ty"),
    pytest.param("# ruff: enable[E]\n# ruff: disabled\n", id="other-words-of-ruff"),
    pytest.param("# isort: skip_file\n# nosec\n# pragma: no cover\n", id="other-tools"),
    pytest.param("", id="empty"),
]

NOQA = " names no rule; write `# noqa: CODE`: `ruff check --ignore-noqa` prints the code"
FILE = (
    " names no rule, and applies to the whole file; write `# noqa: CODE` on the lines that need it,"
    " or `# ruff: noqa: CODE`: `ruff check --ignore-noqa` prints the code"
)
TYPE = (
    " names no error; write `# type: ignore[code]`:"
    " `mypy --enable-error-code ignore-without-code` prints the code"
)
WHOLE = (
    " hides every type error of the file; write `# type: ignore[code]` on the lines that need it,"
    ' or `# mypy: disable-error-code="code"`, with the codes that mypy prints without it'
)
ABOVE = "`# type: ignore` above the first statement"
OFF = (
    " has no `{}` after it; add one after the statements that it is for, or write `# fmt: skip` at"
    " the end of a single one"
)


def ruff(kind, problem="names no rule"):
    return f" {problem}; write `# ruff: {kind}[CODE]`: `ruff check --ignore-noqa` prints the code"


def checker(tool):
    advice = f"write `# {tool}: ignore[rule]` with the rule that {tool} prints without it"
    return f" names no rule; {advice}"


PYLINT = (
    " names no message; write `# pylint: disable=message` with the names that pylint prints"
    " without it"
)
E_GROUP = "names `E`, which is not a single rule"

FOUND = [
    pytest.param("import os  # noqa\n", (1, 12), "`# noqa`" + NOQA, id="noqa"),
    pytest.param("import os  # NOQA\n", (1, 12), "`# NOQA`" + NOQA, id="noqa-in-capitals"),
    pytest.param("import os  #noqa\n", (1, 12), "`#noqa`" + NOQA, id="noqa-without-a-blank"),
    pytest.param(
        "import os  # noqa because\n", (1, 12), "`# noqa`" + NOQA, id="noqa-with-a-reason"
    ),
    pytest.param("import os  # noqa E401\n", (1, 12), "`# noqa`" + NOQA, id="noqa-without-a-colon"),
    pytest.param("import os  # noqa:\n", (1, 12), "`# noqa:`" + NOQA, id="noqa-with-a-colon"),
    pytest.param("import os  # noqa: so\n", (1, 12), "`# noqa: so`" + NOQA, id="noqa-with-prose"),
    pytest.param("import os  # noqa: E\n", (1, 12), "`# noqa: E`" + NOQA, id="noqa-with-a-group"),
    pytest.param(
        "import os  # noqa: W6\n", (1, 12), "`# noqa: W6`" + NOQA, id="noqa-with-a-subgroup"
    ),
    pytest.param(
        "import os  # noqa[F401]\n", (1, 12), "`# noqa[F401]`" + NOQA, id="noqa-in-brackets"
    ),
    pytest.param(
        "import os  # why  # noqa\n", (1, 19), "`# noqa`" + NOQA, id="noqa-behind-a-reason"
    ),
    pytest.param("ä = 'ö'  # ü  # noqa\n", (1, 15), "`# noqa`" + NOQA, id="noqa-behind-umlauts"),
    pytest.param("x = '''\n'''  # noqa\n", (2, 6), "`# noqa`" + NOQA, id="noqa-behind-a-string"),
    pytest.param(
        f"x = 1  # noqa: {'so ' * 20}\n", (1, 8), "`# noqa`" + NOQA, id="noqa-with-a-long-reason"
    ),
    pytest.param("# ruff: noqa\n", (1, 1), "`# ruff: noqa`" + FILE, id="ruff-file"),
    pytest.param("# ruff:NOQA why\n", (1, 1), "`# ruff:NOQA`" + FILE, id="ruff-file-in-capitals"),
    pytest.param(
        "# ruff: noqa: F\n", (1, 1), "`# ruff: noqa: F`" + FILE, id="ruff-file-with-a-group"
    ),
    pytest.param("# flake8: noqa\n", (1, 1), "`# flake8: noqa`" + FILE, id="flake8-file"),
    pytest.param("# flake8=noqa\n", (1, 1), "`# flake8=noqa`" + FILE, id="flake8-file-by-equals"),
    pytest.param("# ruff: disable\n", (1, 1), "`# ruff: disable`" + ruff("disable"), id="disable"),
    pytest.param(
        "# ruff: disable[ ]\n",
        (1, 1),
        "`# ruff: disable[ ]`" + ruff("disable"),
        id="disable-nothing",
    ),
    pytest.param(
        "# ruff: disable[F401, E]\n",
        (1, 1),
        "`# ruff: disable[F401, E]`" + ruff("disable", E_GROUP),
        id="disable-a-group",
    ),
    pytest.param(
        "# ruff: file-ignore[ALL]\n",
        (1, 1),
        "`# ruff: file-ignore[ALL]`"
        + ruff("file-ignore", "names `ALL`, which is not a single rule"),
        id="file-ignore-everything",
    ),
    pytest.param(
        "import os  # ruff: ignore\n",
        (1, 12),
        "`# ruff: ignore`" + ruff("ignore"),
        id="ruff-ignore",
    ),
    pytest.param("x = 1  # type: ignore\n", (1, 8), "`# type: ignore`" + TYPE, id="type-ignore"),
    pytest.param(
        "x = 1  #type:ignore # why\n", (1, 8), "`#type:ignore`" + TYPE, id="type-ignore-why"
    ),
    pytest.param(
        "x = 1  # type: ignore[]\n", (1, 8), "`# type: ignore[]`" + TYPE, id="type-ignore-none"
    ),
    pytest.param(
        "'''D.'''\n# type: ignore\n", (2, 1), "`# type: ignore`" + TYPE, id="below-a-docstring"
    ),
    pytest.param("# why\n# type: ignore\nx = 1\n", (2, 1), ABOVE + WHOLE, id="type-file"),
    pytest.param(
        "# type: ignore\n@d\ndef f(): ...\n",
        (1, 1),
        ABOVE + WHOLE,
        id="above-a-decorator",
    ),
    pytest.param(
        "# mypy: ignore-errors\n", (1, 1), "`# mypy: ignore-errors`" + WHOLE, id="mypy-file"
    ),
    pytest.param(
        "# mypy: strict, Ignore_Errors = yes\n",
        (1, 1),
        "`# mypy: ignore-errors`" + WHOLE,
        id="mypy-file-among-options",
    ),
    *(
        pytest.param(
            f"x = 1  # {tool}: ignore\n", (1, 8), f"`# {tool}: ignore`" + checker(tool), id=tool
        )
        for tool in ("pyright", "pyrefly", "ty")
    ),
    pytest.param(
        "# pyrefly: ignore-errors\n",
        (1, 1),
        "`# pyrefly: ignore-errors` hides every type error of the file; write"
        " `# pyrefly: ignore[rule]` on the lines that need it",
        id="pyrefly-file",
    ),
    pytest.param(
        "# pylint: skip-file\n", (1, 1), "`# pylint: skip-file`" + PYLINT, id="pylint-file"
    ),
    pytest.param(
        "# pylint: disable=C0103,all\n",
        (1, 1),
        "`# pylint: disable=C0103,all`" + PYLINT,
        id="pylint-everything",
    ),
    pytest.param(
        "# fmt: off\nx  =  1\n", (1, 1), "`# fmt: off`" + OFF.format("# fmt: on"), id="off"
    ),
    pytest.param(
        "# fmt: off\nx = 1\n# fmt: on\n# fmt: off\n",
        (4, 1),
        "`# fmt: off`" + OFF.format("# fmt: on"),
        id="off-again",
    ),
    pytest.param(
        "# fmt: off\nif x:\n    # fmt: on\n    y  =  1\nz  =  2\n",
        (1, 1),
        "`# fmt: off`" + OFF.format("# fmt: on"),
        id="on-in-a-block-inside",
    ),
    pytest.param(
        "# yapf: disable\n",
        (1, 1),
        "`# yapf: disable`" + OFF.format("# yapf: enable"),
        id="disable-yapf",
    ),
]


@pytest.mark.parametrize("source", SILENT)
def test_what_names_its_rules_is_not_reported(findings_of, source):
    assert findings_of(HOOK, source) == []


@pytest.mark.parametrize(("source", "place", "message"), FOUND)
def test_what_names_no_rule_is_reported(findings_of, source, place, message):
    found = [((each.line, each.column), each.message) for each in findings_of(HOOK, source)]
    assert found == [(place, message)]


def test_each_directive_of_a_comment_is_checked(findings_of):
    source = "x = 1  # type: ignore  # noqa  # pylint: disable=all\n"
    assert [each.column for each in findings_of(HOOK, source)] == [8, 24, 32]


def test_stubs_are_checked_too(findings_of):
    assert len(findings_of(HOOK, "x: int  # type: ignore\n", "app/x.pyi")) == 1


SUPPRESSION = "# standards: ignore[blanket-suppressions] the checker crashes here"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(f"x = 1  # type: ignore  {SUPPRESSION}\n", id="behind-it"),
        pytest.param(f"{SUPPRESSION}\nx = 1  # noqa\n", id="above-it"),
        pytest.param(
            f"f(  {SUPPRESSION}\n    1,\n)  # noqa\n", id="at-the-beginning-of-the-statement"
        ),
        pytest.param(f"f(\n    1,  # noqa\n)  {SUPPRESSION}\n", id="at-the-end-of-the-statement"),
        pytest.param(f"def f():  # noqa  {SUPPRESSION}\n    return 1\n", id="on-a-header"),
        pytest.param(
            f"if x: y = 1; z = 2  # noqa  {SUPPRESSION}\n", id="behind-several-statements"
        ),
        pytest.param(f"# ruff: noqa  {SUPPRESSION}\n\nx = 1\n", id="on-a-line-of-its-own"),
        pytest.param(f"{SUPPRESSION}\n# ruff: noqa\nx = 1\n", id="between-comments"),
        pytest.param(
            f"x = 1\n# fmt: off  \n{SUPPRESSION.replace('ignore', 'ignore-file')}\n", id="file"
        ),
    ],
)
def test_a_suppression_silences_the_comment_beside_it(tmp_path, source):
    file = tmp_path / "source.py"
    file.write_text(source, encoding="utf-8")
    checker = Checker([HOOK], HOOK_IDS, {})
    checker.check_file(str(file))
    assert checker.findings == []


def test_a_suppression_does_not_silence_the_comment_of_another_statement(tmp_path):
    file = tmp_path / "source.py"
    file.write_text(f"x = 1  # noqa\ny = 2  # noqa  {SUPPRESSION}\n", encoding="utf-8")
    checker = Checker([HOOK], HOOK_IDS, {})
    checker.check_file(str(file))
    assert [each.line for each in checker.findings] == [1]


@given(
    directive=st.sampled_from(["# noqa", "# type: ignore", "# ruff: noqa", "# fmt: off"]),
    quote=st.sampled_from(['"""', "'''"]),
    prefix=st.sampled_from(["", "r", "b", "f", "rb"]),
)
def test_no_string_holds_a_directive(findings_of, directive, quote, prefix):
    assert findings_of(HOOK, f"x = {prefix}{quote}\n{directive}\n{quote}\n") == []
