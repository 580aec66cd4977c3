"""Migrations of a database, which Alembic alone runs."""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.semantic.module import Module


IDENTIFIERS = ("revision", "down_revision")
STEPS = frozenset({"upgrade", "downgrade"})
"""The functions of a migration, whose names Alembic dictates."""


def is_migration(module: Module) -> bool:
    """Return whether a module names its own revision and the one before, as Alembic requires."""
    bound = module.bindings_in(module.scopes[0])
    return all(name in bound for name in IDENTIFIERS)
