"""A file of configuration: read whole, its values by dotted key, its keys' places on demand.

Whatever file it is, its keys are those of a `pyproject.toml`: `line-length` of a `ruff.toml` is
`tool.ruff.line-length` here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property

from standards_hooks.core.errors import NESTED_TOO_DEEPLY, UncheckableFileError
from standards_hooks.core.options import MAX_SIZE
from standards_hooks.core.toml import NumberError, parse_toml
from standards_hooks.project.repository import PYPROJECT
from standards_hooks.syntax.reading import decode_utf8, read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from standards_hooks.project.repository import Project
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.project.toml_outline import Outline, Place


PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class Missing:
    """What stands for the value of a key that is not there; TOML itself has no null."""


MISSING = Missing()


@dataclass(eq=False)
class Document:
    """One file of configuration.

    Attributes:
        path: The file as findings name it.
        directory: Its directory relative to the repository's root, with forward slashes.
        text: Its text.
        tables: Its content, as `tomllib` gives it.
        root: The table of a `pyproject.toml` that the file as a whole stands for; empty for a
            `pyproject.toml` itself.
        places: Where the keys of a file stand that is not TOML.
    """

    path: str
    directory: str
    text: str
    tables: Mapping[str, object]
    root: Path = ()
    places: Mapping[Path, Place] | None = None

    @property
    def is_pyproject(self) -> bool:
        """Whether it is a `pyproject.toml`, where the standard wants the configuration."""
        return not self.root

    def value(self, path: Path) -> object:
        """Return what stands under a key, or `MISSING`."""
        value: object = self.tables
        for segment in path:
            if not isinstance(value, dict) or segment not in value:
                return MISSING
            value = value[segment]
        return value

    def has(self, path: Path) -> bool:
        """Return whether there is such a key or table."""
        return self.value(path) is not MISSING

    def table(self, path: Path) -> Mapping[str, object]:
        """Return the table under a key; an empty one where there is none, or something else."""
        value = self.value(path)
        return value if isinstance(value, dict) else {}

    def place(self, path: Path) -> Place:
        """Return line and column, counted from 1, of a key or of the nearest table around it."""
        if self.places is not None:
            while path and path not in self.places:
                path = path[:-1]
            return self.places.get(path, (1, 1))
        is_inside = path[: len(self.root)] == self.root
        return self.outline.place(path[len(self.root) :] if is_inside else ())

    @cached_property
    def outline(self) -> Outline:
        """Where everything stands in its text, scanned on first use: where there is a finding."""
        from standards_hooks.project.toml_outline import outline_of

        return outline_of(self.text)


def read_text(path: str) -> str:
    """Read the text of a file of configuration.

    A byte order mark is passed over, as Ruff does.

    Args:
        path: The file.

    Returns:
        The text, without a byte order mark.

    Raises:
        UncheckableFileError: If it cannot be read, is too large or no UTF-8.
    """
    return decode_utf8(read_source(path, MAX_SIZE))


def parse_document(shown: str, directory: str, text: str, root: Path = ()) -> Document:
    """Read the text of a `pyproject.toml`, or of another file of TOML.

    Args:
        shown: The file as findings shall name it.
        directory: Its directory relative to the repository's root.
        text: The text.
        root: The table of a `pyproject.toml` that the file as a whole stands for.

    Returns:
        The document, with the tables that the text has.

    Raises:
        UncheckableFileError: If it is no TOML.
    """
    try:
        tables: Mapping[str, object] = parse_toml(text)
        for segment in reversed(root):
            tables = {str(segment): tables}
        return Document(shown, directory, text, tables, root=root)
    except RecursionError as error:
        raise UncheckableFileError(NESTED_TOO_DEEPLY) from error
    except tomllib.TOMLDecodeError as error:
        raise _invalid(str(error), text) from error
    except NumberError as error:
        reason = f"is not valid TOML: {error}"
        raise UncheckableFileError(reason) from error


def document_of(project: Project) -> Document:
    """Read the `pyproject.toml` of a project.

    Args:
        project: The project.

    Returns:
        The document.

    Raises:
        UncheckableFileError: If it cannot be read, or is no TOML.
    """
    text = read_text(project.path(PYPROJECT))
    return parse_document(project.pyproject, project.directory, text)


def _invalid(message: str, text: str) -> UncheckableFileError:
    match = PLACE.search(message)
    reason = f"is not valid TOML: {PLACE.sub('', message)}"
    if match is None:
        return UncheckableFileError(reason)
    if match[1] is None:
        last = text.rpartition("\n")[2]
        return UncheckableFileError(f"{reason} at its end", text.count("\n") + 1, len(last) + 1)
    return UncheckableFileError(reason, int(match[1]), int(match[2]))
