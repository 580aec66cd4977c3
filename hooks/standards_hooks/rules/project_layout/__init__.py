"""Code, tests and documents are where the standard's repository structure puts them.

Whoever knows one repository finds their way in the next: code in `src`, so that tests run what is
installed and not a copy beside it; each kind of test in its own directory, so that the fast ones
can run alone; exceptions and settings in the module where everybody looks first. The clauses
"Project Structure" and "Create custom exceptions" of the standard say where.

**What it finds.** For each `pyproject.toml` with a `[project]`, the expectations that are not met:

- `source-root`: code is in packages below `src`, `src/<package>/`;
- `package-init`: every directory of such a package with modules has an `__init__.py`;
- `tests-unit`, `tests-integration`, `tests-e2e`: each kind of test has its directory in `tests`;
- `tests-place`: no file with tests is outside `tests`; `tests-kind`: none is in `tests` outside
  those three (one finding for each directory);
- `readme`: there is a `README.md`;
- `exceptions-module`: a package with public exceptions of its own has an `exceptions.py`;
- `configuration-module`: a settings class (`BaseSettings`) is in `config.py`;
- `file-names`: no file in the root has a name that begins with `-`, which programs take for an
  option;
- `readable`: the `pyproject.toml` can be read.

**What it ignores.** A `pyproject.toml` without `[project]`; a project without Python; files with
names of tests that define none (`test_utils.py`), `testing.py`, `conftest.py`; directories that
cannot be imported (`{{cookiecutter.name}}`, `my-templates`), data, generated `*_pb2.py`, Alembic's
migrations; private exceptions; packages called `exceptions` or `config` instead of the modules, and
a whole package called `settings`. The layers of a service (`api`, `models`, `services`, …) are not
required: a project decides which of them it needs.

**Waivers.** An expectation, or files, that the project has reasons to exempt, each with the reason;
a key is an expectation's name, or a path or glob as in `exclude`:

    [tool.standards-hooks.project-layout.waivers]
    tests-e2e = "a library: nothing to start"
    "src/acme" = "namespace package, shared with acme-core"

The reason is mandatory, and a waiver that waives nothing is a finding.

**Fix safety.** There is no fix: other code depends on where files are.

**Compared with Ruff.** INP001 reports a missing `__init__.py`; no rule of Ruff knows the rest.
"""

from __future__ import annotations

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.document import document_of
from standards_hooks.project.layout import package_directories
from standards_hooks.project.project_files import files_of, texts_of
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.project.violation import unreadable
from standards_hooks.project.waivers import findings_of
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.project_layout import structure
from standards_hooks.rules.project_layout.placement import (
    exception_violations,
    has_tests,
    settings_violations,
)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.project.repository import Project
    from standards_hooks.project.violation import Violation


HOOK_ID = "project-layout"
OPTIONS = (Option("waivers", {}, "exemptions with their reasons, by expectation, path or glob"),)
EXPECTATIONS = (
    "configuration-module",
    "exceptions-module",
    "file-names",
    "package-init",
    "readable",
    "readme",
    "source-root",
    "tests-e2e",
    "tests-integration",
    "tests-kind",
    "tests-place",
    "tests-unit",
)


def find(project: Project, options: Options) -> Iterator[Finding]:
    """Yield a finding for each expectation that a project's layout does not meet.

    Args:
        project: The project.
        options: `waivers`, the declared exemptions.
    """
    yield from findings_of(HOOK_ID, project, options, violations_in, EXPECTATIONS)


def violations_in(project: Project, options: Options) -> Iterator[Violation]:
    """Yield what is not where it is expected in one project."""
    if not project.directory:
        yield from structure.name_violations(files_of(project, options))
    try:
        document = document_of(project)
    except UncheckableFileError as error:
        yield unreadable(PYPROJECT, error)
        return
    if not document.has(("project",)):
        return
    files = files_of(project, options)
    yield from structure.readme_violations(files)
    yield from structure.source_violations(files)
    yield from structure.package_violations(files)
    yield from structure.kind_violations(files)
    yield from _misplaced_tests(project, files)
    for package in package_directories(files):
        yield from _misplaced_classes(project, package, files)


def _misplaced_tests(project: Project, files: Sequence[str]) -> Iterator[Violation]:
    found = {
        path: violation
        for path in files
        if structure.is_test_name(path)
        and (violation := structure.misplaced_test(path)) is not None
    }
    unread: list[Violation] = []  # A finding of the hooks that look at single files.
    reported = set()
    for path, text in texts_of(project, found, unread):
        violation = found[path]
        # A directory of a hundred such files is one decision.
        place = path.rpartition("/")[0] if violation.key == "tests-kind" else path
        if place not in reported and has_tests(text):
            reported.add(place)
            yield violation


def _misplaced_classes(project: Project, package: str, files: Sequence[str]) -> Iterator[Violation]:
    unread: list[Violation] = []  # A finding of the hooks that look at single files.
    inside = [path for path in files if path.startswith(f"{package}/") and path.endswith(".py")]
    sources = list(texts_of(project, inside, unread))
    yield from exception_violations(package, sources)
    yield from settings_violations(package, sources)


def takes_part(name: str) -> bool:
    """Return whether the hook reads files of this name, or checks their place."""
    return name in {PYPROJECT, "README.md"} or name.endswith(".py") or name.startswith("-")


HOOK = Hook(HOOK_ID, __doc__, options=OPTIONS, find_in_project=find, takes_part=takes_part)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook: 0 nothing found, 1 something found, 2 wrong configuration."""
    return run_hook(HOOK, argv, HOOK_IDS)
