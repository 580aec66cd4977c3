"""How the tests are spread over the cores, and what holds for each of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling


if TYPE_CHECKING:
    from xdist.remote import Producer


# Other tests run beside: how long one example takes says nothing.
settings.register_profile("beside-others", deadline=None)
settings.load_profile("beside-others")

CORPUS = re.compile(r"^tests/integration/.*[\[-](?P<name>django|standard-library)[\]-]")
END_TO_END = "tests/e2e/"


class Scheduling(LoadScopeScheduling):
    """Tests that share something dear are run by the same process, all others wherever one is free.

    What is shared are the fixtures of a module, and what the hooks find in a whole corpus, which
    several modules ask for. End-to-end tests share nothing that is made in their process.
    """

    def _split_scope(self, nodeid: str) -> str:
        """Return the name of the group that a test belongs to."""
        if nodeid.startswith(END_TO_END):
            return nodeid
        corpus = CORPUS.search(nodeid)
        return corpus["name"] if corpus else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Return what hands tests to processes, in place of pytest-xdist's own."""
    return Scheduling(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Return how many processes run the tests where `-n auto` asks for as many as are good.

    One file of tests runs in the process that was started: a debugger and `print` work there, and
    it is faster than starting others. Of anything else pytest-xdist decides, which takes every
    core.
    """
    files = {argument.partition("::")[0] for argument in config.args}
    return 0 if len(files) == 1 and files.pop().endswith(".py") else None
