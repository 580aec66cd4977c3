"""The message of a deviation, in the terms of the file that it is in."""

from __future__ import annotations

import os
import re
import tomllib

from standards_hooks.project.mypy_options import MYPY
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.project.toml_notation import join_key
from standards_hooks.project.tool_settings import FILES, SETUP
from standards_hooks.rules.pyproject_drift.waivers import TABLE


LONGEST = 220
"""Characters of a message that still gets the line of its waiver."""
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.project.document import Document
    from standards_hooks.rules.pyproject_drift.deviation import Deviation


def message_of(deviation: Deviation) -> str:
    """Return what differs, what the standard says and where, and what to write.

    In a `ruff.toml` the keys begin below `tool.ruff`. If a file hides the `pyproject.toml`, where
    the standard requires the configuration, the message says that, too.
    """
    document = deviation.document
    if document is None or document.is_pyproject:
        return deviation.message
    name = os.path.basename(document.path)
    table = f"[{join_key(document.root)}]"
    if deviation.is_missing and deviation.key == document.root:
        return (
            f"`{name}` has none of the required settings, and is in force instead of `{table}` of "
            f"a `pyproject.toml`{_way_out(name, table)}"
        )
    return _in_terms_of(document, deviation.message) + _way_out(name, table)


def advice_of(deviation: Deviation) -> str:
    """Return the lines of the block to paste; none where there is nothing to paste."""
    document = deviation.document
    if document is None or document.is_pyproject or not deviation.advice:
        return deviation.advice
    if deviation.is_missing and deviation.key == document.root:
        return ""
    prefix = join_key(document.root)
    lines = deviation.advice.replace(f"[{prefix}.", "[").splitlines()
    return "\n".join(line for line in lines if line != f"[{prefix}]")


def with_way_to_waive(message: str, waivers: Sequence[str]) -> str:
    """Return a message with how to waive what it is about: the line, if there is space for it."""
    line = f", or waive it: `{waivers[0]}`"
    if len(waivers) == 1 and len(message) + len(line) <= LONGEST:
        return message + line
    return f"{message}, or waive it (`--show-source`)"


def with_waivers(block: str, waivers: Sequence[str]) -> str:
    """Return the lines of a block, and below them those that waive what it is about."""
    lines = [block, ""] if block else []
    return "\n".join([*lines, f"# or, if there is a reason, under {TABLE}", *waivers])


def _way_out(name: str, table: str) -> str:
    if name == SETUP:
        return (
            f"; the standard requires this in `{table}` of `{PYPROJECT}`: move the settings there"
        )
    if not any(name in names for names in FILES.values()):
        return ""
    return (
        f"; `{name}` hides `{PYPROJECT}`, where the standard requires this: move its settings to "
        f"`{table}` there, and remove it"
    )


def _in_terms_of(document: Document, message: str) -> str:
    prefix = join_key(document.root)
    is_ini = document.root == MYPY
    header = "`[mypy]`" if is_ini else "the top of the file"
    plain = message.replace(f"`[{prefix}]`", header).replace(f"`{prefix}.", "`")
    plain = plain.replace(f"under {header}", f"at {header}").replace(f"`[{prefix}.", "`[")
    return _with_ini_values(plain) if is_ini else plain


def _with_ini_values(message: str) -> str:
    """Return a message with the values as in an ini file: no quotes, no brackets."""

    def as_ini(match: re.Match[str]) -> str:
        start, value = match.groups(default="")
        try:
            read: object = tomllib.loads(f"value = {value}")["value"]
        except tomllib.TOMLDecodeError:
            return match.group()  # Not a value, or a shortened one.
        return f"`{start}{', '.join(map(str, read)) if isinstance(read, list) else read}`"

    return re.sub(r'`(\w+ = )?(\[[^`]*\]|"[^`]*")`', as_ini, message)
