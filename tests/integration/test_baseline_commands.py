"""`standards baseline` in real repositories: written, lived with, merged, pruned and checked."""

import sys
from pathlib import Path

import pytest

from tests.integration.executables import FILE_HOOKS, RELATIVE_IMPORTS, STANDARDS, git, lines, run


pytestmark = pytest.mark.slow


BASELINE = ".standards-baseline.toml"
FLAGS = (*STANDARDS, "check", "--select", "boolean-naming")
OLD = '"""Shelves."""\n\n\ndef stack(*, high: bool) -> None:\n    """Stack."""\n'
OTHER = OLD.replace("stack", "unload").replace("high", "fast")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two old mistakes in two files, committed."""
    root = tmp_path / "repository"
    (root / "app").mkdir(parents=True)
    git(root, "init", "--quiet", "-b", "main")
    (root / "pyproject.toml").write_text(FILE_HOOKS)
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
    if action == "write":
        run(("git", "add", "--all"), root)  # A baseline that git does not track is reported.
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


def test_what_is_fixed_is_stale_until_it_is_pruned(repository: Path) -> None:
    baseline(repository, "write")
    assert baseline(repository, "check") == (0, [], "")
    (repository / "app" / "trucks.py").unlink()

    stale = f"{BASELINE}: 1 recorded finding is fixed: `standards baseline prune` removes it"
    which = f"{BASELINE}: 1 finding of boolean-naming of `unload.fast` in `app/trucks.py` fixed"
    assert baseline(repository, "check") == (0, [stale], "")
    assert baseline(repository, "check", "--strict") == (1, [which, stale], "")
    written = f"Wrote {BASELINE}: 1 finding in 1 file (+0 -1)"
    assert baseline(repository, "prune") == (0, [written], "")
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

    assert found(repository) == []
    assert found(repository, "app/racks.py") == []
    reported = baseline(repository, "prune")[1]

    written = f"Wrote {BASELINE}: 2 findings in 2 files (+0 -0, 1 under new names)"
    assert reported == [written]
    assert found(repository) == []
    assert entries(repository)[0] == "app/racks.py::boolean-naming::stack.high::1"


def test_a_renamed_file_of_a_project_below_the_root_takes_its_entries_along(
    repository: Path,
) -> None:
    billing = repository / "services" / "billing"
    billing.mkdir(parents=True)
    (billing / "ledger.py").write_text(OLD)
    (billing / BASELINE).write_text("version = 1\n")
    baseline(repository, "write")
    save(repository)
    git(repository, "mv", "services/billing/ledger.py", "services/billing/books.py")

    baseline(repository, "prune")

    assert entries(billing) == ["books.py::boolean-naming::stack.high::1"]
    assert found(repository) == []


KNOWN = "from .trucks import unload\n"
NEW = "from .boxes import pack\n"


def test_a_fix_leaves_what_is_known(repository: Path) -> None:
    shelves = repository / "app" / "shelves.py"
    shelves.write_text(KNOWN)
    baseline(repository, "write")

    finished = run((*RELATIVE_IMPORTS, "--fix", "app/shelves.py"), repository)

    assert (finished.returncode, finished.stdout) == (0, b"")
    assert shelves.read_text() == KNOWN

    shelves.write_text(KNOWN + NEW)
    (repository / "app" / "boxes.py").touch()
    finished = run((*RELATIVE_IMPORTS, "--fix", "app/shelves.py"), repository)

    assert finished.returncode == 1
    assert lines(finished.stdout)[0] == "Fixed app/shelves.py (relative-imports: 1)"
    assert shelves.read_text() == KNOWN + "from app.boxes import pack\n"
    assert baseline(repository, "check", "--strict")[0] == 0


def test_all_leaves_the_baseline_out_of_account(repository: Path) -> None:
    shelves = repository / "app" / "shelves.py"
    shelves.write_text(KNOWN)
    baseline(repository, "write")
    command = (*STANDARDS, "check", "--all", "--select", "relative-imports")

    reported = run((*command, "app/shelves.py"), repository)
    assert (reported.returncode, len(lines(reported.stdout))) == (1, 1)

    finished = run((*command, "--fix", "app/shelves.py"), repository)

    assert lines(finished.stdout)[0] == "Fixed app/shelves.py (relative-imports: 1)"
    assert shelves.read_text() == "from app.trucks import unload\n"
    code, fixed, _ = baseline(repository, "check", "--strict")
    assert (code, len(fixed)) == (1, 2)


def test_a_baseline_that_cannot_be_read_is_an_error_and_nothing_is_fixed(repository: Path) -> None:
    shelves = repository / "app" / "shelves.py"
    shelves.write_text(KNOWN)
    (repository / ".standards-baseline.toml").write_text("version = 9\n")

    finished = run((*RELATIVE_IMPORTS, "--fix", "app/shelves.py"), repository)

    assert (finished.returncode, finished.stdout) == (2, b"")
    assert shelves.read_text() == KNOWN


def test_two_branches_that_prune_and_add_merge_into_what_both_mean(repository: Path) -> None:
    for name in "abcdefgh":
        (repository / "app" / f"{name}.py").write_text(OLD)
    baseline(repository, "write")
    save(repository)
    git(repository, "checkout", "--quiet", "-b", "fixing")
    (repository / "app" / "b.py").unlink()
    baseline(repository, "prune")
    save(repository)
    git(repository, "checkout", "--quiet", "main")
    (repository / "app" / "zoo.py").write_text(OLD)
    baseline(repository, "write", "--accept-new")
    save(repository)

    git(repository, "merge", "--quiet", "-m", "Merge", "fixing")

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

    reported = baseline(repository, "write")[1]

    assert reported[0].startswith("Wrote quality/known.toml: 5 findings in 3 files")
    assert found(repository) == []
    assert '"../app/shelves.py::' in (repository / "quality" / "known.toml").read_text()
    for name in ("shelves", "trucks"):
        (repository / "app" / f"{name}.py").unlink()
    assert baseline(repository, "check", "--strict")[0] == 1


def test_what_is_wrong_with_the_whole_repository_is_recorded_by_its_waiver(
    repository: Path,
) -> None:
    pyproject = repository / "pyproject.toml"
    pyproject.write_text('[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.11"\n')

    baseline(repository, "write")

    assert "pyproject.toml::project-layout::tests-unit::1" in entries(repository)
    assert any("::pyproject-drift::tool.ruff" in entry for entry in entries(repository))
    assert run((*STANDARDS, "check", "."), repository).stdout == b""

    (repository / "Dockerfile").write_text("FROM python:3.9-slim\n")
    everything = lines(run((*STANDARDS, "check", "."), repository).stdout)
    assert [line.partition(" ")[0] for line in everything] == ["Dockerfile:1:1:"]


def test_what_is_new_is_not_taken_in_unless_it_is_accepted(repository: Path) -> None:
    baseline(repository, "write")
    (repository / "app" / "zoo.py").write_text(OLD)
    (repository / "app" / "trucks.py").unlink()
    before = (repository / BASELINE).read_bytes()

    code, reported, _ = baseline(repository, "write")

    assert (code, [line.partition(" ")[0] for line in reported[:-1]]) == (1, ["app/zoo.py:4:14:"])
    assert reported[-1] == (
        "1 new finding, nothing is written:"
        " fix it, or record it with `standards baseline write --accept-new`"
    )
    assert (repository / BASELINE).read_bytes() == before
    written = f"Wrote {BASELINE}: 2 findings in 2 files (+1 -1)"
    assert baseline(repository, "write", "--accept-new") == (0, [written], "")


@pytest.mark.parametrize("command", [("check", "."), ("check", "app/shelves.py"), ("report",)])
def test_a_named_baseline_that_is_missing_is_an_error(
    repository: Path, command: tuple[str, ...]
) -> None:
    given = run((*STANDARDS, *command, "--baseline", "typo.toml"), repository)
    (repository / "pyproject.toml").write_text('[tool.standards-hooks]\nbaseline = "typo.toml"\n')
    configured = run((*STANDARDS, *command), repository)

    reason = "names `typo.toml`, which does not exist: `standards baseline write` makes it"
    assert (given.returncode, configured.returncode) == (2, 2)
    assert f"command line: `--baseline` {reason}" in given.stderr.decode()
    assert f"pyproject.toml: `tool.standards-hooks.baseline` {reason}" in configured.stderr.decode()


def test_what_could_not_be_checked_is_reported_and_not_recorded(repository: Path) -> None:
    (repository / "app" / "old.py").write_text("print 'hello'\n")

    code, reported, _ = baseline(repository, "write")

    assert code == 1
    assert reported[0] == f"Wrote {BASELINE}: 2 findings in 2 files"
    assert reported[1].startswith("app/old.py:1:")
    assert " could not be checked: " in reported[1]
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

    code, reported, errors = baseline(repository, action)

    assert (code, reported) == (2, [])
    assert errors.startswith(f"{BASELINE}: ")
    assert errors.count("\n") == 1
    assert (repository / BASELINE).read_text() == content
    finished = run((*FLAGS, "app"), repository)
    assert (finished.returncode, finished.stdout) == (2, b"")
    assert finished.stderr.decode() == f"standards: {errors}"


def test_an_unused_ignore_is_checked_before_the_baseline(repository: Path) -> None:
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


@pytest.mark.threat("writing")
@pytest.mark.parametrize("action", ["write", "prune", "check"])
@pytest.mark.parametrize("name", ["../known.toml", "linked/known.toml", "/known.toml"])
def test_a_committed_table_names_no_baseline_outside_of_the_repository(
    repository: Path, name: str, action: str
) -> None:
    (repository / "linked").symlink_to("..")
    (repository / "pyproject.toml").write_text(f'[tool.standards-hooks]\nbaseline = "{name}"\n')

    code, printed, errors = baseline(repository, action)

    assert (code, printed[-1:]) == (2, [])
    assert errors.endswith(
        "pyproject.toml: `tool.standards-hooks.baseline` names a file outside of the repository;"
        " only the command line can: `--baseline FILE`\n"
    )
    assert not (repository / "../known.toml").exists()


def test_the_command_line_may_name_files_outside_of_the_repository(repository: Path) -> None:
    written = baseline(repository, "write", "--baseline", "../known.toml")
    report = run((*STANDARDS, "report", "--output", "../page.html"), repository)

    assert written == (0, ["Wrote ../known.toml: 2 findings in 2 files"], "")
    assert (report.returncode, report.stderr) == (0, b"")
    assert (repository / "../page.html").read_bytes().endswith(b"</html>\n")


@pytest.mark.threat("writing")
@pytest.mark.parametrize(
    ("link", "target", "output", "reason"),
    [
        ("page.html", "../mine", "page.html", "it is a symbolic link that leaves the repository"),
        ("site", "..", "site/mine", "it is behind a symbolic link that leaves the repository"),
    ],
    ids=["file", "directory"],
)
def test_a_report_is_not_written_through_a_link(
    repository: Path, link: str, target: str, output: str, reason: str
) -> None:
    mine = repository.parent / "mine"
    mine.write_text("mine\n")
    (repository / link).symlink_to(target)

    finished = run((*STANDARDS, "report", "--output", output), repository)

    assert (finished.returncode, finished.stderr) == (2, f"{output}: {reason}\n".encode())
    assert mine.read_text() == "mine\n"


def test_numbers_are_counted_after_a_fix(repository: Path) -> None:
    shelves = repository / "app" / "shelves.py"
    shelves.write_text(OLD)
    baseline(repository, "write")
    shelves.write_text(OLD + "\n\nfrom .trucks import unload\n")
    arguments = ("--select", "relative-imports", "--fix", "--statistics", "app")

    finished = run((*FLAGS, *arguments), repository)

    assert finished.returncode == 1
    assert lines(finished.stdout)[:3] == [
        "Fixed app/shelves.py (relative-imports: 1)",
        "hook            new  known  fixable",
        "boolean-naming    0      2        0",
    ]


def test_numbers_are_for_people_only(repository: Path) -> None:
    for name in ("json", "github", "sarif", "junit"):
        finished = run((*FLAGS, "--statistics", "--output-format", name, "app"), repository)

        assert (finished.returncode, finished.stdout) == (2, b"")
        assert finished.stderr.decode() == f"error: --statistics: not with --output-format {name}\n"

    asked = run(
        (*FLAGS, "--statistics", "app"), repository, {"STANDARDS_HOOKS_OUTPUT_FORMAT": "json"}
    )
    assert lines(asked.stdout)[0] == "hook            new  known  fixable"


LINE = '    "app/shelves.py::boolean-naming::stack.high::1",\n'


@pytest.mark.parametrize("action", ["write", "prune", "check"])
def test_a_baseline_of_50_megabytes_is_refused_at_once(repository: Path, action: str) -> None:
    content = "version = 1\nfindings = [\n" + LINE * (50_000_000 // len(LINE)) + "]\n"
    (repository / BASELINE).write_text(content)
    reason = f"{BASELINE}: it is larger than 16 MiB: give its subdirectories baselines of their own"

    assert baseline(repository, action) == (2, [], f"{reason}\n")
    assert (repository / BASELINE).stat().st_size == len(content)
    finished = run((*FLAGS, "app/shelves.py"), repository)
    assert (finished.returncode, finished.stdout) == (2, b"")
    assert finished.stderr.decode() == f"standards: {reason}\n"


def test_line_ends_of_windows_are_read_and_kept(repository: Path) -> None:
    baseline(repository, "write")
    place = repository / BASELINE
    place.write_bytes(place.read_bytes().replace(b"\n", b"\r\n"))
    assert found(repository) == []
    assert baseline(repository, "check") == (0, [], "")
    (repository / "app" / "trucks.py").unlink()

    baseline(repository, "prune")

    content = place.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") == len(["head", "version", "[", "1", "]"])
    assert found(repository) == []


def test_a_symbolic_link_is_read_and_never_written(repository: Path) -> None:
    baseline(repository, "write")
    place, target = repository / BASELINE, repository / "known.toml"
    place.rename(target)
    place.symlink_to("known.toml")
    before = target.read_bytes()
    assert found(repository) == []
    (repository / "app" / "trucks.py").unlink()

    for action in ("write", "prune"):
        answer = baseline(repository, action)
        assert answer == (2, [], f"{BASELINE}: it is a symbolic link\n")
    assert place.is_symlink()
    assert target.read_bytes() == before


def test_a_link_that_leads_nowhere_is_reported(repository: Path) -> None:
    (repository / BASELINE).symlink_to("nowhere.toml")
    reported = f"{BASELINE}: it cannot be read: No such file or directory\n"

    assert baseline(repository, "write") == (2, [], reported)
    assert run((*FLAGS, "app"), repository).returncode == 2


def test_a_baseline_that_may_not_be_written_stays(repository: Path) -> None:
    baseline(repository, "write")
    place = repository / BASELINE
    place.chmod(0o444)
    before = place.read_bytes()
    (repository / "app" / "trucks.py").unlink()

    assert baseline(repository, "prune") == (2, [], f"{BASELINE}: it is read-only\n")
    assert place.read_bytes() == before
    assert [path.name for path in repository.iterdir() if path.name.endswith(".tmp")] == []


def test_a_directory_in_the_place_of_the_baseline_is_reported(repository: Path) -> None:
    (repository / BASELINE).mkdir()

    assert baseline(repository, "write") == (2, [], f"{BASELINE}: it is a directory\n")


def test_each_project_of_a_monorepo_can_have_a_baseline_of_its_own(repository: Path) -> None:
    billing = repository / "services" / "billing"
    (billing / "deep").mkdir(parents=True)
    (billing / "deep" / "ledger.py").write_text(OLD)
    (billing / BASELINE).write_text("version = 1\n")

    reported = baseline(repository, "write")[1]

    assert reported == [
        f"Wrote {BASELINE}: 2 findings in 2 files",
        f"Wrote services/billing/{BASELINE}: 1 finding in 1 file",
    ]
    assert entries(billing) == ["deep/ledger.py::boolean-naming::stack.high::1"]
    assert found(repository, ".") == []
    assert found(billing, "deep/ledger.py") == []
    (billing / "deep" / "ledger.py").unlink()
    code, stale, _ = baseline(repository, "check", "--strict")
    assert (code, len(stale)) == (1, 2)
    assert stale[0].startswith(f"services/billing/{BASELINE}: 1 finding")


def test_a_name_that_is_inherited_is_of_the_directory_that_inherits_it(repository: Path) -> None:
    (repository / "pyproject.toml").write_text('[tool.standards-hooks]\nbaseline = "known.toml"\n')
    billing = repository / "billing"
    billing.mkdir()
    (billing / "pyproject.toml").write_text(
        '[tool.standards-hooks]\nextend = "../pyproject.toml"\n'
    )
    (billing / "ledger.py").write_text(OLD)

    reported = baseline(repository, "write")[1]

    assert [line.partition(":")[0] for line in reported] == [
        "Wrote billing/known.toml",
        "Wrote known.toml",
    ]
    assert found(repository, ".") == []


def test_from_a_directory_below_the_whole_repository_is_recorded(repository: Path) -> None:
    below = repository / "app"

    assert baseline(below, "write")[1] == [f"Wrote ../{BASELINE}: 2 findings in 2 files"]
    assert entries(repository)[0] == "app/shelves.py::boolean-naming::stack.high::1"
    assert baseline(below, "check") == (0, [], "")
    assert baseline(repository.parent, "check", "repository") == (0, [], "")
    assert found(below, "shelves.py") == []


def test_absolute_paths_are_known_too(repository: Path) -> None:
    baseline(repository, "write")

    shelves = str(repository / "app" / "shelves.py")
    assert found(repository, shelves) == []
    assert found(repository.parent, shelves) == []


def test_a_file_that_is_named_twice_is_no_new_finding(repository: Path) -> None:
    (repository / "app" / "shelves.py").write_text("from .trucks import unload\n")
    baseline(repository, "write")

    finished = run((*RELATIVE_IMPORTS, "app/shelves.py", "./app/shelves.py"), repository)

    assert (finished.returncode, finished.stdout) == (0, b"")


def test_a_cycle_of_imports_is_known_and_another_one_is_not(repository: Path) -> None:
    (repository / "pyproject.toml").write_text('[project]\nname = "app"\nversion = "1"\n')
    app = repository / "app"
    (app / "orders.py").write_text('"""Orders."""\n\nfrom app import parcels\n')
    (app / "parcels.py").write_text('"""Parcels."""\n\nfrom app import orders\n')
    cycles = (*STANDARDS, "check", "--select", "circular-imports", ".")
    assert run(cycles, repository).returncode == 1
    baseline(repository, "write")

    assert lines(run(cycles, repository).stdout) == []
    assert [entry for entry in entries(repository) if "::circular-imports::" in entry] != []

    (app / "orders.py").write_text('"""Orders."""\n\n# Moved.\n\nfrom app import parcels\n')
    assert lines(run(cycles, repository).stdout) == []

    (app / "drivers.py").write_text('"""Drivers."""\n\nfrom app import vans\n')
    (app / "vans.py").write_text('"""Vans."""\n\nfrom app import drivers\n')
    reported = lines(run(cycles, repository).stdout)
    assert len(reported) == 1
    assert reported[0].startswith("app/drivers.py:3:1: circular-imports ")


READ = """
import builtins, os, sys
opened = []
def noting(opening):
    def open_and_note(file, *rest, **named):
        opened.append(os.path.basename(str(file)))
        return opening(file, *rest, **named)
    return open_and_note
