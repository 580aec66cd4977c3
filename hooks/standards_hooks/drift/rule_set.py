"""Which rules Ruff's selectors switch on and off, against what the standard requires.

What counts is the effect: a rule that is gone, that no required selector covers, or that a longer
selector selects again, may be ignored; and what is selected in pieces is selected.
"""

from __future__ import annotations

from standards_hooks.drift.selectors import (
    codes_under,
    covers,
    is_known,
    normalised,
    specificity,
)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    type Matters = Callable[[str, str], bool]


class RuleSet:
    """The selectors in force for one document.

    Attributes:
        selected: What is selected, `extend-select` counted in.
        required: What the standard requires to be selected.
        allowed: What the standard allows to ignore everywhere.
        ignored: What is ignored, `extend-ignore` counted in.
        has_preview: Whether rules in preview count.
    """

    __slots__ = ("_selecting", "allowed", "has_preview", "ignored", "required", "selected")

    def __init__(
        self,
        required: tuple[str, ...],
        allowed: tuple[str, ...],
        selected: tuple[str, ...],
        ignored: tuple[str, ...],
        *,
        has_preview: bool = False,
    ) -> None:
        """Take the selectors, in any spelling."""
        self.required = tuple(map(normalised, required))
        self.allowed = tuple(map(normalised, allowed))
        self.selected = tuple(map(normalised, selected))
        self.ignored = tuple(map(normalised, ignored))
        self.has_preview = has_preview
        # What is not selected yet will be, once the finding about it is mended.
        self._selecting = (*self.selected, *self.unselected())

    def unselected(self) -> list[str]:
        """Return the required selectors that do not select all they cover."""
        return [each for each in self.required if not self._is_selected(each)]

    def _is_selected(self, required: str) -> bool:
        if any(covers(selector, required) for selector in self.selected):
            return True
        pieces = [selector for selector in self.selected if covers(required, selector)]
        codes = codes_under(required, has_preview=self.has_preview) if pieces else frozenset()
        return bool(pieces) and all(any(covers(piece, code) for piece in pieces) for code in codes)

    def loosens(self, ignored: str) -> bool:
        """Tell whether ignoring a selector everywhere switches off a rule that must be on."""
        return self._switches_off(ignored, self.allowed, self._yields_to_ignored)

    def loosens_files(self, ignored: str, allowed: tuple[str, ...]) -> bool:
        """Tell the same of some files, in which `allowed` may be ignored besides."""
        also = (*self.allowed, *map(normalised, allowed))
        return self._switches_off(ignored, also, lambda _, code: self._is_on(code))

    def _switches_off(self, ignored: str, allowed: tuple[str, ...], matters: Matters) -> bool:
        selector = normalised(ignored)
        if any(covers(each, selector) for each in allowed):
            return False
        if not is_known(selector):
            # A rule newer than the table, or a rule's name, which preview allows for a code.
            return selector == selector.lower() or self._requires(selector)
        return any(
            self._requires(code)
            and not any(covers(each, code) for each in allowed)
            and matters(selector, code)
            for code in codes_under(selector, has_preview=self.has_preview)
        )

    def _requires(self, selector: str) -> bool:
        return any(covers(each, selector) for each in self.required)

    def _yields_to_ignored(self, ignored: str, code: str) -> bool:
        """Tell whether ignoring a selector outweighs what selects, or should select, a rule."""
        return specificity(ignored) >= self._strongest(self._selecting, code)

    def _is_on(self, code: str) -> bool:
        """Tell whether a rule is on, as far as `ignore` goes."""
        selecting = self._strongest(self._selecting, code)
        return selecting > self._strongest(self.ignored, code)

    def _strongest(self, selectors: tuple[str, ...], code: str) -> int:
        return max((specificity(each) for each in selectors if covers(each, code)), default=-1)
