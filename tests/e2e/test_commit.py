"""What a developer meets at `git commit`, under pre-commit and under prek."""

import os
import re
import sys

import pytest
from examples.first_commit import HookRepository, Output, render_configuration

from tests.e2e.scratch_repository import (
    CLEAN_MODULE,
    FAULTY_MODULE,
    FAULTY_PYPROJECT,
    FIVE,
    Runner,
    ScratchRepository,
    fix_pyproject,
)


FINDINGS = (
    "src/app/stock.py:4:49: boolean-naming ",
    "src/app/stock.py:4:45: mutable-defaults ",
    "src/app/stock.py:1:1: relative-imports ",
    "src/app/stock.py:1:1: docstring-presence ",
    "src/app/stock.py:4:1: docstring-presence ",
)
UNUSUAL_NAMES = (
    "-dash.py",
    "with space.py",
    "größe.py",
    "倉庫.py",
    "a directory/-naïve name.py",
)


def write_faulty_project(repository: ScratchRepository) -> None:
    repository.write("pyproject.toml", FAULTY_PYPROJECT)
    repository.write("src/app/__init__.py", '"""A warehouse."""\n')
    repository.write("src/app/stock.py", FAULTY_MODULE)


def write_clean_project(repository: ScratchRepository) -> None:
    repository.write("pyproject.toml", fix_pyproject())
    repository.write("src/app/__init__.py", '"""A warehouse."""\n')
    repository.write("src/app/shelves.py", CLEAN_MODULE)


def assert_shows_every_finding(output: Output) -> None:
    assert "Traceback" not in output.text
    for finding in FINDINGS:
        assert finding in output.text
    # The rest of the configuration is fixed; a version is not made up.
    finding = r"pyproject\.toml:\d+:\d+: pyproject-drift .*requires-python"
    assert re.search(finding, output.text), output.text


def test_a_commit_with_findings_is_blocked_and_says_where_they_are(
    repository: ScratchRepository, runner: Runner
) -> None:
    write_faulty_project(repository)
    repository.install(runner)

    output = repository.commit()

    assert output.exit_code == 1, output.text
    assert repository.count_commits() == 0
    assert_shows_every_finding(output)


def test_a_clean_commit_passes(repository: ScratchRepository, runner: Runner) -> None:
    write_clean_project(repository)
    repository.install(runner)

    output = repository.commit()

    assert output.exit_code == 0, output.text
    assert repository.count_commits() == 1
    assert len(re.findall(r"\.Passed$", output.text, re.MULTILINE)) == len(FIVE), output.text


def test_a_commit_of_other_files_is_not_held_up_by_old_findings(
    repository: ScratchRepository, runner: Runner
) -> None:
    write_faulty_project(repository)
    repository.commit_unchecked()
    repository.install(runner)
    repository.write("src/app/shelves.py", CLEAN_MODULE)

    output = repository.commit()

    assert output.exit_code == 0, output.text


def test_all_files_are_checked_on_request(repository: ScratchRepository, runner: Runner) -> None:
    write_faulty_project(repository)
    repository.commit_unchecked()

    output = repository.run(*runner.command, "run", "--all-files")

    assert output.exit_code == 1, output.text
    assert_shows_every_finding(output)


def test_one_entry_runs_every_hook_that_looks_at_files(
    repository: ScratchRepository, hook_repository: HookRepository, runner: Runner
) -> None:
    write_faulty_project(repository)
    repository.write("-dash.py", FAULTY_MODULE)
    repository.configure(render_configuration(hook_repository, ["standards", "pyproject-drift"]))
    repository.install(runner)

    output = repository.commit()

    assert output.exit_code == 1, output.text
    assert_shows_every_finding(output)
    assert "-dash.py:4:45: mutable-defaults " in output.text


@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_files_with_unusual_names_are_checked_like_others(
    repository: ScratchRepository, runner: Runner, locale: str
) -> None:
    for name in UNUSUAL_NAMES:
        repository.write(name, FAULTY_MODULE)
    repository.install(runner)

    output = repository.commit(LC_ALL=locale)

    assert output.exit_code == 1, output.text
    for name in UNUSUAL_NAMES:
        for place in (
            "4:49: boolean-naming",
            "4:45: mutable-defaults",
            "1:1: relative-imports",
            "4:1: docstring-presence",
        ):
            assert f"{name}:{place} " in output.text, output.text


def test_a_package_called_hooks_on_pythonpath_does_not_matter(
    repository: ScratchRepository, runner: Runner
) -> None:
    write_faulty_project(repository)
    foreign = repository.path.parent / "foreign"
    (foreign / "hooks").mkdir(parents=True)
    (foreign / "hooks" / "__init__.py").write_text("raise RuntimeError\n", encoding="utf-8")
    repository.install(runner)

    output = repository.commit(PYTHONPATH=str(foreign))

    assert output.exit_code == 1, output.text
    assert_shows_every_finding(output)


def test_the_hooks_need_no_network(repository: ScratchRepository, runner: Runner) -> None:
    write_faulty_project(repository)
    repository.install(runner)
    # Root may make a network namespace as it is; others have to become root of a user namespace.
    offline = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "-r"]
    interfaces = "import socket; print([name for _, name in socket.if_nameindex()])"
    assert repository.run(*offline, sys.executable, "-c", interfaces).text.strip() == "['lo']"

    output = repository.commit(*offline)

    assert output.exit_code == 1, output.text
    assert_shows_every_finding(output)
