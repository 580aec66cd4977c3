"""Versions as configuration spells them, and the oldest that a specifier admits.

The plain forms are read here, because `packaging` costs twice as much to import as the whole check;
anything else is left to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


TYPE_CHECKING = False
if TYPE_CHECKING:
    from packaging.specifiers import Specifier

    type Release = tuple[int, ...]


TARGET = re.compile(r"py(\d)(\d{1,4})")
"""Ruff's and Black's spelling of a Python version."""
PLAIN = re.compile(r"\s*+(>=|==|~=|>|<=|<|!=|)\s*+(\d{1,9}(?:\.\d{1,9}){0,9})(\.\*)?\s*+")
NAMED = re.compile(
    r"\s*+([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*+(?:\[[A-Za-z0-9._, -]*+\])?"
    r"\s*+([<>=~!][^;@()]*+)?"
)
"""A requirement without marker, address or brackets around its specifier."""
CLAUSE = re.compile(r"(?:[<>=!~^]{1,3}[ \t]*+)?[0-9][0-9A-Za-z.*+-]*+|\*")
"""One clause of a constraint of Poetry."""
COMPARED = 8
"""Segments of a release that are compared; none has more."""
BOUNDING = frozenset((">=", ">", "==", "===", "~=", ""))
"""Operators that leave out what is older; none at all is a version on its own."""


@dataclass(eq=False)
class Required:
    """A requirement of a package.

    Attributes:
        name: The package's name, normalised by PEP 503.
        bound: The oldest release admitted; None where any is.
        is_direct: Whether it names an address instead of versions.
    """

    name: str
    bound: Release | None
    is_direct: bool


def normalised_name(name: str) -> str:
    """Return the name of a package as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def is_at_least(release: Release, least: Release) -> bool:
    """Return whether a release is not older than another; `8.3` is `8.3.0`."""
    length = max(len(release), len(least))
    padded = release + (0,) * (length - len(release))
    return padded >= least + (0,) * (length - len(least))


def lower_bound(text: str) -> Release | None:
    """Return the oldest release that a version, a target or a specifier admits.

    Args:
        text: Such as `3.12`, `py312` or `>=3.12,<4`.

    Returns:
        The release; None where there is no lower bound, or the text is none of these.
    """
    target = TARGET.fullmatch(text)
    if target is not None:
        return int(target[1]), int(target[2])
    bounds: list[Release] = []
    for clause in text.split(","):
        plain = PLAIN.fullmatch(clause)
        if plain is None:
            return _lower_bound_by_packaging(text)
        if plain[1] in BOUNDING:
            bounds.append(tuple(map(int, plain[2].split("."))))
    return max(bounds, default=None)


def _lower_bound_by_packaging(text: str) -> Release | None:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        specifiers = SpecifierSet(text)
    except InvalidSpecifier:
        return None
    return max(filter(None, map(_release_of, specifiers)), default=None)


def _release_of(specifier: Specifier) -> Release | None:
    """Return the release that a specifier starts from; that of a pre-release is older than it."""
    from packaging.version import InvalidVersion, Version

    if specifier.operator not in BOUNDING:
        return None
    try:
        version = Version(specifier.version.removesuffix(".*"))
    except InvalidVersion:
        return None
    return (*version.release, -1) if version.is_prerelease else version.release


def upper_bound(text: str) -> Release | None:
    """Return the newest release that a specifier admits; `-1` ends one that it just leaves out.

    Args:
        text: Such as `==0.7.4`, `>=0.5,<0.8` or `~=0.7.1`.

    Returns:
        `(0, 7, 4)` and `(0, 8, -1)` for these; None where newer releases are admitted without
        end, or the text is no specifier.
    """
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        specifiers = SpecifierSet(text)
    except InvalidSpecifier:
        return None
    return min(filter(None, map(_end_of, specifiers)), key=_comparable, default=None)


def _end_of(specifier: Specifier) -> Release | None:
    from packaging.version import InvalidVersion, Version

    is_open = specifier.version.endswith(".*") or specifier.operator == "~="
    try:
        release = Version(specifier.version.removesuffix(".*")).release
    except InvalidVersion:
        return None
    if specifier.operator == "~=":
        release = release[:-1]
    if specifier.operator in ("~=", "==") and is_open:
        return (*release[:-1], release[-1] + 1, -1)
    if specifier.operator == "<":
        return (*release, -1)
    return release if specifier.operator in ("==", "===", "<=") else None


def _comparable(release: Release) -> Release:
    return release + (0,) * (COMPARED - len(release))


def specifiers_of(constraint: str) -> list[str]:
    """Return what a constraint of Poetry admits, as specifiers of PEP 440.

    Args:
        constraint: Such as `^3.10`, `~0.7.1`, `>=3.9 <4` or `^3.8 || ^4.0`.

    Returns:
        One specifier for each alternative; `*` admits every release, and is an empty one.
    """
    return [
        ",".join(filter(None, map(_specifier_of, CLAUSE.findall(alternative))))
        for alternative in re.split(r"\|\|?", constraint)
    ]


def _specifier_of(clause: str) -> str:
    """Return one clause of a constraint of Poetry as PEP 440 writes it."""
    operator = clause.rstrip("0123456789.*abcrdevpost+-")
    version = clause[len(operator) :]
    operator = operator.strip()
    if operator not in ("^", "~"):
        return "" if version == "*" else f"{operator or '=='}{version}"
    numbers = [int(each) for each in version.split(".") if each.isdigit()]
    if not numbers:
        return ""
    first = next((index for index, each in enumerate(numbers) if each), len(numbers) - 1)
    kept = first if operator == "^" else min(1, len(numbers) - 1)
    above = [*numbers[:kept], numbers[kept] + 1]
    return f">={version},<{'.'.join(map(str, above))}"


def read_requirement(text: str) -> Required | None:
    """Read a requirement (PEP 508).

    Args:
        text: Such as `uvicorn[standard]>=0.32.0`.

    Returns:
        The requirement; None where the text is none.
    """
    named = NAMED.fullmatch(text)
    if named is not None:
        specifier = named[2] or ""
        clauses = specifier.split(",") if specifier else []
        if all(PLAIN.fullmatch(clause) for clause in clauses):
            bound = lower_bound(specifier) if clauses else None
            return Required(normalised_name(named[1]), bound, is_direct=False)
    return _read_by_packaging(text)


def _read_by_packaging(text: str) -> Required | None:
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        requirement = Requirement(text)
    except (InvalidRequirement, RecursionError):
        return None
    bound = _lower_bound_by_packaging(str(requirement.specifier))
    name = normalised_name(requirement.name)
    return Required(name, bound, is_direct=requirement.url is not None)
