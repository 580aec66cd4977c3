"""What is said of a deviation, in the words of the file that holds it."""

from __future__ import annotations

import os

from standards_hooks.project.repository import PYPROJECT
from standards_hooks.project.toml_notation import join_key
from standards_hooks.rules.pyproject_drift.sources import FILES, MYPY, SETUP


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.project.document import Document
    from standards_hooks.rules.pyproject_drift.deviation import Deviation


def message_of(deviation: Deviation) -> str:
    """Return what differs, what the standard says and where, and what to write.

    In a `ruff.toml` the keys begin below `tool.ruff`; and where a file hides the `pyproject.toml`
    that the standard wants the configuration in, that is said too.
    """
    document = deviation.document
    if document is None or document.is_pyproject:
        return deviation.message
    name = os.path.basename(document.path)
    table = f"[{join_key(document.root)}]"
    if deviation.is_missing and deviation.key == document.root:
        return (
            f"`{name}` says nothing of what the standard requires, and it is in force, not "
            f"`{table}` of a `pyproject.toml`{_way_out(name, table)}"
        )
    return _in_words_of(document, deviation.message) + _way_out(name, table)


def _way_out(name: str, table: str) -> str:
    if name == SETUP:
        return f"; the standard wants this in `{table}` of `{PYPROJECT}`: move what it says there"
    if not any(name in names for names in FILES.values()):
        return ""
    return (
        f"; `{name}` hides `{PYPROJECT}`, where the standard wants this: move what it says to "
        f"`{table}` there and remove it"
    )


def _in_words_of(document: Document, message: str) -> str:
    prefix = join_key(document.root)
    is_ini = document.root == MYPY
    header = "`[mypy]`" if is_ini else "the top of the file"
    plain = message.replace(f"`[{prefix}]`", header).replace(f"`{prefix}.", "`")
    plain = plain.replace(f"under {header}", f"at {header}").replace(f"`[{prefix}.", "`[")
    return _with_ini_values(plain) if is_ini else plain


def _with_ini_values(message: str) -> str:
    """Return a message with what to write as an ini file has it: no quotes, no brackets."""
    import re
    import tomllib

    def as_ini(match: re.Match[str]) -> str:
        start, value = match.groups(default="")
        try:
            read: object = tomllib.loads(f"value = {value}")["value"]
        except tomllib.TOMLDecodeError:
            return match.group()  # It is no value, or a shortened one.
        return f"`{start}{', '.join(map(str, read)) if isinstance(read, list) else read}`"

    return re.sub(r'`(\w+ = )?(\[[^`]*\]|"[^`]*")`', as_ini, message)
