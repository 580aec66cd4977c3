"""A first commit under the hooks: what a developer sees who adds them to a repository.

    uv run python examples/first_commit.py [--keep] [PATH_OF_A_REPOSITORY]

The files of the repository (by default `examples/service`, a small FastAPI service with honest
mistakes) are copied into a scratch git repository. The hooks of this checkout, as its files are
now, are installed there with the real `pre-commit`, and everything is committed. What is printed
after a `$ ` is the command, what follows is its own output. The given repository, the user's git
configuration and the user's pre-commit cache stay as they are.

Exits 0 when the commit passed or was blocked by findings, and 1 when anything did not work.
"""

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path


HOOKS: tuple[str, ...] = (
    "boolean-naming",
    "mutable-defaults",
    "relative-imports",
    "docstring-presence",
    "docstring-sections",
    "broad-except",
    "blanket-suppressions",
    "variable-annotations",
    "attribute-naming",
    "unmanaged-resources",
    "circular-imports",
    "structured-logging",
    "sensitive-logging",
    "query-in-loop",
    "blocking-async",
    "environment-access",
    "password-hashing",
    "validated-input",
    "env-files",
    "project-layout",
    "toolchain-drift",
    "pyproject-drift",
)
CHECKOUT: Path = Path(__file__).resolve().parents[1]
SERVICE: Path = CHECKOUT / "examples" / "service"
CONFIGURATION: str = ".pre-commit-config.yaml"
PRE_COMMIT: tuple[str, ...] = (sys.executable, "-P", "-m", "pre_commit")

SAID: re.Pattern[str] = re.compile(
    r"^(?:- hook id: (?P<section>\S+)$|(?P<fixed>Fixed .+ \([a-z-]+: )"
    r"|.+?:\d+:\d+: (?P<hook>[a-z][a-z-]*) )",
    re.MULTILINE,
)
EXIT_CODE: re.Pattern[str] = re.compile(r"^- exit code: (?P<code>-?\d+)$", re.MULTILINE)
CRASHES: tuple[str, ...] = (
    "Traceback (most recent call last):",
    "An unexpected error has occurred",
)


class FirstCommitError(Exception):
    """The run could not show what it is there to show."""


@dataclass(frozen=True, slots=True)
class Output:
    """How a command ended, and its standard output and standard error as they came, interleaved."""

    exit_code: int
    text: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What the hooks said: the findings that are left and the files that were fixed, by hook."""

    findings: Counter[str]
    fixed: Counter[str]


@dataclass(frozen=True, slots=True)
class HookRepository:
    """A git repository that pre-commit can install hooks from, and the commit to install."""

    path: Path
    revision: str


def caller_environment() -> dict[str, str]:
    """Return the environment without the variables that steer git and pre-commit elsewhere."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "PRE_COMMIT", "_PRE_COMMIT")) and name != "SKIP"
    }


