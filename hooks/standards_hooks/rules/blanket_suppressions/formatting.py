"""`# fmt: off` without an end."""

from __future__ import annotations

from standards_hooks.syntax.kept_layout import ON, SWITCH


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from standards_hooks.syntax.comments import Comment


def left_off(comments: Iterable[Comment]) -> Comment | None:
    """Find the comment that turns the formatter off for good.

    Args:
        comments: The comments of a file, in order.

    Returns:
        The first after which no comment turns the formatter on again, in its own block or in one
        around it: the formatter does not look for the end of a region in the blocks inside.
    """
    opened: Comment | None = None
    for comment in comments:
        match = SWITCH.fullmatch(comment.text) if comment.is_alone else None
        if match is None:
            continue
        if match["to"] not in ON:
            opened = opened or comment
        elif opened is not None and comment.column <= opened.column:
            opened = None
    return opened


def message_for(comment: Comment) -> str:
    """Return what to do about a comment that turns the formatter off for good."""
    end = "# yapf: enable" if "yapf" in comment.text else "# fmt: on"
    return (
        f"`{comment.text.rstrip()}` has no `{end}` after it; add one after the statements that it"
        " is for, or write `# fmt: skip` at the end of a single one"
    )
