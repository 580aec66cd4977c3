"""`standards report`: a page of HTML about the findings of a repository."""

from __future__ import annotations

import os
import sys

from standards_hooks.commands.baseline_trend import trend_of
from standards_hooks.commands.report_page import page_of
from standards_hooks.core.errors import ConfigurationError, UncheckableFileError
from standards_hooks.engine.output import write_document
from standards_hooks.engine.repository_check import checked_repository
from standards_hooks.engine.statistics import Statistics
from standards_hooks.engine.writing import UnwritableError, write_file
from standards_hooks.rules import HOOK_IDS, load_hook
from standards_hooks.syntax.reading import read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from standards_hooks.core.options import Value


def run(directory: str, output: str | None, overrides: Mapping[str, Value]) -> int:
    """Check a repository and make its page.

    Args:
        directory: A directory of the repository.
        output: The file to write or overwrite; None prints the page.
        overrides: Values of options from the command line.

    Returns:
        0, whatever was found.

    Raises:
        ConfigurationError: If the configuration is wrong, a baseline cannot be read, or the file
            cannot be written.
    """
    hooks = [load_hook(hook_id) for hook_id in HOOK_IDS]
    root, checker = checked_repository(directory, hooks, HOOK_IDS, overrides, is_suite=True)
    new = sorted(checker.findings_beyond_baseline(), key=lambda finding: finding.order())
    if checker.errors:
        raise checker.errors[0]
    baselines = {checker.baseline_of(finding) for finding in checker.findings}
    trends = {os.path.relpath(path, root): trend_of(path) for path in sorted(baselines) if path}
    for finding in checker.findings:
        # The page shows paths from the root, from whichever directory it is made.
        finding.path = os.path.relpath(finding.path, root)
    page = page_of(os.path.basename(root), Statistics.of(checker.findings, new), new, trends)
    if output is None:
        write_document(page)
        return 0
    _write(output, page.encode("utf-8", "backslashreplace"))
    return 0


def _write(output: str, content: bytes) -> None:
    """Write the page, in place of an older one.

    Raises:
        ConfigurationError: If it cannot be written.
    """
    try:
        old = read_source(output, sys.maxsize) if os.path.lexists(output) else None
        write_file(output, old, content)
    except UncheckableFileError as error:
        raise ConfigurationError(output, f"it {error.reason}") from error
    except UnwritableError as error:
        raise ConfigurationError(output, str(error)) from error
