"""The files of a project that name a Python version, and the reader of each."""

from __future__ import annotations

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project.dockerfiles import is_dockerfile, read_dockerfile
from standards_hooks.project.project_files import texts_of
from standards_hooks.project.violation import unreadable
from standards_hooks.project.yaml_document import YAML_ENDINGS
from standards_hooks.rules.toolchain_drift import (
    declared,
    pre_commit,
    services,
    workflows,
)
from standards_hooks.rules.toolchain_drift.commands import command_violations
from standards_hooks.rules.toolchain_drift.declared import TOOL_VERSIONS, local_pins
from standards_hooks.rules.toolchain_drift.images import image_pins
from standards_hooks.rules.toolchain_drift.pins import Purpose


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from standards_hooks.project.repository import Project
    from standards_hooks.rules.toolchain_drift.declarations import Declarations

    type Reader = Callable[[str, str, Declarations], None]


def read_files(project: Project, files: Iterable[str], reading: Declarations) -> None:
    """Read every file that names a version, and the version files that these refer to.

    Args:
        project: The project.
        files: Its files, relative to its directory.
        reading: Receives what is found; a file that cannot be read becomes a violation.
    """
    readers = {path: reader for path in files if (reader := reader_of(path)) is not None}
    _read(project, readers, reading)
    others = frozenset(reading.version_files) & frozenset(files) - readers.keys()
    _read(project, dict.fromkeys(sorted(others), _read_version_file), reading)


def _read(project: Project, readers: dict[str, Reader], reading: Declarations) -> None:
    for path, text in texts_of(project, readers, reading.violations):
        try:
            readers[path](path, text, reading)
        except UncheckableFileError as error:
            reading.violations.append(unreadable(path, error))


def reader_of(path: str) -> Reader | None:
    """Return the reader of a file, or None for one that names no Python version.

    Args:
        path: The file, relative to the project's directory.
    """
    name = path.rpartition("/")[2]
    by_name: dict[str, Reader] = {
        declared.PYTHON_VERSION: _read_version_file,
        pre_commit.PRE_COMMIT: pre_commit.read_pre_commit,
        services.PIPELINE: services.read_pipeline,
        **dict.fromkeys(declared.SETTINGS, declared.read_settings),
    }
    if name in by_name:
        return by_name[name]
    if workflows.is_workflow(path):
        return workflows.read_workflow
    if services.is_compose_file(path):
        return services.read_compose_file
    return _read_dockerfile if is_dockerfile(path) else None


def takes_part(name: str) -> bool:
    """Return whether files of this base name may be read: workflows have any name."""
    return name == TOOL_VERSIONS or name.endswith(YAML_ENDINGS) or reader_of(name) is not None


def _read_version_file(path: str, text: str, reading: Declarations) -> None:
    reading.add(local_pins(path, text))


def _read_dockerfile(path: str, text: str, reading: Declarations) -> None:
    dockerfile = read_dockerfile(text)
    for image in dockerfile.images:
        reading.add(image_pins(path, (image.line, 1), image.form, image.name, Purpose.RUN))
    reading.violations += command_violations(path, dockerfile)
