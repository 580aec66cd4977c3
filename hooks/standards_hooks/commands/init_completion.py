"""Adds what a `.pre-commit-config.yaml` lacks of the sample.

The sample is one YAML file; its entries are read with their comments, so that an existing
configuration gets the same text as a new one. A job counts as done by any hook that does it: any
scanner for secrets, a Ruff or mypy that runs as a local hook.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import yaml

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
from standards_hooks.rules import FILE_HOOK_IDS, HOOK_IDS, REPOSITORY_HOOK_IDS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
SUITE = "standards"
SUITE_HOOKS = (SUITE, *REPOSITORY_HOOK_IDS)
"""The hooks of a new configuration: all file hooks in one process, and the repository hooks."""

SCANNERS = frozenset(
    {
        *("gitleaks", "gitleaks-docker", "gitleaks-system"),
        *("detect-secrets", "ggshield", "ripsecrets", "talisman-commit", "trufflehog"),
    }
)
FORMATTERS = frozenset({"ruff-format", "ruff-format-docker"})
LINTERS = frozenset({"ruff", "ruff-check"})
JOBS = (SCANNERS, frozenset({"uv-lock"}), LINTERS, FORMATTERS, frozenset({"mypy"}))
"""For each job the hooks that do it."""

WITHOUT_NETWORK = "uv-lock"
IN_THE_PROJECT = "mypy"
"""The hooks that pre-commit.ci cannot run; mypy only if it needs the project's environment."""


@dataclass(frozen=True)
class Completion:
    """A completed configuration.

    Attributes:
        text: The new text of the file; the old one where nothing is missing.
        added: What was added: ids of hooks, and `ci.skip`.
    """

    text: str
    added: Sequence[str]


def sample(address: str, revision: str) -> str:
    """Return the whole sample.

    Args:
        address: URL of the repository of these hooks.
        revision: Tag or commit of it.
    """
    path = os.path.join(os.path.dirname(__file__), SAMPLE)
    with open(path, encoding="utf-8") as stream:
        template = stream.read()
    hooks = "\n".join(f"      - id: {hook_id}" for hook_id in SUITE_HOOKS)
    return template.format(address=_scalar(address), revision=_scalar(revision), hooks=hooks)


