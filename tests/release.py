"""What is due before a release, though not before a first patch.

    uv run python -m tests.release v0.1.0

names everything that is missing, one thing a line, and exits 1 if there is any. The workflow of
releases runs it: a new hook may be merged before its findings over real services are read and its
clause of the standard is written down; it is not released before.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.precision import read_data

import standards_hooks
from standards_hooks.rules import FILE_HOOK_IDS, HOOK_IDS
from tests.coverage.clauses import read_standard
from tests.integration.standard_examples import BAD


if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"


def missing_for(tag: str) -> Iterator[str]:
    """Yield what is missing before the checkout may be released.

    Args:
        tag: The tag of the release, such as `v0.1.0`.

    Yields:
        One sentence for each thing.
    """
    if tag != f"v{standards_hooks.__version__}":
        yield f"the tag is `{tag}`, the version `{standards_hooks.__version__}`"
    if f"\n## {standards_hooks.__version__}" not in CHANGELOG.read_text(encoding="utf-8"):
        yield f"CHANGELOG.md has no section for {standards_hooks.__version__}"
    yield from _hooks_without(
        "verdicts on its findings: `uv run python benchmarks/precision.py draw`",
        HOOK_IDS,
        read_data(),
    )
    yield from _hooks_without(
        "a clause in tests/coverage/clauses.toml",
        HOOK_IDS,
        {hook for clause in read_standard().clauses for hook in clause.present_hooks},
    )
    yield from _hooks_without(
        "a wrong example of the standard in tests/integration/standard_examples.py",
        FILE_HOOK_IDS,
        {bad.hook for bad in BAD},
    )


def _hooks_without(
    what: str, hook_ids: Collection[str], having: Collection[str | None]
) -> Iterator[str]:
    return (f"`{hook_id}` lacks {what}" for hook_id in hook_ids if hook_id not in having)


def main() -> int:
    """Run the check for the tag that the command line names."""
    (tag,) = sys.argv[1:]
    missing = list(missing_for(tag))
    for line in missing:
        sys.stdout.write(f"{line}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
