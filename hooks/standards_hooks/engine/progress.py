"""The progress of a long run, shown at a terminal."""

from __future__ import annotations

import os
import sys
import time

from standards_hooks.engine.output import show_progress


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


PATIENCE = 2.0
"""Seconds before anything is shown."""
INTERVAL = 0.1
"""Seconds between two updates."""


def counted_on_terminal(paths: Iterable[str], total: int) -> Iterator[str]:
    """Yield paths unchanged, and show on standard error how many of them are done.

    Nothing is shown in the first two seconds, nor where standard error is not a terminal, nor under
    pre-commit, whose hooks share its terminal. The line is erased at the end.

    Args:
        paths: The paths.
        total: Their number.
    """
    if os.environ.get("PRE_COMMIT") or not sys.stderr.isatty():
        yield from paths
        return
    due = time.monotonic() + PATIENCE
    is_shown = False
    try:
        for done, path in enumerate(paths):
            if time.monotonic() >= due:
                show_progress(f"{done} of {total} files checked")
                is_shown = True
                due = time.monotonic() + INTERVAL
            yield path
    finally:
        if is_shown:
            show_progress("")
