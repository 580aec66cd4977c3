"""`standards baseline` in real repositories: written, lived with, merged, pruned and checked."""

from pathlib import Path

import pytest

from tests.integration.executables import RELATIVE_IMPORTS, STANDARDS, git, lines, run


BASELINE = ".standards-baseline.toml"
FLAGS = (*STANDARDS, "check", "--hook", "boolean-naming")
OLD = '"""Shelves."""\n\n\ndef stack(*, high: bool) -> None:\n    """Stack."""\n'
OTHER = OLD.replace("stack", "unload").replace("high", "fast")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two old mistakes in two files, committed."""
    root = tmp_path / "repository"
    (root / "app").mkdir(parents=True)
    git(root, "init", "--quiet", "-b", "main")
    (root / "app" / "__init__.py").write_text('"""A warehouse."""\n')
    (root / "app" / "shelves.py").write_text(OLD)
    (root / "app" / "trucks.py").write_text(OTHER)
    save(root)
    return root


def save(root: Path) -> None:
    """Commit everything."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "Go on")


def baseline(root: Path, action: str, *arguments: str) -> tuple[int, list[str], str]:
    finished = run((*STANDARDS, "baseline", action, *arguments), root)
    return finished.returncode, lines(finished.stdout), finished.stderr.decode()


def found(root: Path, *paths: str) -> list[str]:
    finished = run((*FLAGS, *(paths or ("app",))), root)
    return [line.partition(" boolean-naming ")[0] for line in lines(finished.stdout)]


def entries(root: Path) -> list[str]:
    text = (root / BASELINE).read_text()
    return [line.strip(' ",') for line in text.splitlines() if line.startswith("    ")]


def test_what_was_there_passes_and_what_is_new_is_found(repository: Path) -> None:
    written = baseline(repository, "write")
    assert written == (0, [f"Wrote {BASELINE}: 2 findings in 2 files"], "")
    assert entries(repository) == [
        "app/shelves.py::boolean-naming::stack.high::1",
        "app/trucks.py::boolean-naming::unload.fast::1",
    ]
    assert found(repository) == []

    shelves = repository / "app" / "shelves.py"
    shelves.write_text(OLD + "\n\n" + OLD.partition("\n\n\n")[2].replace("stack", "sort"))

    assert found(repository) == ["app/shelves.py:8:13:"]
    assert found(repository, "app/shelves.py") == ["app/shelves.py:8:13:"]


def test_a_single_hook_reads_the_baseline_too(repository: Path) -> None:
    (repository / "app" / "shelves.py").write_text("from .trucks import unload\n")
    baseline(repository, "write")

    finished = run((*RELATIVE_IMPORTS, "app/shelves.py"), repository)

    assert (finished.returncode, finished.stdout) == (0, b"")


def test_writing_twice_gives_the_same_bytes(repository: Path) -> None:
    baseline(repository, "write")
    before = (repository / BASELINE).read_bytes()

    assert baseline(repository, "write") == (
        0,
        [f"{BASELINE} is up to date: 2 findings in 2 files"],
        "",
    )
    assert (repository / BASELINE).read_bytes() == before


def test_what_is_mended_is_stale_until_it_is_pruned(repository: Path) -> None:
    baseline(repository, "write")
    assert baseline(repository, "check") == (0, [], "")
    (repository / "app" / "trucks.py").unlink()

    stale = (
        f"{BASELINE}: 1 finding of boolean-naming of `unload.fast` in `app/trucks.py` mended,"
        " and still recorded: run `standards baseline prune`"
    )
    assert baseline(repository, "check") == (1, [stale], "")
    assert baseline(repository, "prune") == (
        0,
        [f"Wrote {BASELINE}: 1 finding in 1 file, 1 fewer than before"],
        "",
    )
    assert baseline(repository, "check") == (0, [], "")


def test_pruning_never_adds(repository: Path) -> None:
    baseline(repository, "write")
    (repository / "app" / "new.py").write_text(OLD)

    baseline(repository, "prune")

    assert entries(repository) == [
        "app/shelves.py::boolean-naming::stack.high::1",
        "app/trucks.py::boolean-naming::unload.fast::1",
    ]
    assert found(repository) == ["app/new.py:4:14:"]


@pytest.mark.parametrize("is_committed", [False, True], ids=["staged", "committed"])
def test_a_renamed_file_takes_its_entries_along(repository: Path, is_committed: bool) -> None:
    baseline(repository, "write")
    save(repository)
    git(repository, "mv", "app/shelves.py", "app/racks.py")
    if is_committed:
        save(repository)

    assert found(repository) == ["app/racks.py:4:14:"]
    baseline(repository, "prune")

    assert found(repository) == []
    assert entries(repository)[0] == "app/racks.py::boolean-naming::stack.high::1"


def test_a_fix_mends_what_is_known_too(repository: Path) -> None:
    (repository / "app" / "shelves.py").write_text("from .trucks import unload\n")
    baseline(repository, "write")

    finished = run((*RELATIVE_IMPORTS, "--fix", "app/shelves.py"), repository)

    assert finished.stdout == b"Fixing app/shelves.py\n"
    code, told, _ = baseline(repository, "check")
    assert (code, len(told)) == (1, 1)


