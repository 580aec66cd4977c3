"""The parser of options; imported only where there are options to parse, as `argparse` is."""

from __future__ import annotations

import argparse
import sys

from standards_hooks.core.wording import shortened
from standards_hooks.engine import output


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from _typeshed import SupportsWrite


class OptionParser(argparse.ArgumentParser):
    """A parser whose messages quote what was given as every other message does."""

    def error(self, message: str) -> NoReturn:
        """End with code 2 and a message, in which arguments may be quoted.

        Args:
            message: What is wrong.

        Raises:
            SystemExit: Always.
        """
        super().error(shortened(output.one_line(message)))

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Write help, usage, version or an error: all that `argparse` writes goes through here."""
        if message:
            output.write_help(message, is_error=file is not sys.stdout)
