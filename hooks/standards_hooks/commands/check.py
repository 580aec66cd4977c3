"""`standards check`: files, and the projects of directories, checked by several hooks at once."""

from __future__ import annotations

import os

from standards_hooks.engine.checking import Checker
from standards_hooks.engine.running import apply_of, report
from standards_hooks.engine.selection import ALL, SELECT
from standards_hooks.rules import FILE_HOOK_IDS, HOOK_IDS, load_hook
from standards_hooks.syntax.reading import PYTHON_ENDINGS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from standards_hooks.engine.arguments import Arguments


PROGRAM = "standards"


def run(arguments: Arguments) -> int:
    """Check what the paths of a command line stand for, and report what was found.

    A Python file is checked by the file rules. A file that a repository rule reads stands for its
    project, and a directory for all its files and projects.

    Args:
        arguments: Paths and options; no path stands for the working directory.

    Returns:
        The exit code.
    """
    paths = arguments.paths or ["."]
    has_only_files = all(
        path.endswith(PYTHON_ENDINGS) and not os.path.isdir(path) for path in paths
    )
    selected = _selected(arguments)
    due = FILE_HOOK_IDS if has_only_files else HOOK_IDS
    hooks = [load_hook(hook_id) for hook_id in selected if hook_id in due]
    checker = Checker(
        hooks,
        HOOK_IDS,
        arguments.overrides,
        is_suite=tuple(selected) == HOOK_IDS,
        apply=apply_of(arguments.mode),
        uses_baseline=arguments.uses_baseline,
    )
    if has_only_files:
        # What pre-commit passes: no directory to search, and nothing to import for that.
        checker.check_all(list(dict.fromkeys(paths)), ())
    else:
        from standards_hooks.engine.targets import targets_of

        targets = targets_of(paths, hooks)
        checker.check_all(targets.files, targets.projects)
    return report(PROGRAM, checker, arguments)


def _selected(arguments: Arguments) -> Sequence[str]:
    """Return the hooks that a command line selects: others need not even be imported."""
    selected = arguments.overrides.get(SELECT)
    if not isinstance(selected, tuple) or ALL in selected:
        return HOOK_IDS
    return [hook_id for hook_id in HOOK_IDS if hook_id in selected]
