"""A rule that fails, or a tree that is too deep for it, costs one file and no other."""

import pytest

from standards_hooks.engine.checking import Checker
from standards_hooks.engine.hook import Hook
from standards_hooks.project.repository import Repository
from tests.unit.bad_names import BAD_NAMES, HOOK_IDS, check


NO_LENGTH = TypeError("no len()")


def failing(error: BaseException) -> Hook:
    def find(module, options):
        if b"fail" in module.source:
            raise error
        return BAD_NAMES.run(module, options)

    return Hook("bad-names", "Fails.", options=BAD_NAMES.options, find=find)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        pytest.param(
            NO_LENGTH,
            "could not be checked: internal error, TypeError: no len(); please report it",
            id="mistake",
        ),
        pytest.param(
            AssertionError(),
            "could not be checked: internal error, AssertionError: ; please report it",
            id="without-a-message",
        ),
        pytest.param(
            RecursionError("maximum"),
            "could not be checked: it is nested too deeply to check",
            id="recursion",
        ),
    ],
)
@pytest.mark.parametrize(
    "source",
    [
        pytest.param("fail\n", id="plain"),
        pytest.param("fail  # standards: ignore[bad-names] known\n", id="with-an-ignore"),
    ],
)
def test_a_rule_that_fails_is_a_finding_and_the_other_files_are_checked(
    tmp_path, error, message, source
):
    (tmp_path / "a.py").write_text(source)
    (tmp_path / "b.py").write_text("bad\n")
    findings, errors = check(tmp_path / "a.py", tmp_path / "b.py", hooks=(failing(error),))
    assert findings == [f"1:1: bad-names {message}", "1:1: bad-names `bad` is bad"]
    assert errors == []


def test_ctrl_c_inside_of_a_rule_is_no_finding(tmp_path):
    (tmp_path / "a.py").write_text("fail\n")
    with pytest.raises(KeyboardInterrupt):
        check(tmp_path / "a.py", hooks=(failing(KeyboardInterrupt()),))


def test_a_repository_rule_that_fails_is_a_finding(tmp_path, monkeypatch):
    def find_in_project(project, options):
        raise NO_LENGTH

    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "pyproject.toml").touch()
    hook = Hook("other-hook", "Fails.", find_in_project=find_in_project)
    checker = Checker([hook], HOOK_IDS, {})
    for project in Repository(str(tmp_path)).projects():
        checker.check_project(project)
    message = "could not be checked: internal error, TypeError: no len(); please report it"
    assert [repr(finding) for finding in checker.findings] == [
        f"pyproject.toml:1:1: other-hook {message}",
        f"inner/pyproject.toml:1:1: other-hook {message}",
    ]


def test_all_hooks_together_report_a_file_that_cannot_be_checked_once(tmp_path):
    (tmp_path / "a.py").write_text("x = = 1\n")
    hooks = (BAD_NAMES, Hook("other-hook", "Nothing.", find=BAD_NAMES.find))
    findings, _ = check(tmp_path / "a.py", hooks=hooks, is_suite=True)
    assert findings == [
        "1:5: standards could not be checked: it has a syntax error: invalid syntax"
    ]


def test_of_a_file_that_cannot_be_parsed_no_ignore_is_called_unused(tmp_path):
    (tmp_path / "a.py").write_text("x = 1  # standards: ignore[bad-names] known\ny = = 1\n")
    (finding,), errors = check(tmp_path / "a.py", hooks=(indifferent(),))
    assert "could not be checked: it has a syntax error" in finding
    assert errors == []


def indifferent() -> Hook:
    """A hook that never asks for the tree."""
    return Hook("bad-names", "Finds nothing.", find=lambda module, options: iter(()))


def test_what_is_nested_too_deeply_for_a_repository_rule_is_reported_as_that(tmp_path, monkeypatch):
    def find_in_project(project, options):
        raise RecursionError

    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    checker = Checker([Hook("other-hook", "Fails.", find_in_project=find_in_project)], HOOK_IDS, {})
    for project in Repository(str(tmp_path)).projects():
        checker.check_project(project)
    (finding,) = checker.findings
    assert finding.message == "could not be checked: a file of it is nested too deeply to check"
