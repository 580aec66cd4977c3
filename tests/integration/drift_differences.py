"""Where pyproject-drift says otherwise than the tools, and why: `drift_differences.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path


FILE = Path(__file__).with_name("drift_differences.toml")


def differences_of(tool: str) -> dict[str, str]:
    """Return what a tool says of each configuration of which the hook says otherwise.

    Args:
        tool: The tool, mypy or Ruff.
    """
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["difference"]
    assert [entry for entry in entries if not entry["reason"].strip()] == []
    return {entry["case"]: entry["says"] for entry in entries if entry["tool"] == tool}
