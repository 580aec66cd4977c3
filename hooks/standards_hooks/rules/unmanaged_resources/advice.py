"""What a message says about something that stays open: why, and what to write."""

from __future__ import annotations

from standards_hooks.rules.unmanaged_resources import ownership
from standards_hooks.rules.unmanaged_resources.openers import ASYNC_WITH, CLOSING, FINALLY
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.rules.unmanaged_resources.context import Context
    from standards_hooks.rules.unmanaged_resources.openers import Opener
    from standards_hooks.rules.unmanaged_resources.ownership import Loss


LONGEST_CALL = 60
"""How long a call may be that a message repeats, in characters."""

REASONS = {
    ownership.DROPPED: "`{call}` opens what nothing keeps or closes",
    ownership.BORROWED: "`{call}` is used here and never closed",
    ownership.GIVEN: "`{call}` is handed on, and nothing here closes it",
    ownership.NEVER: "`{holder}` is opened here and never closed",
    ownership.UNLESS: "`{holder}` stays open when anything fails before it is closed",
    ownership.UNOWNED: "`{holder}` is opened here, and nothing in its class closes it",
    ownership.ELSEWHERE: "`{holder}` is opened here, and nothing in this file closes it for sure",
    ownership.OF_MODULE: "`{holder}` of the module is never closed",
}
OF_OBJECTS = frozenset({ownership.UNOWNED, ownership.ELSEWHERE})


def advice(call: ast.Call, opener: Opener, loss: Loss, context: Context) -> str:
    """Return what is wrong with a call that opens something, and what to write instead.

    Args:
        call: The call.
        opener: What it opens.
        loss: Why nobody closes that.
        context: What stands around the call.
    """
    segment = context.module.segment
    written = segment(call)
    if len(written) > LONGEST_CALL:
        written = f"{segment(call.func)}(…)"
    reason = REASONS[loss.kind].format(call=written, holder=loss.holder)
    is_async = opener.form in {ASYNC_WITH, FINALLY}
    closing = f"{'await ' if is_async else ''}{loss.holder or opener.name}.{opener.closer}()"
    if loss.kind in OF_OBJECTS:
        exit_ = "__aexit__" if is_async else "__exit__"
        return f"{reason}; give the class a `{opener.closer}` or `{exit_}` that calls `{closing}`"
    if opener.form == FINALLY:
        return f"{reason}; call `{closing}` in a `finally`"
    is_awaited = isinstance(context.parents.get(call), ast.Await)
    if is_awaited and opener.has_awaited_entry:
        written = f"await {written}"
    if opener.form == CLOSING:
        written = f"contextlib.closing({written})"
    keyword = ASYNC_WITH if is_async else "with"
    name = loss.holder or opener.name
    return f"{reason}; write `{keyword} {written} as {name}:` around what uses it"
