"""The clauses of the standard, read from `clauses.toml`, which says what each key means."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from standards_hooks.rules import HOOK_IDS


FILE = Path(__file__).with_name("clauses.toml")
KINDS = ("hooks", "drift", "ruff", "formatter", "mypy", "uv", "review")
"""The keys that say what enforces a clause."""
OTHER_KEYS = frozenset(
    {"id", "asks", "bad", "good", "path", "good-path", "option", "options", "is-whole"}
)
OPEN = "open"
DRIFT = "pyproject-drift"

type Files = dict[str, str | None]


class Catch(NamedTuple):
    """What a tool says about one side of a pair.

    Attributes:
        tool: `hook`, `ruff`, `formatter`, `mypy` or `uv`.
        code: The hook's id, or the tool's code; nothing where the tool has none.
    """

    tool: str
    code: str = ""


class Clause(NamedTuple):
    """One thing that the standard asks.

    Attributes:
        id: A short name, also the anchor on the page.
        section: The heading of the standard that it is under.
        asks: What it asks, in one sentence.
        kinds: The keys that say what enforces it, in the order of the file.
        hooks: Ids of hooks, those included that are still to come.
        drift: The key that pyproject-drift watches.
        ruff: Codes of Ruff.
        has_formatter: Whether the formatter enforces it.
        mypy: Codes of mypy's errors.
        option: The required option of mypy that they take.
        has_uv: Whether uv enforces it.
        review: Why no program can check it.
        bad: The side that is caught: a module, lines of `pyproject.toml`, or files.
        good: The side that is not.
        paths: Where the two modules are put; `{name}` stands for a name of their own.
        options: Options of hooks, by hook and name.
        is_whole: Whether the modules have their docstrings, or none on purpose.
    """

    id: str
    section: str
    asks: str
    kinds: tuple[str, ...]
    hooks: tuple[str, ...]
    drift: str
    ruff: tuple[str, ...]
    has_formatter: bool
    mypy: tuple[str, ...]
    option: str
    has_uv: bool
    review: str
    bad: str | Files
    good: str | Files
    paths: tuple[str, str]
    options: dict[str, dict[str, bool]]
    is_whole: bool

    @property
    def present_hooks(self) -> tuple[str, ...]:
        """The hooks that there are already, pyproject-drift for its key included."""
        hooks = (DRIFT, *self.hooks) if self.drift else self.hooks
        return tuple(hook for hook in hooks if hook in HOOK_IDS)

    @property
    def expected(self) -> frozenset[Catch]:
        """What catches the bad side today; nothing for a clause that is open."""
        return frozenset(
            {
                *(Catch("hook", hook) for hook in self.present_hooks),
                *(Catch("ruff", code) for code in self.ruff),
                *(Catch("mypy", code) for code in self.mypy),
                *([Catch("formatter")] if self.has_formatter else []),
                *([Catch("uv")] if self.has_uv else []),
            }
        )

    @property
    def is_open(self) -> bool:
        """Whether nothing enforces it yet."""
        return not self.review and not self.expected

    @property
    def kind(self) -> str:
        """What the clause is counted under: the first that enforces it today."""
        if self.is_open:
            return OPEN
        return next(kind for kind in self.kinds if kind != "hooks" or self.present_hooks)

    @property
    def is_module(self) -> bool:
        """Whether the pair is two modules."""
        return isinstance(self.bad, str) and not self.drift and not self.review

    @property
    def is_repository(self) -> bool:
        """Whether the pair is two sets of files."""
        return isinstance(self.bad, dict)


class Standard(NamedTuple):
    """All clauses, and what their pairs stand in.

    Attributes:
        coming: Ids of hooks that are named and still to come.
        sections: Headings of the standard, in its order.
        clauses: The clauses, in the order of the sections.
        checklist: Items of the checklist with the clauses that they stand for.
        repository: Files of a repository that keeps the standard.
        modules: Modules beside the pairs.
        stubs: Stubs of other people's packages.
    """

    coming: tuple[str, ...]
    sections: tuple[str, ...]
    clauses: tuple[Clause, ...]
    checklist: dict[str, tuple[str, ...]]
    repository: dict[str, str]
    modules: dict[str, str]
    stubs: dict[str, str]


@cache
def read_standard() -> Standard:
    """Read the data file.

    Raises:
        ValueError: If a clause has a key that means nothing.
    """
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Standard(
        tuple(data["coming"]),
        tuple(section["title"] for section in data["section"]),
        tuple(
            _clause(section["title"], given)
            for section in data["section"]
            for given in section["clause"]
        ),
        {entry["item"]: tuple(entry["clauses"]) for entry in data["checklist"]},
        {path: _text(content) for path, content in data["repository"].items()},
        {path: _text(content) for path, content in data["modules"].items()},
        {path: _text(content) for path, content in data["stubs"].items()},
    )


def _clause(section: str, given: dict[str, Any]) -> Clause:
    unknown = given.keys() - OTHER_KEYS - set(KINDS)
    if unknown:
        message = f"{given['id']}: {', '.join(sorted(unknown))}"
        raise ValueError(message)
    path = given.get("path", "src/app/{name}.py")
    return Clause(
        given["id"],
        section,
        given["asks"],
        tuple(key for key in given if key in KINDS and given[key]),
        tuple(given.get("hooks", ())),
        given.get("drift", ""),
        tuple(given.get("ruff", ())),
        given.get("formatter", False),
        tuple(given.get("mypy", ())),
        given.get("option", ""),
        given.get("uv", False),
        given.get("review", ""),
        _side(given.get("bad", "")),
        _side(given.get("good", "")),
        (path, given.get("good-path", path)),
        given.get("options", {}),
        given.get("is-whole", False),
    )


def _side(given: str | dict[str, str | Literal[False]]) -> str | Files:
    if isinstance(given, str):
        return _text(given)
    return {path: None if content is False else _text(content) for path, content in given.items()}


def _text(given: str) -> str:
    """Return a text without the line break that a TOML literal begins with for looks."""
    return given.removeprefix("\n")
