"""No import leads back to the module that it comes from.

Why: Of two modules that import each other, one meets the other half done. Whether that fails
depends on which of them somebody imports first, and a sorted import is enough to change it. The
clause "Avoid Circular Imports" of the standard keeps what only annotations need under
`TYPE_CHECKING`; neither Ruff nor mypy reports a cycle.

Finds: a cycle of imports between the project's modules that run when these are imported: at the top
of a module, in a class, in an `if` or `try`. A finding is a cycle; it stands at the first import
and names each with its line. Shorter cycles come first, and no two share an import.

Leaves alone: imports in functions, under `TYPE_CHECKING`, under `if __name__ == "__main__"`, and
`lazy import`. That `from app.models.item import Item` runs `app/models/__init__.py` too is no
import of what stands in it: a package may import its modules, these one another, and
`from app import models` in a module of `app` is no cycle, nor is `import app`; nor is that same
`from app import models` one in a module of `app.models`, which is there by then (`check-packages`
counts these two). But `from app import db` in a module that `app/__init__.py` imports is one:
whether `db` is there depends on the order of the lines. Stubs, generated `*_pb2.py`, and files that
are no Python, which other hooks report, take no part.

A module is found from where its package begins, from `source-roots`, from where `pyproject.toml`
says that packages are, from `src`, and from the project's own directory. An ignore on an import
takes it out of every cycle:

    from app.items import Item  # standards: ignore[circular-imports] the plug-in API asks for it

Fix safety: there is no fix; what two modules share is for people to see.
"""

from __future__ import annotations

import os

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.rules import HOOK_IDS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.project.repository import Project
    from standards_hooks.rules.circular_imports.graph import Graph


HOOK_ID = "circular-imports"
ROOTS = "source-roots"
OPTIONS = (
    Option(ROOTS, (), "directories that packages are imported from"),
    Option(
        "check-packages",
        False,
        "count `import app` in a module of `app` as an import of what `app/__init__.py` holds",
        strictest=True,
    ),
)


def find(project: Project, options: Options) -> Iterator[Finding]:
    """Yield a finding for each cycle, and for each ignore that is wrong.

    Args:
        project: The project, or the root of the repository with what belongs to none.
        options: `source-roots` and `check-packages`.
    """
    from standards_hooks.core.finding import Finding
    from standards_hooks.rules.circular_imports.cycles import disjoint_cycles
    from standards_hooks.rules.circular_imports.places import packages_around

    graph = _graph_of(project, options)
    yield from _checked_ignores(project, graph, options)
    for cycle in disjoint_cycles(graph.links, graph.decisive(), packages_around):
        first = graph.links[cycle[0]][cycle[1]]
        message = _message(project, graph, cycle)
        yield Finding(project.shown(cycle[0]), first.line, first.column, HOOK_ID, message)


def _graph_of(project: Project, options: Options) -> Graph:
    """Return what the modules of a project import, exact where it goes round."""
    from standards_hooks.core.options import GENERATED
    from standards_hooks.project.violation import files_of, read_bytes
    from standards_hooks.rules.circular_imports.graph import Graph
    from standards_hooks.rules.circular_imports.places import Places

    files = files_of(project, options.excluding(GENERATED))
    modules = [file for file in files if file.endswith(".py")]
    graph = Graph(
        HOOK_ID,
        Places(modules, _named_roots(project, options)),
        lambda file: read_bytes(project.path(file)),
        counts_own_package=options.flag("check-packages"),
    )
    for file in modules:
        graph.add(file)
    graph.settle()
    graph.mark_used()
    return graph


def _named_roots(project: Project, options: Options) -> list[str]:
    """Return the directories that packages begin in, as options and project say, relative to it."""
    from standards_hooks.project.metadata import named_roots

    top = project.path()
    given = [os.path.join(options.directory or top, each) for each in options.strings(ROOTS)]
    named = [project.path(each) for each in named_roots(project.path(PYPROJECT))]
    relative = [os.path.relpath(each, top).replace(os.sep, "/") for each in (*given, *named)]
    return ["" if each == "." else each for each in relative if not each.startswith("..")]


def _checked_ignores(project: Project, graph: Graph, options: Options) -> Iterator[Finding]:
    """Yield what is wrong with the ignores; unused is what excuses nothing with any option."""
    from standards_hooks.engine.suppressions import check_suppressions

    if any(not each.is_used for ignores in graph.ignores.values() for each in ignores):
        graph = _graph_of(project, options.at_strictest(OPTIONS))
    for file, ignores in graph.ignores.items():
        yield from check_suppressions(project.shown(file), ignores, {HOOK_ID}, None)


def _message(project: Project, graph: Graph, cycle: list[str]) -> str:
    """Say which imports go round, and how to end it."""
    from standards_hooks.rules.circular_imports.cycles import edges_of
    from standards_hooks.rules.circular_imports.places import is_package_around

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
                f"import cycle {chain}; let `{project.shown(file)}` import {names} from a module "
                "that defines it, not from the package around it, which is not done by then"
            )
    return (
        f"import cycle {chain}; move what they share to a module that imports none of them, or "
        "import under `TYPE_CHECKING` what only annotations name"
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
    is_due_without_project=True,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook: 0 nothing found, 1 something found, 2 wrong configuration."""
    return run_hook(HOOK, argv, HOOK_IDS)
