"""A comment that silences a tool names the rule.

`# noqa` hides the finding that somebody looked at, and every other one that the line will ever
have. The standard requires that Ruff and mypy pass; a comment that silences them has to name the
rule that does not apply, so that all others still do.

**What it finds.** `# noqa`, `# type: ignore`, `# pyright: ignore`, `# ty: ignore` and
`# pyrefly: ignore` without a code; `# ruff: noqa`, `# flake8: noqa`, `# mypy: ignore-errors`,
`# pyrefly: ignore-errors`, `# pylint: skip-file` and `# pylint: disable=all`, which silence a whole
file, as `# type: ignore` above the first statement does; `# ruff: disable`, `# ruff: file-ignore`
and `# ruff: ignore` without single rules; groups of rules such as `# noqa: E`; and `# fmt: off` or
`# yapf: disable` without an end.

**What it ignores.** Comments that name their rules, for a line or for a file: `# noqa: E501`,
`# ruff: noqa: F401`, `# type: ignore[arg-type]`, `# mypy: disable-error-code="misc"`. `# fmt: skip`
for one statement. Text inside strings, which no tool reads, and comments that only begin like a
directive. A reason after a code is fine; a reason instead of a code is not.

**Fix safety.** There is no fix: the tool prints which rule it is when the comment is removed.

**Compared with Ruff.** The PGH rules and mypy's `ignore-without-code` are not part of the required
configuration, and do not know comments for other tools.
"""

from __future__ import annotations

from standards_hooks.core.finding import Finding
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.rules import HOOK_IDS
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.options import Options
    from standards_hooks.semantic.module import Module
    from standards_hooks.syntax.comments import Comment


EXAMPLES = (
    Example(
        bad="from tracking.models import *  # noqa\n",
        good="from tracking.models import *  # noqa: F403\n",
    ),
    Example(
        bad="weight: int = scale.read()  # type: ignore\n",
        good="weight: int = scale.read()  # type: ignore[no-any-return]\n",
    ),
    Example(
        bad="# fmt: off\nCORNERS = [0, 0,\n           1, 1]\n",
        good="# fmt: off\nCORNERS = [0, 0,\n           1, 1]\n# fmt: on\n",
    ),
)

TYPE_CHECKERS = (b"type:", b"pyright:", b"mypy:", b"ty:", b"pyrefly:")


def may_find(source: bytes) -> bool:
    """Return whether a source can contain a comment that silences a tool.

    Args:
        source: A file in an encoding like ASCII.

    Returns:
        False only where no word of such a comment is in the file.
    """
    if b"fmt:" in source or b"yapf:" in source or b"pylint:" in source:
        return True
    lowered = source.lower()
    if b"noqa" in lowered or b"ruff" in lowered:
        return True
    return b"ignore" in lowered and any(tool in source for tool in TYPE_CHECKERS)


def find(module: Module, _options: Options) -> Iterator[Finding]:
    """Find the comments that silence more than they name.

    Args:
        module: The parsed file.
        _options: There are none.

    Yields:
        One finding for each such comment.
    """
    from standards_hooks.rules.blanket_suppressions.directives import blankets_in
    from standards_hooks.rules.blanket_suppressions.formatting import left_off, message_for

    lines = _suspicious_lines(module)
    if not lines:
        return
    from standards_hooks.syntax.comments import comments_in

    first = _first_statement(module)
    comments = [comment for comment in comments_in(module.lines) if comment.line in lines]
    for comment in comments:
        for blanket in blankets_in(comment, first):
            yield _finding(module, comment, blanket.offset, blanket.message)
    opened = left_off(comments)
    if opened is not None:
        yield _finding(module, opened, 0, message_for(opened))


def _suspicious_lines(module: Module) -> set[int]:
    """Return the lines with text that would be a finding in a real comment.

    Splitting a file into tokens costs as much as parsing it, and most files name their rules.
    """
    from standards_hooks.rules.blanket_suppressions.directives import MARK, blankets_in
    from standards_hooks.syntax.comments import Comment
    from standards_hooks.syntax.kept_layout import SWITCH

    found = set()
    for number, line in enumerate(module.lines, start=1):
        offset = line.find("#")
        if offset < 0 or MARK.search(line) is None:
            continue
        text = line[offset:]
        is_alone = not line[:offset].strip()
        comment = Comment(text, number, offset + 1, is_alone=is_alone)
        is_switch = is_alone and SWITCH.fullmatch(text) is not None
        if is_switch or next(blankets_in(comment, 0), None) is not None:
            found.add(number)
    return found


def _first_statement(module: Module) -> int:
    """Return the line of the first statement, 0 where there is none."""
    if not module.tree.body:
        return 0
    first = module.tree.body[0]
    decorators: list[ast.expr] = []
    if isinstance(first, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        decorators = first.decorator_list
    return min([first.lineno, *(decorator.lineno for decorator in decorators)])


def _finding(module: Module, comment: Comment, offset: int, message: str) -> Finding:
    return Finding(module.path, comment.line, comment.column + offset, HOOK.id, message)


HOOK = Hook(
    "blanket-suppressions",
    __doc__,
    examples=EXAMPLES,
    find=find,
    may_find=may_find,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook; see `run_hook` for the exit codes."""
    return run_hook(HOOK, argv, HOOK_IDS)


if __name__ == "__main__":
    raise SystemExit(main())
