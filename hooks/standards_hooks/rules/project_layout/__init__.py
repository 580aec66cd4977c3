"""Code, tests and documents are where the standard's repository structure puts them.

Whoever knows one repository finds their way in the next: code in `src`, so that tests run what is
installed and not a copy beside it; each kind of test in its own directory, so that the fast ones
can run alone; exceptions and settings in the module where everybody looks first. The clauses
"Project Structure" and "Create custom exceptions" of the standard say where.

**What it finds.** `project`: a repository with code that declares no project anywhere, neither in
`[project]` nor to Poetry or setuptools; the message says what to begin with. For each project, the
expectations that are not met:

- `source-root`: code is in packages below `src`, `src/<package>/`;
- `package-init`: every directory of such a package with modules has an `__init__.py`;
- `tests-unit`, `tests-integration`, `tests-e2e`: each kind of test has its directory in `tests`;
- `tests-place`: no file with tests is outside `tests` (one finding for each directory);
  `tests-kind`: none is in `tests` outside those three (one finding for all);
- `readme`: there is a `README.md`;
- `exceptions-module`: a package with public exceptions of its own has an `exceptions.py`;
- `configuration-module`: settings classes (`BaseSettings`) are in `config.py`;
- `file-names`: no file in the root has a name that begins with `-`, which programs take for an
  option;
- `readable`: the `pyproject.toml` can be read.

Where the project's code is in a directory of its own, the `tests` beside it counts: `backend/tests`
for `backend/app`.

**What it ignores.** Examples, fixtures and templates: projects in directories called `examples`,
`fixtures`, `templates`, `docs`, `tests` or the like, unless they have a `[tool.standards-hooks]` of
their own, and the tests of examples; a project without Python; files with names of tests that
define none (`test_utils.py`), `testing.py`, `conftest.py`; directories that
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

from functools import partial

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.declaration import DECLARING
from standards_hooks.project.declaration_reading import declaration_in
from standards_hooks.project.document import document_of
from standards_hooks.project.layout import holding, package_directories
from standards_hooks.project.project_files import files_of, texts_of
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.project.samples import is_in_sample
from standards_hooks.project.violation import unreadable
from standards_hooks.project.waivers import findings_of
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.project_layout import structure
from standards_hooks.rules.project_layout.placement import (
    exception_violations,
    has_tests,
    settings_violations,
)
from standards_hooks.rules.project_layout.tests_directories import (
    homes_of_tests,
    is_test_name,
    joined,
    kind_violations,
    misplaced_test,
)
from standards_hooks.rules.project_layout.undeclared import undeclared_violations


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
    "project",
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
        project: The project, or the root of a repository without one.
        options: `waivers`, the declared exemptions.
    """
    declaration = declaration_in(project.path())
    join = partial(joined, declared_in=declaration.file if declaration else PYPROJECT)
    yield from findings_of(HOOK_ID, project, options, violations_in, EXPECTATIONS, joined=join)


def violations_in(project: Project, options: Options) -> Iterator[Violation]:
    """Yield what is not where it is expected in one project."""
    if not project.directory:
        yield from structure.name_violations(files_of(project, options))
    try:
        if project.is_declared:
            document_of(project)
    except UncheckableFileError as error:
        yield unreadable(PYPROJECT, error)
        return
    if not project.directory:
        yield from undeclared_violations(project)
    declaration = declaration_in(project.path())
    if declaration is None:
        return
    files = files_of(project, options)
    homes = homes_of_tests(files)
    yield from structure.readme_violations(files, declaration.file)
    yield from structure.source_violations(files, declaration.file)
    yield from structure.package_violations(files)
    yield from kind_violations(files, homes, declaration.file)
    yield from _misplaced_tests(project, files, homes)
    yield from _misplaced_classes(project, files)


def _misplaced_tests(
    project: Project, files: Sequence[str], homes: Sequence[str]
) -> Iterator[Violation]:
    found = {
        path: violation
        for path in files
        if is_test_name(path)
        and not is_in_sample(path)
        and (violation := misplaced_test(path, homes)) is not None
    }
    unread: list[Violation] = []  # A finding of the hooks that look at single files.
    for path, text in texts_of(project, found, unread):
        if has_tests(text):
            yield found[path]


def _misplaced_classes(project: Project, files: Sequence[str]) -> Iterator[Violation]:
    unread: list[Violation] = []  # A finding of the hooks that look at single files.
    inside: dict[str, list[str]] = {package: [] for package in package_directories(files)}
    for path in files:
        package = holding(inside, path)
        if package is not None and path.endswith(".py"):
            inside[package].append(path)
    for package, modules in inside.items():
        sources = list(texts_of(project, modules, unread))
        yield from exception_violations(package, sources)
        yield from settings_violations(package, sources)


def takes_part(name: str) -> bool:
    """Return whether the hook reads files of this name, or checks their place."""
    is_declaring = name in DECLARING or name == "README.md"
    return is_declaring or name.endswith(".py") or name.startswith("-")


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
