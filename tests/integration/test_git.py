"""What git answers, and what is said where it does not."""

from __future__ import annotations

import os

import pytest
from examples.first_commit import caller_environment, run_or_raise

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.project import git


@pytest.fixture
def repository(tmp_path):
    run_or_raise(["git", "init", "--quiet"], tmp_path, caller_environment())
    (tmp_path / "größe.py").write_text("x = 1\n", encoding="utf-8")
    return tmp_path


def test_an_answer_comes_as_it_is(repository):
    answer = git.ask(str(repository), "ls-files", "-z", "--others")
    assert answer == "größe.py\0".encode()


def test_a_long_answer_comes_whole(repository):
    for number in range(3000):
        (repository / f"{'a' * 60}{number}").touch()
    assert git.ask(str(repository), "ls-files", "-z", "--others").count(b"\0") == 3001


def test_a_failure_says_what_git_says(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(ConfigurationError, match="git ls-files failed: fatal: not a git"):
        git.ask(str(tmp_path), "ls-files")


def test_no_git_at_all_is_said(repository, monkeypatch):
    monkeypatch.setenv("PATH", str(repository / "nothing"))
    with pytest.raises(ConfigurationError, match="git cannot be run: no directory of PATH"):
        git.ask(str(repository), "ls-files")


def test_no_descriptor_is_left_open(repository):
    before = _next_descriptor()
    git.ask(str(repository), "ls-files")
    with pytest.raises(ConfigurationError):
        git.ask(str(repository), "no-such-command")
    assert _next_descriptor() == before


def _next_descriptor():
    descriptor = os.open(os.devnull, os.O_RDONLY)
    os.close(descriptor)
    return descriptor
