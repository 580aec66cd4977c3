"""What `docs/ci.md` asks a CI server to do, done here: its commands, as they are."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from standards_hooks.rules import REPOSITORY_HOOK_IDS
from tests.integration.executables import STANDARDS, environment, git
from tests.pages import CHECKOUT


PAGE = (CHECKOUT / "docs" / "ci.md").read_text(encoding="utf-8")
SNIPPETS = [
    yaml.safe_load(block)
    for block in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
]
INSTALL = "pip install git+https://git.example.com/standards-hooks@v0.1.0"
OLD = '"""Shelves."""\n\n\ndef stack(*, high: bool) -> None:\n    """Stack."""\n'
SHARDS = 4


def jobs_of(snippet):
    """Yield the jobs of a workflow or pipeline, each with its commands in order."""
    if "jobs" in snippet:
        for job in snippet["jobs"].values():
            yield job, [step["run"] for step in job["steps"] if "run" in step]
    else:
        for job in snippet.values():
            yield job, job["script"]


JOBS = [job for snippet in SNIPPETS for job in jobs_of(snippet)]
COMMANDS = [command for _, commands in JOBS for command in commands]
WHOLE = [command for command in COMMANDS if command != INSTALL and "awk" not in command]
SHARDED = [command for command in COMMANDS if "awk" in command]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with eight old mistakes, one of them in a file with an odd name."""
    root = tmp_path / "repository"
    root.mkdir()
    (root / "scripts").mkdir()
    git(root, "init", "--quiet")
    for name in ("a", "b", "c", "d e", "é", "g", "h", "i"):
        (root / "scripts" / f"{name}.py").write_text(OLD)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "Go")
    return root


def shell(command: str, directory: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a line as a CI server does, `standards` standing for the one of this environment."""
    definition = f'#!/bin/sh\nexec {shlex.join(STANDARDS)} "$@"\n'
    place = directory.parent / "bin" / "standards"
    place.parent.mkdir(exist_ok=True)
    place.write_text(definition)
    place.chmod(0o755)
    path = f"{place.parent}:{environment()['PATH']}"
    return subprocess.run(  # noqa: S603
        ["bash", "-eo", "pipefail", "-c", command],  # noqa: S607
        cwd=directory,
        env=environment(PATH=path, **variables),
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_page_has_its_snippets():
    assert len(JOBS) == len(["github", "sarif", "gitlab", "files", "whole", "gitlab shards"])
    assert [commands[0] for _, commands in JOBS] == [INSTALL] * len(JOBS)
    assert len(WHOLE) == len(
        ["check", "baseline"] + ["sarif"] + ["junit", "baseline"] + ["whole"] * 2
    )
    assert len(SHARDED) == len(["github", "gitlab"])


@pytest.mark.parametrize("command", WHOLE)
def test_every_command_runs_and_takes_its_options(command, repository):
    finished = shell(command, repository)

    is_check = command.startswith("standards check") and "--select" not in command
    assert (finished.returncode, finished.stderr) == (int(is_check), ""), finished.stdout


def test_the_whole_job_runs_every_hook_that_looks_at_the_whole():
    (command,) = (each for each in WHOLE if "--select" in each)

    words = command.split()
    assert words[words.index("--select") + 1].split(",") == list(REPOSITORY_HOOK_IDS)


@pytest.mark.parametrize("command", SHARDED, ids=["github", "gitlab"])
def test_the_shards_together_check_every_file_once(command, repository):
    checked = []
    for shard in range(SHARDS):
        numbers = {
            "SHARD": str(shard),
            "SHARDS": str(SHARDS),
            "CI_NODE_INDEX": str(shard + 1),
            "CI_NODE_TOTAL": str(SHARDS),
        }
        finished = shell(command, repository, **numbers)
        assert finished.stderr == ""
        checked.append(finished.stdout.splitlines())

    assert [len(lines) for lines in checked] == [2] * SHARDS
    assert len({line for lines in checked for line in lines}) == len([*repository.rglob("*.py")])


@pytest.mark.parametrize("command", SHARDED, ids=["github", "gitlab"])
def test_a_shard_without_files_checks_nothing(command, repository):
    numbers = {"SHARD": "97", "SHARDS": "98", "CI_NODE_INDEX": "98", "CI_NODE_TOTAL": "98"}

    finished = shell(command, repository, **numbers)

    assert (finished.returncode, finished.stdout, finished.stderr) == (0, "", "")


def test_the_matrix_has_as_many_shards_as_the_command_counts():
    matrix = next(job for job, _ in JOBS if "strategy" in job)
    (step,) = (step for step in matrix["steps"] if "env" in step)

    assert matrix["strategy"]["matrix"]["shard"] == [*range(step["env"]["SHARDS"])]


@pytest.mark.parametrize("snippet", SNIPPETS[:2], ids=["annotations", "code-scanning"])
def test_a_workflow_has_the_rights_that_it_needs_and_no_others(snippet):
    uses_sarif = any(
        "upload-sarif" in str(step) for job, _ in jobs_of(snippet) for step in job["steps"]
    )

    expected = {"contents": "read"} | ({"security-events": "write"} if uses_sarif else {})
    assert snippet["permissions"] == expected


def test_what_the_page_uploads_is_what_its_commands_write():
    sarif = next(commands for _, commands in JOBS if any("sarif" in each for each in commands))
    assert sarif[1].endswith("> standards.sarif")
    assert PAGE.count("sarif_file: standards.sarif\n") == 1
    junit = next(job for job, _ in JOBS if "artifacts" in job)
    assert junit["artifacts"]["reports"]["junit"] == junit["script"][1].partition("> ")[2]
