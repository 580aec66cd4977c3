"""What is said of a deviation, in the words of the file that holds it."""

from __future__ import annotations

import os

from standards_hooks.drift.notation import join_key
from standards_hooks.drift.sources import FILES, MYPY


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.drift.deviation import Deviation
    from standards_hooks.drift.document import Document


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
    if not any(name in names for names in FILES.values()):
        return ""
    return (
        f"; `{name}` hides `pyproject.toml`, where the standard wants this: move what it says to "
        f"`{table}` there and remove it"
    )


def _in_words_of(document: Document, message: str) -> str:
    prefix = join_key(document.root)
    header = "`[mypy]`" if document.root == MYPY else "the top of the file"
    plain = message.replace(f"`[{prefix}]`", header).replace(f"`{prefix}.", "`")
    return plain.replace(f"under {header}", f"at {header}").replace(f"`[{prefix}.", "`[")
