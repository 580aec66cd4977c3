"""`standards report`: the page of a repository, printed or written."""

from __future__ import annotations

import os
import sys

from standards_hooks.commands.page import page_of
from standards_hooks.commands.trend import trend_of
from standards_hooks.core.errors import ConfigurationError
from standards_hooks.engine.repository_check import checked_repository
from standards_hooks.engine.statistics import Statistics
from standards_hooks.rules import HOOK_IDS, load_hook


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from standards_hooks.core.options import Value


def run(directory: str, output: str | None, overrides: Mapping[str, Value]) -> int:
    """Check a repository and make its page.

    Args:
        directory: A directory of the repository.
        output: The file to write, over what is there; None prints the page.
        overrides: Values of options from the command line.

    Returns:
        0, whatever was found; 2 where the configuration is wrong.

    Raises:
        ConfigurationError: If a baseline cannot be read, or the file not be written.
    """
    hooks = [load_hook(hook_id) for hook_id in HOOK_IDS]
    root, checker = checked_repository(directory, hooks, HOOK_IDS, overrides, is_suite=True)
    new = sorted(checker.findings_beyond_baseline(), key=lambda finding: finding.order())
    if checker.errors:
        raise checker.errors[0]
    baselines = {checker.baseline_of(finding) for finding in checker.findings}
    trends = {os.path.relpath(path, root): trend_of(path) for path in sorted(baselines) if path}
    for finding in checker.findings:
        # The page is about the repository, wherever it is made from.
        finding.path = os.path.relpath(finding.path, root)
    page = page_of(os.path.basename(root), Statistics(checker.findings, new), new, trends)
    if output is None:
        sys.stdout.write(page)
        return 0
    try:
        with open(output, "w", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(page)
    except OSError as error:
        reason = f"it cannot be written: {error.strerror or error}"
        raise ConfigurationError(output, reason) from error
    return 0
