"""Container images, and the Python version in their names."""

from __future__ import annotations

import re

from standards_hooks.rules.toolchain_drift.pins import Pin, is_released


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.rules.toolchain_drift.pins import Purpose, Release


INTERPRETERS = frozenset({"python", "pypy"})
TAG_VERSION = re.compile(r"()(\d)\.(\d{1,2})(?:[-.a-z]|$)")
NAMED_VERSION = re.compile(r"((?:^|-)py(?:thon)?-?)(\d)\.(\d{1,2})")
NAME_VERSION = re.compile(r"(python-?)(\d)(\d{1,2})(?:-minimal)?")
"""The name of an image with a version in it, such as Red Hat's `ubi9/python-311`."""
DEFAULT_FORM = "python:{}-slim"


def image_pins(
    path: str, place: tuple[int, int], form: str, image: str, purpose: Purpose
) -> Iterator[Pin]:
    """Yield the Python version of an image, if its name has one.

    Args:
        path: The file, relative to the project's directory.
        place: Line and column of the image's name.
        form: The text around the name, such as `FROM {}`.
        image: Its name, variables resolved.
        purpose: What runs in it.
    """
    release, image_form = _read(image)
    if release is not None:
        what = f"`{form.replace('{}', image)}`"
        form = form.replace("{}", image_form)
        yield Pin(path, place, what, image, release, form=form, purpose=purpose)


def release_of(image: str) -> Release | None:
    """Return the Python version in the name of an image.

    Args:
        image: Such as `docker.io/library/python:3.12-slim@sha256:…` or
            `ghcr.io/astral-sh/uv:python3.12-bookworm-slim`.

    Returns:
        Major and minor version; None for other images and for tags that leave it open.
    """
    return _read(image)[0]


def _read(image: str) -> tuple[Release | None, str]:
    """Return the version in the name of an image, and the name with `{}` in its place."""
    repository, slash, last = image.partition("@")[0].rpartition("/")
    name, colon, tag = last.partition(":")
    found = NAMED_VERSION.search(tag)
    if found is None and name.lower() in INTERPRETERS:
        starts = [0, *(match.end() for match in re.finditer("-", tag))]
        found = next(filter(None, (TAG_VERSION.match(tag, start) for start in starts)), None)
    if found is None:
        inside = NAME_VERSION.fullmatch(name.lower())
        release = (int(inside[2]), int(inside[3])) if inside else None
        return (release if release and is_released(release) else None), DEFAULT_FORM
    release = (int(found[2]), int(found[3]))
    if not is_released(release):
        return None, DEFAULT_FORM
    patch = re.compile(r"(?:\.\d+)?(?:(?:a|b|rc)\d+)?").match(tag, found.end(3))
    rest = tag[patch.end() :] if patch else ""
    form = f"{repository}{slash}{name}{colon}{tag[: found.start(2)]}{{}}{rest}"
    return release, form if form.count("{") == 1 else DEFAULT_FORM
