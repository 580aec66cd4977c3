"""What the tables of the rules share: a source in, findings out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from standards_hooks.core.finding import Finding
from tests.unit.checked_sources import findings_in


type FindingsOf = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def findings_of() -> FindingsOf:
    """A function that runs one file rule over one source."""
    return findings_in
