"""One Python and one package manager everywhere.

A repository names its Python in half a dozen places, and each is changed separately. The image runs
a version that no test ran; the linter rewrites code for a version that is not deployed yet. A
`requirements.txt` beside `uv.lock` is a second list of dependencies that nobody updates. The
clauses "Python Version", "Package Management" and "Ruff Configuration" of the standard require one
of each.

**What it finds.** `python-minimum`: a version older than 3.12 in

- `.python-version`, any line of it, and what the project admits by `[tool.poetry]`, `setup.cfg` or
  `setup.py`;
- Dockerfiles: the image of any stage, of `COPY --from` and of `RUN --mount=from`; registries,
  digests and the defaults of `ARG` are understood;
- compose files: the `image` of a service; `.gitlab-ci.yml`: the `image` of a job;
- GitHub's workflows, and actions (`action.yml` at the root or below `.github/actions`):
  `python-version` in steps, matrices, their `include`, and defaults of inputs; the keys of
  `matrix`, `env` and `inputs` that an expression for it names; the file that `python-version-file`
  names; the image of a `container`; the versions of one list are one finding;
- `.pre-commit-config.yaml`: `default_language_version` and the `language_version` of a hook.

`python-agreement`: a target of Ruff or mypy, in `pyproject.toml` or in a file of their own, that is
not the oldest Python that `requires-python` admits; a version that `requires-python` does not
admit; an image of a Dockerfile or of a compose file whose version `.python-version` does not name.

`uv-alone`: `requirements*.txt`, `requirements/*.txt`, `Pipfile`, `Pipfile.lock`,
`poetry.lock`, `pdm.lock`, `setup.py`, metadata in `setup.cfg`, `environment.yml`, `[tool.poetry]`;
in a Dockerfile `pip install` of anything but installers. `ruff-alone`: `.flake8`, `.pylintrc`,
`[tool.black]`, `[tool.isort]`, and hooks in `.pre-commit-config.yaml` that run such a tool.
`hook-minimum`: a `rev` of `ruff-pre-commit` below 0.8, or of `mirrors-mypy` below 1.13. `uv-lock`:
a project with dependencies whose `uv.lock`, in its own directory or, for a workspace, one around
it, is missing, ignored, or not tracked by git. `uv-frozen`: `uv sync` in a Dockerfile without
`--frozen` or `--locked`. `readable`: one of these files that cannot be read.

**What it ignores.** What pyproject-drift reports: an old `requires-python`, `target-version` or
`python_version`; as long as `requires-python` admits an old version, workflows and pipelines may
test it. Open versions (`3`, `3.x`, `python:slim`) and ranges; expressions whose value
is not in the file; versions that `exclude` removes from a matrix; several versions in a matrix or
in `.python-version`; arguments of a Dockerfile without a default; other images, stages that start
from an earlier one, tags that are no Python version (`ghcr.io/acme/python:1.4`); hooks of other
languages; `pip install uv`, `uv pip install`, `UV_FROZEN` and `UV_LOCKED` set in the Dockerfile;
here-documents that no shell runs; Dockerfiles that are templates (`.j2`, `.tmpl`, …); files of
examples, fixtures and templates (`examples/shop/requirements.txt`), and projects in directories of
tests or documentation that have no `[tool.standards-hooks]` of their own; requirements that uv
wrote; a `setup.py` that only builds extensions, or below the root does not import setuptools; an
`environment.yml` without `dependencies` or `channels`; a `uv.lock` that the `.gitignore` of a
library (`[build-system]`, no Dockerfile) leaves out.

Files belong to the nearest project around them. Files outside any project, such as the workflows of
a repository with its project in a directory, are compared with that project, if it is the only one.
Dockerfiles are read with tree-sitter's grammar, which skips instructions that no builder knows;
YAML with PyYAML as text (`3.10` is not 3.1). In a repository without git every file counts as
tracked.

**Waivers.** An expectation, or files, that the project has reasons to exempt, each with the reason;
a key is an expectation's name, or a path or glob as in `exclude`:

    [tool.standards-hooks.toolchain-drift.waivers]
    "docs/requirements.txt" = "the host of the documentation installs with pip alone"
    uv-frozen = "the image is built before the lock file is"

The reason is mandatory, and a waiver that waives nothing is a finding.

**Fix safety.** There is no fix: a new Python or package manager has to be tested. The message has
what to write.

**Compared with Ruff.** Ruff takes its target from `requires-python`, and reads no other file that
names a Python version.
"""

