"""The message of a deviation, in the terms of the file that it is in."""

from __future__ import annotations

import os
import re
import tomllib

from standards_hooks.project.mypy_options import MYPY
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.project.toml_notation import join_key
from standards_hooks.project.tool_settings import FILES, SETUP


TYPE_CHECKING = False
if TYPE_CHECKING:
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
    message = _in_terms_of(document, deviation.message)
    return message if deviation.advice else message + _way_out(name, table)


def advice_of(deviation: Deviation) -> str:
    """Return the block to paste that follows the message; empty where there is none."""
    document = deviation.document
    if document is None or document.is_pyproject or not deviation.advice:
        return deviation.advice
    if deviation.is_missing and deviation.key == document.root:
        return ""
    name = os.path.basename(document.path)
    way_out = _way_out(name, f"[{join_key(document.root)}]")
    return _in_terms_of(document, deviation.advice) + way_out


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
