"""The page of threats: what `SECURITY.md` promises, and the tests that hold it.

A test says which promise it holds: `@pytest.mark.threat("reading")`.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator


CHECKOUT = Path(__file__).parents[1]
POLICY = CHECKOUT / "SECURITY.md"
PAGE = CHECKOUT / "docs" / "security.md"
LOCK = "hook-requirements.txt"
MARK = "threat"
TABLE_HEAD = "|---|---|---|\n"
HEAD = f"""# Security

[SECURITY.md](../SECURITY.md) has the threat model and how to report. This page lists each promise
with the tests that hold it; it is made from the tests.

## Pinning the environment of the hooks

pre-commit installs the hooks into an environment of their own. Their dependencies are in ranges, so
`rev` alone does not fix which releases are installed. [`{LOCK}`](../{LOCK})
pins every package that the hooks need at run time, with the hashes of its files; it comes from
`uv.lock`, and a test compares the two. An organisation that wants the same environment everywhere
has two ways:

- **Exact releases.** Copy the lines `name==version` of that file into `additional_dependencies`:

  ```yaml
      - id: standards
        additional_dependencies: ["libcst==…", "pyyaml==…"]
  ```

- **Releases and hashes.** Install the hooks yourself, and let pre-commit call them:

  ```console
  $ pip install --require-hashes -r {LOCK}
  $ pip install --no-deps standards-hooks==…
  ```

  ```yaml
  - repo: local
    hooks:
      - id: standards
        name: standards
        language: system
        entry: standards check
        types_or: [python, pyi]
  ```

`rev` should be the full hash of a commit, which nobody can move; `pre-commit autoupdate --freeze`
writes it.
"""


@dataclass(frozen=True)
class Promise:
    """One row of the table in `SECURITY.md`."""

    name: str
    threat: str
    text: str


def promises() -> list[Promise]:
    """Return the promises of `SECURITY.md`."""
    rows = POLICY.read_text(encoding="utf-8").partition(TABLE_HEAD)[2].partition("\n\n")[0]
    cells = [row.strip("|").split("|") for row in rows.splitlines()]
    return [Promise(*(cell.strip() for cell in row)) for row in cells]


def holders_by_promise() -> dict[str, list[tuple[str, str]]]:
    """Return file and name of the tests that hold each promise, sorted."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted((CHECKOUT / "tests").rglob("test_*.py")):
        source = path.read_text(encoding="utf-8")
        if f"mark.{MARK}(" in source:
            file = path.relative_to(CHECKOUT).as_posix()
            for promise, test in _marked(ast.parse(source)):
                found.setdefault(promise, []).append((file, test))
    return found


def _marked(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if (
                    isinstance(decorator, ast.Call)
                    and isinstance(decorator.func, ast.Attribute)
                    and decorator.func.attr == MARK
                    and isinstance(decorator.args[0], ast.Constant)
                ):
                    yield str(decorator.args[0].value), node.name


def page() -> str:
    """Return the page."""
    tests = holders_by_promise()
    parts = [HEAD, "\n## Threats, promises and tests\n"]
    for promise in promises():
        parts.append(f"\n### {promise.name}\n\n| threat | promise | tests |\n|---|---|---|\n")
        links = "<br>".join(
            f"[{name.removeprefix('test_').replace('_', ' ')}](../{file})"
            for file, name in tests.get(promise.name, [])
        )
        parts.append(f"| {promise.threat} | {promise.text} | {links} |\n")
    return "".join(parts)