def test_two_branches_that_prune_and_add_merge_into_what_both_mean(repository: Path) -> None:
    for name in "abcdefgh":
        (repository / "app" / f"{name}.py").write_text(OLD)
    baseline(repository, "write")
    save(repository)
    git(repository, "checkout", "--quiet", "-b", "mending")
    (repository / "app" / "b.py").unlink()
    baseline(repository, "prune")
    save(repository)
    git(repository, "checkout", "--quiet", "main")
    (repository / "app" / "zoo.py").write_text(OLD)
    baseline(repository, "write")
    save(repository)

    git(repository, "merge", "--quiet", "-m", "Merge", "mending")

    assert found(repository) == []
    assert baseline(repository, "check") == (0, [], "")
    assert [entry.partition("::")[0] for entry in entries(repository)] == [
        *(f"app/{name}.py" for name in "acdefgh"),
        *("app/shelves.py", "app/trucks.py", "app/zoo.py"),
    ]


def test_the_name_of_the_baseline_can_be_configured(repository: Path) -> None:
    (repository / "quality").mkdir()
    (repository / "pyproject.toml").write_text(
        '[tool.standards-hooks]\nbaseline = "quality/known.toml"\n'
    )

    told = baseline(repository, "write")[1]

    assert told[0].startswith("Wrote quality/known.toml: 2 findings")
    assert found(repository) == []
    assert '"../app/shelves.py::' in (repository / "quality" / "known.toml").read_text()
    for name in ("shelves", "trucks"):
        (repository / "app" / f"{name}.py").unlink()
    assert baseline(repository, "check")[0] == 1


def test_what_waivers_are_for_is_not_recorded(repository: Path) -> None:
    (repository / "pyproject.toml").write_text('[project]\nname = "shop"\nversion = "1"\n')

    baseline(repository, "write")

    assert all("boolean-naming" in entry for entry in entries(repository))
    everything = lines(run((*STANDARDS, "check", "."), repository).stdout)
    assert any(" pyproject-drift " in line for line in everything)


def test_what_could_not_be_checked_is_told_and_not_recorded(repository: Path) -> None:
    (repository / "app" / "old.py").write_text("print 'hello'\n")

    code, told, _ = baseline(repository, "write")

    assert code == 1
    assert told[0] == f"Wrote {BASELINE}: 2 findings in 2 files"
    assert told[1].startswith("app/old.py:1:")
    assert " could not be checked: " in told[1]
    assert found(repository) != []


@pytest.mark.parametrize("action", ["write", "prune", "check"])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param("<<<<<<< ours\n=======\n>>>>>>> theirs\n", id="merge"),
        pytest.param("version = 2\nfindings = []\n", id="later-version"),
        pytest.param("version = 1\nfindings = ['x']\n", id="edited"),
    ],
)
def test_a_baseline_that_cannot_be_read_is_never_overwritten(
    repository: Path, action: str, content: str
) -> None:
    (repository / BASELINE).write_text(content)

    code, told, errors = baseline(repository, action)

    assert (code, told) == (2, [])
    assert errors.startswith(f"{BASELINE}: ")
    assert errors.count("\n") == 1
    assert (repository / BASELINE).read_text() == content
    finished = run((*FLAGS, "app"), repository)
    assert (finished.returncode, finished.stdout) == (2, b"")
    assert finished.stderr.decode() == f"standards: {errors}"


def test_an_unused_ignore_is_judged_before_the_baseline(repository: Path) -> None:
    text = OLD.replace("high: bool)", "high: bool)").replace(
        "-> None:", "-> None:  # standards: ignore[boolean-naming] old interface"
    )
    (repository / "app" / "shelves.py").write_text(text)
    baseline(repository, "write")

    assert entries(repository) == ["app/trucks.py::boolean-naming::unload.fast::1"]
    assert found(repository) == []


def test_a_repository_without_findings_has_nothing_to_record(repository: Path) -> None:
    for name in ("shelves", "trucks"):
        (repository / "app" / f"{name}.py").unlink()

    assert baseline(repository, "write") == (0, ["nothing to record"], "")
    assert not (repository / BASELINE).exists()


def test_findings_are_counted_with_the_known_ones_apart(repository: Path) -> None:
    baseline(repository, "write")
    (repository / "app" / "new.py").write_text(OLD)

    finished = run((*FLAGS, "--statistics", "app"), repository)

    assert finished.returncode == 1
    assert lines(finished.stdout) == [
        "hook            new  known  fixable",
        "boolean-naming    1      2        0",
        "total             1      2        0",
        "",
        "directory  new  known  fixable",
        "app          1      2        0",
        "total        1      2        0",
    ]


def test_a_report_shows_the_trend_of_the_baseline(repository: Path) -> None:
    baseline(repository, "write")
    save(repository)
    (repository / "app" / "trucks.py").unlink()
    baseline(repository, "prune")
    save(repository)

    printed = run((*STANDARDS, "report"), repository)
    written = run((*STANDARDS, "report", "--output", "page.html"), repository)

    assert (printed.returncode, written.returncode, written.stdout) == (0, 0, b"")
    assert b"2 known findings on 20" in printed.stdout
    assert (repository / "page.html").read_bytes() == printed.stdout
    wrong = run((*STANDARDS, "report", "--output", "no/page.html"), repository)
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr == b"no/page.html: it cannot be written: No such file or directory\n"
