"""One Python and one package manager everywhere.

Why: The same repository names its Python in half a dozen places, and each is changed alone. The
image runs what no test ran; the linter rewrites code for a Python that is not there yet. A
`requirements.txt` beside `uv.lock` is a second truth, and the one that nobody updates.

Finds, `python-minimum`: a version older than 3.12 in `requires-python`, `.python-version`, Ruff's
`target-version` (in `pyproject.toml`, `ruff.toml` or `.ruff.toml`), mypy's `python_version`, the
image of any stage of a Dockerfile, `python-version` in GitHub's workflows (steps and matrices),
`default_language_version` in `.pre-commit-config.yaml`.

Finds, `python-agreement`: a target that is not the oldest Python that `requires-python` admits; a
version that `requires-python` does not admit; an image whose version `.python-version` does not
name.

Finds, `uv-alone`: `requirements*.txt`, `requirements/*.txt`, `Pipfile`, `Pipfile.lock`,
`poetry.lock`, `pdm.lock`, `setup.py`, `environment.yml`, `[tool.poetry]`; in a Dockerfile `pip
install` of anything but installers. `ruff-alone`: `.flake8`, `.pylintrc`, `[tool.black]`,
`[tool.isort]`. `uv-lock`: a project with dependencies and no `uv.lock` that git knows, in its own
directory or, for a workspace, one around it. `uv-frozen`: `uv sync` in a Dockerfile without
`--frozen` or `--locked`.

Leaves alone: versions left open (`3`, `3.x`, `python:slim`, `${{ matrix.python }}`), several
versions in a matrix or in `.python-version`, arguments of a Dockerfile without a default, images
of other things, stages that start from an earlier one, tags that are no Python's version
(`ghcr.io/acme/python:1.4`); `pip install uv`, `uv pip install`, `UV_FROZEN` and `UV_LOCKED` set in
the Dockerfile; Dockerfiles that are templates (`.j2`, `.tmpl`, …).

Files belong to the nearest project around them. What belongs to none, such as the workflows of a
repository whose one project is in a directory of its own, is compared with that project, if there
is only one. Dockerfiles are read by dockerfile-parse, YAML by PyYAML as text (`3.10` is not 3.1).

Waivers: an expectation or files that the project has reasons to except, each with the reason; a key
is an expectation's name, or a path or glob as `exclude` has it:

    [tool.standards-hooks.toolchain-drift.waivers]
    "docs/requirements.txt" = "the host of the documentation installs with pip alone"

The reason is mandatory, and a waiver that waives nothing is a finding.

Fix safety: there is no fix; the message says what to write.
"""

from __future__ import annotations

from standards_hooks.engine.errors import UncheckableFileError
from standards_hooks.engine.hook import Hook, Option
from standards_hooks.engine.repository import PYPROJECT
from standards_hooks.engine.running import run_hook
from standards_hooks.rules import HOOK_IDS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from standards_hooks.drift.document import Document
    from standards_hooks.engine.finding import Finding
    from standards_hooks.engine.hook import Options
    from standards_hooks.engine.repository import Project
    from standards_hooks.expectations.breach import Breach
    from standards_hooks.toolchain.pins import Pin


HOOK_ID = "toolchain-drift"
OPTIONS = (Option("waivers", {}, "exceptions with their reasons, by expectation, path or glob"),)
EXPECTATIONS = (
    "python-agreement",
    "python-minimum",
    "readable",
    "ruff-alone",
    "uv-alone",
    "uv-frozen",
    "uv-lock",
)
CLAUSE = "Package Management, uv"
IMAGE_CLAUSE = "Python Version, Dockerfile"


def find(project: Project, options: Options) -> Iterator[Finding]:
    """Yield a finding for each place where a project's toolchain drifts.

    Args:
        project: The project, or the root of the repository with what belongs to none.
        options: `waivers`, the exceptions that are declared.
    """
    from standards_hooks.expectations.waivers import findings_of

    yield from findings_of(HOOK_ID, project, options, breaches_in, EXPECTATIONS)


def breaches_in(project: Project, options: Options) -> Iterator[Breach]:
    """Yield what drifts in one project."""
    from standards_hooks.expectations.breach import files_of, unreadable
    from standards_hooks.toolchain import agreement, declared, managers

    files = files_of(project, options)
    pins: list[Pin] = []
    document, error = _document(project)
    if error is not None:
        yield unreadable(PYPROJECT, error)
    yield from managers.other_files(files)
    if document is not None:
        yield from managers.other_tables(document, PYPROJECT)
        yield from managers.lock_breaches(project, document, PYPROJECT)
        pins += declared.target_pins(PYPROJECT, document)
        required = declared.required_python(document)
        if required:
            place = document.positions.of(declared.REQUIRES_PYTHON)
            yield from agreement.requirement_breaches(PYPROJECT, place, required)
    yield from _read_files(project, files, pins)
    yield from agreement.pin_breaches(pins, declared.required_python(document or _only(project)))


