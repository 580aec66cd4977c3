"""What `standards init` adds to a configuration, and that everything there stays as it is."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from standards_hooks.commands.init_completion import (
    Completion,
    completed,
    read_configuration,
    sample,
)
from standards_hooks.commands.init_fit import Fit, present_in
from standards_hooks.core.errors import ConfigurationError
from standards_hooks.rules import FILE_HOOK_IDS, REPOSITORY_HOOK_IDS


ADDRESS = "https://git.example.com/standards-hooks"
WHOLE = sample(ADDRESS, "v1.2.3")
SUITE = ["standards", *REPOSITORY_HOOK_IDS]
REPOSITORY_HOOKS = "".join(f"      - id: {name}\n" for name in REPOSITORY_HOOK_IDS)
GITLEAKS = """\
  - repo: https://github.com/gitleaks/gitleaks
    rev: v8.30.0
    hooks:
      - id: gitleaks
"""
UV = """\
  - repo: https://github.com/astral-sh/uv-pre-commit
    rev: 0.13.9
    hooks:
      - id: uv-lock
"""
OWN = f"""\
  - repo: {ADDRESS}
    rev: v1.2.3
    hooks:
      - id: standards
{REPOSITORY_HOOKS}"""
RUFF = """\
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.17.6
    hooks:
      - id: ruff-check
        args: [--fix]
      - id: ruff-format
"""
MYPY = """\
  - repo: https://github.com/pre-commit/mirrors-mypy
    rev: v2.4.1
    hooks:
      - id: mypy
