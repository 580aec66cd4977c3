"""Findings: one place that breaks a rule."""

from __future__ import annotations

from standards_hooks.core.wording import bounded


SUITE = "standards"
"""The hook id of findings that belong to no single hook."""


class Finding:
    """One place that breaks a rule.

    A plain class with slots, because `dataclasses` would triple the start-up of a hook.

    Attributes:
        path: The file as it was given on the command line.
        line: Line, counted from 1.
        column: Column in characters, counted from 1.
        hook: Id of the hook whose rule is broken.
        message: What is wrong and what to write instead, on one line; cut as `bounded` does.
        symbol: Qualified name of what the finding is about (`User.active`); for a rule with waivers
            the key that would waive it (`tool.ruff.line-length`); empty where there is neither.
        is_fixable: Whether `--fix` would fix it.
        can_be_known: Whether a baseline may hold it.
        advice: Lines to paste or to read beside the message, for `--show-source`; empty for none.
        hides_source: Whether its line may hold a secret, which no report shows.
        is_warning: Whether it leaves the exit code as it is.
        subjects: The files and directories that it is about, as reported, where these are not just
            its own file: a cycle's modules, a package. What is known of all of them is known of it.
    """

    __slots__ = (
        "advice",
        "can_be_known",
        "column",
        "hides_source",
        "hook",
        "is_fixable",
        "is_warning",
        "line",
        "message",
        "path",
        "subjects",
        "symbol",
    )

    def __init__(
        self,
        path: str,
        line: int,
        column: int,
        hook: str,
        message: str,
        *,
        symbol: str = "",
        is_fixable: bool = False,
    ) -> None:
        """Take the parts of a finding as the class describes them."""
        self.path = path
        self.line = line
        self.column = column
        self.hook = hook
        self.message: str = bounded(message)
        self.symbol = symbol
        self.is_fixable = is_fixable
        self.advice: str = ""
        self.can_be_known = True
        self.hides_source = False
        self.is_warning = False
        self.subjects: tuple[str, ...] = ()

    def order(self) -> tuple[str, int, int, str, str]:
        """Return the key by which findings are sorted: path, place, hook, message."""
        return (self.path, self.line, self.column, self.hook, self.message)

    def about(self) -> tuple[str, str, str]:
        """Return what a finding is about wherever its line has moved: hook, symbol, message."""
        return (self.hook, self.symbol, self.message)

    def __repr__(self) -> str:
        """Return the line that a report prints."""
        return f"{self.path}:{self.line}:{self.column}: {self.hook} {self.message}"


def left_because(reason: str) -> str:
    """Return the end of the message of a finding that `--fix` cannot fix."""
    return f" (`--fix` leaves it: {bounded(reason)})"
