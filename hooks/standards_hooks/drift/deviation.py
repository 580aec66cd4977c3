"""One place where a configuration differs from the standard, and how it is told."""

from __future__ import annotations

from standards_hooks.drift.notation import join_key, quoted, show, write_value


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from standards_hooks.drift.notation import Path
    from standards_hooks.drift.standard import Requirement

    type Wording = Callable[[tuple[Path, ...]], str]


class Setting:
    """A key that is there.

    Attributes:
        path: Where it is written, which may be a deprecated place.
        value: What it says.
    """

    __slots__ = ("path", "value")

    def __init__(self, path: Path, value: object) -> None:
        """Take a key and its value."""
        self.path = path
        self.value = value


class Deviation:
    """One key that differs from the standard.

    Attributes:
        key: Path of the key as the standard writes it; waivers name it.
        written: Path of the key as the document writes it; waivers may name that too.
        place: Path of what the finding points at.
        parts: Paths of the parts of the value that differ, such as one code of `ignore`; empty
            where the value differs as a whole.
        lines: What to paste where the key is missing.
        is_missing: Whether the key is not there at all.
    """

    __slots__ = ("is_missing", "key", "lines", "parts", "place", "wording", "written")

    def __init__(
        self,
        key: Path,
        wording: Wording,
        *,
        written: Path = (),
        place: Path | None = None,
        parts: tuple[Path, ...] = (),
        lines: tuple[str, ...] = (),
        is_missing: bool = False,
    ) -> None:
        """Take the deviation; `wording` makes the message from the parts."""
        self.key = key
        self.written = written or key
        self.place = self.written if place is None else place
        self.parts = parts
        self.wording = wording
        self.lines = lines
        self.is_missing = is_missing

    @property
    def message(self) -> str:
        """What differs, what the standard says and where, and what to write."""
        return self.wording(self.parts)

    def limited_to(self, parts: tuple[Path, ...]) -> Deviation:
        """Return the deviation of some of its parts."""
        return Deviation(
            self.key,
            self.wording,
            written=self.written,
            place=self.place,
            parts=parts,
            lines=self.lines,
            is_missing=self.is_missing,
        )


def labels_of(parts: tuple[Path, ...]) -> list[str]:
    """Return what distinguishes the parts: their last segments."""
    return [str(part[-1]) for part in parts]


def assignment(name: str, value: object) -> str:
    """Return the line that sets a key."""
    return f"{name} = {write_value(value)}"


def missing(requirement: Requirement, requires: str, value: object, name: str = "") -> Deviation:
    """Return the deviation of a key that is not there.

    Args:
        requirement: What the standard says of it.
        requires: The same in words.
        value: What to write.
        name: The key to write it to, where that is another one.
    """
    line = assignment(name or requirement.name, value)
    message = (
        f"`{join_key(requirement.key)}` is missing; the standard requires {requires} "
        f"({requirement.clause}): write `{line}` under `[{join_key(requirement.table)}]`"
    )

    def wording(_: tuple[Path, ...]) -> str:
        return message

    return Deviation(
        requirement.key, wording, place=requirement.table, lines=(line,), is_missing=True
    )


def differs(requirement: Requirement, setting: Setting, requires: str, value: object) -> Deviation:
    """Return the deviation of a key that says something else.

    Args:
        requirement: What the standard says of it.
        setting: What is there.
        requires: What the standard says, in words.
        value: What to write.
    """

    def wording(_: tuple[Path, ...]) -> str:
        return (
            f"`{join_key(setting.path)}` is {show(setting.value)}; the standard requires "
            f"{requires} ({requirement.clause}): "
            f"write `{setting.path[-1]} = {write_value(value)}`"
        )

    return Deviation(requirement.key, wording, written=setting.path)


def forbidden(requirement: Requirement, setting: Setting) -> Deviation:
    """Return the deviation of a key that must not be there."""

    def wording(_: tuple[Path, ...]) -> str:
        return (
            f"`{join_key(setting.path)}` is {show(setting.value)}; the standard has no such key "
            f"({requirement.clause}): remove it"
        )

    return Deviation(requirement.key, wording, written=setting.path)


def lacks(requirement: Requirement, setting: Setting, texts: Sequence[str]) -> Deviation:
    """Return the deviation of a list that does not hold some texts."""

    def wording(parts: tuple[Path, ...]) -> str:
        labels = labels_of(parts)
        added = ", ".join(write_value(label) for label in labels)
        return (
            f"`{join_key(setting.path)}` lacks {quoted(labels)}; the standard requires "
            f"{'it' if len(labels) == 1 else 'them'} ({requirement.clause}): add `{added}`"
        )

    parts = tuple((*requirement.key, text) for text in texts)
    return Deviation(requirement.key, wording, written=setting.path, parts=parts)


def has_beyond(
    requirement: Requirement, key: Path, setting: Setting, texts: Sequence[str], allowed: str
) -> Deviation:
    """Return the deviation of a list of ignored rules that holds more than it may.

    Args:
        requirement: What the standard says of it.
        key: Path of the list, as the standard writes it.
        setting: What is there.
        texts: What is too much.
        allowed: What the standard allows, in words.
    """

    def wording(parts: tuple[Path, ...]) -> str:
        labels = labels_of(parts)
        return (
            f"`{join_key(setting.path)}` ignores {quoted(labels)}; the standard allows {allowed} "
            f"({requirement.clause}): remove {quoted([write_value(label) for label in labels])}"
        )

    parts = tuple((*key, text) for text in texts)
    return Deviation(key, wording, written=setting.path, parts=parts)
