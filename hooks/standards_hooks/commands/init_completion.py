"""Adds what a `.pre-commit-config.yaml` lacks of the sample.

The sample is one YAML file; its entries are read with their comments, so that an existing
configuration gets the same text as a new one. A job counts as done by any hook that does it: any
scanner for secrets, a Ruff or mypy that a script runs.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

import yaml

from standards_hooks.commands.init_fit import Fit, suite_entry
from standards_hooks.commands.init_recognition import (
    FORMATTER,
    IMPORT_SORTERS,
    LINTER,
    LOCK,
    OTHER_FORMATTERS,
    SUITE,
    TYPE_CHECKER,
)
from standards_hooks.core.errors import ConfigurationError, UncheckableFileError
from standards_hooks.project.yaml_document import (
    documents_in,
    items_of,
    pairs_of,
    text_of,
    value_at,
)
from standards_hooks.project.yaml_insertion import (
    Insertion,
    Lines,
    UninsertableError,
    appended,
    dash_of,
    with_insertions,
)
from standards_hooks.rules import FILE_HOOK_IDS, REPOSITORY_HOOK_IDS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from standards_hooks.commands.init_fit import Present
    from standards_hooks.commands.init_tools import TypeCheck

    type Hooks = dict[str, yaml.Node]
    type Plain = str | list[Plain] | dict[str, Plain]


@dataclass(frozen=True)
class _Entry:
    """An entry of the sample.

    Attributes:
        lines: Its lines with the comments above it, without indentation.
        hooks: The ids of its hooks.
        meaning: The parsed lines.
    """

    lines: list[str]
    hooks: list[str]
    meaning: Plain


SAMPLE = "pre-commit-config.yaml"
CONFIGURATION = ".pre-commit-config.yaml"
SUITE_HOOKS = (SUITE, *REPOSITORY_HOOK_IDS)
"""The hooks of a new configuration: all file hooks in one process, and the repository hooks."""

NEXT_TO_LAST = frozenset({LINTER, FORMATTER, *OTHER_FORMATTERS, *IMPORT_SORTERS})
"""Programs that format what other hooks rewrite; the linter's fixes stand before a formatter."""
LAST = frozenset({FORMATTER, TYPE_CHECKER})
"""Hooks of the sample that stand behind all others."""
RUFF_REPOSITORY = "/ruff-pre-commit"
FIRST_WITH_FORMATTER = (0, 1)
"""The release of Ruff's hooks since which all have `ruff-format`."""
RELEASE = re.compile(r"v?(\d+)\.(\d+)")


@dataclass(frozen=True)
class Completion:
    """A completed configuration.

    Attributes:
        text: The new text of the file; the old one where nothing is missing.
        added: What was added: ids of hooks, and `ci.skip`.
    """

    text: str
    added: Sequence[str]


def sample(address: str, revision: str, fit: Fit | None = None) -> str:
    """Return the sample.

    Args:
        address: URL of the repository of these hooks.
        revision: Tag or commit of it.
        fit: What of it a repository gets; None for the whole.
    """
    fit = fit or Fit()
    path = os.path.join(os.path.dirname(__file__), SAMPLE)
    with open(path, encoding="utf-8") as stream:
        template = stream.read()
    whole = template.format(
        address=_scalar(address),
        revision=_scalar(revision),
        hooks="\n".join(f"      - id: {hook_id}" for hook_id in SUITE_HOOKS),
        linter_arguments=fit.linter_arguments,
        type_checks="\n".join(line for check in fit.type_checks for line in _hook_of(check)),
    )
    lines = whole.splitlines()
    start = lines.index("repos:")
    kept = [*_head(lines[:start], fit.left_out), lines[start]]
    for names, entry in _entries_of(lines):
        left = [name for name in names if name not in fit.left_out]
        if left:
            kept += _with_keys(_without_hooks(entry, fit.left_out), fit.keys)
    return "\n".join([*kept, ""])


def _hook_of(check: TypeCheck) -> list[str]:
    """Return the lines of a hook that runs mypy."""
    place = check.directory
    lines = [
        f"name: {_scalar(f'{TYPE_CHECKER} in {place}' if place else TYPE_CHECKER)}",
        f"entry: {_scalar(check.entry)}",
        "language: system",
        "types_or: [python, pyi]",
        *([f"files: {_scalar(f'^{re.escape(place)}/')}"] if place else []),
        "pass_filenames: false",
    ]
    return [f"      - id: {TYPE_CHECKER}", *(f"        {line}" for line in lines)]


