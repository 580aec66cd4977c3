"""What of the sample fits a repository: what is left out, and why; what its hooks need besides."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field

from standards_hooks.commands.init_recognition import (
    FORMATTER,
    IMPORT_SORTERS,
    LINTER,
    LOCK,
    OTHER_FORMATTERS,
    SUITE,
    TYPE_CHECKER,
    programs_of,
)
from standards_hooks.commands.init_tools import PIP, Evidence, TypeCheck
from standards_hooks.project.yaml_document import items_of, text_of, value_at
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.toolchain_drift.pins import release_in


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import yaml

    from standards_hooks.commands.init_recognition import ReadText
    from standards_hooks.commands.init_tools import Tools


OLDEST_PYTHON = (3, 12)
"""The oldest Python that these hooks run on, by the `requires-python` of their distribution."""
PYTHON = "python{}.{}".format(*OLDEST_PYTHON)
LANGUAGE_VERSION = "language_version"
OWN_IDS = frozenset({SUITE, *HOOK_IDS})
LOCAL = "local"
OF_OLD_CODE = (LINTER, FORMATTER, TYPE_CHECKER, LOCK)
"""Hooks that no baseline restrains: under the required configuration they change or block code
from before it."""
MANUAL = "stages: [manual]"
FIX = "args: [--fix]"
FIX_BUT_IMPORTS = "args: [--fix, --ignore=I]"
CAPITALISED = {"black": "Black", "blue": "Blue", "yapf": "YAPF"}
NOT_LOCKABLE = "the root has no `[project]` that uv could lock"
UV_RUN = TypeCheck("", "uv run --frozen mypy src")


@dataclass(frozen=True)
class Present:
    """What a configuration has already.

    Attributes:
        root: The configuration.
        programs: What each of its hooks runs, by its node, in their order.
    """

    root: yaml.Node | None = None
    programs: Sequence[tuple[yaml.Node, frozenset[str]]] = ()

    def runs(self, program: str) -> bool:
        """Return whether one of its hooks runs a program."""
        return any(program in programs for _, programs in self.programs)

    def evidence_of(self, programs: Iterable[str]) -> list[Evidence]:
        """Return the hooks that run one of these programs."""
        return [
            Evidence(program, f"the hook `{text_of(value_at(hook, 'id'))}`")
            for program in programs
            for hook, run in self.programs
            if program in run
        ]


def present_in(root: yaml.Node, read: ReadText) -> Present:
    """Return what a configuration has.

    Args:
        root: The configuration.
        read: Returns the text of a file of the repository, for scripts that hooks start.
    """
    hooks = [
        hook
        for repository in items_of(value_at(root, "repos"))
        for hook in items_of(value_at(repository, "hooks"))
    ]
    return Present(root, [(hook, programs_of(hook, read)) for hook in hooks])


@dataclass(frozen=True)
class Fit:
    """How the sample is changed for a repository.

    Attributes:
        type_checks: How mypy runs; nothing where it is left out.
        left_out: The hooks of the sample that are left out, each with the reason in one line.
        keys: Further keys of hooks, by their ids, as lines.
        notes: What else is to be said of the choices, in lines.
        linter_arguments: The key `args` of Ruff.
    """

    type_checks: Sequence[TypeCheck] = (UV_RUN,)
    left_out: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)
    notes: Sequence[str] = ()
    linter_arguments: str = FIX


def fit_of(present: Present, tools: Tools, manual: Iterable[str] = ()) -> Fit:
    """Return how the sample fits a repository.

    Args:
        present: What its configuration has.
        tools: What the repository shows.
        manual: The hooks that, newly added, wait for `pre-commit run --hook-stage manual`.

    Returns:
        What is left out and added; what the configuration has does not count as left out.
    """
    keys: dict[str, list[str]] = {name: [MANUAL] for name in manual}
    for name in OWN_IDS:
        keys.setdefault(name, []).extend(_language_version(present))
    if tools.locked_directory:
        keys.setdefault(LOCK, []).extend(_keys_of_lock(tools.locked_directory))
    left_out = {
        name: f"`{name}` was left out: {reason}"
        for name, reason in _left_out(present, tools)
        if not present.runs(name)
    }
    sorters = [*present.evidence_of(IMPORT_SORTERS), *tools.sorters]
    sorts_elsewhere = bool(sorters) and not present.runs(LINTER)
    notes = [_note_on_imports(sorters)] if sorts_elsewhere else []
    return Fit(
        type_checks=[UV_RUN] if tools.is_new else tools.type_checks,
        left_out=left_out,
        keys=keys,
        notes=[*left_out.values(), *notes],
        linter_arguments=FIX_BUT_IMPORTS if sorts_elsewhere else FIX,
    )


def _left_out(present: Present, tools: Tools) -> Iterator[tuple[str, str]]:
    """Yield the hooks of the sample that do not fit, each with the reason."""
    formatters = [*present.evidence_of(OTHER_FORMATTERS), *tools.formatters]
    if formatters:
        shown = _listed(each.shown_by for each in formatters)
        reason = f"{_names_of(formatters)} formats here; to move to Ruff, remove {shown}"
        yield FORMATTER, f"{reason}, then run `standards init` again"
    if tools.is_new:
        return
    manager = tools.manager
    if tools.locked_directory is None:
        other = f"{manager.name} manages the dependencies here" if manager else NOT_LOCKABLE
        yield LOCK, other
    if not tools.type_checks:
        adding = (manager or PIP).adding
        yield TYPE_CHECKER, f"nothing here depends on it; {adding}, then run `standards init` again"


def _note_on_imports(sorters: Sequence[Evidence]) -> str:
    shown = _listed([*(each.shown_by for each in sorters), "`--ignore=I`"])
    return (
        f"`{LINTER}` leaves imports alone: {_names_of(sorters)} sorts them here; to move to Ruff,"
        f" remove {shown}"
    )


def _names_of(evidence: Sequence[Evidence]) -> str:
    name = evidence[0].program
    return CAPITALISED.get(name, name)


def _listed(names: Iterable[str]) -> str:
    """Return names as a list in a sentence, each once."""
    *first, last = dict.fromkeys(names)
    return f"{', '.join(first)} and {last}" if first else last


def _keys_of_lock(directory: str) -> list[str]:
    """Return the keys of `uv-lock` for a project below the root."""
    names = r"(uv\.lock|pyproject\.toml|uv\.toml)$"
    return [
        f"files: ^{re.escape(directory)}/{names}",
        f"args: [--project, {shlex.quote(directory)}]",
    ]


def _language_version(present: Present) -> list[str]:
    """Return the key that makes pre-commit build the environment of these hooks with a new Python.

    pre-commit takes the Python that the configuration names, else the one that it runs on itself,
    and pip refuses an older one. Hooks beside others of the suite share their environment.
    """
    if present.root is None:
        return []  # The sample's own default is new enough.
    default = text_of(value_at(value_at(present.root, "default_language_version"), "python"))
    release = release_in(default)
    if release is not None and release >= OLDEST_PYTHON:
        return []
    entry = suite_entry(present.root)
    versions = [
        text_of(value_at(hook, LANGUAGE_VERSION)) for hook in items_of(value_at(entry, "hooks"))
    ]
    version = next(filter(None, versions), PYTHON if entry is None or release else "")
    return [f"{LANGUAGE_VERSION}: {version}"] if version else []


def suite_entry(root: yaml.Node) -> yaml.Node | None:
    """Return the first entry of these hooks in a configuration.

    A local entry does not count: its author decides what its hooks run.
    """
    for entry in items_of(value_at(root, "repos")):
        ids = {text_of(value_at(hook, "id")) for hook in items_of(value_at(entry, "hooks"))}
        if OWN_IDS & ids and text_of(value_at(entry, "repo")) != LOCAL:
            return entry
    return None
