"""How TOML writes dotted keys and values, for messages and for text to paste."""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    type Path = tuple[str | int, ...]


ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
SHOWN = 80
"""Length from which a value in a message is cut."""


def join_key(path: Path) -> str:
    """Return the dotted key of a path.

    Args:
        path: The segments; an element of an array stands as its index, and is left out.

    Returns:
        The key as TOML writes it, with quotes around what is no bare key.
    """
    return ".".join(write_segment(segment) for segment in path if isinstance(segment, str))


def split_key(key: str) -> tuple[str, ...] | None:
    """Return the segments of a dotted key, or None where it is none."""
    import tomllib  # What needs notation alone does not wait for it.

    try:
        level: object = tomllib.loads(f"{key} = 0")
    except (ValueError, RecursionError):
        return None
    segments = []
    while isinstance(level, dict):
        if len(level) != 1:
            return None
        segment, level = next(iter(level.items()))
        segments.append(segment)
    return tuple(segments)


def write_segment(segment: str) -> str:
    """Return one part of a dotted key, quoted unless it is bare."""
    bare = segment.replace("-", "").replace("_", "")
    return segment if bare.isascii() and bare.isalnum() else write_text(segment)


def write_text(text: str) -> str:
    """Return a text as a basic string of TOML."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in ESCAPES:
        return ESCAPES[character]
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def write_value(value: object) -> str:
    """Return a value as TOML on one line: tables inline, times in their ISO form."""
    if isinstance(value, str):
        return write_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(write_value, value))}]"
    if isinstance(value, dict):
        return _write_table(value)
    return str(value)


def _write_table(table: Mapping[str, object]) -> str:
    pairs = [f"{write_segment(key)} = {write_value(value)}" for key, value in table.items()]
    return f"{{ {', '.join(pairs)} }}" if pairs else "{}"


def show(value: object) -> str:
    """Return a value for a message, cut where it is long or nested too deeply to write."""
    try:
        written = write_value(value)
    except RecursionError:
        return "nested too deeply to show"
    return written if len(written) <= SHOWN else written[: SHOWN - 1] + "…"


def quoted(texts: Sequence[str]) -> str:
    """Return texts for a message: each in backticks, with commas."""
    return ", ".join(f"`{text}`" for text in texts)
