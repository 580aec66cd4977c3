"""The message about a resource that stays open: why, and what to write."""

from __future__ import annotations

from standards_hooks.rules.unmanaged_resources import ownership
from standards_hooks.rules.unmanaged_resources.openers import ASYNC_WITH, CLOSING, FINALLY
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.rules.unmanaged_resources.openers import Opener
    from standards_hooks.rules.unmanaged_resources.ownership import Leak
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.parents import Parents


LONGEST_CALL = 60
"""The longest call that a message quotes whole, in characters."""

REASONS = {
    ownership.DROPPED: "the result of `{call}` is discarded and never closed",
    ownership.BORROWED: "`{call}` is used here and never closed",
    ownership.PASSED: "`{call}` is passed on, and nothing here closes it",
    ownership.NEVER: "`{holder}` is opened here and never closed",
    ownership.ON_SUCCESS: "`{holder}` stays open if an error is raised before it is closed",
    ownership.UNOWNED: "`{holder}` is opened here, and nothing in its class closes it",
    ownership.ELSEWHERE: "`{holder}` is opened here, and nothing in this file is sure to close it",
    ownership.MODULE_LEVEL: "module-level `{holder}` is never closed",
}
OF_OBJECTS = frozenset({ownership.UNOWNED, ownership.ELSEWHERE})


def advice(call: ast.Call, opener: Opener, leak: Leak, module: Module, parents: Parents) -> str:
    """Return what is wrong with a call that opens something, and what to write instead.

    Args:
        call: The call.
        opener: What it opens.
        leak: Why nothing closes that.
        module: The file.
        parents: What the call stands in.
    """
    segment = module.segment
    written = segment(call)
    if len(written) > LONGEST_CALL:
        written = f"{segment(call.func)}(…)"
    reason = REASONS[leak.kind].format(call=written, holder=leak.holder)
    is_async = opener.form in {ASYNC_WITH, FINALLY}
    closing = f"{'await ' if is_async else ''}{leak.holder or opener.name}.{opener.closer}()"
    if leak.kind in OF_OBJECTS:
        exit_ = "__aexit__" if is_async else "__exit__"
        return f"{reason}; give the class a `{opener.closer}` or `{exit_}` that calls `{closing}`"
    if opener.form == FINALLY:
        return f"{reason}; call `{closing}` in a `finally`"
    is_awaited = isinstance(parents.of(call), ast.Await)
    if is_awaited and opener.has_awaited_entry:
        written = f"await {written}"
    if opener.form == CLOSING:
        written = f"contextlib.closing({written})"
    keyword = ASYNC_WITH if is_async else "with"
    name = leak.holder or opener.name
    return f"{reason}; write `{keyword} {written} as {name}:` around what uses it"
