"""The command line of a hook.

`argparse` is imported only if there are options to parse: pre-commit mostly passes file names
alone, and the import costs a third of a hook's start-up.
"""

from __future__ import annotations

import os

from standards_hooks import __version__
from standards_hooks.core.wording import shortened
from standards_hooks.engine.configuration import COMMON_OPTIONS
from standards_hooks.engine.output import write_error


TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping, Sequence

    from standards_hooks.core.options import Option, Value
    from standards_hooks.engine.hook import Hook


CHECK = "check"
TEXT = "text"
FORMATS = (TEXT, "json", "github", "sarif", "junit")
OUTPUT_VARIABLE = "STANDARDS_HOOKS_OUTPUT_FORMAT"
"""The environment variable that chooses the output format for every hook of a run."""
FIX = "--fix"
DIFF = "--diff"


class Arguments:
    """A parsed command line.

    Attributes:
        paths: Files and directories, as given.
        overrides: Values of the options that were given, by name.
        mode: `CHECK`, `FIX` or `DIFF`.
        output_format: The format of the report; None where none was given.
        should_show_source: Whether to show the lines that findings are about.
        should_count: Whether to count the findings instead of listing them.
        uses_baseline: Whether the findings that a baseline holds are left out.
    """

    __slots__ = (
        "mode",
        "output_format",
        "overrides",
        "paths",
        "should_count",
        "should_show_source",
        "uses_baseline",
    )

    def __init__(
        self,
        paths: list[str],
        overrides: Mapping[str, Value],
        mode: str = CHECK,
        output_format: str | None = None,
        *,
        should_show_source: bool = False,
    ) -> None:
        """Take what was given."""
        self.paths = paths
        self.overrides = overrides
        self.mode = mode
        self.output_format = output_format
        self.should_show_source = should_show_source
        self.should_count = False
        self.uses_baseline = True


