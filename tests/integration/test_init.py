"""`standards init` in real repositories."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.integration.executables import STANDARDS, git, run
from tests.unit.fitted_repositories import REPOSITORIES, planned


pytestmark = pytest.mark.slow


ADDRESS = "https://git.example.com/standards-hooks"
INIT = (*STANDARDS, "init", "--repo", ADDRESS, "--rev", "v1")
CONFIGURATION = ".pre-commit-config.yaml"
NEXT = "Next: `pre-commit install`, and `pre-commit autoupdate` for the revisions\n"
OLD = "repos:\n  - repo: meta  # keep\n    hooks:\n      - id: identity\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty git repository."""
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "--quiet")
    return root


def init(directory: Path, *arguments: str) -> tuple[int, str, str]:
    finished = run((*INIT, *arguments), directory)
    return finished.returncode, finished.stdout.decode(), finished.stderr.decode()


def files_in(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.name != ".git")


def test_it_writes_a_configuration_that_pre_commit_accepts_and_nothing_else(
    repository: Path,
) -> None:
    assert init(repository) == (0, f"Wrote {CONFIGURATION}\n{NEXT}", "")
    assert files_in(repository) == [CONFIGURATION]
    written = yaml.safe_load((repository / CONFIGURATION).read_text(encoding="utf-8"))
    assert {"repo": ADDRESS, "rev": "v1"}.items() <= written["repos"][2].items()


