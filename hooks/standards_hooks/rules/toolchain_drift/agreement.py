"""Whether the Python versions that a repository names are new enough, and agree."""

from __future__ import annotations

from standards_hooks.project.toml_notation import write_value
from standards_hooks.project.versions import PLAIN, is_at_least, lower_bound
from standards_hooks.project.violation import Violation
from standards_hooks.rules.toolchain_drift.declared import PYTHON_VERSION
from standards_hooks.rules.toolchain_drift.pins import written


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from standards_hooks.rules.toolchain_drift.pins import Pin, Release


MINIMUM: Release = (3, 12)
MINIMUM_EXPECTED = "python-minimum"
AGREEMENT_EXPECTED = "python-agreement"
CLAUSE = "Python Version, Required Version"


def requirement_violations(path: str, place: tuple[int, int], required: str) -> Iterator[Violation]:
    """Yield the violation of a `requires-python` that admits a Python older than the standard's."""
    bound = lower_bound(required)
    if bound is None or not is_at_least(bound, MINIMUM):
        message = (
            f"`project.requires-python` is {write_value(required)}; the standard requires "
            f"{written(MINIMUM)} or newer ({CLAUSE}): write "
            f'`requires-python = ">={written(MINIMUM)}"`'
        )
        yield Violation(MINIMUM_EXPECTED, path, message, *place)


def pin_violations(pins: Sequence[Pin], required: str) -> Iterator[Violation]:
    """Yield a violation for each version that is too old, or that contradicts the others.

    Args:
        pins: The versions that the repository names.
        required: The project's `requires-python`; empty where there is none.
    """
    bound = lower_bound(required) if required else None
    oldest = (*bound, 0)[:2] if bound is not None and len(bound) < 3 else bound  # noqa: PLR2004
    local = {pin.release for pin in pins if pin.path.rpartition("/")[2] == PYTHON_VERSION}
    for pin in pins:
        if pin.release < MINIMUM:
            yield _too_old(pin)
        elif pin.is_target:
            if oldest is not None and pin.release != oldest[:2] and oldest[:2] >= MINIMUM:
                yield _other_target(pin, (oldest[0], oldest[1]), required)
        elif required and not _admits(required, pin.release):
            yield _not_admitted(pin, required)
        elif local and pin.release not in local and pin.is_run:
            yield _not_developed_on(pin, local)


def _too_old(pin: Pin) -> Violation:
    shown = pin.form.format(*MINIMUM) if pin.is_target else pin.form.format(written(MINIMUM))
    message = (
        f"{_described(pin)}; the standard requires Python {written(MINIMUM)} or newer ({CLAUSE}): "
        f"write `{shown}`"
    )
    return Violation(MINIMUM_EXPECTED, pin.path, message, *pin.place)


def _other_target(pin: Pin, oldest: Release, required: str) -> Violation:
    message = (
        f"{_described(pin)}; the oldest Python that `requires-python`, {write_value(required)}, "
        f"admits is {written(oldest)}, and both have to agree ({CLAUSE}): write "
        f"`{pin.form.format(*oldest)}`"
    )
    return Violation(AGREEMENT_EXPECTED, pin.path, message, *pin.place)


def _not_admitted(pin: Pin, required: str) -> Violation:
    message = (
        f"{_described(pin)}, which `requires-python`, {write_value(required)}, does not admit "
        f"({CLAUSE}): name a version that it admits, or change it"
    )
    return Violation(AGREEMENT_EXPECTED, pin.path, message, *pin.place)


def _not_developed_on(pin: Pin, local: Iterable[Release]) -> Violation:
    versions = " and ".join(f"`{written(release)}`" for release in sorted(local))
    shown = pin.form.format(written(max(local)))
    message = (
        f"{_described(pin)}; `{PYTHON_VERSION}` names {versions}, and images have to run the "
        f"version that is developed on ({CLAUSE}): write `{shown}`, or add the version there"
    )
    return Violation(AGREEMENT_EXPECTED, pin.path, message, *pin.place)


def _described(pin: Pin) -> str:
    version = written(pin.release)
    is_shown = version in pin.what or pin.text in pin.what
    return f"{pin.what} is Python {version}" if is_shown else f"{pin.what} is `{pin.text}`"


def _admits(required: str, release: Release) -> bool:
    """Return whether a specifier admits some version of a release."""
    plain = PLAIN.fullmatch(required)
    bound = lower_bound(required)
    if plain is not None and plain[1] == ">=" and bound is not None:
        return release >= bound[:2]
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        specifiers = SpecifierSet(required)
    except InvalidSpecifier:
        return True  # Its meaning is unknown; pyproject-drift reports it.
    patches = (0, 1, 5, 10, 20, 99)
    return any(specifiers.contains(f"{written(release)}.{patch}") for patch in patches)