def isolated_environment(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of the user's git or pre-commit takes part.

    Args:
        home: Directory for what pre-commit caches.

    Returns:
        All variables, an identity for commits among them.
    """
    return {
        **caller_environment(),
        "GIT_AUTHOR_NAME": "First Commit",
        "GIT_AUTHOR_EMAIL": "first-commit@example.com",
        "GIT_COMMITTER_NAME": "First Commit",
        "GIT_COMMITTER_EMAIL": "first-commit@example.com",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(home),
    }


def run(
    command: Sequence[str | Path],
    directory: Path,
    environment: Mapping[str, str],
    *,
    is_shown: bool = False,
) -> Output:
    """Run a command to its end.

    Args:
        command: Program and arguments.
        directory: Where it runs.
        environment: All of its environment variables.
        is_shown: Whether its output is also passed on, byte for byte, as it comes.

    Returns:
        The exit code and the output.

    Raises:
        FirstCommitError: If the program cannot be started.
    """
    chunks: list[bytes] = []
    try:
        with subprocess.Popen(  # noqa: S603
            command,
            cwd=directory,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            for line in process.stdout or ():
                chunks.append(line)
                if is_shown:
                    sys.stdout.buffer.write(line)
                    sys.stdout.buffer.flush()
    except OSError as error:
        message = f"cannot run {command[0]}: {error.strerror}"
        raise FirstCommitError(message) from error
    return Output(process.returncode, b"".join(chunks).decode(errors="surrogateescape"))


def run_or_raise(
    command: Sequence[str | Path], directory: Path, environment: Mapping[str, str]
) -> str:
    """Run a command that has to succeed.

    Args:
        command: Program and arguments.
        directory: Where it runs.
        environment: All of its environment variables.

    Returns:
        Its output.

    Raises:
        FirstCommitError: If it cannot be started or fails.
    """
    output = run(command, directory, environment)
    if output.exit_code != 0:
        message = f"{shlex.join(map(str, command))} exited {output.exit_code}:\n{output.text}"
        raise FirstCommitError(message)
    return output.text


def list_files(source: Path) -> list[Path]:
    """List the files of a directory that git tracks, or would track: untracked and not ignored.

    A directory outside any git repository is read as if `git init` had just been run there. The
    user's own git configuration takes part, because it may ignore files, too.

    Args:
        source: The directory.

    Returns:
        Paths relative to the directory, of regular files and symbolic links, sorted.

    Raises:
        FirstCommitError: If git cannot read the directory, or sees no file in it.
    """
    environment = caller_environment()
    listing = ["ls-files", "-z", "--others", "--exclude-standard"]
    if run(["git", "rev-parse", "--is-inside-work-tree"], source, environment).exit_code == 0:
        names = run_or_raise(["git", *listing, "--cached"], source, environment)
    else:
        with tempfile.TemporaryDirectory() as directory:
            run_or_raise(["git", "init", "--quiet", "--bare", directory], source, environment)
            place = [f"--git-dir={directory}", "--work-tree=."]
            names = run_or_raise(["git", *place, *listing], source, environment)
    paths = sorted({Path(name) for name in names.split("\0") if name})
    found = [path for path in paths if (source / path).is_symlink() or (source / path).is_file()]
    if not found:
        message = f"{source} holds no file that git would track"
        raise FirstCommitError(message)
    return found


def copy_files(source: Path, destination: Path) -> None:
    """Copy what git sees of a directory; symbolic links stay symbolic links.

    Args:
        source: The directory.
        destination: Where the copy is made.

    Raises:
        FirstCommitError: If git cannot read the directory, or sees no file in it.
    """
    for path in list_files(source):
        (destination / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source / path, destination / path, follow_symlinks=False)


def make_hook_repository(directory: Path, environment: Mapping[str, str]) -> HookRepository:
    """Commit the files of this checkout, uncommitted changes included, to a new git repository.

    Args:
        directory: Where the repository is made.
        environment: Environment variables for git, an identity among them.

    Returns:
        The repository and its only commit.

    Raises:
        FirstCommitError: If git fails.
    """
    directory.mkdir(parents=True, exist_ok=True)
    copy_files(CHECKOUT, directory)
    run_or_raise(["git", "init", "--quiet", "-b", "main"], directory, environment)
    run_or_raise(["git", "add", "--all", "--force"], directory, environment)
    run_or_raise(["git", "commit", "--quiet", "-m", "The checkout"], directory, environment)
    revision = run_or_raise(["git", "rev-parse", "HEAD"], directory, environment)
    return HookRepository(directory, revision.strip())


def render_configuration(repository: HookRepository, hooks: Sequence[str] = HOOKS) -> str:
    """Write a `.pre-commit-config.yaml` that asks for hooks of a repository."""
    entries = "".join(f"      - id: {hook}\n" for hook in hooks)
    url = json.dumps(str(repository.path))
    return f"repos:\n  - repo: {url}\n    rev: {repository.revision}\n    hooks:\n{entries}"


def say(text: str) -> None:
    """Print a paragraph of this script's own."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def show(
    command: str, program: Sequence[str], directory: Path, environment: Mapping[str, str]
) -> Output:
    """Run a command as a user would see it.

    Args:
        command: What the user would type.
        program: What is run for it.
        directory: Where it runs.
        environment: All of its environment variables.

    Returns:
        The exit code and the output.

    Raises:
        FirstCommitError: If the program cannot be started.
    """
    say(f"$ {command}")
    output = run(program, directory, environment, is_shown=True)
    say("")
    return output


def check(commit: Output, *, is_committed: bool) -> Tally:
    """Return what the hooks said of a commit that they passed or blocked.

    Args:
        commit: How `git commit` ended.
        is_committed: Whether the repository has a commit now.

    Returns:
        What the hooks said.

    Raises:
        FirstCommitError: If a hook crashed or refused its options, or git or pre-commit failed.
    """
    for crash in CRASHES:
        if crash in commit.text:
            message = f"the output holds `{crash}`"
            raise FirstCommitError(message)
    tally = tally_of(commit.text)
    total = tally.findings.total() + tally.fixed.total()
    exit_codes = {int(match["code"]) for match in EXIT_CODE.finditer(commit.text)}
    is_explained = not exit_codes if is_committed else exit_codes == {1} and total > 0
    if is_committed != (commit.exit_code == 0) or not is_explained:
        message = (
            f"git commit exited {commit.exit_code} with {total} findings and fixed files; "
            f"failed hooks exited {sorted(exit_codes)}"
        )
        raise FirstCommitError(message)
    return tally