def _document(project: Project) -> tuple[Document | None, UncheckableFileError | None]:
    from standards_hooks.drift.document import document_of

    if not project.is_declared:
        return None, None
    try:
        return document_of(project), None
    except UncheckableFileError as error:
        return None, error


def _only(project: Project) -> Document | None:
    """Return the document of the repository's only project, for a root that is none."""
    projects = [] if project.is_declared else project.repository.projects()
    return _document(projects[0])[0] if len(projects) == 1 else None


def _read_files(project: Project, files: Iterable[str], pins: list[Pin]) -> Iterator[Breach]:
    """Read every other file that takes part; collect its versions and yield its breaches."""
    from standards_hooks.expectations.breach import texts_of, unreadable

    problems: list[Breach] = []
    readers = {path: read for path in files if (read := _reader_of(path)) is not None}
    for path, text in texts_of(project, readers, problems):
        try:
            yield from readers[path](path, text, pins)
        except UncheckableFileError as error:
            problems.append(unreadable(path, error))
    yield from problems


type Reader = Callable[[str, str, list[Pin]], Iterable[Breach]]


def _reader_of(path: str) -> Reader | None:
    """Return what reads a file, or None for one that names no Python version."""
    from standards_hooks.toolchain.containers import is_dockerfile
    from standards_hooks.toolchain.declared import PYTHON_VERSION, RUFF_FILES
    from standards_hooks.toolchain.workflows import PRE_COMMIT, is_workflow

    name = path.rpartition("/")[2]
    if name == PYTHON_VERSION:
        return _read_python_version
    if name in RUFF_FILES:
        return _read_ruff
    if name == PRE_COMMIT or is_workflow(path):
        return _read_yaml
    return _read_dockerfile if is_dockerfile(path) else None


def _read_python_version(path: str, text: str, pins: list[Pin]) -> Iterable[Breach]:
    from standards_hooks.toolchain.declared import local_pins

    pins += local_pins(path, text)
    return ()


def _read_ruff(path: str, text: str, pins: list[Pin]) -> Iterable[Breach]:
    from standards_hooks.drift.document import parse_document
    from standards_hooks.toolchain.declared import target_pins

    pins += target_pins(path, parse_document(path, "", text))
    return ()


def _read_yaml(path: str, text: str, pins: list[Pin]) -> Iterable[Breach]:
    from standards_hooks.toolchain.workflows import is_workflow, pre_commit_pins, workflow_pins

    pins += (workflow_pins if is_workflow(path) else pre_commit_pins)(path, text)
    return ()


def _read_dockerfile(path: str, text: str, pins: list[Pin]) -> Iterable[Breach]:
    from standards_hooks.expectations.breach import Breach
    from standards_hooks.toolchain import commands
    from standards_hooks.toolchain.containers import image_pins, read_dockerfile

    dockerfile = read_dockerfile(text)
    pins += image_pins(path, dockerfile)
    breaches = []
    is_locked = commands.is_locked_by_environment(dockerfile)
    for words, line in commands.commands_in(dockerfile):
        names = commands.installed_by_pip(words)
        if names:
            shown = " ".join(names[:5]) + (" …" if len(names) > 5 else "")  # noqa: PLR2004
            message = (
                f"pip installs `{shown}`; uv is the one package manager ({CLAUSE}): write "
                "`RUN uv sync --frozen --no-dev`, and let `pyproject.toml` list it"
            )
            breaches.append(Breach("uv-alone", path, message, line))
        elif not is_locked and commands.is_sync_past_the_lock(words):
            message = (
                "`uv sync` may change what `uv.lock` says; an image is built from the lock file "
                f"({IMAGE_CLAUSE}): write `uv sync --frozen`, or `--locked`"
            )
            breaches.append(Breach("uv-frozen", path, message, line))
    return breaches


def takes_part(name: str) -> bool:
    """Tell whether the hook reads files of this name, or judges that they are there."""
    from standards_hooks.toolchain.containers import is_dockerfile
    from standards_hooks.toolchain.managers import LOCK, other_files

    known = {PYPROJECT, LOCK, ".python-version", "ruff.toml", ".ruff.toml"}
    is_yaml = name.endswith((".yml", ".yaml"))
    return name in known or is_yaml or is_dockerfile(name) or any(other_files([name]))


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
