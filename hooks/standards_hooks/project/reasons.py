"""Reasons that stand beside a key of a configuration, as a comment."""

from __future__ import annotations

import re

from standards_hooks.core.wording import has_word


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.project.document import Document
    from standards_hooks.project.toml_notation import Path


STRINGS = re.compile(r'"(?:\\.|[^"\\])*(?:"|\\?$)|\'[^\']*(?:\'|$)')
"""Strings of a line; one that does not end takes the rest of it."""


def has_reason_beside(document: Document, path: Path) -> bool:
    """Return whether a comment with a word stands behind a key, or on the line above it.

    Args:
        document: The file.
        path: The key; where the file does not have it, the nearest table around it counts.

    Returns:
        Whether a reader of the file finds a reason there.
    """
    lines = document.text.split("\n")
    index = document.place(path)[0] - 1
    behind = STRINGS.sub("", lines[index]).partition("#")[2]
    above = lines[index - 1].strip() if index else ""
    return has_word(behind) or (above.startswith("#") and has_word(above))
