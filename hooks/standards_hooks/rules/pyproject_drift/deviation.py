"""A place where a configuration differs from the standard, and its message."""

from __future__ import annotations

from dataclasses import dataclass, replace

from standards_hooks.project.toml_notation import join_key, quoted, show, write_value
from standards_hooks.rules.pyproject_drift.edits import Add, Assign


LONGEST = 200
"""Characters up to which a message also says what its key says already."""
LONGEST_LINE = 60
"""Characters of a line to write that a message still shows; a longer one is in the block."""
MOST_NAMED = 4
"""How many entries of a list a message names."""
PLACEHOLDER = "…"
"""The placeholder in a message for a value that only a person can choose."""
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from standards_hooks.project.document import Document
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.edits import Edit
    from standards_hooks.rules.pyproject_drift.standard import Requirement

    type Wording = Callable[[tuple[Path, ...]], str]
    type Fix = Callable[[tuple[Path, ...]], list[Edit]]


@dataclass(eq=False)
class Setting:
    """A key that is present.

    Attributes:
        path: Its path in the document, which may be a deprecated one.
        value: Its value.
        document: The file that it is in.
        is_opposite: Whether it sets the opposite of the requested key, as mypy's
            `allow_untyped_defs` does for `disallow_untyped_defs`.
    """

    path: Path
    value: object
    document: Document
    is_opposite: bool = False

    @property
    def meaning(self) -> object:
        """The value of the requested key."""
        return not self.value if self.is_opposite else self.value


@dataclass(eq=False)
class Deviation:
    """One key that differs from the standard.

    Attributes:
        key: Path of the key as the standard writes it; waivers name it.
        written: Path of the key as the document writes it, where that is another one; waivers may
            name that, too.
        place: Path of the place of the finding; None where that is the key as written.
        parts: Paths of the parts of the value that differ, such as one code of `ignore`; empty
            where the value differs as a whole.
        lines: What to paste where the key is missing.
        is_missing: Whether the key is absent.
        document: The file that it is in; None for the one in force.
        fix: Returns the edits that fix the parts; None where nothing may be written.
        wording: Returns the message for the parts.
        block: Returns the advice to add to the message, a block to paste; None for no block.
    """

    key: Path
    wording: Wording
    written: Path = ()
    place: Path | None = None
    parts: tuple[Path, ...] = ()
    lines: tuple[str, ...] = ()
    is_missing: bool = False
    document: Document | None = None
    fix: Fix | None = None
    block: Wording | None = None

    @property
    def points_at(self) -> Path:
        """The path of the place of the finding."""
        return self.place if self.place is not None else self.written or self.key

    @property
    def edits(self) -> list[Edit]:
        """The edits that fix the file; empty where a person has to decide."""
        return [] if self.fix is None else self.fix(self.parts)

    @property
    def message(self) -> str:
        """What differs, what the standard says and where, and what to write."""
        return self.wording(self.parts)

    @property
    def advice(self) -> str:
        """The block to paste, with what introduces it; empty where there is none."""
        return "" if self.block is None else self.block(self.parts)

    def limited_to(self, parts: tuple[Path, ...]) -> Deviation:
        """Return the deviation, limited to some of its parts."""
        return replace(self, parts=parts)


def labels_of(parts: tuple[Path, ...]) -> list[str]:
    """Return the labels of the parts: their last segments."""
    return [str(part[-1]) for part in parts]


def few(texts: Sequence[str]) -> str:
    """Return the first of some texts for a message, and the number of the others."""
    more = len(texts) - MOST_NAMED
    named = quoted(texts[:MOST_NAMED])
    return f"{named} and {more} more" if more > 0 else named


def _written(texts: Sequence[str]) -> str:
    return ", ".join(map(write_value, texts))


def assignment(name: str, value: object) -> str:
    """Return the line that sets a key."""
    return f"{name} = {write_value(value)}"


