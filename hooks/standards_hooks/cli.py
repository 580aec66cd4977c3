"""The `standards` command: every hook in one process."""

from __future__ import annotations

import sys

from standards_hooks.engine.arguments import (
    TEXT,
    add_modes,
    add_options,
    add_output,
    arguments_in,
    overrides_in,
    parse,
    read_plain_arguments,
)
from standards_hooks.engine.configuration import COMMON_OPTIONS
from standards_hooks.engine.running import apply_of, guarded, report
from standards_hooks.rules import FILE_HOOK_IDS, HOOK_IDS, load_hook


TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from standards_hooks.engine.arguments import Arguments


PROGRAM = "standards"
CHECK = "check"
INIT = "init"
BASELINE = "baseline"
REPORT = "report"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: The arguments without the program's name; None takes those of the process.

    Returns:
        0 nothing found, 1 something found, 2 wrong options or configuration.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)

    def work() -> int:
        if arguments[:1] == [CHECK]:
            # What pre-commit runs: file names alone need no parser.
            plain = read_plain_arguments(arguments[1:], can_fix=True)
            if plain is not None:
                return check(plain, HOOK_IDS)
        return _dispatch(arguments)

    return guarded(work)


def check(arguments: Arguments, hook_ids: Sequence[str]) -> int:
    """Check files, and the projects of directories, by several hooks.

    A Python file is checked by the file rules; a file that a repository rule reads has the project
    checked that holds it; a directory stands for all its files and projects.

    Args:
        arguments: Paths and options; no path stands for the working directory.
        hook_ids: The hooks to run.

    Returns:
        The exit code.
    """
    from standards_hooks.engine.checking import Checker
    from standards_hooks.engine.progress import counted_on_terminal
    from standards_hooks.engine.targets import PYTHON_ENDINGS, targets_of

    paths = arguments.paths or ["."]
    has_only_files = all(path.endswith(PYTHON_ENDINGS) for path in paths)
    due = FILE_HOOK_IDS if has_only_files else HOOK_IDS
    hooks = [load_hook(hook_id) for hook_id in hook_ids if hook_id in due]
    is_whole = tuple(hook_ids) == HOOK_IDS
    checker = Checker(
        hooks,
        HOOK_IDS,
        arguments.overrides,
        is_suite=is_whole,
        apply=apply_of(arguments.mode),
    )
    targets = targets_of(paths, hooks)
    for path in counted_on_terminal(targets.files, len(targets.files)):
        checker.check_file(path)
    for project in targets.projects:
        checker.check_project(project)
    return report(PROGRAM, checker, arguments)


def list_hooks() -> int:
    """Print every hook with its first line."""
    width = max(map(len, HOOK_IDS))
    for hook_id in HOOK_IDS:
        sys.stdout.write(f"{hook_id:{width}}  {load_hook(hook_id).summary}\n")
    return 0


def explain(hook_id: str) -> int:
    """Print what a hook is about, its options and its examples.

    Args:
        hook_id: The hook.

    Returns:
        0, or 2 where there is no such hook.
    """
    if hook_id not in HOOK_IDS:
        import difflib

        near = difflib.get_close_matches(hook_id, HOOK_IDS, n=1)
        hint = f"; did you mean `{near[0]}`?" if near else ": see `standards list`"
        sys.stderr.write(f"{PROGRAM}: `{hook_id}` is no hook{hint}\n")
        return 2
    from standards_hooks.commands.explain import explanation_of

    sys.stdout.write(explanation_of(load_hook(hook_id)))
    return 0


