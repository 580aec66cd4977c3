"""What stands for a directory: its Python files, whatever else lies there."""

import os

import pytest

from standards_hooks.engine.targets import python_files_in
from standards_hooks.project.repository import Repository


@pytest.fixture
def directory(tmp_path, monkeypatch):
    """The working directory, with a script whose name does not say what it is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "script").write_text("#!/usr/bin/env python\n")
    (tmp_path / "script").chmod(0o755)
    return tmp_path


def test_a_pipe_is_not_opened(directory):
    os.mkfifo(directory / "pipe")
    os.mkfifo(directory / "pipe.py")
    assert python_files_in(".") == ["script"]


def test_what_vanishes_after_it_was_listed_is_passed_over(directory, monkeypatch):
    monkeypatch.setattr(Repository, "files", ["gone", "script"])
    assert python_files_in(".") == ["script"]


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(PermissionError(13, "Permission denied"), id="not-to-be-read"),
        pytest.param(ValueError("script does not exist."), id="gone-in-the-meantime"),
    ],
)
def test_what_cannot_be_asked_for_its_shebang_is_passed_over(directory, monkeypatch, error):
    def refuse(path):
        raise error

    monkeypatch.setattr("identify.identify.tags_from_path", refuse)
    assert python_files_in(".") == []
