"""The effective configuration of a project, as the tools read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from standards_hooks.project import mypy_options
from standards_hooks.project.document import MISSING
from standards_hooks.project.layout import Layout
from standards_hooks.project.mypy_options import MYPY
from standards_hooks.project.tool_settings import written_key
from standards_hooks.project.versions import is_at_least, lower_bound
from standards_hooks.rules.pyproject_drift.deviation import Setting


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from standards_hooks.project.document import Document
    from standards_hooks.project.pinned_tools import Pin
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.project.versions import Release


DISABLED_CODES = (*MYPY, "disable_error_code")


@dataclass(frozen=True)
class Facts:
    """What a repository shows of a project beside its configuration, each read when it is needed.

    Attributes:
        layout: Returns the roots and packages that the project's settings of Ruff apply to.
        outer: Returns the documents of the directories around, the nearest first, whose
            development tools count for the project, too.
        modules: Returns the files of the project's own code under a tool's settings, relative to
            the repository's root.
        oldest_python: Returns the oldest Python that the code under a tool's settings supports.
        ruff: Returns what pins Ruff, the oldest first.
        directories: The project's outermost directories with Python files.
    """

    layout: Callable[[], Layout] = Layout
    outer: Callable[[], list[Document]] = list
    modules: Callable[[Path], Sequence[str]] = lambda _: ()
    oldest_python: Callable[[Path], Release | None] = lambda _: None
    ruff: Callable[[], Sequence[Pin]] = tuple
    directories: frozenset[str] = frozenset()


class EffectiveConfiguration:
    """The configuration in force for a project, or for a directory of one.

    Attributes:
        document: The project's `pyproject.toml`.
        facts: What the repository shows of the project.
        within: The checked directory, relative to the project; empty for the project.
    """

    def __init__(
        self,
        document: Document,
        facts: Facts,
        chains: Mapping[Path, Sequence[Document]] | None = None,
        within: str = "",
    ) -> None:
        """Store the project's document; everything around it is read when it is needed.

        Args:
            document: The project's `pyproject.toml`.
            facts: What the repository shows of the project.
            chains: For a tool, the file in force and what it extends, the nearest first; the
                document where there is none.
            within: The checked directory, relative to the project.
        """
        self.document = document
        self.facts = facts
        self.within = within
        self._chains = chains or {}

    @cached_property
    def layout(self) -> Layout:
        """The roots and packages that the document applies to."""
        return self.facts.layout()

    @cached_property
    def ruff(self) -> Pin | None:
        """What pins the oldest Ruff that reads the settings; None where nothing pins any."""
        return next(iter(self.facts.ruff()), None)

    @property
    def is_project(self) -> bool:
        """Whether the document describes a project, not only tools."""
        return self.document.has(("project",))

    def reads(self, since: str) -> bool:
        """Return whether the pinned Ruff is as new as a version, or nothing pins any."""
        least = lower_bound(since) if since else None
        return least is None or self.ruff is None or is_at_least(self.ruff.newest, least)

    def chain(self, key: Path) -> Sequence[Document]:
        """Return the documents that may have a key, the nearest first."""
        return self._chains.get(key[:2]) or (self.document,)

    def has(self, path: Path) -> bool:
        """Return whether a key or table is present; an empty `ruff.toml` has none."""
        return any(
            document.has(path) and (document.is_pyproject or document.value(path) != {})
            for document in self.chain(path)
        )

    def setting(self, key: Path) -> Setting | None:
        """Return a key as the tool reads it, or None where it is absent."""
        return next(iter(self.settings(key)), None)

    def settings(self, key: Path) -> list[Setting]:
        """Return the settings of a key in the documents of its chain, the nearest first."""
        found = [setting_in(document, key) for document in self.chain(key)]
        return [each for each in found if each is not None]


def setting_in(document: Document, key: Path) -> Setting | None:
    """Return a key as the tool reads it in one document, or None where it is absent.

    Ruff reads the linter's keys in `[tool.ruff]` too, and those in `[tool.ruff.lint]` win
    (by experiment); a table such as `isort` counts as a whole. mypy accepts opposites of switches.
    """
    if key[:2] == MYPY and (switch := _switch(document, key)) is not None:
        return switch
    key = written_key(document, key)
    value = document.value(key)
    if key == DISABLED_CODES and isinstance(value, str | list):
        value = mypy_options.disabled_codes(document.table(MYPY))
    return None if value is MISSING else Setting(key, value, document)


def _switch(document: Document, key: Path) -> Setting | None:
    """Return the last of the keys that set a switch of mypy or its opposite."""
    known = mypy_options.names()
    option, is_opposed = mypy_options.canonical(str(key[-1]), known)
    if option not in mypy_options.switches():
        return None
    for name, written in reversed(list(document.table(key[:-1]).items())):
        other, is_other_opposed = mypy_options.canonical(name, known)
        value = mypy_options.boolean(written) if other == option else None
        if value is not None:
            path = (*key[:-1], name)
            return Setting(path, value, document, is_opposite=is_opposed != is_other_opposed)
    return None
