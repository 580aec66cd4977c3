"""The required configuration is in `pyproject.toml`, and says what the standard requires.

Why: Ruff and mypy enforce the standard only as far as their configuration is the standard's. A
rule ignored on a busy afternoon, a line length raised in one project of five, a missing
`[tool.mypy]`: nothing reacts to any of them, and the standard is off without a word.

Finds: each key of `[project]`, `[build-system]`, `[dependency-groups]`, `[tool.ruff]` and
`[tool.mypy]` that differs from the standard, with what is there, what must be there, where the
standard says so, and what to write. A table that is missing is one finding with the lines to
paste. Required versions are least versions: newer ones pass. What is listed without a lower bound
admits older releases and is found; what is no dependency is not required to be one. Rules are
checked by effect: `ALL` or the pieces of a selector select it; what is ignored beyond the
standard's list is found, also in `extend-ignore`, in `per-file-ignores` of any pattern, and where
mypy's overrides loosen the project's own modules, or its tests beyond what the standard allows.
`src` and `known-first-party` hold the roots and packages that the project really has. Nothing
leaves out code of the project: no pattern of Ruff's `exclude`, `extend-exclude`, `include`,
`lint.exclude` and `format.exclude`, nor of mypy's `exclude` and `files`, beyond the standard's own
list. Its code is what git knows in its packages and under `src`.

Leaves alone: keys that the standard does not name; absent keys whose default, or what
`requires-python` or mypy's `strict` implies, is what the standard requires; ignored rules that are
gone, in preview, or not required; the plugin of Pydantic where the project does not depend on it;
`[project]`, `[build-system]` and development tools in a file without `[project]`; patterns that
leave out tests, migrations, what protobuf generates, or no file at all. A project without
`[tool.ruff]` or `[tool.mypy]` is under the nearest one around it, where it is checked; development
tools of a project around it serve it too.

What is in force counts, not what is written. In one directory `.ruff.toml` hides `ruff.toml`, which
hides `[tool.ruff]`; `mypy.ini` hides `.mypy.ini`, which hides `[tool.mypy]`, which hides
`setup.cfg`; an empty file hides too. The file in force is checked, what it extends counted in, and
so is a file of Ruff's settings in a directory below. A finding stands in the file that holds the
trouble. Of mypy's switches the opposites count, `allow_untyped_defs` for `disallow_untyped_defs`;
an option that mypy does not know, and so passes over, is a finding, and so are overrides for which
it passes over the whole table.

Waivers: a deviation that the project has reasons for is declared beside the other options, a
dotted key and the reason:

    [tool.standards-hooks.pyproject-drift.waivers]
    tool.ruff.line-length = "the tables of the protocol are 120 wide"
    tool.ruff.lint.ignore.E501 = "the formatter wraps what it can"
    tool.ruff.lint.per-file-ignores."scripts/*.py".T201 = "scripts print"
    dependency-groups.dev.pytest-asyncio = "nothing here is asynchronous"
    tool.ruff.extend-exclude."src/shop/_vendor" = "others wrote it"

    ruff.toml = "the settings are generated"

A waiver reaches the key and all that is below it: one code of `ignore` or `select`, one requirement
or pattern of a list, all codes of a pattern, a whole table, or a file and all that is in it. The
reason is mandatory. A waiver that waives nothing, or that names no key of the standard, is a
finding. Projects without options of their own are under the waivers of the one around them.

An organisation's own standard: `standard = "standard.toml"` names a file in the format of the
`standard.toml` that comes with the hooks, which says what each comparison means. With
`builds-on = "built-in"` its keys are laid over the built-in ones, and `{ dropped = true }` drops
one. It is never fetched from anywhere.

Fix safety: `--fix` adds and corrects keys of `[tool.ruff]` and `[tool.mypy]` in `pyproject.toml`;
comments, order, quotes, line ends and every other byte stay. What is said behind a key or an entry
that is removed goes with it; a comment on a line of its own always stays. A missing table is
written whole, and rules that Ruff has removed leave `ignore`. Of each edit the result is read again
and compared with what was meant, its comments too, and a second run would change nothing: an edit
that does not stand the proof is not made, and the message says why. `[project]`, `[build-system]`
and dependencies are reported, for a person must decide about them; so are files that hide the
`pyproject.toml`, patterns that leave out code, which others may have written, and an override that
names other people's modules beside the project's own.
"""

from __future__ import annotations

