"""A repository checked whole."""

from __future__ import annotations

import os

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.engine.checking import Checker
from standards_hooks.engine.targets import targets_of
from standards_hooks.project.repository import Repository


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from standards_hooks.core.options import Value
    from standards_hooks.engine.hook import Hook


def checked_repository(
    directory: str,
    hooks: Sequence[Hook],
    hook_ids: Iterable[str],
    overrides: Mapping[str, Value],
    *,
    is_suite: bool = False,
    may_lack_baseline: bool = False,
) -> tuple[str, Checker]:
    """Check every file and project of a repository.

    Args:
        directory: A directory of the repository.
        hooks: The hooks to check by.
        hook_ids: The ids of all hooks.
        overrides: Values of options from the command line.
        is_suite: Whether suppressions of unknown hooks are findings, too.
        may_lack_baseline: Whether a baseline that is named need not exist.

    Returns:
        The absolute root of the repository, and the checker after its work.

    Raises:
        ConfigurationError: If there is no such directory, or git does not answer.
    """
    if not os.path.isdir(directory):
        raise ConfigurationError(directory, "there is no such directory")
    root = Repository.around(directory).root
    checker = Checker(
        hooks, hook_ids, overrides, is_suite=is_suite, may_lack_baseline=may_lack_baseline
    )
    targets = targets_of([os.path.relpath(root)], hooks)
    checker.check_all(targets.files, targets.projects)
    return root, checker
