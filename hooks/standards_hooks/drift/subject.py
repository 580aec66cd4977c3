"""What a `pyproject.toml` says, as the tools read it, and the project that it says it of."""

from __future__ import annotations

from standards_hooks.drift.deviation import Setting
from standards_hooks.drift.document import MISSING


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from standards_hooks.drift.document import Document
    from standards_hooks.drift.layout import Layout
    from standards_hooks.drift.notation import Path


RUFF = ("tool", "ruff")
RUFF_LINT = ("tool", "ruff", "lint")


class Subject:
    """One document under judgement.

    Attributes:
        document: The document.
        outer: Documents of the directories around, the nearest first, whose development tools
            serve this project too.
    """

    __slots__ = ("_layout", "_make_layout", "document", "outer")

    def __init__(
        self,
        document: Document,
        make_layout: Callable[[], Layout],
        outer: Callable[[], list[Document]],
    ) -> None:
        """Take the document; its surroundings are looked at when they are asked for."""
        self.document = document
        self.outer = outer
        self._make_layout = make_layout
        self._layout: Layout | None = None

    @property
    def layout(self) -> Layout:
        """The roots and packages that the document governs."""
        if self._layout is None:
            self._layout = self._make_layout()
        return self._layout

    @property
    def is_project(self) -> bool:
        """Whether the document describes a project, not tools alone."""
        return self.document.has(("project",))

    @property
    def has_extend(self) -> bool:
        """Whether Ruff's settings build on another file, so that an absent key says nothing."""
        return self.document.has((*RUFF, "extend"))

    def setting(self, key: Path) -> Setting | None:
        """Return a key as the tool reads it, or None where it is absent.

        Ruff reads the linter's keys in `[tool.ruff]` too, and those in `[tool.ruff.lint]` win
        (by experiment); a table such as `isort` counts whole.
        """
        if key[:3] == RUFF_LINT and not self.document.has(key[:4]):
            key = (*RUFF, *key[3:])
        value = self.document.value(key)
        return None if value is MISSING else Setting(key, value)

    def has_any(self, table: Path, names: Mapping[str, object]) -> bool:
        """Tell whether the table is there, or one of its keys in a deprecated place."""
        if self.document.has(table):
            return True
        return any(self.setting((*table, name)) is not None for name in names)
