"""Whether the Python versions that a repository names are new enough, and agree."""

from __future__ import annotations

from standards_hooks.project.toml_notation import write_value
from standards_hooks.project.versions import PLAIN, is_at_least, lower_bound
from standards_hooks.project.violation import Violation
from standards_hooks.rules.toolchain_drift.declared import PYTHON_VERSION
from standards_hooks.rules.toolchain_drift.pins import Purpose, written


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from standards_hooks.project.declaration import RequiredPython
    from standards_hooks.rules.toolchain_drift.pins import Pin, Release


MINIMUM: Release = (3, 12)
MINIMUM_EXPECTED = "python-minimum"
AGREEMENT_EXPECTED = "python-agreement"
CLAUSE = "Python Version, Required Version"


def requirement_violations(
    path: str, place: tuple[int, int], python: RequiredPython
) -> Iterator[Violation]:
    """Yield the violation of a project that admits a Python older than the standard's.

    Args:
        path: The file that says so.
        place: Line and column.
        python: What it says.
    """
    bound = lower_bound(python.specifier)
    if bound is None or not is_at_least(bound, MINIMUM):
        message = (
            f"`{python.key}` is {write_value(python.written)}; the standard requires "
            f"{written(MINIMUM)} or newer ({CLAUSE}): write `>={written(MINIMUM)}`"
        )
        yield Violation(MINIMUM_EXPECTED, path, message, *place)


def pin_violations(pins: Sequence[Pin], required: str) -> Iterator[Violation]:
    """Yield a violation for each value that names a version too old, or that contradicts others.

    The targets of Ruff and mypy are compared with the project's Python alone; that they are new
    enough is pyproject-drift's to report. Tests may run on what the project supports: as long as
    `requires-python` admits an old version, that line is the finding.

    Args:
        pins: The versions that the repository names.
        required: The project's requirement of Python; empty where there is none.
    """
    bound = lower_bound(required) if required else None
    oldest = (*bound, 0)[:2] if bound is not None and len(bound) < 3 else bound  # noqa: PLR2004
    supported = min(MINIMUM, oldest[:2]) if oldest is not None else MINIMUM
    local = {pin.release for pin in pins if pin.path.rpartition("/")[2] == PYTHON_VERSION}
    values: dict[tuple[str, tuple[int, int]], list[Pin]] = {}
    for pin in pins:
        values.setdefault(pin.origin, []).append(pin)
    for named in values.values():
        if old := [pin for pin in named if _is_too_old(pin, supported)]:
            yield _too_old(old, has_newer=len(old) < len(named))
        for pin in named:
            if pin.purpose is Purpose.TARGET:
                is_new_enough = oldest is not None and min(pin.release, oldest[:2]) >= MINIMUM
                if oldest is not None and is_new_enough and pin.release != oldest[:2]:
                    yield _other_target(pin, (oldest[0], oldest[1]), required)
            elif pin in old:
                continue
            elif required and not _admits(required, pin.release):
                yield _not_admitted(pin, required)
            elif local and pin.release not in local and pin.purpose is Purpose.RUN:
                yield _not_developed_on(pin, local)


def _is_too_old(pin: Pin, supported: tuple[int, ...]) -> bool:
    if pin.purpose is Purpose.TARGET:
        return False
    return pin.release < (supported if pin.purpose is Purpose.TEST else MINIMUM)


def _too_old(pins: Sequence[Pin], *, has_newer: bool) -> Violation:
    """Return the violation of a value with versions that are too old, beside newer ones or not."""
    first = pins[0]
    described, pronoun = _described(first), "it"
    if len(pins) > 1:
        names = [f"`{pin.text}`" for pin in pins]
        described, pronoun = f"{first.what} has {', '.join(names[:-1])} and {names[-1]}", "them"
    instead = f"write `{first.form.format(written(MINIMUM))}`"
    if has_newer:
        way_out = f"remove {pronoun}"
    elif len(pins) > 1:
        way_out = f"{instead} instead of {pronoun}"
    else:
        way_out = f"{instead}, or {first.alternative}" if first.alternative else instead
    message = (
        f"{described}; the standard requires {written(MINIMUM)} or newer ({CLAUSE}): {way_out}"
    )
    return Violation(MINIMUM_EXPECTED, first.path, message, *first.place)


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
