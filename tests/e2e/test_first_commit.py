"""The example of the README."""

import re
import sys
from pathlib import Path

import pytest
from examples.first_commit import (
    CHECKOUT,
    HOOKS,
    FirstCommitError,
    Output,
    check,
    isolated_environment,
    list_files,
    run,
    run_or_raise,
)


def run_example(environment: dict[str, str], *arguments: str | Path) -> Output:
    script = CHECKOUT / "examples" / "first_commit.py"
    return run([sys.executable, script, *arguments], CHECKOUT, environment)


def test_the_commit_of_the_service_is_blocked_by_each_of_the_hooks(
    environment: dict[str, str],
) -> None:
    output = run_example(environment)

    assert output.exit_code == 0, output.text
    assert "\nThe commit was blocked.\n" in output.text
    for hook in HOOKS:
        row = re.search(rf"^{hook} +(\d+) +(\d+)$", output.text, re.MULTILINE)
        assert row, output.text
        findings, fixed = int(row[1]), int(row[2])
        assert findings + fixed >= 1, output.text
        assert len(re.findall(rf":\d+:\d+: {hook} ", output.text)) == findings
    removed = r"^The scratch repository was in (.+); it is removed\.$"
    scratch = re.search(removed, output.text, re.MULTILINE)
    assert scratch, output.text
    assert not Path(scratch[1]).exists()


def test_a_repository_without_mistakes_is_committed_and_stays_as_it_is(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "shelf.py").write_text('"""A shelf."""\n', encoding="utf-8")
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")

    output = run_example(environment, tmp_path)

    assert output.exit_code == 0, output.text
    assert "in the scratch copy this one replaces it" in output.text
    assert "\nThe commit passed.\n" in output.text
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".pre-commit-config.yaml",
        "scripts",
    ]
    assert (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8") == "repos: []\n"


def test_a_directory_without_files_is_refused(environment: dict[str, str], tmp_path: Path) -> None:
    output = run_example(environment, tmp_path)

    assert output.exit_code == 1
    assert f"first_commit: {tmp_path} holds no file that git would track\n" in output.text


FAILED_HOOK = "mutable-defaults....Failed\n- hook id: mutable-defaults\n- exit code: {}\n\n{}\n"
FINDING = "app.py:1:11: mutable-defaults a message"
FIXED = """\
Fixed app.py (mutable-defaults: 1)
Fixed 1 finding in 1 file, none left. Next: ruff check --fix, ruff format, git add -u"""


@pytest.mark.parametrize(
    ("output", "is_committed", "findings", "fixed"),
    [
        pytest.param(Output(0, "mutable-defaults....Passed\n"), True, 0, 0, id="passed"),
        pytest.param(Output(1, FAILED_HOOK.format(1, FINDING)), False, 1, 0, id="blocked"),
        pytest.param(Output(1, FAILED_HOOK.format(1, FIXED)), False, 0, 1, id="fixed"),
    ],
)
def test_a_commit_that_passed_or_was_blocked_is_reported_by_what_the_hooks_said(
    output: Output, is_committed: bool, findings: int, fixed: int
) -> None:
    tally = check(output, is_committed=is_committed)

    assert tally.findings["mutable-defaults"] == tally.findings.total() == findings
    assert tally.fixed["mutable-defaults"] == tally.fixed.total() == fixed


@pytest.mark.parametrize(
    ("output", "is_committed"),
    [
        pytest.param(Output(1, FAILED_HOOK.format(1, "")), False, id="blocked-without-finding"),
        pytest.param(Output(1, FAILED_HOOK.format(2, FINDING)), False, id="wrong-options"),
        pytest.param(Output(1, FAILED_HOOK.format(-11, FINDING)), False, id="killed"),
        pytest.param(
            Output(1, FAILED_HOOK.format(1, "Traceback (most recent call last):\n" + FINDING)),
            False,
            id="traceback",
        ),
        pytest.param(Output(3, "An unexpected error has occurred: ..."), False, id="runner"),
        pytest.param(Output(128, "fatal: unable to auto-detect email address"), False, id="git"),
        pytest.param(Output(0, FAILED_HOOK.format(1, FINDING)), True, id="failed-and-committed"),
        pytest.param(Output(0, ""), False, id="neither"),
    ],
)
def test_a_commit_that_broke_is_distinguished_from_one_that_was_blocked(
    output: Output, is_committed: bool
) -> None:
    with pytest.raises(FirstCommitError):
        check(output, is_committed=is_committed)


@pytest.mark.parametrize("is_repository", [True, False], ids=["repository", "plain-directory"])
def test_ignored_files_are_left_behind(tmp_path: Path, is_repository: bool) -> None:
    for name, text in ((".gitignore", "*.log\n"), ("größe.py", ""), ("x/y.py", ""), ("a.log", "")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "link.py").symlink_to("größe.py")
    if is_repository:
        run_or_raise(["git", "init", "--quiet"], tmp_path, isolated_environment(tmp_path))

    assert [str(path) for path in list_files(tmp_path)] == [
        ".gitignore",
        "größe.py",
        "link.py",
        "x/y.py",
    ]
