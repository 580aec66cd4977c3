"""What is due before a release is asked for there, and not of a first patch."""

from __future__ import annotations

import pytest

import standards_hooks
from tests import release


TAG = f"v{standards_hooks.__version__}"
KNOWN, NEW = "boolean-naming", "fresh-hook"


@pytest.fixture(autouse=True)
def changelog(tmp_path, monkeypatch):
    """A changelog that has the version, in the place of the real one."""
    path = tmp_path / "CHANGELOG.md"
    path.write_text(f"# Changelog\n\n## {standards_hooks.__version__}\n", encoding="utf-8")
    monkeypatch.setattr(release, "CHANGELOG", path)
    return path


@pytest.fixture(autouse=True)
def hooks(monkeypatch):
    """A function that says which hooks there are; before it is called, one that has everything."""

    def set_hooks(*hook_ids):
        monkeypatch.setattr(release, "HOOK_IDS", hook_ids)
        monkeypatch.setattr(release, "FILE_HOOK_IDS", hook_ids)

    set_hooks(KNOWN)
    return set_hooks


def test_nothing_is_missing_where_every_hook_is_read_and_has_its_clause():
    assert list(release.missing_for(TAG)) == []


def test_a_new_hook_needs_verdicts_a_clause_and_an_example_of_the_standard(hooks):
    hooks(KNOWN, NEW)
    assert [line.partition(":")[0] for line in release.missing_for(TAG)] == [
        f"`{NEW}` lacks verdicts on its findings",
        f"`{NEW}` lacks a clause in tests/coverage/clauses.toml",
        f"`{NEW}` lacks a wrong example of the standard in tests/integration/standard_examples.py",
    ]


def test_the_tag_names_the_version():
    assert [line.partition(",")[0] for line in release.missing_for("v9.9.9")] == [
        "the tag is `v9.9.9`"
    ]


def test_the_changelog_has_a_section_for_the_version(changelog):
    changelog.write_text("# Changelog\n\n## Unreleased\n", encoding="utf-8")
    assert list(release.missing_for(TAG)) == [
        f"CHANGELOG.md has no section for {standards_hooks.__version__}"
    ]


@pytest.mark.parametrize(("arguments", "code"), [([TAG], 0), (["v9.9.9"], 1)])
def test_the_exit_code_says_whether_anything_is_missing(arguments, code, monkeypatch):
    monkeypatch.setattr("sys.argv", ["release", *arguments])
    assert release.main() == code
