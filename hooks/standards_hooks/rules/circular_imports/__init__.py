"""No modules import each other in a cycle.

Of two modules that import each other, one sees the other half initialised. Whether that fails
depends on which of them is imported first, and sorting the imports is enough to change it. The
clause "Avoid Circular Imports" of the standard keeps what only annotations need under
`TYPE_CHECKING`.

**What it finds.** Cycles of imports between the project's modules that run when these are imported:
at the top of a module, in a class, in an `if` or `try`. One finding for each cycle, at its first
import; the message has every import with its line. Shorter cycles come first, and no two share an
import.

**What it ignores.** Imports in functions, under `TYPE_CHECKING`, under
`if __name__ == "__main__"`, and `lazy import`. `from app.models.item import Item` also runs
`app/models/__init__.py`, but does not need its names: so a package may import its modules, and
these may import each other; `from app import models` and `import app` in a module of `app` are no
cycle, nor is `from app import models` in a module of `app.models`, which exists by then
(`check-packages` counts the last two). But `from app import db` in a module that `app/__init__.py`
imports is one: whether `db` exists depends on the order of the lines. Stubs, generated `*_pb2.py`,
and files that cannot be parsed, which other hooks report.

A module is looked up from the directory of its topmost package, from `source-roots`, from the
directories that `pyproject.toml` declares for packages, from `src`, from the project's own
directory, and from where the names begin that the repository has in use. A suppression on an import
takes it out of every cycle:

    from app.items import Item  # standards: ignore[circular-imports] the plug-in API requires it

**Fix safety.** There is no fix: what two modules share is for people to decide.

**Compared with Ruff.** Neither Ruff nor mypy reports an import cycle.
"""

from __future__ import annotations

import os

from standards_hooks.core.finding import Finding
from standards_hooks.core.options import GENERATED, Option
from standards_hooks.engine.hook import Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.engine.suppressions import check_suppressions
from standards_hooks.project.project_files import files_of, read_bytes
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.project.source_roots import named_roots
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.circular_imports.cycles import components, disjoint_cycles, edges_of
from standards_hooks.rules.circular_imports.graph import Graph
from standards_hooks.rules.circular_imports.places import Places, is_package_around, packages_around


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.options import Options
    from standards_hooks.project.repository import Project

HOOK_ID = "circular-imports"
ROOTS = "source-roots"
OPTIONS = (
    Option(ROOTS, (), "directories that packages are imported from"),
    Option(
        "check-packages",
        False,
        "count `import app` in a module of `app` as an import of the names in `app/__init__.py`",
        strictest=True,
    ),
)


def find(project: Project, options: Options) -> Iterator[Finding]:
    """Yield a finding for each cycle, and for each wrong suppression.

    Args:
        project: The project, or the root of the repository with the files outside any project.
        options: `source-roots` and `check-packages`.
    """
    graph = _graph_of(project, options)
    yield from _checked_suppressions(project, graph, options)
    tangles: dict[str, tuple[str, ...]] = {}
    for cycle in disjoint_cycles(graph.links, graph.decisive(), packages_around):
        if cycle[0] not in tangles:
            for part in components(graph.links):
                tangles |= dict.fromkeys(part, tuple(map(project.shown, sorted(part))))
        first = graph.links[cycle[0]][cycle[1]]
        message = _message(project, graph, cycle)
        finding = Finding(project.shown(cycle[0]), first.line, first.column, HOOK_ID, message)
        # Which of its cycles are named changes with any edit of a tangle; its modules do not.
        finding.subjects = tangles[cycle[0]]
        yield finding


def _graph_of(project: Project, options: Options) -> Graph:
    """Return the imports of a project's modules, exact where they are in a cycle."""
    files = files_of(project, options)
    modules = [file for file in files if file.endswith(".py") and not file.endswith(GENERATED)]
    graph = Graph(
        HOOK_ID,
        Places(modules, _named_roots(project, options), lambda each: _proved_root(project, each)),
        lambda file: read_bytes(project.path(file)),
        is_own_package_counted=options.flag("check-packages"),
    )
    for file in modules:
        graph.add(file)
    graph.settle()
    graph.mark_used()
    return graph


def _named_roots(project: Project, options: Options) -> list[str]:
    """Return the source roots of options and project, relative to the project."""
    top = project.path()
    given = [os.path.join(options.directory or top, each) for each in options.strings(ROOTS)]
    named = named_roots(top.replace(os.sep, "/"))
    relative = [os.path.relpath(each, top).replace(os.sep, "/") for each in (*given, *named)]
    return ["" if each == "." else each for each in relative if not each.startswith("..")]


def _proved_root(project: Project, directory: str) -> str | None:
    """Return where the name of a directory begins that the repository has in use.

    Args:
        project: The project.
        directory: The directory, relative to the project.

    Returns:
        The root, relative to the project; None where there is none in it.
    """
    from standards_hooks.project.names_in_use import names_in

    start = f"{project.directory}/" if project.directory else ""
    root = names_in(project.repository.root.replace(os.sep, "/")).root_of(start + directory)
    if root is None or not f"{root}/".startswith(start):
        return None
    return root[len(start) :]


def _checked_suppressions(project: Project, graph: Graph, options: Options) -> Iterator[Finding]:
    """Yield what is wrong with the suppressions; unused are those that no option would need."""
    if any(not each.is_used for found in graph.suppressions.values() for each in found):
        graph = _graph_of(project, options.at_strictest(OPTIONS))
    for file, suppressions in graph.suppressions.items():
        yield from check_suppressions(project.shown(file), suppressions, {HOOK_ID}, None)


def _message(project: Project, graph: Graph, cycle: list[str]) -> str:
    """Return which imports are in a cycle, and how to break it."""
    steps = [
        f"`{project.shown(file)}:{graph.links[file][other].line}`"
        for file, other in edges_of(cycle)
    ]
    chain = " → ".join([*steps, f"`{project.shown(cycle[0])}`"])
    for file, other in edges_of(cycle):
        needed = graph.links[file][other].needed
        if needed and is_package_around(other, file):
            names = ", ".join(f"`{name}`" for name in needed)
            return (
                f"import cycle {chain}; let `{project.shown(file)}` import {names} from the "
                "module that defines it, not from the package around it, which is not ready by then"
            )
    return (
        f"import cycle {chain}; move what they share to a module that imports none of them, or "
        "import under `TYPE_CHECKING` what only annotations need"
    )


def takes_part(name: str) -> bool:
    """Return whether the hook reads files of this name."""
    return name == PYPROJECT or name.endswith(".py")


HOOK = Hook(
    HOOK_ID,
    __doc__,
    options=OPTIONS,
    find_in_project=find,
    takes_part=takes_part,
    is_due_in_samples=True,
    is_due_without_project=True,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook: 0 nothing found, 1 something found, 2 wrong configuration."""
    return run_hook(HOOK, argv, HOOK_IDS)