"""
SKIP = "ci:\n  skip: [uv-lock]\n"


def complete(text: str) -> Completion:
    present = present_in(read_configuration(text), lambda _: "")
    return completed(text, present, WHOLE, Fit())


def hooks_of(text: str) -> list[list[str]]:
    return [[hook["id"] for hook in each["hooks"]] for each in yaml.safe_load(text)["repos"]]


def test_the_sample_runs_every_hook_and_keeps_from_pre_commit_ci_what_needs_a_network() -> None:
    document = yaml.safe_load(WHOLE)

    assert hooks_of(WHOLE) == [
        ["gitleaks"],
        ["uv-lock"],
        ["standards", *REPOSITORY_HOOK_IDS],
        ["ruff-check", "ruff-format"],
        ["mypy"],
    ]
    assert document["ci"] == {"skip": ["uv-lock", "mypy"]}
    assert document["repos"][2]["repo"] == ADDRESS
    assert document["repos"][2]["rev"] == "v1.2.3"


@pytest.mark.parametrize("text", ["1.0", "3e8", "a: b", "#1", "{x}", "yes"])
def test_an_odd_address_or_revision_is_quoted(text: str) -> None:
    entry = yaml.safe_load(sample(text, text))["repos"][2]

    assert (entry["repo"], entry["rev"]) == (text, text)


WITH_EVERYTHING = [
    pytest.param(WHOLE, id="the-sample"),
    pytest.param(SKIP + "repos:\n" + GITLEAKS + UV + OWN + RUFF + MYPY, id="other-order-of-keys"),
    pytest.param(
        SKIP
        + "repos:\n"
        + GITLEAKS.replace("gitleaks", "detect-secrets")
        + UV
        + OWN
        + RUFF.replace("ruff-check", "ruff")
        + MYPY,
        id="other-tools-for-the-same-work",
    ),
    pytest.param(
        "repos:\n- repo: local\n  hooks:\n"
        + "".join(
            f"  - {{id: {name}, name: x, entry: x, language: python}}\n"
            for name in ("trufflehog", "ruff", "ruff-format", "mypy", *SUITE)
        )
        + "  - id: uv-lock\nci: {skip: [uv-lock]}\n",
        id="local-hooks",
    ),
    pytest.param(
        SKIP
        + "repos:\n"
        + GITLEAKS
        + UV
        + RUFF
        + MYPY
        + "  - repo: local\n    hooks:\n"
        + "      - {id: standards, name: all, entry: uv run standards check ., language: system}\n",
        id="the-suite-as-a-local-hook",
    ),
    pytest.param(
        SKIP
        + "repos:\n"
        + GITLEAKS
        + UV
        + OWN.replace(
            "      - id: standards\n", "".join(f"      - id: {name}\n" for name in FILE_HOOK_IDS)
        )
        + RUFF
        + MYPY,
        id="each-hook-by-itself",
    ),
]


@pytest.mark.parametrize("text", WITH_EVERYTHING)
def test_what_has_everything_stays_as_it_is(text: str) -> None:
    completion = complete(text)

    assert (completion.text, completion.added) == (text, [])


HEADER = "# The owl keeps this file.\n\ndefault_stages: [pre-commit]\n"

COMPLETED = [
    pytest.param(
        f"{HEADER}{SKIP}repos:\n{GITLEAKS}{UV}{RUFF}{MYPY}",
        f"{HEADER}{SKIP}repos:\n{GITLEAKS}{UV}"
        "  # The rest of the standard. What rewrites files stands before Ruff: the formatter speaks"
        f" last.\n{OWN}{RUFF}{MYPY}",
        SUITE,
        id="the-suite-goes-before-ruff",
    ),
    pytest.param(
        f"{SKIP}repos:\n{UV}{OWN}{RUFF}{MYPY}  # the end\n",
        f"{SKIP}repos:\n{UV}{OWN}  # Secrets in any file.\n{GITLEAKS}{RUFF}{MYPY}  # the end\n",
        ["gitleaks"],
        id="a-scanner",
    ),
    pytest.param(
        f"{SKIP}repos:\n{GITLEAKS}{UV}{OWN.replace('      - id: pyproject-drift\n', '')}"
        f"    # more?\n{RUFF}{MYPY}",
        f"{SKIP}repos:\n{GITLEAKS}{UV}{OWN.replace('      - id: pyproject-drift\n', '')}"
        f"    # more?\n{RUFF}{MYPY}".replace(
            "    # more?\n", "      - id: pyproject-drift\n    # more?\n"
        ),
        ["pyproject-drift"],
        id="a-hook-of-the-suite",
    ),
    pytest.param(
        f"repos:\n{GITLEAKS}{UV}{OWN}{RUFF}{MYPY}",
        f"ci:\n  skip: [uv-lock]\nrepos:\n{GITLEAKS}{UV}{OWN}{RUFF}{MYPY}",
        ["ci.skip uv-lock"],
        id="a-section-for-pre-commit-ci",
    ),
    pytest.param(
        f"ci:\n    autofix_prs: false  # we look first\nrepos:\n{GITLEAKS}{UV}{OWN}{RUFF}{MYPY}",
        f"ci:\n    skip: [uv-lock]\n    autofix_prs: false  # we look first\nrepos:\n"
        f"{GITLEAKS}{UV}{OWN}{RUFF}{MYPY}",
        ["ci.skip uv-lock"],
        id="a-list-in-a-section-for-pre-commit-ci",
    ),
    pytest.param(
        f"ci:\n  skip:\n  - slow  # minutes\nrepos:\n{GITLEAKS}{UV}{OWN}{RUFF}{MYPY}",
        f"ci:\n  skip:\n  - slow  # minutes\n  - uv-lock\nrepos:\n{GITLEAKS}{UV}{OWN}{RUFF}{MYPY}",
        ["ci.skip uv-lock"],
        id="an-item-in-a-list-in-lines",
    ),
    pytest.param(
        f"ci: {{skip: ['slow']}}\nrepos:\n{GITLEAKS}{UV}{OWN}{RUFF}{MYPY}",
        f"ci: {{skip: ['slow', uv-lock]}}\nrepos:\n{GITLEAKS}{UV}{OWN}{RUFF}{MYPY}",
        ["ci.skip uv-lock"],
        id="an-item-in-a-list-in-brackets",
    ),
    pytest.param(
        f"{SKIP}repos:\n{GITLEAKS}{UV}{OWN}{RUFF.replace('      - id: ruff-format\n', '')}{MYPY}",
        f"{SKIP}repos:\n{GITLEAKS}{UV}{OWN}{RUFF}{MYPY}",
        ["ruff-format"],
        id="the-formatter-behind-the-linter",
    ),
    pytest.param(
        f"{SKIP}repos:\n{GITLEAKS}{UV}{OWN}{MYPY}".removesuffix("\n"),
        f"{SKIP}repos:\n{GITLEAKS}{UV}{OWN}{MYPY}{RUFF}",
        ["ruff-check", "ruff-format"],
        id="a-last-line-without-an-end",
    ),
    pytest.param(
        f"{SKIP}repos:\n{GITLEAKS}{UV}{OWN}{MYPY}".replace("\n", "\r\n"),
        f"{SKIP}repos:\n{GITLEAKS}{UV}{OWN}{MYPY}{RUFF}".replace("\n", "\r\n"),
        ["ruff-check", "ruff-format"],
        id="windows-line-ends",
    ),
    pytest.param(
        f"{SKIP}repos:\n{GITLEAKS}{UV}- nonsense\n".replace("- nonsense\n", "")
        + RUFF
        + MYPY
        + "  - {repo: "
        + ADDRESS
        + ", rev: v1, hooks: [{id: standards}]}\n",
        f"{SKIP}repos:\n{GITLEAKS}{UV}"
        + RUFF
        + MYPY
        + "  - {repo: "
        + ADDRESS
        + ", rev: v1, hooks: [{id: standards}"
        + "".join(f", {{id: {name}}}" for name in REPOSITORY_HOOK_IDS)
        + "]}\n",
        list(REPOSITORY_HOOK_IDS),
        id="an-entry-in-braces",
    ),
]


@pytest.mark.parametrize(("old", "new", "added"), COMPLETED)
def test_what_is_missing_is_put_where_it_belongs(old: str, new: str, added: list[str]) -> None:
    completion = complete(old)

    assert completion.text == new
    assert completion.added == added


def test_a_configuration_with_nothing_of_it_gets_everything() -> None:
    other = "repos:\n- repo: meta\n  hooks:\n  - id: identity\n"

    completion = complete(other)

    assert hooks_of(completion.text) == [["identity"], *hooks_of(WHOLE)]
    assert completion.text.startswith("ci:\n  skip: [uv-lock, mypy]\n" + other)
    assert completion.added == [
        *("gitleaks", "uv-lock", *SUITE, "ruff-check", "ruff-format", "mypy"),
        *("ci.skip uv-lock", "ci.skip mypy"),
    ]


def test_a_mypy_with_an_environment_of_its_own_runs_on_pre_commit_ci() -> None:
    assert "mypy" not in yaml.safe_load(complete(f"repos:\n{MYPY}").text)["ci"]["skip"]


WRONG = [
    pytest.param("repos: [\n", "line 2, column 1: it is not valid YAML", id="no-yaml"),
    pytest.param("repos: !!python/object:os.system {}\n", "`repos` is not a list", id="a-tag"),
    pytest.param("repos: []\n---\n{}\n", "it holds more than one document", id="two-documents"),
    pytest.param("", "it is not a mapping", id="empty"),
    pytest.param("- repos\n", "it is not a mapping", id="a-list"),
    pytest.param("repos: 1\n", "`repos` is not a list", id="repos-is-a-number"),
    pytest.param("minimum_pre_commit_version: '4'\n", "`repos` is not a list", id="no-repos"),
    pytest.param("repos: []\nrepos: []\n", "it has the key `repos` twice", id="twice"),
    pytest.param(
        "repos: []\n", "a list `repos` in brackets prevents adding `gitleaks`", id="empty-list"
    ),
    pytest.param(
        "repos: [{repo: meta, hooks: [{id: identity}]}]\n",
        "a list `repos` in brackets prevents adding `gitleaks`",
        id="in-brackets",
    ),
    pytest.param(
        f"ci:\nrepos:\n{GITLEAKS}{UV}{OWN}{RUFF}{MYPY}",
        "a table `ci` that is empty or in braces prevents adding `ci.skip uv-lock`",
        id="ci-without-anything",
    ),
    pytest.param(
        f"ci:\n  skip: []\nrepos:\n{GITLEAKS}{UV}{OWN}{RUFF}{MYPY}",
        "an empty list prevents adding `ci.skip uv-lock`",
        id="an-empty-list-of-skips",
    ),
    pytest.param("{" * 3000, "it is nested too deeply to check", id="nested-too-deeply"),
    pytest.param("repos:\x00\n", "it is not valid YAML", id="a-nul"),
]


@pytest.mark.parametrize(("text", "reason"), WRONG)
def test_what_cannot_be_read_or_added_to_is_reported_in_one_line(text: str, reason: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        complete(text)

    assert str(raised.value).startswith(f".pre-commit-config.yaml: {reason}")
    assert "\n" not in str(raised.value)


OTHER = "  - repo: meta\n    hooks: [{id: identity}]\n"
PIECES = st.lists(
    st.sampled_from([GITLEAKS, UV, OWN, RUFF, MYPY, OTHER]),
    min_size=1,
    unique=True,
)
COMMENTS = st.sampled_from(["", "\n", "  # a note\n", "# at the margin\n", "        # deep\n"])


@settings(deadline=None)  # time is measured in `benchmarks`, never in a test
@given(
    PIECES.flatmap(
        lambda pieces: st.tuples(st.just(pieces), st.tuples(*(COMMENTS for _ in [0, *pieces])))
    ),
    st.sampled_from(["", SKIP, "ci:\n  autofix_prs: false\n", "fail_fast: true\n"]),
    st.booleans(),
)
def test_completing_only_adds_text_and_is_complete_at_once(
    parts: tuple[list[str], tuple[str, ...]], head: str, has_tail: bool
) -> None:
    pieces, comments = parts
    old = f"{head}repos:\n{comments[0]}"
    old += "".join(piece + comment for piece, comment in zip(pieces, comments[1:], strict=True))
    old += "exclude: ^vendored/\n" if has_tail else ""

    new = complete(old).text

    remaining = iter(new)
    assert all(character in remaining for character in old)
    assert complete(new).added == []
    assert {name for names in hooks_of(new) for name in names} >= {
        *("gitleaks", "uv-lock", "standards", "ruff-check", "ruff-format", "mypy")
    }
