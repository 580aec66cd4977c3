"""The `standards` command: parses its arguments and runs the subcommand that they name."""

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
from standards_hooks.engine.running import guarded


TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from standards_hooks.engine.option_parser import OptionParser

    type Commands = argparse._SubParsersAction[OptionParser]  # noqa: SLF001 - it has no public name


PROGRAM = "standards"
CHECK = "check"
LIST = "list"
EXPLAIN = "explain"
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
                from standards_hooks.commands import check

                return check.run(plain)
        return _dispatch(arguments)

    return guarded(work)


def _dispatch(arguments: list[str]) -> int:
    """Parse the arguments and run the subcommand that they name."""
    import argparse

    from standards_hooks.engine.option_parser import OptionParser

    parser = OptionParser(
        prog=PROGRAM,
        description="Holds a Python repository to a coding standard.",
        epilog="examples:\n  standards check src\n"
        "  standards check --select boolean-naming app.py\n"
        "  standards explain mutable-defaults\n  standards init --repo URL",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_options(parser, ())
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check_parser = _declare_check(commands)
    commands.add_parser(LIST, help="list the hooks")
    _declare_explain(commands)
    _declare_init(commands)
    _declare_baseline(commands)
    _declare_report(commands)
    if arguments[:1] == [CHECK]:
        return _check(parse(check_parser, arguments[1:]), check_parser)
    runs = {
        LIST: _list,
        EXPLAIN: _explain,
        INIT: _init,
        BASELINE: _baseline,
        REPORT: _report,
    }
    command = arguments[0] if arguments else ""
    if command in runs:
        # Options may stand before and behind what they are not about.
        return runs[command](commands.choices[command].parse_intermixed_args(arguments[1:]))
    given = parser.parse_args(arguments)
    return runs[given.command](given)


def _declare_check(commands: Commands) -> argparse.ArgumentParser:
    parser = commands.add_parser(CHECK, help="check files and directories", allow_abbrev=False)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and directories")
    add_modes(parser)
    add_output(parser)
    parser.add_argument(
        "--statistics", action="store_true", help="count the findings instead of listing them"
    )
    parser.add_argument(
        "--all", action="store_true", help="report, and fix, what the baseline holds, too"
    )
    add_options(parser, COMMON_OPTIONS)
    return parser


def _check(given: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from standards_hooks.commands import check

    arguments = arguments_in(given, COMMON_OPTIONS)
    arguments.uses_baseline = not given.all
    if given.statistics:
        if given.output_format not in {None, TEXT}:
            parser.exit(2, f"error: --statistics: not with --output-format {given.output_format}\n")
        arguments.should_count = True
        arguments.output_format = TEXT
    return check.run(arguments)


def _list(_: argparse.Namespace) -> int:
    from standards_hooks.commands import explain

    return explain.run_list()


def _declare_explain(commands: Commands) -> None:
    parser = commands.add_parser(EXPLAIN, help="print the page of a hook")
    parser.add_argument("hook", metavar="HOOK", help="the id of a hook")


def _explain(given: argparse.Namespace) -> int:
    from standards_hooks.commands import explain

    return explain.run(given.hook)


def _declare_init(commands: Commands) -> None:
    parser = commands.add_parser(
        INIT,
        help="write the sample .pre-commit-config.yaml, or add what is missing to an existing one",
        allow_abbrev=False,
    )
    parser.add_argument("directory", nargs="?", default=".", metavar="DIRECTORY")
    parser.add_argument("--repo", metavar="URL", help="the repository of these hooks")
    parser.add_argument("--rev", help="its tag or commit (default: the installed one)")
    parser.add_argument(
        "--diff", action="store_true", help="show the change of the configuration; write nothing"
    )
    parser.add_argument(
        "--adopt",
        action="store_true",
        help="record all that is found today, as waivers and in the baseline",
    )


def _init(given: argparse.Namespace) -> int:
    from standards_hooks.commands import baseline, init

    change = init.planned_change(given.directory, given.repo, given.rev, is_adopting=given.adopt)
    if given.diff:
        init.show(change)
        return 0
    init.write(change)
    if given.adopt:
        from standards_hooks.commands import adoption

        return adoption.adopt(given.directory)
    baseline.suggest(given.directory)
    return 0


def _declare_baseline(commands: Commands) -> None:
    from standards_hooks.commands.baseline import ACTIONS

    parser = commands.add_parser(
        BASELINE,
        help="record today's findings, so that only new ones are reported",
        allow_abbrev=False,
    )
    parser.add_argument(
        "action",
        choices=ACTIONS,
        help="; ".join(f"{name}: {what}" for name, what in ACTIONS.items()),
    )
    parser.add_argument("directory", nargs="?", default=".", metavar="DIRECTORY")
    parser.add_argument(
        "--accept-new",
        action="store_true",
        help="write: record new findings in a baseline that is there already",
    )
    parser.add_argument(
        "--strict", action="store_true", help="check: fail if something fixed is still recorded"
    )
    add_options(parser, COMMON_OPTIONS)


def _baseline(given: argparse.Namespace) -> int:
    from standards_hooks.commands import baseline

    overrides = overrides_in(given, COMMON_OPTIONS)
    return baseline.run(
        given.action,
        given.directory,
        overrides,
        accepts_new=given.accept_new,
        is_strict=given.strict,
    )


def _declare_report(commands: Commands) -> None:
    parser = commands.add_parser(
        REPORT, help="make a page of HTML about the findings of a repository", allow_abbrev=False
    )
    parser.add_argument("directory", nargs="?", default=".", metavar="DIRECTORY")
    parser.add_argument(
        "--output", metavar="FILE", help="write the page to this file instead of printing it"
    )
    add_options(parser, COMMON_OPTIONS)


def _report(given: argparse.Namespace) -> int:
    from standards_hooks.commands import report

    return report.run(given.directory, given.output, overrides_in(given, COMMON_OPTIONS))


if __name__ == "__main__":
    raise SystemExit(main())