from standards_hooks.core.errors import UnfixableError
from standards_hooks.core.finding import Finding, left_because
from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Hook, ProjectChange
from standards_hooks.engine.running import run_hook
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.rules import HOOK_IDS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.options import Options
    from standards_hooks.project.repository import Project
    from standards_hooks.rules.pyproject_drift.fixing import Fixing
    from standards_hooks.rules.pyproject_drift.project_check import Checking
    from standards_hooks.rules.pyproject_drift.project_result import Verdict
    from standards_hooks.rules.pyproject_drift.sources import SourceError


HOOK_ID = "pyproject-drift"
OPTIONS = (
    Option("standard", "", "file with an organisation's own standard"),
    Option("waivers", {}, "deviations with their reasons, by dotted key"),
)


def find(project: Project, options: Options) -> Iterator[Finding]:
    """Yield a finding for each key of a project that differs from the standard.

    Args:
        project: The project.
        options: `standard`, what is required, and `waivers`, the deviations that are declared.
    """
    from standards_hooks.rules.pyproject_drift.project_check import Checking
    from standards_hooks.rules.pyproject_drift.sources import SourceError

    checking = Checking(project, options)
    try:
        verdict = checking.verdict()
    except SourceError as error:
        yield _uncheckable(error)
        return
    yield from _findings(checking, verdict)


def fix(project: Project, options: Options) -> ProjectChange:
    """Fix the project's `pyproject.toml` as far as that is safe.

    Args:
        project: The project.
        options: As for `find`.

    Returns:
        The file before and after, and what is left to find.
    """
    from standards_hooks.rules.pyproject_drift.project_check import Checking
    from standards_hooks.rules.pyproject_drift.sources import SourceError

    checking = Checking(project, options)
    path = project.pyproject
    try:
        verdict = checking.verdict()
        left = list(_findings(checking, verdict))
    except SourceError as error:
        return ProjectChange(path, b"", b"", [_uncheckable(error)])
    if not checking.edits_in(verdict):
        return ProjectChange(path, b"", b"", left)
    from standards_hooks.project.document import MAX_SIZE
    from standards_hooks.rules.pyproject_drift.fixing import fixed
    from standards_hooks.syntax.reading import read_source

    try:
        fixing = fixed(
            verdict.document, lambda document: checking.edits_in(checking.verdict(document))
        )
    except UnfixableError as error:
        for finding in left:
            if finding.is_fixable:
                _say_why(finding, str(error))
        return ProjectChange(path, b"", b"", left)
    old = read_source(project.path(PYPROJECT), MAX_SIZE)
    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    if mark + verdict.document.text.encode() != old:
        return ProjectChange(path, b"", b"", left)  # It has changed in between.
    remaining = list(_findings(checking, checking.verdict(fixing.document), fixing))
    return ProjectChange(path, old, mark + fixing.document.text.encode(), remaining)


def _findings(
    checking: Checking, verdict: Verdict, fixing: Fixing | None = None
) -> Iterator[Finding]:
    from standards_hooks.project.toml_notation import join_key
    from standards_hooks.rules.pyproject_drift.messages import message_of

    for error in checking.errors_in(verdict):
        yield _uncheckable(error)
    for deviation in checking.unwaived(verdict):
        document = deviation.document or verdict.document
        finding = Finding(
            document.path,
            *document.place(deviation.place),
            HOOK_ID,
            message_of(deviation),
            symbol=join_key(deviation.key),
            is_fixable=document is verdict.document and bool(deviation.edits),
        )
        if fixing is not None and (reason := fixing.reason_for(deviation.edits)):
            _say_why(finding, reason)
        yield finding
    for place, problem in checking.waiver_problems(verdict):
        yield Finding(verdict.document.path, *place, HOOK_ID, problem)


def _say_why(finding: Finding, reason: str) -> None:
    """Say of a finding why nothing fixes it."""
    finding.message += left_because(reason)
    finding.is_fixable = False


def _uncheckable(error: SourceError) -> Finding:
    message = f"could not be checked: it {error.reason}"
    return Finding(error.path, error.line, error.column, HOOK_ID, message)


def takes_part(name: str) -> bool:
    """Return whether the hook reads files of this name."""
    from standards_hooks.rules.pyproject_drift.sources import TAKING_PART

    return name in TAKING_PART


def explain() -> str:
    """Return everything that the standard requires, and the blocks to paste."""
    from standards_hooks.rules.pyproject_drift.explain import requirements_text

    return requirements_text()


HOOK = Hook(
    HOOK_ID,
    __doc__,
    options=OPTIONS,
    find_in_project=find,
    fix_project=fix,
    takes_part=takes_part,
    explain=explain,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook: 0 nothing found, 1 something found, 2 wrong configuration."""
    return run_hook(HOOK, argv, HOOK_IDS)


if __name__ == "__main__":
    raise SystemExit(main())
