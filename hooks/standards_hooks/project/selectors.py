"""Ruff's rule selectors: which rules they cover, and which of two takes precedence.

By experiment with Ruff 0.17.6: `ALL` covers every rule, `C`, `T` and `PL` cover several linters,
any other selector the codes of its linter that begin with it. Of the selectors of one rule, the
longest takes precedence in any order; one that is both selected and ignored is ignored. Removed
rules never count, preview rules only if preview is on.
"""

from __future__ import annotations

import functools

from standards_hooks.project import ruff_rules
from standards_hooks.project.versions import is_at_least


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from standards_hooks.project.versions import Release


DIGITS = "0123456789"
EVERYTHING = "ALL"
GROUPS = {"C": ("C4", "C90"), "T": ("T10", "T20"), "PL": ("PLC", "PLE", "PLR", "PLW")}
"""Selectors that cover several linters, or the groups of one."""
NUMBERED_LINTERS = ("C4", "C90", "T10", "T20")
"""Linters whose prefix ends with digits."""
RENAMED_LINTERS = {"TCH": "TC", "TYP": "TC", "R": "RET", "U": "UP", "IC": "ICN", "PDV": "PD"}
RENAMED = {
    "C9": "C90",
    "I2": "TID2",
    "I25": "TID25",
    "I252": "TID252",
    "M": "RUF100",
    "M0": "RUF100",
    "M001": "RUF100",
    "PGH001": "S307",
    "PGH002": "G010",
    "PIE802": "C419",
    "PLR1701": "SIM101",
    "PLW0130": "B033",
    "RUF004": "B026",
    "RUF011": "B035",
    "RUF035": "S704",
    "SIM111": "SIM110",
    "T1": "T10",
    "T2": "T20",
    "TCH006": "TC010",
    "TRY200": "B904",
}
"""Selectors that Ruff redirects to others (`rule_redirects.rs`, and by experiment)."""


LATER_NAMES = {"TC": ("TCH", (0, 8, 0))}
"""Linters of the standard that had another prefix, and the release which renamed them."""


def normalised(selector: str) -> str:
    """Return the selector that Ruff redirects this one to: `TC` for `TCH`."""
    if selector in RENAMED:
        return RENAMED[selector]
    letters = selector.rstrip(DIGITS)
    return RENAMED_LINTERS.get(letters, letters) + selector[len(letters) :]


def spelled(selector: str, release: Release) -> str:
    """Return a selector as a release of Ruff loads it: `TCH` for `TC`, before 0.8.0."""
    letters = selector.rstrip(DIGITS)
    if letters not in LATER_NAMES or is_at_least(release, LATER_NAMES[letters][1]):
        return selector
    return LATER_NAMES[letters][0] + selector[len(letters) :]


@functools.cache
def linter_of(selector: str) -> str:
    """Return the prefix of the linter that a selector belongs to: `PLR` for `PLR0913`."""
    for prefix in NUMBERED_LINTERS:
        if selector.startswith(prefix):
            return prefix
    return selector.rstrip(DIGITS)


def covers(outer: str, inner: str) -> bool:
    """Return whether every rule under one selector is under another.

    Args:
        outer: The normalised selector that may be the wider one.
        inner: The other, normalised too.

    Returns:
        Whether the first is as wide as the other, or wider.
    """
    if outer in (inner, EVERYTHING):
        return True
    if outer in GROUPS:
        return linter_of(inner) in GROUPS[outer]
    return inner.startswith(outer) and linter_of(inner) == linter_of(outer)


def specificity(selector: str) -> int:
    """Return the rank of a selector among those of the same rule: the highest takes precedence."""
    if selector == EVERYTHING:
        return 0
    return 1 if selector in ("C", "T") else len(selector)


def strongest(selectors: tuple[str, ...], code: str) -> int:
    """Return the rank of the most specific selector over a rule; -1 where none covers it."""
    return max((specificity(each) for each in selectors if covers(each, code)), default=-1)


class Layer:
    """The selectors of one file; what it extends is another layer.

    Attributes:
        selected: What it selects, `extend-select` counted in.
        ignored: What it ignores, `extend-ignore` counted in.
    """

    def __init__(self, selected: tuple[str, ...], ignored: tuple[str, ...]) -> None:
        """Store the selectors, in any spelling."""
        self.selected = tuple(map(normalised, selected))
        self.ignored = tuple(map(normalised, ignored))

    def state_of(self, code: str) -> bool | None:
        """Return whether the layer switches a rule on or off; None where it does neither."""
        selecting = strongest(self.selected, code)
        ignoring = strongest(self.ignored, code)
        return None if max(selecting, ignoring) < 0 else selecting > ignoring


def codes_under(selector: str, *, has_preview: bool) -> frozenset[str]:
    """Return the codes of the rules that a selector covers and that Ruff has.

    Args:
        selector: The normalised selector.
        has_preview: Whether rules in preview count.
    """
    return frozenset(code for code in _codes(has_preview=has_preview) if covers(selector, code))


def is_known(selector: str) -> bool:
    """Return whether the selector covers a rule that Ruff has, or had."""
    return any(
        covers(selector, code) for code in (*_codes(has_preview=True), *ruff_rules.REMOVED_SINCE)
    )


def _codes(*, has_preview: bool) -> Iterable[str]:
    stable = _read(ruff_rules.STABLE)
    return [*stable, *_read(ruff_rules.PREVIEW)] if has_preview else stable


@functools.cache
def _read(rules: str) -> tuple[str, ...]:
    lines = [line.split() for line in rules.strip().splitlines()]
    return tuple(prefix + number for prefix, *numbers in lines for number in numbers)
