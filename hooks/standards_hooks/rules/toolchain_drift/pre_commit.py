"""Python versions in pre-commit's configuration, and hooks of tools that Ruff replaces."""

from __future__ import annotations

import re

from standards_hooks.project.violation import Violation
from standards_hooks.project.yaml_document import (
    items_of,
    pairs_in,
    place_of,
    scalars_in,
    text_of,
    value_at,
)
from standards_hooks.rules.toolchain_drift.declarations import OtherHook
from standards_hooks.rules.toolchain_drift.pins import Pin, release_in


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

    from standards_hooks.project.yaml_document import Place
    from standards_hooks.rules.toolchain_drift.declarations import Declarations


PRE_COMMIT = ".pre-commit-config.yaml"
DEFAULT = "default_language_version"
OF_HOOK = "language_version"
INTERPRETERS = ("python", "pypy", "cpython")
HOOK_EXPECTED = "hook-minimum"
TOOLS_CLAUSE = "Overview, Key Tools"
MINIMUM = {"ruff-pre-commit": ("Ruff", (0, 8)), "mirrors-mypy": ("mypy", (1, 13))}
"""Repositories of hooks whose tags are the releases of a tool, and the oldest that is enough."""
REVISION = re.compile(r"v?(\d+)\.(\d+)(?:\.|$)")
FROZEN = re.compile(r"#\s*frozen:\s*(\S+)")
"""The tag that pre-commit writes beside the hash of a commit."""
OTHER_TOOLS = {
    "autoflake": "autoflake",
    "autopep8": "autopep8",
    "black": "black",
    "black-jupyter": "black",
    "flake8": "flake8",
    "isort": "isort",
    "pydocstyle": "pydocstyle",
    "pylint": "pylint",
    "pyupgrade": "pyupgrade",
    "yapf": "yapf",
}
"""Formatters and linters that Ruff replaces, by the ids of their hooks and by their commands."""
RUNNERS = frozenset(
    {"hatch", "pdm", "pipenv", "poetry", "python", "python3", "run", "rye", "tool", "uv", "uvx"}
)
"""Words of an entry that come before the command, besides options: `uv run --frozen black`."""


def read_pre_commit(path: str, text: str, reading: Declarations) -> None:
    """Read the versions of the environments that pre-commit builds, and of the tools in them.

    Hooks of other languages have a `language_version`, too: it is one of Python if it says so
    (`python3.11`), or if the hook has `language: python`.

    Args:
        path: The file.
        text: Its text.
        reading: Receives what is read.

    Raises:
        UncheckableFileError: If the text is not YAML.
    """
    for pair in pairs_in(text):
        if pair.key == DEFAULT:
            for language, version, place in scalars_in(pair.value):
                if language == "python":
                    reading.add(_pins(path, f"{DEFAULT}.python", version, place))
        elif pair.key == "hooks":
            for hook in items_of(pair.value):
                reading.add(_pins_of_hook(path, hook))
                reading.other_hooks += _other_hooks(path, hook)
        elif pair.key == "repos" and not pair.around:
            for repository in items_of(pair.value):
                reading.violations += _too_old(path, text, repository)


def _too_old(path: str, text: str, repository: yaml.Node) -> Iterator[Violation]:
    """Yield the violation of a `rev` with a tool that is older than the standard's."""
    address = text_of(value_at(repository, "repo")).removesuffix("/").removesuffix(".git")
    name, revision = address.rpartition("/")[2].lower(), value_at(repository, "rev")
    if name not in MINIMUM or revision is None:
        return
    tool, least = MINIMUM[name]
    line, column = place_of(revision)
    frozen = FROZEN.search(text.splitlines()[line - 1])
    written = frozen[1] if frozen else text_of(revision)
    release = REVISION.match(written)
    if release is not None and (int(release[1]), int(release[2])) < least:
        newer = f"v{least[0]}.{least[1]}.0"
        message = (
            f"`rev` of {name} is `{written}`; the standard requires {tool} {newer[1:]} or newer "
            f"({TOOLS_CLAUSE}): write `{newer}` or newer, as `pre-commit autoupdate` does"
        )
        yield Violation(HOOK_EXPECTED, path, message, line, column)


def _other_hooks(path: str, hook: yaml.Node) -> Iterator[OtherHook]:
    """Yield a hook that runs another formatter or linter, by its id or what it runs."""
    named = value_at(hook, "id")
    if named is None:
        return
    tool = _tool_of(text_of(value_at(hook, "entry")) or text_of(named))
    if tool:
        yield OtherHook(path, place_of(named), text_of(named), tool)


def _tool_of(entry: str) -> str:
    """Return the formatter or linter that a command line runs; nothing for any other command."""
    for word in entry.split():
        command = word.rpartition("/")[2]
        if command not in RUNNERS and not word.startswith("-"):
            return OTHER_TOOLS.get(command, "")
    return ""


def _pins_of_hook(path: str, hook: yaml.Node) -> Iterator[Pin]:
    fields = {key: (text, place) for key, text, place in scalars_in(hook)}
    if OF_HOOK in fields:
        version, place = fields[OF_HOOK]
        is_python = fields.get("language", ("", place))[0] == "python"
        if is_python or version.startswith(INTERPRETERS):
            yield from _pins(path, OF_HOOK, version, place)


def _pins(path: str, key: str, version: str, place: Place) -> Iterator[Pin]:
    release = release_in(version)
    if release is not None:
        yield Pin(path, place, f"`{key}`", version, release, form="python{}")
