"""Edits of the text: each changes its own lines of a document and no other byte.

All of them are patches of one text, found by its outline. tomlkit is not asked: it lays documents
out wrongly (a sub-table beside dotted keys swallows what follows, a new key is added under the
comment of the next section, CRLF becomes LF). Imported only when a fix is due.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from standards_hooks.core.errors import UnfixableError
from standards_hooks.project.toml_notation import write_segment, write_value
from standards_hooks.rules.pyproject_drift.arrays import (
    Patch,
    additions,
    array_at,
    in_single_quotes,
    line_end,
    line_start,
    quoted_like,
)
from standards_hooks.rules.pyproject_drift.edits import Add, Append, Assign, merged


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.project.toml_notation import Path
    from standards_hooks.project.toml_outline import Block, Outline, Pair
    from standards_hooks.rules.pyproject_drift.edits import Edit


UNREADABLE = "the layout of the file is unusual"
"""The reason where an edit cannot be made."""
NAME_LENGTH = 2
"""Segments that name a tool's table: `tool.ruff`."""
DEEPEST = 5
"""Segments of the longest table that is written: one more than those of the standard have."""
ON_ONE_LINE = 3
"""Longest list on one line; the standard writes longer ones over several."""


@dataclass(eq=False)
class Places:
    """Where new keys and tables can stand in a document.

    Attributes:
        outline: The document.
        end: Its line end.
        owners: The header of each table that has one.
        last_pairs: The last pair below each header, by the header's offset.
        dotted: The last pair of each table that only dotted keys define.
        last_blocks: The last header of each table, or of one inside it.
        first_inside: The first header of a table inside each table.
    """

    outline: Outline
    end: str
    owners: dict[Path, Block] = field(default_factory=dict)
    last_pairs: dict[int, Pair] = field(default_factory=dict)
    dotted: dict[Path, Pair] = field(default_factory=dict)
    last_blocks: dict[Path, Block] = field(default_factory=dict)
    first_inside: dict[Path, Block] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.outline.text

    def place_of(self, block: Block) -> Pair | Block:
        """Return what the next key of a table stands below."""
        return self.last_pairs.get(block.start, block)


def places_in(outline: Outline) -> Places:
    """Return where new keys and tables can stand in a document."""
    places = Places(outline, "\r\n" if "\r\n" in outline.text else "\n")
    for block in outline.blocks[1:]:
        places.owners.setdefault(block.path, block)
        for length in range(NAME_LENGTH, min(len(block.path), DEEPEST) + 1):
            places.last_blocks[block.path[:length]] = block
            if length < len(block.path):
                places.first_inside.setdefault(block.path[:length], block)
    for pair in outline.pairs:
        if pair.block.path:
            places.last_pairs[pair.block.start] = pair
        longest = min(len(pair.path) - 1, DEEPEST)
        for length in range(max(len(pair.block.path) + 1, NAME_LENGTH), longest + 1):
            places.dotted[pair.path[:length]] = pair
    return places


def rewritten(outline: Outline, edits: Sequence[Edit]) -> str:
    """Return the text of a document after edits.

    Args:
        outline: The document.
        edits: The edits, in order.

    Raises:
        UnfixableError: If one of them cannot be made.
    """
    places = places_in(outline)
    patches: list[Patch] = []
    appended: list[Patch] = []
    new: dict[Path, list[str]] = {}
    inline: dict[Path, list[str]] = {}
    for edit in merged(edits):
        if edit.path in outline.values:
            patches += _changes(places, edit)
        elif isinstance(edit, Append):
            appended.append(_appended(places, edit))
        elif not isinstance(edit, Assign):
            raise UnfixableError(UNREADABLE)
        elif table := _inline_table_around(outline, edit.path):
            pair = f"{_dotted(edit.path[len(table) :])} = {write_value(edit.value)}"
            inline.setdefault(table, []).append(pair)
        elif (patch := _line(places, edit)) is not None:
            patches.append(patch)
        else:
            line = f"{_dotted(edit.path[-1:])} = {_written(edit.value, places.end)}"
            new.setdefault(edit.path[:-1], []).append(line)
    patches += [_inside(outline, table, pairs) for table, pairs in inline.items()]
    patches += [
        _block(places, table, [f"[{_dotted(table)}]", *lines]) for table, lines in new.items()
    ]
    return _patched(places, [*patches, *appended])


def _changes(places: Places, edit: Edit) -> list[Patch]:
    """Return the patches of a value that is there."""
    text, outline = places.text, places.outline
    start, stop = outline.values[edit.path]
    array = array_at(outline, edit.path)
    if isinstance(edit, Assign):
        is_alone = edit.path in outline.lines
        written = _written(edit.value, places.end) if is_alone else write_value(edit.value)
        return [Patch(start, stop, _like(text[start:stop], edit.value, written))]
    if isinstance(edit, Append) and array is not None:
        return additions(text, array, [write_value(edit.value)], places.end)
    if isinstance(edit, Add) and array is not None:
        written_texts = [quoted_like(array.entries, text, each) for each in edit.texts]
        return additions(text, array, written_texts, places.end)
    if isinstance(edit, Add) and text[start:stop][:1] in "\"'":
        return [_joined(text[start:stop], start, edit.texts)]
    raise UnfixableError(UNREADABLE)


