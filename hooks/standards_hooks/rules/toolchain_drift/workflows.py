"""Python versions in GitHub's workflows and composite actions."""

from __future__ import annotations

import re

from standards_hooks.project.yaml_document import (
    YAML_ENDINGS,
    pairs_in,
    place_of,
    scalars_in,
    texts_in,
)
from standards_hooks.rules.toolchain_drift.images import image_pins
from standards_hooks.rules.toolchain_drift.pins import Pin, Purpose, release_in


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standards_hooks.project.yaml_document import Pair, Place
    from standards_hooks.rules.toolchain_drift.declarations import Declarations


WORKFLOWS = ".github/workflows/"
ACTIONS = ".github/actions/"
ACTION_NAMES = frozenset({"action.yml", "action.yaml"})
KEYS = frozenset({"python", "python-version", "python_version", "python-versions"})
"""Keys for a Python version in steps, matrices and inputs."""
VERSION_FILE = "python-version-file"
EXPRESSION = re.compile(r"\$\{\{(?:(?!\$\{\{|\}\}).)*?\b(matrix|env|inputs)\.([\w.-]+)")
"""The source of a step's version: the part of the file, and the key in it."""
INCLUDED = "include"
"""The key of a matrix whose entries add to it, each with a version of its own."""
RANGES = frozenset({"-", "||"})


def is_workflow(path: str) -> bool:
    """Return whether a path is that of a workflow, or of a composite action."""
    directory, _, name = path.rpartition("/")
    if name in ACTION_NAMES:
        return not directory or path.startswith(ACTIONS)
    return path.startswith(WORKFLOWS) and name.endswith(YAML_ENDINGS)


def read_workflow(path: str, text: str, reading: Declarations) -> None:
    """Read the versions in a workflow or an action, and the names of its version files.

    Versions are in steps, in matrices (without those that `exclude` removes), in defaults of
    inputs, and where an expression of a step (`${{ env.PY }}`) refers to; other expressions and
    open versions (`3.x`) are ignored.

    Args:
        path: The file.
        text: Its text.
        reading: Receives what is read.

    Raises:
        UncheckableFileError: If the text is not YAML.
    """
    pairs = pairs_in(text) if "python" in text else []
    sources = set(_sources(pairs))
    for pair in pairs:
        if pair.key == VERSION_FILE:
            reading.version_files += [file.removeprefix("./") for file, _ in texts_in(pair.value)]
        if "exclude" in pair.around:
            continue
        if pair.key in KEYS or any((part, pair.key) in sources for part in pair.around):
            for version, place in _versions(pair):
                reading.add(_pins(path, place, pair, version))
        for form, image, place in _images(pair):
            reading.add(image_pins(path, place, form, image, Purpose.TEST))


def _sources(pairs: Iterable[Pair]) -> Iterator[tuple[str, str]]:
    """Yield what expressions for a Python version refer to: the part, and the last key."""
    for pair in pairs:
        if pair.key in KEYS:
            for text, _ in texts_in(pair.value):
                for part, keys in EXPRESSION.findall(text):
                    yield part, keys.rpartition(".")[2]


def _versions(pair: Pair) -> Iterator[tuple[str, Place]]:
    """Yield the texts of a value; for a declared input, of its default."""
    yield from texts_in(pair.value)
    if "inputs" in pair.around:
        yield from (
            (text, place) for key, text, place in scalars_in(pair.value) if key == "default"
        )


def _pins(path: str, place: Place, pair: Pair, text: str) -> Iterator[Pin]:
    words = text.replace(",", " ").split()
    if not RANGES.isdisjoint(words):
        return
    for word in words:
        release = release_in(word)
        if release is not None:
            yield Pin(
                path,
                place,
                f"`{pair.key}`",
                word,
                release,
                purpose=Purpose.TEST,
                value=place_of(pair.value),
                alternative="remove the entry" if INCLUDED in pair.around else "",
            )


def _images(pair: Pair) -> Iterator[tuple[str, str, Place]]:
    """Yield the images that jobs run in."""
    if pair.key == "container":
        yield from (("container: {}", image, place) for image, place in texts_in(pair.value))
        for key, image, place in scalars_in(pair.value):
            if key == "image":
                yield "image: {}", image, place
