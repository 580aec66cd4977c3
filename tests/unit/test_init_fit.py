"""`standards init` fits the repository: its tools, its layout, its Python, what it has already."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import yaml

from standards_hooks.commands import init
from standards_hooks.core.errors import ConfigurationError
from tests.unit.fitted_repositories import ADOPTED, CONFIGURATION, REPOSITORIES, Fitted, planned


if TYPE_CHECKING:
    from pathlib import Path


OF_OLD_CODE = {"ruff-check", "ruff-format", "mypy", "uv-lock"}


@pytest.mark.parametrize("fitted", REPOSITORIES, ids=lambda fitted: fitted.id)
def test_what_is_added_fits_and_what_does_not_is_left_out_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fitted: Fitted
) -> None:
    change = planned(tmp_path, fitted, monkeypatch)

    text = change.new.decode()
    lines = [line.strip() for line in text.splitlines()]
    assert [line for line in fitted.has if line not in lines] == [], text
    assert [line for line in fitted.lacks if line in lines] == [], text
    assert list(change.notes) == list(fitted.notes)
    (tmp_path / CONFIGURATION).write_bytes(change.new)
    again = init.planned_change(str(tmp_path), None, None)
    assert again.old == again.new


@pytest.mark.parametrize("fitted", ADOPTED, ids=lambda fitted: fitted.id)
def test_while_adopting_what_old_code_would_not_pass_waits_at_the_stage_manual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fitted: Fitted
) -> None:
    before = yaml.safe_load(fitted.files.get(CONFIGURATION, "repos: []"))
    old = {hook["id"] for entry in before["repos"] for hook in entry["hooks"]}

    document = yaml.safe_load(planned(tmp_path, fitted, monkeypatch).new)

    hooks = {hook["id"]: hook for entry in document["repos"] for hook in entry["hooks"]}
    waiting = {name for name, hook in hooks.items() if hook.get("stages") == ["manual"]}
    assert waiting == (OF_OLD_CODE & hooks.keys()) - old
    assert not any("stages" in hooks[name] for name in old)


GIT = "https://git.example.com/hooks"


@pytest.mark.parametrize(
    ("version", "origin", "revision"),
    [
        pytest.param("1.2.3", {"requested_revision": "v1.2.3"}, "v1.2.3", id="a-tag"),
        pytest.param("1.2.3", {"requested_revision": "main"}, "c0ffee", id="a-branch"),
        pytest.param("1.2.3", {}, "c0ffee", id="the-default-branch"),
        pytest.param("1.2.3", None, "v1.2.3", id="a-release-from-an-index"),
    ],
)
def test_the_revision_is_the_installed_one(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    version: str,
    origin: dict[str, str] | None,
    revision: str,
) -> None:
    record: dict[str, object]
    record = {"url": GIT, "vcs_info": {"vcs": "git", "commit_id": "c0ffee", **(origin or {})}}
    install(monkeypatch, version, None if origin is None else record)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    text = init.planned_change(".", GIT if origin is None else None, None).new.decode()

    assert f"  - repo: {GIT}\n    rev: {revision}\n" in text


@pytest.mark.parametrize(
    ("version", "origin"),
    [
        pytest.param("1.2.3", {"url": "file:///x", "dir_info": {"editable": True}}, id="editable"),
        pytest.param("1.2.3", {"url": "https://x/a.whl", "archive_info": {}}, id="a-wheel"),
        pytest.param(
            "1.2.3",
            {"url": "file:///x", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}},
            id="a-clone-on-this-machine",
        ),
        pytest.param("1.2.4.dev3", None, id="a-development-version"),
        pytest.param("2.0rc1", None, id="a-candidate"),
    ],
)
def test_a_revision_that_may_not_exist_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, origin: dict[str, object] | None
) -> None:
    install(monkeypatch, version, origin)
    (tmp_path / ".git").mkdir()

    with pytest.raises(ConfigurationError, match="unknown revision of these hooks"):
        init.planned_change(str(tmp_path), GIT, None)


def install(
    monkeypatch: pytest.MonkeyPatch, version: str, origin: dict[str, object] | None
) -> None:
    """Make these hooks appear as installed from somewhere."""
    record = None if origin is None else json.dumps(origin)
    distribution = SimpleNamespace(version=version, read_text=lambda _: record)
    monkeypatch.setattr(init.metadata, "distribution", lambda _: distribution)
    monkeypatch.setattr(init.Repository, "_listed_by_git", init.Repository.walked)
