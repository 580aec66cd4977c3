"""The commands that write, prune and check a repository's baseline."""

from __future__ import annotations


WRITE, PRUNE, CHECK = "write", "prune", "check"
ACTIONS = {
    WRITE: "record today's findings",
    PRUNE: "take out what has been fixed",
    CHECK: "fail where something has been fixed and is still recorded",
}
"""What can be done with a baseline, and what each does."""
