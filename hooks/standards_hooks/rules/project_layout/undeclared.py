"""A repository with Python code that declares no project, so that nothing is configured by one."""

from __future__ import annotations

from standards_hooks.project.declaration import DECLARING
from standards_hooks.project.declaration_reading import declaration_in
from standards_hooks.project.layout import is_own
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.project.samples import is_sample_project
from standards_hooks.project.violation import Violation
from standards_hooks.rules.project_layout.structure import is_code


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.project.repository import Project


CLAUSE = "Package Management, uv"
REQUIREMENTS = "requirements.txt"


def undeclared_violations(root: Project) -> Iterator[Violation]:
    """Yield the violation of a repository with code and without a project.

    What is declared to Poetry or setuptools is a project: toolchain-drift says where it has to go.

    Args:
        root: The root of the repository.
    """
    files = root.repository.files
    candidates = {path.rpartition("/")[0] for path in files if path.rpartition("/")[2] in DECLARING}
    for directory in sorted(candidates):
        if not is_sample_project(directory) and declaration_in(root.path(directory)) is not None:
            return
    if any(map(_is_own_code, files)):
        yield Violation("project", PYPROJECT, _message(root))


def _is_own_code(path: str) -> bool:
    directory = path.rpartition("/")[0]
    is_hidden = path.startswith(".") or "/." in path
    return (
        is_code(path) and not is_hidden and is_own(directory) and not is_sample_project(directory)
    )


def _message(root: Project) -> str:
    has_requirements = REQUIREMENTS in root.files
    add = f"`uv add -r {REQUIREMENTS}`" if has_requirements else "`uv add` what the code imports"
    if not root.is_declared:
        return (
            f"there is no `{PYPROJECT}`, and nothing of the standard is configured ({CLAUSE}): "
            f"run `uv init --bare`, then {add}"
        )
    return (
        f"`{PYPROJECT}` declares no project ({CLAUSE}): write a `[project]` with `name`, `version` "
        f'and `requires-python = ">=3.12"`, then {add}'
    )
