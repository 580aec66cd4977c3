"""A page that is a walk: its commands, run one after the other where it is walked.

    uv run python -m tests.e2e.walkthrough docs/adopting.md DIRECTORY

walks a page in a repository of yours, as far as its paths are there, and prints what it answers:
that is where the answers on the page are from. Blocks of a console hold commands after `$ ` and
their answers. Any other block is added to the file that the sentence above it names, at its end or
where that sentence says: "In `pyproject.toml`, below `[project.scripts]`:".
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from examples.first_commit import isolated_environment, run


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from examples.first_commit import Output


BLOCK = re.compile(
    r"(?P<before>(?:[^\n]+\n)*)\n?```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
NAMED = re.compile(r"`(?P<path>[^`]+)`(?:,\s(?P<side>above|below)\s`(?P<line>[^`]+)`|[^`]*):\n\Z")
PROMPT = "$ "
FAILING = "# exit "


@dataclass(frozen=True)
class Step:
    """One thing that the page asks its reader to do.

    Attributes:
        command: A line of shell; empty where a file is to be added to.
        answer: What the page shows of the command's output.
        path: The file to add to.
        text: What to add to it.
        line: How the line begins that the text is put beside; empty for the end of the file.
        side: `above` or `below` that line.
    """

    command: str = ""
    answer: str = ""
    path: str = ""
    text: str = ""
    line: str = ""
    side: str = ""

    @property
    def exit_code(self) -> int:
        """The code that the command ends with: 0, or what stands in a comment behind it."""
        comment = self.command.partition(FAILING)[2]
        return int(comment) if comment else 0


def steps_of(page: str) -> Iterator[Step]:
    """Yield what a page asks for, in its order."""
    for block in BLOCK.finditer(page):
        if block["language"] == "console":
            for part in re.split(r"^\$ ", block["text"], flags=re.MULTILINE)[1:]:
                command, _, answer = part.partition("\n")
                yield Step(command, answer)
        elif named := NAMED.search(block["before"]):
            yield Step(
                "", "", named["path"], block["text"], named["line"] or "", named["side"] or ""
            )


def write(step: Step, directory: Path) -> None:
    """Add the text of a step to its file, which is made where it is not there.

    Raises:
        ValueError: If the file has no line that begins as the step says, or more than one.
    """
    path = directory / step.path
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if not step.line:
        new = f"{old}\n{step.text}" if old else step.text
    else:
        lines = old.splitlines(keepends=True)
        starts = [at for at, line in enumerate(lines) if line.lstrip().startswith(step.line)]
        (start,) = starts
        lines.insert(start + (step.side == "below"), step.text)
        new = "".join(lines)
    path.write_text(new, encoding="utf-8")


def walk(
    page: str, directory: Path, environment: Mapping[str, str]
) -> Iterator[tuple[Step, Output]]:
    """Do what a page asks for, and yield each command with what it has said.

    Args:
        page: The text of the page.
        directory: The repository to walk in.
        environment: The variables that the commands get.
    """
    for step in steps_of(page):
        if step.path:
            write(step, directory)
            continue
        yield step, run(["bash", "-c", step.command], directory, environment)


def stand_ins(
    directory: Path, environment: Mapping[str, str], repositories: Mapping[str, Path]
) -> dict[str, str]:
    """Return variables that make git take repositories from this machine.

    Args:
        directory: Where stand-ins are made for the repositories of other people's hooks, whose
            hooks pass whatever they see.
        environment: The variables that git gets.
        repositories: The repositories that are there, by the address that the page gives them.
    """
    places = dict(repositories)
    for address, revision, hooks in OTHERS:
        place = directory / address.rpartition("/")[2]
        place.mkdir()
        manifest = "".join(
            f"- {{id: {hook}, name: {hook}, entry: 'true', language: system}}\n" for hook in hooks
        )
        (place / ".pre-commit-hooks.yaml").write_text(manifest, encoding="utf-8")
        for command in (
            "init --quiet",
            "add --all",
            "commit --quiet -m Stand-in",
            f"tag {revision}",
        ):
            made = run(["git", *shlex.split(command)], place, environment)
            assert made.exit_code == 0, made.text
        places[address] = place
    variables = {"GIT_CONFIG_COUNT": str(len(places))}
    for number, (address, place) in enumerate(places.items()):
        variables[f"GIT_CONFIG_KEY_{number}"] = f"url.file://{place}.insteadOf"
        variables[f"GIT_CONFIG_VALUE_{number}"] = address
    return variables


OTHERS = (
    ("https://github.com/gitleaks/gitleaks", "v8.30.0", ("gitleaks",)),
    ("https://github.com/astral-sh/uv-pre-commit", "0.13.9", ("uv-lock",)),
    ("https://github.com/astral-sh/ruff-pre-commit", "v0.17.6", ("ruff-check", "ruff-format")),
)


def main() -> int:
    """Walk a page in a repository, and print what is said."""
    page, directory = (Path(argument) for argument in sys.argv[1:])
    environment = {**isolated_environment(directory.parent / "pre-commit-home"), **os.environ}
    for step, output in walk(page.read_text(encoding="utf-8"), directory, environment):
        sys.stdout.write(f"$ {step.command}\n{output.text}")
        if output.exit_code != step.exit_code:
            sys.stdout.write(f"(exit {output.exit_code}, not {step.exit_code})\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