def completed(text: str, whole: str) -> Completion:
    """Add to a configuration what it lacks of the sample.

    Args:
        text: The configuration.
        whole: The sample.

    Returns:
        The new text; keys, comments and order of the old one stay as they are.

    Raises:
        ConfigurationError: If the configuration cannot be read, or its layout leaves no place to
            add anything; the message says what to add by hand.
    """
    root = _read(text)
    work = _Completing(text, root, whole)
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

    def __init__(self, text: str, root: yaml.MappingNode, whole: str) -> None:
        self.insertions: list[Insertion] = []
        self.intended: Plain = meaning_of(root)
        self.added: list[str] = []
        self._lines = Lines(text)
        self._root = root
        self._whole = whole
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
        suite = self._suite()
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
        if meaning_of(_read(result)) != self.intended:
            message = "its layout"
            raise UninsertableError(message)
        return result

    def _missing_entries(self) -> Iterator[_Entry]:
        """Yield the entries of the sample whose job is not done, without hooks whose job is done.

        Every hook of the sample is a list item on lines of its own.
        """
        lines = self._whole.splitlines()
        repositories = items_of(value_at(_read(self._whole), "repos"))
        starts = [_first_comment_above(lines, node.start_mark.line) for node in repositories]
        for node, start, end in zip(repositories, starts, [*starts[1:], None], strict=True):
            names = list(_hooks_in(node))
            undone = [name for name in names if not self._is_done(name)]
            if undone:
                kept = _without_hooks(lines[start:end], set(names).difference(undone))
                meaning = meaning_of(documents_in("\n".join(kept))[0])
                yield _Entry([line[2:] for line in kept], undone, _members(meaning)[0])

    def _is_done(self, hook_id: str) -> bool:
        """Return whether a hook of the configuration does the job of one of the sample."""
        if hook_id in SUITE_HOOKS:
            return not self._hooks.keys().isdisjoint((*HOOK_IDS, SUITE))
        job = next(job for job in JOBS if hook_id in job)
        return not self._hooks.keys().isdisjoint(job)

    def _suite(self) -> yaml.Node | None:
        """Return the first entry of these hooks.

        A local entry does not count: its author decides what its hooks run.
        """
        own = {*HOOK_IDS, SUITE}
        entries = (
            each
            for each in self._repositories
            if own & _hooks_in(each).keys() and text_of(value_at(each, "repo")) != LOCAL
        )
        return next(entries, None)

    def _is_taken_in(self, entry: _Entry) -> bool:
        """Add the formatter to the entry of the linter, if both are of the same repository."""
        beside = (each for each in self._repositories if LINTERS & _hooks_in(each).keys())
        repository = next(beside, None)
        if repository is None or not FORMATTERS.issuperset(entry.hooks):
            return False
        if text_of(value_at(repository, "repo")) != _value(entry.meaning, "repo"):
            return False
        self._add_to_entry(repository, entry.hooks)
        return True

    def _add_to_entry(self, repository: yaml.Node, lacking: list[str]) -> None:
        hooks = value_at(repository, "hooks")
        if hooks is None:
            message = "an entry without hooks"
            raise UninsertableError(message)
        self.insertions += appended(self._lines, hooks, [f"{{id: {name}}}" for name in lacking])
        entry = _members(_value(self.intended, "repos"))[self._repositories.index(repository)]
        _members(_value(entry, "hooks")).extend({"id": name} for name in lacking)

    def _add_entries(self, missing: list[_Entry]) -> None:
        """Insert entries before Ruff, which formats what other hooks rewrite."""
        if not missing:
            return
        sequence = value_at(self._root, "repos")
        if not isinstance(sequence, yaml.SequenceNode) or sequence.flow_style:
            message = "a list `repos` in brackets"
            raise UninsertableError(message)
        indent = dash_of(self._lines, self._repositories[0])
        ruffs = (
            position
            for position, each in enumerate(self._repositories)
            if not _hooks_in(each).keys().isdisjoint(LINTERS | FORMATTERS)
        )
        ruff = next(ruffs, len(self._repositories))
        rewriting = [each for each in missing if IN_THE_PROJECT not in each.hooks]
        reading = [each for each in missing if IN_THE_PROJECT in each.hooks]
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
        if WITHOUT_NETWORK in (*self._hooks, *self.added):
            names.append(WITHOUT_NETWORK)
        mypy = self._hooks.get(IN_THE_PROJECT)
        if IN_THE_PROJECT in self.added or text_of(value_at(mypy, "language")) in OF_THE_SYSTEM:
            names.append(IN_THE_PROJECT)
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
            self.insertions += appended(self._lines, skip, names)
            _members(_value(_value(self.intended, "ci"), "skip")).extend(names)
            return
        keys = [key for key, _ in ci.value] if isinstance(ci, yaml.MappingNode) else []
        if not isinstance(ci, yaml.MappingNode) or not keys or ci.flow_style:
            message = "a table `ci` that is empty or in braces"
            raise UninsertableError(message)
        block = self._lines.block(keys[0].start_mark.column, [line])
        self.insertions.append(self._lines.before(keys[0].start_mark.line, block))
        _table(_value(self.intended, "ci"))["skip"] = list(names)


LOCAL = "local"
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


def _without_hooks(lines: list[str], dropped: set[str]) -> list[str]:
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


def _read(text: str) -> yaml.MappingNode:
    """Return the tree of a configuration.

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
        raise ConfigurationError(CONFIGURATION, "it is not a mapping")
    names = [name for name, _ in pairs_of(root)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ConfigurationError(CONFIGURATION, f"it has the key `{twice[0]}` twice")
    if not isinstance(value_at(root, "repos"), yaml.SequenceNode):
        raise ConfigurationError(CONFIGURATION, "`repos` is not a list")
    return root