def test_pre_commit_accepts_what_is_written_for_repositories_of_every_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    for fitted in REPOSITORIES:
        written.append(tmp_path / f"{fitted.id}.yaml")
        written[-1].write_bytes(planned(tmp_path / fitted.id, fitted, monkeypatch).new)
    command = [sys.executable, "-m", "pre_commit", "validate-config", *map(str, written)]

    validated = subprocess.run(  # noqa: S603 - the running interpreter's own pre-commit
        command, cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (validated.returncode, validated.stdout, validated.stderr) == (0, "", "")


def test_what_is_left_out_is_said_each_time(repository: Path) -> None:
    (repository / "pyproject.toml").write_text("[tool.poetry]\n[tool.black]\n", encoding="utf-8")
    notes = (
        "`ruff-format` was left out: Black formats here; to move to Ruff, remove `[tool.black]`,"
        " then run `standards init` again\n"
        "`uv-lock` was left out: Poetry manages the dependencies here\n"
        "`mypy` was left out: nothing here depends on it; `poetry add --group dev mypy`, then run"
        " `standards init` again\n"
    )

    assert init(repository, "--diff")[1].endswith(f"+        args: [--fix]\n{notes}")
    assert init(repository)[1].startswith(f"{WROTE}{notes}{NEXT}")
    assert init(repository)[1].startswith(f"{COMPLETE}{notes}")


def test_a_second_run_changes_nothing(repository: Path) -> None:
    init(repository)
    before = (repository / CONFIGURATION).read_bytes()

    assert init(repository) == (0, f"{CONFIGURATION} is complete\n", "")
    assert (repository / CONFIGURATION).read_bytes() == before


def test_what_is_missing_is_added_and_named(repository: Path) -> None:
    (repository / CONFIGURATION).write_text(OLD, encoding="utf-8")

    code, output, _ = init(repository, "--rev", "v9")

    assert code == 0
    assert output.startswith(f"Added to {CONFIGURATION}: gitleaks, uv-lock, standards, ")
    text = (repository / CONFIGURATION).read_text(encoding="utf-8")
    assert OLD in text
    assert f"  - repo: {ADDRESS}\n    rev: v9\n" in text


@pytest.mark.parametrize("old", ["", OLD])
def test_a_diff_shows_the_change_and_writes_nothing(repository: Path, old: str) -> None:
    if old:
        (repository / CONFIGURATION).write_text(old, encoding="utf-8")

    code, output, _ = init(repository, "--diff")

    assert code == 0
    assert f"+  - repo: {ADDRESS}\n" in output
    assert files_in(repository) == ([CONFIGURATION] if old else [])
    if old:
        assert (repository / CONFIGURATION).read_text(encoding="utf-8") == old


def test_from_a_directory_below_the_root_it_writes_at_the_root(repository: Path) -> None:
    below = repository / "src"
    below.mkdir()

    assert init(below)[0] == 0
    assert files_in(repository) == [CONFIGURATION, "src"]
    assert files_in(below) == []


def test_without_an_address_it_requires_one(repository: Path) -> None:
    finished = run((*STANDARDS, "init"), repository)

    assert finished.returncode == 2
    assert finished.stderr == (
        b"standards init: unknown address of these hooks: give their repository with `--repo URL`\n"
    )
    assert files_in(repository) == []


def test_without_a_revision_that_exists_it_requires_one(repository: Path) -> None:
    finished = run((*STANDARDS, "init", "--repo", ADDRESS), repository)

    assert finished.returncode == 2
    assert finished.stderr == (
        b"standards init: unknown revision of these hooks: give their tag or commit with"
        b" `--rev REV`\n"
    )
    assert files_in(repository) == []


def test_where_the_hooks_run_already_their_entry_is_kept(repository: Path) -> None:
    init(repository)
    before = (repository / CONFIGURATION).read_bytes()

    finished = run((*STANDARDS, "init"), repository)

    assert (finished.returncode, finished.stderr) == (0, b"")
    assert (repository / CONFIGURATION).read_bytes() == before


def test_outside_a_repository_nothing_is_written(tmp_path: Path) -> None:
    code, output, errors = init(tmp_path, ".")

    assert (code, output) == (2, "")
    assert errors == "standards init: `.` is not in a git repository: run `git init` first\n"
    assert files_in(tmp_path) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"repos: [\n", "line 2, column 1: it is not valid YAML: ", id="no-yaml"),
        pytest.param(b"repos: # \xff\n", "it is not UTF-8", id="not-utf-8"),
        pytest.param(b"#" * 2_000_000, "it is larger than max-size", id="huge"),
    ],
)
def test_what_cannot_be_read_is_left_and_reported_in_one_line(
    repository: Path, content: bytes, reason: str
) -> None:
    (repository / CONFIGURATION).write_bytes(content)

    code, output, errors = init(repository)

    assert (code, output) == (2, "")
    assert errors.startswith(f"{CONFIGURATION}: {reason}")
    assert errors.count("\n") == 1
    assert (repository / CONFIGURATION).read_bytes() == content


def test_a_symbolic_link_is_not_replaced(repository: Path) -> None:
    (repository / "shared.yaml").write_text(OLD, encoding="utf-8")
    (repository / CONFIGURATION).symlink_to("shared.yaml")

    code, _, errors = init(repository)

    assert (code, errors) == (2, f"{CONFIGURATION}: it is a symbolic link\n")
    assert (repository / "shared.yaml").read_text(encoding="utf-8") == OLD


WROTE = f"Wrote {CONFIGURATION}\n"
COMPLETE = f"{CONFIGURATION} is complete\n"
WITHOUT_PROJECT = (
    "`uv-lock` was left out: the root has no `[project]` that uv could lock\n"
    "`mypy` was left out: nothing here depends on it; add it to the requirements, then run"
    " `standards init` again\n"
)
WITHOUT_MYPY = (
    "`mypy` was left out: nothing here depends on it; `uv add --dev mypy`, then run"
    " `standards init` again\n"
)
FAULTY = '"""Shelves."""\n\n\ndef stack(*, high: bool) -> None:\n    """Stack."""\n'
BASELINE = ".standards-baseline.toml"
LOOK = "Next: look at the change, `git add` it, and commit\n"


