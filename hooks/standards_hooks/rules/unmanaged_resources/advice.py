"""The message about a resource that stays open: why, and what to write."""

from __future__ import annotations

from standards_hooks.rules.unmanaged_resources import ownership
from standards_hooks.rules.unmanaged_resources.openers import ASYNC_WITH, CLOSING, FINALLY
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.walking import descendants


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
    may_be_given = _may_be_given(call, leak, module, parents)
    if leak.kind in OF_OBJECTS:
        exit_ = "__aexit__" if is_async else "__exit__"
        only = ", where it was opened here" if may_be_given else ""
        names = f"`{opener.closer}` or `{exit_}`"
        return f"{reason}; give the class a {names} that calls `{closing}`{only}"
    if opener.form == FINALLY:
        only = ", where it was opened here" if may_be_given else ""
        return f"{reason}; call `{closing}` in a `finally`{only}"
    is_awaited = isinstance(parents.of(call), ast.Await)
    if is_awaited and opener.has_awaited_entry:
        written = f"await {written}"
    if opener.form == CLOSING:
        written = f"contextlib.closing({written})"
    if may_be_given:
        return f"{reason}; {_on_a_stack(written, is_async=is_async)}"
    keyword = ASYNC_WITH if is_async else "with"
    name = leak.holder or opener.name
    return f"{reason}; write `{keyword} {written} as {name}:` around what uses it"


def _may_be_given(call: ast.Call, leak: Leak, module: Module, parents: Parents) -> bool:
    """Return whether the holder may hold what a caller passed, which stays the caller's to close.

    In `session = session or Session()` it does, and where a parameter is assigned to.
    """
    child: ast.AST = call
    for parent in parents.above(call):
        if isinstance(parent, ast.BoolOp) and parent.values[0] is not child:
            return True
        if isinstance(parent, ast.IfExp):
            other = parent.orelse if parent.body is child else parent.body
            if not isinstance(other, ast.Constant):
                return True
        if isinstance(parent, ast.stmt):
            break
        child = parent
    # In `path = open(path)` the caller passed something else.
    is_argument = any(
        isinstance(each, ast.Name) and each.id == leak.holder for each in descendants(call)
    )
    return not is_argument and module.scopes_around(call)[0].parameter(leak.holder) is not None


def _on_a_stack(written: str, *, is_async: bool) -> str:
    """Say how a stack closes what is opened here, and leaves open what was passed."""
    if is_async:
        stack, entered = "async with contextlib.AsyncExitStack()", "await stack.enter_async_context"
    else:
        stack, entered = "with contextlib.ExitStack()", "stack.enter_context"
    return (
        f"write `{stack} as stack:` around what uses it and `{entered}({written})` here, which"
        " leaves open what a caller passed"
    )