def read_arguments(hook: Hook, argv: Sequence[str]) -> Arguments:
    """Read the command line of a hook's own executable.

    Args:
        hook: The hook, whose options are accepted in addition to those of the suite.
        argv: The arguments without the program's name.

    Returns:
        The parsed command line.

    Raises:
        SystemExit: With code 2 for a wrong option, 0 after `--help` and `--version`.
    """
    plain = read_plain_arguments(argv, can_fix=hook.can_fix)
    if plain is not None:
        return plain
    import argparse

    from standards_hooks.engine.option_parser import OptionParser

    parser = OptionParser(
        prog=hook.id,
        description=hook.summary,
        epilog=_epilog(hook),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    options = (*hook.options, *COMMON_OPTIONS)
    parser.add_argument("paths", nargs="*", metavar="FILE", help="files to check")
    if hook.can_fix:
        add_modes(parser)
    add_output(parser)
    add_options(parser, options)
    given = parse(parser, argv)
    return arguments_in(given, options)


def read_plain_arguments(argv: Sequence[str], *, can_fix: bool) -> Arguments | None:
    """Read a command line of file names, with or without `--fix`, without a parser.

    Args:
        argv: The arguments without the program's name.
        can_fix: Whether `--fix` is one of the options.

    Returns:
        The parsed command line; None where it needs the parser.
    """
    options, paths = split_paths(argv)
    paths = [option for option in options if not option.startswith("-")] + paths
    dashed = [option for option in options if option.startswith("-")]
    is_fixing = bool(dashed)
    if any(option != FIX for option in dashed) or (is_fixing and not can_fix):
        return None
    return Arguments(paths, {}, FIX if is_fixing else CHECK)


def split_paths(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """Separate the paths that begin with a dash from the other arguments.

    pre-commit and prek pass file names without a `--` before them, after the options that the
    user's configuration gives, and each name once. So an argument that is the name of an existing
    file is a path, also where an option has the same name, and of two such arguments the last.

    Args:
        argv: The arguments without the program's name.

    Returns:
        The arguments with the options among them, in their order; and the paths that begin with
        a dash, with all that follows a `--` that is no file.
    """
    options: list[str] = []
    paths: list[str] = []
    last = {argument: position for position, argument in enumerate(argv)}
    for position, argument in enumerate(argv):
        if not argument.startswith("-"):
            options.append(argument)
        elif position == last[argument] and os.path.lexists(argument):
            paths.append(argument)
        elif argument == "--":
            return options, [*paths, *argv[position + 1 :]]
        else:
            options.append(argument)
    return options, paths


def add_modes(parser: argparse.ArgumentParser) -> None:
    """Declare `--fix` and `--diff` to a parser."""
    modes = parser.add_mutually_exclusive_group()
    modes.add_argument(FIX, action="store_true", help="fix what can be fixed")
    modes.add_argument(DIFF, action="store_true", help="show what --fix would do; write nothing")


def add_output(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the report."""
    parser.add_argument(
        "--output-format",
        choices=FORMATS,
        help=f"format of the report (default: text, or the value of {OUTPUT_VARIABLE})",
    )
    parser.add_argument(
        "--show-source", action="store_true", help="show the source line of each finding"
    )


def arguments_in(given: argparse.Namespace, options: Iterable[Option]) -> Arguments:
    """Return the command line that a parser with paths, options, modes and output has parsed.

    Args:
        given: What `argparse` returned.
        options: The options that were declared to the parser.

    Raises:
        SystemExit: With code 2, if two options cannot be combined.
    """
    mode = _mode_of(given)
    if mode == DIFF and given.output_format not in {None, TEXT}:
        write_error(f"error: {DIFF}: not with --output-format {given.output_format}")
        raise SystemExit(2)
    return Arguments(
        given.paths,
        overrides_in(given, options),
        mode,
        TEXT if mode == DIFF else given.output_format,
        should_show_source=given.show_source,
    )


def _mode_of(given: argparse.Namespace) -> str:
    if getattr(given, "fix", False):
        return FIX
    return DIFF if getattr(given, "diff", False) else CHECK


def add_options(parser: argparse.ArgumentParser, options: Iterable[Option]) -> None:
    """Declare options to a parser, with `--version`.

    An option that is a table of strings can only be set in `pyproject.toml`.
    """
    import argparse

    parser.add_argument("--version", action="version", version=f"standards-hooks {__version__}")
    for option in options:
        flag = f"--{option.name}"
        if isinstance(option.default, bool):
            parser.add_argument(
                flag, action=argparse.BooleanOptionalAction, default=None, help=option.help
            )
        elif isinstance(option.default, tuple):
            parser.add_argument(
                flag, action="append", metavar="A,B", help=f"{option.help} (may be repeated)"
            )
        elif isinstance(option.default, int):
            parser.add_argument(flag, type=int, metavar="N", help=option.help)
        elif isinstance(option.default, str):
            choices = option.choices or None
            parser.add_argument(flag, choices=choices, help=option.help)


def overrides_in(given: argparse.Namespace, options: Iterable[Option]) -> dict[str, Value]:
    """Return the values of the options that were given, with lists split at commas.

    Args:
        given: What `argparse` returned.
        options: The options that were declared to the parser.

    Raises:
        SystemExit: With code 2, if a list holds a value that is not among its choices.
    """
    overrides: dict[str, Value] = {}
    for option in options:
        value = getattr(given, option.name.replace("-", "_"), None)
        if value is None:
            continue
        if isinstance(option.default, tuple):
            value = tuple(part for item in value for part in item.split(",") if part)
            _check_choices(option, value)
        overrides[option.name] = value
    return overrides


def _check_choices(option: Option, values: tuple[str, ...]) -> None:
    wrong = [value for value in values if option.choices and value not in option.choices]
    if wrong:
        allowed = ", ".join(option.choices)
        write_error(f"error: --{option.name}: `{shortened(wrong[0])}` is not one of {allowed}")
        raise SystemExit(2)


def parse(parser: argparse.ArgumentParser, argv: Sequence[str]) -> argparse.Namespace:
    """Parse options and paths in any order, including file names that begin with a dash.

    Args:
        parser: A parser with the positional argument `paths`.
        argv: The arguments without the program's name.

    Returns:
        What `argparse` returned, with all paths in `paths`.

    Raises:
        SystemExit: As `argparse` raises it.
    """
    options, paths = split_paths(argv)
    given = parser.parse_intermixed_args(options)
    given.paths = [*given.paths, *paths]
    return given


def _epilog(hook: Hook) -> str:
    lines = ["examples:", f"  {hook.id} app/models.py"]
    lines += [
        f"  {hook.id} --{option.name} app/models.py"
        for option in hook.options
        if isinstance(option.default, bool)
    ][:1]
    lines += [
        "",
        "The options can also be set in pyproject.toml:",
        f"  [tool.standards-hooks.{hook.id}]",
        "",
        "To suppress a finding:",
        f"  # standards: ignore[{hook.id}] the reason",
        "",
        f"`standards explain {hook.id}` prints the documentation.",
    ]
    return "\n".join(lines)
