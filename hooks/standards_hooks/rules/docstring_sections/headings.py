"""The headings of Google style, and how they are misspelled."""

from __future__ import annotations


ARGS = "Args"
KEYWORD_ARGS = "Keyword Args"
RETURNS = "Returns"
YIELDS = "Yields"
RAISES = "Raises"
ATTRIBUTES = "Attributes"

ORDER = {ARGS: 0, KEYWORD_ARGS: 0, RETURNS: 1, YIELDS: 1, RAISES: 2}
"""The sections of a function, as the guide lists them."""

SPELLINGS = {
    "arg": ARGS,
    "args": ARGS,
    "argument": ARGS,
    "arguments": ARGS,
    "param": ARGS,
    "params": ARGS,
    "parameter": ARGS,
    "parameters": ARGS,
    "keyword arg": KEYWORD_ARGS,
    "keyword args": KEYWORD_ARGS,
    "keyword argument": KEYWORD_ARGS,
    "keyword arguments": KEYWORD_ARGS,
    "kwargs": KEYWORD_ARGS,
    "other parameters": KEYWORD_ARGS,
    "return": RETURNS,
    "returns": RETURNS,
    "yield": YIELDS,
    "yields": YIELDS,
    "raise": RAISES,
    "raises": RAISES,
    "throws": RAISES,
    "attribute": ATTRIBUTES,
    "attributes": ATTRIBUTES,
    "attrs": ATTRIBUTES,
}
"""The sections that are compared with the code, by their usual spellings in lower case."""

ALSO_RIGHT = frozenset({"Keyword Arguments", "Other Parameters"})
"""Further correct spellings of Google style."""

OTHERS = frozenset(
    {
        "Attention",
        "Caution",
        "Danger",
        "Error",
        "Example",
        "Examples",
        "Hint",
        "Important",
        "Methods",
        "Note",
        "Notes",
        "References",
        "See Also",
        "Tip",
        "Todo",
        "Warning",
        "Warnings",
        "Warns",
    }
)
"""Sections whose text is free."""


def canonical(title: str) -> str:
    """Return how Google style spells a heading; empty for other text.

    Args:
        title: The text in front of the colon.
    """
    if title in OTHERS:
        return title
    return SPELLINGS.get(" ".join(title.lower().split()), "")


def is_spelled_right(title: str) -> bool:
    """Return whether a heading is spelled as in Google style."""
    return title in OTHERS or title in ALSO_RIGHT or SPELLINGS.get(title.lower()) == title