def missing(
    requirement: Requirement, requires: str, value: object, name: str = "", table: Path = ()
) -> Deviation:
    """Return the deviation of an absent key.

    Args:
        requirement: What the standard says of it.
        requires: The same in words.
        value: What to write.
        name: The key to write, if it is another one.
        table: The table to write it in, if it is another one.
    """
    line = assignment(name or requirement.name, value)
    table = table or requirement.table
    edit = Assign((*table, name or requirement.name), value)
    is_short = len(line) <= LONGEST_LINE
    message = (
        f"`{join_key(requirement.key)}` is missing; the standard requires {requires} "
        f"({requirement.clause}): write `{line if is_short else f'{edit.path[-1]} = […]'}`"
    )
    place = f" under `[{join_key(table)}]`"
    if edit.path != requirement.key or len(message + place) <= LONGEST:
        message += place

    def wording(_: tuple[Path, ...]) -> str:
        return message

    def block(_: tuple[Path, ...]) -> str:
        return f"[{join_key(table)}]\n{line}"

    return Deviation(
        requirement.key,
        wording,
        place=table,
        lines=(line,),
        is_missing=True,
        fix=None if value == PLACEHOLDER else lambda _: [edit],
        block=None if is_short else block,
    )


def differs(requirement: Requirement, setting: Setting, requires: str, value: object) -> Deviation:
    """Return the deviation of a key with another value.

    Args:
        requirement: What the standard says of it.
        setting: The present setting.
        requires: What the standard says, in words.
        value: What to write.
    """
    is_for_people = value == PLACEHOLDER or requirement.is_limit
    line = f"{setting.path[-1]} = {write_value(value)}"
    is_short = len(line) <= LONGEST_LINE
    shown = line if is_short else f"{setting.path[-1]} = […]"

    def wording(_: tuple[Path, ...]) -> str:
        return (
            f"`{join_key(setting.path)}` is {show(setting.value)}; the standard requires "
            f"{requires} ({requirement.clause}): write `{shown}`"
        )

    return Deviation(
        requirement.key,
        wording,
        written=setting.path,
        document=setting.document,
        fix=None if is_for_people else lambda _: [Assign(setting.path, value)],
        block=None if is_short else lambda _: line,
    )


def forbidden(requirement: Requirement, setting: Setting) -> Deviation:
    """Return the deviation of a key that must be absent."""

    def wording(_: tuple[Path, ...]) -> str:
        return (
            f"`{join_key(setting.path)}` is {show(setting.value)}; the standard does not allow "
            f"this key ({requirement.clause}): remove it"
        )

    return Deviation(
        requirement.key,
        wording,
        written=setting.path,
        document=setting.document,
    )


def lacks(requirement: Requirement, setting: Setting, texts: Sequence[str]) -> Deviation:
    """Return the deviation of a list without certain strings."""

    def wording(parts: tuple[Path, ...]) -> str:
        labels = labels_of(parts)
        added = f"`{_written(labels)}`" if len(labels) <= MOST_NAMED else "them"
        return (
            f"`{join_key(setting.path)}` lacks {few(labels)}; the standard requires "
            f"{'it' if len(labels) == 1 else 'them'} ({requirement.clause}): add {added}"
        )

    def block(parts: tuple[Path, ...]) -> str:
        labels = labels_of(parts)
        return _written(labels) if len(labels) > MOST_NAMED else ""

    return Deviation(
        requirement.key,
        wording,
        written=setting.path,
        parts=tuple((*requirement.key, text) for text in texts),
        document=setting.document,
        fix=lambda parts: [Add(setting.path, tuple(labels_of(parts)))],
        block=block,
    )


def has_beyond(
    requirement: Requirement, key: Path, setting: Setting, texts: Sequence[str], allowed: str
) -> Deviation:
    """Return the deviation of a list of ignored rules with more than the allowed ones.

    Args:
        requirement: What the standard says of it.
        key: Path of the list, as the standard writes it.
        setting: The present setting.
        texts: The rules that must not be ignored.
        allowed: What the standard allows, in words.
    """

    def wording(parts: tuple[Path, ...]) -> str:
        labels = labels_of(parts)
        return (
            f"`{join_key(setting.path)}` ignores {few(labels)}; the standard allows {allowed} "
            f"({requirement.clause}): remove {'it' if len(labels) == 1 else 'them'}"
        )

    return Deviation(
        key,
        wording,
        written=setting.path,
        parts=tuple((*key, text) for text in texts),
        document=setting.document,
    )