def _head(lines: list[str], left_out: Iterable[str]) -> list[str]:
    """Return what stands above `repos`, with what pre-commit.ci skips."""
    skipped = [name for name in (LOCK, TYPE_CHECKER) if name not in left_out]
    if not skipped:
        return lines[: lines.index("ci:")]
    return [*lines[:-1], f"  skip: [{', '.join(skipped)}]"]


def _entries_of(lines: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the entries of the sample: the ids of their hooks, and their lines with the comments.

    Every hook of the sample is a list item on lines of its own.
    """
    repositories = items_of(value_at(documents_in("\n".join(lines))[0], "repos"))
    starts = [_first_comment_above(lines, node.start_mark.line) for node in repositories]
    for node, start, end in zip(repositories, starts, [*starts[1:], None], strict=True):
        yield list(_hooks_in(node)), lines[start:end]


def _with_keys(lines: list[str], keys: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the lines of an entry of the sample with further keys for some of its hooks."""
    result = []
    for line in lines:
        margin, item, name = line.partition(ITEM)
        further = keys.get(name, ()) if item else ()
        result += [line, *(f"{margin}  {key}" for key in further)]
    return result


def completed(text: str, present: Present, whole: str, fit: Fit) -> Completion:
    """Add to a configuration what it lacks of the sample.

    Args:
        text: The configuration.
        present: What it has.
        whole: The sample that fits.
        fit: How it fits.

    Returns:
        The new text; keys, comments and order of the old one stay as they are.

    Raises:
        ConfigurationError: If its layout leaves no place to add anything; the message says what to
            add by hand.
    """
    root = present.root
    if not isinstance(root, yaml.MappingNode):
        raise ConfigurationError(CONFIGURATION, NO_MAPPING)
    work = _Completing(text, root, present, whole, fit)
    try:
        result = work.complete()
    except UninsertableError as error:
        missing = ", ".join(f"`{name}`" for name in work.added)
        reason = f"{error} prevents adding {missing}: add them by hand"
        raise ConfigurationError(CONFIGURATION, reason) from error
    return Completion(result, work.added)


class _Completing:
    """Completes one configuration.

    Attributes:
        insertions: The texts to insert.
        intended: What the new text must mean.
        added: What is added, in the order of the sample.
    """

    def __init__(
        self, text: str, root: yaml.MappingNode, present: Present, whole: str, fit: Fit
    ) -> None:
        self.insertions: list[Insertion] = []
        self.intended: Plain = meaning_of(root)
        self.added: list[str] = []
        self._lines = Lines(text)
        self._root = root
        self._present = present
        self._programs: dict[int, frozenset[str]] = {
            id(hook): programs for hook, programs in present.programs
        }
        self._whole = whole
        self._fit = fit
        self._repositories: list[yaml.Node] = items_of(value_at(root, "repos"))
        self._hooks: Hooks = {}
        for repository in self._repositories:
            self._hooks.update(_hooks_in(repository))

    def complete(self) -> str:
        """Return the new text, verified.

        Raises:
            UninsertableError: If there is no place for what is missing.
        """
        missing = list(self._missing_entries())
        suite = suite_entry(self._root)
        lacking = _lacking(_hooks_in(suite)) if suite is not None else []
        self.added += [name for entry in missing for name in entry.hooks]
        skipped = self._unskipped()
        self.added += [*lacking, *(f"ci.skip {name}" for name in skipped)]
        if suite is not None and lacking:
            self._add_to_entry(suite, lacking)
        self._add_entries([entry for entry in missing if not self._is_taken_in(entry)])
        if skipped:
            self._skip(skipped)
        result = with_insertions(self._lines.text, self.insertions)
        if meaning_of(read_configuration(result)) != self.intended:
            message = "its layout"
            raise UninsertableError(message)
        return result

    def _missing_entries(self) -> Iterator[_Entry]:
        """Yield the entries of the sample, without the hooks whose job is done."""
        for names, lines in _entries_of(self._whole.splitlines()):
            undone = [name for name in names if not self._is_done(name)]
            if undone:
                kept = _without_hooks(lines, set(names).difference(undone))
                meaning = meaning_of(documents_in("\n".join(kept))[0])
                yield _Entry([line[2:] for line in kept], undone, _members(meaning)[0])

    def _is_done(self, hook_id: str) -> bool:
        """Return whether a hook of the configuration does the job of one of the sample."""
        return self._present.runs(SUITE if hook_id in SUITE_HOOKS else hook_id)

    def _is_run_in(self, repository: yaml.Node, programs: frozenset[str]) -> bool:
        """Return whether a hook of an entry runs one of these programs."""
        hooks = items_of(value_at(repository, "hooks"))
        return any(programs & self._programs[id(hook)] for hook in hooks)

    def _is_taken_in(self, entry: _Entry) -> bool:
        """Add the formatter to the entry of the linter, if that is of Ruff's own repository."""
        if entry.hooks != [FORMATTER]:
            return False
        own = (each for each in self._repositories if self._is_run_in(each, frozenset({LINTER})))
        repository = next(filter(_has_formatter, own), None)
        if repository is None:
            return False
        self._add_to_entry(repository, entry.hooks)
        return True

    def _add_to_entry(self, repository: yaml.Node, lacking: list[str]) -> None:
        hooks = value_at(repository, "hooks")
        if hooks is None:
            message = "an entry without hooks"
            raise UninsertableError(message)
        items = [[f"id: {name}", *self._fit.keys.get(name, ())] for name in lacking]
        self.insertions += appended(self._lines, hooks, items)
        entry = _members(_value(self.intended, "repos"))[self._repositories.index(repository)]
        _members(_value(entry, "hooks")).extend(
            meaning_of(documents_in("\n".join(item))[0]) for item in items
        )

    def _add_entries(self, missing: list[_Entry]) -> None:
        """Insert entries before the formatters, which format what other hooks rewrite."""
        if not missing:
            return
        sequence = value_at(self._root, "repos")
        if not isinstance(sequence, yaml.SequenceNode) or sequence.flow_style:
            message = "a list `repos` in brackets"
            raise UninsertableError(message)
        indent = dash_of(self._lines, self._repositories[0])
        places = (
            position
            for position, each in enumerate(self._repositories)
            if self._is_run_in(each, NEXT_TO_LAST)
        )
        ruff = next(places, len(self._repositories))
        rewriting = [each for each in missing if not LAST.issuperset(each.hooks)]
        reading = [each for each in missing if LAST.issuperset(each.hooks)]
        if ruff == len(self._repositories):
            reading, rewriting = missing, []
        if rewriting:
            block = self._lines.block(indent, _lines_of(rewriting))
            line = self._repositories[ruff].start_mark.line
            self.insertions.append(self._lines.before(line, block))
        if reading:
            block = self._lines.block(indent, _lines_of(reading))
            self.insertions.append(self._lines.after(self._repositories[-1], indent, block))
        entries = _members(_value(self.intended, "repos"))
        entries[ruff:ruff] = [each.meaning for each in rewriting]
        entries.extend(each.meaning for each in reading)

    def _unskipped(self) -> list[str]:
        """Return the hooks that pre-commit.ci cannot run and does not skip."""
        skipped = {text_of(item) for item in items_of(value_at(value_at(self._root, "ci"), "skip"))}
        names = []
        if LOCK in (*self._hooks, *self.added):
            names.append(LOCK)
        mypy = self._hooks.get(TYPE_CHECKER)
        if TYPE_CHECKER in self.added or text_of(value_at(mypy, "language")) in OF_THE_SYSTEM:
            names.append(TYPE_CHECKER)
        return [name for name in names if name not in skipped]

    def _skip(self, names: list[str]) -> None:
        """Add hooks to those that pre-commit.ci skips."""
        ci = value_at(self._root, "ci")
        skip = value_at(ci, "skip")
        line = f"skip: [{', '.join(names)}]"
        if ci is None:
            keys = [key for key, _ in self._root.value if key.value == "repos"]
            block = self._lines.block(0, ["ci:", f"  {line}"])
            self.insertions.insert(0, self._lines.before(keys[0].start_mark.line, block))
            _table(self.intended)["ci"] = {"skip": list(names)}
            return
        if skip is not None:
            self.insertions += appended(self._lines, skip, [[name] for name in names])
            _members(_value(_value(self.intended, "ci"), "skip")).extend(names)
            return
        keys = [key for key, _ in ci.value] if isinstance(ci, yaml.MappingNode) else []
        if not isinstance(ci, yaml.MappingNode) or not keys or ci.flow_style:
            message = "a table `ci` that is empty or in braces"
            raise UninsertableError(message)
        block = self._lines.block(keys[0].start_mark.column, [line])
        self.insertions.append(self._lines.before(keys[0].start_mark.line, block))
        _table(_value(self.intended, "ci"))["skip"] = list(names)


OF_THE_SYSTEM = frozenset({"system", "unsupported"})
"""pre-commit's names, before and since 4.4, of the language without an environment."""


def _lacking(present: Hooks) -> list[str]:
    """Return the hooks of this suite that an entry should list and does not."""
    files = () if SUITE in present else FILE_HOOK_IDS
    return [name for name in (*files, *REPOSITORY_HOOK_IDS) if name not in present]


def _hooks_in(repository: yaml.Node) -> Hooks:
    return {text_of(value_at(hook, "id")): hook for hook in items_of(value_at(repository, "hooks"))}


def _lines_of(entries: list[_Entry]) -> list[str]:
    return [line for entry in entries for line in entry.lines]


def _without_hooks(lines: list[str], dropped: Collection[str]) -> list[str]:
    """Return the lines of an entry of the sample without some of its hooks."""
    kept: list[str] = []
    is_kept = True
    for line in lines:
        stripped = line.strip()
        if stripped.startswith(ITEM):
            is_kept = stripped.removeprefix(ITEM) not in dropped
        if is_kept:
            kept.append(line)
    return kept


ITEM = "- id: "
NO_MAPPING = "it is not a mapping"


def _first_comment_above(lines: list[str], line: int) -> int:
    while lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line


def meaning_of(node: yaml.Node | None) -> Plain:
    """Return the content of a tree: tables, lists and texts, whatever their style."""
    if isinstance(node, yaml.MappingNode):
        return {text_of(key): meaning_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [meaning_of(item) for item in node.value]
    return text_of(node)


def _table(plain: Plain) -> dict[str, Plain]:
    """Return a value that must be a table."""
    if not isinstance(plain, dict):
        message = "a value that should be a table"
        raise UninsertableError(message)
    return plain


def _members(plain: Plain) -> list[Plain]:
    """Return a value that must be a list."""
    if not isinstance(plain, list):
        message = "a value that should be a list"
        raise UninsertableError(message)
    return plain


def _value(plain: Plain, key: str) -> Plain:
    return _table(plain)[key]


def _scalar(text: str) -> str:
    """Return a text as a YAML scalar on one line, quoted where necessary."""
    written: str = yaml.safe_dump(text, default_flow_style=True, width=10_000, allow_unicode=True)
    return written.removesuffix("\n").removesuffix("...").removesuffix("\n")


def _has_formatter(repository: yaml.Node) -> bool:
    """Return whether an entry is Ruff's own, of a release that has the formatter's hook."""
    if not text_of(value_at(repository, "repo")).removesuffix(".git").endswith(RUFF_REPOSITORY):
        return False
    release = RELEASE.match(text_of(value_at(repository, "rev")))
    return release is None or (int(release[1]), int(release[2])) >= FIRST_WITH_FORMATTER


def read_configuration(text: str) -> yaml.MappingNode:
    """Return the tree of a configuration.

    Args:
        text: The configuration.

    Returns:
        Its top node.

    Raises:
        ConfigurationError: If it is not valid YAML, not one mapping, or its `repos` is not a list.
    """
    try:
        roots = documents_in(text)
    except UncheckableFileError as error:
        is_somewhere = (error.line, error.column) != (1, 1)
        place = f"line {error.line}, column {error.column}: " if is_somewhere else ""
        raise ConfigurationError(CONFIGURATION, f"{place}it {error.reason}") from error
    if len(roots) > 1:
        raise ConfigurationError(CONFIGURATION, "it holds more than one document")
    root = roots[0] if roots else None
    if not isinstance(root, yaml.MappingNode):
        raise ConfigurationError(CONFIGURATION, NO_MAPPING)
    names = [name for name, _ in pairs_of(root)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ConfigurationError(CONFIGURATION, f"it has the key `{twice[0]}` twice")
    if not isinstance(value_at(root, "repos"), yaml.SequenceNode):
        raise ConfigurationError(CONFIGURATION, "`repos` is not a list")
    return root
