"""Dockerfiles, read with tree-sitter: the images of stages, and their commands."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node


NAMES = frozenset({"dockerfile", "containerfile"})
TEMPLATES = (
    ".erb",
    ".hbs",
    ".in",
    ".j2",
    ".jinja",
    ".jinja2",
    ".mustache",
    ".template",
    ".tmpl",
    ".tpl",
)
OTHER_ENDINGS = (*TEMPLATES, ".dockerignore", ".md", ".py", ".sh")
ENDING = "_instruction"
EXPANSION = re.compile(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+])([^{}]*))?\})")
DEPTH = 8
LONGEST = 1000
"""The most characters of a resolved name, against variables that multiply."""
NOT_HEREDOC = re.compile(rb"<<<|(?<!\s)(?<!\s\d)<<")
"""Text that only the grammar, and no builder, takes for a here-document: `<<<`, `$((1<<2))`."""
LEFT_OUT = frozenset({"line_continuation", "comment"})
CONTINUED = re.compile(r"[\\`][ \t]*\n(?:[ \t]*#.*\n)*")
SHELLS = frozenset({"sh", "bash", "ash", "dash", "zsh"})


@dataclass(eq=False)
class Instruction:
    """One instruction of a Dockerfile.

    Attributes:
        name: Its name in capitals, such as `RUN`.
        value: The rest, without line continuations and comments; the words of the form in brackets
            are quoted; the lines of a here-document follow if a shell runs them.
        line: Its line, counted from 1.
    """

    name: str
    value: str
    line: int


@dataclass(eq=False)
class Image:
    """An image that a Dockerfile names.

    Attributes:
        form: The text around its name, such as `FROM {}`.
        name: Its name, arguments resolved.
        line: Its line, counted from 1.
    """

    form: str
    name: str
    line: int


@dataclass(eq=False)
class Dockerfile:
    """A Dockerfile that has been read.

    Attributes:
        instructions: Its instructions in order, including those after `ONBUILD`.
        images: The images that it starts from or copies from, without earlier stages.
    """

    instructions: list[Instruction]
    images: list[Image]


def is_dockerfile(path: str) -> bool:
    """Return whether a file is a `Dockerfile`, `Dockerfile.*` or `*.Dockerfile`."""
    name = path.rpartition("/")[2].lower()
    if name.endswith(OTHER_ENDINGS):
        return False
    return not NAMES.isdisjoint((name.partition(".")[0], name.rpartition(".")[2]))


def read_dockerfile(text: str) -> Dockerfile:
    """Read the text of a Dockerfile; what the grammar does not know is skipped.

    Args:
        text: The text.

    Returns:
        Its instructions, and the images of its stages.
    """
    import tree_sitter_containerfile
    from tree_sitter import Language, Parser

    source = text.replace("\r\n", "\n").encode()
    source = NOT_HEREDOC.sub(lambda match: b"<".ljust(len(match.group())), source)
    root = Parser(Language(tree_sitter_containerfile.language())).parse(source).root_node
    instructions: list[Instruction] = []
    images: list[Image] = []
    stages: set[str] = set()
    arguments: dict[str, str] = {}
    for node, rest in _instructions(root):
        name = node.type.removesuffix(ENDING).upper()
        line = node.start_point.row + 1
        instructions.append(Instruction(name, _value(node) + rest, line))
        if name == "ARG" and not images:
            arguments.update(_arguments(node, arguments))
        for form, written in _images(node):
            image = resolved(written, arguments)
            if image.lower() not in stages:
                images.append(Image(form, image, line))
        stages.update(_text(each).lower() for each in node.children if each.type == "image_alias")
    return Dockerfile(instructions, images)


def _instructions(parent: Node) -> Iterator[tuple[Node, str]]:
    """Yield each instruction, with the rest of a `RUN` that the grammar cut short."""
    children = parent.children
    for node, following in zip(children, [*children[1:], None], strict=False):
        if node.is_error or node.type == "onbuild_instruction":
            yield from _instructions(node)
        elif node.type.endswith(ENDING):
            is_cut_short = node.type == "run_instruction" and following and following.is_error
            rest = f"\n{_decoded(following)}" if is_cut_short and following else ""
            yield node, CONTINUED.sub(" ", rest)


def _value(node: Node) -> str:
    if node.type != "run_instruction":
        return _text(node).partition(" ")[2]
    parts = []
    for child in node.children:
        if child.type == "shell_command":
            parts.append(" ".join(_text(child).split("\n")))
        elif child.type == "json_string_array":
            parts.append(_quoted(child))
        elif child.type == "heredoc_block" and parts and _is_run_by_shell(parts[0], child):
            parts += [_decoded(each) for each in child.children if each.type == "heredoc_content"]
    return "\n".join(parts)


def _quoted(array: Node) -> str:
    strings = [each for each in array.children if each.type == "json_string"]
    return " ".join(shlex.quote(_decoded(each)[1:-1]) for each in strings)


def _is_run_by_shell(command: str, block: Node) -> bool:
    """Return whether a here-document is a shell script, rather than a file or other code."""
    word = command.split(maxsplit=1)[0] if command.strip() else ""
    body = next((_decoded(each) for each in block.children if each.type == "heredoc_content"), "")
    words = [word]
    if word.startswith("<<"):
        words = body[2:].partition("\n")[0].split() if body.startswith("#!") else ["sh"]
    return any(each.rpartition("/")[2] in SHELLS for each in words)


def _arguments(node: Node, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the defaults of an `ARG`, with earlier ones resolved."""
    for pair in node.children:
        name, equals, default = _text(pair).partition("=")
        if pair.type == "arg_pair" and equals:
            yield name, resolved(default.strip("\"'"), known)


def _images(node: Node) -> Iterator[tuple[str, str]]:
    for child in node.children:
        text = _text(child)
        if child.type == "image_spec":
            yield "FROM {}", text.strip("\"'")
        elif child.type == "param" and text.startswith("--from="):
            yield "COPY --from={}", text.removeprefix("--from=")
        for option in child.children if child.type == "mount_param" else ():
            if _text(option).startswith("from="):
                yield "RUN --mount=from={}", _text(option).removeprefix("from=")


def _text(node: Node) -> str:
    """Return the text of a node without line continuations and the comments between them."""
    if node.type in LEFT_OUT:
        return ""
    start, source = node.start_byte, node.text or b""
    cuts = list(_left_out(node))
    kept = []
    for cut in cuts:
        kept.append(source[start - node.start_byte : cut.start_byte - node.start_byte])
        start = cut.end_byte
    kept.append(source[start - node.start_byte :])
    return b"".join(kept).decode(errors="replace")


def _left_out(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.type in LEFT_OUT:
            yield child
        else:
            yield from _left_out(child)


def _decoded(node: Node) -> str:
    return (node.text or b"").decode(errors="replace")


def resolved(text: str, values: Mapping[str, str]) -> str:
    """Return the name of an image with `$NAME`, `${NAME}` and `${NAME:-default}` resolved.

    Args:
        text: The name as written.
        values: The known variables; others stay as written.
    """

    def value_of(match: re.Match[str]) -> str:
        value = values.get(match[1] or match[2], "")
        operator = match[3] or ""
        if operator.endswith("+"):
            return match[4] if value else ""
        return value or (match[4] if operator else match.group())

    for _ in range(DEPTH):
        replaced = EXPANSION.sub(value_of, text)
        if replaced == text or len(replaced) > LONGEST:
            break
        text = replaced
    return text
