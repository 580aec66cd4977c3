"""Which directory of a repository a container holds where: by what its Dockerfile copies.

A module is imported in a container by its place there: `COPY src/app /code/app` and `WORKDIR /code`
make `src/app/main.py` the module `app.main`, whatever the repository calls it.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from standards_hooks.project.commands_text import BLANKS, PYTHONPATH
from standards_hooks.project.dockerfiles import read_dockerfile, resolved
from standards_hooks.project.source_roots import joined_path


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


COPIES = frozenset({"ADD", "COPY"})
RUNS = frozenset({"CMD", "ENTRYPOINT", "RUN", "HEALTHCHECK"})
TOP = "/"
DEEPEST = 8
"""Stages that are followed from one to the other."""


@dataclass(frozen=True)
class Copied:
    """Something that a container holds.

    Attributes:
        place: Its absolute path in the container.
        source: Its path in the repository, or in another container.
        container: That other container; None for the repository.
    """

    place: str
    source: str
    container: Container | None = None


@dataclass(frozen=True)
class Run:
    """Commands that a container runs.

    Attributes:
        text: The commands.
        directory: The working directory in the container.
        line: The line of the Dockerfile, counted from 1.
    """

    text: str
    directory: str
    line: int


@dataclass(eq=False)
class Container:
    """The file system of a container, as far as it comes from the repository.

    Attributes:
        name: The name of the stage; possibly none.
        directory: The working directory.
        paths: The directories of `PYTHONPATH`.
        copied: What was copied, the last last.
        runs: The commands.
    """

    name: str = ""
    directory: str = TOP
    paths: tuple[str, ...] = ()
    copied: list[Copied] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def located(self, path: str, depth: int = 0) -> list[str]:
        """Return the paths in the repository that a path in the container may come from.

        Args:
            path: An absolute path.
            depth: How many other containers have been asked.
        """
        found: list[str] = []
        for each in reversed(self.copied):
            inside = _inside(path, each.place)
            if inside is None:
                continue
            source = joined_path(each.source, inside)
            if each.container is None:
                found.append(source)
            elif depth < DEEPEST:
                found += each.container.located(source, depth + 1)
        return list(dict.fromkeys(found))

    def absolute(self, path: str) -> str:
        """Return a path of the container as an absolute one."""
        return posixpath.normpath(posixpath.join(TOP, self.directory, path))


def containers_of(text: str, context: str, is_file: Callable[[str], bool]) -> list[Container]:
    """Return the stages of a Dockerfile.

    Args:
        text: The Dockerfile.
        context: The directory of the repository that it is built in.
        is_file: Whether a path of the repository is that of a file.
    """
    stages: list[Container] = []
    values: dict[str, str] = {}
    for instruction in read_dockerfile(text).instructions:
        value = resolved(instruction.value, values)
        if instruction.name == "FROM":
            stages.append(_begun(value.split(), stages))
            continue
        if not stages:
            continue
        stage = stages[-1]
        words = value.translate(BLANKS).split()
        if instruction.name == "WORKDIR" and words:
            stage.directory = stage.absolute(words[0])
        elif instruction.name in {"ENV", "ARG"}:
            assigned = _assigned(words)
            values.update(assigned)
            if PYTHONPATH in assigned:
                paths = [part for part in assigned[PYTHONPATH].split(":") if part]
                stage.paths = tuple(stage.absolute(part) for part in paths if "$" not in part)
        elif instruction.name in COPIES:
            stage.copied += _copied(words, stages, context, is_file)
        elif instruction.name in RUNS:
            stage.runs.append(Run(value, stage.directory, instruction.line))
    return stages


def _begun(words: Sequence[str], stages: Sequence[Container]) -> Container:
    """Return a new stage, with what the stage that it begins with holds."""
    plain = [word for word in words if not word.startswith("--")]
    image, *alias = plain or [""]
    name = alias[-1] if alias and alias[0].lower() == "as" else ""
    earlier = _stage(image, stages)
    if earlier is None:
        return Container(name)
    return Container(name, earlier.directory, earlier.paths, [*earlier.copied])


def _stage(name: str, stages: Sequence[Container]) -> Container | None:
    if name.isdigit() and int(name) < len(stages):
        return stages[int(name)]
    return next((each for each in stages if each.name.lower() == name.lower() and name), None)


def _assigned(words: Sequence[str]) -> dict[str, str]:
    """Return the variables of an `ENV` or `ARG`, in either of its forms."""
    name, *rest = words or [""]
    if rest and "=" not in name:
        return {name: rest[0]}
    pairs = [word.partition("=") for word in words]
    return {name: value for name, equals, value in pairs if equals}


def _copied(
    words: Sequence[str],
    stages: Sequence[Container],
    context: str,
    is_file: Callable[[str], bool],
) -> list[Copied]:
    options = [word for word in words if word.startswith("--")]
    plain = [word for word in words if not word.startswith("--")]
    if not plain or any(word.startswith("<<") for word in plain):
        return []
    *sources, written = plain
    target = stages[-1].absolute(written)
    origin = next((each.removeprefix("--from=") for each in options if "--from=" in each), "")
    if origin:
        container = _stage(origin, stages)
        if container is None:
            return []
        return [Copied(target, container.absolute(source), container) for source in sources]
    found = []
    for source in sources:
        path = joined_path(context, source.strip("/"))
        is_inside = is_file(path) and (len(sources) > 1 or written.endswith(("/", ".")))
        place = posixpath.join(target, posixpath.basename(path)) if is_inside else target
        found.append(Copied(place, path))
    return found


def _inside(path: str, directory: str) -> str | None:
    """Return a path as it is seen from a directory; None where it is not in it."""
    if path == directory:
        return ""
    start = directory.rstrip("/") + "/"
    return path.removeprefix(start) if path.startswith(start) else None
