"""The command line of a hook.

`argparse` is imported only where there is an option to parse: under pre-commit there mostly are
file names alone, and it costs a third of a hook's start-up.
"""

from __future__ import annotations

import os

from standards_hooks import __version__
from standards_hooks.engine.configuration import COMMON_OPTIONS


TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping, Sequence

    from standards_hooks.engine.hook import Hook, Option, Value


class Arguments:
    """A command line that has been read.

    Attributes:
        paths: Files and directories, as given.
        overrides: Values of options, by name, of those that were given.
    """

    __slots__ = ("overrides", "paths")

    def __init__(self, paths: list[str], overrides: Mapping[str, Value]) -> None:
        """Take what was given."""
        self.paths = paths
        self.overrides = overrides


def read_arguments(hook: Hook, argv: Sequence[str]) -> Arguments:
    """Read the command line of a hook's own executable.

    Args:
        hook: The hook, whose options are accepted beside those of the suite.
        argv: The arguments without the program's name.

    Returns:
        What was given.

    Raises:
        SystemExit: With code 2 for a wrong option, 0 after `--help` and `--version`.
    """
    if not has_options(argv):
        return Arguments(list(argv), {})
    import argparse

    parser = argparse.ArgumentParser(
        prog=hook.id,
        description=hook.summary,
        epilog=_epilog(hook),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    options = (*hook.options, *COMMON_OPTIONS)
    parser.add_argument("paths", nargs="*", metavar="FILE", help="files to check")
    add_options(parser, options)
    given = parser.parse_args(protect_paths(parser, argv))
    return Arguments(given.paths, overrides_in(given, options))


def has_options(argv: Sequence[str]) -> bool:
    """Tell whether anything on the command line needs a parser."""
    return any(argument.startswith("-") for argument in argv)


def add_options(parser: argparse.ArgumentParser, options: Iterable[Option]) -> None:
    """Declare options to a parser, with `--version`.

    A table of strings has no form on the command line and is left to `pyproject.toml`.
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
    """Return the values of the options that were given, lists split at commas.

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
        import sys

        allowed = ", ".join(option.choices)
        sys.stderr.write(f"error: --{option.name}: `{wrong[0]}` is not one of {allowed}\n")
        raise SystemExit(2)


def protect_paths(parser: argparse.ArgumentParser, argv: Sequence[str]) -> list[str]:
    """Move file names that begin with a dash behind `--`.

    pre-commit hands file names over as they are, without a `--` before them.
    """
    arguments: list[str] = []
    paths: list[str] = []
    for position, argument in enumerate(argv):
        if argument == "--":
            paths += argv[position + 1 :]
            break
        name = argument.partition("=")[0]
        is_option = name in parser._option_string_actions  # noqa: SLF001 - no public way to ask
        if argument.startswith("-") and not is_option and os.path.lexists(argument):
            paths.append(argument)
        else:
            arguments.append(argument)
    return [*arguments, "--", *paths] if paths else arguments


def _epilog(hook: Hook) -> str:
    lines = ["examples:", f"  {hook.id} app/models.py"]
    lines += [
        f"  {hook.id} --{option.name} app/models.py"
        for option in hook.options
        if isinstance(option.default, bool)
    ][:1]
    lines += [
        "",
        "Options can stand in pyproject.toml as well:",
        f"  [tool.standards-hooks.{hook.id}]",
        "",
        "To excuse one place:",
        f"  # standards: ignore[{hook.id}] the reason",
        "",
        f"`standards explain {hook.id}` says more.",
    ]
    return "\n".join(lines)
