"""The edge of every executable: arguments in; lines and an exit code out."""

from __future__ import annotations

import gc
import os
import sys
import warnings

from standards_hooks.core.errors import ConfigurationError
from standards_hooks.engine import output
from standards_hooks.engine.arguments import CHECK, DIFF, FIX, OUTPUT_VARIABLE, TEXT, read_arguments
from standards_hooks.engine.checking import Checker


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.engine.arguments import Arguments
    from standards_hooks.engine.checking import Apply
    from standards_hooks.engine.fixed_files import FixedFile
    from standards_hooks.engine.hook import Hook


CLEAN = 0
FOUND = 1
MISCONFIGURED = 2
INTERRUPTED = 130
"""The exit code that a shell expects after Ctrl-C."""


def run_hook(hook: Hook, argv: Sequence[str] | None, hook_ids: Iterable[str]) -> int:
    """Run the executable of one hook.

    Args:
        hook: The hook.
        argv: The arguments without the program's name; None takes those of the process.
        hook_ids: The ids of all hooks: any other name of a table in the configuration is wrong.

    Returns:
        The exit code: 0 nothing found, 1 something found, 2 wrong configuration.
    """

    def work() -> int:
        arguments = read_arguments(hook, sys.argv[1:] if argv is None else argv)
        checker = Checker([hook], hook_ids, arguments.overrides, apply=apply_of(arguments.mode))
        if hook.find_in_project is None:
            for path in arguments.paths:
                checker.check_file(path)
        else:
            from standards_hooks.project.repository import projects_holding

            for project in projects_holding(arguments.paths):
                checker.check_project(project)
        return report(hook.id, checker, arguments)

    return guarded(work)


def apply_of(mode: str) -> Apply | None:
    """Return what a mode of the command line does with a fixed file.

    Args:
        mode: One of `CHECK`, `FIX` and `DIFF`.

    Returns:
        A function that writes the file, or returns the difference; None where nothing is fixed.
    """
    if mode == FIX:
        return _write
    return _show if mode == DIFF else None


def _write(path: str, old: bytes, new: bytes) -> str:
    from standards_hooks.engine.writing import write_file

    write_file(path, old, new)
    return ""


def _show(path: str, old: bytes, new: bytes) -> str:
    from standards_hooks.engine.file_fixes import difference

    return difference(path, old, new)


def report(program: str, checker: Checker, arguments: Arguments) -> int:
    """Print what a checker found.

    Args:
        program: Name of the executable, for messages about configuration.
        checker: The checker after its work.
        arguments: The output format and what to show.

    Returns:
        The exit code.

    Raises:
        ConfigurationError: If the environment names an unknown output format.
    """
    findings = sorted(checker.findings_beyond_baseline(), key=order_of)
    fixed = [checker.fixed[path] for path in sorted(checker.fixed)]
    # standards: ignore[environment-access] the only variable: a class would cost every commit more
    output_format = arguments.output_format or os.environ.get(OUTPUT_VARIABLE) or TEXT
    if output_format != TEXT:
        from standards_hooks.engine.reports.contents import Report
        from standards_hooks.engine.reports.documents import document_of

        errors = list(map(str, checker.errors))
        contents = Report(findings, fixed, errors, checker.hooks)
        output.write_document(document_of(output_format, contents))
    else:
        _show_fixed(fixed, arguments.mode)
        if arguments.should_count:
            from standards_hooks.engine.statistics import Statistics

            output.write_lines(Statistics.of(checker.findings, findings).lines())
        else:
            is_last = not fixed or arguments.mode == DIFF
            output.write_lines(_lines_of(findings, arguments, may_summarize=is_last))
        if fixed and arguments.mode == FIX:
            from standards_hooks.engine.fixed_files import closing_line

            output.write_lines([closing_line(fixed, len(findings))])
    for error in checker.errors:
        output.write_error(f"{program}: {error}")
    if checker.errors:
        return MISCONFIGURED
    is_failing = fixed or not all(finding.is_warning for finding in findings)
    return FOUND if is_failing else CLEAN


def _show_fixed(fixed: Iterable[FixedFile], mode: str) -> None:
    """Print what was fixed: the lines of each file, or its difference."""
    for each in fixed:
        if mode == DIFF:
            output.write_difference(each.difference)
        else:
            output.write_lines(each.lines())


def _lines_of(
    findings: Sequence[Finding], arguments: Arguments, *, may_summarize: bool
) -> Iterable[str]:
    """Return the lines to print: plain, or with colour, source and a summary for people."""
    if not findings:
        return ()
    is_terminal = sys.stdout.isatty()
    if not (is_terminal or arguments.should_show_source or os.environ.get("FORCE_COLOR")):
        return map(line_of, findings)
    from standards_hooks.engine.reports import terminal

    shows_source = arguments.should_show_source and arguments.mode != DIFF
    return terminal.lines_for_people(
        findings,
        line_of,
        terminal.Frames() if shows_source else None,
        is_coloured=terminal.is_coloured(os.environ, is_terminal=is_terminal),
        has_summary=may_summarize and terminal.wants_summary(os.environ, is_terminal=is_terminal),
        can_fix=arguments.mode == CHECK,
    )


def order_of(finding: Finding) -> tuple[str, int, int, str, str]:
    """Return the key that findings are sorted by."""
    return finding.order()


def line_of(finding: Finding) -> str:
    """Return a finding as one line, with what is not printable escaped."""
    severity = "warning: " if finding.is_warning else ""
    place = f"{finding.path}:{finding.line}:{finding.column}"
    return output.one_line(f"{place}: {finding.hook} {severity}{finding.message}")


def guarded(work: Callable[[], int]) -> int:
    """Run the work of an executable with the guarantees that every hook gives.

    Output is UTF-8 whatever the locale; the parser's warnings about checked code are not shown; a
    closed pipe, a full disk and Ctrl-C end without a traceback; the cycle collector is off, because
    syntax trees have no cycles.

    Args:
        work: The work; it returns an exit code.

    Returns:
        The exit code of the work.
    """
    output.prepare()
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = _exit_code_of(work)
        output.flush()
    except OSError as error:
        output.discard()
        if not isinstance(error, BrokenPipeError):
            output.write_error(f"error: {error}")
        code = FOUND
    except ConfigurationError as error:
        output.write_error(str(error))
        code = MISCONFIGURED
    except KeyboardInterrupt:
        code = INTERRUPTED
    finally:
        if is_collecting:
            gc.enable()
    return code


def _exit_code_of(work: Callable[[], int]) -> int:
    """Return the exit code of the work, also where `argparse` raises it."""
    try:
        return work()
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else CLEAN
