"""Dockerfiles, by dockerfile-parse: the images that stages start from, and what they run."""

from __future__ import annotations

import io
import re

from standards_hooks.engine.errors import UncheckableFileError
from standards_hooks.toolchain.pins import PYTHONS, Pin


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.toolchain.pins import Release


NAMES = frozenset({"dockerfile", "containerfile"})
OTHER_ENDINGS = (".dockerignore", ".j2", ".jinja", ".jinja2", ".tmpl", ".tpl", ".md", ".py", ".sh")
HEREDOC = re.compile(r"(?<!<)<<-?\s*([\"']?)([A-Za-z_]\w*)\1")
DEFAULT = re.compile(r"\$\{([A-Za-z_]\w*):?-([^${}\n]*)\}")
TAG_VERSION = re.compile(r"(\d)\.(\d{1,2})(?:[.a-z]|$)")
NAMED_VERSION = re.compile(r"(?:^|-)py(?:thon)?-?(\d)\.(\d{1,2})")


class Instruction:
    """One instruction of a Dockerfile.

    Attributes:
        name: Its name in capitals, such as `FROM`.
        value: What follows, line continuations resolved; a here-document's lines are added to it.
        line: Its line, counted from 1.
    """

    __slots__ = ("line", "name", "value")

    def __init__(self, name: str, value: str, line: int) -> None:
        """Take what was read."""
        self.name = name
        self.value = value
        self.line = line


class Dockerfile:
    """A Dockerfile that has been read.

    Attributes:
        instructions: Its instructions, without comments.
        images: For each stage its image, arguments resolved, and its line.
    """

    __slots__ = ("images", "instructions")

    def __init__(self, instructions: list[Instruction], images: list[tuple[str, int]]) -> None:
        """Take what was read."""
        self.instructions = instructions
        self.images = images


def is_dockerfile(path: str) -> bool:
    """Tell whether a path is that of a Dockerfile: `Dockerfile`, `Dockerfile.*`, `*.Dockerfile`."""
    name = path.rpartition("/")[2].lower()
    if name.endswith(OTHER_ENDINGS):
        return False
    return not NAMES.isdisjoint((name.partition(".")[0], name.rpartition(".")[2]))


def read_dockerfile(text: str) -> Dockerfile:
    """Read the text of a Dockerfile.

    Raises:
        UncheckableFileError: If the parser cannot make sense of it.
    """
    from dockerfile_parse import DockerfileParser  # type: ignore[import-untyped]
    from dockerfile_parse.parser import image_from  # type: ignore[import-untyped]

    masked, bodies = _without_heredocs(_without_defaults(text.replace("\r\n", "\n")))
    try:
        parser = DockerfileParser(fileobj=io.BytesIO(masked.encode()))
        structure = parser.structure
        froms = [each for each in structure if each["instruction"] == "FROM"]
        images = parser.parent_images
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        reason = f"is no Dockerfile that can be read: {error}"
        raise UncheckableFileError(reason) from error
    lines = [each["startline"] + 1 for each in froms if image_from(each["value"])[0] is not None]
    instructions = []
    for each in structure:
        first, last = each["startline"] + 1, each["endline"] + 1
        if each["instruction"] != "COMMENT":
            value = "\n".join([each["value"], *bodies.get(last, [])])
            instructions.append(Instruction(each["instruction"], value, first))
    return Dockerfile(instructions, list(zip(images, lines, strict=False)))


def _without_defaults(text: str) -> str:
    """Write `${NAME:-default}`, which the parser does not know, as what it stands for."""

    def plain(match: re.Match[str]) -> str:
        name, default = match.groups()
        is_set = re.search(rf"^\s*ARG\s+{name}=", text, re.MULTILINE | re.IGNORECASE)
        return f"${{{name}}}" if is_set else default

    return DEFAULT.sub(plain, text)


def _without_heredocs(text: str) -> tuple[str, dict[int, list[str]]]:
    """Turn the lines of here-documents, which the parser does not know, into comments.

    Returns:
        The text with as many lines, and the bodies by the line that opens them.
    """
    lines: list[str] = []
    bodies: dict[int, list[str]] = {}
    awaited: list[str] = []
    opened = 0
    for number, line in enumerate(text.split("\n"), 1):
        if awaited:
            if line.strip() == awaited[0]:
                awaited.pop(0)
            else:
                bodies.setdefault(opened, []).append(line)
            lines.append("#")
            continue
        if re.match(r"\s*(?:RUN|COPY|ADD)\s.*<<", line, re.IGNORECASE):
            awaited = [match[2] for match in HEREDOC.finditer(line)]
            opened = number
        lines.append(line)
    return "\n".join(lines), bodies


def image_pins(path: str, dockerfile: Dockerfile) -> Iterator[Pin]:
    """Yield the Python versions of the images that a Dockerfile's stages start from."""
    for image, line in dockerfile.images:
        release = release_of(image)
        if release is not None:
            yield Pin(path, (line, 1), f"`FROM {image}`", image, release, form="python:{}-slim")


def release_of(image: str) -> Release | None:
    """Return the Python version that an image's tag names.

    Args:
        image: Such as `docker.io/library/python:3.12-slim@sha256:…` or
            `ghcr.io/astral-sh/uv:python3.12-bookworm-slim`.

    Returns:
        Major and minor version; None for other images and for tags that leave it open.
    """
    name, _, tag = image.partition("@")[0].rpartition("/")[2].partition(":")
    found = NAMED_VERSION.search(tag)
    if found is None and name.lower() == "python":
        found = next(filter(None, map(TAG_VERSION.match, tag.split("-"))), None)
    if found is None or int(found[1]) not in PYTHONS:
        return None
    return int(found[1]), int(found[2])