def tally_of(text: str) -> Tally:
    """Count what the hooks said in the output of pre-commit, each under its heading."""
    tally = Tally(Counter(), Counter())
    section = ""
    for match in SAID.finditer(text):
        if match["section"]:
            section = match["section"]
        elif match["fixed"]:
            tally.fixed[section] += 1
        else:
            tally.findings[match["hook"]] += 1
    return tally


def commit_under_hooks(source: Path, scratch: Path) -> None:
    """Copy a repository, install the hooks in the copy, commit, and say what happened.

    Args:
        source: The repository whose files are committed.
        scratch: An empty directory for everything that is written.

    Raises:
        FirstCommitError: If anything but a passed or a blocked commit happened.
    """
    if find_spec("pre_commit") is None:
        message = "pre-commit is missing; `uv run` brings it along"
        raise FirstCommitError(message)
    environment = isolated_environment(scratch / "pre-commit-home")
    # Where the root is a package, its name is part of what the hooks propose.
    repository = scratch / "copy" / source.name
    repository.mkdir(parents=True)
    hooks = make_hook_repository(scratch / "hooks", environment)
    copy_files(source, repository)
    configuration = repository / CONFIGURATION
    if configuration.exists() or configuration.is_symlink():
        say(f"The repository has a {CONFIGURATION}; in the scratch copy this one replaces it.\n")
        configuration.unlink()
    configuration.write_text(render_configuration(hooks), encoding="utf-8")

    say(f"$ cd {shlex.quote(str(repository))}")
    say(f"$ cat {CONFIGURATION}\n{configuration.read_text(encoding='utf-8')}")
    run_or_raise(["git", "init", "--quiet", "-b", "main"], repository, environment)
    installed = show("pre-commit install", [*PRE_COMMIT, "install"], repository, environment)
    if installed.exit_code != 0:
        message = f"pre-commit install exited {installed.exit_code}"
        raise FirstCommitError(message)
    # Forced, because a repository may track a file that it ignores.
    show("git add --all --force", ["git", "add", "--all", "--force"], repository, environment)
    commit = show(
        "git commit -m 'First commit'",
        ["git", "commit", "-m", "First commit"],
        repository,
        environment,
    )
    head = run(["git", "rev-parse", "--verify", "--quiet", "HEAD"], repository, environment)
    is_committed = head.exit_code == 0
    tally = check(commit, is_committed=is_committed)

    width = max(map(len, HOOKS))
    say(f"{'hook':<{width}}  findings  files fixed")
    for hook in (*HOOKS, *sorted(tally.findings.keys() - set(HOOKS))):
        say(f"{hook:<{width}}  {tally.findings[hook]:>8}  {tally.fixed[hook]:>12}")
    say("The commit passed." if is_committed else "The commit was blocked.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the example.

    Args:
        argv: Arguments, by default those of the process.

    Returns:
        0 when the commit passed or was blocked by findings, 1 when anything did not work.
    """
    parser = argparse.ArgumentParser(description="Commit a repository's files under the hooks.")
    parser.add_argument(
        "repository",
        nargs="?",
        type=Path,
        default=SERVICE,
        metavar="PATH_OF_A_REPOSITORY",
        help="any directory; by default examples/service",
    )
    parser.add_argument("--keep", action="store_true", help="leave the scratch repository in place")
    arguments = parser.parse_args(argv)
    if not arguments.repository.is_dir():
        parser.error(f"{arguments.repository} is not a directory")

    scratch = Path(tempfile.mkdtemp(prefix="first-commit-")).resolve()
    try:
        commit_under_hooks(arguments.repository.resolve(), scratch)
    except (FirstCommitError, OSError) as error:
        sys.stdout.flush()
        sys.stderr.write(f"first_commit: {error}\n")
        return 1
    finally:
        if arguments.keep:
            say(f"The scratch repository is in {scratch}.")
        else:
            shutil.rmtree(scratch, ignore_errors=True)
            say(f"The scratch repository was in {scratch}; it is removed.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