builtins.open = noting(builtins.open)
os.open = noting(os.open)
from standards_hooks.cli import main
code = main(sys.argv[1:])
print(code, opened.count(".standards-baseline.toml"))
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"""Clean."""\n', "0 0", id="clean-file-reads-nothing"),
        pytest.param(OLD, "0 1", id="known-finding-reads-it-once"),
    ],
)
def test_the_baseline_is_read_only_where_something_was_found(
    repository: Path, text: str, expected: str
) -> None:
    baseline(repository, "write")
    (repository / "app" / "shelves.py").write_text(text)

    files = ("app/shelves.py", "app/__init__.py") + (("app/trucks.py",) if text == OLD else ())
    finished = run((sys.executable, "-c", READ, "check", *files), repository)

    assert finished.stdout.decode().split("\n")[-2] == expected, finished.stderr


def test_a_page_is_about_its_repository_wherever_it_is_made_from(repository: Path) -> None:
    here = run((*STANDARDS, "report"), repository).stdout
    below = run((*STANDARDS, "report"), repository / "app").stdout
    beside = run((*STANDARDS, "report", str(repository)), repository.parent).stdout

    assert b"<td><code>app</code></td>" in here
    assert b"<code>app/shelves.py:4:14</code>" in here
    assert below == beside == here
