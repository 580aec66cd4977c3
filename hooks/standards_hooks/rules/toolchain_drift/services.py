"""Images in compose files and in GitLab's pipelines."""

from __future__ import annotations

from standards_hooks.project.dockerfiles import resolved
from standards_hooks.project.yaml_document import YAML_ENDINGS, pairs_in, scalars_in, texts_in
from standards_hooks.rules.toolchain_drift.images import image_pins
from standards_hooks.rules.toolchain_drift.pins import Purpose


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.project.yaml_document import Pair, Place
    from standards_hooks.rules.toolchain_drift.declarations import Declarations


PIPELINE = ".gitlab-ci.yml"
COMPOSE = ("docker-compose", "compose")
SERVICES = "services"
IMAGE = "image: {}"


def is_compose_file(path: str) -> bool:
    """Return whether a path is that of a compose file: `compose.yaml`, `docker-compose.dev.yml`."""
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    variants = tuple(f"{name}{mark}" for name in COMPOSE for mark in "._-")
    return dot + ending in YAML_ENDINGS and (stem in COMPOSE or stem.startswith(variants))


def read_compose_file(path: str, text: str, reading: Declarations) -> None:
    """Read the images of the services in a compose file.

    Args:
        path: The file.
        text: Its text.
        reading: Receives what is read.

    Raises:
        UncheckableFileError: If the text is not YAML.
    """
    for pair in _pairs(text):
        is_of_service = pair.around[:1] == (SERVICES,) and pair.around[2:] == ()
        if pair.key == "image" and is_of_service:
            for image, place in texts_in(pair.value):
                reading.add(image_pins(path, place, IMAGE, resolved(image, {}), Purpose.RUN))


def read_pipeline(path: str, text: str, reading: Declarations) -> None:
    """Read the images of the jobs in a GitLab pipeline, its own `variables` resolved.

    Args:
        path: The file.
        text: Its text.
        reading: Receives what is read.

    Raises:
        UncheckableFileError: If the text is not YAML.
    """
    pairs = _pairs(text)
    variables = {
        key: value
        for pair in pairs
        if pair.key == "variables" and not pair.around
        for key, value, _ in scalars_in(pair.value)
    }
    for pair in pairs:
        if pair.key == "image":
            for image, place in _named(pair):
                name = resolved(image, variables)
                reading.add(image_pins(path, place, IMAGE, name, Purpose.TEST))


def _pairs(text: str) -> list[Pair]:
    return pairs_in(text) if "py" in text else []


def _named(pair: Pair) -> Iterator[tuple[str, Place]]:
    yield from texts_in(pair.value)
    yield from ((text, place) for key, text, place in scalars_in(pair.value) if key == "name")
