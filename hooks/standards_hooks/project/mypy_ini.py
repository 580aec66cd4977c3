"""mypy's settings from `mypy.ini` and `setup.cfg`, as a `pyproject.toml` would say them."""

from __future__ import annotations

import configparser

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project import mypy_options
from standards_hooks.project.document import Document
from standards_hooks.project.mypy_options import MYPY


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.project.document import Place
    from standards_hooks.project.toml_notation import Path


SECTION = "mypy"
OF_MODULES = "mypy-"
LISTS = frozenset({"disable_error_code", "enable_error_code", "plugins"})


def parse_ini(shown: str, directory: str, text: str) -> Document:
    """Read the text of a `mypy.ini` or `setup.cfg`.

    Args:
        shown: The file as findings shall name it.
        directory: Its directory relative to the repository's root.
        text: The text.

    Returns:
        A document that has `[tool.mypy]` where the file has a section for mypy.

    Raises:
        UncheckableFileError: If no `configparser` can read it.
    """
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text)
    except configparser.Error as error:
        line = getattr(error, "lineno", None) or next(iter(getattr(error, "errors", [])), (1,))[0]
        reason = "is not a valid ini file: " + str(error).partition("\n")[0]
        raise UncheckableFileError(reason, line) from error
    mypy: dict[str, object] = {}
    if parser.has_section(SECTION):
        mypy = _read(parser, SECTION)
    overrides = [
        {"module": section.removeprefix(OF_MODULES).split(","), **_read(parser, section)}
        for section in parser.sections()
        if section.startswith(OF_MODULES)
    ]
    if overrides:
        mypy["overrides"] = overrides
    tables = {"tool": {"mypy": mypy}} if mypy or parser.has_section(SECTION) else {}
    return Document(shown, directory, text, tables, root=MYPY, places=dict(_places(text)))


def _read(parser: configparser.RawConfigParser, section: str) -> dict[str, object]:
    known = mypy_options.names()
    switches = mypy_options.switches()
    values: dict[str, object] = {}
    for key, text in parser.items(section):
        option = mypy_options.canonical(key, known)[0]
        if option in switches:
            values[key] = parser.BOOLEAN_STATES.get(text.lower(), text)
        elif option in LISTS:
            entries = text.replace("\n", ",").split(",")
            values[key] = [entry.strip() for entry in entries if entry.strip()]
        else:
            values[key] = text
    return values


def _places(text: str) -> Iterator[tuple[Path, Place]]:
    """Yield the place of each section for mypy and of each key in it."""
    table: Path = ()
    overrides = 0
    for number, line in enumerate(text.splitlines(), 1):
        name = line.partition("]")[0].removeprefix("[")
        if line.startswith("["):
            table = MYPY if name == SECTION else ()
            if name.startswith(OF_MODULES):
                table = (*MYPY, "overrides", overrides)
                overrides += 1
            if table:
                yield table, (number, 1)
        elif table and line[:1].strip() and line[0] not in "#;":
            key = line.replace(":", "=").partition("=")[0].strip().lower()
            yield (*table, key), (number, 1)