from __future__ import annotations

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.declaration_reading import declaration_in
from standards_hooks.project.document import document_of
from standards_hooks.project.project_files import files_of
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.project.samples import is_in_sample
from standards_hooks.project.violation import unreadable
from standards_hooks.project.waivers import findings_of
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.toolchain_drift import agreement, declared, managers, reading
from standards_hooks.rules.toolchain_drift.declarations import Declarations
from standards_hooks.rules.toolchain_drift.lock_file import LOCK, lock_violations
from standards_hooks.rules.toolchain_drift.managers import may_be_other_file
from standards_hooks.rules.toolchain_drift.reading import read_files


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.project.declaration import Declaration
    from standards_hooks.project.document import Document
    from standards_hooks.project.repository import Project
    from standards_hooks.project.violation import Violation


HOOK_ID = "toolchain-drift"
OPTIONS = (Option("waivers", {}, "exemptions with their reasons, by expectation, path or glob"),)
EXPECTATIONS = (
    "hook-minimum",
    "python-agreement",
    "python-minimum",
    "readable",
    "ruff-alone",
    "uv-alone",
    "uv-frozen",
    "uv-lock",
)


def find(project: Project, options: Options) -> Iterator[Finding]:
    """Yield a finding for each place where a project's toolchain drifts.

    Args:
        project: The project, or the root of the repository with the files outside any project.
        options: `waivers`, the declared exemptions.
    """
    yield from findings_of(HOOK_ID, project, options, violations_in, EXPECTATIONS)


def violations_in(project: Project, options: Options) -> Iterator[Violation]:
    """Yield what drifts in one project."""
    files = [path for path in files_of(project, options) if not is_in_sample(path)]
    reading = Declarations()
    document, error = _document(project)
    if error is not None:
        yield unreadable(PYPROJECT, error)
    declaration = declaration_in(project.path())
    read_files(project, files, reading)
    yield from managers.other_files(project, files, declaration)
    if document is not None:
        yield from managers.other_tables(document, PYPROJECT, reading.other_hooks)
        yield from lock_violations(project, document, PYPROJECT)
        reading.add(declared.target_pins(PYPROJECT, document))
    yield from _of_required_python(declaration, document)
    yield from reading.violations
    yield from managers.hook_violations(reading.other_hooks, document)
    required = _required(declaration or _only(project))
    yield from agreement.pin_violations(reading.pins, required)


def _of_required_python(
    declaration: Declaration | None, document: Document | None
) -> Iterator[Violation]:
    """Yield what is wrong with the Python that is declared to Poetry or setuptools.

    `requires-python` itself is pyproject-drift's to report.
    """
    if declaration is None or declaration.is_standard or declaration.python is None:
        return
    place = (declaration.python.line, 1)
    if document is not None and declaration.file == PYPROJECT:
        place = document.place(tuple(declaration.python.key.split(".")))
    yield from agreement.requirement_violations(declaration.file, place, declaration.python)


def _document(project: Project) -> tuple[Document | None, UncheckableFileError | None]:
    if not project.is_declared:
        return None, None
    try:
        return document_of(project), None
    except UncheckableFileError as error:
        return None, error


def _required(declaration: Declaration | None) -> str:
    """Return the requirement of Python that a project declares; empty for none."""
    return declaration.python.specifier if declaration and declaration.python else ""


def _only(project: Project) -> Declaration | None:
    """Return what the repository's only project declares, for a root without one."""
    projects = [] if project.is_declared else project.repository.projects()
    return declaration_in(projects[0].path()) if len(projects) == 1 else None


def takes_part(name: str) -> bool:
    """Return whether the hook reads files of this name, or checks that they exist."""
    return name in {PYPROJECT, LOCK} or reading.takes_part(name) or may_be_other_file(name)


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