def test_it_suggests_a_baseline_where_findings_can_be_recorded(repository: Path) -> None:
    (repository / "shelves.py").write_text(FAULTY, encoding="utf-8")
    suggestion = "2 findings today: `standards init --adopt` records them\n"

    assert init(repository) == (0, f"{WROTE}{WITHOUT_PROJECT}{NEXT}{suggestion}", "")
    assert files_in(repository) == [CONFIGURATION, "shelves.py"]
    assert init(repository)[1] == f"{COMPLETE}{WITHOUT_PROJECT}{suggestion}"


def test_it_records_everything_on_request(repository: Path) -> None:
    (repository / "shelves.py").write_text(FAULTY.replace("high", "high: bool, wide"))
    written = f"Wrote {BASELINE}: 3 findings in 2 files\n{LOOK}"

    assert init(repository, "--adopt") == (0, f"{WROTE}{WITHOUT_PROJECT}{NEXT}{written}", "")
    assert files_in(repository) == [CONFIGURATION, BASELINE, "shelves.py"]
    assert init(repository) == (0, f"{COMPLETE}{WITHOUT_PROJECT}", "")


def test_what_the_project_decides_has_waivers_and_what_is_no_python_is_excluded(
    repository: Path,
) -> None:
    before = '[project]\nname = "shop"\nversion = "1"\n'
    (repository / "pyproject.toml").write_text(before)
    (repository / "tests").mkdir()
    (repository / "tests" / "broken[1].py").write_text("print 'for the parser'\n")
    (repository / "shelves.py").write_text(FAULTY)

    code, output, errors = init(repository, "--adopt")

    assert (code, errors) == (0, "")
    (line,) = (line for line in output.splitlines() if line.startswith("Wrote pyproject.toml"))
    assert line.startswith("Wrote pyproject.toml: 1 file excluded, ")
    text = (repository / "pyproject.toml").read_text()
    assert text.startswith(before)
    assert '    "tests/broken[[]1].py",\n' in text
    today = dt.date.today().isoformat()  # noqa: DTZ011 - the day where the user is
    assert f'readme = "before the standard, {today}"\n' in text
    git(repository, "add", "--all")
    assert run((*STANDARDS, "check", "."), repository).stdout == b""
    assert init(repository, "--adopt")[1].endswith(
        f"{BASELINE} is up to date: 1 finding in 1 file\n{LOOK}"
    )


def test_it_counts_what_is_wrong_with_the_configuration_too(repository: Path) -> None:
    (repository / "pyproject.toml").write_text('[project]\nname = "shop"\nversion = "1"\n')

    assert init(repository)[1].startswith(f"{WROTE}{WITHOUT_MYPY}{NEXT}8 findings today: ")


def test_a_wrong_option_keeps_everything_from_being_recorded(repository: Path) -> None:
    (repository / "shelves.py").write_text(FAULTY)
    (repository / "pyproject.toml").write_text("[tool.standards-hooks]\nexcludes = []\n")

    code, output, errors = init(repository, "--adopt")

    assert (code, output) == (2, f"{WROTE}{WITHOUT_PROJECT}{NEXT}")
    assert errors.startswith("standards init: pyproject.toml: ")
    assert not (repository / BASELINE).exists()
    assert init(repository) == (0, f"{COMPLETE}{WITHOUT_PROJECT}", "")


def test_a_diff_suggests_and_records_nothing(repository: Path) -> None:
    (repository / "shelves.py").write_text(FAULTY)

    assert "standards init --adopt" not in init(repository, "--diff")[1]
    assert init(repository, "--diff", "--adopt")[0] == 0
    assert files_in(repository) == ["shelves.py"]


def test_what_cannot_be_checked_keeps_nothing_from_being_set_up(repository: Path) -> None:
    (repository / "shelves.py").write_text(FAULTY)
    (repository / ".git" / "index").write_bytes(b"no index")

    assert init(repository) == (0, f"{WROTE}{NEXT}", "")
