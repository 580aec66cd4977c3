"""How many steps Python takes for some work: a number that no busy machine changes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Callable


TOOL = 4
"""A number of `sys.monitoring` that no debugger, profiler or measurer of coverage takes."""


def steps_of(work: Callable[[], object]) -> int:
    """Return how many steps some work takes: lines, turns of loops and calls, in any module.

    What the interpreter's own C code does inside one of them is not counted.

    Args:
        work: What to do.
    """
    monitoring = sys.monitoring
    events = monitoring.events
    counted = events.LINE | events.JUMP | events.PY_START | events.PY_RESUME
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    monitoring.use_tool_id(TOOL, "steps")
    try:
        for event in (events.LINE, events.JUMP, events.PY_START, events.PY_RESUME):
            monitoring.register_callback(TOOL, event, count)
        monitoring.set_events(TOOL, counted)
        try:
            work()
        finally:
            monitoring.set_events(TOOL, events.NO_EVENTS)
    finally:
        monitoring.free_tool_id(TOOL)
    return steps