def _joined(old: str, start: int, texts: Sequence[str]) -> Patch:
    """Return the patch that adds names to a string with commas."""
    quote = old[0]
    if old.startswith(quote * 3) and old != quote * 2:
        raise UnfixableError(UNREADABLE)
    at = start + len(old) - 1
    return Patch(at, at, "".join(f", {each}" for each in texts))


def _like(old: str, value: object, written: str) -> str:
    """Return a value as TOML, in the kind of quotes that the old one has."""
    is_literal = old.startswith("'") and isinstance(value, str)
    return in_single_quotes(str(value)) if is_literal else written


def _written(value: object, end: str) -> str:
    """Return a value as in the standard: long lists over several lines."""
    if not isinstance(value, list | tuple) or len(value) <= ON_ONE_LINE:
        return write_value(value)
    items = "".join(f"    {write_value(each)},{end}" for each in value)
    return f"[{end}{items}]"


def _inline_table_around(outline: Outline, path: Path) -> Path:
    """Return the path of the innermost value around a key; empty where there is none."""
    return next(
        (path[:each] for each in range(len(path) - 1, 0, -1) if path[:each] in outline.values), ()
    )


def _inside(outline: Outline, table: Path, pairs: Sequence[str]) -> Patch:
    """Return the patch with new keys at the end of an inline table."""
    start, stop = outline.values[table]
    if not outline.text.startswith("{", start):
        raise UnfixableError(UNREADABLE)
    depth = len(table)
    ends = (end for path, (_, end) in outline.values.items() if path[:depth] == table != path)
    last = max(ends, default=0)
    if not last:
        return Patch(start, stop, f"{{ {', '.join(pairs)} }}")
    return Patch(last, last, "".join(f", {each}" for each in pairs))


def _line(places: Places, edit: Edit) -> Patch | None:
    """Return the patch with a line for a new key of a table that is there; None where none is."""
    table = edit.path[:-1]
    place: Pair | Block | None = None
    key = _dotted(edit.path[-1:])
    if table in places.owners:
        place = places.place_of(places.owners[table])
    for length in range(len(table), NAME_LENGTH - 1, -1):
        if place is None and table[:length] in places.dotted:
            place = places.dotted[table[:length]]
            key = _dotted(edit.path[len(place.block.path) :])
    if place is None:
        return None
    text = places.text
    start = line_start(text, place.start)
    indent = text[start : place.start]
    indent = indent if not indent.strip() else ""
    at = line_end(text, place.end)
    return Patch(at, at, f"{indent}{key} = {_written(edit.value, places.end)}{places.end}")


def _appended(places: Places, edit: Edit) -> Patch:
    """Return the patch with one more table of an array of tables."""
    table = edit.value if isinstance(edit.value, dict) else {}
    lines = [f"{write_segment(key)} = {write_value(value)}" for key, value in table.items()]
    return _block(places, edit.path, [f"[[{_dotted(edit.path)}]]", *lines])


def _block(places: Places, path: Path, lines: Sequence[str]) -> Patch:
    """Return the patch with a new table: before those inside it, or after its relatives."""
    text = places.text
    body = "".join(f"{line}{places.end}" for line in lines)
    inside = places.first_inside.get(path)
    if inside is not None and not body.startswith("[["):
        at = _start_of_comments(text, inside.start)
        return Patch(at, at, body, is_block=True)
    for length in range(len(path), NAME_LENGTH - 1, -1):
        related = places.last_blocks.get(path[:length])
        if related is not None:
            place = places.place_of(related)
            at = _end_of_comments(text, line_end(text, max(related.end, place.end)))
            return Patch(at, at, body, is_block=True)
    return Patch(len(text), len(text), body, is_block=True)


def _patched(places: Places, patches: Sequence[Patch]) -> str:
    """Return the text with all patches made; of those at one place, lines before tables."""
    text, end = places.text, places.end
    pieces: list[str] = []
    at = 0
    for patch in sorted(patches, key=lambda each: (each.start, each.is_block)):
        if patch.start < at:
            raise UnfixableError(UNREADABLE)  # Two edits of the same text.
        pieces.append(text[at : patch.start])
        pieces += [_break_after(pieces, patch, end), patch.text]
        at = patch.stop
        is_followed = at < len(text) and not text.startswith(("\n", "\r\n"), at)
        pieces.append(end if patch.is_block and is_followed else "")
    return "".join([*pieces, text[at:]])


def _break_after(pieces: Sequence[str], patch: Patch, end: str) -> str:
    """Return the line ends that are due between what is written and a patch."""
    before = "".join(pieces[-3:])
    is_first = not any(each.strip() for each in reversed(pieces))
    if is_first or not (patch.is_block or patch.text.endswith("\n")):
        return ""
    missing = "" if before.endswith("\n") else end
    is_apart = before.endswith(("\n\n", "\n\r\n"))
    return missing + (end if patch.is_block and not is_apart else "")


def _start_of_comments(text: str, at: int) -> int:
    """Return the start of the comments directly above a header."""
    while at:
        start = line_start(text, at - 1)
        if not text[start:at].lstrip().startswith("#"):
            break
        at = start
    return at


def _end_of_comments(text: str, at: int) -> int:
    """Return the end of the comments directly below a line and above a blank one.

    Comments with a header right below them are that header's.
    """
    stop = at
    while text[stop : line_end(text, stop)].lstrip().startswith("#"):
        stop = line_end(text, stop)
    is_apart = not text[stop : line_end(text, stop)].strip()
    return stop if is_apart else at


def _dotted(path: Path) -> str:
    return ".".join(write_segment(str(each)) for each in path)
