"""Which rules Ruff's selectors switch on and off, compared with the standard.

The effect counts: a removed rule, one that no required selector covers, or one that a longer
selector selects again, may be ignored; and a selector that is selected in pieces is selected.
"""

from __future__ import annotations

from standards_hooks.project.selectors import (
    Layer,
    codes_under,
    covers,
    is_known,
    normalised,
    specificity,
    strongest,
)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    type Matters = Callable[[str, str], bool]


class RuleSet:
    """The selectors in force for one directory.

    Attributes:
        required: What the standard requires to be selected.
        allowed: What the standard allows to ignore everywhere.
        layers: The selectors of each file, the file that the others extend first.
        has_preview: Whether rules in preview count.
        unselected: The required selectors that do not select all they cover.
    """

    def __init__(
        self,
        required: tuple[str, ...],
        allowed: tuple[str, ...],
        layers: Sequence[Layer],
        *,
        has_preview: bool = False,
    ) -> None:
        """Store the selectors, in any spelling."""
        self.required = tuple(map(normalised, required))
        self.allowed = tuple(map(normalised, allowed))
        self.has_preview = has_preview
        self.layers = list(layers)
        selected = tuple(each for layer in self.layers for each in layer.selected)
        self._selected = selected
        self.unselected: list[str] = [
            each for each in self.required if not self._is_selected(each, selected)
        ]
        # What is not selected yet will be, once its finding is fixed.
        first = self.layers[0]
        self.layers[0] = Layer((*first.selected, *self.unselected), first.ignored)

    def _is_selected(self, required: str, selected: tuple[str, ...]) -> bool:
        if any(covers(selector, required) for selector in selected):
            return True
        pieces = [selector for selector in selected if covers(required, selector)]
        codes = codes_under(required, has_preview=self.has_preview) if pieces else frozenset()
        return bool(pieces) and all(any(covers(piece, code) for piece in pieces) for code in codes)

    def is_first_selected_by(self, selector: str, added: Sequence[str]) -> bool:
        """Return whether the rules under a selector are on as soon as others are added.

        Args:
            selector: The selector.
            added: What is going to be selected, normalised.
        """
        rules = normalised(selector)
        is_added = any(covers(each, rules) for each in added)
        return is_added and not any(covers(each, rules) for each in self._selected)

    def loosens(self, ignored: str, layer: int = 0) -> bool:
        """Return whether ignoring a selector everywhere switches off a rule that must be on.

        Args:
            ignored: The selector.
            layer: The index of the layer that ignores it.

        Returns:
            Whether a rule that must be on is off because of it.
        """
        selected = self.layers[layer].selected
        later = self.layers[layer + 1 :]

        def matters(selector: str, code: str) -> bool:
            is_selected_again = any(each.state_of(code) for each in later)
            return not is_selected_again and specificity(selector) >= strongest(selected, code)

        return self._switches_off(ignored, self.allowed, matters)

    def loosens_files(self, ignored: str, allowed: tuple[str, ...]) -> bool:
        """Return the same for files in which `allowed` may be ignored, too."""
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

    def _is_on(self, code: str) -> bool:
        """Return whether a rule is on, as far as `ignore` goes."""
        states = (layer.state_of(code) for layer in reversed(self.layers))
        return next((state for state in states if state is not None), False)
