"""A committed file whose name is an option switches nothing on or off, through the real runners."""

from __future__ import annotations

import argparse
import re
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from examples.first_commit import HookRepository, render_configuration

from standards_hooks.engine.arguments import add_modes, add_options, add_output
from standards_hooks.engine.configuration import COMMON_OPTIONS
from standards_hooks.rules import FILE_HOOK_IDS, load_hook
from tests.e2e.test_commit import FAULTY_MODULE


if TYPE_CHECKING:
    from tests.e2e.scratch_repository import Runner, ScratchRepository


VALUES = {"--output-format": "json", "--max-size": "1", "--unparsable": "skip"}
SCRIPT = "#!/usr/bin/env python3\n"
SOURCE = '"""Shelves."""\n'


def option_names() -> list[str]:
    """Return every option of every file hook as an argument that needs no second one."""
    parser = argparse.ArgumentParser()
    add_modes(parser)
    add_output(parser)
    declared = chain(COMMON_OPTIONS, *(load_hook(hook_id).options for hook_id in FILE_HOOK_IDS))
    add_options(parser, {option.name: option for option in declared}.values())
    found = []
    for action in parser._actions:  # noqa: SLF001 - no public way to ask
        for flag in action.option_strings:
            takes_value = action.nargs is None and action.const is None and action.metavar != "N"
            value = VALUES.get(flag, "*" if takes_value else "")
            found.append(f"{flag}={value}" if value else flag)
    return found


@pytest.mark.threat("paths-are-no-options")
def test_no_file_name_is_taken_for_an_option(
    repository: ScratchRepository, hook_repository: HookRepository, runner: Runner
) -> None:
    names = option_names()
    assert len(names) > len(FILE_HOOK_IDS)
    for name in names:
        repository.write(name, SCRIPT + SOURCE)
        (repository.path / name).chmod(0o755)
    repository.write("app/stock.py", FAULTY_MODULE)
    repository.configure(render_configuration(hook_repository, ["boolean-naming", "query-in-loop"]))
    repository.install(runner)
    repository.commit_unchecked()

    output = repository.run(*runner.command, "run", "--all-files")

    assert output.exit_code == 1, output.text
    assert "Traceback" not in output.text
    assert "usage:" not in output.text
    for name in names:
        assert f"{name}:1:1: boolean-naming the name begins with `-`" in output.text
    assert re.search(r"app/stock\.py:\d+:\d+: boolean-naming ", output.text)
