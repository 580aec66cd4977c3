"""The rules, one module each, and their registry.

A module is imported only when its hook runs: a commit pays for the hooks that it uses.
"""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from standards_hooks.engine.hook import Hook


FILE_HOOK_IDS = (
    "attribute-naming",
    "blanket-suppressions",
    "blocking-async",
    "boolean-naming",
    "broad-except",
    "docstring-presence",
    "docstring-sections",
    "environment-access",
    "mutable-defaults",
    "password-hashing",
    "query-in-loop",
    "relative-imports",
    "sensitive-logging",
    "structured-logging",
    "unmanaged-resources",
    "validated-input",
    "variable-annotations",
)
"""The hooks that check one file at a time."""

REPOSITORY_HOOK_IDS = (
    "circular-imports",
    "env-files",
    "project-layout",
    "pyproject-drift",
    "toolchain-drift",
)
"""The hooks that check a repository's projects."""

HOOK_IDS = tuple(sorted((*FILE_HOOK_IDS, *REPOSITORY_HOOK_IDS)))
"""Every hook there is; `boolean-naming` lives in `boolean_naming.py`, and so on."""


def load_hook(hook_id: str) -> Hook:
    """Import the module of a hook.

    Args:
        hook_id: One of `HOOK_IDS`.

    Returns:
        What the module declares as its `HOOK`.

    Raises:
        KeyError: If there is no such hook.
    """
    if hook_id not in HOOK_IDS:
        raise KeyError(hook_id)
    import importlib

    module = importlib.import_module(f"standards_hooks.rules.{hook_id.replace('-', '_')}")
    hook: Hook = module.HOOK
    return hook