def _dispatch(arguments: list[str]) -> int:
    """Run the subcommand that the arguments name."""
    import argparse

    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Holds a Python repository to a coding standard.",
        epilog="examples:\n  standards check src\n  standards check --hook boolean-naming app.py\n"
        "  standards explain mutable-defaults\n  standards init --repo URL",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_options(parser, ())
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    checking = commands.add_parser(CHECK, help="check files and directories", allow_abbrev=False)
    checking.add_argument("paths", nargs="*", metavar="PATH", help="files and directories")
    checking.add_argument(
        "--hook", action="append", choices=HOOK_IDS, help="run this hook only (may be repeated)"
    )
    add_modes(checking)
    add_output(checking)
    checking.add_argument(
        "--statistics", action="store_true", help="count the findings instead of listing them"
    )
    add_options(checking, COMMON_OPTIONS)
    commands.add_parser("list", help="list the hooks")
    explaining = commands.add_parser("explain", help="say what a hook is about")
    explaining.add_argument("hook", metavar="HOOK", help="the id of a hook")
    _declare_init(commands)
    _declare_baseline(commands)
    _declare_report(commands)
    if arguments[:1] == [CHECK]:
        given = parse(checking, arguments[1:])
    else:
        given = parser.parse_args(arguments)
        if given.command == "list":
            return list_hooks()
        if given.command == "explain":
            return explain(given.hook)
        if given.command == REPORT:
            from standards_hooks.commands.report import run as run_report

            overrides = overrides_in(given, COMMON_OPTIONS)
            return run_report(given.directory, given.output, overrides)
        if given.command == BASELINE:
            from standards_hooks.commands.baseline import run

            return run(given.action, given.directory, overrides_in(given, COMMON_OPTIONS))
        if given.command == INIT:
            return _init(given)
    chosen = [hook_id for hook_id in HOOK_IDS if not given.hook or hook_id in given.hook]
    wanted = arguments_in(given, COMMON_OPTIONS)
    if given.statistics:
        if given.output_format not in {None, TEXT}:
            checking.exit(
                2, f"error: --statistics: not with --output-format {given.output_format}\n"
            )
        wanted.should_count = True
        wanted.output_format = TEXT
    return check(wanted, chosen)


def _init(given: argparse.Namespace) -> int:
    """Set a repository up; record its findings where that is asked for, else offer it."""
    from standards_hooks.commands.init import init

    code = init(given.directory, given.repo, given.rev, is_trial=given.diff)
    if given.diff:
        return code
    from standards_hooks.commands.actions import WRITE
    from standards_hooks.commands.baseline import number_to_record, run

    if given.baseline:
        return run(WRITE, given.directory, {})
    number = number_to_record(given.directory)
    if number:
        are, them = ("finding is", "it") if number == 1 else ("findings are", "them")
        offer = f"`standards baseline write` records {them}"
        sys.stdout.write(f"{number} {are} there today: {offer}\n")
    return code


def _declare_init(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        INIT,
        help="write the sample .pre-commit-config.yaml, or add what is missing to one",
        allow_abbrev=False,
    )
    parser.add_argument("directory", nargs="?", default=".", metavar="DIRECTORY")
    parser.add_argument("--repo", metavar="URL", help="where the repository of these hooks is")
    parser.add_argument("--rev", help="its tag or commit (default: the one installed)")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--diff", action="store_true", help="show the change; write nothing")
    either.add_argument("--baseline", action="store_true", help="record the findings of today, too")


def _declare_baseline(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        BASELINE,
        help="record the findings of today, so that only new ones are reported",
        allow_abbrev=False,
    )
    from standards_hooks.commands.actions import ACTIONS

    parser.add_argument(
        "action",
        choices=ACTIONS,
        help="; ".join(f"{name}: {what}" for name, what in ACTIONS.items()),
    )
    parser.add_argument("directory", nargs="?", default=".", metavar="DIRECTORY")
    add_options(parser, COMMON_OPTIONS)


def _declare_report(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        REPORT, help="show on one page of HTML how a repository stands", allow_abbrev=False
    )
    parser.add_argument("directory", nargs="?", default=".", metavar="DIRECTORY")
    parser.add_argument("--output", metavar="FILE", help="write the page there instead")
    add_options(parser, COMMON_OPTIONS)


if __name__ == "__main__":
    raise SystemExit(main())
