"""The required configuration is in `pyproject.toml`, and says what the standard requires.

Why: Ruff and mypy enforce the standard only as far as their configuration is the standard's. A
rule ignored on a busy afternoon, a line length raised in one project of five, a missing
`[tool.mypy]`: nothing reacts to any of them, and the standard is off without a word.

Finds: each key of `[project]`, `[build-system]`, `[dependency-groups]`, `[tool.ruff]` and
`[tool.mypy]` that differs from the standard, with what is there, what must be there, where the
standard says so, and what to write. A table that is missing is one finding with the lines to
paste. Required versions are least versions: newer ones pass. What is listed without a lower bound
admits older releases and is found; what is no dependency is not required to be one. Rules are
judged by effect: `ALL` or the pieces of a selector select it; what is ignored beyond the
standard's list is found, also in `extend-ignore`, in `per-file-ignores` of any pattern, and where
mypy's overrides loosen the project's own modules. `src` and `known-first-party` hold the roots and
packages that the project really has.

Leaves alone: keys that the standard does not name; absent keys whose default, or what
`requires-python` or mypy's `strict` implies, is what the standard requires; ignored rules that are
gone, in preview, or not required; the plugin of Pydantic where the project does not depend on it;
`[project]`, `[build-system]` and development tools in a file without `[project]`. A project without
`[tool.ruff]` or `[tool.mypy]` is under the nearest one around it, where it is judged; development
tools of a project around it serve it too. Of settings that `extend` another file only the keys
that are there are judged. `ruff.toml`, `mypy.ini` and `setup.cfg` are not read.

Waivers: a deviation that the project has reasons for is declared beside the other options, a
dotted key and the reason:

    [tool.standards-hooks.pyproject-drift.waivers]
    tool.ruff.line-length = "the tables of the protocol are 120 wide"
    tool.ruff.lint.ignore.E501 = "the formatter wraps what it can"
    tool.ruff.lint.per-file-ignores."scripts/*.py".T201 = "scripts print"
    dependency-groups.dev.pytest-asyncio = "nothing here is asynchronous"

A waiver reaches the key and all that is below it: one code of `ignore` or `select`, one requirement
of a list, all codes of a pattern, a whole table. The reason is mandatory. A waiver that waives
nothing, or that names no key of the standard, is a finding. Projects without options of their own
are under the waivers of the one around them.

Fix safety: there is no fix; the message says what to write.
"""

from __future__ import annotations

from standards_hooks.engine.errors import UncheckableFileError
from standards_hooks.engine.finding import Finding
from standards_hooks.engine.hook import Hook, Option
from standards_hooks.engine.repository import PYPROJECT
from standards_hooks.engine.running import run_hook
from standards_hooks.rules import HOOK_IDS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.drift.deviation import Deviation
    from standards_hooks.drift.document import Document
    from standards_hooks.drift.standard import Standard
    from standards_hooks.drift.waivers import Waiver
    from standards_hooks.engine.hook import Options
    from standards_hooks.engine.repository import Project


HOOK_ID = "pyproject-drift"
OPTIONS = (Option("waivers", {}, "deviations with their reasons, by dotted key"),)


def find(project: Project, options: Options) -> Iterator[Finding]:
    """Yield a finding for each key of a project that differs from the standard.

    Args:
        project: The project.
        options: `waivers`, the deviations that are declared.
    """
    from standards_hooks.drift.standard import load_standard
    from standards_hooks.drift.surroundings import document_of

    try:
        document = document_of(project)
    except UncheckableFileError as error:
        message = f"could not be checked: it {error.reason}"
        yield Finding(project.pyproject, error.line, error.column, HOOK_ID, message)
        return
    standard = load_standard()
    deviations = _deviations(project, document, standard)
    declared = options.table("waivers")
    if not declared:
        yield from (_finding(document, deviation) for deviation in deviations)
        return
    from standards_hooks.drift.waivers import apply_waivers, read_waivers

    waivers = read_waivers(declared)
    for deviation in apply_waivers(waivers, deviations):
        yield _finding(document, deviation)
    yield from _judge_waivers(waivers, project, document, standard)


def _deviations(project: Project, document: Document, standard: Standard) -> list[Deviation]:
    from standards_hooks.drift.judge import TOOLS, judge
    from standards_hooks.drift.surroundings import documents_around, subject_of

    absent = [tool for tool in TOOLS if not document.has(tool)]
    around = documents_around(project) if absent else []
    inherited = frozenset(tool for tool in absent if any(outer.has(tool) for outer in around))
    return judge(subject_of(project, document), standard, inherited)


def _finding(document: Document, deviation: Deviation) -> Finding:
    from standards_hooks.drift.notation import join_key

    line, column = document.positions.of(deviation.place)
    symbol = join_key(deviation.key)
    return Finding(document.path, line, column, HOOK_ID, deviation.message, symbol=symbol)


def _judge_waivers(
    waivers: Sequence[Waiver], project: Project, document: Document, standard: Standard
) -> Iterator[Finding]:
    """Yield what is wrong with the waivers that this document declares itself."""
    from standards_hooks.drift.waivers import place_of, problem_of

    declared = [(place, each) for each in waivers if (place := place_of(each, document))]
    if not all(waiver.is_used for _, waiver in declared):
        _use_inside([waiver for _, waiver in declared], project, standard)
    for place, waiver in declared:
        problem = problem_of(waiver, standard)
        if problem:
            line, column = document.positions.of(place)
            yield Finding(document.path, line, column, HOOK_ID, problem)


def _use_inside(waivers: Sequence[Waiver], project: Project, standard: Standard) -> None:
    """Mark the waivers that projects inside this one need, which they are in force for."""
    from standards_hooks.drift.surroundings import document_of
    from standards_hooks.drift.waivers import apply_waivers

    start = f"{project.directory}/" if project.directory else ""
    for inner in project.repository.projects():
        if inner.directory == project.directory or not inner.directory.startswith(start):
            continue
        try:
            document = document_of(inner)
        except UncheckableFileError:
            continue
        own = document.table(("tool", "standards-hooks"))
        if not own or "extend" in own:
            list(apply_waivers(waivers, _deviations(inner, document, standard)))


def takes_part(name: str) -> bool:
    """Tell whether the hook reads files of this name."""
    return name == PYPROJECT


def explain() -> str:
    """Return everything that the standard requires, and the blocks to paste."""
    from standards_hooks.drift.explain import requirements_text

    return requirements_text()


HOOK = Hook(
    HOOK_ID,
    __doc__,
    options=OPTIONS,
    find_in_project=find,
    takes_part=takes_part,
    explain=explain,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook: 0 nothing found, 1 something found, 2 wrong configuration."""
    return run_hook(HOOK, argv, HOOK_IDS)


if __name__ == "__main__":
    raise SystemExit(main())
